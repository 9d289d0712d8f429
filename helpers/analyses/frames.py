"""Chapter 07: which frame an article builds, by Entman's four functions, and out of what that chapters 02 to 06 have found.

The elements are those of frames.csv. Who holds one is computed, from the voice that its words are in; and a function that
an article leaves open stays open.
"""

import numpy as np
import pandas as pd

from helpers.analyses import agency, borrowing, naming, omissions
from helpers.analyses.agreement import CODED, COLUMNS, alpha
from helpers.analyses.agreement import NOT_CODED as NOT_SEEN
from helpers.analyses.statements import said
from helpers.analyses.voice import VOICES, placed
from helpers.corpus.coded import FUNCTIONS, NOT_NAMED, SUGGESTED
from helpers.corpus.memory import remembered
from helpers.corpus.spans import number_overlapping, overlapping
from helpers.corpus.tables import most_first

OWN, SOURCES = "the article's own", "a source's"
SAME, OTHER = "same", "other"
THERE, NOT_THERE = "there", omissions.NOT_THERE
# Under which coder an element stands that only the first has, and one that only the second has.
SEEN_BY = [{"A": CODED, "B": NOT_SEEN}, {"A": NOT_SEEN, "B": CODED}]
NOT_CODED = "not coded"


@remembered
def elements(corpus):
    """What each article says, or lets a source say, in each of the four functions of a frame, a row each.

    Columns: those of frames.csv with its offsets, voice, sentence and sentence_start (see voice.placed), held_by (the outlet,
    where the voice is own, else who says it: of statements inside one another the innermost that has the element whole).
    """
    table = corpus.frames
    table = table.join(placed(corpus, table)[["voice", "sentence", "sentence_start"]])
    outlets = table["article"].map(corpus.articles["outlet"])
    return table.assign(held_by=outlets.where(table["voice"].isin(["own", "scare"]), _speakers(corpus, table)))


def _speakers(corpus, table):
    """Who says each element, a Series: see elements."""
    given = said(corpus)
    pairs = pd.DataFrame(list(zip(*overlapping(table, given))), columns=["row", "statement"])
    span, content = (
        table.iloc[pairs["row"]].reset_index(drop=True),
        given.iloc[pairs["statement"]].reset_index(drop=True),
    )
    whole = (content["start"] <= span["start"]) & (span["end"] <= content["end"])
    length = content["end"] - content["start"]
    pairs = pairs.assign(speaker=content["speaker"], outer=~whole, length=length.where(whole, 0))
    best = pairs.sort_values(["outer", "length"], kind="stable").groupby("row")[["outer", "length"]].transform("first")
    kept = pairs[(pairs[["outer", "length"]] == best.reindex(pairs.index)).all(axis=1)].sort_values("statement")
    names = kept.groupby("row")["speaker"].agg(lambda each: " and ".join(dict.fromkeys(each)))
    return names.reindex(range(len(table)), fill_value="").set_axis(table.index)


def functions(corpus):
    """How many elements each article has in each function, and how many of them in its own voice.

    Columns, a row for each article and function, in their order: article, function, the article's own, a source's, all.
    """
    table = elements(corpus)
    own = table["voice"].isin(["own", "scare"])
    every = pd.MultiIndex.from_product([corpus.articles.index, FUNCTIONS], names=["article", "function"])
    counted = {
        name: rows.groupby(["article", "function"]).size().reindex(every, fill_value=0)
        for name, rows in {OWN: table[own], SOURCES: table[~own], "all": table}.items()
    }
    return pd.DataFrame(counted).reset_index()


def same_and_other(corpus, one, other):
    """What two articles say alike, and what they set against one another: a row for each two elements about one thing.

    one, other: short names or outlets. Columns: function, about, statement and held by (of one), other statement, held by other
    ("" where it has none), compared ("same": the same statement, whoever holds it; "other": another one about the same thing).
    What only one of the two speaks about comes last, compared "". Raises CorpusError for a name that is no article's.
    """
    one, other = corpus.short_names([one, other])
    table = elements(corpus)
    mine, theirs = (
        table.loc[table["article"] == name, ["function", "about", "statement", "held_by"]] for name in (one, other)
    )
    pairs = mine.merge(theirs, on=["function", "about"], how="outer", suffixes=("", " other"))
    pairs["compared"] = OTHER
    pairs.loc[pairs["statement"] == pairs["statement other"], "compared"] = SAME
    pairs.loc[pairs[["statement", "statement other"]].isna().any(axis=1), "compared"] = ""
    # What is the same in both is set against nothing else, for each of the two says it.
    agreed = pairs[pairs["compared"] == SAME]
    spoken = [set(zip(agreed["function"], agreed["about"], agreed[name])) for name in ("statement", "statement other")]
    again = [
        row.compared == OTHER
        and (row.function, row.about, row.statement) in spoken[0]
        and (row.function, row.about, row.other) in spoken[1]
        for row in pairs.rename(columns={"statement other": "other"}).itertuples()
    ]
    pairs = pairs[~pd.Series(again, index=pairs.index, dtype="bool")].fillna("")
    order = {name: place for place, name in enumerate([*FUNCTIONS, SAME, OTHER, ""])}
    pairs = pairs.sort_values(["function", "compared"], key=lambda column: column.map(order), kind="stable")
    names = {"held_by": "held by", "statement other": "other statement", "held_by other": "held by other"}
    return pairs.rename(columns=names).reset_index(drop=True)


@remembered
def carried(corpus):
    """Which elements of a frame stand in print in the sentences that have evidence for each fact of facts.csv.

    Columns, in the order of facts.csv: fact, function, article, statement (of the element), held_by.
    """
    evidence = corpus.evidence.join(placed(corpus, corpus.evidence)[["sentence_start"]])
    found = evidence[["fact", "article", "sentence_start"]].merge(elements(corpus), on=["article", "sentence_start"])
    found = found[["fact", "function", "article", "statement", "held_by"]].drop_duplicates()
    order = {name: place for place, name in enumerate([*corpus.facts["fact"], *FUNCTIONS])}
    return found.sort_values(
        ["fact", "function"], key=lambda column: column.map(order), kind="stable", ignore_index=True
    )


def cells(one, other):
    """What each article has by two codings, and in which voice: a row for each article, function and voice (own, attributed, quoted).

    Columns: article, function, voice, A and B ("there" or "not there", by the first and by the second).
    """
    every = pd.MultiIndex.from_product(
        [one.articles.index, FUNCTIONS, VOICES[:3]], names=["article", "function", "voice"]
    )
    table = every.to_frame(index=False)
    for name, corpus in {"A": one, "B": other}.items():
        has = every.isin(pd.MultiIndex.from_frame(elements(corpus)[["article", "function", "voice"]]))
        table[name] = np.where(has, THERE, NOT_THERE)
    return table


def agreement(one, other):
    """How far two codings agree in which functions each article has, and whether in its own voice: a Series of numbers.

    one, other: corpora of the same articles, such as corpus and corpus.coded_by("B"). rows of one, rows of the other; shared (rows
    of one that share words with a row of the other in the same function); cells (articles by functions by voices: own,
    attributed, quoted), alike (of them, both or neither have an element), alpha (see agreement.alpha).
    """
    tables, table = [elements(corpus) for corpus in (one, other)], cells(one, other)
    return pd.Series(
        {
            "rows of one": len(tables[0]),
            "rows of the other": len(tables[1]),
            "shared": int(_shared(*tables).sum()),
            "cells": len(table),
            "alike": int((table["A"] == table["B"]).sum()),
            "alpha": alpha([table["A"], table["B"]]),
        },
        dtype="object",
    )


def doubts(one, other):
    """The elements that only one of two codings has: none of the other's, in the same function, shares words with them.

    Columns: those of agreement.doubts; the question is "what is a problem", and so on, unit the statement. In the order of the
    functions.
    """
    tables = [elements(corpus) for corpus in (one, other)]
    alone = [mine[~_shared(mine, theirs)] for mine, theirs in (tables, reversed(tables))]
    table = pd.concat([rows.assign(**marks) for rows, marks in zip(alone, SEEN_BY)], ignore_index=True)
    order = {name: place for place, name in enumerate(FUNCTIONS)}
    table = table.sort_values("function", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    table = table.assign(question=[_asked(name) for name in table["function"]], unit=table["statement"])
    return table[["question", *COLUMNS]]


def _asked(function):
    return f"what is a{'n' * (function[0] in 'aeiou')} {function}"


def _shared(table, other):
    """Which rows share words with a row of the other table in the same function, a Series."""
    parts = [
        pd.Series(number_overlapping(rows, other[other["function"] == function]) > 0, index=rows.index)
        for function, rows in table.groupby("function")
    ]
    return pd.concat(parts).reindex(table.index).astype("bool") if parts else pd.Series([], dtype="bool")


def profile(corpus, article):
    """What chapters 02 to 07 have found of one article, on one page: a row for each thing.

    Columns: part (see PARTS), what (a label, a kind of source, a topic, two sides, an outlet, a statement), found (how many of how
    many, or in whose voice, in words). A part whose table the corpus lacks has one row, with its name under found. Raises
    CorpusError for a name that is no article's.
    """
    (article,) = corpus.short_names(article)
    rows = []
    for part, (tables, look_up) in PARTS.items():
        lacking = [f"{name}.csv" for name in tables if not corpus.has(name)]
        found = [("", f"{NOT_CODED}: {' and '.join(lacking)}")] if lacking else list(look_up(corpus, article))
        rows += [(part, *row) for row in found]
    return pd.DataFrame(rows, columns=["part", "what", "found"])


def beside(corpus, one, other):
    """Two profiles side by side: a row for each thing that either has.

    Columns: part, what, one column for each of the two (its found, "" where it has none), only (the short name of the one that
    alone has it, or ""). Raises CorpusError for a name that is no article's.
    """
    names = corpus.short_names([one, other])
    first, second = (profile(corpus, name).set_index(["part", "what"])["found"] for name in names)
    keys = [*first.index, *(key for key in second.index if key not in first.index)]
    table = pd.DataFrame({names[0]: first.reindex(keys), names[1]: second.reindex(keys)}).fillna("")
    order = {part: place for place, part in enumerate(PARTS)}
    table = table.rename_axis(["part", "what"]).reset_index()
    table = table.sort_values("part", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    table["only"] = ""
    for name, absent in zip(names, reversed(names)):
        table.loc[table[absent] == "", "only"] = name
    return table


def _counted(column):
    """Each value of a column with how often it stands there, the most frequent first."""
    counts = column.value_counts(sort=False)
    return counts[most_first(counts[counts > 0])].items()


def _names(corpus, article):
    found = naming.mentions(corpus)
    mine = found[found["article"] == article]
    for label, count in _counted(mine["label"]):
        own = (mine[mine["label"] == label]["voice"] == "own").sum()
        yield label, f"{count} of {len(mine)}, {own} in own voice"


def _who_speaks(corpus, article):
    given = said(corpus, article)
    for kind, count in _counted(given["source_type"]):
        who = ", ".join(given.loc[given["source_type"] == kind, "speaker"].drop_duplicates())
        yield kind, f"{count} of {len(given)} ({who})"


def _left_out(corpus, article):
    unknown = omissions.unknown_to(corpus, article)["topic"].value_counts()
    for topic, facts in corpus.facts.groupby("topic", sort=False):
        if topic in unknown:
            yield topic, f"{unknown[topic]} of {len(facts)}"


def _who_acts(corpus, article):
    acts = agency.actions(corpus).query("article == @article")
    table = agency.actors(corpus)
    table = table[(table["article"] == article) & (table["acts"] > 0) & (table["side_of_actor"] != NOT_NAMED)]
    for row in table.sort_values("acts", ascending=False, kind="stable").itertuples():
        yield f"{row.side_of_actor} on {row.side_of_affected}", f"{row.acts} of {len(acts)}"


def _nobody_acts(corpus, article):
    acts = agency.actions(corpus).query("article == @article")
    blank = acts[acts["actor"] == ""]
    for affected, count in _counted(blank["side_of_affected"]):
        yield f"on {affected}", f"{count} of {len(acts)}"


def _shared_words(corpus, article):
    runs = borrowing.shared(corpus)
    for other in corpus.articles.index:
        mine = runs[runs["article"].isin([article, other]) & runs["other"].isin([article, other])]
        if other != article and len(mine):
            pair = [name for name in corpus.articles.index if name in (article, other)]
            yield " and ".join(corpus.articles.loc[pair, "outlet"]), f"{len(mine)} run{'s' * (len(mine) > 1)}"


def _function(name):
    def look_up(corpus, article):
        table = elements(corpus)
        for row in table[(table["article"] == article) & (table["function"] == name)].itertuples():
            yield (
                row.statement,
                f"{row.voice}{f': {row.held_by}' * (row.voice != 'own')}{', suggested' * (row.certainty == SUGGESTED)}",
            )

    return look_up


# Of each part of a profile: the tables that it needs, and what gives its rows, what and found.
PARTS = {
    "labels, of all": (["labels"], _names),
    "who speaks, of all statements": ([], _who_speaks),
    "facts missing here, told by others": (["facts", "evidence"], _left_out),
    "who acts on whom, of all acts": (["actions"], _who_acts),
    "acts without an actor": (["actions"], _nobody_acts),
    "runs of words shared": ([], _shared_words),
    **{name: (["frames"], _function(name)) for name in FUNCTIONS},
}
