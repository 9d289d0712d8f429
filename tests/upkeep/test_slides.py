"""Slides: which cells become one, what stands on it, and what the command says."""

import re

import nbformat

from helpers.upkeep import slides
from tests.notebooks import NOTEBOOKS, html_of, read


def test_there_is_a_slide_for_the_question_each_chart_each_exercise_and_what_is_talked_about():
    for path in NOTEBOOKS:
        cells = read(path).cells
        charts = [cell for cell in cells if cell.get("outputs") and html_of(cell.outputs).startswith("<figure")]
        exercises = {cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata}
        made = re.findall(r"<section.*?</section>", slides.slides(path), re.DOTALL)
        assert len(made) == 1 + len(charts) + len(exercises) + 2
        assert all(re.search("<h[123][^>]*>[^<]", slide) for slide in made)
        assert all(any(f"Exercise {number}" in slide for slide in made) for number in exercises)


def test_the_slide_type_of_a_cell_takes_it_in_or_leaves_it_out(tmp_path):
    path = next(path for path in NOTEBOOKS if path.name.startswith("02"))
    notebook = read(path)
    chart = next(cell for cell in notebook.cells if cell.get("outputs") and html_of(cell.outputs).startswith("<figure"))
    table = next(cell for cell in notebook.cells if cell.get("outputs") and html_of(cell.outputs).startswith("<table"))
    chart.metadata["slideshow"], table.metadata["slideshow"] = {"slide_type": "skip"}, {"slide_type": "slide"}
    nbformat.write(notebook, tmp_path / path.name)
    before, after = slides.slides(path), slides.slides(tmp_path / path.name)
    assert html_of(chart.outputs) in before and html_of(chart.outputs) not in after
    assert html_of(table.outputs) not in before and html_of(table.outputs) in after


def test_the_command_writes_a_page_and_says_which_chapters_there_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(slides, "SLIDES", tmp_path / "slides")
    assert slides.main(["00"]) == 0
    assert str(tmp_path / "slides" / "00_start_here.html") in capsys.readouterr().out
    assert slides.main(["77"]).startswith("slides: no notebook begins with “77”")
