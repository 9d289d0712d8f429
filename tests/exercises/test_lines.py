"""An answer sheet as one line of text: read back whole, however it was sent; refused in a sentence, never evaluated."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.exercises import keeping, lines
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.exercises.lines import LineError, find_hand_ins, find_line, read_hand_in, read_line, write_line
from tests.corpora import SEEDS as CORPUS

EVENT = "0a1b2c3d"
ENTRIES = {
    "2.1": {"form": {"answer": 21.3}, "outcome": "right", "first": {"answer": 9}, "first_outcome": "not yet", "tries": 2, "hints": 1, "when": 1795560000},
    "2.6": {"form": {"article": "reuters", "quotation": "“rebels” – 😀", "reasoning": "a\nb"}, "when": 1795560001},
}  # fmt: skip
LINE = write_line("02", ENTRIES, EVENT, "blue table")
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def known(entry):
    return {name: value for name, value in entry.items() if name != "was_right"}


def test_a_line_holds_chapter_group_first_and_last_answers_tries_and_hints():
    chapter, entries, group = read_line(LINE, EVENT)
    assert (chapter, group) == ("02", "blue table")
    assert {number: known(entry) for number, entry in entries.items()} == ENTRIES
    assert entries["2.1"]["was_right"]


@given(
    st.dictionaries(st.sampled_from(["3.1", "3.2", "3.10"]), st.dictionaries(st.text(max_size=8), PLAIN, max_size=4))
)
def test_whatever_a_form_holds_comes_back(forms):
    entries = {number: {"form": keeping.as_plain(form), "when": 5} for number, form in forms.items()}
    assert read_line(write_line("03", entries, EVENT), EVENT)[1] == entries


SENT = {
    "wrapped": lambda line: "\n".join(line[at : at + 60] for at in range(0, len(line), 60)),
    "wrapped and quoted in a reply": lambda line: "\n".join(
        f"> {line[at : at + 72]}" for at in range(0, len(line), 72)
    ),
    "broken softly": lambda line: "=\n".join(line[at : at + 75] for at in range(0, len(line), 75)),
    "between curly quotes": lambda line: f"“{line}”",
    "between other marks": lambda line: f"restore('{line}')",
    "with words around it": lambda line: f"Here it is:\n{line}\nBest wishes, Ada",
    "with zero-width blanks": lambda line: line.replace("v1", "\u200bv1\u200b"),
    "in bold": lambda line: f"*{line}*",
    "with a capital letter, as a telephone begins": lambda line: f"A{line[1:]}",
    "in wide letters": lambda line: line.replace(":", "：").replace("1", "１"),
    "with ligatures and fractions": lambda line: line.replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "hyphenated": lambda line: "-\n".join(line[at : at + 50] for at in range(0, len(line), 50)),
    "in a column of a table": lambda line: "\n".join(f"| {line[at : at + 50]} |" for at in range(0, len(line), 50)),
    "over the foot of a page": lambda line: f"{line[:120]}\n\nSeminar 3, Ada Lovelace\nPage 1 of 2\n\n{line[120:]}",
    "as the pieces of a chat": lambda line: (
        f"[25/11/2026, 10:03] Ada L.: {line[:90]}\n[25/11/2026, 10:04] Ada L.: {line[90:]}"
    ),
    "with no-break spaces": lambda line: "\u00a0".join(line[at : at + 40] for at in range(0, len(line), 40)),
}


@pytest.mark.parametrize("how", SENT)
def test_a_line_is_read_however_it_was_sent(how):
    assert read_line(SENT[how](LINE), EVENT) == read_line(LINE, EVENT)


@pytest.mark.parametrize("end", [1, 5, 9, 10, 40, len(LINE) - 20, len(LINE) - 11])
def test_a_line_that_was_cut_is_refused(end):
    with pytest.raises(LineError, match="Something is missing|no line of answers"):
        read_line(LINE[:-end], EVENT)


@pytest.mark.parametrize("at", range(9, len(LINE), 7))
def test_a_line_in_which_a_letter_was_changed_is_refused(at):
    other = "x" if LINE[at] != "x" else "y"
    with pytest.raises(LineError):
        read_line(LINE[:at] + other + LINE[at + 1 :], EVENT)


def test_another_version_and_another_event_are_refused_in_a_sentence():
    with pytest.raises(LineError, match="version 7, and this course reads version 1"):
        read_line(LINE.replace("v1:", "v7:"), EVENT)
    with pytest.raises(LineError, match="other articles"):
        read_line(LINE, "ffffffff")
    for text in ("", "answers", "http://example.org", "😀" * 5000):
        with pytest.raises(LineError, match="That is no line of answers"):
            read_line(text, EVENT)


@pytest.mark.parametrize(
    "data", ["[1]", "1", '{"event": "0a1b2c3d", "answers": [1]}', '{"event": "0a1b2c3d", "answers": {"2.1": 3}}']
)
def test_a_line_with_something_else_in_it_gives_no_answer(data, monkeypatch):
    monkeypatch.setattr(lines.json, "dumps", lambda *a, **k: data)
    line = write_line("02", {}, EVENT)
    monkeypatch.undo()
    try:
        assert read_line(line, EVENT)[1] == {}
    except LineError:
        pass


def test_a_line_is_data_and_nothing_in_it_is_evaluated(tmp_path):
    evil = f"__import__('pathlib').Path({str(tmp_path / 'ran')!r}).touch()"
    entries = {
        "2.1": {"form": {"answer": evil, evil: [evil]}, "outcome": evil, "when": 5},
        evil: {"form": {}, "when": 5},
    }
    _, read, _ = read_line(write_line("02", entries, EVENT), EVENT)
    assert read["2.1"] == {"form": {"answer": evil, evil: [evil]}, "when": 5}
    assert not list(tmp_path.iterdir())


def test_a_line_that_would_fill_the_memory_is_refused():
    line = write_line("02", {"2.1": {"form": {"answer": "a" * 5_000_000}, "when": 5}}, EVENT)
    with pytest.raises(LineError):
        read_line(line, EVENT)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[0-9][0-9]_*.py")), ids=lambda path: path.stem)
def test_the_values_and_choices_of_a_chapter_fit_in_700_letters(path):
    entries = {}
    for one in load_exercises(path):
        if one.kind in ("code", "choice"):
            wrong, key = (keeping.as_plain(function(CORPUS)) for function in (one.mistakes[0], one.function))
            field = "answer" if one.kind == "code" else "chosen"
            entries[one.number] = {
                "form": {field: key}, "outcome": "right", "first": {field: wrong}, "first_outcome": "not yet",
                "tries": 3, "hints": 2, "when": 1795560000,
            }  # fmt: skip
    line = write_line(path.name[:2], entries, EVENT, "blue table")
    # In chapter 09 there is nothing to choose and nothing to work out.
    assert (entries or path.name[:2] == "09") and len(line) <= 700 and re.fullmatch(r"[\w:+/]+", line)


def test_a_file_of_exercises_knows_where_it_lies(tmp_path):
    file = tmp_path / "01_mine.py"
    file.write_text("from pathlib import Path\nassert Path(__file__).parent.is_dir() and __name__ == '01_mine'\n")
    assert load_exercises(file) == []


def test_the_last_line_in_a_text_is_found():
    other = write_line("03", {"3.1": {"form": {"answer": 1}, "when": 1}}, EVENT)
    assert find_line(f'["{LINE}", "<pre>{other}</pre>"]') == other
    assert find_line("nothing here") == ""


def other_line(chapter, answer, reader=""):
    return write_line(chapter, {f"{int(chapter)}.1": {"form": {"answer": answer}, "when": 7}}, EVENT, "", reader)


def test_the_number_of_the_reader_comes_back_and_a_line_without_one_is_read_as_well():
    assert read_hand_in(other_line("03", 1, "00c0ffee"), EVENT).reader == "00c0ffee"
    assert read_hand_in(LINE, EVENT).reader == ""
    assert read_hand_in(other_line("03", 1, "Ada Lovelace"), EVENT).reader == ""


@pytest.mark.parametrize("how", SENT)
def test_many_lines_in_one_text_are_all_found_however_they_were_sent(how):
    sent = [LINE, other_line("03", "a" * 300), other_line("04", list(range(200)))]
    text = "\n\nAda wrote:\n".join(SENT[how](line) for line in sent)
    assert [hand_in for _, hand_in in find_hand_ins(text, EVENT)] == [read_hand_in(line, EVENT) for line in sent]


def test_lines_that_follow_each_other_at_once_are_told_apart_and_have_their_place():
    one, two = other_line("03", 1), other_line("04", 2)
    assert [(place, hand_in.chapter) for place, hand_in in find_hand_ins(f"\n{one}{two};{one}\n{two}", EVENT)] == [
        (2, "03"), (2, "04"), (2, "03"), (3, "04"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_told_with_its_place_and_hides_no_other():
    cut, piece = LINE[:-20], LINE[30:]
    text = "\n".join(["Good morning!", cut, "Ada", LINE, "Bob", piece, "", LINE.replace("v1:", "v9:"), "Bye"])
    found = find_hand_ins(text, EVENT)
    assert [place for place, _ in found] == [2, 4, 6, 8]
    assert found[1][1] == read_hand_in(LINE, EVENT)
    said = [str(error) for _, error in found if isinstance(error, LineError)]
    assert ["Something is missing" in said[0], "a piece of a line" in said[1], "version 9" in said[2]] == [True] * 3


@given(st.text(max_size=300))
def test_no_text_holds_a_line_by_chance_and_none_breaks_the_search(text):
    assert [hand_in for _, hand_in in find_hand_ins(f"{text}\n{LINE}", EVENT)][-1:] == [read_hand_in(LINE, EVENT)]
    assert not any(not isinstance(error, LineError) for _, error in find_hand_ins(text, EVENT))
