"""Whose words a span of an article is in: the outlet's own, a source's claim retold, a quotation, or scare quotes.

- own: the article speaks.
- attributed: a source's claim in the outlet's wording; whose word it was, nobody can tell.
- quoted: inside quotation marks, as the speech of a source.
- scare: inside quotation marks, and nobody's speech.

Where the corpus lacks attributions.csv, all that stands in quotation marks counts as quoted, all else as own.
"""

from bisect import bisect_right

import pandas as pd

from helpers.corpus.tables import spans_by_article

VOICES = ["own", "attributed", "quoted", "scare"]


def voices(corpus, spans, quotations=None, statements=None):
    """The voice of each of `spans`, a DataFrame with article, start, end; a Series with its index.

    quotations: pairs of start and end by article, in reading order, if they have been looked for already. statements: a
    DataFrame with article, start, end, kind, in place of corpus.attributions.
    """
    if statements is None and corpus.has("attributions"):
        statements = corpus.attributions
    coded = statements is not None
    statements = spans_by_article(statements, "kind") if coded else {}
    quotations = spans_by_article(corpus.quotations) if quotations is None else quotations
    out = []
    for article, start, end in zip(spans["article"], spans["start"], spans["end"]):
        kinds = [kind for first, last, kind in statements.get(article, ()) if first < end and start < last]
        if _is_inside(start, end, quotations.get(article, ())):
            out.append("quoted" if not coded or any(kind != "indirect" for kind in kinds) else "scare")
        else:
            out.append("attributed" if kinds else "own")
    return pd.Series(out, index=spans.index, dtype="str")


def _is_inside(start, end, quotations):
    """Whether a span stands inside one of the quotations, pairs of start and end in reading order."""
    place = bisect_right(quotations, start, key=lambda quotation: quotation[0]) - 1
    return place >= 0 and end <= quotations[place][1]
