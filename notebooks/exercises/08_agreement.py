"""The exercises of chapter 08. Change one here, then run: python3 course.py refresh 08"""
from helpers.analyses import agreement, frames
from helpers.analyses.voice import VOICES
from helpers.exercises import choice, coding, exercise, labelling, open_question


def _mentions(corpus):
    return agreement.of_mentions(corpus, corpus.coded_by("B"))


@labelling("8.1", minutes=6, options=VOICES)
def eight_mentions(corpus):
    """Code them: in whose voice is each marked label? Choose *own* if the article says it itself, *attributed* if a source says it
    in the article's wording, *quoted* if it stands in quotation marks as somebody's speech, *scare* if it stands in quotation
    marks and is nobody's speech.

    Hint: Look for the words that say who speaks, before the label or behind it, and for quotation marks.
    Hint: If nobody is named, ask how the article could know it. Then decide, and write down by which rule.
    """
    return agreement.telling(_mentions(corpus))


@exercise("8.2", minutes=3, places=0)
def always_own(corpus):
    """Another coder sleeps too, and writes "own" below every mention. Work it out from the table of A and B: in how many per cent
    of the mentions does that coder agree with *A*? Give a whole number.

    Hint: In the table, A's labels are the rows. Which row has the mentions that A calls own?
    Hint: Add up that row. Divide by all mentions, and multiply by a hundred.

    Way: A calls {(_mentions(corpus)["A"] == "own").sum()} of {len(_mentions(corpus))} mentions own, and in these the two are alike:
    {(_mentions(corpus)["A"] == "own").sum()} / {len(_mentions(corpus))} × 100 = {always_own.key(corpus):.0f} per cent.
    """
    mentions = agreement.of_mentions(corpus, corpus.coded_by("B"))
    return 100 * (mentions["A"] == "own").mean()


@always_own.mistake
def with_the_other_coder(corpus):
    """So many are alike with B, or with both: you took the column, or one cell. Asked is A alone, and A's labels are the rows: add up
    the whole row."""
    return 100 * (_mentions(corpus)["B"] == "own").mean()


@always_own.mistake
def a_number_of_mentions(corpus):
    """That is how many mentions. Divide by all of them."""
    return (_mentions(corpus)["A"] == "own").sum()


@always_own.mistake
def what_differs(corpus):
    """In so many per cent the two *differ*."""
    return 100 - always_own.key(corpus)


ENOUGH = "They agree well enough to build on it."
BEYOND = "They agree more than chance would, and too little to build on it."
ALIKE = "That share of the cells is alike, so the rest is not."
TRUE = "That share of A's cells is right."


@choice("8.3", minutes=2, options=[ENOUGH, BEYOND, ALIKE, TRUE])
def what_may_be_said(corpus):
    """Look at α for the frames, and at low and high beside it. What may you say of the two coders?

    Hint: Chance alone would give 0. Is 0 between low and high?
    Hint: Krippendorff asks for .80, and for .667 at the very least. Where is α, and where is low?
    """
    cells = frames.cells(corpus, corpus.coded_by("B"))
    found = agreement.compare(cells["A"], cells["B"])
    return BEYOND if found["low"] > 0 and found["alpha"] < agreement.TENTATIVE else ENOUGH


@what_may_be_said.mistake
def enough(corpus):
    """Not by the customary measure: α is below .667, and low is far below it."""
    return ENOUGH


@what_may_be_said.mistake
def a_share(corpus):
    """That is the share, one row above. α is not a share: what chance would give has been taken off."""
    return ALIKE


@what_may_be_said.mistake
def the_truth(corpus):
    """To be right, there must be something that A is laid beside, other than another reading. α knows two readings, and no truth."""
    return TRUE


@coding("8.4", minutes=6, coder="B")
def a_disputed_paragraph(corpus):
    """Code this paragraph of {corpus.articles.at["presstv", "outlet"]} with the pen: who says it, the reporting word, what is said.
    Without the pen, write a statement on a line: `the mayor | said | the bridge would be repaired`.

    > {a_disputed_paragraph.passage(corpus)}

    Hint: Somebody may speak without being a person: a text can say something too.
    Hint: Ask of each sentence: does somebody say so, or does the article tell me?
    """
    return "presstv", 11, 13


@a_disputed_paragraph.difference
def the_terms_of_a_resolution(corpus):
    """"The truce does not apply to operations against …": whose sentence is that? A coded only the words in quotation marks, which
    are the resolution's; the rest is the article's own. B gave the whole sentence to the resolution. With B, four labels in it
    are a source's, and with A they are the article's."""
    return "The truce does not apply to operations against"


@a_disputed_paragraph.difference
def a_failure(corpus):
    """"That has failed to reduce terrorist attacks": the article concludes it, and gives no source. A and B both left it out."""
    return "that has failed to reduce terrorist attacks on civilians"


RULES = [
    "What a source says in the article's wording is the article's own.",
    "A label is a source's only if its own sentence names who says it.",
    "If in doubt, it is the article's own.",
]


@labelling("8.5", minutes=5, options=VOICES, after="8.1", rules=RULES)
def by_another_rule(corpus):
    """Change one rule: choose which, and code the same eight once more, by the new rule. All other rules stay as they are. Then look
    what has moved, and whether you agree more or less with A and with B.

    Hint: Go by the rule even where you do not like it; that is what a rule is for.
    Hint: Which of the four voices can the new rule empty?
    """
    return agreement.telling(_mentions(corpus))


@open_question("8.6", minutes=4)
def a_place_to_part(corpus):
    """Find a place about which two careful readers can part. Quote it, say how each would code it, and which rule would settle it.
    What would be lost by that rule? Your quotation must hold one of: {a_place_to_part.key(corpus)}.

    Hint: In the menu above, choose one question after the other, and read the sentences aloud.
    Hint: A rule settles a case for all. Look for another sentence that it would read wrongly.

    Further: Would a reader from Damascus and one from Eastern Ghouta part at the same places as A and B?
    """
    return ["truce", "besieged", "handful", "suffering", "shields", "liberate", "tragic", "regard", "third", "blame", "convoy"]


@a_place_to_part.reading
def whose_terms(corpus):
    """The article's own words, or those of the resolution? A rule such as "only what the sentence gives to somebody" makes it the
    article's. By that rule a whole paragraph that retells a speech, with its speaker named once, would be the article's as well."""
    return "presstv", "The truce does not apply to operations against Takfiri terror groups such as Daesh and al-Nusra Front"


@a_place_to_part.reading
def a_word_in_passing(corpus):
    """B read a problem in one adjective; A's rules leave out what is said in passing. Who leaves such words out misses how often
    a siege is told; who takes them in finds a problem wherever a name is written."""
    return "cnn", "besieged Eastern Ghouta"


@a_place_to_part.reading
def a_report_or_a_doubt(corpus):
    """"Reportedly" stands in our list of doubting cues. B took it for plain reporting, for in the language of news it may say no
    more than that nobody from the paper was there. A list of words is the same for all places; the word is not."""
    return "cnn", "Only a handful of civilians have reportedly been evacuated"
