"""What a student meets of an exercise: check, ask, answers; and what keeps her answers: keep, restore."""

from IPython import get_ipython
from IPython.display import display, update_display

from helpers.corpus.corpus import current_corpus
from helpers.exercises import keeping, sheet
from helpers.exercises.compare import Unreadable
from helpers.exercises.failing import short
from helpers.exercises.forms import FORMS, LIVE, EventForm
from helpers.exercises.keeper import keep as _keep
from helpers.exercises.kinds import Broken, file_of, find_exercise
from helpers.exercises.outcomes import NOT_TRIED, UNREADABLE
from helpers.exercises.verdict import compared, verdict
from helpers.show import pages

MEANT_AS_TEXT = 'A word that is meant as a text needs quotation marks around it, straight ones, such as "cnn".'
# The answers that this kernel was given, by exercise, as they are kept: what else is kept comes from before.
_given = {}
_keepers, _groups = {}, {}


def keep(chapter):
    """Keep the answers of a chapter ("02") from now on, and show what there is from before; the first cell calls it."""
    path = _file(chapter)
    if path.stem in _keepers:
        _keepers[path.stem].close()
    _keepers[path.stem] = _keep(path)
    display(sheet.backup(path), display_id=f"backup-{path.stem}")


def check(number, answer):
    """A Page that says whether `answer` is right, why not, and holds the hints and the solution."""
    corpus = None
    try:
        one, corpus = find_exercise(number), current_corpus()
        return pages.Shown.of(_checked(one, answer, corpus), f"check-{number}")
    except Broken as error:
        return pages.note(f"{UNREADABLE}: {error}")
    except (LookupError, ValueError) as error:
        return pages.note(f"Exercise {number} does not fit these articles: {short(error, corpus)}.")


def _checked(one, answer, corpus):
    if answer is ... and (before := _from_before(one)) is not None:
        return _taken_back(one, before, corpus)
    outcome, reply = _judge(one, answer, corpus)
    form = {"answer": keeping.as_plain(answer)}
    if form["answer"] is None:
        form = {"words": keeping.in_words(answer)}
    _given[one.number] = keeping.read_answer(one.number).get("form") if outcome == NOT_TRIED else form
    if outcome != NOT_TRIED:
        keeping.keep_answer(one.number, form, outcome)
    return verdict(one, corpus, outcome, reply)


def _from_before(one):
    """The answer to an exercise that is kept and was not given in this kernel, or None."""
    form = keeping.read_answer(one.number).get("form", {})
    return form.get("answer") if one.kind == "code" and form != _given.get(one.number) else None


def _taken_back(one, answer, corpus):
    """The verdict on an answer from before; it is put back into its cell, as data, written anew."""
    _given[one.number] = {"answer": answer}
    if get_ipython():
        get_ipython().set_next_input(f'answer = {answer!r}\ncheck("{one.number}", answer)', replace=True)
    outcome, reply = _judge(one, answer, corpus)
    return verdict(one, corpus, outcome, f"Taken back: your answer was {answer!r}. {reply}".strip())


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
    return EventForm(one) if one.of_event else FORMS[one.kind](one, current_corpus())


def answers(chapter, group=""):
    """A Page with all answers of a chapter ("01"), how they came out, and a line of text that carries them.

    group: a word that goes into the line, such as "blue table". The Page, stored with the notebook, is a copy of the answers.
    """
    path = _file(chapter)
    _groups[path.stem] = group
    return pages.Shown.of(sheet.page(path, group), f"answers-{path.stem}")


def restore(text):
    """Take back the answers that a line of text carries, or a text file that holds one; a Page says what came of it."""
    return pages.note(sheet.restored(text))


def _file(chapter):
    return file_of(str(int(chapter)))


def _kept(numbers):
    """Bring what is shown in step with what was kept: the forms, the notebook's copy, the browser's, an answer from before."""
    if not get_ipython():
        return
    for number in numbers:
        if number in LIVE:
            LIVE[number].restore()
        if number in _given:
            _show_from_before(find_exercise(number))
    for path in {file_of(number) for number in numbers}:
        if path.stem in _keepers:
            _keepers[path.stem].changed()
            update_display(sheet.backup(path), display_id=f"backup-{path.stem}")
        if path.stem in _groups:
            update_display(sheet.page(path, _groups[path.stem]), display_id=f"answers-{path.stem}")


def _show_from_before(one):
    before, corpus = _from_before(one), current_corpus()
    if before is not None:
        outcome, reply = _judge(one, before, corpus)
        said = f"Taken back: your answer was {before!r}. Run this cell to see it in its place. {reply}".strip()
        update_display(verdict(one, corpus, outcome, said), display_id=f"check-{one.number}")


keeping.listeners.append(_kept)


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
