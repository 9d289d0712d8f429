"""What stands on the buttons and beside the fields of the steps: what the chapter, the README and a screen reader call them."""

import pytest

from helpers.workshop.bring import bring
from helpers.workshop.clean import clean
from helpers.workshop.facts import groups, numbers
from helpers.workshop.keep import keep_event
from helpers.workshop.name import candidates, labels
from helpers.workshop.report import conclusions, report
from helpers.workshop.sources import review, speakers

LABELS = {
    bring: [
        "Event:", "A new event:", "a word or two, such as Harbour strike", "Begin this event", "This form holds:", "Outlet:",
        "who published it, such as Northern Wire", "Headline:", "as it stands above the article, or blank", "Date:",
        "such as 9 September 2025, or blank", "Link:", "https://…, or blank", "Text:", "the whole article, as the page has it",
        "Add this article", "Take this article out", "Or bring text files (.txt)",
    ],
    clean: ["Article:", "The next ones", "I have looked this article through: what is left is the article"],
    candidates: [
        "Show:", "Shown:", "Where “families” stands", "Another word, or several, with a comma between:",
        "Where the word stands", "They name:", "Call it (blank: as the first word):", "It is:",
        "Family, for what belongs together, such as area:", "Note: what does this word take for granted?", "Write it down",
    ],
    labels: ["Change:", "Name:", "Words, with a semicolon between:", "Family:", "Note:", "Change it", "Take it out"],
    review: [
        "Article:", "Was it said?", "Keep", "Take out", "Change with the pen", "Back", "Further",
        "Keep the rest of this article as I have read it", "Add what the rules missed",
    ],
    speakers: [
        "Show the sources:", "Take 1", "Speaker 1:", "Kind 1:", "Take these", "Words for the kind:", "Its name:",
        "Words that say so:", "Write these words",
    ],
    groups: [
        "Group:", "Previous group", "Next group", "Brannick Echo:", "It tells:", "Evidence:", "They tell:",
        "The fact, in a line that takes no side:", "Topic:", "a word or two", "Add this fact", "No fact here: next",
        "Facts so far:", "Take this fact out",
    ],
    numbers: [
        "Show the evidence without a number, too", "Shown:", "Number:", "counts:", "when, or since when:",
        "beside the others:", "Keep the ticked numbers",
    ],
    conclusions: [
        "Sentence 1:", "Sentence 2:", "Sentence 3:", "Evidence is marked for:", "Article:", "Or copy words from:",
        "The words:", "Add the words as evidence",
    ],
    report: ["Make the report, and a file of it"],
    keep_event: ["Bring back a ZIP"],
}  # fmt: skip


# Texts that nothing follows before a button is pressed.
FOR_A_BUTTON = {
    speakers: {"Its name:", "Words that say so:", *(f"Speaker {number}:" for number in range(1, 13))},
    conclusions: {"The words:"},
}

every_step = pytest.mark.parametrize("step", LABELS, ids=lambda step: step.__name__)


def inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


@every_step
def test_buttons_and_fields_are_called_so(step, example):
    said = [getattr(each, name, "") for each in inside(step(example).box) for name in ("description", "placeholder")]
    assert [label for label in dict.fromkeys(said) if label in LABELS[step]] == LABELS[step]


@every_step
def test_what_is_typed_is_taken_when_it_is_finished_and_not_letter_by_letter(step, example):
    at_once = {each.description for each in inside(step(example).box) if getattr(each, "continuous_update", False)}
    assert at_once == FOR_A_BUTTON.get(step, set())
