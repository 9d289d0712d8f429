"""The guide for instructors: what is generated in it is as the notebooks and the exercises are now."""

import re

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, writes

from helpers.corpus import load_corpus
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep import guide, refresh, replies
from tests import ROOT
from tests.notebooks import NOTEBOOKS, head, headings, read

GUIDE = (ROOT / "notebooks" / "instructor" / "guide.md").read_text(encoding="utf-8")
PARTS = {match.group(1): match for match in guide.PART.finditer(GUIDE)}
SESSIONS = [path for path in NOTEBOOKS if guide.BRIEF <= head(read(path))[2] < guide.PROJECT]
PROJECTS = [path for path in NOTEBOOKS if head(read(path))[2] >= guide.PROJECT]
every_chapter = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
ROW = re.compile(r"^\| (.+?) \| (\d+–\d+|–) \| (\d+–\d+|–) \| .+ \|$", re.M)


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


@every_chapter
def test_what_is_generated_is_not_stale(path, corpus):
    assert guide.in_step(GUIDE, [path], corpus) == (GUIDE, []), "run: python3 course.py refresh"


@every_chapter
def test_a_chapter_has_all_known_mistakes_with_their_replies(path, corpus):
    exercises = FOLDER / f"{path.stem}.py"
    for one in load_exercises(exercises) if exercises.is_file() else []:
        for wrong, said in replies.mistakes(one, corpus):
            assert f"*{wrong}:* {said}" in PARTS[path.name[:2]].group(3)


@every_chapter
def test_below_its_part_stands_what_only_a_teacher_can_say(path):
    behind = GUIDE[PARTS[path.name[:2]].end() :].partition("<!--")[0]
    assert "**Talk about it.**" in behind
    assert ("**In groups.**" in behind) == (path in [*SESSIONS, *PROJECTS])


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.stem)
def test_a_project_has_its_sections_with_their_minutes(path):
    rows = re.findall(r"^\| (.+?) \| (\d+) \| .+ \|$", PARTS[path.name[:2]].group(3), re.M)
    sections = [
        (text, minutes)
        for _, source in headings(read(path))
        for text, minutes in [source.rpartition(" · ")[::2]]
        if text
    ]
    assert rows and [(what, f"{minutes} min") for what, minutes in rows] == [
        (text, minutes) for text, minutes in sections if minutes.endswith(" min") and not text.startswith("Exercise")
    ]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_the_plans_fill_their_sessions_without_a_gap(path):
    rows = ROW.findall(PARTS[path.name[:2]].group(3))
    for place, session in ((1, guide.SHORT), (2, guide.LONG)):
        spans = [tuple(map(int, row[place].split("–"))) for row in rows if row[place] != "–"]
        assert spans[0][0] == 0 and spans[-1][1] == session
        assert all(before[1] == after[0] for before, after in zip(spans, spans[1:]))
        assert spans[-1][1] - spans[-1][0] >= guide.TALK
    assert "–" not in [row[2] for row in rows]


def test_in_groups_comes_after_what_is_guessed_before_reading():
    rows = [row[0] for row in ROW.findall(PARTS["01"].group(3))]
    assert rows.index("In groups, one article each") > rows.index("Whose sentence is it?")


@pytest.fixture
def chapter(tmp_path):
    """A notebook of one long chapter, 09, beside a guide that does not have it."""
    sources = [
        "# Late\n\n**What is new?**\n\n⏱ 55 min · you need: 01 · no programming needed\n\n- **Find** it",
        "## One · 30 min",
        "## Two · 25 min",
    ]
    path = tmp_path / "09_late.ipynb"
    path.write_text(writes(new_notebook(cells=[new_markdown_cell(source) for source in sources])), encoding="utf-8")
    (tmp_path / "instructor").mkdir()
    (tmp_path / "instructor" / "guide.md").write_text(f"# G\n\n{guide.NEXT_PART}\n\nEnd.\n", encoding="utf-8")
    return path


def test_a_new_chapter_begins_its_part_and_the_instructor_is_told(chapter):
    told = guide.renew([chapter])
    text = (chapter.parent / "instructor" / "guide.md").read_text(encoding="utf-8")
    assert "### 09 · Late" in text and "**What is new?**" in text and "- **Find** it" in text
    assert text.index("### 09") < text.index(guide.NEXT_PART) < text.index("End.")
    assert [said.partition(":")[0] for said in told] == [
        "guide.md has a new part, for chapter 09",
        "guide.md, 09_late.ipynb",
    ]
    assert "of 50 minutes -8 are left to talk" in told[1]


def test_what_is_left_out_stays_so_and_must_be_there(chapter):
    guide.renew([chapter])
    file = chapter.parent / "instructor" / "guide.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("in 50 minutes:  -->", "in 50 minutes: Two · Three -->"), encoding="utf-8")
    assert guide.renew([chapter]) == ["guide.md leaves “Three” out, and 09_late.ipynb has no such section."]
    assert "| Two | – | 35–60 | all, on the projector |" in file.read_text(encoding="utf-8")
    assert "| Talk about it | 33–50 | 60–90 | all |" in file.read_text(encoding="utf-8")


def test_refresh_renews_the_guide(chapter, monkeypatch, capsys):
    monkeypatch.setattr("helpers.upkeep.chapters.NOTEBOOKS", chapter.parent)
    assert refresh.main(["09"]) == 0
    assert "note: guide.md has a new part, for chapter 09" in capsys.readouterr().out
    assert "### 09 · Late" in (chapter.parent / "instructor" / "guide.md").read_text(encoding="utf-8")


def test_without_a_guide_there_is_nothing_to_renew(tmp_path):
    assert guide.renew([tmp_path / "09_late.ipynb"]) == []


def test_a_notebook_of_instructors_has_no_part(tmp_path):
    file = tmp_path / "instructor" / "guide.md"
    file.parent.mkdir()
    file.write_text(guide.NEXT_PART, encoding="utf-8")
    assert guide.renew([file.parent / "class.ipynb"]) == [] and file.read_text(encoding="utf-8") == guide.NEXT_PART
