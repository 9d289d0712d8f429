"""Estimates: by hand, and by simulation: an interval that promises 95 in 100 must hold the truth about so often."""

import numpy as np
import pandas as pd
import pytest

from helpers.analyses import estimates
from helpers.corpus.tables import CorpusError

TRIALS = 500
# Of 500 trials at 95 %, chance alone leaves the hits between these with more than 99 % probability.
PROMISED = (0.92, 0.98)


def sample(there, found, hits):
    """What `checked` gives, for articles with so many statements there, found, and found rightly."""
    return pd.DataFrame({"found": found, "there": there, "hits": hits, "kept": hits})


def archive(chance, articles, recall=0.7, wrong=1.0):
    """Statements there, found and hit in each article of an archive: some articles are full of them, some have none."""
    there = chance.poisson(chance.gamma(1.5, 3, articles))
    hits = chance.binomial(there, chance.beta(20 * recall, 20 * (1 - recall), articles))
    return there, hits + chance.poisson(wrong * chance.gamma(2, 0.5, articles)), hits


def drawn(chance, size, *columns):
    places = chance.permutation(len(columns[0]))[:size]
    return sample(*(column[places] for column in columns))


def is_kept(held):
    assert PROMISED[0] <= np.mean(held) <= PROMISED[1]


def test_what_a_reader_decided_is_counted_by_article_and_silence_counts_as_none():
    decided = pd.DataFrame(
        {
            "article": ["a", "a", "a", "a", "b"],
            "decision": ["kept", "kept", "taken out", "added", "changed"],
        }
    )
    table = estimates.checked(decided, ["a", "b", "c"]).set_index("article")
    assert table.loc["a", ["found", "hits", "there"]].tolist() == [3, 2, 3]
    assert table.loc["b", ["kept", "found", "hits", "there"]].tolist() == [0, 1, 1, 1]
    assert table.loc["c"].sum() == 0


@pytest.mark.parametrize("decision", ["", "perhaps"])
def test_a_row_without_a_decision_is_refused_with_its_row(decision):
    decided = pd.DataFrame({"article": ["a", "a"], "decision": ["kept", decision]})
    with pytest.raises(CorpusError, match=f"row 3: “decision” is “{decision}”; it is one of kept, changed, taken out"):
        estimates.checked(decided, ["a"])


def test_shares_are_those_of_all_statements_together():
    decided = pd.DataFrame({"article": list("aaab"), "decision": ["kept", "kept", "taken out", "changed"]})
    table = estimates.shares(estimates.checked(decided, ["a", "b"]))
    assert table["share"].tolist() == [0.5, 0.75, 1.0]
    assert table["of"].tolist() == [4, 4, 3]
    assert (table["low"] < table["share"]).all() and (table["share"] <= table["high"]).all()


def test_a_sample_without_statements_has_no_share():
    nothing = estimates.ratio([0, 0], [0, 0])
    assert nothing["of"] == 0 and np.isnan(nothing["share"])


def test_all_right_in_a_few_articles_is_no_certainty():
    few, many = estimates.ratio([4] * 5, [4] * 5), estimates.ratio([4] * 500, [4] * 500)
    assert few["share"] == many["share"] == 1
    assert few["low"] < 0.6 and 0.98 < many["low"] < 1


def test_statements_of_one_article_are_no_ten_witnesses():
    apart = estimates.ratio([1, 0] * 50, [1, 1] * 50)
    together = estimates.ratio([10, 0] * 5, [10, 10] * 5)
    assert apart["share"] == together["share"] == 0.5
    assert together["high"] - together["low"] > 2 * (apart["high"] - apart["low"])


@pytest.mark.parametrize("size", [30, 150])
def test_the_interval_of_a_share_keeps_its_promise(size):
    chance, held = np.random.default_rng(1), []
    there, found, hits = archive(chance, 20_000)
    truth = hits.sum() / found.sum()
    for _ in range(TRIALS):
        table = drawn(chance, size, there, found, hits)
        share = estimates.ratio(table["hits"], table["found"])
        held.append(share["low"] <= truth <= share["high"])
    is_kept(held)


@pytest.mark.parametrize("articles, size", [(20_000, 60), (400, 200)])
@pytest.mark.parametrize("way", [estimates.BY_ERRORS, estimates.POWERED])
def test_corrected_counts_are_right_on_the_whole_and_their_interval_keeps_its_promise(articles, size, way):
    chance, held, counts = np.random.default_rng(2), [], []
    there, found, hits = archive(chance, articles)
    for _ in range(TRIALS):
        table = estimates.corrected(found.sum(), articles, drawn(chance, size, there, found, hits))
        held.append(table.at[way, "low"] <= there.sum() <= table.at[way, "high"])
        counts.append(table.at[way, "statements"])
    is_kept(held)
    assert abs(np.mean(counts) / there.sum() - 1) < 0.01 < abs(found.sum() / there.sum() - 1)


def test_one_correction_for_two_outlets_that_err_differently_goes_wrong_and_two_do_not():
    chance = np.random.default_rng(3)
    one, other = archive(chance, 5_000, recall=0.9), archive(chance, 5_000, recall=0.5)
    there, found, hits = (np.concatenate(pair) for pair in zip(one, other))
    both = drawn(chance, 400, there, found, hits)
    outlet = pd.Series(["one"] * 5_000 + ["other"] * 5_000)
    truth = pd.Series(there).groupby(outlet).sum()
    wrong = estimates.corrected(one[1].sum(), 5_000, both).loc[estimates.BY_ERRORS]
    assert not wrong["low"] <= truth["one"] <= wrong["high"]
    counts, held = pd.Series(found).groupby(outlet).sum(), []
    for _ in range(40):
        read = [drawn(chance, 200, *each).assign(outlet=name) for name, each in (("one", one), ("other", other))]
        table = estimates.corrected_by(counts, outlet.value_counts(), pd.concat(read), "outlet")
        assert set(table["drawn"]) == {200}
        held += [
            row.low <= truth[row.outlet] <= row.high for row in table[table["counted"] != estimates.RAW].itertuples()
        ]
    assert np.mean(held) >= 0.9


def test_by_hand_one_found_in_two_is_doubled_by_both_ways():
    table = estimates.corrected(100, 50, sample([2, 2, 4], [1, 1, 2], [1, 1, 2]))
    assert table["statements"].round(6).tolist() == [100, 200, round(100 + 50 * 4 / 3, 6)]
    assert np.isnan(table.at[estimates.RAW, "low"])
    low, high = table.loc[estimates.BY_ERRORS, ["low", "high"]]
    assert low < 100 and high == 200


def test_an_error_that_the_sample_has_not_once_may_still_be_in_the_archive():
    few, many = (estimates.corrected(1000, 800, sample([4] * n, [4] * n, [4] * n)) for n in (8, 200))
    for way in (estimates.BY_ERRORS, estimates.POWERED):
        assert few.at[way, "low"] < many.at[way, "low"] < 1000 < many.at[way, "high"] < few.at[way, "high"]
    # Some were taken out, so what is missed alone is not known.
    table = estimates.corrected(1000, 800, sample([3] * 20, [4] * 20, [3] * 20)).loc[estimates.BY_ERRORS]
    assert table["low"] == pytest.approx(750) and table["high"] > 800


def test_a_difference_has_the_interval_of_both_counts():
    table = pd.DataFrame(
        [
            ("first", estimates.RAW, 100, np.nan, np.nan),
            ("first", estimates.POWERED, 100, 97, 104),
            ("second", estimates.RAW, 90, np.nan, np.nan),
            ("second", estimates.POWERED, 110, 107, 114),
        ],
        columns=["half", "counted", "statements", "low", "high"],
    )
    apart = estimates.difference(table, "half")
    assert apart.loc[estimates.POWERED].tolist() == [10, 5, 15] and apart.at[estimates.RAW, "difference"] == -10
    assert np.isnan(apart.at[estimates.RAW, "low"])


def test_an_archive_that_was_read_whole_leaves_nothing_open():
    table = estimates.corrected(4, 3, sample([2, 2, 4], [1, 1, 2], [1, 1, 2]))
    assert table.loc[estimates.POWERED].tolist() == [8, 8, 8]


@pytest.mark.parametrize("table", [sample([1], [1], [1]), sample([1, 2], [0, 0], [0, 0])], ids=["one", "nothing found"])
def test_a_sample_that_tells_nothing_is_refused(table):
    with pytest.raises(CorpusError, match="draw more articles"):
        estimates.corrected(100, 50, table)


VOICES = ["own", "attributed", "quoted"]
MIXED = np.array([[0.9, 0.3, 0.05], [0.1, 0.6, 0.05], [0.0, 0.1, 0.9]])
TRULY = np.array([0.6, 0.25, 0.15])


def places(chance, number):
    """Places with their true class, and the class in which the program puts them; ten places an article."""
    true = chance.choice(3, size=number, p=TRULY)
    found = np.array([chance.choice(3, p=MIXED[:, each]) for each in true])
    names = np.array(VOICES, dtype="object")
    return pd.DataFrame({"article": np.arange(number) // 10, "found": names[found], "true": names[true]})


def test_classes_are_turned_back_and_the_interval_keeps_its_promise(monkeypatch):
    monkeypatch.setattr(estimates, "DRAWS", 120)
    chance = np.random.default_rng(4)
    every = places(chance, 10_000)
    counts, truth = (every[name].value_counts().reindex(VOICES) for name in ("found", "true"))
    held, own = [], []
    for trial in range(150):
        read = every[every["article"].isin(chance.choice(1_000, 60, replace=False))]
        table = estimates.back_calculated(counts, read, trial)
        held += list((table["low"] <= truth) & (truth <= table["high"]))
        own.append(table.at["own", "corrected"])
    assert 0.9 <= np.mean(held) <= 0.98
    assert abs(np.mean(own) - truth["own"]) < 0.02 * truth["own"] < abs(counts["own"] - truth["own"])


def test_by_hand_one_in_four_misread_is_turned_back():
    pairs = pd.DataFrame({"article": range(8), "found": list("aaabbbbb"), "true": list("aaaabbbb")})
    table = estimates.back_calculated(pd.Series({"a": 30, "b": 70}), pairs)
    assert table["corrected"].round(6).tolist() == [40, 60]


def test_a_class_that_the_sample_lacks_is_refused():
    pairs = pd.DataFrame({"article": [1, 2], "found": ["a", "a"], "true": ["a", "a"]})
    with pytest.raises(CorpusError, match="No place in the sample is truly b"):
        estimates.back_calculated(pd.Series({"a": 3, "b": 1}), pairs)


def test_a_program_that_guesses_cannot_be_turned_back():
    pairs = pd.DataFrame({"article": [1, 2, 3, 4], "found": list("abab"), "true": list("aabb")})
    with pytest.raises(CorpusError, match="tells nothing apart"):
        estimates.back_calculated(pd.Series({"a": 3, "b": 1}), pairs)
