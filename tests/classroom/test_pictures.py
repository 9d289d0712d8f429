"""The pictures of a class: of nobody, of two, of thirty and of three hundred, each with words for who does not see it."""

import re

import pytest

from helpers.classroom import pictures
from helpers.corpus import load_corpus
from helpers.exercises.lines import read_hand_in, write_line
from tests import ROOT
from tests.classroom.test_hand_ins import CORPUS, EVENT, LINES
from tests.students import EXAMPLE

PICTURES = {
    "outcomes": (pictures.outcomes, {"chapter": ("Chapter:", pictures.chapters)}),
    "mistakes": (pictures.mistakes, {"chapter": ("Chapter:", pictures.chapters)}),
    "guesses": (pictures.guesses, {}),
    "painted": (pictures.painted, {"place": ("Marks:", pictures.marked_places)}),
    "splits": (pictures.splits, {"place": ("Marks:", pictures.marked_places)}),
    "agreement": (pictures.agreement, {"coded": ("Coding:", pictures.coded_articles)}),
    "open answers": (pictures.open_answers, {"number": ("Question:", pictures.open_questions)}),
    "experiment": (pictures.experiment, {"question": ("Question:", pictures.questions)}),
}
every_picture = pytest.mark.parametrize("show, choices", PICTURES.values(), ids=PICTURES)


@pytest.fixture(scope="module")
def box():
    return pictures.Box(CORPUS, EXAMPLE)


def times_ten():
    """Three hundred students: each of the thirty ten times, with other numbers."""
    for place in range(10):
        for chapter, entries, group, reader in (read_hand_in(each, EVENT) for each in LINES):
            yield write_line(chapter, entries, EVENT, group, f"{place}{reader[1:]}")


def paste(box, text):
    box.text.value = text
    box.button.click()


@every_picture
def test_a_picture_follows_the_class_and_says_what_it_shows(box, show, choices):
    paste(box, "")
    panel = box.picture(show, **choices)
    example = panel.page
    assert "Nobody is here" not in example.text and len(example.text) > 50
    for image in re.findall(r"<img[^>]*>", example.html):
        assert len(re.search(r'alt="([^"]*)"', image)[1]) > 50
    for control in panel.controls.values():
        for _, value in list(control._options_labels and zip(control._options_labels, control._options_values))[:2]:
            control.value = value
            assert panel.page.text and panel._view.value == panel.page.html
            assert "NaN" not in panel.page.text and "nan" not in re.findall(r"\bnan\b", panel.page.text)
            assert "<script" not in panel.page.html
    paste(box, "hello")
    assert panel._view.value == panel.page.html and panel.page.text == pictures.NOBODY
    two = [
        each
        for each in LINES
        if read_hand_in(each, EVENT).reader in {read_hand_in(LINES[at], EVENT).reader for at in (0, 8)}
    ]
    paste(box, "\n".join(two))
    assert box.the_class.students == 2 and "Nobody is here" not in panel.page.text
    assert panel._repr_mimebundle_()["text/plain"].endswith(panel.page.text)
    box._pictures.clear()


@every_picture
def test_a_class_that_has_handed_in_one_chapter_sees_that_or_a_sentence(show, choices):
    box = pictures.Box(CORPUS)
    panel = box.picture(show, **choices)
    for line in {read_hand_in(each, EVENT).chapter: each for each in LINES}.values():
        paste(box, line)
        assert len(panel.page.text) > 30 and panel.page.text != pictures.NOBODY


@every_picture
def test_a_picture_of_three_hundred(show, choices):
    box = pictures.Box(CORPUS)
    panel = box.picture(show, **choices)
    assert panel.page.text == pictures.NOBODY
    paste(box, "\n".join(times_ten()))
    assert box.the_class.students == 300 and len(panel.page.text) > 50
    for table in re.findall("<table.*?</table>", panel.page.html, re.S):
        assert table.count("<tr") <= 13


def test_the_box_says_what_it_read_and_what_it_could_not(box):
    paste(box, "")
    assert box.page.text.startswith("An example, whose students are invented: 30 students, 4 chapters: 01, 03, 04, 07.")
    paste(box, f"<script>{LINES[1][40:]}\n{LINES[0]}\n{LINES[0][:-9]}")
    said = box.page.text.splitlines()
    assert said[0].startswith("1 student, 1 chapter: 01. 1 line read; 0 of them")
    assert said[1] == "2 could not be read, and are left out:"
    assert [line.split(" | ")[0] for line in said[3:]] == ["line 1", "line 3"]
    assert "<script" not in box.said.value
    paste(box, "hello")
    assert box.page.text == pictures.NOBODY and "press Read" in pictures.NOBODY
    box.folder.value = "/no/such/folder"
    paste(box, "")
    assert "There is no such folder here" in box.page.text
    box.folder.value = ""


def test_more_marks_are_darker_have_a_higher_number_and_another_line(box):
    paste(box, "")
    place = pictures.marked_places(box.the_class)[0][1]
    html = pictures.painted(box.the_class, place).html
    marks = re.findall(r"rgba\(240,150,0,([\d.]+)\);border-bottom:2px (\w+)\"><sup>(\d+)</sup>", html)
    assert place.part == "content" and len(marks) > 3
    tints = {int(number): (float(tint), line) for tint, line, number in marks}
    assert [tints[number][0] for number in sorted(tints)] == sorted(tint for tint, _ in tints.values())
    assert {line for _, line in tints.values()} == {"solid", "dotted"}


def test_no_page_has_a_reader_s_number_or_the_words_around_a_line(box):
    paste(box, "\n".join(f"Ada Lovelace: {line}" for line in LINES))
    readers = {read_hand_in(line, EVENT).reader for line in LINES}
    shown = " ".join(box.picture(show, **choices).page.html for show, choices in PICTURES.values()) + box.page.html
    assert "Lovelace" not in shown and not [reader for reader in readers if reader in shown]
    box._pictures.clear()


def test_it_works_on_another_event():
    other = load_corpus(ROOT / "tests" / "other_event")
    box = pictures.Box(other, EXAMPLE)
    assert "other articles" in box.page.text
    for show, choices in PICTURES.values():
        assert box.picture(show, **choices).page.text == pictures.NOBODY
