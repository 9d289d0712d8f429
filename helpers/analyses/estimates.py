"""Chapter 10: how often a program is wrong on texts that nobody has read whole, and what its counts are worth.

Some articles are drawn by chance and read. What the program had found in them is *kept*, *changed* or *taken out*, and what it
missed is *added*. Of that all else is computed. The articles are drawn and not the statements, so the articles are what every
interval here counts: ten statements of one article are no ten witnesses (Cochran 1977, on ratios and on clusters).
"""

import numpy as np
import pandas as pd

from helpers.attribution.measure import Z
from helpers.corpus.coded import ADDED, CHANGED, DECISIONS, KEPT, TAKEN_OUT
from helpers.corpus.tables import CorpusError

FOUND = "found"
SHARES = {
    "found, and right as it is": (KEPT, FOUND),
    "found, and a statement": ("hits", FOUND),
    "there, and found": ("hits", "there"),
}
RAW, BY_ERRORS, POWERED = "as found", "corrected by its errors", "corrected article by article"
DRAWS = 1_000


def checked(decided, articles):
    """What the reader of a sample decided, one row for each of its `articles`, those without a statement too.

    decided: a table with article and decision (kept, changed, taken out, added), a row a statement. Columns: article, kept,
    changed, taken out, added, found (by the program), hits (of those found, kept or changed), there (hits, and what was
    added). Raises CorpusError for another decision, or none.
    """
    rows = decided.index if decided.index.name == "row" else range(2, len(decided) + 2)
    for row, decision in zip(rows, decided["decision"]):
        if decision not in DECISIONS:
            raise CorpusError(
                f"row {row}: “decision” is “{decision}”; it is one of {', '.join(DECISIONS)}, for every row."
            )
    table = pd.crosstab(decided["article"], decided["decision"])
    table = table.reindex(index=pd.Index(articles, name="article"), columns=DECISIONS, fill_value=0)
    table[FOUND] = table[[KEPT, CHANGED, TAKEN_OUT]].sum(axis=1)
    table["hits"] = table[KEPT] + table[CHANGED]
    table["there"] = table["hits"] + table[ADDED]
    return table.reset_index().rename_axis(columns=None)


def shares(table):
    """How often the program is right, by what `checked` gives for a sample.

    Indexed by what is asked: found, and right as it is (of those found, kept), found, and a statement (of those found, kept or
    changed), there, and found (of those there, found). Columns: of (how many statements), share, low, high (its 95 % interval).
    """
    rows = {name: ratio(table[over], table[under]) for name, (over, under) in SHARES.items()}
    return pd.DataFrame.from_dict(rows, orient="index").astype({"of": "int64"})


def ratio(over, under):
    """The sum of `over` as a share of the sum of `under`, counts by article; a dict with of, share, low, high.

    The interval is Wilson's (1927), on as many draws as these articles are worth (Korn and Graubard 1998); without any
    statement all but `of` are NaN.
    """
    over, under = np.asarray(over, dtype="float64"), np.asarray(under, dtype="float64")
    total, number = under.sum(), len(under)
    if not total:
        return {"of": 0, "share": np.nan, "low": np.nan, "high": np.nan}
    share = over.sum() / total
    spread = number / max(number - 1, 1) * ((over - share * under) ** 2).sum() / total**2
    low, high = interval(share, spread, number, total, min(total, number))
    return {"of": total, "share": share, "low": low, "high": high}


def interval(share, spread, articles, most, without_spread):
    """The 95 % interval of shares with this `spread` (their variance) over so many articles; numbers, or arrays.

    It is Wilson's (1927) for as many draws as would spread so, at `most` so many, and so many where nothing spreads.
    """
    share, spread = np.asarray(share, dtype="float64"), np.asarray(spread, dtype="float64")
    spreads = (spread > 0) & (share > 0) & (share < 1)
    worth = np.where(spreads, share * (1 - share) / np.where(spreads, spread, 1), without_spread)
    worth = np.minimum(worth, most) * (Z / _t(np.asarray(articles) - 1)) ** 2
    middle = (share + Z**2 / (2 * worth)) / (1 + Z**2 / worth)
    reach = Z / (1 + Z**2 / worth) * (share * (1 - share) / worth + Z**2 / (4 * worth**2)) ** 0.5
    return np.maximum(0, middle - reach), np.minimum(1, middle + reach)


def _t(freedom):
    """The 97.5 % point of Student's t, by the first terms of its expansion about the normal one (Fisher and Cornish 1960)."""
    freedom = np.maximum(freedom, 1)
    return Z + (Z**3 + Z) / (4 * freedom) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)


def corrected(found, articles, table):
    """How many statements there are in an archive of which a sample was read, beside how many a program found.

    found: how many it found in the whole archive. articles: how many articles that has. table: what `checked` gives for
    articles that were drawn by chance from them. Indexed by the way of counting; columns: statements, low, high (a 95 %
    interval; NaN for the count as found, which has none).

    - as found: the count of the program.
    - corrected by its errors: that count, times its share of right ones, divided by the share that it finds. So a content
      analysis is corrected for misclassification (Bachl and Scharkow 2017), here for a count.
    - corrected article by article: that count, and the mean of what the reader changed it by, for every article:
      prediction-powered inference (Angelopoulos et al. 2023), for an archive that is counted whole.

    Both keep their promise for a sample that was drawn by chance, and not for another one. An error that the sample has not a
    single time may still be in the archive: the interval then reaches as far as Wilson's (1927) for its share. Raises
    CorpusError for less than two articles in it, and where the program found nothing there.
    """
    drawn = len(table)
    if drawn < 2 or not table[FOUND].sum():
        raise CorpusError(
            f"The sample has {drawn} articles, and the program found {table[FOUND].sum()} statements in them: nothing can "
            "be corrected by that; draw more articles."
        )
    per_found = table["there"].sum() / table[FOUND].sum()
    rest = table["there"] - table[FOUND]
    rows = {
        RAW: (found, np.nan),
        BY_ERRORS: (found * per_found, _reach(table["there"] - per_found * table[FOUND], articles)),
        POWERED: (found + articles * rest.mean(), _reach(rest, articles)),
    }
    least, most = (1, 1) if drawn == articles else _unmet(table)
    bounds = [
        (count, max(0, min(count - reach, count * least)), max(count + reach, count * most))
        if reach == reach
        else (count, reach, reach)
        for count, reach in rows.values()
    ]
    return pd.DataFrame(bounds, index=pd.Index(rows, name="counted"), columns=["statements", "low", "high"])


def _unmet(table):
    """What a count is multiplied by at the least, and at the most, for errors that the sample has not a single time."""
    right, seen = (ratio(table["hits"], table[under]) for under in (FOUND, "there"))
    return right["low"] if right["share"] == 1 else 1, 1 / seen["low"] if seen["share"] == 1 else 1


def difference(table, by):
    """How far a corrected count lies above another one, by `corrected_by`: the second value of `by` less the first.

    Indexed by the way of counting; columns: difference, low, high, its 95 % interval by those of the two counts (Zou and
    Donner 2008), NaN for counts as found. Two intervals that overlap do not say whether the counts differ; this does.
    """
    one, other = (rows.set_index("counted") for _, rows in table.groupby(by, sort=False))
    apart = other["statements"] - one["statements"]
    below = ((other["statements"] - other["low"]) ** 2 + (one["high"] - one["statements"]) ** 2) ** 0.5
    above = ((other["high"] - other["statements"]) ** 2 + (one["statements"] - one["low"]) ** 2) ** 0.5
    return pd.DataFrame({"difference": apart, "low": apart - below, "high": apart + above})


def _reach(rest, articles):
    """How far a total over all `articles` may be off by what is left unexplained in those that were drawn."""
    drawn = len(rest)
    unread = max(0, 1 - drawn / articles)
    return _t(drawn - 1) * articles * (unread * rest.var(ddof=1) / drawn) ** 0.5


def corrected_by(found, articles, table, by):
    """`corrected` for each value of `by`, a column of `table`, such as the outlet; each by its own articles in the sample.

    found, articles: Series by the values. Columns: that of by, counted, drawn (articles read), statements, low, high.
    """
    parts = [
        corrected(found.get(value, 0), articles[value], mine).assign(**{by: value}, drawn=len(mine)).reset_index()
        for value, mine in table.groupby(by, sort=False)
    ]
    return pd.concat(parts, ignore_index=True)[[by, "counted", "drawn", "statements", "low", "high"]]


def back_calculated(counts, pairs, seed=0):
    """Counts by class, such as voices, corrected for places that a program has put into the wrong class.

    counts: a Series, how many places of the whole archive the program put into each class. pairs: a table with article,
    found and true, a row a place of the sample: its class by the program and by the reader. What was found is what is
    true, mixed by the errors; this is turned back (matrix back-calculation: Bachl and Scharkow 2017). Indexed by class;
    columns: as found, corrected, low, high (95 % of what samples drawn anew from these articles give, by `seed`). Raises
    CorpusError where the sample does not show what the program makes of each class.
    """
    classes = list(counts.index)
    cells = pd.MultiIndex.from_product([classes, classes], names=["found", "true"])
    mixed = pairs.groupby(["article", "found", "true"]).size().unstack(["found", "true"], fill_value=0)
    mixed = mixed.reindex(columns=cells, fill_value=0).to_numpy().reshape(-1, len(classes), len(classes))
    lacking = [name for name, places in zip(classes, mixed.sum(axis=(0, 1))) if not places]
    if lacking:
        raise CorpusError(
            f"No place in the sample is truly {' or '.join(map(str, lacking))}, so nobody knows what the program makes of "
            "it: draw more articles, or leave out that class."
        )
    draws = np.random.default_rng(seed).integers(len(mixed), size=(DRAWS, len(mixed)))
    drawn = [_turned_back(counts, mixed[draw].sum(axis=0)) for draw in draws]
    low, high = np.nanpercentile([each for each in drawn if each is not None], [2.5, 97.5], axis=0)
    right = _turned_back(counts, mixed.sum(axis=0))
    if right is None:
        raise CorpusError("By this sample the program tells nothing apart: its classes cannot be turned back.")
    return pd.DataFrame({"as found": counts, "corrected": right, "low": low.clip(0), "high": high})


def _turned_back(counts, mixed):
    """`counts` turned back by a matrix of places, its rows the classes as found, its columns the true ones; or None."""
    every = mixed.sum(axis=0)
    if not every.all() or np.linalg.matrix_rank(mixed) < len(mixed):
        return None
    return np.linalg.solve(mixed / every, counts.to_numpy(dtype="float64"))
