"""The exercises of chapter 10. Change one here, then run: python3 course.py refresh 10"""
from helpers.analyses import estimates, naming, sourcing
from helpers.archive import synthetic
from helpers.exercises import choice, exercise

JANUARY, JUNE, DECEMBER = synthetic.MONTHS[0], synthetic.WIRE, synthetic.MONTHS[11]


def _found():
    return synthetic.archive().run(naming.mentions, synthetic.LEXICON, voice=False)


def _rioters(without=()):
    table = _found().rates(["outlet", "month"], by="label", without=without)
    return table[table["label"] == "rioter"].set_index(["outlet", "month"])


STOPPED = "The paper printed nothing in that month."
LOST = "The archive has nothing of that month; why, the archive does not tell."
NOBODY = "In that month the paper did not write of rioters."


@choice("10.1", minutes=1, options=[STOPPED, LOST, NOBODY])
def a_gap(corpus):
    """{synthetic.LOST[0]} has no article in {synthetic.LOST[1]}. What may you say?

    Hint: What does it take for an article to be in an archive? It has to be written, printed, and kept.
    Hint: Only one of the three answers says no more than is known.
    """
    there = synthetic.archive().articles.query("outlet == @synthetic.LOST[0] and month == @synthetic.LOST[1]")
    return LOST if there.empty else NOBODY


@a_gap.mistake
def nothing_printed(corpus):
    """That may be so. It may also be that the month was never scanned, or got lost. From the archive alone you cannot know."""
    return STOPPED


@a_gap.mistake
def nothing_written(corpus):
    """A paper that does not write of rioters has a zero. Here is no zero; here is nothing at all."""
    return NOBODY


@exercise("10.2", minutes=3, places=1)
def how_much_more(corpus):
    """{synthetic.ALDER}: how many times as often, in the same number of words, does "rioter" stand in {DECEMBER} as in {JANUARY}? Give it to one
    decimal.

    Hint: Both rates stand in the text above.
    Hint: Divide the later rate by the earlier one.

    Way: {_rioters().at[(synthetic.ALDER, DECEMBER), "rate"]:.1f} mentions in 1,000 words, divided by
    {_rioters().at[(synthetic.ALDER, JANUARY), "rate"]:.1f}, is {how_much_more.key(corpus):.1f}.
    """
    found = synthetic.archive().run(naming.mentions, synthetic.LEXICON, voice=False)
    rates = found.rates(["outlet", "month"], by="label").set_index(["outlet", "month", "label"])["rate"]
    return rates["Alder Post", "2031-12", "rioter"] / rates["Alder Post", "2031-01", "rioter"]


@how_much_more.mistake
def the_difference(corpus):
    """That is how much *more* it is, in mentions per 1,000 words. Asked is how many *times*: divide."""
    rates = _rioters()["rate"]
    return rates[synthetic.ALDER, DECEMBER] - rates[synthetic.ALDER, JANUARY]


@how_much_more.mistake
def the_other_way_round(corpus):
    """You divided January by December."""
    return 1 / how_much_more.key(corpus)


def _in_june():
    found, about = _found().table, synthetic.archive().articles
    months = found["article"].map(about.set_index("article")["month"])
    return found[(found["label"] == "rioter") & (months == JUNE)]


@exercise("10.3", minutes=3, places=0)
def in_copies(corpus):
    """Of all mentions of "rioter" in {JUNE}, how many per cent stand in a copy? The two numbers are in the text above. Give a whole
    number.

    Hint: Divide the mentions in copies by all mentions of that month.
    Hint: Multiply by a hundred.

    Way: {_in_june()["article"].isin(synthetic.archive().copies()["article"]).sum()} of {len(_in_june())} mentions stand in
    copies: {in_copies.key(corpus):.0f} per cent.
    """
    archive = synthetic.archive()
    found = archive.run(naming.mentions, synthetic.LEXICON, voice=False).table.merge(archive.articles, on="article")
    june = found[(found["label"] == "rioter") & (found["month"] == "2031-06")]
    return 100 * june["article"].isin(archive.copies()["article"]).mean()


@in_copies.mistake
def what_is_left(corpus):
    """So many per cent are left once the copies are out."""
    return 100 - in_copies.key(corpus)


@in_copies.mistake
def copies_among_articles(corpus):
    """That is the share of copies among the *articles* of the month. Each copy is full of the word, so among the mentions it is
    more."""
    june = synthetic.archive().articles.query("month == @JUNE")["article"]
    return 100 * june.isin(synthetic.archive().copies()["article"]).mean()


WORK = "In autumn the town went on strike again."
SENSE = "In autumn the word means another thing."
ERROR = "In autumn the program counts wrongly."


@choice("10.4", minutes=2, options=[WORK, SENSE, ERROR])
def another_sense(corpus):
    """"Strike" comes back in autumn. Read the lines above, of both seasons. What has happened?

    Hint: Read the word before "strike".
    Hint: The program looks for letters. Are these the same letters?
    """
    lines = synthetic.archive().run(naming.concordance, "lightning strike").table
    return SENSE if len(lines) else WORK


@another_sense.mistake
def a_real_strike(corpus):
    """Read the lines of autumn again: nobody stops working there. It is lightning that strikes."""
    return WORK


@another_sense.mistake
def no_error(corpus):
    """It counts what it was told to count, and counts it rightly. What it was told is no longer what you want to know."""
    return ERROR


def _shares():
    return estimates.shares(synthetic.read(80, seed=1))["share"].round(2)


def _number():
    return len(synthetic.archive().run(sourcing.attributions).table)


@exercise("10.5", minutes=3, places=0)
def corrected_by_hand(corpus):
    """The rules found {_number():,} statements. Correct the number yourself, by the two shares of the table, each with two decimals:
    those found that are a statement, and those there that were found. Give a whole number.

    Hint: Take away first what is none: how many of those found are statements?
    Hint: These are only a part of those that are there. Divide by that part.

    Way: {_number():,} × {_shares().iloc[1]:.2f} / {_shares().iloc[2]:.2f} = {corrected_by_hand.key(corpus):.0f}. The chart below has
    nearly the same; it does not round the shares.
    """
    shares = estimates.shares(synthetic.read(80, seed=1))["share"].round(2)
    found = len(synthetic.archive().run(sourcing.attributions).table)
    return found * shares["found, and a statement"] / shares["there, and found"]


@corrected_by_hand.mistake
def only_the_wrong_ones(corpus):
    """You took away what is no statement. What the rules have missed is not yet added."""
    return _number() * _shares().iloc[1]


@corrected_by_hand.mistake
def only_the_missed_ones(corpus):
    """You added what the rules have missed. What is no statement is still in it."""
    return _number() / _shares().iloc[2]


@corrected_by_hand.mistake
def upside_down(corpus):
    """You exchanged the two shares: multiply by those that are right, divide by those that were found."""
    return _number() * _shares().iloc[2] / _shares().iloc[1]


FEWER = "From July on it lets fewer people speak."
NOT_FEWER = "By these articles it lets no fewer people speak; the rules see fewer."
PROVED = "It lets more people speak, that is proved."
OVERLAP = "Nothing at all, for the intervals of the two halves overlap."


@choice("10.6", minutes=3, options=[FEWER, NOT_FEWER, PROVED, OVERLAP])
def what_fell(corpus):
    """Look at the two halves of the year of {synthetic.CEDAR}: what was found, what is corrected, and the difference. What may you
    say?

    Hint: Compare the rows "as found" of the two halves first, then the rows below them.
    Hint: In the table of differences: which intervals hold zero?
    """
    read = synthetic.read(400, seed=3).query("outlet == @synthetic.CEDAR")
    table = estimates.corrected_by(*synthetic.by_half(synthetic.CEDAR), read, "half")
    apart = estimates.difference(table, "half").dropna()
    return FEWER if (apart["high"] < 0).all() else PROVED if (apart["low"] > 0).all() else NOT_FEWER


@what_fell.mistake
def believed_the_rules(corpus):
    """So it looks by what was found. In the second half the rules miss more, and only in this paper. What is corrected does not
    fall."""
    return FEWER


@what_fell.mistake
def proved_too_much(corpus):
    """It may be so: both corrections go up. But by one of them the interval of the difference holds zero."""
    return PROVED


@what_fell.mistake
def asked_the_overlap(corpus):
    """Two counts can differ although their intervals overlap: what decides is the interval of the difference. And that nothing
    fell you may say."""
    return OVERLAP
