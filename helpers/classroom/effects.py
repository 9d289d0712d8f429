"""The experiment of a class: what the readers of each article answered, before and after, and what so few can show."""

from math import comb

import numpy as np
import pandas as pd

BEFORE, AFTER = "before", "after"
NUMBERS = {BEFORE: "1.99", AFTER: "4.99"}
CHANCE = "chance"
SCALE = range(1, 8)
LEVEL, DEALS, SEED = 0.95, 2000, 8


def readings(the_class):
    """Every answer of the experiment: student, article (read first), drawn, time (before, after), question (its key), answer.

    drawn: whether the article was given by chance. Of one who has answered twice, the article is that of the first time.
    """
    rows, first, articles = [], {}, set(the_class.corpus.articles.index)
    for time, number in NUMBERS.items():
        for entry in the_class.entries(number).itertuples():
            article, drawn = first.setdefault(entry.student, (entry.form.get("article"), entry.form.get("drawn")))
            answers = entry.form.get("answers")
            rows += [
                (entry.student, article, drawn == CHANCE, time, question, answer)
                for question, answer in (answers.items() if isinstance(answers, dict) else ())
                if isinstance(article, str) and article in articles and _is_on_the_scale(answer)
            ]
    return pd.DataFrame(rows, columns=["student", "article", "drawn", "time", "question", "answer"])


def _is_on_the_scale(answer):
    return isinstance(answer, int) and not isinstance(answer, bool) and answer in SCALE


def median_interval(answers):
    """Between which two of the answers the median of all such readers lies, at least 95 times of 100: (low, high), or None.

    It is exact, whatever the answers look like (the interval of the sign test): the k-th lowest and the k-th highest, with
    the greatest k that holds. Fewer than six answers allow none.
    """
    ordered, many = sorted(answers), len(answers)
    missed, found = 0.0, None
    for place in range(many // 2):
        missed += 2 * comb(many, place) / 2**many
        if 1 - missed < LEVEL:
            break
        found = (ordered[place], ordered[-1 - place])
    return found


def medians(table, question, articles):
    """The answers to a question: a row an article and time, with readers, median, low, high (median_interval; NaN for none)."""
    rows = []
    for article in articles:
        for time in NUMBERS:
            mine = table[(table["article"] == article) & (table["time"] == time) & (table["question"] == question)]
            low, high = median_interval(mine["answer"].tolist()) or (np.nan, np.nan)
            rows.append((article, time, len(mine), float(mine["answer"].median()), low, high))
    return pd.DataFrame(rows, columns=["article", "time", "readers", "median", "low", "high"])


def dealt_anew(table, question):
    """How far apart the articles' means are, beside what chance does: the answers dealt out anew among the readers, 2,000 times.

    Only the answers before, of those whose article was given by chance. Gives a Series: readers, articles, gap (between the
    highest and the lowest mean of an article), by chance (the gap that 95 of 100 deals stay within), share (of the deals with
    a gap as large, in per cent); None where fewer than two articles have a reader.
    """
    mine = table[(table["time"] == BEFORE) & (table["question"] == question) & table["drawn"].astype(bool)]
    codes, articles = pd.factorize(mine["article"])
    if len(articles) < 2:
        return None
    answers = mine["answer"].to_numpy(dtype=float)
    member = np.eye(len(articles))[codes] / np.bincount(codes)
    deals = np.random.default_rng(SEED).permuted(np.tile(answers, (DEALS, 1)), axis=1) @ member
    gaps, (gap,) = np.ptp(deals, axis=1), np.ptp(answers[None, :] @ member, axis=1)
    return pd.Series(
        {
            "readers": len(mine),
            "articles": len(articles),
            "gap": gap,
            "by chance": np.quantile(gaps, LEVEL),
            "share": 100 * (gaps >= gap - 1e-9).mean(),
        }
    )
