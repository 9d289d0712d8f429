"""The pen in a real browser: by mouse, by touch, by keyboard alone; and offsets that Python and the page count alike."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.driver import RESULT, axe_in_both_themes, jupyterlab, new_page, open_notebook, write_notebook

CELL = "widgets.highlighter("
TEXT, TOLD, LIST = ".course-pen-text", ".course-pen-told", ".course-pen-list > li"
ODD = (
    "👩‍👩‍👧‍👦 Ada 😀 said\u00a0it. قالت السلطات إنها مفتوحة.\n\n“The cafe\u0301 is 𝒸losed,” she added <img src=x onerror=document.title=1>. "
    "Nobody asked the mayor."
)


@pytest.fixture(scope="module")
def odd(lab):
    """A notebook with a pen for an odd article; its last cell prints the table."""
    folder = lab.folder.parent / "odd"
    folder.mkdir()
    head = (ROOT / "seeds" / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    (folder / "articles.csv").write_text(f"{head}\nodd,odd.txt,Odd{',' * (head.count(',') - 2)}\n", encoding="utf-8")
    (folder / "odd.txt").write_text(ODD, encoding="utf-8", newline="")
    return write_pen(lab, "odd.ipynb", 'load_corpus("../odd")', ["source", "cue", "text", "start", "end"])


@pytest.fixture
def pen(desk, page, odd):
    """The notebook, run; nothing is marked yet."""
    notebook = desk.run(odd)
    notebook.untouched(CELL)
    expect(page.locator(TEXT)).to_be_visible()
    return notebook


def write_pen(lab, name, arguments, columns):
    write_notebook(
        lab.folder / name,
        "from helpers.corpus import load_corpus\nfrom helpers.show import widgets",
        f"pen = {CELL}{arguments})\npen",
        f'print(pen.table[{columns}].to_json(orient="records"))',
    )
    return name


def table(notebook):
    """What Python has of the marks."""
    cell = notebook.cell("print(pen.table")
    notebook.run_cell(cell)
    return json.loads(cell.locator(".jp-OutputArea-output").inner_text())


def word(page, text):
    return page.locator(f"{TEXT} span[data-piece]", has_text=re.compile(f"^{re.escape(text)}$"))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_statement_by_keyboard_alone_and_no_shortcut_of_jupyterlab_fires(page, pen):
    cells = page.locator(".jp-Cell").count()
    page.locator(TEXT).focus()
    press(page, "ArrowRight", "Enter")
    expect(page.locator(TOLD)).to_have_text("Marked as who says it, statement 1: Ada")
    press(page, "ArrowRight", "2", "ArrowRight", "3")
    expect(page.locator(TOLD)).to_have_text("Marked as what is said, statement 1: it")
    press(page, "ArrowDown", "Shift+End", "3")
    expect(page.locator(LIST)).to_have_count(2)
    press(page, "x", "b", "d", "d", "a", "m", "0", "0")
    assert page.locator(".jp-Cell").count() == cells
    press(page, "Delete")
    expect(page.locator(TOLD)).to_have_text("No longer marked: قالت السلطات إنها مفتوحة")
    press(page, "Control+z")
    expect(page.locator(LIST)).to_have_count(2)
    press(page, "Control+z")
    expect(page.locator(LIST)).to_have_count(1)
    press(page, "Control+Shift+z")
    expect(page.locator(LIST)).to_have_count(2)
    press(page, "Escape")
    expect(page.locator(TEXT)).not_to_be_focused()
    assert axe_in_both_themes(page) == []
    found = table(pen)
    assert [row["text"] for row in found] == ["it", "قالت السلطات إنها مفتوحة"]
    assert (found[0]["source"], found[0]["cue"]) == ("Ada", "said")
    assert all(ODD[row["start"] : row["end"]] == row["text"] for row in found)


def test_every_word_of_an_odd_text_is_counted_alike_by_the_page_and_by_python(page, pen):
    page.locator(TEXT).focus()
    press(page, "ArrowRight", "ArrowLeft")
    number = page.evaluate(f"document.querySelectorAll('{TEXT} [data-piece]').length")
    for _ in range(number):
        press(page, "3", "n", "ArrowRight")
    found = table(pen)
    assert all(ODD[row["start"] : row["end"]] == row["text"] for row in found)
    assert {"Ada", "قالت", "cafe\u0301", "𝒸losed", "added", "mayor"} <= {row["text"] for row in found}


def test_with_the_mouse_marks_snap_to_words_and_a_whole_quotation_has_its_marks(page, pen):
    first, last = word(page, "The").bounding_box(), word(page, "𝒸losed").bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] * 0.7, last["y"] + last["height"] / 2, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Mark as what is said").click()
    word(page, "she").click()
    page.get_by_role("button", name="Mark as who says it").click()
    word(page, "added").click()
    page.get_by_role("button", name="Mark as the reporting word").click()
    expect(page.locator(LIST)).to_have_count(1)
    (row,) = table(pen)
    assert (row["source"], row["cue"], row["text"]) == ("she", "added", "“The cafe\u0301 is 𝒸losed,”")
    page.get_by_role("button", name="Go on marking statement 1").click()
    word(page, "asked").click()
    page.get_by_role("button", name="Mark as the reporting word").click()
    expect(page.locator(LIST)).to_contain_text("the reporting word: asked")
    expect(page.locator(LIST)).to_have_count(1)
    assert page.locator(f"{TEXT} img").count() == 0 and page.title() != "1"
    page.get_by_role("button", name="Take out statement 1").click()
    expect(page.locator(LIST)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(LIST)).to_have_count(1)


def test_by_touch_on_a_narrow_screen_the_first_and_the_last_word(browser, lab, odd):
    shutil.copy(lab.folder / odd, lab.folder / "touch.ipynb")
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 1000})
    page = context.new_page()
    try:
        open_notebook(page, lab, "touch.ipynb").run_all()
        word(page, "Nobody").tap()
        word(page, "mayor").tap()
        page.get_by_role("button", name="Mark as what is said").tap()
        expect(page.locator(LIST)).to_contain_text("Nobody asked the mayor")
        box = page.locator(TEXT).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    finally:
        context.close()


def test_an_act_its_actor_and_what_is_chosen_beside_them(desk, page, lab):
    columns = ["text", "actor", "form", "side_of_actor", "named_elsewhere"]
    notebook = desk.run(write_pen(lab, "acts.ipynb", 'load_corpus(), "cnn", table="actions"', columns))
    chosen = page.locator(LIST).get_by_label("form of act 1")
    word(page, "besieged").first.click()
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "1")
    word(page, "Russia").first.click()
    press(page, "2")
    expect(page.locator(TOLD)).to_have_text("Marked as who does it, act 1: Russia")
    chosen.select_option("state")
    page.get_by_label("side_of_actor of act 1").fill("Russia")
    page.keyboard.press("Tab")
    expect(page.locator(TOLD)).to_have_text("side_of_actor: Russia.")
    expect(chosen).to_have_value("state")
    (row,) = table(notebook)
    assert row == {
        "text": "besieged Eastern Ghouta",
        "actor": "Russia",
        "form": "state",
        "side_of_actor": "Russia",
        "named_elsewhere": "",
    }


def test_on_a_server_without_the_pen_the_typed_form_says_so_and_checks(browser, lab, excerpt):
    name = excerpt("03_sourcing.ipynb", 'ask("3.5")')
    with new_page(browser) as page, jupyterlab(lab.folder, without=("anywidget",)) as old:
        notebook = open_notebook(page, old, name)
        notebook.run_all()
        cell = notebook.cell('ask("3.5")')
        expect(cell).to_contain_text("this server lacks the pen")
        expect(cell.locator(TEXT)).to_have_count(0)
        cell.get_by_label("Statements:").fill(
            "SANA | announced | soldiers loyal to the government had captured the town"
        )
        cell.get_by_role("button", name="Check").click()
        expect(cell.locator(RESULT).last).to_contain_text("Your coding beside ours.")
