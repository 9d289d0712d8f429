"""Borrowing: runs counted by hand, what holds of every run, and how far the alignment can be trusted."""

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analyses import borrowing
from helpers.analyses.borrowing import BOTH, EXCHANGED, KEPT, LEFT_OUT, NEITHER, ONE, PUT_IN
from helpers.corpus import load_corpus
from helpers.corpus import text as texts
from helpers.corpus.tables import CorpusError
from tests import ROOT
from tests.corpora import OTHER_EVENT as OTHER
from tests.corpora import SEEDS as CORPUS


def folded(words):
    return [word.casefold() for word in texts.words(words)]


def corpus_of(*articles):
    with tempfile.TemporaryDirectory() as folder:
        rows = [f"a{place},{place}.txt,Outlet {place},,,,,,\n" for place in range(len(articles))]
        head = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"
        (Path(folder) / "articles.csv").write_text(head + "".join(rows), encoding="utf-8")
        for place, text in enumerate(articles):
            (Path(folder) / f"{place}.txt").write_text(text, encoding="utf-8")
        return load_corpus(folder)


def runs(table):
    return [" ".join(folded(text)) for text in table["text"]]


def test_the_runs_of_south_front_and_reuters_are_those_counted_by_hand():
    table = borrowing.between(CORPUS, "southfront", "reuters")
    assert dict(zip(runs(table), table["words"])) == {
        "leave with their families and personal weapons through a": 9,
        "guarantees the immunity of all rebel fighters who take the decision to leave eastern ghouta with personal "
        "weapons and together with their families": 23,
        "the russian defense ministry said": 5,
        "be provided and the entire route will be guarded": 9,
        "insisting on military escalation and imposing forced displacement": 8,
    }
    assert table["quoted"].tolist() == [NEITHER, BOTH, NEITHER, BOTH, BOTH]
    assert table["voice"].tolist() == ["own", "quoted", "own", "quoted", "quoted"]
    assert table["other_voice"].tolist() == ["attributed", "quoted", "own", "quoted", "quoted"]


def test_a_run_crosses_a_blank_line_and_ends_at_a_quotation_mark():
    ministry = borrowing.shared(CORPUS).iloc[0]
    assert "\n\n" in CORPUS.articles.at["reuters", "raw"][ministry["other_start"] : ministry["other_end"]]
    # "Vehicles would" stands before the mark in both, and would be a run of eleven words with what follows.
    assert not any(run.startswith("vehicles would be provided") for run in runs(borrowing.shared(CORPUS, 2)))


def test_the_runs_of_the_five_articles_in_their_number():
    table = borrowing.shared(CORPUS)
    assert len(table) == 11
    assert table["quoted"].value_counts().to_dict() == {NEITHER: 6, BOTH: 3, ONE: 2}
    in_one = table[table["quoted"] == ONE]
    assert set(runs(in_one)) == {"eastern ghouta with personal weapons and"}


def test_the_runs_of_the_other_event_are_those_counted_by_hand():
    assert runs(borrowing.shared(OTHER)) == ["council of ostrevik has offered"]
    table = borrowing.shared(OTHER, 4)
    assert sorted(zip(table["article"], table["other"], runs(table))) == [
        ("courier", "kestrel", "by noon on friday"),
        ("courier", "kestrel", "leave before the company"),
        ("kestrel", "ledger", "council of ostrevik has offered"),
        ("kestrel", "ledger", "that they would not"),
    ]


@pytest.mark.parametrize("corpus", [CORPUS, OTHER], ids=["five", "other"])
@pytest.mark.parametrize("at_least", [2, 3, 5])
def test_every_run_stands_in_both_articles_word_for_word(corpus, at_least):
    raw = corpus.articles["raw"]
    table = borrowing.shared(corpus, at_least)
    assert len(table) or at_least == 5
    for row in table.itertuples():
        here, there = raw[row.article][row.start : row.end], raw[row.other][row.other_start : row.other_end]
        assert here == row.text and len(folded(here)) == row.words >= at_least
        assert " ".join(folded(texts.shaped(here).text)) == " ".join(folded(texts.shaped(there).text))
        assert texts.is_whole(raw[row.article], texts.Span(row.start, row.end))


def by_definition(one, two, at_least):
    """All runs of two lists of words that cannot be made longer, and stand inside no longer one, in either list."""
    found = []
    for i in range(len(one)):
        for j in range(len(two)):
            if i and j and one[i - 1] == two[j - 1]:
                continue
            length = 0
            while i + length < len(one) and j + length < len(two) and one[i + length] == two[j + length]:
                length += 1
            if length >= at_least:
                found.append((length, i, j))
    kept = []
    for length, i, j in sorted(found, key=lambda run: (-run[0], run[1:])):
        inside = [x <= i and i + length <= x + n or y <= j and j + length <= y + n for n, x, y in kept]
        if not any(inside):
            kept.append((length, i, j))
    return sorted(kept)


some_words = st.lists(st.sampled_from("ab"), min_size=1, max_size=14)


@settings(max_examples=60)
@given(some_words, some_words, some_words, st.integers(2, 4))
def test_runs_are_those_of_the_definition_whatever_the_order_of_the_articles(one, two, three, at_least):
    articles = [one, two, three]
    for turn in (articles, articles[::-1]):
        table = borrowing.shared(corpus_of(*map(" ".join, turn)), at_least)
        for place, first in enumerate(turn):
            for later in range(place + 1, 3):
                rows = table[(table["article"] == f"a{place}") & (table["other"] == f"a{later}")]
                # A letter and a blank a word: an offset is twice the place.
                mine = sorted(zip(rows["words"], rows["start"] // 2, rows["other_start"] // 2))
                assert mine == by_definition(first, turn[later], at_least)


def test_between_two_articles_the_order_changes_sides_and_nothing_else():
    one, other = borrowing.between(CORPUS, "reuters", "southfront"), borrowing.between(CORPUS, "South Front", "reuters")
    turned = {"start": "other_start", "end": "other_end", "voice": "other_voice", "article": "other"}
    turned |= {other: one for one, other in turned.items()}
    columns = [name for name in one if name != "text"]
    again = other.rename(columns=turned)[columns].sort_values("start", ignore_index=True)
    pd.testing.assert_frame_equal(one[columns].reset_index(drop=True), again)
    assert one["start"].is_monotonic_increasing and list(one.index) == [1, 2, 3, 4, 5]
    assert all(CORPUS.articles.at["reuters", "raw"][row.start : row.end] == row.text for row in one.itertuples())


@pytest.mark.parametrize("at_least", [1, 0, -3])
def test_a_run_of_one_word_is_refused(at_least):
    for function in (borrowing.shared, borrowing.coverage):
        with pytest.raises(CorpusError, match="A run has two words at least"):
            function(CORPUS, at_least)


def test_an_article_beside_itself_is_refused():
    with pytest.raises(CorpusError, match="name two articles"):
        borrowing.between(CORPUS, "cnn", "CNN")


@pytest.mark.parametrize("text", ["...", "One.", "One two three."])
def test_articles_too_short_for_a_run_have_none(text):
    corpus = corpus_of(text, "Quite another text than that.")
    assert borrowing.shared(corpus).empty and borrowing.between(corpus, "a0", "a1").empty
    assert borrowing.coverage(corpus)["shared"].tolist() == [0, 0]
    assert borrowing.by_length(corpus, [5])["runs"].tolist() == [0]
    assert not borrowing.aligned(corpus)["same"].any()


def test_coverage_counts_words_outside_of_quotation_marks_and_shared_quotations_apart():
    table = borrowing.coverage(CORPUS).set_index(["article", "other"])
    # Nine words of an offer and five of a source, of 254; and 23 + 9 + 8 in quotation marks in both.
    assert table.loc[("southfront", "reuters"), ["words", "shared", "quoted_in_both"]].tolist() == [254, 14, 40]
    # "Eastern Ghouta with personal weapons and" stands bare in Press TV, and in quotation marks in the two others.
    assert table.loc[("presstv", "reuters"), ["shared", "quoted_in_both"]].tolist() == [12, 0]
    assert table.loc[("reuters", "presstv"), ["shared", "quoted_in_both"]].tolist() == [6, 0]
    assert table.loc[("cnn", "any other"), ["shared", "quoted_in_both"]].tolist() == [0, 0]
    assert ("cnn", "reuters") not in table.index


def test_what_any_other_has_is_no_sum_for_a_word_counts_once():
    table = borrowing.coverage(CORPUS)
    for _, rows in table.groupby("article"):
        *others, every = rows.sort_values("other", key=lambda names: names == "any other")["shared"]
        assert max(others, default=0) <= every <= sum(others)
    presstv = table[table["article"] == "presstv"].set_index("other")["shared"]
    assert presstv["southfront"] + presstv["reuters"] > presstv["any other"]


def test_short_runs_are_found_by_chance_and_long_ones_are_not():
    table = borrowing.by_length(CORPUS)
    assert table["runs"].is_monotonic_decreasing and table["by_chance"].is_monotonic_decreasing
    assert table.at[2, "by_chance"] > 50 and table.loc[5:, "by_chance"].eq(0).all()
    assert table["runs"].to_dict()[5] == len(borrowing.shared(CORPUS, 5))
    assert table.at[5, "in_a_third"] == 2
    pd.testing.assert_frame_equal(table, borrowing.by_length(load_corpus(ROOT / "seeds")))


def test_a_run_that_a_third_article_has_is_told_from_one_that_only_two_have():
    corpus = corpus_of("one two three x", "y one two three", "one two three z", "four five six q", "four five six w")
    table = borrowing.by_length(corpus, [3])
    assert table.loc[3, ["runs", "in_a_third"]].tolist() == [4, 3]


def test_alignment_finds_what_the_evidence_says_as_often_as_measured():
    made = borrowing.measured(CORPUS)
    assert (made.to_find, made.found, made.right) == (111, 100, 64)
    assert round(made.precision, 2) == 0.64 and round(made.recall, 2) == 0.58
    best = borrowing.thresholds(CORPUS, [place / 100 for place in range(5, 40)])
    assert best.loc[best["f1"].idxmax(), "threshold"] == borrowing.THRESHOLD


def test_alignment_is_worse_on_articles_that_it_was_not_tuned_on():
    made = borrowing.measured(OTHER)
    assert (made.to_find, made.found, made.right) == (28, 34, 16)
    assert made.precision == 16 / 34 and made.recall == 16 / 28 and made.f1 == 32 / 62


def test_every_sentence_is_laid_beside_one_of_each_other_article():
    table = borrowing.aligned(CORPUS)
    assert len(table) == len(CORPUS.sentences) * (len(CORPUS.articles) - 1)
    assert (table["article"] != table["other"]).all() and table["score"].between(0, 1.0000001).all()
    assert (table["same"] == (table["score"] >= borrowing.THRESHOLD)).all()
    assert borrowing.aligned(CORPUS, 2)["same"].sum() == 0


def test_rare_words_weigh_more_than_common_ones():
    corpus = corpus_of(
        "The people of the town fled.", "The people of the town fell. Nineteen trucks, the fled of.", "Q."
    )
    assert borrowing.aligned(corpus).iloc[0]["other_number"] == 1
    corpus = corpus_of("The 46 of the.", "The men of the. A 46 came.", "The men of the. The of men.")
    assert borrowing.aligned(corpus).iloc[0]["other_number"] == 2


def test_the_sentence_that_is_told_again_most_and_how():
    assert borrowing.most_retold(CORPUS) == ("reuters", 4)
    table = borrowing.told_again(CORPUS, "reuters", 4)
    assert table["article"].tolist()[:2] == ["reuters", "southfront"] and set(table["article"]) <= set(
        CORPUS.articles.index
    )
    assert table["score"].is_monotonic_decreasing and table["score"].iloc[0] == 1
    with pytest.raises(CorpusError, match="none with the number 99"):
        borrowing.told_again(CORPUS, "reuters", 99)


def test_articles_with_nothing_in_common_retell_nothing():
    assert borrowing.most_retold(corpus_of("One thing.", "Quite another.")) == ("a0", 1)


def test_a_fact_in_the_words_of_each_article_that_has_it():
    table = borrowing.worded(CORPUS, "destination")
    assert table["article"].tolist() == ["southfront", "jerusalemonline", "reuters"]
    assert table["text"].iloc[2] == "did not specify where the rebels would go"
    with pytest.raises(CorpusError, match="no fact is called “nothing”"):
        borrowing.worded(CORPUS, "nothing")


def test_a_difference_word_by_word():
    table = borrowing.difference(
        "Russia's rebels could leave through a secure corridor",
        "russia’s rebels leave safely through a humanitarian corridor",
    )
    assert table[["change", "one", "other"]].values.tolist() == [
        [KEPT, "Russia's rebels", "russia’s rebels"],
        [LEFT_OUT, "could", ""],
        [KEPT, "leave", "leave"],
        [PUT_IN, "", "safely"],
        [KEPT, "through a", "through a"],
        [EXCHANGED, "secure", "humanitarian"],
        [KEPT, "corridor", "corridor"],
    ]
    assert borrowing.difference("", "").empty


def test_a_difference_says_where_its_words_stand():
    one, other = "We said “no”, twice.", "We  said: “Never!” Twice?"
    table = borrowing.difference(one, other)
    assert [other[row.start : row.end] for row in table.itertuples()] == table["other"].tolist()
    assert table["other"].tolist() == ["We  said", "Never", "Twice"]


@given(some_words, some_words)
def test_a_difference_loses_no_word(one, other):
    table = borrowing.difference(" ".join(one), " ".join(other))
    assert " ".join(table["one"]).split() == one and " ".join(table["other"]).split() == other


def pairs_with_a_shingle_in_common(table):
    both = table.merge(table, on="shingle")
    return {frozenset(pair) for pair in both[["article_x", "article_y"]].values.tolist() if len(set(pair)) == 2}


@pytest.mark.parametrize("corpus", [CORPUS, OTHER], ids=["ours", "other"])
@pytest.mark.parametrize("size", [2, 3, 5])
def test_two_articles_have_a_shingle_in_common_if_they_share_a_run(corpus, size):
    shared = borrowing.shared(corpus, size)[["article", "other"]].values.tolist()
    assert pairs_with_a_shingle_in_common(borrowing.shingles(corpus, size)) == {frozenset(pair) for pair in shared}


def test_a_shingle_has_one_number_whatever_stands_around_it():
    alone, among = (
        corpus_of("The bridge IS closed."),
        corpus_of("A boat is closed.", "Yes: the bridge is “closed”. The bridge is closed"),
    )
    (number,) = borrowing.shingles(alone, 4)["shingle"]
    found = borrowing.shingles(among, 4)
    assert found.loc[found["shingle"] == number, "article"].tolist() == ["a1"]
    assert number not in set(borrowing.shingles(corpus_of("Closed is bridge the."), 4)["shingle"])
    assert borrowing.shingles(corpus_of("One thing. One thing."), 2)["shingle"].is_unique
