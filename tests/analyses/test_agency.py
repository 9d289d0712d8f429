"""Agency: counts made by hand, the rules beside the coding, and what a rewording may do."""

import math

import pytest

from helpers.analyses import agency
from helpers.corpus.tables import CorpusError
from tests.corpora import SEEDS as CORPUS

ACTS = agency.actions(CORPUS)


def test_every_act_has_its_voice_and_stands_in_its_sentence():
    assert len(ACTS) == 70
    for row in ACTS.itertuples():
        at = row.start - row.sentence_start
        assert row.sentence[at : at + len(row.text)] == row.text
    acts = ACTS.set_index(["article", "act"])
    assert acts.loc[("reuters", "provided"), ["voice", "speaker"]].tolist() == ["quoted", "Russian Defense Ministry"]
    assert acts.loc[("cnn", "barred"), ["voice", "speaker"]].tolist() == ["attributed", "Linda Tom (OCHA)"]
    assert acts.loc[("presstv", "blocking"), ["voice", "speaker"]].tolist() == ["own", ""]


def test_who_acts_on_whom_is_what_was_counted_by_hand():
    table = agency.actors(CORPUS)
    assert table["acts"].sum() == len(ACTS)
    assert table["article"].tolist()[:: len(table) // 5] == list(CORPUS.articles.index)
    total = table.groupby(["side_of_actor", "side_of_affected"])["acts"].sum()
    # Reading row by row: Russia offers to the fighters 3 + 2 + 2 + 2 + 2 times.
    assert total[("Russia", "fighters")] == 11 and total[("fighters", "Syria's government")] == 1
    # Blocking, using, attacks and deaths at Press TV, preventing at CNN, killed at Reuters.
    assert total[("fighters", "people")] == 6
    # The corridors of Press TV, and the 780 of Reuters.
    assert total[("Syria's government", "people")] == 2
    assert (table["side_of_actor"].iloc[0], table["side_of_affected"].iloc[0]) == (
        "Syria's government",
        "places and things",
    )


def test_acts_without_an_actor_are_what_was_counted_by_hand():
    table = agency.unnamed(CORPUS, "article")
    assert table.T.to_dict("list") == {
        "presstv": [16, 4, 3, 1],
        "southfront": [9, 3, 0, 3],
        "jerusalemonline": [13, 5, 1, 4],
        "cnn": [19, 7, 3, 4],
        "reuters": [13, 2, 0, 2],
    }
    by_side = agency.unnamed(CORPUS)
    assert by_side.loc["people"].tolist() == [19, 8, 3, 5]
    assert by_side["acts"].sum() == 70 and (by_side["elsewhere"] + by_side["not at all"] == by_side["no actor"]).all()


def test_the_forms_are_what_was_counted_by_hand():
    table = agency.forms(CORPUS)
    assert table.sum().to_dict() == {"active": 39, "passive": 12, "passive with actor": 1, "noun": 14, "state": 4}
    assert table.loc["cnn"].tolist() == [10, 3, 0, 4, 2]


def test_the_rules_are_measured_against_the_acts_without_an_actor():
    found, table = agency.by_rules(CORPUS), agency.measured(CORPUS)
    for row in found.itertuples():
        assert CORPUS.articles.at[row.article, "raw"][row.start : row.end] == row.act
    assert table.loc["all", ["coded", "found"]].tolist() == [21, len(found)]
    # By hand: of the coded ones the rules miss "will be enough transport provided", "allowed", "besieged", "closure", "injured".
    assert table.loc["all", "recall"] == pytest.approx(16 / 21)
    assert table.loc["all", "precision"] == table.loc["all", "both"] / len(found)


def test_a_gap_takes_an_actor_and_an_act_loses_its_own():
    deeds = agency.deeds(CORPUS)
    assert len(deeds) == len(CORPUS.rewordings) and deeds["act"].notna().all()
    trapped = deeds[deeds["act"] == "trapped"].iloc[0]
    assert "trapped in Eastern Ghouta by fighters, where supplies" in agency.rewritten(trapped, "fighters")
    killed = deeds[deeds["article"].eq("reuters") & deeds["act"].eq("killed")]
    assert [agency.rewritten(row).split(" in ")[0] for _, row in killed.iterrows()] == [
        "The Syrian Observatory for Human Rights says 780 people have been killed",
        "Dozens of people have been killed",
    ]
    with pytest.raises(CorpusError, match="has a gap: name an actor"):
        agency.rewritten(trapped)
    with pytest.raises(CorpusError, match="no gap for an actor"):
        agency.rewritten(killed.iloc[0], "fighters")
    with pytest.raises(CorpusError, match="no other wording"):
        agency.rewritten(deeds[deeds["act"] == "lost"].iloc[0])


def test_an_actor_at_the_beginning_of_a_sentence_has_a_capital():
    evacuated = agency.deeds(CORPUS).query("article == 'cnn' and act == 'evacuated'").iloc[0]
    assert agency.rewritten(evacuated, "fighters").startswith("Fighters reportedly evacuated")


def test_the_sides_to_choose_from_are_those_that_act_and_none_that_is_several():
    assert agency.sides(CORPUS) == ["Syria's government", "Russia", "fighters"]


def test_the_acts_about_a_topic_stand_in_the_sentences_of_its_evidence_in_reading_order():
    table = agency.about(CORPUS, "aid")
    # Reuters tells, in the sentence with its 400,000, of "forced displacement".
    assert list(dict.fromkeys(table["article"])) == ["jerusalemonline", "cnn", "reuters"]
    assert {"trapped", "barred", "Shelling"} <= set(table["act"])


def test_kappa_is_that_of_cohen():
    # Worked by hand: 3 of 4 alike; by chance (2/4 · 3/4) + (2/4 · 1/4) = 1/2.
    assert agency.kappa(list("aabb"), list("aaab")) == pytest.approx((0.75 - 0.5) / 0.5)
    assert agency.kappa(list("ab"), list("ba")) == pytest.approx(-1)
    assert math.isnan(agency.kappa(list("aa"), list("aa"))) and math.isnan(agency.kappa([], []))


def test_two_codings_are_compared_act_by_act():
    cnn = CORPUS.actions[CORPUS.actions["article"] == "cnn"]
    other = cnn.iloc[2:].assign(form="active")
    result = agency.agreement(cnn, other)
    assert result[["acts of one", "acts of the other", "both"]].tolist() == [19, 17, 17]
    assert result["share"] == pytest.approx(17 / 19)
    assert result["kappa of side_of_actor"] == 1 and result["kappa of form"] == 0
