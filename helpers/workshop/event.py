"""An event that is worked on: a corpus folder whose tables the steps write, and pages that follow what is in it."""

import ipywidgets

from helpers.corpus.coded import table_of
from helpers.corpus.corpus import ARTICLE_COLUMNS
from helpers.corpus.events import current_event, event_corpus, listeners, use_event
from helpers.corpus.marks import columns_of
from helpers.corpus.tables import CorpusError, csv_text, put_whole, read_table
from helpers.show import pages

NOT_YET = "There is no article yet: bring some, further up."


class Event:
    """An event that is worked on. folder: its corpus folder, which may hold no article yet.

    The steps write its tables, each whole; whatever would make a folder that cannot be read is refused, and nothing of it
    stays. Whoever listens is told of every change, of another event as well.
    """

    def __init__(self, folder):
        self.folder, self._listeners = folder, []

    @property
    def name(self):
        """What the event is called."""
        return self.folder.name

    @property
    def corpus(self):
        """The Corpus of the event as its folder is now; None as long as it has no article. Raises CorpusError."""
        return event_corpus(self.folder)

    def waits_for(self, need=()):
        """What has to come before these tables can be shown, as a sentence; "" where nothing has."""
        try:
            corpus = self.corpus
        except CorpusError as error:
            return str(error)
        if corpus is None:
            return NOT_YET
        missing = [name for name in need if not corpus.has(name)]
        return f"Nothing stands here yet: it needs {' and '.join(missing)}, from further up." if missing else ""

    def state(self, tables):
        """A value that is another one as soon as one of these tables, or the event itself, is another one."""
        files = [self.folder / f"{name}.csv" for name in sorted(tables)]
        return self.folder, [
            (status.st_mtime_ns, status.st_size) if (status := _stat(file)) else None for file in files
        ]

    def observe(self, listener):
        """Call `listener` whenever a table of the event was written, or another event was taken."""
        self._listeners.append(listener)

    def changed(self):
        """Tell those who listen that the event is not what it was."""
        for listener in [*self._listeners, *listeners]:
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
            # What the loader refuses must not stay.
            event_corpus(self.folder)
        except BaseException:
            for name, data in before.items():
                _put(self.folder / name, data)
            raise
        self.changed()


def open_event():
    """The Event that is worked on here: the one that was taken last, at first an invented example."""
    return Event(current_event())


class Live:
    """What `show` makes of an event's corpus, a Page or a widget, made anew when a table changes that it is made of."""

    def __init__(self, event, show, need, uses):
        self._event, self._show, self._need = event, show, need
        self._tables, self._state = {"articles", "boilerplate", *need, *uses}, None
        self.box = ipywidgets.VBox()
        event.observe(self.renew)
        self.renew()

    def renew(self):
        """Make it anew if one of its tables is another one than before."""
        state = self._event.state(self._tables)
        if state != self._state:
            self._state, self.shown = state, self._made()
            self.box.children = [getattr(self.shown, "box", None) or ipywidgets.HTML(self._bundle()["text/html"])]

    def _made(self):
        if waiting := self._event.waits_for(self._need):
            return pages.note(waiting)
        try:
            return self._show(self._event.corpus)
        except CorpusError as error:
            return pages.note(str(error))

    def _bundle(self):
        return self.shown._repr_mimebundle_()

    def _repr_mimebundle_(self, **kwargs):
        twin = {name: self._bundle()[name] for name in ("text/plain", "text/html")}
        return {**self.box._repr_mimebundle_(**kwargs), **twin}


def live(event, show, need=(), uses=()):
    """What `show` makes of the event's corpus, a Page, a chart or a widget, made anew when one of its tables changes.

    need: tables without which there is nothing to show yet; that is then said in its place. uses: others that it is made of,
    besides the articles and what is cut from them.
    """
    return Live(event, show, need, uses)


def _columns(name):
    if name == "articles":
        return ARTICLE_COLUMNS
    # Of a table that only a step knows the rows say which columns it has.
    known = name if name == "boilerplate" else table_of(name)
    return columns_of(known) if known else []


def _as_csv(rows, columns):
    return csv_text(rows, [*columns, *dict.fromkeys(column for row in rows for column in row if column not in columns)])


def _stat(file):
    return file.stat() if file.is_file() else None


def _bytes(file):
    return file.read_bytes() if file.is_file() else None


def _put(file, data):
    if data is None:
        file.unlink(missing_ok=True)
    else:
        put_whole(file, data)
