"""The experiment: what a reader of one article thinks of the event, before she has read another one, and after all of them."""

import secrets
from typing import NamedTuple

import ipywidgets
import pandas as pd

from helpers.corpus.corpus import current_corpus
from helpers.corpus.tables import CorpusError, read_table
from helpers.exercises import keeping
from helpers.exercises.forms import LIVE, kept_by_the_page
from helpers.exercises.kinds import FOLDER
from helpers.show import pages

FIRST_CHAPTER = "01"
SCALE = range(1, 8)
CHANCE, CHOSEN = "chance", "chosen"
TABLE = FOLDER / "experiment.csv"
WIDE = {
    "style": {"description_width": "initial"},
    "layout": {"width": "max-content", "max_width": "98%", "flex_flow": "row wrap"},
}


def load_questions(path=TABLE):
    """The questions of the experiment, from a table with a row for each.

    Columns, indexed by key: question, lowest, highest; what 1 and what 7 mean. Raises CorpusError where it cannot be used.
    """
    columns = ["key", "question", "lowest", "highest"]
    table = read_table(path, columns, columns)
    for row, key in table.loc[table["key"].duplicated(), "key"].items():
        raise CorpusError(
            f"{path.name}, row {row}: the key “{key}” stands there already; give one of the two another name."
        )
    return table.set_index("key")


_TABLE = load_questions()
# The text of each question by its key, in the order in which they are asked; and what 1 and 7 mean.
QUESTIONS = _TABLE["question"].to_dict()
ENDS = {key: (row.lowest, row.highest) for key, row in _TABLE.iterrows()}


class Kept(NamedTuple):
    """What is kept of the experiment: the article that was read first, "" where none is told, how it came, the answers by key."""

    article: str = ""
    drawn: str = CHANCE
    answers: dict = {}


def kept(chapter, corpus):
    """What is kept of the experiment in a chapter ("01"), as far as it fits the articles and the questions."""
    form = keeping.read_answer(keeping.beside(chapter, keeping.EXPERIMENT)).get("form", {})
    answers = form.get("answers") if isinstance(form.get("answers"), dict) else {}
    article = form.get("article", "")
    if article not in ["", *corpus.articles.index]:
        return Kept()
    return Kept(
        article,
        CHOSEN if form.get("drawn") == CHOSEN else CHANCE,
        {key: answers[key] for key in QUESTIONS if answers.get(key) in list(SCALE)},
    )


def before_after(corpus, chapter):
    """The answers of chapter 01 beside those of a later one.

    Columns, indexed by question: 1 means, 7 means, after one article, after all, change ("+3", "-1", "0"); as texts, "" for
    none.
    """
    before, after = kept(FIRST_CHAPTER, corpus).answers, kept(chapter, corpus).answers
    rows = [
        {
            "question": question,
            "1 means": ENDS[key][0],
            "7 means": ENDS[key][1],
            "after one article": str(before.get(key, "")),
            "after all": str(after.get(key, "")),
            "change": _moved(before[key], after[key]) if key in before and key in after else "",
        }
        for key, question in QUESTIONS.items()
    ]
    return pd.DataFrame(rows).set_index("question")


class Experiment:
    """The experiment in a chapter: in the first an article to read, given by chance or fixed, and questions; later, these again.

    The questions are menus, for each is read out with its question and is one stop of the Tab key; none has an answer
    before it is given, for that would be an anchor. What is answered is kept like an answer to an exercise.
    """

    def __init__(self, chapter, corpus, article=""):
        self.chapter, self.number, self.corpus = chapter, keeping.beside(chapter, keeping.EXPERIMENT), corpus
        self.fixed = corpus.short_names(article)[0] if article else ""
        self.is_first = int(chapter) == int(FIRST_CHAPTER)
        self.article, self.drawn = "", CHANCE
        self.draw = ipywidgets.Button(description="Give me an article", layout={"width": "max-content"})
        self.controls = {key: _menu(key) for key in QUESTIONS}
        for key, control in self.controls.items():
            kept_by_the_page(control, self.number, f"answers/{key}", [value for _, value in control.options])
        outlets = [("choose an article", ""), *corpus.choices()]
        self.was = ipywidgets.Dropdown(options=outlets, description="In chapter 01 I had read:", **WIDE)
        self.read, self.said = ipywidgets.HTML(), ipywidgets.HTML()
        self.questions = ipywidgets.VBox(list(self.controls.values()))
        self.box = ipywidgets.VBox([self.draw, self.was, self.read, self.questions, self.said])
        self._fill()
        self.draw.on_click(self._drawn)
        self._observe(True)
        LIVE[self.number] = self

    def _observe(self, on):
        for control, heard in [(self.was, self._told), *((each, self._changed) for each in self.controls.values())]:
            (control.observe if on else control.unobserve)(heard, names="value")

    @property
    def answers(self):
        """The answers that are given, by the key of the question."""
        return {key: control.value for key, control in self.controls.items() if control.value}

    def restore(self):
        """Show what is kept now."""
        mine = kept(self.chapter, self.corpus)
        if mine != (self.article, self.drawn, self.answers):
            self._observe(False)
            self._fill()
            self._observe(True)

    def _fill(self):
        mine = kept(self.chapter, self.corpus)
        begun = mine if self.is_first else kept(FIRST_CHAPTER, self.corpus)
        if self.fixed:
            begun = Kept(self.fixed, CHOSEN)
        # Of which article somebody was a reader is settled in the first chapter, if that is known here.
        given = begun if begun.article else mine
        self.article, self.drawn = given.article, given.drawn
        self.was.value = self.article
        self.was.layout.display = "none" if self.is_first or begun.article else ""
        for key, control in self.controls.items():
            # What was answered to another article is no answer to this one.
            control.value = mine.answers.get(key, "") if mine.article in ("", self.article) else ""
        self._show()

    def _drawn(self, button):
        self.article, self.drawn = secrets.choice(list(self.corpus.articles.index)), CHANCE
        self._changed()

    def _told(self, change):
        # What somebody remembers is not known to have been given by chance.
        self.article, self.drawn = self.was.value, CHOSEN
        if self.article:
            self._changed()
        self._show()

    def _changed(self, change=None):
        form = {"article": self.article, "drawn": self.drawn, "answers": self.answers}
        keeping.keep_answer(self.number, form)
        self._show()

    def _show(self):
        self.draw.layout.display = "" if self.is_first and not self.article else "none"
        self.read.value = pages.under(*self._to_read()).html
        self.questions.layout.display = "" if self.article else "none"
        self.said.value = self._result().html

    def _to_read(self):
        """What stands above the questions once it is known who answers them: in the first chapter, the article itself."""
        if self.article and self.is_first:
            yield pages.article(self.corpus, self.article, cleaned=True)
        elif self.article:
            by_chance = ", which chance gave you" if self.drawn == CHANCE else ""
            yield pages.note(f"First you had read {self.corpus.articles.at[self.article, 'outlet']}{by_chance}.")
        elif not self.is_first:
            yield pages.note(
                "What you answered in chapter 01 is not kept here. Take it back there, or by its line, and run this cell again; "
                "or say which article you had read. If you left the experiment out, go on."
            )

    def _result(self):
        if not self.article:
            return pages.note("")
        counted = pages.note(f"{len(self.answers)} of {len(QUESTIONS)} answered.")
        # Not before all are answered again: who sees what she said before says it once more.
        if self.is_first or len(self.answers) < len(QUESTIONS):
            return counted
        if not kept(FIRST_CHAPTER, self.corpus).answers:
            return pages.under(
                counted, pages.note("Without your answers of chapter 01 there is nothing to lay beside them.")
            )
        return pages.under(counted, pages.table(before_after(self.corpus, self.chapter)))

    def _twin(self):
        if self.is_first and not self.article:
            files = " · ".join(f"{place} {name}" for place, name in enumerate(self.corpus.articles["file"], 1))
            yield pages.note(
                "Run this cell to be given an article. On paper: draw one of these numbers, and read its file, which lies in the "
                f"folder of the articles: {files}"
            )
        yield from self._to_read()
        for key, question in QUESTIONS.items():
            lowest, highest = ENDS[key]
            answer = self.controls[key].value or "…"
            yield pages.note(f"{question} From 1, {lowest}, to 7, {highest}: {answer}")
        yield self._result()

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(*self._twin())
        return {**self.box._repr_mimebundle_(**kwargs), "text/plain": twin.text.rstrip(), "text/html": twin.html}


def experiment(chapter, article=""):
    """The experiment in a chapter: in "01" an article and questions, in a later one the same questions.

    article: the one that is given, by its short name, where chance is not to choose it.
    """
    try:
        return Experiment(chapter, current_corpus(), article)
    except CorpusError as error:
        return pages.note(f"The experiment cannot begin: {error}")


def _moved(before, after):
    return f"{after - before:+d}" if after != before else "0"


def _menu(key):
    lowest, highest = ENDS[key]
    meaning = {SCALE[0]: f" · {lowest}", SCALE[-1]: f" · {highest}"}
    options = [(f"{value}{meaning.get(value, '')}", value) for value in SCALE]
    blank = f"choose, from 1, {lowest}, to {SCALE[-1]}, {highest}"
    return ipywidgets.Dropdown(options=[(blank, ""), *options], description=QUESTIONS[key], **WIDE)
