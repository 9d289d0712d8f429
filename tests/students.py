"""python -m tests.students: write the example class, thirty students who are invented, seeded.

Each answers through the course's own forms and checks, and hands in the course's own lines; nothing here makes one.
"""

import os
import random
import tempfile
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import patch

from helpers.analyses import frames
from helpers.corpus import load_corpus
from helpers.exercises import keeping, sheet, tutor
from helpers.exercises.experiment import QUESTIONS
from helpers.exercises.kinds import FOLDER, file_of, load_exercises
from tests import ROOT

EXAMPLE = ROOT / "notebooks" / "instructor" / "example_class.txt"
HEAD = (
    "An invented class. None of these students exists: tests/students.py has made them, by chance, to show what the notebook\n"
    "does. Their answers say nothing about anybody.\n"
)
OF_EXAMPLE = ("01", "03", "04", "07")
WELL, BADLY, ODDLY = "well", "badly", "oddly"
# Of each kind of answer how often such a student gives it; what is left is left open.
HABITS = {WELL: (0.75, 0.2, 0.0), BADLY: (0.3, 0.45, 0.05), ODDLY: (0.15, 0.2, 0.45)}
ODD = ["I don't know", "<script>alert(1)</script>", "$x$ 😀 \\frac", "", "a" * 3000, -1, 10**30, [], ["cnn", 3], None]
SAID = [
    "It says who is to blame without saying so.",
    "The words are the outlet's own, and nobody is named for them.",
    "Another word would have made it somebody else's fault.",
    "I would want to know who saw it.",
    "It makes one side act and the other one suffer.",
    "That is a claim, and it reads like a fact.",
]
BEGAN = 1_795_600_000


class Student(NamedTuple):
    """A student who never was: how she answers, her group, and her lines by chapter."""

    how: str
    group: str
    lines: dict


@contextmanager
def disk(at=BEGAN):
    """A disk of its own for answers, and a clock that shows `at`, until it is set."""
    clock = SimpleNamespace(now=at)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"COURSE_ANSWERS": folder}),
        patch.object(keeping, "time", SimpleNamespace(time=lambda: clock.now)),
    ):
        yield clock


@cache
def corpus():
    return load_corpus(ROOT / "seeds")


@cache
def answers(number):
    """What students may answer to an exercise, as the course keeps it: (form, outcome) in a list for each way of answering."""
    one = next(each for each in load_exercises(file_of(number)) if each.number == number)
    rng, ways = random.Random(number), {WELL: [], BADLY: [], ODDLY: []}
    for how, given in TRIED[one.kind](one, rng):
        with disk():
            given()
            kept = keeping.read_answer(number)
            if "form" in kept:
                ways[how].append((kept["form"], kept.get("outcome")))
    return ways


def code(one, rng):
    for how, values in {
        WELL: [one.key(corpus())],
        BADLY: [mistake(corpus()) for mistake in one.mistakes],
        ODDLY: rng.sample(ODD, 4),
    }.items():
        yield from ((how, lambda value=value: tutor.check(one.number, value)) for value in values)


def choice(one, rng):
    for option in one.options(corpus()):
        right = option == one.key(corpus())
        yield (WELL if right else BADLY), lambda option=option: fill(one, {"chosen": option})


def open_question(one, rng):
    articles = corpus().articles
    places = [reading(corpus()) for reading in one.readings]
    sentences = [(row.article, " ".join(row.sentence.split())) for row in corpus().sentences.itertuples()]
    stands = [(article, text) for article, text in sentences if one.weighed(article, text, corpus()).stands]
    for article, quotation in places * 3 + rng.sample(stands, min(6, len(stands))):
        words = {"article": article, "quotation": quotation, "reasoning": rng.choice(SAID)}
        yield WELL, lambda words=words: fill(one, words)
    for article, quotation in rng.sample(sentences, 3):
        words = {"article": article, "quotation": quotation[5:40] + " and so on", "reasoning": rng.choice(SAID)}
        yield BADLY, lambda words=words: fill(one, words)
    for text in [each for each in ODD if isinstance(each, str) and each]:
        words = {"article": rng.choice(articles.index), "quotation": text, "reasoning": text}
        yield ODDLY, lambda words=words: fill(one, words)


def coding(one, rng):
    rows = one.key(corpus())
    for _ in range(10):
        kept = rows[[rng.random() < 0.7 for _ in range(len(rows))]]
        cuts = [rng.choice([0, 0, 0, 9]) for _ in range(len(kept))]
        yield WELL, lambda kept=kept, cuts=cuts: mark(one, kept, cuts)
    yield BADLY, lambda: fill(one, {"lines": "somebody said something"})
    yield ODDLY, lambda: fill(one, {"lines": "<b>a</b> | $b$ | 😀"})


def framing(one, rng):
    for article in one.key(corpus()):
        rows = frames.elements(corpus()).query("article == @article").drop_duplicates("function")
        words = {"article": article}
        for row in rows.sample(frac=0.7, random_state=rng.getrandbits(16)).itertuples():
            words |= {f"{row.function} words": " ".join(row.text.split()), f"{row.function} line": row.statement}
        yield WELL, lambda words=words: fill(one, words)
    yield BADLY, lambda: fill(one, {"problem words": "not there at all"})
    yield ODDLY, lambda: fill(one, {"problem words": "😀", "problem line": "<script>"})


def new_fact(one, rng):
    statement, topic, quotations = one.key(corpus())
    yield WELL, lambda: fill(one, {"statement": statement, "topic": topic, **quotations})
    yield BADLY, lambda: fill(one, {"statement": statement, "topic": topic, "cnn": "words that stand nowhere"})
    yield ODDLY, lambda: fill(one, {"statement": "😀" * 50})


TRIED = {
    "code": code,
    "choice": choice,
    "open": open_question,
    "coding": coding,
    "framing": framing,
    "fact": new_fact,
}


def fill(one, values):
    """Fill in the form of an exercise, and press its button."""
    form = tutor.ask(one.number)
    for name, value in values.items():
        form.controls[name].value = value
    form.button.click()


def mark(one, rows, cuts):
    """Mark statements with the pen, each shorter by so many letters, and press the button."""
    form = tutor.ask(one.number)
    form.pen.mark(rows)
    marks = form.pen.marks
    for row, cut in zip([row for each in marks.values() for row in each], cuts):
        start, end = row["parts"]["content"]
        row["parts"]["content"] = [start, max(start + 1, end - cut)]
    form.pen.marks = marks
    form.marked()
    form.button.click()


def students(number=30, seed=16, chapters=None):
    """So many students, seeded: they answer well, badly or oddly, and hand in their lines."""
    files = [file for file in sorted(FOLDER.glob("[0-9][0-9]_*.py")) if not chapters or file.name[:2] in chapters]
    rng = random.Random(seed)
    return [_student(rng, place, files) for place in range(number)]


def _student(rng, place, files):
    how, group = rng.choices([WELL, BADLY, ODDLY], [5, 3, 2])[0], ["", "blue table", "red table"][place % 3]
    first = rng.choice(list(corpus().articles.index))
    with disk(BEGAN + 37 * place) as clock:
        keeping.be_reader(f"{rng.getrandbits(32):08x}")
        for file in files:
            # Not everybody comes to the end of the course.
            if file != files[0] and rng.random() < 0.08:
                continue
            for one in load_exercises(file):
                _answer(rng, how, one.number, clock)
            _besides(rng, how, file.name[:2], first)
        lines = {file.name[:2]: sheet.line_of(file, group) for file in files}
    return Student(how, group, {chapter: line for chapter, line in lines.items() if line})


def _answer(rng, how, number, clock):
    for _ in range(rng.choice([1, 1, 2])):
        clock.now += rng.randrange(20, 200)
        drawn = rng.choices([WELL, BADLY, ODDLY, None], [*HABITS[how], 1 - sum(HABITS[how])])[0]
        if drawn and answers(number)[drawn]:
            keeping.keep_answer(number, *rng.choice(answers(number)[drawn]))
            if drawn == WELL:
                return


def _besides(rng, how, chapter, first):
    """What is done beside the exercises: the two blind tests, and the experiment before and after."""
    articles = list(corpus().articles.index)
    if chapter in ("01", "07"):
        knows = {"01": 0.3, "07": 0.45}[chapter]
        guesses = {article: article if rng.random() < knows else rng.choice(articles) for article in articles}
        form = {
            "guesses": guesses,
            **({"fact": corpus().facts["fact"].iloc[0], "bare": False} if chapter == "07" else {}),
        }
        keeping.keep_answer(f"{int(chapter)}.98", form)
    if chapter in ("01", "04") and how != ODDLY:
        given = {key: rng.choice([2, 3, 3, 4, 4, 5, 6]) for key in QUESTIONS}
        # In this class the first article moves one answer, so that there is something to see.
        given["sure"] = min(7, given["sure"] + 2 * (first == articles[0] and chapter == "01"))
        keeping.keep_answer(f"{int(chapter)}.99", {"article": first, "drawn": "chance", "answers": given})


def text_of(those):
    """The lines of students, as a text to paste."""
    return "\n".join(line for student in those for line in student.lines.values())


def main():
    EXAMPLE.parent.mkdir(exist_ok=True)
    EXAMPLE.write_text(f"{HEAD}\n{text_of(students(chapters=OF_EXAMPLE))}\n", encoding="utf-8", newline="\n")
    print(f"{EXAMPLE.relative_to(ROOT)}: {EXAMPLE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
