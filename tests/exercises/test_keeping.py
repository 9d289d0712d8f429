"""Nothing is lost: what is kept where, what comes back, and that a newer answer never goes for an older one."""

import json
import subprocess
import sys

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.exercises import keeper, keeping, lines, sheet, tutor
from helpers.exercises.kinds import file_of
from helpers.exercises.outcomes import NOT_YET, RIGHT
from tests import ROOT

PATH = file_of("1")


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


@pytest.fixture
def clock(monkeypatch):
    """A clock that shows what it is set to."""
    now = [1000]
    monkeypatch.setattr(keeping.time, "time", lambda: now[0])
    return now


def test_first_and_last_answer_tries_and_whether_it_ever_was_right(clock):
    for second, (value, outcome) in enumerate([(3, NOT_YET), (3, NOT_YET), (4, RIGHT), (5, NOT_YET)]):
        clock[0] = 1000 + second
        keeping.keep_answer("1.1", {"answer": value}, outcome)
    kept = keeping.read_answer("1.1")
    assert (kept["form"], kept["outcome"], kept["first"], kept["first_outcome"]) == (
        {"answer": 5},
        NOT_YET,
        {"answer": 3},
        NOT_YET,
    )
    assert (kept["tries"], kept["was_right"], kept["when"]) == (3, True, 1003)


def test_hints_are_counted_also_before_the_first_answer():
    keeping.keep_hint("1.2", 2)
    keeping.keep_hint("1.2", 1)
    assert keeping.read_answer("1.2") == {"hints": 2}
    assert sheet.line_of(PATH) == ""
    keeping.keep_answer("1.2", {"quotation": "x"})
    assert keeping.read_answer("1.2")["hints"] == 2


def test_two_kernels_that_answer_different_exercises_both_survive():
    code = "from helpers.exercises.keeping import keep_answer\nfor n in range(30): keep_answer({number!r}, {{'answer': n}}, 'right')"
    numbers = ["1.1", "1.3", "1.4"]
    running = [subprocess.Popen([sys.executable, "-c", code.format(number=number)], cwd=ROOT) for number in numbers]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert {
        number: kept["form"]["answer"] for number, kept in keeping.read_answers(PATH.stem).items()
    } == dict.fromkeys(numbers, 29)


def test_an_older_answer_never_replaces_a_newer_one_and_what_is_replaced_is_kept(clock):
    keeping.keep_answer("1.1", {"answer": "here"}, NOT_YET)
    keeping.keep_answer("1.3", {"chosen": "here"})
    entries = {
        "1.1": {"form": {"answer": "older"}, "when": 999},
        "1.3": {"form": {"chosen": "newer"}, "when": 1001},
        "1.4": {"form": {"answer": 5}, "when": 1},
    }
    assert set(keeping.newer(entries)) == {"1.3", "1.4"}
    assert keeping.take_back(entries) == (["1.3", "1.4"], ["1.1"])
    assert keeping.read_answer("1.1")["form"] == {"answer": "here"}
    assert keeping.read_answer("1.3")["before"][0]["form"] == {"chosen": "here"}
    assert keeping.take_back(entries) == ([], ["1.1"])


def test_the_first_answer_stays_the_first_when_another_is_taken_back(clock):
    keeping.keep_answer("1.1", {"answer": 1}, NOT_YET)
    taken = {
        "form": {"answer": 3},
        "outcome": RIGHT,
        "first": {"answer": 2},
        "first_outcome": NOT_YET,
        "tries": 5,
        "when": 2000,
    }
    keeping.take_back({"1.1": taken})
    kept = keeping.read_answer("1.1")
    assert (kept["form"], kept["first"], kept["tries"], kept["was_right"]) == ({"answer": 3}, {"answer": 1}, 5, True)


@pytest.mark.parametrize(
    "entry",
    [
        None,
        3,
        {},
        {"form": 3, "when": 1},
        {"form": {}, "when": "now"},
        {"form": {}, "when": -1},
        {"form": {}, "when": float("nan")},
    ],
)
def test_what_is_no_entry_is_not_taken(entry):
    assert keeping.take_back({"1.1": entry}) == ([], []) and keeping.newer({"1.1": entry}) == {}
    assert keeping.take_back({"99.1": {"form": {}, "when": 1}, "../1": {"form": {}, "when": 1}}) == ([], [])


@pytest.mark.parametrize(
    "value, plain",
    [(np.int64(3), 3), (np.float64(0.5), 0.5), (float("inf"), None), (pd.Series(["a", "b"]), ["a", "b"]), ({"b"}, ["b"]),
     (pd.DataFrame({"a": [1]}), None), (True, True), (object(), None), (np.array([1, 2]), [1, 2]), ("x" * 30_000, "x" * 20_000)],
)  # fmt: skip
def test_an_answer_is_kept_as_plain_data_or_not_at_all(value, plain):
    assert keeping.as_plain(value) == plain
    json.dumps(keeping.as_plain(value))


@given(
    st.recursive(
        st.floats() | st.text() | st.binary(max_size=3) | st.none(),
        lambda each: st.lists(each) | st.dictionaries(st.integers(), each),
    )
)
def test_plain_data_stays_what_it_is(value):
    plain = keeping.as_plain(value)
    assert keeping.as_plain(json.loads(json.dumps(plain))) == plain


def test_a_folder_that_cannot_be_written_does_not_stop_the_lesson(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "file"))
    keeping.keep_answer("1.1", {"answer": 1}, NOT_YET)
    assert keeping.read_answers(PATH.stem) == {}


def test_a_line_takes_everything_back_in_a_fresh_clone(tmp_path, monkeypatch):
    tutor.check("1.1", "cnn")
    line = sheet.line_of(PATH, "blue table")
    assert line in tutor.answers("01", "blue table").text
    assert "the number of" not in line and "how many tries and hints there were" in tutor.answers("01").text
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    assert tutor.restore(f"“{line[:50]}\n{line[50:]}”").text.startswith("Chapter 01: 1 answer taken back: 1.1.")
    assert tutor.restore(line).text.startswith("Chapter 01: 0 answers taken back.")
    monkeypatch.setattr(tutor, "_given", {})
    assert "Taken back: your answer was 'cnn'." in tutor.check("1.1", ...).text
    assert "Not tried yet." in tutor.check("1.1", ...).text
    for text in ("hello", 5, None, line[:-3], "no such file.txt"):
        assert tutor.restore(text).text.startswith("Nothing was taken back. ")


def test_a_sheet_that_is_too_long_for_a_line_is_offered_as_a_file_that_restore_reads(tmp_path, monkeypatch):
    words = " ".join(np.random.default_rng(1).integers(10**9, size=1500).astype(str))
    keeping.keep_answer("1.2", {"quotation": words[:9000], "reasoning": words[9000:]})
    page = tutor.answers("01")
    assert "too long to be pasted" in page.text and "line.txt" in page.text
    assert sheet.line_of(PATH) in page.html and sheet.line_of(PATH) not in page.text
    file = keeping.folder_of(PATH.stem) / "line.txt"
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    assert "1 answer taken back: 1.2." in tutor.restore(str(file)).text


def test_a_notebook_under_any_name_gives_its_answers_back(tmp_path, monkeypatch):
    tutor.check("1.1", "cnn")
    output = nbformat.v4.new_output("display_data", {"text/html": tutor.answers("01").html})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("answers('01')", outputs=[output])])
    file = tmp_path / "01_five_stories (1).ipynb"
    nbformat.write(notebook, file)
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    assert keeper.from_this_notebook() == ""
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    assert keeper.from_this_notebook() == "From this notebook: 1 answer taken back: 1.1."
    assert keeper.from_this_notebook() == ""
    for text in ("{", "[]", '{"cells": 3}', '{"cells": [{"outputs": [{"text": "answers01v1:AAAA:00000000"}]}]}'):
        file.write_text(text, encoding="utf-8")
        assert keeper.from_this_notebook() == ""


def found(entries, drafts=()):
    return {
        "entries": {n: {"entry": e, "at": 5000} for n, e in entries.items()},
        "drafts": {n: {"form": f, "at": at} for n, f, at in drafts},
    }


def test_the_browser_offers_what_is_newer_and_what_was_typed_but_never_checked(clock):
    keeping.keep_answer("1.1", {"answer": 1}, NOT_YET)
    keeping.keep_answer("1.2", {"article": "cnn", "quotation": "", "reasoning": ""})
    made = keeper.Keeper(PATH, "")
    assert made.sheet["1.1"]["form"] == {"answer": 1}
    older, other = {"form": {"answer": 0}, "when": 5}, {"form": {"chosen": "CNN"}, "when": 5}
    made.found = found({"1.1": older, "1.3": other, "2.1": other}, [("1.2", {"quotation": "half a"}, 2_000_000)])
    assert made.offer == ["1.2", "1.3"]
    made._handle_custom_msg({"do": "take"}, [])
    assert (made.offer, made.told) == ([], "2 answers taken back: 1.2, 1.3.")
    made._handle_custom_msg({"do": "take"}, [])
    assert made.told == "2 answers taken back: 1.2, 1.3."
    assert keeping.read_answer("1.2")["form"] == {"article": "cnn", "quotation": "half a", "reasoning": ""}
    made.changed()
    assert made.sheet["1.3"]["form"] == {"chosen": "CNN"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"entries": 3, "drafts": []},
        {"entries": {"1.1": 3}, "drafts": {"1.1": 4, "1.2": {"form": 1, "at": 2}}},
        found({"1.1": {"form": {}}}),
    ],
)
def test_a_browser_may_send_anything(given):
    made = keeper.Keeper(PATH, "")
    made.found = given
    assert made.offer == []
    for content in (
        {},
        {"do": "hint"},
        {"do": "hint", "number": "../x", "hint": 1},
        {"do": "hint", "number": "1.1", "hint": "2"},
        {"do": "forget"},
    ):
        made._handle_custom_msg(content, [])
    assert keeping.read_answers(PATH.stem) == {}


def test_a_line_that_is_pasted_on_the_page_is_taken_back_too(tmp_path, monkeypatch):
    tutor.check("1.1", "cnn")
    line = sheet.line_of(PATH)
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    made = keeper.Keeper(PATH, "")
    for pasted, said in (
        (None, "Nothing was taken back."),
        ("x", "Nothing was taken back."),
        (f"“{line}”", "Chapter 01: 1 answer taken"),
    ):
        made._handle_custom_msg({"do": "restore", "line": pasted}, [])
        assert made.told.startswith(said)


def test_another_event_has_another_place_in_the_browser(monkeypatch):
    ours = keeper.Keeper(PATH, "").key
    monkeypatch.chdir(ROOT / "tests")
    assert sheet.event() in ours and ours.endswith("/1")


def test_the_line_has_the_number_of_its_reader_and_whoever_goes_on_from_it_keeps_that(tmp_path, monkeypatch):
    tutor.check("1.1", "cnn")
    line, mine = sheet.line_of(PATH), keeping.reader()
    assert mine and lines.read_hand_in(line, sheet.event()).reader == mine
    assert sheet.line_of(PATH) == line
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    tutor.check("1.3", "CNN")
    assert keeping.reader() != mine
    tutor.restore(line)
    assert keeping.reader() == mine


def test_a_notebook_gives_its_readers_number_only_to_a_disk_that_has_none(tmp_path, monkeypatch):
    tutor.check("1.1", "cnn")
    mine, output = keeping.reader() or keeping.new_reader(), tutor.answers("01").html
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", {"text/html": output})])
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "a.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "a.ipynb"))
    for folder, others in (("fresh", ""), ("begun", "0badcafe")):
        monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / folder))
        keeping.be_reader(others)
        assert "1 answer taken back" in keeper.from_this_notebook()
        assert keeping.reader() == (others or mine)


def test_the_browser_keeps_the_readers_number_and_gives_it_back_with_the_answers(tmp_path, monkeypatch):
    made = keeper.Keeper(PATH, "")
    assert made.reader == ""
    keeping.keep_answer("1.1", {"answer": 1}, NOT_YET)
    made.changed()
    assert made.reader == keeping.reader() != ""
    entry, mine = made.sheet["1.1"], made.reader
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    for told, kept in ((5, ""), ("Ada", ""), (mine, mine)):
        fresh = keeper.Keeper(PATH, "")
        fresh.found = {**found({"1.1": {**entry, "form": {"answer": told}}}), "reader": told}
        fresh._handle_custom_msg({"do": "take"}, [])
        assert keeping.reader() == kept


def test_what_is_kept_beside_the_exercises_goes_with_the_line_and_counts_as_no_exercise(tmp_path, monkeypatch):
    form = {"article": "cnn", "drawn": "chance", "answers": {"sure": 3}}
    keeping.keep_answer("1.99", form)
    tutor.check("1.1", "cnn")
    line = sheet.line_of(PATH)
    assert "1.99" not in sheet.page(PATH).text.replace(line, "")
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "fresh"))
    assert "taken back: 1.1, the experiment." in tutor.restore(line).text
    assert keeping.read_answer("1.99")["form"] == form
