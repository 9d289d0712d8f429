"""Exercises that need no code, as forms: a choice, an open question, a coding, a fact of one's own."""

from urllib.parse import quote

import ipywidgets
import pandas as pd

from helpers.analyses import omissions
from helpers.corpus.tables import CorpusError
from helpers.corpus.text import words
from helpers.exercises import keeping
from helpers.exercises.compare import Unreadable
from helpers.exercises.evidence import place_of
from helpers.exercises.keeping import keep_answer, read_answer
from helpers.exercises.outcomes import BESIDE, CHANGED, NOT_TRIED, NOT_YET, STANDS, UNREADABLE
from helpers.exercises.own_coding import FORM, as_lines, read_lines
from helpers.exercises.verdict import compared, verdict
from helpers.show import pages
from helpers.show.highlighter import Highlighter

# A sentence that says something has at least so many.
FEWEST_WORDS = 3
NO_PEN = "If no text appears here to mark words in, this server lacks the pen: copy the words into the form instead."
# The form of each exercise that was shown last.
LIVE = {}


class Form:
    """Controls for an answer without code, a button that checks it, and the verdict; its own value is kept on disk.

    Each kind of form says how the answer came out: outcome() gives the outcome, what is said of it, and further Pages.
    """

    def __init__(self, one, corpus, controls, pen=None):
        self.one, self.corpus, self.controls, self.pen = one, corpus, controls, pen
        for name, control in controls.items():
            # By this class the page knows which answer is typed here, and keeps it though no kernel may be left to.
            control.add_class(f"course-answer:{one.number}:{quote(name)}")
        self.button = ipywidgets.Button(description="Check")
        self.button.on_click(self._checked)
        self.verdict = ipywidgets.HTML()
        self._fill(read_answer(one.number).get("form", {}))
        self._show(self._untouched())
        for control in controls.values():
            control.observe(self._changed, names="value")
        self.box = ipywidgets.VBox([*self.arranged(), self.button, self.verdict])
        LIVE[one.number] = self

    def arranged(self):
        """The widgets of the form in their order."""
        return list(self.controls.values())

    def restore(self):
        """Fill the form in with what is kept of its answer now."""
        form = read_answer(self.one.number).get("form", {})
        if form != keeping.as_plain(self._values()):
            for control in self.controls.values():
                control.unobserve(self._changed, names="value")
            self._fill(form)
            for control in self.controls.values():
                control.observe(self._changed, names="value")
            self._show(self._untouched())

    def _fill(self, form):
        for name, value in form.items():
            self._restore(name, value)

    def _restore(self, name, value):
        control = self.controls.get(name)
        # The options or the fields may be others than when it was kept; what a page kept of a menu is its label.
        for attribute in ("value", "label"):
            try:
                setattr(control, attribute, value)
                return
            except Exception:
                pass

    def _untouched(self):
        kept = read_answer(self.one.number)
        outcome = self.outcome() if kept.get("outcome") else (NOT_TRIED, "Fill in the form, and press Check.")
        return verdict(self.one, self.corpus, *outcome)

    def _values(self):
        return {name: control.value for name, control in self.controls.items()}

    def _changed(self, change):
        keep_answer(self.one.number, self._values())
        # A click can overtake a change on a slow line; what was checked and what was not must be told apart.
        self._show(verdict(self.one, self.corpus, CHANGED, self.waiting()))

    def _show(self, page):
        self.page, self.verdict.value = page, page.html

    def _checked(self, button):
        outcome, said, *more = self.outcome()
        if outcome != NOT_TRIED:
            keep_answer(self.one.number, self._values(), outcome)
        self._show(verdict(self.one, self.corpus, outcome, said, *more))

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(pages.note(self.one.prompt(self.corpus)), *self.twin(), self.page)
        return {**self.box._repr_mimebundle_(**kwargs), "text/plain": twin.text, "text/html": twin.html}


class ChoiceForm(Form):
    """The form of a Choice: its options, one of which can be chosen."""

    def __init__(self, one, corpus):
        options = ipywidgets.RadioButtons(
            options=one.options(corpus),
            value=None,
            description=f"Exercise {one.number}:",
            layout={"width": "max-content"},
        )
        super().__init__(one, corpus, {"chosen": options})

    def outcome(self):
        chosen = self.controls["chosen"].value
        if chosen is None:
            return NOT_TRIED, "Choose one, and press Check."
        return compared(self.one, chosen, self.corpus)

    def waiting(self):
        return f"Chosen: {self.controls['chosen'].value}. Press Check."

    def twin(self):
        return [pages.note(f"– {option}") for option in self.one.options(self.corpus)]


class OpenForm(Form):
    """The form of an OpenQuestion: article, quotation, reasoning; the quotation is marked in the article, or typed."""

    def __init__(self, one, corpus):
        wide = {"style": {"description_width": "6em"}, "layout": {"width": "98%", "max_width": "46em"}}
        articles = [("choose an article", ""), *((row.outlet, name) for name, row in corpus.articles.iterrows())]
        super().__init__(
            one,
            corpus,
            {
                "article": ipywidgets.Dropdown(options=articles, description="Article:", **wide),
                "quotation": ipywidgets.Textarea(
                    description="Quotation:", placeholder="copied from the article", continuous_update=False, **wide
                ),
                "reasoning": ipywidgets.Textarea(
                    description="Reasoning:",
                    placeholder="one sentence: what you make of it",
                    continuous_update=False,
                    **wide,
                ),
            },
            Highlighter(corpus, table="evidence", single=True),
        )
        self.pen.observe(self._marked)
        for name in ("article", "quotation"):
            self.controls[name].observe(self._follow, names="value")
        self._follow()

    def arranged(self):
        self._shelf = with_pen(self.pen, self.pen.pen)
        article, *others = self.controls.values()
        return [article, self._shelf, *others]

    def _marked(self):
        self.controls["quotation"].value = marked_text(self.pen, self.pen.article)

    def _follow(self, change=None):
        """Show the article that is chosen, and in it the quotation where it stands."""
        article, quotation = self.controls["article"].value, self.controls["quotation"].value
        self._shelf.layout.display = "" if article else "none"
        if article:
            self.pen.article = article
            paint(self.pen, article, quotation)

    def outcome(self):
        article, quotation, reasoning = self._values().values()
        if not (article or quotation.strip() or reasoning.strip()):
            return NOT_TRIED, "Fill in the form, and press Check."
        weighed = self.one.weighed(article, quotation, self.corpus)
        if weighed.stands and len(words(reasoning)) < FEWEST_WORDS:
            return NOT_YET, f"{weighed.said} Now say in one sentence what you make of them."
        return (STANDS, weighed.said, *self._readings()) if weighed.stands else (NOT_YET, weighed.said)

    def waiting(self):
        return "Press Check."

    def twin(self):
        return [pages.note("Article: … Quotation: … Reasoning: …")]

    def _readings(self):
        yield pages.note("Others have read it like this; each reading can be defended:")
        for reading in self.one.readings:
            article, quotation = reading(self.corpus)
            outlet = self.corpus.articles.at[article, "outlet"]
            yield pages.note(f"– {self.one.said(reading, self.corpus)} ({outlet}: “{quotation}”)")
        if self.one.further(self.corpus):
            yield pages.note(f"To take further: {self.one.further(self.corpus)}")


class CodingForm(Form):
    """The form of a Coding: the passage to mark statements in, or lines to type them in; the lines follow the marks.

    Where the lines say the same as the marks, the marks hold, for they know which place of a word is meant.
    """

    def __init__(self, one, corpus):
        article, *_ = one.place(corpus)
        super().__init__(
            one,
            corpus,
            {
                "lines": ipywidgets.Textarea(
                    description="Statements:",
                    placeholder=f"one a line: {FORM}",
                    continuous_update=False,
                    rows=7,
                    style={"description_width": "7em"},
                    layout={"width": "98%", "max_width": "60em"},
                )
            },
            Highlighter(corpus, article, sentences=one.function(corpus)[1:]),
        )
        self._typed()
        self.pen.observe(self._marked)
        self.controls["lines"].observe(self._typed, names="value")

    def arranged(self):
        by_hand = ipywidgets.Checkbox(
            description="Show the statements as lines, to type them", indent=False, layout={"width": "98%"}
        )
        lines = self.controls["lines"]

        def fold(change=None):
            by_hand.layout.display = "" if self.pen.pen.alive else "none"
            lines.layout.display = "" if by_hand.value or not self.pen.pen.alive else "none"

        for widget, name in ((self.pen.pen, "alive"), (by_hand, "value")):
            widget.observe(fold, names=name)
        fold()
        shelf = with_pen(self.pen)
        shelf.add_class(f"course-answer:{self.one.number}:marks")
        return [shelf, by_hand, lines]

    def _values(self):
        return {**super()._values(), "marks": self.pen.marks}

    def _fill(self, form):
        if "marks" in form:
            self.pen.marks = form["marks"]
        super()._fill({"lines": as_lines(self.pen.table), **form})

    def _marked(self):
        written = as_lines(self.pen.table)
        if self.controls["lines"].value != written:
            self.controls["lines"].value = written
        else:
            self._changed(None)

    def _typed(self, change=None):
        """Mark what is typed, as far as it can be read."""
        if self.controls["lines"].value != as_lines(self.pen.table):
            article, start, end = self.one.place(self.corpus)
            try:
                table = read_lines(
                    self.controls["lines"].value, self.corpus.articles.at[article, "raw"], start, end, article
                )
            except Unreadable:
                return
            self.pen.marks = {article: as_marks(table)}

    def _coding(self):
        """The statements: as they are marked, if the lines say the same, else as they are typed."""
        lines = self.controls["lines"].value
        return self.pen.table if lines == as_lines(self.pen.table) else lines

    def outcome(self):
        if not self.controls["lines"].value.strip():
            return NOT_TRIED, "Mark the statements, and press Check."
        try:
            theirs = self.one.read(self._coding(), self.corpus)
            table, differences = self.one.compared(theirs, self.corpus)
        except Unreadable as error:
            return UNREADABLE, f"{str(error)[0].upper()}{str(error)[1:]}."
        shown = pd.DataFrame(
            {
                "content": table["content"],
                "you": _by_whom(table, "other "),
                "we": _by_whom(table, "").where(table["seen by"] != "only you", ""),
                "seen by": table["seen by"],
            }
        ).set_index("content")
        article, start, end = self.one.place(self.corpus)
        layers = {"you": theirs, "we": self.one.key(self.corpus)}
        return (
            BESIDE,
            "Neither is the right one: where they differ, say which rule you followed.",
            pages.layers(self.corpus.articles.at[article, "raw"], start, end, layers),
            pages.table(shown),
            *map(pages.note, differences),
        )

    def waiting(self):
        return "Press Check."

    def twin(self):
        return [pages.note(f"Statements, one a line: {FORM}")]


class FactForm(Form):
    """The form of a NewFact: its statement, its topic, and a line for the words of each article."""

    def __init__(self, one, corpus):
        wide = {"style": {"description_width": "9em"}, "layout": {"width": "98%", "max_width": "60em"}}
        self.articles = list(corpus.articles.index)
        super().__init__(
            one,
            corpus,
            {
                "statement": ipywidgets.Textarea(
                    description="Your fact:",
                    placeholder="a statement that takes no side",
                    continuous_update=False,
                    **wide,
                ),
                "topic": ipywidgets.Dropdown(
                    description="Topic:", options=list(dict.fromkeys(corpus.facts["topic"])), **wide
                ),
                **{
                    article: ipywidgets.Text(
                        description=f"{corpus.articles.at[article, 'outlet']}:",
                        continuous_update=False,
                        placeholder="words of the article, or blank",
                        **wide,
                    )
                    for article in self.articles
                },
            },
            Highlighter(corpus, table="evidence", single=True),
        )
        self.pen.observe(self._marked)
        for article in self.articles:
            self.controls[article].observe(self._paint, names="value")
        self._paint()

    def arranged(self):
        statement, topic, *quotations = self.controls.values()
        return [statement, topic, with_pen(self.pen), *quotations]

    def _marked(self):
        article = self.pen.article
        self.controls[article].value = marked_text(self.pen, article)

    def _paint(self, change=None):
        for article in self.articles:
            paint(self.pen, article, self.controls[article].value)

    def outcome(self):
        values = self._values()
        if not any(values[name].strip() for name in ("statement", *self.articles)):
            return NOT_TRIED, "Fill in the form, and press Check."
        if len(words(values["statement"])) < FEWEST_WORDS:
            return NOT_YET, "Your fact is to be a statement: a sentence that says who does what, or what is where."
        try:
            quotations = {article: values[article] for article in self.articles}
            grown = omissions.with_fact(self.corpus, values["statement"], values["topic"], quotations)
        except CorpusError as error:
            return NOT_YET, str(error)
        said = f"The list has {len(grown.facts)} facts now. Whether your quotations say what your statement says, judge yourself."
        labels = ", ".join(f"“{label}”" for label in self.one.labels_in(values["statement"], self.corpus))
        said += f" It uses {labels}: would each of the articles?" if labels else ""
        if any(map(str.isdecimal, values["statement"])):
            said += " It gives a number: would each of the articles give that one?"
        return STANDS, said, *self._shown(grown, values["topic"])

    def _shown(self, grown, topic):
        rows = omissions.evidence(grown)
        yield pages.evidence(rows[rows["fact"] == omissions.OWN_FACT])
        status = omissions.coverage(grown).loc[grown.facts.loc[grown.facts["topic"] == topic, "fact"]]
        yield pages.table(status.replace(omissions.NOT_THERE, ""))
        statement, _, quotations = self.one.key(self.corpus)
        yield pages.note(f"Another fact that our list lacks: {statement} It stands in {', '.join(quotations)}.")

    def waiting(self):
        return "Press Check."

    def twin(self):
        return [pages.note(f"Your fact: … Topic: … {' '.join(f'{name}: …' for name in self.articles)}")]


def with_pen(pen, shown=None):
    """A Highlighter, or what is to be shown of it, as one widget; until the page shows it, a sentence stands there that says what to do without."""
    note, shelf = ipywidgets.HTML(pages.note(NO_PEN).html), ipywidgets.VBox([shown or pen.box])

    def show(change=None):
        note.layout.display = "none" if pen.pen.alive else ""
        # A server without the pen would show an error in its place.
        shelf.layout.display = "" if pen.pen.alive else "none"

    pen.pen.observe(show, names="alive")
    show()
    return ipywidgets.VBox([note, shelf])


def marked_text(pen, article):
    """What is marked in an article, in one line: of several marks the last; "" for none."""
    rows = pen.marks.get(article, [])
    spans = list(rows[-1]["parts"].values()) if rows else []
    return " ".join(pen.corpus.articles.at[article, "raw"][slice(*spans[0])].split()) if spans else ""


def paint(pen, article, quotation):
    """Mark a quotation where it stands in an article, and nothing where it does not."""
    if " ".join(quotation.split()) != marked_text(pen, article):
        span = place_of(pen.corpus, article, quotation)
        marks = [{"parts": {"evidence": list(span)}, "fields": {}}] if span else []
        pen.marks = {**pen.marks, article: marks}


def as_marks(table):
    """The statements of a table as marks: rows with parts."""
    rows = []
    for row in table.itertuples():
        parts = {"content": [int(row.start), int(row.end)]}
        for role in ("source", "cue"):
            start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
            if not pd.isna(start):
                parts[role] = [int(start), int(end)]
        rows.append({"parts": parts, "fields": {}})
    return rows


def _by_whom(table, which):
    pairs = zip(table[f"{which}source"], table[f"{which}cue"])
    return pd.Series([" / ".join(part for part in pair if part) for pair in pairs], index=table.index, dtype="str")


FORMS = {"choice": ChoiceForm, "open": OpenForm, "coding": CodingForm, "fact": FactForm}
