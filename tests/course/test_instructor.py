"""The notebooks of instructors: they keep to what the chapters keep to, but for what only a lesson has."""

import pytest

from helpers.upkeep.chapters import chapters, notebooks
from helpers.upkeep.contents import list_chapters
from tests import ROOT
from tests.course import test_notebooks
from tests.notebooks import NOTEBOOKS, code, headings, read

INSTRUCTOR = sorted((ROOT / "notebooks" / "instructor").glob("*.ipynb"))
KEPT = [
    test_notebooks.test_the_first_code_cell_sets_up,
    test_notebooks.test_cells_are_short_and_paragraphs_too,
    test_notebooks.test_every_cell_was_run_in_order_and_stored,
    test_notebooks.test_every_cell_is_compared,
    test_notebooks.test_stored_outputs_need_no_kernel_and_have_text_beside_their_pictures,
    test_notebooks.test_tables_fit_on_a_page,
    test_notebooks.test_links_lead_somewhere,
]


@pytest.mark.parametrize("path", INSTRUCTOR, ids=lambda path: path.stem)
@pytest.mark.parametrize("kept", KEPT, ids=lambda test: test.__name__)
def test_what_holds_for_chapters_holds_here(kept, path):
    kept(path)


@pytest.mark.parametrize("path", INSTRUCTOR, ids=lambda path: path.stem)
def test_it_has_one_title_and_no_heading_skips_a_level(path):
    levels = [level for level, _ in headings(read(path))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))


def test_refresh_claims_and_reset_know_them_by_their_names_and_the_lists_of_chapters_do_not():
    assert notebooks() == [*NOTEBOOKS, *INSTRUCTOR] and chapters() == NOTEBOOKS
    assert [path.name for path in chapters(["class"])] == ["class.ipynb"]
    assert chapters(["01"]) == NOTEBOOKS[1:2]
    assert list_chapters(INSTRUCTOR) == []


def test_the_class_is_stored_with_the_example_and_with_nothing_of_anybody_else():
    shown = "".join(str(cell.outputs) for cell in code(read(INSTRUCTOR[0])))
    assert "An example, whose students are invented: 30 students" in shown and "answers01v1" not in shown
