"""Which notebooks there are, and which of them somebody means. The standard library is enough for this module."""

import os

from helpers import ROOT

NOTEBOOKS = ROOT / "notebooks"


class NoSuchChapter(LookupError):
    """A name that begins no notebook; the message names those that there are."""


def chapters(names=()):
    """The notebooks whose names begin with one of `names` ("01", "1", "class"), all chapters without names.

    Raises NoSuchChapter.
    """
    paths = [*sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")), *(of_instructors() if names else [])]
    wanted = [name.zfill(2) for name in names]
    for name in wanted:
        if not any(path.name.startswith(name) for path in paths):
            raise NoSuchChapter(
                f"no notebook begins with “{name}”; there are {', '.join(path.stem for path in paths)}."
            )
    return [path for path in paths if not wanted or path.name.startswith(tuple(wanted))]


def of_instructors():
    """The notebooks of instructors, which are no chapters."""
    return sorted(NOTEBOOKS.glob("instructor/*.ipynb"))


def notebooks(names=()):
    """The same as chapters, and without names those of instructors as well."""
    return chapters(names) if names else [*chapters(), *of_instructors()]


def write_pages(folder, made, advice):
    """Write pages of HTML, by name, into a folder of the course, and print where each is; advice: what to do with it."""
    folder.mkdir(exist_ok=True)
    for name, html in made.items():
        file = folder / f"{name}.html"
        write_whole(file, html)
        print(f"Written: {file}. {advice}", flush=True)


def write_whole(path, text):
    """Write `text` to `path`, whole or not at all; True if that changed the file."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    beside = path.with_suffix(".part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)
    return True
