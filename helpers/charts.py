"""Charts: each draws the table that it is given, in one style, and says in words what it shows, with its numbers."""
import base64
import io
from html import escape

from matplotlib.figure import Figure

from helpers.pages import Page

INK, FAINT, PAPER = "#1a1a1a", "#767676", "#ffffff"
# From the palette of Okabe and Ito (2002, revised 2008): those of its colours that reach a contrast of 3:1 on white.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#1a1a1a"]
MARKS = ["o", "s", "^", "D", "P", "v", "X"]
INCHES_WIDE, DOTS_PER_INCH = 7.5, 150


class Chart(Page):
    """A Page with a picture: its `text` says what the picture shows, and is its alt text."""


def look(articles):
    """The colour and the mark of each article: the same in every chart, by its place among all `articles`."""
    return {article: (COLOURS[place % len(COLOURS)], MARKS[place % len(MARKS)]) for place, article in enumerate(articles)}


def before_after(table, title, unit):
    """A Chart with a row an article: the first of two columns as a hollow mark, the second as a full one, a line between.

    table: two columns of numbers, indexed by article. unit: what the numbers count.
    """
    before, after = table.columns
    figure, axes = _figure(rows=len(table))
    for place, (article, (colour, mark)) in enumerate(look(table.index).items()):
        start, end = table.at[article, before], table.at[article, after]
        axes.plot([start, end], [place, place], color=colour, linewidth=2, zorder=1)
        axes.plot(start, place, mark, color=colour, markerfacecolor=PAPER, markeredgewidth=2, markersize=11)
        axes.plot(end, place, mark, color=colour, markersize=11)
        for value, other in {(start, end), (end, start)}:
            left = value < other
            axes.annotate(_number(value), (value, place), (-12 if left else 12, 0), textcoords="offset points",
                          ha="right" if left else "left", va="center", color=INK)
    _articles_down(axes, table.index)
    axes.margins(x=0.15)
    axes.set_xlabel(f"{unit}    (hollow: {before}, full: {after})")
    said = "; ".join(f"{article} {_number(start)}" + (f", then {_number(end)}" if end != start else ", both times")
                     for article, start, end in table.itertuples())
    return _chart(figure, title, f"{title}. {before}, then {after}, in {unit}: {said}.")


def _figure(rows):
    # Not through pyplot, whose global state is not safe where a widget draws while a cell runs.
    figure = Figure(figsize=(INCHES_WIDE, 1.0 + 0.55 * rows), dpi=DOTS_PER_INCH, facecolor=PAPER, layout="constrained")
    axes = figure.add_subplot(facecolor=PAPER)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(colors=INK, length=0, labelsize=11)
    axes.xaxis.label.set(color=INK, fontsize=11)
    return figure, axes


def _articles_down(axes, articles):
    axes.set_yticks(range(len(articles)), articles, fontsize=12)
    axes.set_ylim(len(articles) - 0.4, -0.6)
    axes.grid(axis="y", color="#e0e0e0", linewidth=0.8)
    axes.set_axisbelow(True)


def _number(value):
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"


def _chart(figure, title, said):
    figure.suptitle(title, x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    data = base64.b64encode(picture.getvalue()).decode()
    image = f'<img alt="{escape(said)}" src="data:image/png;base64,{data}" style="max-width:100%" width="{INCHES_WIDE * 96:g}">'
    return Chart(f'<figure style="margin:0.5em 0">{image}</figure>', said)
