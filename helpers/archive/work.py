"""What is done to one part: it becomes a corpus in memory, an analysis of it is made, and what comes of it is kept."""

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.corpus import ARTICLE_COLUMNS, BOILERPLATE_COLUMNS, LEFT_OUT_COLUMNS, STATED_COLUMNS, Corpus
from helpers.corpus.tables import CorpusError

FOLDER = Path("the archive")
NOTHING = pd.DataFrame({"article": pd.Series(dtype="str")})
NO_SPANS = pd.DataFrame({"start": np.array([], "int64"), "end": np.array([], "int64")})


def corpus_of(articles):
    """The Corpus of a table of articles, with article, outlet, published, headline, text; no file of it is written.

    A headline with which the text begins is left out of what is counted, as in a corpus that was read from a folder.
    """
    raw = articles["text"].tolist()
    cuts = [_headline(text, headline) for text, headline in zip(raw, articles["headline"])]
    names = pd.Index(articles["article"].to_numpy(dtype="object"), name="article")
    table = pd.DataFrame("", index=names, columns=[*ARTICLE_COLUMNS[2:], *STATED_COLUMNS.values(), "coded", "file"])
    for column in ("outlet", "headline"):
        table[column] = articles[column].to_numpy(dtype="object")
    table["published"] = pd.to_datetime(articles["published"].to_numpy(dtype="object"), errors="coerce")
    table["raw"] = np.array(raw, dtype="object")
    table["text"] = np.array([text[end:].strip() for text, (_, end) in zip(raw, cuts)], dtype="object")
    table["words"] = [texts.count_words(text) for text in table["text"]]
    rows = [
        (name, text[start:end], "headline", start, end)
        for name, text, (start, end) in zip(names, raw, cuts)
        if start < end
    ]
    left_out = pd.DataFrame(rows, columns=LEFT_OUT_COLUMNS) if rows else NO_SPANS.reindex(columns=LEFT_OUT_COLUMNS)
    boilerplate = NO_SPANS.reindex(columns=[*BOILERPLATE_COLUMNS, "start", "end"])
    return Corpus(FOLDER, table, boilerplate, left_out, {})


def _headline(text, headline):
    start = len(text) - len(text.lstrip())
    return (start, start + len(headline)) if headline and text.startswith(headline, start) else (0, 0)


def one_part(articles, kept, number, analysis, arguments, without=()):
    """Analyse a part and keep what comes of it.

    articles, kept: the stores that the part is read from and written to. analysis, arguments: a function of a corpus, and
    what else it gets: a tuple and a dict. without: pairs of an article that no worker survives and the reason. Raises
    CorpusError where the analysis fails on every article: then it is no article's fault.
    """
    part = articles.get(number)
    names = [name for name, _ in without]
    table, aside = analysed(part[~part["article"].isin(names)], analysis, arguments)
    if 1 < len(aside) == len(part) - len(names):
        raise CorpusError(f"{analysis.__name__} fails on every article of part {number}: {aside[0][1]}")
    kept.put(number, table, [*without, *aside])


def analysed(part, analysis, arguments):
    """What an analysis gives for a part, and what was set aside: pairs of an article and a reason.

    Where it fails, it is made of each half, and so on, until what fails is one article.
    """
    if part.empty:
        return NOTHING, []
    try:
        table = analysis(corpus_of(part), *arguments[0], **arguments[1])
        return (table if "article" in table else table.reset_index()), []
    except Exception as error:
        if len(part) == 1:
            return NOTHING, [(part["article"].iloc[0], _said(error))]
    half = len(part) // 2
    tables, asides = zip(*(analysed(each, analysis, arguments) for each in (part[:half], part[half:])))
    filled = [table for table in tables if len(table)]
    return (pd.concat(filled, ignore_index=True) if filled else tables[0]), [pair for each in asides for pair in each]


def _said(error):
    return f"{type(error).__name__}: {error}"[:200]


def try_out(articles, number, analysis, arguments, name):
    """Analyse one article of a part, and keep nothing: to see whether a process survives it."""
    part = articles.get(number)
    analysed(part[part["article"] == name], analysis, arguments)


def about(corpus):
    """What is counted of each article: article, outlet, published (its day, "" for none), month, words."""
    articles = corpus.articles
    day = articles["published"].dt.strftime("%Y-%m-%d").fillna("")
    return pd.DataFrame(
        {
            "article": articles.index,
            "outlet": articles["outlet"].to_numpy(),
            "published": day.to_numpy(),
            "month": day.str[:7].to_numpy(),
            "words": articles["words"].to_numpy(),
        }
    )
