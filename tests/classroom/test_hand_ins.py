"""The lines of a class: read out of whatever text they stand in, each student once, and nothing lost that can be read."""

import random
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.classroom.hand_ins import read_class
from helpers.corpus import load_corpus
from helpers.exercises import keeping
from helpers.exercises.kinds import load_exercises
from helpers.exercises.lines import read_hand_in, write_line
from helpers.exercises.sheet import event_of
from tests import ROOT
from tests.exercises.test_lines import SENT
from tests.students import EXAMPLE, HEAD

CORPUS = load_corpus(ROOT / "seeds")
EVENT = event_of(CORPUS)
TEXT = EXAMPLE.read_text(encoding="utf-8")
LINES = [line for line in TEXT.splitlines() if line.startswith("answers")]
NAMES = ["Ada Lovelace", "José Núñez", "李小龍", "Anna-Lena O’Brien", "~bob99"]


def entry(answer, when=5, **more):
    return {"form": {"answer": answer}, "outcome": "not yet", "when": when, **more}


def line(chapter, answers, reader="", group=""):
    entries = {number: entry(*given) for number, given in answers.items()}
    return write_line(chapter, entries, EVENT, group, reader)


def wrapped(text, width, start=""):
    return "\n".join(f"{start}{text[at : at + width]}" for at in range(0, len(text), width))


def whatsapp(lines):
    name = random.Random(1).choice
    return "\n".join(
        f"[25/11/2026, 10:{place % 60:02}:11] {name(NAMES)}: \u200e{each}\n"
        f"[25/11/2026, 10:{place % 60:02}:40] {name(NAMES)}: 👍 thanks, see you at 12:30!"
        for place, each in enumerate(lines)
    )


def outlook(lines):
    return "\n".join(
        f"From: {name} <{place}@example.org>\nSent: Wednesday\nSubject: RE: answers\n\nHi,\n\nhere’s mine:\n“"
        + wrapped(each, 74, "> > ")
        + "”\n\nBest –\n"
        + name
        for place, (each, name) in enumerate(zip(lines, NAMES * len(lines)))
    ).replace("ff", "ﬀ")


def quoted_printable(lines):
    return "\n--_000_\nContent-Transfer-Encoding: quoted-printable\n\n".join(
        "=\n".join(each[at : at + 75] for at in range(0, len(each), 75)) for each in lines
    )


def google_forms(lines):
    rows = [f'"2026/11/25 10:03:11 AM GMT+1","{name}","{each} "' for each, name in zip(lines, NAMES * len(lines))]
    return "\n".join(['"Timestamp","Your name","Your line"', *rows]).replace("fi", "ﬁ")


def pdf(lines):
    # A page has a head and a foot, and a line runs across one of them.
    pages = []
    for place, each in enumerate(lines, 1):
        cut = min(len(each) // 2 // 60 * 60, 300)
        pages.append(
            f"{wrapped(each[:cut], 60)}\n\nSeminar 3, answers                 Page {place}\n\x0cFraming, autumn\n{wrapped(each[cut:], 60)}"
        )
    return "\n".join(pages).replace("fl", "ﬂ")


SENDERS = [whatsapp, outlook, quoted_printable, google_forms, pdf]


def same(one, other):
    return one.answers.to_dict("records") == other.answers.to_dict("records")


@pytest.fixture(scope="module")
def thirty():
    return read_class(CORPUS, TEXT)


def test_the_thirty_of_the_example_are_read_and_say_that_they_are_invented(thirty):
    assert TEXT.startswith(HEAD) and "invented" in HEAD
    assert (thirty.students, thirty.lines, thirty.replaced) == (30, len(LINES), 0)
    assert thirty.unread.empty and thirty.chapters == ["01", "03", "04", "07"]
    assert {"1.98", "1.99", "4.99", "7.98"} < set(thirty.answers["number"])


def test_the_example_has_the_answers_that_its_exercises_ask_for_now(thirty):
    # If not, the exercises are others by now: python -m tests.students.
    for path in sorted((ROOT / "notebooks/exercises").glob("0[134]_*.py")):
        for one in [one for one in load_exercises(path) if one.kind in ("code", "choice")]:
            entries = thirty.entries(one.number)
            right = entries[entries["outcome"] == "right"]
            field = "answer" if one.kind == "code" else "chosen"
            assert len(right) > 5 and all(one.right(form[field], CORPUS) for form in right["form"]), one.number


@pytest.mark.parametrize("sender", SENDERS, ids=lambda sender: sender.__name__)
def test_thirty_lines_are_read_as_they_come_from(sender, thirty):
    read = read_class(CORPUS, sender(LINES))
    assert read.unread.empty and same(read, thirty)


@pytest.mark.parametrize("how", SENT)
def test_thirty_lines_are_read_however_they_were_sent(how, thirty):
    read = read_class(CORPUS, "\nAda:\n".join(SENT[how](each) for each in LINES))
    assert read.unread.empty and same(read, thirty)


def test_a_student_is_the_same_number_in_whatever_order_the_lines_come(thirty):
    shuffled = random.Random(4).sample(LINES, len(LINES))
    assert same(read_class(CORPUS, "\n".join([*shuffled, *LINES])), thirty)


def test_of_one_student_and_chapter_the_newest_line_counts_wherever_it_stands():
    old, new = ({"2.1": (answer, when), "2.2": (7, 2)} for answer, when in ((1, 3), (2, 4)))
    lines = [line("02", new, "aaaaaaaa"), line("02", old, "aaaaaaaa"), line("02", old, "bbbbbbbb")]
    read = read_class(CORPUS, "\n".join([*lines, line("03", {"3.1": (9,)}, "aaaaaaaa")]))
    assert (read.students, read.lines, read.replaced) == (2, 4, 1)
    assert sorted(form["answer"] for form in read.entries("2.1")["form"]) == [1, 2]
    assert read.answers.groupby("student")["chapter"].nunique().max() == 2


def test_lines_without_a_number_are_one_students_if_two_answers_are_the_same_to_the_second():
    first = line("02", {"2.1": (1, 10), "2.2": (2, 20)})
    later = line("02", {"2.1": (1, 10), "2.2": (2, 20), "2.3": (3, 30)})
    another = line("02", {"2.1": (1, 10), "2.2": (2, 21)})
    read = read_class(CORPUS, "\n".join([first, another, later, first]))
    assert (read.students, read.replaced) == (2, 2)
    assert len(read.entries("2.3")) == 1


def test_two_students_with_the_same_answers_in_the_same_second_are_two_if_their_numbers_differ():
    given = {"2.1": (1, 10), "2.2": (2, 20)}
    assert read_class(CORPUS, line("02", given, "aaaaaaaa") + line("02", given, "bbbbbbbb")).students == 2
    # A line from before readers had numbers goes to the one who gave its answers.
    assert read_class(CORPUS, line("02", given) + line("02", given, "bbbbbbbb")).students == 1


def test_what_cannot_be_read_is_listed_and_left_out_and_takes_nothing_with_it(thirty):
    broken = [
        LINES[0][:-30],
        "answers01v9:abcd:00000000",
        write_line("01", {"1.1": entry(1)}, "ffffffff"),
        LINES[1][50:],
    ]
    read = read_class(CORPUS, "\n".join([broken[0], *LINES[:50], *broken[1:], *LINES[50:]]))
    assert same(read, thirty)
    assert read.unread["place"].tolist() == ["line 1", "line 52", "line 53", "line 54"]
    assert read.unread["begins"].iloc[0] == LINES[0][:30]
    said = ["Something is missing", "version 9", "other articles", "a piece of a line"]
    assert [word in why for word, why in zip(said, read.unread["why"])] == [True] * 4


@pytest.mark.parametrize("text", ["", "   ", "Good morning\nhow are you?", "answers", "\x00\ufffd" * 50])
def test_without_a_line_there_is_nobody(text):
    read = read_class(CORPUS, text)
    assert (read.students, read.chapters, len(read.unread)) == (0, [], 0)


def test_what_belongs_to_no_chapter_of_the_line_is_left_out():
    read = read_class(CORPUS, line("02", {"2.1": (1,), "3.1": (2,), "99.1": (3,), "2.99": (4,)}))
    assert read.answers["number"].tolist() == ["2.1", "2.99"]


def test_a_folder_of_notebooks_and_texts(tmp_path, thirty):
    folder = tmp_path / "hand ins"
    (folder / "deeper").mkdir(parents=True)
    for place, each in enumerate(LINES[:40]):
        output = new_output("display_data", data={"text/plain": f"right\n{each}", "text/html": f"<pre>{each}</pre>"})
        cell = new_code_cell('answers("01")', outputs=[output])
        nbformat.write(new_notebook(cells=[cell]), folder / f"Chapter ({place}).ipynb")
    (folder / "deeper/form.csv").write_bytes(google_forms(LINES[40:70]).encode("utf-16"))
    (folder / "mail.eml").write_text(outlook(LINES[70:]), encoding="utf-8")
    nbformat.write(new_notebook(), folder / "empty.ipynb")
    (folder / "no.ipynb").write_text("{")
    (folder / "essay.docx").write_bytes(b"PK")
    (folder / "note.txt").write_text("nothing here")
    (folder / ".ipynb_checkpoints").mkdir()
    shutil.copy(folder / "no.ipynb", folder / ".ipynb_checkpoints")
    read = read_class(CORPUS, "", f' "{folder}" ')
    assert same(read, thirty)
    assert read.unread["place"].tolist() == ["empty.ipynb", "essay.docx", "no.ipynb", "note.txt, line 1"]
    assert read_class(CORPUS, "", str(folder / "nowhere")).unread["why"].tolist() == [
        "There is no such folder here: write its whole path."
    ]


def test_lines_of_another_event_are_not_those_of_this_one():
    other = load_corpus(ROOT / "tests" / "other_event")
    assert read_class(other, "\n".join(LINES[:3])).students == 0
    own = write_line("01", {"1.1": entry("courier")}, event_of(other))
    assert read_class(other, own).students == 1


def test_three_hundred_are_read(thirty):
    lines = []
    for place in range(10):
        for each in LINES:
            chapter, entries, group, reader = read_hand_in(each, EVENT)
            lines.append(write_line(chapter, entries, EVENT, group, f"{place}{reader[1:]}"))
    read = read_class(CORPUS, whatsapp(lines))
    assert read.students == 10 * len({read_hand_in(each, EVENT).reader[1:] for each in LINES}) == 300
    assert read.unread.empty


def test_nothing_that_a_line_holds_is_run(tmp_path):
    evil = f"__import__('pathlib').Path({str(tmp_path / 'ran')!r}).touch()"
    read_class(CORPUS, line("02", {"2.1": (evil,), evil: (evil,)}, evil, evil))
    assert not list(tmp_path.iterdir())


def test_the_reader_of_a_disk_is_drawn_once_and_goes_with_the_line(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "one"))
    assert keeping.reader() == ""
    mine = keeping.new_reader()
    assert keeping.READER.fullmatch(mine) and keeping.new_reader() == keeping.reader() == mine
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "other"))
    assert keeping.new_reader() != mine
    assert keeping.be_reader(mine) == keeping.reader() == mine
    for nobody in ("", "Ada Lovelace", None, 5):
        keeping.be_reader(nobody)
    assert keeping.reader() == mine
    (tmp_path / "other" / "reader.txt").write_text("Ada")
    assert keeping.reader() == ""
