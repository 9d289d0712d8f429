"""Chapter 08: how far two or more codings of the same units agree, beyond what chance would give; and where they part."""

import krippendorff
import numpy as np
import pandas as pd

from helpers.analyses import naming, omissions
from helpers.analyses.statements import attributions
from helpers.attribution import measure
from helpers.corpus.spans import beginning_in

COLUMNS = ["article", "unit", "text", "A", "B", "start", "sentence", "sentence_start"]
STATEMENT = "what is a statement"
UNDEFINED = "undefined: all in one category"
NO_INTERVAL = "none: no unit differs"
CODED, NOT_CODED = "coded", "not coded"
# What Krippendorff (2018) asks of a coding that is to be relied on, and for tentative conclusions at the very least.
RELIABLE, TENTATIVE = 0.8, 0.667
WITHIN, DRAWS, SEED = (0.025, 0.975), 5000, 8


def alpha(codings):
    """Krippendorff's α of codings of the same units, for values without an order (Hayes and Krippendorff 2007): at most 1.

    codings: a list of values for each coder, in the order of the units, None (or not a number) for a unit that is not coded.
    Not a number where nothing varies: then there is nothing to agree about.
    """
    units, values = _as_numbers(codings)
    return float(krippendorff.alpha(units, level_of_measurement="nominal")) if values > 1 else float("nan")


def interval(codings):
    """Between which two values α lies in 95 of 100 draws: its bootstrap interval (Hayes and Krippendorff 2007), low and high.

    codings: see alpha. Drawn are pairs of values, from those that two coders gave to one unit; what chance would give stays as it is.
    Not a number where alpha is none, and where no two coders differ: then all draws are alike.
    """
    units, values = _as_numbers(codings)
    pairs, expected, drawn = _coincidences(units, values) if values > 1 else (np.eye(1), 0, 0)
    observed = pairs[~np.eye(len(pairs), dtype="bool")].sum()
    if observed == 0:
        return float("nan"), float("nan")
    chances = np.append(observed, np.diag(pairs))
    draws = np.random.default_rng(SEED).multinomial(drawn, chances / chances.sum(), DRAWS)
    differ, alike = draws[:, 0], draws[:, 1:]
    alphas = np.maximum(-1, 1 - differ / drawn / expected)
    # A draw from one category alone has nothing to agree about.
    alphas[(differ == 0) & ((alike > 0).sum(axis=1) == 1)] = 0
    return tuple(np.quantile(alphas, WITHIN).tolist())


def _as_numbers(codings):
    """The values as numbers, a row a coder, with the units that two coders or more have coded, and how many values there are."""
    table = np.array([list(coder) for coder in codings], dtype="object")
    table = table[:, pd.notna(table).sum(axis=0) > 1]
    codes, values = pd.factorize(table.ravel())
    return np.where(codes < 0, np.nan, codes).reshape(table.shape), len(values)


def _coincidences(units, values):
    """The share of each pair of values, the share of unlike pairs that chance would give, and how many pairs a draw has."""
    counts = np.array([(units == value).sum(axis=0) for value in range(values)])
    coders = counts.sum(axis=0)
    pairs = counts / (coders - 1) @ counts.T
    # Nobody is paired with herself; counted so, and not taken off afterwards, what is none is exactly none.
    np.fill_diagonal(pairs, (counts * (counts - 1) / (coders - 1)).sum(axis=1))
    every, each = pairs.sum(), pairs.sum(axis=0)
    expected = 1 - (each * (each - 1)).sum() / max(1, every * (every - 1))
    # So many as Krippendorff draws: no more pairs than there are, nor than the table of pairs can tell apart.
    drawn = min(25 * np.count_nonzero(pairs), int((coders * (coders - 1)).sum() / 2))
    return pairs / max(1, every), expected, drawn


def compare(one, other):
    """How far two coders agree about the same units: a Series of numbers, with words where there is none.

    one, other: the labels that each gave, in the order of the units; a unit that one of them left out (None or "") does not
    count. units, alike (how many have the same label), share (alike of units, from 0 to 1), alpha (see alpha; UNDEFINED where
    all labels are one), low and high (see interval; NO_INTERVAL where no unit differs).
    """
    table = pd.DataFrame({"one": list(one), "other": list(other)}, dtype="object")
    table = table[~table.isin(["", None]).any(axis=1) & table.notna().all(axis=1)]
    codings = [table["one"], table["other"]]
    alike, found = int((table["one"] == table["other"]).sum()), alpha(codings)
    low, high = interval(codings)
    if np.isnan(found):
        found = low = high = UNDEFINED
    elif np.isnan(low):
        low = high = NO_INTERVAL
    share = alike / len(table) if len(table) else UNDEFINED
    return pd.Series(
        {"units": len(table), "alike": alike, "share": share, "alpha": found, "low": low, "high": high}, dtype="object"
    )


def crossed(one, other, names=("A", "B")):
    """How often one coder gave each label where the other gave each: rows of one, columns of the other, all labels of either.

    names: whose they are; they stand before the labels. The labels stand in their order of the alphabet.
    """
    one, other = (pd.Series(list(labels), dtype="object") for labels in (one, other))
    labels = sorted({*one.dropna(), *other.dropna()})
    table = pd.crosstab(one, other).reindex(index=labels, columns=labels, fill_value=0)
    table.columns = [f"{names[1]}: {label}" for label in labels]
    table.index = [f"{names[0]}: {label}" for label in labels]
    return table.rename_axis("label").astype("int64")


def of_mentions(one, other):
    """The voice of each mention of a label in two corpora, such as corpus and corpus.coded_by("B"), a row a mention.

    Columns: article, unit (the label), text (its form, as it stands there), A (the voice by the first), B (by the second),
    start (offset into raw), sentence, sentence_start. Only articles whose statements both have coded are in it.
    """
    mine, theirs = (_in_both(naming.mentions(corpus), one, other) for corpus in (one, other))
    table = mine.merge(
        theirs[["article", "start", "end", "voice"]], on=["article", "start", "end"], suffixes=("", " B")
    )
    table = table.rename(columns={"form": "text", "voice": "A", "voice B": "B"})
    return _with_sentences(one, table.assign(unit=table["label"].astype("str")))


def of_sources(one, other):
    """The kind of source of each statement that two corpora both have; columns and articles as those of of_mentions.

    unit is the speaker, text the content.
    """
    return _of_statements(one, other, "source_type", "speaker")


def of_cues(one, other):
    """The kind of cue of each statement that two corpora both have; columns and articles as those of of_mentions.

    unit is the cue, text the content. The kind is what the coder wrote under cue_kind, where the table has that column, else what the word list says of the cue.
    """
    return _of_statements(one, other, "cue_kind", "cue")


def _of_statements(one, other, by, unit):
    mine, theirs = (_statements(corpus, one, other) for corpus in (one, other))
    pairs = measure.evaluate(theirs, mine).pairs
    table = mine.loc[pairs["coded"]].reset_index(drop=True)
    table = table.assign(unit=table[unit], A=table[by], B=theirs.loc[pairs["found"], by].to_numpy())
    return _with_sentences(one, table)


def of_facts(one, other):
    """The status of each fact in each article by two corpora: same, differs, not there; columns as those of of_mentions.

    unit is the statement of the fact; text, start and the sentence are those of its evidence, by the first if it has any, else by
    the second; "" and NA where neither has.
    """
    status = [omissions.coverage(corpus).stack() for corpus in (one, other)]
    table = pd.DataFrame({"A": status[0], "B": status[1]}).rename_axis(["fact", "article"]).reset_index()
    found = pd.concat([omissions.evidence(corpus) for corpus in (one, other)]).drop_duplicates(["fact", "article"])
    found = found[["fact", "article", "text", "start", "sentence", "sentence_start"]]
    table = table.merge(found, on=["fact", "article"], how="left")
    table["unit"] = table["fact"].map(one.facts.set_index("fact")["statement"])
    table = table.astype({"start": "Int64", "sentence_start": "Int64"})
    return table.fillna({"text": "", "sentence": ""})[COLUMNS]


# What two codings are compared in: the units of each, and the tables that they are made of.
QUESTIONS = {
    "voice of a label": (of_mentions, ["labels", "attributions"]),
    "kind of source": (of_sources, ["attributions"]),
    "kind of cue": (of_cues, ["attributions"]),
    "status of a fact": (of_facts, ["facts", "evidence"]),
}


def overview(one, other):
    """compare for each question that both corpora have the tables for, a row each; indexed by question."""
    rows = {name: compare(units["A"], units["B"]) for name, units in _asked(one, other)}
    return pd.DataFrame(rows, index=["units", "alike", "share", "alpha", "low", "high"]).T.rename_axis("question")


def statements(one, other):
    """How far two corpora agree in what is a statement, a row an article, and "all"; only articles that both have coded.

    Columns: A and B (how many statements each has), both (those that share half their words or more: see measure.evaluate),
    f1 (twice both, of all that either has; from 0 to 1). α asks how units are labelled; here it is open what a unit is.
    """
    mine, theirs = (_statements(corpus, one, other) for corpus in (one, other))
    rows = {}
    for name in [*mine["article"].unique(), "all"]:
        tables = [table if name == "all" else table[table["article"] == name] for table in (mine, theirs)]
        result = measure.evaluate(tables[1], tables[0])
        rows[name] = (result.coded, result.found, result.matched, result.f1)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["A", "B", "both", "f1"]).rename_axis("article")


def doubts(one, other):
    """The places where two codings part, in their sentences: a row for each unit of QUESTIONS, and each statement of one alone.

    Columns: question, and those of of_mentions; of a statement that only one has, "coded" stands under that coder.
    """
    parts = [
        units[units["A"] != units["B"]].assign(question=name)
        for name, units in [*_asked(one, other), _alone(one, other)]
    ]
    return pd.concat(parts, ignore_index=True)[["question", *COLUMNS]]


def telling(units, most=8):
    """So many units as are best coded again, in reading order: first those that the coders doubt, then some of each label by chance.

    Of one sentence there are two at most that the coders doubt, and one of the others, as long as there are more sentences.
    """
    mixed = units.sample(frac=1, random_state=SEED)
    sure = mixed["A"] == mixed["B"]
    again = mixed.groupby(["article", "sentence"]).cumcount() // np.where(sure, 1, 2)
    turn = mixed.groupby(["A", sure, again]).cumcount()
    keys = pd.DataFrame({"again": again, "sure": sure, "turn": turn})
    chosen = keys.sort_values(list(keys), kind="stable").index[:most]
    return units.loc[sorted(chosen)].reset_index(drop=True)


def _asked(one, other):
    for name, (units, tables) in QUESTIONS.items():
        if all(corpus.has(table) for corpus in (one, other) for table in tables):
            yield name, units(one, other)


def _alone(one, other):
    """The name of the question what a statement is, and the statements that only one of the two has."""
    mine, theirs = (_statements(corpus, one, other) for corpus in (one, other))
    result = measure.evaluate(theirs, mine)
    only = [
        mine.loc[result.missed.index].assign(A=CODED, B=NOT_CODED),
        theirs.loc[result.invented.index].assign(A=NOT_CODED, B=CODED),
    ]
    table = pd.concat(only, ignore_index=True)
    return STATEMENT, _with_sentences(one, table.assign(unit=table["speaker"]))


def _statements(corpus, one, other):
    """The statements of a corpus in the articles that both have coded, with the coder's own kind of cue where there is one."""
    table = attributions(corpus)
    if corpus.has("attributions") and "cue_kind" in corpus.attributions:
        own = corpus.attributions.set_index(["article", "start", "end"])["cue_kind"]
        own = own[~own.index.duplicated()].reindex(pd.MultiIndex.from_frame(table[["article", "start", "end"]]))
        table["cue_kind"] = pd.Series(own.to_numpy(), index=table.index).replace("", None).fillna(table["cue_kind"])
    return _in_both(table, one, other)


def _in_both(table, one, other):
    both = one.coded_in("attributions") & other.coded_in("attributions")
    return table[table["article"].isin(both)].reset_index(drop=True)


def _with_sentences(corpus, table):
    around = corpus.sentences.iloc[beginning_in(table, corpus.sentences)]
    return table.assign(sentence=around["sentence"].to_numpy(), sentence_start=around["start"].to_numpy())[COLUMNS]
