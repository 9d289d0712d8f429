"""Marks made in the articles by hand, as the coded tables: what a pen gives is what a spreadsheet would hold."""

import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.coded import ACTIVE, NOT_AT_ALL, NOT_NAMED, PARTS, SPAN_COLUMNS, TABLES, with_places
from helpers.corpus.tables import CorpusError, csv_text, put_whole, read_table

BOILERPLATE_COLUMNS = [*SPAN_COLUMNS, "reason"]
# Where a source or a cue stands, if it is not the place that is nearest to the statement.
PLACED = {role: f"{role}_occurrence" for roles in PARTS.values() for role in roles}
# What the file of a coded table may say of a row besides: whether it was said, who found it, what came of it.
OPTIONAL = {"attributions": ["negated", "found_by", "decision"]}
COMPUTED = {
    "row",
    "start",
    "end",
    "bound",
    "is_open",
    *(f"{role}_{edge}" for role in PLACED for edge in ("start", "end")),
}


def columns_of(name, optional=False):
    """The columns that the file of a coded table has; those too that it may have, if asked for."""
    columns = BOILERPLATE_COLUMNS if name == "boilerplate" else TABLES[name][0]
    return [*columns, *OPTIONAL.get(name, ())] if optional else columns


def as_table(corpus, name, marks):
    """Marks as the coded table `name` ("attributions", "evidence", "actions", "boilerplate"): its columns, start and end, by place.

    marks: a dict a row, with article, start and end (offsets into raw; of the content, for a statement), any columns of
    the table, and for its parts (source and cue, or actor, act and affected) their span, as a pair, or None. What is blank
    and follows from the text is filled in: kind, speaker, where a text stands more than once its occurrence, and that nobody
    is named where no actor is marked. Raises CorpusError for a row that the loader
    would refuse.
    """
    raw = corpus.articles["raw"].to_dict()
    place = {article: number for number, article in enumerate(raw)}
    ordered = sorted(marks, key=lambda mark: (place[mark["article"]], mark["start"]))
    rows = [_row(corpus, name, mark) for mark in ordered]
    placed = [column for column in PLACED.values() if any(row.get(column) for row in rows)]
    optional = [column for column in OPTIONAL.get(name, ()) if any(row.get(column) for row in rows)]
    columns = [*columns_of(name), *placed, *optional]
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
    if name == "evidence" and not row.get("fact"):
        raise CorpusError(f"“{row['text']}” is evidence for no fact yet: choose one beside it.")
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


def save_table(table, name, path, is_mine, replace=False):
    """Write a coded table to `path` as CSV that a spreadsheet opens, whole or not at all; a sentence says what was written.

    is_mine: a function that says of a row that is there already, a dict, whether `table` stands in its place; the others
    stay. Raises CorpusError where the file that is there cannot be read, and where a row would be lost that `table` does
    not have, unless `replace`.
    """
    if not path.parent.is_dir() or path.is_dir():
        raise CorpusError(
            f"{path} is no place for a table: name a file in a folder that is there, such as ../seeds/{name}.csv."
        )
    columns = [
        *columns_of(name),
        *(column for column in [*PLACED.values(), *OPTIONAL.get(name, ())] if column in table),
    ]
    there = read_table(path, columns_of(name), needed=[]) if path.is_file() else pd.DataFrame(columns=columns)
    rows = there.to_dict("records")
    mine = [row for row in rows if is_mine(row)]
    standing = {(article, texts.shaped(text).text) for article, text in zip(table["article"], table["text"])}
    lost = [row for row in mine if (row["article"], texts.shaped(row["text"]).text) not in standing]
    if lost and not replace:
        raise CorpusError(
            f"{path.name} has {len(lost)} row{'s' * (len(lost) > 1)} that would be lost, such as “{lost[0]['text']}”: go on "
            "from what is coded, widgets.highlighter(…, coded=True), or let them go with save(…, replace=True)."
        )
    columns += [column for column in there if column not in columns]
    rows = [*(row for row in rows if not is_mine(row)), *map(_written, table.to_dict("records"))]
    put_whole(path, csv_text(rows, columns).encode("utf-8"))
    return f"{path.name}: {len(table)} row{'s' * (len(table) != 1)} written, in place of {len(mine)}."


def as_marks(table, name):
    """The rows of a coded table as marks, such as as_table takes, without the article: their parts as spans, all else as typed."""
    typed = [
        column
        for column in table
        if column in columns_of(name, optional=True) and column not in (*SPAN_COLUMNS, *PARTS.get(name, ()))
    ]
    marks = []
    for row in table.to_dict("records"):
        spans = {role: (row[f"{role}_start"], row[f"{role}_end"]) for role in PARTS.get(name, ()) if row[role]}
        written = _written(row)
        marks.append(
            {"start": row["start"], "end": row["end"], **{column: written[column] for column in typed}, **spans}
        )
    return marks


def as_rows(table):
    """The rows of a coded table as its file has them: a list of dicts of texts, without what is computed."""
    return [
        {column: cell for column, cell in _written(row).items() if column not in COMPUTED}
        for row in table.to_dict("records")
    ]


def _written(row):
    """A row of a table as its file has it: a number behind its bound, yes for what is so, nothing for none."""
    if "bound" in row:
        number = "" if pd.isna(row["value"]) else f"{row['value']:.15g}"
        row = {**row, "value": f"{row['bound']} {number}".strip()}
    return {**row, "negated": "yes" if row["negated"] else ""} if "negated" in row else row
