"""Refresh: notebooks are stored whole or not at all, and what fails is named."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.upkeep import chapters, refresh
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
        (["1 + 1", "# T", "1 / 0"], "cell 3, which begins “1 / 0”, fails: ZeroDivisionError: division by zero"),
        (["1 + 1", "# T\n\nTwo. <!-- claim: 1 + 1 == 2 -->", "1 / 0"], "cell 3, which begins “1 / 0”, fails"),
        (
            ["1 + 1", "# T\n\nThree. <!-- claim: 1 + 1 == 3 -->"],
            "cell 2: “Three.” — the claim 1 + 1 == 3 gives False, not True; its left side is 2",
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


def test_a_chapter_that_is_not_there_is_told_with_those_that_are(folder):
    write(folder, "00_a.ipynb", "1")
    assert refresh.main(["07"]) == "refresh: no notebook begins with “07”; there are 00_a."


def test_a_widget_is_stored_as_its_twin(folder):
    path = write(folder, "00_a.ipynb", "from helpers.show.widgets import word_choice", "word_choice('a ___', ['b'])")
    assert refresh.main([]) == 0
    stored = nbformat.read(path, as_version=4)
    assert set(stored.cells[1].outputs[0].data) == {"text/plain", "text/html"}
    assert stored.metadata == refresh.METADATA


def test_the_chapters_are_those_of_the_course():
    assert chapters.chapters() == NOTEBOOKS and chapters.chapters(["01"]) == NOTEBOOKS[1:2]
