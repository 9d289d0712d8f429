"""python -m helpers.upkeep.reset chapter: give a chapter back untouched, and keep what was done in it, with the answers."""

import os
import shutil
import sys
import time

from helpers import ROOT
from helpers.upkeep.chapters import NOTEBOOKS, NoSuchChapter, chapters
from helpers.upkeep.untouched import untouched

ANSWERS = NOTEBOOKS / "answers"
COPIES = NOTEBOOKS / "my_copies"


def reset(notebook):
    """Put the untouched notebook in the place of `notebook`; a sentence that says what was done, and where the copies are.

    Raises LookupError where there is no untouched one.
    """
    text = untouched(notebook)
    answers = ANSWERS / notebook.stem
    if notebook.read_bytes() == text and not answers.exists():
        return f"{notebook.name} is untouched."
    COPIES.mkdir(exist_ok=True)
    copy = COPIES / f"{notebook.stem} {time.strftime('%Y-%m-%d %H.%M.%S')}.ipynb"
    shutil.copy2(notebook, copy)
    if answers.exists():
        shutil.move(answers, copy.with_suffix(".answers"))
    part = notebook.with_suffix(".part")
    part.write_bytes(text)
    os.replace(part, notebook)
    return f"{notebook.name} is untouched again; what you did is kept in {copy.relative_to(ROOT).as_posix()}."


def main(names):
    try:
        found = chapters(names) if len(names) == 1 else []
    except NoSuchChapter:
        found = []
    if len(found) != 1:
        return f"Name one chapter, such as `reset 01`; there are {', '.join(path.name for path in chapters())}."
    try:
        print(reset(found[0]), flush=True)
    except LookupError as error:
        return str(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
