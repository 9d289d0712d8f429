"""python -m helpers.upkeep.refresh [chapter ...]: run notebooks whole and store their outputs, or leave the file as it was.

As they are then, they are the untouched ones.
"""

import sys

import nbformat

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises.examine import gaps, problems
from helpers.exercises.kinds import FOLDER as EXERCISES
from helpers.exercises.kinds import load_exercises
from helpers.upkeep.chapters import NoSuchChapter, notebooks, write_whole
from helpers.upkeep.claim_cells import false_claims, find_claims, with_claims, without_claims
from helpers.upkeep.contents import list_chapters
from helpers.upkeep.exercise_cells import crowded, place
from helpers.upkeep.guide import renew
from helpers.upkeep.running import RefreshError, execute, read_notebook
from helpers.upkeep.sections import add_up
from helpers.upkeep.untouched import keep

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# JupyterLab folds what is hidden; nbconvert knows no folding, and leaves out what is transient.
FOLDED = {"jupyter": {"source_hidden": True}, "transient": {"remove_source": True}}
STOPPED = 130


def refreshed(path):
    """The notebook at `path` with its exercises, executed, as it is to be stored, and sentences about what to look at.

    Raises RefreshError where an exercise, a cell or a claim fails.
    """
    notebook, notes = read_notebook(path), []
    exercises = EXERCISES / f"{path.stem}.py"
    if exercises.is_file():
        corpus = load_corpus()
        if broken := problems(exercises, corpus):
            raise RefreshError("\n  ".join(broken).rstrip("."))
        there = load_exercises(exercises)
        notes = [*gaps(there), *place(notebook, there, corpus)]
        if too_many := crowded(notebook, there):
            raise RefreshError("\n  ".join([*notes, *too_many]))
    add_up(notebook)
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
    fold_set_up(notebook)
    nbformat.validate(notebook)
    return notebook, notes


def fold_set_up(notebook):
    """Fold the first code cell of `notebook`, in place, if it is the one that imports."""
    first = next((cell for cell in notebook.cells if cell.cell_type == "code"), None)
    if first and "import " in first.source:
        first.metadata.update(nbformat.from_dict(FOLDED))


def main(names):
    try:
        paths = notebooks(names)
    except NoSuchChapter as error:
        return f"refresh: {error}"
    stored, failed = [], 0
    for path in paths:
        try:
            notebook, notes = refreshed(path)
            changed = write_whole(path, nbformat.writes(notebook) + "\n")
            said = "stored anew" if changed else "run, and just as it was stored"
            print(f"{path.name}: {said}; {len(find_claims(notebook))} claims hold", flush=True)
            stored.append(path)
        except (RefreshError, CorpusError) as error:
            failed, notes = failed + 1, []
            print(f"{path.name}, {str(error).rstrip('.')}. The file is as it was.", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print(f"Stopped; {path.name} is as it was.", file=sys.stderr, flush=True)
            return STOPPED
        for note in notes:
            print(f"  note: {note}.", flush=True)
    for note in [*list_chapters(stored), *renew(stored)] if stored else ():
        print(f"note: {note}", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code == 0:
        keep()
    sys.exit(code)
