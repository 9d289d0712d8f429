"""Step 7: an event as a ZIP to download and bring back, and in the browser, where no newer state goes for an older one."""

import base64
import io
import re
import shutil
import zipfile

import pytest

from helpers.corpus.events import event_names, events_folder, this_disk
from helpers.corpus.parcel import digest, pack
from helpers.workshop import keep as keeping
from helpers.workshop.bring import add
from helpers.workshop.keep import keep_event
from tests.workshop.uploads import uploaded

STORY = "The boats came back at noon."


@pytest.fixture
def strike(empty):
    """An event of one article."""
    add(empty, STORY, "Herald")
    return empty


def held(kept):
    """What a browser says that it has, once it has kept what it was given."""
    return {name: kept[name] for name in ("name", "at", "digest", "disk")}


def elsewhere(event, **more):
    """What a browser has from another disk of the event, in another state."""
    return {"name": event.name, "at": 1, "digest": "another", "disk": "another", **more}


def test_the_link_holds_the_event_as_it_is_now(strike):
    step = keep_event(strike)
    add(strike, "Another story.", "Wire")
    (parcel,) = re.findall(r'href="data:application/zip;base64,([^"]+)"', step._link.value)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(parcel))) as zipped:
        assert zipped.namelist() == [f"Harbour strike/{name}" for name in ("articles.csv", "herald.txt", "wire.txt")]
    assert 'download="Harbour strike.zip"' in step._link.value


def test_a_zip_comes_back_beside_the_event_of_its_name(strike):
    step = keep_event(strike)
    step.upload.value = uploaded(("mine.zip", pack(strike.folder)))
    assert strike.name == "Harbour strike 2" and "you work on “Harbour strike 2” now" in step.said
    assert step.upload.value == () and "Harbour strike" in event_names()


def test_a_zip_of_something_else_and_half_a_zip_are_told_and_nothing_is_lost(strike):
    step = keep_event(strike)
    step.upload.value = uploaded(("mine.zip", b"no zip"))
    assert "mine.zip is no ZIP" in step.said
    step.upload.value = uploaded(("mine.zip", pack(strike.folder)), missing=5)
    assert "mine.zip did not arrive whole" in step.said
    assert strike.name == "Harbour strike" and len(event_names()) == 2


def test_before_there_is_an_article_it_says_so(empty):
    step = keep_event(empty)
    step.shelf.found = []
    assert "nothing to keep yet" in step.page.text and "href" not in step._link.value and step.shelf.keep == {}


def test_the_browser_is_given_each_state_over_the_one_before(strike):
    shelf = keep_event(strike).shelf
    assert shelf.keep == {}
    shelf.found = []
    first = shelf.keep
    assert base64.b64decode(first["zip"]) == pack(strike.folder) and first["over"] == ""
    shelf.found = [held(first)]
    add(strike, "Another story.", "Wire")
    assert shelf.keep["over"] == first["digest"] != shelf.keep["digest"] == digest(strike.folder)


def test_the_example_as_it_came_is_not_kept(example):
    shelf = keep_event(example).shelf
    shelf.found = []
    assert shelf.keep == {} and shelf.offer == []
    shelf.found = [elsewhere(example)]
    assert shelf.keep == {} and shelf.offer == ["example_event"] and shelf.told == ""
    shelf.found = []
    add(example, STORY, "Herald")
    assert shelf.keep["name"] == "example_event"


def test_what_the_disk_has_lost_is_offered_and_taken_back(strike):
    step = keep_event(strike)
    step.shelf.found = []
    kept = step.shelf.keep
    strike.use("example_event")
    shutil.rmtree(events_folder() / "Harbour strike")
    step.shelf.found = [held(kept)]
    assert step.shelf.offer == ["Harbour strike"]
    step.shelf._heard(None, {"do": "take", "name": "Harbour strike", "zip": kept["zip"]}, [])
    assert strike.name == "Harbour strike" and list(strike.corpus.articles.index) == ["herald"]
    assert step.shelf.offer == []


def test_a_state_from_another_disk_is_offered_and_not_overwritten(strike):
    shelf = keep_event(strike).shelf
    shelf.found = [elsewhere(strike)]
    assert shelf.offer == ["Harbour strike"] and shelf.keep == {} and "keeps another state" in shelf.told
    add(strike, "Another story.", "Wire")
    assert shelf.keep == {}
    shelf.found = []
    assert shelf.keep["name"] == "Harbour strike" and shelf.told == ""


def test_a_second_tab_does_not_overwrite_the_newer_state(strike):
    shelf = keep_event(strike).shelf
    shelf.found = [elsewhere(strike, disk=this_disk(), at=10**14)]
    assert shelf.keep == {} and shelf.offer == []
    shelf.found = [elsewhere(strike, disk=this_disk(), at=1)]
    assert shelf.keep["over"] == "another"


def test_an_event_that_is_too_large_for_a_browser_is_told(strike, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 100)
    shelf = keep_event(strike).shelf
    shelf.found = []
    assert "too large for the storage of a browser" in shelf.told and shelf.keep == {}


@pytest.mark.parametrize(
    "found", [["x"], [{}], [{"name": 1}], [{"name": "a", "at": "now", "digest": "d", "disk": "d"}]], ids=str
)
def test_a_browser_that_holds_anything_does_no_harm(strike, found):
    shelf = keep_event(strike).shelf
    shelf.found = found
    assert shelf.offer == [] and shelf.keep["name"] == "Harbour strike"


@pytest.mark.parametrize("zipped", ["", "%%%", "é", base64.b64encode(b"noise" * 9).decode(), None, 3])
def test_a_parcel_in_the_browser_that_is_none_is_told(strike, zipped):
    step = keep_event(strike)
    step.shelf._heard(None, {"do": "take", "name": "Old", "zip": zipped}, [])
    assert strike.name == "Harbour strike" and "Old" not in event_names()
    assert "Old is no ZIP" in step.said if isinstance(zipped, str) else step.said == ""


def test_a_hostile_name_stays_a_name(pasted):
    pasted.use("'onclick='alert(1) & $x$")
    add(pasted, STORY, "Herald")
    html = keep_event(pasted)._link.value
    assert " onclick=" not in html and "&amp; <span>$</span>x" in html


def test_the_twin_is_the_same_at_every_run(pasted):
    twin = keep_event(pasted)._repr_mimebundle_()
    assert twin["text/plain"] == keep_event(pasted)._repr_mimebundle_()["text/plain"]
    assert (
        "example_event.zip holds: articles.csv, brannick_echo.txt" in twin["text/plain"]
        and "href" not in twin["text/html"]
    )
