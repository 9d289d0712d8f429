"""Is this answer that key? Reasonable forms of an answer are the same answer; what is none is told as such."""

import math
import numbers
from decimal import Decimal

import numpy as np
import pandas as pd

QUOTES = str.maketrans("“”„«»‘’`´", '"""""' + "''''")


class Unreadable(ValueError):
    """What was given is no answer to this question; the message says what is asked for."""


def same(given, key, places=2, ordered=False):
    """Whether `given` says what `key` says.

    A number may be of any kind, and is compared at `places` decimals; a label may be in other case and have other
    blanks; several may come as list, tuple, set, Series, Index or array, in any order unless `ordered`; a table may
    have its rows and columns in any order. Raises Unreadable for a text where a number is asked, and the like.
    """
    kind, wanted = read_key(key)
    if kind == "several" and len(wanted) == 1 and isinstance(given, str):
        given = [given]
    return _SAME[kind](_READ[kind](given), wanted, places, ordered)


def read_key(key):
    """What kind of answer `key` is ("number", "label", "several", "table"), and its plain value. Raises Unreadable."""
    if isinstance(key, pd.DataFrame):
        return "table", key
    # A list of one is a list all the same: its mistakes may have several.
    if isinstance(key, list):
        return "several", _several(key)
    for kind in ("number", "label", "several"):
        try:
            return kind, _READ[kind](key)
        except Unreadable:
            continue
    raise Unreadable(f"{type(key).__name__} is neither a number, a text, a list nor a table")


def _number(given):
    given = _only_one(given)
    if isinstance(given, str):
        raise Unreadable("a text was given, and a number is asked for: write it in digits, without quotation marks")
    if isinstance(given, (bool, np.bool_)) or not isinstance(given, (numbers.Real, Decimal)):
        raise Unreadable("a number is asked for, such as 6")
    try:
        value = float(given)
    except (OverflowError, ValueError):
        value = math.inf
    if not math.isfinite(value):
        raise Unreadable("a number is asked for that can be written down, such as 6")
    return value


def _label(given):
    given = _only_one(given)
    if not isinstance(given, str):
        raise Unreadable('a word is asked for, in quotation marks, such as "cnn"')
    # Without its blanks, so that the outlet "South Front" is the article "southfront".
    return "".join(given.translate(QUOTES).casefold().split()).strip("\"'")


def _several(given):
    if (
        isinstance(given, np.ndarray)
        and given.ndim != 1
        or not isinstance(given, (list, tuple, set, frozenset, pd.Series, pd.Index, np.ndarray))
    ):
        raise Unreadable('several are asked for, in square brackets, such as ["cnn", "reuters"]')
    return [_label(one) if isinstance(one, str) else _number(one) for one in given]


def _table(given):
    if not isinstance(given, pd.DataFrame):
        raise Unreadable("a table is asked for, a DataFrame")
    return given


def _only_one(given):
    if isinstance(given, (pd.Series, pd.Index, np.ndarray, list, tuple)) and len(given) == 1:
        return given[0] if isinstance(given, (list, tuple)) else np.asarray(given).ravel()[0]
    return given


def _same_number(given, wanted, places, ordered):
    return abs(given - wanted) <= 0.5 * 10**-places + 1e-9


def _same_several(given, wanted, places, ordered):
    if not ordered:
        given, wanted = (sorted(values, key=lambda value: (str(type(value)), value)) for values in (given, wanted))
    return len(given) == len(wanted) and all(
        one == other if isinstance(one, str) or isinstance(other, str) else _same_number(one, other, places, ordered)
        for one, other in zip(given, wanted)
    )


def _same_table(given, wanted, places, ordered):
    if set(given.columns) != set(wanted.columns) or set(given.index) != set(wanted.index):
        return False
    try:
        pd.testing.assert_frame_equal(
            given,
            wanted,
            check_dtype=False,
            check_like=not ordered,
            check_names=False,
            rtol=0,
            atol=0.5 * 10**-places + 1e-9,
        )
    except AssertionError:
        return False
    return True


_READ = {"number": _number, "label": _label, "several": _several, "table": _table}
_SAME = {
    "number": _same_number,
    "label": lambda given, wanted, *_: given == wanted,
    "several": _same_several,
    "table": _same_table,
}
