"""Exercises that need no code, as forms: a choice, an open question, a coding, a fact of one's own."""

import ipywidgets
import pandas as pd

from helpers.analyses import omissions
from helpers.corpus.tables import CorpusError
from helpers.corpus.text import words
from helpers.exercises.compare import Unreadable
from helpers.exercises.keeping import LONGEST_KEPT, keep_answer, read_answers
from helpers.exercises.kinds import file_of
from helpers.exercises.outcomes import BESIDE, CHANGED, NOT_TRIED, NOT_YET, STANDS, UNREADABLE
from helpers.exercises.own_coding import FORM
from helpers.exercises.verdict import compared, verdict
from helpers.show import pages

# A sentence that says something has at least so many.
FEWEST_WORDS = 3


class Form:
    """Controls for an answer without code, a button that checks it, and the verdict; its own value is kept on disk.

    Each kind of form says how the answer came out: outcome() gives the outcome, what is said of it, and further Pages.
    """

    def __init__(self, one, corpus, controls):
        self.one, self.corpus, self.controls = one, corpus, controls
        for name, value in read_answers(file_of(one.number).stem).get(one.number, {}).get("form", {}).items():
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
        kept = read_answers(file_of(self.one.number).stem).get(self.one.number, {})
        outcome = self.outcome() if kept.get("outcome") else (NOT_TRIED, "Fill in the form, and press Check.")
        return verdict(self.one, self.corpus, *outcome)

    def _values(self):
        return {name: control.value for name, control in self.controls.items()}

    def _changed(self, change):
        keep_answer(self.one.number, form=self._values())
        # A click can overtake a change on a slow line; what was checked and what was not must be told apart.
        self._show(verdict(self.one, self.corpus, CHANGED, self.waiting()))

    def _show(self, page):
        self.page, self.verdict.value = page, page.html

    def _checked(self, button):
        outcome, said, *more = self.outcome()
        if outcome != NOT_TRIED:
            keep_answer(self.one.number, outcome=outcome, answer=self.in_words(), form=self._values())
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

    def in_words(self):
        return self.controls["chosen"].value

    def twin(self):
        return [pages.note(f"– {option}") for option in self.one.options(self.corpus)]


class OpenForm(Form):
    """The form of an OpenQuestion: article, quotation, reasoning."""

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
        )

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

    def in_words(self):
        article, quotation, reasoning = self._values().values()
        return f"{article}: “{quotation.strip()[:LONGEST_KEPT]}” {reasoning.strip()[:LONGEST_KEPT]}"

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
    """The form of a Coding: the passage, and lines to code it in."""

    def __init__(self, one, corpus):
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
        )

    def outcome(self):
        if not self.controls["lines"].value.strip():
            return NOT_TRIED, f"Write a statement on each line: {FORM}. Then press Check."
        try:
            table, differences = self.one.compared(self.controls["lines"].value, self.corpus)
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
        return (
            BESIDE,
            "Neither is the right one: where they differ, say which rule you followed.",
            pages.table(shown),
            *map(pages.note, differences),
        )

    def waiting(self):
        return "Press Check."

    def in_words(self):
        return self.controls["lines"].value[:LONGEST_KEPT]

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
        )

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

    def in_words(self):
        return " · ".join(value.strip()[:LONGEST_KEPT] for value in self._values().values() if value.strip())

    def twin(self):
        return [pages.note(f"Your fact: … Topic: … {' '.join(f'{name}: …' for name in self.articles)}")]


def _by_whom(table, which):
    pairs = zip(table[f"{which}source"], table[f"{which}cue"])
    return pd.Series([" / ".join(part for part in pair if part) for pair in pairs], index=table.index, dtype="str")


FORMS = {"choice": ChoiceForm, "open": OpenForm, "coding": CodingForm, "fact": FactForm}
