"""Tables as spreadsheets write them: read, checked, and refused in one sentence that names file, row and cure."""

import csv
import io
import os
import re
from collections import defaultdict, namedtuple
from datetime import date, datetime
from functools import lru_cache

import pandas as pd
from dateutil import parser as dates

YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+ ?(?:Z|[+-]\d\d:?\d\d)?)?$")


class CorpusError(ValueError):
    """A corpus folder that cannot be used as it is; the message names the file, the row and the cure."""


def read_table(path, columns, needed):
    """A table of text, its index the row numbers that a spreadsheet shows.

    Columns: those of the file, blank cells as "". `columns` must all be there, and cells under `needed` must not be
    blank. Read as they come: UTF-8 with or without byte-order mark, Windows-1252, commas, semicolons or tabs,
    blank rows. Raises CorpusError for anything else.
    """
    rows = _rows(path)
    header = [name.strip().lower() for name in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    for column in columns:
        if column not in header:
            raise CorpusError(
                f"{path.name} has no column “{column}”: its first row must name the columns "
                f"{', '.join(columns)}, and reads {', '.join(header) or 'nothing'}."
            )
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise CorpusError(f"{path.name}, row 1: two columns are called “{twice}”; rename or delete one of them.")
    records = {}
    for number, cells in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if any(cells[len(header) :]):
            raise CorpusError(
                f"{path.name}, row {number}: there are {len(cells)} cells under {len(header)} columns; "
                "put quotation marks around a cell that holds the separator."
            )
        record = dict(zip(header, cells + [""] * len(header)))
        for column in needed:
            if not record[column]:
                raise CorpusError(
                    f"{path.name}, row {number}: the cell under “{column}” is blank; fill it, or delete the row."
                )
        records[number] = record
    columns = {name: [record[name] for record in records.values()] for name in header}
    return pd.DataFrame(columns, index=pd.Index(list(records), name="row"))


def _rows(path):
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        raise CorpusError(
            f"{path.name} is not a table of comma-separated text (it may be UTF-16, or a spreadsheet "
            "file under another name): save it as “CSV UTF-8”."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first_line = text.partition("\n")[0]
    separator = max(",;\t", key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "field larger" in str(error):
            raise CorpusError(
                f"{path.name}: a cell holds more than {csv.field_size_limit():,} characters; shorten it, or close the "
                "quotation mark that it opens with."
            ) from None
        raise CorpusError(
            f"{path.name}: a quotation mark is not closed, or stands where none can be ({error}); "
            "open the file in a spreadsheet and save it as “CSV UTF-8”."
        ) from None


def csv_text(rows, columns):
    """Rows, dicts, as the text of a CSV file with these columns; what a row has besides is left out."""
    text = io.StringIO()
    # With a byte-order mark, for without one some spreadsheets take it for another encoding.
    text.write("\ufeff")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def put_whole(path, data):
    """Write bytes to a file, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    os.replace(beside, path)


def forms_in(cell):
    """The word forms that a cell of a lexicon lists, parted by semicolons or commas, in small letters."""
    return [" ".join(form.lower().split()) for form in re.split("[;,]", cell) if form.strip()]


def rows_of(table):
    """The rows of a table as named tuples, without its index; of a short table itertuples takes ten times as long."""
    return map(_row(*table)._make, zip(*(table[name].tolist() for name in table)))


def rows_where(table, wrong):
    """Those rows of a table, as in rows_of, for which `wrong` is true: mostly none, which takes no time then."""
    return rows_of(table[wrong]) if wrong.any() else iter(())


@lru_cache(maxsize=64)
def _row(*names):
    return namedtuple("Row", names, rename=True)


def repeated(rows, *columns):
    """Those of the rows (rows_of) that have the same under `columns` as one before them."""
    seen = set()
    for row in rows:
        place = tuple(getattr(row, column) for column in columns)
        if place in seen:
            yield row
        seen.add(place)


def spans_by_article(table, *columns):
    """The spans of `table` by article, in its order, each as start, end and what else is in `columns`."""
    spans = defaultdict(list)
    for article, *span in zip(table["article"], table["start"], table["end"], *(table[name] for name in columns)):
        spans[article].append(span)
    return spans


def most_first(counts):
    """The index of a Series of counts, the largest count first, equal ones in their order."""
    return list(counts.sort_values(ascending=False, kind="stable").index)


def read_date(written, where):
    """The day that `written` names, as a Timestamp; NaT where it is blank.

    Read: 2018-03-06, 6 March 2018, 06-Mar-18, 06.03.2018 (with points, the day stands first), 3/16/2018. Raises
    CorpusError, beginning with `where`, for what is no date, and for 03/06/2018, which may be March or June.
    """
    if not written:
        return pd.NaT
    cure = "write it as 2018-03-06, or with the month as a word, 6 March 2018, which no spreadsheet changes"
    readings = _readings(written)
    if not readings:
        raise CorpusError(f"{where}: “{written}” is not a date; {cure}, or leave the cell blank.")
    if len(readings) > 1:
        either = " or ".join(f"{day.day} {day:%B %Y}" for day in sorted(readings))
        raise CorpusError(f"{where}: “{written}” may mean {either}; {cure}.")
    return pd.Timestamp(readings.pop())


def _readings(written):
    year_first = YEAR_FIRST.match(written)
    try:
        return {date(*map(int, year_first.groups()))} if year_first else _loose(written)
    except (ValueError, OverflowError):
        return set()


def _loose(written):
    worded = any(char.isalpha() for char in written)
    if not worded and not re.search(r"\b\d{4}\b", written):
        return set()
    day_first = [True] if "." in written and not worded else [True, False]
    # Read against two different days, so that a day, month or year which is not written cannot be filled in unseen.
    first, second = (
        {dates.parse(written, dayfirst=choice, default=default).date() for choice in day_first}
        for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))
    )
    return first if first == second else set()
