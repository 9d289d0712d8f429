"""The reading edition as a reader has it, built once for all tests: its pages, its links, its looks, its search."""

import functools
import os
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest

from helpers.upkeep import site as command
from helpers.upkeep.chapters import chapters
from tests import ROOT
from tests.browser.driver import axe, console_errors, new_page
from tests.notebooks import code, head, html_of, read

SECONDS, MEGABYTES = 30, 15
PHONE = 360
CONTENT = "article.bd-article"
# One page of each kind: to look at a long one takes seconds, and outputs are looked at in JupyterLab, all of them.
LOOKED_AT = {
    "light": ["notebooks/08_agreement", "notebooks/instructor/guide", "api/corpus"],
    "dark": ["index", "notebooks/05_agency", "notebooks/glossary"],
}
CHAPTERS = [path.stem for path in chapters()]
ADDRESS = re.compile(r'\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]*)"')
LOADED = re.compile(r'<(?:script|img|iframe|link(?! rel="canonical"))\b[^>]*?(?:src|href)="((?:https?:)?//[^"]*)"')
# What reaches beyond the window, and cannot be moved into it.
CUT_OFF = """() => [...document.querySelectorAll('article *:not(.headerlink)')].filter(node => {
    for (let box = node; box.matches('article *'); box = box.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) node = box;
    return node.getBoundingClientRect().right > innerWidth + 1;
}).map(node => node.outerHTML.slice(0, 90))"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the site, what Sphinx had to say, and the seconds of a processor that it took."""
    before = os.times()
    html, said = command.build(folder=tmp_path_factory.mktemp("site"))
    after = os.times()
    spent = sum(
        getattr(after, name) - getattr(before, name) for name in ("user", "system", "children_user", "children_system")
    )
    return html, said, spent


@pytest.fixture(scope="module")
def pages(built):
    """The text of every page, by its path in the site."""
    return {
        file.relative_to(built[0]).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(built[0].rglob("*.html"))
        if "_static" not in file.parts
    }


@pytest.fixture(scope="module")
def address(built):
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=built[0])) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_is_built_quickly_without_a_warning_and_is_small(built):
    html, said, spent = built
    assert said == "" and spent < SECONDS
    assert sum(file.stat().st_size for file in html.rglob("*") if file.is_file()) < MEGABYTES * 1_000_000


def test_every_link_inside_the_site_leads_somewhere(built, pages):
    anchors = {name: {"", *ANCHOR.findall(text)} for name, text in pages.items()}
    astray = []
    for name, text in pages.items():
        for link in {link for link in ADDRESS.findall(text) if not urlsplit(link).scheme}:
            path, _, anchor = unquote(link).partition("#")
            path = path.partition("?")[0]
            there = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            if not (built[0] / there).is_file() or anchor not in anchors.get(there, {anchor}):
                astray.append(f"{name}: {link}")
    assert astray == []


def test_no_page_loads_anything_from_elsewhere(pages):
    assert {name: found for name, text in pages.items() if (found := LOADED.findall(text))} == {}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_all_there_and_stands_still(name, pages):
    text, notebook = pages[f"notebooks/{name}.html"], read(ROOT / "notebooks" / f"{name}.ipynb")
    title, question, minutes = head(notebook)
    assert title in re.sub(r"<[^>]+>", "", text) and f"⏱ {minutes} min" in text
    assert text.count("This is an edition to read.") == 1
    for only_with_a_kernel in (
        "Run this cell to",
        "Not tried yet",
        "Take your answers with you",
        "answers are kept on this disk",
        "claim:",
    ):
        assert only_with_a_kernel not in text
    outputs = [html_of(cell.outputs) for cell in code(notebook)]
    alts = [alt for html in outputs for alt in re.findall(r'alt="([^"]+)"', html)]
    assert [alt for alt in alts if alt not in text] == []
    assert text.count("<summary>Solution</summary>") == sum(
        html.count("<summary>Solution</summary>") for html in outputs
    )
    shown = [cell for cell in code(notebook) if "exercise" not in cell.metadata and "answers(" not in cell.source]
    assert text.count('class="admonition hide above-input"') == len(shown)


def test_the_chapters_follow_one_another(pages):
    for one, other in zip(CHAPTERS, CHAPTERS[1:]):
        assert f'href="{other}.html"\n       title="next page"' in pages[f"notebooks/{one}.html"]
        assert f'href="{one}.html"\n       title="previous page"' in pages[f"notebooks/{other}.html"]


def test_the_margin_says_how_long_each_chapter_takes(pages):
    for path in chapters():
        title, _, minutes = head(read(path))
        assert f"{path.name[:2]} · {title} · {minutes} min" in pages["index.html"].replace("’", "'")


def test_every_page_comes_from_here_alone_and_fits_a_phone(browser, address, pages):
    with new_page(browser, width=PHONE, height=700) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for name in pages:
            page.goto(f"{address}/{name}")
            assert console_errors(page) == [] and page.evaluate(CUT_OFF) == [], name
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []


@pytest.mark.parametrize("theme, names", LOOKED_AT.items())
def test_the_content_is_accessible(theme, names, browser, address):
    with new_page(browser, theme) as page:
        for name in names:
            page.goto(f"{address}/{name}.html")
            assert page.evaluate("document.documentElement.dataset.theme") == theme
            assert axe(page, CONTENT) == [], name


def test_what_is_searched_for_is_found(browser, address):
    with new_page(browser) as page:
        page.goto(f"{address}/search.html?q=concordance")
        for title in ("Glossary", "Militants, rebels, terrorists"):
            page.locator("#search-results li a", has_text=title).first.wait_for()
