"""The error card as a page: how often the rules that find statements are right, as measured on coded articles."""

import pandas as pd

from helpers.analyses import agency, speakers, statements
from helpers.attribution.measure import fingerprint, read_card
from helpers.show import pages

# One coder of PolNeAR against another, by the same measure, on articles that both have coded.
TWO_READERS = {"f1": 0.79, "f1_quoted": 0.95}
STALE = (
    "This card was made for other rules than these: measure them anew, python -m helpers.attribution.measure with a file "
    "of coded articles."
)


def card():
    """A Page with the error card; it stands wherever the course shows what the rules have found."""
    made = read_card()
    if made["rules"] != fingerprint():
        return pages.note(STALE)
    table = pd.DataFrame(
        {
            "statements": ["with quoted words", "all"],
            "coded by readers": [made["coded_quoted"], made["coded"]],
            "of those found, are right, %": [100 * made["precision_quoted"], 100 * made["precision"]],
            "of those coded, were found, %": [100 * made["recall_quoted"], 100 * made["recall"]],
            "F1": [f"{made['f1_quoted']:.2f}", f"{made['f1']:.2f}"],
            "F1 of two readers": [f"{TWO_READERS['f1_quoted']:.2f}", f"{TWO_READERS['f1']:.2f}"],
        }
    ).set_index("statements")
    said = (
        f"Error card of the rules, measured on {made['measured']} on {made['on']}, {made['words']:,} words. Where a "
        f"statement was found, the cue is right in {100 * made['cue']:.0f} % and the source in {100 * made['source']:.0f} %."
    )
    negation = (
        f"Negated cues (“did not say”), on {made['negated'] + made['look_so']} sentences that we made up together with the "
        f"rules: of those marked as not said, {100 * made['precision_negated']:.0f} % are; of those that are, "
        f"{100 * made['recall_negated']:.0f} % are marked. In real articles expect less."
    )
    return pages.under(pages.note(said), pages.table(table), pages.note(negation))


def here(corpus):
    """A Page that says how right the rules were on these articles, by what readers decided; and the card where one is open."""
    counts, table = statements.decisions(corpus), statements.rules_here(corpus)
    if counts.empty:
        return pages.note("The rules have proposed no statement in these articles.")
    read = ", ".join(corpus.articles["outlet"].loc[counts.index[counts["read"]]])
    outlets = counts.drop(columns="read").rename_axis("article").rename(columns={"open": "not looked at"})
    parts = [pages.table(outlets, "What came of the statements that the rules proposed")]
    if table["found"].any() or table["to_find"].any():
        shares = pd.DataFrame({"right": table["right"]})
        for name, of, title in [("precision", "found", "found"), ("recall", "to_find", "to find")]:
            edges = zip(100 * table[f"{name}_low"].fillna(0), 100 * table[f"{name}_high"].fillna(1))
            shares[title] = table[of]
            shares[f"right of {title}, %"] = 100 * table[name]
            shares[f"right of {title}, 95 % interval"] = [f"{low:.0f} to {high:.0f}" for low, high in edges]
        parts += [
            pages.table(
                shares, f"How right the rules were, in the articles that were looked at to the end: {read}", places=0
            ),
            pages.note(
                "To find is what was kept, changed or added: what no reader noticed is missing from it. Few statements say "
                "little: with others as many, the share could be anything between the two ends."
            ),
        ]
    else:
        parts.append(
            pages.note(
                "How right they were can be said of an article that was looked at to the end: there is none yet."
            )
        )
    return pages.under(*parts, *([card()] if counts["open"].any() else []))


def speakers_card(corpora):
    """A Page that says how often the proposals of who speaks, and of which kind, are what is coded: corpora by their names."""
    tables = [speakers.measured(corpus).assign(articles=name) for name, corpus in corpora.items()]
    table = pd.concat([table for table in tables if table["statements"].any()])
    shown = pd.DataFrame({"articles": table["articles"], "statements": table["statements"], "right": table["right"]})
    shown["right, %"] = 100 * table["share"]
    edges = zip(100 * table["low"].fillna(0), 100 * table["high"].fillna(1))
    shown["95 % interval"] = [f"{low:.0f} to {high:.0f}" for low, high in edges]
    said = (
        "Error card of the proposals of who speaks, against what is coded. The rules and the table of words were made with "
        "the five articles of the course and two invented events at hand: on others expect less."
    )
    return pages.under(pages.note(said), pages.table(shown, places=0))


def acts_card(corpus):
    """A Page that says how rough the rules are that find acts without an actor, measured on the acts coded in `corpus`."""
    made = agency.measured(corpus)
    table = pd.DataFrame(
        {
            "coded without an actor": made["coded"],
            "found by rules": made["found"],
            "of those found, are coded, %": 100 * made["precision"],
            "of those coded, were found, %": 100 * made["recall"],
        }
    )
    said = (
        "Error card of the rules for acts without an actor, against the coding of these articles. The rules find the passive "
        "and the noun, not what it means; who wrote them had read our five articles. On others expect less."
    )
    return pages.under(pages.note(said), pages.table(table, places=0))
