"""Step 5: what is left out. Sentences that tell the same become facts with their evidence; numbers are read from it."""

from types import SimpleNamespace

import ipywidgets
import numpy as np
import pandas as pd

from helpers.analyses import naming, omissions, retold
from helpers.analyses.keyness import SMALL
from helpers.corpus import text as texts
from helpers.corpus.coded import DIFFERENCES, DIFFERS, SAME
from helpers.corpus.marks import as_table, columns_of
from helpers.corpus.spans import number_overlapping
from helpers.corpus.tables import CorpusError
from helpers.show import pages
from helpers.show.highlighter import Highlighter
from helpers.workshop.step import LINE, MOST_ROWS, WIDE, Rows, TableStep, choose, in_a_row, listed, shortened

SEEN = "groups_seen"
NEW, NO_TOPIC, NO_SENTENCE = "", "no topic yet", 0
A_NEW_FACT, WHOLE = ("a new fact", NEW), ("whole sentences", "")
STATES = {
    "the same": SAME,
    "differs: another number, or day": DIFFERENCES[0],
    "differs: another actor": DIFFERENCES[1],
    "differs: more certain, or less": DIFFERENCES[2],
    "differs: it is disputed": DIFFERENCES[3],
}
NOT_THE_SAME = ""
FEWEST_WORDS, WORDS_IN_A_NAME = 3, 3


def groups(event):
    """Sentences that may tell the same (retold.groups), a group at a time, and what makes a fact with its evidence of them."""
    return Groups(event)


def numbers(event):
    """The numbers that stand in the evidence, proposed for its values: kept, changed, and with what they count and when."""
    return Numbers(event)


class Told:
    """What one article tells, a row: the menu of its sentences, in what it differs, and its evidence marked.

    span: the words that are marked in place of the whole sentence, offsets into raw; None for the sentence.
    """

    def __init__(self, corpus, article, turned):
        rows = corpus.sentences[corpus.sentences["article"] == article].set_index("number")
        self.article, self.outlet, self.span = article, corpus.articles.at[article, "outlet"], None
        self._raw, self._sentences, self._on_turned = corpus.articles.at[article, "raw"], rows, turned
        numbered = [(f"{number}. {shortened(sentence)}", number) for number, sentence in rows["sentence"].items()]
        self.menu = ipywidgets.Dropdown(
            options=[("no sentence", NO_SENTENCE), *numbered], description=f"{self.outlet}:", style=WIDE, layout=LINE
        )
        self.state = ipywidgets.Dropdown(
            options=[*STATES.items(), ("not the same", NOT_THE_SAME)], description="It tells:", style=WIDE
        )
        self.text = ipywidgets.HTML()
        self.menu.observe(self._turned, names="value")
        self.state.observe(lambda change: self.draw(), names="value")
        line = in_a_row([self.menu, self.state])
        self.box = ipywidgets.VBox([line, self.text])
        self._turned()

    def turn(self, number):
        """Show this sentence, taken for the same until somebody says otherwise; NO_SENTENCE for none."""
        self.menu.value = number
        self._turned()

    def _turned(self, change=None):
        self.span, self.state.value = None, SAME if self.menu.value else NOT_THE_SAME
        self.draw()
        self._on_turned(self.article)

    @property
    def place(self):
        """Where its evidence begins and ends, offsets into raw; None if it tells nothing of the kind."""
        if not self.menu.value or self.state.value == NOT_THE_SAME:
            return None
        return self.span or tuple(map(int, self._sentences.loc[self.menu.value, ["start", "end"]]))

    def draw(self):
        """Show the sentence, its evidence marked."""
        self.state.layout.display = self.text.layout.display = "" if self.menu.value else "none"
        if self.menu.value:
            sentence, begin = self._sentences.loc[self.menu.value, ["sentence", "start"]]
            start, end = self.place or (begin, begin)
            shown = SimpleNamespace(
                article=self.article, text=self._raw[start:end], start=start, sentence=sentence, sentence_start=begin
            )
            self.text.value = pages.in_its_sentence(shown, self.state.label).html


class Groups(TableStep):
    """A group of sentences, a row an article: which of its sentences, and whether it tells the same; and the fact it makes.

    menu: which group is shown. told: the rows (Told), by article.
    """

    def __init__(self, event):
        super().__init__(event)
        self.told, self.pen, self._groups = {}, None, []
        self._read, self._group = None, None
        self.menu = ipywidgets.Dropdown(description="Group:", style=WIDE, layout=LINE)
        self.back, self.on = (ipywidgets.Button(description=each) for each in ("Previous group", "Next group"))
        self.progress, self.rows, self.shelf = ipywidgets.HTML(), ipywidgets.VBox(), ipywidgets.VBox()
        self.fewer = ipywidgets.Dropdown(options=[WHOLE], description="Evidence:", style=WIDE)
        self.fact = ipywidgets.Dropdown(options=[A_NEW_FACT], description="They tell:", style=WIDE, layout=LINE)
        self.statement = ipywidgets.Text(
            description="The fact, in a line that takes no side:", continuous_update=False, style=WIDE, layout=LINE
        )
        self.topic = ipywidgets.Combobox(
            description="Topic:", placeholder="a word or two", ensure_option=False, continuous_update=False, style=WIDE
        )
        self.pointed = ipywidgets.HTML()
        self.add = ipywidgets.Button(description="Add this fact", button_style="primary")
        self.refuse = ipywidgets.Button(description="No fact here: next", layout={"width": "auto"})
        self.out = ipywidgets.Dropdown(description="Facts so far:", style=WIDE, layout=LINE)
        self.take_out = ipywidgets.Button(description="Take this fact out", layout={"width": "auto"})
        self.facts = ipywidgets.VBox([self.out, ipywidgets.HBox([self.take_out])])
        self.menu.observe(self._turned, names="value")
        self.fewer.observe(self._take_pen, names="value")
        for control in (self.fact, self.statement):
            control.observe(self._worded, names="value")
        self.back.on_click(lambda button: self._turn(-1))
        self.on.on_click(lambda button: self._turn(1))
        self.add.on_click(self._add)
        self.refuse.on_click(self._refuse)
        self.take_out.on_click(self._take_out)
        self.arrange(
            self.progress,
            self.menu,
            ipywidgets.HBox([self.back, self.on]),
            self.rows,
            self.fewer,
            self.shelf,
            self.fact,
            self.statement,
            self.topic,
            self.pointed,
            ipywidgets.HBox([self.add, self.refuse]),
            self.message,
            self.facts,
        )

    def fill(self, corpus):
        self._groups = self._found()
        read = list(zip(corpus.sentences["article"], corpus.sentences["sentence"]))
        if read != self._read:
            self._read, self._group = read, None
            self.told = {article: Told(corpus, article, self._other_sentence) for article in corpus.articles.index}
            self.rows.children = [row.box for row in self.told.values()]
        facts = [(shortened(row["statement"]), row["fact"]) for row in self.event.rows("facts")]
        choose(self.fact, [A_NEW_FACT, *facts], self.fact.value)
        choose(self.out, facts, self.out.value)
        self.facts.layout.display = "" if facts else "none"
        self.topic.options = list(dict.fromkeys(row["topic"] for row in self.event.rows("facts")))
        seen = self._seen(corpus)
        self.progress.value = pages.note(_progress(self._groups, seen)).html
        at = next((place for place, group in enumerate(self._groups) if _key(group) == self._group), None)
        self.menu.options = [(_named(group, place in seen), place) for place, group in enumerate(self._groups)]
        self.menu.value = _first_open(self._groups, seen) if at is None else at
        self._turn_rows()
        self._worded()

    def _turn(self, by):
        self.menu.value = min(max(self.menu.value + by, 0), len(self._groups) - 1)

    def _turned(self, change):
        # While a menu is given its options it stands on the first, which nobody has chosen.
        if not self.filling:
            self._turn_rows()

    def _turn_rows(self):
        group = self._groups[self.menu.value]
        if _key(group) == self._group:
            return
        self._group, numbers = _key(group), dict(zip(group["article"], group["number"]))
        self.fact.value = NEW
        for article, row in self.told.items():
            row.turn(numbers.get(article, NO_SENTENCE))

    def _other_sentence(self, article):
        """What was marked in a sentence is marked in no other."""
        if self.fewer.value == article:
            self.fewer.value = WHOLE[1]
        chosen = [(f"fewer words of {row.outlet}", name) for name, row in self.told.items() if row.menu.value]
        choose(self.fewer, [WHOLE, *chosen], self.fewer.value)

    def _take_pen(self, change=None):
        self.pen, row = None, self.told.get(self.fewer.value)
        if row:
            number, values = row.menu.value, {"fact": omissions.OWN_FACT}
            self.pen = Highlighter(
                self.event.corpus, [row.article], "evidence", (number, number), single=True, values=values
            )
            self.pen.observe(lambda: self._marked(row))
        self.shelf.children = [self.pen.box] if self.pen else []

    def _marked(self, row):
        marks = self.pen.marks.get(row.article)
        row.span = tuple(marks[-1]["parts"]["evidence"]) if marks else None
        row.draw()

    def _worded(self, change=None):
        is_new = self.fact.value == NEW
        self.statement.layout.display = self.topic.layout.display = "" if is_new else "none"
        labels = _labels_in(self.event.corpus, self.statement.value) if is_new else ""
        said = f"{labels}: in your table of labels. Would each of the articles say it so?"
        self.pointed.value = pages.note(said).html if labels else ""

    def _add(self, button):
        marks = [
            {"article": article, "start": place[0], "end": place[1], **_state(row.state.value)}
            for article, row in self.told.items()
            if (place := row.place)
        ]
        if not marks:
            self.say("Say of one article at least that it tells the same, or in what it differs.")
            return
        facts, fact, statement = self.event.rows("facts"), self.fact.value, " ".join(self.statement.value.split())
        if fact == NEW:
            if len(texts.words(statement)) < FEWEST_WORDS:
                self.say("Word the fact first: a line that says who does what, or what is where, and takes no side.")
                return
            fact, topic = _short_name(statement, facts), " ".join(self.topic.value.split()) or NO_TOPIC
            facts.append({"fact": fact, "statement": statement, "topic": topic, "counts": ""})
        try:
            rows = _as_rows(self.event.corpus, [{**mark, "fact": fact} for mark in marks])
        except CorpusError as error:
            self.say(str(error))
            return
        labels = _labels_in(self.event.corpus, statement)
        said = f"Added: “{fact}”, in {', '.join(row['article'] for row in rows)}."
        said += f" It says {labels}: would each of the articles say it so?" if labels else ""
        if self.write(said, facts=facts, evidence=[*self.event.rows("evidence"), *rows]):
            self.statement.value = ""

    def _refuse(self, button):
        rows = self.event.rows(SEEN)
        more = [{"article": article, "text": _one_line(text)} for article, text in self._group]
        if self.write("Looked at, and left out.", **{SEEN: [*rows, *(row for row in more if row not in rows)]}):
            self.menu.value = _first_open(self._groups, self._seen(self.event.corpus))

    def _take_out(self, button):
        tables = {
            name: [row for row in self.event.rows(name) if row["fact"] != self.out.value]
            for name in ("facts", "evidence")
        }
        self.write(f"Taken out: “{self.out.value}”, with its evidence.", **tables)

    def _found(self):
        """The groups, a table each."""
        return self.kept(lambda corpus: [group for _, group in retold.groups(corpus).groupby("group")])

    def _seen(self, corpus):
        return _looked_at(corpus, self._found(), self.event.rows(SEEN))

    def below(self, corpus):
        return _list(self.event)

    def shown(self, corpus):
        found, seen = self._found(), self._seen(corpus)
        group = found[self.menu.value]
        sentences = [pages.note(f"{row.article}: {_one_line(row.sentence)}") for row in group.itertuples()]
        named = pages.note(f"{_named(group, False)}:")
        return pages.under(pages.note(_progress(found, seen)), named, *sentences, self.below(corpus))


class Numbers(TableStep):
    """The numbers of the evidence, a row each: ticked, they are written as its value, with what they count and the period."""

    need = ("evidence",)

    def __init__(self, event):
        super().__init__(event)
        self._drafts = {}
        self.rows = Rows(self._row, self._fill_row, "numbers")
        self.keep = ipywidgets.Button(
            description="Keep the ticked numbers", button_style="primary", layout={"width": "auto"}
        )
        self.all = ipywidgets.Checkbox(description="Show the evidence without a number, too", indent=False)
        self.all.observe(lambda change: self.renew(), names="value")
        self.keep.on_click(self._keep)
        self.arrange(self.all, self.rows.box, ipywidgets.HBox([self.keep]), self.message)

    def _row(self, place):
        fields = {
            "text": ipywidgets.HTML(layout={"width": "98%"}),
            "keep": ipywidgets.Checkbox(indent=False, layout={"width": "auto"}),
            "value": ipywidgets.Combobox(
                description="Number:", ensure_option=False, continuous_update=False, style=WIDE
            ),
            "counts": ipywidgets.Text(description="counts:", continuous_update=False, style=WIDE),
            "period": ipywidgets.Text(description="when, or since when:", continuous_update=False, style=WIDE),
            "state": ipywidgets.Dropdown(options=list(STATES.items()), description="beside the others:", style=WIDE),
        }
        for name, field in fields.items():
            if name != "text":
                field.observe(lambda change, name=name: self._typed(place, name, change["new"]), names="value")
        return list(fields.values())

    def _typed(self, place, name, value):
        key = self.rows.shown[place]["key"]
        self._drafts[key][name] = value
        # All numbers of a fact count the same.
        for other, draft in self._drafts.items() if name == "counts" else ():
            if other[0] == key[0] and draft["counts"] != value:
                draft["counts"] = value
                self.rows.turn()

    def _fill_row(self, entry, *fields):
        text, *others = fields
        text.value = entry["shown"].html
        draft = dict(self._drafts[entry["key"]])
        others[0].description = f"{entry['tick']}, for {entry['article']}: {entry['fact']}"
        others[1].options = entry["proposals"]
        for name, field in zip(("keep", "value", "counts", "period", "state"), others):
            field.value = draft[name]

    def fill(self, corpus):
        entries = _entries(corpus)
        self._drafts = {entry["key"]: _merged(self._drafts.get(entry["key"]), entry["draft"]) for entry in entries}
        self.rows.list([each for each in entries if each["proposals"] or self.all.value])
        self.keep.layout.display = "" if self.rows.entries else "none"

    def _keep(self, button):
        kept = {key: draft for key, draft in self._drafts.items() if draft["keep"]}
        if not kept:
            self.say("Tick the numbers that you keep.")
            return
        corpus, evidence = self.event.corpus, self.event.rows("evidence")
        counts = {}
        for place, row in enumerate(corpus.evidence.itertuples()):
            if draft := kept.get(_place_of(row)):
                evidence[place] |= {
                    "value": draft["value"].strip(),
                    "period": draft["period"].strip(),
                    **_state(draft["state"]),
                }
                counts[row.fact] = draft["counts"].strip() or counts.get(row.fact, "")
        if blank := [fact for fact, what in counts.items() if not what]:
            self.say(f"Say what the number of “{blank[0]}” counts: people, or boats.")
            return
        facts = [{**row, "counts": counts.get(row["fact"]) or row["counts"]} for row in self.event.rows("facts")]
        for draft in kept.values():
            draft["keep"] = False
        if not self.write(f"Kept: {len(kept)} number{'s' * (len(kept) != 1)}.", facts=facts, evidence=evidence):
            for draft in kept.values():
                draft["keep"] = True

    def shown(self, corpus):
        entries = [each for each in _entries(corpus) if each["proposals"]]
        if not entries:
            return pages.note("No number stands in the evidence.")
        count = pages.note(f"Numbers stand in {len(entries)} of {len(corpus.evidence)} pieces of evidence.")
        frame = pd.DataFrame(
            [{**entry, "number read": " / ".join(entry["proposals"])} for entry in entries[:MOST_ROWS]]
        )
        proposed = pages.table(frame.set_index("fact")[["article", "text", "number read"]])
        return pages.under(count, proposed, self.below(corpus))

    def below(self, corpus):
        kept = omissions.numbers(corpus)
        if kept.empty:
            return pages.note("No number is kept yet.")
        columns = ["counts", "article", "number", "period", "voice", "source"]
        return pages.under(pages.note("Written down so far:"), listed(kept.set_index("fact")[columns], "number"))


def _key(group):
    return tuple(zip(group["article"], group["sentence"]))


def _looked_at(corpus, found, set_aside):
    """The places of the groups of which some words are evidence, or which were left out: a set."""
    aside = {(row["article"], texts.shaped(row["text"]).text) for row in set_aside}
    every = pd.concat(found, ignore_index=True)
    told = number_overlapping(every, corpus.evidence) > 0 if corpus.has("evidence") else pd.Series(False, every.index)
    left_out = [(article, texts.shaped(_one_line(text)).text) in aside for article, text in _key(every)]
    every = every.assign(told=told, left_out=left_out).groupby("group")[["told", "left_out"]]
    seen = every.any()["told"] | every.all()["left_out"]
    return set(np.flatnonzero(seen))


def _progress(found, seen):
    several = {place for place, group in enumerate(found) if len(group) > 1}
    return (
        f"{len(seen & several)} of {len(several)} groups looked at; of the sentences that nobody retells, "
        f"{len(seen - several)} of {len(found) - len(several)}."
    )


def _named(group, is_seen):
    first = group.iloc[0]
    who = f"{len(group)} articles" if len(group) > 1 else f"only {first['article']}"
    return f"{first['group']}. {who}: {shortened(first['sentence'])}{' (looked at)' * is_seen}"


def _first_open(found, seen):
    """The place of the first group that nobody has looked at."""
    return next((place for place in range(len(found)) if place not in seen), 0)


def _one_line(text):
    return " ".join(text.split())


def _state(state):
    """A choice of STATES as evidence.csv has it."""
    return {"agrees": SAME, "differs_in": ""} if state == SAME else {"agrees": DIFFERS, "differs_in": state}


def _as_rows(corpus, marks):
    """Marks as rows of evidence.csv, with the words of broken lines on one. Raises CorpusError as marks.as_table."""
    written = ("fact", "article", "occurrence", "agrees", "differs_in")
    table = as_table(corpus, "evidence", marks)
    return [
        {
            **dict.fromkeys(columns_of("evidence"), ""),
            **{name: row[name] for name in written},
            "text": _one_line(row["text"]),
        }
        for row in table.to_dict("records")
    ]


def _labels_in(corpus, statement):
    """The labels of the corpus that a statement uses, in words; "" for none."""
    found = naming.labels_in(corpus, statement) if corpus.has("labels") else ()
    return ", ".join(f"“{form}”" for form in found)


def _short_name(statement, facts):
    """A name for a fact from the first words of its statement that say something, with a number where it is taken."""
    taken = {row["fact"] for row in facts}
    said = [word for word in texts.words(statement) if word.lower() not in SMALL] or texts.words(statement)
    name = " ".join(said[:WORDS_IN_A_NAME])
    return next(
        each for each in [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))] if each not in taken
    )


def _list(event):
    rows = event.rows("facts")
    if not rows:
        return pages.note("There is no fact yet.")
    frame = pd.DataFrame(rows).set_index("fact")[["statement", "topic"]]
    told = pd.Series([row["fact"] for row in event.rows("evidence")]).value_counts()
    frame["places"] = told.reindex(frame.index, fill_value=0).to_numpy()
    return listed(frame, "fact")


def _place_of(row):
    return row.fact, row.article, row.start, row.end


def _merged(draft, stored):
    """What stands in a row of numbers: what is stored or proposed, unless something was typed since."""
    typed = draft or {"keep": False, "from": {}}
    fields = {name: value if typed["from"].get(name) != value else typed[name] for name, value in stored.items()}
    return {**fields, "keep": typed["keep"], "from": stored}


def _entries(corpus):
    """The evidence, a dict a row: with the numbers read from it, and what is written of it so far or proposed."""
    counted, entries = corpus.facts.set_index("fact")["counts"].to_dict(), []
    for row in omissions.evidence(corpus).itertuples():
        read = retold.numbers(row.text)
        counted[row.fact] = counted[row.fact] or next(filter(None, read["counts"]), "")
        written = f"{row.bound} {row.value:.15g}".strip() if row.value == row.value else ""
        proposals = list(dict.fromkeys(read["value"]))
        draft = {
            "value": written or (proposals[0] if proposals else ""),
            "counts": counted[row.fact],
            "period": row.period,
            "state": row.differs_in or SAME,
        }
        entries.append(
            {
                "key": _place_of(row),
                "fact": row.fact,
                "article": row.article,
                "text": shortened(row.text),
                "shown": pages.in_its_sentence(row, row.fact),
                "tick": "keep this instead" if written else "keep",
                "proposals": list(dict.fromkeys([*([written] if written else []), *proposals])),
                "draft": draft,
            }
        )
    return entries
