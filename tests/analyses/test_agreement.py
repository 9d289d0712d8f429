"""Agreement: α and its interval against the literature and by hand, the units of two codings, and the places where they part."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers.analyses import agency, agreement, frames, naming, omissions
from tests import ROOT
from tests.corpora import OTHER_EVENT as OTHER
from tests.corpora import SEEDS as CORPUS

SECOND = CORPUS.coded_by("B")
OTHER_SECOND = OTHER.coded_by("B")
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section B, two observers, and section C, four, with gaps.
TWO = [
    ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"],
    ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"],
]
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_alpha_of_four_coders_with_gaps_is_that_of_the_literature():
    assert round(agreement.alpha(FOUR), 3) == 0.743


def test_alpha_looks_only_at_units_that_two_have_coded():
    assert math.isnan(agreement.alpha([["a", "a", "b"], ["a", "a", None]]))
    assert math.isnan(agreement.alpha([[], []])) and math.isnan(agreement.alpha([["a"], [None]]))


def test_the_interval_is_that_of_drawing_pairs_worked_out_another_way():
    # Of twelve pairs three differ; chance gives so many that α is .692. The ends are those of a binomial count of pairs that differ.
    unlike = 3 / 12
    expected = unlike / (1 - agreement.alpha(TWO))
    odds = [math.comb(12, count) * unlike**count * (1 - unlike) ** (12 - count) for count in range(13)]
    reached = np.cumsum(odds)
    ends = [1 - np.searchsorted(reached, share) / 12 / expected for share in (0.975, 0.025)]
    # Every draw has several values, but for those too rare to matter.
    assert agreement.interval(TWO) == pytest.approx(ends, abs=1e-9)


def test_the_interval_holds_alpha_grows_narrower_with_more_units_and_is_the_same_each_time():
    low, high = agreement.interval(FOUR)
    assert low < agreement.alpha(FOUR) < high and agreement.interval(FOUR) == (low, high)
    more = agreement.interval([coder * 4 for coder in TWO])
    few = agreement.interval(TWO)
    assert few[0] < more[0] < more[1] <= few[1]


def test_thirty_coders_have_an_interval_though_no_two_ever_chose_one_of_the_labels():
    chance = np.random.default_rng(7)
    coders = [list(chance.choice(["own", "quoted", None], 9)) for _ in range(29)]
    coders.append(["scare"] * 9)
    low, high = agreement.interval(coders)
    assert -0.2 < low < agreement.alpha(coders) < high < 0.2


def test_no_draw_goes_beyond_what_the_table_of_pairs_can_tell_apart():
    # Two values in four cells: a hundred pairs at most, however many units there are.
    few, many = ([["a", "b"] * times, ["a", "a"] * times] for times in (50, 5000))
    assert agreement.interval(many) == pytest.approx(agreement.interval(few), abs=0.02)


def test_draws_of_one_category_alone_count_as_no_agreement():
    # One pair of twenty differs: many draws have none that does, and only one category.
    one = ["own"] * 20
    low, high = agreement.interval([one, [*one[:-1], "quoted"]])
    assert high == pytest.approx(0) and low < 0


def test_comparing_counts_the_units_that_both_have_coded():
    found = agreement.compare(["a", "a", "b", "", None, "c"], ["a", "b", "b", "a", "a", None])
    assert found[["units", "alike"]].tolist() == [3, 2] and found["share"] == 2 / 3
    assert found["alpha"] == agreement.alpha([["a", "a", "b"], ["a", "b", "b"]])
    assert (found["low"], found["high"]) == agreement.interval([["a", "a", "b"], ["a", "b", "b"]])


def test_where_there_is_no_number_words_stand_in_its_place():
    sleepers = agreement.compare(["own"] * 9, ["own"] * 9)
    assert sleepers["share"] == 1
    assert sleepers[["alpha", "low", "high"]].tolist() == [agreement.UNDEFINED] * 3
    alike = agreement.compare(["own", "quoted"], ["own", "quoted"])
    assert alike["alpha"] == 1 and alike[["low", "high"]].tolist() == [agreement.NO_INTERVAL] * 2
    nothing = agreement.compare([], [])
    assert nothing["units"] == 0 and nothing["share"] == nothing["alpha"] == agreement.UNDEFINED


def test_nine_in_ten_alike_can_be_less_than_chance():
    found = agreement.compare([False] * 90 + [True] * 10, [False] * 100)
    assert found["share"] == 0.9 and -0.1 < found["alpha"] < 0


def test_the_table_of_both_has_each_label_of_either_and_every_unit_once():
    table = agreement.crossed(["a", "a", "b"], ["a", "c", "b"])
    assert table.columns.tolist() == ["B: a", "B: b", "B: c"]
    assert table.to_numpy().tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]
    named = agreement.crossed(["a"], ["a"], ("you", "A"))
    assert named.index.tolist() == ["you: a"] and named.columns.tolist() == ["A: a"]


def test_the_units_are_all_that_both_have_coded_and_hold_the_labels_of_each():
    mentions = agreement.of_mentions(CORPUS, SECOND)
    assert mentions["A"].tolist() == naming.mentions(CORPUS)["voice"].tolist()
    assert mentions["B"].tolist() == naming.mentions(SECOND)["voice"].tolist()
    facts = agreement.of_facts(CORPUS, SECOND)
    assert len(facts) == omissions.coverage(CORPUS).size == 225
    assert facts["A"].value_counts().to_dict() == omissions.coverage(CORPUS).stack().value_counts().to_dict()
    assert facts["B"].value_counts().to_dict() == omissions.coverage(SECOND).stack().value_counts().to_dict()


def test_the_words_of_a_unit_stand_where_it_says_and_in_its_sentence():
    for units in (agreement.of_mentions, agreement.of_sources, agreement.of_cues, agreement.of_facts):
        table = units(CORPUS, SECOND)
        for row in table[table["sentence"] != ""].itertuples():
            raw = CORPUS.articles.at[row.article, "raw"]
            assert raw[row.start : row.start + len(row.text)] == row.text
            assert raw[row.sentence_start :].startswith(row.sentence) and row.sentence_start <= row.start


def test_the_second_coding_of_the_other_event_differs_where_it_was_made_to():
    table = agreement.overview(OTHER, OTHER_SECOND)
    differing = (table["units"] - table["alike"]).to_dict()
    assert differing == {"voice of a label": 0, "kind of source": 1, "kind of cue": 1, "status of a fact": 2}
    assert agreement.statements(OTHER, OTHER_SECOND).loc[["ledger", "all"]].to_dict("list") == {
        "A": [4, 18],
        "B": [3, 17],
        "both": [3, 17],
        "f1": [6 / 7, 34 / 35],
    }
    places = agreement.doubts(OTHER, OTHER_SECOND).set_index(["question", "unit"])[["A", "B"]]
    assert places.loc[("kind of source", "police")].tolist() == ["police", "council"]
    assert places.loc[("kind of cue", "reportedly")].tolist() == ["doubting", "neutral"]
    assert places.loc[("what is a statement", "Petra Lindquall")].tolist() == ["coded", "not coded"]
    assert places.loc["status of a fact"].to_numpy().tolist() == [["differs", "same"], ["same", "not there"]]
    assert len(places) == 5


def test_a_cue_without_a_kind_of_its_own_has_that_of_the_word_list():
    cues = agreement.of_cues(OTHER, OTHER_SECOND).set_index("unit")
    assert OTHER_SECOND.attributions.set_index("cue").at["told", "cue_kind"] == ""
    assert cues.at["told", "B"] == cues.at["told", "A"] != ""


def test_an_article_that_one_has_not_coded_is_left_out():
    without = OTHER_SECOND.with_tables(attributions=OTHER_SECOND.attributions.query("article != 'kestrel'"))
    for units in (agreement.of_mentions, agreement.of_sources, agreement.of_cues, agreement.statements):
        assert "kestrel" not in set(units(OTHER, without).reset_index()["article"])


def test_one_coding_parts_nowhere_from_itself():
    assert agreement.doubts(OTHER, OTHER).empty and frames.doubts(OTHER, OTHER).empty
    assert set(agreement.statements(OTHER, OTHER)["f1"]) == {1.0}
    assert (agreement.overview(OTHER, OTHER)["alpha"] == 1).all()


def test_doubts_are_all_units_that_differ_and_no_other():
    places = agreement.doubts(CORPUS, SECOND)
    assert (places["A"] != places["B"]).all() and not places["sentence"].eq("").any()
    table = agreement.overview(CORPUS, SECOND)
    counted = places["question"].value_counts()
    for name, row in table.iterrows():
        assert counted.get(name, 0) == row["units"] - row["alike"]
    everywhere = agreement.statements(CORPUS, SECOND).loc["all"]
    assert counted[agreement.STATEMENT] == everywhere["A"] + everywhere["B"] - 2 * everywhere["both"]


def test_the_elements_of_one_coder_alone_share_no_words_with_the_other_ones_in_their_function():
    places, found = frames.doubts(CORPUS, SECOND), frames.agreement(CORPUS, SECOND)
    assert (places["A"] == "coded").sum() == found["rows of one"] - found["shared"]
    cells = frames.cells(CORPUS, SECOND)
    assert (cells["A"] == cells["B"]).sum() == found["alike"] and agreement.alpha([cells["A"], cells["B"]]) == found[
        "alpha"
    ]
    assert set(places["question"]) <= {
        "what is a problem",
        "what is a cause",
        "what is an evaluation",
        "what is a remedy",
    }


def test_what_is_coded_again_has_the_doubts_first_and_every_label_and_is_the_same_each_time():
    for one, other in ((CORPUS, SECOND), (OTHER, OTHER_SECOND)):
        units = agreement.of_mentions(one, other)
        chosen = agreement.telling(units)
        assert len(chosen) == 8 and chosen.equals(agreement.telling(units))
        assert set(chosen["A"]) == set(units["A"])
        assert not chosen.duplicated(["article", "start"]).any()
        assert chosen.groupby("article", sort=False)["start"].is_monotonic_increasing.all()
    doubted = agreement.of_mentions(CORPUS, SECOND).query("A != B")
    assert (agreement.telling(agreement.of_mentions(CORPUS, SECOND)).query("A != B")["sentence"].nunique()) == doubted[
        "sentence"
    ].nunique()
    assert len(agreement.telling(units.head(3))) == 3


def test_the_codebook_has_the_agreement_that_is_computed():
    said = " ".join((ROOT / "seeds" / "codebook.md").read_text(encoding="utf-8").partition("## Coder B")[2].split())
    table, pieces = agreement.overview(CORPUS, SECOND), agreement.statements(CORPUS, SECOND).loc["all"]
    assert (
        f"A has {pieces['A']:.0f} statements, B {pieces['B']:.0f}, {pieces['both']:.0f} of them the same: F1 {_short(pieces['f1'])}"
        in said
    )
    for name, words in {
        "voice of a label": "the voice of the {units} mentions, {alike} alike, α {alpha}",
        "kind of source": "the kind of source of the {units} statements, {alike} alike",
        "kind of cue": "the kind of cue, {alike} alike, α {alpha}",
        "status of a fact": "the {units} cells of the facts, {alike} alike, α {alpha}",
    }.items():
        row = table.loc[name]
        assert words.format(units=row["units"], alike=row["alike"], alpha=_short(row["alpha"])) in said
    acts = agency.agreement(CORPUS.actions, SECOND.actions)
    assert f"A has {acts.iloc[0]:.0f}, B {acts.iloc[1]:.0f}, and {acts['both']:.0f} are the same" in said
    assert (acts[[name for name in acts.index if name.startswith("kappa")]] == 1).all()
    parting = agreement.of_mentions(CORPUS, SECOND).query("A != B")
    assert len(parting) == 4 and parting["sentence"].nunique() == 1 and set(parting["B"]) == {"attributed"}


def _short(value):
    return f"{value:.2f}".removeprefix("0")


def test_no_page_of_two_codings_shows_not_a_number():
    shown = [agreement.overview(one, other) for one, other in ((CORPUS, SECOND), (OTHER, OTHER), (OTHER, OTHER_SECOND))]
    assert not any(table.isna().any().any() for table in map(pd.DataFrame, shown))
