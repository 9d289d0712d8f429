"""The folders of the events that readers bring, one a corpus folder, and which of them is worked on."""

import os
import re
import shutil
import unicodedata
from pathlib import Path

from helpers import ROOT
from helpers.corpus.corpus import ARTICLES, corpus_in
from helpers.corpus.tables import CorpusError

EXAMPLE = ROOT / "notebooks" / "example_event"
LONGEST_NAME = 60
# What one system or another does not take in the name of a folder.
# Called whenever something in the event that is worked on was written, or another one was taken.
listeners = []
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def events_folder():
    """The folder that holds the events of whoever works here, beside the notebooks."""
    return Path(os.environ.get("COURSE_EVENTS") or ROOT / "notebooks" / "events")


def folder_name(name):
    """`name` as the name of a folder on any system, blanks and letters of any script kept.

    Raises CorpusError where nothing is left of it.
    """
    clean = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", str(name)))
    clean = " ".join(clean.split())[:LONGEST_NAME].strip(" .")
    if not clean or clean.casefold() in RESERVED:
        raise CorpusError(f"“{name}” cannot be the name of an event: write a word or two, such as Harbour strike.")
    return clean


def event_names():
    """The names of the events that there are, in order; a list."""
    folder = events_folder()
    return (
        sorted((path.name for path in folder.iterdir() if path.is_dir()), key=str.casefold) if folder.is_dir() else []
    )


def current_event():
    """The folder of the event that is worked on; without one of the reader's own, a copy of the example."""
    try:
        name = (events_folder() / "current.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        name = ""
    return events_folder() / name if name in event_names() else use_event(EXAMPLE.name)


def use_event(name):
    """Work on the event of this name from now on, which is begun if there is none; gives its folder."""
    folder = events_folder() / folder_name(name)
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        if name == EXAMPLE.name:
            shutil.copytree(EXAMPLE, folder)
        else:
            folder.mkdir()
    (folder.parent / "current.txt").write_text(folder.name, encoding="utf-8")
    return folder


def event_corpus(folder=None):
    """The Corpus of the event that is worked on, or in `folder`; None as long as it has no article. Raises CorpusError."""
    folder = folder or current_event()
    return corpus_in(folder) if (folder / ARTICLES).is_file() else None


def is_example(corpus):
    """Whether a corpus is the example, and no event that a reader has brought."""
    return corpus.folder.name == EXAMPLE.name
