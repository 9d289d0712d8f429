"""Nothing is lost, in a real browser: a killed server, another browser, a line alone, a reload, a restart, two tabs."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.driver import find_browser, jupyterlab, new_page, open_notebook

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this machine")
SOURCING, OMISSIONS = "03_sourcing.ipynb", "04_omissions.ipynb"
RESULT = ".widget-html"
QUOTATION, REASONING = "human shields", "Who has seen it?"


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A maker of fresh copies of the course; whatever is started next keeps its answers in the copy."""

    def make(name):
        folder = tmp_path / name
        for part in ("notebooks", "seeds"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("answers", ".ipynb_checkpoints"))
        monkeypatch.setenv("COURSE_ANSWERS", str(folder / "notebooks" / "answers"))
        return folder / "notebooks"

    return make


def rerun(page, cell, source):
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")


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
    rerun(page, cell, 'answer = 3\ncheck("3.1", answer)')
    expect(cell).to_contain_text("You left out the state-run media.")
    cell = notebook.cell('ask("3.3")')
    cell.get_by_label("own").check()
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


def everything_is_back(notebook):
    expect(notebook.cell('check("3.1", answer)')).to_contain_text("Taken back: your answer was 3.")
    expect(notebook.cell('ask("3.3")').get_by_label("own")).to_be_checked()
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


def test_a_killed_server_another_browser_and_the_line_alone(browser, clone):
    with new_page(browser) as page:
        with jupyterlab(clone("first")) as lab:
            notebook = open_notebook(page, lab, SOURCING)
            notebook.run_all()
            answer_every_kind(page, notebook)
            line = notebook.cell('answers("03")').locator("pre").last.inner_text()
            page.keyboard.press("ControlOrMeta+S")
            stored = lab.folder / SOURCING
            wait_until_saved(page, stored, line)
            lab.kill()
        port = int(re.search(r":(\d+)/", lab.url).group(1))
        with jupyterlab(clone("second"), port=port) as lab:
            notebook = open_notebook(page, lab, SOURCING)
            notebook.run_all()
            first = first_cell(page)
            expect(first).to_contain_text(
                re.compile(r"From this browser, \d+ \w+, \d\d:\d\d: 4 answers\. Take them back\?")
            )
            first.get_by_role("button", name="Take them back").click()
            expect(first).to_contain_text("4 answers taken back")
            everything_is_back(notebook)
            cell = notebook.cell('check("3.1", answer)')
            cell.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            expect(cell.locator(".cm-content")).to_contain_text("answer = 3")
            first.get_by_role("button", name="Delete the answers of this chapter from this browser").click()
            first.get_by_role("button", name="Delete them for good?").click()
            expect(first).to_contain_text("This browser keeps no answer of this chapter now.")
            assert not page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('five-stories'))")
    downloaded = stored.read_bytes()
    with new_page(browser) as page:
        folder = clone("third")
        (folder / "03_sourcing (1).ipynb").write_bytes(downloaded)
        with jupyterlab(folder) as lab:
            notebook = open_notebook(page, lab, "03_sourcing (1).ipynb")
            notebook.run_all()
            expect(first_cell(page)).to_contain_text("From this notebook: 4 answers taken back")
            # The downloaded notebook has her own code in its cells.
            expect(notebook.cell('check("3.1", answer)')).to_contain_text("You left out the state-run media.")
            expect(notebook.cell('ask("3.4")').get_by_label("Quotation:")).to_have_value(QUOTATION)
            expect(notebook.cell('ask("3.5")').locator(".course-pen-list")).to_contain_text("targeting of civilians")
    with new_page(browser) as page, jupyterlab(clone("fourth")) as lab:
        notebook = open_notebook(page, lab, SOURCING)
        notebook.run_all()
        first = first_cell(page)
        first.get_by_text("Take answers back from a line of text").click()
        first.get_by_label("A line of answers").fill(f"“{line[:80]}\n{line[80:]}”")
        first.get_by_role("button", name="Take it back").click()
        expect(first).to_contain_text("Chapter 03: 4 answers taken back")
        expect(notebook.cell('ask("3.3")').get_by_label("own")).to_be_checked()
        expect(notebook.cell('check("3.1", answer)')).to_contain_text("Taken back: your answer was 3.")


def wait_until_saved(page, file, text):
    for _ in range(200):
        if text in file.read_text(encoding="utf-8"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{file.name} was not saved with the line in it")


def test_a_fact_with_its_evidence_comes_back(browser, clone):
    with new_page(browser) as page:
        with jupyterlab(clone("first")) as lab:
            notebook = open_notebook(page, lab, OMISSIONS)
            notebook.run_all()
            cell = notebook.cell('ask("4.6")')
            cell.get_by_label("Your fact:").fill("The army is backed from the air.")
            mark(page, cell, "backed", 5, "1")
            expect(cell.get_by_label("Press TV:")).to_have_value("backed by Russian air force")
            check_form(cell, "Your evidence stands.")
            kept_in_browser(page, "your evidence stands")
            lab.kill()
        port = int(re.search(r":(\d+)/", lab.url).group(1))
        with jupyterlab(clone("second"), port=port) as lab:
            notebook = open_notebook(page, lab, OMISSIONS)
            notebook.run_all()
            first_cell(page).get_by_role("button", name="Take them back").click()
            cell = notebook.cell('ask("4.6")')
            expect(cell.get_by_label("Press TV:")).to_have_value("backed by Russian air force")
            expect(cell.locator(RESULT).last).to_contain_text("Your evidence stands.")


def kernels(lab):
    return [session["kernel"]["id"] for session in json.loads(lab.answer("api/sessions"))]


@pytest.mark.parametrize("what", ["reload", "restart", "culled"])
def test_what_was_typed_before_a_pause_is_there_after(browser, clone, what):
    with new_page(browser) as page, jupyterlab(clone("first")) as lab:
        notebook = open_notebook(page, lab, SOURCING)
        notebook.run_all()
        cell = notebook.cell('ask("3.4")')
        if what == "culled":
            for kernel in kernels(lab):
                lab.answer(f"api/kernels/{kernel}", "DELETE")
        elif what == "restart":
            for kernel in kernels(lab):
                lab.answer(f"api/kernels/{kernel}/restart", "POST")
        # A menu whose kernel may be gone; and what is still in the field, of which nothing has been sent to the kernel.
        cell.get_by_label("Article:").select_option("CNN")
        cell.get_by_label("Reasoning:").click()
        page.keyboard.type("half a sent")
        kept_in_browser(page, "half a sent")
        notebook = open_notebook(page, lab, SOURCING)
        notebook.run_all()
        first = first_cell(page)
        expect(first).to_contain_text("1 answer. Take them back?")
        first.get_by_role("button", name="Take them back").click()
        expect(notebook.cell('ask("3.4")').get_by_label("Reasoning:")).to_have_value("half a sent")
        assert notebook.cell('ask("3.4")').get_by_label("Article:").input_value() == "CNN"


def test_two_tabs_that_answer_different_exercises_both_survive(browser, clone):
    folder = clone("one")
    (folder / "copy.ipynb").write_bytes((folder / SOURCING).read_bytes())
    with new_page(browser) as one, new_page(browser) as other, jupyterlab(folder) as lab:
        left, right = open_notebook(one, lab, SOURCING), open_notebook(other, lab, "copy.ipynb")
        left.run_all()
        right.run_all()
        left.cell('ask("3.3")').get_by_label("own").check()
        rerun(other, right.cell('check("3.2", answer)'), 'answer = ["cnn"]\ncheck("3.2", answer)')
        check_form(left.cell('ask("3.3")'), "Right.")
        expect(right.cell('check("3.2", answer)')).to_contain_text("ot yet.")
        kept = {file.stem for file in (folder / "answers" / "03_sourcing").glob("*.json")}
        assert {"3.2", "3.3"} <= kept
