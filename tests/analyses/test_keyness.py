"""Words that may be labels: what is proposed of three corpora, how the figures are computed, and what is no candidate."""

from math import log

import pandas as pd
import pytest

from helpers.analyses import keyness, naming
from helpers.corpus.tables import forms_in
from tests.analyses.test_borrowing import corpus_of
from tests.corpora import EXAMPLE_EVENT, OTHER_EVENT, SEEDS

FIRST = 30


def people(corpus):
    table = keyness.candidates(corpus)
    return table[table["kind"] == keyness.PEOPLE].set_index("forms")


def measured(corpus):
    """How many labels of a corpus have a form among the first proposals, of how many that stand in it; how many of these
    proposals are a label, of how many."""
    proposed = [forms_in(forms) for forms in people(corpus).index[:FIRST]]
    standing = naming.mentions(corpus).groupby("label", observed=True)["form"].agg(lambda forms: set(forms.str.lower()))
    found = sum(any(forms & set(each) for each in proposed) for forms in standing)
    used = sum(any(forms & set(each) for forms in standing) for each in proposed)
    return found, len(standing), used, len(proposed)


@pytest.mark.parametrize(
    "corpus, figures",
    [(SEEDS, (7, 10, 7, 30)), (OTHER_EVENT, (6, 6, 6, 15)), (EXAMPLE_EVENT, (5, 5, 5, 30))],
    ids=["seeds", "other event", "example"],
)
def test_so_many_labels_are_among_the_first_proposals_and_so_many_of_these_are_labels(corpus, figures):
    assert measured(corpus) == figures


def test_the_counts_are_those_of_a_label_with_these_forms():
    for corpus in (SEEDS, OTHER_EVENT):
        table = keyness.candidates(corpus)
        table = table[~table["forms"].str.contains(" ")]
        lexicon = pd.DataFrame({"label": table["forms"], "forms": table["forms"]})
        found = naming.mentions(corpus, lexicon, voice=False)["label"].value_counts()
        # What stands in the second half of a compound is a mention of a label, and no candidate.
        assert (table["count"].to_numpy() <= found[table["forms"]].to_numpy()).all()
        assert (table["count"].to_numpy() == found[table["forms"]].to_numpy()).mean() > 0.9


def test_ratio_and_log_likelihood_are_those_computed_by_hand():
    corpus = corpus_of(
        "The strikers who came. " + "Rain fell then. " * 2,
        "The strikers left it, the strikers. " + "Rain fell. " * 2,
    )
    row = people(corpus).loc["strikers"]
    assert corpus.articles["words"].tolist() == [10, 10]
    assert row["by_article"] == "a0 1, a1 2" and row["most_in"] == "a1" and row["ratio"] == pytest.approx(2)
    assert row["log_likelihood"] == pytest.approx(2 * (1 * log(1 / 1.5) + 2 * log(2 / 1.5)))
    assert (row["count"], row["in_articles"]) == (3, 2)


def test_a_word_of_one_article_only_is_endlessly_more_frequent_there():
    corpus = corpus_of("The squatters who came.", "The house is open.")
    assert people(corpus).loc["squatters", "ratio"] == float("inf")


def test_singular_and_plural_are_one_candidate():
    corpus = corpus_of("A policeman saw the policemen. One ally of many allies who came.", "Rain fell on the coast.")
    assert {"policeman; policemen", "allies; ally"} <= set(people(corpus).index)


@pytest.mark.parametrize(
    "text, form, cue",
    [
        ("The gnarls who came spoke.", "gnarls", keyness.WHO),
        ("The gnarl-held town fell.", "gnarl", keyness.IS_HELD),
        ("A pro-gnarl paper wrote.", "gnarl", keyness.PRO),
        ("The gnarls have left. It was done by gnarls.", "gnarls", f"{keyness.ACTS}, {keyness.BY}"),
        ("The militia left.", "militia", keyness.IN_LIST),
        ("The gnarl workers left. The workers came.", "gnarl workers", keyness.ENDING),
        ("“Rain fell,” the gnarlers said.", "gnarlers", keyness.SPEAKS),
        ("In town the Gnarls left.", "gnarls", keyness.NAMES),
        ("It hit gnarlers in town.", "gnarlers", f"{keyness.ENDING}, {keyness.PLURAL}"),
    ],
)
def test_each_cue_for_people(text, form, cue):
    assert cue in people(corpus_of(text, "Rain fell on the coast.")).loc[form, "why"]


def test_a_first_name_that_ends_in_s_names_no_group():
    corpus = corpus_of("In town Tomas Weyle left. The council heard Tomas Weyle.", "Rain fell on the coast.")
    assert "tomas" not in set(keyness.candidates(corpus)["forms"])


def test_titles_and_matters_have_a_kind_of_their_own():
    corpus = corpus_of("President Alder and Mr. Birch spoke of the collusion.", "Mr. Alder denied the collusion.")
    kinds = keyness.candidates(corpus).set_index("forms")["kind"]
    assert kinds["president"] == kinds["mr"] == keyness.TITLE and kinds["collusion"] == keyness.OTHER


def test_a_participle_stands_in_the_name_of_a_group_and_a_verb_does_not():
    text = "".join(f"It hit {each} groups in town. He saw {each} groups. " for each in ("armed", "owned", "attacked"))
    forms = set(keyness.candidates(corpus_of(text, "Rain fell on the coast."))["forms"])
    assert {"armed groups", "owned groups"} <= forms and "attacked groups" not in forms


def test_names_and_small_words_and_what_crosses_a_comma_are_none():
    corpus = corpus_of(
        "In Harbour Town, workers of Harbour Town met, and the workers left.", "Rain. The town's workers."
    )
    forms = set(keyness.candidates(corpus)["forms"])
    assert "workers" in forms and not {"harbour", "harbour town", "town workers", "the workers"} & forms


@pytest.mark.parametrize("text", ["Rain.", "12 34", "عمال الميناء أغلقوا المدخل اليوم", "-- - ‑ '"])
def test_odd_texts_propose_nothing_and_raise_nothing(text):
    assert keyness.candidates(corpus_of(text + " x", "It is.")).empty


def test_in_one_article_alone_nothing_is_more_frequent_than_elsewhere():
    table = people(corpus_of("The strikers who came. The strikers have left."))
    assert table.loc["strikers", "log_likelihood"] == pytest.approx(0) and table.loc["strikers", "ratio"] == float(
        "inf"
    )
