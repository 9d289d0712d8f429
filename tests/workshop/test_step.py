"""What all steps have: widgets of the chapters on an event that changes, and lists of any length."""

import re
import shutil

import ipywidgets
import pandas as pd
import pytest

from helpers.show import widgets
from helpers.workshop import facts, live, name, open_event
from helpers.workshop.event import NOT_YET
from helpers.workshop.step import Rows, listed
from tests.workshop.events import OTHER_EVENT, event_of


def test_the_widgets_of_chapter_02_say_what_is_missing_and_come_when_it_is_there(tmp_path):
    event = event_of(tmp_path)
    switch = live(event, widgets.voice_switch, need=["labels"])
    swap = live(event, lambda corpus: widgets.swap(corpus, corpus.articles.index[0]), need=["labels"])
    for followed in (switch, swap):
        assert followed.shown.text == "Nothing stands here yet: it needs labels, from further up."
    event.write(labels=[{"label": "crews", "forms": "blockaders; skippers", "family": "", "note": ""}])
    assert "crews 5 (" in switch.shown.page.text and "As published:" in swap.shown.page.text
    switch.shown.controls["voices"].value = "quoted"
    assert "crews" not in switch.shown.page.text
    event.write(labels=[{"label": "one", "forms": "harbour", "family": "", "note": ""}])
    assert re.search(r"\bone \d", switch.shown.page.text)
    assert swap.shown.page.text.startswith("There is nothing to swap")
    event.write(labels=[])
    assert switch.shown.text.startswith("Nothing stands here yet")


@pytest.mark.parametrize("count, menu", [(0, "none"), (1, "none"), (12, "none"), (13, ""), (100, "")])
def test_a_list_of_any_length_is_shown_twelve_rows_at_a_time(count, menu):
    def fill(entry, text):
        text.value = str(entry)

    rows = Rows(lambda place: [ipywidgets.HTML()], fill, "words")
    rows.list(range(count))
    assert rows.menu.layout.display == menu and rows.shown == list(range(min(12, count)))
    seen = []
    for _, first in rows.menu.options:
        rows.menu.value = first
        seen += rows.shown
        assert [row[0].value for row in rows.rows][: len(rows.shown)] == list(map(str, rows.shown))
    assert seen == list(range(count))
    # What is shorter than before is shown from its last page.
    rows.list(range(3))
    assert rows.shown == [0, 1, 2]


def test_a_list_keeps_its_page_when_it_is_renewed():
    rows = Rows(lambda place: [], lambda entry: None, "words")
    rows.list(range(30))
    rows.menu.value = 12
    rows.list(range(29))
    assert rows.shown == list(range(12, 24))


def test_how_many_there_are_stands_above_twelve_of_them():
    frame = pd.DataFrame({"n": range(13)}, index=pd.Index(range(13), name="row"))
    assert listed(frame, "row").text.startswith("13 rows; the first 12 are shown.\nrow | n\n0 | 0")
    assert listed(frame.head(1), "row").text == "1 row.\nrow | n\n0 | 0"


def test_when_another_event_is_taken_every_step_shows_that_one(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    event = open_event()
    steps = [name.candidates(event), name.labels(event), facts.groups(event), facts.numbers(event)]
    names, _, groups, _ = steps
    names.ticks[0].value = True
    shutil.copytree(OTHER_EVENT, tmp_path / "events" / "mill")
    event.use("mill")
    assert names.ticked == [] and "council" in [each["forms"] for each in names.rows.shown]
    assert list(groups.told) == ["courier", "kestrel", "ledger"] and groups.page.text.startswith("10 of 10 groups")
    names.add.click()
    assert names.said
    event.use("nothing in it yet")
    assert not names.said
    assert {step.page.text for step in steps} == {NOT_YET}
    assert all(step.controls.layout.display == "none" for step in steps)
    event.use("example_event")
    assert list(groups.told) == ["echo", "wire", "meridian"]
