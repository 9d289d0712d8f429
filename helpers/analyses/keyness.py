"""Chapter 09: words that may be labels, proposed: those that one article has much more often than the others.

How large a difference is, a plain ratio says, and it comes first (Gabrielatos 2018); how much evidence there is for it, the
log-likelihood (Rayson and Garside 2000), which in so short texts is no proof of anything. Whether a word names people is told
by plain cues, and no grammar: its ending, what stands beside it, a small table (people.csv). A reader decides.

On the five articles, on which the cues were chosen, 7 of the 10 labels are among the first 30 proposals for people, and 7 of
these 30 are labels; on the other event of the tests all 6 labels are among its 15 proposals, on the invented event of chapter
09 all 5 among the first 30. On articles that nobody has seen expect less.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.analyses.statements import said
from helpers.attribution.clauses import (
    ADVERBS,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    JOINING,
    NOT_ADVERBS,
    OBJECTS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from helpers.attribution.rules import cue_table
from helpers.corpus import text as texts
from helpers.corpus.memory import remembered

WORDS = Path(__file__).with_name("people.csv")
PEOPLE, TITLE, OTHER = KINDS = ["people", "title", "other"]
COLUMNS = ["forms", "kind", "count", "in_articles", "most_in", "ratio", "log_likelihood", "by_article", "why"]
LONGEST = 3
# A source may have a mark behind its last word.
MARKS_BEHIND = 2
HYPHENS = "-‐‑"
NUMBERS = set("one two three four five six seven eight nine ten hundred thousand million billion per cent".split())
TIMES = set(
    "day days week weeks month months year years time times january february march april may june july august september "
    "october november december".split()
)
OTHER_SMALL = set(
    "according along amid around away back down far here least less more most much near new next no number off out own part "
    "same so such there too up very way well what when which who whom whose last first second "
    "come comes get gets give gives go goes know knows lay lays make makes say says see sees take takes think thinks want "
    "wants".split()
)
SMALL = DETERMINERS | PRONOUNS | OBJECTS | PREPOSITIONS | AUXILIARIES | ADVERBS | JOINING | SUBORDINATORS | OPENERS
SMALL = SMALL | DAYS | NUMBERS | TIMES | OTHER_SMALL
# What no noun of people ends in.
NO_NOUN = re.compile(r"(?:ly|ed|ing|ous|ful|able|ible|ive)$")
LIKE_PEOPLE = re.compile(
    r"(?:[^aeiou]er|[ts]or|ist|[^e]ant|[aeiou]ian|eer|[gd]ent|ponent|[yz]ee|(?<!hu)man|woman|ite|folk)$"
)
HELD = set("backed controlled dominated held led owned run".split())
SAYS = set("said says told".split())
# Participles that stand in names of groups.
PARTICIPLES = HELD | set(
    "armed displaced elected injured masked occupied organised organized retired trained united wounded".split()
)
BEFORE_PEOPLE = set("anti pro".split())
DO = AUXILIARIES - set("is was has does am be been being".split()) | {"who"}
# The cues for people, in words, and what each weighs.
IN_LIST, ENDING, PLURAL = "in our list of people", "ends like “worker”", "plural"
NAME, NAMES = "a name", "a name in the plural"
WHO, IS_HELD, PRO = "“who” follows", "“-held” follows", "“pro-” before it"
SPEAKS, ACTS, BY, BEFORE = "speaks", "acts", "“by” before it", "before a word for people"
WEIGHTS = {
    IN_LIST: 2,
    WHO: 2,
    IS_HELD: 2,
    PRO: 2,
    NAMES: 2,
    ENDING: 1,
    PLURAL: 1,
    SPEAKS: 1,
    ACTS: 1,
    BY: 1,
    BEFORE: 1,
    NAME: -2,
}
ENOUGH = 2
NOUN_PHRASE = DETERMINERS | PREPOSITIONS - {"to"} | NUMBERS


class _Piece(NamedTuple):
    """A word, or a part of one between hyphens: where it stands, as it is written, and in small letters."""

    start: int
    end: int
    written: str
    word: str


class _Place(NamedTuple):
    """One place of a term: its article, its form, the word before it, its cues, and whether it is a name, if that shows."""

    article: str
    form: str
    before: str
    cues: set
    is_name: bool | None


@remembered
def candidates(corpus):
    """Words and word groups (up to three words) that may be worth a label, the most promising of each kind first.

    Columns: forms (singular and plural together, "rebel; rebels", as labels.csv has them), kind ("people", "title", or "other": a
    matter), count, in_articles (in how many it stands), most_in (the article that has it most often by words), ratio (its rate
    there divided by that in all others; infinite where none of them has it), log_likelihood (of the counts, if all articles used it alike),
    by_article ("cnn 3, reuters 10"), why (the cues). Those of one article only are proposed where they name people.
    """
    found, words = _places(corpus), corpus.articles["words"]
    rows = [row for term, each in found.items() if (row := _row(term, each, words, found))]
    table = pd.DataFrame(rows, columns=[*COLUMNS, "weight"])
    # A label is worth a look if many articles have it, or if they differ in it.
    table["order"] = table["weight"] * (table["in_articles"] + table["log_likelihood"])
    table["place"] = table["kind"].map(KINDS.index)
    return table.sort_values(["place", "order"], ascending=[True, False], kind="stable", ignore_index=True)[COLUMNS]


def _places(corpus):
    """Every place of each term of the articles, by term; none that stands only inside one longer term."""
    sources, found = _sources(corpus), defaultdict(list)
    for article, running in corpus.running_texts():
        pieces = _pieces(running)
        ends = sources.get(article, [])
        for at in range(len(pieces)):
            for length in range(1, LONGEST + 1):
                if at + length > len(pieces) or length > 1 and not _joined(running, pieces, at + length - 1):
                    break
                if _is_term(pieces[at : at + length]) and not _is_second_half(running, pieces, at):
                    term, place = _read(running, pieces, at, length, article, ends)
                    found[term].append(place)
    return _outermost(found)


def _sources(corpus):
    """Where the sources of statements end, by article, in order."""
    ends, table = defaultdict(list), said(corpus).dropna(subset=["source_end"])
    for article, end in zip(table["article"], table["source_end"]):
        ends[article].append(int(end))
    return {article: sorted(each) for article, each in ends.items()}


def _pieces(running):
    pieces = []
    for start, end in texts.word_spans(running):
        for match in re.finditer(f"[^{HYPHENS}]+", running[start:end]):
            written = re.sub("['’ʼ]s?$", "", texts.spelt(match.group()).text)
            pieces.append(_Piece(start + match.start(), start + match.end(), written, written.lower()))
    return pieces


def _joined(running, pieces, at):
    """Whether a piece goes on from the one before it: with a blank or a hyphen between, and no possessive."""
    before = pieces[at - 1]
    gap = running[before.end : pieces[at].start]
    return (
        gap in (" ", "\xa0", *HYPHENS)
        and running[before.end - 1].lower() not in "'’ʼ"
        and not _is_possessive(running, before)
    )


def _is_possessive(running, piece):
    return bool(re.search("['’ʼ]s$", running[piece.start : piece.end]))


def _is_term(pieces):
    words = [piece.word for piece in pieces]
    if any(len(word) < 3 or not word.isalpha() or word in SMALL for word in words):
        return len(words) == 1 and words[0] in _table() and _table()[words[0]] == TITLE
    # “Attacked rebel positions” is no name, and “armed groups” is one.
    if any(word in SAYS or word.endswith("ed") and word not in PARTICIPLES for word in words[: len(words) - 1]):
        return False
    is_noun = words[-1] in NOT_ADVERBS or not NO_NOUN.search(words[-1])
    return is_noun and not any(word in _verbs() for word in words)


def _is_second_half(running, pieces, at):
    """Whether a piece is the end of a compound such as “holiday-makers”, though not of “pro-militant”."""
    behind = at and running[pieces[at].start - 1] in HYPHENS
    return behind and pieces[at - 1].word not in BEFORE_PEOPLE


def _read(running, pieces, at, length, article, ends):
    first, last = pieces[at], pieces[at + length - 1]
    before = pieces[at - 1].word if at and running[pieces[at - 1].end : first.start].strip() in ("", *HYPHENS) else ""
    goes_on = at + length < len(pieces) and _joined(running, pieces, at + length)
    after = pieces[at + length] if goes_on else None
    # At the beginning of a sentence every word has a capital.
    is_name = None if length == 1 and _begins(running, first.start) else last.written[:1].isupper()
    is_plural, where = _singular(last.word) != last.word, bisect_left(ends, last.end)
    holds = {
        WHO: after and after.word in ("who", "whose"),
        IS_HELD: after and running[last.end] in HYPHENS and after.word in HELD,
        PRO: before in BEFORE_PEOPLE and running[first.start - 1] in HYPHENS,
        SPEAKS: where < len(ends) and ends[where] - last.end <= MARKS_BEHIND,
        ACTS: after and after.word in DO and is_plural,
        BY: before == "by",
        BEFORE: after and _is_people(after.word),
        # A name that has a plural is that of a group, “Democrats”, and no first name, “Tomas Weyle”.
        NAMES: is_name and is_plural and length == 1 and not (after and after.written[:1].isupper()),
    }
    cues = {cue for cue, is_so in holds.items() if is_so}
    form = " ".join(piece.word for piece in pieces[at : at + length])
    term = " ".join([*(piece.word for piece in pieces[at : at + length - 1]), _singular(last.word)])
    return term, _Place(article, form, before, cues, is_name)


def _begins(running, start):
    return not re.search(r"[^\W_][,;:]?[^\S\n]+$", running[max(0, start - 40) : start])


def _is_people(word):
    one = _singular(word)
    return _table().get(one) == "group" or one != word and bool(LIKE_PEOPLE.search(one))


def _singular(word):
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search("(?:ss|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and word[-2] not in "sui" else word


def _outermost(found):
    """The terms without those that stand only inside one longer term."""
    inside = Counter()
    for term, places in found.items():
        for part in {" ".join(term.split()[first:last]) for first in range(3) for last in range(first + 1, 4)} - {term}:
            if len(found.get(part, ())) == len(places) and len(places) > 1:
                inside[part] += 1
    return {term: places for term, places in found.items() if term not in inside}


def _row(term, places, words, found):
    counts, kind, cues = Counter(place.article for place in places), *_kind(term, places, found)
    if not kind:
        return None
    by_article = ", ".join(f"{article} {counts[article]}" for article in words.index if article in counts)
    forms = "; ".join(sorted({place.form for place in places}))
    why, weight = ", ".join(cue for cue in WEIGHTS if cue in cues), max(1, sum(map(WEIGHTS.get, cues)))
    return forms, kind, len(places), len(counts), *_keyness(counts, words), by_article, why, weight


def _kind(term, places, found):
    """What a term may name, one of KINDS, or "" where it is not proposed; and the cues for it."""
    head, several = term.split()[-1], " " in term
    cues, is_plural = set().union(*(place.cues for place in places)), any(place.form != term for place in places)
    names = [place.is_name for place in places if place.is_name is not None]
    if not names or 2 * sum(names) <= len(names):
        cues.discard(NAMES)
    elif NAMES not in cues:
        cues.add(NAME)
    if _table().get(head) == "group":
        cues.add(IN_LIST)
    elif LIKE_PEOPLE.search(head) and len(head) > 4:
        cues |= {ENDING, PLURAL} if is_plural else {ENDING}
    # Of a word group that stands once its head must stand elsewhere, or it tells no more than that.
    once = several and len(places) == 1
    if once and (places[0].before not in NOUN_PHRASE or len(found.get(head, ())) == 1):
        return "", cues
    if _table().get(head) == TITLE and not several:
        return TITLE, cues
    if sum(map(WEIGHTS.get, cues)) >= ENOUGH:
        return PEOPLE, cues
    is_noun = is_plural or any(place.before in DETERMINERS for place in places)
    return OTHER if len(places) > 1 and is_noun and NAME not in cues else "", cues


def _keyness(counts, words):
    total, every = sum(counts.values()), words.sum()
    likelihood = 2 * sum(count * log(count * every / (words[article] * total)) for article, count in counts.items())
    most = max(counts, key=lambda article: counts[article] / words[article])
    rest = total - counts[most]
    if not rest or every == words[most]:
        return most, float("inf"), likelihood
    return most, counts[most] / words[most] * (every - words[most]) / rest, likelihood


@cache
def _table():
    """The words of people.csv, each with its kind, "group" or "title"."""
    table = pd.read_csv(WORDS, encoding="utf-8-sig", keep_default_na=False)
    return dict(zip(table["word"], table["kind"]))


@cache
def _verbs():
    """The forms of reporting words that are no nouns."""
    return {form for forms in cue_table()["forms"] for form in forms.split("; ") if form.endswith(("ed", "ing"))}
