"""An event that is worked on: a corpus folder whose tables the steps write, and pages that follow what is in it."""

import csv
import io
import os

from helpers.corpus.coded import table_of
from helpers.corpus.corpus import ARTICLE_COLUMNS, ARTICLES, load_corpus
from helpers.corpus.events import current_event, use_event
from helpers.corpus.marks import columns_of
from helpers.corpus.tables import CorpusError, read_table
from helpers.show import pages
from helpers.show.widgets import Panel

NOT_YET = "There is no article yet: bring some, further up."


class Event:
    """An event that is worked on. folder: its corpus folder, which may hold no article yet.

    The steps write its tables, each whole; whatever would make a folder that cannot be read is refused, and nothing of it
    stays. Whoever listens is told of every change, of another event as well.
    """

    def __init__(self, folder):
        self.folder, self._listeners, self._read = folder, [], (None, None)

    @property
    def name(self):
        """What the event is called."""
        return self.folder.name

    @property
    def corpus(self):
        """The Corpus of the event as its folder is now; None as long as it has no article. Raises CorpusError."""
        files = sorted(self.folder.glob("*"))
        state = [(file, status.st_mtime_ns, status.st_size) for file in files for status in [file.stat()]]
        if state != self._read[0]:
            corpus = load_corpus(self.folder) if (self.folder / ARTICLES).is_file() else None
            self._read = state, corpus
        return self._read[1]

    def observe(self, listener):
        """Call `listener` whenever a table of the event was written, or another event was taken."""
        self._listeners.append(listener)

    def changed(self):
        """Tell those who listen that the event is not what it was."""
        for listener in self._listeners:
            listener()

    def use(self, name):
        """Work on the event of this name from now on; it is begun if there is none. Raises CorpusError for no name."""
        self.folder = use_event(name)
        self.changed()

    def rows(self, name):
        """The rows of a table of the event as its file has them: a list of dicts of texts, empty where there is no file."""
        file = self.folder / f"{name}.csv"
        return read_table(file, [], needed=[]).to_dict("records") if file.is_file() else []

    def write(self, files=None, /, **tables):
        """Write tables, each a list of dicts, whole, in place of those there; without a row, there is no file.

        files: text files to be written with them, as write_files takes them. Written together, they are read together: where
        the loader refuses one, all stay as they were, and CorpusError says why. Columns that the course does not know are kept.
        """
        written = {f"{name}.csv": _as_csv(rows, _columns(name)) if rows else None for name, rows in tables.items()}
        self.write_files({**(files or {}), **written})

    def write_files(self, files):
        """Write files, by name their text, or None for none, as write does with tables."""
        before = {name: _bytes(self.folder / name) for name in files}
        try:
            for name, text in files.items():
                _put(self.folder / name, None if text is None else text.encode("utf-8"))
            self._read = (None, None)
            _ = self.corpus
        except BaseException:
            for name, data in before.items():
                _put(self.folder / name, data)
            raise
        self.changed()


def open_event():
    """The Event that is worked on here: the one that was taken last, at first an invented example."""
    return Event(current_event())


def live(event, show, need=()):
    """A Panel with the Page that `show` makes of the event's corpus, made anew whenever the event changes.

    need: tables without which there is nothing to show yet; the Page then says so in their place.
    """

    def page():
        try:
            corpus = event.corpus
            if corpus is None:
                return pages.note(NOT_YET)
            missing = [name for name in need if not corpus.has(name)]
            if missing:
                return pages.note(f"Nothing stands here yet: it needs {', '.join(missing)}, from the step above.")
            return show(corpus)
        except CorpusError as error:
            return pages.note(str(error))

    panel = Panel(page, {})
    event.observe(panel.renew)
    return panel


def _columns(name):
    if name == "articles":
        return ARTICLE_COLUMNS
    known = name if name == "boilerplate" else table_of(name)
    return columns_of(known) if known else []


def _as_csv(rows, columns):
    columns = [*columns, *dict.fromkeys(column for row in rows for column in row if column not in columns)]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # With a byte-order mark, for without one some spreadsheets take it for another encoding.
    return "\ufeff" + text.getvalue()


def _bytes(file):
    return file.read_bytes() if file.is_file() else None


def _put(file, data):
    if data is None:
        file.unlink(missing_ok=True)
        return
    beside = file.with_name(f".{file.name}.part")
    beside.write_bytes(data)
    os.replace(beside, file)
