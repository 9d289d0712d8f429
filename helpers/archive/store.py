"""Where the parts of an archive, and what was computed from each, are kept: in a folder as Parquet, or in memory."""

import importlib.util
import json
import os

import pandas as pd


def on_disk():
    """Whether the packages are there with which parts can be kept on disk."""
    return importlib.util.find_spec("pyarrow") is not None


class Folder:
    """Parts as Parquet files. A part is there whole or not at all, whenever the writer is killed."""

    def __init__(self, path):
        self.path = path

    def below(self, name):
        return Folder(self.path / name)

    def put(self, number, table, aside=()):
        """Keep a part, and what was set aside from it: pairs of an article and a reason."""
        self.path.mkdir(parents=True, exist_ok=True)
        if aside:
            self.note(f"{number:06}.aside", list(aside))
        self._put_whole(self._file(number), lambda file: table.to_parquet(file, index=False))

    def note(self, name, value):
        """Keep a value that JSON can hold."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._put_whole(self.path / f"{name}.json", lambda file: file.write_text(json.dumps(value), encoding="utf-8"))

    def noted(self, name):
        """The value that is kept under `name`, or None."""
        try:
            return json.loads((self.path / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _put_whole(self, file, write):
        # Whoever else writes this part, after a restart, has a name of its own; the last one to be ready holds.
        unfinished = file.with_name(f".{file.name}.{os.getpid()}")
        write(unfinished)
        os.replace(unfinished, file)

    def get(self, number, columns=None):
        return pd.read_parquet(self._file(number), columns=columns)

    def aside(self, number):
        return self.noted(f"{number:06}.aside") or []

    def has(self, number):
        return self._file(number).is_file()

    def clear_up(self):
        """Remove what a writer that was killed has left unfinished."""
        for file in self.path.glob(".*"):
            file.unlink(missing_ok=True)

    @property
    def files(self):
        """A pattern that all parts fit, for DuckDB."""
        return str(self.path / "[0-9]*.parquet")

    def _file(self, number):
        return self.path / f"{number:06}.parquet"


class Memory:
    """The same in memory, for a small archive where the packages are missing."""

    def __init__(self):
        self._parts, self._notes, self._below = {}, {}, {}

    def below(self, name):
        return self._below.setdefault(name, Memory())

    def put(self, number, table, aside=()):
        self._parts[number] = table, list(aside)

    def note(self, name, value):
        self._notes[name] = value

    def noted(self, name):
        return self._notes.get(name)

    def get(self, number, columns=None):
        table = self._parts[number][0]
        return (table if columns is None else table[columns]).copy(deep=False)

    def aside(self, number):
        return self._parts[number][1]

    def has(self, number):
        return number in self._parts

    def clear_up(self):
        pass
