"""Chapter 09: what is concluded of an event, on which evidence, and what may not be concluded of it."""

from functools import cache
from pathlib import Path

import pandas as pd

from helpers.analyses import agency, borrowing, frames, naming, reading
from helpers.analyses.statements import RULES, attributions, said
from helpers.corpus.coded import table_of
from helpers.corpus.pasted import suspects
from helpers.corpus.tables import read_table

WORDS = Path(__file__).with_suffix(".csv")
LABEL, LABEL_WHY = (
    "a label",
    "It is one of your labels, and takes something for granted. Quote it, or say it in other words.",
)
WRITTEN = ["conclusion", "article", "text", "start", "end"]
# Which tables a report is made of, and what it says nothing about without them.
TABLES = {
    "labels": "how people are named",
    "facts": "what one article has and another has not",
    "actions": "who acts, and who is not named",
    "frames": "problems, causes, evaluations and remedies",
}
# Those of which another reader can make another one, by the same rules.
CODED = ["labels", "attributions", "evidence", "actions", "frames"]
FIELDS = {"outlet": "which outlet it is from", "author": "who wrote it", "date": "when it appeared"}


def written(corpus):
    """The conclusions of conclusions.csv in their order, a row for each piece of evidence, or one for a sentence without.

    Columns: conclusion (the sentence), article and text ("" where there is no evidence), start, end (offsets into raw). Without
    the table there is no row.
    """
    table = corpus.conclusions[WRITTEN] if corpus.has("conclusions") else pd.DataFrame(columns=WRITTEN)
    order = {sentence: place for place, sentence in enumerate(dict.fromkeys(table["conclusion"]))}
    return table.sort_values("conclusion", key=lambda names: names.map(order), kind="stable", ignore_index=True)


@cache
def _to_weigh():
    return read_table(WORDS, ["label", "forms", "why"], needed=["label", "forms", "why"])


def warnings(corpus, sentence):
    """The words of a conclusion to think twice about: labels of the event, then those of conclusions.csv beside this module.

    Columns: word (in small letters), about ("a label", or what such words say: hiding, purpose, the outlet), why.
    """
    why = _to_weigh().set_index("label")["why"]
    found = {word: (LABEL, LABEL_WHY) for word in (naming.labels_in(corpus, sentence) if corpus.has("labels") else ())}
    found.update((word, (about, why[about])) for word, about in naming.words_in(sentence, _to_weigh()).items())
    return pd.DataFrame([(word, *said) for word, said in found.items()], columns=["word", "about", "why"])


def limits(corpus):
    """What may not be concluded from a corpus as it is: a row for each sentence that holds. Columns: about, says.

    about: articles, coding, labels, statements, facts, acts, shared words, frames or conclusions.
    """
    rows = [(about, says) for about, find in LIMITS for says in find(corpus)]
    return pd.DataFrame(rows, columns=["about", "says"])


def _few(corpus):
    words = corpus.articles["words"]
    yield (
        f"{_counted(len(words), 'article')} with {_counted(words.sum(), 'word')} in all: in so few words a count can be chance."
    )
    yield (
        "One event: how these outlets write of others, or of this one on other days, nobody can tell from it. An article is not "
        "its outlet."
    )


def _not_stated(corpus):
    known = reading.provenance(corpus)
    for field, what in FIELDS.items():
        for how in (reading.INFERRED, reading.UNKNOWN):
            articles = known.index[known[f"{field}: how known"] == how]
            if len(articles):
                yield f"{_listed(articles)}: {what} is {how}; the file does not say so."


def _uncut(corpus):
    whole = [article for article in corpus.articles.index if article not in set(corpus.boilerplate["article"])]
    if whole:
        yield f"{_listed(whole)}: nothing was cut. If a menu, a caption or a byline stands there, it was counted."


def _undecided(corpus):
    table = suspects(corpus)
    table = table[table["is_open"]]
    if len(table):
        yield (
            f"{_counted(len(table), 'place')} counted that {'looks as if it' if len(table) == 1 else 'look as if they'} were no part of "
            f"the article, and nobody has decided ({_listed(table['article'].unique())})."
        )


def _lacking(corpus):
    for name, what in TABLES.items():
        if not corpus.has(name):
            yield f"Nothing can be said of {what}: nobody has looked for it yet (there is no {name}.csv)."


def _coded_once(corpus):
    twice = {table_of(name) for name in corpus.tables if table_of(name) != name}
    once = [f"{name}.csv" for name in CODED if corpus.has(name) and name not in twice]
    if once:
        yield f"Coded once only: {_listed(once)}. Another reader may code otherwise, and nobody has tried."


def _by_rules(corpus):
    table = attributions(corpus)
    found = table[table["found_by"] == RULES]
    if len(found):
        yield (
            f"{len(found)} of {_counted(len(table), 'statement')} were found by rules, and nobody has looked at them "
            f"({_listed(found['article'].unique())}). Some may be wrong, others may be missing."
        )


def _retold(corpus):
    given = said(corpus)
    retold = (given["kind"] != "direct").sum()
    if retold:
        yield (
            f"{retold} of {_counted(len(given), 'statement')} are retold, wholly or in part: whether a word in them is the source’s or "
            "the outlet’s, nobody can tell."
        )


def _missing(corpus):
    if corpus.has("facts") and corpus.has("evidence"):
        yield (
            f"Missing means: told by another of these articles, and on a list of {_counted(len(corpus.facts), 'fact')} that somebody "
            "chose. What is missing is not hidden, and need not be known."
        )


def _unnamed(corpus):
    blank = agency.unnamed(corpus)["no actor"].sum() if corpus.has("actions") else 0
    if blank:
        yield f"{_counted(blank, 'act')} without an actor: the actor may be unknown, or plain to every reader. It hides nobody."


def _shared(corpus):
    if len(borrowing.shared(corpus)):
        yield "Words that two articles share do not say who has them from whom: both may have them from a third."


def _open(corpus):
    if corpus.has("frames"):
        cells = frames.functions(corpus)
        left = (cells["all"] == 0).sum()
        if left:
            yield f"{_counted(left, 'function')} of {len(cells)} left open: an article that names no cause does not deny that there is one."


def _without_evidence(corpus):
    table = written(corpus).drop_duplicates("conclusion")
    bare = (table["article"] == "").sum()
    if bare:
        yield f"Without evidence: {bare} of {_counted(len(table), 'conclusion')}. Nobody can check that."


LIMITS = [
    ("articles", _few),
    ("articles", _not_stated),
    ("articles", _uncut),
    ("articles", _undecided),
    ("coding", _lacking),
    ("coding", _coded_once),
    ("statements", _by_rules),
    ("statements", _retold),
    ("facts", _missing),
    ("acts", _unnamed),
    ("shared words", _shared),
    ("frames", _open),
    ("conclusions", _without_evidence),
]


def _listed(names):
    return ", ".join(names)


def _counted(number, what):
    return f"{number:,} {what}{'' if number == 1 else 's'}"
