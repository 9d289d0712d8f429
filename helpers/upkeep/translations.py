"""Chapters in other languages: notebooks/de/00_start_here.md has paragraphs of chapter 00 in German.

Above each stands, in a comment, the English paragraph that it translates. A paragraph whose English is another one by now
is told by `claims`, and not shown. Claims stay with the English: both paragraphs must have the same numbers.
"""

import copy
import re
from difflib import get_close_matches
from typing import NamedTuple

import nbformat

from helpers.upkeep.claim_cells import CLAIM

PAIR = re.compile(r"<!--(?P<english>.*?)-->\n(?P<other>.*?)(?=\n<!--|\Z)", re.DOTALL)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORDS_SHOWN = 6


class Paragraph(NamedTuple):
    """A paragraph in another language, the English one that it translates, and the line on which it begins."""

    line: int
    english: str
    other: str


def translations(path):
    """The files with the translations of the notebook at `path`, one a language."""
    return sorted(path.parent.glob(f"[a-z][a-z]/{path.stem}.md"))


def paragraphs(text):
    """The paragraphs of a translation's text, in order."""
    return [
        Paragraph(text.count("\n", 0, found.start("other")) + 1, _line(found["english"]), found["other"].strip())
        for found in PAIR.finditer(text)
    ]


def outdated(path, notebook):
    """A sentence for each paragraph, in each translation of the notebook, whose English is another one by now."""
    english = [_line(part) for cell in notebook.cells if cell.cell_type == "markdown" for part in _parts(cell.source)]
    for file in translations(path):
        for each in paragraphs(file.read_text(encoding="utf-8")):
            place = (
                f"{file.parent.name}/{file.name}, line {each.line}, “{' '.join(each.other.split()[:WORDS_SHOWN])} …”"
            )
            if each.english not in english:
                now = get_close_matches(each.english, english, 1)
                yield f"{place}: the English is no longer what stands above it" + (
                    f"; it is now “{now[0]}”" if now else ""
                )
            elif sorted(NUMBER.findall(each.english)) != sorted(NUMBER.findall(each.other)):
                yield f"{place}: the numbers are others than in the English"


def translated(notebook, text):
    """A copy of a notebook with the sections that a translation's text has, below what stands at its beginning."""
    page, of = copy.deepcopy(notebook), {each.english: each.other for each in paragraphs(text)}
    sections = [[]]
    for cell in page.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    page.cells = [nbformat.v4.new_markdown_cell(PAIR.split(text)[0].strip(), id="beginning")]
    for section in sections:
        parts = [part for cell in section if cell.cell_type == "markdown" for part in _parts(cell.source)]
        if any(_line(part) in of for part in parts):
            page.cells += section
    for cell in page.cells:
        if cell.cell_type == "markdown":
            cell.source = "\n\n".join(of.get(_line(part), part) for part in _parts(cell.source))
    return page


def _parts(source):
    """The paragraphs of a cell, without its claims."""
    return re.split(r"\n\s*\n", CLAIM.sub("", source).strip())


def _line(text):
    return " ".join(text.split())
