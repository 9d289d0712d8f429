"""Chapter 02: what the articles call the same people, how often, in whose voice, and what another word would change."""

import re
from bisect import bisect_right
from typing import NamedTuple

import pandas as pd

from helpers.analyses.voice import VOICES, voices
from helpers.attribution.measure import wilson
from helpers.corpus import text as texts
from helpers.corpus.memory import remembered
from helpers.corpus.spans import overlapping
from helpers.corpus.tables import forms_in

MENTION_COLUMNS = ["article", "label", "form", "start", "end", "sentence", "voice", "use", "compound", "means"]
# A singular label before one of these is a noun by itself ("the opposition would …"); before another word it modifies.
NOT_MODIFIED = set(
    "and or but who whom whose that which to of in on at from by with for as is are was were has have had "
    "would will could can may might should must do does did not also so".split()
)
NONE, NO_HEADLINE = "none", "no headline in the file"
FOLLOWING = re.compile(r"[ \xa0]([^\W\d_]+)")
HYPHENS = ("-", "‐", "‑")
# What a sign in a form stands for in a text.
SHAPES = {
    "*": r"[^\W_]*",
    " ": r"\s+",
    '"': f"(?:{texts.DOUBLE_MARK})",
    "'": f"(?!{texts.DOUBLE_MARK}){texts.SINGLE_MARK}",
}


class PatternError(ValueError):
    """A search that cannot be made; the message says why, and how to write it."""


def mentions(corpus, lexicon=None, voice=True):
    """Every place in the articles where a word of `lexicon` stands, by default of `corpus.labels`.

    Columns: article, label, form (as it stands there), start, end (offsets into raw), sentence, voice (see voice), use
    ("noun", or "modifier" as in "rebel enclave" and "rebel-held"), compound (the hyphenated word that it is part of,
    or ""), means (whom it names if not the fighters of the event: other_fighters.csv; or ""). Where two labels fit, the
    longer holds. Headlines and boilerplate are not searched. voice: whether to say the voice; where nobody has coded the
    articles, rules must find all statements for it, which takes several times as long as all the rest.
    """
    if lexicon is None and voice:
        return _labelled(corpus)
    return _mentions(corpus, corpus.labels if lexicon is None else lexicon, voice)


@remembered
def _labelled(corpus):
    return _mentions(corpus, corpus.labels)


def _mentions(corpus, lexicon, voice=True):
    label_of, search = _lexicon(lexicon)
    rows, quotations = [], []
    for article, running in corpus.running_texts():
        found = list(search.places(running))
        if not found:
            continue
        marks = texts.quotations(running) if voice else None
        quotations += [(article, mark.start, mark.end) for mark in marks or ()]
        sentences = texts.sentence_spans(running, marks, around=[start for (start, _), _ in found])
        starts = [sentence.start for sentence in sentences]
        read = {}
        for (start, end), form in found:
            place = bisect_right(starts, start) - 1
            # One text for all mentions in a sentence: over many articles the copies would fill the memory.
            if place not in read:
                read[place] = running[slice(*sentences[place])]
            compound = _compound(running, start, end)
            rows.append(
                (
                    article,
                    _label(form, label_of),
                    running[start:end],
                    start,
                    end,
                    read[place],
                    _use(running, start, end, compound),
                    compound,
                )
            )
    table = pd.DataFrame(rows, columns=["article", "label", "form", "start", "end", "sentence", "use", "compound"])
    # With all labels of the lexicon as categories, a label that stands nowhere still counts, as zero.
    table["label"] = pd.Categorical(table["label"], categories=list(dict.fromkeys(lexicon["label"])))
    if voice:
        table["voice"] = voices(corpus, table, pd.DataFrame(quotations, columns=["article", "start", "end"]))
    table["means"] = _means(corpus, table)
    return table[[column for column in MENTION_COLUMNS if column in table]]


def _lexicon(lexicon):
    """The label of each form, as text.shaped reads it, and the Search for all the forms."""
    label_of = {texts.shaped(form).text: row.label for row in lexicon.itertuples() for form in forms_in(row.forms)}
    return label_of, Search(label_of)


def any_of(forms):
    """A pattern that finds any of the word forms, `*` for any letters, in a text in small letters, read as text.spelt.

    The longest holds. Raises PatternError for a form that holds no word.
    """
    for form in forms:
        if not texts.words(form):
            raise PatternError(
                f"“{form}” holds no word to look for: write a word, a phrase, or a part of a word with a "
                "star, such as militant*."
            )
    groups = {}
    # The longest first, so that "rebels" is not taken for "rebel", nor "armed groups" for "armed group".
    for form in sorted((texts.shaped(form).text for form in forms), key=len, reverse=True):
        first = "" if form[0] in SHAPES else re.escape(form[0])
        groups.setdefault(first, []).append(_as_written(form[bool(first) :]))
    # That no word goes on before a form is asked behind its first letter, so that the search can look for that letter.
    alternatives = (rf"{first}(?<!\w{first})(?:{'|'.join(groups[first])})" for first in sorted(groups, reverse=True))
    # Not \b, which stands nowhere behind a form that ends in a full stop ("Sen.").
    return re.compile(rf"(?:{'|'.join(alternatives)})(?!\w)" if groups else r"(?!)")


def _as_written(form):
    """A pattern for a form in whatever shape its blanks, quotation marks and apostrophes are written."""
    return "".join(SHAPES.get(sign) or re.escape(sign) for sign in form)


def _label(form, label_of):
    """The label of a form as it was found, by the longest form with a star that reads so."""
    if form in label_of:
        return label_of[form]
    written = sorted(label_of, key=len, reverse=True)
    return label_of[next(each for each in written if re.fullmatch(_as_written(each), form))]


class Search:
    """A search for word forms in many texts, as any_of writes them. Raises PatternError for a form that holds no word."""

    def __init__(self, forms):
        self._pattern = any_of(forms)
        stems = {re.match(r"[^*\s\"']*", texts.shaped(form).text).group() for form in forms}
        self._stems = [stem for stem in stems if not any(map(stem.startswith, stems - {stem}))]

    def places(self, text):
        """The span of each place in `text` where a form stands, and the form, as text.shaped reads it, in small letters."""
        reading = texts.spelt(text)
        for match in self._matches(_lowered(reading.text)):
            span = reading.span(*match.span()) if reading.folds else match.span()
            yield span, texts.shaped(match.group()).text

    def _matches(self, text):
        """What the pattern finds, tried only where a form begins: that is much sooner seen than tried."""
        if "" in self._stems:
            yield from self._pattern.finditer(text)
            return
        end = 0
        for at in sorted({at for stem in self._stems for at in texts.all_places(text, stem)}):
            match = self._pattern.match(text, at) if at >= end else None
            if match:
                end = match.end()
                yield match


def _lowered(text):
    # A few letters change their length when they are lowered, which would move every offset behind them.
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)
    )


def _compound(text, start, end):
    if text[start - 1 : start] not in HYPHENS and text[end : end + 1] not in HYPHENS:
        return ""
    before = re.search(r"(?:[^\W_]+[-‐‑])*$", text[max(0, start - 40) : start]).group()
    after = re.match(r"(?:[-‐‑][^\W_]+)*", text[end : end + 40]).group()
    return before + text[start:end] + after if before or after else ""


def _use(text, start, end, compound):
    if compound:
        return "modifier"
    if text[end - 1] in "sS":
        return "noun"
    following = FOLLOWING.match(text, end)
    return "modifier" if following and following.group(1).lower() not in NOT_MODIFIED else "noun"


def _means(corpus, table):
    if not corpus.has("other_fighters"):
        return ""
    others, means = corpus.other_fighters, [""] * len(table)
    # Backwards, so that of two rows that hold a mention the first has the last word.
    for mention, other in reversed(list(zip(*overlapping(table, others)))):
        row, place = others.iloc[other], table.iloc[mention]
        if row["start"] <= place["start"] and place["end"] <= row["end"]:
            means[mention] = row["means"]
    return means


def rates(corpus, found, by=None):
    """How often each article has the mentions in `found`, one row for each article and each value of `by`.

    by: None, or a column of mentions, or several. Columns: article, those of by, count, words (of the article), rate
    (mentions per 1,000 words), low, high (its 95 % Wilson interval, Wilson 1927, per 1,000 words). Rows that count zero
    are there too. The interval treats the words as if they were drawn by chance, which those of an article are not: it
    illustrates how little a text of this length can say, and is no finding about an outlet.
    """
    by = [] if by is None else [by] if isinstance(by, str) else list(by)
    values = [_values(found[name]) for name in by]
    every = pd.MultiIndex.from_product([corpus.articles.index, *values], names=["article", *by])
    counts = found.groupby(["article", *by]).size()
    table = (counts if by else counts.rename_axis("article")).reindex(
        every if by else corpus.articles.index, fill_value=0
    )
    table = table.rename("count").reset_index()
    table["words"] = table["article"].map(corpus.articles["words"])
    table["rate"] = 1000 * table["count"] / table["words"]
    low, high = wilson(table["count"], table["words"])
    table["low"], table["high"] = 1000 * low.clip(lower=0), 1000 * high
    return table


def _values(column):
    if column.name == "voice":
        return VOICES
    return list(column.cat.categories) if column.dtype == "category" else list(dict.fromkeys(column))


def counts(corpus, found, by):
    """How often each article has each value of `by`, a column of mentions: one row an article, one column a value."""
    return (
        pd.crosstab(found["article"], found[by])
        .reindex(index=corpus.articles.index, columns=_values(found[by]), fill_value=0)
        .rename_axis(columns=None)
    )


def other_fighters(corpus, found):
    """How many of the mentions name the people whom the event is about, and how many others (other_fighters.csv).

    Columns, indexed by article: all mentions, of those here, of others, who (the others).
    """
    others = found[found["means"] != ""]
    table = pd.DataFrame(
        {"all mentions": found["article"].value_counts(), "of others": others["article"].value_counts()}
    )
    table = table.reindex(corpus.articles.index).fillna(0).astype(int)
    table.insert(1, "of those here", table["all mentions"] - table["of others"])
    table["who"] = others.groupby("article")["means"].agg(lambda who: ", ".join(dict.fromkeys(who)))
    return table


def first_labels(corpus, found):
    """The labels in the first sentence of each article. Columns, indexed by article: labels, first sentence."""
    first = corpus.sentences[corpus.sentences["number"] == 1].set_index("article")
    ends = found["article"].map(first["end"])
    labels = found[found["end"] <= ends].groupby("article")["form"].agg(", ".join)
    return pd.DataFrame({"labels": labels, "first sentence": first["sentence"]}).reindex(corpus.articles.index)


def headline_labels(corpus, lexicon=None):
    """The labels in the headline of each article, which `mentions` does not search, and those in its text.

    lexicon: as for mentions. Columns, indexed by article: headline, labels in the headline, labels in the text. A cell
    reads "rebel 9, fighter 1", the most frequent first, or "none"; where the file has no headline, which is no zero, the
    first is "" and the second says so.
    """
    label_of, search = _lexicon(corpus.labels if lexicon is None else lexicon)
    headlines, found = corpus.articles["headline"], mentions(corpus, lexicon)
    in_text = found["label"].astype("str").groupby(found["article"]).agg(_counted)
    table = headlines.to_frame()
    table["labels in the headline"] = [
        _counted([_label(form, label_of) for _, form in search.places(headline)]) if headline else NO_HEADLINE
        for headline in headlines
    ]
    table["labels in the text"] = in_text.reindex(headlines.index, fill_value=NONE)
    return table


def _counted(labels):
    counts = pd.Series(labels, dtype="str").value_counts()
    return ", ".join(f"{label} {count}" for label, count in counts.items()) or NONE


def wordings(corpus):
    """What each article calls other things, by family of wordings.csv, the most frequent first.

    One row an article, one column a family; a cell reads "enclave 3, area 1".
    """
    found = mentions(corpus, corpus.wordings)
    family = found["label"].astype("str").map(corpus.wordings.set_index("label")["family"])
    cells = found["label"].astype("str").groupby([found["article"], family]).agg(_counted)
    return (
        cells.unstack()
        .reindex(index=corpus.articles.index, columns=list(dict.fromkeys(corpus.wordings["family"])))
        .rename_axis(columns=None)
    )


def concordance(corpus, query, window=5, sort=None, articles=None, rows=None):
    """Every place where `query` stands, with the words around it.

    query: a word, several of them in a list, or a phrase; * stands for any letters ("militant*"). window: how many words
    left and right. sort: None for reading order, or "L1" to "L3", "R1" to "R3": by the first to third word to the left
    or to the right. articles: short names, all by default. rows: at most so many. Columns: article, left, keyword,
    right, start, end. Raises PatternError for a query that holds no word.
    """
    pattern = _query(query)
    if sort is not None and not re.fullmatch("[LR][1-9]", str(sort)):
        raise PatternError(f"Sort by L1, L2, L3, R1, R2 or R3, not by “{sort}”.")
    lines = _lines(corpus, pattern, max(0, int(window)), articles)
    if sort is None and rows is not None:
        lines = (line for line, _ in zip(lines, range(rows)))
    table = pd.DataFrame(lines, columns=["article", "left", "keyword", "right", "start", "end"])
    if sort is not None:
        side, place = ("left", -int(sort[1])) if sort[0] == "L" else ("right", int(sort[1]) - 1)
        table = table.sort_values(
            side, key=lambda column: column.map(lambda text: _word_at(text, place)), kind="stable", ignore_index=True
        )
    return table if rows is None else table.head(rows)


def _query(query):
    wanted = [query] if isinstance(query, str) else list(query)
    return Search([" ".join(form.lower().split()) for form in wanted])


def _lines(corpus, search, window, articles):
    for article, running in corpus.running_texts():
        if articles is not None and article not in articles:
            continue
        for (start, end), _ in search.places(running):
            # A word is rarely longer than 30 letters, so that a slice holds the window; it need not be the whole text.
            before = texts.word_spans(running[max(0, start - 40 * window) : start])[-window:] if window else []
            after = texts.word_spans(running[end : end + 40 * window])[:window] if window else []
            left = running[max(0, start - 40 * window) + before[0].start : start] if before else ""
            right = running[end : end + after[-1].end] if after else ""
            yield (
                article,
                *(" ".join(part.replace(texts.CUT, " ").split()) for part in (left, running[start:end], right)),
                start,
                end,
            )


def _word_at(text, place):
    found = [word.lower() for word in texts.words(text)]
    return found[place] if -len(found) <= place < len(found) else ""


def dispersion(corpus, found):
    """Where in its article each mention stands: `found` with the column place, from 0 (its first word) to 1 (its last)."""
    starts = {
        article: texts.word_edges(corpus.running_text(article))[:, 0].tolist()
        for article in dict.fromkeys(found["article"])
    }
    # A mention inside a compound stands where the compound begins.
    places = [
        (bisect_right(starts[article], start) - 1) / max(1, len(starts[article]) - 1)
        for article, start in zip(found["article"], found["start"])
    ]
    return found.assign(place=places)


class Swapped(NamedTuple):
    """A text with other labels: `text`, how many places changed, and a sentence for each thing that was left as it was."""

    text: str
    changed: int
    left: list


def labels_in(corpus, text):
    """The words of any text that are labels in labels.csv, in small letters, each with the label that it has: a dict."""
    return words_in(text, corpus.labels)


def words_in(text, lexicon):
    """The words of any text that stand in a lexicon, in small letters, in their order, each with the label that it has: a dict.

    lexicon: a table with the columns label and forms.
    """
    label_of, search = _lexicon(lexicon)
    return {form: _label(form, label_of) for _, form in search.places(text)}


def swap(text, labels):
    """`text` with each label of `labels` replaced, {"militants": "rebels"}: number, capitals and a/an are kept.

    Singular and plural are both replaced, also in compounds ("pro-militant" becomes "pro-rebel").
    """
    forms, left = {}, []
    for old, new in labels.items():
        old, new = old.strip().lower(), new.strip().lower()
        if not texts.words(old) or not texts.words(new):
            left.append(f"“{old}” → “{new}”: a word is missing, so nothing was replaced.")
            continue
        if old.endswith("s") != new.endswith("s"):
            left.append(f"“{old}” and “{new}” are not of the same number; verbs around them were left as they are.")
        forms.update(
            {_singular(old): _singular(new), _plural(old): _plural(new)}
            if old.endswith("s") == new.endswith("s")
            else {old: new}
        )
    pattern = re.compile(
        rf"(\b[Aa]n?\s+)?\b({'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})\b", re.IGNORECASE
    )
    changed, count = pattern.subn(lambda match: _replaced(match, forms), text) if forms else (text, 0)
    return Swapped(changed, count, left)


def _replaced(match, forms):
    article, old = match.group(1) or "", match.group(2)
    new = forms[old.lower()]
    new = new.upper() if old.isupper() else new[:1].upper() + new[1:] if old[:1].isupper() else new
    if article:
        an = "an" if new[:1].lower() in "aeiou" else "a"
        article = (an.capitalize() if article[0].isupper() else an) + article[len(article.rstrip()) :]
    return article + new


def _singular(word):
    return word[:-1] if word.endswith("s") else word


def _plural(word):
    return word if word.endswith("s") else word + "s"


def house_rules(corpus):
    """Each place where a word stands for which a newsroom has a published rule, with the voice it is in.

    Columns: newsroom, words, article, form, voice, sentence. A rule binds its own newsroom only; for the others it is
    one newsroom's answer.
    """
    parts = []
    for rule in corpus.house_rules.itertuples():
        lexicon = pd.DataFrame([{"label": rule.rule, "forms": rule.words}])
        parts.append(mentions(corpus, lexicon).assign(newsroom=rule.newsroom, words=rule.words))
    table = pd.concat(parts, ignore_index=True)
    return table[["newsroom", "words", "article", "form", "voice", "sentence"]]
