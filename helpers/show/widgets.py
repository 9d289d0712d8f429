"""Controls around a function: what it shows is a value, and a static twin stands in where no kernel runs."""

import ipywidgets
import pandas as pd

from helpers.analyses import agency, agreement, borrowing, estimates, frames, naming, omissions, reading, sourcing
from helpers.analyses.statements import RULES, found_by
from helpers.analyses.voice import VOICES
from helpers.corpus.coded import ELSEWHERE, FUNCTIONS
from helpers.corpus.spans import number_overlapping
from helpers.corpus.tables import most_first
from helpers.show import charts, error_card, pages
from helpers.show.highlighter import Highlighter
from helpers.show.slider import Slider

WIDE = {"description_width": "initial"}
# So many articles must have a fact for their sentences to be guessed.
FEWEST_TO_GUESS = 3


class Panel:
    """Controls, and below them the Page that `show` makes of their values, made anew whenever one changes.

    show: a function of the controls' values, by keyword. controls: ipywidgets with a description, by those keywords.
    captions: Pages that stand above a control, by the same keywords. arranged: the widgets to be shown in place of the
    controls one below the other. The stored notebook, an export and a reader
    without kernel have the static twin: captions and controls as text, then `twin`, or else the Page as it is before
    anything is moved.
    """

    def __init__(self, show, controls, captions=None, twin=None, arranged=None):
        self.show, self.controls, self.captions, self.twin = show, controls, captions or {}, twin
        self._arranged = arranged
        self._view, self._last = ipywidgets.HTML(), (None, None)
        rows = []
        for name, control in controls.items():
            rows += [ipywidgets.HTML(self.captions[name].html)] if name in self.captions else []
            rows.append(control)
            control.observe(self.renew, names="value")
        self.box = ipywidgets.VBox([*(arranged or rows), self._view])
        self.renew()

    @property
    def page(self):
        """The Page for the values that the controls have now."""
        values = {name: control.value for name, control in self.controls.items()}
        # A chart takes its time, and a Page is asked for again by its twin, and by each of two controls that move together.
        if values != self._last[0]:
            self._last = values, self.show(**values)
        return self._last[1]

    def renew(self, change=None):
        """Show the Page; without a change of a control it is made anew, for what it is made of may be another."""
        if change is None:
            self._last = (None, None)
        self._view.value = self.page.html

    def _repr_mimebundle_(self, **kwargs):
        parts = []
        for name, control in self.controls.items() if not self._arranged else ():
            parts += [self.captions[name]] if name in self.captions else []
            parts.append(pages.note(_in_words(control)))
        # A box of many controls is for those who can use them.
        parts += [pages.note(_in_words(each)) for each in self._arranged or () if hasattr(each, "description")]
        lead = [pages.note("Run this cell to use its controls.")] if self.controls else []
        twin = pages.under(*lead, *parts, self.twin or self.page)
        return pages.with_twin(self.box, twin, **kwargs)


def _in_words(control):
    if hasattr(control, "_options_labels"):
        return f"{control.description} {control.label} · choices: {' / '.join(control._options_labels)}"
    if hasattr(control, "max"):
        return f"{control.description} {control.value} · from {control.min} to {control.max}"
    if isinstance(control, ipywidgets.Checkbox):
        return f"Tick box: {control.description}"
    if isinstance(control, ipywidgets.ToggleButton):
        return f"Button: {control.description}"
    return f"{control.description} {control.value}"


def word_choice(sentence, words):
    """A Panel that puts one of `words` into the gap, ___, of `sentence`."""
    before, after = sentence.split("___")

    def fill(word):
        html = f"<p>{pages.safe(before)}<mark><b>{pages.safe(word)}</b></mark>{pages.safe(after)}</p>"
        return pages.Page(html, f"{before}{word}{after}")

    return Panel(fill, {"word": ipywidgets.Dropdown(options=words, description="Word:")})


def reader(corpus, cleaned=False):
    """A Panel to read any article, as the file has it, with what is not counted marked, or the article alone.

    It opens on the article of which most is left out. cleaned: whether it opens on the article alone.
    """
    most = corpus.left_out["article"].mode()
    outlets = ipywidgets.Dropdown(
        options=corpus.choices(), value=[*most, *corpus.articles.index][0], description="Article:", style=WIDE
    )
    parts = ipywidgets.Dropdown(
        options=[("the whole file, marked", False), ("the article alone", True)],
        value=cleaned,
        description="Show:",
        style=WIDE,
    )
    return Panel(
        lambda article, cleaned: pages.article(corpus, article, cleaned), {"article": outlets, "cleaned": parts}
    )


class BlindTest(Panel):
    """A Panel with menus, guess_1 and on, in which the outlet behind each sentence is guessed, and a button, told.

    blind: a function that gives the sentences which are shown now (reading.blind_sentences). beside: a function that gives a
    Page, to be shown with the score; by default there is none.
    """

    def __init__(self, show, controls, blind, **options):
        self.blind, self.beside = blind, None
        super().__init__(show, controls, **options)

    @property
    def page(self):
        """The Page for the values that the controls have now, and below a score what stands beside it."""
        shown = super().page
        return pages.under(shown, self.beside()) if self.beside and self.controls["told"].value else shown


def blind_test(corpus):
    """A Panel that asks whose sentence it is, for one sentence of each article, and on a button tells, with a score."""
    blind = reading.blind_sentences(corpus)
    controls = _guesses(corpus, blind.index)
    captions = {f"guess_{number}": pages.note(f"{number}. “{row.sentence}”") for number, row in blind.iterrows()}
    controls["told"] = ipywidgets.ToggleButton(description="Show the answers")

    def show(told, **guesses):
        table = reading.marked_guesses(blind, {number: guesses[f"guess_{number}"] for number in blind.index})
        return _score(table, len(corpus.articles)) if told else pages.note(_guessed(table))

    answers = pages.note("Answers: " + "; ".join(f"{number} {outlet}" for number, outlet in blind["outlet"].items()))
    folded = pages.Page(f"<details><summary>Show the answers</summary>{answers.html}</details>", answers.text)
    return BlindTest(show, controls, lambda: blind, captions=captions, twin=folded)


def blind_again(corpus):
    """A Panel that asks whose sentence it is, for sentences that tell one fact: choose the fact, and whether labels are hidden.

    The facts are those that three articles or more have.
    """
    had = corpus.evidence.drop_duplicates(["fact", "article"])["fact"].value_counts(sort=False)
    facts = [row for row in corpus.facts.itertuples() if had.get(row.fact, 0) >= FEWEST_TO_GUESS]
    if not facts:
        return Panel(lambda: pages.note("There is nothing to guess: no fact stands in three articles."), {})
    labels = sorted({form.lower() for form in naming.mentions(corpus)["form"]}) if corpus.has("labels") else []
    controls = {
        "fact": ipywidgets.Dropdown(
            options=[(_shortened(row.statement), row.fact) for row in facts],
            description="Sentences that say:",
            style=WIDE,
            layout={"width": "46em", "max_width": "98%"},
        ),
        "bare": ipywidgets.Checkbox(description="Black out the labels, too", indent=False),
    }
    guesses = _guesses(corpus, range(1, int(had.max()) + 1))
    told = ipywidgets.ToggleButton(description="Show the answers")

    def renew(change):
        for guess in guesses.values():
            guess.value = ""
        told.value = False

    controls["fact"].observe(renew, names="value")

    def sentences(fact, bare):
        return reading.blind_sentences(corpus, fact, labels if bare else ())

    def show(fact, bare, told, **guesses):
        blind = sentences(fact, bare)
        table = reading.marked_guesses(blind, {number: guesses[f"guess_{number}"] for number in blind.index})
        score = _score(table, len(corpus.articles)) if told else pages.note(_guessed(table))
        return pages.under(*(pages.note(f"{number}. “{row.sentence}”") for number, row in blind.iterrows()), score)

    def blind():
        return sentences(controls["fact"].value, controls["bare"].value)

    return BlindTest(show, {**controls, **guesses, "told": told}, blind)


def _guesses(corpus, numbers):
    """Menus in which the outlet behind each sentence is guessed, by keyword."""
    outlets = [("choose an outlet", ""), *((outlet, outlet) for outlet in corpus.articles["outlet"])]
    return {
        f"guess_{number}": ipywidgets.Dropdown(options=outlets, description=f"Sentence {number}:", style=WIDE)
        for number in numbers
    }


def _guessed(table):
    return f"{(table['outcome'] != 'no guess').sum()} of {len(table)} guessed."


def concordance(corpus, term):
    """A Panel that shows a word wherever it stands, at first `term`: choose the word, the window, the order, the article."""
    # A value of None would mean to ipywidgets that nothing is chosen.
    sorts = [
        ("as they stand", ""),
        *(
            (f"by word {place} on the {side}", f"{side[0].upper()}{place}")
            for side in ("left", "right")
            for place in (1, 2, 3)
        ),
    ]
    controls = {
        "term": ipywidgets.Text(value=term, description="Word:", continuous_update=False, style=WIDE),
        "window": ipywidgets.Dropdown(options=[3, 5, 8], value=5, description="Words on each side:", style=WIDE),
        "sort": ipywidgets.Dropdown(options=sorts, description="Order:", style=WIDE),
        "article": _all_or_one_article(corpus),
    }

    def show(term, window, sort, article):
        try:
            lines = naming.concordance(corpus, term.split(","), window, sort or None, [article] if article else None)
        except naming.PatternError as error:
            return pages.note(str(error))
        return pages.concordance(lines)

    return Panel(show, controls)


def voice_switch(corpus):
    """A Panel that counts the labels in the voices that are chosen, and draws the chart anew."""
    found, some = naming.mentions(corpus), {"all voices": VOICES, **{voice: [voice] for voice in VOICES}}
    some["own and attributed"] = ["own", "attributed"]
    labels = most_first(naming.rates(corpus, found, "label").groupby("label")["count"].sum())
    controls = {"voices": ipywidgets.Dropdown(options=list(some), description="Count what stands in:", style=WIDE)}

    def show(voices):
        counted = found.assign(label=found["label"].where(found["voice"].isin(some[voices])))
        table = naming.rates(corpus, counted.dropna(subset=["label"]), "label")
        return charts.label_rates(table, labels)

    return Panel(show, controls)


def swap(corpus, article, sentence=1):
    """A Panel that puts another label into a sentence of an article: read it, change one word, read it again."""
    (article,) = corpus.short_names(article)
    labels = sorted({form for form in naming.mentions(corpus)["form"].str.lower() if form.endswith("s")})
    if not labels:
        return Panel(lambda: pages.note("There is nothing to swap: no label in the plural stands in the articles."), {})
    sentences = corpus.sentences[corpus.sentences["article"] == article].set_index("number")["sentence"]
    text = " ".join(sentences[sentence].split())
    here = [label for label in labels if label in text.lower()] or labels
    controls = {
        "old": ipywidgets.Dropdown(options=here, description="Instead of:", style=WIDE),
        "new": ipywidgets.Dropdown(options=labels, value=here[0], description="write:", style=WIDE),
    }

    def show(old, new):
        swapped = naming.swap(text, {old: new})
        said = " ".join([f"{swapped.changed} place{'s' * (swapped.changed != 1)} changed.", *swapped.left])
        return pages.under(
            pages.note(f"As published: {text}"),
            pages.note(f"Swapped: {swapped.text}"),
            pages.note("Choose another word in the second menu." if old == new else said),
        )

    return Panel(show, controls)


def voice_painter(corpus):
    """A Panel that marks an article by voice and answers, of any of its sentences, who says so, and by which word."""
    articles = ipywidgets.Dropdown(options=corpus.choices(), description="Article:", style=WIDE)
    sentences = ipywidgets.Dropdown(
        description="Who says sentence:", style=WIDE, layout={"width": "46em", "max_width": "98%"}
    )

    _follow(articles, sentences, lambda article: [("none", 0), *_numbered(corpus, article)])

    def show(article, sentence):
        stretches = sourcing.who_says(corpus, article)
        answer = stretches[stretches["sentence"] == sentence].set_index("words")
        is_own = (answer["voice"] == "own") & ~answer["negated"]
        answer["speaker"] = answer["speaker"].where(~is_own, corpus.articles.at[article, "outlet"])
        answer["negated"] = answer["negated"].map({True: sourcing.NOT_SAID, False: ""})
        answer = answer[["voice", "speaker", *(["negated"] if answer["negated"].any() else []), "cue"]]
        painted = pages.voices(corpus, article, stretches)
        return _with_card(corpus, [article], *([pages.table(answer)] if len(answer) else []), painted)

    return Panel(show, {"article": articles, "sentence": sentences})


def statements(corpus):
    """A Panel that lists who says what: choose the kind of source, the article, the kind of cue."""
    said = sourcing.attributions(corpus)
    controls = {
        name: ipywidgets.Dropdown(options=_all_or_one(said[name]), description=f"{title}:", style=WIDE)
        for name, title in [("source_type", "Kind of source"), ("cue_kind", "Kind of cue")]
    }
    controls["article"] = _all_or_one_article(corpus)

    def show(**chosen):
        wanted = {name: value for name, value in chosen.items() if value}
        shown = pages.statements(said[(said[list(wanted)] == pd.Series(wanted)).all(axis=1)])
        return _with_card(corpus, [chosen["article"]] if chosen["article"] else corpus.articles.index, shown)

    return Panel(show, controls)


def _with_card(corpus, articles, *shown):
    """What is shown of `articles` as one Page, with the error card of the rules where nobody has coded one of them."""
    by_rules = (found_by(corpus).loc[list(articles)] == RULES).any()
    return pages.under(*shown, *([error_card.card()] if by_rules else []))


def what_you_read(corpus):
    """A Panel that says which facts a reader of the articles that are ticked has not read, and which other tells most of it."""
    controls = {name: ipywidgets.Checkbox(description=outlet, indent=False) for outlet, name in corpus.choices()}
    controls["topic"] = ipywidgets.Dropdown(
        options=_all_or_one(corpus.facts["topic"]), description="Show the topic:", style=WIDE
    )

    def show(topic, **ticked):
        read = [name for name, is_read in ticked.items() if is_read]
        if not read:
            return pages.note("Tick what you have read.")
        unknown = omissions.unknown_to(corpus, read)
        said = pages.note(
            f"You would not have read {len(unknown)} of {len(corpus.facts)} facts. "
            + _who_tells_most(corpus, omissions.best_second(corpus, read))
        )
        shown = unknown[unknown["topic"] == topic] if topic else unknown
        return pages.under(said, pages.facts(shown)) if len(shown) else said

    return Panel(show, controls, twin=show("", **{corpus.articles.index[0]: True}))


def _who_tells_most(corpus, others):
    if others.empty or not others["adds"].any():
        return "None of the other articles would tell you more."
    outlets = corpus.articles["outlet"]
    most = [outlets[article] for article in others.index[others["adds"] == others["adds"].max()]]
    adds = ", ".join(f"{outlets[article]} {count}" for article, count in others["adds"].items())
    return f"{' and '.join(most)} would {'each ' * (len(most) > 1)}tell you most of them: {adds}."


def evidence(corpus):
    """A Panel with the facts of a topic by article, and for one of them the evidence in its sentence, and whose voice it is."""
    status, rows = omissions.coverage(corpus), omissions.evidence(corpus)
    topics = ipywidgets.Dropdown(options=list(dict.fromkeys(corpus.facts["topic"])), description="Topic:", style=WIDE)
    facts = ipywidgets.Dropdown(description="Evidence for:", style=WIDE)

    def facts_of(topic):
        return corpus.facts.loc[corpus.facts["topic"] == topic, "fact"].tolist()

    _follow(topics, facts, facts_of)

    def show(topic, fact):
        matrix = status.loc[facts_of(topic)].replace(omissions.NOT_THERE, "")
        return pages.under(pages.table(matrix), pages.evidence(rows[rows["fact"] == fact]))

    return Panel(show, {"topic": topics, "fact": facts})


def side_by_side(corpus):
    """A Panel with two articles side by side, what both have marked: choose the two, and how long a run must be.

    It opens on the two that share most.
    """
    one, other = _most_alike(corpus)
    controls = {
        "one": ipywidgets.Dropdown(options=corpus.choices(), value=one, description="Article:", style=WIDE),
        "other": ipywidgets.Dropdown(options=corpus.choices(), value=other, description="beside:", style=WIDE),
        "at_least": _length_of_a_run(),
    }

    def show(one, other, at_least):
        if one == other:
            return pages.note("Choose two articles.")
        runs = borrowing.between(corpus, one, other, at_least)
        count = pages.note(f"{len(runs)} run{'s' * (len(runs) != 1)} of {at_least} words or more.")
        return pages.under(count, pages.beside(corpus, runs)) if len(runs) else count

    return Panel(show, controls)


def _most_alike(corpus):
    runs = borrowing.shared(corpus)
    if runs.empty:
        return corpus.articles.index[0], corpus.articles.index[-1]
    return runs.groupby(["article", "other"], sort=False)["words"].sum().idxmax()


def _length_of_a_run():
    return Slider(value=borrowing.AT_LEAST, min=2, max=12, description="Words that a run must have:")


def runs(corpus):
    """A Panel that lists the runs of some length or more, and says how many there would be by chance."""
    table = borrowing.by_length(corpus)

    def show(at_least):
        row = table.loc[at_least]
        said = pages.note(
            f"Runs of {at_least} words or more: {row['runs']:.0f}. With the words of each article in random order there would be "
            f"{row['by_chance']:.1f}. Quoted in both articles: {row['quoted_in_both']:.0f}. In a third article, too: "
            f"{row['in_a_third']:.0f}."
        )
        return pages.under(said, pages.runs(borrowing.shared(corpus, at_least)))

    return Panel(show, {"at_least": _length_of_a_run()})


def sample_read(read, found, articles, title):
    """A Panel that corrects a count by the first articles of a sample, as many as one cares to read.

    read: what estimates.checked gives, in random order. found, articles: see estimates.corrected.
    """

    most, least = len(read), min(len(read), 10)
    # One axis for all, so that what is seen to shrink has shrunk.
    widest = estimates.corrected(found, articles, read.head(least))
    ends = widest["low"].min() * 0.9, max(widest["high"].max(), found) * 1.05

    def show(number):
        table = read.head(number)
        return pages.under(
            charts.estimates(estimates.corrected(found, articles, table), title, ends),
            pages.table(
                estimates.shares(table).rename_axis("of the statements").rename(columns={"of": "of so many"}), title, 2
            ),
        )

    number = Slider(value=max(2, most // 4), min=least, max=most, description="Articles that are read:")
    return Panel(show, {"number": number})


def wordings(corpus):
    """A Panel with a sentence of an article, and how the others word what it tells, what is exchanged marked.

    It opens on the sentence that the others tell again most.
    """
    article, number = borrowing.most_retold(corpus)
    articles = ipywidgets.Dropdown(options=corpus.choices(), value=article, description="Article:", style=WIDE)
    sentences = ipywidgets.Dropdown(description="Sentence:", style=WIDE, layout={"width": "46em", "max_width": "98%"})
    _follow(articles, sentences, lambda chosen: _numbered(corpus, chosen))
    sentences.value = number

    def show(article, number):
        told = borrowing.told_again(corpus, article, number)
        silent = [outlet for name, outlet in corpus.articles["outlet"].items() if name not in set(told["article"])]
        found = [pages.note(f"Nothing like it was found in: {', '.join(silent)}.")] if silent else []
        return pages.under(pages.wordings(told), *found)

    return Panel(show, {"article": articles, "number": sentences})


def _numbered(corpus, article):
    """The sentences of an article as options of a menu: number and beginning, and the number."""
    mine = corpus.sentences[corpus.sentences["article"] == article]
    return [(f"{number}. {_shortened(sentence)}", number) for number, sentence in zip(mine["number"], mine["sentence"])]


def name_the_actor(corpus):
    """A Panel that puts an actor into an act that has none, and says where that actor stands in print, or that none does."""
    found = agency.deeds(corpus)
    open_acts = found[(found["actor"] == "") & (found["reworded"] != "")]
    if open_acts.empty:
        return Panel(lambda: pages.note("There is nothing to choose: no rewording has a gap for an actor."), {})
    controls = {
        "act": _acts_to_choose(open_acts),
        "actor": ipywidgets.Dropdown(
            options=[("as printed, without one", ""), *((side, side) for side in agency.sides(corpus))],
            description="Actor:",
            style=WIDE,
        ),
    }

    def show(act, actor):
        row = found.loc[act]
        named = found[(found["deed"] == row["deed"]) & (found["actor"] != "")]
        printed = pages.act_sentence(found.loc[[act]])
        where = pages.note(_in_this_article(row))
        if not actor:
            return pages.under(printed, where, pages.note("Choose an actor, and read it again."))
        read = pages.note(f"With an actor: {agency.rewritten(row, actor)}")
        return pages.under(printed, read, where, *_in_print(named, actor))

    return Panel(show, controls)


def _acts_to_choose(rows):
    return ipywidgets.Dropdown(
        options=[
            (f"{row.article}: {_shortened(row.text)}", place) for place, row in zip(rows.index, rows.itertuples())
        ],
        description="Act:",
        style=WIDE,
        layout={"width": "46em", "max_width": "98%"},
    )


def _in_this_article(row):
    named = "in another place" if row["named_elsewhere"] == ELSEWHERE else "in no place"
    return f"{row['article']} itself names an actor for this {named}."


def _in_print(named, actor):
    """Where an article names `actor`, or another one, for the deed of which `named` are the acts with an actor."""
    mine, others = named[named["side_of_actor"] == actor], named[named["side_of_actor"] != actor]
    lines = [f"In print: {_printed(row)}" for _, row in mine.iterrows()]
    lines = lines or [f"No article names {actor} for this."]
    lines += [f"Another answer in print: {_printed(row)}" for _, row in others.iterrows()]
    if named.empty:
        lines = ["None of the articles names an actor for this. The sentence with one is yours, and nobody's report."]
    return [pages.note(line) for line in lines]


def _printed(row):
    who = f"{row['voice']} voice" + (f", {row['speaker']}" if row["speaker"] else "")
    return f"{row['article']} ({who}; {row['side_of_actor']}): … {' '.join(row['text'].split())} …"


def other_way_round(corpus):
    """A Panel that takes the actor out of an act that has one, on a button, and says where else the article has that side act."""
    found, table = agency.deeds(corpus), agency.actions(corpus)
    with_actor = found[(found["actor"] != "") & (found["reworded"] != "")]
    if with_actor.empty:
        return Panel(lambda: pages.note("There is nothing to choose: no act with an actor has another wording."), {})
    controls = {"act": _acts_to_choose(with_actor), "gone": ipywidgets.ToggleButton(description="Take the actor out")}

    def show(act, gone):
        row = found.loc[act]
        printed = pages.act_sentence(found.loc[[act]])
        if not gone:
            return printed
        mine = table[(table["article"] == row["article"]) & (table["side_of_actor"] == row["side_of_actor"])]
        left = int((number_overlapping(mine, found.loc[[act]]) == 0).sum())
        said = (
            f"Gone: {row['actor']} ({row['side_of_actor']}). Outside of these words, this side still acts in {left} "
            f"act{'s' * (left != 1)} of {row['article']}."
        )
        return pages.under(printed, pages.note(f"Without its actor: {agency.rewritten(row)}"), pages.note(said))

    return Panel(show, controls)


def same_acts(corpus, topic=None):
    """A Panel with the acts of each article about a topic of the facts, one under the other, with who does them to whom."""
    topics = [each for each in dict.fromkeys(corpus.facts["topic"]) if len(agency.about(corpus, each))]
    if not topics:
        return Panel(
            lambda: pages.note("There is nothing to see: no act stands in a sentence with evidence of a fact."), {}
        )
    control = ipywidgets.Dropdown(options=topics, value=topic or topics[0], description="Topic:", style=WIDE)
    return Panel(lambda topic: pages.acts(agency.about(corpus, topic), corpus.articles.index), {"topic": control})


def profiles(corpus):
    """A Panel with the profile of an article on a card, or with two of them side by side."""
    controls = {
        "one": ipywidgets.Dropdown(options=corpus.choices(), description="Article:", style=WIDE),
        "other": ipywidgets.Dropdown(
            options=[("no other one", ""), *corpus.choices()], description="beside:", style=WIDE
        ),
    }

    def show(one, other):
        alone = other in ("", one)
        table = frames.profile(corpus, one) if alone else frames.beside(corpus, one, other)
        return pages.profile(table, corpus.articles["outlet"].loc[[one] if alone else [one, other]].to_dict())

    return Panel(show, controls)


def turn_it_round(corpus):
    """A Panel to write another lead: tick facts, write a sentence; it says which functions the facts carry in print, and which
    words of the sentence are labels."""
    carried = frames.carried(corpus)
    ticks = {
        f"fact_{place}": ipywidgets.Checkbox(
            description=row.statement, indent=False, layout={"width": "98%"}, style=WIDE
        )
        for place, row in corpus.facts.iterrows()
    }
    lead = ipywidgets.Textarea(
        description="Your lead:", continuous_update=False, style=WIDE, layout={"width": "98%", "max_width": "46em"}
    )

    topics = list(dict.fromkeys(corpus.facts["topic"]))
    chosen = ipywidgets.Dropdown(options=topics, description="Facts about:", style=WIDE)
    boxes = {
        topic: ipywidgets.VBox([ticks[f"fact_{place}"] for place in corpus.facts.index[corpus.facts["topic"] == topic]])
        for topic in topics
    }

    def turn(change=None):
        for topic, box in boxes.items():
            box.layout.display = "" if topic == chosen.value else "none"

    turn()
    chosen.observe(turn, names="value")

    def show(lead, **ticked):
        wanted = corpus.facts.loc[[place for place in corpus.facts.index if ticked[f"fact_{place}"]]]
        if wanted.empty:
            return pages.note("Tick the facts that your report is made of.")
        return pages.under(*_what_they_carry(carried, wanted), *_labels_of(corpus, lead))

    first = {name: name in list(ticks)[:2] for name in ticks}
    return Panel(show, {**ticks, "lead": lead}, twin=show("", **first), arranged=[chosen, *boxes.values(), lead])


def _what_they_carry(carried, chosen):
    yield pages.note(
        f"{len(chosen)} fact{'s' * (len(chosen) != 1)} chosen. In print, the sentences that tell them say:"
    )
    mine = carried[carried["fact"].isin(chosen["fact"])].drop_duplicates(["function", "article", "statement"])
    for function in FUNCTIONS:
        said = [
            f"{statement} ({', '.join(f'{row.held_by}, in {row.article}' for row in rows.itertuples())})"
            for statement, rows in mine[mine["function"] == function].groupby("statement", sort=False)
        ]
        yield pages.note(f"{function}: {'; '.join(said) or 'nothing, in any of the articles'}.")


def _labels_of(corpus, lead):
    if not lead.strip():
        yield pages.note("Now write the first sentence of your report, from these facts.")
        return
    labels = naming.labels_in(corpus, lead)
    found = naming.mentions(corpus)
    for form, label in labels.items():
        own = found[(found["label"] == label) & (found["voice"] == "own")]["article"].value_counts(sort=False)
        used = ", ".join(f"{article} {count}" for article, count in own.items()) or "none of the articles"
        yield pages.note(f"“{form}” is a label, {label}; times that articles use it in their own voice: {used}.")
    rest = "No other word of your sentence" if labels else "No word of your sentence"
    yield pages.note(f"{rest} is in our list of labels. Whether none of them judges, judge yourself.")


def doubts(corpus, other):
    """A Panel with the places where two codings part, in their sentences: choose what is asked.

    other: the corpus with the tables of the other coder, corpus.coded_by("B").
    """
    parts = [agreement.doubts(corpus, other)]
    if corpus.has("frames") and other.has("frames"):
        parts.append(frames.doubts(corpus, other))
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        return Panel(lambda: pages.note("There is nothing to see: the two codings part in no place."), {})
    asked = ipywidgets.Dropdown(options=_counted(table["question"]), description="Asked:", style=WIDE)
    return Panel(lambda asked: pages.doubts(table[table["question"] == asked]), {"asked": asked})


def _counted(column):
    """Each value of a column as an option of a menu, with how often it stands there."""
    return [(f"{value} ({count})", value) for value, count in column.value_counts(sort=False).items()]


def highlighter(corpus, article=None, table="attributions", **options):
    """A pen to mark words with, in one article or in any; its `table` is the coded table, its `save` writes it.

    table: "attributions", "evidence", "actions", "frames" or "boilerplate". options: see Highlighter.
    """
    return Highlighter(corpus, article, table, **options)


def _follow(leader, follower, options_of):
    """Keep the options of a control in step with the value of another one."""

    def renew(change=None):
        follower.options = options_of(leader.value)
        # A control that was made without options has none chosen after it was given some.
        follower.index = 0

    renew()
    leader.observe(renew, names="value")


def _all_or_one(column):
    return [("all", ""), *((value, value) for value in column.value_counts().index)]


def _all_or_one_article(corpus):
    return ipywidgets.Dropdown(options=[("all articles", ""), *corpus.choices()], description="In:", style=WIDE)


def _shortened(sentence, letters=60):
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= letters else sentence[:letters].rsplit(" ", 1)[0] + " …"


def _score(table, outlets):
    right, chance = (table["outcome"] == "right").sum(), len(table) / outlets
    return pages.under(
        pages.note(f"{right} of {len(table)} right. Guessing blindly gives {chance:g} on average."), pages.table(table)
    )
