"""What the tests of the workshop share: events of their own, in a folder that no other test sees."""

import shutil

import pytest

from helpers.corpus.events import events_folder
from helpers.workshop import open_event
from tests import ROOT


@pytest.fixture(autouse=True)
def _events(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))


@pytest.fixture
def example():
    """The Event of the example, with its articles as they were copied from web pages."""
    return open_event()


@pytest.fixture
def other(example):
    """The Event of tests/other_event, with all its tables."""
    shutil.copytree(ROOT / "tests" / "other_event", events_folder() / "other_event")
    example.use("other_event")
    return example


@pytest.fixture
def empty(example):
    """An Event without an article."""
    example.use("Harbour strike")
    return example


@pytest.fixture
def pasted(example):
    """The Event of the example before anything was decided: its articles, and no other table."""
    for file in example.folder.glob("*.csv"):
        if file.stem != "articles":
            file.unlink()
    return example
