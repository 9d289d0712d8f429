"""Exercises that need no code, as forms: a choice, an open question, a coding, labels, a frame, a fact of one's own."""

import json
from itertools import combinations
from urllib.parse import quote

import ipywidgets
import pandas as pd

from helpers.analyses import agreement, omissions
from helpers.corpus.coded import FUNCTIONS, SAID
from helpers.corpus.events import event_corpus, is_example, listeners
from helpers.corpus.tables import CorpusError
from helpers.corpus.text import CUT, words
from helpers.exercises import keeping
from helpers.exercises.compare import Unreadable
from helpers.exercises.evidence import place_of, weigh
from helpers.exercises.keeping import keep_answer, read_answer
from helpers.exercises.outcomes import BESIDE, CHANGED, NOT_TRIED, NOT_YET, STANDS, UNREADABLE
from helpers.exercises.own_coding import FORM, as_lines
from helpers.exercises.verdict import compared, verdict
from helpers.show import pages
from helpers.show.highlighter import Highlighter

# A sentence that says something has at least so many.
FEWEST_WORDS = 3
NO_PEN = "If no text appears here to mark words in, this server lacks the pen: copy the words into the form instead."
NOT_CHOSEN = "not chosen"
NOTHING_YET = "There is nothing to check yet: the form is empty."
# What is typed in the form stands in no field of the pen.
WORDED_BESIDE = {"statement": "as you worded it", "about": "the event", "certainty": SAID}
NO_ARTICLE = "There is nothing to check yet: bring the articles of your event, further up."
# The form of each exercise that was shown last.
LIVE, EVENT_FORMS = {}, {}


class Form:
    """Controls for an answer without code, a button that checks it, and the verdict; its own value is kept on disk.

    Each kind of form says how the answer came out: outcome() gives the outcome, what is said of it, and further Pages. begin:
    what is said before.
    """

    begin = "Fill in the form, and press Check."

    def __init__(self, one, corpus, controls, pen=None):
        self.one, self.corpus, self.controls, self.pen = one, corpus, controls, pen
        for name, control in controls.items():
            kept_by_the_page(control, one.number, name, _values_of_menu(control))
        self.button = ipywidgets.Button(description="Check")
        self.button.on_click(self._checked)
        self.verdict = ipywidgets.HTML()
        self.box = ipywidgets.VBox([*self.arranged(), self.button, self.verdict])
        self._fill(read_answer(one.number).get("form", {}))
        self._show(self._untouched())
        for control in controls.values():
            control.observe(self._changed, names="value")
        if pen:
            pen.observe(self._drawn)
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
        if self.pen and form.get("marks"):
            self.pen.marks = form["marks"]
            self.marked()
        self.typed()

    def _restore(self, name, value):
        try:
            self.controls[name].value = value
        # The options or the fields may be others than when it was kept.
        except Exception:
            pass

    def waiting(self):
        """What is said of a change that was not checked yet."""
        return "Press Check."

    def marked(self, article=None):
        """Write into the fields what is marked with the pen; in `article`, the one that is shown, perhaps nothing any more."""

    def typed(self):
        """Mark what the fields say, so that marks and fields never differ."""

    def _drawn(self):
        before = [control.value for control in self.controls.values()]
        self.marked(self.pen.article)
        # A field that changes is kept as it is; the same words may be marked in another place.
        if before == [control.value for control in self.controls.values()]:
            self._changed(None)

    def shelf(self, shown):
        """The pen, as one widget; until the page shows it, a sentence stands there that says what to do without."""
        note, shelf, pen = ipywidgets.HTML(pages.note(NO_PEN).html), ipywidgets.VBox([shown]), self.pen.pen

        def show(change=None):
            note.layout.display = "none" if pen.alive else ""
            # A server without the pen would show an error in its place.
            shelf.layout.display = "" if pen.alive else "none"

        pen.observe(show, names="alive")
        show()
        shelf.add_class(f"course-marks:{self.one.number}")
        return ipywidgets.VBox([note, shelf])

    def _untouched(self):
        kept = read_answer(self.one.number)
        outcome = self.outcome() if kept.get("outcome") else (NOT_TRIED, self.begin)
        return verdict(self.one, self.corpus, *outcome)

    def _values(self):
        marks = {"marks": self.pen.marks} if self.pen else {}
        return {**{name: control.value for name, control in self.controls.items()}, **marks}

    def _changed(self, change):
        self.typed()
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
        twin = pages.under(*self.twin(), self.page)
        return pages.with_twin(self.box, twin, **kwargs)


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
        articles = [("choose an article", ""), *corpus.choices()]
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
            Highlighter(corpus, table="evidence", single=True, values={"fact": omissions.OWN_FACT}),
        )

    def arranged(self):
        self._shelf = self.shelf(self.pen.pen)
        article, *others = self.controls.values()
        return [article, self._shelf, *others]

    def marked(self, article=None):
        self.controls["quotation"].value = marked_text(self.pen, self.controls["article"].value)

    def typed(self):
        article, quotation, _ = (control.value for control in self.controls.values())
        self._shelf.layout.display = "" if article else "none"
        if article:
            self.pen.article = article
        paint(self.pen, {article: quotation})

    def outcome(self):
        article, quotation, reasoning = (control.value for control in self.controls.values())
        if not (article or quotation.strip() or reasoning.strip()):
            return NOT_TRIED, NOTHING_YET
        weighed = self.one.weighed(article, quotation, self.corpus)
        if weighed.stands and len(words(reasoning)) < FEWEST_WORDS:
            return NOT_YET, f"{weighed.said} Now say in one sentence what you make of them."
        return (STANDS, weighed.said, *self._readings()) if weighed.stands else (NOT_YET, weighed.said)

    def twin(self):
        return [pages.note("Article: … Quotation: … Reasoning: …")]

    def _readings(self):
        if self.one.readings:
            yield pages.note("Others have read it like this; each reading can be defended:")
        for reading in self.one.readings:
            article, quotation = reading(self.corpus)
            outlet = self.corpus.articles.at[article, "outlet"]
            yield pages.note(f"– {self.one.said(reading, self.corpus)} ({outlet}: “{quotation}”)")
        if self.one.further(self.corpus):
            yield pages.note(f"To take further: {self.one.further(self.corpus)}")


class WorkForm(Form):
    """The form of a Work: nothing to fill in, for what is checked is what was done in the event."""

    begin = "When you have done it, press Check."

    def __init__(self, one, corpus):
        super().__init__(one, corpus, {})

    def outcome(self):
        missing = self.one.key(self.corpus)
        if missing:
            return NOT_YET, " ".join(missing)
        if is_example(self.corpus):
            return (
                NOT_YET,
                "In the example it stands; but that is ours. Bring an event of your own, and check it there.",
            )
        return STANDS, "What you did holds what was asked for. Whether it is well done, judge yourself."

    def twin(self):
        return []


class EventForm:
    """The form of an exercise about the reader's own event, made anew when that has other texts; it looks at its tables as they are."""

    def __init__(self, one):
        self.one, self.box, self._texts = one, ipywidgets.VBox(), None
        if one.number in EVENT_FORMS:
            listeners.remove(EVENT_FORMS[one.number].renew)
        EVENT_FORMS[one.number] = self
        listeners.append(self.renew)
        self.renew()

    def renew(self):
        """Show the form for the event as it is now, or what it waits for."""
        try:
            corpus = event_corpus()
            waits = None if corpus is not None else pages.note(NO_ARTICLE)
        except CorpusError as error:
            corpus, waits = None, pages.note(str(error))
        texts = None if waits else list(corpus.running_texts())
        if texts and texts == self._texts:
            # What stands in the form, and what has the focus, stays.
            self.shown.corpus = corpus
            return
        self._texts = texts
        self.shown = waits or FORMS[self.one.kind](self.one, corpus)
        self.box.children = [ipywidgets.HTML(waits.html) if waits else self.shown.box]

    def _repr_mimebundle_(self, **kwargs):
        twin = self.shown._repr_mimebundle_()
        texts = {name: twin[name] for name in ("text/plain", "text/html")}
        return {**self.box._repr_mimebundle_(**kwargs), **texts}


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

    def arranged(self):
        by_hand = ipywidgets.Checkbox(description="Type the statements as lines", indent=False, layout={"width": "98%"})
        lines = self.controls["lines"]

        def fold(change=None):
            by_hand.layout.display = "" if self.pen.pen.alive else "none"
            lines.layout.display = "" if by_hand.value or not self.pen.pen.alive else "none"

        for widget, name in ((self.pen.pen, "alive"), (by_hand, "value")):
            widget.observe(fold, names=name)
        fold()
        return [self.shelf(self.pen.box), by_hand, lines]

    def marked(self, article=None):
        self.controls["lines"].value = as_lines(self.pen.table)

    def typed(self):
        lines = self.controls["lines"].value
        if lines != as_lines(self.pen.table):
            try:
                table = self.one.read(lines, self.corpus)
            except Unreadable:
                self.pen.marks = {}
            else:
                self.pen.mark(table)

    def _unfinished(self):
        """A sentence about the statements of which what is said was not marked, or ""."""
        rows = self.pen.marks.get(self.pen.article, [])
        without = [str(number) for number, row in enumerate(rows, 1) if "content" not in row["parts"]]
        if not without:
            return ""
        are = "statements {} have" if len(without) > 1 else "statement {} has"
        return f"Left out: {are.format(' and '.join(without))} no words yet that are said."

    def _coding(self):
        """The statements: as they are marked, if the lines say the same, else as they are typed."""
        lines = self.controls["lines"].value
        return self.pen.table if lines == as_lines(self.pen.table) else lines

    def outcome(self):
        if not self.controls["lines"].value.strip():
            return NOT_TRIED, self._unfinished() or NOTHING_YET
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
            f"Neither is the right one: where they differ, say which rule you followed. {self._unfinished()}".strip(),
            pages.layers(self.corpus.articles.at[article, "raw"], start, end, layers),
            pages.table(shown),
            *map(pages.note, differences),
            *self._shared(theirs),
        )

    def _shared(self, theirs):
        if self.one.coder:
            yield pages.note(
                f"A is the coding beside yours, {self.one.coder} a second one. Statements that two have in common:"
            )
            yield pages.table(self.one.shared(theirs, self.corpus), places=2)

    def twin(self):
        return [pages.note(f"Statements, one a line: {FORM}")]


class LabellingForm(Form):
    """The form of a Labelling: a menu of labels for each unit, below its sentence; and one of rules, where there are any."""

    def __init__(self, one, corpus):
        self.units = one.key(corpus)
        labels = [(NOT_CHOSEN, ""), *((label, label) for label in one.options(corpus))]
        controls = {}
        if one.rules:
            controls["rule"] = ipywidgets.Dropdown(
                options=[(NOT_CHOSEN, ""), *((rule, str(place)) for place, rule in enumerate(one.rules, 1))],
                description="Rule:",
                layout={"width": "98%", "max_width": "46em"},
            )
        for place in range(1, len(self.units) + 1):
            controls[str(place)] = ipywidgets.Dropdown(options=labels, description=f"Number {place}:")
        super().__init__(one, corpus, controls)

    def arranged(self):
        rows = [self.controls["rule"]] if self.one.rules else []
        for place, unit in enumerate(self._sentences(), 1):
            rows += [ipywidgets.HTML(unit.html), self.controls[str(place)]]
        return rows

    def _sentences(self):
        return [pages.in_its_sentence(row, f"number {place}") for place, row in enumerate(self.units.itertuples(), 1)]

    def outcome(self):
        labels = self._labels(self._values())
        if not any(self._values().values()):
            return NOT_TRIED, NOTHING_YET
        without = [str(place) for place, label in enumerate(labels, 1) if not label]
        if without:
            return (
                NOT_YET,
                f"Choose for every number: {', '.join(without)} {'has' if len(without) == 1 else 'have'} none yet.",
            )
        if self.one.rules and not self.controls["rule"].value:
            return NOT_YET, "Choose the rule that you follow now."
        before = self._labels(read_answer(self.one.after).get("form", {})) if self.one.after else []
        if self.one.after and not all(before):
            return NOT_YET, f"Answer {self.one.after} first: there you label the same without the new rule."
        codings = {
            **({"you before": before} if before else {}),
            "you": labels,
            "A": self.units["A"],
            "B": self.units["B"],
        }
        table = pd.DataFrame({name: list(given) for name, given in codings.items()})
        table.index = pd.RangeIndex(1, len(table) + 1, name="number")
        pairs = combinations(codings, 2)
        found = {f"{one} and {other}": agreement.compare(table[one], table[other]) for one, other in pairs}
        return (
            BESIDE,
            f"Neither is the right one: where they differ, say which rule you followed. {self._moved(before, labels)}".strip(),
            pages.table(table),
            pages.table(pd.DataFrame(found).T.rename_axis("who"), places=2),
        )

    def _labels(self, form):
        return [form.get(str(place), "") for place in range(1, len(self.units) + 1)]

    def _moved(self, before, labels):
        if not before:
            return ""
        moved = [str(place) for place, (one, other) in enumerate(zip(before, labels), 1) if one != other]
        return f"By the new rule {len(moved)} of {len(labels)} moved{': ' * bool(moved)}{', '.join(moved)}."

    def twin(self):
        rules = [pages.note(f"Rule: {' / '.join(self.one.rules)}")] if self.one.rules else []
        labels = pages.note(f"For each number one of: {', '.join(self.one.options(self.corpus))}")
        return [*rules, *self._sentences(), labels]


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
            Highlighter(corpus, table="evidence", single=True, values={"fact": omissions.OWN_FACT}),
        )

    def arranged(self):
        statement, topic, *quotations = self.controls.values()
        return [statement, topic, self.shelf(self.pen.box), *quotations]

    def marked(self, article=None):
        for name in self.pen.marks if article is None else [article]:
            self.controls[name].value = marked_text(self.pen, name)

    def typed(self):
        paint(self.pen, {article: self.controls[article].value for article in self.articles})

    def outcome(self):
        values = self._values()
        if not any(values[name].strip() for name in ("statement", *self.articles)):
            return NOT_TRIED, NOTHING_YET
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
        if told := ", ".join(f"“{fact}”" for fact in omissions.told_by_same_words(grown)):
            said += f" Some of your words are evidence for {told} in our list: is your fact another one?"
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

    def twin(self):
        return [pages.note(f"Your fact: … Topic: … {' '.join(f'{name}: …' for name in self.articles)}")]


class FramingForm(Form):
    """The form of a Framing: an article to mark in, and for each function the words that carry it, and a line that words it.

    Of several marks of one function the last is the one that the form has. What was worded for another article waits until it
    is chosen again.
    """

    def __init__(self, one, corpus):
        self._elsewhere, self._shown, self._turning = {}, None, False
        wide = {"style": {"description_width": "6em"}, "layout": {"width": "98%", "max_width": "60em"}}
        outlets = corpus.choices(one.key(corpus))
        controls = {"article": ipywidgets.Dropdown(options=outlets, description="Article:", **wide)}
        for function in FUNCTIONS:
            controls[f"{function} words"] = ipywidgets.Text(
                description=f"{function}:",
                placeholder="words of the article, or blank",
                continuous_update=False,
                **wide,
            )
            controls[f"{function} line"] = ipywidgets.Text(
                description="in a line:",
                placeholder="who does or says what, in words that take no side",
                continuous_update=False,
                **wide,
            )
        super().__init__(
            one, corpus, controls, Highlighter(corpus, one.key(corpus), table="frames", values=WORDED_BESIDE)
        )

    def arranged(self):
        article, *others = self.controls.values()
        return [article, self.shelf(self.pen.pen), *others]

    def _values(self):
        return {**super()._values(), "elsewhere": self._elsewhere}

    def _fill(self, form):
        kept = form.get("elsewhere")
        self._elsewhere, self._shown = dict(kept) if isinstance(kept, dict) else {}, None
        super()._fill(form)

    def _turn(self, article):
        """Put the lines of the article that was shown away, and those of the one that is chosen now in their place."""
        lines = {name: control for name, control in self.controls.items() if name.endswith(" line")}
        self._elsewhere[self._shown] = {name: control.value for name, control in lines.items()}
        kept = self._elsewhere.pop(article, None)
        self._shown, self._turning = article, True
        for name, control in lines.items():
            control.value = str(kept.get(name, "")) if isinstance(kept, dict) else ""
        self.marked()
        self._turning = False

    def marked(self, article=None):
        article = self.controls["article"].value
        for function in FUNCTIONS:
            self.controls[f"{function} words"].value = self._marked(article, function)

    def _marked(self, article, function):
        spans = [row["parts"][function] for row in self.pen.marks.get(article, []) if function in row["parts"]]
        return " ".join(self.corpus.articles.at[article, "raw"][slice(*spans[-1])].split()) if spans else ""

    def typed(self):
        article = self.controls["article"].value
        if self._turning:
            return
        self.pen.article = article
        if self._shown not in (None, article):
            self._turn(article)
        self._shown = article
        rows = self.pen.marks.get(article, [])
        running = self.corpus.running_text(article)
        for function, quoted in self._words().items():
            if quoted == self._marked(article, function):
                continue
            rows = [row for row in rows if function not in row["parts"]]
            span = place_of(self.corpus, article, quoted) if quoted else None
            if span and CUT not in running[slice(*span)]:
                rows = [*rows, {"parts": {function: list(span)}, "fields": {}}]
        if rows != self.pen.marks.get(article, []):
            self.pen.marks = {**self.pen.marks, article: rows}

    def _words(self):
        return {function: " ".join(self.controls[f"{function} words"].value.split()) for function in FUNCTIONS}

    def outcome(self):
        quoted, article = self._words(), self.controls["article"].value
        lines = {function: self.controls[f"{function} line"].value.strip() for function in FUNCTIONS}
        if not any([*quoted.values(), *lines.values()]):
            return NOT_TRIED, NOTHING_YET
        for function in filter(quoted.get, FUNCTIONS):
            weighed = weigh(self.corpus, article, quoted[function], [])
            if not weighed.stands:
                return NOT_YET, f"{function}: {weighed.said}"
            start, end = place_of(self.corpus, article, quoted[function])
            if CUT in self.corpus.running_text(article)[start:end] and not self._marked(article, function):
                return NOT_YET, f"{function}: These words stand in the headline; mark words of the article itself."
        for function in FUNCTIONS:
            if bool(quoted[function]) != bool(lines[function]):
                return (
                    NOT_YET,
                    f"{function}: {'word it in a line.' if quoted[function] else 'mark the words that say so.'}",
                )
        ours = self.one.elements(self.corpus, article)
        layers = {"you": self._spans(article), "we": ours}
        raw = self.corpus.running_text(article).replace(CUT, " ")
        return (
            BESIDE,
            "Neither is the right one: where they differ, ask what each has seen. " + self._open(quoted, ours),
            pages.table(self._beside(lines, ours)),
            pages.layers(raw, 0, len(raw), layers),
        )

    def _spans(self, article):
        spans = [span for row in self.pen.marks.get(article, []) for span in row["parts"].values()]
        return pd.DataFrame(spans, columns=["start", "end"], dtype="int64")

    def _open(self, quoted, ours):
        left = {
            "You": [function for function in FUNCTIONS if not quoted[function]],
            "We": [function for function in FUNCTIONS if function not in set(ours["function"])],
        }
        said = [f"{who} left open: {', '.join(functions) or 'none'}." for who, functions in left.items()]
        return " ".join([*said, "To leave one open is a finding too."])

    def _beside(self, lines, ours):
        worded = {
            function: "; ".join(f"{row.statement} ({row.held_by})" for row in rows.itertuples())
            for function, rows in ours.groupby("function")
        }
        return pd.DataFrame(
            {"you": lines, "we": {function: worded.get(function, "") for function in FUNCTIONS}}
        ).rename_axis("function")

    def twin(self):
        return [pages.note(f"Article: … {' '.join(f'{function}: …' for function in FUNCTIONS)}")]


def marked_text(pen, article):
    """What is marked in an article, in one line: of several marks the last; "" for none."""
    rows = pen.marks.get(article, [])
    spans = list(rows[-1]["parts"].values()) if rows else []
    return " ".join(pen.corpus.articles.at[article, "raw"][slice(*spans[0])].split()) if spans else ""


def paint(pen, quotations):
    """Mark each quotation where it stands in its article, and nothing where it does not; {short name: words}."""
    marks = {}
    for article, quotation in quotations.items():
        if quotation.strip() and " ".join(quotation.split()) == marked_text(pen, article):
            marks[article] = pen.marks[article]
        elif article and (span := place_of(pen.corpus, article, quotation)):
            marks[article] = [{"parts": {"evidence": list(span)}, "fields": {}}]
    if marks != pen.marks:
        pen.marks = marks


def kept_by_the_page(control, number, name, values=()):
    """Name a control by a class, by which the page knows which answer is given here, and keeps it though no kernel is left to.

    name: the place of the answer in its form, "answers/sure" for one inside another. values: what each option of a menu means.
    """
    parts = [name, *map(json.dumps, values)]
    control.add_class(":".join(["course-answer", number, *map(quote, parts)]))


def _values_of_menu(control):
    """The values of a menu's options, which the page does not have; none for another control."""
    if not isinstance(control, ipywidgets.Dropdown):
        return []
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


def _by_whom(table, which):
    pairs = zip(table[f"{which}source"], table[f"{which}cue"])
    return pd.Series([" / ".join(part for part in pair if part) for pair in pairs], index=table.index, dtype="str")


FORMS = {
    "choice": ChoiceForm,
    "open": OpenForm,
    "coding": CodingForm,
    "labelling": LabellingForm,
    "framing": FramingForm,
    "fact": FactForm,
    "work": WorkForm,
    "own": OpenForm,
}
