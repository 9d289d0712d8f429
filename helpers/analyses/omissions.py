"""Chapter 04: which facts each article has, which it lacks by comparison, and what a reader of only some would not know.

"Omitted" always means: compared with the other articles of the corpus and with its list of facts.
"""

from dataclasses import replace
from itertools import combinations

import pandas as pd

from helpers.analyses.voice import placed
from helpers.corpus import text as texts
from helpers.corpus.coded import DIFFERS, SAME
from helpers.corpus.memory import remembered
from helpers.corpus.spans import number_overlapping
from helpers.corpus.tables import CorpusError

NOT_THERE = "not there"
OWN_FACT = "your fact"
STATUSES = [SAME, DIFFERS, NOT_THERE]


@remembered
def coverage(corpus):
    """Which article has which fact. Indexed by fact, one column an article; "same", "differs" or "not there".

    "differs" holds where any of its evidence differs (evidence.csv); facts stand in the order of facts.csv.
    """
    rows = (
        corpus.evidence.assign(differs=corpus.evidence["agrees"] == DIFFERS)
        .groupby(["fact", "article"])["differs"]
        .any()
    )
    table = rows.map({True: DIFFERS, False: SAME}).unstack().astype(object)
    return (
        table.reindex(index=corpus.facts["fact"], columns=corpus.articles.index)
        .fillna(NOT_THERE)
        .rename_axis(columns=None)
    )


def by_topic(corpus):
    """How many facts of each topic each article has.

    Columns: article, topic, facts (that it has), of (all facts of the topic).
    """
    topics = corpus.facts.set_index("fact")["topic"]
    has = coverage(corpus) != NOT_THERE
    every = pd.MultiIndex.from_product([corpus.articles.index, dict.fromkeys(topics)], names=["article", "topic"])
    table = has.groupby(topics).sum().T.stack().reindex(every).rename("facts").reset_index()
    table["of"] = table["topic"].map(topics.value_counts())
    return table


@remembered
def evidence(corpus):
    """The evidence for each fact, with whose words it is in.

    Columns: fact, statement, topic, article, text, agrees, differs_in, value, bound, period, start, end, voice (see
    voice), speaker ("" where the article itself speaks), sentence, sentence_start (offset into raw).
    """
    table = corpus.evidence.merge(corpus.facts[["fact", "statement", "topic"]], on="fact")
    table = table.join(placed(corpus, table))
    return table[
        [
            "fact",
            "statement",
            "topic",
            "article",
            "text",
            "agrees",
            "differs_in",
            "value",
            "bound",
            "period",
            "start",
            "end",
            "voice",
            "speaker",
            "sentence",
            "sentence_start",
        ]
    ]


def unique(corpus):
    """The facts that one article only has. Columns, indexed by fact: article, statement, topic, text, voice, speaker."""
    has = coverage(corpus) != NOT_THERE
    alone = has.index[has.sum(axis=1) == 1]
    table = evidence(corpus).drop_duplicates("fact").set_index("fact")
    return table.reindex(alone)[["article", "statement", "topic", "text", "voice", "speaker"]]


def unknown_to(corpus, read):
    """The facts that none of the articles in `read` has, though another one does.

    read: short names, or outlets. Columns, indexed by fact: statement, topic, told by (the articles that have it, each with
    who says it there: "cnn (UN), presstv (itself)"). Raises CorpusError for a name that is no article's.
    """
    read = corpus.short_names(read)
    has = coverage(corpus) != NOT_THERE
    unknown = has[~has[read].any(axis=1)]
    table = corpus.facts.set_index("fact").loc[unknown.index, ["statement", "topic"]]
    rows = evidence(corpus).drop_duplicates(["fact", "article"])
    tellers = [f"{article} ({speaker or 'itself'})" for article, speaker in zip(rows["article"], rows["speaker"])]
    told = rows.assign(teller=tellers).groupby("fact")["teller"].agg(", ".join)
    return table.assign(**{"told by": told.reindex(unknown.index)})


def best_second(corpus, first):
    """What each other article would add to `first`, a short name or several; the one that adds most comes first.

    Columns, indexed by article: adds (facts), has in all (facts). Raises CorpusError for a name that is no
    article's.
    """
    first = corpus.short_names(first)
    has = coverage(corpus) != NOT_THERE
    known, others = has[first].any(axis=1), has.drop(columns=first)
    table = pd.DataFrame({"adds": others[~known].sum(), "has in all": others.sum()}).rename_axis("article")
    return table.sort_values("adds", ascending=False, kind="stable")


def overlap(corpus):
    """How many facts each two articles share, and which share of all they have that is (Jaccard 1912).

    Columns: article, other, both, either, jaccard (both / either, 0 to 1; 0 where neither has any).
    """
    has = coverage(corpus) != NOT_THERE
    rows = [
        (one, other, (has[one] & has[other]).sum(), (has[one] | has[other]).sum())
        for one, other in combinations(has.columns, 2)
    ]
    table = pd.DataFrame(rows, columns=["article", "other", "both", "either"])
    return table.assign(jaccard=table["both"] / table["either"].clip(lower=1))


def numbers(corpus):
    """The numbers in the evidence, a row each; only within a fact do two of them speak of the same thing.

    Columns: fact, counts (what), article, number (as hedged: "almost 600"), value, period, voice, source (who gives it; ""
    for the article itself), agrees.
    """
    table = evidence(corpus).dropna(subset=["value"])
    table = table.assign(
        counts=table["fact"].map(corpus.facts.set_index("fact")["counts"]),
        source=table["speaker"],
        number=[f"{bound} {value:,.15g}".strip() for bound, value in zip(table["bound"], table["value"])],
    )
    return table[["fact", "counts", "article", "number", "value", "period", "voice", "source", "agrees"]].reset_index(
        drop=True
    )


def disagreeing(corpus):
    """Those of numbers that are not the same in all that is told of their fact; columns as those of numbers."""
    table = numbers(corpus)
    return table[table.groupby("fact")["number"].transform("nunique") > 1].reset_index(drop=True)


def without(corpus, article):
    """The corpus without one article, and without the facts that only it had: every analysis can be made of that too.

    Raises CorpusError for a name that is no article's, and where it is the only one.
    """
    (article,) = corpus.short_names(article)
    if len(corpus.articles) == 1:
        raise CorpusError(
            f"{article} is the only article of {corpus.folder.name}: without it there is nothing to compare."
        )
    tables = corpus.tables.each(lambda table: _leave_out(table, article))
    if {"facts", "evidence"} <= set(tables):
        facts = tables["facts"]
        tables |= {"facts": facts[facts["fact"].isin(tables["evidence"]["fact"])].reset_index(drop=True)}
    return replace(
        corpus,
        articles=corpus.articles.drop(index=article),
        boilerplate=_leave_out(corpus.boilerplate, article),
        left_out=_leave_out(corpus.left_out, article),
        tables=tables,
    )


def _leave_out(table, article):
    return table[table["article"] != article].reset_index(drop=True) if "article" in table else table


def with_fact(corpus, statement, topic, quotations):
    """The corpus with one more fact, called "your fact", in the articles that `quotations` quotes: {short name: words}.

    Raises CorpusError for words that do not stand in their article, or only outside of it, and where nothing is quoted.
    """
    quotations = {article: words for article, words in quotations.items() if texts.words(words)}
    quotations = dict(zip(corpus.short_names(quotations), quotations.values()))
    if not quotations or not texts.words(statement):
        raise CorpusError("A fact needs a statement, and the words of at least one article that has it.")
    blank = {name: "" for name in corpus.evidence} | {"value": float("nan"), "fact": OWN_FACT, "agrees": SAME}
    rows = []
    for article, words in quotations.items():
        start, end = _place(corpus, article, words)
        rows.append(
            {
                **blank,
                "article": article,
                "start": start,
                "end": end,
                "text": corpus.articles.at[article, "raw"][start:end],
            }
        )
    more = pd.DataFrame(rows)
    facts = pd.DataFrame([{"fact": OWN_FACT, "statement": statement, "topic": topic, "counts": ""}])
    return corpus.with_tables(
        facts=pd.concat([corpus.facts, facts], ignore_index=True),
        evidence=pd.concat([corpus.evidence, more], ignore_index=True),
    )


def told_by_same_words(corpus):
    """The names of the facts whose evidence shares words with that of "your fact" (with_fact), in their order; a list."""
    mine = corpus.evidence["fact"] == OWN_FACT
    others = corpus.evidence[~mine]
    return others.loc[number_overlapping(others, corpus.evidence[mine]) > 0, "fact"].drop_duplicates().tolist()


def _place(corpus, article, words):
    found = texts.find_spans(corpus.running_text(article), words.strip()) or texts.find_spans(
        corpus.running_text(article), words.strip().strip('"“”„«»')
    )
    if not found:
        raise CorpusError(
            f"“{words.strip()}” does not stand in the article {article}; copy the words from it, letter for letter."
        )
    return found[0]
