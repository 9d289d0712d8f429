"""Chapter 09 in a real browser: from three pasted articles to a report whose numbers were counted by hand, and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from helpers.corpus.events import EXAMPLE
from tests.browser.driver import axe

# The example's articles as they were copied from web pages; what is said of them below was counted by reading.
ARTICLES = {
    "Brannick Echo": ("brannick_echo.txt", 'Boats close the harbour: "We were never asked"'),
    "Northern Wire": ("northern_wire.txt", "Fishing boats block port in dispute over wind farm cable"),
    "Meridian Business": ("meridian.txt", "Blockaders hold a port, and a billion-crown project, to ransom"),
}


@pytest.fixture
def workshop(desk, name):
    """The chapter, run, for one test alone: it takes another event."""
    notebook = desk.fresh(name)
    notebook.run_all()
    return notebook


def bring_three(cell):
    cell.get_by_label("A new event:").fill("Blocked port")
    cell.get_by_role("button", name="Begin this event").click()
    expect(cell).to_contain_text("Event: Blocked port")
    for outlet, (file, headline) in ARTICLES.items():
        cell.get_by_label("Outlet:").fill(outlet)
        cell.get_by_label("Headline:").fill(headline)
        text = cell.get_by_label("Text:")
        text.fill((EXAMPLE / file).read_text(encoding="utf-8"))
        text.press("Tab")
        cell.get_by_role("button", name="Add this article").click()
        expect(cell.get_by_role("cell", name=outlet, exact=True)).to_be_visible()
        # The form is blank again for the next one.
        expect(text).to_have_value("")
        expect(cell.get_by_label("Outlet:")).to_have_value("")


def add_word(cell, words, note):
    cell.get_by_label("Another word, or several").fill(words)
    cell.get_by_label("Note:").fill(note)
    cell.get_by_label("Note:").press("Tab")
    cell.get_by_role("button", name="Write it down").click()
    expect(cell.get_by_label("Another word, or several")).to_have_value("")
    expect(cell.get_by_label("Note:")).to_have_value("")


def test_from_pasted_articles_to_a_report_by_mouse(workshop, page):
    bring_three(workshop.cell("bring(event)"))
    clean = workshop.cell("clean(event)")
    clean.get_by_label("Take out: “ADVERTISEMENT”", exact=False).check()
    expect(clean).to_contain_text("1 of 8 suspect places taken out.")
    expect(workshop.cell("views.how_often")).to_contain_text("it needs labels")

    names, words = workshop.cell("candidates(event)"), workshop.cell("labels(event)")
    add_word(names, "fishermen, fisherman", "their work")
    expect(words).to_contain_text("fishermen 3")
    add_word(names, "blockaders", "what they stop")
    # Two in the article, and one in the headline that stands there twice, until that is taken out.
    expect(words).to_contain_text("blockaders 3")
    workshop.cell('ask("9.1")').get_by_role("button", name="Check").click()
    expect(workshop.cell('ask("9.1")')).to_contain_text("Your evidence stands")
    clean.get_by_label("Article:").select_option("Meridian Business")
    clean.get_by_label("Take out: “Blockaders hold a port", exact=False).check()
    expect(words).to_contain_text("blockaders 2")
    expect(workshop.cell("views.how_often").get_by_role("img")).to_have_attribute("alt", re.compile("fishermen"))

    review = workshop.cell("review(event)")
    expect(review).to_contain_text("0 of 14 looked at")
    review.get_by_role("button", name="Keep", exact=True).click()
    expect(review).to_contain_text("1 of 14 looked at")
    review.get_by_role("button", name="Take out").click()
    expect(review).to_contain_text("2 of 14 looked at")

    groups = workshop.cell("groups(event)")
    groups.get_by_label("The fact, in a line that takes no side:").fill("The ministry gave the permit in March.")
    groups.get_by_label("Topic:").fill("the permit")
    groups.get_by_label("Topic:").press("Tab")
    groups.get_by_role("button", name="Add this fact").click()
    expect(workshop.cell("views.who_has_what").get_by_role("img")).to_be_visible()

    conclusions = workshop.cell("conclusions(event)")
    sentence = conclusions.get_by_label("Sentence 1:")
    sentence.fill("One article names them by what they stop.")
    sentence.press("Tab")
    conclusions.get_by_label("Or copy words from:").select_option("Meridian Business")
    conclusions.get_by_label("The words:").fill("The blockaders, crab and lobster skippers for the most part")
    conclusions.get_by_label("The words:").press("Tab")
    conclusions.get_by_role("button", name="Add the words as evidence").click()
    workshop.cell('ask("9.6")').get_by_role("button", name="Check").click()
    expect(workshop.cell('ask("9.6")')).to_contain_text("Your evidence stands")

    report = workshop.cell("report(event)")
    report.get_by_role("button", name="Make the report").click()
    expect(report).to_contain_text("One article names them by what they stop.")
    with page.expect_download() as download:
        report.get_by_role("link").first.click()
    document = download.value.path().read_text(encoding="utf-8")
    assert "Blocked port" in document and "<script" not in document
    with page.expect_download() as download:
        workshop.cell("keep_event(event)").get_by_role("link").first.click()
    assert download.value.suggested_filename.endswith(".zip")
    assert axe(page) == []


def test_by_keyboard(workshop, page):
    bring = workshop.cell("bring(event)")
    bring.get_by_label("A new event:").focus()
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bring).to_contain_text("Event: By keys")
    for label, text in [
        ("Outlet:", "Northern Wire"),
        ("Text:", (EXAMPLE / "northern_wire.txt").read_text(encoding="utf-8")),
    ]:
        bring.get_by_label(label).focus()
        page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bring.get_by_role("cell", name="Northern Wire", exact=True)).to_be_visible()
    review = workshop.cell("review(event)")
    keep = review.get_by_role("button", name="Keep", exact=True)
    keep.focus()
    for looked_at in (1, 2, 3):
        page.keyboard.press("Enter")
        expect(review).to_contain_text(f"{looked_at} of")
    expect(keep).to_be_focused()
