"""Translations: which of their paragraphs are out of date, and what a page in another language shows."""

import nbformat
import pytest

from helpers.upkeep import claims
from helpers.upkeep.chapters import NOTEBOOKS
from helpers.upkeep.running import read_notebook
from helpers.upkeep.translations import outdated, paragraphs, translated, translations

START = NOTEBOOKS / "00_start_here.ipynb"
TEXT = "# Anfang\n\n<!-- ## How many · 1 min -->\n## Wie viele · 1 Min.\n\n<!-- There are 5 of\nthem. -->\nEs sind 5.\n"


@pytest.fixture
def chapter(tmp_path):
    """A chapter of two sections, of which one is in German as well."""
    cells = [
        "# Title",
        "## Before\n\nNothing.",
        "## How many · 1 min",
        "There are 5 of them. <!-- claim: n == 5 -->\n\nMore.",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell) for cell in cells])
    notebook.cells.insert(3, nbformat.v4.new_code_cell("n = 5"))
    (tmp_path / "de").mkdir()
    (tmp_path / "de/01_x.md").write_text(TEXT, encoding="utf-8")
    return tmp_path / "01_x.ipynb", notebook


def test_a_translation_is_read_with_its_english_and_its_lines(chapter):
    assert translations(chapter[0]) == [chapter[0].parent / "de/01_x.md"]
    assert paragraphs(TEXT) == [
        (4, "## How many · 1 min", "## Wie viele · 1 Min."),
        (8, "There are 5 of them.", "Es sind 5."),
    ]


def test_a_paragraph_whose_english_has_changed_is_told_with_what_it_says_now(chapter):
    path, notebook = chapter
    assert list(outdated(path, notebook)) == []
    notebook.cells[-1].source = "There are 6 of them. <!-- claim: n == 6 -->\n\nMore."
    (told,) = outdated(path, notebook)
    assert told == (
        "de/01_x.md, line 8, “Es sind 5. …”: the English is no longer what stands above it; it is now “There are 6 of them.”"
    )


def test_another_claim_alone_is_no_change_and_another_number_is_told(chapter):
    path, notebook = chapter
    notebook.cells[-1].source = "There are 5 of them. <!-- claim: len(corpus.articles) == 5 -->\n\nMore."
    assert list(outdated(path, notebook)) == []
    (path.parent / "de/01_x.md").write_text(TEXT.replace("sind 5", "sind 6"), encoding="utf-8")
    assert list(outdated(path, notebook)) == [
        "de/01_x.md, line 8, “Es sind 6. …”: the numbers are others than in the English"
    ]


def test_a_page_has_the_sections_that_are_translated_and_english_where_the_german_is_out_of_date(chapter):
    shown = [cell.source for cell in translated(chapter[1], TEXT).cells]
    assert shown == ["# Anfang", "## Wie viele · 1 Min.", "n = 5", "Es sind 5.\n\nMore."]
    chapter[1].cells[-1].source = "There are 6 of them."
    assert translated(chapter[1], TEXT).cells[-1].source == "There are 6 of them."


def test_one_section_of_chapter_00_stands_in_german_with_its_table():
    (file,) = translations(START)
    page = translated(read_notebook(START), file.read_text(encoding="utf-8"))
    assert [cell.cell_type for cell in page.cells] == ["markdown", "markdown", "code", "markdown"]
    assert page.cells[1].source.startswith("## Was hier täuschen kann")
    assert "South Front enthält 358 Wörter" in page.cells[3].source


def test_claims_says_which_paragraphs_have_changed_and_does_not_fail_for_it(chapter, monkeypatch, capsys):
    path, notebook = chapter
    notebook.cells[-1].source = "There are 6 of them."
    nbformat.write(notebook, path)
    monkeypatch.setattr(claims, "notebooks", lambda names: [path])
    monkeypatch.setattr(claims, "no_longer_true", lambda *_: [])
    assert claims.main([]) == 0
    assert "  note: de/01_x.md, line 8, " in capsys.readouterr().out
