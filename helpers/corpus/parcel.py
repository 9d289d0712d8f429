"""An event as one ZIP, and back: whatever comes back is checked like any upload, and taken whole or not at all."""

import hashlib
import io
import os
import re
import stat
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

from helpers.corpus.corpus import ARTICLES, load_corpus
from helpers.corpus.events import FORBIDDEN, events_folder, free_name
from helpers.corpus.tables import CorpusError

KINDS = {".csv", ".txt", ".md"}
MOST_FILES, MOST_BYTES = 60, 20_000_000
# What computers put into a ZIP of their own accord.
IGNORED = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)")
# In a ZIP every file has a date; with one and the same, the same files make the same ZIP.
NO_DATE = (1980, 1, 1, 0, 0, 0)
AGAIN = "download it again, or bring another one"


def pack(folder):
    """The tables and texts of a corpus folder as a ZIP, bytes: a folder with its name, which bring_back takes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parcel:
        for file in _files(folder):
            place = zipfile.ZipInfo(f"{folder.name}/{file.name}", NO_DATE)
            parcel.writestr(place, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return data.getvalue()


def contents(folder):
    """The names of the files that a parcel of the folder holds, in order; a list."""
    return [file.name for file in _files(folder)]


def digest(folder):
    """A short mark of what a folder holds, the same for the same files, whatever the folder is called; a text."""
    sum_of_all = hashlib.sha256()
    for file in _files(folder):
        data = file.read_bytes()
        sum_of_all.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return sum_of_all.hexdigest()[:16]


def _files(folder):
    return sorted(file for file in folder.iterdir() if file.is_file() and file.suffix.lower() in KINDS)


def bring_back(data, name):
    """Make an event of a ZIP, bytes; gives its name. `name` is what the ZIP is called, and the event, if it has no folder.

    Nothing is overwritten: where an event of that name is there, the new one gets a number. Raises CorpusError, and leaves
    nothing behind, for a ZIP that is none, that is too large, that holds what an event does not, and for what load_corpus
    refuses.
    """
    inside, files = _unpacked(data, name)
    events_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=events_folder()) as place:
        folder = Path(place) / free_name(inside or Path(name).stem)
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        try:
            load_corpus(folder)
        except CorpusError as error:
            raise CorpusError(f"{name} was not taken: {error}") from None
        os.replace(folder, events_folder() / folder.name)
    return folder.name


def _unpacked(data, name):
    """The name of the folder in a ZIP, or "", and its files by name."""
    if len(data) > MOST_BYTES:
        raise CorpusError(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB, and an event is not: bring another one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            places = [place for place in parcel.infolist() if not IGNORED.search(place.filename)]
            folder = _checked(places, name)
            return folder, {Path(place.filename).name: parcel.read(place) for place in places if not place.is_dir()}
    # What zipfile raises for a file that is no ZIP, or not the whole of one, is of many kinds.
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, UnicodeError):
        raise CorpusError(f"{name} is no ZIP, or not the whole of it: {AGAIN}.") from None


def _checked(places, name):
    """The name of the one folder that all of a ZIP's files lie in, or ""; CorpusError for what no event has."""
    if any(place.flag_bits & 1 for place in places):
        raise CorpusError(f"{name} is locked with a password: make a ZIP without one.")
    if sum(place.file_size for place in places) > MOST_BYTES:
        raise CorpusError(
            f"{name} holds more than {MOST_BYTES // 1_000_000} MB once it is unpacked, and an event does not: bring another one."
        )
    if len(places) > MOST_FILES:
        raise CorpusError(
            f"{name} holds {len(places)} files, and an event has at most {MOST_FILES}: bring another one."
        )
    for place in places:
        _check_place(place, name)
    files = [place.filename.split("/") for place in places if not place.is_dir()]
    folders, names = {parts[0] if len(parts) == 2 else "" for parts in files}, [parts[-1].casefold() for parts in files]
    if len(folders) > 1 or len(set(names)) < len(names):
        raise CorpusError(f"{name} holds more than one folder, or a file twice: a ZIP is one event, in one folder.")
    if ARTICLES not in names:
        raise CorpusError(f"{name} holds no {ARTICLES}, so it is no event: bring the ZIP that this step made.")
    return folders.pop()


def _check_place(place, name):
    # Not what zipfile has made of the name, which ends at a zero byte and knows one kind of slash.
    parts = place.orig_filename.rstrip("/").split("/")
    if len(parts) > 2 or any(part in ("", ".", "..") or FORBIDDEN.search(part) for part in parts):
        raise CorpusError(f"{name} holds “{place.orig_filename}”, which is no place for a file of an event: {AGAIN}.")
    kind = stat.S_IFMT(place.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise CorpusError(f"{name} holds “{place.filename}”, a link and no file: {AGAIN}.")
    if not place.is_dir() and Path(place.filename).suffix.lower() not in KINDS:
        raise CorpusError(
            f"{name} holds “{place.filename}”; an event has only files that end in {', '.join(sorted(KINDS))}."
        )


def last_change(folder):
    """When a folder or one of its files was written last, in milliseconds; a whole number."""
    return max(path.stat().st_mtime_ns for path in [folder, *_files(folder)]) // 1_000_000
