"""Spans of several tables laid against each other: which overlap, which stand inside which.

Every function takes tables with the columns article, start, end. The articles are laid one behind the other on one line
and compared by sorted positions, so that the cost grows with the number of spans, and not with its square.
"""

import numpy as np
import pandas as pd


def number_overlapping(spans, others):
    """How many of `others` share a character with each of `spans`; an array, in the order of spans."""
    (starts, ends), (firsts, lasts) = _on_one_line(spans, others)
    # What begins before the end of a span overlaps it, but for what has ended before it begins.
    return np.searchsorted(np.sort(firsts), ends, "left") - np.searchsorted(np.sort(lasts), starts, "right")


def are_inside(spans, others):
    """Whether each of `spans` stands wholly inside one of `others`; an array, in the order of spans."""
    (starts, ends), (firsts, lasts) = _on_one_line(spans, others)
    order = np.argsort(firsts, kind="stable")
    # Of all that begins before a span, what reaches furthest holds it if anything does.
    furthest = np.maximum.accumulate(np.concatenate([[-1], lasts[order]]))
    return ends <= furthest[np.searchsorted(firsts[order], starts, "right")]


def overlapping(spans, others):
    """Which of `others` share a character with which of `spans`: two arrays of positions, a pair for each overlap.

    In the order of spans, and for one of them in the order in which the others begin.
    """
    (starts, ends), (firsts, lasts) = _on_one_line(spans, others)
    order = np.argsort(firsts, kind="stable")
    furthest = np.maximum.accumulate(lasts[order]) if len(order) else lasts
    begin = np.searchsorted(furthest, starts, "right")
    count = np.maximum(0, np.searchsorted(firsts[order], ends, "left") - begin)
    mine = np.repeat(np.arange(len(starts)), count)
    theirs = order[np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - begin, count)]
    real = lasts[theirs] > starts[mine]
    return mine[real], theirs[real]


def beginning_in(spans, others):
    """The position of the last one of `others` that begins before or where each of `spans` does; an array.

    Where no other one of its article does, it is -1.
    """
    (starts, _), (firsts, _) = _on_one_line(spans, others)
    order = np.argsort(firsts, kind="stable")
    at = np.searchsorted(firsts[order], starts, "right") - 1
    found = np.where(at >= 0, order[at], -1) if len(order) else at
    same = spans["article"].to_numpy() == others["article"].to_numpy()[found] if len(order) else False
    return np.where((found >= 0) & same, found, -1)


def _on_one_line(*tables):
    """The starts and the ends of each table's rows, as positions on the line of all articles."""
    codes = pd.factorize(np.concatenate([table["article"].to_numpy("object") for table in tables]))[0]
    edges = [tuple(table[edge].to_numpy("int64") for edge in ("start", "end")) for table in tables]
    length = 1 + max((ends.max() for _, ends in edges if len(ends)), default=0)
    cuts = np.cumsum([len(table) for table in tables])[:-1]
    return [
        (starts + offsets, ends + offsets) for offsets, (starts, ends) in zip(np.split(codes * length, cuts), edges)
    ]
