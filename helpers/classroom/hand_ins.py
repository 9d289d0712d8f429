"""What a class has handed in, out of any text or a folder of notebooks: each student once, by the newest line a chapter."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.corpus.corpus import Corpus
from helpers.exercises.keeping import PLACES, is_exercise
from helpers.exercises.lines import LineError, find_hand_ins, find_line, read_hand_in
from helpers.exercises.sheet import event_of

TEXTS = {".txt", ".csv", ".tsv", ".md", ".html", ".htm", ".eml"}
COLUMNS = ["student", "chapter", "number", "group", *PLACES]
# Two lines without a reader's number are one student's if so many answers are the same, to the second.
SAME_ANSWERS = 2
BEGINNING = 30


# Two classes are one only if they are the same; so what is computed of one can be kept.
@dataclass(frozen=True, eq=False)
class Class:
    """What the students of a class have answered; a student is a number from 1, by no order that tells who it is.

    answers: a row an entry of a line: student, chapter ("02"), number ("2.1"), group, and keeping.PLACES. unread: a row a
    line that cannot be read: place, begins, why. lines: how many were read. replaced: how many of them have a newer one.
    """

    corpus: Corpus
    answers: pd.DataFrame
    unread: pd.DataFrame
    lines: int = 0
    replaced: int = 0

    @property
    def students(self):
        """How many students there are."""
        return self.answers["student"].nunique()

    @cached_property
    def chapters(self):
        """The chapters that were handed in, in their order."""
        return sorted(set(self.answers["chapter"]))

    def entries(self, number):
        """The entries under a number, such as an exercise's: rows of answers."""
        return self.answers[self.answers["number"] == number]


def read_class(corpus, text="", folder=""):
    """The Class whose lines stand in a text, whatever stands around them, and in the files of a folder, if one is named.

    Of notebooks, the line that its outputs hold is read; of a text or a table, all its lines.
    """
    event, found = event_of(corpus), []
    written = text.splitlines()
    for number, hand_in in find_hand_ins(text, event):
        found.append((f"line {number}", written[number - 1].strip()[:BEGINNING], hand_in))
    found += _of_folder(folder, event) if folder.strip() else []
    unread = [(place, begins, str(error)) for place, begins, error in found if isinstance(error, LineError)]
    hand_ins = [hand_in for *_, hand_in in found if not isinstance(hand_in, LineError)]
    newest = _newest(hand_ins)
    rows = [
        {"student": student, "chapter": chapter, "number": number, "group": hand_in.group, **entry}
        for (student, chapter), hand_in in newest.items()
        for number, entry in hand_in.entries.items()
        if is_exercise(number) and number.startswith(f"{int(chapter)}.")
    ]
    # As they are, for a form is a dict, and what is missing is None.
    answers = pd.DataFrame([[row.get(name) for name in COLUMNS] for row in rows], columns=COLUMNS, dtype="object")
    return Class(
        corpus,
        answers,
        pd.DataFrame(unread, columns=["place", "begins", "why"]),
        len(hand_ins),
        len(hand_ins) - len(newest),
    )


def _of_folder(folder, event):
    """What the files of a folder hold: place, beginning, HandIn or LineError."""
    path = Path(folder.strip().strip("\"'")).expanduser()
    if not path.is_dir():
        return [(folder.strip(), "", LineError("There is no such folder here: write its whole path."))]
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    visible = [file for file in files if not any(part.startswith(".") for part in file.relative_to(path).parts)]
    return [row for file in visible for row in _of_file(file, file.relative_to(path).as_posix(), event)]


def _of_file(file, place, event):
    if file.suffix != ".ipynb" and file.suffix.lower() not in TEXTS:
        return [(place, "", LineError("This is neither a notebook nor a text: open it, and paste its lines."))]
    try:
        text = _decoded(file.read_bytes())
        if file.suffix != ".ipynb":
            found = find_hand_ins(text, event) or [(1, LineError("No line of answers stands in this file."))]
            return [(f"{place}, line {number}", "", hand_in) for number, hand_in in found]
        outputs = [cell.get("outputs") for cell in json.loads(text)["cells"]]
        if not (line := find_line(json.dumps(outputs))):
            raise LineError("This notebook holds no line: it was not answered, or not saved before it was sent.")
        return [(place, "", read_hand_in(line, event))]
    except LineError as error:
        return [(place, "", error)]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return [(place, "", LineError("This file cannot be read: it is damaged, or is no notebook."))]


def _decoded(data):
    # A spreadsheet's "Unicode text".
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8", errors="replace")


def _newest(hand_ins):
    """By student and chapter the newest of the lines; of two that are as new, the last."""
    newest = {}
    for student, hand_in in zip(_students(hand_ins), hand_ins):
        before = newest.get((student, hand_in.chapter))
        if before is None or _age(hand_in) >= _age(before):
            newest[student, hand_in.chapter] = hand_in
    return dict(sorted(newest.items()))


def _age(hand_in):
    return max((entry["when"] for entry in hand_in.entries.values()), default=0)


def _students(hand_ins):
    """Whose each line is, as a number from 1.

    Lines with the same reader's number are one student's. Older lines have none: they go to the student with whom they share
    answers that were given in the same second.
    """
    of_reader, of_answer, names = {}, {}, []
    whose = []
    for hand_in in hand_ins:
        given = _fingerprints(hand_in)
        student = of_reader.get(hand_in.reader) if hand_in.reader else None
        if student is None:
            shared = Counter(other for each in given for other in of_answer.get(each, ()))
            # Whoever has another number is another student.
            known = set(of_reader.values()) if hand_in.reader else set()
            alike = [
                other
                for other, many in shared.most_common()
                if many >= min(SAME_ANSWERS, len(given)) and other not in known
            ]
            student = alike[0] if alike else len(names)
        if student == len(names):
            names.append(hand_in.reader or min(given, default=""))
        if hand_in.reader:
            of_reader[hand_in.reader] = student
        for each in given:
            of_answer.setdefault(each, set()).add(student)
        whose.append(student)
    # An order that does not tell who came first.
    order = sorted(range(len(names)), key=lambda student: hashlib.sha256(names[student].encode()).hexdigest())
    return [order.index(student) + 1 for student in whose]


def _fingerprints(hand_in):
    """What tells an answer from another student's: its exercise, what it says, and the second in which it was given."""
    return {
        json.dumps([hand_in.chapter, number, entry["when"], entry["form"]], sort_keys=True)
        for number, entry in hand_in.entries.items()
    }
