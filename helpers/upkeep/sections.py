"""The sections of a notebook: under which heading something stands, and the minutes that add up to those of the chapter."""

import re

# The title and the headings of sections; those of exercises are a level lower.
HEADING = re.compile(r"^##? (.+?)(?: · (\d+) min)?$", re.MULTILINE)
MINUTES_OF_CHAPTER = re.compile(r"^⏱ \d+ min", re.MULTILINE)


def section(sources):
    """The last heading of a section in these markdown sources, or else the title, without its minutes; "" without any."""
    headings = [text for source in sources for text, _ in HEADING.findall(source)]
    return headings[-1] if headings else ""


def under(heading):
    """Where something stands, in words: the beginning of a sentence about it."""
    return f"under “{heading}”, " if heading else ""


def add_up(notebook):
    """Write the sum of the minutes in the headings into the line below the title, in place."""
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    minutes = [int(minutes) for cell in prose for _, minutes in HEADING.findall(cell.source) if minutes]
    if minutes:
        prose[0].source = MINUTES_OF_CHAPTER.sub(f"⏱ {sum(minutes)} min", prose[0].source, count=1)
