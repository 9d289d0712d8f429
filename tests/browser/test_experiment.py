"""The experiment in a real browser: an article given by chance, answers by mouse and by keyboard, a reload, chapter 04."""

import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from helpers.exercises.experiment import QUESTIONS
from tests.browser.driver import RESULT, axe_in_both_themes, write_excerpt
from tests.notebooks import NOTEBOOKS

FIVE_STORIES, OMISSIONS = (NOTEBOOKS[place].name for place in (1, 4))
KEPT = """() => Object.keys(localStorage).filter(key => /^five-stories.*[/]1$/.test(key)).some(key => {
  const { entries, drafts } = JSON.parse(localStorage[key]);
  return entries["1.99"]?.entry.form.answers.read_on === 1 && !drafts["1.99"];
})"""


@pytest.fixture
def run(desk, lab):
    """Runs the experiment of a chapter, with a new kernel and the answers that the other one has kept."""
    folder = Path(tempfile.mkdtemp(dir=lab.folder))
    for name in (FIVE_STORIES, OMISSIONS):
        write_excerpt(folder / name, name, f'experiment("{name[:2]}")')

    def run(name):
        notebook = desk.fresh(f"{folder.name}/{name}")
        notebook.run_all()
        assert notebook.errors() == []
        return notebook

    return run


def test_one_article_then_the_questions_and_again_in_chapter_04(page, run):
    cell = run(FIVE_STORIES).cell('experiment("01")')
    questions = list(QUESTIONS.values())
    expect(cell.get_by_label(questions[0])).not_to_be_visible()
    cell.get_by_role("button", name="Give me an article").focus()
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("Ghouta")
    expect(cell.locator(RESULT).last).to_have_text("0 of 7 answered.")
    cell.get_by_label(questions[0]).select_option("7 · very much")
    # From there on by keyboard alone: a digit chooses, Tab goes on.
    cell.get_by_label(questions[0]).focus()
    page.keyboard.press("Tab")
    for answer in "234561"[: len(questions) - 1]:
        page.keyboard.press(answer)
        page.keyboard.press("Tab")
    expect(cell.locator(RESULT).last).to_have_text("7 of 7 answered.")
    assert axe_in_both_themes(page) == []
    read = cell.locator(RESULT).first.inner_text()
    # What the kernel has heard is kept in the browser as it is kept on the disk, and is no draft any more.
    page.wait_for_function(KEPT)
    cell = run(FIVE_STORIES).cell('experiment("01")')
    expect(cell.locator(RESULT).first).to_have_text(read, use_inner_text=True)
    expect(cell.get_by_label(questions[-1])).to_have_value("1 · not at all")
    cell = run(OMISSIONS).cell('experiment("04")')
    for question in questions:
        cell.get_by_label(question).select_option("4")
    rows = cell.locator(f"{RESULT} tbody tr")
    expect(rows).to_have_count(7)
    expect(rows.first).to_contain_text("-3")
    assert axe_in_both_themes(page) == []
