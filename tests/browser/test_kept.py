"""Nothing is lost, in a real browser: a killed server, another browser, a line alone, a reload, a restart, two tabs."""

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests import ROOT
from tests.browser.conftest import Desk
from tests.browser.driver import RESULT, jupyterlab, new_page, open_notebook, turn_to, write_excerpt

SOURCING, OMISSIONS = "03_sourcing.ipynb", "04_omissions.ipynb"
# Of chapter 03, an exercise of each kind, and the answers.
OF_EVERY_KIND = ['check("3.1", answer)', 'ask("3.3")', 'ask("3.4")', 'ask("3.5")', 'answers("03")']
OF_A_FACT = 'ask("4.6")'
QUOTATION, REASONING = "human shields", "Who has seen it?"


@pytest.fixture
def elsewhere(desk):
    """A maker of open notebooks in a browser that remembers nothing."""

    def make(name):
        notebook = desk.fresh(name)
        # What is typed is remembered half a second later: before another notebook is open.
        notebook.page.evaluate("localStorage.clear()")
        return notebook

    return make


def first_cell(page):
    """The set-up cell, whose source is folded."""
    return page.locator(".jp-CodeCell").first


def piece(cell, text):
    return cell.locator(".course-pen-text span[data-piece]", has_text=re.compile(f"^{text}$")).first


def mark(page, cell, first, words, key):
    """Mark so many words from the first on, by clicking and by key."""
    piece(cell, first).click()
    for key in [*["Shift+ArrowRight"] * (words - 1), key]:
        page.keyboard.press(key)


def check_form(cell, said):
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(RESULT).last).to_contain_text(said)


def answer_every_kind(page, notebook):
    """Answer a code exercise, a choice, an open question and a coding of chapter 03."""
    cell = notebook.cell('check("3.1", answer)')
    notebook.run_cell(cell, 'answer = 3\ncheck("3.1", answer)')
    expect(cell).to_contain_text("You left out the state-run media.")
    cell = notebook.cell('ask("3.3")')
    cell.get_by_role("radio", name="own").check()
    check_form(cell, "Right.")
    cell = notebook.cell('ask("3.4")')
    cell.get_by_label("Article:").select_option("Press TV")
    mark(page, cell, "human", 2, "Enter")
    expect(cell.get_by_label("Quotation:")).to_have_value(QUOTATION)
    cell.get_by_label("Reasoning:").fill(REASONING)
    check_form(cell, "Your evidence stands.")
    cell = notebook.cell('ask("3.5")')
    mark(page, cell, "The", 4, "1")
    mark(page, cell, "denied", 1, "2")
    mark(page, cell, "targeting", 3, "3")
    check_form(cell, "Your coding beside ours.")


def line_of_answers(notebook, outcomes):
    """The line that carries the answers, once it stands there with these outcomes: the page puts it in anew at each answer."""
    cell = notebook.cell('answers("03")')
    expect(cell).to_contain_text(outcomes)
    line = cell.locator("pre").last
    expect(line).to_have_text(re.compile(r"^answers03v\d"))
    return line.inner_text()


def everything_is_back(notebook):
    expect(notebook.cell('check("3.1", answer)')).to_contain_text("Taken back: your answer was 3.")
    expect(notebook.cell('ask("3.3")').get_by_role("radio", name="own")).to_be_checked()
    cell = notebook.cell('ask("3.4")')
    expect(cell.get_by_label("Quotation:")).to_have_value(QUOTATION)
    expect(cell.get_by_label("Reasoning:")).to_have_value(REASONING)
    expect(cell.locator(RESULT).last).to_contain_text("Your evidence stands.")
    cell = notebook.cell('ask("3.5")')
    expect(cell.locator(".course-pen-list")).to_contain_text("who says it: The Syrian Foreign Ministry")
    expect(cell.locator(".course-pen-list")).to_contain_text("what is said: targeting of civilians")
    expect(notebook.cell('answers("03")')).to_contain_text("done: 3.3, 3.4, 3.5 · tried: 3.1 · open: 3.2, 3.6")


def kept_in_browser(page, text):
    """Wait until the browser keeps a text."""
    page.wait_for_function("text => JSON.stringify({...localStorage}).includes(text)", arg=text)


def save(page):
    """Save the notebook by key, and wait until the page has heard that it is saved."""
    page.keyboard.press("ControlOrMeta+S")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")


class Killed(NamedTuple):
    """A browser in which answers were given, the port of the server that was killed, what was saved, and the line in it."""

    page: Page
    port: int
    saved: Path
    line: str


@pytest.fixture(scope="module")
def killed(browser, tmp_path_factory):
    """Exercises of chapter 03 and a fact of chapter 04, answered in a browser whose server is killed then."""
    folder = clone(tmp_path_factory)
    with new_page(browser) as page:
        with jupyterlab(folder) as own:
            notebook = open_notebook(page, own, SOURCING)
            notebook.run_all()
            answer_every_kind(page, notebook)
            line = line_of_answers(notebook, "done: 3.3, 3.4, 3.5 · tried: 3.1")
            save(page)
            assert line in (folder / SOURCING).read_text(encoding="utf-8")
            notebook = turn_to(page, own, OMISSIONS)
            notebook.run_all()
            cell = notebook.cell(OF_A_FACT)
            cell.get_by_label("Your fact:").fill("The army is backed from the air.")
            mark(page, cell, "backed", 5, "1")
            expect(cell.get_by_label("Press TV:")).to_have_value("backed by Russian air force")
            check_form(cell, "Your evidence stands.")
            kept_in_browser(page, "your evidence stands")
            own.kill()
        page.goto("about:blank")
        yield Killed(page, int(re.search(r":(\d+)/", own.url).group(1)), folder / SOURCING, line)


@pytest.fixture(scope="module")
def revived(killed, tmp_path_factory):
    """The same browser at a server in the place of the one that was killed, on a fresh clone."""
    folder = clone(tmp_path_factory)
    with jupyterlab(folder, port=killed.port) as own:
        yield Desk(killed.page, own)


def clone(tmp_path_factory):
    """A fresh copy of the course, of whose chapters 03 and 04 only some exercises are left: its folder of notebooks."""
    folder = tmp_path_factory.mktemp("clone")
    for part in ("notebooks", "seeds"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("answers", ".ipynb_checkpoints"))
    write_excerpt(folder / "notebooks" / SOURCING, SOURCING, *OF_EVERY_KIND)
    write_excerpt(folder / "notebooks" / OMISSIONS, OMISSIONS, OF_A_FACT)
    return folder / "notebooks"


def test_after_a_killed_server_the_browser_gives_the_answers_back_and_deletes_them_when_asked(revived):
    notebook = revived.fresh(SOURCING)
    notebook.run_all()
    page, first = notebook.page, first_cell(notebook.page)
    expect(first).to_contain_text(re.compile(r"From this browser, \d+ \w+, \d\d:\d\d: 4 answers\. Take them back\?"))
    first.get_by_role("button", name="Take them back").click()
    expect(first).to_contain_text("4 answers taken back")
    everything_is_back(notebook)
    cell = notebook.cell('check("3.1", answer)')
    notebook.run_cell(cell)
    expect(cell.locator(".cm-content")).to_contain_text("answer = 3")
    first.get_by_role("button", name="Delete the answers of this chapter from this browser").click()
    first.get_by_role("button", name="Delete them for good?").click()
    expect(first).to_contain_text("This browser keeps no answer of this chapter now.")
    assert not page.evaluate("Object.keys(localStorage).filter(key => /^five-stories.*[/]3$/.test(key))")


def test_a_fact_with_its_evidence_comes_back(revived):
    notebook = revived.fresh(OMISSIONS)
    notebook.run_all()
    first_cell(notebook.page).get_by_role("button", name="Take them back").click()
    cell = notebook.cell(OF_A_FACT)
    expect(cell.get_by_label("Press TV:")).to_have_value("backed by Russian air force")
    expect(cell.locator(RESULT).last).to_contain_text("Your evidence stands.")


def test_a_notebook_that_was_saved_brings_its_answers_to_another_browser(lab, excerpt, elsewhere, killed):
    name = excerpt(SOURCING).replace(".ipynb", " (1).ipynb")
    shutil.copy(killed.saved, lab.folder / name)
    notebook = elsewhere(name)
    notebook.run_all()
    expect(first_cell(notebook.page)).to_contain_text("From this notebook: 4 answers taken back")
    # The downloaded notebook has her own code in its cells.
    expect(notebook.cell('check("3.1", answer)')).to_contain_text("You left out the state-run media.")
    expect(notebook.cell('ask("3.4")').get_by_label("Quotation:")).to_have_value(QUOTATION)
    expect(notebook.cell('ask("3.5")').locator(".course-pen-list")).to_contain_text("targeting of civilians")


def test_the_line_alone_brings_the_answers_to_another_browser(excerpt, elsewhere, killed):
    notebook = elsewhere(excerpt(SOURCING, *OF_EVERY_KIND))
    notebook.run_all()
    first = first_cell(notebook.page)
    first.get_by_text("Take answers back from a line of text").click()
    first.get_by_label("A line of answers").fill(f"“{killed.line[:80]}\n{killed.line[80:]}”")
    first.get_by_role("button", name="Take it back").click()
    expect(first).to_contain_text("Chapter 03: 4 answers taken back")
    expect(notebook.cell('ask("3.3")').get_by_role("radio", name="own")).to_be_checked()
    expect(notebook.cell('check("3.1", answer)')).to_contain_text("Taken back: your answer was 3.")


def kernel(lab, name):
    """The address of the kernel of a notebook in the API of its server."""
    sessions = json.loads(lab.answer("api/sessions"))
    return next(f"api/kernels/{session['kernel']['id']}" for session in sessions if session["path"] == name)


@pytest.mark.parametrize("what", ["reload", "restart", "culled"])
def test_what_was_typed_before_a_pause_is_there_after(lab, excerpt, elsewhere, what):
    name = excerpt(SOURCING, 'ask("3.4")')
    notebook = elsewhere(name)
    notebook.run_all()
    page, cell = notebook.page, notebook.cell('ask("3.4")')
    if what == "culled":
        lab.answer(kernel(lab, name), "DELETE")
    elif what == "restart":
        lab.answer(f"{kernel(lab, name)}/restart", "POST")
    # A menu whose kernel may be gone; and what is still in the field, of which nothing has been sent to the kernel.
    cell.get_by_label("Article:").select_option("CNN")
    cell.get_by_label("Reasoning:").click()
    page.keyboard.type("half a sent")
    kept_in_browser(page, "half a sent")
    notebook = (open_notebook if what == "reload" else turn_to)(page, lab, name)
    notebook.run_all()
    first = first_cell(page)
    expect(first).to_contain_text("1 answer. Take them back?")
    first.get_by_role("button", name="Take them back").click()
    expect(notebook.cell('ask("3.4")').get_by_label("Reasoning:")).to_have_value("half a sent")
    assert notebook.cell('ask("3.4")').get_by_label("Article:").input_value() == "CNN"


def test_two_tabs_that_answer_different_exercises_both_survive(browser, lab, excerpt, elsewhere):
    name = excerpt(SOURCING, 'check("3.2", answer)', 'ask("3.3")')
    folder = (lab.folder / name).parent
    shutil.copy(lab.folder / name, folder / "copy.ipynb")
    with new_page(browser) as page:
        left, right = elsewhere(name), open_notebook(page, lab, f"{folder.name}/copy.ipynb")
        left.run_all()
        right.run_all()
        left.cell('ask("3.3")').get_by_role("radio", name="own").check()
        right.run_cell(right.cell('check("3.2", answer)'), 'answer = ["cnn"]\ncheck("3.2", answer)')
        check_form(left.cell('ask("3.3")'), "Right.")
        expect(right.cell('check("3.2", answer)')).to_contain_text("ot yet.")
        kept = {file.stem for file in (folder / "answers" / "03_sourcing").glob("*.json")}
        assert {"3.2", "3.3"} <= kept
