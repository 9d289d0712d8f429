"""The same tests with the packages for archives, which live in an environment of their own."""

import os
import subprocess

import pytest

from helpers.archive.store import on_disk
from helpers.upkeep.archive import PYTHON
from tests import ROOT


@pytest.mark.skipif(on_disk(), reason="this is the environment with the packages")
@pytest.mark.skipif(
    not PYTHON.exists(), reason="`python3 course.py archive`, or `test`, sets up the packages for archives"
)
def test_the_room_of_archives_holds_with_its_packages_too():
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", "tests/archive"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DASK_"))}
    done = subprocess.run(command, cwd=ROOT, env=own, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode or "importorskip" in done.stdout or "needs the packages" in done.stdout:
        pytest.fail(done.stdout[-6000:], pytrace=False)
