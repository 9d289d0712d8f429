"""The notebooks as the tests see them: which there are, and what stands where in one."""

import re

import nbformat

from tests import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
MINUTES = re.compile(r" · (\d+) min$")


def read(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def html_of(outputs):
    """The HTML of the outputs of a cell, one after the other."""
    return "".join(output.get("data", {}).get("text/html", "") for output in outputs)


def prose(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def headings(notebook):
    """Level and text of each heading, in order."""
    return [
        (len(marks), text) for source in prose(notebook) for marks, text in re.findall(r"^(#+) (.+)$", source, re.M)
    ]


def head(notebook):
    """Title, question and minutes of a notebook, from its first cell."""
    first = notebook.cells[0].source
    title, question = re.match(r"# (.+)\n\n\*\*(.+\?)\*\*\n", first).groups()
    minutes = re.search(r"^⏱ (\d+) min · you need: .+ · no programming needed$", first, re.M)
    return title, question, int(minutes.group(1))


def part(notebook, title):
    """The text under the second-level heading `title`, as far as the next heading."""
    return re.search(rf"^## {re.escape(title)}\n(.*?)(?=^#|\Z)", "\n\n".join(prose(notebook)), re.M | re.S).group(1)
