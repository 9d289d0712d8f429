"""Words, quotation marks and sentences of a text, as spans: pairs of Python character offsets.

The rule of what a word is, which every count in the course follows:

- a word is a run of letters and digits; hyphens and apostrophes inside it belong to it, so "rebel-held",
  "46-truck" and "al-Assad's" are one word each, while a dash, with or without blanks, stands between words;
- a number is one word with its points and commas ("2,500"), a sign beside it is none ("36%" is the word "36");
- an abbreviation of single letters is one word ("U.N.");
- headlines are left out, because not every file has one, and so is boilerplate: `corpus.articles["text"]` is
  what is counted.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

LETTERS = r"[^\W_]+"
WORD_PART = rf"(?:(?:[^\W\d_]\.){{2,}}|\d+(?:[.,]\d+)+|{LETTERS})"
WORD = re.compile(rf"{WORD_PART}(?:[-‐‑'’ʼ]{WORD_PART})*")

DOUBLE_MARK = "[\"“”„‟«»]|''|``|’’|‘‘"
SINGLE_MARK = "['‘’‚‛ʼ`´]"
# The same, such that the search can look for the first character, which is ten times as quick.
MARK = re.compile("[\"“”„‟«»'`’‘](?:(?<=[\"“”„‟«»])|(?<=')'|(?<=`)`|(?<=’)’|(?<=‘)‘)")

# Unseen inside a word, and no part of it. The joiners U+200C and U+200D are left: Persian and Hindi spell with them.
UNSEEN = "\u00ad\u200b\u2060\ufeff"
ACCENT = "\u0300-\u036f"
HIDES = re.compile(f"[{UNSEEN}{ACCENT}]")
HIDDEN = f"[{UNSEEN}]+|[^{UNSEEN}](?:[{UNSEEN}]*[{ACCENT}])+"
# What is written in more than one shape: white space, and marks.
SHAPES = r"[^\S ]\s*| \s+|''|``|’’|‘‘|[“”„‟«»‘’‚‛ʼ`´]"
SPELT, SHAPED = re.compile(HIDDEN), (re.compile(SHAPES), re.compile(f"{SHAPES}|{HIDDEN}"))

# A form feed stands for something that was cut out of a text: nothing runs on across it.
CUT = "\f"
OTHER_BREAKS = "\r\f\v\x85\u2028\u2029"
LINE_BREAK, NEWLINE = re.compile(rf"[\n{OTHER_BREAKS}]\s*"), re.compile(r"\n\s*")

SENTENCE_END = re.compile(rf"[.!?…][.!?…]*(?:{DOUBLE_MARK}|['’)\]]|[^\S\n{OTHER_BREAKS}]»)*(?=\s|$)")
GAP = re.compile(r"\s*")
LAST_TOKEN = re.compile(r"[^\s(\[\"“”«»]+$")
INITIALS = re.compile(r"^(?:[^\W\d_]\.)+$")
TITLES = set(
    "mr mrs ms messrs dr drs prof sen sens rep reps gov govs gen gens lt col maj capt cpl sgt cmdr adm brig pres st mt "
    "rev hon amb supt".split()
)
BEFORE_NUMBERS = set("jan feb mar apr jun jul aug sep sept oct nov dec no nos p pp vol fig art ch".split())
NEVER_LAST = set("vs e.g i.e cf approx".split())
SOMETIMES_LAST = set("inc ltd co corp jr sr etc".split())
STARTERS = set(
    "the a an it its he his she her they their we our i in on at for from by to as after before when while "
    "if but and so this that these those there no some last both".split()
)


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int


class Quotation(NamedTuple):
    """A stretch between quotation marks, marks included; `balanced` is False where one of the two is missing."""

    start: int
    end: int
    balanced: bool


class Reading(NamedTuple):
    """A text as it is read for a purpose, and the way back: where something was folded, and by how much in all so far."""

    text: str
    folds: list
    shifts: list

    def span(self, start, end):
        """The span of the written text that is read from `start` to `end`."""
        if not self.folds:
            return Span(start, end)
        # What was folded away between two letters belongs to no span that ends there.
        first, last = bisect_left(self.folds, start), bisect_left(self.folds, end - 0.5)
        return Span(start + self.shifts[first], end + self.shifts[last])


def spelt(text):
    """`text` without soft hyphens and zero-width spaces, and with accents joined to their letters, as a Reading."""
    return _folded(text, SPELT) if _hides(text) else Reading(text, [], [0])


@lru_cache(maxsize=64)
def shaped(text):
    """`text` spelt, and with one shape for every white space, quotation mark and apostrophe, as a Reading."""
    return _folded(text, SHAPED[bool(_hides(text))])


def _hides(text):
    return not text.isascii() and HIDES.search(text)


def _folded(text, pattern):
    pieces, folds, shifts, at, length = [], [], [0], 0, 0
    for match in pattern.finditer(text):
        (start, end), folded = match.span(), _fold(match.group())
        pieces += [text[at:start], folded]
        length += start - at + len(folded)
        at = end
        if end - length != shifts[-1]:
            # Behind the letter that stands for what was folded, or between two letters where nothing does.
            folds.append(length - (0.75 if folded else 0.5))
            shifts.append(end - length)
    return Reading("".join([*pieces, text[at:]]), folds, shifts)


@lru_cache(maxsize=10_000)
def _fold(piece):
    if piece.isspace():
        return " "
    if MARK.fullmatch(piece):
        return '"'
    return "'" if re.fullmatch(SINGLE_MARK, piece) else unicodedata.normalize("NFC", re.sub(f"[{UNSEEN}]", "", piece))


def word_spans(text):
    """The span of every word of `text`, in order; the rule stands at the top of this module."""
    reading = spelt(text)
    spans = map(re.Match.span, WORD.finditer(reading.text))
    return [reading.span(*span) for span in spans]


def word_edges(text):
    """Where every word of `text` starts and ends: an array with a row a word, for texts with very many words."""
    reading = spelt(text)
    spans = word_spans(text) if reading.folds else map(re.Match.span, WORD.finditer(text))
    return np.fromiter(chain.from_iterable(spans), dtype="int64").reshape(-1, 2)


def words(text):
    """The words of `text`, in order; the rule stands at the top of this module."""
    return WORD.findall(spelt(text).text)


def count_words(text):
    """How many words `text` has, as words gives them."""
    # None runs on over white space, and most of what stands between has been counted before.
    return sum(map(_words_in, text.split()))


@lru_cache(maxsize=100_000)
def _words_in(piece):
    return len(words(piece))


def find_spans(text, wanted):
    """Every span of `text` that reads `wanted`, whatever the shape of white space, quotation marks and accents.

    Places may share characters: “aa” stands in “aaa” twice.
    """
    reading, wanted = shaped(text), shaped(wanted.strip()).text
    places = all_places(reading.text, wanted) if wanted else []
    return [reading.span(at, at + len(wanted)) for at in places]


def all_places(text, piece):
    """Where `piece` begins in `text`, letter for letter: every offset, in order, also of places that share characters."""
    places, at = [], text.find(piece)
    while at >= 0:
        places.append(at)
        at = text.find(piece, at + 1)
    return places


def is_whole(text, span):
    """Whether `span` begins and ends where words do, so that it cuts none in two."""
    edges = (text[span.start - 1 : span.start + 1], text[span.end - 1 : span.end + 1])
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def line_breaks(text):
    """The span of every line break of `text`, with the white space after it; one or several lines, it is one break."""
    # One letter is found much sooner than one of several, and mostly there is only one.
    pattern = LINE_BREAK if any(each in text for each in OTHER_BREAKS) else NEWLINE
    return [Span(*match.span()) for match in pattern.finditer(text)]


def quotations(text):
    """The quotations of `text`, in order, none inside another.

    Double marks count, straight, curly, low, angled, or typed as two single ones, in any mixture; a single mark is
    taken for an apostrophe. Where a mark stands tells whether it opens or closes; where that does not tell, its shape
    does. A quotation runs on over a line break when the next line opens with a mark again, or when the next mark after
    the break closes and stands in the next paragraph. A mark without its partner is given with `balanced` False: an
    opening one as far as its paragraph goes, a closing one by itself.
    """
    if not MARK.search(text):
        return []
    breaks = line_breaks(text)
    starts = [0] + [gap.end for gap in breaks]
    ends = [gap.start for gap in breaks] + [len(text)]
    marks = [(match, bisect_right(starts, match.start()) - 1) for match in MARK.finditer(text)]
    found, opened, home = [], None, None
    for match, paragraph in marks:
        role = _role(text, match)
        first_here = match.start() == starts[paragraph]
        if opened is not None and paragraph > home:
            is_next = paragraph == home + 1 and CUT not in text[ends[home] : starts[paragraph]]
            if is_next and (role == "closes" or role == "opens" and first_here):
                home = paragraph
                if role == "opens":
                    continue
            else:
                found.append(Quotation(opened, ends[home], False))
                opened = None
        if role == "either":
            role = "opens" if opened is None else "closes"
        if role == "opens":
            if opened is not None:
                found.append(Quotation(opened, len(text[: match.start()].rstrip()), False))
            opened, home = match.start(), paragraph
        elif opened is None:
            found.append(Quotation(*match.span(), False))
        else:
            found.append(Quotation(opened, match.end(), True))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, ends[home], False))
    return found


def _role(text, match):
    mark, before, after = match.group(), text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if mark in "«»":
        return "opens" if mark == "«" else "closes"
    may_open = after.strip() and after not in ".,;:!?)]…" and (not before.strip() or before in "([—–-/")
    may_close = before.strip() and before not in "([" and (not after.strip() or not after.isalnum())
    if bool(may_open) != bool(may_close):
        return "opens" if may_open else "closes"
    return {"“": "opens", "„": "opens", "‘‘": "opens", "``": "opens", "”": "closes", "’’": "closes"}.get(mark, "either")


def sentence_spans(text, quoted=None, around=None):
    """The span of every sentence of `text`, in order.

    A sentence ends at a full stop, question or exclamation mark with the closing marks after it, unless an
    abbreviation or a small letter shows that it goes on, and at a line break, unless it goes on inside a quotation or
    with a small letter. It never runs on across a form feed, which stands for something cut out of the text.
    quoted: the quotations of `text`, if they have been looked for already. around: offsets; only the sentences of
    paragraphs in which one of them lies are given.
    """
    return [span for paragraph in _paragraphs(text, quoted, around) for span in _sentences(text, *paragraph)]


def _paragraphs(text, quoted, around):
    """The stretches of `text` over whose ends no sentence runs on; those around some places, or all."""
    gaps = line_breaks(text)
    starts = [start for start, _ in gaps]
    last_marks = {bisect_right(starts, mark.start()): mark for mark in MARK.finditer(text)} if gaps else {}

    @cache
    def inside():
        return [each for each in (quotations(text) if quoted is None else quoted) if each.balanced]

    def is_quoted(line):
        start, end = gaps[line]
        # A quotation that runs over a break has a mark on either side of it, the one before does not close it, and the one
        # behind closes it or stands first: mostly that rules out that there is one, and then none has to be looked for.
        if line not in last_marks or line + 1 not in last_marks or _role(text, last_marks[line]) == "closes":
            return False
        after = MARK.search(text, end)
        if after.start() != end and _role(text, after) != "closes":
            return False
        nearest = bisect_right(inside(), start, key=_start) - 1
        return nearest >= 0 and start < inside()[nearest].end

    def goes_on(line):
        if not 0 <= line < len(gaps):
            return False
        start, end = gaps[line]
        return (text[end : end + 1].islower() or is_quoted(line)) and CUT not in text[start:end]

    lines = range(len(gaps) + 1) if around is None else sorted({bisect_right(starts, place) for place in around})
    last = -1
    for line in lines:
        if line <= last:
            continue
        first = last = line
        while goes_on(first - 1):
            first -= 1
        while goes_on(last):
            last += 1
        yield Span(starts[first - 1] if first else 0, starts[last] if last < len(gaps) else len(text))


def _start(span):
    return span.start


def _sentences(text, start, end):
    found = [match for match in SENTENCE_END.finditer(text, start, end) if match.end() < end]
    spans = []
    for stop in [*(match.end() for match in found if _ends_sentence(text, match)), end]:
        if sentence := text[start:stop].strip():
            first = text.index(sentence, start)
            spans.append(Span(first, first + len(sentence)))
        start = stop
    return spans


def _ends_sentence(text, match):
    gap = GAP.match(text, match.end())
    following = text[gap.end() : gap.end() + 1]
    if not following or LINE_BREAK.search(gap.group()):
        return True
    if following.islower():
        return False
    if match.group() != ".":
        return True
    last = LAST_TOKEN.search(text, max(0, match.start() - 40), match.end())
    token = last.group() if last else "."
    word = token.rpartition("-")[2].rstrip(".").lower()
    if word in TITLES or word in NEVER_LAST:
        return False
    is_initial = INITIALS.match(token) and token[0].isupper()
    if word in BEFORE_NUMBERS and (following.isdigit() or not is_initial):
        return not following.isdigit()
    if word in SOMETIMES_LAST or INITIALS.match(token):
        next_word = WORD.match(text[gap.end() : gap.end() + 40].lstrip("\"“«'‘(["))
        return bool(next_word) and next_word.group().lower() in STARTERS
    return True
