"""Negated cues: what was not said, beside what only looks like it, in sentences made by hand (negation.csv)."""

import pytest

from helpers.attribution import extract, measure

CASES = measure.negation_cases()
RIGHT = CASES[CASES["note"] == ""]


def marked(text):
    """Whether the statement of `text` is negated: the only one, or all of them."""
    found = extract(text)["negated"]
    assert len(found), f"no statement is found in “{text}”"
    return bool(found.all())


@pytest.mark.parametrize("text", RIGHT.loc[RIGHT["negated"], "text"])
def test_what_was_not_said_is_marked(text):
    assert marked(text)


@pytest.mark.parametrize("text", RIGHT.loc[~RIGHT["negated"], "text"])
def test_what_only_looks_negated_is_not_marked(text):
    assert not extract(text)["negated"].any() and len(extract(text))


@pytest.mark.parametrize("row", list(CASES[CASES["note"] != ""].itertuples()), ids=lambda row: row.text)
def test_what_is_noted_as_read_wrongly_is_still_so(row):
    assert marked(row.text) != row.negated


def test_how_many_of_the_cases_made_by_hand_are_right():
    figures = measure.negation()
    assert figures["negated"] >= 40 and figures["look_so"] >= 30
    assert [figures["precision_negated"], figures["recall_negated"]] == [0.979, 1.0]
    assert figures.items() <= measure.read_card().items()


def test_a_quotation_behind_a_negated_statement_was_said_all_the_same():
    text = "Rossi did not confirm the report. “I have not seen it.”"
    table = extract(text)
    assert [text[row.content_start : row.content_end] for row in table.itertuples()] == [
        "the report",
        "“I have not seen it.”",
    ]
    assert table["negated"].tolist() == [True, False]
