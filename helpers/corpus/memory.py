"""What a corpus remembers: whatever was computed from it, or read for it, once need not be computed or read again."""

from collections.abc import Mapping
from functools import cache, wraps
from threading import RLock

import pandas as pd


class Memory:
    """Results by what they are of. Whoever asks while one is being computed waits for it; failures are not kept."""

    def __init__(self):
        self._results, self._lock = {}, RLock()

    def recall(self, what, compute):
        """The result of `compute`, which is called only if nothing is remembered under `what`."""
        if what not in self._results:
            # One lock for all, which its holder can take again: what is computed asks for other things of its corpus.
            with self._lock:
                if what not in self._results:
                    self._results[what] = compute()
        return self._results[what]


class Tables(Mapping):
    """Tables by name, which nobody can exchange; in place of one may stand a function that reads it when it is asked for."""

    def __init__(self, tables):
        given = tables._tables if isinstance(tables, Tables) else tables
        self._tables = {name: cache(table) if callable(table) else table for name, table in given.items()}

    def __getitem__(self, name):
        table = self._tables[name]
        return table() if callable(table) else table

    def __contains__(self, name):
        return name in self._tables

    def __iter__(self):
        return iter(self._tables)

    def __len__(self):
        return len(self._tables)

    def __or__(self, others):
        return Tables({**self._tables, **others})

    def each(self, change):
        """What `change` makes of each table; one that was not read yet is changed when it is read."""
        return Tables({name: lambda name=name: change(self[name]) for name in self})


def remembered(function):
    """A decorator for a function of a corpus, and of further arguments that can be keys: the corpus remembers its result.

    A table comes back as a shallow copy, so that nobody who changes it changes what is remembered.
    """

    @wraps(function)
    def recalling(corpus, *arguments):
        result = corpus._memory.recall((function, *arguments), lambda: function(corpus, *arguments))
        return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result

    return recalling
