"""python -m helpers.upkeep.site [--keys]: build the reading edition, a site of pages from the stored notebooks.

Nothing is run again. With --keys, the guide for instructors has the answers to the exercises.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from helpers import ROOT
from helpers.upkeep import edition
from helpers.upkeep.address import AddressError
from helpers.upkeep.chapters import chapters, of_instructors
from helpers.upkeep.running import RefreshError, read_notebook
from helpers.upkeep.translations import translated, translations

SITE = ROOT / "site"
BUILD = SITE / "build"
KEYS = "--keys"
# Carried over as they are.
AS_THEY_ARE = ["CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "seeds/codebook.md"]
MEGABYTE = 1_000_000


def write_pages(folder, keys=False):
    """Write into a folder what Sphinx is to read. Raises RefreshError, AddressError."""
    read = [(path.relative_to(ROOT), read_notebook(path)) for path in (*chapters(), *of_instructors())]
    words = edition.Words(_text(edition.GLOSSARY))
    listed = [(path, notebook) for path, notebook in read if path.parent == Path("notebooks")]
    others = {
        file.relative_to(ROOT).with_suffix(".ipynb"): translated(notebook, file.read_text(encoding="utf-8"))
        for path, notebook in listed
        for file in translations(ROOT / path)
    }
    pages = {path: nbformat.writes(edition.chapter(notebook, path, words)) for path, notebook in read}
    pages |= {path: nbformat.writes(edition.part(notebook)) for path, notebook in others.items()}
    reference = edition.rooms()
    front, use = edition.front(_text(edition.README))
    more = {
        "In another language": [f"/{path.with_suffix('')}" for path in others],
        "Look up": ["/notebooks/glossary", "/seeds/codebook", "/references"],
        "Teach": [
            "/notebooks/instructor/guide",
            *(f"/{path.with_suffix('')}" for path, _ in read if (path, _) not in listed),
        ],
        "Build on it": ["Use it, change it </README>", "/CONTRIBUTING", "/CHANGELOG", "/api/index"],
    }
    pages |= {name: _text(name) for name in AS_THEY_ARE}
    pages |= {f"api/{room}.md": text for room, text in reference.items()}
    pages["index.md"] = front + edition.contents(listed, more)
    pages[edition.README] = use
    pages[edition.GLOSSARY] = words.page()
    pages["references.md"] = edition.references(listed)
    pages["notebooks/instructor/guide.md"] = edition.guide(_text("notebooks/instructor/guide.md"), keys)
    for name, text in pages.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    for picture in (ROOT / "notebooks").glob("*.png"):
        shutil.copy(picture, folder / "notebooks")


def _text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def build(keys=False, folder=BUILD):
    """Build the site anew; the folder of its pages, and what Sphinx had to say, "" if nothing. Raises as write_pages does.

    Where Sphinx fails, the folder is None, and the site that was there is still there.
    """
    source, beside, html = (folder / name for name in ("source", "part", "html"))
    for old in (source, beside):
        shutil.rmtree(old, ignore_errors=True)
    write_pages(source, keys)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-j",
        "auto",
        "-d",
        folder / "read",
        "-E",
        "-c",
        SITE,
        source,
        beside,
    ]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    if done.returncode:
        return None, done.stdout
    # What a browser asks for only to show the theme's scripts to those who mend them: a third of the site.
    for script in beside.rglob("*.map"):
        script.unlink()
    shutil.rmtree(html, ignore_errors=True)
    os.replace(beside, html)
    return html, done.stdout


def main(arguments):
    if unknown := [each for each in arguments if each != KEYS]:
        return f"site: there is no option {unknown[0]}; there is {KEYS}."
    try:
        html, said = build(KEYS in arguments)
    except (RefreshError, AddressError) as error:
        return f"site: {error}"
    print(re.sub(r"\x1b\[[\d;]*m", "", said), end="", flush=True)
    if html is None:
        return "site: Sphinx failed; the lines above say why."
    size = sum(file.stat().st_size for file in html.rglob("*") if file.is_file())
    print(f"Written: {html / 'index.html'}, {size / MEGABYTE:.0f} MB in all. Open it in a browser.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
