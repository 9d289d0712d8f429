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
from helpers.workshop.step import LINE, MOST_ROWS, WIDE, Rows, Step, listed, offer

SEEN = "groups_seen"
NEW, NO_TOPIC, NO_SENTENCE = "", "no topic yet", 0
STATES = {
    "the same": SAME,
    "differs: another number, or day": DIFFERENCES[0],
    "differs: another actor": DIFFERENCES[1],
    "differs: more certain, or less": DIFFERENCES[2],
    "differs: it is disputed": DIFFERENCES[3],
}
NOT_THE_SAME = ""
FEWEST_WORDS, WORDS_IN_A_NAME, LETTERS = 3, 3, 60


def groups(event):
    """Sentences that may tell the same (retold.groups), a group at a time, and what makes a fact with its evidence of them."""
    return Groups(event)


def numbers(event):
    """The numbers that stand in the evidence, proposed for its values: kept, changed, and with what they count and when."""
    return Numbers(event)


class Groups(Step):
    """A group of sentences, a row an article: which of its sentences, and whether it tells the same; and the fact it makes.

    menu: which group is shown. sentences, states: menus by article. spans: the words that are marked as evidence in place of a
    whole sentence, by article: offsets into raw.
    """

    def __init__(self, event):
        super().__init__(event)
        self.sentences, self.states, self.spans, self.pen = {}, {}, {}, None
        self._texts, self._shown_group, self._filling = {}, None, False
        self.menu = ipywidgets.Dropdown(description="Group:", style=WIDE, layout=LINE)
        self.back, self.on = (ipywidgets.Button(description=each) for each in ("Previous group", "Next group"))
        self.progress, self.rows = ipywidgets.HTML(), ipywidgets.VBox()
        self.fewer = ipywidgets.Dropdown(options=[("whole sentences", "")], description="Evidence:", style=WIDE)
        self.shelf = ipywidgets.VBox()
        self.fact = ipywidgets.Dropdown(
            options=[("a new fact", NEW)], description="They tell:", style=WIDE, layout=LINE
        )
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
        self.menu.observe(self._turned, names="value")
        self.back.on_click(lambda button: self._turn(-1))
        self.on.on_click(lambda button: self._turn(1))
        self.fewer.observe(self._take_pen, names="value")
        self.fact.observe(self._worded, names="value")
        self.statement.observe(self._worded, names="value")
        self.add.on_click(self._add)
        self.refuse.on_click(self._refuse)
        self.take_out.on_click(self._take_out)
        self.facts = ipywidgets.VBox([self.out, ipywidgets.HBox([self.take_out])])
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
            ipywidgets.HBox([self.add, self.refuse], layout={"flex_flow": "row wrap"}),
            self.message,
            self.facts,
        )

    def fill(self, corpus):
        self._groups = self._found()
        if list(self.sentences) != list(corpus.articles.index) or self._read != _sentences(corpus):
            self._make_rows(corpus)
        offer(self.fact, [("a new fact", NEW), *_facts(self.event)])
        offer(self.out, _facts(self.event))
        self.facts.layout.display = "" if self.out.options else "none"
        self.topic.options = list(dict.fromkeys(row["topic"] for row in self.event.rows("facts")))
        seen = self._seen(corpus)
        self.progress.value = pages.note(_progress(self._groups, seen)).html
        before = self._shown_group
        self._filling = True
        self.menu.options = [(_named(group, place in seen), place) for place, group in enumerate(self._groups)]
        at = next((place for place, group in enumerate(self._groups) if _key(group) == before), None)
        self.menu.value = self._first_open(seen) if at is None else at
        self._filling = False
        self._turned()
        self._worded()

    def _make_rows(self, corpus):
        self._read, self._shown_group = _sentences(corpus), None
        self.sentences, self.states, self._texts = {}, {}, {}
        for article, outlet in corpus.articles["outlet"].items():
            options = [
                ("no sentence", NO_SENTENCE),
                *_numbered(corpus.sentences[corpus.sentences["article"] == article]),
            ]
            self.sentences[article] = ipywidgets.Dropdown(
                options=options, description=f"{outlet}:", style=WIDE, layout=LINE
            )
            self.states[article] = ipywidgets.Dropdown(
                options=[*STATES.items(), ("not the same", NOT_THE_SAME)], description="It tells:", style=WIDE
            )
            self._texts[article] = ipywidgets.HTML()
            self.sentences[article].observe(lambda change, name=article: self._other_sentence(name), names="value")
            self.states[article].observe(lambda change, name=article: self._draw(name), names="value")
        self.rows.children = [
            ipywidgets.VBox(
                [
                    ipywidgets.HBox([self.sentences[name], self.states[name]], layout={"flex_flow": "row wrap"}),
                    self._texts[name],
                ]
            )
            for name in self.sentences
        ]

    def _first_open(self, seen):
        return next((place for place in range(len(self._groups)) if place not in seen), 0)

    def _turn(self, by):
        self.menu.value = min(max(self.menu.value + by, 0), len(self._groups) - 1)

    def _turned(self, change=None):
        """Show the group that the menu names, its sentences taken for the same until somebody says otherwise."""
        group = self._groups[self.menu.value or 0]
        if self._filling or _key(group) == self._shown_group:
            return
        self._shown_group, numbers = _key(group), dict(zip(group["article"], group["number"]))
        self.fewer.value = ""
        for article, menu in self.sentences.items():
            self.spans.pop(article, None)
            menu.value = numbers.get(article, NO_SENTENCE)
            self.states[article].value = SAME if article in numbers else NOT_THE_SAME
            self._draw(article)
        self._offer_pens()

    def _other_sentence(self, article):
        self.spans.pop(article, None)
        self.states[article].value = SAME if self.sentences[article].value else NOT_THE_SAME
        self._draw(article)
        if self.fewer.value == article:
            self.fewer.value = ""
        self._offer_pens()

    def _draw(self, article):
        """Show the sentence of an article, its evidence marked."""
        row, state = self._sentence(article), self.states[article]
        state.layout.display = "" if row is not None else "none"
        self._texts[article].layout.display = state.layout.display
        if row is None:
            return
        start, end = self._span(article, row)
        text = self.event.corpus.articles.at[article, "raw"][start:end] if state.value != NOT_THE_SAME else ""
        shown = SimpleNamespace(
            article=article, text=text, start=start, sentence=row["sentence"], sentence_start=row["start"]
        )
        self._texts[article].value = pages.in_its_sentence(shown, state.label).html

    def _sentence(self, article):
        number, table = self.sentences[article].value, self.event.corpus.sentences
        rows = table[(table["article"] == article) & (table["number"] == number)]
        return rows.iloc[0] if len(rows) else None

    def _span(self, article, row):
        return self.spans.get(article) or (int(row["start"]), int(row["end"]))

    def _offer_pens(self):
        outlets = self.event.corpus.articles["outlet"]
        chosen = [(f"fewer words of {outlets[name]}", name) for name, menu in self.sentences.items() if menu.value]
        offer(self.fewer, [("whole sentences", ""), *chosen])

    def _take_pen(self, change=None):
        article = self.fewer.value
        if not article:
            self.pen, self.shelf.children = None, []
            return
        number = self.sentences[article].value
        self.pen = Highlighter(
            self.event.corpus, [article], "evidence", (number, number), single=True, values={"fact": omissions.OWN_FACT}
        )
        self.pen.observe(lambda: self._marked(article))
        self.shelf.children = [self.pen.box]

    def _marked(self, article):
        marks = self.pen.marks.get(article, [])
        if marks:
            self.spans[article] = tuple(marks[-1]["parts"]["evidence"])
        else:
            self.spans.pop(article, None)
        self._draw(article)

    def _worded(self, change=None):
        is_new = self.fact.value in (NEW, None)
        self.statement.layout.display = self.topic.layout.display = "" if is_new else "none"
        labels = self._labels_in(self.statement.value) if is_new else []
        said = f"{', '.join(labels)}: in your table of labels. Would each of the articles say it so?" if labels else ""
        self.pointed.value = pages.note(said).html if said else ""

    def _labels_in(self, statement):
        corpus = self.event.corpus
        return [f"“{form}”" for form in naming.labels_in(corpus, statement)] if corpus.has("labels") else []

    def _add(self, button):
        marks = [
            {"article": article, "start": start, "end": end, **_state(menu.value)}
            for article, menu in self.states.items()
            if menu.value != NOT_THE_SAME and (row := self._sentence(article)) is not None
            for start, end in [self._span(article, row)]
        ]
        if not marks:
            self.say("Say of one article at least that it tells the same, or in what it differs.")
            return
        facts, fact, statement = self.event.rows("facts"), self.fact.value, " ".join(self.statement.value.split())
        if fact in (NEW, None):
            if len(texts.words(statement)) < FEWEST_WORDS:
                self.say("Word the fact first: a line that says who does what, or what is where, and takes no side.")
                return
            fact = _short_name(statement, {row["fact"] for row in facts})
            topic = " ".join(self.topic.value.split()) or NO_TOPIC
            facts.append({"fact": fact, "statement": statement, "topic": topic, "counts": ""})
        try:
            table = as_table(self.event.corpus, "evidence", [{**mark, "fact": fact} for mark in marks])
        except CorpusError as error:
            self.say(str(error))
            return
        rows = [{**dict.fromkeys(columns_of("evidence"), ""), **_as_written(row)} for row in table.to_dict("records")]
        named = [f"It says {each}: would each of the articles say it so?" for each in self._labels_in(statement)]
        said = f"Added: “{fact}”, in {', '.join(row['article'] for row in rows)}. {' '.join(named)}".strip()
        if self.write(said, facts=facts, evidence=[*self.event.rows("evidence"), *rows]):
            self.statement.value = ""

    def _refuse(self, button):
        group = self._groups[self.menu.value]
        rows = self.event.rows(SEEN)
        more = [{"article": row.article, "text": " ".join(row.sentence.split())} for row in group.itertuples()]
        if self.write("Looked at, and left out.", **{SEEN: [*rows, *(row for row in more if row not in rows)]}):
            self.menu.value = self._first_open(self._seen(self.event.corpus))

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
        found = self._found()
        seen = _looked_at(corpus, found, self.event.rows(SEEN))
        place = next((place for place in range(len(found)) if place not in seen), 0)
        group = found[place] if self._shown_group is None else found[self.menu.value or 0]
        sentences = [pages.note(f"{row.article}: {' '.join(row.sentence.split())}") for row in group.itertuples()]
        return pages.under(
            pages.note(_progress(found, seen)), pages.note(f"{_named(group, False)}:"), *sentences, _list(self.event)
        )


class Numbers(Step):
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
        others[0].description = f"keep, for {entry['article']}: {entry['fact']}"
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
        return pages.under(pages.note("Kept:"), listed(kept.set_index("fact")[columns], "number"))


def _sentences(corpus):
    return list(zip(corpus.sentences["article"], corpus.sentences["sentence"]))


def _key(group):
    return tuple(zip(group["article"], group["sentence"]))


def _looked_at(corpus, found, set_aside):
    """The places of the groups of which some words are evidence, or which were left out: a set."""
    aside = {(row["article"], texts.shaped(row["text"]).text) for row in set_aside}
    every = pd.concat(found, ignore_index=True)
    told = number_overlapping(every, corpus.evidence) > 0 if corpus.has("evidence") else pd.Series(False, every.index)
    left_out = [(article, texts.shaped(" ".join(text.split())).text) in aside for article, text in _key(every)]
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
    return f"{first['group']}. {who}: {_shortened(first['sentence'])}{' (looked at)' * is_seen}"


def _numbered(sentences):
    return [(f"{row.number}. {_shortened(row.sentence)}", row.number) for row in sentences.itertuples()]


def _shortened(sentence):
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= LETTERS else f"{sentence[:LETTERS].rsplit(' ', 1)[0]} …"


def _facts(event):
    return [(_shortened(row["statement"]), row["fact"]) for row in event.rows("facts")]


def _state(state):
    """A choice of STATES as evidence.csv has it."""
    return {"agrees": SAME, "differs_in": ""} if state == SAME else {"agrees": DIFFERS, "differs_in": state}


def _as_written(row):
    """A row of evidence as a file has it, with the words of a broken line on one."""
    return {name: row[name] for name in ("fact", "article", "occurrence", "agrees", "differs_in")} | {
        "text": " ".join(row["text"].split())
    }


def _short_name(statement, taken):
    """A name for a fact from the first words of its statement that say something, with a number where it is taken."""
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
                "text": _shortened(row.text),
                "shown": pages.in_its_sentence(row, row.fact),
                "proposals": list(dict.fromkeys([*([written] if written else []), *proposals])),
                "draft": draft,
            }
        )
    return entries
