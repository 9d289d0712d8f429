"""The command that makes an event of a folder of text files, and asks nothing."""

import course
from helpers.corpus import load_corpus
from helpers.corpus.events import current_event
from helpers.upkeep import event


def folder_of(tmp_path, monkeypatch, **texts):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    folder = tmp_path / "My strike – 港"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def test_a_folder_becomes_the_event_that_is_worked_on(tmp_path, monkeypatch, capsys):
    folder = folder_of(tmp_path, monkeypatch, wire="Boats block the port\n\nThe boats came.", echo="Nobody was hurt.")
    assert event.main([str(folder)]) == 0
    corpus = load_corpus(current_event())
    assert current_event().name == folder.name
    assert corpus.articles["headline"].to_dict() == {"echo": "", "wire": "Boats block the port"}
    assert "The event “My strike – 港” has 2 articles." in capsys.readouterr().out


def test_once_more_adds_only_what_is_new(tmp_path, monkeypatch, capsys):
    folder = folder_of(tmp_path, monkeypatch, wire="The boats came.")
    event.main([str(folder)])
    (folder / "echo.txt").write_text("Nobody was hurt.")
    assert event.main([str(folder)]) == 0
    assert "wire.txt: This text is there already" in capsys.readouterr().out
    assert list(load_corpus(current_event()).articles.index) == ["wire", "echo"]


def test_what_is_no_folder_of_texts_is_said(tmp_path, monkeypatch):
    folder = folder_of(tmp_path, monkeypatch, empty="")
    assert "no article of" in event.main([str(folder)])
    assert "holds no text file" in event.main([str(tmp_path / "nowhere")])
    assert "name one folder" in event.main([])


def test_the_command_means_the_folder_where_it_was_typed_and_opens_the_workshop(tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(course, "set_up", lambda *names: None)
    monkeypatch.setattr(course, "run", lambda python, *arguments: ran.append(arguments) or 0)
    monkeypatch.chdir(tmp_path)
    assert course.main(["event", "texts"]) == 0
    assert ran[0] == ("-m", "helpers.upkeep.event", str(tmp_path / "texts"))
    assert f"--LabApp.default_url=/lab/tree/{course.WORKSHOP}" in ran[1]


def test_a_folder_that_is_refused_opens_nothing(monkeypatch):
    ran = []
    monkeypatch.setattr(course, "set_up", lambda *names: None)
    monkeypatch.setattr(course, "run", lambda python, *arguments: ran.append(arguments) or 1)
    assert course.main(["event", "texts"]) == 1 and len(ran) == 1
