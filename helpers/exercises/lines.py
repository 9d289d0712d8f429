"""The answers of a chapter as one line of text, to be pasted into a chat, a form, an e-mail; and read back.

answers02v1:…:… holds the chapter, the version, the answers (JSON, compressed), and a checksum. It is data: reading it
evaluates nothing. It holds no name, but a random number of its reader: two lines with the same one are one reader's.
"""

import base64
import binascii
import json
import re
import unicodedata
import zlib
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import NamedTuple

from helpers.exercises.keeping import PLACES, READER, as_entry

VERSION = 1
LONGEST, LONGEST_UNPACKED = 8000, 2_000_000
# A telephone begins a sentence with a capital letter.
HEAD = re.compile(r"(?i:answers)\d\dv\d+:")
LINE = re.compile(r"(?i:answers)(\d\d)v(\d+):([A-Za-z0-9+/]*):?([0-9a-f]{8})?")
# What mail programs, chats, tables and people put into a line or around it; a PDF parts words by a hyphen.
AROUND = re.compile("[\\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff\"'“”‘’„«»<>=*_`~|-]")
# What a chat writes before each piece of a message that was too long for it.
STAMP = re.compile(r"^[\[(]?\d.{4,80}?: (?=\S{20})")
# A line may run over so many lines of the text that it stands in, and so many of them may be another's: the foot of a page.
MOST_LINES, MOST_FOREIGN = 200, 3
# So many letters in a row are no word.
PIECE = re.compile(r"[A-Za-z0-9+/]{60,}")


class LineError(ValueError):
    """A line that cannot be read; the message says why, and what to do."""


class HandIn(NamedTuple):
    """What a line holds: its chapter ("02"), the entries by exercise, the group, the number of its reader, "" for none."""

    chapter: str
    entries: dict
    group: str = ""
    reader: str = ""


def write_line(chapter, entries, event, group="", reader=""):
    """The line for the answers of a chapter ("02"): by exercise the entry (keeping.as_entry), for an event, of a group.

    reader: the random number of whoever answers (keeping.reader).
    """
    places = {number: [entry.get(name) for name in PLACES] for number, entry in entries.items()}
    told = {name: value for name, value in {"group": group, "reader": reader}.items() if value}
    data = {"event": event, "answers": places, **told}
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = f"answers{chapter}v{VERSION}:{base64.b64encode(packed).decode().rstrip('=')}"
    return f"{text}:{_checksum(text)}"


def read_line(text, event):
    """The chapter, the entries by exercise, and the group that a line holds; see read_hand_in."""
    return read_hand_in(text, event)[:3]


def read_hand_in(text, event):
    """The HandIn of the first line of answers in a text.

    White space, quotation marks and the like are passed over. Raises LineError for what is no line, or was cut or changed,
    and for one of another version or another event.
    """
    for _, lines in _stretches(text):
        return _read(lines, event)
    raise LineError(
        "That is no line of answers: it begins with “answers”, a chapter and a version, such as answers02v1."
    )


def find_hand_ins(text, event):
    """All lines of answers in a text, whatever stands around them: a list of (number of the line in the text, HandIn).

    Where one cannot be read, a LineError stands in place of the HandIn, and so it does for a piece of one.
    """
    found, read = [], set()
    for number, lines in _stretches(text):
        try:
            found.append((number, _read(lines, event)))
        except LineError as error:
            found.append((number, error))
        read.update(range(number, number + _length(lines)))
    headless = LineError("That is a piece of a line, without its beginning: copy it whole, from “answers” on.")
    pieces = [number for number, line in enumerate(text.splitlines(), 1) if number not in read and PIECE.search(line)]
    # Of a piece that is wrapped, the first line stands for all.
    found += [(number, headless) for number in pieces if number - 1 not in pieces]
    return sorted(found, key=lambda each: each[0])


def _stretches(text):
    """Each stretch of a text that begins a line of answers, up to where the next one begins: line number, and its lines."""
    # Ligatures, wide letters and fractions that a program made of plain ones.
    plain = unicodedata.normalize("NFKC", text).replace("\u2044", "/").splitlines()
    bare = [AROUND.sub("", line) for line in plain]
    starts = [0, *accumulate(map(len, bare))]
    heads = [match.start() for match in HEAD.finditer("".join(bare))]
    for head, after in pairwise([*heads, starts[-1]]):
        first, last = bisect_right(starts, head) - 1, bisect_right(starts, after - 1) - 1
        lines = [*zip(plain[first : last + 1], bare[first : last + 1])][:MOST_LINES]
        ends = after - starts[last] if last < first + MOST_LINES else None
        lines[-1] = (lines[-1][0], lines[-1][1][:ends])
        lines[0] = ("", lines[0][1][head - starts[first] :])
        yield first + 1, lines


def _read(lines, event):
    """The HandIn of a line that runs over these lines of a text, each as it is and bare. Raises LineError."""
    chapter, version, packed, checksum = LINE.match("".join(bare for _, bare in lines)).groups()
    if int(version) != VERSION:
        raise LineError(
            f"That line has version {version}, and this course reads version {VERSION}: make it with this one."
        )
    if checksum != _checksum(f"answers{chapter}v{version}:{packed}"):
        packed = _mended(lines)
    if not packed:
        raise LineError("Something is missing from that line, or was changed in it: copy it whole, to the last letter.")
    data = _unpacked(packed)
    if data.get("event") != event:
        raise LineError("That line belongs to other articles than those of this course.")
    answers, reader = data.get("answers"), str(data.get("reader", ""))
    entries = {
        number: as_entry(dict(zip(PLACES, places)))
        for number, places in (answers if isinstance(answers, dict) else {}).items()
        if isinstance(places, list)
    }
    return HandIn(
        chapter,
        {number: entry for number, entry in entries.items() if entry},
        str(data.get("group", ""))[:80],
        reader if READER.fullmatch(reader) else "",
    )


def _length(lines):
    """Over how many of these lines the line of answers runs; over all of them if it has no end."""
    match = LINE.match("".join(bare for _, bare in lines))
    ends = accumulate(len(bare) for _, bare in lines)
    return next((many for many, end in enumerate(ends, 1) if match[4] and end >= match.end()), len(lines))


def _mended(lines):
    """What a line holds once lines that are another's are left out of it, or what a chat wrote before them; "" if it fails."""
    bare = [line for _, line in lines]
    stamped = [bare[0], *(AROUND.sub("", STAMP.sub("", line)) for line, _ in lines[1:])]
    parted = (
        [*bare[:first], *bare[first + many :]]
        for many in range(1, MOST_FOREIGN + 1)
        for first in range(1, len(bare) - many)
    )
    for tried in (stamped, *parted):
        match = LINE.match("".join(tried))
        if match and match[4] == _checksum(f"answers{match[1]}v{match[2]}:{match[3]}"):
            return match[3]
    return ""


def find_line(text):
    """The last line of answers that stands in a text, or "" for none."""
    found = re.findall(rf"answers\d\dv{VERSION}:[A-Za-z0-9+/]+:[0-9a-f]{{8}}", text)
    return found[-1] if found else ""


def _checksum(text):
    return f"{zlib.crc32(text.encode()):08x}"


def _unpacked(packed):
    try:
        text = base64.b64decode(packed + "=" * (-len(packed) % 4))
        data = json.loads(zlib.decompressobj().decompress(text, LONGEST_UNPACKED))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        data = None
    return data if isinstance(data, dict) else {}
