"""Refresh: notebooks are stored whole or not at all, and what fails is named."""

import importlib
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers import upkeep
from helpers.upkeep import chapters, claims, refresh
from helpers.upkeep.running import failures
from tests import ROOT
from tests.notebooks import NOTEBOOKS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(chapters, "NOTEBOOKS", tmp_path)
    return tmp_path


def write(folder, name, *sources):
    cells = [new_markdown_cell(source) if source[0] == "#" else new_code_cell(source) for source in sources]
    nbformat.write(new_notebook(cells=cells), folder / name)
    return folder / name


def test_outputs_are_stored_and_a_second_time_nothing_changes(folder, capsys):
    path = write(folder, "00_a.ipynb", "1 + 1", "# T\n\nTwo. <!-- claim: 1 + 1 == 2 -->")
    assert refresh.main([]) == 0 and refresh.main(["00"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "00_a.ipynb: stored anew; 1 claims hold",
        "00_a.ipynb: run, and just as it was stored; 1 claims hold",
    ]
    stored = nbformat.read(path, as_version=4)
    assert [cell.cell_type for cell in stored.cells] == ["code", "markdown"]
    assert stored.cells[0].outputs[0].data == {"text/plain": "2"}


@pytest.mark.parametrize(
    "sources, said",
    [
        (
            ["1 + 1", "# T", "1 / 0"],
            "under “T”, the cell that begins “1 / 0” fails: ZeroDivisionError: division by zero",
        ),
        (["1 + 1", "# T\n\nTwo. <!-- claim: 1 + 1 == 2 -->", "1 / 0"], "under “T”, the cell that begins “1 / 0” fails"),
        (
            ["1 + 1", "# T\n\nThree. <!-- claim: 1 + 1 == 3 -->"],
            "under “T”, “Three.” — the claim 1 + 1 == 3 gives False, not True; its left side is 2",
        ),
        (["import os", "os._exit(1)"], "kernel"),
    ],
    ids=["an error", "an error after a claim", "a claim", "a dead kernel"],
)
def test_a_notebook_that_fails_keeps_its_file_and_is_named_and_the_others_are_stored(folder, capsys, sources, said):
    path = write(folder, "00_a.ipynb", *sources)
    write(folder, "01_b.ipynb", "1 + 1")
    before = path.read_bytes()
    assert refresh.main([]) == 1
    printed = capsys.readouterr()
    assert path.read_bytes() == before and sorted(file.name for file in folder.iterdir()) == [
        "00_a.ipynb",
        "01_b.ipynb",
    ]
    assert printed.err.startswith("00_a.ipynb, ") and said in printed.err.lower() + printed.err
    assert "The file is as it was." in printed.err and "01_b.ipynb: stored anew" in printed.out


def test_a_failure_in_an_exercise_is_told_with_its_number_and_a_section_without_its_minutes():
    cells = [new_markdown_cell("## A · 3 min"), new_code_cell("answer = ...", metadata={"exercise": "1.1"})]
    cells[1].outputs = [new_output("error", ename="E", evalue="why")]
    assert failures(new_notebook(cells=cells)) == ["under “A”, the cell of exercise 1.1 fails: E: why"]
    assert failures(new_notebook(cells=cells[1:])) == ["the cell of exercise 1.1 fails: E: why"]


MERGED = """{
<<<<<<< HEAD
 "cells": []
=======
 "cells": [1]
>>>>>>> theirs
}
"""


@pytest.mark.parametrize(
    "text, said",
    [
        (MERGED, "two versions stand in it, between the marks (<<<<<<<) of a merge: take one of them whole, by git checkout "
        "--ours notebooks/00_a.ipynb or --theirs, and run this again"),
        ("{", "it is no notebook any more: python3 course.py reset 00 gives back the one that was stored last"),
    ],
)  # fmt: skip
def test_a_file_with_merge_marks_or_no_notebook_is_told_in_a_sentence_with_the_cure(folder, capsys, text, said):
    (folder / "00_a.ipynb").write_text(text, encoding="utf-8")
    write(folder, "01_b.ipynb", "1 + 1")
    assert refresh.main([]) == 1
    assert capsys.readouterr().err.splitlines()[0] == f"00_a.ipynb, {said}. The file is as it was."
    assert (folder / "00_a.ipynb").read_text(encoding="utf-8") == text
    assert claims.main([]) == 1
    assert capsys.readouterr().out.startswith(f"00_a.ipynb: 1 to mend\n  {said}\n01_b.ipynb: 0 claims hold\n")


def stopped(command, folder, ready):
    """What a command of the upkeep says, and gives, when Ctrl-C comes once the file `ready` is there."""
    code = f"import sys; sys.argv[0] = '-m'; import helpers.upkeep.chapters as c, pathlib; c.NOTEBOOKS = pathlib.Path({str(folder)!r}); "
    code += f"import runpy; sys.argv[1:] = []; runpy.run_module('helpers.upkeep.{command}', run_name='__main__')"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=-1, stderr=-1, text=True, encoding="utf-8"
    )
    while ready and not ready.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    return process.returncode, *said


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_while_a_cell_runs_leaves_the_file_and_is_told_without_a_traceback(folder):
    started = folder / "started"
    path = write(folder, "00_a.ipynb", f"open({str(started)!r}, 'w').close()", "import time; time.sleep(60)")
    before = path.read_bytes()
    assert stopped("refresh", folder, started) == (130, "", "Stopped; 00_a.ipynb is as it was.\n")
    assert path.read_bytes() == before


def test_ctrl_c_before_anything_runs_is_told_without_a_traceback(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    importlib.reload(upkeep)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == "Stopped; no file is half written.\n"


def test_the_set_up_cell_is_stored_folded_and_an_export_has_what_it_shows_without_its_lines(folder):
    path = write(folder, "00_a.ipynb", "# T", "import math\n'ready'", "math.pi")
    assert refresh.main([]) == 0
    stored = nbformat.read(path, as_version=4)
    assert [cell.metadata.get("jupyter") for cell in stored.cells] == [None, {"source_hidden": True}, None]
    html, _ = HTMLExporter().from_notebook_node(stored)
    assert "ready" in html and "pi</span>" in html and "math</span>\n" not in html


HEAD = "# Title {}\n\n**Why?**\n\n⏱ {} min · you need: nothing · no programming needed\n\n## A · {} min"


def test_minutes_add_up_below_the_title_and_in_the_tables_of_readme_and_chapter_00(folder, capsys):
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    chapters.NOTEBOOKS = notebooks
    readme = folder / "README.md"
    readme.write_text("| [01 · Old](notebooks/01_b.ipynb) | What? | 7 |\n\nEnd.\n", encoding="utf-8")
    table = "## Next\n\n| [00 · T](00_a.ipynb) | ? | 1 |\n| [01 · Old](01_b.ipynb) | What? | 7 |"
    write(notebooks, "00_a.ipynb", HEAD.format(0, 9, 2), table)
    write(notebooks, "01_b.ipynb", HEAD.format(1, 9, 2), "## B · 3 min", "### Exercise 1.1 · 2 min")
    assert refresh.main([]) == 0
    assert "⏱ 5 min" in nbformat.read(notebooks / "01_b.ipynb", as_version=4).cells[0].source
    assert nbformat.read(notebooks / "00_a.ipynb", as_version=4).cells[1].source == (
        "## Next\n\n| [00 · Title 0](00_a.ipynb) | Why? | 2 |\n| [01 · Title 1](01_b.ipynb) | Why? | 5 |"
    )
    assert readme.read_text(encoding="utf-8") == "| [01 · Title 1](notebooks/01_b.ipynb) | Why? | 5 |\n\nEnd.\n"
    missing = (
        "note: README.md does not list 00_a.ipynb; add the row | [00 · Title 0](notebooks/00_a.ipynb) | Why? | 2 |\n"
    )
    assert capsys.readouterr().out.endswith(missing)


def test_a_chapter_that_is_not_there_is_told_with_those_that_are(folder):
    write(folder, "00_a.ipynb", "1")
    assert refresh.main(["07"]) == "refresh: no notebook begins with “07”; there are 00_a."


def test_a_widget_is_stored_as_its_twin(folder):
    path = write(folder, "00_a.ipynb", "from helpers.show.widgets import word_choice", "word_choice('a ___', ['b'])")
    assert refresh.main([]) == 0
    stored = nbformat.read(path, as_version=4)
    assert set(stored.cells[1].outputs[0].data) == {"text/plain", "text/html"}
    assert stored.metadata == refresh.METADATA


def test_who_reads_notebooks_does_not_wait_for_grammars_of_internet_addresses():
    assert "nbformat" in sys.modules and "lark" not in sys.modules


def test_the_chapters_are_those_of_the_course():
    assert chapters.chapters() == NOTEBOOKS and chapters.chapters(["01"]) == NOTEBOOKS[1:2]


def test_of_a_chapter_that_speaks_of_other_articles_only_that_is_told(folder, capsys):
    write(
        folder,
        "00_a.ipynb",
        "x = 1",
        "# A\n\nOurs. <!-- claim: x == 2 -->\n\nTwo. <!-- claim: x == 3 -->\n\n3. <!-- claim: y -->",
    )
    assert claims.main([]) == 1
    out = capsys.readouterr().out
    assert out.startswith("00_a.ipynb: 1 to mend\n  under “A”, “Ours.” — the claim x == 2 gives False")
    assert "so its 2 other claims and its exercises are not looked at" in out and "Two." not in out
