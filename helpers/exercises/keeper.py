"""Nothing is lost: the answers of a chapter are kept on the disk, and in the notebook and the browser as well."""

import json
import os
from pathlib import Path

import anywidget
import ipywidgets
import traitlets
from IPython.display import display

from helpers.exercises import keeping, lines
from helpers.exercises.sheet import event, restored, sheet, took
from helpers.show import pages
from helpers.show.highlighter import FRONT, LOOK

KEPT_WHERE = "Your answers are kept on this disk, in this notebook, and in this browser."


class Keeper(anywidget.AnyWidget):
    """The front end that keeps the answers of a chapter in the browser, and offers what it has from before.

    sheet: what this kernel has, by exercise. reader: the number of whoever answers. found: what the browser had when the page
    was opened. offer: the exercises whose answers can be taken back of those, and what else can. told: what is to be said.
    """

    _esm, _css = FRONT, LOOK
    part = traitlets.Unicode("keeper").tag(sync=True)
    chapter = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    sheet = traitlets.Dict().tag(sync=True)
    reader = traitlets.Unicode().tag(sync=True)
    found = traitlets.Dict().tag(sync=True)
    offer = traitlets.List().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)

    def __init__(self, path, told):
        self._path, number = path, str(int(path.name[:2]))
        key = f"five-stories/{event()}/{number}"
        super().__init__(chapter=number, key=key, sheet=sheet(path), reader=keeping.reader(), told=told)
        self.observe(lambda change: self._weigh(), names="found")
        self.on_msg(self._heard)

    def changed(self):
        """Tell the browser what is kept now."""
        self.reader, self.sheet = keeping.new_reader(), sheet(self._path)

    def _offered(self):
        """What the browser has and is newer than what is kept here: its entries, with what was typed and never checked."""
        found = {name: self.found.get(name) for name in ("entries", "drafts")}
        entries, drafts = (value if isinstance(value, dict) else {} for value in found.values())
        offered = {number: held.get("entry") for number, held in entries.items() if isinstance(held, dict)}
        offered = {number: entry for number, entry in offered.items() if isinstance(entry, dict)}
        for number, draft in drafts.items():
            form, at = (draft.get("form"), draft.get("at")) if isinstance(draft, dict) else (None, None)
            if isinstance(form, dict) and isinstance(at, (int, float)):
                known = offered.get(number) or keeping.read_answer(number)
                offered[number] = {**known, "form": _with_draft(known.get("form"), form), "when": at / 1000}
        return keeping.newer(
            {number: entry for number, entry in offered.items() if number.startswith(f"{self.chapter}.")}
        )

    def _weigh(self):
        self.offer = [keeping.called(number) for number in sorted(self._offered(), key=keeping.in_order)]

    def _heard(self, widget, content, buffers):
        wanted = content.get("do") if isinstance(content, dict) else None
        if wanted == "take":
            if offered := self._offered():
                keeping.be_reader(self.found.get("reader"))
                self.offer, self.told = [], took(keeping.take_back(offered)[0])
        elif wanted == "restore":
            self.told = restored(content.get("line"))
        elif wanted == "forget":
            self.offer, self.found = [], {}
        elif wanted == "hint" and keeping.is_exercise(content.get("number")) and isinstance(content.get("hint"), int):
            keeping.keep_hint(content["number"], content["hint"])


def _with_draft(form, draft):
    """What a form holds once a draft is put into it; the marks of an article stand in a draft under marks/article."""
    form = dict(form) if isinstance(form, dict) else {}
    for name, value in draft.items():
        part, _, article = name.partition("/")
        marks = form.get(part) if isinstance(form.get(part), dict) else {}
        form[part] = {**marks, article: value} if article else value
    return form


def keep(path):
    """Show the front end that keeps the answers to the exercises in a file, after taking back what this notebook holds.

    Gives the Keeper.
    """
    said = from_this_notebook()
    keeper = Keeper(path, said)
    twin = pages.note(f"{said} {KEPT_WHERE}".strip())
    display(
        {**ipywidgets.VBox([keeper])._repr_mimebundle_(), "text/plain": twin.text, "text/html": twin.html}, raw=True
    )
    return keeper


def from_this_notebook():
    """Take back what the outputs hold of the notebook that this kernel runs, and say so; "" where there is nothing new."""
    # The server names the notebook there, whatever it is called and wherever it lies.
    name = os.environ.get("JPY_SESSION_NAME", "")
    try:
        cells = json.loads(Path(name).read_text(encoding="utf-8"))["cells"]
        line = lines.find_line(json.dumps([cell.get("outputs") for cell in cells]))
        held = lines.read_hand_in(line, event())
    # There may be no notebook, nothing in it, or what another course has written into it.
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    # Whoever has begun here is nobody else because of a notebook that was handed on.
    if not keeping.reader():
        keeping.be_reader(held.reader)
    taken, _ = keeping.take_back(held.entries)
    return f"From this notebook: {took(taken)}" if taken else ""
