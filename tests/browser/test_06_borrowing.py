"""Chapter 06 in a real browser: two articles side by side, how long a run must be, one sentence in five wordings."""

from playwright.sync_api import expect

from tests.browser.driver import RESULT

# JupyterLab lays a page out anew after its window has changed, and all moves until it has.
STAND = """([output, names, beside]) => {
    const bold = [...output.querySelectorAll('b')];
    const [one, other] = names.map(name => bold.find(node => node.textContent.includes(name)).getBoundingClientRect());
    return beside ? one.y === other.y && one.x !== other.x : one.y !== other.y && one.x === other.x;
}"""


def test_articles_stand_side_by_side_where_there_is_room_and_else_one_under_the_other(stored, page):
    twin = stored.outputs("widgets.side_by_side").locator(".jp-OutputArea-output").element_handle()
    for width, beside in [(1280, True), (560, False)]:
        page.set_viewport_size({**page.viewport_size, "width": width})
        page.wait_for_function(STAND, arg=[twin, ["South Front", "Reuters"], beside])


def test_two_articles_side_by_side_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.side_by_side")
    shown = cell.locator(RESULT)
    expect(shown).to_contain_text("5 runs of 5 words or more.")
    expect(shown.get_by_text("r1", exact=True)).to_have_count(2)
    cell.get_by_label("Article:").select_option("JerusalemOnline")
    expect(shown).to_contain_text("1 run of 5 words or more.")
    cell.get_by_label("Article:").focus()
    page.keyboard.press("End")
    expect(shown).to_have_text("Choose two articles.")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(shown).to_contain_text("2 runs of 5 words or more.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("2 runs of 6 words or more.")
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_text("0 runs of 7 words or more.")


def test_the_length_of_a_run_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.runs(corpus)")
    shown, slider = cell.locator(RESULT), cell.get_by_label("Words that a run must have:")
    expect(shown).to_contain_text("Runs of 5 words or more: 11.")
    slider.click(position={"x": 3, "y": 5})
    expect(shown).to_contain_text("296 runs; the first 12 are shown.")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(cell.locator("output")).to_have_text("3")
    expect(shown).to_contain_text("Runs of 3 words or more: 76.")


def test_one_sentence_and_its_wordings_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.wordings")
    shown, sentences = cell.locator(RESULT), cell.get_by_label("Sentence:")
    expect(shown).to_contain_text("southfront, score 0.71")
    sentences.select_option(index=1)
    expect(shown).to_contain_text("nhumanitarian corridor")
    cell.get_by_label("Article:").focus()
    page.keyboard.press("Home")
    expect(shown).to_contain_text("Russia says it has offered anti-Damascus militants")
    page.keyboard.press("Tab")
    expect(sentences).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("Major-General Yuri Yevtushenko, head of")
