"""Carry the exercises of a chapter into its notebook: each once, in their order, with untouched stubs."""

import re

from nbformat.v4 import new_code_cell, new_markdown_cell

from helpers.upkeep.sections import section

FIRST_CLOSING_PART = "## What can fool you here"


def place(notebook, exercises, corpus):
    """Bring the cells of `notebook` in step with `exercises`, in place; a sentence for each that now has another section.

    An exercise keeps its place as long as most others can keep theirs. One that has moved in its file, and a new one, comes
    after its predecessor, and nothing moves with it; the first comes before its successor, or else before the closing
    parts. One that is no longer in the file loses its cells.
    """
    by_number, cells, stood = {one.number: one for one in exercises}, [], {}
    for cell in notebook.cells:
        number = cell.metadata.get("exercise")
        if number is None:
            cells.append(cell)
        elif number in by_number and number not in stood:
            stood[number] = _section_before(number, [*cells, number])
            cells.append(number)
    numbers = list(by_number)
    staying = _longest_rising([numbers.index(number) for number in stood])
    cells = [cell for cell in cells if not isinstance(cell, str) or numbers.index(cell) in staying]
    for number, before in zip(numbers, [None, *numbers]):
        if number not in cells:
            cells.insert(cells.index(before) + 1 if before else _start(cells), number)
    moved = [number for number in stood if numbers.index(number) not in staying]
    notebook.cells = [
        each for cell in cells for each in (cells_of(by_number[cell], corpus) if isinstance(cell, str) else [cell])
    ]
    return [
        f"exercise {number} has moved from “{stood[number]}” to “{_section_before(number, cells)}”, alone: cells around it "
        "that speak of it are yours to move"
        for number in moved
        if stood[number] != _section_before(number, cells)
    ]


def _section_before(number, cells):
    before = cells[: cells.index(number)]
    return section(cell.source for cell in before if not isinstance(cell, str) and cell.cell_type == "markdown")


def _longest_rising(places):
    """The most of `places` that rise from one to the next; of several such the highest, so that the lowest have moved up."""
    chains = [[]]
    for at in places:
        before = (chain for chain in chains if chain[-1:] < [at])
        chains.append([*max(before, key=_length_and_height), at])
    return set(max(chains, key=_length_and_height))


def _length_and_height(chain):
    return len(chain), sum(chain)


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
                    "its heading (refresh adds up the line below the title)"
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
