"""The code is laid out in one way, and holds no dead names: `ruff` says so, by the rules in pyproject.toml."""

import subprocess
import sys

import pytest

from tests import ROOT


@pytest.mark.parametrize("command", [["check"], ["format", "--diff"]], ids=lambda command: command[0])
def test_ruff_finds_nothing(command):
    places = ["helpers", "tests", "site", "course.py", "conftest.py"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--no-cache", "--quiet", *places],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        pytest.fail(done.stdout, pytrace=False)
