"""Omissions: counts made by hand, what a reader would not know, and that nothing is missing but by comparison."""

import re

import pandas as pd
import pytest

from helpers.analyses import omissions
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from tests import ROOT
from tests.corpora import SEEDS as CORPUS

COVERAGE = omissions.coverage(CORPUS)
HAS = COVERAGE != omissions.NOT_THERE


def test_the_matrix_has_the_counts_made_by_hand():
    assert HAS.sum().to_dict() == {"presstv": 18, "southfront": 17, "jerusalemonline": 18, "cnn": 17, "reuters": 26}
    assert COVERAGE.loc["killed in Ghouta"].tolist() == ["not there", "not there", "not there", "differs", "differs"]
    assert set(COVERAGE.to_numpy().ravel()) == set(omissions.STATUSES)
    assert list(COVERAGE.index) == CORPUS.facts["fact"].tolist()


def test_a_fact_that_an_article_says_and_disputes_differs():
    assert (
        COVERAGE.at["civilians kept in", "cnn"] == "differs" and COVERAGE.at["civilians kept in", "presstv"] == "same"
    )


def test_there_are_forty_five_facts_and_topics_add_up():
    assert 35 <= len(CORPUS.facts) <= 45
    table = omissions.by_topic(CORPUS)
    assert table.groupby("article")["facts"].sum().to_dict() == HAS.sum().to_dict()
    assert table.groupby("article")["of"].sum().eq(len(CORPUS.facts)).all()


def test_voice_and_speaker_follow_from_the_attributions():
    table = omissions.evidence(CORPUS).set_index(["fact", "article"])
    assert table.loc[("killed in Ghouta", "cnn"), ["voice", "speaker"]].tolist() == ["attributed", "UN"]
    assert table.loc[("human shields", "presstv"), ["voice", "speaker"]].tolist() == ["own", ""]
    assert table.loc[("families", "presstv"), ["voice", "speaker"]].tolist() == ["quoted", "Yuri Yevtushenko"]
    assert table.loc[("convoy", "cnn"), "sentence"].startswith("Shelling was ongoing")
    for row in omissions.evidence(CORPUS).itertuples():
        assert row.sentence[row.start - row.sentence_start :][: len(row.text)] == row.text[: len(row.sentence)]


def test_unique_facts_are_in_one_article_and_no_other():
    table = omissions.unique(CORPUS)
    assert table.loc[["barred supplies", "plane crash", "human shields", "chemical attack"], "article"].tolist() == [
        "cnn",
        "jerusalemonline",
        "presstv",
        "southfront",
    ]
    for fact, row in table.iterrows():
        assert HAS.loc[fact].sum() == 1 and HAS.at[fact, row["article"]]


@pytest.mark.parametrize("read", [["presstv"], ["presstv", "cnn"], list(CORPUS.articles.index)])
def test_what_is_unknown_is_in_none_of_what_was_read_and_told_by_another(read):
    table = omissions.unknown_to(CORPUS, read)
    assert set(table.index) == set(HAS.index[~HAS[read].any(axis=1)])
    for fact, row in table.iterrows():
        assert [name for name in HAS if re.search(rf"\b{name} \(", row["told by"])] == list(HAS.columns[HAS.loc[fact]])


def test_who_says_an_unknown_fact_stands_beside_it():
    table = omissions.unknown_to(CORPUS, "Reuters")
    assert table.at["barred supplies", "told by"] == "cnn (Linda Tom (OCHA))"
    assert table.at["human shields", "told by"] == "presstv (itself)"


def test_who_has_read_nothing_knows_nothing():
    assert len(omissions.unknown_to(CORPUS, [])) == len(CORPUS.facts)


def test_the_best_second_article_adds_most():
    table = omissions.best_second(CORPUS, "reuters")
    assert table.index[0] == "cnn" and table.at["cnn", "adds"] == 8
    for article, row in table.iterrows():
        left = omissions.unknown_to(CORPUS, ["reuters", article])
        assert len(omissions.unknown_to(CORPUS, "reuters")) - len(left) == row["adds"]


def test_an_overlap_is_what_both_have_of_what_either_has():
    table = omissions.overlap(CORPUS)
    assert len(table) == 10
    for row in table.itertuples():
        assert row.both + (HAS[row.article] ^ HAS[row.other]).sum() == row.either
        assert row.jaccard == row.both / row.either


def test_a_number_has_its_period_and_its_source():
    table = omissions.numbers(CORPUS).set_index(["fact", "article"])
    assert table.loc[("killed in Ghouta", "cnn"), ["number", "period", "source"]].tolist() == [
        "almost 600",
        "since 18 February",
        "UN",
    ]
    assert table.loc[("people inside", "reuters"), "number"] == "about 400,000"
    assert table["counts"].ne("").all()


def test_without_an_article_its_own_facts_are_no_omissions_of_others():
    rest = omissions.without(CORPUS, "reuters")
    gone = set(CORPUS.facts["fact"]) - set(rest.facts["fact"])
    assert gone == {"pattern", "fled to Douma"}
    assert "reuters" not in omissions.coverage(rest) and len(CORPUS.articles) == 5
    assert len(omissions.unknown_to(rest, "presstv")) == len(omissions.unknown_to(CORPUS, "presstv")) - len(gone)


def test_without_all_but_one_there_is_nothing_to_compare():
    rest = CORPUS
    for article in CORPUS.articles.index[:-1]:
        rest = omissions.without(rest, article)
    assert omissions.unknown_to(rest, "reuters").empty and omissions.overlap(rest).empty
    with pytest.raises(CorpusError, match="nothing to compare"):
        omissions.without(rest, "reuters")


@pytest.mark.parametrize(
    "call",
    [
        lambda: omissions.unknown_to(CORPUS, ["routers"]),
        lambda: omissions.best_second(CORPUS, "routers"),
        lambda: omissions.without(CORPUS, "routers"),
        lambda: omissions.with_fact(CORPUS, "A fact.", "aid", {"routers": "words"}),
    ],
)
def test_a_name_that_is_no_articles_is_told_with_those_that_are(call):
    with pytest.raises(CorpusError, match="no article is called “routers”; the short names are presstv, "):
        call()


def test_a_fact_of_ones_own_stands_beside_the_others_and_in_no_file():
    grown = omissions.with_fact(
        CORPUS,
        "The Security Council was unanimous.",
        "diplomacy",
        {"presstv": "“unanimously passed a resolution”", "cnn": " "},
    )
    assert omissions.coverage(grown).loc[omissions.OWN_FACT].tolist() == ["same"] + ["not there"] * 4
    assert len(grown.facts) == len(CORPUS.facts) + 1 and len(CORPUS.facts) == len(load_corpus(ROOT / "seeds").facts)
    assert omissions.unique(grown).at[omissions.OWN_FACT, "voice"] == "own"
    pd.testing.assert_series_equal(grown.evidence.dtypes, CORPUS.evidence.dtypes)


@pytest.mark.parametrize(
    "statement, quotations, said",
    [
        ("A fact.", {"cnn": "words it has not"}, "does not stand in the article cnn"),
        ("A fact.", {"southfront": "MORE DETAILS"}, "does not stand in the article southfront"),
        ("A fact.", {"cnn": ""}, "at least one article"),
        ("  ", {"cnn": "Russia has offered rebels"}, "needs a statement"),
    ],
)
def test_evidence_that_does_not_stand_adds_no_fact(statement, quotations, said):
    with pytest.raises(CorpusError, match=said):
        omissions.with_fact(CORPUS, statement, "aid", quotations)
