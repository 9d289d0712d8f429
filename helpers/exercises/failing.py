"""What is said where an exercise's code fails: in which line, and why, with what there is in place of what is missing."""

import traceback

import pandas as pd

MOST_NAMED = 12
NO_ROW = "no row fits, or more than one, where .item() wants exactly one"


def line_of(error, path):
    """The innermost line of the file at `path` that an error came out of; None if it came from elsewhere."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [at for frame, at in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == str(path)]
    return lines[-1] if lines else None


def short(error, corpus=None):
    """An error in a line: its kind, and what it says. What a table lacks is told with what it has.

    corpus: whose articles, labels and facts are to be known by these names.
    """
    said = " ".join(str(error).split()).rstrip(".")
    if "array of size 1" in said:
        said = NO_ROW
    if isinstance(error, KeyError) and error.args:
        said = _missing(error, corpus) or said
    return f"{type(error).__name__}: {said}"


def _missing(error, corpus):
    """What a KeyError of a table looked for, and what there is; "" where no table raised it."""
    searched = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        holder = frame.f_locals.get("self")
        holder = holder.index if isinstance(holder, (pd.DataFrame, pd.Series)) else holder
        if isinstance(holder, pd.Index):
            searched, wanted = holder, frame.f_locals.get("key", error.args[0])
    if searched is None:
        return ""
    levels = [searched.get_level_values(place).unique() for place in range(searched.nlevels)]
    several = isinstance(wanted, (list, pd.Index)) and searched.nlevels == 1
    parts = wanted if several or isinstance(wanted, tuple) else [wanted]
    for part, level in zip(parts, levels * len(parts) if several else levels):
        if part not in level:
            kind = level.name or _kind(level, corpus)
            there = ", ".join(map(str, level[:MOST_NAMED])) + ", …" * (len(level) > MOST_NAMED)
            return f"{f'no {kind} “{part}”' if kind else repr(part)}; there are {there}"
    return ""


def _kind(names, corpus):
    """What a table's names are, where it does not say so itself: articles, labels or facts of the corpus."""
    tables = {"label": "labels", "fact": "facts"}
    known = {kind: set(getattr(corpus, table)[kind]) for kind, table in tables.items() if corpus and corpus.has(table)}
    known["article"] = set(corpus.articles.index) if corpus else set()
    return next((kind for kind, values in known.items() if set(names) <= values), "")
