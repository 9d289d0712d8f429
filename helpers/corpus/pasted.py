"""What a web page leaves in a text that was copied from it, and is not the article: found by how its lines look."""

import re

import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.marks import as_table
from helpers.corpus.memory import remembered
from helpers.corpus.spans import are_inside
from helpers.corpus.tables import CorpusError, read_date

FOUND_BY = "patterns"
# Of an article that somebody has looked through: what is suspect in it and was not taken out belongs to it.
LOOKED_THROUGH = "looked_through"
LONGEST_LINE, LONGEST_HEADLINE, SHORTEST_HEADLINE, LONGEST_NAME_LINE = 40, 25, 3, 12
# A line of so few words and without a full stop, before the first sentence or behind the last one, is seldom the article.
LONGEST_SCRAP = 6
MOST_CHARACTERS = 400

# A line is suspect for the first reason whose pattern it has; a long one hardly ever is what it looks like.
REASONS = {
    "advertisement": r"^\W*(?:advertis(?:e?ment|ing)s?|sponsored(?: content)?|promoted(?: content)?|paid content"
    r"|(?:article|story) continues below.*)\W*$",
    "link to other stories": r"^\W*(?:(?:subscribers )?(?:read|see|read also|see also) (?:more|also|next)\b|read more|see also\b"
    r"|more (?:details|news|stories|from|on this)\b|(?:related|recommended|(?:most )?(?:read|popular)|trending)"
    r"(?: now| articles?| stor(?:y|ies)| content| topics?| for you)?\s*(?::|\W*$)|you (?:may|might) also like|don['’]t miss\b"
    r"|click here\b|(?:watch|listen|video|gallery|podcast)\s*:)",
    "caption or credit of a picture": r"(?:\b(?:photos?|photographs?|pictures?|images?|file photo|credit)(?: credits?)?"
    r"(?:\s*[:©]|\s+by\s+[A-Z])|\bgetty images\b|\b(?:AP|AFP|EPA|Reuters) photo\b|^\W*[\w .'’-]+ / (?:AP|AFP|EPA|Reuters)\W*$"
    r"|^\W*(?:image|photo) \d+ of \d+)",
    "copyright": r"©|^\W*\(c\) ?\d{4}|\ball rights reserved\b|^\W*copyright\b",
    "share, follow, subscribe": r"^\W*(?:follow (?:us|@|me)\b|share (?:this|on|via|with|post|article|story)\b|share\W*$|like us\b|sign up\b"
    r"|subscribe\b|already a subscriber|(?:log|sign) in\b|join (?:us|our)\b|download our\b|get (?:our|the) (?:app|newsletter)"
    r"|newsletters?\W*$|support (?:us|our)\b|donate\b|make a (?:\w+ )?donation\b|.*\bmailing list\W*$|.*\bcharitable donation\b|do you like this\b|(?:e-?mail|print|copy link|whatsapp|facebook|twitter"
    r"|linkedin|telegram)(?:\W+(?:e-?mail|print|copy link|whatsapp|facebook|twitter|x|linkedin|telegram))*\W*$"
    r"|found (?:a )?mistakes?\b|report an error|we use cookies|accept all|skip to\b|(?:play|watch) video\W*$"
    r"|\d+ (?:comments?|shares?|likes)\W*$|(?:leave a )?comments?\W*$|\d+ min(?:ute)?s?(?: read)?\W*$)",
    "tags": r"^\W*(?:tags?|topics?|keywords|filed under|categor(?:y|ies)|more on)\s*:"
    r"|^[^.!?]* [|›>] [^.!?]*$",
    "address of the page": r"^\W*(?:original )?(?:url|link|source)?\W*(?:https?://|www\.)\S+$",
}
BYLINE = re.compile(
    r"^\W*(?i:by|(?:(?:additional )?reporting|written|edited|editing|story|text|words) by)\s+\W*[^\W\d_a-z]"
)
DATED = re.compile(
    r"^\W*(?:(?:(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?|date)\b\W*(?:$|.*\d)"
    r"|\d{1,2}[:.]\d\d\W*(?:[ap]\.?m\.?|[A-Z]{2,4})?\W*$)",
    re.IGNORECASE,
)
PLACE, AGENCY = r"[^\W\d_a-z](?:[^\W\d_a-z]|[ /.'’-]){2,}", "CNN|AP|AFP|Reuters|UPI|DPA|Xinhua|TASS|IRNA|Bloomberg"
# “BRANNICK, Sept 9 (Northern Wire) -”, before the first sentence of a report; the place in capitals, or the agency known.
DATELINE = re.compile(
    rf"{PLACE}(?:, [^\W\d_][\w. ]{{1,30}}){{0,3}} ?(?:\([^()\n]{{2,40}}\))?\s*[-–—]+(?=\s)"
    rf"|(?:[^\W\d_][\w.'’-]*(?: [\w.'’-]+){{0,3}}(?:, [\w. ]{{1,30}}){{0,2}} )?\((?:{AGENCY})\)\s*[-–—]+"
)
SIGNS = {
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "word joiner": "\u2060",
    "byte-order mark": "\ufeff",
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
}
EDGES = re.compile(rf"[\s{texts.UNSEEN}]")


@remembered
def suspects(corpus):
    """A row a place that looks as if it were no part of its article, in reading order, taken out or not.

    Columns: article, text, occurrence, reason, as boilerplate.csv has them, start, end, found_by ("patterns"), is_out (whether
    the boilerplate has it already), is_open (whether nobody has decided: it is not out, and its article not looked through).
    """
    marks = [
        {"article": article, "start": start, "end": end, "reason": reason}
        for article, row in corpus.articles.iterrows()
        for start, end, reason in suspect_spans(row["raw"], row["headline"], row["outlet"])
    ]
    table = as_table(corpus, "boilerplate", marks).assign(found_by=FOUND_BY)
    table["is_out"] = are_inside(table, corpus.boilerplate).astype(bool)
    table["is_open"] = ~table["is_out"] & ~table["article"].isin(looked_through(corpus))
    return table


def looked_through(corpus):
    """The short names of the articles that somebody has looked through for what is not the article; a list."""
    said = corpus.articles.get(LOOKED_THROUGH)
    return [] if said is None else list(corpus.articles.index[said == "yes"])


def unseen(corpus):
    """How often signs that nobody sees stand in the articles: a row an article and sign. Columns: article, sign, places.

    They do no harm: words are read over them (text.UNSEEN), and a no-break space is a blank.
    """
    rows = [
        (article, name, raw.count(sign))
        for article, raw in corpus.articles["raw"].items()
        for name, sign in SIGNS.items()
        if sign in raw
    ]
    return pd.DataFrame(rows, columns=["article", "sign", "places"])


def suspect_spans(raw, headline="", outlet=""):
    """What is suspect in a text, each as start, end and the reason, in reading order; a list."""
    first = next(iter(texts.find_spans(raw, headline or headline_of(raw))), None)
    lines = [(*span, _reason(raw[slice(*span)], headline, outlet)) for span in _lines(raw)]
    sentences = [place for place, (start, end, reason) in enumerate(lines) if not reason and _is_prose(raw[start:end])]
    before, behind = (sentences[0], sentences[-1]) if sentences else (0, len(lines))
    found, begun, seen = [], False, set()
    for place, (start, end, reason) in enumerate(lines):
        if first and start <= first.start and first.end <= end:
            continue
        line = texts.shaped(raw[start:end]).text
        if not reason and not before <= place <= behind and len(texts.words(line)) <= LONGEST_SCRAP and sentences:
            reason = "short line around the article"
        elif not reason and line in seen and len(texts.words(line)) > LONGEST_SCRAP:
            reason = "stands there twice"
        seen.add(line)
        if reason:
            found.append((start, end, reason))
        elif not begun and (dateline := DATELINE.match(raw, start, end)):
            found.append((start, dateline.end(), "place and agency before the report"))
        # A dateline stands before the first paragraph, and nowhere else.
        begun = begun or not reason and len(texts.words(raw[start:end])) > LONGEST_HEADLINE
    return found


def _is_prose(line):
    """Whether a line is a sentence, or holds one."""
    return bool(re.search(r"[.!?…][\"'”’)]*$", line)) or len(texts.words(line)) > LONGEST_HEADLINE


def headline_of(raw):
    """The line of a text that looks like its headline, the first one that is not suspect; "" where it is a sentence."""
    lines = [raw[start:end].strip("#* ") for start, end in _lines(raw)]
    first, *others = [
        line for line in lines if not _reason(line, "", "") and len(texts.words(line)) >= SHORTEST_HEADLINE
    ] or [""]
    is_one = others and len(texts.words(first)) <= LONGEST_HEADLINE and not first.endswith((".", ",", ":", ";"))
    return first if is_one else ""


def _lines(raw):
    """The span of every line that holds something, without what nobody sees at its edges."""
    at = 0
    for gap in [*texts.line_breaks(raw), texts.Span(len(raw), len(raw))]:
        start, end = at, gap.start
        while start < end and EDGES.match(raw[start]):
            start += 1
        while start < end and EDGES.match(raw[end - 1]):
            end -= 1
        if start < end:
            yield start, end
        at = gap.end


def _reason(line, headline, outlet):
    """Why a line is suspect; "" for one that is not."""
    line = texts.shaped(line).text
    number = len(texts.words(line))
    is_short = number <= LONGEST_LINE and len(line) <= MOST_CHARACTERS
    if headline and line == texts.shaped(headline).text:
        return "headline repeated"
    if outlet and line.strip(" ()[]|#*").casefold() == outlet.casefold():
        return "name of the outlet"
    for reason, pattern in REASONS.items():
        if is_short and re.search(pattern, line, re.IGNORECASE):
            return reason
    if is_short and number <= LONGEST_NAME_LINE and BYLINE.search(line) and not line.endswith((".", "!", "?")):
        return "byline"
    if is_short and line.startswith("(") and line.endswith(")") and BYLINE.search(line):
        return "byline"
    return "date line" if is_short and number <= LONGEST_NAME_LINE and (DATED.search(line) or _is_date(line)) else ""


def _is_date(line):
    try:
        return bool(re.search(r"\d", line)) and len(line) < LONGEST_LINE and not pd.isna(read_date(line, ""))
    except CorpusError:
        return False
