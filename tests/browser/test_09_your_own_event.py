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
    """The chapter, run: each test begins an event of its own in it, as a class does that goes on to the next."""
    return desk.run(name)


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
    # Counted by reading: two places in the first article, one of them in the statement that was taken out, one in the second,
    # and two in the third, of which one is what a source is said to have done.
    said = re.search('alt="In whose voice the labels stand[.] ([^"]*)"', document).group(1)
    assert said == (
        "brannickecho: fishermen 2 own; northernwire: fishermen 1 own; meridianbusiness: blockaders 1 own and 1 attributed."
    )
    with page.expect_download() as download:
        workshop.cell("keep_event(event)").get_by_role("link").first.click()
    assert download.value.suggested_filename.endswith(".zip")
    assert axe(page) == []


def typed(page, control, text):
    control.focus()
    page.keyboard.insert_text(text)


def pressed(page, control, key="Enter"):
    control.focus()
    page.keyboard.press(key)


def test_the_same_by_keyboard(workshop, page):
    bring = workshop.cell("bring(event)")
    typed(page, bring.get_by_label("A new event:"), "By keys")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bring).to_contain_text("Event: By keys")
    for outlet in ("Northern Wire", "Meridian Business"):
        typed(page, bring.get_by_label("Outlet:"), outlet)
        typed(page, bring.get_by_label("Text:"), (EXAMPLE / ARTICLES[outlet][0]).read_text(encoding="utf-8"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(bring.get_by_role("cell", name=outlet, exact=True)).to_be_visible()
        expect(bring.get_by_label("Outlet:")).to_have_value("")
    clean = workshop.cell("clean(event)")
    pressed(page, clean.get_by_label("Take out: “(Reporting by", exact=False), "Space")
    expect(clean).to_contain_text("1 of 2 suspect places taken out.")

    names = workshop.cell("candidates(event)")
    typed(page, names.get_by_label("Another word, or several"), "blockaders")
    page.keyboard.press("Tab")
    pressed(page, names.get_by_role("button", name="Write it down"))
    expect(workshop.cell("labels(event)")).to_contain_text("blockaders 4")

    review = workshop.cell("review(event)")
    keep = review.get_by_role("button", name="Keep", exact=True)
    keep.focus()
    for looked_at in (1, 2, 3):
        page.keyboard.press("Enter")
        expect(review).to_contain_text(f"{looked_at} of")
    expect(keep).to_be_focused()

    groups = workshop.cell("groups(event)")
    typed(
        page, groups.get_by_label("The fact, in a line that takes no side:"), "The ministry gave the permit in March."
    )
    typed(page, groups.get_by_label("Topic:"), "the permit")
    page.keyboard.press("Tab")
    pressed(page, groups.get_by_role("button", name="Add this fact"))
    expect(workshop.cell("views.who_has_what").get_by_role("img")).to_be_visible()

    conclusions = workshop.cell("conclusions(event)")
    typed(page, conclusions.get_by_label("Sentence 1:"), "One article names them by what they stop.")
    page.keyboard.press("Tab")
    pressed(page, workshop.cell("report(event)").get_by_role("button", name="Make the report"))
    expect(workshop.cell("report(event)")).to_contain_text("One article names them by what they stop.")
    expect(workshop.cell("keep_event(event)").get_by_role("link").first).to_be_visible()
