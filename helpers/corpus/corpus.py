"""A corpus is a folder: articles as text files, verbatim, and hand-coded tables beside them, read into DataFrames."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd

from helpers import ROOT
from helpers.corpus import text as texts
from helpers.corpus.coded import (
    SPAN_COLUMNS,
    TABLES,
    check_references,
    read_coded,
    read_spans,
    table_of,
    without_taken_out,
)
from helpers.corpus.memory import Memory, Tables, remembered
from helpers.corpus.spans import number_overlapping
from helpers.corpus.tables import (
    CorpusError,
    forms_in,
    read_date,
    read_table,
    repeated,
    rows_of,
    rows_where,
    spans_by_article,
)

ARTICLES = "articles.csv"
ARTICLE_COLUMNS = [
    "article",
    "file",
    "outlet",
    "text_by",
    "headline",
    "published",
    "url",
    "identified_by",
    "about_the_outlet",
]
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# Chinese, Japanese and Thai, Lao, Khmer and Burmese are written without blanks between words.
WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
BOILERPLATE_COLUMNS = SPAN_COLUMNS + ["reason"]
# The words with which the file itself states what stands in the other column.
STATED_COLUMNS = {name: f"{name}_stated" for name in ("outlet", "text_by", "published")}
# Tables of which articles.csv may say, under "coded", that an article was read for it, though it has no row there.
CODED_FOR = ["attributions"]
LEFT_OUT_COLUMNS = ["article", "text", "reason", "start", "end"]


@dataclass(frozen=True, repr=False)
class Corpus:
    """Articles and their tables, as DataFrames; `load_corpus` makes one from a folder.

    folder: where it was read from.
    articles: a row an article, in the order of articles.csv, indexed by its short name. Columns: outlet, text_by,
        headline, published (a date, or NaT), url, identified_by, about_the_outlet, outlet_stated,
        text_by_stated and published_stated (the words with which the file states them, or ""), coded (the tables that
        it was read for although it has no row there), file, raw (the file as it is, which
        all offsets slice), text (what is counted: raw without boilerplate and without the headline, paragraphs
        parted by a blank line), words (number of words of text).
    boilerplate: a row a span that is not the article. Columns: article, text, occurrence, reason, start, end.
    left_out: a row a span that is not counted. Columns: article, text, reason ("headline", or why it is boilerplate),
        start, end; in reading order.
    tables: the tables of TABLES that the folder has, by name; each can be had as an attribute too, `corpus.labels`.
        Those that quote the articles have start and end: see coded.read_coded. Beside attributions there is taken_out, the
        statements that a reader has taken out of it. A second coding, such as frames_b, is read and checked when it is
        first asked for.

    A corpus never changes, and remembers what was computed from it (memory.remembered); `with_tables`, and whatever else
    changes something, gives a new one.
    """

    folder: Path
    articles: pd.DataFrame
    boilerplate: pd.DataFrame
    left_out: pd.DataFrame
    tables: Mapping
    _memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)

    def __post_init__(self):
        # What was computed from a table must not outlive it: with other tables it is another corpus.
        object.__setattr__(self, "tables", Tables(self.tables))

    def __getattr__(self, name):
        if name not in TABLES:
            raise AttributeError(name)
        if name not in self.tables:
            columns, _, example = TABLES[name]
            raise CorpusError(
                f"This needs the table {name}.csv, which {self.folder.name} lacks: its columns are "
                f"{', '.join(columns)}, and a row of it looks like this: “{example}”."
            )
        return self.tables[name]

    def has(self, name):
        """Whether the folder has the table `name`."""
        return name in self.tables

    @remembered
    def coded_in(self, name):
        """The short names of the articles that are coded in the table `name`: a set.

        Those are the ones with a row in it, be it one that was taken out, and those of which articles.csv says so under
        `coded`.
        """
        stated = self.articles["coded"].map(lambda cell: name in forms_in(cell))
        tables = [name, "taken_out"] if name == "attributions" else [name]
        rows = [article for each in tables if self.has(each) for article in self.tables[each]["article"]]
        return {*self.articles.index[stated.astype(bool)], *rows}

    def coded_by(self, coder):
        """The corpus with the tables of another coder, such as "B", in place of its own: frames_b.csv in place of frames.csv.

        Raises CorpusError where the folder has no table of that coder, and for a row of one that cannot be used.
        """
        theirs = [name for name in self.tables if name.endswith(f"_{coder.lower()}")]
        if not theirs:
            raise CorpusError(
                f"{self.folder.name} has no table of coder {coder}: a second coding is a table beside the first, such as "
                f"frames_{coder.lower()}.csv beside frames.csv."
            )
        return self.with_tables(**{table_of(name): self.tables[name] for name in theirs})

    def with_tables(self, **tables):
        """The corpus with these tables in place of its own, or beside them."""
        return replace(self, tables=self.tables | tables)

    def short_names(self, names):
        """The short names of the articles that `names` means: one or several short names or outlets, in any case.

        Raises CorpusError for a name that is no article's.
        """
        names = [names] if isinstance(names, str) else list(names)
        known = {outlet.casefold(): article for article, outlet in self.articles["outlet"].items()}
        known.update((article.casefold(), article) for article in self.articles.index)
        for name in names:
            if name.casefold() not in known:
                raise CorpusError(
                    f"no article is called “{name}”; the short names are {', '.join(self.articles.index)}."
                )
        return [known[name.casefold()] for name in names]

    def choices(self, articles=None):
        """The articles, or those with these short names, for a menu: pairs of what to call one, and its short name.

        It is called as its outlet, with the short name behind that where an outlet has several articles.
        """
        outlets = self.articles["outlet"]
        several = set(outlets[outlets.duplicated()])
        outlets = outlets if articles is None else outlets[articles]
        return [
            (f"{outlet} ({article})" if outlet in several else outlet, article) for article, outlet in outlets.items()
        ]

    def __repr__(self):
        return f"Corpus of {len(self.articles)} articles in {self.folder.name}/"

    def running_text(self, article):
        """The article as long as its file, with a form feed for each character that is boilerplate or headline."""
        return _cut(self.articles.at[article, "raw"], self._spans_left_out.get(article, []))

    def running_texts(self):
        """Short name and running text of each article, in order."""
        for article, raw in self.articles["raw"].items():
            yield article, _cut(raw, self._spans_left_out.get(article, []))

    @property
    @remembered
    def _spans_left_out(self):
        return spans_by_article(self.left_out)

    @property
    @remembered
    def sentences(self):
        """A row a sentence, in reading order. Columns: article, sentence, start, end, number (from 1, per article).

        `raw[start:end]` is the sentence. Headlines and boilerplate are none, and no sentence runs across them.
        """
        return self._spans(texts.sentence_spans, "sentence", self.articles.index)

    def sentences_of(self, article):
        """The sentences of one article, without a look at the others; columns as those of sentences."""
        return self._spans(texts.sentence_spans, "sentence", [article])

    @property
    @remembered
    def quotations(self):
        """A row a quotation. Columns: article, quotation, start, end, balanced, number (from 1, per article).

        The marks belong to the quotation. `balanced` is False where a mark has no partner: see text.quotations.
        """
        return self._spans(texts.quotations, "quotation", self.articles.index)

    def quotations_of(self, article):
        """The quotations of one article, without a look at the others; columns as those of quotations."""
        return self._spans(texts.quotations, "quotation", [article])

    def _spans(self, find, name, articles):
        rows = []
        for article in articles:
            raw = self.articles.at[article, "raw"]
            for number, span in enumerate(find(self.running_text(article)), 1):
                rows.append((article, raw[span.start : span.end], *span, number))
        fields = (texts.Quotation if find is texts.quotations else texts.Span)._fields
        return pd.DataFrame(rows, columns=["article", name, *fields, "number"])


def find_folder():
    """The folder `seeds` at or above the working directory, else the one beside the helpers."""
    here = Path.cwd()
    candidates = [folder / "seeds" for folder in [here, *here.parents]]
    return next((folder for folder in candidates if (folder / ARTICLES).is_file()), ROOT / "seeds")


def current_corpus():
    """The Corpus in the course's own `seeds`, read anew only where a file of the folder is not what it was.

    All who ask get the same one, with what it remembers: for those who only look at it. Raises CorpusError as load_corpus.
    """
    return corpus_in(find_folder())


def corpus_in(folder):
    """The Corpus in `folder`, read anew only where a file of it is not what it was; see current_corpus."""
    files = [(path.name, status.st_mtime_ns, status.st_size) for path in folder.glob("*") for status in [path.stat()]]
    return _read_once(folder, tuple(sorted(files)))


# The five articles, and an event that somebody brings.
@lru_cache(maxsize=2)
def _read_once(folder, files):
    return load_corpus(folder)


def load_corpus(folder=None):
    """The Corpus in `folder`, or in the course's own `seeds`.

    Raises CorpusError, in one sentence with file, row and cure, where the folder cannot be used as it is.
    """
    folder = Path(folder) if folder is not None else find_folder()
    if not (folder / ARTICLES).is_file():
        raise CorpusError(
            f"{folder} has no {ARTICLES}: a corpus is a folder with that table, a row an article, "
            f"and the columns {', '.join(ARTICLE_COLUMNS)}."
        )
    articles = read_table(folder / ARTICLES, ARTICLE_COLUMNS, needed=["article", "file", "outlet"])
    _check_names(folder, articles)
    articles["published"] = pd.Series(
        [read_date(cell, f"{ARTICLES}, row {row}") for row, cell in articles["published"].items()],
        index=articles.index,
        dtype="datetime64[us]",
    )
    articles["raw"] = [read_article(folder / file) for file in articles["file"]]
    _check_stated(articles)
    _check_coded(articles)
    raw = dict(zip(articles["article"], articles["raw"]))
    boilerplate = _boilerplate(folder / "boilerplate.csv", raw)
    left_out = _in_reading_order(pd.concat([boilerplate, _headlines(articles)])[LEFT_OUT_COLUMNS], raw)
    spans = spans_by_article(left_out)
    articles["text"] = [_paragraphs(_cut(text, spans.get(article, []))) for article, text in raw.items()]
    for row, article in articles[articles["text"] == ""].iterrows():
        raise CorpusError(
            f"{ARTICLES}, row {row}: nothing is left of {article['file']} once its headline and its "
            "boilerplate are taken out; delete rows that say too much from boilerplate.csv."
        )
    articles["words"] = [texts.count_words(text) for text in articles["text"]]
    last = ["file", "raw", "text", "words"]
    order = [column for column in articles if column not in ("article", *last)] + last
    return Corpus(folder, articles.set_index("article")[order], boilerplate, left_out, _tables(folder, raw, left_out))


def _tables(folder, raw, left_out):
    """The coded tables of a folder, checked against the articles and one another; second codings when they are read."""
    files = {path.stem: path for path in sorted(folder.glob("*.csv")) if table_of(path.stem)}
    first = {name: read_coded(files[name], raw) for name in TABLES if name in files}
    for name, table in first.items():
        _check_inside(name, table, left_out)
    for name in first:
        check_references(name, first)

    def second(name):
        table = read_coded(files[name], raw)
        _check_inside(name, table, left_out)
        check_references(name, {**first, name: table})
        return without_taken_out({name: table.drop(columns="row")})[name]

    rest = {name: partial(second, name) for name in files if name not in first}
    return {**without_taken_out({name: table.drop(columns="row") for name, table in first.items()}), **rest}


def _check_stated(articles):
    """Refuse words that do not stand in the file; without the columns, no file states anything."""
    for column in STATED_COLUMNS.values():
        if column not in articles:
            articles[column] = ""
        for row, words, file, raw in zip(articles.index, articles[column], articles["file"], articles["raw"]):
            if words and not texts.find_spans(raw, words):
                raise CorpusError(
                    f"{ARTICLES}, row {row}: “{words}”, under “{column}”, does not stand in {file}; copy the words "
                    "from the file, or leave the cell blank."
                )


def _check_coded(articles):
    if "coded" not in articles:
        articles["coded"] = ""
    for row, cell in articles["coded"].items():
        if not set(forms_in(cell)) <= set(CODED_FOR):
            raise CorpusError(
                f"{ARTICLES}, row {row}: “coded” is “{cell}”; write attributions if the article was read for statements and "
                "has none, else leave the cell blank."
            )


def _check_inside(name, table, left_out):
    """Refuse rows that quote what is not the article."""
    for row in rows_where(table, number_overlapping(table, left_out) > 0) if "start" in table else ():
        raise CorpusError(
            f"{name}.csv, row {row.row}: “{row.text}” stands in the headline or in the boilerplate of "
            f"{row.article}; quote the article itself."
        )


def _boilerplate(path, raw):
    if not path.is_file():
        return pd.DataFrame(columns=[*BOILERPLATE_COLUMNS, "start", "end"])
    boilerplate = read_spans(path, BOILERPLATE_COLUMNS, raw)
    for row in repeated(rows_of(boilerplate), "article", "start", "end"):
        raise CorpusError(
            f"boilerplate.csv, row {row.row}: this place of “{row.text}” stands there already; give another "
            "number under “occurrence”, or delete the row."
        )
    return boilerplate.drop(columns="row")


def _in_reading_order(spans, articles):
    place = spans["article"].map({article: number for number, article in enumerate(articles)})
    return spans.assign(place=place).sort_values(["place", "start"], ignore_index=True).drop(columns="place")


def read_article(path):
    """The text of an article's file, as it is, but for a byte-order mark. Raises CorpusError unless it is UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path.name} cannot be read: {error.strerror}.") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CorpusError(f"{path.name} is UTF-16: save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"{path.name}, line {line}: not UTF-8 text (perhaps Windows-1252, or no text at all): "
            "open it in an editor and save it as UTF-8."
        ) from None
    check_text(path.name, text)
    return text


def check_text(name, text):
    """Raise CorpusError for a text, called `name`, that is no article: no text at all, a web page, or one without blanks."""
    if "\0" in text:
        raise CorpusError(f"{name} is no text file (it holds zero bytes): save the article as plain text, UTF-8.")
    tags = sum(len(tag) for tag in TAG.findall(text))
    if re.match(r"\s*<(?:!doctype|html)\b", text, re.IGNORECASE) or 2 * tags > len(text):
        raise CorpusError(f"{name} is a web page (HTML): save the article as plain text, UTF-8.")
    if not text.strip():
        raise CorpusError(f"{name} is empty: put the article's text into it, or take its row out of {ARTICLES}.")
    if not text.isascii() and 2 * len(WITHOUT_BLANKS.findall(text)) > sum(map(str.isalpha, text)):
        raise CorpusError(
            f"{name} is in a language without blanks between words, which the course cannot count: "
            f"put a translation in its place, or take its row out of {ARTICLES}."
        )


def _check_names(folder, articles):
    if articles.empty:
        raise CorpusError(f"{ARTICLES} names no article: give each text file of the folder a row.")
    for column in ("article", "file"):
        for row, name in articles.loc[articles[column].duplicated(), column].items():
            first = articles.index[articles[column] == name][0]
            raise CorpusError(
                f"{ARTICLES}, rows {first} and {row}: both have “{name}” under “{column}”; "
                "change one of them, or delete it."
            )
    there = {path.name for path in folder.iterdir() if path.suffix.lower() == ".txt"}
    for row, file in articles["file"].items():
        if file not in there:
            raise CorpusError(
                f"{ARTICLES}, row {row}: the folder {folder.name} has no text file “{file}”; put it there, "
                f"or correct the name (there are: {', '.join(sorted(there)[:10]) or 'none'})."
            )
    for file in sorted(there - set(articles["file"])):
        raise CorpusError(
            f"{file} lies in {folder.name}, and {ARTICLES} has no row for it: add one, or take the file "
            "out of the folder."
        )


def _headlines(articles):
    rows = []
    for row, article in articles[articles["headline"] != ""].iterrows():
        # A headline may stand again as an image's title: the first place is the headline, the other one boilerplate.
        found = texts.find_spans(article["raw"], article["headline"])
        if not found:
            raise CorpusError(
                f"{ARTICLES}, row {row}: the headline “{article['headline']}” does not stand in "
                f"{article['file']}; copy it from the file, or leave the cell blank if the file has none."
            )
        start, end = found[0]
        rows.append([article["article"], article["raw"][start:end], "headline", start, end])
    return pd.DataFrame(rows, columns=LEFT_OUT_COLUMNS)


def _cut(raw, spans):
    if not spans:
        return raw
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [raw[at:start], texts.CUT * (end - max(at, start))]
        at = max(at, end)
    return "".join(pieces) + raw[at:]


def _paragraphs(text):
    gaps = texts.line_breaks(text)
    starts, ends = [0] + [gap.end for gap in gaps], [gap.start for gap in gaps] + [len(text)]
    paragraphs = [text[start:end].strip() for start, end in zip(starts, ends)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
