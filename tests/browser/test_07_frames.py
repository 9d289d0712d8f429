"""Chapter 07 in a real browser: the matrix and its words, a card and two cards, another lead, sentences to guess, a frame built."""

import re

from playwright.sync_api import expect

from tests.browser.driver import RESULT

LOW = """([cell, result]) => {
    const height = cell.querySelector(result)?.offsetHeight;
    return height > 0 && height < 700;
}"""


def test_a_statement_of_the_matrix_opens_its_words_without_a_kernel_by_mouse_and_by_keyboard(stored, page):
    matrix = stored.outputs("pages.frames(")
    words = matrix.get_by_text("“preventing civilians from leaving Eastern Ghouta” (Russia)")
    expect(words).not_to_be_visible()
    summary = matrix.locator("details", has_text="preventing civilians from leaving").locator("summary")
    summary.click()
    expect(words).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(words).not_to_be_visible()


def test_a_card_and_two_cards_side_by_side_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.profiles")
    shown = cell.locator(RESULT)
    expect(shown.get_by_role("columnheader", name="Press TV")).to_be_visible()
    expect(shown).not_to_contain_text("◆")
    # While JupyterLab puts a widget into its place, that has no height.
    page.wait_for_function(LOW, arg=[cell.element_handle(), RESULT])
    cell.get_by_label("beside:").select_option("CNN")
    expect(shown).to_contain_text("◆ a daily pause")
    cell.get_by_label("Article:").focus()
    page.keyboard.press("End")
    expect(shown.get_by_role("columnheader", name="Reuters")).to_be_visible()


def test_another_lead_from_facts_that_are_ticked(chapter, page):
    cell = chapter.untouched("widgets.turn_it_round")
    shown = cell.locator(RESULT).last
    expect(shown).to_have_text("Tick the facts that your report is made of.")
    cell.get_by_label("Facts about:").select_option("deaths and injuries")
    fact = cell.get_by_label("People in Damascus have been killed", exact=False)
    # The kernel shows it; what is hidden takes no focus, and no key.
    expect(fact).to_be_visible()
    fact.focus()
    page.keyboard.press("Space")
    expect(shown).to_contain_text(
        "cause: the fighters attack the city (Press TV, in presstv, Syrian state-run media, in reuters)"
    )
    lead = cell.get_by_label("Your lead:")
    lead.fill("Terrorists shell Damascus.")
    lead.press("Tab")
    expect(shown).to_contain_text("“terrorists” is a label, terrorist")


def test_sentences_of_ones_choice_to_be_guessed(chapter, page):
    cell = chapter.untouched("blind_again")
    shown = cell.locator(RESULT).last
    cell.get_by_label("Sentences that say:").select_option(index=0)
    expect(shown).to_contain_text("0 of 5 guessed.")
    cell.get_by_label("Black out the labels, too").check()
    expect(shown).to_contain_text("█████")
    cell.get_by_label("Sentence 1:").select_option("CNN")
    cell.get_by_role("button", name="Show the answers").click()
    expect(shown).to_contain_text("1 of 5 right.")


def test_a_frame_is_built_with_the_pen_and_laid_beside_ours(chapter, page):
    cell = chapter.untouched('ask("7.6")')
    cell.get_by_label("Article:").select_option("CNN")
    expect(cell.locator(".course-pen-text")).to_contain_text("besieged Eastern Ghouta")
    cell.locator(".course-pen-text span[data-piece]", has_text=re.compile("^deadly$")).first.click()
    for key in ("Shift+ArrowRight", "2"):
        page.keyboard.press(key)
    expect(cell.get_by_label("cause:")).to_have_value("deadly offensive")
    cell.get_by_label("in a line:").nth(1).fill("an offensive kills")
    cell.get_by_role("button", name="Check").click()
    verdict = cell.locator(RESULT).last
    expect(verdict).to_contain_text("Your coding beside ours.")
    expect(verdict).to_contain_text("You left open: problem, evaluation, remedy. We left open: evaluation.")
