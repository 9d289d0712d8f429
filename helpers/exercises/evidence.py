"""Evidence for a reading: does a quotation stand in the article, whose words is it in, does it hold the word?"""

import difflib
import re
from dataclasses import dataclass

import pandas as pd

from helpers.analyses.voice import voices
from helpers.corpus.text import find_spans, words

LONGEST = 1500
NEAR = 0.6
VOICE = {
    "own": "It is the article that speaks, in its own voice.",
    "attributed": "It is a source's claim, in the article's wording: whose words they are, nobody can tell.",
    "quoted": "They stand inside quotation marks: it is a source that speaks.",
    "scare": "They stand inside quotation marks, and are nobody's speech.",
}


@dataclass(frozen=True)
class Weighed:
    """Whether a piece of evidence stands, and what is to be said of it."""

    stands: bool
    said: str


def weigh(corpus, article, quotation, wanted, voice=None):
    """Weigh `quotation` as evidence from `article` that is to hold one of the words `wanted`, if there are any.

    voice: the voice that it must stand in, if it matters. It may differ from the file in its blanks, in the shape of its quotation marks, and in the case of its first letter.
    """
    if article not in corpus.articles.index:
        return Weighed(False, "Choose the article that you quote.")
    quotation = quotation.strip()
    if not words(quotation):
        return Weighed(False, "Mark the words of the article that your answer rests on, or copy them.")
    if len(quotation) > LONGEST:
        return Weighed(False, "That is too long for a quotation: one sentence, or a part of it, will do.")
    span = place_of(corpus, article, quotation)
    if span is None:
        return Weighed(False, _not_there(corpus, article, quotation))
    if _is_boilerplate(corpus, article, span):
        return Weighed(False, "These words stand in the file, and are not the article: a caption, a link or the like.")
    if wanted and not any(re.search(rf"\b{re.escape(word)}\b", quotation, re.IGNORECASE) for word in wanted):
        return Weighed(
            False, f"These words stand in the article, but none of these is among them: {', '.join(wanted)}."
        )
    where = pd.DataFrame([(article, *span)], columns=["article", "start", "end"])
    found = voices(corpus, where).item()
    said = f"These words stand in the article of {corpus.articles.at[article, 'outlet']}. {VOICE[found]}"
    return Weighed(
        voice in (None, found), said + ("" if voice in (None, found) else f" Asked for are words in its {voice} voice.")
    )


def place_of(corpus, article, quotation):
    """Where a quotation stands in an article's file, as weigh reads it: its first place, or None."""
    raw, bare = corpus.articles.at[article, "raw"], quotation.strip("\"“”„«»'‘’ ")
    for wanted in (quotation, bare):
        for first in dict.fromkeys([wanted[:1], wanted[:1].lower(), wanted[:1].upper()]):
            found = find_spans(raw, first + wanted[1:])
            if found:
                return found[0]
    return None


def _is_boilerplate(corpus, article, span):
    cut = corpus.boilerplate[corpus.boilerplate["article"] == article]
    return bool(((cut["start"] < span.end) & (span.start < cut["end"])).any())


def _not_there(corpus, article, quotation):
    others = [name for name in corpus.articles.index if name != article and place_of(corpus, name, quotation)]
    if others:
        here, there = (corpus.articles.at[name, "outlet"] for name in (article, others[0]))
        return f"These words do not stand in the article of {here}, but in that of {there}."
    sentences = corpus.sentences.loc[corpus.sentences["article"] == article, "sentence"]
    given = [word.casefold() for word in words(quotation)]
    near = {sentence: _likeness(given, [word.casefold() for word in words(sentence)]) for sentence in sentences}
    nearest = max(near, key=near.get)
    if near[nearest] < NEAR:
        return "These words do not stand in this article: copy them from it, letter for letter."
    return f"Not word for word. The nearest passage is: “{' '.join(nearest.split())}”"


def _likeness(given, sentence):
    # The share of the given words that stand in the sentence in the same order; the sentence may be much longer.
    matcher = difflib.SequenceMatcher(a=given, b=sentence, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(given)
