"""Chapter 02 in a real browser: a word in its places, another word in its place, and who says it."""

import re

from playwright.sync_api import expect

from tests.browser.driver import RESULT, axe


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.concordance")).to_contain_text("15 places; the first 12 are shown.")
    expect(stored.cell("widgets.voice_switch").locator("img")).to_have_attribute("alt", re.compile("militant 7"))


def test_a_pale_word_far_above_or_below_is_seen(stored, page):
    outputs, height = page.locator(".jp-OutputArea-output"), page.viewport_size["height"]
    for pale, other in [(outputs.last, outputs.first), (outputs.first, outputs.last)]:
        other.scroll_into_view_if_needed()
        pale.evaluate("output => output.innerHTML = '<p style=\"color: #bbb; background: #fff\">pale</p>'")
        # While the window grows, an output does, as a pen that comes late.
        other.evaluate("output => { setTimeout(() => output.style.minHeight = '900px', 20) }")
        (found,) = axe(page)
        assert found.startswith("color-contrast") and ">pale<" in found and page.viewport_size["height"] == height
        pale.evaluate("output => output.remove()")


def test_the_concordance_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.concordance")
    shown, rows = cell.locator(RESULT), cell.locator(f"{RESULT} tbody tr")
    cell.get_by_label("Order:").select_option("by word 1 on the right")
    expect(rows.first).to_contain_text("a safe passage out of")
    cell.get_by_label("Word:").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text("liberat*")
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("2 places.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(rows.first).to_contain_text("the government’s")
    cell.get_by_label("In:").focus()
    page.keyboard.press("End")
    expect(shown).to_contain_text("This word does not stand in any of the articles searched.")
    cell.get_by_label("Word:").fill("*")
    cell.get_by_label("Word:").press("Enter")
    expect(shown).to_contain_text("“*” holds no word to look for")


def test_the_swap_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.swap")
    cell.get_by_label("write:").select_option("militants")
    expect(cell.locator(RESULT)).to_contain_text("Swapped: Russia has offered militants and their families")
    cell.get_by_label("write:").focus()
    page.keyboard.type("terr")
    expect(cell.locator(RESULT)).to_contain_text("Swapped: Russia has offered terrorists and their families")


def test_the_voice_switch_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.voice_switch")
    picture = cell.locator(f"{RESULT} img")
    cell.get_by_label("Count what stands in:").select_option("quoted")
    expect(picture).to_have_attribute("alt", re.compile(r"southfront \(304 words\): fighter 1"))
    expect(picture).not_to_have_attribute("alt", re.compile("militant [1-9]"))
    cell.get_by_label("Count what stands in:").focus()
    page.keyboard.press("Home")
    expect(picture).to_have_attribute("alt", re.compile("militant 7"))
