"""python -m helpers.upkeep.slides chapter: a chapter as slides for the projector: its questions, charts and exercises.

Each is a cell of the notebook, alone on a slide. A cell whose slide type is Skip in JupyterLab's property inspector is left
out, and one whose type is Slide is taken in; nothing is kept but in the notebook. Arrow keys turn the page.
"""

import re
import sys

from helpers import ROOT
from helpers.show.pages import safe
from helpers.upkeep.chapters import NoSuchChapter, chapters, write_pages
from helpers.upkeep.claim_cells import CLAIM
from helpers.upkeep.contents import HEAD
from helpers.upkeep.handout import MARKDOWN
from helpers.upkeep.running import RefreshError, read_notebook
from helpers.upkeep.sections import section

SLIDES = ROOT / "slides"
TALK = "Talk about it"
MINUTES_OF_SECTION = re.compile(r"^(#+ .+?)(?: · \d+ min)?$", re.MULTILINE)
OPTIONS = re.compile(r"\A(?:<p>– [^<]*</p>)+")
QUESTION = re.compile(r"^- (.+)$", re.MULTILINE)
# As many letters as a slide holds in the largest of its three sizes, and in the middle one.
FEW, SOME = 220, 480
STYLE = """
* { box-sizing: border-box }
:root { color-scheme: light; scroll-snap-type: y mandatory; scroll-behavior: auto }
body { margin: 0; background: #fff; color: #111; font: 4.4vh/1.3 system-ui, "Liberation Sans", sans-serif }
section { height: 100vh; padding: 4vh 5vw 8vh; scroll-snap-align: start; overflow: hidden; position: relative;
  display: flex; flex-direction: column; justify-content: center }
section.some { font-size: 3.9vh } section.much { font-size: 3.3vh }
h1 { font-size: 8vh; margin: 0 0 3vh } h2 { font-size: 5vh; margin: 0 0 2vh }
p, ul, ol { margin: 0 0 2vh } ul { padding-left: 1.2em }
figure { margin: 0 !important; flex: 1; min-height: 0; display: flex }
img { width: 100% !important; height: 100% !important; object-fit: contain }
table { font-size: inherit !important }
footer { position: absolute; bottom: 2vh; left: 5vw; right: 5vw; font-size: 2.6vh; color: #555 }
"""
KEYS = """
addEventListener("keydown", event => {
  const step = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1}[event.key];
  if (!step) return;
  event.preventDefault();
  scrollTo(0, (Math.round(scrollY / innerHeight) + step) * innerHeight);
});
"""


def slides(path):
    """A chapter as a page of HTML, a slide a screen. Raises RefreshError where the notebook is broken."""
    notebook = read_notebook(path)
    title, question, _ = HEAD.match(notebook.cells[0].source).groups()
    shown = [f"<h1>{safe(title)}</h1><p><b>{safe(question)}</b></p>"]
    prose = []
    for cell, after in zip(notebook.cells, [*notebook.cells[1:], None]):
        if cell.cell_type == "markdown":
            prose.append(cell.source)
        shown += _shown(cell, after, section(prose))
    foot = f"<footer>{path.name[:2]} · {safe(title)}</footer>"
    body = "".join(f'<section class="{_size(slide)}">{slide}{foot}</section>' for slide in shown)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{safe(title)}</title><style>{STYLE}</style></head>'
        f"<body><main>{body}</main><script>{KEYS}</script></body></html>\n"
    )


def _shown(cell, after, heading):
    """The slides that a cell makes, mostly none. after: the cell behind it, which has the options of an exercise."""
    kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
    if kind == "skip":
        return []
    if cell.cell_type == "markdown":
        if "exercise" in cell.metadata:
            return [_html(cell.source) + _options(after)]
        return [_html(cell.source)] if kind == "slide" else list(_to_talk_about(cell.source))
    html = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
    # A widget's picture stands still, and the chart before it mostly shows the same.
    if kind == "slide" or html.startswith("<figure"):
        return [f"<h2>{safe(heading)}</h2>{html}"]
    return []


def _to_talk_about(source):
    """A slide for each question of the part that is talked about."""
    _, found, rest = source.partition(f"## {TALK}\n")
    questions = QUESTION.findall(re.split(r"^#", rest, flags=re.MULTILINE)[0]) if found else []
    return (f"<h2>{TALK}</h2>{_html(each)}" for each in questions)


def _html(markdown):
    """Markdown as HTML, headings a level up, without claims and links."""
    bare = MINUTES_OF_SECTION.sub(r"\1", CLAIM.sub("", markdown)).replace("### ", "## ")
    return re.sub(r"</?a\b[^>]*>", "", MARKDOWN(bare))


def _options(cell):
    """What there is to choose from in a choice, as a list."""
    html = "".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])) if cell else ""
    found = OPTIONS.match(html)
    return f"<ul>{found[0].replace('<p>– ', '<li>').replace('</p>', '</li>')}</ul>" if found else ""


def _size(slide):
    letters = len(re.sub(r"<[^>]+>", "", slide))
    return "few" if letters <= FEW else "some" if letters <= SOME else "much"


def main(names):
    try:
        made = {path.stem: slides(path) for path in chapters(names)}
    except (NoSuchChapter, RefreshError) as error:
        return f"slides: {error}"
    write_pages(SLIDES, made, "Open it in a browser, press F11, and turn the page with the arrow keys.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
