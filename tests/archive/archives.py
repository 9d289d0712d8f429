"""Small archives for the tests, and analyses that do what no analysis should."""

import json
import os
import signal
import time
from pathlib import Path

import pandas as pd

from helpers.analyses import naming
from tests.corpora import OTHER_EVENT, SEEDS

COLUMNS = ["article", "outlet", "published", "headline", "text"]
LEXICON = SEEDS.labels
KILLER = "cnn"


def both_events(times=1):
    """The articles of both events, a few hundred words each, so many times, as an archive has them."""
    rows = [
        {
            "article": f"{article.Index}{f'-{turn}' if turn else ''}",
            "outlet": article.outlet,
            "published": "" if pd.isna(article.published) else f"{article.published:%Y-%m-%d}",
            "headline": article.headline,
            # Each turn has another word in every sentence, so that no two articles are one text.
            "text": article.text.replace(". ", f" {'of old ' * turn}. ") if turn else article.text,
        }
        for turn in range(times)
        for corpus in (SEEDS, OTHER_EVENT)
        for article in corpus.articles.itertuples()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def json_lines(articles, path):
    lines = [json.dumps(row, ensure_ascii=False) for row in articles.to_dict("records")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def fails_on_one(corpus):
    """Mentions, but for the article that none survives."""
    if KILLER in corpus.articles.index:
        raise ValueError("no such luck")
    return naming.mentions(corpus, LEXICON, voice=False)


def fails(corpus):
    raise ValueError("never")


def counted(corpus, path):
    """Mentions; each call leaves a line in the file at `path`."""
    with open(path, "a") as file:
        file.write("called\n")
    return naming.mentions(corpus, LEXICON, voice=False)


def killing(corpus, path):
    """Mentions; the first process that comes here is killed, and whoever reads the article KILLER."""
    first = Path(path)
    if not first.exists():
        first.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if KILLER in corpus.articles.index:
        os.kill(os.getpid(), signal.SIGKILL)
    return naming.mentions(corpus, LEXICON, voice=False)


def slow(corpus):
    """Mentions, with time to be killed in."""
    time.sleep(0.3)
    return naming.mentions(corpus, LEXICON, voice=False)
