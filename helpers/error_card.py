"""The error card of the rules in `attribution`: how often they are right, measured on articles that others have coded.

    python -m helpers.error_card articles.jsonl "140 articles of PolNeAR (Newell, Margolin and Ruths 2018)"

measures anew and writes the card. The file holds an article a line, {"text": …, "gold": [{"content": [[start, end], …],
"cue": [[start, end]], "source": [[start, end]]}, …]}, offsets into text. The articles themselves are not kept.
"""
import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from helpers import attribution, pages, sourcing
from helpers import text as texts

HERE = Path(__file__).resolve().parent
CARD = HERE / "error_card.json"
RULES = [HERE / name for name in ("attribution.py", "clauses.py", "cues.csv", "text.py")]
# One coder of PolNeAR against another, by the same measure, on articles that both have coded.
TWO_READERS = {"f1": 0.79, "f1_quoted": 0.95}
STALE = ("This card was made for other rules than these: measure them anew, python -m helpers.error_card with a file of "
         "coded articles.")


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
        rules = attribution.extract(text).rename(columns=sourcing.CONTENT)
        read = pd.DataFrame([_row(statement) for statement in article["gold"]])
        for table, rows in ((rules, found), (read, coded)):
            rows.append(table.assign(article=number, quoted=[_has_quotation(row, quoted) for row in table.itertuples()]))
    found, coded = (pd.concat(rows, ignore_index=True) for rows in (found, coded))
    result = sourcing.evaluate(found, coded)
    matched = {name: table.loc[result.pairs[name], "quoted"].sum() for name, table in (("found", found), ("coded", coded))}
    precision, recall = (matched[name] / max(1, table["quoted"].sum()) for name, table in (("found", found), ("coded", coded)))
    figures = {"precision": result.precision, "recall": result.recall, "f1": result.f1, "precision_quoted": precision,
               "recall_quoted": recall, "f1_quoted": 2 * precision * recall / max(1e-9, precision + recall),
               "cue": result.cue, "source": result.source}
    return {"articles": len(articles), "words": words, "coded": len(coded), "coded_quoted": int(coded["quoted"].sum()),
            **{name: round(float(value), 3) for name, value in figures.items()}}


def _row(statement):
    pieces = [tuple(piece) for piece in statement["content"]]
    row = {"pieces": pieces, "start": min(start for start, _ in pieces), "end": max(end for _, end in pieces)}
    for role in sourcing.ROLES:
        place = statement[role] or [(pd.NA, pd.NA)]
        row[f"{role}_start"], row[f"{role}_end"] = place[0][0], place[-1][1]
    return row


def _has_quotation(row, quoted):
    pieces = getattr(row, "pieces", [(row.start, row.end)])
    return any(start < mark.end and mark.start < end for start, end in pieces for mark in quoted)


def write_card(articles, on):
    """Measure on `articles`, which `on` describes, and write the card, dated today, for the rules as they are."""
    figures = measure(articles)
    CARD.write_text(json.dumps({"measured": f"{date.today()}", "on": on, "rules": fingerprint(), **figures}, indent=1) + "\n",
                    encoding="utf-8")


def read_card():
    """The card as it was written: a dict with measured (the day), on, rules (a fingerprint), and what `measure` gives."""
    return json.loads(CARD.read_text(encoding="utf-8"))


def card():
    """A Page with the error card; it stands wherever the course shows what the rules have found."""
    made = read_card()
    if made["rules"] != fingerprint():
        return pages.note(STALE)
    table = pd.DataFrame({
        "statements": ["with quoted words", "all"], "coded by readers": [made["coded_quoted"], made["coded"]],
        "of those found, are right, %": [100 * made["precision_quoted"], 100 * made["precision"]],
        "of those coded, were found, %": [100 * made["recall_quoted"], 100 * made["recall"]],
        "F1": [f"{made['f1_quoted']:.2f}", f"{made['f1']:.2f}"],
        "F1 of two readers": [f"{TWO_READERS['f1_quoted']:.2f}", f"{TWO_READERS['f1']:.2f}"]}).set_index("statements")
    said = (f"Error card of the rules, measured on {made['measured']} on {made['on']}, {made['words']:,} words. Where a "
            f"statement was found, the cue is right in {100 * made['cue']:.0f} % and the source in {100 * made['source']:.0f} %.")
    return pages.under(pages.note(said), pages.table(table))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        write_card([json.loads(line) for line in file], sys.argv[2])
    print(card().text)
