"""The report as a file in a browser: accessible in both themes and on a phone, nothing cut off on paper, nothing that runs."""

import pytest

from helpers.show.report import report
from tests.browser.driver import OF_COLOURS, axe, new_page
from tests.corpora import OTHER_EVENT, SEEDS

PAPER = round((210 - 30) / 25.4 * 96)
CUT_OFF = """width => [...document.querySelectorAll('body *')].filter(
    node => node.getBoundingClientRect().right > width + 1).map(node => node.textContent.slice(0, 60))"""
# In the dark theme nothing but colours differs, on a phone nothing but what has to be scrolled.
LOOKS = [
    pytest.param("light", 1000, {}, id="light"),
    pytest.param("dark", 1000, {"runOnly": list(OF_COLOURS)}, id="dark"),
    pytest.param("light", 360, {"runOnly": ["scrollable-region-focusable", "target-size"]}, id="phone"),
]
ATTACK = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"


@pytest.fixture(scope="module", params=[OTHER_EVENT, SEEDS], ids=["other", "seeds"])
def file(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(report(request.param).document, encoding="utf-8")
    return file


@pytest.mark.parametrize("theme, width, rules", LOOKS)
def test_it_is_accessible_and_asks_nobody_for_anything(browser, file, theme, width, rules):
    with new_page(browser, theme=theme, width=width) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        assert axe(page, "html", **rules) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def test_nothing_is_cut_off_on_paper(browser, file):
    with new_page(browser, width=PAPER) as page:
        page.emulate_media(media="print")
        page.goto(file.as_uri())
        assert page.evaluate(CUT_OFF, PAPER) == []


def test_a_number_leads_to_its_places_and_a_place_to_its_sentence(browser, file):
    with new_page(browser) as page:
        page.goto(file.as_uri())
        page.locator('a[href^="#n"]').first.click()
        places = page.locator("section:target")
        assert places.locator("li").count() > 0
        places.locator("a").first.click()
        assert page.locator("li:target").count() == 1


def test_even_markup_that_got_in_would_not_run(browser, file, tmp_path):
    html = file.read_text(encoding="utf-8")
    attacked = tmp_path / "attacked.html"
    with new_page(browser) as page:
        for text, title in [(html, "Report on"), (html.replace("Content-Security-Policy", "x"), "ran")]:
            attacked.write_text(text.replace("<main>", f"<main>{ATTACK}"), encoding="utf-8")
            page.goto(attacked.as_uri())
            assert page.title().startswith(title)
