"""The cells of exercises in a notebook: placed, kept, moved and removed."""

import nbformat

from helpers.corpus import load_corpus
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep.exercise_cells import place
from tests import ROOT

CORPUS = load_corpus(ROOT / "seeds")
EXERCISES = load_exercises(FOLDER / "01_five_stories.py")


def chapter(*sources):
    cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells)


def numbers(notebook):
    return [cell.metadata.get("exercise", cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]


def test_exercises_are_placed_kept_moved_and_removed():
    first, second, third = EXERCISES[:3]
    notebook = chapter("# T", "## A", "## What can fool you here", "## Next")
    place(notebook, [second], CORPUS)
    assert numbers(notebook) == ["# T", "## A", second.number, "## What can fool you here", "## Next"]
    notebook.cells.insert(1, notebook.cells.pop(2)), notebook.cells.insert(2, notebook.cells.pop(3))
    place(notebook, [first, second, third], CORPUS)
    assert numbers(notebook) == [
        "# T",
        first.number,
        second.number,
        third.number,
        "## A",
        "## What can fool you here",
        "## Next",
    ]
    place(notebook, [third, first], CORPUS)
    assert numbers(notebook) == ["# T", third.number, first.number, "## A", "## What can fool you here", "## Next"]
    answered = next(cell for cell in notebook.cells if cell.cell_type == "code")
    answered.source = "answer = 7"
    place(notebook, [third, first], CORPUS)
    assert all("answer = 7" not in cell.source for cell in notebook.cells)
    place(notebook, [], CORPUS)
    assert numbers(notebook) == ["# T", "## A", "## What can fool you here", "## Next"]
