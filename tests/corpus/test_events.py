"""The folders of events: their names on any system, which one is worked on, the example as a copy of one's own."""

import pytest

from helpers.corpus.events import EXAMPLE, current_event, event_names, events_folder, folder_name, use_event
from helpers.corpus.tables import CorpusError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))


@pytest.mark.parametrize(
    "name, folder",
    [
        ("Harbour strike", "Harbour strike"),
        ("  Zürich  Fête ", "Zürich Fête"),
        ("سلام", "سلام"),
        ("a/b\\c: d?", "a b c d"),
        ("../../etc", "etc"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_name_becomes_the_name_of_a_folder(name, folder):
    assert folder_name(name).lstrip(". ") == folder
    assert use_event(name).parent == events_folder()


@pytest.mark.parametrize("name", ["", "   ", "///", "..", "con", "LPT1"])
def test_a_name_of_which_nothing_is_left_is_refused_with_a_cure(name):
    with pytest.raises(CorpusError, match="cannot be the name of an event: write a word or two"):
        folder_name(name)


def test_at_first_the_example_is_worked_on_as_a_copy():
    folder = current_event()
    (folder / "labels.csv").unlink()
    assert folder.name == EXAMPLE.name and (EXAMPLE / "labels.csv").is_file()
    assert current_event() == folder and not (folder / "labels.csv").exists()


def test_the_event_that_was_taken_last_is_worked_on():
    use_event("one"), use_event("Two"), use_event("one")
    assert current_event().name == "one" and event_names() == ["one", "Two"]


@pytest.mark.parametrize("name", ["gone", "", "../..", "\x00"])
def test_where_no_event_is_named_that_there_is_the_example_is_taken(name):
    current_event()
    (events_folder() / "current.txt").write_text(name, encoding="utf-8")
    assert current_event().name == EXAMPLE.name
