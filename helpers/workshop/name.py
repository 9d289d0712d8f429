"""Step 3: who is named how. Words are proposed, ticked and grouped into labels and wordings, each with a note."""

import ipywidgets
import pandas as pd

from helpers.analyses import keyness, naming
from helpers.corpus.tables import forms_in
from helpers.show import pages
from helpers.workshop.step import LINE, WIDE, Rows, TableStep, choose, listed

LABELS, WORDINGS = TABLES = ["labels", "wordings"]
KINDS = {"People and groups": keyness.PEOPLE, "Titles": keyness.TITLE, "Other words": keyness.OTHER}
NEW = ("", "")
NOWHERE, ONLY = "stands nowhere", "only there"


def candidates(event):
    """A list of words that may be worth a label (keyness.candidates), to be ticked, grouped and written into the event's
    labels or wordings."""
    return Names(event)


def labels(event):
    """The labels and wordings of the event, which can be changed and taken out; forms that stand nowhere are shown as such."""
    return Lexicon(event)


class Names(TableStep):
    """A list of proposed words with a tick and a button each, and what they are written down as.

    ticked: the forms that are ticked, each a list as in labels.csv ("rebel; rebels"), in the order of the ticks.
    """

    def __init__(self, event):
        super().__init__(event)
        self.ticked = []
        self.kind = ipywidgets.Dropdown(options=list(KINDS.items()), description="Show:", style=WIDE)
        self.rows = Rows(self._row, self._fill_row, "words")
        self.ticks, self.looks = ([row[place] for row in self.rows.rows] for place in (0, 1))
        self.word = _line("Another word, or several, with a comma between:")
        self.look = ipywidgets.Button(description="Where the word stands", layout={"width": "auto"})
        self.places = ipywidgets.HTML()
        self.same = ipywidgets.Dropdown(options=[("something new", NEW)], description="They name:", style=WIDE)
        self.name = _line("Call it (blank: as the first word):")
        self.table = ipywidgets.Dropdown(
            options=[
                ("a label: it names people, or a group", LABELS),
                ("a wording: it names a matter, or is a title", WORDINGS),
            ],
            description="It is:",
            style=WIDE,
        )
        self.family = _line("Family, for what belongs together, such as area:")
        self.note = _line("Note: what does this word take for granted?")
        self.add = ipywidgets.Button(description="Write it down", button_style="primary")
        self.kind.observe(self._turned, names="value")
        self.same.observe(self._chosen, names="value")
        self.look.on_click(lambda button: self.stand(self.word.value))
        self.add.on_click(self._add)
        self.new = ipywidgets.VBox([self.name, self.table, self.family, self.note])
        self.arrange(
            self.kind,
            self.rows.box,
            self.word,
            ipywidgets.HBox([self.look]),
            self.places,
            self.same,
            self.new,
            self.add,
            self.message,
        )

    def _row(self, place):
        tick = ipywidgets.Checkbox(indent=False, layout={"width": "auto", "flex": "1 1 30em"})
        look = ipywidgets.Button(layout={"width": "auto"})
        tick.observe(lambda change: self._tick(place, change["new"]), names="value")
        look.on_click(lambda button: self.stand(self.rows.shown[place]["forms"]))
        return tick, look

    def _fill_row(self, candidate, tick, look):
        forms = candidate["forms"]
        tick.description, tick.value = _in_words(candidate), forms in self.ticked
        look.description = f"Where “{forms_in(forms)[0]}” stands"

    def _tick(self, place, is_on):
        forms = self.rows.shown[place]["forms"]
        others = [each for each in self.ticked if each != forms]
        self.ticked = ([*others, forms] if forms not in self.ticked else self.ticked) if is_on else others

    def _turned(self, change):
        self.table.value = LABELS if self.kind.value == keyness.PEOPLE else WORDINGS
        self._suggest_family()
        self.renew()

    def _suggest_family(self):
        self.family.value = "title" if self.kind.value == keyness.TITLE else ""

    def _chosen(self, change):
        self.new.layout.display = "" if self.same.value in (NEW, None) else "none"

    def stand(self, forms):
        """Show every place where one of these forms stands."""
        corpus, wanted = self.event.corpus, forms_in(forms)
        try:
            lines = naming.concordance(corpus, wanted) if wanted else None
        except naming.PatternError as error:
            self.places.value = pages.note(str(error)).html
            return
        shown = pages.note("Type a word first.") if lines is None else pages.concordance(lines)
        self.places.value = (
            shown.html if lines is None else pages.under(pages.note(f"{', '.join(wanted)}:"), shown).html
        )

    def _add(self, button):
        forms = list(dict.fromkeys(form for each in [*self.ticked, self.word.value] for form in forms_in(each)))
        if not forms:
            self.say("Tick a word, or type one.")
            return
        table, name = self.same.value
        rows = self.event.rows(table or self.table.value)
        if name:
            rows = [
                {**row, "forms": "; ".join([*forms_in(row["forms"]), *forms])} if row["label"] == name else row
                for row in rows
            ]
        else:
            table, name = self.table.value, self.name.value.strip() or forms[0]
            if table == WORDINGS and not self.family.value.strip():
                self.say("A wording needs a family: one word for what these words name, such as area, or title.")
                return
            family, note = self.family.value.strip(), self.note.value.strip()
            rows.append({"label": name, "forms": "; ".join(forms), "family": family, "note": note})
        # What is written must not be ticked when the list is renewed by it.
        before, self.ticked = self.ticked, []
        kind = "label" if table == LABELS else "wording"
        if self.write(f"Written down: {', '.join(forms)}, as the {kind} “{name}”.", **{table: rows}):
            self.word.value = self.name.value = self.note.value = ""
            self._suggest_family()
        else:
            self.ticked = before

    def _open(self):
        """The candidates of which a form is in neither table, as dicts."""
        found = self.kept(lambda corpus: keyness.candidates(corpus).to_dict("records"), self.event.rows("attributions"))
        taken = naming.any_of([form for _, row in _lexicon(self.event) for form in forms_in(row["forms"])])
        return [each for each in found if not all(map(taken.fullmatch, forms_in(each["forms"])))]

    def fill(self, corpus):
        found = self._open()
        # What is in a table now, or was ticked in another event, is no proposal any more.
        self.ticked = [forms for forms in self.ticked if any(each["forms"] == forms for each in found)]
        self.rows.list([each for each in found if each["kind"] == self.kind.value])
        there = [(f"the same as {row['label']}", (table, row["label"])) for table, row in _lexicon(self.event)]
        choose(self.same, [("something new", NEW), *there], self.same.value)

    def below(self, corpus):
        # The list stands among the controls.
        return pages.Page("", "")

    def shown(self, corpus):
        found = [each for each in self._open() if each["kind"] == keyness.PEOPLE]
        if not found:
            return pages.note("No word is proposed that is not in your tables: type one.")
        frame = pd.DataFrame(found)
        frame["times as often"] = [_times(ratio) for ratio in frame["ratio"]]
        frame["log-likelihood"] = frame["log_likelihood"]
        frame = frame.rename(columns={"forms": "words", "most_in": "most often in", "by_article": "count by article"})
        columns = ["count by article", "most often in", "times as often", "log-likelihood", "why"]
        return listed(frame.set_index("words")[columns], "proposal")


class Lexicon(TableStep):
    """The rows of the event's labels and wordings: a menu chooses one, which can be changed, or taken out."""

    def __init__(self, event):
        super().__init__(event)
        self._stored = {}
        self.row = ipywidgets.Dropdown(description="Change:", style=WIDE)
        self.fields = {
            "label": _line("Name:"),
            "forms": _line("Words, with a semicolon between:"),
            "family": _line("Family:"),
            "note": _line("Note:"),
        }
        self.change = ipywidgets.Button(description="Change it", button_style="primary")
        self.take_out = ipywidgets.Button(description="Take it out")
        self.row.observe(self._chosen, names="value")
        self.change.on_click(self._change)
        self.take_out.on_click(self._take_out)
        self.arrange(self.row, *self.fields.values(), ipywidgets.HBox([self.change, self.take_out]), self.message)

    def fill(self, corpus):
        options = [
            (f"{'label' if table == LABELS else 'wording'}: {row['label']}", (table, row["label"]))
            for table, row in _lexicon(self.event)
        ]
        choose(self.row, options, self.row.value)
        self.controls.layout.display = "" if options else "none"
        self._chosen()

    def _chosen(self, change=None):
        table, name = self.row.value or NEW
        row = next((row for row in self.event.rows(table) if row["label"] == name), {}) if table else {}
        # What is being typed stays, as long as the row is what it was.
        if row != self._stored:
            self._stored = row
            for column, field in self.fields.items():
                field.value = row.get(column, "")

    def _change(self, button):
        table, name = self.row.value
        written = {column: field.value.strip() for column, field in self.fields.items()}
        rows = [{**row, **written} if row["label"] == name else row for row in self.event.rows(table)]
        if self.write(f"Changed: {written['label']}.", **{table: rows}):
            self.row.value = table, written["label"]

    def _take_out(self, button):
        table, name = self.row.value
        rows = [row for row in self.event.rows(table) if row["label"] != name]
        self.write(f"Taken out: {name}.", **{table: rows})

    def shown(self, corpus):
        rows = [{"table": table, **row} for table, row in _lexicon(self.event)]
        if not rows:
            return pages.note("There is no label yet: write one down, in the list above.")
        frame = pd.DataFrame(rows)
        frame["words"] = [", ".join(_counted(corpus, form) for form in forms_in(forms)) for forms in frame["forms"]]
        return listed(frame.set_index("label")[["table", "words", "family", "note"]], "row")


def _line(description):
    return ipywidgets.Text(description=description, continuous_update=False, style=WIDE, layout=LINE)


def _lexicon(event):
    """The rows of the event's labels and wordings, each with the name of its table."""
    return [(table, row) for table in TABLES for row in event.rows(table)]


def _times(ratio):
    return ONLY if ratio == float("inf") else f"{ratio:.1f}"


def _in_words(candidate):
    often = _times(candidate["ratio"])
    often = often if often == ONLY else f"{candidate['most_in']}: {often} times as often as the others together"
    return f"{candidate['forms']}: {candidate['by_article']} ({often})"


def _counted(corpus, form):
    count = len(naming.concordance(corpus, form, window=0))
    return f"{form} {count}" if count else f"{form} ({NOWHERE})"
