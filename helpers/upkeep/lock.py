"""python -m helpers.upkeep.lock [--upgrade]: pin every package anew, all of the files or none.

Needs the standard library alone, for it must run where what was pinned last cannot be installed.
"""

import re
import sys
import tempfile
from pathlib import Path

from course import (
    ARCHIVE,
    BINDER,
    COURSE,
    PROJECT,
    SITE,
    TESTS,
    Problem,
    check_venv,
    python_of,
    read,
    run_logged,
    say,
    supported,
)
from helpers import ROOT
from helpers.upkeep.packages import pins

UV = "uv==0.13.9"

# What is installed beside the course: a group of pyproject.toml, the file of its pins, and what that is called on the way.
GROUPS = {"test": (TESTS, "tests.txt"), "site": (SITE, "site.txt"), "archive": (ARCHIVE, "archive.txt")}
BOUND_BY = re.compile(r"-c [\w.]+, |, -c [\w.]+")


def only_for(group, course):
    """The lines of a group's requirements whose pin the course's requirements do not have."""
    known = set(pins(course))
    lines = [line for line in group.splitlines() if not known.issuperset(pins(line))]
    return "".join(f"{BOUND_BY.sub('', line)}\n" for line in lines)


def lock(options):
    """Pin what pyproject.toml names, and all that it needs, for students, tests, site and Binder. Raises Problem."""
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
        for source, copy in ((PROJECT, PROJECT), (COURSE, COURSE), *GROUPS.values()):
            (folder / copy).write_text(read(source), encoding="utf-8")
        python = python_of(folder / "venv")
        say(f"Pinning the packages with {UV}.")
        run_logged(sys.executable, "venv", str(folder / "venv"), log=log)
        run_logged(python, "pip", "install", "--no-input", "--disable-pip-version-check", UV, log=log)
        run_logged(python, "uv", *compile_pins, "-o", COURSE, log=log, folder=folder)
        bounds = ["-c", COURSE]
        for name, (_, copy) in GROUPS.items():
            run_logged(python, "uv", *compile_pins, "--group", name, *bounds, "-o", copy, log=log, folder=folder)
            # They are installed into one environment, or one that looks on it: what two of them need is of one version.
            bounds += ["-c", copy]
        course = (folder / COURSE).read_text(encoding="utf-8")
        pinned = {COURSE: course, BINDER: course}
        for target, copy in GROUPS.values():
            pinned[target] = only_for((folder / copy).read_text(encoding="utf-8"), course)
    for target, text in pinned.items():
        (ROOT / target).write_bytes(text.encode("utf-8"))
    log.unlink()
    say(f"Pinned in {', '.join(pinned)}.")


if __name__ == "__main__":
    try:
        lock(sys.argv[1:])
    except Problem as problem:
        sys.exit(str(problem))
