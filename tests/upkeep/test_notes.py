"""Notes on a corpus: what is told, and that nothing is told that is not so."""

import shutil

import pandas as pd
import pytest

from helpers.corpus import load_corpus
from helpers.exercises.examine import gaps
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep import claims
from helpers.upkeep.notes import notes
from tests import ROOT

EVENTS = [ROOT / "seeds", ROOT / "tests/other_event"]


def of_files(corpus):
    return [note for note in notes(corpus) if note.startswith("articles.csv")]


@pytest.mark.parametrize("folder", EVENTS, ids=lambda folder: folder.name)
def test_no_headline_and_no_date_is_seen_where_there_is_none_and_a_forgotten_one_is(folder, tmp_path):
    assert of_files(load_corpus(folder)) == []
    copy = shutil.copytree(folder, tmp_path / "event")
    articles = pd.read_csv(copy / "articles.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    articles.assign(headline="").to_csv(copy / "articles.csv", index=False)
    for table in copy.glob("*.csv"):
        if table.stem not in ("articles", "boilerplate"):
            table.unlink()
    # A headline that stands in a file twice is boilerplate in its second place, which is the first one now.
    boilerplate = pd.read_csv(copy / "boilerplate.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    boilerplate[~boilerplate["reason"].str.startswith("headline")].to_csv(copy / "boilerplate.csv", index=False)
    told = of_files(load_corpus(copy))
    forgotten = [row for row in articles.itertuples() if row.headline]
    assert len(told) == len(forgotten)
    for note, row in zip(told, forgotten):
        said = f"articles.csv, “{row.article}”: “headline” is blank, and {row.file} seems to begin with one, “"
        assert note.startswith(said) and note.removeprefix(said)[:20] == row.headline[:20]


TEXT = "The mayor of Ostrevik opened a bridge on Friday, after nine years of work.\n"


@pytest.mark.parametrize(
    "beginning, said",
    [
        ("Mayor opens bridge\n\n", "seems to begin with one, “Mayor opens bridge”"),
        ("# Mayor opens bridge\n\n", "seems to begin with one, “Mayor opens bridge”"),
        ("Does the mayor open a bridge?\n\n", "seems to begin with one"),
        ("12 October 2021\n", "bridge.txt begins with a date, “12 October 2021”"),
        ("Tuesday, March 06, 2018\n\n", "begins with a date, “Tuesday, March 06, 2018”"),
        ("2021-10-12\n\n", "begins with a date"),
        ("Mayor opens bridge\n", None),
        ("The mayor opened a bridge.\n\n", None),
        ("“The bridge is open.”\n\n", None),
        ("By Runa Tjelvmark\n\n", None),
        ("OSTREVIK:\n\n", None),
        ("Bridge\n\n", None),
        ("The year 2021\n", None),
        ("", None),
    ],
)
def test_what_a_file_begins_with_is_told_if_it_looks_like_a_headline_or_a_date(tmp_path, beginning, said):
    (tmp_path / "bridge.txt").write_text(beginning + TEXT, encoding="utf-8")
    columns = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet"
    (tmp_path / "articles.csv").write_text(f"{columns}\nbridge,bridge.txt,Bridge Post,,,,,,\n", encoding="utf-8")
    told = notes(load_corpus(tmp_path))
    assert told == [] if said is None else len(told) == 1 and said in told[0]


def test_a_form_that_stands_in_no_article_is_told_and_is_no_error(tmp_path, monkeypatch, capsys):
    copy = shutil.copytree(EVENTS[1], tmp_path / "event")
    labels = copy / "labels.csv"
    labels.write_text(
        "label,forms,family,note\nworker,worker; workers,,\npirate,pirat*; buccaneer; worker-h*,,\n", encoding="utf-8"
    )
    told = "labels.csv: no article has the forms “pirat*” (pirate), “buccaneer” (pirate)"
    corpus = load_corpus(copy)
    assert notes(corpus) == [told]
    monkeypatch.setattr(claims, "load_corpus", lambda: corpus)
    monkeypatch.setattr(claims, "notebooks", lambda names: [])
    assert claims.main([]) == 0 and capsys.readouterr().out == f"note: {told}.\n"


def test_the_exercises_of_the_course_are_numbered_without_a_gap():
    assert [gap for path in sorted(FOLDER.glob("[0-9]*.py")) for gap in gaps(load_exercises(path))] == []
