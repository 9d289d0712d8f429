"""Every chapter in a real browser: looked at before it is run, then run as students run it, accessible in both themes."""

import pytest
from playwright.sync_api import expect

from tests.browser.driver import axe_in_both_themes
from tests.notebooks import NOTEBOOKS

every_chapter = pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])


@every_chapter
def test_before_it_is_run_an_untrusted_copy_shows_its_figures_and_twins(stored, page):
    expect(page.locator(".jp-Notebook")).not_to_contain_text("model not found")
    expect(page.locator(".jp-OutputArea-output:has-text('VBox(')")).to_have_count(0)
    for picture in page.locator(".jp-OutputArea-output img").all():
        assert picture.evaluate("image => image.complete && image.naturalWidth") > 500


@every_chapter
def test_run_from_top_to_bottom_without_an_error_and_accessible_in_both_themes(chapter, page):
    assert chapter.errors() == []
    assert axe_in_both_themes(page) == []
