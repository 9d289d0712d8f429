"""A copy that has changed an exercise takes our corrections, by the recipe of README.md: merge, take theirs, refresh."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import nbformat
import pytest

from helpers.upkeep.running import MERGE_MARK
from tests import ROOT

CHAPTER, EXERCISE = "08_agreement", "8.2"
NOTEBOOK, FILE = f"notebooks/{CHAPTER}.ipynb", f"notebooks/exercises/{CHAPTER}.py"
PARTS = ["helpers", "notebooks", "seeds", "course.py", "pyproject.toml", "README.md", ".gitignore", ".gitattributes"]
# What the copy says otherwise, and what upstream corrects in the same exercise: both stand in one output of one cell.
OURS = ("Add up that row.", "Add up that row, on paper.")
THEIRS = ("mentions own, and in these", "mentions own, and in all of these")
CORRECTION = " Corrected: read it twice."


def recipe():
    """The lines that README.md has for it, as words."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [
        shlex.split(line) for line in re.search(r"```\n(git fetch .*?)```", readme, re.DOTALL).group(1).splitlines()
    ]


class Copy:
    """A git repository of the course."""

    def __init__(self, folder):
        self.folder = folder

    def git(self, *arguments, check=True):
        told = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *told, *arguments], cwd=self.folder, check=check, capture_output=True, text=True)
        return done.stdout

    def replace(self, old, new):
        """Change an exercise in its file, and in the output that shows it, as `refresh` does."""
        for name in (FILE, NOTEBOOK):
            text = (self.folder / name).read_text(encoding="utf-8")
            assert old in text
            (self.folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def notebook(self):
        return nbformat.read(self.folder / NOTEBOOK, as_version=4)


@pytest.fixture
def upstream(tmp_path):
    folder = tmp_path / "upstream"
    folder.mkdir()
    away = shutil.ignore_patterns("answers", "my_copies", ".ipynb_checkpoints", "__pycache__")
    for name in PARTS:
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(
            place, folder / name, **({"ignore": away} if place.is_dir() else {})
        )
    copy = Copy(folder)
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "the course"]):
        copy.git(*command)
    return copy


def correct_a_paragraph(copy):
    """Change the first paragraph behind the exercise, as somebody does in JupyterLab."""
    notebook = copy.notebook()
    last = max(place for place, cell in enumerate(notebook.cells) if cell.metadata.get("exercise") == EXERCISE)
    cell = next(
        cell for cell in notebook.cells[last:] if cell.cell_type == "markdown" and "exercise" not in cell.metadata
    )
    cell.source += CORRECTION
    (copy.folder / NOTEBOOK).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def test_a_copy_with_an_exercise_of_its_own_takes_a_correction_of_the_same_chapter(upstream, tmp_path):
    upstream.git("clone", "-q", str(upstream.folder), str(tmp_path / "fork"))
    fork = Copy(tmp_path / "fork")
    fork.replace(*OURS)
    fork.git("commit", "-qam", "our hint")
    correct_a_paragraph(upstream)
    upstream.replace(*THEIRS)
    upstream.git("commit", "-qam", "a correction")

    fork.git("remote", "rename", "origin", "upstream")
    for line in recipe():
        if line[0] == "git":
            fork.git(*line[1:], check=line[1] != "merge")
        else:
            assert line == ["python3", "course.py", "refresh"]
            refreshed = subprocess.run(
                [sys.executable, "-m", "helpers.upkeep.refresh", CHAPTER],
                cwd=fork.folder,
                env=os.environ | {"PYTHONPATH": str(fork.folder)},
                capture_output=True,
                text=True,
            )
            assert refreshed.returncode == 0, refreshed.stderr
        if line[1] == "merge":
            assert fork.git("diff", "--name-only", "--diff-filter=U").split() == [NOTEBOOK]
            assert MERGE_MARK in (fork.folder / NOTEBOOK).read_text(encoding="utf-8")

    assert sorted(fork.git("diff", "--name-only", "upstream/main").split()) == sorted([FILE, NOTEBOOK])
    merged, theirs = fork.notebook(), upstream.notebook()
    touched = [
        cell.get("metadata", {}).get("exercise")
        for cell, other in zip(merged.cells, theirs.cells, strict=True)
        if cell != other
    ]
    assert touched == [EXERCISE]
    shown = "".join(
        output.data["text/html"]
        for cell in merged.cells
        if cell.metadata.get("exercise") == EXERCISE
        for output in cell.get("outputs", [])
    )
    assert OURS[1] in shown and THEIRS[1] in " ".join(shown.split())
    assert CORRECTION in "".join(cell.source for cell in merged.cells)
    assert fork.git("status", "--porcelain") == ""
