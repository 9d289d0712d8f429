"""Chapter 00 in a real browser: the set-up, and a word that is chosen."""

from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.word_choice")).to_contain_text("choices: people / protesters / rioters / patriots")


def test_the_word_is_chosen_by_mouse_and_by_keyboard(chapter):
    cell = chapter.untouched("widgets.word_choice")
    cell.locator("select").select_option("rioters")
    expect(cell.locator(RESULT)).to_have_text("About two hundred rioters stood before the town hall.")
    cell.locator("select").press("ArrowDown")
    expect(cell.locator(RESULT)).to_have_text("About two hundred patriots stood before the town hall.")


def test_a_letter_typed_in_a_menu_chooses_there_and_cuts_no_cell(chapter, page):
    cell, cells = chapter.untouched("widgets.word_choice"), page.locator(".jp-Cell").count()
    cell.locator("select").press("r")
    expect(cell.locator(RESULT)).to_contain_text("rioters")
    for key in "xb":
        cell.locator("select").press(key)
    assert page.locator(".jp-Cell").count() == cells


# It changes what was stored, so it has the notebook for itself, and comes last.
def test_the_set_up_is_folded_says_what_it_is_unfolds_and_says_that_it_ran(desk, page, name):
    desk.fresh(name)
    cell = page.locator(".jp-CodeCell").first
    expect(cell.locator(".jp-PlaceholderText")).to_contain_text("# Set-up: the articles and the tools of this chapter.")
    cell.locator(".jp-Placeholder-content").click()
    expect(cell.locator(".cm-content")).to_contain_text("corpus = load_corpus()")
    output = cell.locator(".jp-OutputArea-output pre")
    output.evaluate("stored => stored.textContent = 'from the day when it was stored'")
    page.keyboard.press("Shift+Enter")
    expect(output).to_have_text("Corpus of 5 articles in seeds/", timeout=60_000)
