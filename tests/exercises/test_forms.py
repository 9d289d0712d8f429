"""The forms and the exercise files: what a mutant of them showed that nobody asked about."""

import pytest

from helpers.corpus import load_corpus
from helpers.exercises.compare import same
from helpers.exercises.forms import CodingForm, FactForm, OpenForm
from helpers.exercises.kinds import FOLDER, load_exercises
from tests import ROOT

CORPUS = load_corpus(ROOT / "seeds")
EXERCISES = {one.number: one for path in sorted(FOLDER.glob("[0-9][0-9]_*.py")) for one in load_exercises(path)}
FORMS = {"open": OpenForm, "coding": CodingForm, "fact": FactForm}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_takes_a_text_when_it_is_finished_and_not_letter_by_letter(kind):
    one = next(one for one in EXERCISES.values() if one.kind == kind)
    texts = [control for control in FORMS[kind](one, CORPUS).controls.values() if hasattr(control, "continuous_update")]
    assert texts and not [control.description for control in texts if control.continuous_update]


ASKED = {"to one decimal": 1, "whole percent": 0, "whole number": 0}
FRACTIONS = [one for one in EXERCISES.values() if one.kind == "code" and isinstance(one.key(CORPUS), float)]


@pytest.mark.parametrize("one", FRACTIONS, ids=lambda one: one.number)
def test_a_number_is_compared_at_the_decimals_that_its_question_asks_for(one):
    said = " ".join(one.function.__doc__.split())
    (asked,) = {places for words, places in ASKED.items() if words in said}
    rounded = round(float(one.key(CORPUS)), asked)
    assert one.places == asked
    assert same(rounded, one.key(CORPUS), one.places)
    assert not same(rounded + 2 * 10**-asked, one.key(CORPUS), one.places)
