"""The answers of a chapter as one line of text, to be pasted into a chat, a form, an e-mail; and read back.

answers02v1:…:… holds the chapter, the version, the answers (JSON, compressed), and a checksum. It is data: reading it
evaluates nothing.
"""

import base64
import binascii
import json
import re
import zlib

from helpers.exercises.keeping import PLACES, as_entry

VERSION = 1
LONGEST, LONGEST_UNPACKED = 8000, 2_000_000
LINE = re.compile(r"answers(\d\d)v(\d+):([A-Za-z0-9+/]*):?([0-9a-f]{8})?")
# What mail programs, chats and people put into a line or around it.
AROUND = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\"'“”‘’„«»<>=*_`~]")


class LineError(ValueError):
    """A line that cannot be read; the message says why, and what to do."""


def write_line(chapter, entries, event, group=""):
    """The line for the answers of a chapter ("02"): by exercise the entry (keeping.as_entry), for an event, of a group."""
    places = {number: [entry.get(name) for name in PLACES] for number, entry in entries.items()}
    data = {"event": event, "answers": places, **({"group": group} if group else {})}
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = f"answers{chapter}v{VERSION}:{base64.b64encode(packed).decode().rstrip('=')}"
    return f"{text}:{_checksum(text)}"


def read_line(text, event):
    """The chapter, the entries by exercise, and the group that a line holds.

    White space, quotation marks and the like are passed over. Raises LineError for what is no line, or was cut or changed,
    and for one of another version or another event.
    """
    found = LINE.search(AROUND.sub("", text))
    if not found:
        raise LineError(
            "That is no line of answers: it begins with “answers”, a chapter and a version, such as answers02v1."
        )
    chapter, version, packed, checksum = found.groups()
    if int(version) != VERSION:
        raise LineError(
            f"That line has version {version}, and this course reads version {VERSION}: make it with this one."
        )
    if checksum != _checksum(f"answers{chapter}v{version}:{packed}"):
        raise LineError("Something is missing from that line, or was changed in it: copy it whole, to the last letter.")
    data = _unpacked(packed)
    if data.get("event") != event:
        raise LineError("That line belongs to other articles than those of this course.")
    answers = data.get("answers")
    entries = {
        number: as_entry(dict(zip(PLACES, places)))
        for number, places in (answers if isinstance(answers, dict) else {}).items()
        if isinstance(places, list)
    }
    return chapter, {number: entry for number, entry in entries.items() if entry}, str(data.get("group", ""))[:80]


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
