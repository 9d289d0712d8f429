"""Exercises about an event of the reader's own: they look at her work, and follow the event when it changes."""

import shutil

import pytest

from helpers.corpus import events
from helpers.corpus.events import EXAMPLE, current_event, event_corpus, use_event
from helpers.exercises import tutor
from helpers.exercises.forms import EVENT_FORMS
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.exercises.outcomes import NOT_YET, STANDS
from helpers.workshop.event import Event

FILE = FOLDER / "09_your_own_event.py"
WORKS = [one.number for one in load_exercises(FILE) if one.kind == "work"]
OWN = next(one.number for one in load_exercises(FILE) if one.kind == "own")


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    yield
    EVENT_FORMS.clear()
    events.listeners.clear()


@pytest.fixture
def mine(tmp_path):
    """An event that holds what the example does, and is the reader's own."""
    shutil.copytree(EXAMPLE, tmp_path / "events" / "mine")
    return Event(use_event("mine"))


def said(number):
    return tutor.ask(number).shown.page.text


def press(number):
    form = tutor.ask(number).shown
    form.button.click()
    return form.page.text


def test_in_the_example_nothing_counts_as_done():
    assert all("that is ours" in press(number) for number in WORKS)
    assert current_event().name == EXAMPLE.name


@pytest.mark.parametrize("number", WORKS)
def test_work_stands_where_it_holds_what_was_asked_for(number, mine):
    assert STANDS.capitalize() in press(number)


@pytest.mark.parametrize(
    "number, gone, complaint",
    [
        ("9.1", "labels", "no label yet"),
        ("9.3", "attributions", "Nobody has looked"),
        ("9.4", "facts", "no fact yet"),
        ("9.5", "facts", "no evidence yet"),
        ("9.6", "conclusions", "no conclusion"),
    ],
)
def test_work_says_what_it_lacks(number, gone, complaint, mine):
    mine.write(**{gone: [], **({"evidence": []} if gone == "facts" else {})})
    assert NOT_YET.capitalize() in press(number) and complaint in press(number)


def test_a_conclusion_without_evidence_is_named(mine):
    mine.write(
        conclusions=[{"conclusion": "One names them by what they stop.", "article": "", "text": "", "occurrence": ""}]
    )
    said = press("9.6")
    assert NOT_YET.capitalize() in said and "“One names them by what they stop.” has no evidence yet" in said


def test_a_label_that_stands_nowhere_or_has_no_note_is_named(mine):
    mine.write(labels=[*mine.rows("labels"), {"label": "pirate", "forms": "pirates"}])
    assert "“pirate” stands in none of your articles. “pirate” has no note" in press("9.1")


def test_a_number_without_its_period_is_not_enough(mine):
    mine.write(evidence=[{**row, "period": ""} for row in mine.rows("evidence")])
    assert "None of your numbers has its period yet." in press("9.5")


def test_open_statements_are_no_proof_that_the_rules_missed_nothing(mine):
    rows = [row for row in mine.rows("attributions") if row["decision"] != "added"]
    mine.write(attributions=rows)
    assert "not all of the rules' own were looked at" in press("9.3")
    mine.write(attributions=[{**row, "decision": row["decision"] or "kept"} for row in rows])
    assert STANDS.capitalize() in press("9.3")


def test_a_form_follows_the_event(mine):
    form = tutor.ask(OWN)
    before = form.shown
    mine.use("other one")
    assert "bring the articles" in form._repr_mimebundle_()["text/plain"] and event_corpus() is None
    mine.use("mine")
    assert form.shown is not before and "Exercise" not in form._repr_mimebundle_()["text/plain"]


def test_a_form_stays_where_only_a_table_changes_and_looks_at_it_as_it_is(mine):
    form = tutor.ask("9.1")
    before = form.shown
    mine.write(labels=[])
    assert form.shown is before
    before.button.click()
    assert "no label yet" in before.page.text


def test_a_form_that_is_shown_again_takes_the_place_of_the_one_before(mine):
    for _ in range(3):
        tutor.ask(OWN)
    assert len(events.listeners) == 1


def test_a_place_that_speaks_against_a_label_needs_the_label_and_a_sentence(mine):
    form = tutor.ask(OWN).shown
    form.controls["article"].value = "wire"
    form.controls["quotation"].value = "Police detained one man"
    form.button.click()
    assert NOT_YET.capitalize() in form.page.text
    form.controls["quotation"].value = "Police detained one skipper on suspicion"
    form.controls["reasoning"].value = "Here the word only says what he does."
    form.button.click()
    assert STANDS.capitalize() in form.page.text and "Others have read" not in form.page.text


def test_an_event_that_cannot_be_read_says_why(mine):
    (mine.folder / "labels.csv").write_text("label\nx\n", encoding="utf-8")
    assert "labels.csv" in tutor.ask(WORKS[0])._repr_mimebundle_()["text/plain"]
