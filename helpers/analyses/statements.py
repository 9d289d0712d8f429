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

from helpers.attribution.measure import CONTENT, PLACES, ROLES, wilson
from helpers.attribution.rules import as_table, cue_table, statements
from helpers.corpus import marks
from helpers.corpus.coded import ADDED, BY_A_READER, CHANGED, DECISIONS, INDIRECT, KEPT, PROPOSED_BY, TAKEN_OUT
from helpers.corpus.memory import remembered
from helpers.corpus.text import CUT, WORD, Span, is_whole

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
CODED, RULES = BY_A_READER, PROPOSED_BY
NOT_CODED = "not coded"
OPEN = "open"


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


@remembered
def under_review(corpus):
    """Each statement with what came of it: those of attributions.csv, also what was taken out, and what rules propose.

    Rules propose for the articles of which that table says nothing. Columns: those of the file, start … cue_end (offsets into
    raw), negated, is_open (whether nobody has looked at it); in reading order.
    """
    order = {article: place for place, article in enumerate(corpus.articles.index)}
    there = [corpus.tables[name] for name in ("attributions", "taken_out") if corpus.tables.get(name) is not None]
    proposed = _proposed(corpus, tuple(each for each in order if each not in corpus.coded_in("attributions")))
    table = pd.concat([*(each for each in there if len(each)), proposed], ignore_index=True)
    written = [column for column in table if column not in {*marks.COMPUTED, "negated"}]
    table[written] = table[written].fillna("")
    place = table["article"].map(order)
    return (
        table.assign(place=place)
        .sort_values(["place", "start", "end", "source", "cue"], kind="stable", ignore_index=True)
        .drop(columns="place")
    )


def _proposed(corpus, articles):
    """What rules find in the articles as rows of attributions.csv that nobody has looked at."""
    found, rows = _found(corpus, articles), []
    for row in found.to_dict("records"):
        raw, text = corpus.articles.at[row["article"], "raw"], corpus.running_text(row["article"])
        start, end = _uncut(text, row["start"], row["end"])
        parts = {role: (int(row[f"{role}_start"]), int(row[f"{role}_end"])) for role in ROLES if row[role]}
        whole = {
            role: span for role, span in parts.items() if CUT not in text[slice(*span)] and is_whole(raw, Span(*span))
        }
        # In the file, with what is not the article, quotation marks can pair otherwise.
        kind = row["kind"] if marks.kind_of(raw, (start, end)) != INDIRECT else INDIRECT
        given = {"source_type": NOT_CODED, "kind": kind, "coder": RULES, "found_by": RULES}
        negated = "yes" if row["negated"] else ""
        if WORD.search(text, start, end):
            rows.append({"article": row["article"], "start": start, "end": end, "negated": negated, **given, **whole})
    return marks.as_table(corpus, "attributions", rows)


def _uncut(text, start, end):
    """Of a span, the longest stretch across which nothing was cut out: a quotation can run on behind an advertisement."""
    pieces = re.finditer(rf"[^\s{CUT}](?:[^{CUT}]*[^\s{CUT}])?", text[start:end])
    longest = max((piece.span() for piece in pieces), key=lambda span: span[1] - span[0], default=(0, 0))
    return start + longest[0], start + longest[1]


def decisions(corpus):
    """What came of the statements that rules proposed, a row an article that has any proposed or added by a reader.

    Columns, indexed by article: kept, changed, taken out, added, open (how many), read (whether none is open any more).
    """
    table = under_review(corpus)
    table = table[(table["found_by"] == RULES) | (table["decision"] == ADDED)]
    table = table.assign(decision=table["decision"].where(~table["is_open"], OPEN))
    columns = [*DECISIONS, OPEN]
    counts = pd.crosstab(table["article"], table["decision"]).reindex(columns=columns, fill_value=0)
    counts = counts.reindex([each for each in corpus.articles.index if each in counts.index])
    counts = counts[counts.sum(axis=1) > 0].rename_axis(columns=None)
    return counts.assign(read=counts[OPEN] == 0)


def rules_here(corpus):
    """How right the rules were on these articles, by what readers decided, in those without an open statement.

    Columns, indexed by "right": "as they stood" (kept) and "or after a change" (kept or changed); found, right, to_find (how
    many), precision and recall (shares from 0 to 1, NaN of none), each with its 95 % Wilson interval (…_low, …_high). What no
    reader missed counts as not there: recall is at most this.
    """
    counts = decisions(corpus)
    made = counts[counts["read"]].drop(columns="read").sum()
    found, to_find = made[KEPT] + made[CHANGED] + made[TAKEN_OUT], made[KEPT] + made[CHANGED] + made[ADDED]
    right = pd.Series({"as they stood": made[KEPT], "or after a change": made[KEPT] + made[CHANGED]}, name="right")
    table = right.rename_axis("counted as right").to_frame().assign(found=found, to_find=to_find)
    for name, of in [("precision", "found"), ("recall", "to_find")]:
        total = table[of].where(table[of] > 0)
        table[name] = table["right"] / total
        table[f"{name}_low"], table[f"{name}_high"] = wilson(table["right"], total)
    return table


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
