"""Exercises, from the file of an instructor to the answer of a student, its verdict, and where it is kept.

Here belongs what reads, judges and keeps answers, and what tells an instructor what is wrong with a file.
Not here: the exercises themselves (notebooks/exercises), nor their place in a notebook (upkeep).
"""

from helpers.exercises.kinds import (
    choice,
    coding,
    exercise,
    framing,
    labelling,
    listed,
    new_fact,
    open_question,
    own_evidence,
    work,
)
from helpers.exercises.tutor import answers, ask, check, keep, restore

__all__ = [
    "answers",
    "ask",
    "check",
    "choice",
    "coding",
    "exercise",
    "framing",
    "keep",
    "labelling",
    "listed",
    "new_fact",
    "open_question",
    "own_evidence",
    "restore",
    "work",
]
