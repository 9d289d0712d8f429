"""One JupyterLab and one browser for all tests of a process; each test opens its notebook anew, with a fresh kernel."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.driver import chromium, jupyterlab, new_page

# A busy machine is slow, and that is no failure.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="package", autouse=True)
def answers(tmp_path_factory):
    """A folder of their own for the answers that these tests give: no other test of the process finds them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ANSWERS", str(tmp_path_factory.mktemp("answers")))
        yield


@pytest.fixture(scope="package")
def lab(tmp_path_factory, answers):
    """JupyterLab on a fresh, untrusted copy of the notebooks, as a clone or Binder has them."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with jupyterlab(folder / "notebooks") as running:
        yield running


@pytest.fixture(scope="package")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def page(browser):
    with new_page(browser) as opened:
        yield opened


@pytest.fixture
def unanswered():
    """No answer given before: the answers that kernels keep are removed."""
    for file in Path(os.environ["COURSE_ANSWERS"]).rglob("*.json"):
        file.unlink()
