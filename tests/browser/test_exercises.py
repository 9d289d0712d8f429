"""Exercises in a real browser, one of each kind: answered wrongly and rightly, by mouse and by keyboard."""

from playwright.sync_api import expect

from tests.browser.driver import RESULT

FIVE_STORIES, SOURCING, OMISSIONS = "01_five_stories.ipynb", "03_sourcing.ipynb", "04_omissions.ipynb"


def test_a_code_exercise_wrong_then_right_with_hints_and_solution_by_key(desk, page, excerpt):
    name = excerpt(FIVE_STORIES, 'check("1.1", answer)', 'answers("01")')
    notebook = desk.run(name)
    cell = notebook.cell('check("1.1", answer)')
    output = cell.locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Not tried yet.")
    notebook.run_cell(cell, 'answer = "southfront"\ncheck("1.1", answer)')
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
    notebook.run_cell(cell, 'answer = JerusalemOnline\ncheck("1.1", answer)')
    expect(output).to_contain_text("A word that is meant as a text needs quotation marks around it")
    notebook.run_cell(cell, 'answer = " JerusalemOnline"\ncheck("1.1", answer)')
    expect(output).to_contain_text("Right.")
    expect(output).to_contain_text("done: 1.1 · tried: none · open: 1.2")
    again = desk.fresh(name)
    again.run_all()
    expect(again.cell('answers("01")').locator(".jp-OutputArea-output")).to_contain_text("done: 1.1 · tried: none")


def test_a_choice_by_keyboard_alone(desk, page, excerpt):
    cell = desk.run(excerpt(FIVE_STORIES, 'ask("1.3")')).cell('ask("1.3")')
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


def test_an_open_question_with_a_quotation_that_is_not_in_the_article_then_with_one_that_is(desk, excerpt):
    name = excerpt(FIVE_STORIES, 'ask("1.2")')
    cell = desk.run(name).cell('ask("1.2")')
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
    again = desk.fresh(name)
    again.run_all()
    expect(again.cell('ask("1.2")').get_by_label("Reasoning:")).to_have_value("The word tells what it does to people.")
    expect(again.cell('ask("1.2")').locator(RESULT).last).to_contain_text("Your evidence stands.")


def test_a_paragraph_coded_by_oneself_beside_our_coding(desk, page, excerpt):
    cell = desk.run(excerpt(SOURCING, 'ask("3.5")')).cell('ask("3.5")')
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


def test_a_fact_of_ones_own_grows_the_table_once_its_evidence_stands(desk, excerpt):
    cell = desk.run(excerpt(OMISSIONS, 'ask("4.6")')).cell('ask("4.6")')
    shown = cell.locator(RESULT).last
    cell.get_by_label("Your fact:").fill("The army is backed from the air.")
    cell.get_by_label("Press TV:").fill("backed by Russian airforce")
    cell.get_by_role("button", name="Check").click()
    expect(shown).to_contain_text("Not yet. “backed by Russian airforce” does not stand in the article presstv")
    cell.get_by_label("Press TV:").fill("backed by Russian air force")
    cell.get_by_role("button", name="Check").click()
    expect(shown).to_contain_text("Your evidence stands. The list has 46 facts now.")
    expect(shown.locator("tbody tr").last).to_contain_text("your fact")
