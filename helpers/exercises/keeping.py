"""Where answers are kept between two runs: a file an exercise, beside the notebooks; a newer one never goes for an older."""

import json
import math
import numbers
import os
import re
import secrets
import time
from pathlib import Path

import pandas as pd

from helpers.exercises.kinds import FOLDER, file_of
from helpers.exercises.outcomes import DONE, SIGNS

LONGEST_SHOWN = 2000
LONGEST_TEXT, MOST_ITEMS, MOST_BEFORE, DEEPEST = 20_000, 5_000, 20, 8
NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
READER = re.compile("[0-9a-f]{8}")
# What there is to know of an answer; the rest of an entry is told from it, or concerns this disk alone.
PLACES = ["form", "outcome", "first", "first_outcome", "tries", "hints", "when", "was_right"]
# What is kept of a chapter beside its exercises, by a place that is higher than any of theirs.
BLIND_TEST, EXPERIMENT = "98", "99"
BESIDE_EXERCISES = {BLIND_TEST: "the blind test", EXPERIMENT: "the experiment"}
# Called with the numbers of the exercises of which something was kept.
listeners = []


def as_plain(value):
    """A value as data that can be written as JSON and read back: numbers, texts, lists, dicts of these; None for others."""
    try:
        return _plain(value, DEEPEST)
    # A value may be any object, and do anything when it is looked at.
    except Exception:
        return None


def _plain(value, depth):
    if depth < 0 or value is None:
        return None
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if isinstance(value, bool):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): _plain(each, depth - 1) for name, each in list(value.items())[:MOST_ITEMS]}
    if (
        isinstance(value, (list, tuple, set, frozenset, pd.Series, pd.Index))
        or hasattr(value, "tolist")
        and value.ndim == 1
    ):
        return [_plain(each, depth - 1) for each in list(value)[:MOST_ITEMS]]
    return None


def in_words(answer):
    """An answer, or what a form holds, as a short text to be shown, whatever it is."""
    try:
        if isinstance(answer, dict):
            told = answer.values() if answer.keys() != {"answer"} else [answer["answer"]]
            return " · ".join(filter(None, map(in_words, told)))[:LONGEST_SHOWN]
        if isinstance(answer, (list, tuple, set, pd.Series, pd.Index)):
            texts = [str(each) for each in list(answer)[:100] if not isinstance(each, dict)]
            return ", ".join(texts)[:LONGEST_SHOWN]
        return "" if answer is None else str(answer).strip()[:LONGEST_SHOWN]
    except Exception:
        return f"a {type(answer).__name__}"


def as_entry(data):
    """What is known of an answer, from data that may be anything: only what belongs there; None where there is nothing."""
    if not isinstance(data, dict):
        return None
    form, first = (as_plain(data.get(name)) if isinstance(data.get(name), dict) else None for name in ("form", "first"))
    when = data.get("when")
    if form is None or not isinstance(when, numbers.Real) or not 0 <= when < 1e11:
        return None
    outcomes = {name: data[name] for name in ("outcome", "first_outcome") if data.get(name) in SIGNS}
    counts = {
        name: min(int(data[name]), 1000)
        for name in ("tries", "hints")
        if isinstance(data.get(name), numbers.Real) and data[name] >= 0
    }
    entry = {"form": form, **outcomes, **({"first": first} if first is not None else {}), **counts, "when": round(when)}
    return {**entry, "was_right": True} if {*outcomes.values()} & DONE or data.get("was_right") is True else entry


def folder_of(chapter):
    """The folder that keeps the answers of a chapter ("01_five_stories")."""
    return _folder() / chapter


def _folder():
    return Path(os.environ.get("COURSE_ANSWERS") or FOLDER.parent / "answers")


def reader():
    """The number of whoever answers on this disk, eight letters; "" as long as no line was written.

    It is drawn by chance, once, and says of two lines only whether one and the same reader has written them.
    """
    try:
        number = (_folder() / "reader.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return number if READER.fullmatch(number) else ""


def new_reader():
    """The number of whoever answers here: drawn now if there is none."""
    return reader() or be_reader(secrets.token_hex(4))


def be_reader(number):
    """Take a number from a line as that of whoever answers here, for the work goes on in this place; gives it."""
    if isinstance(number, str) and READER.fullmatch(number) and number != reader():
        _write_whole(_folder() / "reader.txt", number)
    return number


def _file(number):
    return folder_of(file_of(number).stem) / f"{number}.json"


def read_answer(number):
    """What is kept of the answer to an exercise: PLACES, was_right, before; an empty dict if nothing is.

    form: what was answered, by field; it is missing where only a hint was opened. outcome, first, first_outcome: how the last check came out, and the first answer that
    was checked with its outcome. tries: how many different answers were checked. hints: how many hints were opened. when:
    in seconds since 1970. was_right: whether it ever was. before: older entries that newer ones replaced.
    """
    try:
        kept = json.loads(_file(number).read_text(encoding="utf-8"))
        return {
            **(as_entry(kept) or {}),
            **{name: kept[name] for name in ("hints", "checked", "before") if name in kept},
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def read_answers(chapter):
    """What is kept of the answers of a chapter ("01_five_stories"), by exercise: see read_answer."""
    numbers = [file.stem for file in folder_of(chapter).glob("*.json") if NUMBER.fullmatch(file.stem)]
    return {number: kept for number in sorted(numbers, key=in_order) if (kept := read_answer(number))}


def in_order(number):
    """A key by which exercises stand in their order."""
    return [int(part) for part in number.split(".")]


def beside(chapter, place):
    """The number under which something beside the exercises of a chapter ("01") is kept: "1.99"."""
    return f"{int(chapter)}.{place}"


def called(number):
    """What a number is called where it is shown: an exercise by itself, anything else by its name."""
    return BESIDE_EXERCISES.get(number.partition(".")[2], number)


def keep_answer(number, form, outcome=None):
    """Keep what was answered, and how a check came out, if it was checked."""
    kept, form = read_answer(number), as_plain(form)
    entry = {**kept, "form": form, "when": round(time.time())}
    if outcome is not None:
        entry["outcome"] = outcome
        # To run a cell again is no other try.
        if form != kept.get("checked"):
            entry["tries"] = kept.get("tries", 0) + 1
        entry.setdefault("first", form), entry.setdefault("first_outcome", outcome)
        entry["checked"] = form
    if outcome in DONE:
        entry["was_right"] = True
    _write({number: entry})


def keep_hint(number, hint):
    """Keep that the hint with this place, from 1, was opened; each stands inside the one before."""
    kept = read_answer(number)
    if hint > kept.get("hints", 0):
        _write({number: {**kept, "hints": hint}})


def take_back(entries):
    """Keep the entries, by exercise, that are newer than what is kept; what they replace stays under "before".

    Gives the numbers of those that were taken, and of those that were not, since the one here is newer.
    """
    taken, left = {}, []
    for number in sorted(filter(is_exercise, entries), key=in_order):
        entry = entries[number]
        if not (entry := as_entry(entry)):
            continue
        kept = read_answer(number)
        if _answer(kept) == _answer(entry):
            continue
        if kept.get("when", 0) > entry["when"]:
            left.append(number)
            continue
        taken[number] = _joined(kept, entry)
    _write(taken)
    return list(taken), left


def newer(entries):
    """Those of the entries that take_back would take."""
    known = {number: (read_answer(number), as_entry(entry)) for number, entry in entries.items() if is_exercise(number)}
    return {
        number: entry
        for number, (kept, entry) in known.items()
        if entry and _answer(kept) != _answer(entry) and kept.get("when", 0) <= entry["when"]
    }


def is_exercise(number):
    """Whether this is the number of an exercise whose chapter there is."""
    return isinstance(number, str) and bool(NUMBER.fullmatch(number)) and file_of(number) is not None


def _answer(entry):
    return entry.get("form"), entry.get("outcome")


def _joined(kept, entry):
    older = kept.pop("before", [])
    before = [*older, kept][-MOST_BEFORE:] if "form" in kept else older
    joined = {**entry, "before": before} if before else dict(entry)
    for name in ("tries", "hints"):
        if name in {**kept, **entry}:
            joined[name] = max(kept.get(name, 0), entry.get(name, 0))
    if kept.get("was_right"):
        joined["was_right"] = True
    # The answer that was given first stays the first, wherever it was given.
    if "first" in kept:
        joined.update({name: kept[name] for name in ("first", "first_outcome") if name in kept})
    return joined


def _write(entries):
    for number, entry in entries.items():
        _write_whole(_file(number), json.dumps(entry, indent=1, ensure_ascii=False))
    for listener in listeners if entries else ():
        listener(list(entries))


def _write_whole(file, text):
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}.part")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, file)
    # A folder that cannot be written loses what it was to keep, but must not stop the lesson.
    except OSError:
        pass
