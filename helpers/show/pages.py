"""What a page of the course shows, as a value: HTML with every text escaped, and the same in plain words."""

import base64
import re
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import pandas as pd
from IPython.display import display

from helpers.analyses.borrowing import BOTH, EXCHANGED, LEFT_OUT, NEITHER, PUT_IN, difference
from helpers.analyses.sourcing import NOT_SAID, RULES, around, stretch
from helpers.corpus.coded import FUNCTIONS, SUGGESTED
from helpers.corpus.doctor import FINE
from helpers.corpus.text import CUT

TABLE = "border-collapse:collapse;max-width:100%;line-height:1.4"


class Mark(NamedTuple):
    """How a marked span looks: a small `letter` before it, a `line` under it, both without colour, a `tint` behind it."""

    letter: str
    line: str
    tint: str

    @property
    def style(self):
        """The line and the tint as CSS for a style attribute, the only place for it that an untrusted notebook keeps."""
        return f"border-bottom:{self.line};background:{self.tint}"


# The tints let the paper through, so that they are light in a light theme and dark in a dark one.
MARKS = {
    "headline": Mark("h", "3px double", "rgba(240,150,0,0.3)"),
    "boilerplate": Mark("b", "2px dashed", "rgba(128,128,128,0.3)"),
    "suspect": Mark("?", "1px dashed", "rgba(165,165,210,0.3)"),
    "attributed": Mark("a", "2px dotted", "rgba(60,170,250,0.32)"),
    "quoted": Mark("q", "2px solid", "rgba(0,190,110,0.32)"),
    "scare": Mark("s", "4px double", "rgba(240,90,190,0.32)"),
    "source": Mark("w", "3px solid", "rgba(255,225,0,0.36)"),
    "cue": Mark("c", "3px dotted", "rgba(255,90,40,0.34)"),
    "content": Mark("t", "3px dashed", "rgba(120,100,255,0.34)"),
    "evidence": Mark("e", "5px double", "rgba(150,220,0,0.42)"),
    "clause": Mark("l", "1px solid", "rgba(150,0,120,0.35)"),
    "actor": Mark("d", "5px solid", "rgba(40,180,250,0.5)"),
    "act": Mark("v", "5px dotted", "rgba(120,250,60,0.2)"),
    "affected": Mark("o", "5px dashed", "rgba(240,140,90,0.2)"),
    "problem": Mark("p", "6px solid", "rgba(255,40,40,0.47)"),
    "cause": Mark("k", "6px dotted", "rgba(60,59,255,0.38)"),
    "evaluation": Mark("j", "6px double", "rgba(255,170,0,0.51)"),
    "remedy": Mark("m", "6px dashed", "rgba(0,255,170,0.44)"),
    "run": Mark("r", "4px solid", "rgba(0,0,240,0.35)"),
    "other words": Mark("n", "4px dashed", "rgba(240,0,240,0.4)"),
}
STATEMENT_PARTS = {"source": "who says it", "cue": "the reporting word", "content": "what is said"}
ACT_PARTS = {"actor": "who does it", "act": "the act", "affected": "to whom or to what"}
NO_SPANS = pd.DataFrame(columns=["start", "end", "kind", "reason"])
NOTHING, QUERY = "–", "?"
OPEN_KEY = "A query behind the letter: proposed by the rules, and nobody has looked at it yet."
# The voices as the matrix of frames has them, where the article's own is one of several.
VOICE_LETTERS = {
    "own": ("o", "the article’s own voice"),
    "attributed": (MARKS["attributed"].letter, "a source, retold"),
    "quoted": (MARKS["quoted"].letter, "a source, quoted"),
    "scare": (MARKS["scare"].letter, "scare quotes"),
}
ONLY, MOST_THINGS = "◆", 8
MATRIX = "text-align:left;vertical-align:top;white-space:normal;padding:0.4em 0.6em;border-bottom:1px solid #8888"
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


@dataclass(frozen=True)
class Shown(Page):
    """A Page that can be exchanged where it is shown, in the notebook too: by its `name`, the display_id."""

    name: str

    @classmethod
    def of(cls, page, name):
        return cls(page.html, page.text, name)

    def _ipython_display_(self):
        display(self._repr_mimebundle_(), raw=True, display_id=self.name)


def note(text):
    """A Page with one line of text."""
    return Page(f"<p>{safe(text)}</p>", text)


def under(*pages):
    """The pages, one under the other, as one Page."""
    return Page("".join(page.html for page in pages), "\n".join(page.text for page in pages))


def with_twin(box, page, **kwargs):
    """The bundle of a widget, with a Page as its static twin: what a stored notebook, and readers without kernel, have of it."""
    return {**box._repr_mimebundle_(**kwargs), "text/plain": page.text, "text/html": page.html}


def download(name, data, kind, words):
    """A link, HTML, that downloads bytes as a file without asking a server; kind: its media type."""
    href = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    # JupyterLab takes the look of a link away from it.
    look = "text-decoration:underline;color:var(--jp-content-link-color,inherit)"
    return f'<a download="{escape(name)}" style="{look}" href="{href}">{safe(words)}</a>'


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
    What rules have found has a query behind its letter.
    """
    text = corpus.running_text(name).replace(CUT, " ")
    spans = stretches[stretches["voice"] != "own"].rename(columns={"voice": "kind", "speaker": "reason"})
    by_rules = spans["found_by"] == RULES
    spans["number"] = by_rules.map({True: QUERY, False: ""})
    legend = {"attributed": "a source's claim, retold", "quoted": "a source, quoted", "scare": "scare quotes"}
    not_said = [
        note(f"{NOT_SAID} ({', '.join(filter(None, [row.speaker, row.cue]))}): {' '.join(row.words.split())}")
        for row in stretches[stretches["negated"]].itertuples()
    ]
    key = ["No mark: the article itself speaks.", *([OPEN_KEY] if by_rules.any() else [])]
    return under(note(" ".join(key)), reading(text, spans, legend), *not_said)


def statement(corpus, row):
    """A Page with a statement in the sentences that its parts stand in, source, cue and content marked.

    row: of statements.under_review. As long as nobody has looked at it, a query stands behind the letters.
    """
    raw = corpus.running_text(row.article).replace(CUT, " ")
    parts = {name: (row[f"{name}_start"], row[f"{name}_end"]) for name in ("source", "cue") if row[name]}
    parts["content"] = row.start, row.end
    start, end = stretch(corpus, row.article, *around(corpus, row))
    inside = sorted(span for name, span in parts.items() if name != "content")
    cuts = [row.start, *(edge for span in inside for edge in span if row.start <= edge <= row.end), row.end]
    spans = [(*span, name) for name, span in parts.items() if name != "content"]
    spans += [(*piece, "content") for piece in zip(cuts[::2], cuts[1::2])]
    spans = [
        (one - start, min(other, end) - start, name)
        for one, other, name in spans
        if start <= one < end and raw[one:other].strip()
    ]
    spans = pd.DataFrame(spans, columns=["start", "end", "kind"])
    spans = spans.assign(reason=spans["kind"].map(STATEMENT_PARTS), number=QUERY * bool(row.is_open))
    return reading(raw[start:end], spans, STATEMENT_PARTS)


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
        who = f"{row.voice} voice" + (f", {row.speaker}" if row.speaker else "")
        said = f"{row.agrees}{f' ({row.differs_in})' * bool(row.differs_in)}"
        lines.append(in_its_sentence(row, f"{said} · {who}"))
    return under(*lines)


def in_its_sentence(row, said=""):
    """A Page with words in their sentence, marked, behind the article and what is said of them.

    row: with article, text, start, sentence and sentence_start, as a row of omissions.evidence or of agreement.doubts.
    """
    start = row.start - row.sentence_start
    before, inside, after = (
        re.sub(r"\s+", " ", part)
        for part in (
            row.sentence[:start],
            row.sentence[start : start + len(row.text)],
            row.sentence[start + len(row.text) :],
        )
    )
    told = f" · {said}" * bool(said)
    return Page(
        f"<p><b>{safe(row.article)}</b>{safe(told)}<br>{safe(before)}"
        f'<b style="{MARKS["evidence"].style}">{safe(inside)}</b>{safe(after)}</p>',
        f"{row.article}{told}: {before}[{inside}]{after}",
    )


def doubts(rows, most=12):
    """A Page with places where two coders part (agreement.doubts), each in its sentence, at most so many."""
    lines = [
        in_its_sentence(row, f"{row.unit or NOTHING} · A: {row.A} · B: {row.B}") for row in rows.head(most).itertuples()
    ]
    return under(_how_many(rows, "place", most), *lines)


def acts(rows, articles):
    """A Page with the sentences of acts (agency.actions), article by article, each act with its actor and whom it is done to.

    articles: short names, in order; where one has none of the acts, the Page says so.
    """
    key = " · ".join(f"{_mark(MARKS[kind], kind, kind)} {safe(meaning)}" for kind, meaning in ACT_PARTS.items())
    lines = [Page(f"<p>{key}</p>", "")] if len(rows) else []
    for article in articles:
        mine = rows[rows["article"] == article]
        lines += [act_sentence(each) for _, each in mine.groupby("sentence_start")]
        lines += [note(f"{article}: no such act.")] if mine.empty else []
    return Page("".join(line.html for line in lines), "\n".join(line.text for line in lines if line.text))


def act_sentence(rows):
    """A Page with the sentence of `rows` of agency.actions, which stand in one, their parts marked."""
    first = rows.iloc[0]
    spans = [
        (row[f"{kind}_start"] - first["sentence_start"], row[f"{kind}_end"] - first["sentence_start"], kind, reason)
        for _, row in rows.iterrows()
        for kind, reason in [
            ("act", row["form"]),
            ("actor", row["side_of_actor"]),
            ("affected", row["side_of_affected"]),
        ]
        if row[kind] and row[f"{kind}_start"] >= first["sentence_start"]
    ]
    spans = pd.DataFrame(spans, columns=["start", "end", "kind", "reason"])
    shown = reading(first["sentence"], spans, {})
    unnamed = f" · no actor: {', '.join(rows.loc[rows['actor'] == '', 'act'])}" if (rows["actor"] == "").any() else ""
    return Page(
        f"<p><b>{safe(first['article'])}</b>{safe(unnamed)}</p>{shown.html}",
        f"{first['article']}{unnamed}: {' '.join(shown.text.split())}",
    )


def doctor(found):
    """A Page with doctor.doctor: what was found as a table, and in a line what is fine."""
    fine = found["what"] == FINE
    shown = found[~fine].set_index("what").drop(columns="check")
    sick = [table(shown)] if len(shown) else [note("Nothing was found that may lead a count astray.")]
    return under(*sick, note(f"Fine: {'; '.join(found.loc[fine, 'check']) or 'nothing'}."))


def frames(rows, articles):
    """A Page with the matrix of a frame's functions by articles; a click on a statement opens the words that say it.

    rows: frames.elements. articles: short names, in order. Each statement has the letter of its voice, and a query where it is
    only suggested; a cell without one is open.
    """
    key = " · ".join([f"<b>{letter}</b> {safe(meaning)}" for letter, meaning in VOICE_LETTERS.values()])
    key += " · <b>?</b> suggested, not said · – open: the article says nothing of the kind"
    body, plain = {}, []
    for function in FUNCTIONS:
        cells = [rows[(rows["function"] == function) & (rows["article"] == article)] for article in articles]
        body[function] = ["".join(map(_element, cell.itertuples())) for cell in cells]
        for article, cell in zip(articles, cells):
            said = "; ".join(f"{_letter(row)} {row.statement} (“{_one_line(row.text)}”)" for row in cell.itertuples())
            plain.append(f"{function} | {article} | {said or NOTHING}")
    return Page(f"<p>{key}</p>{_matrix(['function', *articles], body)}", "\n".join(plain))


def _matrix(heads, body):
    """A table of small print as HTML. heads: of its columns. body: by the head of a row its cells, HTML, "" for nothing."""
    columns = "".join(f'<th scope="col" style="{MATRIX}">{safe(head)}</th>' for head in heads)
    rows = [
        f'<tr><th scope="row" style="{MATRIX}">{safe(head)}</th>'
        + "".join(f'<td style="{MATRIX}">{cell or NOTHING}</td>' for cell in cells)
        + "</tr>"
        for head, cells in body.items()
    ]
    return f'<table style="{TABLE};font-size:0.9em"><thead><tr>{columns}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _letter(row):
    return VOICE_LETTERS[row.voice][0] + "?" * (row.certainty == SUGGESTED)


def _element(row):
    return (
        f'<details style="margin:0 0 0.5em"><summary><sup><b>{_letter(row)}</b></sup> {safe(row.statement)}</summary>'
        f"<span>“{safe(_one_line(row.text))}” ({safe(row.held_by)})</span></details>"
    )


def profile(table, outlets):
    """A Page with frames.profile as a card, or with frames.beside as two; what only one of the two has is marked.

    outlets: the name of each outlet, by short name: one, or two as in the table.
    """
    columns = [name for name in table if name in outlets] or ["found"]
    alone = table["only"] if "only" in table else pd.Series("", index=table.index)
    heads = ["part", *outlets.values()]
    body, plain = {}, [" | ".join(heads)]
    for part, rows in table.groupby("part", sort=False):
        cells = [_things(rows[rows[column] != ""], column, alone, len(columns) > 1) for column in columns]
        body[part] = [html for html, _ in cells]
        plain.append(" | ".join([part, *(text or NOTHING for _, text in cells)]))
    key = note(f"{ONLY} only one of the two has it.") if len(columns) > 1 else Page("", "")
    return Page(key.html + _matrix(heads, body), "\n".join([*filter(None, [key.text]), *plain]))


def _things(rows, column, alone, narrow):
    """What one of the profiles has in a part: as HTML and as text; where it is narrow a line each, and only the first few."""
    html, plain, most = [], [], MOST_THINGS if narrow else len(rows)
    for place, row in rows.head(most).iterrows():
        mark = f"{ONLY} " if alone[place] else ""
        html.append(f"{mark}<b>{safe(row['what'])}</b> {safe(row[column])}" if row["what"] else safe(row[column]))
        plain.append(f"{mark}{row['what']} {row[column]}".strip())
    more = [f"and {len(rows) - most} more"] if len(rows) > most else []
    return ("<br>" if narrow else " · ").join([*html, *more]), "; ".join([*plain, *more])


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


def beside(corpus, runs):
    """A Page with two articles side by side, one under the other where it is narrow, the runs that they share marked.

    runs: borrowing.between. A run has its letter and its number, the same in both; one in quotation marks in both is marked
    as quoted.
    """
    legend = {"run": "words that both have", "quoted": "the same, in quotation marks in both"}
    kinds = ["quoted" if quoted == BOTH else "run" for quoted in runs["quoted"]]
    reasons = [f"in quotation marks in {quoted}" for quoted in runs["quoted"]]
    marked = runs.assign(kind=kinds, reason=reasons, number=runs.index)
    pieces = []
    for side in ("", "other_"):
        name = marked[side.rstrip("_") or "article"].iloc[0]
        outlet = corpus.articles.at[name, "outlet"]
        spans = marked[["kind", "reason", "number"]].assign(start=marked[f"{side}start"], end=marked[f"{side}end"])
        text = reading(corpus.running_text(name).replace(CUT, " "), spans, {})
        pieces.append(under(Page(f"<p><b>{safe(outlet)}</b></p>", outlet), text))
    html = "".join(f'<div style="flex:1 1 20em;min-width:0">{piece.html}</div>' for piece in pieces)
    columns = Page(
        f'<div style="display:flex;flex-wrap:wrap;gap:1.5em">{html}</div>', "\n".join(piece.text for piece in pieces)
    )
    return under(Page(_key(legend), ""), columns)


def wordings(told):
    """A Page with a text, and under it how others word it; what the first does not have is marked, what it has more is listed.

    told: borrowing.told_again or borrowing.worded: article, text, and perhaps score.
    """
    first, *others = told.itertuples()
    shown = [_worded(first.article, first.text, NO_SPANS)]
    for row in others:
        changes = difference(first.text, row.text)
        new = changes[changes["change"].isin([EXCHANGED, PUT_IN])].copy()
        new["reason"] = [f"in place of: {was}" if was else "put in" for was in new["one"]]
        left_out = "; ".join(changes.loc[changes["change"] == LEFT_OUT, "one"])
        said = f"{row.article}, score {row.score:.2f}" if "score" in told else row.article
        shown.append(_worded(said, row.text, new.assign(kind="other words")))
        shown += [note(f"left out: {_one_line(left_out)}")] if left_out else []
    key = _key({"other words": "words that the first one does not have in this place"}) if others else ""
    return under(Page(key, ""), *shown)


def _worded(who, text, spans):
    return under(Page(f"<p><b>{safe(who)}</b></p>", who), reading(re.sub(r"\s", " ", text), spans, {}))


def _one_line(text):
    return " ".join(text.split())


def runs(found, most=12):
    """A Page with borrowing.shared as a table of what is said alike, the longest first, at most so many rows."""
    shown = found.head(most)
    pairs = pd.Index(shown["article"] + " and " + shown["other"], name="articles")
    rows = pd.DataFrame(
        {
            "words": shown["words"],
            "run": [_one_line(text) for text in shown["text"]],
            "in quotation marks in": shown["quoted"].replace(NEITHER, ""),
            "voices": [" / ".join(dict.fromkeys(pair)) for pair in zip(shown["voice"], shown["other_voice"])],
        }
    ).set_index(pairs)
    count = _how_many(found, "run", most)
    return count if found.empty else under(count, table(rows))


def alignment(card, chosen):
    """A Page with the error card of borrowing.aligned: how often it is right at several thresholds.

    card: borrowing.thresholds. chosen: borrowing.measured, at the threshold that the course uses.
    """
    shown = pd.DataFrame(
        {
            "threshold": [f"{value:.2f}" for value in card["threshold"]],
            "found": card["found"],
            "right": card["right"],
            "of those found, are right, %": 100 * card["precision"],
            "of those to find, were found, %": 100 * card["recall"],
            "F1": [f"{value:.2f}" for value in card["f1"]],
        }
    ).set_index("threshold")
    said = (
        f"Error card of the alignment, at its threshold {chosen.threshold:.2f}: of {chosen.found} found, {chosen.right} have a "
        f"fact in common ({100 * chosen.precision:.0f} %); of {chosen.to_find} to find, {100 * chosen.recall:.0f} % were "
        "found. The threshold was chosen on the five articles of the course: elsewhere expect less."
    )
    return under(note(said), table(shown, places=0))


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
    at; where two overlap, the first one holds; a column number, if there, stands behind the letter of its mark. legend: what
    each kind means, by kind.
    """
    html, plain, at = [], [], 0
    for span in spans.sort_values("start", kind="stable").itertuples():
        start = max(span.start, at)
        if span.end > start:
            mark = MARKS[span.kind]._replace(letter=f"{MARKS[span.kind].letter}{getattr(span, 'number', '')}")
            html += [safe(raw[at:start]), _marked_lines(raw[start : span.end], mark, span.reason)]
            plain += [raw[at:start], f"[{mark.letter}: {raw[start : span.end]}]"]
            at = span.end
    shown = "".join(
        f'<p style="margin:0.6em 0">{paragraph}</p>' for paragraph in _lines("".join(html) + safe(raw[at:]))
    )
    return Page(
        f'<div style="max-width:46em;line-height:1.6">{_key(legend)}{shown}</div>',
        "\n\n".join(_lines("".join(plain) + raw[at:])),
    )


def _key(legend):
    key = " · ".join(f"{_mark(MARKS[kind], kind, kind)} {safe(meaning)}" for kind, meaning in legend.items())
    return f'<p style="margin:0.6em 0">{key}</p>' if legend else ""


def layers(raw, start, end, spans):
    """A Page with a stretch of a text in which two readers have marked: the first one's line below, the other's above.

    spans: by reader a DataFrame with start and end, offsets into raw. What only one has marked has a tint, and says whose.
    """
    (one, below), (other, above) = spans.items()
    cuts = {start, end, *(at for table in spans.values() for edge in ("start", "end") for at in table[edge])}
    cuts = sorted(int(at) for at in cuts if start <= at <= end)
    runs = []
    for first, last in zip(cuts, cuts[1:]):
        who = tuple(bool(((table["start"] <= first) & (last <= table["end"])).any()) for table in (below, above))
        runs = [*runs[:-1], (runs[-1][0], last, who)] if runs and runs[-1][2] == who else [*runs, (first, last, who)]
    names = {(True, True): "both", (True, False): f"only {one}", (False, True): f"only {other}"}
    html, plain = "", ""
    for first, last, who in runs:
        text = " ".join(f"x{raw[first:last]}x".split())[1:-1]
        html += safe(text) if who not in names else _layer(names[who], text, *who)
        plain += text if who not in names else f"[{names[who]}: {text}]"
    legend = " · ".join(_layer(name, "" if all(who) else f" {name.split()[1]}", *who) for who, name in names.items())
    return Page(f'<div style="max-width:46em;line-height:2.1"><p>{legend}</p><p>{html}</p></div>', plain)


def _layer(name, text, below, above):
    lines = ["border-bottom:3px solid"] * below + ["border-top:2px dashed"] * above
    tint = [] if below and above else [f"background:{MARKS['evidence' if below else 'content'].tint}"]
    return (
        f'<span style="{";".join([*lines, *tint])}" title="{escape(name)}"><sup>{escape(name)}</sup>{safe(text)}</span>'
    )


def _lines(text):
    return [line for line in re.split(r"\s*\n\s*", text) if line.strip()]


def _marked_lines(text, mark, reason):
    return "\n".join(_mark(mark, line, reason) if line.strip() else "" for line in re.split(r"\s*\n\s*", text))


def _mark(mark, text, reason):
    return f'<span style="{mark.style}" title="{escape(_one_line(str(reason)))}"><sup>{mark.letter}</sup>{safe(text)}</span>'


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
