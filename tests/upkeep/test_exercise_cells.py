"""The cells of exercises in a notebook: placed, kept, moved and removed."""

import nbformat

from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep.exercise_cells import cells_of, place
from tests.corpora import SEEDS as CORPUS

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


def test_the_cells_of_an_exercise_are_called_after_it():
    for one in EXERCISES[:2]:
        name = f"exercise-1-{one.number[2:]}"
        assert [cell["id"] for cell in cells_of(one, CORPUS)] == [f"{name}-prompt", f"{name}-answer"]


def sections(notebook):
    """The exercises that stand in each section."""
    found = {}
    for text in numbers(notebook):
        if text.startswith("#"):
            found[text] = []
        else:
            found[list(found)[-1]].append(text)
    return found


def test_an_exercise_that_moves_up_goes_behind_its_predecessor_alone_and_is_told():
    first, second, third, fourth = EXERCISES[:4]
    notebook = chapter("# T", "## A · 5 min", "## B", "## C", "## What can fool you here")
    for section, one in zip(["## A · 5 min", "## A · 5 min", "## B", "## C"], EXERCISES):
        lone = chapter()
        place(lone, [one], CORPUS)
        at = [cell.source for cell in notebook.cells].index(
            {"## A · 5 min": "## B", "## B": "## C"}.get(section, "## What can fool you here")
        )
        notebook.cells[at:at] = lone.cells
    assert place(notebook, EXERCISES[:4], CORPUS) == []
    before = sections(notebook)
    assert before == {
        "# T": [],
        "## A · 5 min": ["1.1", "1.2"],
        "## B": ["1.3"],
        "## C": ["1.4"],
        "## What can fool you here": [],
    }
    told = place(notebook, [first, fourth, second, third], CORPUS)
    assert told == ["exercise 1.4 has moved from “C” to “A”, alone: cells around it that speak of it are yours to move"]
    assert sections(notebook) == before | {"## A · 5 min": ["1.1", "1.4", "1.2"], "## C": []}
    assert place(notebook, [first, fourth, third, second], CORPUS) == [
        "exercise 1.3 has moved from “B” to “A”, alone: cells around it that speak of it are yours to move"
    ]
    assert sections(notebook)["## A · 5 min"] == ["1.1", "1.4", "1.3", "1.2"]
    assert place(notebook, [fourth, first, third, second], CORPUS) == []
    assert sections(notebook)["## A · 5 min"] == ["1.4", "1.1", "1.3", "1.2"]
