"""Who says what in a text, found by rules that can be read: a table of cues, and one small function a pattern.

(docstring to come)
"""
import csv
import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import text as texts
from helpers.text import Span

CUES = Path(__file__).with_name("cues.csv")
COLUMNS = ["content_start", "content_end", "cue_start", "cue_end", "source_start", "source_end", "kind"]
TOKEN = re.compile(rf"{texts.WORD.pattern}|\S")
QUOTE = "“…”"
NEAR, FAR = 12, 40

DETERMINERS = set("the a an this that these those his her its their our my your some many most several all both each every "
                  "any no another such other few".split())
POSSESSIVES = set("his her its their our my your whose".split())
PRONOUNS = set("i you he she it we they there this these those".split())
PREPOSITIONS = set("of in on at by for from to with without about after before against during under over as into through "
                   "between among amid despite like since than per via toward towards upon".split())
AUXILIARIES = set("is are was were be been being am has have had having do does did will would can could may might must "
                  "should shall cannot".split())
ADVERBS = set("not never also still already even just now then later once again always often long first since further ever "
              "earlier recently more nonetheless too simply".split())
HELPERS = AUXILIARIES | ADVERBS
OBJECTS = set("me him her us them you it himself herself itself themselves".split())
NOT_ADVERBS = set("family ally supply assembly rally bully monopoly anomaly reply italy july fly lily only".split())
JOINING = set("and but or".split())
OPENERS = set("that because if when while where although though until unless whereas whether how why what".split())
RELATIVE = set("who which that".split())
BREAKS = set(",;:—–()[]-") | OPENERS | {QUOTE, "--", "who", "which"}
DAYS = set("monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later recently".split())
NOUN_SIGNS = DETERMINERS - {"that", "this"} | PREPOSITIONS - {"to"}
SUBORDINATORS = set("after although as because before if since though unless until when while whereas".split())
ALWAYS_CLAUSE = set("say".split())
BEING = set("is are was were be been being".split())
THING_ENDS = set(", but as when while because after before although though if until since".split())
TO_ENDS = set(", but as when while because after before although though if until since".split())
CLAUSE_STARTS = set("; : that which who while though although because".split())
INSERTED = set(", — – -".split())
PLURAL = set("i we you they who that which people men women police many some most others both".split())
CLAUSE_JOINTS = JOINING | {",", ";", "while", "though", "although"}


class Token(NamedTuple):
    """A word, a punctuation mark or a whole quotation; `word` is in small letters, for a quotation it is QUOTE."""
    start: int
    end: int
    word: str


class Cue(NamedTuple):
    """A row of cues.csv: the lemma, its kind, and the set of frames that it takes."""
    cue: str
    kind: str
    takes: frozenset


class Hit(NamedTuple):
    """A cue in a sentence: from the token `first` to the token `last`, which is no longer part of it."""
    first: int
    last: int
    cue: Cue


class Found(NamedTuple):
    """A statement of a sentence: content, cue and source, each a pair of tokens as in Hit; cue and source may be None."""
    content: tuple
    cue: tuple
    source: tuple


@cache
def cue_table():
    with CUES.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {form: Cue(row["cue"], row["kind"], frozenset(row["takes"].split("; ")))
            for row in rows for form in row["forms"].split("; ")}


def extract(text):
    quoted = [q for q in texts.quotations(text) if q.balanced or q.end - q.start > 2]
    statements = []   # [content, cue, source]
    open_quote = None  # index of the statement a following quotation may continue
    pending, whole_quote = None, True
    for sentence in _sentences(text, quoted):
        gap = text[last_end:sentence.tokens[0].start] if statements or pending else ""
        found = _found(sentence)
        spans = [[_span(sentence, pair) for pair in each] for each in found]
        first = sentence.tokens[0]
        if first.word == QUOTE and (sentence.end == 1 or sentence.ends_speech(1)) and not any(each.content[0] == 0 for each in found):
            quote = Span(first.start, first.end)
            if pending:
                statements.append([quote, *pending])
                open_quote = len(statements) - 1
            elif open_quote is not None and texts.CUT not in gap and ("\n" not in gap or whole_quote):
                content, cue, source = statements[open_quote]
                last_token = sentence.tokens[sentence.end - 1]
                quote = Span(first.start, last_token.end if last_token.word == QUOTE else first.end)
                quoted_before = content.end - content.start
                if quote.start - content.end <= quoted_before + quote.end - quote.start:
                    statements[open_quote][0] = Span(content.start, quote.end)
                else:
                    statements.append([quote, cue, source])
                    open_quote = len(statements) - 1
            keep = True
        else:
            keep = False
        pending = None
        if not keep:
            open_quote = None
        if not found and not keep:
            pending = _pending(sentence, statements, last_end if statements else 0, text)
            if pending == "tag":
                pending = None
        for each, span in zip(found, spans):
            statements.append(span)
            if QUOTE in sentence.words[slice(*each.content)] or each.content[1] <= each.cue[0]:
                open_quote = len(statements) - 1
                whole_quote = QUOTE in (sentence.words[each.content[0]], sentence.words[each.content[1] - 1])
        last_end = sentence.tokens[-1].end
    rows = [[x for span in s for x in (span or (None, None))] + ["direct"] for s in sorted(statements, key=lambda s: s[0])]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({name: "Int64" for name in COLUMNS[:-1]})


def _pending(sentence, statements, last_end, text):
    """Smith agreed. “…” """
    if len(sentence.hits) and sentence.end <= 20:
        hit = sentence.hits[-1]
        if "quote" in hit.cue.takes and (hit.last == sentence.end or sentence.words[sentence.end - 1] == ":"):
            source = _subject(sentence, hit.first)
            if source:
                return [_span(sentence, (hit.first, hit.last)), _span(sentence, source)]
    return None


def _span(sentence, pair):
    return Span(sentence.tokens[pair[0]].start, sentence.tokens[pair[1] - 1].end) if pair else None


def _sentences(text, quoted):
    openings = [q.start for q in quoted]
    ends = []
    for span in texts.sentence_spans(text, quoted):
        at = bisect_left(openings, span.end) - 1
        if at < 0 or span.end >= quoted[at].end:
            ends.append(span.end)
    tokens, at = [], 0
    for q in quoted:
        tokens += [Token(*m.span(), m.group().lower()) for m in TOKEN.finditer(text, at, q.start)]
        tokens.append(Token(q.start, q.end, QUOTE))
        at = q.end
    tokens += [Token(*m.span(), m.group().lower()) for m in TOKEN.finditer(text, at)]
    starts = [t.start for t in tokens]
    first, held = 0, None
    for end in ends:
        last = bisect_left(starts, end)
        if last > first:
            if held is not None:
                # “…?” Smith asked.
                joined = Sentence(text, tokens[held:last])
                tail = Sentence(text, tokens[first:last])
                if _is_tag(tail) and "\n" not in text[tokens[first - 1].end:tokens[first].start]:
                    yield joined
                    held, first = None, last
                    continue
                yield Sentence(text, tokens[held:first])
                held = None
            if tokens[last - 1].word == QUOTE and text[tokens[last - 1].end - 2] in "?!…":
                held, first = first, last
                continue
            yield Sentence(text, tokens[first:last])
        first = last
    if held is not None:
        yield Sentence(text, tokens[held:first])


def _is_tag(sentence):
    for hit in sentence.hits[:1]:
        if "quote" in hit.cue.takes:
            source = _subject(sentence, hit.first)
            return bool(source) and source[0] == 0 and (hit.last == sentence.end or sentence.light[hit.last] or sentence.words[hit.last] in DAYS | PREPOSITIONS | {","})
    return False


class Sentence:
    """The tokens of a sentence, the cues in it, and the places where a clause with a cue of its own begins."""

    def __init__(self, text, tokens):
        self.text, self.tokens = text, tokens
        self.words = [token.word for token in tokens]
        self.light = [_light(word) and (word in HELPERS or not text[token.start].isupper()) for word, token in zip(self.words, tokens)]
        self.end = len(tokens)
        while self.end > 1 and self.words[self.end - 1] in ".!?…":
            self.end -= 1
        self.hits = _hits(self.words)

    def verb_start(self, at):
        while at > 0 and self.light[at - 1]:
            at -= 1
        return at

    def opens_noun(self, at):
        """Whether a noun phrase can begin at `at`."""
        return at < self.end and (self.words[at] in DETERMINERS or self.words[at] in PRONOUNS or self.words[at] in OBJECTS or self.words[at] == QUOTE
                                  or self.text[self.tokens[at].start].isupper())

    @cached_property
    def subjects(self):
        return {hit.first: _subject(self, hit.first) for hit in self.hits}

    @cached_property
    def stops(self):
        stops = []
        for hit in self.hits:
            first, source = self.verb_start(hit.first), self.subjects[hit.first]
            if first > 0 and self.words[first - 1] in CLAUSE_JOINTS:
                stops.append(first - 1)
            elif source and source[0] > 0 and self.words[source[0] - 1] in CLAUSE_JOINTS:
                stops.append(source[0] - 1)
        if self.words[0] in SUBORDINATORS or self.words[0] in JOINING and self.words[1:2] and self.words[1] in SUBORDINATORS:
            for at, word in enumerate(self.words[:-1]):
                after = self.words[at + 1]
                if (word == "," or word == QUOTE and self.ends_speech(at + 1)) and (after in PREPOSITIONS or self.opens_noun(at + 1)):
                    stops.append(at)
                    break
        return sorted(stops)

    def content_end(self, first, within=False, until=()):
        """Where the content ends that begins at `first`: at the next clause with a cue, or with the sentence."""
        at = bisect_right(self.stops, first)
        last = self.stops[at] if at < len(self.stops) else self.end
        if until:
            at = first + 1
            while at < last and self.words[at] not in until:
                at += 1
            last = at
        if within:
            comma = first + 1
            while comma < last and self.words[comma] != ",":
                comma += 1
            last = comma
        while last > first and self.words[last - 1] in {",", ";", ":", "and", "but", "—", "–"}:
            last -= 1
        return last

    def ends_speech(self, at):
        """Whether the token before `at` closes a quotation that a tag may follow: “…,” or “…?” or “…”, """
        if at > 1 and self.words[at - 1] == "," and self.words[at - 2] == QUOTE:
            return True
        if at > 0 and self.words[at - 1] == QUOTE:
            token = self.tokens[at - 1]
            return self.text[max(token.start, token.end - 4):token.end].rstrip("\"“”'’»` ")[-1:] in tuple(",?!.…—–-")
        return False


def _hits(words):
    table, starters, hits, past = cue_table(), _first_words(), [], 0
    for at, word in enumerate(words):
        if at < past or word not in starters:
            continue
        for size in starters[word]:
            cue = table.get(" ".join(words[at:at + size]))
            if cue:
                hits.append(Hit(at, at + size, cue))
                past = at + size
                break
    return hits


@cache
def _first_words():
    sizes = {}
    for form in cue_table():
        parts = TOKEN.findall(form)
        sizes.setdefault(parts[0], set()).add(len(parts))
    return {word: sorted(each, reverse=True) for word, each in sizes.items()}


def _found(sentence):
    out = []
    colon = _colon(sentence)
    if colon:
        return [colon]
    if not sentence.hits:
        return out
    tags = [tag for hit in sentence.hits for pattern in BEFORE if (tag := pattern(sentence, hit))]
    tag = tags[-1] if tags else None
    done = 0
    for hit in sentence.hits:
        if tag and tag.content[0] <= hit.first < max(tag.content[1], tag.cue[1], tag.source[1]):
            continue
        if hit.first < done:
            continue
        source = None if _is_noun(sentence, hit) else _source(sentence, hit, out + [tag] if tag and tag.cue[0] < hit.first else out)
        for pattern in AFTER:
            found = pattern(sentence, hit, source)
            if found and found.content[0] < found.content[1]:
                out.append(found)
                done = found.content[1]
                break
    return sorted(out + [tag] if tag else out, key=lambda each: each.content[0])


def _source(sentence, hit, before):
    words, at = sentence.words, hit.first
    source = sentence.subjects[at]
    if source:
        return source
    first = sentence.verb_start(at)
    if first > 0 and words[first - 1] in JOINING | {",", "by", "without", "in", "before", "after", "while", "—", "-", QUOTE}:
        if before:
            return before[-1].source
        if words[at].endswith("ing") and words[0] != QUOTE or words[first - 1] in JOINING:
            return _clause_subject(sentence, hit.first)
    return None


def _clause_subject(sentence, at):
    """The first noun phrase of the clause that `at` stands in, for a cue that does not stand beside its subject."""
    words, start = sentence.words, max(0, at - FAR)
    for back in range(at - 1, start, -1):
        if words[back] in CLAUSE_STARTS:
            start = back + 1
            break
    if start < at and (words[start] in PREPOSITIONS or words[start] in SUBORDINATORS or words[start] in DAYS or
                       {"later", "ago", "earlier"}.intersection(words[start:start + 3])):
        start = next((comma + 1 for comma in range(start, at) if words[comma] == ","), start)
    for first in range(start, at):
        if sentence.opens_noun(first) and words[first] not in PREPOSITIONS | OPENERS | JOINING | {"yet", QUOTE}:
            last = first + 1
            if words[first] not in PRONOUNS:
                while last < at and not sentence.light[last] and words[last] not in BREAKS and (
                        words[first] in DETERMINERS and last < first + 3 or sentence.text[sentence.tokens[last].start].isupper()):
                    last += 1
            return (first, last)
    return None


def _light(word):
    return word in HELPERS or word.endswith(("ly", "n't", "n’t")) and word not in NOT_ADVERBS


def _subject(sentence, at):
    words = sentence.words
    last = sentence.verb_start(at)
    if last == 0:
        return None
    if words[at].endswith("ing") and last == at and (words[last - 1] in BREAKS or words[last - 1] in PREPOSITIONS or words[last - 1] in JOINING):
        return None
    before = words[last - 1]
    if before == "to":
        return _clause_subject(sentence, last - 1)
    if before in RELATIVE or before in PRONOUNS:
        return (last - 1, last)
    if before in INSERTED or before == QUOTE and sentence.ends_speech(last) and words[0] != QUOTE:
        mark = before if before in INSERTED else ","
        opening = next((back for back in range(last - 2, max(0, last - 30), -1) if words[back] == mark), None)
        if opening:
            head = _noun_phrase(words, opening)
            return (head[0], last - 1 if before in INSERTED else last) if head else None
        return None if words[at].endswith("ing") or before != "," else _noun_phrase(words, last - 1)
    return _noun_phrase(words, last)


def _noun_phrase(words, last):
    first = last
    if words[last - 1] in JOINING:
        return None
    while first > 0 and last - first < 25:
        if words[first - 1] == ")" and "(" in words[max(0, first - 8):first]:
            first = max(at for at in range(max(0, first - 8), first) if words[at] == "(")
            continue
        if words[first - 1] in BREAKS:
            break
        if words[first - 1] in JOINING and first > 1 and words[first - 2] == ",":
            break
        if words[first - 1] in AUXILIARIES:
            break
        first -= 1
    while first < last and (words[first] in PREPOSITIONS or words[first] in JOINING):
        first += 1
    if first >= last or all(w in DETERMINERS or w in PREPOSITIONS for w in words[first:last]):
        return None
    return (first, last)


def _quotation_before(sentence, hit):
    """“The bridge is closed,” Rossi said. / “The bridge is closed,” said Rossi, an engineer."""
    if "quote" not in hit.cue.takes:
        return None
    words, source, after = sentence.words, sentence.subjects[hit.first], hit.last
    if source and sentence.ends_speech(source[0]):
        first = source[0]
    elif sentence.ends_speech(hit.first) and hit.last < sentence.end and words[hit.last] not in PREPOSITIONS | PRONOUNS | {QUOTE, ":", ",", "that"} and not words[hit.first].endswith("ing") and not (
            source and AUXILIARIES.intersection(words[hit.last:sentence.content_end(hit.last)])):
        first, source = hit.first, (hit.last, _source_end(sentence, hit.last))
        after = source[1]
    else:
        return None
    if words[after:after + 1] == [":"]:
        return None
    last = first - (words[first - 1] == ",")
    start = last - 1 if words[last - 2:last - 1] == [":"] and last > 1 else 0
    if words[after:after + 2] == [",", QUOTE]:
        last = after + 2
    return Found((start, last), (hit.first, hit.last), source)


def _source_end(sentence, first):
    """Rossi, an engineer, / Rossi in an interview / Rossi, adding"""
    words, at = sentence.words, first
    end = sentence.content_end(first)
    while at < end and words[at] not in {QUOTE, ":", ";", "(", "—", "–", "in", "on", "at", "during", "after", "when", "as", "before", "while"} | DAYS:
        at += 1
    while at > first + 1 and words[at - 1] == ",":
        at -= 1
    return max(at, first + 1)


def _clause_before(sentence, hit):
    """The bridge is closed, Rossi said. / Rossi, he said, is ill."""
    if not {"quote", "clause"} <= hit.cue.takes:
        return None
    words, source = sentence.words, sentence.subjects[hit.first]
    if not source or source[0] < 2 or words[source[0] - 1] != ",":
        return None
    rest = words[hit.last:sentence.end]
    if rest[:2] == [",", QUOTE]:
        return None
    if rest and rest[0] not in DAYS | {",", "last", "this", "in", "on", "at", "during", "after", "when"} or rest[0:1] != [","] and "that" in rest[:NEAR] or len(rest) > NEAR and rest[0] != ",":
        return None
    last = source[0] - 1
    if rest and rest[0] != "," and not any(word in HELPERS for word in words[:last]):
        return None
    if rest and rest[0] == ",":
        last = max(last, sentence.content_end(hit.last + 1)) if sentence.content_end(hit.last) > hit.last + 1 else last
    return Found((0, last), (hit.first, hit.last), source)


def _clause_before_inverted(sentence, hit):
    """The bridge is closed, said Carla Rossi, an engineer."""
    words, last = sentence.words, hit.last
    if not {"quote", "clause"} <= hit.cue.takes or hit.first < 3 or words[hit.first - 1] != "," or words[hit.first].endswith("ing"):
        return None
    while last < sentence.end and sentence.text[sentence.tokens[last].start].isupper() and words[last] not in DAYS:
        last += 1
    if last == hit.last or last < sentence.end and words[last] not in {",", "of", "(", "in", "who"}:
        return None
    return Found((0, hit.first - 1), (hit.first, hit.last), (hit.last, _source_end(sentence, hit.last)))


def _as(sentence, hit):
    """As Rossi said, the bridge is closed. / The bridge is closed, as Rossi said."""
    words, source = sentence.words, sentence.subjects[hit.first]
    if not hit.cue.takes & {"quote", "that"} or not source or words[source[0] - 1:source[0]] != ["as"]:
        return None
    if source[0] == 1 and words[hit.last:hit.last + 1] == [","]:
        return Found((hit.last + 1, sentence.end), (hit.first, hit.last), source)
    if source[0] > 3 and words[source[0] - 2] == "," and hit.last == sentence.end:
        return Found((0, source[0] - 2), (hit.first, hit.last), source)
    return None


def _according_after(sentence, hit):
    """The bridge is closed, according to Rossi."""
    if "phrase" not in hit.cue.takes or hit.first == 0 or hit.last >= sentence.end:
        return None
    last = hit.first - (sentence.words[hit.first - 1] == ",")
    return Found((0, last), (hit.first, hit.last), (hit.last, _source_end(sentence, hit.last))) if last else None


def _according_before(sentence, hit, source):
    """According to Rossi, the bridge is closed."""
    if "phrase" not in hit.cue.takes:
        return None
    comma = hit.last
    while comma < sentence.end and sentence.words[comma] != ",":
        comma += 1
    if hit.last < comma < sentence.end - 1:
        return Found((comma + 1, sentence.content_end(comma + 1)), (hit.first, hit.last), (hit.last, comma))
    return None


def _adverb(sentence, hit, source):
    """The bridge has reportedly been closed."""
    if "adverb" not in hit.cue.takes:
        return None
    subject = _noun_phrase(sentence.words, sentence.verb_start(hit.first)) if hit.first else None
    first = subject[0] if subject else hit.last
    return Found((first, sentence.content_end(hit.last)), (hit.first, hit.last), None)


def _seeming(sentence, hit, source):
    """The bridge seems to be closed."""
    if "seeming" not in hit.cue.takes or not source:
        return None
    return Found((source[0], sentence.content_end(hit.last)), (hit.first, hit.last), None)


def _colon(sentence):
    """Rossi: The bridge is closed."""
    words, tokens, text = sentence.words, sentence.tokens, sentence.text
    colon = next((at for at in range(1, min(5, sentence.end - 2)) if words[at] == ":"), None)
    if not colon or any(not text[tokens[at].start].isupper() or words[at] in DETERMINERS for at in range(colon)):
        return None
    return Found((colon + 1, sentence.end), (colon, colon + 1), (0, colon))


def _is_noun(sentence, hit):
    """Whether the cue is a noun here: after a word that stands before nouns, or where a verb would not agree."""
    words, form = sentence.words, sentence.words[hit.first]
    before = words[hit.first - 1] if hit.first else ""
    if before in NOUN_SIGNS and not form.endswith("ing"):
        return True
    if not any(each.startswith("noun") for each in hit.cue.takes):
        return False
    if before.endswith(("'s", "’s")):
        return True
    if form == hit.cue.cue and sentence.verb_start(hit.first) == hit.first and before not in {"to", "and", "or", ","}:
        source = sentence.subjects[hit.first]
        return not (source and _is_plural(words, source)) or not sentence.opens_noun(hit.last) and words[hit.last:hit.last + 1] != ["to"]
    if form.endswith("s") and form != hit.cue.cue:
        return not sentence.opens_noun(hit.last) and words[hit.last:hit.last + 1] != ["to"]
    return False


def _is_plural(words, source):
    last = words[source[1] - 1]
    return last in PLURAL or last.endswith("s") and not last.endswith(("ss", "'s", "’s")) or "and" in words[source[0]:source[1]]


def _noun(sentence, hit, source):
    """His claim that the bridge is closed."""
    words = sentence.words
    after = words[hit.last] if hit.last < sentence.end - 1 else ""
    if f"noun {after}" not in hit.cue.takes or not _is_noun(sentence, hit) and hit.cue.takes & {"thing", "that", "clause"}:
        return None
    before = words[hit.first - 1] if hit.first else ""
    owner = (hit.first - 1, hit.first) if before in POSSESSIVES or before.endswith(("'s", "’s")) else _clause_subject(sentence, hit.first)
    first = hit.last + (after != "to")
    return Found((first, sentence.content_end(first)), (hit.first, hit.last), owner)


def _quotation_after(sentence, hit, source):
    """Rossi said on Monday: “The bridge is closed.”"""
    words = sentence.words
    if "quote" not in hit.cue.takes or not source:
        return None
    for at in range(hit.last, min(hit.last + NEAR, sentence.end)):
        if words[at] == QUOTE and (at == hit.last or words[at - 1] in {",", ":"}):
            return Found((at, at + 1 if sentence.ends_speech(at + 1) else sentence.content_end(at)), (hit.first, hit.last), source)
        if words[at] == "that" or words[at] == ":" and words[at + 1:at + 2] != [QUOTE]:
            break
    colon = next((at for at in range(hit.last, min(hit.last + FAR, sentence.end - 1)) if words[at] == ":"), None)
    if colon and words[colon + 1] == QUOTE and colon < sentence.content_end(hit.last):
        return Found((colon + 1, colon + 2), (hit.first, hit.last), source)
    return None


def _that(sentence, hit, source):
    """Rossi said on Monday that the bridge was closed."""
    words = sentence.words
    if not source or not hit.cue.takes & {"that", "whether"}:
        return None
    openers = {"that"} if "that" in hit.cue.takes else set()
    if "whether" in hit.cue.takes:
        openers |= {"whether", "how", "why", "if", "what"}
    for at in range(hit.last, min(hit.last + NEAR, sentence.end)):
        if words[at] in openers:
            first = at + (words[at] == "that")
            return Found((first, sentence.content_end(first)), (hit.first, hit.last), source)
        if words[at] in BREAKS or words[at] in AUXILIARIES or at == hit.last and not (
                words[at] in PREPOSITIONS or words[at] in DAYS or words[at] in {"last", "this"} or _light(words[at]) or "person" in hit.cue.takes):
            break
    return None


def _to(sentence, hit, source):
    """Rossi promised to close the bridge."""
    if not source or "to" not in hit.cue.takes or sentence.words[hit.last:hit.last + 1] != ["to"]:
        return None
    return Found((hit.last, sentence.content_end(hit.last, until=TO_ENDS)), (hit.first, hit.last), source)


def _preposition(sentence, hit, source):
    """Rossi complained about the bridge."""
    if not source or "person" in hit.cue.takes:
        return None
    word = sentence.words[hit.last] if hit.last < sentence.end else ""
    if word in PREPOSITIONS and word in hit.cue.takes:
        return Found((hit.last + 1, sentence.content_end(hit.last + 1)), (hit.first, hit.last), source)
    return None


def _person(sentence, hit, source):
    """Rossi told reporters the bridge was closed. / Rossi accused them of …"""
    words, takes = sentence.words, hit.cue.takes
    if not source or "person" not in takes:
        return None
    for at in range(hit.last + 1, min(hit.last + NEAR, sentence.end)):
        word = words[at]
        if word in {"to", "of", "for", "about"} and word in takes:
            first = hit.last if word == "to" else at + 1
            return Found((first, sentence.content_end(first)), (hit.first, hit.last), source)
        if "clause" in takes and (word in PRONOUNS or word in DETERMINERS):
            return Found((at, sentence.content_end(at)), (hit.first, hit.last), source)
        if word in BREAKS:
            break
    return None


def _clause(sentence, hit, source):
    """Rossi said the bridge was closed."""
    word = sentence.words[hit.last] if hit.last < sentence.end else ","
    if not source or "clause" not in hit.cue.takes or "person" in hit.cue.takes or word in {",", ";", ":", "by", QUOTE} | OPENERS:
        return None
    if hit.cue.cue not in ALWAYS_CLAUSE and not (sentence.opens_noun(hit.last)):
        return None
    return Found((hit.last, sentence.content_end(hit.last)), (hit.first, hit.last), source)


def _thing(sentence, hit, source):
    """Rossi praised the engineers."""
    word = sentence.words[hit.last] if hit.last < sentence.end else ","
    if not source or "thing" not in hit.cue.takes or "person" in hit.cue.takes:
        return None
    if word in {",", ";", ":", "by"} | OPENERS | PREPOSITIONS | JOINING:
        return None
    return Found((hit.last, sentence.content_end(hit.last, until=THING_ENDS - hit.cue.takes)), (hit.first, hit.last), source)


def _ing(sentence, hit, source):
    """Rossi denied closing the bridge."""
    if not source or "ing" not in hit.cue.takes or not sentence.words[hit.last:hit.last + 1][0:] or not sentence.words[hit.last].endswith("ing"):
        return None
    return Found((hit.last, sentence.content_end(hit.last)), (hit.first, hit.last), source)


def _passive(sentence, hit, source):
    """Rossi is accused of closing the bridge. / The bridge is believed to be closed."""
    words = sentence.words
    if "passive" not in hit.cue.takes or not words[hit.first].endswith(("ed", "en", "wn", "id")):
        return None
    start = sentence.verb_start(hit.first)
    if not BEING.intersection(words[start:hit.first]) or not source:
        return None
    after = words[hit.last] if hit.last < sentence.end else ""
    by = None
    if after == "by":
        at = hit.last + 1
        while at < sentence.end and words[at] not in BREAKS | {"as", "to", "of", "in", "on"}:
            at += 1
        by = (hit.last + 1, at) if at > hit.last + 1 else None
        after = words[at] if at < sentence.end else ""
    if after not in {"to", "of", "as", "that", "for"} and not by:
        return None
    return Found((source[0], sentence.content_end(hit.last)), (hit.first, hit.last), by)


BEFORE = (_quotation_before, _as, _clause_before, _clause_before_inverted, _according_after)
AFTER = (_according_before, _adverb, _noun, _seeming, _passive, _quotation_after, _that, _to, _preposition, _person, _clause, _thing, _ing)
