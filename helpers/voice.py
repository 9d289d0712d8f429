"""Whose words a span of an article is in: the outlet's own, a source's claim retold, a quotation, or scare quotes.

- own: the article speaks.
- attributed: a source's claim in the outlet's wording; whose word it was, nobody can tell.
- quoted: inside quotation marks, as the speech of a source.
- scare: inside quotation marks, and nobody's speech.

Where the corpus lacks attributions.csv, all that stands in quotation marks counts as quoted, all else as own.
"""
from bisect import bisect_right

import pandas as pd

VOICES = ["own", "attributed", "quoted", "scare"]


def voices(corpus, spans):
    """The voice of each of `spans`, a DataFrame with article, start, end; a Series with its index."""
    coded = corpus.has("attributions")
    statements = _by_article(corpus.attributions) if coded else {}
    quotations, out = _by_article(corpus.quotations), []
    for article, start, end in zip(spans["article"], spans["start"], spans["end"]):
        said = [row for row in statements.get(article, ()) if row.start < end and start < row.end]
        if is_inside(start, end, quotations.get(article, ())):
            speech = not coded or any(row.kind != "indirect" for row in said)
            out.append("quoted" if speech else "scare")
        else:
            out.append("attributed" if said else "own")
    return pd.Series(out, index=spans.index, dtype="str")


def is_inside(start, end, quotations):
    """Whether a span stands inside one of the quotations, which are in reading order."""
    place = bisect_right([quotation.start for quotation in quotations], start) - 1
    return place >= 0 and end <= quotations[place].end


def is_quoted(corpus, article, start, end):
    """Whether `raw[start:end]` stands inside quotation marks, whole."""
    return is_inside(start, end, _by_article(corpus.quotations).get(article, ()))


def _by_article(table):
    return {article: list(rows.itertuples()) for article, rows in table.groupby("article", sort=False)}
