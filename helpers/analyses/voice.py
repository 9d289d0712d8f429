"""Whose words a span of an article is in: the outlet's own, a source's claim retold, a quotation, or scare quotes.

- own: the article speaks.
- attributed: a source's claim in the outlet's wording; whose word it was, nobody can tell.
- quoted: inside quotation marks, as the speech of a source.
- scare: inside quotation marks, and nobody's speech.

The statements are those of statements.said: as coded by hand where an article is coded, by rules in every other. What a
source is said *not* to have said is nobody's statement, and stays in the article's own voice.
"""

import numpy as np
import pandas as pd

from helpers.analyses.statements import said
from helpers.corpus.spans import are_inside, beginning_in, number_overlapping, overlapping

VOICES = ["own", "attributed", "quoted", "scare"]


def voices(corpus, spans, quotations=None, statements=None):
    """The voice of each of `spans`, a DataFrame with article, start, end; a Series with its index.

    quotations: a DataFrame with article, start, end, if they have been looked for already. statements: a DataFrame with
    article, start, end, kind, in place of the statements of the corpus.
    """
    codes = voice_codes(corpus, spans, quotations, statements)
    return pd.Series(np.array(VOICES, dtype="object")[codes], index=spans.index, dtype="str")


def placed(corpus, spans):
    """Whose words each of `spans`, a DataFrame with article, start, end, is in, and its sentence; with the index of spans.

    Columns: voice (see voices), speaker ("" where the article itself speaks), sentence (the one that it begins in),
    sentence_start (offset into raw).
    """
    around = corpus.sentences.iloc[beginning_in(spans, corpus.sentences)]
    given = said(corpus)
    speakers, names = [[] for _ in range(len(spans))], given["speaker"].tolist()
    for row, statement in sorted(zip(*overlapping(spans, given))):
        speakers[row].append(names[statement])
    return pd.DataFrame(
        {
            "voice": voices(corpus, spans).to_numpy(),
            "speaker": [" and ".join(dict.fromkeys(each)) for each in speakers],
            "sentence": around["sentence"].to_numpy(),
            "sentence_start": around["start"].to_numpy(),
        },
        index=spans.index,
    )


def voice_codes(corpus, spans, quotations=None, statements=None):
    """The voice of each of `spans` as its place in VOICES, an array; see voices."""
    quotations = corpus.quotations if quotations is None else quotations
    marked = are_inside(spans, quotations)
    statements = _said_in(corpus, spans) if statements is None else statements
    given = number_overlapping(spans, statements) > 0
    spoken = number_overlapping(spans, statements[statements["kind"] != "indirect"]) > 0
    names = [(marked & spoken, "quoted"), (marked, "scare"), (given, "attributed")]
    return np.select([holds for holds, _ in names], [VOICES.index(name) for _, name in names], VOICES.index("own"))


def _said_in(corpus, spans):
    articles = spans["article"].unique()
    return said(corpus, articles[0]) if len(articles) == 1 else said(corpus)
