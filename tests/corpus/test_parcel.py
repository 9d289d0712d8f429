"""The parcel: an event goes into a ZIP and comes back as it was, and nothing else does."""

import io
import os
import shutil
import stat
import struct
import zipfile

import pytest

from helpers.corpus import load_corpus, parcel
from helpers.corpus.events import event_names, events_folder
from helpers.corpus.tables import CorpusError
from tests import ROOT

OTHER = ROOT / "tests" / "other_event"


@pytest.fixture(autouse=True)
def events(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    return tmp_path / "events"


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def an_event(**more):
    return {
        "Strike/articles.csv": "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\none,a.txt,One,,,,,,\n",
        "Strike/a.txt": "A story.",
        **more,
    }


def refusal(data, name="mine.zip"):
    with pytest.raises(CorpusError) as refused:
        parcel.bring_back(data, name)
    assert event_names() == [] and not (events_folder().is_dir() and list(events_folder().iterdir()))
    said = str(refused.value)
    assert said.startswith(name) and "\n" not in said and said.endswith(".")
    return said


def test_an_event_comes_back_as_it_was():
    data = parcel.pack(OTHER)
    assert parcel.bring_back(data, "whatever.zip") == "other_event"
    back = events_folder() / "other_event"
    assert {path.name: path.read_bytes() for path in back.iterdir()} == {
        path.name: path.read_bytes() for path in OTHER.iterdir()
    }
    assert parcel.pack(back) == data and parcel.digest(back) == parcel.digest(OTHER)


def test_an_event_of_the_same_name_is_not_overwritten():
    data = zipped(an_event())
    assert [parcel.bring_back(data, "x.zip") for _ in range(3)] == ["Strike", "Strike 2", "Strike 3"]


def test_files_without_a_folder_are_called_as_their_zip():
    files = {name.partition("/")[2]: content for name, content in an_event().items()}
    assert parcel.bring_back(zipped(files), "Harbour – grève.zip") == "Harbour – grève"


def test_what_a_computer_adds_is_passed_over():
    data = zipped(an_event(**{"__MACOSX/Strike/._a.txt": "x", "Strike/.DS_Store": "x"}))
    folder = events_folder() / parcel.bring_back(data, "x.zip")
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "articles.csv"]


@pytest.mark.parametrize(
    "place",
    [
        "../out.txt",
        "/out.txt",
        "Strike/../../out.txt",
        "C:/out.txt",
        "..\\out.txt",
        "Strike/deep/out.txt",
        "Strike//out.txt",
    ],
)
def test_no_file_leaves_its_folder(place):
    assert "no place for a file" in refusal(zipped(an_event(**{place: "x"})))


def test_a_link_is_refused():
    data = io.BytesIO(zipped(an_event()))
    with zipfile.ZipFile(data, "a") as made:
        link = zipfile.ZipInfo("Strike/b.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert "a link and no file" in refusal(data.getvalue())


@pytest.mark.parametrize("place", ["Strike/run.py", "Strike/page.html", "Strike/table", "Strike/inner.zip"])
def test_other_kinds_of_files_are_refused(place):
    assert "only files that end in .csv, .md, .txt" in refusal(zipped(an_event(**{place: "x"})))


def test_a_bomb_does_not_go_off():
    assert "more than 20 MB once it is unpacked" in refusal(zipped(an_event(**{"Strike/b.txt": b"0" * 30_000_000})))


def test_a_bomb_that_lies_about_its_size_does_not_go_off():
    data = bytearray(zipped(an_event(**{"Strike/b.txt": b"0" * 30_000_000})))
    size = struct.pack("<L", 30_000_000)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<L", 10)
    assert "no ZIP, or not the whole of it" in refusal(bytes(data))


def test_too_many_files_are_refused():
    many = {f"Strike/{number}.txt": "x" for number in range(60)}
    assert "62 files" in refusal(zipped(an_event(**many)))


def test_a_large_file_is_not_even_opened():
    assert "larger than 20 MB" in refusal(b"PK" + bytes(20_000_000))


def test_what_is_no_zip_or_half_of_one_is_refused():
    whole = zipped(an_event())
    for data in (b"", b"PK\x03\x04", b"%PDF-1.4 ...", "Привет".encode(), whole[: len(whole) // 2], whole[:-1] + b""):
        assert "is no ZIP, or not the whole of it" in refusal(data)


def test_a_zip_that_was_damaged_on_its_way_is_refused():
    data = bytearray(zipped(an_event(), zipfile.ZIP_STORED))
    at = data.find(b"A story.")
    data[at] ^= 1
    assert "not the whole of it" in refusal(bytes(data))


def test_a_locked_zip_is_refused():
    data = bytearray(zipped(an_event()))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        data[at + place] |= 1
    assert "locked with a password" in refusal(bytes(data))


def test_a_zip_of_something_else_is_refused():
    assert "it is no event" in refusal(zipped({"holiday/notes.txt": "sun"}))
    assert "more than one folder" in refusal(zipped(an_event(**{"Other/b.txt": "x"})))
    assert "more than one folder" in refusal(zipped(an_event(**{"Strike/A.TXT": "x"})))


def test_what_the_loader_refuses_is_refused_whole_and_without_a_path_of_this_computer():
    said = refusal(zipped(an_event(**{"Strike/a.txt": "  \n"})))
    assert "mine.zip was not taken: a.txt is empty" in said and str(ROOT) not in said and "tmp" not in said
    assert "articles.csv has no row" in refusal(zipped(an_event(**{"Strike/b.txt": "One more."})))


def test_the_mark_of_a_folder_follows_what_it_holds_and_not_its_name(tmp_path):
    other = shutil.copytree(OTHER, tmp_path / "renamed")
    assert parcel.digest(other) == parcel.digest(OTHER)
    (other / "README.md").write_text("Another word.")
    assert parcel.digest(other) != parcel.digest(OTHER)
    assert load_corpus(other).folder == other


def test_the_last_change_is_that_of_the_folder_or_of_its_newest_file(tmp_path):
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    for path, seconds in [(tmp_path, 1000), (tmp_path / "a.txt", 2000.5)]:
        os.utime(path, (seconds, seconds))
    assert parcel.last_change(tmp_path) == 2_000_500
    os.utime(tmp_path, (3000, 3000))
    assert parcel.last_change(tmp_path) == 3_000_000
