"""Sourcing: counts made by hand, and the codings beside what the rules find."""

import shutil

import pytest

from helpers.analyses import sourcing
from helpers.attribution.rules import cue_table
from helpers.corpus import load_corpus
from tests import ROOT
from tests.corpora import SEEDS as CORPUS

SAID = sourcing.attributions(CORPUS)


def test_the_codings_are_given_where_there_are_some_and_the_rules_where_there_are_none(tmp_path):
    assert set(SAID["found_by"]) == {sourcing.CODED} and len(SAID) == len(CORPUS.attributions) == 42
    folder = shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (folder / "attributions.csv").unlink()
    found = sourcing.attributions(load_corpus(folder))
    assert set(found["found_by"]) == {sourcing.RULES} and list(found.columns) == list(SAID.columns)
    for row in found.itertuples():
        raw = CORPUS.articles.at[row.article, "raw"]
        assert (
            raw[row.start : row.end] == row.text and "\f" not in CORPUS.running_text(row.article)[row.start : row.end]
        )
        assert row.source == "" or raw[row.source_start : row.source_end] == row.source


def test_an_article_without_a_quotation_mark_has_seven_statements():
    mine = SAID[SAID["article"] == "jerusalemonline"]
    assert len(mine) == 7 and set(mine["kind"]) == {"indirect"}


def test_the_sources_are_those_counted_by_hand():
    table = sourcing.sources(CORPUS, also=["civilians"]).set_index(["article", "source_type"])
    assert table["statements"].sum() == 42
    assert table.loc[("presstv", "Russian officials"), ["statements", "words"]].tolist() == [6, 161]
    assert table.loc[("reuters", "Syrian government"), "statements"] == 4
    assert table.xs("civilians", level="source_type")["statements"].tolist() == [0] * 5


def test_every_word_is_in_one_voice_and_all_of_them_are_the_article():
    table = sourcing.by_voice(CORPUS)
    assert table.groupby("article")["words"].sum().to_dict() == CORPUS.articles["words"].to_dict()
    assert table.groupby("article")["share"].sum().round(6).eq(100).all()
    # Counted in the printed article: “people”, “chemical weapons attack”, “military action”.
    assert table.set_index(["article", "voice"]).at[("southfront", "scare"), "words"] == 1 + 3 + 2


@pytest.mark.parametrize("article", CORPUS.articles.index)
def test_who_says_covers_each_sentence_without_a_gap_but_for_blanks_and_marks(article):
    stretches, raw = sourcing.who_says(CORPUS, article), CORPUS.articles.at[article, "raw"]
    for sentence in CORPUS.sentences[CORPUS.sentences["article"] == article].itertuples():
        mine = stretches[stretches["sentence"] == sentence.number]
        assert len(mine) and mine["start"].min() >= sentence.start and mine["end"].max() <= sentence.end
        ends = [sentence.start, *mine["end"]]
        for end, start in zip(ends, [*mine["start"], sentence.end]):
            assert not any(letter.isalnum() for letter in raw[end:start])
    speaks = stretches["speaker"] != ""
    assert (
        speaks[stretches["voice"].isin(["attributed", "quoted"])].all()
        and not speaks[stretches["voice"] == "own"].any()
    )


def test_who_says_a_statement_inside_another_one():
    stretches = sourcing.who_says(CORPUS, "reuters").set_index("words")
    assert stretches.at["a country-wide ceasefire", "speaker"] == "UN Security Council"
    assert stretches.at["does not apply to operations against them", "speaker"] == "Assad and his allies"
    both = sourcing.who_says(CORPUS, "cnn").query("words.str.startswith('shelling from the other side')")
    assert both["speaker"].tolist() == ["Syrian government and rebels"]


@pytest.mark.parametrize(
    "cue, kind",
    [
        ("said", "neutral"),
        ("has accused", "accusing"),
        ("claimed", "doubting"),
        ("admitted", "admitting"),
        ("denied", "denying"),
        ("put the blame", "accusing"),
        ("reprots", "not in the table"),
        ("", "no cue"),
        ("according to", "neutral"),
        ("reportedly", "doubting"),
    ],
)
def test_the_kind_of_a_cue(cue, kind):
    assert sourcing.cue_kind(cue) == kind


def test_the_kinds_of_cues_that_the_chapter_names_are_in_the_table():
    assert {"neutral", "doubting", "accusing", "admitting"} <= set(cue_table()["kind"])


def test_an_evaluation_of_the_same_of_nothing_and_of_something_else():
    same = sourcing.evaluate(SAID, SAID)
    assert same[:5] == (1, 1, 1, 1, 1) and same.matched == 42 and same.missed.empty and same.invented.empty
    nothing = sourcing.evaluate(SAID.head(0), SAID)
    assert nothing[:3] == (0, 0, 0) and len(nothing.missed) == 42
    assert sourcing.evaluate(SAID.head(0), SAID.head(0))[:3] == (0, 0, 0)


def test_side_by_side_tells_who_has_seen_what_in_reading_order():
    cnn = SAID[SAID["article"] == "cnn"]
    table = sourcing.side_by_side(cnn.drop(cnn.index[2]), cnn.drop(cnn.index[0]), names=("you", "we"))
    assert table["seen by"].tolist() == ["only you", "both", "only we"] + ["both"] * (len(cnn) - 3)
    assert table["content"].tolist() == cnn["text"].tolist()


def test_the_misses_are_given_in_the_words_of_the_text():
    result = sourcing.evaluate(sourcing.by_rules(CORPUS), SAID)
    for row in result.missed.itertuples():
        assert row.text in CORPUS.articles.at[row.article, "raw"]
