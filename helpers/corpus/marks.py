"""Marks made in the articles by hand, as the coded tables: what a pen gives is what a spreadsheet would hold."""

import csv
import io
import os

import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.coded import ACTIVE, NOT_AT_ALL, NOT_NAMED, PARTS, SPAN_COLUMNS, TABLES, with_places
from helpers.corpus.tables import read_table

BOILERPLATE_COLUMNS = [*SPAN_COLUMNS, "reason"]
# Where a source or a cue stands, if it is not the place that is nearest to the statement.
PLACED = {role: f"{role}_occurrence" for roles in PARTS.values() for role in roles}


def columns_of(name):
    """The columns that the file of a coded table has."""
    return BOILERPLATE_COLUMNS if name == "boilerplate" else TABLES[name][0]


def as_table(corpus, name, marks):
    """Marks as the coded table `name` ("attributions", "evidence", "actions", "boilerplate"): its columns, start and end, by place.

    marks: a dict a row, with article, start and end (offsets into raw; of the content, for a statement), any columns of
    the table, and for its parts (source and cue, or actor, act and affected) their span, as a pair, or None. What is blank
    and follows from the text is filled in: kind, speaker, where a text stands more than once its occurrence, and that nobody
    is named where no actor is marked. Raises CorpusError for a row that the loader
    would refuse.
    """
    raw = corpus.articles["raw"]
    place = {article: number for number, article in enumerate(raw.index)}
    ordered = sorted(marks, key=lambda mark: (place[mark["article"]], mark["start"]))
    rows = [_row(corpus, name, mark) for mark in ordered]
    placed = [column for column in PLACED.values() if any(row.get(column) for row in rows)]
    columns = [*columns_of(name), *placed]
    table = pd.DataFrame(
        [{column: row.get(column, "") for column in columns} for row in rows], columns=columns, dtype="object"
    )
    table["start"], table["end"] = ([mark[edge] for mark in ordered] for edge in ("start", "end"))
    table = table.astype({"start": "int64", "end": "int64"})
    table.insert(0, "row", range(1, len(table) + 1))
    return with_places(name, table, raw).drop(columns="row")


def _row(corpus, name, mark):
    raw, start, end = corpus.articles.at[mark["article"], "raw"], mark["start"], mark["end"]
    row = {**mark, "text": raw[start:end], "occurrence": _occurrence(raw, start, end)}
    for role in PARTS.get(name, ()):
        span = mark.get(role)
        row[role] = raw[slice(*span)] if span else ""
        row[PLACED[role]] = _occurrence(raw, *span) if span and not _is_nearest(raw, span, start, end) else ""
    if name == "attributions":
        row["kind"] = mark.get("kind") or kind_of(raw, (start, end), mark.get("cue"))
    return _completed(row) if name == "actions" else row


def _completed(row):
    """An act with what must not be blank: nobody is named where nobody was marked."""
    sides = {
        f"side_of_{role}": row.get(f"side_of_{role}") or "not coded" if row[role] else NOT_NAMED
        for role in ("actor", "affected")
    }
    named = "" if row["actor"] else row.get("named_elsewhere") or NOT_AT_ALL
    return {
        **row,
        **sides,
        "act": row["act"] or row["text"],
        "form": row.get("form") or ACTIVE,
        "named_elsewhere": named,
    }


def _occurrence(raw, start, end):
    """Which of the places that read alike this one is, from 1; "" where there is only one."""
    found = texts.find_spans(raw, raw[start:end])
    return str(found.index((start, end)) + 1) if len(found) > 1 else ""


def _is_nearest(raw, span, start, end):
    found = [each for each in texts.find_spans(raw, raw[slice(*span)]) if texts.is_whole(raw, each)]
    return bool(found) and min(found, key=lambda each: max(each.start - end, start - each.end)) == tuple(span)


def kind_of(raw, content, cue=None):
    """Whether a content stands in quotation marks: "direct" if all its words but its own cue do, "mixed" if some, else "indirect"."""
    start, end = content
    inside = [mark for mark in texts.quotations(raw) if mark.start < end and start < mark.end]
    words = [(start + word.start, start + word.end) for word in texts.word_spans(raw[start:end])]
    bare = [
        word
        for word in words
        if not any(mark.start <= word[0] and word[1] <= mark.end for mark in inside)
        and not (cue and cue[0] <= word[0] and word[1] <= cue[1])
    ]
    return "indirect" if not inside or len(bare) == len(words) else "mixed" if bare else "direct"


def save_table(table, name, path, replaced):
    """Write the columns of a coded table to `path` as CSV that a spreadsheet opens, whole or not at all.

    replaced: a function that says of a row that is there already, a dict, whether `table` stands in its place; the others
    stay. Raises CorpusError where the file that is there cannot be read.
    """
    columns = [*columns_of(name), *(column for column in PLACED.values() if column in table)]
    kept = read_table(path, columns_of(name), needed=[]) if path.is_file() else pd.DataFrame(columns=columns)
    kept = kept[[not replaced(row) for row in kept.to_dict("records")]]
    columns += [column for column in kept if column not in columns]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept.to_dict("records"), *map(_written, table.to_dict("records"))])
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    # With a byte-order mark, for without one some spreadsheets take it for another encoding.
    beside.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    os.replace(beside, path)


def _written(row):
    """A row of a table as its file has it: a number behind its bound, nothing for none."""
    if "bound" in row:
        number = "" if pd.isna(row["value"]) else f"{row['value']:g}"
        row = {**row, "value": f"{row['bound']} {number}".strip()}
    return row
