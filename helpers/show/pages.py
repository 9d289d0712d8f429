"""What a page of the course shows, as a value: HTML with every text escaped, and the same in plain words."""

import re
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.analyses.sourcing import NOT_SAID, RULES
from helpers.corpus.text import CUT

TABLE = "border-collapse:collapse;max-width:100%;line-height:1.4"
# How a marked span looks: a line of its own kind under it, and a small letter, so that no colour is needed.
MARKS = {
    "headline": ("h", "3px double"),
    "boilerplate": ("b", "2px dashed"),
    "attributed": ("a", "2px dotted"),
    "quoted": ("q", "2px solid"),
    "scare": ("s", "4px double"),
}
NO_SPANS = pd.DataFrame(columns=["start", "end", "kind", "reason"])
NOTHING = "–"
CELL = "text-align:{align};vertical-align:top;white-space:{wrap};padding:0.3em 0.7em;border-bottom:1px solid #8888"


@dataclass(frozen=True)
class Page:
    """Something to look at: `html` for the eye, `text` for readers without HTML, and for the comparison of outputs."""

    html: str
    text: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, "text/html": self.html}

    def __repr__(self):
        return self.text


def note(text):
    """A Page with one line of text."""
    return Page(f"<p>{safe(text)}</p>", text)


def under(*pages):
    """The pages, one under the other, as one Page."""
    return Page("".join(page.html for page in pages), "\n".join(page.text for page in pages))


def article(corpus, name, cleaned=False):
    """A Page with the file of an article, its headline and boilerplate marked, or with the article alone."""
    row = corpus.articles.loc[name]
    if cleaned:
        return reading(row["text"], NO_SPANS, {})
    spans = corpus.left_out[corpus.left_out["article"] == name]
    kinds = spans.assign(kind=["headline" if reason == "headline" else "boilerplate" for reason in spans["reason"]])
    return reading(row["raw"], kinds, {"headline": "the headline, not counted", "boilerplate": "not the article"})


def voices(corpus, name, stretches):
    """A Page with an article, without its boilerplate, its stretches marked by voice.

    stretches: sourcing.who_says. What the article says itself has no mark; what a source is said not to have said is listed.
    """
    text = corpus.running_text(name).replace(CUT, " ")
    spans = stretches[stretches["voice"] != "own"].rename(columns={"voice": "kind", "speaker": "reason"})
    legend = {"attributed": "a source's claim, retold", "quoted": "a source, quoted", "scare": "scare quotes"}
    not_said = [
        note(f"{NOT_SAID} ({', '.join(filter(None, [row.speaker, row.cue]))}): {' '.join(row.words.split())}")
        for row in stretches[stretches["negated"]].itertuples()
    ]
    return under(note("No mark: the article itself speaks."), reading(text, spans, legend), *not_said)


def statements(said, most=12):
    """A Page with sourcing.attributions as a table of who says what by which word, at most so many rows.

    Where rules have found some, each row says how it is known; where a source is said *not* to have said it, so does its row.
    """
    shown = said.assign(negated=said["negated"].map({True: NOT_SAID, False: ""})).head(most)
    marks = {"negated": said["negated"].any(), "found_by": (said["found_by"] == RULES).any()}
    columns = ["source", *(name for name, holds in marks.items() if holds), "cue", "text"]
    shown = shown.set_index("article")[columns].rename(columns={"text": "content"})
    count = _how_many(said, "statement", most)
    return count if said.empty else under(count, table(shown))


def facts(unknown, most=12):
    """A Page with omissions.unknown_to as a table, at most so many rows."""
    return under(_how_many(unknown, "fact", most), table(unknown.head(most).drop(columns="topic")))


def evidence(rows):
    """A Page with the evidence for one fact (omissions.evidence): each in its sentence, marked, with whose voice it is."""
    lines = [note(rows["statement"].iloc[0])]
    for row in rows.itertuples():
        start = row.start - row.sentence_start
        before, inside, after = (
            re.sub(r"\s+", " ", part)
            for part in (
                row.sentence[:start],
                row.sentence[start : start + len(row.text)],
                row.sentence[start + len(row.text) :],
            )
        )
        who = f"{row.voice} voice" + (f", {row.speaker}" if row.speaker else "")
        said = f"{row.agrees}{f' ({row.differs_in})' * bool(row.differs_in)}"
        lines.append(
            Page(
                f"<p><b>{safe(row.article)}</b> · {safe(said)} · {safe(who)}<br>{safe(before)}"
                f"<mark><b>{safe(inside)}</b></mark>{safe(after)}</p>",
                f"{row.article} · {said} · {who}: {before}[{inside}]{after}",
            )
        )
    return under(*lines)


def concordance(lines, most=12):
    """A Page with naming.concordance as keyword in context: the keyword in the middle, at most so many lines."""
    shown = lines.head(most)
    cell = '<td style="text-align:{};padding:0.2em 0.5em">{}</td>'
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left">{safe(row.article)}</th>{cell.format("right", safe(row.left))}'
        f"{cell.format('center', f'<b>{safe(row.keyword)}</b>')}{cell.format('left', safe(row.right))}</tr>"
        for row in shown.itertuples()
    )
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{name}</th>'
        for name, side in [("article", "left"), ("left", "right"), ("keyword", "center"), ("right", "left")]
    )
    words = [f"{row.article} | {row.left} | {row.keyword} | {row.right}" for row in shown.itertuples()]
    count = _how_many(lines, "place", most)
    if lines.empty:
        return note(
            "This word does not stand in any of the articles searched. That is a finding too; but is it spelt right?"
        )
    return under(
        count,
        Page(f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>', "\n".join(words)),
    )


def _how_many(rows, what, most):
    return note(
        f"{len(rows)} {what}{'s' * (len(rows) != 1)}" + (f"; the first {most} are shown." if len(rows) > most else ".")
    )


def safe(text):
    """`text` as HTML that shows it letter by letter: no markup, and no formula between two dollar signs."""
    return re.sub(r"([$\\])", r"<span>\1</span>", escape(str(text)))


def reading(raw, spans, legend):
    """A Page with a text to read, line by line, its spans marked.

    spans: DataFrame with start, end (offsets into raw), kind (of MARKS) and reason, which the mark shows when pointed
    at; where two overlap, the first one holds. legend: what each kind means, by kind.
    """
    key = " · ".join(f"{_mark(MARKS[kind], kind, kind)} {safe(meaning)}" for kind, meaning in legend.items())
    html, plain, at = [], [], 0
    for span in spans.sort_values("start").itertuples():
        start = max(span.start, at)
        if span.end > start:
            html += [safe(raw[at:start]), _marked_lines(raw[start : span.end], MARKS[span.kind], span.reason)]
            plain += [raw[at:start], f"[{MARKS[span.kind][0]}: {raw[start : span.end]}]"]
            at = span.end
    shown = "".join(
        f'<p style="margin:0.6em 0">{paragraph}</p>' for paragraph in _lines("".join(html) + safe(raw[at:]))
    )
    note = f'<p style="margin:0.6em 0">{key}</p>' if legend else ""
    return Page(
        f'<div style="max-width:46em;line-height:1.6">{note}{shown}</div>',
        "\n\n".join(_lines("".join(plain) + raw[at:])),
    )


def _lines(text):
    return [line for line in re.split(r"\s*\n\s*", text) if line.strip()]


def _marked_lines(text, mark, reason):
    return "\n".join(_mark(mark, line, reason) if line.strip() else "" for line in re.split(r"\s*\n\s*", text))


def _mark(mark, text, reason):
    letter, line = mark
    return f'<span style="border-bottom:{line}" title="{escape(str(reason))}"><sup>{letter}</sup>{safe(text)}</span>'


def table(frame, caption="", places=1):
    """A Page with `frame` as a table: texts left, numbers right, the index as row headers, a dash for nothing.

    Index and columns are shown under their own names, so units belong into those. places: decimals of broken numbers.
    """
    numbers = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in frame}
    shown = frame.reset_index() if frame.index.name else frame
    titles = [str(name).replace("_", " ") for name in shown]
    rows = [[_plain(value, places) for value in row] for row in shown.itertuples(index=False)]
    head = "".join(_cell("th", title, numbers.get(name), ' scope="col"') for name, title in zip(shown, titles))
    body = "".join(f"<tr>{_row(shown, row, numbers, bool(frame.index.name))}</tr>" for row in rows)
    top = f'<caption style="text-align:left">{safe(caption)}</caption>' if caption else ""
    html = f'<table style="{TABLE}">{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    words = [" | ".join(row) for row in [titles, *rows]]
    return Page(html, "\n".join(([caption] if caption else []) + words))


def _row(shown, cells, numbers, headed):
    tags = ["th" if headed and place == 0 else "td" for place in range(len(cells))]
    return "".join(
        _cell(
            tag,
            cell,
            numbers.get(name),
            ' scope="row"' if tag == "th" else "",
            wrap=not pd.api.types.is_datetime64_any_dtype(shown[name]),
        )
        for tag, name, cell in zip(tags, shown, cells)
    )


def _cell(tag, value, number, scope, wrap=True):
    style = CELL.format(align="right" if number else "left", wrap="normal" if wrap else "nowrap")
    return f'<{tag}{scope} style="{style}">{safe(value)}</{tag}>'


def _plain(value, places):
    if pd.isna(value) or value == "":
        return NOTHING
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.{places}f}" if isinstance(value, float) else str(value)
