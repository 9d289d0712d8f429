"""Reasonable forms of an answer are the same answer, and what is none says what is asked for."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers.exercises.compare import Unreadable, same


@pytest.mark.parametrize(
    "given, key, right",
    [
        (6.0, 6, True),
        (np.int64(6), 6, True),
        (np.float32(6), 6, True),
        (pd.Series([6]), 6, True),
        ([6], 6, True),
        (7, 6, False),
        (2.54, 2.5, True),
        (2.4, 2.5, False),
        (" CNN ", "cnn", True),
        ("“cnn”", "cnn", True),
        ("Press TV", "presstv", True),
        ("c-n-n", "cnn", False),
        ({"b", "a"}, ["a", "b"], True),
        (("B", "a "), ["a", "b"], True),
        (pd.Series(["b", "a"]), ["a", "b"], True),
        (pd.Index(["a", "b"]), ["b", "a"], True),
        ("a ", ["a"], True),
        (["a"], ["a"], True),
        ("b", ["a"], False),
        (["a", "a", "b"], ["a", "b"], False),
        (["a", 1], ["a", "b"], False),
        (
            pd.DataFrame({"y": [2, 1], "x": [4, 3]}, index=["q", "p"]),
            pd.DataFrame({"x": [3, 4], "y": [1, 2]}, index=["p", "q"]),
            True,
        ),
        (pd.DataFrame({"x": [3, 5]}, index=["p", "q"]), pd.DataFrame({"x": [3, 4]}, index=["p", "q"]), False),
        (pd.DataFrame({"z": [3, 4]}, index=["p", "q"]), pd.DataFrame({"x": [3, 4]}, index=["p", "q"]), False),
    ],
)
def test_reasonable_forms_of_an_answer_are_the_same_answer(given, key, right):
    assert same(given, key, places=1) is right


def test_order_counts_only_where_it_is_asked_for():
    assert same(["b", "a"], ["a", "b"]) and not same(["b", "a"], ["a", "b"], ordered=True)


@pytest.mark.parametrize(
    "given, key, said",
    [
        ("six", 6, "a text was given, and a number is asked for: write it in digits, without quotation marks"),
        ("6", 6, "a text was given, and a number is asked for: write it in digits, without quotation marks"),
        (6, "cnn", 'a word is asked for, in quotation marks, such as "cnn"'),
        ("cnn", ["cnn", "x"], 'several are asked for, in square brackets, such as ["cnn", "reuters"]'),
        (6, pd.DataFrame({"a": [1]}), "a table is asked for, a DataFrame"),
        (True, 1, "a number is asked for, such as 6"),
        (float("inf"), 1, "a number is asked for that can be written down, such as 6"),
    ],
)
def test_what_cannot_be_read_says_what_is_asked_for(given, key, said):
    with pytest.raises(Unreadable, match=f"^{re.escape(said)}$"):
        same(given, key)
