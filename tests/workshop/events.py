"""Events to work on in a test: copies of a corpus folder, so that nobody's table is written over."""

import shutil

from helpers.workshop.event import Event
from tests import ROOT

EXAMPLE = ROOT / "notebooks" / "example_event"
OTHER_EVENT = ROOT / "tests" / "other_event"


def event_of(tmp_path, folder=EXAMPLE, tables=False):
    """An Event with the articles of a corpus folder, and if wanted its tables."""
    copy = shutil.copytree(folder, tmp_path / "event")
    for file in [] if tables else copy.glob("*.csv"):
        if file.name != "articles.csv":
            file.unlink()
    return Event(copy)


def empty_event(tmp_path):
    """An Event without an article."""
    folder = tmp_path / "nothing yet"
    folder.mkdir()
    return Event(folder)


def with_articles(tmp_path, *articles):
    """An Event with these texts as its articles, a0, a1 and so on."""
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = [f"a{place},a{place}.txt,Outlet {place},,,,,,\n" for place in range(len(articles))]
    head = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"
    (folder / "articles.csv").write_text(head + "".join(rows), encoding="utf-8")
    for place, text in enumerate(articles):
        (folder / f"a{place}.txt").write_text(text, encoding="utf-8")
    return Event(folder)
