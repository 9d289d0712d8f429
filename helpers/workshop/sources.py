"""Step 4 of the workshop: the statements that rules propose, looked at one by one; who speaks in them; how the rules did."""

import ipywidgets

from helpers.analyses import speakers as who
from helpers.analyses import statements
from helpers.analyses.sourcing import around
from helpers.corpus.coded import ADDED, BY_A_READER, CHANGED, KEPT, PROPOSED_BY, TAKEN_OUT
from helpers.corpus.corpus import current_corpus
from helpers.corpus.marks import as_rows, as_table
from helpers.corpus.tables import CorpusError
from helpers.show import error_card, pages
from helpers.show.highlighter import Highlighter
from helpers.workshop.event import NOT_YET, live
from helpers.workshop.step import WIDE, Step, button, in_a_row, shortened

FIELD = {"width": "32em", "max_width": "98%"}
CODER, MOST_LETTERS = "you", 80
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
DECIDED = {KEPT: "Kept", CHANGED: "Changed", TAKEN_OUT: "Taken out"}
MOST_SPEAKERS = 12
CHANGE, SAVE = "Change with the pen", "Save the change"
ADD, CLOSE = "Add what the rules missed", "Close the pen"
OWN_KIND = "a kind of your own"
CHANGED_ELSEWHERE = "The statements were changed in another place, perhaps in another tab: look again."
MARK_AGAIN = "The statements were changed in another place: close the pen, open it again, and mark again what is new."
NOTHING_MARKED = "Nothing is marked as what is said: mark it, or leave the statement as it was."


def review(event):
    """The Review of an event: its statements one by one, article by article, and a pen for what the rules missed."""
    return Review(event)


def rules_here(event):
    """What says how right the rules were on the articles of the event, by what was decided; it follows the decisions."""
    return live(event, error_card.here, uses=["attributions"])


def speakers(event):
    """The Speakers of an event: who each source is, and of which kind, as proposed, to be taken by a click."""
    return Speakers(event)


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


class Review(Step):
    """The statements of an article one by one, to be kept, changed or taken out, and a pen for what the rules missed.

    event: an Event. What is decided is in its attributions.csv at once. at: the place of the statement that is shown among
    those of its article.
    """

    def __init__(self, event):
        super().__init__(event)
        self.at, self.pen, self._is_writing = 0, None, False
        self.chooser = ipywidgets.Dropdown(description="Article:", style=WIDE)
        self.was_said = ipywidgets.Dropdown(description="Was it said?", options=WAS_IT_SAID, style=WIDE, layout=FIELD)
        self.progress, self.view = ipywidgets.HTML(), ipywidgets.HTML()
        self.keep = _button("Keep", self._keep)
        self.take_out = _button("Take out", self._take_out)
        self.change = _button(CHANGE, self._change)
        self.back, self.further = _button("Back", lambda: self._go(-1)), _button("Further", lambda: self._go(1))
        self.rest = _button("Keep the rest of this article as I have read it", self._keep_rest)
        self.add = _button(ADD, self._add)
        self.marking = ipywidgets.VBox()
        steps = [self.keep, self.take_out, self.change, self.back, self.further]
        ends = [self.rest, self.add]
        self.chooser.observe(self._turn, names="value")
        self.arrange(
            self.chooser,
            self.progress,
            self.view,
            self.was_said,
            in_a_row(steps),
            in_a_row(ends),
            self.message,
            self.marking,
        )

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
            self.say(str(error))
            return
        outlets = [] if corpus is None else corpus.choices()
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
        self.say("")
        self.at = self._next_open(-1)
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
            self.say("")
            self.at = min(max(0, self.at + by), len(self.statements))
            self._show()

    def _show(self):
        found = self.statements if self.article else None
        if found is not None:
            self.at = min(self.at, len(found))
        shown = self._page(found)
        self.progress.value, self.view.value = (page.html for page in shown)
        asked = found is not None and self.at < len(found)
        row = found.iloc[self.at] if asked else None
        self._seen = _key(row)
        unsure = asked and row["negated"] and row["is_open"]
        options = [("choose", NOT_ANSWERED), *WAS_IT_SAID] if unsure else WAS_IT_SAID
        if list(self.was_said.options) != options:
            self.was_said.options = options
        self.was_said.value = NOT_ANSWERED if unsure else NOT_SAID if asked and row["negated"] else SAID

    def _page(self, found):
        """What is shown of the statements `found`: a Page with how far it is, and one with the statement."""
        if found is None:
            return pages.note(NOT_YET), pages.Page("", "")
        said = _progress(self.chooser.label, found)
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
        # On a slow line a click may reach the next statement: so it is told which one it was about.
        said = f"{DECIDED.get(changes['decision'], DECIDED[KEPT])}: “{shortened(found['text'].iloc[self.at])}”."
        at = self._next_open(self.at) if found["is_open"].drop(self.at).any() else len(found)
        if self._write(rows, at, said):
            self._close()

    def _write(self, rows, at, said=""):
        """Write all statements of the article, and show the one at the place `at`; a sentence says why it cannot be."""
        before, self.at, self._is_writing = self.at, at, self.pen is not None
        try:
            write_review(self.event, {self.article: rows})
            self.say(said)
            return True
        except CorpusError as error:
            self.at = before
            self.say(str(error))
            self._show()
            return False
        finally:
            self._is_writing = False

    def _shown(self):
        """The statement that is shown, or None; also None where the file has another one there by now."""
        found = self.statements if self.article else []
        row = found.iloc[self.at] if self.at < len(found) else None
        if _key(row) == self._seen:
            return row
        self.say(CHANGED_ELSEWHERE)
        self._show()
        return None

    def _keep(self):
        row = self._shown()
        if row is None:
            return
        if self.was_said.value == NOT_ANSWERED:
            self.say(ASKED)
            return
        negated = self.was_said.value == NOT_SAID
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

    def _change(self):
        """Open the pen on the statement that is shown, or save what it has marked."""
        if self.change.description == SAVE:
            self._save()
        elif (row := self._shown()) is not None:
            self._open(self.statements.loc[[self.at]], around(self.event.corpus, row))
            # The button that opens is the one that saves, so that who uses the keyboard stays on it.
            self.change.description = SAVE

    def _add(self):
        """Open the pen on the whole article, or close the one that is open."""
        if self.pen:
            self._close()
        elif self.article:
            found = self.statements
            self._open(found[found["decision"] != TAKEN_OUT])
            self.pen.observe(self._marked)

    def _open(self, shown, sentences=None):
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
        self.marking.children = [self.pen.box]
        self.change.description, self.add.description = CHANGE, CLOSE
        self.say("")

    def _close(self):
        self.pen, self.marking.children = None, ()
        self.change.description, self.add.description = CHANGE, ADD

    def _state(self):
        """The article that is shown and its statements, by which a pen knows whether it is of today."""
        corpus = self.event.corpus
        return corpus and (self.article, corpus.running_text(self.article), as_rows(self.statements))

    def _is_current(self):
        """Whether the file has the statements that the pen was opened with; a sentence says so where it has others."""
        if self._state() == self._opened:
            return True
        self.say(MARK_AGAIN)
        return False

    def _save(self):
        if not self._is_current():
            return
        if not any("content" in mark["parts"] for mark in self.pen.marks.get(self.article, [])):
            self.say(NOTHING_MARKED)
            return
        number, rest = self.at, self.statements["is_open"].drop(self.at)
        others = [row for place, row in enumerate(self._rows) if place != number]
        at = self._next_open(number) if rest.any() else len(self._rows)
        if (rows := self._marked_rows([number])) and self._write(others + rows, at):
            self._close()

    def _marked(self):
        """Write what is marked in the whole article, as soon as it is."""
        rows = self._marked_rows(range(len(self._rows))) if self._is_current() else None
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
            self.say(str(error))
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
            parts += [_progress(called, found[found["article"] == name]) for called, name in corpus.choices()]
        shown = self._page(self.statements if self.article else None)[1]
        steps = " / ".join([self.keep.description, self.take_out.description, CHANGE, self.rest.description, ADD])
        twin = pages.under(*parts, shown, pages.note(f"Buttons: {steps}"))
        return pages.with_twin(self.box, twin, **kwargs)


class Speakers(Step):
    """Who each source of an event is, and of which kind: proposals, twelve at a time, of which those ticked are taken.

    event: an Event. What is taken is in its attributions.csv at once; whether a statement was looked at does not change.
    lines: the controls of a row each: take, speaker, kind.
    """

    def __init__(self, event):
        super().__init__(event)
        self._filled = {}
        self.part = ipywidgets.Dropdown(description="Show the sources:", style=WIDE)
        self.lines = [Line(number) for number in range(1, MOST_SPEAKERS + 1)]
        self.take = _button("Take these", self._take)
        self.status, self.words, self.card = (ipywidgets.HTML() for _ in range(3))
        self.kind = ipywidgets.Dropdown(description="Words for the kind:", style=WIDE)
        self.name = ipywidgets.Text(description="Its name:", style=WIDE, layout=FIELD)
        self.forms = ipywidgets.Textarea(description="Words that say so:", style=WIDE, layout=FIELD)
        self.write = _button("Write these words", self._write_kind)
        kinds = [self.words, self.kind, self.name, self.forms, self.write, self.card]
        lines = [line.box for line in self.lines]
        self.part.observe(lambda change: self._fill(), names="value")
        self.kind.observe(lambda change: self._show_kind(), names="value")
        self.arrange(self.status, self.part, *lines, self.take, self.message, *kinds)

    def renew(self):
        """Show the event as it is now; what was typed into a row whose source is the same stays."""
        try:
            corpus = self.event.corpus
        except CorpusError as error:
            self.say(str(error))
            return
        self.sources = [] if corpus is None else _sources(corpus)
        self._offer_kinds(corpus)
        self.card.value = speakers_card(self.event).html
        first = [place for place, source in enumerate(self.sources) if not source["taken"]][:1]
        parts = range(0, len(self.sources), MOST_SPEAKERS)
        options = [(f"{start + 1} to {min(start + MOST_SPEAKERS, len(self.sources))}", start) for start in parts]
        if list(self.part.options) != options:
            self.part.options = options
            self.part.value = (first[0] // MOST_SPEAKERS * MOST_SPEAKERS if first else 0) if options else None
        self._fill()

    def _offer_kinds(self, corpus):
        table = None if corpus is None else who.kinds(corpus)
        self.table = {} if table is None else dict(zip(table["kind"], table["words"]))
        there = [source["kind"] for source in self.sources]
        kinds = list(dict.fromkeys([statements.NOT_CODED, *self.table, *there]))
        for line in self.lines:
            line.offer(kinds)
        self.words.value = _kinds_page(self.table).html
        options = [*self.table, OWN_KIND]
        if list(self.kind.options) != options:
            chosen = self.kind.value
            self.kind.options = options
            self.kind.value = chosen if chosen in options else options[0]
        self._show_kind()

    def _fill(self):
        self.status.value = self._how_far().html
        start = self.part.value or 0
        shown = self.sources[start : start + MOST_SPEAKERS] if self.part.value is not None else []
        for line, source in zip(self.lines, [*shown, *[None] * MOST_SPEAKERS]):
            line.fill(source)

    def _how_far(self):
        if not self.sources:
            return pages.note(NOT_YET if self.event.corpus is None else "No statement was found in these articles yet.")
        taken = sum(source["taken"] for source in self.sources)
        return pages.note(f"{taken} of {len(self.sources)} sources have a kind that you took; the others are proposed.")

    def _take(self):
        ticked = [line for line in self.lines if line.source and line.take.value]
        for line in ticked:
            if not line.speaker.value.strip():
                self.say(f"Speaker {line.number}: write who it is, or take the tick away.")
                return
        if not ticked:
            self.say("Tick what you take.")
            return
        found = statements.under_review(self.event.corpus)
        taken = {
            place: {"speaker": line.speaker.value.strip(), "source_type": line.kind.value}
            for line in ticked
            for place in line.source["places"]
        }
        articles = set(found.loc[list(taken), "article"])
        rows = {article: [] for article in articles}
        for place, row in zip(found.index, as_rows(found)):
            if row["article"] in articles:
                rows[row["article"]].append({**row, **taken.get(place, {})})
        said = f"{len(ticked)} source{'s' * (len(ticked) != 1)} taken."
        self.attempt(lambda: write_review(self.event, rows) or said)

    def _show_kind(self):
        kind = self.kind.value
        shown = "" if kind == OWN_KIND else kind or "", self.table.get(kind, "")
        if shown != self._filled.get("kind"):
            self._filled["kind"] = shown
            self.name.value, self.forms.value = shown

    def _write_kind(self):
        name, words = self.name.value.strip(), self.forms.value.strip()
        if self.event.corpus is None or not name:
            self.say(NOT_YET if name else "Write a name for the kind.")
            return
        own = {} if name in self.table or self.kind.value != OWN_KIND else {name: words}
        # A kind of one's own comes first, so that its words hold before those of the others.
        table = {
            **own,
            **{name if kind == self.kind.value else kind: said for kind, said in self.table.items()},
            name: words,
        }
        kinds = [{"kind": kind, "words": said} for kind, said in table.items() if said]
        if self.attempt(lambda: self.event.write(source_kinds=kinds) or f"Written: {name}."):
            self.kind.value = name if name in self.table else OWN_KIND

    def _repr_mimebundle_(self, **kwargs):
        lines = [pages.note(_in_words(source)) for source in self.sources[:MOST_SPEAKERS]]
        more = len(self.sources) - len(lines)
        lines += [pages.note(f"and {more} more")] if more > 0 else []
        lead = pages.note("Run this cell to say who speaks.")
        twin = pages.under(lead, self._how_far(), *lines, _kinds_page(self.table), speakers_card(self.event))
        return pages.with_twin(self.box, twin, **kwargs)


class Line:
    """A row of Speakers: whether to take it, who speaks, and which kind of source that is."""

    def __init__(self, number):
        self.number, self.source, self._filled = number, None, None
        self.caption = ipywidgets.HTML()
        self.take = ipywidgets.Checkbox(description=f"Take {number}", indent=False, layout={"width": "6em"})
        self.speaker = ipywidgets.Text(description=f"Speaker {number}:", style=WIDE)
        self.kind = ipywidgets.Dropdown(description=f"Kind {number}:", style=WIDE)
        self.box = ipywidgets.VBox([self.caption, in_a_row([self.take, self.speaker, self.kind])])

    def offer(self, kinds):
        """Offer these kinds in the menu; what is chosen stays chosen."""
        if list(self.kind.options) != kinds:
            chosen, is_typed = self.kind.value, self._is_typed()
            self.kind.options = kinds
            self.kind.value = chosen if chosen in kinds else kinds[0]
            if not is_typed:
                self._filled = self._values()

    def _values(self):
        return self.take.value, self.speaker.value, self.kind.value

    def _is_typed(self):
        return self._values() != self._filled

    def fill(self, source):
        """Show a source of _sources, or nothing for None; what was typed for the same one stays, until it is taken."""
        was, self.source = self.source, source
        self.box.layout.display = "" if source else "none"
        if not source:
            return
        self.caption.value = pages.note(_in_words(source)).html
        shown = not source["taken"] and source["kind"] != statements.NOT_CODED, source["speaker"], source["kind"]
        is_same = was and (was["source"], was["places"]) == (source["source"], source["places"])
        if not (is_same and self._is_typed()) or source["taken"] and not was["taken"]:
            self.take.value, self.speaker.value, self.kind.value = self._filled = shown


def _sources(corpus):
    """A dict a row of speakers.proposed: source, speaker, kind, word, taken, outlets, said, and the places of its statements.

    Of a speaker that was taken elsewhere, the kind that was taken is proposed.
    """
    found, each = statements.under_review(corpus), who.each(corpus)
    taken = found[found["source_type"] != statements.NOT_CODED]
    known, sources = dict(zip(taken["speaker"], taken["source_type"])), []
    for row, proposed in enumerate(who.proposed(corpus).to_dict("records")):
        places = list(each.index[each["row"] == row])
        coded = taken[taken.index.isin(places)]
        is_coded, speaker = len(coded) > 0, proposed["speaker"]
        if speaker in known:
            proposed = {**proposed, "source_type": known[speaker], "word": ""}
        sources.append(
            {
                **{name: proposed[name] for name in ("source", "word", "text", "statements")},
                "speaker": coded["speaker"].iloc[0] if is_coded else speaker,
                "kind": coded["source_type"].iloc[0] if is_coded else proposed["source_type"],
                "taken": is_coded,
                "outlets": ", ".join(corpus.articles["outlet"].loc[each.loc[places, "article"].unique()]),
                "places": places,
            }
        )
    return sources


def _in_words(source):
    """A source in a line: its words, where they stand, how often, what is said, and who that is."""
    number, text = source["statements"], " ".join(source["text"].split())
    said = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS].rsplit(' ', 1)[0]} …"
    by = f", by the word “{source['word']}”" * bool(source["word"])
    known = "taken" if source["taken"] else f"proposed{by}"
    who_says = source["source"] or "nobody is named"
    return (
        f"“{who_says}” in {source['outlets']}, {number} statement{'s' * (number != 1)}: {said} → {source['speaker']}, "
        f"{source['kind']} ({known})"
    )


def _kinds_page(table):
    """The words that say which kind a source is, folded."""
    lines = [f"{kind}: {words}" for kind, words in table.items()]
    listed = "".join(pages.note(line).html for line in lines)
    head = "The words by which kinds of source are proposed"
    html = f"<details><summary>{head}</summary>{listed}</details>" if lines else ""
    return pages.Page(html, "\n".join([head, *lines]) if lines else "")


def speakers_card(event):
    """A Page with the error card of the proposals: on the five articles of the course, and on what is taken of the event."""
    corpus = event.corpus
    measured_on = {"the five of the course": current_corpus(), "this event": corpus}
    return error_card.speakers_card({name: each for name, each in measured_on.items() if each is not None})


def _progress(outlet, found):
    looked_at = int((~found["is_open"]).sum())
    rest = "; the rules stay on for the rest, marked with a query" if looked_at < len(found) else ""
    return pages.note(f"{outlet}: {looked_at} of {len(found)} looked at{rest}.")


def _key(row):
    """By what a statement is known again, and what came of it; None for none."""
    return None if row is None else tuple(row[["start", "end", "source", "cue", "decision", "negated"]])


def _decision(row, changed):
    """What came of a statement that stays: only what rules proposed can be kept or changed."""
    if row["found_by"] == PROPOSED_BY:
        return CHANGED if changed else KEPT
    return ADDED if row["found_by"] == BY_A_READER else ""


def _button(description, press):
    return button(description, press, align_self="flex-start")
