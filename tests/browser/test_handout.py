"""Handouts as the PDF that Chromium prints of them: two sides of either paper, and nothing cut off."""

import re

import pytest

from helpers.corpus import load_corpus
from helpers.upkeep import handout
from tests.browser.driver import find_browser, new_page
from tests.notebooks import NOTEBOOKS

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this machine")
# Between the margins, in CSS pixels, of which an inch has 96.
PAPERS = {"A4": round((210 - 20) / 25.4 * 96), "Letter": round((215.9 - 20) / 25.4 * 96)}
NINE_POINTS = 12
CUT_OFF = """width => [...document.querySelectorAll('body *')].filter(
    node => node.getBoundingClientRect().right > width + 1).map(node => node.textContent.slice(0, 60))"""
SMALL = """least => [...document.querySelectorAll('body *:not(sup):not(sup *)')].filter(
    node => parseFloat(getComputedStyle(node).fontSize) < least - 0.01).map(node => node.textContent.slice(0, 60))"""
# How wide the alphabet is, in ems: 11.9 in Times and its like, 14.8 in what a bare Debian takes instead.
ALPHABET = """() => {
    const word = document.createElement('span');
    word.textContent = 'abcdefghijklmnopqrstuvwxyz';
    document.querySelector('p, li').append(word);
    return word.getBoundingClientRect().width / parseFloat(getComputedStyle(word).fontSize);
}"""
LIKE_TIMES = 12.5
COLOURED = """() => [...document.querySelectorAll('body *')].filter(node => {
    const {color, backgroundColor} = getComputedStyle(node);
    return color !== 'rgb(0, 0, 0)' || backgroundColor !== 'rgba(0, 0, 0, 0)'}).map(node => node.outerHTML.slice(0, 60))"""


@pytest.fixture(scope="module")
def sheet(browser):
    with new_page(browser) as page:
        page.emulate_media(media="print")
        yield page


def printed(sheet, html, count=True):
    """How many pages a page has on each paper, if they are to be counted, and what is wrong with how it looks there."""
    sides, wrong = {}, []
    sheet.set_content(html)
    for paper, width in PAPERS.items():
        sheet.set_viewport_size({"width": width, "height": 1000})
        wrong += sheet.evaluate(CUT_OFF, width) + sheet.evaluate(SMALL, NINE_POINTS) + sheet.evaluate(COLOURED)
        if count:
            sides[paper] = len(re.findall(rb"/Type\s*/Page\b", sheet.pdf(format=paper)))
    return sides, wrong


def test_a_chapter_stands_on_two_sides_and_an_article_on_one(sheet):
    sheet.set_content(handout._page("T", "<p></p>"))
    if sheet.evaluate(ALPHABET) > LIKE_TIMES:
        pytest.skip("no Times nor a font of its width on this machine, such as Liberation Serif")
    corpus = load_corpus()
    for path in NOTEBOOKS:
        sides, wrong = printed(sheet, handout.handout(path, corpus))
        assert max(sides.values()) <= 2 and wrong == [], path.name
        assert printed(sheet, handout.handout(path, corpus, keys=True), count=False)[1] == [], path.name
    sides, wrong = printed(sheet, handout.articles(corpus))
    assert sides == dict.fromkeys(PAPERS, len(corpus.articles)) and wrong == []


def test_these_tests_see_what_is_too_long_too_wide_too_small_or_coloured(sheet):
    html = handout._page("T", "<p>word</p>" * 200 + '<p style="width:900px">wide</p>')
    sides, wrong = printed(sheet, html)
    assert min(sides.values()) > 2 and wrong == ["wide", "wide"]
    plain = '<p style="font-size:8pt">small</p><p style="color:red">red</p>'
    assert printed(sheet, plain)[1] == 2 * ["small", '<p style="color:red">red</p>']
