"""What a class has marked in an article: by how many, where it splits in half, how far it agrees."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analyses.agreement import alpha
from helpers.classroom.results import exercises_of
from helpers.corpus.text import CUT, word_spans

NOT_MARKED = "not marked"
# The parts that say what is claimed.
CLAIMS = ["content", "evidence"]
MOST_PLACES = 12


class Place(NamedTuple):
    """What many have marked for the same purpose: an exercise, an article, a part such as "content"."""

    number: str
    article: str
    part: str


def places(the_class):
    """What was marked, a row a Place: number, article, part, students; claims first, and what most students marked."""
    counts = _marks(the_class).groupby(["number", "article", "part"], sort=False)["student"].nunique()
    table = counts.rename("students").reset_index()
    ordered = table.assign(other=~table["part"].isin(CLAIMS)).sort_values(
        ["other", "students"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return ordered.drop(columns="other")


def stretches(the_class, place):
    """The passage of a Place cut where the number of those changes who marked it: start, end (offsets into raw), readers, of.

    of: how many have marked anything of this article in this exercise.
    """
    words, marked, _ = _by_word(the_class, place)
    readers = (marked == place.part).sum(axis=0)
    of = len(marked)
    rows = []
    for (start, end), count in zip(words, readers):
        if rows and rows[-1][2] == count:
            rows[-1] = (rows[-1][0], end, int(count), of)
        else:
            rows.append((start, end, int(count), of))
    return pd.DataFrame(rows, columns=["start", "end", "readers", "of"])


def splits(the_class, place):
    """The sentences of a Place, those that split the class in half first: sentence (its number), text, readers, of.

    readers: how many have marked a word of it or more.
    """
    words, marked, _ = _by_word(the_class, place)
    sentences = the_class.corpus.sentences_of(place.article)
    rows = []
    for row in sentences.itertuples():
        inside = [row.start <= start and end <= row.end for start, end in words]
        if any(inside):
            readers = int((marked[:, inside] == place.part).any(axis=1).sum())
            rows.append((row.number, " ".join(row.sentence.split()), readers, len(marked)))
    table = pd.DataFrame(rows, columns=["sentence", "text", "readers", "of"])
    from_half = (table["readers"] / table["of"].clip(lower=1) - 0.5).abs()
    return table.loc[from_half.sort_values(kind="stable").index].reset_index(drop=True)


def class_alpha(the_class, number, article):
    """Krippendorff's α of the students who marked an article in an exercise: its units are the words of the passage, its
    values the parts that a word was marked as, or not marked. Not a number for one student, and where nothing varies."""
    _, marked, _ = _by_word(the_class, Place(number, article, ""))
    return alpha([list(row) for row in marked]) if len(marked) > 1 else float("nan")


def disputed(the_class, number, article, most=MOST_PLACES):
    """The places of a passage on which the class agrees least, the most disputed first, at most so many.

    Columns: words, a column for each part with how many marked them so, and not marked. The disagreement of a place is the
    chance that two students who are drawn have marked it in different ways.
    """
    words, marked, raw = _by_word(the_class, Place(number, article, ""))
    parts = [*dict.fromkeys(value for value in sorted(set(marked.ravel())) if value != NOT_MARKED), NOT_MARKED]
    counts = np.array([(marked == part).sum(axis=0) for part in parts]).T if len(words) else np.empty((0, len(parts)))
    rows = []
    for (start, end), row in zip(words, counts):
        if rows and (rows[-1][2] == row).all():
            rows[-1] = (rows[-1][0], end, row)
        else:
            rows.append((start, end, row))
    table = pd.DataFrame(
        [[" ".join(raw[start:end].split()), *map(int, row)] for start, end, row in rows], columns=["words", *parts]
    )
    shares = table[parts].div(max(len(marked), 1))
    disagreement = 1 - (shares**2).sum(axis=1)
    order = disagreement.sort_values(ascending=False, kind="stable").index
    return table.loc[order[disagreement[order] > 0]].head(most).set_index("words")


@lru_cache(maxsize=4)
def _marks(the_class):
    """Every mark that lies in its article: student, number, article, part, start, end."""
    raw, kinds = the_class.corpus.articles["raw"], exercises_of(the_class)
    rows = [
        (row.student, row.number, article, part, *span)
        for row in the_class.answers.itertuples()
        # A fact of one's own is another fact with everyone, and an event of one's own another event.
        if row.number in kinds and kinds[row.number].kind != "fact" and not kinds[row.number].of_event
        for article, part, span in _spans(row.form)
        if article in raw.index and _lies_in(span, raw[article])
    ]
    return pd.DataFrame(rows, columns=["student", "number", "article", "part", "start", "end"])


def _spans(form):
    """Article, part and span of each mark in a form, which may hold anything."""
    marks = form.get("marks")
    for article, rows in marks.items() if isinstance(marks, dict) else ():
        # Where one article is chosen, what was marked in another before is no answer any more.
        if form.get("article") in (None, "", article):
            for row in rows if isinstance(rows, list) else ():
                parts = row.get("parts") if isinstance(row, dict) else None
                yield from ((article, part, span) for part, span in (parts.items() if isinstance(parts, dict) else ()))


def _lies_in(span, raw):
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(edge, int) and not isinstance(edge, bool) for edge in span)
        and 0 <= span[0] < span[1] <= len(raw)
    )


def passage(the_class, number, article):
    """Where the passage of an exercise begins and ends in raw: what it asks to code, or else the whole article."""
    one = exercises_of(the_class).get(number)
    if one is not None and one.kind == "coding" and one.place(the_class.corpus)[0] == article:
        return one.place(the_class.corpus)[1:]
    return 0, len(the_class.corpus.articles.at[article, "raw"])


def _by_word(the_class, place):
    """The spans of the words of a passage, an array with a row a student of what each word is marked as, and the text.

    A word that is marked twice is what place.part says, if that is one of the two.
    """
    marks = _marks(the_class)
    marks = marks[(marks["number"] == place.number) & (marks["article"] == place.article)]
    first, last = passage(the_class, place.number, place.article)
    raw = the_class.corpus.running_text(place.article).replace(CUT, " ")
    words = [(start, end) for start, end in word_spans(raw) if first <= start and end <= last]
    starts, ends = (np.array([word[edge] for word in words], dtype=int) for edge in (0, 1))
    students = list(dict.fromkeys(marks["student"]))
    marked = np.full((len(students), len(words)), NOT_MARKED, dtype=object)
    ordered = marks.assign(last=marks["part"] == place.part).sort_values("last", kind="stable")
    for row in ordered.itertuples():
        marked[students.index(row.student), (starts < row.end) & (row.start < ends)] = row.part
    return words, marked, raw
