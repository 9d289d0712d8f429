"""Reading an archive: every format gives the same articles, and one broken article is set aside with its reason."""

import csv
import json

import pytest

from helpers.archive import open_archive
from helpers.archive.reading import as_article, rows
from helpers.archive.store import on_disk
from helpers.corpus.tables import CorpusError
from tests.archive.archives import both_events, json_lines

ARTICLES = both_events()


def folder_of_texts(articles, path):
    path.mkdir()
    for row in articles.to_dict("records"):
        (path / f"{row['article']}.txt").write_text(row["text"], encoding="utf-8", newline="")
    articles.assign(file=articles["article"] + ".txt").drop(columns="text").to_csv(path / "articles.csv", index=False)
    return path


def table(articles, path):
    articles.to_csv(path, index=False)
    return path


def parquet(articles, path):
    articles.to_parquet(path, index=False)
    return path


def parquet_in_two(articles, path):
    path.mkdir()
    articles[:3].to_parquet(path / "1.parquet")
    articles[3:].to_parquet(path / "2.parquet")
    return path


needs_packages = pytest.mark.skipif(not on_disk(), reason="Parquet needs the packages for archives")
FORMATS = [
    pytest.param(json_lines, "a.jsonl", id="JSON Lines"),
    pytest.param(table, "a.csv", id="CSV"),
    pytest.param(folder_of_texts, "texts", id="texts"),
    pytest.param(parquet, "a.parquet", id="Parquet", marks=needs_packages),
    pytest.param(parquet_in_two, "many", id="Parquet, two files", marks=needs_packages),
]


def laid(path, **options):
    with open_archive(path, processes=1, **options) as archive:
        return archive.at(range(archive.number)), archive.set_aside, archive


@pytest.mark.parametrize("write, name", FORMATS)
@pytest.mark.parametrize("part", [3, 100])
def test_every_format_gives_the_same_articles_in_the_same_order(write, name, part, tmp_path):
    articles, aside, archive = laid(write(ARTICLES, tmp_path / name), part=part)
    assert articles.values.tolist() == ARTICLES.values.tolist()
    assert aside.empty and archive.number == len(ARTICLES)


def test_columns_can_have_other_names_and_those_that_are_not_needed_can_be_missing(tmp_path):
    other = ARTICLES.rename(columns={"text": "body", "outlet": "paper"}).drop(columns=["headline", "published"])
    articles, _, _ = laid(json_lines(other, tmp_path / "a.jsonl"), text="body", outlet="paper")
    assert articles["text"].tolist() == ARTICLES["text"].tolist()
    assert set(articles["headline"]) == set(articles["published"]) == {""}


GOOD = {"article": "good", "outlet": "O", "published": "", "headline": "", "text": "A text."}
POISON = {
    "brackets": (
        {"text": "[" * 10_000_000},
        "its text has 10,000,000 characters, and more than 1,000,000 are no article",
    ),
    "blank": ({"text": " \n"}, "its text is blank"),
    "no outlet": ({"outlet": None}, "its outlet is blank"),
    "no name": ({"article": ""}, "its article is blank"),
    "web page": ({"text": "<html><b>Hm</b>"}, "it is a web page (HTML)"),
    "zero bytes": ({"text": "a\0b"}, "it is no text file (it holds zero bytes)"),
    "half a letter": ({"text": "a \ud83d b"}, "its text is no UTF-8 text"),
    "no day": ({"published": "soon"}, "its date is “soon”, which is no day, or may be two"),
    "two days": ({"published": "03/06/2018"}, "its date is “03/06/2018”, which is no day, or may be two"),
    "twice": ({"article": "first"}, "another article is called “first”"),
}


@pytest.mark.parametrize("poison, reason", POISON.values(), ids=POISON)
def test_a_poisonous_article_is_set_aside_with_its_place_and_its_reason(poison, reason, tmp_path):
    rows = [{**GOOD, "article": "first"}, {**GOOD, **poison}, {**GOOD, "article": "last"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    articles, aside, archive = laid(tmp_path / "a.jsonl")
    assert articles["article"].tolist() == ["first", "last"]
    assert aside.values.tolist() == [["a.jsonl, row 2", reason]]
    assert repr(archive).startswith("Archive of 2 articles in a.jsonl, 1 set aside")


def test_broken_encoding_and_broken_json_end_no_reading(tmp_path):
    lines = [json.dumps(GOOD).encode(), b"{broken", b"[1]", b"[" * 100_000, json.dumps(GOOD).encode()]
    lines[-1] = lines[-1].replace(b'"good"', b'"b"').replace(b"A text", b"A \xff text")
    (tmp_path / "a.jsonl").write_bytes(b"\n\n".join(lines))
    articles, aside, _ = laid(tmp_path / "a.jsonl")
    assert articles["article"].tolist() == ["good"]
    assert aside["reason"].tolist() == ["the line is no object of JSON"] * 3 + ["its text is no UTF-8 text"]


def test_broken_encoding_in_a_table_or_a_file_spoils_one_article(tmp_path):
    table(ARTICLES, tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes().replace(b"Takfiri", b"Takfiri\xff")
    (tmp_path / "a.csv").write_bytes(data)
    folder = folder_of_texts(ARTICLES, tmp_path / "texts")
    (folder / "presstv.txt").write_bytes(b"Caf\xe9")
    (folder / "cnn.txt").unlink()
    for path, reasons in [
        (tmp_path / "a.csv", ["its text is no UTF-8 text"]),
        (folder, ["its text is no UTF-8 text", "its file “cnn.txt” cannot be read"]),
    ]:
        articles, aside, _ = laid(path)
        assert aside["reason"].tolist() == reasons and len(articles) == len(ARTICLES) - len(reasons)


@needs_packages
def test_a_text_in_parquet_that_is_no_utf_8_spoils_one_article(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = pa.array([b"Good.", b"Caf\xe9.", b"Good."]).view(pa.string())
    names = pa.array(["a", "b", "c"]).dictionary_encode()
    pq.write_table(pa.table({"article": names, "outlet": names, "text": texts}), tmp_path / "a.parquet")
    articles, aside, _ = laid(tmp_path / "a.parquet")
    assert articles["article"].tolist() == ["a", "c"]
    assert aside.values.tolist() == [["a.parquet, row 2", "its text is no UTF-8 text"]]


@pytest.mark.parametrize(
    "written", ["2018-03-06T10:00:00Z", "2018-03-06T10:00:00+01:00", "2018-03-06 10:00", "6 March 2018"]
)
def test_a_day_may_have_an_hour_as_databases_write_it(written):
    article = as_article({"article": "a", "outlet": "O", "published": written, "headline": "", "text": "Words."})
    assert article["published"] == "2018-03-06"


def test_what_is_no_archive_is_refused_with_the_cure(tmp_path):
    with pytest.raises(CorpusError, match="There is no .*nothing.csv: look at its name"):
        open_archive(tmp_path / "nothing.csv")
    (tmp_path / "semicolons.csv").write_text("article;outlet;text\na;O;The rebels left.\n")
    with pytest.raises(CorpusError, match="semicolons.csv parts its columns by semicolons: save it anew with commas"):
        open_archive(tmp_path / "semicolons.csv")
    (tmp_path / "semicolons.csv").unlink()
    (tmp_path / "a.docx").write_bytes(b"PK")
    for path in (tmp_path, tmp_path / "a.docx"):
        with pytest.raises(CorpusError, match="is no archive: it is a file that ends in .parquet, .csv"):
            open_archive(path)


@pytest.mark.parametrize("write, name", FORMATS[:2])
def test_a_missing_column_is_named_with_how_to_say_its_name(write, name, tmp_path):
    path = write(ARTICLES.rename(columns={"text": "body"}), tmp_path / name)
    with pytest.raises(
        CorpusError, match=r'has no column “text”: it has article, .*body; .*open_archive\(path, text="…"\)'
    ):
        open_archive(path)


def test_a_name_for_no_column_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="There is no column body to be named: name one of article, outlet"):
        open_archive(json_lines(ARTICLES, tmp_path / "a.jsonl"), body="text")


def test_an_archive_of_nothing_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_text("")
    with pytest.raises(CorpusError, match="a.jsonl holds no article: give it a row for each"):
        open_archive(tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").write_text("{}")
    with pytest.raises(CorpusError, match="has no column “article”"):
        open_archive(tmp_path / "b.jsonl")
    (tmp_path / "c.jsonl").write_text("x")
    with pytest.raises(
        CorpusError, match="no article that can be read: 1 were set aside, the first, c.jsonl, row 1, because"
    ):
        open_archive(tmp_path / "c.jsonl")


def test_an_open_quotation_mark_in_a_table_is_told_and_not_swallowed(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.archive.reading.LARGEST_CELL", 1000)
    with open(tmp_path / "a.csv", "w", newline="") as file:
        csv.writer(file).writerows([["article", "outlet", "text"], ["a", "O", "One."]])
        file.write('b,O,"' + "never closed " * 1000)
    with pytest.raises(CorpusError, match="a.csv, after line 3: field larger than field limit .*may not be closed"):
        open_archive(tmp_path / "a.csv")


def test_how_long_a_cell_of_any_other_table_may_be_stays_as_it_is_also_while_an_archive_is_read(tmp_path, monkeypatch):
    usual, long = csv.field_size_limit(), "word " * 40_000
    ARTICLES.head(3).assign(text=long).to_csv(tmp_path / "a.csv", index=False)
    reading = rows(tmp_path / "a.csv", {})
    assert len(next(reading)[1]["text"]) == len(long) > usual == csv.field_size_limit()
    assert len(list(reading)) == 2 and csv.field_size_limit() == usual
    monkeypatch.setattr("helpers.archive.reading.LARGEST_CELL", 1000)
    with pytest.raises(CorpusError):
        list(rows(tmp_path / "a.csv", {}))
    assert csv.field_size_limit() == usual


@pytest.mark.skipif(on_disk(), reason="the packages for archives are here")
def test_parquet_without_the_packages_names_the_command(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(CorpusError, match="pandas alone cannot read: install .* `python3 course.py archive`"):
        open_archive(tmp_path / "a.parquet")
