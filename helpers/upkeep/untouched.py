"""The untouched notebooks, to go back to: what git has, or a copy kept in .venv where there is no git.

python -m helpers.upkeep.untouched: keep them as they are now, unless git does. Needs the standard library alone.
"""

import shutil
import subprocess

from helpers import ROOT
from helpers.upkeep.chapters import NOTEBOOKS, notebooks

KEPT = ROOT / ".venv" / "untouched"


def keep():
    """Keep the notebooks as they are now."""
    if KEPT.exists():
        shutil.rmtree(KEPT)
    KEPT.mkdir(parents=True)
    for path in notebooks():
        shutil.copy2(path, KEPT)


def untouched(path):
    """A notebook as it was stored last, as bytes: by a commit, by `refresh`, or else by the set-up.

    Raises LookupError where nobody knows.
    """
    kept, stored = KEPT / path.name, path.relative_to(NOTEBOOKS).as_posix()
    committed = _in_git("log", "-1", "--format=%ct", "--", f"notebooks/{stored}")
    if committed and not (kept.exists() and kept.stat().st_mtime > float(committed)):
        return _in_git("show", f"HEAD:./notebooks/{stored}")
    if not kept.exists():
        raise LookupError(
            f"There is nothing to go back to: this folder has no git and was not set up yet, so {path.name} as it lies "
            "there is all there is; download the course again, into another folder."
        )
    return kept.read_bytes()


def _in_git(*arguments):
    """What git prints, as bytes, and nothing if git does not know."""
    try:
        return subprocess.check_output(["git", *arguments], cwd=ROOT, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return b""


if __name__ == "__main__":
    # In a clone, a copy made now would look like one that `refresh` made after the last commit.
    if not KEPT.exists() and not _in_git("log", "-1", "--format=%ct", "--", str(NOTEBOOKS)):
        keep()
