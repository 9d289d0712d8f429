"""Frames: who holds what, what two articles say alike, the page of an article, and the codebook's figures."""

import re

import pandas as pd
import pytest

from helpers.analyses import frames
from helpers.analyses.agreement import alpha
from helpers.corpus.coded import FUNCTIONS
from helpers.corpus.tables import CorpusError
from tests import ROOT
from tests.corpora import OTHER_EVENT as OTHER
from tests.corpora import SEEDS as CORPUS

ELEMENTS = frames.elements(CORPUS)


def test_the_elements_are_those_counted_by_hand():
    assert len(ELEMENTS) == 50
    assert ELEMENTS.groupby("function").size().to_dict() == {"cause": 14, "evaluation": 9, "problem": 16, "remedy": 11}
    counted = frames.functions(CORPUS).groupby("function")[["the article's own", "a source's"]].sum()
    assert counted.T.to_dict("list") == {"cause": [4, 10], "evaluation": [4, 5], "problem": [5, 11], "remedy": [7, 4]}
    table = frames.functions(CORPUS)
    assert list(zip(table["article"], table["function"]))[:4] == [("presstv", function) for function in FUNCTIONS]


def test_the_holder_is_the_outlet_only_where_it_speaks_itself():
    causes = ELEMENTS[ELEMENTS["statement"] == "the fighters keep people from leaving"].set_index("article")
    assert causes["held_by"].to_dict() == {"presstv": "Press TV", "cnn": "Russia"}
    own = ELEMENTS["held_by"].isin(CORPUS.articles["outlet"])
    assert own.equals(ELEMENTS["voice"] == "own")


def test_of_statements_inside_one_another_the_innermost_that_has_it_whole_holds_it():
    held = ELEMENTS[ELEMENTS["article"] == "reuters"].set_index("statement")["held_by"]
    assert held["the operation does not break the ceasefire"] == "Assad and his allies"
    assert held["a ceasefire"] == "UN Security Council"
    assert held["the fighters are terrorists"] == "Assad and his allies"
    both = ELEMENTS.set_index("statement")["held_by"]["the other side’s shelling"]
    assert both == "Syrian government and rebels"


def test_every_statement_takes_no_label_and_the_same_one_is_about_the_same():
    assert not ELEMENTS["statement"].str.contains(r"\b(?:militant|rebel|insurgent|opposition)", case=False).any()
    assert (ELEMENTS.groupby(["function", "statement"])["about"].nunique() == 1).all()


def test_the_same_is_set_against_nothing_and_what_one_alone_says_comes_last():
    table = frames.same_and_other(CORPUS, "presstv", "CNN")
    way_out = table.query("function == 'cause' and about == 'the way out'")
    assert way_out[["compared", "other statement"]].values.tolist() == [
        ["same", "the fighters keep people from leaving"],
        ["other", "the other side’s shelling"],
    ]
    for _, rows in table.groupby("function", sort=False):
        assert rows["compared"].tolist() == sorted(rows["compared"], key=["same", "other", ""].index)
    spoken = {(row.function, row.about, row.statement) for row in table.itertuples() if row.statement}
    mine = ELEMENTS[ELEMENTS["article"] == "presstv"]
    assert spoken == set(zip(mine["function"], mine["about"], mine["statement"]))


def test_two_articles_that_say_the_same_two_things_are_not_set_against_each_other():
    twice = pd.concat([OTHER.frames, OTHER.frames.query("article == 'courier'").assign(article="kestrel")])
    # What is in another article does not matter here: only statements are compared.
    table = frames.same_and_other(OTHER.with_tables(frames=twice.reset_index(drop=True)), "courier", "kestrel")
    mill = table.query("function == 'remedy'")
    assert mill["compared"].tolist() == ["same"] * len(mill)


def test_facts_carry_what_their_words_carry_in_print():
    carried = frames.carried(CORPUS).set_index("fact")
    assert set(carried.loc[["barred supplies"], "function"]) == {"problem", "cause"}
    told = carried.loc[["killed in Damascus"]].query("function == 'cause'")[["article", "statement", "held_by"]]
    assert told.values.tolist() == [
        ["presstv", "the fighters attack the city", "Press TV"],
        ["reuters", "the fighters attack the city", "Syrian state-run media"],
    ]
    assert "plane crash" not in carried.index


def test_the_profile_gathers_the_chapters_and_says_which_table_is_lacking():
    page = frames.profile(CORPUS, "cnn").set_index(["part", "what"])["found"]
    assert page["labels, of all", "rebel"] == "5 of 7, 5 in own voice"
    assert page["who speaks, of all statements", "UN"] == "3 of 9 (Sajjad Malik (UNHCR), Linda Tom (OCHA), UN)"
    assert page["facts missing here, told by others", "diplomacy"] == "5 of 5"
    assert page["who acts on whom, of all acts", "Russia on fighters"] == "2 of 19"
    assert page["acts without an actor", "on people"] == "4 of 19"
    assert page["cause", "the fighters keep people from leaving"] == "attributed: Russia"
    assert "runs of words shared" not in page.index.get_level_values("part")
    assert frames.profile(CORPUS, "Reuters").set_index("part").loc["evaluation", "what"].tolist() == [
        "the army breaks the ceasefire",
        "the operation does not break the ceasefire",
        "the fighters are terrorists",
    ]
    bare = OTHER.with_tables()
    object.__setattr__(bare, "tables", {})
    lacking = frames.profile(bare, "ledger").set_index("part")["found"]
    assert lacking["problem"] == "not coded: frames.csv"
    assert lacking["facts missing here, told by others"] == "not coded: facts.csv and evidence.csv"
    with pytest.raises(CorpusError, match="no article is called “bbc”"):
        frames.profile(CORPUS, "bbc")


def test_what_only_one_has_stands_out_and_each_stands_once():
    table = frames.beside(CORPUS, "cnn", "southfront")
    assert not table.duplicated(["part", "what"]).any()
    only = table.set_index(["part", "what"])["only"]
    assert only["labels, of all", "militant"] == "southfront"
    assert only["remedy", "the fighters leave by a safe passage"] == ""
    assert only["remedy", "a daily pause"] == "cnn"
    assert list(dict.fromkeys(table["part"])) == [part for part in frames.PARTS if part in set(table["part"])]


def test_the_codebook_has_the_agreement_that_is_computed():
    found = frames.agreement(CORPUS, CORPUS.coded_by("B"))
    said = (ROOT / "seeds" / "codebook.md").read_text(encoding="utf-8").partition("## Frames")[2]
    assert f"The first coding has {found['rows of one']} rows, the second {found['rows of the other']}" in said
    assert f"Of the {found['rows of one']} rows {found['shared']} share words" in said
    assert re.search(rf"Of {found['cells']} cells .* {found['alike']} are alike, Krippendorff's α \.63 ", said)
    assert f"{found['alpha']:.2f}" == "0.63"
    causes = CORPUS.coded_by("B").frames.query("function == 'cause'")
    assert all(
        ((causes["article"] == row.article) & (causes["start"] < row.end) & (row.start < causes["end"])).any()
        for row in ELEMENTS.query("function == 'cause'").itertuples()
    )


def test_alpha_is_that_of_the_literature_and_undefined_where_nothing_varies():
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section B: two observers, nominal, .692.
    one = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    other = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    assert round(alpha([one, other]), 3) == 0.692
    assert alpha([one, one]) == 1
    assert pd.isna(alpha([["a", "a"], ["a", "a"]]))
    assert round(alpha([[*one, None], [*other, "a"]]), 3) == 0.692
