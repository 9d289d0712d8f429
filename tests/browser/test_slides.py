"""Slides as a projector shows them: each fits the screen, and is read from the last row."""

import re

import nbformat
import pytest

from helpers.upkeep import slides
from tests.browser.driver import axe, new_page
from tests.notebooks import NOTEBOOKS, html_of, read

# The screens of projectors, and how high letters are at least, as a part of the screen.
SCREENS = [(1280, 720), (1024, 768)]
LEAST = 0.03
CUT_OFF = """() => [...document.querySelectorAll('section')].filter(slide =>
    slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1
).map(slide => slide.textContent.slice(0, 60))"""
SMALL = """least => [...document.querySelectorAll('section :not(footer)')].filter(node =>
    node.textContent && parseFloat(getComputedStyle(node).fontSize) < least * innerHeight
).map(node => node.textContent.slice(0, 60))"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_slide_fits_the_screen_and_is_large(path, browser):
    with new_page(browser) as page:
        page.set_content(slides.slides(path))
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(CUT_OFF) == [] and page.evaluate(SMALL, LEAST) == []


def test_there_is_a_slide_for_the_question_each_chart_each_exercise_and_what_is_talked_about():
    for path in NOTEBOOKS:
        cells = read(path).cells
        charts = [cell for cell in cells if cell.get("outputs") and html_of(cell.outputs).startswith("<figure")]
        exercises = {cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata}
        made = re.findall(r"<section.*?</section>", slides.slides(path), re.DOTALL)
        assert len(made) == 1 + len(charts) + len(exercises) + 2
        assert all(any(f"Exercise {number}" in slide for slide in made) for number in exercises)


def test_the_slide_type_of_a_cell_takes_it_in_or_leaves_it_out(tmp_path):
    path = next(path for path in NOTEBOOKS if path.name.startswith("02"))
    notebook = read(path)
    chart = next(cell for cell in notebook.cells if cell.get("outputs") and html_of(cell.outputs).startswith("<figure"))
    table = next(cell for cell in notebook.cells if cell.get("outputs") and html_of(cell.outputs).startswith("<table"))
    chart.metadata["slideshow"], table.metadata["slideshow"] = {"slide_type": "skip"}, {"slide_type": "slide"}
    nbformat.write(notebook, tmp_path / path.name)
    before, after = slides.slides(path), slides.slides(tmp_path / path.name)
    assert html_of(chart.outputs) in before and html_of(chart.outputs) not in after
    assert html_of(table.outputs) not in before and html_of(table.outputs) in after


def test_arrow_keys_turn_the_page_and_slides_are_accessible(browser):
    path = next(path for path in NOTEBOOKS if path.name.startswith("02"))
    with new_page(browser, width=1280, height=720) as page:
        page.set_content(slides.slides(path))
        for key, place in [("ArrowRight", 1), ("PageDown", 2), (" ", 3), ("ArrowLeft", 2), ("ArrowUp", 1)]:
            page.keyboard.press(key)
            page.wait_for_function("place => Math.abs(scrollY - place * innerHeight) < 2", arg=place)
        assert axe(page, "main") == []


def test_the_command_writes_a_page_and_says_which_chapters_there_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(slides, "SLIDES", tmp_path / "slides")
    assert slides.main(["00"]) == 0
    assert str(tmp_path / "slides" / "00_start_here.html") in capsys.readouterr().out
    assert slides.main(["77"]).startswith("slides: no notebook begins with “77”")
