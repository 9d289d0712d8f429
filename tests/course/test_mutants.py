"""Mutants: made where they say and put back, the same for the same seed, and the living ones are listed."""

import shutil
import subprocess

import pytest

from helpers.upkeep.archive import PYTHON
from tests import ROOT, mutants

SOURCE = (
    'def limit(words, most=3):\n    """Say it."""\n    return words < most and f"{words}"\n\n\n'
    "def nothing():\n    return None\n"
)
TABLE = 'article,wording\nfirst,"a, b"\nsecond,c\n'
NOTEBOOK = (
    '{\n "cells": [\n  {\n   "outputs": [\n    {\n     "text": [\n      "about 41 words\\n"\n     ]\n    }\n   ],\n'
    '   "source": [\n    "kept 7"\n   ]\n  }\n ]\n}\n'
)


@pytest.fixture
def course(tmp_path):
    """A course of one helper, one table, and one notebook."""
    for name, text in {
        "helpers/room/rule.py": SOURCE,
        "seeds/one.csv": TABLE,
        "notebooks/01_a.ipynb": NOTEBOOK,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


@pytest.mark.parametrize(
    "path, made",
    [
        (
            "helpers/room/rule.py",
            [
                ("3", "4"),
                ('return words < most and f"{words}"', "return None"),
                ('words < most and f"{words}"', "(words < most or f'{words}')"),
                ("words < most", "(words <= most)"),
            ],
        ),
        (
            "seeds/one.csv",
            [
                ('first,"a, b"\n', ""),
                ('first,"a, b"\n', 'second,"a, b"\n'),
                ('first,"a, b"\n', "first,c\n"),
                ("second,c\n", ""),
                ("second,c\n", "first,c\n"),
                ("second,c\n", 'second,"a, b"\n'),
            ],
        ),
        ("notebooks/01_a.ipynb", [("about", "aboutx"), ("41", "42"), ("words", "wordsx")]),
    ],
)
def test_a_mutant_is_made_where_it_says_and_put_back(course, path, made):
    found = mutants.mutants_of(course, path)
    assert [(one.old.decode(), one.new.decode()) for one in found] == made
    before = (course / path).read_bytes()
    for one in found:
        with mutants.broken(course, one):
            assert (course / path).read_bytes() == before[: one.start] + one.new + before[one.end :] != before
        assert (course / path).read_bytes() == before
    with pytest.raises(KeyboardInterrupt), mutants.broken(course, found[0]):
        raise KeyboardInterrupt
    assert (course / path).read_bytes() == before


def test_the_same_seed_gives_the_same_mutants_and_none_twice(course):
    chosen = mutants.choose(course, 8, seed=5)
    assert chosen == mutants.choose(course, 8, seed=5) != mutants.choose(course, 8, seed=6)
    assert len(set(chosen)) == len(chosen)


def test_the_living_are_listed_and_the_closest_tests_come_first(course, monkeypatch, capsys):
    asked = []

    def notices(root, arguments, limit=None):
        asked.append(arguments)
        helper, table = (root / "helpers/room/rule.py").read_text(), (root / "seeds/one.csv").read_text()
        return "killed" if helper != SOURCE or table != TABLE else ""

    monkeypatch.setattr(mutants, "notices", notices)
    monkeypatch.setattr(mutants, "KINDS", {"helpers/*/*.py": 1, "notebooks/*.ipynb": 1})
    assert mutants.main(["5", "--seed", "2"], course) == 0
    printed = capsys.readouterr().out
    lives = [line for line in printed.splitlines() if line.startswith("  lives: ")]
    assert lives and all("notebooks/01_a.ipynb:7: " in line for line in lives)
    assert f"{5 - len(lives)} of 5 mutants were killed (seed 2)." in printed
    assert asked[0] == mutants.WIDE and asked.count(mutants.WIDE) == 1 + len(lives)
    assert ["tests/room"] in asked


def test_no_bytecode_outlives_its_mutant(course):
    shutil.copy(ROOT / "conftest.py", course)
    told = "import os\n\n\ndef test_it():\n    assert os.environ['PYTHONDONTWRITEBYTECODE'] == '1'\n"
    (course / "test_told.py").write_text(told)
    assert mutants.notices(course, ["test_told.py"]) == ""


def test_an_endless_mutant_is_killed_and_told_as_such(course, monkeypatch):
    # This course has no notebook, and no need to wait for what reads one.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (course / "test_endless.py").write_text("def test_it():\n    while True:\n        pass\n")
    (course / "test_fine.py").write_text("def test_it():\n    pass\n")
    assert mutants.notices(course, ["test_fine.py"]) == ""
    assert mutants.notices(course, ["test_endless.py"], limit=2) == "killed (no end)"


@pytest.mark.skipif(not PYTHON.exists(), reason="`python3 course.py test` sets up the packages for archives")
def test_the_packages_for_archives_are_found_in_the_copy_and_its_helpers_before_ours(course, tmp_path):
    (course / "helpers" / "__init__.py").touch()
    place = mutants.copy_of(course, tmp_path / "copy")
    code = "import helpers, pytest, pyarrow; print(helpers.__file__)"
    python = place / PYTHON.relative_to(ROOT)
    done = subprocess.run([python, "-c", code], cwd=place, text=True, stdout=subprocess.PIPE, check=True)
    assert done.stdout.strip() == str(place / "helpers" / "__init__.py")
