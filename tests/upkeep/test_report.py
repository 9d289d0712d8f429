"""The command that writes a report: where it says it has, and what it does not take."""

import pytest

from helpers.upkeep import report
from tests import ROOT


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "REPORTS", tmp_path / "handouts")
    return tmp_path / "handouts"


def test_the_command_says_where_it_has_written(reports, capsys):
    assert report.main([str(ROOT / "tests" / "other_event")]) == 0
    (file,) = reports.iterdir()
    assert file.name == "report_other_event.html" and str(file) in capsys.readouterr().out
    assert file.read_text(encoding="utf-8").endswith("</main></body></html>\n")


def test_a_folder_that_is_no_corpus_is_said_to_be_none(tmp_path, reports):
    assert "has no articles.csv" in report.main([str(tmp_path)])
    assert report.main(["one", "two"]).startswith("report: name one folder, or none")
    assert not reports.exists()
