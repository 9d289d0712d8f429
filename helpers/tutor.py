"""What a student meets of an exercise: check, ask, answers; and where the answers are kept."""
import json
import os
from pathlib import Path

import ipywidgets
import pandas as pd
from IPython import get_ipython
from IPython.display import display

from helpers import pages
from helpers.compare import Unreadable
from helpers.corpus import load_corpus
from helpers.evidence import weigh
from helpers.exercises import FOLDER, Broken, file_of, find_exercise, load_exercises
from helpers.pages import Page, safe

RIGHT, NOT_YET, NOT_TRIED, UNREADABLE = "right", "not yet", "not tried yet", "cannot read that answer"
STANDS = "your evidence stands"
# No outcome of a check: a form says so between a change and the next check.
CHANGED = "not checked yet"
SIGNS = {RIGHT: "✓", STANDS: "✓", NOT_YET: "…", NOT_TRIED: "○", CHANGED: "○", UNREADABLE: "?"}
LONGEST_KEPT = 2000
MEANT_AS_TEXT = 'A word that is meant as a text needs quotation marks around it, straight ones, such as "cnn".'


def check(number, answer):
    """A Page that says whether `answer` is right, why not, and holds the hints and the solution."""
    try:
        one, corpus = find_exercise(number), load_corpus()
        outcome, reply = _judge(one, answer, corpus)
        if outcome != NOT_TRIED:
            _keep(number, outcome=outcome, answer=_in_words(answer))
        return _verdict(one, corpus, outcome, reply)
    except Broken as error:
        return pages.note(f"{UNREADABLE}: {error}")


def ask(number):
    """The form of a choice or of an open question; what was filled in before is there again."""
    one, corpus = find_exercise(number), load_corpus()
    return (OpenForm if one.kind == "open" else ChoiceForm)(one, corpus)


def answers(chapter):
    """A Page with all answers of a chapter ("01") and how they came out, to be stored with the notebook."""
    path = file_of(str(int(chapter)))
    kept = _kept(path.stem)
    rows = [{"exercise": one.number, "outcome": kept.get(one.number, {}).get("outcome", NOT_TRIED),
             "your answer": kept.get(one.number, {}).get("answer", "")} for one in load_exercises(path)]
    return pages.under(_strip(path), pages.table(pd.DataFrame(rows).set_index("exercise")))


def _judge(one, answer, corpus):
    """Outcome and reply for an answer, whatever it is."""
    if answer is ...:
        return NOT_TRIED, "Put your answer in place of the three dots, and run the cell again."
    if one.kind != "code":
        return UNREADABLE, f"This question has a form: run ask({one.number!r})."
    try:
        return _compared(one, answer, corpus)
    except Unreadable as error:
        said = str(error)
        return UNREADABLE, f"{said[0].upper()}{said[1:]}."
    # An answer may be any object, and do anything when it is looked at.
    except Exception as error:
        return UNREADABLE, f"Looking at it fails ({type(error).__name__})."


def _compared(one, answer, corpus):
    if one.right(answer, corpus):
        return RIGHT, ""
    return NOT_YET, one.reply(answer, corpus) or "That is not it. A hint may help."


def _verdict(one, corpus, outcome, reply, *more):
    sign, word = SIGNS[outcome], outcome[0].upper() + outcome[1:]
    lines = [Page(f"<p><b>{sign} {safe(word)}.</b> {safe(reply)}</p>", f"{sign} {word}. {reply}".strip()), *more]
    if outcome != NOT_TRIED:
        lines.append(_strip(file_of(one.number)))
    said = pages.under(*lines)
    return Page(f'<div style="border-left:4px solid #767676;padding-left:1em">{said.html}{_help(one, corpus)}</div>',
                said.text)


def _help(one, corpus):
    """Hints and solution folded into one another, so that they come one at a time, by click or key, without a kernel."""
    html, hints = "", one.hints(corpus)
    for place in range(len(hints), 0, -1):
        html = _folded(f"Hint {place} of {len(hints)}", f"<p>{safe(hints[place - 1])}</p>{html}")
    if one.kind == "open":
        return html
    key = one.key(corpus)
    shown = f"<pre>{safe(one.solution())}</pre>" if one.kind == "code" else ""
    value = f"<p>answer: {safe(_in_words(key))}</p>"
    return html + _folded("Solution", "<p>One more try teaches more than the solution does. Show it all the same?</p>"
                          + _folded("Yes, show it", shown + value))


def _folded(summary, html):
    return f'<details style="margin:0.3em 0"><summary>{safe(summary)}</summary>{html}</details>'


def _strip(path):
    """Which exercises of a chapter are right, tried, open, by their verdicts: once right, right."""
    kept, places = _kept(path.stem), {"right": [], "tried": [], "open": []}
    for one in load_exercises(path):
        entry = kept.get(one.number, {})
        places["right" if entry.get("was_right") else "tried" if "outcome" in entry else "open"].append(one.number)
    return pages.note(" · ".join(f"{name}: {', '.join(numbers) or 'none'}" for name, numbers in places.items()))


def _in_words(answer):
    """An answer as a text that can be kept: short, whatever it is."""
    try:
        if isinstance(answer, (list, tuple, set, pd.Series, pd.Index)):
            return ", ".join(map(str, list(answer)[:100]))[:LONGEST_KEPT]
        return str(answer)[:LONGEST_KEPT]
    except Exception:
        return f"a {type(answer).__name__}"


def _file(chapter):
    folder = os.environ.get("COURSE_ANSWERS") or FOLDER.parent / "answers"
    return Path(folder) / f"{chapter}.json"


def _kept(chapter):
    try:
        return json.loads(_file(chapter).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _keep(number, **entry):
    file = _file(file_of(number).stem)
    kept = _kept(file.stem)
    kept[number] = {**kept.get(number, {}), **entry}
    if entry.get("outcome") in (RIGHT, STANDS):
        kept[number]["was_right"] = True
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".part")
        beside.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        os.replace(beside, file)
    # A folder that cannot be written loses what it was to keep, but must not stop the lesson.
    except OSError:
        pass


class Form:
    """Controls for an answer without code, a button that checks it, and the verdict; its own value is kept on disk."""

    def __init__(self, one, corpus, controls):
        self.one, self.corpus, self.controls = one, corpus, controls
        for name, value in _kept(file_of(one.number).stem).get(one.number, {}).get("form", {}).items():
            self._restore(name, value)
        self.button = ipywidgets.Button(description="Check")
        self.button.on_click(self._checked)
        self.verdict = ipywidgets.HTML()
        self._show(self._untouched())
        for control in controls.values():
            control.observe(self._changed, names="value")
        self.box = ipywidgets.VBox([*controls.values(), self.button, self.verdict])

    def _restore(self, name, value):
        try:
            self.controls[name].value = value
        # The options or the fields may be others than when it was kept.
        except Exception:
            pass

    def _untouched(self):
        kept = _kept(file_of(self.one.number).stem).get(self.one.number, {})
        return self._judged(*self.outcome()) if kept.get("outcome") else _verdict(
            self.one, self.corpus, NOT_TRIED, "Fill in the form, and press Check.")

    def _values(self):
        return {name: control.value for name, control in self.controls.items()}

    def _changed(self, change):
        _keep(self.one.number, form=self._values())
        # A click can overtake a change on a slow line; what was checked and what was not must be told apart.
        self._show(_verdict(self.one, self.corpus, CHANGED, self.waiting()))

    def _show(self, page):
        self.page, self.verdict.value = page, page.html

    def _checked(self, button):
        outcome, said = self.outcome()
        if outcome != NOT_TRIED:
            _keep(self.one.number, outcome=outcome, answer=self.in_words(), form=self._values())
        self._show(self._judged(outcome, said))

    def _judged(self, outcome, said):
        return _verdict(self.one, self.corpus, outcome, said)

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(pages.note(self.one.prompt(self.corpus)), *self.twin(), self.page)
        return {**self.box._repr_mimebundle_(**kwargs), "text/plain": twin.text, "text/html": twin.html}


class ChoiceForm(Form):
    """The form of a Choice: its options, one of which can be chosen."""

    def __init__(self, one, corpus):
        options = ipywidgets.RadioButtons(options=one.options(corpus), value=None, description=f"Exercise {one.number}:",
                                          layout={"width": "max-content"})
        super().__init__(one, corpus, {"chosen": options})

    def outcome(self):
        chosen = self.controls["chosen"].value
        if chosen is None:
            return NOT_TRIED, "Choose one, and press Check."
        return _compared(self.one, chosen, self.corpus)

    def waiting(self):
        return f"Chosen: {self.controls['chosen'].value}. Press Check."

    def in_words(self):
        return self.controls["chosen"].value

    def twin(self):
        return [pages.note(f"– {option}") for option in self.one.options(self.corpus)]


class OpenForm(Form):
    """The form of an OpenQuestion: article, quotation, reasoning."""

    def __init__(self, one, corpus):
        wide = {"style": {"description_width": "6em"}, "layout": {"width": "98%", "max_width": "46em"}}
        articles = [("choose an article", ""), *((row.outlet, name) for name, row in corpus.articles.iterrows())]
        super().__init__(one, corpus, {
            "article": ipywidgets.Dropdown(options=articles, description="Article:", **wide),
            "quotation": ipywidgets.Textarea(description="Quotation:", placeholder="copied from the article",
                                             continuous_update=False, **wide),
            "reasoning": ipywidgets.Textarea(description="Reasoning:", placeholder="one sentence: what the words do",
                                             continuous_update=False, **wide)})

    def outcome(self):
        article, quotation, reasoning = self._values().values()
        if not (article or quotation.strip() or reasoning.strip()):
            return NOT_TRIED, "Fill in the form, and press Check."
        weighed = weigh(self.corpus, article, quotation, self.one.key(self.corpus))
        if weighed.stands and not reasoning.strip():
            return NOT_YET, f"{weighed.said} Now say in one sentence what the words do."
        return (STANDS if weighed.stands else NOT_YET), weighed.said

    def waiting(self):
        return "Press Check."

    def in_words(self):
        article, quotation, reasoning = self._values().values()
        return f"{article}: “{quotation.strip()[:LONGEST_KEPT]}” {reasoning.strip()[:LONGEST_KEPT]}"

    def twin(self):
        return [pages.note("Article: … Quotation: … Reasoning: …")]

    def _judged(self, outcome, said):
        more = []
        if outcome == STANDS:
            more.append(pages.note("Others have read it like this; each reading can be defended:"))
            for reading in self.one.readings:
                article, quotation = reading(self.corpus)
                outlet = self.corpus.articles.at[article, "outlet"]
                more.append(pages.note(f"– {self.one.said(reading, self.corpus)} ({outlet}: “{quotation}”)"))
            if self.one.further(self.corpus):
                more.append(pages.note(f"To take further: {self.one.further(self.corpus)}"))
        return _verdict(self.one, self.corpus, outcome, said, *more)


def _instead_of_a_traceback(shell, kind, error, trace, tb_offset=None):
    """In a cell that holds an answer, a mistake in Python is told like any other answer that cannot be read."""
    if "check(" not in (shell.user_ns.get("In") or [""])[-1]:
        return shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    text = f"{UNREADABLE}: Python says “{kind.__name__}: {getattr(error, 'msg', error)}”."
    cure = MEANT_AS_TEXT if issubclass(kind, (NameError, SyntaxError)) else ""
    display(pages.note(f"{text[0].upper()}{text[1:]} {cure}".strip()))


if get_ipython():
    get_ipython().set_custom_exc((Exception,), _instead_of_a_traceback)
