"""The corpus: what the course's own folder gives, what spreadsheets may do to it, and what is refused, and how."""

import os
import shutil

import pandas as pd
import pytest

from helpers.corpus import load_corpus
from helpers.corpus.corpus import current_corpus
from helpers.corpus.tables import CorpusError
from tests import ROOT

SEEDS = ROOT / "seeds"
HEADER = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"


@pytest.fixture
def folder(tmp_path):
    """A small corpus that loads: two articles and a boilerplate table."""
    (tmp_path / "a.txt").write_text("One Headline\n\nThe “first” story.\u00a0It ends. MORE\n\nMORE\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The second story.", encoding="utf-8")
    write(
        tmp_path,
        "articles.csv",
        HEADER + "one,a.txt,The One,,One Headline,2018-03-06,,stated,\ntwo,b.txt,The Two,,,,,inferred,\n",
    )
    write(tmp_path, "boilerplate.csv", "article,text,occurrence,reason\none,MORE,1,link\none,MORE,2,link\n")
    return tmp_path


def write(folder, name, content, encoding="utf-8"):
    (folder / name).write_bytes(content.encode(encoding))


def change(folder, name, old, new, encoding="utf-8"):
    content = (folder / name).read_text(encoding="utf-8")
    assert old in content
    write(folder, name, content.replace(old, new), encoding)


def refusal(folder):
    with pytest.raises(CorpusError) as refused:
        load_corpus(folder)
    message = str(refused.value)
    assert "\n" not in message and message.endswith(".")
    return message


@pytest.fixture(scope="module")
def corpus():
    return load_corpus(SEEDS)


def test_the_five_articles_in_the_order_of_their_table(corpus):
    assert list(corpus.articles.index) == ["presstv", "southfront", "jerusalemonline", "cnn", "reuters"]
    assert {"outlet", "headline", "published", "raw", "text", "words", "identified_by"} <= set(corpus.articles)
    assert corpus.articles["published"].isna().sum() == 2


def test_raw_is_the_file_and_text_has_neither_boilerplate_nor_headline(corpus):
    for article in corpus.articles.itertuples():
        assert article.raw.encode("utf-8") == (SEEDS / article.file).read_bytes()
        for left_out in (
            "MORE DETAILS",
            "2,500 $",
            "Click Here",
            "Credit",
            "**",
            "](#)",
            "Original url",
            "Consider",
            article.headline or "no headline",
        ):
            assert left_out not in article.text
    assert corpus.articles.at["reuters", "text"].startswith("The Russian military has offered Syrian rebels")
    assert corpus.articles.at["southfront", "text"].endswith("against Syrian government forces.")


def test_sentences_are_slices_of_the_file_outside_boilerplate(corpus):
    for sentence in corpus.sentences.itertuples():
        assert corpus.articles.at[sentence.article, "raw"][sentence.start : sentence.end] == sentence.sentence
        cut = corpus.boilerplate[corpus.boilerplate["article"] == sentence.article]
        assert ((cut["end"] <= sentence.start) | (cut["start"] >= sentence.end)).all()
    # Counted by hand, in the printed articles.
    counts = corpus.sentences.groupby("article").size()
    assert counts.to_dict() == {"presstv": 13, "southfront": 9, "jerusalemonline": 10, "cnn": 15, "reuters": 15}


def test_the_quotation_over_a_blank_line_is_whole(corpus):
    reuters = corpus.quotations[corpus.quotations["article"] == "reuters"]
    assert reuters["balanced"].all()
    first = reuters["quotation"].iloc[0]
    assert first.startswith('"The Russian Reconciliation Centre') and first.endswith("their families,”")


def test_the_folder_is_found_from_a_notebook_and_from_the_root(monkeypatch):
    for start in ("notebooks", "."):
        monkeypatch.chdir(ROOT / start)
        assert load_corpus().folder.resolve() == SEEDS


def test_the_folder_is_found_from_anywhere_else(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert load_corpus().folder == SEEDS


def test_the_nearest_folder_wins(monkeypatch, tmp_path, folder):
    shutil.copytree(folder, tmp_path / "copy" / "seeds")
    (tmp_path / "copy" / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "copy" / "notebooks")
    assert list(load_corpus().articles.index) == ["one", "two"]


def test_the_current_corpus_is_read_once_and_anew_where_a_file_is_changed_added_or_taken_away(
    monkeypatch, tmp_path, folder
):
    seeds = shutil.copytree(folder, tmp_path / "course" / "seeds")
    monkeypatch.chdir(tmp_path / "course")
    first = current_corpus()
    assert current_corpus() is first is not load_corpus()
    change(seeds, "b.txt", "second", "SECOND")
    changed = current_corpus()
    assert changed.articles.at["two", "text"] == "The SECOND story." and current_corpus() is changed
    write(seeds, "labels.csv", "label,forms,family,note\nrebel,rebels,,\n")
    assert current_corpus().labels["label"].tolist() == ["rebel"]
    (seeds / "boilerplate.csv").unlink()
    assert current_corpus().boilerplate.empty
    (seeds / "b.txt").unlink()
    for _ in range(2):
        with pytest.raises(CorpusError, match="b.txt"):
            current_corpus()


def test_articles_alone_make_a_corpus(folder):
    os.remove(folder / "boilerplate.csv")
    assert load_corpus(folder).boilerplate.empty
    write(folder, "boilerplate.csv", "article,text,occurrence,reason\n")
    assert load_corpus(folder).boilerplate.empty


def test_what_is_cut_and_what_is_kept(folder):
    corpus = load_corpus(folder)
    assert list(corpus.articles["text"]) == ["The “first” story.\u00a0It ends.", "The second story."]
    assert list(corpus.articles["words"]) == [5, 3]
    assert list(corpus.sentences["sentence"]) == ["The “first” story.", "It ends.", "The second story."]


def test_windows_line_ends_and_a_byte_order_mark_in_an_article(folder):
    (folder / "b.txt").write_bytes(b"\xef\xbb\xbfThe second\r\n\r\nStory.")
    corpus = load_corpus(folder)
    assert corpus.articles.at["two", "raw"] == "The second\r\n\r\nStory."
    assert corpus.articles.at["two", "text"] == "The second\n\nStory."


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("The One", "L’Été").encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: (text + ",,,,,,,,\n\n,,,,,,,,\n").encode(),
        lambda text: text.replace("\n", ",,\n").encode(),
        lambda text: text.replace("article,file", " Article , FILE").encode(),
    ],
    ids=[
        "byte-order mark",
        "semicolons",
        "tabs",
        "Windows-1252",
        "Windows line ends",
        "blank rows",
        "blank columns",
        "capitals in the header",
    ],
)
def test_what_spreadsheets_do_to_a_table_loads(folder, rewrite):
    (folder / "articles.csv").write_bytes(rewrite((folder / "articles.csv").read_text(encoding="utf-8")))
    corpus = load_corpus(folder)
    assert list(corpus.articles.index) == ["one", "two"]
    assert corpus.articles.at["one", "outlet"] in ("The One", "L’Été")


@pytest.mark.parametrize(
    "written",
    [
        "2018-03-06",
        "2018/3/6",
        "2018-03-06 00:00:00",
        "6 March 2018",
        "March 6, 2018",
        "06-Mar-18",
        "6.3.2018",
        "06.03.2018",
        '"Tuesday, 6 March 2018"',
    ],
)
def test_a_date_rewritten_is_the_same_date(folder, written):
    quoted = written if "," not in written else f'"{written.strip(chr(34))}"'
    change(folder, "articles.csv", "2018-03-06", quoted)
    assert load_corpus(folder).articles.at["one", "published"] == pd.Timestamp(2018, 3, 6)


@pytest.mark.parametrize("written, month, day", [("3/16/2018", 3, 16), ("16/03/2018", 3, 16), ("5/5/2018", 5, 5)])
def test_a_date_with_slashes_loads_where_only_one_reading_is_left(folder, written, month, day):
    change(folder, "articles.csv", "2018-03-06", written)
    assert load_corpus(folder).articles.at["one", "published"] == pd.Timestamp(2018, month, day)


@pytest.mark.parametrize(
    "written",
    [
        "last Tuesday",
        "2018-13-06",
        "2018",
        "March 2018",
        "6 March",
        "18-03-06",
        "43165",
        "2018-02-30",
        "31/31/2018",
        "99999999999999999999",
    ],
)
def test_what_is_no_date_is_refused(folder, written):
    change(folder, "articles.csv", "2018-03-06", written)
    message = refusal(folder)
    assert "articles.csv, row 2" in message and written in message and "2018-03-06" in message


def test_a_date_with_two_readings_is_refused_with_both(folder):
    change(folder, "articles.csv", "2018-03-06", "03/06/2018")
    assert "6 March 2018 or 3 June 2018" in refusal(folder)


@pytest.mark.parametrize(
    "break_it, said",
    [
        (lambda f: os.remove(f / "articles.csv"), ["articles.csv", "a row an article"]),
        (lambda f: os.remove(f / "b.txt"), ["articles.csv, row 3", "“b.txt”", "correct the name"]),
        (lambda f: write(f, "c.txt", "Third."), ["c.txt", "add one"]),
        (lambda f: change(f, "articles.csv", "two,", "one,"), ["articles.csv, rows 2 and 3", "“one”"]),
        (lambda f: change(f, "articles.csv", "b.txt", "a.txt"), ["articles.csv, rows 2 and 3", "“a.txt”"]),
        (lambda f: write(f, "articles.csv", HEADER), ["articles.csv", "a row"]),
        (lambda f: write(f, "articles.csv", ""), ["articles.csv", "no column “article”", "nothing"]),
        (lambda f: change(f, "articles.csv", "outlet,", "paper,"), ["articles.csv", "no column “outlet”"]),
        (lambda f: change(f, "articles.csv", "url,identified_by", "headline,identified_by"), ["no column “url”"]),
        (
            lambda f: change(f, "articles.csv", "outlet\n", "outlet,url\n"),
            ["articles.csv, row 1", "two columns", "“url”"],
        ),
        (lambda f: change(f, "articles.csv", "The Two", ""), ["articles.csv, row 3", "“outlet” is blank"]),
        (
            lambda f: change(f, "articles.csv", ",inferred,", ",inferred,well, known"),
            ["row 3", "10 cells under 9 columns"],
        ),
        (lambda f: change(f, "articles.csv", "The Two", '"The Two'), ["articles.csv", "quotation mark is not closed"]),
        (
            lambda f: change(f, "articles.csv", "One Headline", "One Hedline"),
            ["articles.csv, row 2", "“One Hedline”", "a.txt"],
        ),
        (lambda f: change(f, "articles.csv", "one", "one", "utf-16"), ["articles.csv", "UTF-16", "CSV UTF-8"]),
        (lambda f: (f / "b.txt").write_bytes(b""), ["b.txt", "empty"]),
        (lambda f: (f / "b.txt").write_bytes(b" \n\n"), ["b.txt", "empty"]),
        (lambda f: (f / "b.txt").write_bytes(b"\x89PNG\0\0\0\r"), ["b.txt", "no text"]),
        (lambda f: (f / "b.txt").write_bytes(b"text\0text"), ["b.txt", "plain text"]),
        (lambda f: write(f, "b.txt", "Second.", "utf-16"), ["b.txt", "UTF-16", "UTF-8"]),
        (lambda f: write(f, "b.txt", "One.\nL’Été.", "cp1252"), ["b.txt, line 2", "Windows-1252", "UTF-8"]),
        (
            lambda f: change(f, "boilerplate.csv", "MORE,2", "LESS,"),
            ["boilerplate.csv, row 3", "“LESS”", "letter for letter"],
        ),
        (
            lambda f: change(f, "boilerplate.csv", "MORE,2", "MORE,"),
            ["boilerplate.csv, row 3", "2 times", "occurrence"],
        ),
        (
            lambda f: change(f, "boilerplate.csv", "MORE,2", "MORE,3"),
            ["boilerplate.csv, row 3", "occurrence", "1 to 2"],
        ),
        (
            lambda f: change(f, "boilerplate.csv", "MORE,2", "MORE,1"),
            ["boilerplate.csv, row 3", "stands there already"],
        ),
        (
            lambda f: change(f, "boilerplate.csv", "MORE,2", "MORE,last"),
            ["boilerplate.csv, row 3", "occurrence", "last"],
        ),
        (
            lambda f: change(f, "boilerplate.csv", "one,MORE,2", "six,MORE,2"),
            ["boilerplate.csv, row 3", "“six”", "one, two"],
        ),
        (lambda f: change(f, "boilerplate.csv", "reason", "why"), ["boilerplate.csv", "no column “reason”"]),
        (
            lambda f: change(f, "boilerplate.csv", "one,MORE,2,link", "two,The second story.,,all"),
            ["articles.csv, row 3", "nothing is left"],
        ),
    ],
)
def test_bad_input_is_refused_with_file_row_and_cure(folder, break_it, said):
    load_corpus(folder)
    break_it(folder)
    message = refusal(folder)
    for words in said:
        assert words in message


def test_an_occurrence_as_a_spreadsheet_writes_it(folder):
    change(folder, "boilerplate.csv", "MORE,2", "MORE,2.0")
    assert "MORE" not in load_corpus(folder).articles.at["one", "text"]


def test_a_boilerplate_span_is_kept_as_the_slice_of_the_file(folder):
    change(folder, "boilerplate.csv", "one,MORE,2,link", 'one,"""first"" story. It",,test')
    assert load_corpus(folder).boilerplate["text"].iloc[-1] == "“first” story.\u00a0It"


def test_a_short_name_wins_over_an_outlet_of_that_name(folder):
    change(folder, "articles.csv", "The Two", "one")
    assert load_corpus(folder).short_names(["one"]) == ["one"]


def test_in_a_menu_articles_of_one_outlet_are_told_apart(folder):
    assert load_corpus(folder).choices() == [("The One", "one"), ("The Two", "two")]
    change(folder, "articles.csv", "The Two", "The One")
    assert load_corpus(folder).choices(["two", "one"]) == [("The One (two)", "two"), ("The One (one)", "one")]


def test_a_suffix_in_capitals_is_a_text_file_too(folder):
    (folder / "b.txt").rename(folder / "B.TXT")
    change(folder, "articles.csv", "b.txt", "B.TXT")
    assert load_corpus(folder).articles.at["two", "raw"] == "The second story."


@pytest.mark.parametrize(
    "content, told",
    [
        ("<!DOCTYPE html>\nThe second story, which is long.", "b.txt is a web page"),
        ("<p class='first'>The</p><p class='second'>story</p>", "b.txt is a web page"),
        ("俄罗斯提出让叛军安全撤离。", "b.txt is in a language without blanks"),
        ("รัสเซียเสนอทางออกที่ปลอดภัย", "b.txt is in a language without blanks"),
    ],
)
def test_a_file_whose_words_cannot_be_counted_is_refused(folder, content, told):
    (folder / "b.txt").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=told):
        load_corpus(folder)


def test_a_cell_too_long_for_a_table_is_told_as_that(folder):
    change(folder, "articles.csv", "inferred", "x" * 131_073)
    with pytest.raises(CorpusError, match="a cell holds more than 131,072 characters"):
        load_corpus(folder)
