"""The exercises of chapter 02. Change one here, then run: python3 course.py refresh 02"""
from helpers.analyses import naming
from helpers.exercises import choice, exercise, listed, open_question


@exercise("2.1", minutes=2, places=1)
def rate_of_rebel(corpus):
    """How many times does Reuters say "rebel", per 1,000 words? Give the rate to one decimal.

    Hint: The chart gives the count: it is the number beside the bar. Chapter 01 gave the number of words.
    Hint: Reuters' article has {corpus.articles.at["reuters", "words"]} words. Divide the count by them, and multiply by a
    thousand.

    Way: {the_count(corpus)} of {corpus.articles.at["reuters", "words"]} words: {the_count(corpus)} /
    {corpus.articles.at["reuters", "words"]} × 1,000 = {rate_of_rebel.key(corpus):.1f}.
    """
    table = naming.rates(corpus, naming.mentions(corpus), by="label").set_index(["article", "label"])
    return table.at[("reuters", "rebel"), "rate"]


@rate_of_rebel.mistake
def the_count(corpus):
    """That is the count. A rate says how many there would be in 1,000 words."""
    table = naming.rates(corpus, naming.mentions(corpus), by="label").set_index(["article", "label"])
    return table.at[("reuters", "rebel"), "count"]


@rate_of_rebel.mistake
def per_hundred(corpus):
    """That is the rate per 100 words. Asked is per 1,000."""
    return rate_of_rebel.key(corpus) / 10


@exercise("2.2", minutes=2)
def never_a_militant(corpus):
    """Which articles have not a single "militant", in no voice and in no use? Answer with a list of short names, such as
    `["reuters", "presstv"]`.

    Hint: In the chart, look along the row of "militant" for a count of nought.
    Hint: {(naming.counts(corpus, naming.mentions(corpus), "label")["militant"] == 0).sum()} of them have none.

    Way: The row of "militant" in the chart: {listed(naming.counts(corpus, naming.mentions(corpus), "label")["militant"])}.
    Nought stands at {never_a_militant.key(corpus)}.
    """
    table = naming.counts(corpus, naming.mentions(corpus), "label")
    return table.index[table["militant"] == 0].tolist()


@never_a_militant.mistake
def those_that_do(corpus):
    """These are the articles that do have one. Asked are the others."""
    table = naming.counts(corpus, naming.mentions(corpus), "label")
    return table.index[table["militant"] > 0].tolist()


@never_a_militant.mistake
def never_a_rebel(corpus):
    """You looked along the row of "rebel"."""
    table = naming.counts(corpus, naming.mentions(corpus), "label")
    return table.index[table["rebel"] == 0].tolist()


@exercise("2.3", minutes=2)
def militant_in_its_own_voice(corpus):
    """How many of Press TV's {naming.counts(corpus, naming.mentions(corpus), "label").at["presstv", "militant"]} "militant"
    stand in its *own* voice?

    Hint: In the chart of the boxes, own voice is filled, and has the letter o.
    Hint: Or choose "own" in the menu above, and read the number beside the bar.

    Way: Press TV's {in_all_voices(corpus)} "militant" by their voice:
    {listed(naming.mentions(corpus).query("article == 'presstv' and label == 'militant'")["voice"].value_counts())}.
    """
    mentions = naming.mentions(corpus)
    chosen = (mentions["article"] == "presstv") & (mentions["label"] == "militant") & (mentions["voice"] == "own")
    return chosen.sum()


@militant_in_its_own_voice.mistake
def attributed_ones(corpus):
    """These are the attributed ones: a source's claim stands behind them."""
    mentions = naming.mentions(corpus)
    return ((mentions["article"] == "presstv") & (mentions["label"] == "militant") & (mentions["voice"] == "attributed")).sum()


@militant_in_its_own_voice.mistake
def in_all_voices(corpus):
    """You counted all voices together."""
    return naming.counts(corpus, naming.mentions(corpus), "label").at["presstv", "militant"]


@choice("2.4", minutes=2, options=["own", "attributed", "quoted", "scare"])
def voice_of_terrorists(corpus):
    """"Assad and his allies regard the rebel groups that hold eastern Ghouta as terrorists", writes Reuters. In which voice
    does the word "terrorists" stand?

    Hint: Are there quotation marks around it? And if there are none: who holds that they are?
    Hint: Find the box in the row of "terrorist".
    """
    mentions = naming.mentions(corpus)
    return mentions["voice"][(mentions["article"] == "reuters") & (mentions["label"] == "terrorist")].item()


@voice_of_terrorists.mistake
def its_own(corpus):
    """No quotation marks stand there, that is right. But does Reuters say that they are terrorists?"""
    return "own"


@voice_of_terrorists.mistake
def a_quotation(corpus):
    """For that it would need quotation marks. Assad may have used another word, and another language."""
    return "quoted"


@exercise("2.5", minutes=2)
def rebel_in_a_compound(corpus):
    """How many of JerusalemOnline's "rebel" are part of a compound, such as "rebel-held"?

    Hint: Look them up in the concordance above: write `rebel*`, and choose the article.
    Hint: `mentions` has a column `compound`; it is empty where there is none.

    Way: Of its {all_of_them(corpus)} "rebel", {rebel_in_a_compound.key(corpus)} are part of a compound:
    {naming.mentions(corpus).query("article == 'jerusalemonline' and label == 'rebel' and compound > ''")["compound"]}.
    """
    mentions = naming.mentions(corpus)
    chosen = (mentions["article"] == "jerusalemonline") & (mentions["label"] == "rebel") & (mentions["compound"] != "")
    return chosen.sum()


@rebel_in_a_compound.mistake
def all_of_them(corpus):
    """These are all its "rebel", with those that stand alone."""
    return naming.counts(corpus, naming.mentions(corpus), "label").at["jerusalemonline", "rebel"]


@rebel_in_a_compound.mistake
def all_modifiers(corpus):
    """You counted the modifiers without a hyphen too, such as "rebel operations"."""
    mentions = naming.mentions(corpus)
    return ((mentions["article"] == "jerusalemonline") & (mentions["label"] == "rebel") & (mentions["use"] == "modifier")).sum()


@open_question("2.6", minutes=3)
def what_the_label_does(corpus):
    """Find a sentence in which the label, and not the facts, tells you what to think of these people. Choose the article,
    quote the words around the label, and say what would change with another label. Your quotation must hold one of:
    {what_the_label_does.key(corpus)}.

    Hint: Use the concordance: which label stands beside a word that judges?
    Hint: Try your sentence in the widget above, with another label.

    Further: Which label would the people who are named use for themselves, and could a reporter use it?
    """
    return sorted({form.lower() for form in naming.mentions(corpus)["form"]})


@what_the_label_does.reading
def a_verdict_before_the_facts(corpus):
    """"Terrorist" says who does such deeds before the sentence has said what was done; with "rebel attacks" the deaths
    would be the same, and the verdict would be left to the reader."""
    return "presstv", "launch pad for deadly terrorist attacks on civilians in the Syrian capital"


@what_the_label_does.reading
def a_cause_without_a_word_for_it(corpus):
    """"Rebels fighting to oust Assad" gives them an aim and an opponent with a name; with "militants" both would sound like
    a pretext."""
    return "reuters", "For the rebels fighting to oust Assad"


@what_the_label_does.reading
def a_side_among_others(corpus):
    """"Opposition fighters" makes them a party to a dispute, to whom one makes an offer; with "terrorists" a reader would ask first
    why anything is offered to them at all."""
    return "jerusalemonline", "The offer presented to the opposition fighters"
