"""A sentence as tokens, and what a rule asks of it: where a verb begins, what is its subject, where a clause ends.

No grammar is known here, only closed lists of small words and the neighbours of a token. A token is a word, a mark, or
a whole quotation, which is read as one thing.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from helpers.corpus import text as texts
from helpers.corpus.text import Span

TOKEN = re.compile(rf"{texts.WORD.pattern}|\S")
STOP_BEFORE_NAME = re.compile(r"\.(?=[^\S\n]+[^\W\d_a-z])")
QUOTE = "“…”"
# How many tokens away the parts of a statement may stand. The limits also keep odd texts from taking long.
NEAR, FAR = 12, 40

DETERMINERS = set(
    "the a an this that these those his her its their our my your some many most several all both each "
    "every any no another such other few".split()
)
POSSESSIVES = set("his her its their our my your whose".split())
PRONOUNS = set("i you he she it we they there this these those".split())
OBJECTS = set("me him her us them you it himself herself itself themselves".split())
NOUN_OPENERS = DETERMINERS | PRONOUNS | OBJECTS | {QUOTE}
PLURALS = set("i we you they who that which people men women police many some most others both".split())
PREPOSITIONS = set(
    "of in on at by for from to with without about after before against during under over as into "
    "through between among amid despite like since than per via toward towards upon including".split()
)
BEING = set("is are was were be been being".split())
AUXILIARIES = BEING | set(
    "am has have had having do does did will would can could may might must should shall cannot".split()
)
ADVERBS = set(
    "not never also still already even just now then later once again always often long first since further "
    "ever each earlier recently more nonetheless too simply yet only neither".split()
)
NOT_ADVERBS = set("family ally supply assembly rally bully monopoly anomaly reply fly only".split())
DAYS = set("monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later recently".split())
JOINING = set("and but or nor".split())
SUBORDINATORS = set("after although as because before if since though unless until when while whereas".split())
OPENERS = set("that because if when while where although though until unless whereas whether how why what".split())
INSERTED = set(", — – -".split())
# A noun phrase does not reach back over these.
BREAKS = OPENERS | set(", ; : — – -- - ( ) [ ] who which".split()) | {QUOTE}
# With a capital at the beginning of a sentence these look like names.
NO_NAMES = ADVERBS | set("however indeed yet instead meanwhile still so perhaps there".split())
CLAUSE_STARTS = set("; : that which who when while though although because".split())
# A content ends at these, if a clause with a cue of its own follows; at a comma, if the clause only adds something.
JOINTS = set(", ; and but while though although".split())
ADDING = {"which", "where", "who"}
THING_ENDS = {",", "but"}


def sentences(text, quoted, cues_in):
    """Every Sentence of `text`; none ends inside one of the quotations `quoted`.

    cues_in: gives the cues in a Sentence, each with `first`, its first token, and `is_noun`.
    """
    starts, ends = [quotation.start for quotation in quoted], []
    for span in texts.sentence_spans(text, quoted):
        at = bisect_left(starts, span.end) - 1
        if at < 0 or span.end >= quoted[at].end:
            ends.append(span.end)
    edges, words, at = [], [], 0
    for quotation in [*quoted, None]:
        tokens = list(TOKEN.finditer(text, at, quotation.start if quotation else len(text)))
        edges += map(re.Match.span, tokens)
        words += map(str.lower, map(re.Match.group, tokens))
        if quotation:
            edges.append(quotation[:2])
            words.append(QUOTE)
            at = quotation.end
    edges, words = _with_titles(text, edges, words, set(ends))
    first = 0
    for end in ends:
        last = bisect_left(edges, (end,))
        if first < last:
            yield Sentence(text, edges[first:last], words[first:last], cues_in)
        first = last


def _with_titles(text, edges, words, ends):
    """The tokens, each title or initial as one with its full stop: "Sen." and "B." in "Sen. Anna B. Rossi"."""
    joined, spelt, done = [], [], 0
    for stop in STOP_BEFORE_NAME.finditer(text):
        # Most of these stops end a sentence.
        at = 0 if stop.end() in ends else bisect_left(edges, stop.span())
        before = words[at - 1] if 0 < at < len(edges) and edges[at][0] == edges[at - 1][1] == stop.start() else ""
        if (before in texts.TITLES or len(before) == 1) and text[edges[at - 1][0]].isupper():
            joined += [*edges[done : at - 1], (edges[at - 1][0], stop.end())]
            spelt += [*words[done : at - 1], f"{before}."]
            done = at + 1
    return joined + edges[done:], spelt + words[done:]


class Sentence:
    """A sentence in tokens, without its full stop: a token is a word, a mark, or a whole quotation.

    edges: where each token begins and ends in `text`. words: the tokens in small letters, QUOTE for a quotation. end: how
    many there are. hits: the cues among them.
    """

    def __init__(self, text, edges, words, cues_in):
        last = len(words)
        while last > 1 and words[last - 1] in {".", "!", "?", "…"}:
            last -= 1
        self.text, self.edges, self.words, self.end = text, edges[:last], words[:last], last
        self.hits = cues_in(self)

    @cached_property
    def light(self):
        """Whether each token is an auxiliary or an adverb, which may stand between a subject and its verb."""
        light = [
            _is_light(word) and not (word.endswith("ly") and self.is_capital(at)) for at, word in enumerate(self.words)
        ]
        if "longer" in self.words:
            at = self.words.index("longer")
            if self.word(at - 1) == "no":
                light[at - 1] = light[at] = True
        return light

    @cached_property
    def verbs(self):
        """Where the verb begins that ends before each token."""
        verbs = [0]
        for at, light in enumerate(self.light, 1):
            verbs.append(verbs[-1] if light else at)
        return verbs

    def word(self, at):
        """The word at `at`, "" where there is none."""
        return self.words[at] if 0 <= at < self.end else ""

    def find(self, first, last, wanted):
        """The first token from `first` on and before `last` that is one of `wanted`, or None."""
        return next((at for at in range(max(0, first), min(last, self.end)) if self.words[at] in wanted), None)

    def find_back(self, last, first, wanted):
        """The last token before `last` and not before `first` that is one of `wanted`, or None."""
        return next((at for at in range(last - 1, max(0, first) - 1, -1) if self.words[at] in wanted), None)

    def span(self, pair):
        """The offsets of the tokens from the first of `pair` to before the second."""
        return pair and Span(self.edges[pair[0]][0], self.edges[pair[1] - 1][1])

    def is_capital(self, at):
        return self.text[self.edges[at][0]].isupper()

    def is_name(self, first, last):
        """Whether every word from `first` to before `last` has a capital and is no "The"."""
        return all(self.is_capital(at) and self.words[at] not in DETERMINERS for at in range(first, last))

    def opens_noun(self, at):
        """Whether a noun phrase can begin at `at`: there stands "the", "she", "Rossi" or a quotation."""
        word = self.word(at)
        return word in NOUN_OPENERS or word != "" and self.is_capital(at)

    def ends_speech(self, at):
        """Whether there ends before `at` a quotation that a tag can follow: “…,” or “…?” or “…”, but not “…”."""
        if self.word(at - 1) == ",":
            return self.word(at - 2) == QUOTE
        if self.word(at - 1) != QUOTE:
            return False
        start, end = self.edges[at - 1]
        return self.text[max(start, end - 4) : end].rstrip("\"“”'’»` ")[-1:] in set(",?!.…—–-")

    def verb_start(self, at):
        """Where the verb begins that ends before `at`: at "has" in "has never said", "did" in "did not, however, say"."""
        first = self.verbs[at]
        if first and self.words[first - 1] == ",":
            opening = self.find_back(first - 1, first - 5, {","})
            # A word that is thrown in between two commas does not part a verb.
            if opening and self.light[opening - 1]:
                return self.verbs[opening]
        return first

    def is_passive(self, at):
        """Whether the verb at `at` is one that is done to its subject: *was* never *praised*"""
        return not self.words[at].endswith("ing") and not BEING.isdisjoint(self.words[self.verb_start(at) : at])

    def subject(self, at, may_be_bare=True):
        """What stands as a subject before the verb at `at`, or None.

        *Rossi* has never said / *Rossi, an engineer*, said / those *who* said / *Rossi* refused to say / with
        `may_be_bare`, *the engineers* saying
        """
        words, last = self.words, self.verb_start(at)
        before = self.word(last - 1)
        bare = words[at].endswith("ing") and not BEING.intersection(words[last:at])
        if not before or bare and (not may_be_bare or before in BREAKS | PREPOSITIONS | JOINING):
            return None
        if before == "to":
            return self.clause_subject(last - 1)
        if before in PRONOUNS or before in {"who", "which", "that"}:
            return (last - 1, last)
        if before in INSERTED or before == QUOTE and words[0] != QUOTE and self.ends_speech(last):
            opening = self.find_back(last - 1, last - FAR, {before} if before in INSERTED else {","})
            head = self.noun_phrase(opening or last - 1)
            if head and before == "," and opening is None and self.word(head[0] - 1) in AUXILIARIES:
                # What stands before the comma is no subject, but another verb: has mocked the mayor, called him …
                return None
            return head and (head[0], last - (before in INSERTED))
        return self.noun_phrase(last)

    def noun_phrase(self, last):
        """What stands before `last`, back to a mark, an auxiliary or a word such as "that"; brackets belong to it."""
        words, first = self.words, last
        if self.word(last - 1) in JOINING:
            return None
        while first > 0 and last - first < 2 * NEAR:
            before = words[first - 1]
            if before in {")", "]"}:
                opening = self.find_back(first, first - FAR, {"("} if before == ")" else {"["})
                if opening is None:
                    break
                first = opening
            elif before in BREAKS or before in AUXILIARIES or before in JOINING and self.word(first - 2) == ",":
                break
            else:
                first -= 1
        while first < last and (words[first] in PREPOSITIONS or words[first] in JOINING):
            first += 1
        return None if all(word in DETERMINERS or word in PREPOSITIONS for word in words[first:last]) else (first, last)

    def clause_subject(self, at):
        """The first noun phrase of the clause that `at` stands in: *Rossi* made no plans to close it."""
        words = self.words
        start = self.find_back(at, at - FAR, CLAUSE_STARTS)
        start = max(0, at - FAR) if start is None else start + 1
        if self.word(start) in PREPOSITIONS | SUBORDINATORS or DAYS.union({"ago"}).intersection(
            words[start : start + 3]
        ):
            comma = self.find(start, at, {","})
            start = start if comma is None else comma + 1
        for first in range(start, at):
            if self.opens_noun(first) and words[first] not in PREPOSITIONS | OPENERS | JOINING | NO_NAMES | {QUOTE}:
                last = first + 1
                reach = last if words[first] in PRONOUNS else at
                nearby = first + 3 if words[first] in DETERMINERS else last
                while (
                    last < reach
                    and words[last] not in BREAKS | JOINING
                    and not self.light[last]
                    and (last < nearby or self.is_capital(last))
                ):
                    last += 1
                return (first, last)
        return None

    @cached_property
    def stops(self):
        """Where contents end: before a clause that has a cue of its own, and before one that only adds something."""
        stops = {at for at, word in enumerate(self.words) if word == "," and self.word(at + 1) in ADDING}
        for hit in self.hits:
            begins = (self.subject(hit.first) or [self.verb_start(hit.first)])[0]
            if not hit.is_noun and self.word(begins - 1) in JOINTS:
                stops.add(begins - 1)
        if SUBORDINATORS.intersection(self.words[: 1 + (self.words[0] in JOINING)]):
            stops |= set([at for at in range(self.end) if self._main_clause_follows(at)][:1])
        return sorted(stops)

    @cached_property
    def thing_stops(self):
        """Where contents end that are a thing and no clause."""
        return sorted({at for at, word in enumerate(self.words) if word in THING_ENDS}.union(self.stops))

    def _main_clause_follows(self, at):
        comma = self.words[at] == "," or self.words[at] == QUOTE and self.ends_speech(at + 1)
        return comma and (self.word(at + 1) in PREPOSITIONS or self.opens_noun(at + 1))

    def clause(self, first):
        """The clause that begins at `first`, as far as a content goes."""
        return self._up_to(first, self.stops)

    def thing(self, first):
        """The thing that is named from `first` on."""
        return self._up_to(first, self.thing_stops)

    def _up_to(self, first, stops):
        at = bisect_right(stops, first)
        last = stops[at] if at < len(stops) else self.end
        while last > first and self.words[last - 1] in {",", ";", ":", "—", "–", "and", "but"}:
            last -= 1
        return (first, last) if first < last else None


@lru_cache(maxsize=20_000)
def _is_light(word):
    return word in AUXILIARIES or word in ADVERBS or word.endswith(("ly", "n't", "n’t")) and word not in NOT_ADVERBS
