"""Step 4 of the workshop: the statements that rules propose, looked at one by one; who speaks in them; how the rules did."""

import ipywidgets

from helpers.analyses import statements
from helpers.analyses.sourcing import around
from helpers.corpus.coded import ADDED, BY_A_READER, CHANGED, KEPT, PROPOSED_BY, TAKEN_OUT
from helpers.corpus.marks import as_rows, as_table
from helpers.corpus.tables import CorpusError
from helpers.show import error_card, pages
from helpers.show.highlighter import Highlighter
from helpers.workshop.event import NOT_YET, live

WIDE = {"description_width": "initial"}
BROAD = {"width": "32em", "max_width": "98%"}
CODER = "you"
SAID, NOT_SAID, NOT_ANSWERED = "yes", "no", ""
WAS_IT_SAID = [
    ("yes, the article says that it was said", SAID),
    ("no, the article says that it was NOT said", NOT_SAID),
]
ASKED = "The article says that this was NOT said. Keep it as not said? Answer under “Was it said?”, and keep it then."
CAME_OF_IT = {
    KEPT: "You have kept it.",
    CHANGED: "You have changed it.",
    TAKEN_OUT: "You have taken it out.",
    ADDED: "You have added it.",
}
NOTHING_MARKED = "Nothing is marked as what is said: mark it, or leave the statement as it was."


def review(event):
    """The Review of an event: its statements one by one, article by article, and a pen for what the rules missed."""
    return Review(event)


def rules_here(event):
    """A Panel that says how right the rules were on the articles of the event, by what was decided."""
    return live(event, error_card.here)


def write_review(event, rows):
    """Write the statements of some articles into attributions.csv: `rows` has all of each, by short name, as in the file.

    Of other articles what the file has stays; where it has nothing, what rules propose is written, as open. Raises CorpusError
    as Event.write does.
    """
    there, found = event.rows("attributions"), statements.under_review(event.corpus)
    filed = {row["article"] for row in there}
    for article in event.corpus.articles.index:
        if article not in rows:
            own = [row for row in there if row["article"] == article]
            rows = {**rows, article: own if article in filed else as_rows(found[found["article"] == article])}
    event.write(attributions=[row for article in event.corpus.articles.index for row in rows[article]])


class Review:
    """The statements of an article one by one, to be kept, changed or taken out, and a pen for what the rules missed.

    event: an Event. What is decided is in its attributions.csv at once. at: the place of the statement that is shown among
    those of its article.
    """

    def __init__(self, event):
        self.event, self.at, self.pen, self._is_writing = event, 0, None, False
        self.chooser = ipywidgets.Dropdown(description="Article:", style=WIDE)
        self.said = ipywidgets.Dropdown(description="Was it said?", options=WAS_IT_SAID, style=WIDE, layout=BROAD)
        self.progress, self.view, self.message = (ipywidgets.HTML() for _ in range(3))
        self.keep = _button("Keep", self._keep)
        self.take_out = _button("Take out", self._take_out)
        self.change = _button("Change with the pen", self._open_change)
        self.back, self.further = _button("Back", lambda: self._go(-1)), _button("Further", lambda: self._go(1))
        self.rest = _button("Keep the rest of this article as I have read it", self._keep_rest)
        self.add = _button("Add what the rules missed", self._open_whole)
        self.save, self.close = _button("Save the change", self._save), _button("Close the pen", self._close)
        self.marking = ipywidgets.VBox()
        steps = [self.keep, self.take_out, self.change, self.back, self.further]
        ends = [self.rest, self.add]
        self.box = ipywidgets.VBox(
            [self.chooser, self.progress, self.view, self.said, _row(steps), _row(ends), self.message, self.marking]
        )
        self.chooser.observe(self._turn, names="value")
        event.observe(self.renew)
        self.renew()

    @property
    def article(self):
        """The short name of the article that is shown, None where there is none."""
        return self.chooser.value

    @article.setter
    def article(self, name):
        self.chooser.value = name

    @property
    def statements(self):
        """The statements of the article that is shown, as statements.under_review has them."""
        found = statements.under_review(self.event.corpus)
        return found[found["article"] == self.article].reset_index(drop=True)

    def renew(self):
        """Show the event as it is now; a pen that is open stays so, unless its article is another now."""
        try:
            corpus = self.event.corpus
        except CorpusError as error:
            self.message.value = pages.note(str(error)).html
            return
        outlets = [] if corpus is None else [(outlet, name) for name, outlet in corpus.articles["outlet"].items()]
        if list(self.chooser.options) != outlets:
            self._offer(corpus, outlets)
        if self.pen and not self._is_writing and self._state() != self._opened:
            self._close()
        self._show()

    def _offer(self, corpus, outlets):
        """Offer these articles in the menu; where what was shown is none of them, the first with an open statement is."""
        names, shown = [name for _, name in outlets], self.article
        if shown not in names and names:
            found = statements.under_review(corpus)
            shown = next(iter(found.loc[found["is_open"], "article"]), names[0])
        self.chooser.unobserve(self._turn, names="value")
        self.chooser.options = outlets
        self.chooser.value = shown if names else None
        self.chooser.observe(self._turn, names="value")
        self.at = self._next_open(-1)

    def _turn(self, change):
        self._close()
        self.message.value, self.at = "", self._next_open(-1)
        self._show()

    def _next_open(self, at):
        """The place of the next open statement behind `at`, from the first one on again; behind the last where none is open."""
        if not self.article:
            return 0
        found = self.statements
        places = found.index[found["is_open"]]
        behind = [*places[places > at], *places]
        return int(behind[0]) if behind else len(found)

    def _go(self, by):
        if self.article:
            self.message.value, self.at = "", min(max(0, self.at + by), len(self.statements))
            self._show()

    def _show(self):
        found = self.statements if self.article else None
        if found is not None:
            self.at = min(self.at, len(found))
        shown = self._page(found)
        self.progress.value, self.view.value = (page.html for page in shown)
        asked = found is not None and self.at < len(found)
        row = found.iloc[self.at] if asked else None
        unsure = asked and row["negated"] and row["is_open"]
        options = [("choose", NOT_ANSWERED), *WAS_IT_SAID] if unsure else WAS_IT_SAID
        if list(self.said.options) != options:
            self.said.options = options
        self.said.value = NOT_ANSWERED if unsure else NOT_SAID if asked and row["negated"] else SAID

    def _page(self, found):
        """What is shown of the statements `found`: a Page with how far it is, and one with the statement."""
        if found is None:
            return pages.note(NOT_YET), pages.Page("", "")
        said = _progress(self.event.corpus.articles.at[self.article, "outlet"], found)
        if self.at == len(found):
            over = "You have seen all statements of this article. Read it again, and add what the rules missed."
            none = "The rules have found no statement in this article. Read it, and add what they missed."
            return said, pages.note(over if len(found) else none)
        row = found.iloc[self.at]
        came = (
            "" if row["is_open"] else CAME_OF_IT.get(row["decision"], f"It was coded by {row['coder'] or 'a reader'}.")
        )
        asked = ASKED if row["negated"] and row["is_open"] else ""
        denied = "It is marked as not said." if row["negated"] and not row["is_open"] else ""
        notes = [pages.note(text) for text in (asked, came, denied) if text]
        head = pages.note(f"Statement {self.at + 1} of {len(found)}")
        return said, pages.under(head, pages.statement(self.event.corpus, row), *notes)

    def _decided(self, **changes):
        """Write what was decided on the statement that is shown, and go on to the next open one."""
        found = self.statements
        rows = as_rows(found)
        rows[self.at] = {**rows[self.at], **changes, "coder": CODER}
        at = self._next_open(self.at) if found["is_open"].drop(self.at).any() else len(found)
        if self._write(rows, at):
            self._close()

    def _write(self, rows, at, said=""):
        """Write all statements of the article, and show the one at the place `at`; a sentence says why it cannot be."""
        before, self.at, self._is_writing = self.at, at, self.pen is not None
        try:
            write_review(self.event, {self.article: rows})
            self.message.value = pages.note(said).html if said else ""
            return True
        except CorpusError as error:
            self.at, self.message.value = before, pages.note(str(error)).html
            self._show()
            return False
        finally:
            self._is_writing = False

    def _shown(self):
        """The statement that is shown, or None."""
        found = self.statements if self.article else []
        return found.iloc[self.at] if self.at < len(found) else None

    def _keep(self):
        row = self._shown()
        if row is None:
            return
        if self.said.value == NOT_ANSWERED:
            self.message.value = pages.note(ASKED).html
            return
        negated = self.said.value == NOT_SAID
        changed = negated != row["negated"] or row["decision"] == CHANGED
        self._decided(negated="yes" if negated else "", decision=_decision(row, changed))

    def _take_out(self):
        if self._shown() is not None:
            self._decided(decision=TAKEN_OUT)

    def _keep_rest(self):
        if not self.article:
            return
        found = self.statements
        rest, asked = found["is_open"] & ~found["negated"], int((found["is_open"] & found["negated"]).sum())
        rows = [{**row, "decision": KEPT, "coder": CODER} if kept else row for row, kept in zip(as_rows(found), rest)]
        left = f" {asked} that the article says {'was' if asked == 1 else 'were'} NOT said: to be looked at one by one."
        open_ones = found.index[found["is_open"] & found["negated"]]
        at = int(open_ones[0]) if len(open_ones) else len(found)
        if self._write(rows, at, f"{int(rest.sum())} kept." + left * bool(asked)):
            self._close()

    def _open_change(self):
        row = self._shown()
        if row is not None:
            self._open(self.statements.loc[[self.at]], around(self.event.corpus, row), [self.save, self.close])

    def _open_whole(self):
        if self.article:
            found = self.statements
            self._open(found[found["decision"] != TAKEN_OUT], None, [self.close])
            self.pen.observe(self._marked)

    def _open(self, shown, sentences, buttons):
        """Open the pen with these statements marked, in a part of the article or in all of it."""
        article = self.article
        self.pen = Highlighter(self.event.corpus, article, "attributions", sentences)
        self.pen.mark(shown)
        marks = self.pen.marks.get(article, [])
        for mark, number in zip(marks, shown.index):
            mark["fields"]["row"] = str(number)
        self.pen.marks = {article: marks}
        self._opened, self._rows = self._state(), as_rows(self.statements)
        self._parts = {number: mark["parts"] for mark, number in zip(marks, shown.index)}
        self.marking.children = [self.pen.box, _row(buttons)]
        self.message.value = ""

    def _close(self):
        self.pen, self.marking.children = None, ()

    def _state(self):
        """The article that is shown and its statements, by which a pen knows whether it is of today."""
        corpus = self.event.corpus
        return corpus and (self.article, corpus.running_text(self.article), as_rows(self.statements))

    def _save(self):
        if self.pen is None:
            return
        if not any("content" in mark["parts"] for mark in self.pen.marks.get(self.article, [])):
            self.message.value = pages.note(NOTHING_MARKED).html
            return
        number, rest = self.at, self.statements["is_open"].drop(self.at)
        others = [row for place, row in enumerate(self._rows) if place != number]
        at = self._next_open(number) if rest.any() else len(self._rows)
        if (rows := self._marked_rows([number])) and self._write(others + rows, at):
            self._close()

    def _marked(self):
        """Write what is marked in the whole article, as soon as it is."""
        rows = self._marked_rows(range(len(self._rows)))
        if rows is not None:
            added = sum(row["decision"] == ADDED for row in rows)
            said = f"{added} statement{'s' * (added != 1)} of this article added to what the rules found."
            if self._write(rows, self.at, said):
                self._opened = self._state()

    def _marked_rows(self, numbers):
        """What became of these statements under the pen, and what was added, as rows of the file; None where it cannot be."""
        rows, seen = [], set()
        try:
            for mark in self.pen.marks.get(self.article, []):
                number = next((each for each in numbers if str(each) == mark["fields"].get("row")), None)
                number = None if number in seen else number
                seen.add(number)
                if number is not None and mark["parts"] in ({}, self._parts.get(number)):
                    rows.append(self._rows[number])
                elif "content" in mark["parts"]:
                    rows.append(self._as_marked(mark["parts"], None if number is None else self._rows[number]))
                elif number is not None:
                    rows.append(self._rows[number])
        except CorpusError as error:
            self.message.value = pages.note(str(error)).html
            return None
        gone = [self._rows[number] for number in numbers if number not in seen]
        return rows + [
            {**row, "decision": TAKEN_OUT, "coder": row["coder"] if row["decision"] == TAKEN_OUT else CODER}
            for row in gone
        ]

    def _as_marked(self, parts, was):
        """A statement as it was marked, as a row of the file; was: its row before, None for one that was added."""
        was = was or {"source": "", "speaker": "", "found_by": BY_A_READER}
        parts = {name: tuple(span) for name, span in parts.items()}
        start, end = parts.pop("content")
        kept = {name: was.get(name, "") for name in ("negated", "found_by")}
        kept["source_type"] = was.get("source_type", statements.NOT_CODED)
        kept["speaker"] = was["speaker"] if was["speaker"] != was["source"] else ""
        fields = {**kept, "coder": CODER, "decision": _decision(was, True), **parts}
        mark = {"article": self.article, "start": start, "end": end, **fields}
        return as_rows(as_table(self.event.corpus, "attributions", [mark]))[0]

    def _repr_mimebundle_(self, **kwargs):
        corpus = self.event.corpus
        parts = [pages.note("Run this cell to look at the statements one by one.")]
        if corpus is not None:
            found = statements.under_review(corpus)
            parts += [
                _progress(outlet, found[found["article"] == name]) for name, outlet in corpus.articles["outlet"].items()
            ]
        shown = self._page(self.statements if self.article else None)[1]
        steps = " / ".join(each.description for each in (self.keep, self.take_out, self.change, self.rest, self.add))
        twin = pages.under(*parts, shown, pages.note(f"Buttons: {steps}"))
        return {**self.box._repr_mimebundle_(**kwargs), "text/plain": twin.text, "text/html": twin.html}


def _progress(outlet, found):
    looked_at = int((~found["is_open"]).sum())
    rest = "; the rules stay on for the rest, marked" if looked_at < len(found) else ""
    return pages.note(f"{outlet}: {looked_at} of {len(found)} looked at{rest}.")


def _decision(row, changed):
    """What came of a statement that stays: only what rules proposed can be kept or changed."""
    if row["found_by"] == PROPOSED_BY:
        return CHANGED if changed else KEPT
    return ADDED if row["found_by"] == BY_A_READER else ""


def _button(description, press):
    button = ipywidgets.Button(description=description, layout={"width": "auto"})
    button.on_click(lambda clicked: press())
    return button


def _row(children):
    return ipywidgets.HBox(children, layout={"flex_flow": "row wrap"})
