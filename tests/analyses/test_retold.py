"""Sentences that tell the same, grouped, and numbers read: held against our own evidence, and against cases by hand."""

from collections import Counter

import pytest

from helpers.analyses import retold
from helpers.analyses.omissions import evidence
from tests.analyses.test_borrowing import corpus_of
from tests.corpora import EXAMPLE_EVENT, OTHER_EVENT, SEEDS


def judged(corpus):
    """Of the groups of several articles: how many, how many have a fact in common; of the facts in several articles: how many
    such a group meets, and of how many."""
    numbers = corpus.sentences.set_index(["article", "start"])["number"]
    told = evidence(corpus)
    facts = {}
    for row in told.itertuples():
        facts.setdefault((row.article, numbers[row.article, row.sentence_start]), set()).add(row.fact)
    several = told.groupby("fact")["article"].nunique()
    several = set(several.index[several > 1])
    met, right, found = set(), 0, 0
    for _, group in retold.groups(corpus).groupby("group"):
        if len(group) > 1:
            counts = Counter(fact for place in zip(group["article"], group["number"]) for fact in facts.get(place, ()))
            common = {fact for fact, count in counts.items() if count > 1}
            found, right, met = found + 1, right + bool(common), met | common
    return found, right, len(met & several), len(several)


@pytest.mark.parametrize(
    "corpus, figures",
    [(SEEDS, (13, 11, 16, 30)), (OTHER_EVENT, (10, 5, 5, 10)), (EXAMPLE_EVENT, (18, 9, 12, 14))],
    ids=["seeds", "other event", "example"],
)
def test_so_many_groups_have_a_fact_in_common(corpus, figures):
    assert judged(corpus) == figures


@pytest.mark.parametrize("corpus", [SEEDS, OTHER_EVENT], ids=["seeds", "other"])
def test_every_sentence_stands_in_one_group_and_a_group_has_one_of_an_article_at_most(corpus):
    table = retold.groups(corpus)
    assert sorted(zip(table["article"], table["number"])) == sorted(
        zip(corpus.sentences["article"], corpus.sentences["number"])
    )
    assert not table.duplicated(["group", "article"]).any()
    raw = corpus.articles["raw"]
    assert all(raw[row.article][row.start : row.end] == row.sentence for row in table.itertuples())
    sizes = table.groupby("group").size()
    assert sizes.is_monotonic_decreasing and (table.loc[table["group"].map(sizes) == 1, "score"] == 0).all()
    assert (table.loc[table["group"].map(sizes) > 1, "score"] >= retold.THRESHOLD).all()
    scores = table.groupby("group")["score"].first()
    assert all(scores[sizes == size].is_monotonic_decreasing for size in set(sizes))


def test_articles_that_share_nothing_have_sentences_alone():
    table = retold.groups(corpus_of("Rain fell on Monday. Boats left.", "Sun shone for hours."))
    assert table["group"].tolist() == [1, 2, 3] and table["article"].tolist() == ["a0", "a0", "a1"]


@pytest.mark.parametrize(
    "text, value, counts",
    [
        ("Forty-three fishing boats closed", "43", "fishing boats"),
        ("some 40 fishing boats blocked", "about 40", "fishing boats"),
        ("more than 200 holiday-makers sat", "over 200", "holiday-makers"),
        ("an investment of 1.4 billion crowns", "1400000000", "crowns"),
        ("have lost over 36% of the pocket", "over 36", "per cent"),
        ("more than a third of the enclave", "over 33.3", "per cent"),
        ("closed 1.8 per cent lower", "1.8", "per cent"),
        ("almost seven years", "almost 7", "years"),
        ("the 46-truck aid convoy", "46", "trucks"),
        ("twenty-one thousand people", "21000", "people"),
        ("a dozen men", "12", "men"),
        ("two dozen soldiers", "24", "soldiers"),
        ("a $1.2m loss", "1200000", ""),
        ("One man was treated", "1", ""),
        ("at least 2,500 people", "over 2500", "people"),
        ("2000 people came", "2000", "people"),
        ("up to two boats", "at most 2", "boats"),
        ("no more than 2,500 people", "at most 2500", "people"),
        ("not more than a third of the town", "at most 33.3", "per cent"),
    ],
)
def test_a_number_is_read_with_its_bound_and_what_it_counts(text, value, counts):
    table = retold.numbers(text)
    assert table[["value", "counts"]].values.tolist() == [[value, counts]]
    start, end = table.loc[0, ["start", "end"]]
    assert " ".join(text[start:end].split()) == table.loc[0, "number"]


@pytest.mark.parametrize(
    "text",
    [
        "since Feb. 18",
        "in 2023, until 2027",
        "10 October 2021 at 5 p.m.",
        "killed dozens",
        "Some of them",
        "no one, one of them, the other one",
        "split in two.",
        "the 5th day",
        "1,5 million",
        "12345678901234567890123 people",
        "",
    ],
)
def test_what_is_no_number_that_counts_is_left(text):
    assert retold.numbers(text).empty


def test_of_the_numbers_in_our_evidence_all_but_one_are_read():
    missed = []
    for corpus in (SEEDS, OTHER_EVENT):
        for row in corpus.evidence.dropna(subset=["value"]).itertuples():
            if f"{row.bound} {row.value:g}".strip() not in set(retold.numbers(row.text)["value"]):
                missed.append(row.text)
    assert missed == ["a war entering its eighth year"]
