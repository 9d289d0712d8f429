"""Step 1 of the workshop, its second half: what a web page left in the texts is taken out, and the texts stay as they are."""

import ipywidgets
import pandas as pd

from helpers.corpus.marks import as_marks, columns_of
from helpers.corpus.pasted import LOOKED_THROUGH, looked_through, suspects, unseen
from helpers.show import pages
from helpers.show.highlighter import Highlighter
from helpers.workshop.event import NOT_YET
from helpers.workshop.step import ALIGNED, BROAD, Step, button, choose

AT_A_TIME, LONGEST_SHOWN = 12, 70
# A long text is not to part the ticks from the pen; what can be scrolled must be reached by keyboard.
SCROLLED = (
    '<div role="region" aria-label="The article, marked" tabindex="0" style="max-height:22em;overflow:auto;padding:0 0.6em;'
    'border:1px solid #8888">{}</div>'
)
NOTHING_SUSPECT = "Nothing in this article looks as if it were no part of it."
OUT, IN = "Taken out.", "Put back: it belongs to the article again."


def take_out(event, place):
    """Take a place of suspects out of its article: a row in boilerplate.csv. Raises CorpusError where a table quotes it."""
    rows = event.rows("boilerplate")
    event.write(boilerplate=[*rows, {column: place[column] for column in columns_of("boilerplate")}])


def put_back(event, article, start, end):
    """Let what stands there be part of the article again: whatever was taken out of it goes from boilerplate.csv."""
    there = event.corpus.boilerplate
    inside = (there["article"] == article) & (there["start"] < end) & (start < there["end"])
    event.write(boilerplate=_as_rows(there[~inside]))


def mark(event, table, article, shown):
    """Have the rows of a table that the pen gives, boilerplate, in place of those that it has shown of an article.

    shown: their places, each start and end. What has been taken out elsewhere meanwhile, in a second tab, stays.
    """
    there = event.corpus.boilerplate
    places = list(zip(there["start"], there["end"]))
    mine = {*shown, *zip(table["start"], table["end"])}
    others = there[[name != article or place not in mine for name, place in zip(there["article"], places)]]
    event.write(boilerplate=_as_rows(pd.concat([others, table])))


def look_through(event, article, is_done):
    """Note whether somebody has looked an article through, so that what is left of it is the article."""
    rows = event.rows("articles")
    said = {article: "yes" if is_done else ""}
    event.write(
        articles=[{**row, LOOKED_THROUGH: said.get(row["article"], row.get(LOOKED_THROUGH, ""))} for row in rows]
    )


def _as_rows(table):
    return table.drop(columns=["start", "end"]).fillna("").to_dict("records")


class Clean(Step):
    """An article with what is suspect in it, a tick for each, and a pen for what else is not the article.

    article: the menu. ticks: the boxes, AT_A_TIME at once, `further` shows the next ones. done: whether it was looked through.
    """

    def __init__(self, event):
        super().__init__(event)
        self.article = ipywidgets.Dropdown(description="Article:", style=ALIGNED, layout=BROAD)
        self.ticks = [ipywidgets.Checkbox(indent=False, layout=BROAD) for _ in range(AT_A_TIME)]
        self.further = button("The next ones", self._further)
        self.done = ipywidgets.Checkbox(
            description="I have looked this article through: what is left is the article", indent=False, layout=BROAD
        )
        self._count, self._text = ipywidgets.HTML(), ipywidgets.HTML()
        self._pen_box, self._pen, self._of, self._places = ipywidgets.VBox(), None, None, []
        self._first, self._suspects = 0, []
        how = ipywidgets.HTML("<p>What else is no part of the article? Mark it with the pen.</p>")
        self._rows = [self.article, self._count, *self.ticks, self.further, self._text, how, self._pen_box, self.done]
        self.arrange(*self._rows[:2], self.message, *self._rows[2:])
        self.article.observe(self._turned, names="value")
        self.done.observe(self._looked, names="value")
        for place, tick in enumerate(self.ticks):
            tick.observe(lambda change, place=place: self._ticked(place, change["new"]), names="value")

    @property
    def pen(self):
        """The Highlighter that marks what else is not the article; None as long as there is no article."""
        return self._pen

    @property
    def page(self):
        """A Page with how much of each article is suspect, and with the article that is chosen, marked."""
        if waiting := self.event.waits_for():
            return pages.note(waiting)
        corpus = self.event.corpus
        return pages.under(pages.table(overview(corpus)), painted(corpus, self._shown(corpus)))

    def _shown(self, corpus):
        return self.article.value if self.article.value in corpus.articles.index else corpus.articles.index[0]

    def renew(self):
        """Put what the event holds now into the ticks, the text and the pen."""
        waiting = self.event.waits_for()
        for row in self._rows:
            row.layout.display = "none" if waiting else None
        if waiting:
            self._of = None
            self.say(waiting)
            return
        corpus = self.event.corpus
        if self.said == NOT_YET:
            self.say("")
        choose(self.article, corpus.choices(), self.article.value)
        article = self._shown(corpus)
        found = suspects(corpus)
        self._suspects = found[found["article"] == article].to_dict("records")
        self._fill_ticks()
        self.done.value = article in looked_through(corpus)
        self._count.value = pages.note(counted(self._suspects)).html
        self._text.value = SCROLLED.format(painted(corpus, article).html)
        self._renew_pen(corpus, article)

    def _fill_ticks(self):
        if self._first >= len(self._suspects):
            self._first = 0
        shown = self._suspects[self._first : self._first + AT_A_TIME]
        for tick, place in zip(self.ticks, [*shown, *[None] * AT_A_TIME]):
            tick.layout.display = "none" if place is None else None
            if place:
                text = " ".join(place["text"].split())
                short = f"{text[:LONGEST_SHOWN]}{'…' * (len(text) > LONGEST_SHOWN)}"
                tick.description, tick.value = f"Take out: “{short}” ({place['reason']})", place["is_out"]
        self.further.layout.display = None if len(self._suspects) > AT_A_TIME else "none"

    def _renew_pen(self, corpus, article):
        raw = corpus.articles.at[article, "raw"]
        if self._of != (article, raw):
            self._of = (article, raw)
            self._pen = Highlighter(corpus, [article], table="boilerplate", coded=True)
            self._pen.observe(self._marked)
            self._pen_box.children = [self._pen.box]
        self._show_marks(corpus)

    def _show_marks(self, corpus):
        (article,) = self._pen.articles
        there = corpus.boilerplate[corpus.boilerplate["article"] == article]
        marks = [
            {"parts": {"boilerplate": [int(each["start"]), int(each["end"])]}, "fields": {"reason": each["reason"]}}
            for each in as_marks(there, "boilerplate")
        ]
        if _in_order(self._pen.marks.get(article, [])) != _in_order(marks):
            self._pen.marks = {article: marks}
        self._places = _places(marks)

    def _marked(self):
        (article,) = self._pen.articles
        shown, self._places = self._places, _places(self._pen.marks.get(article, []))
        done = self.attempt(lambda: mark(self.event, self._pen.table, article, shown))
        if not done and not self.event.waits_for():
            self._show_marks(self.event.corpus)

    def _ticked(self, place, wanted):
        if self.filling:
            return
        suspect = self._suspects[self._first + place]
        if wanted:
            done = self.attempt(lambda: take_out(self.event, suspect) or OUT)
        else:
            done = self.attempt(
                lambda: put_back(self.event, suspect["article"], suspect["start"], suspect["end"]) or IN
            )
        if not done:
            self.follow()

    def _looked(self, change):
        if not self.filling:
            self.attempt(look_through, self.event, self.article.value, change["new"])

    def _turned(self, change):
        if not self.filling:
            self._first = 0
            self.say("")
            self.follow()

    def _further(self):
        self._first += AT_A_TIME
        self.follow()


def _places(marks):
    return [tuple(each["parts"]["boilerplate"]) for each in marks]


def _in_order(marks):
    return sorted((each["parts"]["boilerplate"], each["fields"].get("reason", "")) for each in marks)


def counted(places):
    """How many places of suspects are taken out, as a sentence."""
    out = sum(place["is_out"] for place in places)
    return f"{out} of {len(places)} suspect places taken out." if places else NOTHING_SUSPECT


def overview(corpus):
    """A row an article: how many places are suspect, how many of them are out, what nobody sees, whether it was looked through."""
    found, hidden, done = suspects(corpus), unseen(corpus), looked_through(corpus)
    rows = {
        article: (
            int((found["article"] == article).sum()),
            int(found.loc[found["article"] == article, "is_out"].sum()),
            ", ".join(f"{row.sign} {row.places}" for row in hidden[hidden["article"] == article].itertuples()),
            "yes" if article in done else "",
        )
        for article in corpus.articles.index
    }
    columns = ["suspect places", "of them taken out", "signs that nobody sees (harmless)", "looked through"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("article")


def painted(corpus, article):
    """A Page with the file of an article: the headline, what was taken out, and what is suspect and was not."""
    out, found = corpus.left_out[corpus.left_out["article"] == article], suspects(corpus)
    kinds = ["headline" if reason == "headline" else "boilerplate" for reason in out["reason"]]
    left = found[(found["article"] == article) & ~found["is_out"]].assign(kind="suspect")
    spans = pd.concat([out.assign(kind=kinds), left])[["start", "end", "kind", "reason"]]
    legend = {"headline": "the headline, not counted", "boilerplate": "taken out", "suspect": "suspect, and counted"}
    return pages.reading(corpus.articles.at[article, "raw"], spans, legend)


def clean(event):
    """Step 1, its second half: what is no part of the articles is shown, and taken out by a click each."""
    return Clean(event)
