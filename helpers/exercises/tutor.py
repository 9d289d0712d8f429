"""What a student meets of an exercise: check, ask, answers."""

import pandas as pd
from IPython import get_ipython
from IPython.display import display

from helpers.corpus import load_corpus
from helpers.exercises.compare import Unreadable
from helpers.exercises.failing import short
from helpers.exercises.forms import FORMS
from helpers.exercises.keeping import in_words, keep_answer, read_answers
from helpers.exercises.kinds import Broken, file_of, find_exercise, load_exercises
from helpers.exercises.outcomes import NOT_TRIED, UNREADABLE
from helpers.exercises.verdict import compared, progress, verdict
from helpers.show import pages

MEANT_AS_TEXT = 'A word that is meant as a text needs quotation marks around it, straight ones, such as "cnn".'


def check(number, answer):
    """A Page that says whether `answer` is right, why not, and holds the hints and the solution."""
    corpus = None
    try:
        one, corpus = find_exercise(number), load_corpus()
        outcome, reply = _judge(one, answer, corpus)
        if outcome != NOT_TRIED:
            keep_answer(number, outcome=outcome, answer=in_words(answer))
        return verdict(one, corpus, outcome, reply)
    except Broken as error:
        return pages.note(f"{UNREADABLE}: {error}")
    except (LookupError, ValueError) as error:
        return pages.note(f"Exercise {number} does not fit these articles: {short(error, corpus)}.")


def ask(number):
    """The form of any exercise that needs no code; what was filled in before is there again."""
    try:
        one = find_exercise(number)
    except Broken as error:
        return pages.note(str(error))
    if one.kind not in FORMS:
        return pages.note(
            f"Exercise {number} has no form, but a cell with “{one.stub.splitlines()[-1]}”: put your answer there, "
            f'and run check("{number}", answer).'
        )
    return FORMS[one.kind](one, load_corpus())


def answers(chapter):
    """A Page with all answers of a chapter ("01") and how they came out, to be stored with the notebook."""
    path = file_of(str(int(chapter)))
    kept = read_answers(path.stem)
    rows = [
        {
            "exercise": one.number,
            "last outcome": kept.get(one.number, {}).get("outcome", NOT_TRIED),
            "your answer": kept.get(one.number, {}).get("answer", ""),
        }
        for one in load_exercises(path)
    ]
    return pages.under(progress(path), pages.table(pd.DataFrame(rows).set_index("exercise")))


def _judge(one, answer, corpus):
    """Outcome and reply for an answer, whatever it is."""
    if answer is ...:
        return NOT_TRIED, "Put your answer in place of the three dots, and run the cell again."
    if one.kind != "code":
        return UNREADABLE, f"This question has a form: run ask({one.number!r})."
    try:
        return compared(one, answer, corpus)
    except Unreadable as error:
        said = str(error)
        return UNREADABLE, f"{said[0].upper()}{said[1:]}."
    # An answer may be any object, and do anything when it is looked at.
    except Exception as error:
        return UNREADABLE, f"Looking at it fails ({type(error).__name__})."


def _instead_of_a_traceback(shell, kind, error, trace, tb_offset=None):
    """In a cell that holds an answer, a mistake in Python is told like any other answer that cannot be read."""
    if "check(" not in (shell.user_ns.get("In") or [""])[-1]:
        return shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    text = f"{UNREADABLE}: Python says “{kind.__name__}: {getattr(error, 'msg', error)}”."
    cure = MEANT_AS_TEXT if issubclass(kind, (NameError, SyntaxError)) else ""
    display(pages.note(f"{text[0].upper()}{text[1:]} {cure}".strip()))


if get_ipython():
    get_ipython().set_custom_exc((Exception,), _instead_of_a_traceback)
