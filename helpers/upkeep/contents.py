"""The tables that list the chapters, in the README and in chapter 00: their rows follow the notebooks."""

import re

import nbformat

from helpers.upkeep.chapters import write_whole
from helpers.upkeep.running import RefreshError, read_notebook

HEAD = re.compile(r"# (.+)\n\n\*\*(.+\?)\*\*\n(?:.*\n)*?⏱ (\d+) min")
ANY_ROW = re.compile(r"^\| \[\d\d · ", re.MULTILINE)


def list_chapters(paths):
    """Bring the rows of these notebooks in step with their titles, questions and minutes; those of instructors have none.

    A sentence for each table that lacks the row of one of them.
    """
    paths = [path for path in paths if path.name[:2].isdigit()]
    if not paths:
        return []
    readme, start = paths[0].parent.parent / "README.md", min(paths[0].parent.glob("00_*.ipynb"), default=None)
    missing = []
    if readme.is_file():
        text, missing = in_step(readme.read_text(encoding="utf-8"), paths, "README.md", "notebooks/")
        write_whole(readme, text)
    if start:
        try:
            notebook = read_notebook(start)
        except RefreshError as error:
            return [*missing, f"{start.name}, {error}"]
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source, more = in_step(cell.source, paths, start.name)
                missing += more
        write_whole(start, nbformat.writes(notebook) + "\n")
    return missing


def in_step(text, paths, name, folder=""):
    """A text with the rows of these notebooks as they are to be, and a sentence for each that its table lacks."""
    missing = []
    for path in paths if ANY_ROW.search(text) else ():
        if head := HEAD.match(read_notebook(path).cells[0].source):
            title, question, minutes = head.groups()
            row = f"| [{path.name[:2]} · {title}]({folder}{path.name}) | {question} | {minutes} |"
            text, found = re.subn(
                rf"^\| \[.*\]\({re.escape(folder + path.name)}\) \|.*$", lambda _: row, text, flags=re.M
            )
            missing += [f"{name} does not list {path.name}; add the row {row}"] * (not found)
    return text, missing
