"""Chapter 04 in a real browser: what one has not read, and the evidence for a fact."""

import re

from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.what_you_read")).to_contain_text("You would not have read 27 of 45 facts.")
    expect(stored.outputs("charts.coverage").locator("img")).to_have_attribute("alt", re.compile("45 facts"))


def test_what_you_read_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.what_you_read")
    shown = cell.locator(RESULT)
    expect(shown).to_have_text("Tick what you have read.")
    cell.get_by_label("Press TV").check()
    expect(shown).to_contain_text(
        "You would not have read 27 of 45 facts. Reuters would tell you most of them: Reuters 14"
    )
    cell.get_by_label("Reuters").focus()
    page.keyboard.press("Space")
    expect(shown).to_contain_text("You would not have read 13 of 45 facts.")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    expect(shown).to_contain_text("1 fact.")
    expect(shown).to_contain_text("is or was part of al-Qaeda")


def test_the_matrix_with_its_evidence_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.evidence")
    shown, facts = cell.locator(RESULT), cell.get_by_label("Evidence for:")
    cell.get_by_label("Topic:").select_option("deaths and injuries")
    expect(shown).to_contain_text("Almost 600 people are believed to have been killed")
    facts.select_option("killed in Damascus")
    expect(shown.locator("b[style*='border-bottom']").first).to_have_text("which have resulted in many civilian deaths")
    facts.focus()
    page.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("southfront · same · attributed voice, pro-militant media outlets")
    expect(shown.locator("tbody tr")).to_have_count(6)
