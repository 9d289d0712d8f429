"""How often the rules are right: statements found are laid beside those that readers have coded, and counted.

    python -m helpers.attribution.measure articles.jsonl "140 articles of PolNeAR (Newell, Margolin and Ruths 2018)"

measures anew and writes the error card. The file holds an article a line, {"text": …, "gold": [{"content": [[start, end],
…], "cue": [[start, end]], "source": [[start, end]]}, …]}, offsets into text. The articles themselves are not kept.
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.attribution.rules import extract
from helpers.corpus import text as texts
from helpers.corpus.spans import overlapping

HERE = Path(__file__).resolve().parent
CARD = HERE / "error_card.json"
NEGATION = HERE / "negation.csv"
RULES = [
    *(HERE / name for name in ("rules.py", "clauses.py", "negation.py", "cues.csv")),
    Path(texts.__file__).resolve(),
]
ROLES = ("source", "cue")
PLACES = [f"{role}_{end}" for role in ROLES for end in ("start", "end")]
CONTENT = {"content_start": "start", "content_end": "end"}
HALF = 0.5
Z = 1.959963984540054


class Evaluation(NamedTuple):
    """How well statements were found, measured on the same statements coded by reading.

    precision: which share of the found ones is coded. recall: which share of the coded ones was found. f1: the harmonic
    mean of the two. cue, source: which share of the matched ones has the cue, the source, at the coded place. found,
    coded, matched: how many. pairs: DataFrame with the columns found and coded, row labels of the two tables. missed,
    invented: the rows of coded, of found, without a partner, with their words.
    """

    precision: float
    recall: float
    f1: float
    cue: float
    source: float
    found: int
    coded: int
    matched: int
    pairs: pd.DataFrame
    missed: pd.DataFrame
    invented: pd.DataFrame


def evaluate(found, coded):
    """How well `found` agrees with `coded`, two tables with the columns of attributions, as an Evaluation.

    Needed are start and end, or content_start and content_end as `extract` gives them, and article unless both are of one
    text; with source_start … cue_end sources and cues are compared too. Where a statement of `coded` is in several pieces,
    `pieces` holds them as pairs of start and end. Two statements match, one to one, when they share at least half of the
    characters of either, best match first (after Pareti 2012's partial match). Of nothing, every share is 0.
    """
    found, coded = _as_statements(found), _as_statements(coded)
    pairs = pd.DataFrame(_pairs(found, coded), columns=["found", "coded"])
    precision, recall = len(pairs) / max(1, len(found)), len(pairs) / max(1, len(coded))
    right = {
        role: sum(_same_place(found.loc[one], coded.loc[other], role) for one, other in pairs.itertuples(index=False))
        / max(1, len(pairs))
        for role in ROLES
    }
    return Evaluation(
        precision,
        recall,
        2 * len(pairs) / max(1, len(found) + len(coded)),
        right["cue"],
        right["source"],
        len(found),
        len(coded),
        len(pairs),
        pairs,
        coded.drop(pairs["coded"]),
        found.drop(pairs["found"]),
    )


def _as_statements(table):
    table = table.rename(columns=CONTENT)
    return table if "article" in table else table.assign(article="")


def _pairs(found, coded):
    """The row labels of those that match, the best match of an article first, article by article as `found` has them."""
    contents = [[_pieces(row) for row in table.itertuples()] for table in (found, coded)]
    shared = [
        (_shared(contents[0][one], contents[1][other]), -one, -other) for one, other in zip(*overlapping(found, coded))
    ]
    taken, places = (set(), set()), []
    for share, one, other in sorted(shared, reverse=True):
        if share >= HALF and one not in taken[0] and other not in taken[1]:
            taken[0].add(one), taken[1].add(other)
            places.append((-one, -other))
    rank = pd.factorize(found["article"])[0]
    return [(found.index[one], coded.index[other]) for one, other in sorted(places, key=lambda pair: rank[pair[0]])]


def _pieces(row):
    pieces = getattr(row, "pieces", None)
    return pieces if isinstance(pieces, (list, tuple)) else [(row.start, row.end)]


def _shared(one, other):
    """The share of the characters that two contents have in common, of the longer one."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    return common / max(1, *(sum(end - start for start, end in pieces) for pieces in (one, other)))


def _same_place(found, coded, role):
    starts, ends = ([row.get(f"{role}_{edge}", pd.NA) for row in (found, coded)] for edge in ("start", "end"))
    if pd.isna(starts).any():
        return bool(pd.isna(starts).all())
    return bool(max(starts) < min(ends))


def wilson(hits, of):
    """The 95 % interval of a share, `hits` of `of` (Wilson 1927): low and high, from 0 to 1; numbers or Series of them."""
    share = hits / of
    middle = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    reach = Z / (1 + Z**2 / of) * ((share * (1 - share) + Z**2 / (4 * of)) / of) ** 0.5
    return middle - reach, middle + reach


def fingerprint():
    """A short text that changes whenever the rules, their table of cues or the reading of quotation marks change."""
    sources = "\n".join(path.read_text(encoding="utf-8-sig") for path in RULES)
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


def measure(articles):
    """How well `extract` finds what others have coded in `articles`, dicts with text and gold.

    A dict: articles, words, coded (statements), coded_quoted (those with quoted words), and as shares from 0 to 1
    precision, recall, f1, the same for statements with quoted words (…_quoted), cue and source (right among the matched).
    """
    found, coded, words = [], [], 0
    for number, article in enumerate(articles):
        text, quoted = article["text"], texts.quotations(article["text"])
        words += len(texts.words(text))
        rules = extract(text).rename(columns=CONTENT)
        read = pd.DataFrame([_row(statement) for statement in article["gold"]])
        for table, rows in ((rules, found), (read, coded)):
            rows.append(
                table.assign(article=number, quoted=[_has_quotation(row, quoted) for row in table.itertuples()])
            )
    found, coded = (pd.concat(rows, ignore_index=True) for rows in (found, coded))
    result = evaluate(found, coded)
    matched = {
        name: table.loc[result.pairs[name], "quoted"].sum() for name, table in (("found", found), ("coded", coded))
    }
    precision, recall = (
        matched[name] / max(1, table["quoted"].sum()) for name, table in (("found", found), ("coded", coded))
    )
    figures = {
        "precision": result.precision,
        "recall": result.recall,
        "f1": result.f1,
        "precision_quoted": precision,
        "recall_quoted": recall,
        "f1_quoted": 2 * precision * recall / max(1e-9, precision + recall),
        "cue": result.cue,
        "source": result.source,
    }
    return {
        "articles": len(articles),
        "words": words,
        "coded": len(coded),
        "coded_quoted": int(coded["quoted"].sum()),
        **{name: round(float(value), 3) for name, value in figures.items()},
    }


def negation_cases():
    """Sentences made by hand, each with a statement. Columns: text, negated (whether its cue is), note ("read wrongly")."""
    table = pd.read_csv(NEGATION, encoding="utf-8-sig", keep_default_na=False)
    return table.assign(negated=table["negated"] == "yes")


def negation():
    """How well negated cues are told from what only looks so, on `negation_cases`.

    A dict: negated and look_so (how many sentences of either), precision_negated and recall_negated, shares from 0 to 1.
    """
    cases = negation_cases()
    marked = pd.Series([extract(text)["negated"].any() for text in cases["text"]])
    right = (marked & cases["negated"]).sum()
    return {
        "negated": int(cases["negated"].sum()),
        "look_so": int((~cases["negated"]).sum()),
        "precision_negated": round(float(right / max(1, marked.sum())), 3),
        "recall_negated": round(float(right / max(1, cases["negated"].sum())), 3),
    }


def _row(statement):
    pieces = [tuple(piece) for piece in statement["content"]]
    row = {"pieces": pieces, "start": min(start for start, _ in pieces), "end": max(end for _, end in pieces)}
    for role in ROLES:
        place = statement[role] or [(pd.NA, pd.NA)]
        row[f"{role}_start"], row[f"{role}_end"] = place[0][0], place[-1][1]
    return row


def _has_quotation(row, quoted):
    pieces = getattr(row, "pieces", [(row.start, row.end)])
    return any(start < mark.end and mark.start < end for start, end in pieces for mark in quoted)


def write_card(articles, on):
    """Measure on `articles`, which `on` describes, and write the card, dated today, for the rules as they are."""
    figures = {**measure(articles), **negation()}
    CARD.write_text(
        json.dumps({"measured": f"{date.today()}", "on": on, "rules": fingerprint(), **figures}, indent=1) + "\n",
        encoding="utf-8",
    )


def read_card():
    """The card as it was written: a dict with measured (the day), on, rules (a fingerprint), and what `measure` and `negation` give."""
    return json.loads(CARD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        write_card([json.loads(line) for line in file], sys.argv[2])
    print(json.dumps(read_card(), indent=1))
