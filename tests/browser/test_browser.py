"""The course in a real browser: run as students run it, used by mouse and by keyboard alone, looked at before it is run."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driver import axe, change_theme, find_browser, new_page, open_notebook
from tests.notebooks import NOTEBOOKS

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this machine")
START, FIVE_STORIES, NAMING, SOURCING, OMISSIONS, AGENCY, *_ = (path.name for path in NOTEBOOKS)
RESULT = ".widget-html"


def run(page, lab, name):
    notebook = open_notebook(page, lab, name)
    notebook.run_all()
    assert notebook.errors() == []
    return notebook


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_run_from_top_to_bottom_without_an_error_and_accessible_in_both_themes(browser, lab, name):
    with new_page(browser, width=1024) as page:
        run(page, lab, name)
        for theme in ("light", "dark"):
            change_theme(page, theme)
            assert axe(page) == []


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_before_it_is_run_an_untrusted_copy_shows_its_figures_and_twins(lab, page, name):
    notebook = open_notebook(page, lab, name)
    expect(page.locator(".jp-Notebook")).not_to_contain_text("model not found")
    expect(page.locator(".jp-OutputArea-output:has-text('VBox(')")).to_have_count(0)
    for picture in page.locator(".jp-OutputArea-output img").all():
        assert picture.evaluate("image => image.complete && image.naturalWidth") > 500
    if name == START:
        expect(notebook.cell("widgets.word_choice")).to_contain_text(
            "choices: people / protesters / rioters / patriots"
        )
    if name == FIVE_STORIES:
        expect(notebook.cell("widgets.reader")).to_contain_text("setting out a deal by which the opposition would")
        expect(notebook.cell("widgets.blind_test")).to_contain_text("Show the answers")
        assert notebook.outputs("charts.before_after").locator("img").count() == 2
    if name == NAMING:
        expect(notebook.cell("widgets.concordance")).to_contain_text("15 places; the first 12 are shown.")
        expect(notebook.cell("widgets.voice_switch").locator("img")).to_have_attribute("alt", re.compile("militant 7"))
    if name == SOURCING:
        expect(notebook.cell("widgets.statements")).to_contain_text("42 statements; the first 12 are shown.")
        expect(notebook.cell("widgets.voice_painter")).to_contain_text("No mark: the article itself speaks.")
    if name == AGENCY:
        expect(notebook.cell("widgets.name_the_actor")).to_contain_text("Choose an actor, and read it again.")
        expect(notebook.cell("widgets.same_acts")).to_contain_text("no actor: killed, injured")
        expect(notebook.outputs("charts.actors").locator("img")).to_have_attribute(
            "alt", re.compile("Russia on fighters 3")
        )
    if name == OMISSIONS:
        expect(notebook.cell("widgets.what_you_read")).to_contain_text("You would not have read 27 of 45 facts.")
        expect(notebook.outputs("charts.coverage").locator("img")).to_have_attribute("alt", re.compile("45 facts"))


def test_the_set_up_is_folded_says_what_it_is_unfolds_and_says_that_it_ran(page, lab):
    open_notebook(page, lab, START)
    cell = page.locator(".jp-CodeCell").first
    expect(cell.locator(".jp-PlaceholderText")).to_contain_text("# Set-up: the articles and the tools of this chapter.")
    cell.locator(".jp-Placeholder-content").click()
    expect(cell.locator(".cm-content")).to_contain_text("corpus = load_corpus()")
    output = cell.locator(".jp-OutputArea-output pre")
    output.evaluate("stored => stored.textContent = 'from the day when it was stored'")
    page.keyboard.press("Shift+Enter")
    expect(output).to_have_text("Corpus of 5 articles in seeds/", timeout=60_000)


def test_the_word_is_chosen_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, START).cell("widgets.word_choice")
    cell.locator("select").select_option("rioters")
    expect(cell.locator(RESULT)).to_have_text("About two hundred rioters stood before the town hall.")
    cell.locator("select").press("ArrowDown")
    expect(cell.locator(RESULT)).to_have_text("About two hundred patriots stood before the town hall.")


def test_a_letter_typed_in_a_menu_chooses_there_and_cuts_no_cell(page, lab):
    notebook = run(page, lab, START)
    cells = page.locator(".jp-Cell").count()
    notebook.cell("widgets.word_choice").locator("select").press("r")
    expect(notebook.cell("widgets.word_choice").locator(RESULT)).to_contain_text("rioters")
    for key in "xb":
        notebook.cell("widgets.word_choice").locator("select").press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_the_reader_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, FIVE_STORIES).cell("widgets.reader")
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


def test_the_blind_test_by_mouse(page, lab):
    cell = run(page, lab, FIVE_STORIES).cell("widgets.blind_test")
    cell.get_by_label("Sentence 1:").select_option("Press TV")
    cell.get_by_label("Sentence 2:").select_option("CNN")
    expect(cell.locator(RESULT).last).to_have_text("2 of 5 guessed.")
    cell.get_by_role("button", name="Show the answers").click()
    expect(cell.locator(RESULT).last).to_contain_text("1 of 5 right.")
    rows = cell.locator(RESULT).last.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("right")
    expect(rows.nth(1)).to_contain_text("another outlet")
    expect(rows.nth(2)).to_contain_text("no guess")


def test_the_blind_test_by_keyboard_alone(page, lab):
    cell = run(page, lab, FIVE_STORIES).cell("widgets.blind_test")
    cell.get_by_label("Sentence 1:").focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    expect(cell.locator(RESULT).last).to_have_text("5 of 5 guessed.")
    page.keyboard.press("Space")
    expect(cell.locator(RESULT).last).to_contain_text("1 of 5 right.")


def test_the_concordance_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, NAMING).cell("widgets.concordance")
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


def test_the_swap_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, NAMING).cell("widgets.swap")
    cell.get_by_label("write:").select_option("militants")
    expect(cell.locator(RESULT)).to_contain_text("Swapped: Russia has offered militants and their families")
    cell.get_by_label("write:").focus()
    page.keyboard.type("terr")
    expect(cell.locator(RESULT)).to_contain_text("Swapped: Russia has offered terrorists and their families")


def test_the_voice_switch_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, NAMING).cell("widgets.voice_switch")
    picture = cell.locator(f"{RESULT} img")
    cell.get_by_label("Count what stands in:").select_option("quoted")
    expect(picture).to_have_attribute("alt", re.compile(r"southfront \(304 words\): fighter 1"))
    expect(picture).not_to_have_attribute("alt", re.compile("militant [1-9]"))
    cell.get_by_label("Count what stands in:").focus()
    page.keyboard.press("Home")
    expect(picture).to_have_attribute("alt", re.compile("militant 7"))


def test_the_voice_painter_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, SOURCING).cell("widgets.voice_painter")
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


def test_the_source_filter_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, SOURCING).cell("widgets.statements")
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


def test_what_you_read_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, OMISSIONS).cell("widgets.what_you_read")
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


def test_the_matrix_with_its_evidence_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, OMISSIONS).cell("widgets.evidence")
    shown, facts = cell.locator(RESULT), cell.get_by_label("Evidence for:")
    cell.get_by_label("Topic:").select_option("deaths and injuries")
    expect(shown).to_contain_text("Almost 600 people are believed to have been killed")
    facts.select_option("killed in Damascus")
    expect(shown.locator("b[style*='border-bottom']").first).to_have_text("which have resulted in many civilian deaths")
    facts.focus()
    page.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("southfront · same · attributed voice, pro-militant media outlets")
    expect(shown.locator("tbody tr")).to_have_count(6)


def run_with(page, cell, source):
    """Replace what stands in a code cell, and run it, as a student does."""
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")


def test_a_code_exercise_wrong_then_right_with_hints_and_solution_by_key(page, lab, unanswered):
    notebook = run(page, lab, FIVE_STORIES)
    cell = notebook.cell('check("1.1", answer)')
    output = cell.locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Not tried yet.")
    run_with(page, cell, 'answer = "southfront"\ncheck("1.1", answer)')
    expect(output).to_contain_text("Not yet. This article has no date, that is right")
    expect(output).to_contain_text("done: none · tried: 1.1 · open: 1.2")
    first, second = output.get_by_text("Hint 1 of 2"), output.get_by_text("Hint 2 of 2")
    expect(second).not_to_be_visible()
    first.focus()
    page.keyboard.press("Enter")
    expect(second).to_be_visible()
    output.get_by_text("Solution", exact=True).click()
    expect(output.locator("pre")).not_to_be_visible()
    output.get_by_text("Yes, show it").click()
    expect(output.get_by_text("The short name of its article is jerusalemonline.")).to_be_visible()
    expect(output.locator("pre")).not_to_be_visible()
    output.get_by_text("The same in code").click()
    expect(output.locator("pre")).to_be_visible()
    run_with(page, cell, 'answer = JerusalemOnline\ncheck("1.1", answer)')
    expect(output).to_contain_text("A word that is meant as a text needs quotation marks around it")
    run_with(page, cell, 'answer = " JerusalemOnline"\ncheck("1.1", answer)')
    expect(output).to_contain_text("Right.")
    expect(output).to_contain_text("done: 1.1 · tried: none · open: 1.2")
    again = open_notebook(page, lab, FIVE_STORIES)
    again.run_all()
    expect(again.cell('answers("01")').locator(".jp-OutputArea-output")).to_contain_text("done: 1.1 · tried: none")


def test_a_choice_by_keyboard_alone(page, lab, unanswered):
    cell = run(page, lab, FIVE_STORIES).cell('ask("1.3")')
    cell.get_by_label("Press TV").focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(cell.get_by_label("CNN")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(cell.get_by_label("Reuters")).to_be_checked()
    for outlet, outcome in [("South Front", "Not yet."), ("Reuters", "Right.")]:
        cell.get_by_label(outlet).focus()
        page.keyboard.press("Space")
        expect(cell.locator(RESULT).last).to_contain_text(f"Chosen: {outlet}.")
        cell.get_by_role("button", name="Check").focus()
        page.keyboard.press("Space")
        expect(cell.locator(RESULT).last).to_contain_text(outcome)


def test_an_open_question_with_a_quotation_that_is_not_in_the_article_then_with_one_that_is(page, lab, unanswered):
    notebook = run(page, lab, FIVE_STORIES)
    cell = notebook.cell('ask("1.2")')
    cell.get_by_label("Article:").select_option("CNN")
    cell.get_by_label("Quotation:").fill(
        "the Syrian government launched a terrible offensive on the area two weeks ago"
    )
    cell.get_by_label("Reasoning:").fill("The word tells what it does to people.")
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(RESULT).last).to_contain_text("Not word for word. The nearest passage is: “On Monday, a convoy")
    cell.get_by_label("Quotation:").fill("The Syrian government launched a deadly offensive")
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(RESULT).last).to_contain_text("Your evidence stands.")
    expect(cell.locator(RESULT).last).to_contain_text("To take further:")
    again = open_notebook(page, lab, FIVE_STORIES)
    again.run_all()
    expect(again.cell('ask("1.2")').get_by_label("Reasoning:")).to_have_value("The word tells what it does to people.")
    expect(again.cell('ask("1.2")').locator(RESULT).last).to_contain_text("Your evidence stands.")


def test_a_paragraph_coded_by_oneself_beside_our_coding(page, lab, unanswered):
    cell = run(page, lab, SOURCING).cell('ask("3.5")')
    shown = cell.locator(RESULT).last
    cell.get_by_label("Type the statements as lines").check()
    cell.get_by_label("Statements:").fill("SANA | announced")
    cell.get_by_role("button", name="Check").click()
    expect(shown).to_contain_text("Cannot read that answer. Line 1 needs two bars, and has 1")
    cell.get_by_label("Statements:").fill(
        "The Syrian Foreign Ministry | denied | the targeting of civilians\n | | The current Russian offer"
    )
    cell.get_by_role("button", name="Check").focus()
    page.keyboard.press("Space")
    expect(shown).to_contain_text("Your coding beside ours.")
    expect(shown.locator("tbody tr")).to_have_count(5)
    expect(shown.locator("td", has_text="only you")).to_have_count(1)
    expect(shown.locator("td", has_text="only we")).to_have_count(3)
    expect(shown).to_contain_text("the article names nobody for it")


def test_a_fact_of_ones_own_grows_the_table_once_its_evidence_stands(page, lab, unanswered):
    cell = run(page, lab, OMISSIONS).cell('ask("4.6")')
    shown = cell.locator(RESULT).last
    cell.get_by_label("Your fact:").fill("The army is backed from the air.")
    cell.get_by_label("Press TV:").fill("backed by Russian airforce")
    cell.get_by_role("button", name="Check").click()
    expect(shown).to_contain_text("Not yet. “backed by Russian airforce” does not stand in the article presstv")
    cell.get_by_label("Press TV:").fill("backed by Russian air force")
    cell.get_by_role("button", name="Check").click()
    expect(shown).to_contain_text("Your evidence stands. The list has 46 facts now.")
    expect(shown.locator("tbody tr").last).to_contain_text("your fact")


def test_an_actor_is_named_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, AGENCY).cell("widgets.name_the_actor")
    acts, actors = cell.get_by_label("Act:"), cell.get_by_label("Actor:")
    acts.select_option(label="jerusalemonline: the death of 80 people")
    actors.select_option("fighters")
    expect(cell.locator(RESULT)).to_contain_text("the killing of 80 people by fighters on Monday alone")
    expect(cell.locator(RESULT)).to_contain_text("None of the articles names an actor for this.")
    acts.focus()
    page.keyboard.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("besieged by fighters")
    page.keyboard.press("Tab")
    expect(actors).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("besieged by Russia")
    expect(cell.locator(RESULT)).to_contain_text("Another answer in print: reuters (own voice; Syria's government)")


def test_an_actor_is_taken_out_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, AGENCY).cell("widgets.other_way_round")
    cell.get_by_label("Act:").select_option(label="reuters: Rebel shelling on Damascus has killed dozens of people …")
    button = cell.get_by_role("button", name="Take the actor out")
    button.click()
    expect(cell.locator(RESULT)).to_contain_text("Dozens of people have been killed in shelling on Damascus")
    button.press("Space")
    expect(cell.locator(RESULT)).not_to_contain_text("Without its actor")
    cell.get_by_label("Act:").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(cell.locator(RESULT)).to_contain_text("there have been indiscriminate mortar and rocket attacks on Damascus")


def test_the_acts_about_a_topic_by_mouse_and_by_keyboard(page, lab):
    cell = run(page, lab, AGENCY).cell("widgets.same_acts")
    topic = cell.get_by_label("Topic:")
    topic.select_option("aid")
    expect(cell.locator(RESULT)).to_contain_text("southfront: no such act.")
    topic.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("Rebel")
