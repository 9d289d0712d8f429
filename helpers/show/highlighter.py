"""A pen: words are marked in an article, and what is marked is the coded table."""

from bisect import bisect_left
from numbers import Integral
from pathlib import Path
from typing import NamedTuple

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from helpers.corpus import text as texts
from helpers.corpus.coded import CERTAINTIES, ELSEWHERE, FORMS, NOT_AT_ALL, SAID
from helpers.corpus.marks import as_marks, as_table, columns_of, save_table
from helpers.corpus.tables import CorpusError
from helpers.show import pages

HERE = Path(__file__).parent
FRONT, LOOK = HERE / "front.js", HERE / "front.css"
WIDE = {"description_width": "initial"}
MOST_MARKS = 2000
UNITS_BEFORE, UNITS_AFTER = set("$€£¥"), set("%‰°€")


class Scheme(NamedTuple):
    """What is marked for a coded table: the parts of a row, each a kind of pages.MARKS, and which of them is its text.

    noun: what a row is called. fields: what is typed or chosen beside a row, by column, with the choices if there are any.
    apart: the column that says which of the parts a row is, where each mark is a row of its own.
    """

    noun: str
    parts: dict
    text: str = ""
    fields: dict = {}
    apart: str = ""


SCHEMES = {
    "attributions": Scheme("statement", pages.STATEMENT_PARTS, "content"),
    "evidence": Scheme("place", {"evidence": "evidence"}, "evidence"),
    "actions": Scheme(
        "act",
        {"clause": "the clause of the act", "actor": "who does it", "act": "the act", "affected": "to whom or to what"},
        "clause",
        {"form": FORMS, "side_of_actor": [], "side_of_affected": [], "named_elsewhere": [ELSEWHERE, NOT_AT_ALL]},
    ),
    "frames": Scheme(
        "element",
        {
            "problem": "a problem",
            "cause": "its cause",
            "evaluation": "an evaluation",
            "remedy": "a remedy",
        },
        fields={"statement": [], "about": [], "certainty": CERTAINTIES},
        apart="function",
    ),
    "conclusions": Scheme("place", {"evidence": "evidence"}, "evidence"),
    "boilerplate": Scheme("span", {"boilerplate": "not the article"}, "boilerplate", {"reason": []}),
}


class Pen(anywidget.AnyWidget):
    """The front end of a Highlighter; what Python and the page tell each other about a text and its marks.

    Offsets count code points from the beginning of `text`, which stands at `offset` of the file. words, sentences, quotes: the spans of the words, the number of
    the first word of each sentence, and of each quotation its span with that of its words. rows: the marks, each a dict
    with parts (spans by name) and fields. apart: whether each mark is a row of its own. alive: whether a page shows it.
    """

    _esm, _css = FRONT, LOOK
    part = traitlets.Unicode("pen").tag(sync=True)
    article = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    offset = traitlets.Int(0).tag(sync=True)
    words = traitlets.List().tag(sync=True)
    sentences = traitlets.List().tag(sync=True)
    quotes = traitlets.List().tag(sync=True)
    parts = traitlets.List().tag(sync=True)
    fields = traitlets.List().tag(sync=True)
    noun = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    single = traitlets.Bool(False).tag(sync=True)
    apart = traitlets.Bool(False).tag(sync=True)
    rows = traitlets.List().tag(sync=True, echo_update=False)
    alive = traitlets.Bool(False).tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(self._heard)

    def _heard(self, widget, content, buffers):
        # On a slow line words can still be marked in an article after another one was chosen.
        if content.get("article", self.article) != self.article:
            return
        if content.get("do") == "mark" and isinstance(content.get("rows"), list):
            self.set_state({"rows": content["rows"]})


class Highlighter:
    """An article in which words can be marked, by mouse, touch or keyboard, and the coded table that comes of it.

    articles: short names or outlets, all by default; with several a menu chooses. table: which coded table is made,
    "attributions", "evidence", "actions", "frames", "conclusions" or "boilerplate". sentences: the first and the last sentence to be shown of the
    only article. single: whether a new mark takes the place of the one before. coded: whether it opens with what is coded
    in the corpus. values: what stands in every row, by column. The stored notebook and readers without kernel have the
    static twin: the article, painted.
    """

    def __init__(
        self, corpus, articles=None, table="attributions", sentences=None, single=False, values=None, coded=False
    ):
        if table not in SCHEMES:
            raise CorpusError(f"The pen makes no table “{table}”; it makes {', '.join(SCHEMES)}.")
        self.corpus, self.name, self.scheme, self.values = corpus, table, SCHEMES[table], values or {}
        self.articles = corpus.short_names(corpus.articles.index if articles is None else articles)
        self._sentences, self._listeners = sentences, []
        self._marks = {article: self._coded(article) for article in self.articles} if coded else {}
        self.pen = Pen(
            parts=[
                {"name": name, "label": label, **pages.MARKS[name]._asdict()}
                for name, label in self.scheme.parts.items()
            ],
            fields=[
                {"name": name, "label": name, "options": list(options)} for name, options in self._fields().items()
            ],
            noun=self.scheme.noun,
            help=_help(self.scheme),
            single=single,
            apart=bool(self.scheme.apart),
        )
        outlets = corpus.choices(self.articles)
        self.chooser = ipywidgets.Dropdown(options=outlets, description="Article:", style=WIDE)
        self._show(self.articles[0])
        self.chooser.observe(lambda change: self._show(change["new"]), names="value")
        self.pen.observe(self._changed, names="rows")
        self.box = ipywidgets.VBox([self.chooser, self.pen] if len(self.articles) > 1 else [self.pen])

    def _fields(self):
        facts = list(self.corpus.facts["fact"]) if self.name == "evidence" and self.corpus.has("facts") else []
        fields = {**({"fact": facts} if self.name == "evidence" else {}), **self.scheme.fields}
        return {name: options for name, options in fields.items() if name not in self.values}

    def _coded(self, article):
        """What is coded of an article, as rows of marks; of what the pen has no field for, nothing is lost."""
        table = self.corpus.boilerplate if self.name == "boilerplate" else self.corpus.tables.get(self.name)
        return [] if table is None else self._rows(table[table["article"] == article])

    def mark(self, table):
        """Mark the rows of a coded table, in place of what is marked in the article that is shown."""
        self.marks = {**self.marks, self.article: self._rows(table)}

    def _rows(self, table):
        rows = []
        for mark in as_marks(table, self.name):
            parts = {name: mark.pop(name) for name in self.scheme.parts if name in mark}
            parts[self.scheme.text or mark[self.scheme.apart]] = (mark.pop("start"), mark.pop("end"))
            if all(mark.get(name) == value for name, value in self.values.items()):
                rows.append({"parts": {name: list(map(int, span)) for name, span in parts.items()}, "fields": mark})
        return rows

    @property
    def article(self):
        """The short name of the article that is shown."""
        return self.pen.article

    @article.setter
    def article(self, name):
        (self.chooser.value,) = self.corpus.short_names(name)

    @property
    def marks(self):
        """What is marked, by article: rows as dicts with parts (spans by name, offsets into raw) and fields."""
        return {article: rows for article in self.articles if (rows := self._marks.get(article))}

    @marks.setter
    def marks(self, marks):
        # They may come from a file or a browser, and be anything.
        marks = marks if isinstance(marks, dict) else {}
        self._marks = {article: self._readable(article, marks.get(article)) for article in self.articles}
        self._show(self.article)

    def observe(self, listener):
        """Call `listener` whenever something is marked or unmarked on the page."""
        self._listeners.append(listener)

    @property
    def table(self):
        """What is marked, as the coded table: the columns that load_corpus gives it, in reading order.

        A row without its needed part is left out. Raises CorpusError for a row that the loader would refuse.
        """
        rows = []
        for article, marked in self.marks.items():
            for row in marked:
                parts = dict(row["parts"])
                apart = [(name, parts.pop(name)) for name in list(parts)] if self.scheme.apart else []
                whole = [("", parts.pop(self.scheme.text))] if self.scheme.text in parts else apart
                for name, (start, end) in whole:
                    which = {self.scheme.apart: name} if self.scheme.apart else {}
                    fields = _defaults(self.name, {**row["fields"], **self.values, **parts, **which})
                    rows.append({"article": article, "start": start, "end": end, **fields})
        return as_table(self.corpus, self.name, rows)

    def save(self, path, replace=False):
        """Write the table to a CSV file that load_corpus reads; a sentence says what was written.

        Rows of other articles that stand there already stay. Raises CorpusError where the file that is there cannot be read,
        for a fact that facts.csv does not have, and where a row would be lost that is not marked, unless `replace`.
        """
        table, facts = self.table, list(self.corpus.facts["fact"]) if self.corpus.has("facts") else []
        for fact in table["fact"] if self.name == "evidence" else ():
            if fact not in facts:
                raise CorpusError(f"No fact is called “{fact}”; there are {', '.join(facts) or 'none'}.")
        mine = {**{"article": self.articles}, **{name: [value] for name, value in self.values.items()}}
        return save_table(
            table,
            self.name,
            Path(path),
            lambda row: all(row.get(name) in known for name, known in mine.items()),
            replace,
        )

    def _whole(self, article):
        # Only what is not the article is marked in what is not the article.
        return (
            self.corpus.articles.at[article, "raw"] if self.name == "boilerplate" else self.corpus.running_text(article)
        )

    def _span(self, article):
        """Where what is shown of an article begins and ends: offsets into raw."""
        if not self._sentences:
            return 0, len(self.corpus.articles.at[article, "raw"])
        shown = self.corpus.sentences_of(article).set_index("number").loc[slice(*self._sentences)]
        return int(shown["start"].min()), int(shown["end"].max())

    def _show(self, article):
        start, end = self._span(article)
        text = self._whole(article)[start:end]
        words = [_with_unit(text, word) for word in texts.word_spans(text)]
        starts = [word.start for word in words]
        with self.pen.hold_sync():
            self.pen.article, self.pen.label = (
                article,
                f"Words to mark in the article of {self.corpus.articles.at[article, 'outlet']}",
            )
            self.pen.offset = start
            self.pen.words = [list(word) for word in words]
            self.pen.quotes = _quotes(text, words, starts)
            self.pen.sentences = sorted({bisect_left(starts, span.start) for span in texts.sentence_spans(text)})
            self.pen.rows = [_moved(row, -start) for row in self._marks.get(article, [])]
            self.pen.text = text
        # The page may hold marks of which Python has not heard, or which came too late.
        self.pen.send_state("rows")

    def _changed(self, change):
        start, _ = self._span(self.article)
        rows = self._readable(self.article, [_moved(row, start) for row in change["new"]])
        if rows == self._marks.get(self.article, []):
            return
        self._marks[self.article] = rows
        for listener in self._listeners:
            listener()

    def _readable(self, article, rows):
        """Those of the rows that can be marks in the article."""
        start, end = self._span(article)
        rows = rows if isinstance(rows, list) else []
        return [clean for row in rows[:MOST_MARKS] if (clean := self._clean(row, start, end))]

    def _clean(self, row, start, end):
        if not isinstance(row, dict) or not isinstance(row.get("parts"), dict):
            return None
        parts = {
            name: [int(edge) for edge in span]
            for name, span in row["parts"].items()
            if name in self.scheme.parts and _is_span(span, start, end)
        }
        fields = row.get("fields") if isinstance(row.get("fields"), dict) else {}
        # By its row, whoever has opened the pen with marks knows one again.
        known = ["row", *columns_of(self.name, optional=True)]
        fields = {name: str(value) for name, value in fields.items() if name in known}
        return {"parts": parts, "fields": fields} if parts else None

    def painted(self):
        """A Page with what is shown, its marks painted; of marks inside one another the outer one."""
        start, end = self._span(self.article)
        spans = [
            (*span, name, self.scheme.parts[name])
            for row in self._marks.get(self.article, [])
            for name, span in row["parts"].items()
        ]
        spans = pd.DataFrame(spans, columns=["start", "end", "kind", "reason"])
        spans[["start", "end"]] -= start
        text = self._whole(self.article)[start:end].replace(texts.CUT, " ")
        return pages.reading(text, spans, self.scheme.parts)

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(pages.note("Run this cell to mark words with the pen."), self.painted())
        return pages.with_twin(self.box, twin, **kwargs)


def _help(scheme):
    number = len(scheme.parts)
    how = "Drag over words, or touch the first and the last; or use the arrow keys, and Shift to extend. "
    by = "Enter or 1 marks them." if number == 1 else f"Enter, or a number from 1 to {number}, marks them"
    by += "" if number == 1 else "." if scheme.apart else f"; N begins a new {scheme.noun}."
    return f"{how}{by} Delete unmarks, Escape leaves the text."


def _defaults(name, fields):
    """The columns that must not be blank, where nobody has filled them in."""
    blank = {
        "attributions": {"source_type": "not coded"},
        "evidence": {"agrees": "same"},
        "frames": {"about": "not said", "statement": "not worded", "certainty": SAID},
        "boilerplate": {"reason": "not the article"},
    }
    return {**blank.get(name, {}), **{column: value for column, value in fields.items() if value}}


def _with_unit(text, word):
    """The span of a word with the sign beside it that says of what a number is: “36%”, “$100”."""
    start = word.start - (text[max(0, word.start - 1) : word.start] in UNITS_BEFORE)
    return texts.Span(start, word.end + (text[word.end : word.end + 1] in UNITS_AFTER))


def _quotes(text, words, starts):
    """Of each quotation that is closed and holds a word: where it begins and ends, and where its words do."""
    found = []
    for mark in texts.quotations(text):
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end) - 1
        if mark.balanced and first <= last:
            found.append([mark.start, mark.end, words[first].start, words[last].end])
    return found


def _moved(row, by):
    parts = {name: [edge + by for edge in span] for name, span in row["parts"].items()}
    return {"parts": parts, "fields": dict(row.get("fields") or {})}


def _is_span(span, start, end):
    return (
        isinstance(span, list | tuple)
        and len(span) == 2
        and all(isinstance(edge, Integral) for edge in span)
        and start <= span[0] < span[1] <= end
    )
