"""Chapter 01: what can be said of an article before a single word in it is counted, and how long and hard it is."""

import re

import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.memory import remembered
from helpers.corpus.spans import number_overlapping

SAYS, INFERRED, UNKNOWN = "the file says so", "inferred", "not known"


def provenance(corpus):
    """Who wrote each article and when, and for each of the three how it is known.

    Columns, indexed by article: outlet, author, date, and behind each of them "how known": "the file says so" where
    articles.csv quotes the words of the file that state it, "inferred" where it quotes none, "not known".
    """
    rows = {}
    for article in corpus.articles.itertuples():
        fields = [
            (article.outlet, article.outlet_stated),
            (article.text_by, article.text_by_stated),
            (article.published, article.published_stated),
        ]
        rows[article.Index] = [cell for value, stated in fields for cell in (value, _how_known(value, stated))]
    columns = [name for field in ("outlet", "author", "date") for name in (field, f"{field}: how known")]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("article")


def _how_known(value, stated):
    if value == "" or pd.isna(value):
        return UNKNOWN
    return SAYS if stated else INFERRED


def openings(corpus):
    """The headline and the first sentence of each article.

    Columns, indexed by article: headline ("" where the file has none), first sentence.
    """
    first = corpus.sentences.groupby("article", sort=False)["sentence"].first()
    return pd.DataFrame(
        {"headline": corpus.articles["headline"], "first sentence": first.reindex(corpus.articles.index)}
    )


def lengths(corpus):
    """How many words each file holds, and how many the article in it.

    Columns, indexed by article: words in the file, words in the article (without headline and boilerplate).
    """
    files = [len(texts.words(raw)) for raw in corpus.articles["raw"]]
    return pd.DataFrame({"words in the file": files, "words in the article": corpus.articles["words"]})


@remembered
def grades(corpus):
    """The Flesch-Kincaid grade level of each file, and of the article in it (Kincaid et al. 1975), to one decimal.

    Columns, indexed by article: grade of the file, grade of the article; in US school years. Words and sentences are
    those of the course, syllables are counted by textstat. A text without a word has none.
    """
    # textstat loads a pronouncing dictionary, 70 MB in memory: only the chapter that needs it pays for it.
    import textstat

    columns = {"grade of the file": "raw", "grade of the article": "text"}

    def grade(text):
        words, sentences = len(texts.words(text)), len(texts.sentence_spans(text))
        if not words:
            return float("nan")
        return round(0.39 * words / sentences + 11.8 * textstat.syllable_count(text) / words - 15.59, 1)

    return pd.DataFrame(
        {name: [grade(text) for text in corpus.articles[column]] for name, column in columns.items()},
        index=corpus.articles.index,
    )


def blind_sentences(corpus, fact=None, hidden=()):
    """A sentence of each article, with the names of outlets and authors blacked out, in alphabetical order.

    fact: a fact of facts.csv, whose first evidence stands in the sentence; by default it is the middle sentence of the
    article. hidden: further words to be blacked out. Columns, numbered from 1: sentence, article, outlet.
    """
    names = [name for column in ("outlet", "text_by") for name in corpus.articles[column] if name]
    named = [rf"\b{re.escape(name)}\b" for name in names]
    wanted = [rf"(?i)\b{re.escape(word)}\b" for word in sorted(hidden, key=len, reverse=True)]
    rows = [
        {
            "sentence": _blackened(sentence, named),
            "article": article,
            "outlet": corpus.articles.at[article, "outlet"],
        }
        for article, sentence in _to_guess(corpus, fact)
    ]
    table = pd.DataFrame(rows, columns=["sentence", "article", "outlet"]).sort_values("sentence", ignore_index=True)
    # Only now, so that a sentence keeps its number whatever is hidden in it.
    table["sentence"] = [_blackened(sentence, wanted) for sentence in table["sentence"]]
    return table.set_index(table.index + 1).rename_axis("number")


def _blackened(sentence, patterns):
    for pattern in patterns:
        sentence = re.sub(pattern, "█████", sentence)
    return sentence


def _to_guess(corpus, fact):
    """A sentence of each article that has the fact, or its middle one, in one line."""
    sentences = corpus.sentences
    if fact is not None:
        wanted = corpus.evidence[corpus.evidence["fact"] == fact].drop_duplicates("article")
        sentences = sentences[number_overlapping(sentences, wanted) > 0].drop_duplicates("article")
    for article, mine in sentences.groupby("article", sort=False)["sentence"]:
        yield article, " ".join(mine.iloc[len(mine) // 2].split())


def marked_guesses(blind, guesses):
    """How the guesses of the outlets behind `blind_sentences` came out.

    guesses: outlets by number. Columns, numbered like blind: your guess ("" for none), outlet, outcome ("right",
    "another outlet", "no guess").
    """
    table = pd.DataFrame(
        {"your guess": [guesses.get(number) or "" for number in blind.index], "outlet": blind["outlet"]}
    )
    table["outcome"] = "another outlet"
    table.loc[table["your guess"] == "", "outcome"] = "no guess"
    table.loc[table["your guess"] == table["outlet"], "outcome"] = "right"
    return table
