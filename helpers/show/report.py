"""The report on an event: one page on which every number leads to the places that it counts, to be read, printed, handed round."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

import pandas as pd

from helpers.analyses import agency, borrowing, conclusions, frames, naming, omissions, reading, sourcing
from helpers.analyses.sourcing import RULES
from helpers.analyses.statements import found_by, said
from helpers.analyses.voice import VOICES, placed
from helpers.corpus.coded import DIFFERS, NOT_NAMED, SUGGESTED
from helpers.corpus.spans import beginning_in
from helpers.show import charts, error_card, pages
from helpers.show.pages import NOTHING, Page, note, safe, under

# Nothing is fetched and nothing runs, whatever an article holds.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark }
body { max-width: 56rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
a { color: #0b4f9c }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; overflow-wrap: anywhere }
h2 { margin-top: 2.5rem; border-bottom: 1px solid }
p, li { overflow-wrap: anywhere }
th, td { overflow-wrap: break-word }
img { height: auto }
.wide { overflow-x: auto; margin: 1rem 0 }
table { font-size: 0.9rem }
caption { text-align: left }
li:target, section:target > h4 { outline: 2px solid; outline-offset: 3px }
@media screen and (prefers-color-scheme: dark) { body { color: #eee; background: #121212 } a { color: #9ecbff } }
@page { size: A4; margin: 15mm }
@media print {
  :root { color-scheme: light }
  body { max-width: none; padding: 0; font-size: 10pt }
  nav { display: none }
  a { color: inherit; text-decoration: none }
  .wide { overflow: visible }
  table { font-size: 8.5pt; width: 100% }
  thead { display: table-header-group }
  tr, figure, li { break-inside: avoid }
  .new { break-before: page }
}
"""
LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>')
PICTURE = re.compile(r'<figure[^>]*><img alt="([^"]*)"[^>]*></figure>')
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
NO_EVIDENCE = "No evidence is given for this sentence yet."
PLACES, SENTENCES = "The places behind the numbers", "The articles, sentence by sentence"


@dataclass
class Part:
    """A part of a report while it is made: the lists of places behind its numbers, each with its heading and its items, HTML.

    number: its place in the report, from which its links are named, so that no name in a link comes from an article.
    """

    corpus: object
    number: int
    lists: list = field(default_factory=list)

    def list(self, heading, items):
        """Add a list of places; gives a function that makes a link to it of what is shown, and a dash of 0."""
        self.lists.append((heading, items))
        target = f"n{self.number}-{len(self.lists)}"
        return lambda shown: f'<a href="#{target}">{safe(f"{shown:,}")}</a>' if shown else NOTHING

    def places(self, heading, rows, say):
        """The same for the places of `rows`, of in_sentences. say: gives of a row what is said of it."""
        return self.list(heading, [self.place(row, say(row)) for row in rows.itertuples()])

    def place(self, row, said=""):
        """A place in its sentence as HTML. row: of in_sentences."""
        return f"{self.sentence(row)} {pages.in_its_sentence(row, said).html}"

    def sentence(self, row, shown=""):
        """A link to the sentence of a row of in_sentences, by default with its number."""
        where = f"{_article(self.corpus, row.article)}-{row.number}"
        return f'<a href="#{where}">{safe(shown or f"sentence {row.number}")}</a>'


@dataclass(frozen=True)
class Report:
    """A report on a corpus. page: to be read in a notebook. document: the same as a file of HTML that needs nothing else."""

    page: Page
    document: str

    @property
    def brief(self):
        """The page without pictures, in their words, and without the places: what a notebook can store."""
        return Page(FOLDED.sub("", PICTURE.sub(r"<p>\1</p>", self.page.html)), self.page.text)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.page._repr_mimebundle_()

    def __repr__(self):
        return self.page.text


def report(corpus):
    """A Report of what chapters 01 to 07 ask of five articles, on any corpus: its parts are always the same, in the same order.

    A part whose table the corpus lacks says what it needs.
    """
    made = []
    for number, (title, (needs, make)) in enumerate(PARTS.items(), 1):
        part = Part(corpus, number)
        lacking = [f"{name}.csv" for name in needs if not corpus.has(name)]
        shown = (
            note(f"Nobody has looked at this yet: it needs {' and '.join(lacking)}.") if lacking else make(corpus, part)
        )
        made.append((title, shown, part.lists))
    return Report(_page(corpus, made), _document(corpus, made))


def _page(corpus, made):
    pieces = [_head(corpus)]
    for number, (title, shown, lists) in enumerate(made, 1):
        folded = f"<details><summary>{PLACES}</summary>{_listed(number, lists, 'h4')}</details>" if lists else ""
        pieces.append(Page(f"<h3>{safe(title)}</h3>{shown.html}{folded}", f"\n{title}\n{shown.text}"))
    whole = under(*pieces)
    # A notebook shows no target of a link, and would have each of them twice.
    return Page(re.sub(r' id="[^"]*"', "", LINK.sub(r"\1", whole.html)), whole.text)


def _document(corpus, made):
    titles = [title for title, _, _ in made] + [PLACES, SENTENCES]
    contents = "".join(f'<li><a href="#p{number}">{safe(title)}</a></li>' for number, title in enumerate(titles, 1))
    parts = [
        f'<section id="p{number}"><h2>{safe(title)}</h2>{shown.html}</section>'
        for number, (title, shown, _) in enumerate(made, 1)
    ]
    lists = [
        f"<h3>{safe(title)}</h3>{_listed(number, lists, 'h4')}"
        for number, (title, _, lists) in enumerate(made, 1)
        if lists
    ]
    for number, title, body in [
        (len(made) + 1, PLACES, "".join(lists)),
        (len(made) + 2, SENTENCES, _sentences(corpus)),
    ]:
        parts.append(f'<section id="p{number}" class="new"><h2>{title}</h2>{body}</section>')
    name = safe(_name(corpus))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>Report on {name}</title><style>{STYLE}</style></head><body>"
        f"<header><h1>Report on {name}</h1>{_head(corpus).html}</header>"
        f'<nav aria-label="Contents"><ol>{contents}</ol></nav><main>{"".join(parts)}</main></body></html>\n'
    )


def _name(corpus):
    return " ".join(corpus.folder.name.replace("_", " ").split())


def _head(corpus):
    lines = [
        f"{row.outlet}{f': “{_line(row.headline)}”' * bool(row.headline)}"
        f"{f', {row.published:%Y-%m-%d}' if pd.notna(row.published) else ', no date'}, {row.words} words ({row.Index})"
        for row in corpus.articles.itertuples()
    ]
    items = "".join(
        f'<li><a href="#{_article(corpus, article)}">{safe(line)}</a></li>'
        for article, line in zip(corpus.articles.index, lines)
    )
    return Page(f"<ul>{items}</ul>", "\n".join([_name(corpus), *lines]))


def _listed(part, lists, level):
    """The lists of places of a part, each under its heading, as HTML."""
    return "".join(
        f'<section id="n{part}-{number}"><{level}>{safe(heading)}</{level}>'
        f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></section>"
        for number, (heading, items) in enumerate(lists, 1)
    )


def _sentences(corpus):
    """Every article as HTML, a numbered line a sentence, its voices marked; each can be the target of a link."""
    legend = {"attributed": "a source’s claim, retold", "quoted": "a source, quoted", "scare": "scare quotes"}
    html = pages.reading("", pages.NO_SPANS, legend).html
    for article, row in corpus.articles.iterrows():
        name, voices = _article(corpus, article), sourcing.who_says(corpus, article)
        voices = voices[voices["voice"] != "own"].rename(columns={"voice": "kind", "speaker": "reason"})
        html += f'<section id="{name}"><h3>{safe(row["outlet"])} ({safe(article)})</h3>'
        html += f"<p><b>{safe(_line(row['headline']))}</b></p>" if row["headline"] else ""
        items = ""
        for sentence in corpus.sentences_of(article).itertuples():
            mine = voices[voices["sentence"] == sentence.number].copy()
            mine[["start", "end"]] -= sentence.start
            items += f'<li id="{name}-{sentence.number}">{pages.reading(sentence.sentence, mine, {}).html}</li>'
        html += f"<ol>{items}</ol></section>"
    return html


def _article(corpus, article):
    return f"a{corpus.articles.index.get_loc(article) + 1}"


def _of_article(corpus, article, words):
    """A number of words of an article, as a link to it."""
    return f'<a href="#{_article(corpus, article)}">{words:,}</a>' if words else NOTHING


def in_sentences(corpus, spans):
    """`spans`, with article, start and end, each with the sentences that it stands in: text, sentence, sentence_start, number."""
    first = corpus.sentences.iloc[beginning_in(spans, corpus.sentences)]
    last = corpus.sentences.iloc[beginning_in(spans.assign(start=spans["end"] - 1), corpus.sentences)]
    raw = corpus.articles["raw"].to_dict()
    places = list(zip(spans["article"], spans["start"], spans["end"], first["start"], last["end"]))
    return spans.assign(
        number=first["number"].to_numpy(),
        sentence_start=first["start"].to_numpy(),
        text=[raw[article][start:end] for article, start, end, _, _ in places],
        sentence=[raw[article][begins : max(ends, end)] for article, _, end, begins, ends in places],
    )


def _table(caption, heads, rows):
    """A Page with a table. rows: a list of cells each, HTML that is ours or made safe; the first is the head of its row."""
    if not rows:
        return note(f"{caption}: none.")
    aligned = ["right" if _are_numbers(column) else "left" for column in zip(*rows)]
    top = "".join(_cell("th", safe(head), side, ' scope="col"') for head, side in zip(heads, aligned))
    first = [_cell("th", row[0], aligned[0], ' scope="row"') for row in rows]
    rest = ["".join(_cell("td", cell, side) for cell, side in zip(row[1:], aligned[1:])) for row in rows]
    body = "".join(f"<tr>{head}{cells}</tr>" for head, cells in zip(first, rest))
    html = (
        f'<table style="{pages.TABLE}"><caption style="text-align:left">{safe(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
    return _wide(Page(html, "\n".join([caption, *(" | ".join(map(_plain, row)) for row in [heads, *rows])])), caption)


def _are_numbers(column):
    return all(re.fullmatch(rf"[\d,.]+|{NOTHING}", _plain(cell)) for cell in column)


def _cell(tag, html, side, scope=""):
    return f'<{tag}{scope} style="{pages.CELL.format(align=side, wrap="normal")}">{html}</{tag}>'


def _wide(page, name):
    """A Page that can be moved sideways, by keyboard too, where it is wider than the window."""
    return Page(
        f'<div class="wide" style="overflow-x:auto" tabindex="0" role="group" aria-label="{escape(name)}">{page.html}</div>',
        page.text,
    )


def _plain(html):
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", "; ")))


def _line(text):
    return " ".join(text.split())


def _groups(table, columns):
    """The rows of each value of `columns`, in the order in which they come."""
    return table.groupby(columns, sort=False, observed=True)


def _concluded(corpus, part):
    table = conclusions.written(corpus)
    shown = [note("Nothing is concluded yet.")] if table.empty else []
    for number, (sentence, rows) in enumerate(_groups(table, "conclusion"), 1):
        quoted = rows[rows["article"] != ""]
        shown.append(Page(f"<p><b>{number}. {safe(sentence)}</b></p>", f"{number}. {sentence}"))
        shown.append(evidence(corpus, quoted, part))
    return under(*shown)


def evidence(corpus, rows, part=None):
    """A Page with the evidence for a conclusion: rows of conclusions.csv that quote an article, each in its sentence.

    part: the Part of a report in which it stands, with links to the sentences.
    """
    if rows.empty:
        return note(NO_EVIDENCE)
    shown = []
    for row in in_sentences(corpus, rows).join(placed(corpus, rows)[["voice", "speaker"]]).itertuples():
        place = pages.in_its_sentence(row, f"{row.voice} voice{f', {row.speaker}' * bool(row.speaker)}")
        shown.append(Page(f"{part.sentence(row)} {place.html}" if part else place.html, place.text))
    return under(*shown)


def _limits(corpus, part):
    table, titles = conclusions.limits(corpus), list(PARTS)
    items = []
    for about, says in table.itertuples(index=False):
        number = titles.index(ABOUT[about]) + 1
        # What is said of the whole report leads nowhere else.
        link = "" if number == part.number else f' (<a href="#p{number}">{safe(titles[number - 1])}</a>)'
        items.append(f"<li>{safe(says)}{link}</li>")
    return Page(f"<ul>{''.join(items)}</ul>", "\n".join(f"- {says}" for says in table["says"]))


def _provenance(corpus, part):
    known, rows = reading.provenance(corpus), []
    for article, row in corpus.articles.iterrows():
        values = known.loc[article]
        cells = []
        for name, stated in [("outlet", "outlet_stated"), ("author", "text_by_stated"), ("date", "published_stated")]:
            value = values[name] if not isinstance(values[name], pd.Timestamp) else f"{values[name]:%Y-%m-%d}"
            words = f": “{_line(row[stated])}”" if row[stated] else ""
            cells.append(safe(f"{'' if pd.isna(value) else value} ({values[f'{name}: how known']}{words})".strip()))
        rest = [safe(each) for each in (row["identified_by"], row["about_the_outlet"]) if each] + [_address(row["url"])]
        cells += ["<br>".join(filter(None, rest)) or NOTHING, _of_article(corpus, article, row["words"])]
        rows.append([safe(article), *cells])
    heads = ["article", "outlet", "author", "date", "how we know, and where it stands", "words"]
    return _table("What each file says of itself, and what was inferred", heads, rows)


def _address(url):
    """An address as a link if it is one of the web, else as text."""
    is_web = re.fullmatch(r"https?://\S+", url, re.IGNORECASE)
    shown = f'<span style="overflow-wrap:anywhere">{safe(url)}</span>' if url else ""
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>' if is_web else shown


def _names(corpus, part):
    found = naming.mentions(corpus)
    shown = [
        charts.label_voices(found, corpus.articles.index),
        _mentions(corpus, part, found, "Labels by voice", "label"),
    ]
    if corpus.has("other_fighters"):
        others = naming.other_fighters(corpus, found).query("`of others` > 0")
        shown += [
            note(f"{article}: {row['of others']} of {row['all mentions']} mentions name others ({row['who']}).")
            for article, row in others.iterrows()
        ]
    heads = naming.headline_labels(corpus)
    rows = [
        [safe(article), safe(_line(row["headline"])) or NOTHING, safe(row["labels in the headline"])]
        for article, row in heads.iterrows()
    ]
    shown.append(
        _table("Labels in the headlines, which are not counted above", ["article", "headline", "labels"], rows)
    )
    if corpus.has("wordings"):
        words = naming.mentions(corpus, corpus.wordings)
        shown.append(_mentions(corpus, part, words, "Other words by voice", "wording"))
    return under(*shown)


def _mentions(corpus, part, found, caption, name):
    counted, found, rows = naming.rates(corpus, found, "label"), in_sentences(corpus, found), []
    for row in counted[counted["count"] > 0].itertuples():
        mine = found[(found["article"] == row.article) & (found["label"] == row.label)]
        linked = part.places(f"{row.article}: {row.label}", mine, _named)
        voices = [linked(int((mine["voice"] == voice).sum())) for voice in VOICES]
        rows.append([safe(row.article), safe(row.label), *voices, linked(len(mine)), f"{row.rate:.1f}"])
    return _table(caption, ["article", name, *VOICES, "all", "per 1,000 words"], rows)


def _named(row):
    return f"{row.voice} voice{f', means {row.means}' * bool(row.means)}"


def _speakers(corpus, part):
    given, rows = said(corpus), []
    order = {article: place for place, article in enumerate(corpus.articles.index)}
    given = in_sentences(corpus, given.sort_values("article", key=lambda names: names.map(order), kind="stable"))
    for (article, kind, speaker), mine in _groups(given, ["article", "source_type", "speaker"]):
        linked = part.places(f"{article}: {speaker}", mine, _by_which_word)
        by_rules = int((mine["found_by"] == RULES).sum())
        rows.append([safe(article), safe(kind), safe(speaker), linked(len(mine)), linked(by_rules)])
    words = sourcing.by_voice(corpus).pivot(index="article", columns="voice", values="words")
    spoken = [
        [
            safe(article),
            *(f'<a href="#{_article(corpus, article)}">{words.at[article, voice]:,}</a>' for voice in VOICES),
        ]
        for article in corpus.articles.index
    ]
    rules = (found_by(corpus) == RULES).any()
    return under(
        charts.sources(sourcing.sources(corpus)),
        _table("Statements", ["article", "kind of source", "who", "statements", "of them by rules, unread"], rows),
        charts.voice_shares(sourcing.by_voice(corpus)),
        _table("Words in each voice; below, the articles are marked by it", ["article", *VOICES], spoken),
        *([_wide(error_card.card(), "Error card of the rules")] if rules else []),
    )


def _by_which_word(row):
    return f"“{row.cue}”{', found by rules, unread' * (row.found_by == RULES)}" if row.cue else "no reporting word"


def _only_one(corpus, part):
    told, rows = in_sentences(corpus, omissions.evidence(corpus).drop_duplicates(["fact", "article"])), []
    alone = omissions.unique(corpus)
    for article in corpus.articles.index:
        mine, missing = told[told["article"] == article], omissions.unknown_to(corpus, article)
        only = mine[mine["fact"].isin(alone.index)]
        has = part.places(f"{article}: facts that it has", mine, lambda row: row.statement)
        lists = part.list(
            f"{article}: facts that others have",
            [
                f"{safe(row.statement)} <br>{safe(row.told_by)}"
                for row in missing.rename(columns={"told by": "told_by"}).itertuples()
            ],
        )
        own = part.places(f"{article}: facts that no other has", only, lambda row: row.statement)
        rows.append([safe(article), has(len(mine)), own(len(only)), lists(len(missing))])
    only = told[told["fact"].isin(alone.index)]
    only = only.sort_values("article", key=lambda names: names.map(corpus.articles.index.get_loc), kind="stable")
    return under(
        charts.coverage(omissions.coverage(corpus), corpus.facts.set_index("fact")["topic"]),
        _table("Facts", ["article", "it has", "it alone has", "missing here, told by others"], rows),
        _table("What only one tells", ["article", *TOLD], _told(corpus, part, only)),
    )


TOLD = ["what it tells", "in these words", "in whose voice"]


def _told(corpus, part, rows):
    """Cells for rows of omissions.evidence, in_sentences: article, statement, words with a link to their sentence, voice."""
    return [
        [
            safe(row.article),
            safe(row.statement),
            part.sentence(row, f"“{_line(row.text)}”"),
            safe(f"{row.voice}{f': {row.speaker}' * bool(row.speaker)}"),
        ]
        for row in rows.itertuples()
    ]


def _numbers(corpus, part):
    table, told = omissions.disagreeing(corpus), in_sentences(corpus, omissions.evidence(corpus))
    places = told[told["value"].notna() & told["fact"].isin(table["fact"])]
    cells = _told(corpus, part, places)
    numbers = [
        [statement, article, safe(row.number), safe(row.counts), safe(row.period) or NOTHING, words, voice, row.agrees]
        for row, (article, statement, words, voice) in zip(table.itertuples(), cells, strict=True)
    ]
    odd = told[told["agrees"] == DIFFERS]["fact"]
    others = told[told["fact"].isin(odd) & ~told["fact"].isin(table["fact"])]
    otherwise = [
        [statement, article, safe(row.differs_in) or "the same", words, voice]
        for row, (article, statement, words, voice) in zip(
            others.itertuples(), _told(corpus, part, others), strict=True
        )
    ]
    return under(
        note("differs: it cannot be true together with the others. same: worded otherwise, or of another time."),
        _table(
            "Numbers of one fact that are not the same in all",
            ["fact", "article", "number", "of what", "when", "in these words", "in whose voice", "coded as"],
            numbers,
        ),
        _table(
            "Told otherwise, without a number",
            ["fact", "article", "differs in", "in these words", "in whose voice"],
            otherwise,
        ),
    )


def _acts(corpus, part):
    acts = agency.actions(corpus)
    acts = acts.assign(number=in_sentences(corpus, acts)["number"])
    counted, rows, blank = agency.actors(corpus), [], []
    for row in counted[(counted["acts"] > 0) & (counted["side_of_actor"] != NOT_NAMED)].itertuples():
        mine = acts[
            (acts[["article", *agency.PAIR]] == [row.article, row.side_of_actor, row.side_of_affected]).all(axis=1)
        ]
        heading = f"{row.article}: {row.side_of_actor} on {row.side_of_affected}"
        linked = part.list(heading, [_act(part, mine, place) for place in mine.index])
        rows.append([safe(row.article), safe(row.side_of_actor), safe(row.side_of_affected), linked(row.acts)])
    for article, row in agency.unnamed(corpus, "article").iterrows():
        mine = acts[(acts["article"] == article) & (acts["actor"] == "")]
        linked = part.list(f"{article}: acts without an actor", [_act(part, mine, place) for place in mine.index])
        blank.append([safe(article), *(linked(row[name]) for name in ["no actor", "elsewhere", "not at all"])])
    return under(
        charts.actors(counted),
        _table("Who acts on whom", ["article", "who acts", "on whom", "acts"], rows),
        _table(
            "Acts without an actor",
            ["article", "acts without an actor", "the article names one elsewhere", "it names none"],
            blank,
        ),
    )


def _act(part, rows, place):
    row = rows.loc[place]
    said = f"on {row['side_of_affected']}; actor named {row['named_elsewhere']}" if not row["actor"] else row["form"]
    return f"{part.sentence(row)} · {safe(said)} {pages.act_sentence(rows.loc[[place]]).html}"


def _shared(corpus, part):
    here, rows, links = borrowing.shared(corpus), [], {}
    there = here.assign(article=here["other"], start=here["other_start"], end=here["other_end"])
    here, there = in_sentences(corpus, here), in_sentences(corpus, there)
    for pair, mine in _groups(here, ["article", "other"]):
        both = zip(mine.itertuples(), there.loc[mine.index].itertuples())
        items = [
            f"{part.place(one, f'{one.words} words, {one.voice} voice')}{part.place(two, f'{two.other_voice} voice')}"
            for one, two in both
        ]
        links[frozenset(pair)] = part.list(" and ".join(pair), items), len(mine)
    counted = borrowing.coverage(corpus)
    for row in counted[counted["other"] != borrowing.ANY_OTHER].itertuples():
        linked, number = links[frozenset([row.article, row.other])]
        rows.append(
            [
                safe(row.article),
                safe(row.other),
                linked(number),
                linked(row.shared),
                _of_article(corpus, row.article, row.words),
                linked(row.quoted_in_both),
            ]
        )
    return under(
        charts.shared_words(counted),
        _table(
            f"Runs of {borrowing.AT_LEAST} words or more that two articles share",
            [
                "article",
                "with",
                "runs",
                "words in them",
                "of its words outside quotation marks",
                "words that both quote",
            ],
            rows,
        ),
    )


def _functions(corpus, part):
    table, rows = in_sentences(corpus, frames.elements(corpus)), []
    for row in frames.functions(corpus).itertuples():
        mine = table[(table["article"] == row.article) & (table["function"] == row.function)]
        linked = part.places(f"{row.article}: {row.function}", mine, _held)
        own = mine["voice"].isin(["own", "scare"])
        rows.append(
            [safe(row.article), row.function, linked(len(mine)), _statements(mine[own]), _statements(mine[~own], True)]
        )
    return _table(
        "What each article says in the four functions, or lets a source say; a dash: it leaves that open",
        ["article", "function", "places", "the article’s own", "a source’s"],
        rows,
    )


def _statements(rows, held=False):
    said = [
        safe(f"{row.statement}{' (suggested)' * (row.certainty == SUGGESTED)}{f': {row.held_by}' * held}")
        for row in rows.itertuples()
    ]
    return "<br>".join(said) or NOTHING


def _held(row):
    return f"{row.statement}{', suggested' * (row.certainty == SUGGESTED)} · {row.voice} voice, {row.held_by}"


# Of each part of a report: the tables that it needs, and what makes it.
PARTS = {
    "What is concluded": ([], _concluded),
    "What may not be concluded": ([], _limits),
    "Where the articles are from": ([], _provenance),
    "Who is named how": (["labels"], _names),
    "Who speaks": ([], _speakers),
    "What only one tells": (["facts", "evidence"], _only_one),
    "Numbers that disagree": (["facts", "evidence"], _numbers),
    "Who acts, and who is not named": (["actions"], _acts),
    "The same words": ([], _shared),
    "The four functions of a frame": (["frames"], _functions),
}
# In which part stands what is meant by conclusions.limits.
ABOUT = {
    "articles": "Where the articles are from",
    "coding": "What may not be concluded",
    "statements": "Who speaks",
    "facts": "What only one tells",
    "acts": "Who acts, and who is not named",
    "shared words": "The same words",
    "frames": "The four functions of a frame",
    "conclusions": "What is concluded",
}
