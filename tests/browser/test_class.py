"""The class notebook in a real browser: an instructor pastes lines and presses a button, and the pictures follow."""

from playwright.sync_api import expect

from helpers.classroom.pictures import NOBODY
from tests.browser.driver import RESULT, axe_in_both_themes, console_errors
from tests.students import EXAMPLE

CLASS = "instructor/class.ipynb"


def test_the_lines_of_a_class_are_pasted_read_and_shown(page, desk):
    notebook = desk.fresh(CLASS)
    # What was closed before it may have had something to say to a kernel that had ended.
    of_others = console_errors(page)
    notebook.run_all()
    box, outcomes = notebook.cell("pictures.Box"), notebook.cell("pictures.outcomes")
    expect(box.locator(RESULT)).to_contain_text("An example, whose students are invented: 30 students")
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.startswith("answers03")]
    box.get_by_label("Lines:").fill(
        "\n".join(f"[25/11/2026, 10:03] Ada: {line}" for line in lines[:9]) + "\nanswers03v1:abc"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.locator(RESULT)).to_contain_text("9 students, 1 chapter: 03. 9 lines read")
    expect(box.locator(RESULT)).to_contain_text("1 could not be read, and is left out:")
    expect(outcomes.get_by_label("Chapter:")).to_have_value("03")
    expect(outcomes.locator(RESULT).get_by_alt_text("Chapter 03: how the exercises came out.")).to_be_visible()
    expect(notebook.cell("pictures.experiment").locator(RESULT)).to_contain_text("nobody in this class")
    assert axe_in_both_themes(page) == []
    assert console_errors(page) == of_others
    box.get_by_label("Lines:").fill("good morning")
    box.get_by_role("button", name="Read").click()
    expect(outcomes.locator(RESULT)).to_have_text(NOBODY)
