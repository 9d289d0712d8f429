"""python -m helpers.upkeep.lock [--upgrade]: pin every package anew, all of the files or none.

Needs the standard library alone, for it must run where what was pinned last cannot be installed.
"""

import sys
import tempfile
from pathlib import Path

from course import (
    ARCHIVE,
    BINDER,
    COURSE,
    PROJECT,
    TESTS,
    Problem,
    check_venv,
    pins,
    python_of,
    read,
    run_logged,
    say,
    supported,
)
from helpers import ROOT

# A group of pyproject.toml, and where what only it needs is pinned.
GROUPS = {"test": TESTS, "archive": ARCHIVE}
UV = "uv==0.13.9"


def only_for_group(course, group):
    """The lines of a group's requirements whose pin the course's requirements do not have."""
    known = set(pins(course))
    lines = [line for line in group.splitlines() if not known.issuperset(pins(line))]
    return "".join(
        f"{line.replace('-c requirements.txt, ', '').replace(', -c requirements.txt', '')}\n" for line in lines
    )


def lock(options):
    """Pin what pyproject.toml names, and all that it needs, for students, groups and Binder. Raises Problem."""
    check_venv()
    # Outside the temporary folder, so that it is still there when a message names it.
    log = Path(tempfile.mkstemp(prefix="course-lock-", suffix=".log")[1])
    compile_pins = [
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        f"3.{supported()[0]}",
        "--no-header",
        "--annotation-style",
        "line",
        PROJECT,
        *options,
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # uv keeps the pins that it finds in its output file, unless --upgrade is among the options.
        for source, copy in ((PROJECT, PROJECT), (COURSE, COURSE), *((GROUPS[name], f"{name}.txt") for name in GROUPS)):
            (folder / copy).write_text(read(source), encoding="utf-8")
        python = python_of(folder / "venv")
        say(f"Pinning the packages with {UV}.")
        run_logged(sys.executable, "venv", str(folder / "venv"), log=log)
        run_logged(python, "pip", "install", "--no-input", "--disable-pip-version-check", UV, log=log)
        run_logged(python, "uv", *compile_pins, "-o", COURSE, log=log, folder=folder)
        for group in GROUPS:
            of_group = ["--group", group, "-c", COURSE, "-o", f"{group}.txt"]
            run_logged(python, "uv", *compile_pins, *of_group, log=log, folder=folder)
        course, *groups = (
            (folder / copy).read_text(encoding="utf-8") for copy in (COURSE, *(f"{name}.txt" for name in GROUPS))
        )
    only = [only_for_group(course, text) for text in groups]
    targets = {COURSE: course, **dict(zip(GROUPS.values(), only)), BINDER: course}
    for target, text in targets.items():
        (ROOT / target).write_bytes(text.encode("utf-8"))
    log.unlink()
    say(f"Pinned in {', '.join(targets)}.")


if __name__ == "__main__":
    try:
        lock(sys.argv[1:])
    except Problem as problem:
        sys.exit(str(problem))
