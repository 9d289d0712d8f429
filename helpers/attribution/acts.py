"""Rules that find acts told without an actor: a passive without "by", and a noun for an act without the one who does it.

They know closed lists and the neighbours of a word, no grammar, and do not know who is meant: expect them to be rough.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.attribution.clauses import (
    BEING,
    BREAKS,
    DAYS,
    JOINING,
    NEAR,
    POSSESSIVES,
    sentences,
)
from helpers.attribution.rules import cue_table
from helpers.corpus.coded import NOUN, PASSIVE

NOUNS = Path(__file__).with_name("acts.csv")
PARTICIPLES = set(
    "beaten blown bought broken brought built burnt caught cut done driven felt forbidden forced fought found given "
    "heard held hit hurt kept led left lost made met overrun paid put sent set shot shown shut sold stolen struck taken "
    "taught thrown torn won".split()
)
# Verbs of thinking: who is believed to have done something is not acted on by that.
THINKING = set(
    "believed considered expected known reported rumoured said seen supposed thought told understood".split()
)
# What may stand before a noun for an act and does it.
DOERS = set(
    "army authority authorities company council forces government militia military opposition police protesters rebel "
    "rebels regime security soldiers state troops workers".split()
)
CARRIERS = re.compile(r"(?:launch|carr(?:y|ied)|conduct|impos|mount|wag|stag|continu|resum|order|began|begin|start)\w*")
TIMES = DAYS | set("noon midnight morning evening night then now end".split())


class Act(NamedTuple):
    """An act that is told without an actor: its verb or noun from `start` to `end`, and its form, "passive" or "noun"."""

    start: int
    end: int
    form: str


@cache
def noun_table():
    """The nouns for acts: a DataFrame with noun, forms, of (whom "of" names behind it, "actor" or "affected")."""
    return pd.read_csv(NOUNS, encoding="utf-8-sig", keep_default_na=False)


@cache
def _nouns():
    return {form: row.of for row in noun_table().itertuples() for form in row.forms.split("; ")}


@cache
def _reporting():
    return THINKING.union(*(row.forms.split("; ") for row in cue_table().itertuples()))


def acts(text):
    """The acts of `text` that are told without an actor, as Acts, in their order."""
    found = []
    # A quotation is read like the rest: here it matters what is done, and not who says so.
    for sentence in sentences(text, [], lambda sentence: []):
        for at in range(sentence.end):
            form = PASSIVE if _is_passive(sentence, at) else NOUN if _is_bare_noun(sentence, at) else None
            if form:
                found.append(Act(*sentence.edges[at], form))
    return found


def _is_passive(sentence, at):
    word, first = sentence.words[at], sentence.verb_start(at)
    is_participle = (word.endswith("ed") or word in PARTICIPLES) and word not in _reporting()
    return is_participle and not BEING.isdisjoint(sentence.words[first:at]) and not _is_by_somebody(sentence, at)


def _is_bare_noun(sentence, at):
    of = _nouns().get(sentence.words[at])
    if not of or sentence.word(at + 1) == "of" and of == "actor" or _is_by_somebody(sentence, at):
        return False
    phrase = _before(sentence, at)
    if any(sentence.words[place].endswith(("'s", "’s", "s'", "s’")) for place in phrase):
        return False
    named = {sentence.words[place] for place in phrase if sentence.words[place] in DOERS | POSSESSIVES}
    names = [place for place in phrase if place > 0 and sentence.is_capital(place)]
    carried = any(CARRIERS.fullmatch(word) for word in sentence.words[max(0, at - NEAR // 2) : at])
    # "Shelling Damascus" is a verb with what it is done to.
    is_verb = sentence.words[at].endswith("ing") and at + 1 < sentence.end and sentence.is_capital(at + 1)
    return not (named or names or carried or is_verb)


def _before(sentence, at):
    """The places of the words of the same phrase before `at`, at most three."""
    places = []
    while at - 1 >= 0 and len(places) < 3 and sentence.words[at - 1] not in BREAKS | JOINING:
        at -= 1
        places.append(at)
    return places


def _is_by_somebody(sentence, at):
    last = at + 1
    while last < min(sentence.end, at + NEAR // 2) and sentence.words[last] not in BREAKS:
        if sentence.words[last] == "by":
            behind = sentence.word(last + 1)
            return behind not in TIMES and not behind[:1].isdigit()
        last += 1
    return False
