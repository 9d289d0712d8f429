"""The pen, as Python sees it: what is marked is the coded table; what comes from a page may be anything."""

import re

import pytest

from helpers.analyses import omissions, sourcing
from helpers.analyses.voice import voices
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.show import widgets
from helpers.show.highlighter import FRONT, LOOK, SCHEMES
from helpers.show.pages import MARKS
from tests import ROOT
from tests.corpora import EXAMPLE_EVENT as EXAMPLE
from tests.corpora import SEEDS as CORPUS


def row(**parts):
    return {"parts": {name: list(span) for name, span in parts.items()}, "fields": {}}


def place(article, words):
    start = CORPUS.articles.at[article, "raw"].index(words)
    return start, start + len(words)


def on_page(pen, *rows):
    """Mark as the page does: by a message."""
    pen.pen._handle_custom_msg({"do": "mark", "rows": list(rows)}, [])


def test_what_is_marked_is_the_coded_table_on_which_everything_runs():
    pen = widgets.highlighter(CORPUS, "reuters")
    content, source, cue = (
        place("reuters", words)
        for words in ('Vehicles would "be provided, and the entire route will be guarded"', "it added", "added")
    )
    on_page(pen, row(content=content, source=(source[0], source[0] + 2), cue=cue))
    table = pen.table
    assert list(table) == list(CORPUS.attributions)
    columns = ["source", "cue", "kind", "source_type"]
    assert table[columns].iloc[0].tolist() == ["it", "added", "mixed", "not coded"]
    coded = CORPUS.attributions.query("article == 'reuters'")
    assert sourcing.evaluate(table, coded)[3:8] == (1.0, 1.0, 1, len(coded), 1)
    assert voices(CORPUS, table).tolist() == ["attributed"]
    assert sourcing.attributions(CORPUS.with_tables(attributions=table), "reuters")["speaker"].tolist() == ["it"]


def test_a_number_is_marked_with_its_sign():
    pen = widgets.highlighter(CORPUS, "southfront")
    assert "36%" in [pen.pen.text[start:end] for start, end in pen.pen.words]


def test_a_passage_is_shown_from_its_first_sentence_on_and_offsets_are_those_of_the_file():
    pen = widgets.highlighter(CORPUS, "jerusalemonline", sentences=(7, 9))
    assert pen.pen.text.startswith("The Syrian Foreign Ministry")
    on_page(pen, row(content=(0, 27)))
    assert pen.table["text"].tolist() == ["The Syrian Foreign Ministry"]
    assert pen.table["start"].tolist() == [place("jerusalemonline", "The Syrian Foreign Ministry")[0]]


def test_an_act_is_marked_with_its_parts_and_what_nobody_marked_is_not_named():
    pen = widgets.highlighter(CORPUS, "cnn", table="actions", values={"side_of_affected": "people"})
    clause, act, affected = (
        place("cnn", words) for words in ("Civilians are caught in a tragic situation", "caught", "Civilians")
    )
    on_page(pen, {**row(clause=clause, act=act), "fields": {"form": "state"}}, row(clause=affected, actor=affected))
    table = pen.table
    assert set(table) == set(CORPUS.actions)
    seen = ["actor", "act", "affected", "form", "side_of_actor", "side_of_affected", "named_elsewhere"]
    assert table[seen].values.tolist() == [
        ["", "caught", "", "state", "not named", "not named", "not at all"],
        ["Civilians", "Civilians", "", "active", "not coded", "not named", ""],
    ]
    assert table["act_start"].tolist() == [act[0], affected[0]]


def test_evidence_by_article_makes_the_matrix():
    pen = widgets.highlighter(CORPUS, table="evidence", values={"fact": "convoy"})
    assert pen.article == CORPUS.articles.index[0]
    pen.article = "CNN"
    on_page(pen, row(evidence=place("cnn", "the 46-truck aid convoy")))
    assert list(pen.table) == list(CORPUS.evidence)
    status = omissions.coverage(CORPUS.with_tables(evidence=pen.table)).loc["convoy"]
    assert status[status != omissions.NOT_THERE].index.tolist() == ["cnn"]
    pen.article = "presstv"
    pen.article = "cnn"
    assert pen.pen.rows == pen.marks["cnn"]


def test_each_mark_of_a_frame_is_an_element_and_what_is_coded_comes_back():
    pen = widgets.highlighter(CORPUS, "cnn", table="frames")
    cause, remedy = place("cnn", "a deadly offensive"), place("cnn", "a daily humanitarian pause")
    on_page(pen, {**row(cause=cause), "fields": {"statement": "the offensive"}}, row(remedy=remedy))
    seen = ["function", "text", "statement", "certainty"]
    assert pen.pen.apart and pen.table[seen].values.tolist() == [
        ["remedy", "a daily humanitarian pause", "not worded", "said"],
        ["cause", "a deadly offensive", "the offensive", "said"],
    ]
    assert set(pen.table) == set(CORPUS.frames)
    again = widgets.highlighter(CORPUS, table="frames", coded=True).table
    ours = CORPUS.frames.sort_values(["article", "start", "function"], ignore_index=True)
    assert (
        again.sort_values(["article", "start", "function"], ignore_index=True)[list(ours)]
        .astype(str)
        .equals(ours.astype(str))
    )


def test_what_came_of_a_statement_and_that_it_was_not_said_stay_with_its_marks():
    pen = widgets.highlighter(EXAMPLE, table="attributions", coded=True)
    pen.article = "meridian"
    on_page(pen, *pen.pen.rows[1:])
    kept = ["text", "source", "cue", "negated", "found_by", "decision", "is_open"]
    ours = EXAMPLE.attributions.sort_values(
        ["article", "start"], key=lambda column: column.replace({"echo": "a", "wire": "b"})
    )
    left = ours.drop(ours.index[ours["article"] == "meridian"][0])
    assert pen.table[kept].values.tolist() == left[kept].values.tolist()


def test_a_mark_that_comes_late_from_another_article_is_not_taken_for_one_in_this():
    pen = widgets.highlighter(CORPUS, table="evidence", values={"fact": "convoy"})
    pen.article = "cnn"
    late = {"do": "mark", "rows": [row(evidence=(0, 6))], "article": "presstv"}
    pen.pen._handle_custom_msg(late, [])
    assert pen.marks == {}
    pen.pen._handle_custom_msg({**late, "article": "cnn"}, [])
    assert pen.table["article"].tolist() == ["cnn"]


def test_boilerplate_is_marked_in_the_file_as_it_is_and_saved_for_the_loader(tmp_path):
    for name in ("articles.csv", *CORPUS.articles["file"]):
        (tmp_path / name).write_bytes((ROOT / "seeds" / name).read_bytes())
    corpus = load_corpus(tmp_path)
    pen = widgets.highlighter(corpus, "southfront", table="boilerplate")
    on_page(pen, {"parts": {"boilerplate": list(place("southfront", "0 $"))}, "fields": {"reason": "donation bar"}})
    pen.save(tmp_path / "boilerplate.csv")
    again = load_corpus(tmp_path)
    assert again.boilerplate[["text", "reason"]].values.tolist() == [["0 $", "donation bar"]]
    assert again.articles.at["southfront", "words"] < corpus.articles.at["southfront", "words"]


@pytest.mark.parametrize(
    "rows",
    [
        None,
        [None],
        ["a"],
        [{"parts": []}],
        [{"parts": {"content": [5, 3]}}],
        [{"parts": {"content": [0, 10**9]}}],
        [{"parts": {"content": ["0", "5"]}}],
        [{"parts": {"content": [0]}}],
        [{"parts": {"nothing": [0, 5]}, "fields": {"nothing": "x"}}],
    ],
)
def test_what_is_no_mark_is_passed_over(rows):
    pen = widgets.highlighter(CORPUS, "cnn")
    pen.marks = {"cnn": rows, "nobody": rows}
    assert pen.marks == {} and pen.table.empty
    if isinstance(rows, list) and all(isinstance(each, dict) and isinstance(each.get("parts"), dict) for each in rows):
        on_page(pen, *rows)
        assert pen.table.empty


def test_the_static_twin_paints_the_marks_and_a_hostile_article_stays_text(tmp_path):
    text = "<script>alert(1)</script> said <b>it</b> & left. The <i>mayor</i> spoke."
    (tmp_path / "one.txt").write_text(text * 3, encoding="utf-8")
    head = (ROOT / "seeds" / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    (tmp_path / "articles.csv").write_text(f"{head}\none,one.txt,One{',' * (head.count(',') - 2)}\n", encoding="utf-8")
    pen = widgets.highlighter(load_corpus(tmp_path), "one")
    on_page(pen, row(content=(0, 20)))
    bundle = pen._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Run this cell to mark words with the pen.")
    assert "[t: <script>alert(1)</sc]" in bundle["text/plain"]
    assert "<script" not in bundle["text/html"] and "&lt;script&gt;" in bundle["text/html"]


def test_the_pen_looks_like_the_painted_article():
    for name, scheme in SCHEMES.items():
        pen = widgets.highlighter(CORPUS, "cnn", table=name)
        assert pen.pen.parts == [
            {"name": part, "label": label, **MARKS[part]._asdict()} for part, label in scheme.parts.items()
        ]


def test_the_front_end_asks_for_nothing_from_outside():
    for file in (FRONT, LOOK):
        assert not re.findall(r"https?:|//\w+\.|@import|\bimport\b|url\(", file.read_text(encoding="utf-8"))


def test_a_quotation_that_lies_in_a_mark_brings_its_marks_along():
    pen = widgets.highlighter(CORPUS, "presstv")
    text = pen.pen.text
    for start, end, first, last in pen.pen.quotes:
        assert text[start] in "“" and text[end - 1] in "”" and start < first < last <= end
    assert [text[word[0] : word[1]] for word in pen.pen.words[:3]] == ["Russia", "says", "it"]
    assert pen.pen.sentences[0] == 0 and len(pen.pen.sentences) == len(CORPUS.sentences_of("presstv"))


def test_the_pen_opens_with_what_is_coded_and_saves_no_row_away(tmp_path):
    file = tmp_path / "attributions.csv"
    file.write_bytes((ROOT / "seeds" / "attributions.csv").read_bytes())
    before = file.read_bytes()
    with pytest.raises(CorpusError, match="9 rows that would be lost"):
        widgets.highlighter(CORPUS, "cnn").save(file)
    assert file.read_bytes() == before
    pen = widgets.highlighter(CORPUS, "cnn", coded=True)
    assert len(pen.table) == 9 and set(pen.table["source_type"]) == set(
        CORPUS.attributions.query("article == 'cnn'")["source_type"]
    )
    on_page(pen, *pen.pen.rows, row(content=place("cnn", "safe passage")))
    assert pen.save(file) == "attributions.csv: 10 rows written, in place of 9."


def test_a_fact_that_is_not_in_the_list_and_a_table_that_there_is_not_are_told(tmp_path):
    pen = widgets.highlighter(CORPUS, "cnn", table="evidence", values={"fact": "convoi"})
    on_page(pen, row(evidence=place("cnn", "the 46-truck aid convoy")))
    with pytest.raises(CorpusError, match="No fact is called “convoi”"):
        pen.save(tmp_path / "evidence.csv")
    coded = widgets.highlighter(CORPUS, "cnn", table="evidence", values={"fact": "convoy"}, coded=True)
    assert coded.table["value"].tolist() == [46.0]
    with pytest.raises(CorpusError, match="The pen makes no table “facts”; it makes attributions"):
        widgets.highlighter(CORPUS, "cnn", table="facts")
