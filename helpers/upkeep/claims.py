"""python -m helpers.upkeep.claims [chapter ...]: which sentences of the course do not hold any more; nothing is stored."""

import sys

import nbformat

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises.examine import problems
from helpers.exercises.kinds import FOLDER
from helpers.upkeep.chapters import NoSuchChapter, chapters
from helpers.upkeep.claim_cells import false_claims, find_claims, with_claims
from helpers.upkeep.running import execute, failures


def no_longer_true(path, notebook, corpus):
    """A sentence for each cell of the chapter at `path` that fails, each claim that does not hold, each exercise that is broken.

    Claims that only lack a name, because the cell that makes it has failed, are counted in one sentence.
    """
    executed = execute(with_claims(notebook), path.parent, go_on=True)
    failed, false = failures(executed), false_claims(executed)
    waiting = [claim for claim in false if failed and " gives NameError: " in claim]
    told = failed + [claim for claim in false if claim not in waiting]
    told += [f"{len(waiting)} claims cannot be looked at before these cells run"] * bool(waiting)
    exercises = FOLDER / f"{path.stem}.py"
    return told + (problems(exercises, corpus) if exercises.is_file() else [])


def main(names):
    try:
        paths, corpus = chapters(names), load_corpus()
    except (NoSuchChapter, CorpusError) as error:
        return f"claims: {error}"
    failed = 0
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        found = no_longer_true(path, notebook, corpus)
        failed += len(found)
        holding = f"{len(find_claims(notebook))} claims hold"
        print(f"{path.name}: " + (f"{len(found)} to mend\n  " + "\n  ".join(found) if found else holding), flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
