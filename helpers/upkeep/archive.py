"""`archive`: opens chapter 10 with the packages for archives, which live in an environment of their own.

That one sees the packages of .venv. Apart from it, for where PyArrow is, pandas keeps text in another way, and notebooks
are stored without.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from course import (
    ARCHIVE,
    MEGABYTES,
    PIP_OPTIONS,
    Problem,
    environment,
    lab,
    python_of,
    read,
    run,
    run_logged,
    say,
)
from helpers import ROOT
from helpers.upkeep.packages import count_packages

CHAPTER = "notebooks/10_archive.ipynb"
VENV = ROOT / ".venv-archive"
PYTHON = python_of(VENV)
# Its kernel, under the name that every notebook asks for.
KERNEL = VENV / "share/jupyter/kernels/python3/kernel.json"


def set_up():
    """Make sure that the environment holds what archives need, and say nothing if it does. Raises Problem if it cannot."""
    version, site_packages = environment()
    wanted = {"root": str(ROOT), "python": version, "packages": {ARCHIVE: read(ARCHIVE)}}
    record = VENV / "course.json"
    if environment(VENV)[0] == version and record.exists() and json.loads(record.read_text()) == wanted:
        return
    number = count_packages(wanted["packages"].values())
    say(f"Setting up the packages for archives: {number}, about {MEGABYTES[ARCHIVE]} MB on disk, 1 to 3 minutes.")
    shutil.rmtree(VENV, ignore_errors=True)
    run_logged(sys.executable, "venv", str(VENV))
    run_logged(PYTHON, "pip", "install", *PIP_OPTIONS, "--no-deps", "-r", ARCHIVE)
    own = environment(VENV)[1]
    seen = [os.path.relpath(folder, own) + "\n" for folder in (str(ROOT), site_packages)]
    (Path(own) / "course.pth").write_text("".join(seen), encoding="ascii")
    KERNEL.parent.mkdir(parents=True)
    command = [str(PYTHON), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel = {"argv": command, "display_name": "Python 3 (ipykernel)", "language": "python"}
    KERNEL.write_text(json.dumps(kernel), encoding="utf-8")
    record.write_text(json.dumps(wanted), encoding="utf-8")


def main(options):
    """Open the chapter, with these options for JupyterLab; gives its exit code."""
    set_up()
    own = str(VENV / "share/jupyter")
    os.environ["JUPYTER_PATH"] = os.pathsep.join([own, *filter(None, [os.environ.get("JUPYTER_PATH")])])
    return run(sys.executable, *lab(CHAPTER), *options)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Problem, OSError) as problem:
        sys.exit(str(problem))
