"""Tests, and what they start, keep no answers, find none that somebody gave, and leave nothing in the temporary folder.

In parallel a process takes a file at a time, whose tests may share a kernel or a fixture; of the longest, a test; in the
browser, a chapter, which is opened and run once.
"""

import os
import re
import shutil
import tempfile

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes long begins first, so that at the end no process waits for another.
LONG = (
    "tests/browser/test_kept.py",
    "tests/browser/test_pen.py",
    "tests/archive/test_with_packages.py",
    "tests/browser/",
    "tests/course/",
    "tests/exercises/",
)
BY_TEST = ("tests/browser/test_exercises.py", "tests/exercises/test_exercises.py")
CHAPTER = re.compile(r"(tests/browser/)test_(?:chapters\.py.*?)?(\d\d_[a-z_]+)")

# Kernels, servers and browsers inherit these.
FOLDER = tempfile.mkdtemp(prefix="course-tests-")
os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), FOLDER))
tempfile.tempdir = None
os.environ["COURSE_ANSWERS"] = os.path.join(FOLDER, "answers")
os.environ["COURSE_EVENTS"] = os.path.join(FOLDER, "events")
# Where the course was launched from is no matter of the tests.
os.environ.pop("BINDER_REPO_URL", None)


class Shared(LoadScopeScheduling):
    """Gives each process whole files of tests, single tests of the longest files, chapters in the browser."""

    def _split_scope(self, nodeid):
        return _scope(nodeid)


def _scope(nodeid):
    if chapter := CHAPTER.match(nodeid):
        return "".join(chapter.groups())
    return nodeid if nodeid.startswith(BY_TEST) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return Shared(config, log)


def pytest_collection_modifyitems(items):
    items.sort(key=_order)


def _order(item):
    long = next((place for place, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG))
    if not CHAPTER.match(item.nodeid):
        return long, "~"
    # A chapter is looked at before it is run, and checked as it was run before its widgets are used.
    return long, _scope(item.nodeid), "stored" not in item.fixturenames, "/test_chapters.py" not in item.nodeid


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    shutil.rmtree(FOLDER, ignore_errors=True)
