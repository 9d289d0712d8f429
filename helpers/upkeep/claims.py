"""python -m helpers.upkeep.claims [chapter ...]: which sentences of the course do not hold any more; nothing is stored."""

import sys

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises.examine import gaps, problems
from helpers.exercises.kinds import FOLDER, Broken, load_exercises
from helpers.upkeep.chapters import NoSuchChapter, notebooks
from helpers.upkeep.claim_cells import false_claims, find_claims, first_is_false, with_claims
from helpers.upkeep.notes import notes
from helpers.upkeep.running import RefreshError, execute, failures, read_notebook


def no_longer_true(path, notebook, corpus):
    """A sentence for each cell of the chapter at `path` that fails, each claim that does not hold, each exercise that is broken.

    The first claim says of which articles a chapter speaks: where it fails, nothing else of the chapter is looked at. Claims
    that only lack a name, because the cell that makes it has failed, are counted in one sentence.
    """
    executed = execute(with_claims(notebook), path.parent, go_on=True)
    failed, false = failures(executed), false_claims(executed)
    if false and first_is_false(executed):
        return [
            f"{false[0]}; so its {len(find_claims(notebook)) - 1} other claims and its exercises are not looked at: rewrite "
            "this chapter for your articles, its first claim first, or take chapter 09, which works on any event"
        ]
    waiting = [claim for claim in false if failed and " gives NameError: " in claim]
    told = failed + [claim for claim in false if claim not in waiting]
    told += [f"{len(waiting)} claims cannot be looked at before these cells run"] * bool(waiting)
    exercises = FOLDER / f"{path.stem}.py"
    return told + (problems(exercises, corpus) if exercises.is_file() else [])


def main(names):
    try:
        paths, corpus = notebooks(names), load_corpus()
    except (NoSuchChapter, CorpusError) as error:
        return f"claims: {error}"
    failed = 0
    for path in paths:
        try:
            notebook = read_notebook(path)
            found, holding = no_longer_true(path, notebook, corpus), f"{len(find_claims(notebook))} claims hold"
        except RefreshError as error:
            found = [str(error)]
        failed += len(found)
        print(f"{path.name}: " + (f"{len(found)} to mend\n  " + "\n  ".join(found) if found else holding), flush=True)
        for note in _gaps(path):
            print(f"  note: {note}.", flush=True)
    for note in notes(corpus):
        print(f"note: {note}.", flush=True)
    return min(failed, 1)


def _gaps(path):
    try:
        return list(gaps(load_exercises(FOLDER / f"{path.stem}.py")))
    # A chapter without exercises, or with a file that does not run, which is told among what is to mend.
    except (OSError, Broken):
        return []


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
