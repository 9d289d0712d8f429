"""Chapter 05: who does what to whom, which acts have nobody who does them, and what another wording would change.

The acts are those of actions.csv. What the articles do not say of an act nobody here adds: a blank actor stays blank.
"""

import numpy as np
import pandas as pd

from helpers.analyses.voice import placed
from helpers.attribution.acts import acts
from helpers.corpus.coded import ELSEWHERE, FORMS, GAP, NOT_AT_ALL, NOT_NAMED, NOUN, PASSIVE, STATE
from helpers.corpus.memory import remembered
from helpers.corpus.spans import number_overlapping, overlapping
from helpers.corpus.tables import CorpusError, most_first
from helpers.corpus.text import CUT

# Where two sides are one actor, or either may be meant.
SEVERAL = "several"
# How many letters before and behind an act are shown with it.
FAR = 40
PAIR = ["side_of_actor", "side_of_affected"]
CODED_ALIKE = ["form", *PAIR]


@remembered
def actions(corpus):
    """The acts that the articles tell, a row each, with whose words they are in.

    Columns: those of actions.csv with its offsets (see coded.read_coded), voice and speaker (of the act), sentence and
    sentence_start (of its text); see voice.placed.
    """
    table = corpus.actions
    words = table.assign(start=table["act_start"].astype("int64"), end=table["act_end"].astype("int64"))
    spoken, around = placed(corpus, words)[["voice", "speaker"]], placed(corpus, table)[["sentence", "sentence_start"]]
    return table.join(spoken).join(around)


def actors(corpus):
    """Which side acts on which, a row for each article and each pair of sides that any article has, most acts first.

    Columns: article, side_of_actor, side_of_affected, acts (their number, 0 where the article has none).
    """
    table = actions(corpus)
    pairs = most_first(table.groupby(PAIR, sort=False).size())
    every = pd.MultiIndex.from_tuples(
        [(article, *pair) for article in corpus.articles.index for pair in pairs], names=["article", *PAIR]
    )
    return table.groupby(["article", *PAIR]).size().reindex(every, fill_value=0).rename("acts").reset_index()


def unnamed(corpus, by="side_of_affected"):
    """How many acts have no actor, by whom they are done to, or by another column of actions.

    Columns, indexed by that of by, most acts first: acts (all), no actor, elsewhere (of these, the article names one in
    another place), not at all.
    """
    table = actions(corpus)
    blank = table[table["actor"] == ""]
    counted = {
        "acts": table.groupby(by).size(),
        "no actor": blank.groupby(by).size(),
        **{named: blank[blank["named_elsewhere"] == named].groupby(by).size() for named in (ELSEWHERE, NOT_AT_ALL)},
    }
    values = corpus.articles.index if by == "article" else most_first(counted["acts"])
    return pd.DataFrame(counted).reindex(values).fillna(0).astype("int64").rename_axis(by)


def forms(corpus):
    """How many acts each article tells in which form: one row an article, one column a form."""
    table = actions(corpus)
    counted = pd.crosstab(table["article"], table["form"])
    return counted.reindex(corpus.articles.index, columns=FORMS, fill_value=0).rename_axis(columns="form")


@remembered
def by_rules(corpus):
    """The acts without an actor that rules find in any text: passives without "by", and nouns without a doer.

    Columns: article, act (its verb or noun), form ("passive" or "noun"), words (around it), start, end (offsets into raw).
    The rules are rough, and know nothing of sides: see measured.
    """
    rows = [(article, *act) for article, running in corpus.running_texts() for act in acts(running)]
    table = pd.DataFrame(rows, columns=["article", "start", "end", "form"]).astype({"start": "int64", "end": "int64"})
    running, places = dict(corpus.running_texts()), list(zip(table["article"], table["start"], table["end"]))
    table["act"] = [running[article][start:end] for article, start, end in places]
    table["words"] = [_words_around(running[article], start, end) for article, start, end in places]
    return table[["article", "act", "form", "words", "start", "end"]]


def _words_around(text, start, end):
    """The words before and behind a place, as far as its line goes, none of them cut in two."""
    first = max(start - FAR, 0, *(text.rfind(edge, 0, start) + 1 for edge in f"{CUT}\n"))
    last = min([end + FAR, len(text), *(at for edge in f"{CUT}\n" if (at := text.find(edge, end)) >= 0)])
    while first < start and first > 0 and not text[first - 1].isspace():
        first += 1
    while last > end and last < len(text) and not text[last].isspace():
        last -= 1
    return " ".join(text[first:last].replace(CUT, "").split())


@remembered
def measured(corpus):
    """How well the rules find the acts that are coded without an actor, as passives (and states) and as nouns.

    Columns, indexed by form ("passive or state", "noun", "all"): coded, found, both (the found act shares a character with a
    coded one of any form), precision (of those found, the share that is coded), recall (of those coded, the share found).
    """
    coded, found = actions(corpus).query("actor == ''"), by_rules(corpus)
    coded = coded.assign(start=coded["act_start"].astype("int64"), end=coded["act_end"].astype("int64"))
    right, seen = number_overlapping(found, coded) > 0, number_overlapping(coded, found) > 0
    rows = []
    for name, which in {"passive or state": [PASSIVE, STATE], "noun": [NOUN], "all": FORMS}.items():
        ours, theirs = coded["form"].isin(which), found["form"].isin(which)
        hits, hit = (right & theirs).sum(), (seen & ours).sum()
        rows.append((name, ours.sum(), theirs.sum(), hits, hits / max(1, theirs.sum()), hit / max(1, ours.sum())))
    columns = ["form", "coded", "found", "both", "precision", "recall"]
    return pd.DataFrame(rows, columns=columns).set_index("form")


def deeds(corpus):
    """The acts that are one deed in several wordings, with what would gain or lose an actor.

    Columns: deed, reworded (the text of the act with a gap, ___, for an actor, where it has none, or else without its actor;
    "" for none), then those of actions.
    """
    return corpus.rewordings[["deed", "article", "start", "end", "reworded"]].merge(
        actions(corpus), on=["article", "start", "end"], how="left"
    )


def sides(corpus):
    """The sides that act anywhere in the articles and can stand as an actor, most acts first: a list."""
    counted = actions(corpus)["side_of_actor"].value_counts()
    return [side for side in counted.index if side not in (NOT_NAMED, SEVERAL)]


def rewritten(row, actor=""):
    """The sentence of a row of deeds as it would read: with `actor` in its gap, or without the actor that it has.

    Raises CorpusError for a row without another wording, and for a gap that gets no actor.
    """
    if not row["reworded"]:
        raise CorpusError(f"rewordings.csv has no other wording for “{row['text']}”.")
    if (GAP in row["reworded"]) != bool(actor):
        raise CorpusError(f"“{row['reworded']}” has {'a gap: name an actor' if not actor else 'no gap for an actor'}.")
    before, after = _around(row)
    words = row["reworded"].replace(GAP, actor)
    return " ".join(f"{before}{words if before else words[:1].upper() + words[1:]}{after}".split())


def _around(row):
    start = row["start"] - row["sentence_start"]
    return row["sentence"][:start], row["sentence"][start + row["end"] - row["start"] :]


def about(corpus, topic):
    """The acts in sentences that have evidence for a topic of facts.csv, in reading order; the columns of actions."""
    facts = corpus.facts.loc[corpus.facts["topic"] == topic, "fact"]
    wanted = corpus.evidence[corpus.evidence["fact"].isin(facts)]
    sentences = corpus.sentences[number_overlapping(corpus.sentences, wanted) > 0]
    table = actions(corpus)
    inside = number_overlapping(table, sentences) > 0
    order = {article: place for place, article in enumerate(corpus.articles.index)}
    return table[inside].sort_values(
        ["article", "start"], key=lambda cells: cells.map(order) if cells.name == "article" else cells
    )


def agreement(one, other):
    """How far two codings of the same articles agree: a Series of numbers.

    one, other: tables with the columns of actions.csv as read_coded gives them. acts of one, acts of the other, both (pairs
    whose acts share a character, one to one), share (of all acts coded by either, from 0 to 1), and Cohen's kappa of form,
    side_of_actor and side_of_affected in the pairs.
    """
    spans = [
        table.reset_index(drop=True).assign(
            start=table["act_start"].to_numpy("int64"), end=table["act_end"].to_numpy("int64")
        )
        for table in (one, other)
    ]
    mine, theirs, taken = [], [], (set(), set())
    for place, beside in zip(*overlapping(*spans)):
        if place not in taken[0] and beside not in taken[1]:
            taken[0].add(place), taken[1].add(beside)
            mine.append(place), theirs.append(beside)
    both = len(mine)
    pairs = [table.iloc[places].reset_index(drop=True) for table, places in zip(spans, (mine, theirs))]
    return pd.Series(
        {
            "acts of one": len(one),
            "acts of the other": len(other),
            "both": both,
            "share": both / max(1, len(one) + len(other) - both),
            **{f"kappa of {name}": kappa(*(table[name] for table in pairs)) for name in CODED_ALIKE},
        }
    )


def kappa(one, other):
    """Cohen's kappa of two lists of labels (Cohen 1960): agreement beyond chance, at most 1; not a number if chance is all."""
    one, other = np.asarray(one, dtype="object"), np.asarray(other, dtype="object")
    observed = (one == other).mean() if len(one) else np.nan
    expected = sum((one == label).mean() * (other == label).mean() for label in set(one))
    return float((observed - expected) / (1 - expected)) if len(one) and expected < 1 else float("nan")
