"""The tests of the outputs bite: the real suite, run on a copy of the course, fails for each single thing changed."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers.corpus import load_corpus
from helpers.upkeep.claim_cells import find_claims
from helpers.upkeep.notes import notes
from tests import ROOT
from tests.notebooks import read

NOTES = notes(load_corpus(ROOT / "seeds"))
START = "notebooks/00_start_here.ipynb"
COPIED = ["helpers", "notebooks", "seeds", "tests", "pyproject.toml", "README.md", "requirements.txt"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course, on which the suite passes as long as nothing is changed."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, folder / name)
    code, printed = suite(folder)
    assert code == 0, printed
    return folder


def suite(folder):
    """The exit code of pytest, with the course's own configuration, on chapter 00 of the copy, and what it printed."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            START,
            "tests/course/test_notebooks.py",
            "-k",
            "00_start_here",
        ],
        cwd=folder,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return run.returncode, run.stdout


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("seeds/003_8387692cedc14c16.txt", "rebels and their families", "rebels and their children"),
        ("seeds/boilerplate.csv", "southfront,MORE DETAILS,2,", "southfront,MORE,2,"),
        (
            START,
            '</th><td style=\\"text-align:right;vertical-align:top',
            '</th><td style=\\"text-align:right;vertical-align:end',
        ),
        (START, ">304<", ">305<"),
        (START, "southfront | 358 | 304", "southfront | 358 | 305"),
        (START, "claim: len(corpus.articles) == 5", "Claim len(corpus.articles) == 6"),
    ],
    ids=[
        "a word in an article",
        "a row in a table",
        "a style in a stored output",
        "a number in a stored table",
        "a number in a stored text",
        "a claim",
    ],
)
def test_one_change_fails_the_suite(copy, name, old, new):
    file = copy / name
    before = file.read_bytes()
    assert before.count(old.encode()) >= 1
    file.write_bytes(before.replace(old.encode(), new.encode(), 1))
    try:
        code, printed = suite(copy)
    finally:
        file.write_bytes(before)
    assert code == 1 and " failed" in printed, printed


def claims(folder, *chapters):
    """What `course.py claims` runs, on the copy: its exit code and what it prints."""
    run = subprocess.run(
        [sys.executable, "-m", "helpers.upkeep.claims", *chapters],
        cwd=folder,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return run.returncode, run.stdout


def test_the_claims_list_what_no_longer_holds_once_a_table_is_changed_and_store_nothing(copy):
    table, chapter = copy / "seeds/evidence.csv", copy / "notebooks/04_omissions.ipynb"
    before, stored = table.read_bytes(), chapter.read_bytes()
    told = [f"04_omissions.ipynb: {len(find_claims(read(chapter)))} claims hold", *(f"note: {note}." for note in NOTES)]
    assert claims(copy, "04") == (0, "\n".join([*told, ""]))
    gone = b"killed in Damascus,reuters,"
    table.write_bytes(b"\n".join(line for line in before.split(b"\n") if not line.startswith(gone)))
    code, printed = claims(copy, "04")
    assert (
        code == 1
        and "“Reuters has both.” — the claim" in printed
        and "its left side is {'presstv': 18" in printed
        and "'reuters': 25}" in printed
    )
    assert "04_omissions.py, line" in printed
    assert "“No two of the five share half" not in printed
    table.write_bytes(before.replace(b"reuters", b"routers", 1))
    code, printed = claims(copy)
    assert code == 1 and printed.startswith("claims: evidence.csv, row ")
    table.write_bytes(before)
    assert chapter.read_bytes() == stored
