"""Chapter 03 in a real browser: whose words they are, and the statements of the articles."""

from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.statements")).to_contain_text("42 statements; the first 12 are shown.")
    expect(stored.cell("widgets.voice_painter")).to_contain_text("No mark: the article itself speaks.")


def test_the_voice_painter_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.voice_painter")
    shown, answer = cell.locator(RESULT), cell.locator(f"{RESULT} table")
    articles, sentences = cell.get_by_label("Article:"), cell.get_by_label("Who says sentence:")
    expect(answer).to_have_count(0)
    articles.select_option("CNN")
    expect(shown).to_contain_text("aOnly a handful of civilians have reportedly been evacuated")
    expect(sentences.locator("option")).to_have_count(16)
    sentences.select_option(index=2)
    expect(answer).to_contain_text("Russian Defense Ministry")
    articles.focus()
    page.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("setting out a deal by which the opposition would surrender")
    expect(answer).to_have_count(0)
    page.keyboard.press("Tab")
    expect(sentences).to_be_focused()
    page.keyboard.type("12")
    expect(answer).to_contain_text("UN Security Council")
    expect(answer.locator("tbody tr")).to_have_count(6)


def test_the_source_filter_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.statements")
    shown = cell.locator(RESULT)
    cell.get_by_label("Kind of cue:").select_option("accusing")
    expect(shown).to_contain_text("4 statements.")
    cell.get_by_label("Kind of source:").focus()
    page.keyboard.type("arm")
    expect(shown).to_contain_text("1 statement.")
    expect(shown).to_contain_text("forced displacement")
    cell.get_by_label("In:").focus()
    page.keyboard.press("End")
    expect(shown).to_have_text("0 statements.")
