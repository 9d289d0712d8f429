"""What an instructor may want to look at in a corpus: no error, and nothing that is refused."""

import re
from difflib import get_close_matches

from helpers.analyses.naming import concordance
from helpers.corpus.tables import CorpusError, forms_in, read_date
from helpers.corpus.text import CUT, words

LEXICA = ["labels", "wordings"]
LONGEST_HEADLINE = 20
SHORTEST_HEADLINE = 3
WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
BYLINE = re.compile(r"by\s", re.IGNORECASE)


def notes(corpus):
    """A sentence for each lexicon with forms that stand in no article, and for each file that begins with what articles.csv lacks."""
    return [*_idle_forms(corpus), *_first_lines(corpus), *_not_coded(corpus), *_alike(corpus)]


def _idle_forms(corpus):
    for name in filter(corpus.has, LEXICA):
        idle = [
            f"“{form}” ({row.label})"
            for row in getattr(corpus, name).itertuples()
            for form in forms_in(row.forms)
            if words(form) and concordance(corpus, form, rows=1).empty
        ]
        if idle:
            yield f"{name}.csv: no article has the form{'s' * (len(idle) > 1)} {', '.join(idle)}"


def _not_coded(corpus):
    coded = corpus.coded_in("attributions") if corpus.has("attributions") else corpus.articles.index
    for article in corpus.articles.index.difference(coded, sort=False):
        yield f"attributions.csv: “{article}” has no row, and so rules find its statements"


def _alike(corpus):
    """Kinds of source that may be one kind, mistyped once."""
    kinds = corpus.attributions["source_type"].value_counts() if corpus.has("attributions") else {}
    for kind in [kind for kind, number in dict(kinds).items() if number == 1]:
        for other in get_close_matches(kind, [other for other in kinds.index if kinds[other] > 1], 1, 0.85):
            yield f"attributions.csv: “{kind}” stands there once; is it “{other}”?"


def _first_lines(corpus):
    for article, row in corpus.articles.iterrows():
        first, _, rest = corpus.running_text(article).replace(CUT, " ").lstrip().partition("\n")
        first = first.strip(" #*\t")
        if _is_date(first):
            yield (
                f"articles.csv, “{article}”: {row['file']} begins with a date, “{first}”, which is counted as its text; give "
                "it a row in boilerplate.csv, and write it under “published” and “published_stated”"
            )
        elif not row["headline"] and _is_headline(first, rest):
            yield (
                f"articles.csv, “{article}”: “headline” is blank, and {row['file']} seems to begin with one, “{first}”; copy "
                "it there if it is"
            )


def _is_date(line):
    try:
        return bool(line) and len(line.split()) <= 6 and read_date(WEEKDAY.sub("", line), "").year > 0
    except CorpusError:
        return False


def _is_headline(line, rest):
    """Whether a first line looks like a headline: short, no sentence with a full stop, a blank line and a text behind it."""
    return (
        SHORTEST_HEADLINE <= len(words(line)) <= LONGEST_HEADLINE
        and line.rstrip("\"'”’")[-1] not in ".,:;"
        and not line[0].islower()
        and not BYLINE.match(line)
        and rest.partition("\n")[0].strip() == ""
        and len(words(rest)) > len(words(line))
    )
