"""Marks made by hand: what is marked anywhere in any text is the same after it was saved and loaded again."""

import csv
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.corpus import load_corpus
from helpers.corpus import text as texts
from helpers.corpus.corpus import ARTICLE_COLUMNS
from helpers.corpus.marks import as_marks, as_rows, as_table, kind_of, save_table
from helpers.corpus.tables import CorpusError
from tests import ROOT
from tests.corpora import EXAMPLE_EVENT as EXAMPLE
from tests.corpora import SEEDS as CORPUS

WORDS = [
    "says",
    "he",
    "he",
    "الغوطة",
    "na\u00efve",
    "nai\u0308ve",
    "👩‍👩‍👧‍👦 flag",
    "so\u00adft",
    "O'Neill’s",
    "46-truck",
    "𝒜lpha",
]
GAPS = [" ", "\u00a0", ", ", "\n\n", " “", "” ", ' "', "😀 ", " – ", "  "]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def corpus_of(folder, text):
    """A corpus of one article with this text."""
    (folder / "one.txt").write_text(text, encoding="utf-8", newline="")
    rows = [ARTICLE_COLUMNS, ["one", "one.txt", "One", *[""] * (len(ARTICLE_COLUMNS) - 3)]]
    (folder / "articles.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return load_corpus(folder)


def span(draw, words):
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 4)))
    return words[first].start, words[last].end


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.data())
def test_marks_anywhere_in_any_text_come_back_exactly(text, data):
    words = texts.word_spans(text)
    marks = []
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = span(data.draw, words)
        parts = {role: span(data.draw, words) if data.draw(st.booleans()) else None for role in ("source", "cue")}
        marks.append({"article": "one", "start": start, "end": end, "source_type": "not coded", **parts})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = corpus_of(folder, text)
        raw = corpus.articles.at["one", "raw"]
        table = as_table(corpus, "attributions", marks)
        save_table(table, "attributions", folder / "attributions.csv", lambda row: False)
        again = load_corpus(folder).attributions
    places = ["start", "end", "source_start", "source_end", "cue_start", "cue_end", "kind"]
    assert again[places].to_dict("records") == table[places].to_dict("records")
    assert sorted(zip(table["start"], table["end"])) == sorted((mark["start"], mark["end"]) for mark in marks)
    assert [raw[start:end] for start, end in zip(table["start"], table["end"])] == table["text"].tolist()
    wanted = sorted((mark["source"] or (-1, -1)) for mark in marks)
    assert sorted(zip(table["source_start"].fillna(-1), table["source_end"].fillna(-1))) == wanted


def test_our_own_coding_marked_by_hand_is_our_own_coding():
    marks = [
        {
            **{
                name: getattr(row, name)
                for name in ("article", "start", "end", "speaker", "source_type", "kind", "coder")
            },
            **{
                role: (getattr(row, f"{role}_start"), getattr(row, f"{role}_end")) if getattr(row, role) else None
                for role in ("source", "cue")
            },
        }
        for row in CORPUS.attributions.itertuples()
    ]
    table = as_table(CORPUS, "attributions", reversed(marks))
    places = [name for name in table if name.endswith(("start", "end")) or name in ("text", "source", "cue", "kind")]
    order = ["article", "start", "end", "source"]
    ours = CORPUS.attributions.sort_values(order)[places]
    assert table.sort_values(order)[places].to_dict("list") == ours.to_dict("list")


@pytest.mark.parametrize(
    "content, cue, kind",
    [
        ("“It is closed,”", None, "direct"),
        ("called it “closed” on", None, "mixed"),
        ("Rossi", None, "indirect"),
        ("“It is closed,” Rossi said", "Rossi said", "direct"),
    ],
)
def test_the_kind_of_a_statement_follows_from_its_quotation_marks(content, cue, kind):
    raw = "“It is closed,” Rossi said. They called it “closed” on Monday."
    place = [(raw.index(words), raw.index(words) + len(words)) if words else None for words in (content, cue)]
    assert kind_of(raw, *place) == kind


def test_saving_replaces_the_rows_of_this_article_and_keeps_the_others_and_their_columns(tmp_path):
    file = tmp_path / "attributions.csv"
    file.write_bytes((ROOT / "seeds" / "attributions.csv").read_bytes())
    row = CORPUS.attributions.query("article == 'cnn'").iloc[0]
    table = as_table(
        CORPUS, "attributions", [{"article": "cnn", "start": row.start, "end": row.end, "source_type": "UN"}]
    )
    with pytest.raises(CorpusError, match="attributions.csv has 8 rows that would be lost, such as “"):
        save_table(table, "attributions", file, lambda kept: kept["article"] == "cnn")
    said = save_table(table, "attributions", file, lambda kept: kept["article"] == "cnn", replace=True)
    assert said == "attributions.csv: 1 row written, in place of 9."
    for other in ("articles.csv", *CORPUS.articles["file"]):
        (tmp_path / other).write_bytes((ROOT / "seeds" / other).read_bytes())
    again = load_corpus(tmp_path).attributions
    assert len(again.query("article == 'cnn'")) == 1
    assert len(again) == 1 + len(CORPUS.attributions.query("article != 'cnn'"))


def test_a_file_that_cannot_be_read_is_told_and_left_as_it_was(tmp_path):
    file = tmp_path / "attributions.csv"
    file.write_text('article,"text\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="attributions.csv"):
        save_table(as_table(CORPUS, "attributions", []), "attributions", file, lambda row: True)
    assert [each.name for each in tmp_path.iterdir()] == ["attributions.csv"]
    assert file.read_text(encoding="utf-8") == 'article,"text\n'


def test_the_value_of_evidence_is_written_behind_its_bound(tmp_path):
    row = CORPUS.evidence.query("bound == 'over'").iloc[0]
    mark = {
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "fact": row.fact,
        "agrees": "same",
        "value": "over 12.5",
    }
    table = as_table(CORPUS, "evidence", [mark])
    save_table(table, "evidence", tmp_path / "evidence.csv", lambda row: True)
    assert ",over 12.5," in (tmp_path / "evidence.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["attributions", "evidence", "boilerplate", "actions"])
def test_what_is_coded_comes_back_from_its_marks_whole(name, tmp_path):
    coded = CORPUS.boilerplate if name == "boilerplate" else CORPUS.tables[name]
    marks = [
        {"article": article, **mark}
        for article in CORPUS.articles.index
        for mark in as_marks(coded[coded["article"] == article], name)
    ]
    table = as_table(CORPUS, name, marks)
    order = [column for column in coded if column not in ("occurrence", "negated")]
    both = [
        each.sort_values(["article", "start", "end", order[0]])[order].astype(str).values.tolist()
        for each in (table, coded)
    ]
    assert sorted(both[0]) == sorted(both[1])
    file = tmp_path / f"{name}.csv"
    file.write_bytes((ROOT / "seeds" / file.name).read_bytes())
    assert save_table(table, name, file, lambda row: True).endswith(f"in place of {len(coded)}.")


def test_what_came_of_a_statement_goes_through_the_pen_and_its_file(tmp_path):
    folder = shutil.copytree(EXAMPLE.folder, tmp_path / "event")
    before = EXAMPLE.attributions
    marks = [
        {"article": article, **mark}
        for article in EXAMPLE.articles.index
        for mark in as_marks(before[before["article"] == article], "attributions")
    ]
    table = as_table(EXAMPLE, "attributions", marks)
    save_table(table, "attributions", folder / "attributions.csv", lambda row: True, replace=True)
    again = load_corpus(folder).attributions
    seen = ["text", "source", "cue", "negated", "found_by", "decision", "coder", "is_open", "start", "source_start"]
    order = ["start", "text", "source"]
    for one in (table, again):
        assert one.sort_values(order)[seen].values.tolist() == before.sort_values(order)[seen].values.tolist()
    assert before["negated"].sum() == 2 and before["is_open"].sum() == 7 and (before["decision"] == "added").any()


def test_the_rows_of_a_table_are_those_of_its_file():
    with open(EXAMPLE.folder / "attributions.csv", encoding="utf-8-sig") as file:
        written = [row for row in csv.DictReader(file) if row["decision"] != "taken out"]
    rows = as_rows(EXAMPLE.attributions)
    for row, other in zip(rows, written, strict=True):
        assert {**row, "text": " ".join(row["text"].split())} == {**other, "speaker": row["speaker"]}
        assert other["speaker"] in ("", row["speaker"])


@pytest.mark.parametrize("place", ["", "no such folder/attributions.csv"])
def test_a_place_that_is_no_file_is_refused_and_nothing_is_made(tmp_path, place):
    with pytest.raises(CorpusError, match="is no place for a table"):
        save_table(as_table(CORPUS, "attributions", []), "attributions", tmp_path / place, lambda row: True)
    assert not list(tmp_path.iterdir())


def test_evidence_for_no_fact_is_refused():
    with pytest.raises(CorpusError, match="is evidence for no fact yet"):
        as_table(CORPUS, "evidence", [{"article": "cnn", "start": 0, "end": 6, "agrees": "same"}])


def test_a_large_number_of_the_evidence_is_written_digit_by_digit():
    table = CORPUS.evidence.head(1).assign(value=1234567890.0, bound="over")
    assert as_marks(table, "evidence")[0]["value"] == "over 1234567890"
