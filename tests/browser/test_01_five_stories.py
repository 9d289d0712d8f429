"""Chapter 01 in a real browser: the five articles, and a blind test."""

import pytest
from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.reader")).to_contain_text("setting out a deal by which the opposition would")
    expect(stored.cell("widgets.blind_test")).to_contain_text("Show the answers")
    assert stored.outputs("charts.before_after").locator("img").count() == 2


def test_the_reader_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.reader")
    articles, shown = cell.get_by_label("Article:"), cell.get_by_label("Show:")
    articles.select_option("South Front")
    expect(cell.locator(RESULT)).to_contain_text("b0 $")
    articles.select_option("Reuters")
    expect(cell.locator(RESULT)).to_contain_text("setting out a deal by which the opposition would surrender")
    expect(cell.locator(RESULT)).to_contain_text("Related article")
    articles.focus()
    page.keyboard.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("Only a handful of civilians have reportedly been evacuated")
    page.keyboard.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("JerusalemOnline News Feed")
    page.keyboard.press("Tab")
    expect(shown).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell.locator(RESULT)).not_to_contain_text("JerusalemOnline News Feed")
    expect(cell.locator(RESULT)).to_contain_text("no official statement has been made")


@pytest.fixture
def cell(desk, excerpt, name):
    """The blind test, of which nothing was guessed yet: guesses are kept, and those whose answers were shown stay."""
    return desk.run(excerpt(name, "widgets.blind_test")).cell("widgets.blind_test")


def test_the_blind_test_by_mouse(cell):
    cell.get_by_label("Sentence 1:").select_option("Press TV")
    cell.get_by_label("Sentence 2:").select_option("CNN")
    expect(cell.locator(RESULT).last).to_have_text("2 of 5 guessed.")
    cell.get_by_role("button", name="Show the answers").click()
    expect(cell.locator(RESULT).last).to_contain_text("1 of 5 right.")
    rows = cell.locator(RESULT).last.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("right")
    expect(rows.nth(1)).to_contain_text("another outlet")
    expect(rows.nth(2)).to_contain_text("no guess")


def test_the_blind_test_by_keyboard_alone(cell, page):
    cell.get_by_label("Sentence 1:").focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    expect(cell.locator(RESULT).last).to_have_text("5 of 5 guessed.")
    page.keyboard.press("Space")
    expect(cell.locator(RESULT).last).to_contain_text("1 of 5 right.")
