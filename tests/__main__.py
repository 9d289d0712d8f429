"""python -m tests [chapter ...] [options for pytest]: run every test, or what concerns some chapters.

A chapter's tests compare its stored outputs, evaluate its claims, and prove its exercises. Each processor runs a part
of them, as conftest.py shares them out; with `-n0` all run one after the other.
"""

import os
import re
import subprocess
import sys

from course import Problem
from helpers.upkeep import archive
from helpers.upkeep.chapters import NoSuchChapter, chapters
from tests import ROOT

ABOUT_CHAPTERS = ["tests/course/test_notebooks.py", "tests/exercises/test_exercises.py"]
# Each process may have a browser, a server and a kernel, about 1.5 GB: more than four would not fit everywhere.
IN_PARALLEL = ["-n", "logical", "--maxprocesses=4", "--dist=loadscope", "--no-loadscope-reorder"]


def of_chapters(paths):
    """The arguments with which pytest runs what concerns the chapters at these paths: by name, or by their exercises."""
    wanted = [name for path in paths for name in (path.stem, f"[{int(path.name[:2])}.", f"-{int(path.name[:2])}.")]
    return [*(str(path.relative_to(ROOT)) for path in paths), *ABOUT_CHAPTERS, "-k", " or ".join(wanted)]


def main(arguments):
    names = [argument for argument in arguments if re.fullmatch(r"\d\d?", argument)]
    options = [argument for argument in arguments if argument not in names]
    try:
        chosen = of_chapters(chapters(names)) if names else []
    except NoSuchChapter as error:
        return f"test: {error}"
    if not chosen:
        # The tests of the archive that need its packages run there.
        archive.set_up()
    # Without bytecode each process and each of some hundred kernels would compile the helpers anew.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call([sys.executable, "-m", "pytest", *IN_PARALLEL, *options, *chosen], cwd=ROOT, env=env)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
