"""Negated cues: what was not said, beside what only looks like it, made by hand; and how many of either are right."""

import pytest

from helpers.attribution import extract

NEGATED = """
The inquiry ended with no conclusions that the president committed a crime.
Rossi didn't want to throw a wrench into the talks.
The inquiry found no evidence of a crime.
Rossi did not say that the bridge was closed.
Rossi didn’t think the bridge was closed.
Rossi has not yet said whether the bridge is closed.
Rossi has yet to say whether the bridge is closed.
Rossi never said the bridge was closed.
Rossi neither confirmed nor denied that the bridge was closed.
Rossi would neither confirm nor deny that the bridge was closed.
Rossi did not confirm or deny that the bridge was closed.
Neither Rossi nor Weber said that the bridge was closed.
Neither side said that the bridge was closed.
No one said that the bridge was closed.
Nobody said the bridge was closed.
None of the engineers said that the bridge was closed.
Not everyone agreed that the bridge was safe.
No official has said that the bridge is closed.
Nor did Rossi say that the bridge was closed.
Never has Rossi said that the bridge was closed.
At no point did Rossi say that the bridge was closed.
Not once did Rossi say that the bridge was closed.
Rossi left without saying that the bridge was closed.
Rossi stopped short of saying that the bridge was closed.
Far from saying that the bridge was closed, Rossi opened it.
Rossi failed to say that the bridge was closed.
Rossi was unable to say whether the bridge was closed.
Rossi did not go so far as to say that the bridge was closed.
Rossi does not seem to believe that the bridge is closed.
Rossi had no reason to believe that the bridge was closed.
It is hard to believe that the bridge is closed.
Rossi hardly believes that the bridge is closed.
Rossi did not, however, say that the bridge was closed.
Rossi no longer believes that the bridge is closed.
Rossi is not so sure that the bridge is closed.
Rossi is not convinced that the bridge is closed.
The city has no plans to close the bridge.
The report did not provide specific evidence that the bridge was unsafe.
Rossi did not make the claim that the bridge was closed.
There is no suggestion that the bridge is closed.
Rossi said nothing about the bridge.
Rossi did not respond to a request for comment.
Rossi cannot deny that the bridge is closed.
The bridge is not believed to be closed.
Rossi was never accused of closing the bridge.
The bridge is safe, but not according to Rossi.
"""
LOOKS_SO = """
Rossi said that the bridge was not closed.
Rossi said nothing was wrong with the bridge.
Rossi said no bridge was closed.
Rossi vowed not to close the bridge.
Rossi denied that the bridge was closed.
Rossi refused to say that the bridge was closed.
Rossi declined to say whether the bridge was closed.
Rossi not only said that the bridge was closed but closed it.
Rossi did not just say that the bridge was closed.
Rossi did not merely suggest that the bridge was closed.
Not only did Rossi say that the bridge was closed.
Not only Rossi said that the bridge was closed.
No doubt Rossi said that the bridge was closed.
Rossi, not Weber, said that the bridge was closed.
Rossi did not close the bridge, but said that it was old.
Rossi did not close the bridge and said that it was old.
Rossi never closed the bridge, saying that it was safe.
Rossi was not the first to say that the bridge was closed.
Rossi is not alone in saying that the bridge is closed.
Rossi did not hesitate to say that the bridge was closed.
Rossi never failed to mention that the bridge was closed.
It is not hard to see why the bridge was closed.
Rossi had no trouble saying that the bridge was closed.
Not until Monday did Rossi say that the bridge was closed.
Didn’t Rossi say that the bridge was closed?
No, Rossi said the bridge was closed.
Rossi, who never closed a bridge, said that it was safe.
Rossi did not reply to a request for comment.
Without the engineers, Rossi said, the bridge would be closed.
“We did not close the bridge,” Rossi said.
Rossi did not agree. “The bridge is closed.”
Rossi could say no more than that the bridge was closed.
No. 10 said that the bridge was closed.
Yet Rossi said that the bridge was closed.
Instead, Rossi said that the bridge was closed.
The bridge, no longer safe, is closed, Rossi said.
"""
# Read as the other kind today. Whoever mends one takes it out, or the tests say so.
KNOWN_ERRORS = """
The work is not expected to end until May.
"""


def lines(cases):
    return cases.strip().splitlines()


def marked(text):
    """Whether the statement of `text` is negated: the only one, or all of them."""
    found = extract(text)["negated"]
    assert len(found), f"no statement is found in “{text}”"
    return bool(found.all())


@pytest.mark.parametrize("text", lines(NEGATED))
def test_what_was_not_said_is_marked(text):
    assert marked(text)


@pytest.mark.parametrize("text", lines(LOOKS_SO))
def test_what_only_looks_negated_is_not_marked(text):
    assert not extract(text)["negated"].any() and len(extract(text))


@pytest.mark.parametrize("text", lines(KNOWN_ERRORS))
def test_what_is_known_to_be_read_wrongly_is_still_so(text):
    assert marked(text)


def test_how_many_of_the_cases_made_by_hand_are_right():
    said, not_said = lines(LOOKS_SO) + lines(KNOWN_ERRORS), lines(NEGATED)
    right, wrong = (sum(map(marked, cases)) for cases in (not_said, said))
    precision, recall = right / (right + wrong), right / len(not_said)
    assert len(not_said) >= 40 and len(said) >= 30
    assert [round(precision, 2), round(recall, 2)] == [0.98, 1]


def test_a_quotation_behind_a_negated_statement_was_said_all_the_same():
    text = "Rossi did not confirm the report. “I have not seen it.”"
    table = extract(text)
    assert [text[row.content_start : row.content_end] for row in table.itertuples()] == [
        "the report",
        "“I have not seen it.”",
    ]
    assert table["negated"].tolist() == [True, False]
