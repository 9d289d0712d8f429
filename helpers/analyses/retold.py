"""Chapter 09: sentences of several articles that may tell the same, grouped, and the numbers that words give.

What borrowing.aligned finds alike is a proposal: that two sentences share rare words does not make them say the same.
"""

import re

import pandas as pd

from helpers.analyses.borrowing import THRESHOLD, aligned
from helpers.analyses.keyness import SMALL, TIMES
from helpers.corpus.coded import BOUNDS
from helpers.corpus.memory import remembered

COLUMNS = ["group", "article", "number", "sentence", "start", "end", "score"]
NUMBER_COLUMNS = ["number", "value", "counts", "start", "end"]
# Of the pairs of sentences that come into one group, so many must be alike.
ENOUGH_ALIKE = 0.5

OVER, ALMOST, ABOUT, AT_MOST = BOUNDS
HEDGES = {
    OVER: ["more than", "over", "at least", "above", "upwards of", "no fewer than", "no less than"],
    ALMOST: ["almost", "nearly", "close to", "just under"],
    ABOUT: ["about", "some", "around", "roughly", "approximately", "an estimated", "estimated"],
    AT_MOST: ["at most", "up to", "no more than", "not more than", "less than", "fewer than"],
}
SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10)))
WORDED = {word: value for value, word in enumerate(SMALL_NUMBERS)} | TENS
PARTS = {"a third": 33.3, "one third": 33.3, "two thirds": 66.7, "a quarter": 25, "three quarters": 75, "half": 50}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9}
PER_CENT = "per cent"
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_TENS, _SMALL, _SCALES = "|".join(TENS), "|".join(SMALL_NUMBERS[1:]), "dozen|hundred|thousand|million|billion"
_HEDGES = "|".join(hedge for hedges in HEDGES.values() for hedge in hedges)
NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<hedge>{_HEDGES})\s+(?:of\s+)?)?"
    rf"(?:(?P<part>{'|'.join(PARTS)})\b"
    r"|(?:[$€£]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<broken>\.\d+)?(?![\d.,]*\d)"
    rf"(?:[\s-]?(?P<scale>{_SCALES}|m|bn)\b|\s?(?P<percent>%))?"
    rf"|(?P<words>(?:{_TENS})(?:[-\s](?:{_SMALL}))?|{_SMALL}|an?(?=\s+(?:{_SCALES})\b))\b(?:\s+(?P<worded>{_SCALES})\b)?)"
    r"(?:\s(?P<cent>per\s?cent)\b)?",
    re.IGNORECASE,
)
# Behind a number that counts nothing: a date, a time of day, an ordinal; behind a bare “one” or “two” the end of a phrase.
NO_COUNT = re.compile(rf"\s+(?:{MONTHS})\b|\s*(?:[ap]\.?m\b|:\d)|(?:st|nd|rd|th)\b", re.IGNORECASE)
ALONE = re.compile(r"\s*(?:[.,;:!?)”\"]|$)|\s+(?:of|another|way|day|who|that|is|was|has|and|or|to)\b", re.IGNORECASE)
NOBODY = re.compile(r"\b(?:no|any|every|each|this|that|the)[\s-]+$", re.IGNORECASE)
A_DATE = re.compile(rf"(?:{MONTHS})\.?\s*$", re.IGNORECASE)
A_YEAR = re.compile(r"\b(?:in|since|until|from|by|of|before|after|late|early|during|year|than|to)\s+$", re.IGNORECASE)
# A word behind a number, with the blank or the hyphen before it.
NEXT_WORD = re.compile(r"(\s+|-)([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
PLURAL = re.compile(r"(?:[^siu]s|people|men|women|children|police)$")
MOST_WORDS = 3


@remembered
def groups(corpus):
    """Sentences that tell the same by borrowing.aligned, grouped: best groups first, then each sentence that nobody retells.

    Columns: group (from 1), article, number (of the sentence), sentence, start, end (offsets into raw), score (the mean of those
    that hold the group together; 0 for a sentence alone). A group has one sentence of an article at most: each is the other's
    best match, and half of all pairs are alike. Groups of more articles come first, sentences alone in the order of reading.
    Of 13 groups in the five articles 11 have a fact in common, and they meet 16 of the 30 facts that several of them have; in the
    other event of the tests it is 5 of 10 groups, and 5 of 10 facts, in the invented one of chapter 09 9 of 18, and 12 of 14.
    """
    scores = _scores(corpus)
    members = _grouped(scores)
    table = corpus.sentences[["article", "number", "sentence", "start", "end"]]
    sentences = {row[:2]: row for row in table.itertuples(index=False, name=None)}
    order = {place: at for at, place in enumerate(sentences)}
    rated = [(_mean(scores, each), sorted(each, key=order.get)) for each in members]
    rated.sort(key=lambda pair: (-len(pair[1]), -pair[0]))
    taken = {place for _, each in rated for place in each}
    rated += [(0.0, [place]) for place in sentences if place not in taken]
    rows = [(group, *sentences[place], score) for group, (score, each) in enumerate(rated, 1) for place in each]
    return pd.DataFrame(rows, columns=COLUMNS)


def _scores(corpus):
    """The score of each pair of sentences that are alike, by the pair: those that are each the other's best stand first."""
    table = aligned(corpus, THRESHOLD)
    table = table[table["same"]]
    here, there = zip(table["article"], table["number"]), zip(table["other"], table["other_number"])
    found = dict(zip(zip(here, there), table["score"]))
    scores = {}
    for (one, other), score in sorted(
        found.items(), key=lambda item: ((item[0][1], item[0][0]) not in found, -item[1])
    ):
        scores.setdefault(frozenset((one, other)), (score, (other, one) in found))
    return scores


def _grouped(scores):
    """Sets of sentences, joined pair by pair, the best first."""
    home = {}
    for pair, (_, is_mutual) in scores.items():
        one, other = (home.setdefault(place, {place}) for place in sorted(pair))
        if not is_mutual or one is other or {article for article, _ in one} & {article for article, _ in other}:
            continue
        alike = sum(frozenset((a, b)) in scores for a in one for b in other)
        if alike >= ENOUGH_ALIKE * len(one) * len(other):
            one |= other
            home.update(dict.fromkeys(other, one))
    return [set(each) for each in {frozenset(each) for each in home.values() if len(each) > 1}]


def _mean(scores, members):
    held = [score for pair, (score, _) in scores.items() if pair <= members]
    return sum(held) / len(held)


def numbers(text):
    """The numbers that a text gives, read: in digits or words, with what bounds them.

    Columns: number (as it stands there), value (as evidence.csv has it: "about 40", "1400000000", "over 33.3"), counts (the
    plural that follows, or "per cent"; "" if none does), start, end (offsets into the text). Years, dates, times of day and
    ordinals are none.
    """
    rows = [row for match in NUMBER.finditer(text) if (row := _number(text, match))]
    return pd.DataFrame(rows, columns=NUMBER_COLUMNS)


def _number(text, match):
    before, after = text[: match.start()], text[match.end() :]
    counts = _counted(after)
    if not match["hedge"] and not match["part"] and _is_no_count(before, after, match, counts):
        return None
    value, is_share = _value(match)
    bound = next((bound for bound, hedges in HEDGES.items() if (match["hedge"] or "").lower() in hedges), "")
    written = f"{bound} {_written(value)}".strip()
    return " ".join(match.group().split()), written, PER_CENT if is_share else counts, *match.span()


def _counted(after):
    """What the number before `after` counts: its words as far as the first plural, or the one behind a hyphen as a plural."""
    words, at = [], 0
    while len(words) < MOST_WORDS and (match := NEXT_WORD.match(after, at)):
        gap, word = match.groups()
        if gap == "-":
            return f"{word}s" if not words and word.isalpha() else ""
        if word.lower() in SMALL - TIMES:
            return ""
        words, at = [*words, word], match.end()
        if PLURAL.search(word):
            return " ".join(words)
    return ""


def _is_no_count(before, after, match, counts):
    if match["words"] and match["words"].lower() in ("one", "two") and not match["worded"]:
        return bool(ALONE.match(after) or NOBODY.search(before))
    if A_DATE.search(before) or NO_COUNT.match(after):
        return True
    is_year = match["digits"] and re.fullmatch(r"1[5-9]\d\d|20\d\d", match["digits"]) and not match["broken"]
    return bool(is_year and not match["scale"] and (A_YEAR.search(before) or not counts))


def _value(match):
    """The value of a number, and whether it is a share in per cent."""
    if match["part"]:
        return PARTS[" ".join(match["part"].lower().split())], True
    if match["digits"]:
        value = float(match["digits"].replace(",", "") + (match["broken"] or ""))
        return value * SCALES.get((match["scale"] or "").lower(), 1), bool(match["percent"] or match["cent"])
    words = re.split(r"[-\s]+", match["words"].lower())
    value = sum(WORDED.get(word, 1) for word in words)
    return value * SCALES.get((match["worded"] or "").lower(), 1), bool(match["cent"])


def _written(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")
