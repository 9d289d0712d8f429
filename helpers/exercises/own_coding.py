"""A student's own coding of a passage, written line by line, read as the statements that it marks."""

import pandas as pd

from helpers.corpus import text as texts
from helpers.exercises.compare import Unreadable

FORM = "who says it | the reporting word | what is said"


def read_lines(written, raw, start, end, article=""):
    """The statements that `written` codes in `raw[start:end]`: one a line, source | cue | content.

    Source and cue may be left blank. Columns: article, text, source, cue, start, end, source_start … cue_end (offsets into
    raw; NA for what is blank). Raises Unreadable, which names the line, for a line of another form and for words that do
    not stand in the passage.
    """
    rows = []
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip():
            rows.append({"article": article, **_statement(line, f"line {number}", raw, start, end)})
    if not rows:
        raise Unreadable(f"write a statement on each line: {FORM}")
    table = pd.DataFrame(rows)
    places = [name for name in table if name.endswith(("_start", "_end"))]
    return table.astype({name: "Int64" for name in places})


def as_lines(table):
    """The statements of a table as lines that read_lines reads: one a line, source | cue | content."""
    rows = zip(table["source"], table["cue"], table["text"])
    return "\n".join(" | ".join(" ".join(part.replace("|", " ").split()) for part in row) for row in rows)


def _statement(line, where, raw, start, end):
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise Unreadable(f"{where} needs two bars, and has {len(parts) - 1}: {FORM}")
    source, cue, content = parts
    if not texts.words(content):
        raise Unreadable(f"{where} says nothing after the second bar: copy what is said from the passage")
    span = _nearest(content, where, raw, start, end, start)
    row = {"text": raw[slice(*span)], "source": source, "cue": cue, "start": span.start, "end": span.end}
    for role, words in (("source", source), ("cue", cue)):
        place = _nearest(words, where, raw, start, end, span.start) if words else (pd.NA, pd.NA)
        row[f"{role}_start"], row[f"{role}_end"] = place
    return row


def _nearest(words, where, raw, start, end, at):
    bare = words.strip("\"“”„«»'‘’ ")
    found = [
        span
        for wanted in dict.fromkeys([words, bare])
        for span in texts.find_spans(raw, wanted)
        if start <= span.start and span.end <= end
    ]
    if not found:
        raise Unreadable(f"{where}: “{words}” does not stand in the passage, letter for letter; copy it from there")
    return min(found, key=lambda span: abs(span.start - at))
