"""The tests of the outputs bite: the real suite, run on a copy of the course, fails for each single thing changed."""

import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest

from helpers.upkeep.claim_cells import find_claims
from helpers.upkeep.notes import notes
from tests import ROOT
from tests.corpora import SEEDS
from tests.notebooks import code, html_of, read
from tests.pictures import PICTURE

NOTES = notes(SEEDS)
START = "00_start_here"
COPIED = ["conftest.py", "helpers", "notebooks", "seeds", "tests", "pyproject.toml", "README.md", "requirements.txt"]
# Each in a copy of chapter 00 of its own: what is changed in it, and to what.
CHANGED_NOTEBOOKS = {
    "a_style_in_a_stored_output": (
        '</th><td style=\\"text-align:right;vertical-align:top',
        '</th><td style=\\"text-align:right;vertical-align:end',
    ),
    "a_number_in_a_stored_table": (">304<", ">305<"),
    "a_number_in_a_stored_text": ("southfront | 358 | 304", "southfront | 358 | 305"),
    "a_claim": ("claim: len(corpus.articles) == 5", "Claim len(corpus.articles) == 6"),
}
# A cell whose picture is another one than the one that is stored with it.
OF_A_PICTURE = "a_stored_picture"
CHANGED_SEEDS = {
    "a word in an article": (
        "003_8387692cedc14c16.txt",
        "rebels and their families",
        "rebels and their children",
    ),
    "a row in a table": ("boilerplate.csv", "southfront,MORE DETAILS,2,", "southfront,MORE,2,"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, folder / name)
    return folder


def run(folder, *arguments):
    """The exit code of a Python that has only the copy's helpers, and what it printed; it may leave nothing behind."""
    temporary = folder / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(folder), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    temporary.rmdir()
    return done.returncode, done.stdout


def changed(file, old, new):
    """Change the first place in a file that reads so, and give what the file was."""
    before = file.read_bytes()
    assert before.count(old.encode()) >= 1
    file.write_bytes(before.replace(old.encode(), new.encode(), 1))
    return before


def with_another_picture():
    """A notebook of one cell that shows one picture of a chapter, and has another one stored."""
    html = "".join(html_of(cell.outputs) for cell in code(read(ROOT / "notebooks" / "01_five_stories.ipynb")))
    drawn, stored = (f'<img src="data:image/png;base64,{picture}">' for picture in PICTURE.findall(html)[:2])
    source = f"from IPython.display import HTML, display\ndisplay(HTML({drawn!r}))"
    shown = nbformat.v4.new_output(
        "display_data", {"text/html": stored, "text/plain": "<IPython.core.display.HTML object>"}
    )
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, outputs=[shown], execution_count=1)])


@pytest.fixture(scope="module")
def suite(copy):
    """Where the suite, with the course's own configuration, fails on chapter 00, and on copies of it in folders of their own.

    A folder has the chapter with a change in it, or the articles and tables with one, which are then those of its chapter,
    or a cell alone.
    """
    chapter, copied = f"notebooks/{START}.ipynb", [*CHANGED_NOTEBOOKS, *CHANGED_SEEDS]
    chapters = {name: f"notebooks/{name.replace(' ', '_')}/{START}.ipynb" for name in [*copied, OF_A_PICTURE]}
    for path in chapters.values():
        (copy / path).parent.mkdir()
        shutil.copy(copy / chapter, copy / path)
    nbformat.write(with_another_picture(), copy / chapters[OF_A_PICTURE])
    for name, change in CHANGED_NOTEBOOKS.items():
        changed(copy / chapters[name], *change)
    for name, (file, *change) in CHANGED_SEEDS.items():
        changed(shutil.copytree(copy / "seeds", (copy / chapters[name]).parent / "seeds") / file, *change)
    of_chapter = [chapter, *chapters.values(), "tests/course/test_notebooks.py", "-k", START]
    code, printed = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *of_chapter)
    for path in chapters.values():
        shutil.rmtree((copy / path).parent)
    names = {path: name for name, path in chapters.items()}
    failed = {names.get(path, path) for path in re.findall(r"^FAILED ([^:]+)", printed, re.M)}
    return SimpleNamespace(code=code, printed=printed, failed=failed)


def test_the_suite_passes_on_the_notebook_as_it_is_and_fails_on_each_that_is_changed(suite):
    assert suite.code == 1 and suite.failed - set(CHANGED_SEEDS) == {*CHANGED_NOTEBOOKS, OF_A_PICTURE}, suite.printed


@pytest.mark.parametrize("name", CHANGED_SEEDS)
def test_one_change_in_the_seeds_fails_the_suite(suite, name):
    assert name in suite.failed, suite.printed


def claims(folder, *chapters):
    """What `course.py claims` runs, on the copy: its exit code and what it prints."""
    return run(folder, "-m", "helpers.upkeep.claims", *chapters)


def test_the_claims_list_what_no_longer_holds_once_a_table_is_changed_and_store_nothing(copy):
    table, chapter = copy / "seeds/evidence.csv", copy / "notebooks/04_omissions.ipynb"
    before, stored = table.read_bytes(), chapter.read_bytes()
    told = [f"04_omissions.ipynb: {len(find_claims(read(chapter)))} claims hold", *(f"note: {note}." for note in NOTES)]
    assert claims(copy, "04") == (0, "\n".join([*told, ""]))
    gone = b"killed in Damascus,reuters,"
    table.write_bytes(b"\n".join(line for line in before.split(b"\n") if not line.startswith(gone)))
    code, printed = claims(copy, "04")
    assert (
        code == 1
        and "“Reuters has both.” — the claim" in printed
        and "its left side is {'presstv': 18" in printed
        and "'reuters': 25}" in printed
    )
    assert "04_omissions.py, line" in printed
    assert "“No two of the five share half" not in printed
    table.write_bytes(before.replace(b"reuters", b"routers", 1))
    code, printed = claims(copy)
    assert code == 1 and printed.startswith("claims: evidence.csv, row ")
    table.write_bytes(before)
    assert chapter.read_bytes() == stored
