"""An event that is worked on: its tables are written whole or not at all, and what shows it follows."""

import shutil

import pytest

from helpers.corpus.events import EXAMPLE
from helpers.corpus.tables import CorpusError
from helpers.show import pages, widgets
from helpers.workshop.event import NOT_YET, Event, live


@pytest.fixture
def event(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    return Event(shutil.copytree(EXAMPLE, tmp_path / "mine"))


def test_what_is_written_is_read_back_and_told(event):
    told = []
    event.observe(lambda: told.append(len(event.corpus.labels)))
    event.write(labels=event.rows("labels")[:2])
    assert told == [2] and [row["label"] for row in event.rows("labels")] == ["fisherman", "skipper"]


def test_what_the_loader_refuses_leaves_all_tables_as_they_were(event):
    before = {path.name: path.read_bytes() for path in event.folder.iterdir()}
    with pytest.raises(CorpusError, match="no fact is called “nothing”"):
        event.write(labels=[], evidence=[{**event.rows("evidence")[0], "fact": "nothing"}])
    assert {path.name: path.read_bytes() for path in event.folder.iterdir()} == before
    assert len(event.corpus.labels) == 5


def test_a_table_without_a_row_is_no_file(event):
    event.write(labels=[])
    assert event.rows("labels") == [] and not event.corpus.has("labels")


def test_columns_that_the_course_does_not_know_are_kept(event):
    event.write(labels=[{**event.rows("labels")[0], "seen": "in class"}])
    assert event.rows("labels")[0]["seen"] == "in class"


def text(shown):
    return shown._repr_mimebundle_()["text/plain"]


def test_a_page_follows_the_event_and_says_what_it_waits_for(event):
    panel = live(event, lambda corpus: pages.note(f"{len(corpus.labels)} labels"), need=["labels"])
    assert text(panel) == "5 labels"
    event.write(labels=event.rows("labels")[:1])
    assert text(panel) == "1 labels" and "1 labels" in panel.box.children[0].value
    event.write(labels=[])
    assert "it needs labels" in text(panel)


def test_a_page_is_made_anew_only_when_something_changes_of_which_it_is_made(event):
    made = []
    live(event, lambda corpus: made.append(0) or pages.note(""), need=["labels"], uses=["attributions"])
    event.write(facts=event.rows("facts")), event.write(labels=event.rows("labels")[:2])
    assert len(made) == 2
    event.use("another")
    assert len(made) == 2


def test_a_widget_follows_the_event_too(event):
    panel = live(event, widgets.voice_switch, need=["labels"])
    before = panel.box.children
    assert "Count what stands in" in text(panel)
    event.write(labels=event.rows("labels")[:2])
    assert panel.box.children != before


def test_a_page_of_an_event_without_articles_says_so(tmp_path):
    (tmp_path / "new").mkdir()
    assert text(live(Event(tmp_path / "new"), len)) == NOT_YET


def test_a_table_that_somebody_broke_in_a_spreadsheet_is_told_in_its_place(event):
    panel = live(event, lambda corpus: pages.note("fine"), uses=["labels"])
    (event.folder / "labels.csv").write_text("label\nx\n", encoding="utf-8")
    panel.renew()
    assert "labels.csv has no column" in text(panel)
