"""Tests, and what they start, keep no answers, find none that somebody gave, and leave nothing in the temporary folder.

In parallel a process takes a file at a time, whose tests may share a kernel or a fixture; of the longest, a test.
"""

import os
import shutil
import tempfile

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes long begins first, so that at the end no process waits for another.
LONG = ("tests/course/", "tests/browser/", "tests/exercises/")
BY_TEST = ("tests/browser/", "tests/exercises/test_exercises.py")

# Kernels, servers and browsers inherit these.
FOLDER = tempfile.mkdtemp(prefix="course-tests-")
os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), FOLDER))
tempfile.tempdir = None
os.environ["COURSE_ANSWERS"] = os.path.join(FOLDER, "answers")
# Where the course was launched from is no matter of the tests.
os.environ.pop("BINDER_REPO_URL", None)


class Shared(LoadScopeScheduling):
    """Gives each process whole files of tests, and single tests of the longest files."""

    def _split_scope(self, nodeid):
        return nodeid if nodeid.startswith(BY_TEST) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return Shared(config, log)


def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    shutil.rmtree(FOLDER, ignore_errors=True)
