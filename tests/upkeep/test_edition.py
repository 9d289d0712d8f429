"""The pages of the reading edition: what is made of each file, before Sphinx sees it."""

import calendar
import re
import runpy
from pathlib import Path

import pytest

from helpers.upkeep import address, edition, site
from helpers.upkeep.chapters import chapters
from helpers.upkeep.running import RefreshError, read_notebook
from tests import ROOT

GLOSSARY = "# Glossary\n\n## run\nA run.\n\n## label\nA [run](#run) of names.\n\n## direct, mixed\nKinds.\n"
PATH = Path("notebooks/02_naming.ipynb")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LAUNCHED = re.sub(
    r"^\[binder\]: .*$",
    f"[binder]: {address.button(address.repository('https://github.com/me/my'), 'v1')}",
    README,
    flags=re.M,
)
# As prose cites: "(Entman 1993, p. 52)", "van Leeuwen (1996)".
CITED = re.compile(
    rf"\b(?!{'|'.join(filter(None, calendar.month_name))})([A-Z]\w+)(?: and others| et al\.)?,? \(?((?:19|20)\d\d)(?=[,;)])"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    site.write_pages(folder)
    return folder


def test_a_word_becomes_a_link_where_a_page_first_uses_it_and_the_glossary_says_where():
    words = edition.Words(GLOSSARY)
    linked = words.linked('## A label\n\nOur labels, a label, "a label" and `label`; run it, a *run*.', PATH)
    assert linked == (
        '## A label\n\nOur [labels](/notebooks/glossary.md#label), a label, "a label" and `label`; run it, '
        "a [*run*](/notebooks/glossary.md#run)."
    )
    assert words.linked("A label, once more, in *mixed* speech.", PATH) == (
        "A label, once more, in [*mixed*](/notebooks/glossary.md#direct-mixed) speech."
    )
    assert words.linked("See [it](glossary.md#Label), a label.", Path("notebooks/03_x.ipynb")) == (
        "See [it](glossary.md#label), a label."
    )
    assert words.page() == (
        "# Glossary\n\n## run\nA run.\n\n*Used in chapter* [02](/notebooks/02_naming.ipynb)\n\n## label\nA [run](#run) of names."
        "\n\n*Used in chapter* [02](/notebooks/02_naming.ipynb) · [03](/notebooks/03_x.ipynb)\n\n## direct, mixed\nKinds.\n\n"
        "*Used in chapter* [02](/notebooks/02_naming.ipynb)\n\n"
    )


def test_every_word_that_a_chapter_sets_off_is_a_link(pages):
    words = edition.Words((ROOT / edition.GLOSSARY).read_text(encoding="utf-8"))
    for path in chapters():
        page = read_notebook(pages / "notebooks" / path.name)
        prose = "\n".join(cell.source for cell in page.cells[:-1] if cell.cell_type == "markdown")
        anchors = set(re.findall(r"glossary\.md#([\w-]+)", prose))
        set_off = {word.lower() for word in re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", prose)}
        assert {word for word in set_off & words.anchors.keys() if words.anchors[word] not in anchors} == set()


def test_the_guide_has_the_answers_only_where_they_are_asked_for():
    text = (ROOT / "notebooks/instructor/guide.md").read_text(encoding="utf-8")
    without, with_keys = edition.guide(text, False), edition.guide(text, True)
    assert "What students get wrong" in with_keys and "What students get wrong" not in without
    assert len(re.findall(r"^\*\*Watch out for", without, re.M)) == len(re.findall(r"^\*\*Watch out for", text, re.M))
    assert "<!--" not in without + with_keys


def test_a_chapter_leads_to_where_it_can_be_used(monkeypatch):
    assert address.launch(PATH, README) == ("" if address.opened_by(README) is None else address.launch(PATH, README))
    where = "https://mybinder.org/v2/gh/me/my/v1?urlpath=lab/tree/notebooks/02_naming.ipynb"
    assert address.launch(PATH, LAUNCHED) == where
    assert f"[Launch it to use them]({where})" in edition.with_note("# T\n\n⏱ 5 min\n\nMore", PATH, LAUNCHED)
    blank = edition.with_note("# T\n\n⏱ 5 min\n\nMore", PATH, f"[binder]: {address.BLANK}\n")
    assert "[Start the course](/README.md#start)" in blank and blank.startswith("# T\n\n⏱ 5 min\n\n:::{note}")
    conf = runpy.run_path(str(ROOT / "site/conf.py"))
    conf["launch_button"].__globals__["README"] = LAUNCHED
    context = {"header_buttons": []}
    for page in ("notebooks/02_naming", "notebooks/glossary"):
        conf["launch_button"](None, page, "", context, None)
    assert [button["url"] for button in context["header_buttons"]] == [where]


def test_the_front_page_is_for_readers_and_the_rest_of_the_readme_is_not_lost():
    front, rest = edition.front(README)
    assert "badge" not in front and "## Chapters" in front and "## Start" not in front
    headings = re.findall(r"^## .+$", README, re.M)
    assert sorted(re.findall(r"^## .+$", front + rest, re.M)) == sorted(headings)
    assert f"[Launch the course]({address.launch(address.START, LAUNCHED)})" in edition.front(LAUNCHED)[0]


def test_every_citation_has_its_reference_and_every_reference_an_address(pages):
    references = (pages / "references.md").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    assert [line for line in references if not re.search(r"<https?://\S+>", line)] == []
    for path in chapters():
        last = read_notebook(path).cells[-1].source
        listed = [line for line in last.split("\n\n")[2:] if re.match(r"\S[^|\n]* \((?:\d{4}|n\.d\.)", line)]
        assert [line for line in listed if line not in references] == [], path.name
    known = "\n".join(references)
    prose = [ROOT / edition.GLOSSARY, ROOT / "seeds/codebook.md"]
    texts = [path.read_text(encoding="utf-8") for path in prose]
    texts += ["\n".join(cell.source for cell in read_notebook(path).cells[:-1]) for path in chapters()]
    missing = {
        (name, year)
        for text in texts
        for name, year in CITED.findall(text)
        if not re.search(rf"{name}.*\({year}", known)
    }
    assert missing == set()


def test_the_reference_of_the_rooms_names_what_they_offer(pages):
    naming = (pages / "api/analyses.md").read_text(encoding="utf-8")
    assert "### rates\n\n```python\nrates(corpus, found, by=None)\n```\n\n" in naming
    assert "### _mentions" not in naming
    assert "## naming" in naming and "\n## sourcing" in naming


def test_the_command_says_where_the_site_is_or_why_there_is_none(tmp_path, monkeypatch, capsys):
    (tmp_path / "index.html").write_text("x")
    monkeypatch.setattr(site, "build", lambda keys: (tmp_path, "a warning\n") if keys else (None, "no theme\n"))
    assert site.main(["--keys"]) == 0
    assert capsys.readouterr().out.startswith(f"a warning\nWritten: {tmp_path / 'index.html'}, 0 MB in all.")
    assert site.main([]) == "site: Sphinx failed; the lines above say why."
    assert capsys.readouterr().out == "no theme\n"
    assert site.main(["02"]) == "site: there is no option 02; there is --keys."

    def broken(keys):
        raise RefreshError("two versions stand in it")

    monkeypatch.setattr(site, "build", broken)
    assert site.main([]) == "site: two versions stand in it"


def test_where_sphinx_fails_the_site_that_was_there_is_still_there(tmp_path, monkeypatch):
    (tmp_path / "html").mkdir()
    (tmp_path / "html/index.html").write_text("as it was")
    monkeypatch.setattr(site, "write_pages", lambda folder, keys: folder.mkdir())
    monkeypatch.setattr(site, "SITE", tmp_path)
    html, said = site.build(folder=tmp_path)
    assert html is None and "conf.py" in said
    assert (tmp_path / "html/index.html").read_text() == "as it was"
