"""What a corpus remembers: whatever was computed from it once need not be computed again."""

from functools import wraps
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


def remembered(function):
    """A decorator for a function of a corpus, and of further arguments that can be keys: the corpus remembers its result.

    A table comes back as a shallow copy, so that nobody who changes it changes what is remembered.
    """

    @wraps(function)
    def recalling(corpus, *arguments):
        result = corpus._memory.recall((function, *arguments), lambda: function(corpus, *arguments))
        return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result

    return recalling
