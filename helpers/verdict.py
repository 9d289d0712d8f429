"""What is said of an answer, and where answers are kept: the outcomes, the verdict with its hints, the file on disk."""
import json
import os
from pathlib import Path

import pandas as pd

from helpers import pages
from helpers.exercises import FOLDER, file_of, load_exercises
from helpers.pages import Page, safe

RIGHT, NOT_YET, NOT_TRIED, UNREADABLE = "right", "not yet", "not tried yet", "cannot read that answer"
STANDS, BESIDE = "your evidence stands", "your coding beside ours"
# No outcome of a check: a form says so between a change and the next check.
CHANGED = "not checked yet"
SIGNS = {RIGHT: "✓", STANDS: "✓", BESIDE: "✓", NOT_YET: "…", NOT_TRIED: "○", CHANGED: "○", UNREADABLE: "?"}
LONGEST_KEPT = 2000


def compared(one, answer, corpus):
    """Outcome of an answer and the reply to it. Raises Unreadable where it is no answer to this question at all."""
    if one.right(answer, corpus):
        return RIGHT, ""
    return NOT_YET, one.reply(answer, corpus) or "That is not it. A hint may help."


def verdict(one, corpus, outcome, reply, *more):
    """A Page with the outcome of an answer, the reply to it, `more` Pages, how the chapter stands, and the hints."""
    sign, word = SIGNS[outcome], outcome[0].upper() + outcome[1:]
    lines = [Page(f"<p><b>{sign} {safe(word)}.</b> {safe(reply)}</p>", f"{sign} {word}. {reply}".strip()), *more]
    if outcome != NOT_TRIED:
        lines.append(progress(file_of(one.number)))
    said = pages.under(*lines)
    return Page(f'<div style="border-left:4px solid #767676;padding-left:1em">{said.html}{_help(one, corpus)}</div>',
                said.text)


def _help(one, corpus):
    """Hints and solution folded into one another, so that they come one at a time, by click or key, without a kernel."""
    html, hints = "", one.hints(corpus)
    for place in range(len(hints), 0, -1):
        html = _folded(f"Hint {place} of {len(hints)}", f"<p>{safe(hints[place - 1])}</p>{html}")
    if one.kind not in ("code", "choice"):
        return html
    key = one.key(corpus)
    shown = f"<pre>{safe(one.solution())}</pre>" if one.kind == "code" else ""
    value = f"<p>answer: {safe(in_words(key))}</p>"
    return html + _folded("Solution", "<p>One more try teaches more than the solution does. Show it all the same?</p>"
                          + _folded("Yes, show it", shown + value))


def _folded(summary, html):
    return f'<details style="margin:0.3em 0"><summary>{safe(summary)}</summary>{html}</details>'


def progress(path):
    """A Page that says which exercises of a chapter are done, tried, open: once right, done."""
    kept, places = read_answers(path.stem), {"done": [], "tried": [], "open": []}
    for one in load_exercises(path):
        entry = kept.get(one.number, {})
        places["done" if entry.get("was_right") else "tried" if "outcome" in entry else "open"].append(one.number)
    return pages.note(" · ".join(f"{name}: {', '.join(numbers) or 'none'}" for name, numbers in places.items()))


def in_words(answer):
    """An answer as a text that can be kept: short, whatever it is."""
    try:
        if isinstance(answer, (list, tuple, set, pd.Series, pd.Index)):
            return ", ".join(map(str, list(answer)[:100]))[:LONGEST_KEPT]
        return str(answer)[:LONGEST_KEPT]
    except Exception:
        return f"a {type(answer).__name__}"


def _file(chapter):
    folder = os.environ.get("COURSE_ANSWERS") or FOLDER.parent / "answers"
    return Path(folder) / f"{chapter}.json"


def read_answers(chapter):
    """What is kept of the answers of a chapter, by number: outcome, answer, form, was_right; nothing if nothing is."""
    try:
        return json.loads(_file(chapter).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def keep_answer(number, **entry):
    """Keep what is known of an answer, beside what is kept already."""
    file = _file(file_of(number).stem)
    kept = read_answers(file.stem)
    kept[number] = {**kept.get(number, {}), **entry}
    if entry.get("outcome") in (RIGHT, STANDS, BESIDE):
        kept[number]["was_right"] = True
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".part")
        beside.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        os.replace(beside, file)
    # A folder that cannot be written loses what it was to keep, but must not stop the lesson.
    except OSError:
        pass
