"""The checkup of chapter 00: it names where the copy was launched from, where the server tells."""

from helpers.upkeep.checkup import checkup


def test_the_checkup_names_the_repository_that_binder_launched_and_nothing_elsewhere(monkeypatch, capsys):
    checkup()
    elsewhere = capsys.readouterr().out
    assert "launched" not in elsewhere
    *parts, last = elsewhere.splitlines()
    assert parts and all(part.startswith("works  ") for part in parts) and last == "Everything works: go on."
    monkeypatch.setenv("BINDER_REPO_URL", "https://github.com/me/course")
    checkup()
    said = "This copy of the course was launched from https://github.com/me/course\n"
    assert capsys.readouterr().out == said + elsewhere
