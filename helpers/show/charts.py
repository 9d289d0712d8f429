"""Charts: each draws the table that it is given, in one style, and says in words what it shows, with its numbers.

`articles` names those to draw, by short name and in this order; by default all in the table. Each gives a Page with one
sentence in place of its Chart where there is nothing to see, which says why, and where there are more articles than
MOST_ARTICLES, which says how to choose. Raises CorpusError for an article that is not in the table.
"""

import base64
import io
import string
import textwrap
from collections import Counter
from html import escape

from helpers.analyses.borrowing import ANY_OTHER
from helpers.analyses.sourcing import RULES
from helpers.analyses.voice import VOICES
from helpers.corpus.coded import DIFFERS, NOT_NAMED, SAME
from helpers.corpus.tables import CorpusError, most_first
from helpers.show.pages import Page, note

INK, FAINT, PAPER = "#1a1a1a", "#767676", "#ffffff"
# From the palette of Okabe and Ito (2002, revised 2008): those of its colours that reach a contrast of 3:1 on white.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#1a1a1a"]
# As many as have no divisor in common with the colours, so that a pair comes again only after all pairs.
MARKS = ["o", "s", "^", "D", "P", "v", "X", "*", "<", ">", "p"]
VOICE_PATTERNS = {"own": "", "attributed": "...", "quoted": "///", "scare": "xxx"}
INCHES_WIDE, DOTS_PER_INCH = 7.5, 150
# What can be told apart at the width of a notebook.
MOST_ARTICLES, PANELS_IN_A_ROW, BOXES_IN_A_ROW, LETTERS_IN_A_ROW = 16, 5, 12, 75


class Chart(Page):
    """A Page with a picture: its `text` says what the picture shows, and is its alt text."""


def look(articles):
    """The colour and the mark of each article: the same in every chart, by its place among all `articles`.

    No two of 55 articles look alike.
    """
    return {
        article: (COLOURS[place % len(COLOURS)], MARKS[place % len(MARKS)]) for place, article in enumerate(articles)
    }


def before_after(table, title, unit, articles=None):
    """A Chart with a row an article: the first of two columns as a hollow mark, the second as a full one, a line between.

    table: two columns of numbers, indexed by article. unit: what the numbers count.
    """
    before, after = table.columns
    articles, looks = _chosen(articles, table.index)
    numbers = table.loc[articles].dropna()
    if instead := _instead(articles, {"there is no number to draw": numbers.empty}):
        return instead
    figure, axes = _figure(rows=len(articles))
    for article, start, end in numbers.itertuples():
        place, (colour, mark) = articles.index(article), looks[article]
        axes.plot([start, end], [place, place], color=colour, linewidth=2, zorder=1)
        axes.plot(start, place, mark, color=colour, markerfacecolor=PAPER, markeredgewidth=2, markersize=11)
        axes.plot(end, place, mark, color=colour, markersize=11)
        for value, other in {(start, end), (end, start)}:
            left = value < other
            axes.annotate(
                _number(value),
                (value, place),
                (-12 if left else 12, 0),
                textcoords="offset points",
                ha="right" if left else "left",
                va="center",
                color=INK,
            )
    _articles_down(axes, articles)
    axes.margins(x=0.15)
    axes.set_xlabel(f"{unit}    (hollow: {before}, full: {after})")
    said = "; ".join(
        f"{article} {_number(start)}" + (f", then {_number(end)}" if end != start else ", both times")
        for article, start, end in numbers.itertuples()
    )
    return _chart(figure, title, f"{title}. {before}, then {after}, in {unit}: {said}.")


def label_rates(table, labels=None, articles=None):
    """A Chart with a panel an article and a bar a label: its rate, its interval as a line, its count written beside it.

    table: naming.rates by label. labels: which of them, in this order, also where all count zero; all, the most frequent
    first, by default.
    """
    articles, looks = _chosen(articles, table["article"])
    table = table[table["article"].isin(articles)]
    wanted = list(labels or most_first(table.groupby("label")["count"].sum()))
    reasons = {
        "no label was looked for": not wanted,
        "these articles hold no word": not table["words"].any(),
        "none of the labels stands in these articles": not labels and not table["count"].any(),
    }
    if instead := _instead(articles, reasons):
        return instead
    figure, panels = _panels(table, wanted, articles, looks)
    for article, rows, axes, (colour, _) in panels:
        rows = rows.set_index("label").reindex(wanted)
        places = range(len(wanted))
        axes.barh(places, rows["rate"], color=colour, height=0.6)
        axes.hlines(places, rows["low"], rows["high"], color=FAINT, linewidth=1)
        for place, count in zip(places, rows["count"]):
            axes.text(rows["high"].iloc[place] + 0.8, place, f"{count}", va="center", color=INK if count else FAINT)
        axes.set_xlim(0, table["high"].max() + 6)
    figure.supxlabel(
        "mentions per 1,000 words; the number is the count, the line its 95 % interval", fontsize=10, color=INK
    )
    said = "; ".join(
        f"{article} ({rows['words'].iloc[0]} words): "
        + (
            ", ".join(
                f"{row.label} {row.count_} ({row.rate:.1f} per 1,000, interval {row.low:.1f} to {row.high:.1f})"
                for row in rows.rename(columns={"count": "count_"}).itertuples()
                if row.count_
            )
            or "none"
        )
        for article, rows, _, _ in panels
    )
    title = "How often each label stands"
    return _chart(figure, title, f"{title}: count and rate. {said}. All other labels: 0.")


def label_voices(found, articles, labels=None):
    """A Chart with a panel an article and a row a label: a box for each mention, with the letter of its voice.

    found: naming.mentions. articles: all short names, in their order.
    """
    articles, looks = _chosen(None, articles)
    found = found[found["article"].isin(articles)]
    if instead := _instead(articles, {"none of the labels stands in these articles": found.empty}):
        return instead
    labels = list(labels or most_first(found["label"].value_counts(sort=False)))
    figure, panels = _panels(found, labels, articles, looks)
    most = found.groupby(["article", "label"]).size().max()
    counted = most > BOXES_IN_A_ROW
    for article, rows, axes, (colour, _) in panels:
        for place, label in enumerate(labels):
            for at, (voice, letter) in enumerate(_boxes(rows.loc[rows["label"] == label, "voice"], counted)):
                face, ink = {"own": (colour, PAPER)}.get(voice, (PAPER, INK))
                axes.text(
                    at + 0.5,
                    place,
                    letter,
                    ha="center",
                    va="center",
                    color=ink,
                    fontsize=9,
                    fontweight="bold",
                    bbox={"boxstyle": "square,pad=0.25", "facecolor": face, "edgecolor": colour},
                )
        axes.set_xlim(0, len(VOICES) if counted else max(6, most + 0.5))
        axes.set_xticks([])
    box = "a voice, with its mentions" if counted else "a mention"
    figure.supxlabel(f"a box {box}:  o own (filled)   a attributed   q quoted   s scare quotes", fontsize=10, color=INK)
    said = "; ".join(
        f"{article}: "
        + (
            ", ".join(
                f"{label} "
                + " and ".join(f"{count} {voice}" for voice, count in voices.value_counts(sort=False).items())
                for label, voices in rows.groupby("label", sort=False)["voice"]
            )
            or "none"
        )
        for article, rows, _, _ in panels
    )
    title = "In whose voice the labels stand"
    return _chart(figure, title, f"{title}. {said}.")


def sources(table, articles=None):
    """A Chart with a panel an article and a row a kind of source: a bar for its words, its statements counted beside it.

    table: sourcing.sources, by any column.
    """
    by = table.columns[1]
    articles, looks = _chosen(articles, table["article"])
    table = table[table["article"].isin(articles)]
    kinds = most_first(table.groupby(by, sort=False)["statements"].sum())
    if instead := _instead(articles, {"no statement was found in these articles": not table["statements"].any()}):
        return instead
    figure, panels = _panels(table, kinds, articles, looks)
    for _, rows, axes, (colour, _) in panels:
        # What is missing nobody knows: rules tell no kinds of source.
        rows = rows.set_index(by)
        axes.barh(range(len(kinds)), rows["words"].reindex(kinds, fill_value=0), color=colour, height=0.6)
        for place, kind in enumerate(kinds):
            statements, words = rows.loc[kind, ["statements", "words"]] if kind in rows.index else ("?", 0)
            axes.text(
                words + table["words"].max() * 0.04,
                place,
                f"{statements}",
                va="center",
                color=INK if statements else FAINT,
            )
        axes.set_xlim(0, table["words"].max() * 1.2)
    by_rules = _by_rules(table)
    figure.supxlabel(f"words given to the source; the number counts its statements{by_rules}", fontsize=10, color=INK)
    said = "; ".join(
        f"{article}: "
        + (
            ", ".join(
                f"{row.kind} {_counted(row.statements, 'statement')} with {_counted(row.words, 'word')}"
                for row in rows.rename(columns={by: "kind"}).itertuples()
                if row.statements
            )
            or "none"
        )
        for article, rows, _, _ in panels
    )
    title = "Who gets to speak, and for how long"
    others = "none" if len(table) == len(articles) * len(kinds) else "none, or not known (?)"
    return _chart(
        figure, title, f"{title}: statements and words of each kind of source{by_rules}. {said}. All others: {others}."
    )


def voice_shares(table, articles=None):
    """A Chart with a bar an article: how many of its words stand in which voice, by letter and pattern.

    table: sourcing.by_voice.
    """
    articles, looks = _chosen(articles, table["article"])
    table = table[table["article"].isin(articles)].fillna({"share": 0})
    if instead := _instead(articles, {"these articles hold no word": not table["words"].any()}):
        return instead
    figure, axes = _figure(rows=len(articles))
    said = []
    for place, article in enumerate(articles):
        rows, left, colour = table[table["article"] == article], 0, looks[article][0]
        for voice, words, share in zip(rows["voice"], rows["words"], rows["share"]):
            axes.barh(
                place,
                share,
                left=left,
                height=0.6,
                color=PAPER if VOICE_PATTERNS[voice] else colour,
                edgecolor=colour,
                hatch=VOICE_PATTERNS[voice],
            )
            if words:
                box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
                axes.text(
                    left + share / 2, place, f"{voice[0]} {share:.0f}", ha="center", va="center", color=INK, bbox=box
                )
            left += share
        said.append(
            f"{article}: "
            + (
                ", ".join(
                    f"{voice} {_counted(words, 'word')} ({share:.1f} %)"
                    for voice, words, share in zip(rows["voice"], rows["words"], rows["share"])
                    if words
                )
                or "no word"
            )
        )
    _articles_down(axes, articles)
    axes.grid(visible=False)
    axes.set_xlim(0, 102)
    by_rules = _by_rules(table)
    axes.set_xlabel(f"per cent of the words of the article{by_rules}\no own   a attributed   q quoted   s scare quotes")
    title = "In whose voice the words of each article stand"
    return _chart(figure, title, f"{title}{by_rules}. {'; '.join(said)}.")


def coverage(table, topics, articles=None):
    """A Chart with a row a fact and a column an article: a full cell with s for same, a hatched one with d for differs.

    table: omissions.coverage. topics: the topic of each fact, by fact, under which they stand together.
    """
    articles, looks = _chosen(articles, table.columns)
    table = table[articles]
    reasons = {
        "the list has no fact": table.empty,
        "none of the facts stands in these articles": not table.isin([SAME, DIFFERS]).to_numpy().any(),
    }
    if instead := _instead(articles, reasons):
        return instead
    groups = {
        topic: [fact for fact in table.index if topics[fact] == topic] for topic in dict.fromkeys(topics[table.index])
    }
    rows = [row for topic, facts in groups.items() for row in [(topic, True), *((fact, False) for fact in facts)]]
    figure = _sheet(1.2 + 0.27 * len(rows))
    axes = figure.add_subplot(facecolor=PAPER)
    for place, (name, is_topic) in enumerate(rows):
        axes.text(
            -0.6,
            place,
            _wrapped(name, 40, lines=1),
            ha="right",
            va="center",
            color=INK,
            fontsize=12 if is_topic else 11,
            fontweight="bold" if is_topic else "normal",
        )
        for at, article in enumerate(() if is_topic else table.columns):
            status, colour = table.at[name, article], looks[article][0]
            box = {SAME: {"facecolor": colour}, DIFFERS: {"facecolor": PAPER, "hatch": "////"}}.get(status)
            if box:
                axes.barh(place, 0.9, left=at - 0.45, height=0.86, edgecolor=colour, **box)
                axes.text(
                    at,
                    place,
                    status[0],
                    ha="center",
                    va="center",
                    fontsize=10,
                    fontweight="bold",
                    color=INK,
                    bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
                )
    axes.set_xlim(-0.5, len(table.columns) - 0.5)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xticks(range(len(articles)), [_wrapped(article, 24) for article in articles], fontsize=11)
    axes.xaxis.tick_top()
    if len(articles) * max(map(len, articles)) > LETTERS_IN_A_ROW:
        axes.tick_params(axis="x", labelrotation=90)
    axes.set_yticks([])
    axes.tick_params(colors=INK, length=0)
    axes.spines[:].set_visible(False)
    figure.supxlabel("s: same, the article says it   d: differs   blank: not there", fontsize=11, color=INK)
    said = "; ".join(
        f"{topic}: "
        + ", ".join(
            f"{fact} "
            + (
                " and ".join(
                    f"{status} in {', '.join(at)}"
                    for status in (SAME, DIFFERS)
                    if (at := list(table.columns[table.loc[fact] == status]))
                )
            )
            for fact in facts
        )
        for topic, facts in groups.items()
    )
    title = "Which article has which fact"
    return _chart(figure, title, f"{title}, {len(table)} facts. {said}. All other cells: not there.")


def topics(table, articles=None):
    """A Chart with a panel an article and a row a topic: how many of the facts of the topic it has.

    table: omissions.by_topic.
    """
    articles, looks = _chosen(articles, table["article"])
    table, names = table[table["article"].isin(articles)], list(dict.fromkeys(table["topic"]))
    reasons = {
        "the list has no fact": not names,
        "none of the facts stands in these articles": not table["facts"].any(),
    }
    if instead := _instead(articles, reasons):
        return instead
    figure, panels = _panels(table, names, articles, looks)
    for _, rows, axes, (colour, _) in panels:
        rows = rows.set_index("topic").loc[names]
        axes.barh(range(len(names)), rows["of"], color=PAPER, edgecolor=FAINT, height=0.6)
        axes.barh(range(len(names)), rows["facts"], color=colour, height=0.6)
        for place, (facts, of) in enumerate(zip(rows["facts"], rows["of"])):
            beside = of + min(0.4, 0.04 * table["of"].max())
            axes.text(beside, place, f"{facts}", va="center", color=INK if facts else FAINT)
        axes.set_xlim(0, table["of"].max() * 1.25)
        axes.xaxis.get_major_locator().set_params(integer=True)
    figure.supxlabel(
        "facts of the topic that the article has (full, number) of those in the list (outline)", fontsize=10, color=INK
    )
    said = "; ".join(
        f"{article}: " + ", ".join(f"{row.topic} {row.facts} of {row.of}" for row in rows.itertuples())
        for article, rows, _, _ in panels
    )
    title = "What the articles tell of, topic by topic"
    return _chart(figure, title, f"{title}: facts that each article has. {said}.")


def shared_words(table, articles=None):
    """A Chart with a panel an article and a row another one: the share of its words outside quotation marks that the other has.

    table: borrowing.coverage. The number is the count, and behind q the words in quotation marks in both.
    """
    articles, looks = _chosen(articles, table["article"])
    table = table[table["article"].isin(articles) & table["other"].isin([*articles, ANY_OTHER])]
    others = [*articles, ANY_OTHER]
    if instead := _instead(articles, {"these articles hold no word": not table["words"].any()}):
        return instead
    figure, panels = _panels(table, others, articles, looks)
    columns, said = ["share", "shared", "quoted_in_both"], []
    for article, rows, axes, (colour, _) in panels:
        rows = rows.set_index("other")[columns].reindex(others, fill_value=0)
        axes.barh(range(len(others)), rows["share"], color=colour, height=0.6)
        for place, (other, share, shared, quoted) in enumerate(rows.itertuples()):
            text = "–" if other == article else f"{shared:.0f}" + f" q{quoted:.0f}" * bool(quoted)
            axes.text(share + 0.3, place, text, va="center", color=INK if shared or quoted else FAINT, fontsize=10)
        axes.set_xlim(0, table["share"].max() * 1.9 + 2)
        found = [
            f"{other} {_counted(int(shared), 'word')} ({share:.1f} %)"
            + f" and {quoted:.0f} quoted in both" * bool(quoted)
            for other, share, shared, quoted in rows.itertuples()
            if shared or quoted
        ]
        said.append(f"{article}: {', '.join(found) or 'none'}")
    figure.supxlabel(
        "per cent of the words outside quotation marks; the number counts them, q those quoted in both",
        fontsize=10,
        color=INK,
    )
    title = "How many words of each article another one has too"
    return _chart(figure, title, f"{title}, in runs. {'; '.join(said)}. All others: none.")


def actors(table, articles=None):
    """A Chart with a panel an article: arrows from the sides that act, left, to those they act on, right, with their number.

    table: agency.actors. Where no actor is named, the arrow is dashed.
    """
    articles, looks = _chosen(articles, table["article"])
    table = table[table["article"].isin(articles)]
    if instead := _instead(articles, {"these articles tell no act": not table["acts"].any()}):
        return instead
    here = table[table["acts"] > 0]
    names = list(dict.fromkeys([*here["side_of_actor"], *here["side_of_affected"]]))
    # Who is not named stands below all who are.
    names = [name for name in names if name != NOT_NAMED] + [NOT_NAMED] * (NOT_NAMED in names)
    figure, panels = _panels(table, names, articles, looks)
    for _, rows, axes, (colour, _) in panels:
        written = []
        for row in rows[rows["acts"] > 0].itertuples():
            start, end = names.index(row.side_of_actor), names.index(row.side_of_affected)
            axes.annotate(
                "",
                (0.97, end),
                (0.03, start),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": colour,
                    "linewidth": 0.8 + 0.35 * row.acts,
                    "linestyle": "--" if row.side_of_actor == NOT_NAMED else "-",
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
            )
            along, down = _free_place(start, end, written)
            written.append((along, down))
            box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
            axes.text(along, down, f"{row.acts}", ha="center", va="center", color=INK, fontsize=10, bbox=box)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 1], ["acts", "is acted on"], fontsize=8)
        for tick, side in zip(axes.get_xticklabels(), ("left", "right")):
            tick.set_horizontalalignment(side)
    figure.supxlabel(
        "an arrow: acts of one side on another; the number counts them; dashed: no actor", fontsize=10, color=INK
    )
    said = "; ".join(
        f"{article}: "
        + (
            ", ".join(
                f"{row.side_of_actor} on {row.side_of_affected} {row.acts}" for row in rows.itertuples() if row.acts
            )
            or "none"
        )
        for article, rows, _, _ in panels
    )
    title = "Who acts on whom"
    return _chart(
        figure, title, f"{title}: number of acts, from the side that does them to the one they are done to. {said}."
    )


def _free_place(start, end, taken):
    """Where on an arrow across a panel its number stands free of the numbers that are `taken`, as near to its tail as can be."""
    places = [(along, start + (end - start) * along) for along in (0.3, 0.5, 0.7, 0.2, 0.4, 0.6, 0.8)]
    return next(
        (place for place in places if all(abs(place[0] - x) > 0.12 or abs(place[1] - y) > 0.6 for x, y in taken)),
        places[0],
    )


def places(placed, articles, by="label"):
    """A Chart with a strip an article: where in it, from first word to last, each label stands, or each value of `by`.

    placed: naming.dispersion. articles: all short names, in their order. by: a column of placed.
    """
    articles, looks = _chosen(None, articles)
    placed = placed[placed["article"].isin(articles)]
    if instead := _instead(articles, {f"none of the {by}s stands in these articles": placed.empty}):
        return instead
    figure, axes = _figure(rows=len(articles) * 1.3)
    labels, said = list(dict.fromkeys(placed[by])), []
    letters = _letters(labels)
    for strip, article in enumerate(articles):
        rows, colour = placed[placed["article"] == article].sort_values("start"), looks[article][0]
        axes.hlines(strip, 0, 1, color=FAINT, linewidth=1)
        axes.vlines(rows["place"], strip - 0.12, strip + 0.12, color=colour, linewidth=2)
        for turn, (place, label) in enumerate(zip(rows["place"], rows[by])):
            # Above and below the strip in turn, so that neighbours do not cover one another.
            axes.text(
                place,
                strip + (0.32 if turn % 2 else -0.32),
                letters[label],
                ha="center",
                va="center",
                color=INK,
                fontsize=9,
            )
        said.append(
            f"{article}: "
            + (", ".join(f"{label} {place:.2f}" for label, place in zip(rows[by], rows["place"])) or "none")
        )
    _articles_down(axes, articles)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([0, 0.5, 1], ["first word", "middle", "last word"])
    # A label of two words is not parted from its letter at the end of a line.
    key = [f"{letter} {_wrapped(label, 30, lines=1)}".replace(" ", "\xa0") for label, letter in letters.items()]
    axes.set_xlabel(textwrap.fill("   ".join(key), LETTERS_IN_A_ROW).replace("\xa0", " "), fontsize=10)
    title = f"Where in the article each {by} stands"
    return _chart(figure, title, f"{title}, from 0, its first word, to 1, its last. {'; '.join(said)}.")


def outcomes(table, title="How the exercises came out"):
    """A Chart with a bar an exercise: how many students have it right, have tried it, have left it open.

    table: columns right, tried, open, and right at once, indexed by exercise.
    """
    if table.empty or not table[["right", "tried", "open"]].to_numpy().any():
        return note("There is nothing to see: nobody has handed in an exercise.")
    looks = {"right": (COLOURS[0], "", PAPER), "tried": (PAPER, "///", INK), "open": (PAPER, "", INK)}
    figure, axes = _figure(rows=len(table))
    for place, (exercise, row) in enumerate(table.iterrows()):
        at = 0
        for name, (face, pattern, ink) in looks.items():
            if not row[name]:
                continue
            axes.barh(
                place,
                row[name],
                left=at,
                height=0.62,
                color=face,
                edgecolor=INK if name != "right" else face,
                hatch=pattern,
            )
            backing = {} if name == "right" else {"bbox": {"boxstyle": "round,pad=0.15", "fc": PAPER, "ec": PAPER}}
            axes.text(at + row[name] / 2, place, row[name], ha="center", va="center", color=ink, **backing)
            at += row[name]
    _articles_down(axes, list(table.index))
    axes.set_xlabel("students    (filled: right, striped: tried, empty: open)")
    said = "; ".join(
        f"{exercise}: right {row['right']} ({row['right at once']} at once), tried {row['tried']}, open {row['open']}"
        for exercise, row in table.iterrows()
    )
    return _chart(figure, title, f"{title}. {said}.")


# Between the marks of readers who answer the same, and the room that all of them may take.
APART, ROOM = 0.11, 0.8


def readers(table, medians, articles, title):
    """A Chart with two strips an article, before and after: a dot a reader on a scale of seven, the median, its interval.

    table: effects.readings of one question. medians: effects.medians of it. Who was not given the article by chance is a cross.
    """
    articles, looks = _chosen(None, articles)
    if instead := _instead(articles, {"nobody has answered this question": table.empty}):
        return instead
    figure, axes = _figure(rows=2 * len(articles))
    for article, time, _, median, low, high in medians.dropna(subset=["median"]).itertuples(index=False):
        strip = articles.index(article) + {"before": -0.22, "after": 0.2}[time]
        mine, colour = table[(table["article"] == article) & (table["time"] == time)], looks[article][0]
        for answer, same in mine.groupby("answer"):
            step = min(APART, ROOM / len(same))
            for number, drawn in enumerate(same["drawn"]):
                face = colour if time == "after" else PAPER
                place = answer + (number - (len(same) - 1) / 2) * step
                axes.plot(place, strip, "o" if drawn else "X", color=colour, markerfacecolor=face, markersize=8)
        if low == low:
            axes.hlines(strip + 0.16, low, high, color=INK, linewidth=1.5)
        axes.plot(median, strip + 0.16, "|", color=INK, markersize=10, markeredgewidth=2)
        axes.text(7.55, strip, f"{time} {len(mine)}", va="center", fontsize=10, color=INK)
    _articles_down(axes, articles)
    axes.set_xlim(0.5, 8.4)
    axes.set_xticks(range(1, 8))
    axes.set_xlabel(
        "hollow: before, full: after, cross: not given by chance;\nstroke: median, line: where the median of all such readers lies"
    )
    return _chart(
        figure, title, f"{title}{'' if title.endswith('?') else '.'} {'; '.join(_answers_said(table, medians))}."
    )


def over_time(table, title, by="outlet", time="month"):
    """A Chart with a panel for each value of `by`: a rate for each `time` as a mark, its 95 % interval as a line.

    table: by, time, count, words, rate, low, high, as an archive gives them; what it has no row for has no mark, nor has what
    has no day.
    """
    undated, table = table[table[time] == ""], table[table[time] != ""]
    values, times = (list(dict.fromkeys(table[name].sort_values())) for name in (by, time))
    if instead := _instead([], {"there is nothing to draw": not values}):
        return instead
    if len(values) > MOST_ARTICLES:
        return note(
            f"This chart can show {MOST_ARTICLES} panels, and the table has {len(values)}, one for each {by}: choose some of "
            "its rows first."
        )
    figure = _sheet(0.9 + 1.5 * len(values), INCHES_WIDE + 1)
    looks, places = look(values), {when: place for place, when in enumerate(times)}
    panels = figure.subplots(len(values), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axes, value in zip(panels, values):
        rows, (colour, mark) = table[table[by] == value], looks[value]
        across = rows[time].map(places)
        axes.vlines(across, rows["low"], rows["high"], color=FAINT, linewidth=1.5)
        axes.plot(across, rows["rate"], mark, color=colour, markersize=7)
        axes.set_title(value, fontsize=11, color=INK, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(FAINT)
        axes.tick_params(colors=INK, length=0, labelsize=9)
        axes.grid(axis="y", color="#e0e0e0", linewidth=0.8)
        axes.set_axisbelow(True)
    panels[0].set_ylim(0, table["high"].max() * 1.05)
    panels[-1].set_xticks(range(len(times)), times, rotation=30, ha="right")
    figure.supylabel("per 1,000 words; the line is the 95 % interval", fontsize=10, color=INK)
    said = "; ".join(
        f"{value}: "
        + ", ".join(
            f"{getattr(row, time)} {row.rate:.1f} ({row.low:.1f} to {row.high:.1f})"
            for row in table[table[by] == value].itertuples()
        )
        for value in values
    )
    left_out = f" Left out: {undated['count'].sum():,} found in articles without a day." if len(undated) else ""
    return _chart(figure, title, f"{title}: per 1,000 words, with the 95 % interval. {said}.{left_out}")


def estimates(table, title, ends=None):
    """A Chart with a row a way of counting: its count as a mark, its 95 % interval as a line, or no line where it has none.

    table: statements, low, high, indexed by how it was counted. ends: where the axis begins and ends, for charts that are compared.
    """
    if instead := _instead([], {"there is nothing to draw": table.empty}):
        return instead
    figure, axes = _figure(rows=len(table))
    for place, row in enumerate(table.itertuples()):
        hollow = row.low != row.low
        axes.hlines(place, row.low, row.high, color=FAINT, linewidth=2)
        look_of = {"markerfacecolor": PAPER if hollow else COLOURS[0], "markeredgewidth": 2}
        axes.plot(row.statements, place, "o", color=COLOURS[0], markersize=10, **look_of)
        said = f"{row.statements:,.0f}" + ("" if hollow else f" ({row.low:,.0f} to {row.high:,.0f})")
        axes.annotate(
            said, (row.statements, place), (0, 10), textcoords="offset points", ha="center", fontsize=10, color=INK
        )
    _articles_down(axes, list(table.index))
    axes.margins(x=0.15)
    if ends is not None:
        axes.set_xlim(*ends)
    axes.set_xlabel("statements    (full: with its 95 % interval; hollow: without)")
    said = "; ".join(
        f"{row.Index} {row.statements:,.0f}"
        + (", without an interval" if row.low != row.low else f", between {row.low:,.0f} and {row.high:,.0f}")
        for row in table.itertuples()
    )
    return _chart(figure, title, f"{title}: {said}.")


def _answers_said(table, medians):
    """For each article and time the answers in words, with the median and its interval."""
    for row in medians.itertuples():
        mine = table[(table["article"] == row.article) & (table["time"] == row.time)]["answer"]
        if mine.empty:
            yield f"{row.article} {row.time}: nobody"
            continue
        counts = ", ".join(f"{answer} by {many}" for answer, many in mine.value_counts().sort_index().items())
        interval = f"interval {row.low:g} to {row.high:g}" if row.low == row.low else "too few for an interval"
        yield f"{row.article} {row.time}: {counts} (median {row.median:g}, {interval})"


def _letters(labels):
    """A letter for each label: the first in it that no label before it has taken, or any that is free, or a number."""
    letters = {}
    for place, label in enumerate(labels):
        own = [char.upper() for char in label if char.isalpha()]
        free = [char for char in [*own, *string.ascii_uppercase, f"{place + 1}"] if char not in letters.values()]
        letters[label] = free[0]
    return letters


def _boxes(voices, counted):
    """A box for each of `voices`, or, where they are many, for each voice with its count: its voice, and what it reads."""
    ordered = sorted(voices, key=VOICES.index)
    if counted:
        return [(voice, f"{voice[0]} {count}") for voice, count in Counter(ordered).items()]
    return [(voice, voice[0]) for voice in ordered]


def _chosen(articles, there):
    """The articles to draw, and the look of each article that is there."""
    there = list(dict.fromkeys(there))
    chosen = there if articles is None else [articles] if isinstance(articles, str) else list(articles)
    for article in chosen:
        if article not in there:
            raise CorpusError(f"no article is called “{article}” in this table; there are {', '.join(there)}.")
    return chosen, look(there)


def _instead(articles, reasons):
    """The Page that stands in place of a chart which cannot be drawn, or None; reasons: why not, and whether it is so."""
    for why, holds in reasons.items():
        if holds:
            return note(f"There is nothing to see: {why}.")
    if len(articles) > MOST_ARTICLES:
        example = ", ".join(f'"{article}"' for article in articles[:2])
        return note(
            f"This chart can show {MOST_ARTICLES} articles, and there are {len(articles)}: name those to show, "
            f"such as articles=[{example}]."
        )
    return None


def _wrapped(name, width, lines=2):
    """A name in lines of so many letters, and three dots where it would need more lines."""
    # A short name may end a line behind its underscores too.
    parts = [part.replace("_ ", "_") for part in textwrap.wrap(str(name).replace("_", "_ "), width)]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: width - 1] + "…"]
    return "\n".join(parts)


def _panels(table, labels, articles, looks):
    """A figure with a panel an article in rows, labels down the left; its panels as article, rows, axes, look."""
    rows = -(-len(articles) // PANELS_IN_A_ROW)
    across = -(-len(articles) // rows)
    names = [_wrapped(label, 24) for label in labels]
    row = 0.48 if any("\n" in name for name in names) else 0.38
    figure = _sheet(1.3 + row * len(labels) * rows + 0.4 * (rows - 1), INCHES_WIDE + 1)
    grid = figure.subplots(rows, across, sharey=True, squeeze=False)
    every = grid.ravel()
    for axes, article in zip(every, articles):
        axes.set_title(_wrapped(article, 16, lines=3), fontsize=11, color=INK)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.spines["left"].set_color(FAINT)
        axes.tick_params(colors=INK, length=0, labelsize=9)
    for axes in every[len(articles) :]:
        axes.set_axis_off()
    for axes in grid[:, 0]:
        axes.set_yticks(range(len(labels)), names, fontsize=11)
        axes.set_ylim(len(labels) - 0.5, -0.5)
    return figure, [
        (article, table[table["article"] == article], axes, looks[article]) for axes, article in zip(every, articles)
    ]


def _figure(rows):
    figure = _sheet(1.0 + 0.55 * rows)
    axes = figure.add_subplot(facecolor=PAPER)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(colors=INK, length=0, labelsize=11)
    axes.xaxis.label.set(color=INK, fontsize=11)
    return figure, axes


def _articles_down(axes, articles):
    axes.set_yticks(range(len(articles)), [_wrapped(article, 24) for article in articles], fontsize=12)
    axes.set_ylim(len(articles) - 0.4, -0.6)
    axes.grid(axis="y", color="#e0e0e0", linewidth=0.8)
    axes.set_axisbelow(True)


def _by_rules(table):
    """What a chart says of statements that nobody has coded, and in which articles, if others are coded."""
    found = table["found_by"] == RULES
    where = "" if found.all() else f" in {', '.join(dict.fromkeys(table.loc[found, 'article']))}"
    return f"; found by rules{where}, see their error card" if found.any() else ""


def _counted(count, what):
    return f"{count} {what}{'s' * (count != 1)}"


def _sheet(height, width=INCHES_WIDE):
    # To import it takes a fifth of a second, which whoever draws nothing does without. Not through pyplot, whose global state
    # is not safe where a widget draws while a cell runs.
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=DOTS_PER_INCH, facecolor=PAPER, layout="constrained")


def _number(value):
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"


def _chart(figure, title, said):
    figure.suptitle(title, x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    data = base64.b64encode(picture.getvalue()).decode()
    image = f'<img alt="{escape(said)}" src="data:image/png;base64,{data}" style="max-width:100%" width="{96 * figure.get_figwidth():g}">'
    return Chart(f'<figure style="margin:0.5em 0">{image}</figure>', said)
