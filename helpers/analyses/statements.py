"""Who is given as the source of what in a corpus: as coded by hand in the articles that are coded, by rules in the others.

An article is coded if attributions.csv has a row of it, or if articles.csv names attributions under `coded`: then it was
read, and what has no row is no statement. Of what rules proposed there, what was taken out is none, and what nobody has
looked at is the rules' own. All that asks for statements or for a voice asks here, so that no two answers
follow different rules.
"""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers.attribution.measure import CONTENT, PLACES, ROLES
from helpers.attribution.rules import as_table, cue_table, statements
from helpers.corpus.memory import remembered

STATEMENT_COLUMNS = [
    "article",
    "text",
    "source",
    "speaker",
    "source_type",
    "cue",
    "cue_kind",
    "kind",
    "negated",
    "start",
    "end",
    *PLACES,
    "found_by",
]
CODED, RULES = "coding", "rules"
NOT_CODED = "not coded"


def cue_kind(cue):
    """The kind of a cue such as "has accused": neutral, doubting, accusing and so on, by its last word in cues.csv.

    "no cue" for none, "not in the table" for words that cues.csv lacks.
    """
    found = [word for word in re.findall(r"[^\W_]+", cue.lower()) if word in _kinds()]
    return _kinds()[found[-1]] if found else "not in the table" if cue else "no cue"


@cache
def _kinds():
    return {form: row.kind for row in cue_table().itertuples() for form in row.forms.split("; ")}


def attributions(corpus, article=None):
    """The statements that the articles give to sources: as coded by hand, else as `extract` finds them.

    article: the short name of the only one that is asked for. Columns: article, text (the content), source, speaker,
    source_type, cue, cue_kind (see cue_kind), kind (direct, indirect, mixed), negated (whether the source is said *not* to
    have said it), start, end, source_start, source_end, cue_start, cue_end (offsets into raw; NA where the article has
    none), found_by ("coding" if somebody has coded or looked at it, else "rules").
    """
    wanted = list(corpus.articles.index) if article is None else [article]
    rest = tuple(each for each in wanted if each not in corpus.coded_in("attributions"))
    if len(rest) == len(wanted):
        return _found(corpus, rest)
    coded = _coded(corpus, article)
    if not rest:
        return coded
    table = pd.concat([coded, _found(corpus, rest)], ignore_index=True)
    return table.sort_values("article", key=lambda names: names.map(wanted.index), kind="stable", ignore_index=True)


def said(corpus, article=None):
    """The statements of attributions that are given as made: those that are not negated. Columns: those of attributions."""
    table = attributions(corpus, article)
    return table[~table["negated"].astype(bool)]


def by_rules(corpus, article=None):
    """The statements that `extract` finds in the articles, or in the one asked for; columns as those of attributions.

    The rules do not know who a "he" is nor what kind of source it is: speaker repeats source, source_type is "not coded".
    """
    return _found(corpus, tuple(corpus.articles.index) if article is None else (article,))


def found_by(corpus):
    """How the statements of each article are known, a Series by article: "coding", or "rules" where some of them are theirs."""
    coded = corpus.coded_in("attributions") - _with_open_ones(corpus)
    return pd.Series({each: CODED if each in coded else RULES for each in corpus.articles.index}, dtype="str")


def _with_open_ones(corpus):
    """The articles with statements that rules have proposed and nobody has looked at."""
    return (
        set(corpus.attributions.loc[corpus.attributions["is_open"], "article"]) if corpus.has("attributions") else set()
    )


def _coded(corpus, article):
    if not corpus.has("attributions"):
        return _found(corpus, ())
    coded = corpus.attributions
    coded = coded if article is None else coded[coded["article"] == article]
    return coded.assign(cue_kind=coded["cue"].map(cue_kind), found_by=np.where(coded["is_open"], RULES, CODED))[
        STATEMENT_COLUMNS
    ]


@remembered
def _found(corpus, articles):
    read = [statements(corpus.running_text(each)) for each in articles]
    table = as_table(read).rename(columns=CONTENT)
    table["article"] = np.repeat(np.array(articles, dtype="object"), [len(each) for each in read])
    for name, edges in {"text": ("start", "end"), **{role: (f"{role}_start", f"{role}_end") for role in ROLES}}.items():
        table[name] = _slices(corpus.articles["raw"], table["article"], *(table[edge] for edge in edges))
    kinds = {cue: cue_kind(cue) for cue in table["cue"].unique()}
    table = table.assign(
        speaker=table["source"], source_type=NOT_CODED, found_by=RULES, cue_kind=table["cue"].map(kinds)
    )
    return table[STATEMENT_COLUMNS].astype({"start": "int64", "end": "int64"})


def _slices(raw, articles, starts, ends):
    """The words of the articles from start to end, "" where there is no place."""
    raw = raw.to_dict()
    places = zip(articles, starts.to_numpy("int64", na_value=-1), ends.to_numpy("int64", na_value=-1))
    return [raw[article][start:end] if start >= 0 else "" for article, start, end in places]
