"""Attributed statements of a text: who is given as the source of what, found by rules that can be read.

A statement has a source, a cue and a content, as in PARC (Pareti 2016) and PolNeAR (Newell, Margolin and Ruths 2018):
in "Rossi denied closing the bridge" the source is "Rossi", the cue "denied", the content "closing the bridge".

cues.csv lists the cues: the word, its forms, its kind (neutral, doubting, accusing, admitting, denying, demanding,
believing, judging) and what it takes, that is, where its content may stand. For each thing it can take there is one
small function further down, with an example, and the first that fits holds:

- quote: a quotation before or after it; that, whether: a clause that opens so ("whether" stands for how, why, … too);
- clause: a clause without "that"; anything: whatever follows; to: "to close it";
- thing: an object ("praised the engineers", "denied closing it"); of, for, about, …: what follows that preposition;
- person: first who is spoken to or of ("told reporters that", "accused him of"), then the rest;
- passive: "is believed to be closed"; adverb: "reportedly"; phrase: "according to Rossi";
- noun that, noun of, …: the cue is a noun, too, and these words lead from it to the content ("his claim that").

A cue may be negated: "did not say that", "no one said", "found no evidence of". Such a row is found and marked; what
negates a cue, and what only looks so, stands at the top of negation.py.

A content reaches to the end of its sentence, or to the next clause that has a cue of its own; what is said inside a
content, or inside a quotation, is no statement of its own. So much for the rules; where an article uses none of these
words, or a comma misleads, they find nothing, or cut a source or a content wrongly: read their rows beside the text.
"""

from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.attribution.clauses import (
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DAYS,
    DETERMINERS,
    FAR,
    INSERTED,
    JOINING,
    NEAR,
    OPENERS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE,
    TOKEN,
    sentences,
)
from helpers.attribution.negation import is_negated
from helpers.corpus import text as texts
from helpers.corpus.text import Span

CUES = Path(__file__).with_name("cues.csv")
NOWHERE = (-1, -1)
OFFSETS = ["content_start", "content_end", "cue_start", "cue_end", "source_start", "source_end"]

QUESTIONS = set("whether how why if what who".split())
# A cue behind one of these shares the source of the cue before it.
SHARING = JOINING | INSERTED | {"by", "without", "in", "before", "after", "while", QUOTE}
BEFORE_NOUNS = DETERMINERS - {"that", "this"} | PREPOSITIONS - {"to"}
AFTER_TAG = DAYS | set("last this in on at during after when".split())
HEADINGS = set("note correction update updated related read watch source photo video more".split())
NAMING = set("called dubbed labeled labelled".split())
SOURCE_ENDS = DAYS | set(": ; ( — – in on at during after when as before while".split()) | {QUOTE}


class Cue(NamedTuple):
    """A row of cues.csv: the word, and what it takes."""

    cue: str
    takes: frozenset


class Hit(NamedTuple):
    """A cue in a sentence: its first token, the token after its last, and whether it is a noun there."""

    first: int
    last: int
    cue: Cue
    is_noun: bool


class Found(NamedTuple):
    """A statement in tokens: content, cue and source, each as (first, after the last); a source may be None."""

    content: tuple
    cue: tuple
    source: tuple


class Statement(NamedTuple):
    """A statement in offsets: the spans of content, cue and source, which may be None; and whether its cue is negated."""

    content: Span
    cue: Span
    source: Span
    negated: bool


def extract(text):
    """The attributed statements of `text`, in reading order, one row each; any text will do.

    Columns: content_start, content_end, cue_start, cue_end, source_start, source_end (offsets into `text`, <NA> where
    there is no source), kind ("direct" if the content stands in quotation marks, "indirect" if none of it does,
    "mixed" if a part does), negated (whether the source is said not to have said it). A quotation that goes on after “…,” he said is one statement, the tag inside its content.
    Terms: Pareti (2016) and Newell, Margolin and Ruths (2018); the rules stand at the top of this module.
    """
    return as_table([statements(text)])


def statements(text):
    """The attributed statements of `text`, in reading order, each as the pair of a Statement and its kind."""
    quoted = [quotation for quotation in texts.quotations(text) if quotation.end - quotation.start > 2]
    found = sorted(_statements(text, quoted), key=lambda statement: statement.content)
    return list(zip(found, _kinds(text, quoted, found)))


def as_table(texts_read):
    """The `statements` of one text or several as one table, with the columns of `extract`."""
    rows = [
        (*(edge for span in found[:3] for edge in span or NOWHERE), found.negated, kind)
        for read in texts_read
        for found, kind in read
    ]
    offsets = np.array([row[:-2] for row in rows], dtype="int64").reshape(-1, len(OFFSETS))
    columns = {
        name: pd.arrays.IntegerArray(column, column < 0) for name, column in zip(OFFSETS, offsets.T.copy(order="C"))
    }
    kinds = pd.array([row[-1] for row in rows], dtype="str")
    negated = np.array([row[-2] for row in rows], dtype="bool")
    return pd.DataFrame({**columns, "kind": kinds, "negated": negated}, copy=False)


def cue_table():
    """The cues that the rules know. Columns: cue, forms, kind, takes, as the top of this module explains them."""
    return pd.read_csv(CUES, encoding="utf-8-sig", keep_default_na=False)


@cache
def _cues():
    return {
        form: Cue(row.cue, frozenset(row.takes.split("; ")))
        for row in cue_table().itertuples()
        for form in row.forms.split("; ")
    }


@cache
def _lengths():
    """How many words the cues have that begin with a word, the longest first: {"point": [2, 1]}."""
    lengths = {}
    for form in _cues():
        lengths.setdefault(TOKEN.match(form).group(), set()).add(len(TOKEN.findall(form)))
    return {word: sorted(each, reverse=True) for word, each in lengths.items()}


def _hits(sentence):
    cues, lengths, hits, past = _cues(), _lengths(), [], 0
    for at in [at for at, word in enumerate(sentence.words) if word in lengths]:
        for length in lengths[sentence.words[at]] if at >= past else ():
            cue = cues.get(" ".join(sentence.words[at : at + length]))
            if cue and at + length <= sentence.end:
                past = at + length
                hits.append(Hit(at, past, cue, _is_noun(sentence, at, past, cue)))
                break
    return hits


def _statements(text, quoted):
    """The statements of a text: those of its sentences, and what runs on from one sentence to the next.

    “…,” Rossi said. “…” / “…?” Rossi asked. / Rossi agreed. “…” / Rossi explained: (and in the next paragraph) “…”
    """
    read = [(sentence, _found(sentence)) for sentence in sentences(text, quoted, _hits)]
    statements, end = [], 0
    open_to = tag = None
    for number, (sentence, found) in enumerate(read):
        (start, first_end), (_, last_end) = sentence.edges[0], sentence.edges[-1]
        gap, end = text[end:start], last_end
        if texts.CUT in gap:
            open_to = tag = None
        if found or not sentence.ends_speech(1):
            tag = _tag_alone(sentence, found)
            if tag and statements and tag[0] == statements[-1].cue:
                # This tag has been read already, with the question before it.
                tag = None
                continue
            statements += [Statement(*map(sentence.span, each), is_negated(sentence, *each)) for each in found]
            open_to = len(statements) - 1 if found else None
            continue
        quotation = Span(start, last_end if sentence.words[-1] == QUOTE else first_end)
        if not tag and text[first_end - 2] in "?!…" and number + 1 < len(read):
            tag = _tag_alone(*read[number + 1])
        if tag:
            # What stands in the marks was said, whatever the tag denies: Rossi did not agree. “…”
            statements.append(Statement(quotation, *tag, False))
            open_to = len(statements) - 1
        elif open_to is not None:
            open_to = _go_on(statements, open_to, quotation)
        tag = None
    return statements


def _tag_alone(sentence, found):
    """The cue and the source of a sentence that says who speaks, but not what: Rossi agreed. / Rossi explained why:"""
    leads = sentence.words[-1] == ":"
    if found and not leads or not sentence.hits:
        return None
    hit = sentence.hits[-1 if leads else 0]
    source = _source(sentence, hit, found[-1] if found else None)
    fits = leads or source and source[0] == 0 and len(sentence.words) - hit.last < NEAR
    return (sentence.span(hit[:2]), sentence.span(source)) if source and fits and "quote" in hit.cue.takes else None


def _go_on(statements, at, quotation):
    """Add a quotation to the statement before it, or, if its tag is longer than what is said, as one of its own.

    A quotation behind a statement that is negated was said all the same, and is one of its own too.
    """
    content, cue, source, negated = statements[at]
    is_near = quotation.start - content.end <= content.end - content.start + quotation.end - quotation.start
    if is_near and not negated:
        statements[at] = Statement(Span(content.start, quotation.end), cue, source, False)
        return at
    statements.append(Statement(quotation, cue, source, False))
    return len(statements) - 1


def _kinds(text, quoted, statements):
    """The kind of each statement, by the words of its content that stand in no quotation, nor beside its own cue."""
    starts = [quotation.start for quotation in quoted]
    for content, cue, *_ in statements:
        inside = quoted[bisect_left(starts, content.start) : bisect_left(starts, content.end)]
        edges = [content.start, *(edge for quotation in inside for edge in quotation[:2]), content.end]
        gaps = [gap for gap in zip(edges[::2], edges[1::2]) if not gap[0] <= cue.start < gap[1]]
        bare = any(texts.WORD.search(text, *gap) for gap in gaps)
        yield "indirect" if not inside else "mixed" if bare else "direct"


def _found(sentence):
    """The statements of a sentence: the one whose content stands before its cue, and those that follow theirs."""
    named = _named(sentence)
    if named:
        return [named]
    firsts = [
        found
        for hit in sentence.hits
        if not hit.is_noun
        for frame, pattern in CONTENT_FIRST
        if frame in hit.cue.takes and (found := pattern(sentence, hit))
    ]
    tag, found, done = firsts[-1] if firsts else _unknown_verb(sentence), [], 0
    for hit in sentence.hits:
        if hit.first < done or tag and tag.content[0] <= hit.first < max(pair[1] for pair in tag):
            continue
        before = found[-1] if found else tag if tag and tag.cue < hit else None
        statement = _cue_first(sentence, hit, before)
        if statement:
            found.append(statement)
            done = statement.content[1]
    return found + [tag] if tag else found or _after_colon(sentence)


def _cue_first(sentence, hit, before):
    takes = hit.cue.takes
    for frame, pattern in WITHOUT_SUBJECT:
        if frame in takes and (found := pattern(sentence, hit)):
            return found
    source = None if hit.is_noun else _source(sentence, hit, before)
    for frame, pattern in WITH_SUBJECT if source else ():
        if frame in takes and (content := pattern(sentence, hit)):
            return Found(content, hit[:2], source)
    return _noun(sentence, hit) if hit.is_noun or not takes & VERBAL else None


def _source(sentence, hit, before):
    """The subject of the cue, or the source of the statement before it: Rossi said …, *adding* … / with Rossi adding"""
    subject, is_participle = sentence.subject(hit.first), sentence.words[hit.first].endswith("ing")
    if subject and is_participle and "quote" in hit.cue.takes and sentence.word(subject[0] - 1) != "with":
        subject = sentence.subject(hit.first, False)
    if subject or not is_participle and sentence.word(sentence.verb_start(hit.first) - 1) not in SHARING:
        return subject
    return before.source if before else sentence.clause_subject(hit.first)


def _source_after(sentence, first, ends=SOURCE_ENDS):
    """The source that begins at `first`: said *Rossi, an engineer*, on Monday"""
    last = (sentence.clause(first) or (first, first + 1))[1]
    last = sentence.find(first + 1, min(last, first + FAR), ends) or last
    return (first, last - (last > first + 1 and sentence.words[last - 1] == ","))


def _named(sentence):
    """Rossi: The bridge is closed."""
    colon = sentence.find(1, min(5, sentence.end - 1), {":"})
    if not colon or not sentence.is_name(0, colon) or sentence.words[colon - 1] in HEADINGS:
        return None
    return Found((colon + 1, sentence.end), (colon, colon + 1), (0, colon))


def _quotation_first(sentence, hit):
    """“The bridge is closed,” Rossi said. / “The bridge is closed,” said Rossi, an engineer."""
    source = _beside_quotation(sentence, sentence.subject(hit.first, False))
    if source:
        last, end = source[0], hit.last
    elif sentence.ends_speech(hit.first) and _is_inverted(sentence, hit):
        last, source = hit.first, _source_after(sentence, hit.last)
        end = source[1]
    else:
        return None
    last -= sentence.words[last - 1] == ","
    first = last - 1 if sentence.word(last - 2) == ":" else 0
    after = sentence.find(end, end + NEAR, {QUOTE, ":"} | OPENERS)
    goes_on = after and sentence.words[after - 1 : after + 1] == [",", QUOTE]
    if goes_on and not any(end <= each.first < after for each in sentence.hits):
        last = after + 1
    return Found((first, last), hit[:2], source) if sentence.word(end) != ":" else None


def _after_colon(sentence):
    """Rossi had an answer: “The bridge is closed.”"""
    colon = sentence.find_back(sentence.end - 1, 0, {":"})
    is_speech = colon and sentence.words[colon + 1] == QUOTE and sentence.ends_speech(colon + 2)
    source = sentence.clause_subject(colon) if is_speech else None
    return [Found((colon + 1, sentence.end), (colon, colon + 1), source)] if source else []


def _unknown_verb(sentence):
    """“The bridge is closed,” Rossi *kvetched*. What stands beside a quotation that is speech is a verb of saying."""
    first = 1 + (sentence.word(1) == ",")
    if sentence.word(0) != QUOTE or not sentence.ends_speech(first) or not sentence.opens_noun(first):
        return None
    at = next((at for at in range(first + 1, min(sentence.end, first + NEAR)) if sentence.words[at].endswith("ed")), 0)
    source = at and sentence.subject(at, False)
    return Found((0, 1), (at, at + 1), source) if source and source[0] == first else None


def _beside_quotation(sentence, subject):
    """The subject, if it stands behind a quotation; also where a comma is missing: “…,” *Rossi, an engineer* said."""
    if subject and sentence.word(subject[0] - 1) == "," and not sentence.ends_speech(subject[0]):
        quotation = sentence.find_back(subject[0], subject[0] - FAR, AUXILIARIES | {QUOTE})
        subject = None if quotation is None else (quotation + 1, subject[1])
    return subject if subject and sentence.ends_speech(subject[0]) else None


def _is_inverted(sentence, hit):
    after = sentence.word(hit.last)
    is_noun_next = after not in PREPOSITIONS | PRONOUNS | {"", QUOTE, ":", ",", "that"}
    return is_noun_next and not sentence.words[hit.first].endswith("ing")


def _clause_first(sentence, hit):
    """The bridge is closed, Rossi said. / The bridge, Rossi said on Monday, is closed."""
    source, after, words = sentence.subject(hit.first, False), sentence.word(hit.last), sentence.words
    if "quote" not in hit.cue.takes or not source or source[0] < 2 or words[source[0] - 1] != ",":
        return None
    last = source[0] - 1
    if after == "," and sentence.word(hit.last + 1) != QUOTE:
        goes_on = None if sentence.word(hit.last + 1).endswith("ing") else sentence.clause(hit.last + 1)
        return Found((0, goes_on[1] if goes_on else last), hit[:2], source)
    rest = words[hit.last : hit.last + NEAR + 1]
    is_clause = not after or (AUXILIARIES | ADVERBS).intersection(words[: min(last, FAR)])
    fits = is_clause and (not after or after in AFTER_TAG) and len(rest) <= NEAR and "that" not in rest
    return Found((0, last), hit[:2], source) if fits else None


def _clause_first_inverted(sentence, hit):
    """The bridge is closed, said Carla Rossi, an engineer."""
    if "quote" not in hit.cue.takes or hit.first < 3 or sentence.words[hit.first - 1] != ",":
        return None
    last = hit.last
    while last < min(sentence.end, hit.last + FAR) and sentence.is_capital(last) and sentence.words[last] not in DAYS:
        last += 1
    fits = last > hit.last and sentence.word(last) in {"", ",", "of", "(", "in", "who"}
    return Found((0, hit.first - 1), hit[:2], _source_after(sentence, hit.last)) if fits else None


def _according_last(sentence, hit):
    """The bridge is closed, according to Rossi."""
    last = hit.first - (sentence.word(hit.first - 1) == ",")
    if last <= 0 or hit.last >= sentence.end:
        return None
    return Found((0, last), hit[:2], _source_after(sentence, hit.last))


def _according_first(sentence, hit):
    """According to Rossi, the bridge is closed."""
    comma = sentence.find(hit.last + 1, hit.last + FAR, {","})
    content = comma and sentence.clause(comma + 1)
    return Found(content, hit[:2], (hit.last, comma)) if content else None


def _inverted_first(sentence, hit):
    """Said Carla Rossi, an engineer: “The bridge is closed.”"""
    at = sentence.find(hit.last, FAR, {QUOTE}) if hit.first == 0 and _is_inverted(sentence, hit) else None
    is_speech = at and sentence.ends_speech(at + 1)
    return Found((at, at + 1), hit[:2], _source_after(sentence, hit.last)) if is_speech else None


def _adverb(sentence, hit):
    """The bridge has reportedly been closed."""
    subject = sentence.noun_phrase(sentence.verb_start(hit.first)) if hit.first else None
    content = sentence.clause(hit.last)
    return Found((subject[0] if subject else hit.last, content[1]), hit[:2], None) if content else None


def _passive(sentence, hit):
    """The bridge is believed to be closed. / Rossi was accused by them of closing it."""
    subject, after = sentence.subject(hit.first), sentence.word(hit.last)
    if not subject or not sentence.is_passive(hit.first) or after not in {"by", "to", "of", "as", "that", "for"}:
        return None
    by = (hit.last + 1, SOURCE_ENDS | {"to", "of", "for"}) if after == "by" and hit.last + 1 < sentence.end else None
    content = (subject[0], (sentence.clause(hit.last) or hit)[1])
    return Found(content, hit[:2], by and _source_after(sentence, *by))


def _is_noun(sentence, first, last, cue):
    """Whether a cue is a noun: it stands where nouns do, or as a verb it would not agree ("the report on it")."""
    form, before = sentence.words[first], sentence.word(first - 1)
    if before in BEFORE_NOUNS and not form.endswith("ing"):
        return True
    if form in NAMING and sentence.word(last) == QUOTE and sentence.verb_start(first) == first:
        # "A bridge called “Sighs”" gives a name, "what Rossi called “a danger”" an opinion.
        return sentence.find_back(first, first - NEAR, {"what"}) is None
    if not any(each.startswith("noun") for each in cue.takes):
        return False
    has_object = sentence.opens_noun(last) or sentence.word(last) == "to"
    if form == cue.cue and sentence.verb_start(first) == first and before not in JOINING | {"to", ","}:
        return not has_object or not _is_plural(sentence, sentence.subject(first))
    return before.endswith(("'s", "’s")) or form.endswith("s") and form != cue.cue and not has_object


def _is_plural(sentence, subject):
    words = sentence.words[slice(*subject)] if subject else [""]
    has_s = words[-1].endswith("s") and not words[-1].endswith(("ss", "'s", "’s"))
    return has_s or words[-1] in PLURALS or "and" in words


def _noun(sentence, hit):
    """His claim that the bridge is closed / Rossi’s plans to close it / Rossi made no threats to close it"""
    before, after = sentence.word(hit.first - 1), sentence.word(hit.last)
    content = sentence.thing(hit.last + (after != "to")) if f"noun {after}" in hit.cue.takes else None
    owned = before in POSSESSIVES or before.endswith(("'s", "’s"))
    source = (hit.first - 1, hit.first) if owned else sentence.clause_subject(hit.first)
    return Found(content, hit[:2], source) if content else None


def _quotation_last(sentence, hit):
    """Rossi said on Monday: “The bridge is closed.” / Rossi called it “unsafe.”"""
    within = (hit.last, sentence.end) if sentence.words[0] == "as" else sentence.clause(hit.last) or (0, 0)
    at = sentence.find(hit.last, min(hit.last + FAR, within[1]), {QUOTE, "that"})
    if at is None or sentence.words[at] == "that":
        return None
    leads = at == hit.last or sentence.words[at - 1] == ":" or sentence.words[at - 1] == "," and at < hit.last + NEAR
    return None if not leads else (at, at + 1) if sentence.ends_speech(at + 1) else sentence.clause(at)


def _that(sentence, hit, openers=frozenset({"that"})):
    """Rossi said on Monday that the bridge was closed. / Rossi told reporters that it was."""
    at = sentence.find(hit.last, hit.last + NEAR, openers | BREAKS | AUXILIARIES)
    if at is None or sentence.words[at] not in openers:
        return None
    leads = sentence.light[hit.last] or sentence.words[hit.last] in openers | PREPOSITIONS | AFTER_TAG
    return sentence.clause(at + (sentence.words[at] == "that")) if leads or "person" in hit.cue.takes else None


def _whether(sentence, hit):
    """Rossi asked on Monday whether the bridge was closed."""
    return _that(sentence, hit, QUESTIONS)


def _to(sentence, hit):
    """Rossi promised to close the bridge."""
    negated = sentence.word(hit.last) == "not"
    return sentence.thing(hit.last) if sentence.word(hit.last + negated) == "to" else None


def _preposition(sentence, hit):
    """Rossi complained about the bridge."""
    return sentence.clause(hit.last + 1) if sentence.word(hit.last) in hit.cue.takes & PREPOSITIONS else None


def _person(sentence, hit):
    """Rossi told reporters the bridge was closed. / The city accused Rossi of closing it, and urged him to open it."""
    leading = hit.cue.takes & PREPOSITIONS
    opening = PRONOUNS | DETERMINERS if "clause" in hit.cue.takes else set()
    at = sentence.find(hit.last + 1, hit.last + NEAR, leading | opening | BREAKS)
    if at is None or sentence.words[at] in BREAKS:
        return None
    return sentence.clause(hit.last if sentence.words[at] == "to" else at + (sentence.words[at] in leading))


def _after_day(sentence, first):
    """Behind a day that stands between cue and content: said *on Sunday* the bridge was closed."""
    while DAYS.intersection(sentence.words[first : first + 1 + (sentence.word(first) in {"on", "last", "this"})]):
        first += 1
    return first


def _clause(sentence, hit):
    """Rossi claimed the bridge was closed."""
    first = _after_day(sentence, hit.last)
    content = sentence.clause(first) if sentence.opens_noun(first) and "person" not in hit.cue.takes else None
    words = sentence.words[slice(*content)] if content else [QUOTE]
    # "Rossi wrote a song called “Sighs”" has a title, and no clause.
    return content if words[0] != QUOTE and (QUOTE not in words or AUXILIARIES.intersection(words)) else None


def _anything(sentence, hit):
    """Rossi said bridges were closed."""
    first = _after_day(sentence, hit.last)
    content = sentence.clause(first)
    if not content or sentence.words[first] in OPENERS | {",", ";", ":", "by", QUOTE}:
        return None
    # "Rossi said in a tweet" tells where, and nothing of what.
    is_place = sentence.words[first] in PREPOSITIONS and not AUXILIARIES.intersection(sentence.words[slice(*content)])
    return None if is_place else content


def _thing(sentence, hit):
    """Rossi praised the engineers. / Rossi denied closing the bridge."""
    opens_none = sentence.word(hit.last) in OPENERS | PREPOSITIONS | JOINING | {",", ";", ":"}
    return None if opens_none or sentence.is_passive(hit.first) else sentence.thing(hit.last)


# What a cue can take and the pattern that looks for it, in the order in which they are tried.
CONTENT_FIRST = (
    ("quote", _quotation_first),
    ("clause", _clause_first),
    ("clause", _clause_first_inverted),
    ("phrase", _according_last),
)
WITHOUT_SUBJECT = (("phrase", _according_first), ("quote", _inverted_first), ("adverb", _adverb), ("passive", _passive))
WITH_SUBJECT = (
    ("quote", _quotation_last),
    ("that", _that),
    ("whether", _whether),
    ("to", _to),
    *((word, _preposition) for word in ("of", "for", "about", "on", "against", "with", "in", "at")),
    ("person", _person),
    ("clause", _clause),
    ("anything", _anything),
    ("thing", _thing),
)
# What only a verb takes: a cue that takes none of these is always a noun, or an adjective.
VERBAL = {"quote", "that", "clause", "thing"}
