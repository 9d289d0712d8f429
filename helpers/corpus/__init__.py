"""A corpus folder: its articles and tables are read, checked, and sliced into words, sentences and quotations.

Here belongs what is true of any text and any table, whatever is asked of it.
Not here: what a text says, who says it, or how it is shown.
"""

from helpers.corpus.corpus import load_corpus

__all__ = ["load_corpus"]
