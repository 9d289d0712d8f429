"""Chapter 10 in a real browser: how many articles one reads, and what the corrected count is then."""

from playwright.sync_api import expect

from tests.browser.driver import RESULT


def test_a_sample_of_another_size_by_mouse_and_by_keyboard(chapter, page):
    cell = chapter.untouched("widgets.sample_read")
    shown, slider = cell.locator(RESULT), cell.get_by_label("Articles that are read:")
    picture = shown.get_by_role("img")
    before = picture.get_attribute("alt")
    assert before.startswith(
        "From the synthetic archive: as found 2,309, without an interval; corrected by its errors "
    )
    slider.click(position={"x": 3, "y": 5})
    expect(cell.locator("output")).not_to_have_text("75")
    few = cell.locator("output").inner_text()
    expect(picture).not_to_have_attribute("alt", before)
    slider.focus()
    page.keyboard.press("End")
    expect(cell.locator("output")).to_have_text("300")
    assert int(few) < 30
    expect(shown.get_by_role("rowheader", name="there, and found")).to_be_visible()
