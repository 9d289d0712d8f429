"""What an archive is read from, an article at a time: Parquet, CSV, JSON Lines, a folder of them, or a folder of text files."""

import csv
import json
from functools import lru_cache

import pandas as pd

from helpers.corpus.corpus import ARTICLES, check_text
from helpers.corpus.tables import CorpusError, read_date

COLUMNS = ["article", "outlet", "published", "headline", "text"]
NEEDED = ["article", "outlet", "text"]
# An article of more characters is none: a newspaper page has 30,000, and a week of a newspaper fits into this.
LONGEST = 1_000_000
# What one cell of a CSV may hold; beyond it a quotation mark was not closed, and no memory would be enough.
LARGEST_CELL = 100_000_000
SUFFIXES = (".parquet", ".csv", ".jsonl", ".ndjson")
PACKAGES = "install the packages for archives with `python3 course.py archive`"


def files_of(path):
    """The files that an archive lies in, in their order. Raises CorpusError where there is none that can be read."""
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return [path]
    if path.is_dir():
        if (path / ARTICLES).is_file():
            return [path / ARTICLES]
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
        if files:
            return files
    if not path.exists():
        raise CorpusError(f"There is no {path}: look at its name, and at the folder from which it is named.")
    raise CorpusError(
        f"{path} is no archive: it is a file that ends in {', '.join(SUFFIXES)}, a folder of such files, or a folder of text "
        f"files with a table {ARTICLES} that names them under “file”."
    )


def rows(path, names):
    """Every article of an archive, as where it stands, and a dict of COLUMNS, or a sentence on why it cannot be read.

    names: what a column of COLUMNS is called in the archive, if it has another name there. Raises CorpusError where one of
    NEEDED is missing.
    """
    for file in files_of(path):
        read = {".parquet": _parquet, ".csv": _csv}.get(file.suffix.lower(), _json_lines)
        texts = file.name == ARTICLES and path.is_dir()
        wanted = {column: names.get(column, column) for column in COLUMNS}
        if texts:
            wanted["text"] = names.get("text", "file")
        for number, row in read(file, wanted):
            place = f"{file.name}, row {number}"
            if not isinstance(row, str):
                row = {column: row.get(name) for column, name in wanted.items()}
                row = _with_text(path, row) if texts else row
            yield place, row


def _with_text(folder, row):
    try:
        return {**row, "text": (folder / row["text"]).read_bytes()}
    except (OSError, TypeError):
        return f"its file “{row['text']}” cannot be read"


def _check_columns(file, there, wanted):
    for column in NEEDED:
        if wanted[column] not in there:
            if len(there) == 1 and ";" in str(there[0]):
                raise CorpusError(
                    f"{file.name} parts its columns by semicolons: save it anew with commas (CSV UTF-8), or as JSON Lines."
                )
            raise CorpusError(
                f"{file.name} has no column “{wanted[column]}”: it has {', '.join(map(str, there)) or 'none'}; say which is "
                f'the {column}, as in open_archive(path, {column}="…").'
            )


def _csv(file, wanted):
    # What is not UTF-8 is read as lone surrogates, so that one broken article does not end the reading.
    with open(file, encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        reader = csv.reader(lines)
        header = [name.strip() for name in next(reader, [])]
        _check_columns(file, header, wanted)
        try:
            for number, cells in enumerate(_with_large_cells(reader), 2):
                if cells:
                    yield number, dict(zip(header, cells))
        except csv.Error as error:
            raise CorpusError(
                f"{file.name}, after line {reader.line_num}: {error}; a quotation mark may not be closed: mend it there, or "
                "save the table as JSON Lines."
            ) from None


def _with_large_cells(reader):
    """The rows of a csv.reader, with cells as long as LARGEST_CELL: the limit is one for all that read tables, and not ours."""
    while True:
        usual = csv.field_size_limit(LARGEST_CELL)
        try:
            row = next(reader, None)
        finally:
            csv.field_size_limit(usual)
        if row is None:
            return
        yield row


def _json_lines(file, wanted):
    first = True
    with open(file, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig", "surrogateescape"))
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                yield number, "the line is no object of JSON"
                continue
            if first:
                _check_columns(file, list(row), wanted)
                first = False
            yield number, row


def _parquet(file, wanted):
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise CorpusError(f"{file.name} is Parquet, which pandas alone cannot read: {PACKAGES}.") from None
    with pq.ParquetFile(file) as archive:
        there = archive.schema_arrow.names
        _check_columns(file, there, wanted)
        columns, number = [name for name in wanted.values() if name in there], 0
        for batch in archive.iter_batches(500, columns=columns):
            # As bytes, because a text that is no UTF-8 would else end the reading of all.
            cells = [
                _cells(
                    batch.column(name), pa.large_binary() if pa.types.is_large_string(kind) else pa.binary(), kind, pa
                )
                for name, kind in zip(batch.schema.names, batch.schema.types)
            ]
            for row in zip(*cells):
                number += 1
                yield number, dict(zip(batch.schema.names, row))


def _cells(column, binary, kind, pa):
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return (column.cast(binary) if is_text else column).to_pylist()


def as_article(row, longest=LONGEST):
    """A row of `rows` as an article, a dict of COLUMNS, its day as 2018-03-06 or ""; or a sentence on why it is none."""
    if isinstance(row, str):
        return row
    row = {column: _as_text(cell) for column, cell in row.items()}
    for column, cell in row.items():
        if cell is None or not _is_whole(cell):
            return f"its {column} is no UTF-8 text"
        if column in NEEDED and not cell.strip():
            return f"its {column} is blank"
    if len(row["text"]) > longest:
        return f"its text has {len(row['text']):,} characters, and more than {longest:,} are no article"
    try:
        check_text("it", row["text"])
    except CorpusError as error:
        return str(error).partition(":")[0]
    day = _day(row["published"].strip())
    return (
        f"its date is “{row['published']}”, which is no day, or may be two"
        if day is None
        else {**row, "published": day}
    )


def _as_text(cell):
    if cell is None or cell != cell:
        return ""
    try:
        return cell.decode("utf-8-sig") if isinstance(cell, bytes) else str(cell)
    except UnicodeDecodeError:
        return None


def _is_whole(cell):
    try:
        return cell.isascii() or bool(cell.encode())
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=20_000)
def _day(written):
    try:
        day = read_date(written, "its date")
    except CorpusError:
        return None
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"
