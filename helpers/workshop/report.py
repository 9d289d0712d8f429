"""Step 6 of the workshop: three sentences with their evidence, and the report."""

import ipywidgets

from helpers.analyses import conclusions as analysis
from helpers.corpus.coded import TABLES
from helpers.corpus.marks import as_table, columns_of
from helpers.corpus.tables import CorpusError
from helpers.corpus.text import find_spans, words
from helpers.show import pages
from helpers.show import report as show
from helpers.show.highlighter import Highlighter
from helpers.workshop.event import NOT_YET
from helpers.workshop.step import LINE, WIDE, Step

SENTENCES, FILE, TABLE = 3, "report.html", "conclusions"
OF_ITS_SIZE = {"width": "auto", "align_self": "flex-start"}
MADE_OF = ["articles", "boilerplate", *TABLES]
FRESH = "This is the report on the event as it is now. The button writes it into a file."
OLD = "This report is not up to date: something has changed since it was made. Press the button."
OTHER = "The report of “{}” is not made yet: press the button."


def conclusions(event):
    """Three sentences on the event, each with the words that it rests on, marked with the pen or copied."""
    return Conclusions(event)


def report(event):
    """The report on the event as it is now, to be read, written into its folder and downloaded."""
    return LiveReport(event)


class Conclusions(Step):
    """Three boxes for a sentence each, what to think twice about in it, and a pen for its evidence.

    event: an Event; what is written and marked is in its conclusions.csv at once. sentences: the boxes. for_sentence: the menu
    that says for which of them words are marked. pen: the Highlighter, None without articles. quoted_from, quotation, add: to
    copy words instead. marks: of each sentence what is marked for it, as Highlighter.marks has it.
    """

    def __init__(self, event):
        super().__init__(event)
        self.pen, self.marks = None, [{} for _ in range(SENTENCES)]
        self._there, self._more, self._texts, self._busy = None, [], None, False
        self.sentences = [_lines(f"Sentence {number}:", continuous_update=False) for number in range(1, SENTENCES + 1)]
        self._below = [ipywidgets.HTML() for _ in self.sentences]
        numbers = [(f"sentence {number + 1}", number) for number in range(SENTENCES)]
        self.for_sentence = ipywidgets.Dropdown(options=numbers, description="Evidence is marked for:", style=WIDE)
        self._pen_box = ipywidgets.VBox()
        self.quoted_from = ipywidgets.Dropdown(description="Or copy words from:", style=WIDE)
        self.quotation = _lines("The words:")
        self.add = ipywidgets.Button(description="Add the words as evidence", layout=OF_ITS_SIZE)
        boxes = [each for pair in zip(self.sentences, self._below) for each in pair]
        marking = [self.for_sentence, self._pen_box, self.quoted_from, self.quotation, self.add]
        for box in self.sentences:
            box.observe(lambda change: self._busy or self._write(), names="value")
        self.for_sentence.observe(lambda change: self._turn(), names="value")
        self.add.on_click(lambda button: self._copy())
        self.arrange(*boxes, *marking, self.message)

    def renew(self):
        """Show what the event holds; what was typed and marked stays, unless the event has other conclusions by now."""
        if self._busy:
            return
        try:
            corpus = self.event.corpus
            if (there := self._stored()) != self._there:
                self._there = there
                self._load(corpus)
            self._follow(corpus)
        except CorpusError as error:
            self.say(str(error))
            return
        self._show()

    def _stored(self):
        return self.event.folder, self.event.rows(TABLE)

    def _load(self, corpus):
        """Take sentences and marks from the event; what stands there beyond three sentences is kept as it is."""
        found = [] if corpus is None else list(analysis.written(corpus).groupby("conclusion", sort=False))
        beyond = [sentence for sentence, _ in found[SENTENCES:]]
        self._more = [row for row in self._there[1] if row["conclusion"] in beyond]
        found = dict(enumerate(found[:SENTENCES]))
        self._busy = True
        for number, box in enumerate(self.sentences):
            sentence, rows = found.get(number, ("", None))
            box.value, self.marks[number] = sentence, {} if rows is None else _marks(rows)
        self._busy = False
        self._turn()

    def _follow(self, corpus):
        """A pen for the articles as they are now; it is made anew only if they are others."""
        texts = None if corpus is None else list(corpus.running_texts())
        if texts == self._texts and self._pen_box.children:
            return
        self._texts, self.pen = texts, None
        if corpus is None:
            self._pen_box.children = [ipywidgets.HTML(pages.note(NOT_YET).html)]
            return
        self.pen = Highlighter(corpus, table=TABLE, values={"conclusion": ""})
        self._turn()
        self.pen.observe(self._mark)
        before, articles = self.quoted_from.value, corpus.articles.index
        self.quoted_from.options = corpus.choices()
        # A menu that had no options chooses none of those that it gets.
        self.quoted_from.value = before if before in articles else articles[0]
        self._pen_box.children = [self.pen.box]

    def _turn(self):
        """Show with the pen what is marked for the sentence that was chosen."""
        if self.pen:
            self.pen.marks = self.marks[self.for_sentence.value]

    def _mark(self):
        self.marks[self.for_sentence.value] = dict(self.pen.marks)
        self._write()

    def _copy(self):
        """Add the words that were copied; where they do not stand in the article say so, and keep them."""
        corpus, article, copied = self.event.corpus, self.quoted_from.value, self.quotation.value.strip()
        if corpus is None or not words(copied):
            self.say(NOT_YET if corpus is None else "Copy words of an article into the box above first.")
            return
        found = find_spans(corpus.running_text(article), copied)
        if not found:
            outlet = corpus.articles.at[article, "outlet"]
            self.say(f"These words do not stand in the article of {outlet}: copy them from it, letter for letter.")
            return
        mine = self.marks[self.for_sentence.value]
        mine[article] = [*mine.get(article, []), _marked(*found[0])]
        self._turn()
        self.pen.article = article
        if self._write():
            self.quotation.value = ""

    def _write(self):
        """Write the sentences with their evidence; whether that was possible. What was refused still stands in the boxes."""
        self._busy = True
        try:
            self.event.write(conclusions=[*self._rows(), *self._more])
            self._there = self._stored()
            self.say(self._waiting())
            return True
        except CorpusError as error:
            self.say(str(error))
            return False
        finally:
            self._busy = False
            self._show()

    def _rows(self):
        corpus, rows, seen = self.event.corpus, [], {}
        if corpus is None:
            raise CorpusError(NOT_YET)
        for number, (sentence, marks) in enumerate(zip(self._texts_typed(), self.marks), 1):
            if sentence and seen.setdefault(sentence, number) != number:
                raise CorpusError(
                    f"Sentences {seen[sentence]} and {number} are the same: write another one, or empty the box."
                )
            if sentence:
                rows += _as_rows(corpus, sentence, marks)
        return rows

    def _texts_typed(self):
        return [" ".join(box.value.split()) for box in self.sentences]

    def _waiting(self):
        """What is marked for a sentence that nobody has written yet."""
        bare = [
            f"{number}"
            for number, (text, marks) in enumerate(zip(self._texts_typed(), self.marks), 1)
            if marks and not text
        ]
        return f"Evidence waits for sentence {' and '.join(bare)}: write it, and both are kept." if bare else ""

    def _show(self):
        for number, below in enumerate(self._below):
            below.value = self._page(number).html

    def _page(self, number):
        """A Page with what stands under a sentence: what to think twice about, and its evidence."""
        sentence, marks = self._texts_typed()[number], self.marks[number]
        try:
            corpus = self.event.corpus
            if corpus is None or not (sentence or marks):
                return pages.Page("", "")
            weighed = [
                pages.note(f"“{row.word}” ({row.about}): {row.why}")
                for row in analysis.warnings(corpus, sentence).itertuples()
            ]
            return pages.under(*weighed, show.evidence(corpus, _as_table(corpus, sentence, marks)))
        except CorpusError as error:
            return pages.note(str(error))

    @property
    def page(self):
        """The sentences as they are now, each with what stands under it, as a Page."""
        numbered = [
            pages.under(pages.note(f"{box.description} {text or '…'}"), self._page(number))
            for number, (box, text) in enumerate(zip(self.sentences, self._texts_typed()))
        ]
        return pages.under(*numbered, *([pages.note(NOT_YET)] if self.pen is None else []))


class LiveReport(Step):
    """The report on an event, drawn when it is asked for, for its charts take their time.

    make: the button that draws it anew and writes it into the event's folder. made: the Report that is shown, None without one.
    """

    def __init__(self, event):
        super().__init__(event)
        self.made, self._of, self._about = None, None, None
        self.make = ipywidgets.Button(
            description="Make the report, and a file of it", button_style="primary", layout=OF_ITS_SIZE
        )
        self._link, self._view = ipywidgets.HTML(), ipywidgets.HTML()
        self.make.on_click(lambda button: self._write())
        self._draw()
        self.arrange(self.make, self.message, self._link, self._view)

    def renew(self):
        """Say that the report is not up to date, if the event is not what it was made of; another event's is not shown."""
        if self.event.state(MADE_OF) == self._of:
            return
        self._link.value = ""
        if self.event.name == self._about:
            self.say(OLD)
        else:
            self.made, self._view.value = None, ""
            self.say(OTHER.format(self.event.name))

    def _draw(self):
        """Make the report of the event as it is now, or say why there is none; whether there is one."""
        self.made, self._of, self._about = None, self.event.state(MADE_OF), self.event.name
        try:
            corpus = self.event.corpus
            self.made = None if corpus is None else show.report(corpus)
            self.say(NOT_YET if corpus is None else FRESH)
        except CorpusError as error:
            self.say(str(error))
        self._view.value = self.made.page.html if self.made else ""
        return self.made is not None

    def _write(self):
        self._link.value = ""
        self.say("The report is being made; its charts take some seconds.")
        if not self._draw():
            return
        try:
            self.event.write_files({FILE: self.made.document})
        except (CorpusError, OSError) as error:
            self.say(f"The report could not be written: {error}")
            return
        name, data = f"report on {self.event.name}.html", self.made.document.encode("utf-8")
        link = pages.download(name, data, "text/html", "Download the report")
        self._link.value = f"<p>{link}: a file that opens in any browser, and prints.</p>"
        self.say(f"Made, and written into the folder of the event as {FILE}.")

    @property
    def page(self):
        """The report in brief, or why there is none, as a Page."""
        return self.made.brief if self.made else pages.note(self.said)


def _lines(description, **options):
    return ipywidgets.Textarea(description=description, rows=2, style=WIDE, layout=LINE, **options)


def _marked(start, end):
    return {"parts": {"evidence": [int(start), int(end)]}, "fields": {}}


def _marks(rows):
    """Rows of conclusions.written as marks of the pen, by article."""
    quoted = rows[rows["article"] != ""]
    return {
        article: [_marked(row.start, row.end) for row in mine.itertuples()]
        for article, mine in quoted.groupby("article", sort=False)
    }


def _as_table(corpus, sentence, marks):
    """Marks for a sentence as the coded table; what is marked twice stands there once."""
    places = {(article, *row["parts"]["evidence"]) for article, rows in marks.items() for row in rows}
    # What was marked in an article that is no longer there.
    places = sorted(place for place in places if place[0] in corpus.articles.index)
    rows = [{"conclusion": sentence, "article": article, "start": start, "end": end} for article, start, end in places]
    return as_table(corpus, TABLE, rows)


def _as_rows(corpus, sentence, marks):
    """A sentence with its evidence as rows of conclusions.csv, a row a piece; without evidence it is one row."""
    rows = _as_table(corpus, sentence, marks)[columns_of(TABLE)].to_dict("records")
    return rows or [{"conclusion": sentence, "article": "", "text": "", "occurrence": ""}]
