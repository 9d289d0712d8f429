"""python -m helpers.upkeep.refresh [chapter ...]: run notebooks whole and store their outputs, or leave the file as it was.

As they are then, they are the untouched ones.
"""

import os
import sys

import nbformat

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises.examine import problems
from helpers.exercises.kinds import FOLDER as EXERCISES
from helpers.exercises.kinds import load_exercises
from helpers.upkeep.chapters import NoSuchChapter, chapters
from helpers.upkeep.claim_cells import false_claims, find_claims, with_claims, without_claims
from helpers.upkeep.exercise_cells import crowded, place
from helpers.upkeep.running import RefreshError, execute
from helpers.upkeep.untouched import keep

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def refreshed(path):
    """The notebook at `path` with its exercises, executed, as it is to be stored.

    Raises RefreshError where an exercise, a cell or a claim fails.
    """
    notebook = nbformat.read(path, as_version=4)
    exercises = EXERCISES / f"{path.stem}.py"
    if exercises.is_file():
        corpus = load_corpus()
        if broken := problems(exercises, corpus):
            raise RefreshError("; ".join(broken).rstrip("."))
        there = load_exercises(exercises)
        place(notebook, there, corpus)
        if too_many := crowded(notebook, there):
            raise RefreshError("; ".join(too_many))
    executed = execute(with_claims(notebook), path.parent)
    if false := false_claims(executed):
        raise RefreshError("\n  ".join(["claims that do not hold:", *false]))
    notebook = without_claims(executed)
    # Widget state is another one at every run, and a stored view without it shows an error: the static twin stays.
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("trusted", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
    nbformat.validate(notebook)
    return notebook


def store(path, notebook):
    """Write `notebook` to `path`, whole or not at all; True if that changed the file."""
    text = nbformat.writes(notebook) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    beside = path.with_suffix(".part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)
    return True


def main(names):
    try:
        paths = chapters(names)
    except NoSuchChapter as error:
        return f"refresh: {error}"
    failed = 0
    for path in paths:
        try:
            notebook = refreshed(path)
            stored = "stored anew" if store(path, notebook) else "run, and just as it was stored"
            print(f"{path.name}: {stored}; {len(find_claims(notebook))} claims hold", flush=True)
        except (RefreshError, CorpusError) as error:
            failed += 1
            print(f"{path.name}, {str(error).rstrip('.')}. The file is as it was.", file=sys.stderr, flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code == 0:
        keep()
    sys.exit(code)
