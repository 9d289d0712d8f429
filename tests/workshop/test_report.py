"""Step 6: three sentences with their evidence are in the event at once, and the report is made when it is asked for."""

import base64
import re
import shutil

import pytest

from helpers.corpus.events import EXAMPLE
from helpers.workshop.event import NOT_YET, Event
from helpers.workshop.report import FILE, FRESH, OLD, conclusions, report
from tests import ROOT
from tests.workshop.events import event_of

HURT = "One man was treated for a cut hand"


@pytest.fixture
def event(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    return Event(shutil.copytree(ROOT / "tests" / "other_event", tmp_path / "mine"))


def stored(event):
    return [(row["conclusion"], row["article"], row["text"]) for row in event.rows("conclusions")]


def copy(step, number, article, text):
    step.for_sentence.value, step.quoted_from.value, step.quotation.value = number - 1, article, text
    step.add.click()


def test_a_sentence_is_in_the_event_at_once_with_its_evidence_or_without(event):
    step = conclusions(event)
    step.sentences[0].value = "Only one article tells\n of a man  who was hurt."
    assert stored(event) == [("Only one article tells of a man who was hurt.", "", "")]
    assert "No evidence is given" in step.page.text
    copy(step, 1, "kestrel", f" {HURT} ")
    assert stored(event) == [("Only one article tells of a man who was hurt.", "kestrel", HURT)]
    assert step.quotation.value == "" and f"[{HURT}]" in step.page.text


def test_the_pen_marks_evidence_for_the_sentence_that_is_chosen(event):
    step = conclusions(event)
    step.sentences[0].value, step.sentences[1].value = "One.", "Two."
    step.for_sentence.value = 1
    start = event.corpus.articles.at["courier", "raw"].index("Two buses")
    step.pen.pen.rows = [{"parts": {"evidence": [start, start + 9]}, "fields": {}}]
    assert stored(event) == [("One.", "", ""), ("Two.", "courier", "Two buses")]
    step.for_sentence.value = 0
    assert step.pen.marks == {}
    step.for_sentence.value = 1
    assert len(step.pen.pen.rows) == 1
    step.pen.pen.rows = []
    assert stored(event) == [("One.", "", ""), ("Two.", "", "")]


def test_another_kernel_finds_them_again(event):
    step = conclusions(event)
    step.sentences[0].value, step.sentences[2].value = "One.", "Three."
    copy(step, 3, "kestrel", HURT)
    again = conclusions(Event(event.folder))
    assert [box.value for box in again.sentences] == ["One.", "Three.", ""]
    again.for_sentence.value = 1
    assert list(again.pen.marks) == ["kestrel"]
    again.sentences[1].value = "Three, in other words."
    assert stored(event) == [("One.", "", ""), ("Three, in other words.", "kestrel", HURT)]


@pytest.mark.parametrize(
    "sentence, pointed_out",
    [("It hides the squatters.", ["“hides” (hiding)", "“squatters” (a label)"]), ("<b>always</b>", ["“always”"])],
)
def test_what_to_think_twice_about_is_shown_and_nothing_is_forbidden(event, sentence, pointed_out):
    step = conclusions(event)
    step.sentences[0].value = sentence
    assert all(said in step.page.text for said in pointed_out)
    assert stored(event) == [(sentence, "", "")] and "<b>always" not in step.page.html


def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(event):
    step = conclusions(event)
    step.sentences[0].value = "One."
    copy(step, 1, "kestrel", "One woman was treated")
    assert (
        "do not stand in the article of Kestrel Wire" in step.said and step.quotation.value == "One woman was treated"
    )
    copy(step, 1, "kestrel", " … ")
    assert "Copy words of an article" in step.said
    # It stands in the boilerplate, which is not the article.
    copy(step, 1, "courier", "Soup at the gate on Tuesday")
    assert "do not stand in the article" in step.said
    step.sentences[1].value = "One."
    assert "Sentences 1 and 2 are the same" in step.said and step.sentences[1].value == "One."
    assert stored(event) == [("One.", "", "")]
    step.sentences[1].value = "Zero\0byte"
    assert "conclusions.csv" in step.said and step.sentences[1].value == "Zero\0byte"
    assert stored(event) == [("One.", "", "")]


def test_evidence_waits_for_its_sentence_and_outlives_an_emptied_box(event):
    step = conclusions(event)
    copy(step, 2, "kestrel", HURT)
    assert "Evidence waits for sentence 2" in step.said and stored(event) == []
    step.sentences[1].value = "Somebody was hurt."
    assert step.said == "" and stored(event) == [("Somebody was hurt.", "kestrel", HURT)]


def test_words_can_be_copied_from_the_first_article_without_choosing_it(event):
    step = conclusions(event)
    step.sentences[0].value, step.quotation.value = "One.", "Two buses"
    step.add.click()
    assert stored(event) == [("One.", "courier", "Two buses")]


def test_the_article_that_is_copied_from_stays_chosen_when_the_articles_change(event):
    step = conclusions(event)
    step.quoted_from.value = "ledger"
    event.write(boilerplate=event.rows("boilerplate")[:1])
    assert step.quoted_from.value == "ledger"


def test_what_is_copied_twice_is_one_piece(event):
    step = conclusions(event)
    step.sentences[0].value = "One."
    copy(step, 1, "kestrel", HURT), copy(step, 1, "kestrel", HURT)
    assert len(stored(event)) == 1


def test_words_that_stand_in_several_places_are_told_apart(event):
    step = conclusions(event)
    step.sentences[0].value = "One."
    copy(step, 1, "kestrel", "The occupiers")
    assert event.rows("conclusions")[0]["occurrence"] == "1"


def test_a_fourth_sentence_that_stands_in_the_table_is_kept(event):
    event.write(conclusions=[{"conclusion": f"{number}.", "article": "", "text": ""} for number in range(1, 5)])
    step = conclusions(event)
    step.sentences[0].value = "First."
    assert [row[0] for row in stored(event)] == ["First.", "2.", "3.", "4."]


def test_another_event_brings_its_own_sentences(event):
    step = conclusions(event)
    step.sentences[0].value = "One."
    event.use("another")
    assert [box.value for box in step.sentences] == ["", "", ""] and NOT_YET in step.page.text and step.pen is None
    step.sentences[0].value = "Too early."
    assert NOT_YET in step.said and step.sentences[0].value == "Too early."


def test_a_change_of_another_table_leaves_what_stands_in_the_boxes(event):
    step = conclusions(event)
    step.sentences[0].value = "One."
    pen = step.pen
    event.write(labels=event.rows("labels")[:2])
    assert step.pen is pen and step.sentences[0].value == "One."
    event.write(boilerplate=event.rows("boilerplate")[:1])
    assert step.pen is not pen and step.sentences[0].value == "One."


def test_the_report_is_made_when_the_button_is_pressed_and_says_when_it_is_old(event):
    live = report(event)
    assert live.said == FRESH and live.made is not None and not (event.folder / FILE).exists()
    event.write(labels=event.rows("labels")[:2])
    made = live.made
    assert live.said == OLD and live.made is made
    live.make.click()
    written = (event.folder / FILE).read_text(encoding="utf-8")
    assert written == live.made.document and live.made is not made and live.said.startswith("Made, and written")
    link = live.box.children[2].value
    assert base64.b64decode(re.search(r"base64,([^\"]+)", link).group(1)).decode() == written
    assert 'download="report on mine.html"' in link
    event.write(labels=[])
    assert live.said == OLD and live.box.children[2].value == ""


def test_the_twin_of_a_report_is_short_and_has_its_numbers(event):
    twin = report(event)._repr_mimebundle_()
    assert "courier | worker | 5 | 1" in twin["text/plain"] and "<img" not in twin["text/html"]
    assert len(twin["text/html"]) < 150_000 and str(event.folder.parent) not in twin["text/plain"]


def test_without_an_article_there_is_no_report_and_that_is_said(tmp_path):
    (tmp_path / "new").mkdir()
    live = report(Event(tmp_path / "new"))
    assert live.said == NOT_YET and live.made is None
    live.make.click()
    assert live.said == NOT_YET and not list((tmp_path / "new").iterdir())
    assert NOT_YET in live._repr_mimebundle_()["text/plain"]


def test_a_table_that_somebody_broke_is_told_and_nothing_is_written_over_it(event):
    step, live = conclusions(event), report(event)
    (event.folder / "labels.csv").write_text("label\nx\n", encoding="utf-8")
    step.sentences[0].value = "One."
    live.make.click()
    for said in (step.said, live.said):
        assert "labels.csv has no column" in said
    assert step.sentences[0].value == "One." and not (event.folder / FILE).exists()


def test_the_example_has_a_report_too(tmp_path):
    live = report(Event(shutil.copytree(EXAMPLE, tmp_path / "mine")))
    assert "Nobody has looked at this yet: it needs actions.csv." in live.made.page.text


def test_the_report_of_another_event_is_not_shown_any_more(tmp_path):
    event = event_of(tmp_path)
    made = report(event)
    assert made.made is not None
    event.folder = shutil.copytree(event.folder, tmp_path / "another")
    event.changed()
    assert made.made is None and made.said == "The report of “another” is not made yet: press the button."
    assert "harbour" not in made.page.text.lower()
