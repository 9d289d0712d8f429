"""What a class has answered, as tables: how the exercises came out, the known mistakes, the guesses, the open answers."""

import random
from functools import lru_cache

import pandas as pd

from helpers.exercises.compare import Unreadable, same
from helpers.exercises.keeping import in_order
from helpers.exercises.kinds import file_of, load_exercises
from helpers.exercises.outcomes import DONE

# Where the two rounds of the blind test are kept.
ROUNDS = {"before": "1.98", "after": "7.98"}
ANSWER = {"code": "answer", "choice": "chosen"}


@lru_cache(maxsize=4)
def exercises_of(the_class):
    """The exercises of the chapters that were handed in, by number, in their order."""
    files = [file_of(chapter.lstrip("0") or "0") for chapter in the_class.chapters]
    found = {one.number: one for file in filter(None, files) for one in load_exercises(file)}
    return {number: found[number] for number in sorted(found, key=in_order)}


def _of_chapter(the_class, chapter):
    begins = f"{int(chapter)}."
    return {number: one for number, one in exercises_of(the_class).items() if number.startswith(begins)}


def outcomes(the_class, chapter):
    """How the exercises of a chapter ("02") came out: a row an exercise, in numbers of students who handed in that chapter.

    Columns: right (at some time, or the evidence stands), tried, open, right at once (of those right, with the first answer).
    """
    mine = the_class.answers[the_class.answers["chapter"] == chapter]
    students, rows = mine["student"].nunique(), {}
    for number in _of_chapter(the_class, chapter):
        entries = mine[mine["number"] == number]
        right = int((entries["was_right"] == True).sum())  # noqa: E712
        tried = int(entries["outcome"].notna().sum()) - right
        at_once = int(entries["first_outcome"].isin(DONE).sum())
        rows[number] = {"right": right, "tried": tried, "open": students - right - tried, "right at once": at_once}
    columns = ["right", "tried", "open", "right at once"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("exercise")


def mistakes(the_class, chapter):
    """The known mistakes that were made in a chapter ("02"), first or last: a row a mistake, the most frequent first.

    Columns: exercise, mistake (its name), students, of (who tried that exercise), reply.
    """
    rows = []
    for number, one in _of_chapter(the_class, chapter).items():
        entries = the_class.entries(number)
        if one.kind not in ANSWER or entries.empty:
            continue
        made = _mistakes_in(one, entries, the_class.corpus)
        rows += [
            {
                "exercise": number,
                "mistake": mistake.__name__.replace("_", " "),
                "students": len(students),
                "of": len(entries),
                "reply": one.reply(mistake(the_class.corpus), the_class.corpus),
            }
            for mistake, students in made.items()
        ]
    table = pd.DataFrame(rows, columns=["exercise", "mistake", "students", "of", "reply"])
    return table.sort_values("students", ascending=False, kind="stable", ignore_index=True)


def _mistakes_in(one, entries, corpus):
    """By known mistake the students who made it."""
    values, made = {}, {}
    for mistake in one.mistakes:
        try:
            values[mistake] = mistake(corpus)
        # A mistake that these articles do not allow is made by nobody.
        except (LookupError, ValueError):
            continue
    for row in entries.itertuples():
        for form in (row.first, row.form):
            given = form.get(ANSWER[one.kind]) if isinstance(form, dict) else None
            for mistake in [mistake for mistake, value in values.items() if _is(one, given, value)][:1]:
                made.setdefault(mistake, set()).add(row.student)
    return made


def _is(one, given, value):
    try:
        return given is not None and same(given, value, one.places, one.ordered)
    # What a line holds may be anything.
    except (Unreadable, LookupError, TypeError, ValueError):
        return False


def guesses(the_class):
    """The blind test, a row an article whose sentence it was: right and guessed in the first round, and in the second.

    Columns: before right, before guessed, after right, after guessed.
    """
    table = pd.DataFrame({"article": the_class.corpus.articles.index}).set_index("article")
    for name, number in ROUNDS.items():
        given = [
            (article, guess)
            for form in the_class.entries(number)["form"]
            if isinstance(form.get("guesses"), dict)
            for article, guess in form["guesses"].items()
            if article in table.index and guess in table.index
        ]
        for column, count in (
            ("right", [article for article, guess in given if article == guess]),
            ("guessed", [article for article, _ in given]),
        ):
            table[f"{name} {column}"] = (
                pd.Series(count, dtype="object").value_counts().reindex(table.index, fill_value=0)
            )
    return table


def shares_of_guesses(table):
    """The shares of right guesses, in per cent: of the table of guesses the columns before and after; NaN without a guess."""
    return pd.DataFrame(
        {
            name: 100 * table[f"{name} right"] / table[f"{name} guessed"].where(table[f"{name} guessed"] > 0)
            for name in ROUNDS
        }
    ).astype(float)


def open_answers(the_class, number):
    """The answers to an open question whose evidence stood when they were checked last, shuffled: article, quotation, reasoning."""
    entries = the_class.entries(number)
    rows = [
        {name: " ".join(str(form.get(name) or "").split()) for name in ("article", "quotation", "reasoning")}
        for form in entries.loc[entries["outcome"].isin(DONE), "form"]
    ]
    rows = sorted(rows, key=lambda row: list(row.values()))
    # The same order at every run, so that one can come back to an answer.
    random.Random(number).shuffle(rows)
    return pd.DataFrame(rows, columns=["article", "quotation", "reasoning"])
