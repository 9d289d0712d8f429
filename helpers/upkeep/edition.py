"""The pages of the reading edition: the files of the course as Sphinx is to read them, each made from the one that is kept.

A page lies where its file lies, so that links go on leading where they led.
"""

import ast
import copy
import re
import textwrap

import nbformat

from course import START
from helpers import ROOT
from helpers import __doc__ as HOUSE
from helpers.upkeep.address import launch
from helpers.upkeep.contents import HEAD
from helpers.upkeep.guide import PART

README, GLOSSARY = "README.md", "notebooks/glossary.md"
COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
MINUTES = re.compile(r"^⏱.*$", re.MULTILINE)
TAKE_ALONG = re.compile(r"### Take your answers with you\n.*", re.DOTALL)
# What speaks to somebody who has a kernel, in a static twin and in an exercise that nobody has tried yet.
TO_RUN = re.compile(r"Run this cell to [^.<]*\. ?")
NOT_TRIED = re.compile(r"<p><b>○ Not tried yet\.</b>.*?</p>", re.DOTALL)
KEYS = re.compile(r"\*\*What students get wrong, and what to say then\.\*\*.*", re.DOTALL)

# The parts of README.md that are for readers; the others are for who uses, changes or carries on the course.
FRONT = ["Chapters", "Teach with it", "Where it ends", "Sources and their use", "Licence and citation"]
BADGE = re.compile(r"^\[!\[Launch on Binder\].*\n+", re.MULTILINE)

# Words that everybody uses: they are words of the course where they are set off, or a link already.
EVERYDAY = {"act", "content", "direct", "mixed", "own", "period", "quoted", "run", "word"}
# Where no word becomes a link: code, links, tags, headings, tables, what is bold, and what somebody is quoted with.
LEFT_ALONE = re.compile(
    r"""(`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<[^>\n]+>|^[#|⏱:].*$|\*\*[^*]+\*\*|"[^"]*"|“[^”]*”)""", re.MULTILINE
)
LINKED = re.compile(r"(?<=\]\(glossary\.md#)[\w-]+")
REFERENCE = re.compile(r"^\S[^\n]*? \((?:\d{4}[^)]*|n\.d\.)\)\. .+$", re.MULTILINE)


def chapter(notebook, path, words):
    """A notebook as a page: what its cells show, with their code folded, and nothing that only a kernel answers.

    path: where it lies in the course. words: the glossary, whose words become links.
    """
    page = copy.deepcopy(notebook)
    page.cells = [cell for cell in page.cells if not cell.source.startswith("answers(")]
    for cell in page.cells:
        if cell.cell_type == "markdown":
            cell.source = words.linked(TAKE_ALONG.sub("", COMMENT.sub("", cell.source)).strip(), path)
    set_up = next((cell for cell in page.cells if cell.cell_type == "code"), None)
    if set_up:
        set_up.outputs = []
    page.cells[0].source = with_note(page.cells[0].source, path, (ROOT / README).read_text(encoding="utf-8"))
    return part(page)


def part(notebook):
    """A copy of some cells of a notebook with their code folded, and their outputs as somebody sees them who cannot run it."""
    page = copy.deepcopy(notebook)
    for cell in page.cells:
        if cell.cell_type == "code":
            cell.metadata["tags"] = ["remove-input" if "exercise" in cell.metadata else "hide-input"]
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data = nbformat.from_dict({"text/html": _still(output.data["text/html"])})
    return page


def _still(html):
    """What a widget or an exercise shows to somebody who cannot use it."""
    bare = NOT_TRIED.sub("", html)
    twin = TO_RUN.sub("", bare)
    return bare if twin == bare else f'<div class="twin">{twin.replace("<p></p>", "")}</div>'


def with_note(first, path, readme):
    """A first cell with the one sentence that says what cannot be done here, below its minutes or at its end."""
    where = launch(path, readme)
    link = f"[Launch it to use them]({where})" if where else "[Start the course](/README.md#start) to use them"
    note = (
        ":::{note}\nThis is an edition to read. Menus, forms and checks, which have a dashed line beside them, stand still in "
        f"it. {link}.\n:::"
    )
    place = MINUTES.search(first)
    end = place.end() if place else len(first)
    return f"{first[:end]}\n\n{note}{first[end:]}"


class Words:
    """The words of a glossary: each becomes a link where a page first uses it, and is told which pages those are."""

    def __init__(self, glossary):
        self.glossary, self.uses = glossary, {}
        self.anchors = {}
        for heading in re.findall(r"^## (.+)$", glossary, re.MULTILINE):
            anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
            for word in heading.lower().split(", "):
                self.anchors |= {word: anchor, f"{word}s": anchor}
        longest = sorted(self.anchors, key=len, reverse=True)
        self._word = re.compile(rf"(?<![\w*-])(\*?)({'|'.join(map(re.escape, longest))})\1(?![\w*-])", re.IGNORECASE)

    def linked(self, source, path):
        """A cell or a page of markdown whose words of the glossary are links, each the first time on its page."""
        pages = self.uses.setdefault(path, set())
        # JupyterLab keeps a heading's capitals in its address, and a page has none.
        source = LINKED.sub(lambda anchor: anchor[0].lower(), source)
        pages.update(LINKED.findall(source))
        pieces = LEFT_ALONE.split(source)
        # A list of references begins the end of a chapter, and a title is a title.
        if not source.startswith("## Next"):
            pieces[::2] = [self._word.sub(lambda found: self._link(found, pages), piece) for piece in pieces[::2]]
        return "".join(pieces)

    def _link(self, found, seen):
        word = found[2].lower()
        if self.anchors[word] in seen or (word.removesuffix("s") in EVERYDAY and not found[1]):
            return found[0]
        seen.add(self.anchors[word])
        return f"[{found[0]}](/{GLOSSARY}#{self.anchors[word]})"

    def page(self):
        """The glossary, with the pages that use each word, which must have been linked before."""
        parts = re.split(r"^(?=## )", self.glossary, flags=re.MULTILINE)
        return parts[0] + "".join(self._with_uses(part) for part in parts[1:])

    def _with_uses(self, part):
        anchor = self.anchors[part[3:].partition("\n")[0].lower().partition(", ")[0]]
        uses = " · ".join(f"[{path.name[:2]}](/{path})" for path in sorted(self.uses) if anchor in self.uses[path])
        return f"{part.rstrip()}\n\n*Used in chapter* {uses}\n\n" if uses else f"{part.rstrip()}\n\n"


def guide(text, keys):
    """The guide for instructors; keys: with the answers to the exercises, and what to reply to the wrong ones."""
    if not keys:
        text = PART.sub(lambda part: KEYS.sub("", part[0]), text)
    return COMMENT.sub("", text)


def references(notebooks):
    """All that the notebooks cite, as a page: pairs of a path and a notebook go in."""
    cited = {line for _, notebook in notebooks for line in REFERENCE.findall(notebook.cells[-1].source)}
    return "# References\n\n" + "\n\n".join(sorted(cited, key=str.casefold)) + "\n"


def front(readme):
    """README.md in two: the front page, for who reads, and the page for who uses, changes or carries on the course."""
    # A file in another language is a page with code and outputs.
    readme = re.sub(r"\((notebooks/[a-z]{2}/\w+)\.md\)", r"(\1.ipynb)", BADGE.sub("", readme))
    head, *sections = re.split(r"^(?=## )", readme, flags=re.MULTILINE)
    title, where = head.partition("\n")[0], launch(START, readme)
    definitions = "".join(re.findall(r"^\[.+\]: .+\n", readme, re.MULTILINE))
    for_readers = [part for part in sections if part[3:].partition("\n")[0] in FRONT]
    others = [part for part in sections if part not in for_readers]
    head += f"**[Launch the course]({where})**, or read it here.\n\n" if where else ""
    return head + "".join(for_readers), f"{title}: use it, change it\n\n{''.join(others)}\n{definitions}"


def contents(notebooks, more):
    """The table of contents in the margin: the chapters with their minutes, and lists of other pages by their captions."""
    rows = []
    for path, notebook in notebooks:
        title, _, minutes = HEAD.match(notebook.cells[0].source).groups()
        rows.append(f"{path.name[:2]} · {title} · {minutes} min </{path.with_suffix('')}>")
    return "".join(_tree(caption, names) for caption, names in {"Chapters": rows, **more}.items() if names)


def _tree(caption, names):
    head, listed = (f":caption: {caption}\n" if caption else ""), "\n".join(names)
    return f"\n```{{toctree}}\n:hidden:\n{head}\n{listed}\n```\n"


def rooms():
    """The pages of the reference: for each room of the house its name, and what its modules offer, by their docstrings."""
    pages, purposes = {}, re.findall(r"^(\w+) {3,}(\S.*)$", HOUSE, re.MULTILINE)
    for room, purpose in purposes:
        (_, init), *modules = [
            (path.stem, ast.parse(path.read_text(encoding="utf-8")))
            for path in sorted((ROOT / "helpers" / room).glob("*.py"))
        ]
        parts = [f"# {room}", _doc(init)]
        for name, tree in modules:
            parts += [f"## {name}", _doc(tree), *_offered(tree, "###")]
        pages[room] = "\n\n".join(parts) + "\n"
    listed = "\n".join(f"- [{room}]({room}.md): {purpose}" for room, purpose in purposes)
    pages["index"] = f"# The rooms\n\n{HOUSE.partition(chr(10))[0]}\n\n{listed}\n{_tree('', pages)}"
    return pages


def _offered(node, level):
    """What is public in a module or a class and says what it gives: its name, how it is called, its docstring."""
    for each in node.body:
        is_class = isinstance(each, ast.ClassDef)
        if (is_class or isinstance(each, ast.FunctionDef)) and each.name[0] != "_" and ast.get_docstring(each):
            called = f"class {each.name}" if is_class else f"{each.name}({ast.unparse(each.args)})"
            yield f"{level} {each.name}\n\n```python\n{called}\n```\n\n{_doc(each)}"
            yield from _offered(each, f"{level}#") if is_class else ()


def _doc(node):
    """A docstring as markdown: code where a paragraph is indented, a list where its items hang, else text."""
    return "\n\n".join(map(_paragraph, re.split(r"\n\s*\n", ast.get_docstring(node) or "")))


def _paragraph(text):
    lines = text.split("\n")
    if all(line.startswith("    ") for line in lines):
        return f"```python\n{textwrap.dedent(text)}\n```"
    if any(line.startswith(" ") for line in lines):
        return "\n".join(f"- {_escaped(' '.join(item.split()))}" for item in re.split(r"\n(?! )", text))
    return _escaped(text)


def _escaped(text):
    pieces = re.split(r"(`[^`]+`)", text)
    pieces[::2] = [re.sub(r"([*_<\[\\#])", r"\\\1", piece) for piece in pieces[::2]]
    return "".join(pieces)
