"""One JupyterLab, one browser and one page for all tests of a process; a chapter is opened and run once for its tests.

A file test_NN_name.py holds the tests of a chapter's widgets. Its `stored` is the notebook of that name, open and not yet
run, its `chapter` the notebook that has run, each as often as possible the one that the test before it had: a test takes
its widget by `chapter.untouched`. What every chapter has to hold stands in test_chapters.py.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.driver import (
    chromium,
    find_browser,
    jupyterlab,
    new_page,
    open_notebook,
    turn_to,
    write_excerpt,
)

# A busy machine is slow, and that is no failure.
expect.set_options(timeout=60_000)
# A notebook has to do with the room that a small laptop gives it.
WIDTH = 1024


@pytest.fixture(scope="package", autouse=True)
def installed():
    if find_browser() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine")


@pytest.fixture(scope="package", autouse=True)
def answers(installed):
    """Answers and events are kept in the folder of the notebook in which they are given, as in the course: in another there are none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ANSWERS", "answers")
        patch.setenv("COURSE_EVENTS", "events")
        yield


@pytest.fixture(scope="package")
def lab(tmp_path_factory, answers):
    """JupyterLab on a fresh, untrusted copy of the notebooks, as a clone or Binder has them."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(
        ROOT / "notebooks",
        folder / "notebooks",
        ignore=shutil.ignore_patterns("answers", "events", ".ipynb_checkpoints"),
    )
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with jupyterlab(folder / "notebooks") as running:
        yield running


@pytest.fixture(scope="package")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def page(browser):
    with new_page(browser, width=WIDTH) as opened:
        yield opened


class Desk:
    """A page on which one notebook lies at a time: JupyterLab is loaded once, a notebook run once for all tests of it."""

    def __init__(self, page, lab):
        self.page, self.lab = page, lab
        self.notebook = self.lies = None

    def fresh(self, name):
        """A notebook, opened with a new kernel and not yet run, for one test alone."""
        self.lies = None
        opens = turn_to if self.page.url.startswith(self.lab.url) else open_notebook
        self.notebook = opens(self.page, self.lab, name)
        return self.notebook

    def stored(self, name):
        """A notebook that is open and was not yet run, to be looked at only."""
        if self.lies != (name, "stored"):
            self.fresh(name)
            self.lies = name, "stored"
        return self.notebook

    def run(self, name):
        """A notebook that has run."""
        if self.lies != (name, "run"):
            self.stored(name)
            self.lies = None
            self.notebook.run_all()
            self.lies = name, "run"
        return self.notebook

    def tidy(self, failed):
        """Leave the page as the next test expects it, in either theme; after a test that failed, who knows what stands there."""
        self.page.set_viewport_size({**self.page.viewport_size, "width": WIDTH})
        if failed:
            self.lies = None
            self.page.goto("about:blank")


@pytest.fixture(scope="package")
def one_desk(page, lab):
    return Desk(page, lab)


@pytest.fixture
def desk(request, one_desk):
    failed = request.session.testsfailed
    yield one_desk
    one_desk.tidy(request.session.testsfailed > failed)


@pytest.fixture
def name(request):
    """The notebook that the test's file is named after."""
    return f"{request.path.stem.removeprefix('test_')}.ipynb"


@pytest.fixture
def stored(desk, name):
    """The chapter's notebook, open and not yet run: what it shows was stored with it."""
    return desk.stored(name)


@pytest.fixture
def chapter(desk, name):
    """The chapter's notebook, run from top to bottom."""
    return desk.run(name)


@pytest.fixture
def excerpt(lab):
    """A maker of short notebooks: a chapter's set-up, and its code cells that hold the texts, in a folder of their own."""

    def make(chapter, *texts):
        folder = Path(tempfile.mkdtemp(dir=lab.folder))
        write_excerpt(folder / chapter, chapter, *texts)
        return f"{folder.name}/{chapter}"

    return make
