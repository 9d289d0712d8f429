"""Slides as a projector shows them: each fits the screen, and is read from the last row."""

import pytest

from helpers.upkeep import slides
from tests.browser.driver import axe, new_page
from tests.notebooks import NOTEBOOKS

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


def test_arrow_keys_turn_the_page_and_slides_are_accessible(browser):
    path = next(path for path in NOTEBOOKS if path.name.startswith("02"))
    with new_page(browser, width=1280, height=720) as page:
        page.set_content(slides.slides(path))
        for key, place in [("ArrowRight", 1), ("PageDown", 2), (" ", 3), ("ArrowLeft", 2), ("ArrowUp", 1)]:
            page.keyboard.press(key)
            page.wait_for_function("place => Math.abs(scrollY - place * innerHeight) < 2", arg=place)
        assert axe(page, "main") == []
