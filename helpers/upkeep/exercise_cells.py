"""Carry the exercises of a chapter into its notebook: each once, in their order, with untouched stubs."""

import re

from nbformat.v4 import new_code_cell, new_markdown_cell

FIRST_CLOSING_PART = "## What can fool you here"


def place(notebook, exercises, corpus):
    """Bring the cells of `notebook` in step with `exercises`, in place.

    An exercise keeps its place; a new one comes after its predecessor, the first before its successor, or else before
    the closing parts; one that is no longer in the file loses its cells.
    """
    places, cells = {}, []
    for cell in notebook.cells:
        number = cell.metadata.get("exercise")
        if number is None:
            cells.append(cell)
        elif number not in places and any(one.number == number for one in exercises):
            places[number] = len(cells)
            cells.append(number)
    for one, before in zip(exercises, [None, *exercises]):
        at = cells.index(one.number) if one.number in cells else None
        after = cells.index(before.number) if before else -1
        if at is None or at < after:
            if at is not None:
                cells.remove(one.number)
                after -= 1
            cells.insert(after + 1 if before else _start(cells), one.number)
    by_number = {one.number: one for one in exercises}
    notebook.cells = [
        each for cell in cells for each in (cells_of(by_number[cell], corpus) if isinstance(cell, str) else [cell])
    ]


def crowded(notebook, exercises):
    """A sentence for each exercise that does not fit into the minutes in its section's heading."""
    minutes, found, section, left = {one.number: one.minutes for one in exercises}, [], "", None
    for cell in notebook.cells:
        if heading := re.match(r"## (.+?)(?: · (\d+) min)?$", cell.source, re.MULTILINE):
            section, left = heading.group(1), int(heading.group(2) or 0)
        if cell.cell_type == "markdown" and "exercise" in cell.metadata:
            left = (left or 0) - minutes[cell.metadata.exercise]
            if left < 0:
                found.append(
                    f"exercise {cell.metadata.exercise} does not fit into the minutes of “{section}”: change them in "
                    "its heading, and in the line below the title"
                )
    return found


def _start(cells):
    for place, cell in enumerate(cells):
        if isinstance(cell, str) or cell.cell_type == "markdown" and cell.source.startswith(FIRST_CLOSING_PART):
            return place
    return len(cells)


def cells_of(one, corpus):
    """The cells of an exercise, untouched: its prompt, and the stub with its check or the form."""
    name, kept = f"exercise-{one.number.replace('.', '-')}", {"exercise": one.number, "deletable": False}
    prompt = new_markdown_cell(
        f"### Exercise {one.number} · {one.minutes} min\n\n{one.prompt(corpus)}", metadata={**kept, "editable": False}
    )
    if one.kind == "code":
        stub = new_code_cell(f'{one.stub}\ncheck("{one.number}", answer)', metadata=kept)
    else:
        stub = new_code_cell(f'ask("{one.number}")', metadata={**kept, "editable": False})
    prompt["id"], stub["id"] = f"{name}-prompt", f"{name}-answer"
    return [prompt, stub]
