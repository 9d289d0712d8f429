"""Chapter 05 in a real browser: an actor named, an actor taken out, and the acts about a topic."""

import re

from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_its_twins_before_it_is_run(stored):
    expect(stored.cell("widgets.name_the_actor")).to_contain_text("Choose an actor, and read it again.")
    expect(stored.cell("widgets.same_acts")).to_contain_text("no actor: killed, injured")
    expect(stored.outputs("charts.actors").locator("img")).to_have_attribute("alt", re.compile("Russia on fighters 3"))


def test_an_actor_is_named_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.name_the_actor")
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


def test_an_actor_is_taken_out_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.other_way_round")
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


def test_the_acts_about_a_topic_by_mouse_and_by_keyboard(chapter):
    cell = chapter.untouched("widgets.same_acts")
    topic = cell.get_by_label("Topic:")
    topic.select_option("aid")
    expect(cell.locator(RESULT)).to_contain_text("southfront: no such act.")
    topic.press("ArrowUp")
    expect(cell.locator(RESULT)).to_contain_text("Rebel")
