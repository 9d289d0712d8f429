"""What is concluded of an event, what to think twice about in it, and what may not be concluded."""

import shutil

import pytest

from helpers.analyses import conclusions, omissions
from helpers.corpus import load_corpus
from helpers.corpus.events import EXAMPLE
from helpers.corpus.tables import CorpusError
from tests import ROOT
from tests.corpora import OTHER_EVENT, SEEDS

FOLDER = ROOT / "tests" / "other_event"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "event")


def write(folder, *rows):
    (folder / "conclusions.csv").write_text("\n".join(["conclusion,article,text,occurrence", *rows]), encoding="utf-8")


def test_a_conclusion_has_its_evidence_in_its_articles_and_may_have_none(folder):
    write(folder, "The mill is shut.,,,", "No charges.,kestrel,without charges,", "No charges.,courier,facing charges,")
    table = conclusions.written(load_corpus(folder))
    assert table[["conclusion", "article", "text"]].values.tolist() == [
        ["The mill is shut.", "", ""],
        ["No charges.", "kestrel", "without charges"],
        ["No charges.", "courier", "facing charges"],
    ]
    assert conclusions.written(OTHER_EVENT).empty


@pytest.mark.parametrize(
    "row, said",
    [
        ("No charges.,kestrel,,", "conclusions.csv, row 2: the cell under “text” is blank beside “kestrel”"),
        ("No charges.,,without charges,", "conclusions.csv, row 2: the cell under “article” is blank"),
        (",kestrel,without charges,", "conclusions.csv, row 2: the cell under “conclusion” is blank"),
        ("No charges.,kestrel,with all charges,", "“with all charges” does not stand in the file of kestrel"),
        ("No charges.,courier,Soup at the gate,", "stands in the headline or in the boilerplate"),
    ],
)
def test_evidence_that_cannot_be_found_is_refused_in_a_sentence(folder, row, said):
    write(folder, row)
    with pytest.raises(CorpusError, match=said) as raised:
        load_corpus(folder)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "sentence, about",
    [
        ("The Ledger speaks of intruders only.", {"intruders": "a label"}),
        ("Ledger HIDES that a man was hurt.", {"hides": "hiding"}),
        ("It deliberately silences them.", {"deliberately": "purpose", "silences": "silencing"}),
        ("It lies.", {"lies": "lying"}),
        ("The paper always writes so.", {"the paper": "the outlet", "always": "always"}),
        ("Two of three articles name the company.", {}),
        # A word of the table inside another one is none.
        ("The relief allies found is believable.", {}),
        ("", {}),
    ],
)
def test_what_a_sentence_takes_for_granted_is_pointed_out_with_a_reason(sentence, about):
    found = conclusions.warnings(OTHER_EVENT, sentence)
    assert dict(zip(found["word"], found["about"])) == about
    assert all(why.endswith(".") for why in found["why"])


def test_without_labels_the_other_words_are_pointed_out(tmp_path):
    for path in [*FOLDER.glob("*.txt"), FOLDER / "articles.csv"]:
        shutil.copy(path, tmp_path)
    found = conclusions.warnings(load_corpus(tmp_path), "It always says intruders.")
    assert found["word"].tolist() == ["always"]


def says(corpus):
    return " | ".join(conclusions.limits(corpus)["says"])


def test_what_may_not_be_concluded_is_said_only_where_it_holds(folder):
    full, example = says(SEEDS), says(load_corpus(EXAMPLE))
    assert "5 articles with 1,800 words" in full and "found by rules" not in full and "Nothing can be said" not in full
    assert "there is no actions.csv" in example and "there is no labels.csv" not in example
    # As counted in the table by hand: who looked at none of them, and what was not taken out.
    assert "7 of 47 statements were found by rules, and nobody has looked at them (meridian)" in example
    assert "Without evidence" not in says(load_corpus(folder)) and "nobody has decided" not in says(load_corpus(folder))
    write(folder, "The mill is shut.,,,")
    assert "Without evidence: 1 of 1 conclusion. " in says(load_corpus(folder))
    (folder / "boilerplate.csv").unlink()
    assert "were no part of the article, and nobody has decided (courier)" in says(load_corpus(folder))
    assert "courier, kestrel, ledger: nothing was cut." in says(load_corpus(folder))


def test_a_second_coding_is_noticed(folder):
    assert "Coded once only: labels.csv, actions.csv. " in says(OTHER_EVENT)
    (folder / "frames_b.csv").unlink()
    assert "Coded once only: labels.csv, actions.csv, frames.csv. " in says(load_corpus(folder))


def test_of_articles_alone_it_says_what_nobody_has_looked_for(tmp_path):
    for path in [*FOLDER.glob("*.txt"), FOLDER / "articles.csv"]:
        shutil.copy(path, tmp_path)
    said = says(load_corpus(tmp_path))
    assert (
        said.count("nobody has looked for it yet") == 4 and "Coded once" not in said and "without an actor" not in said
    )


def test_numbers_of_one_fact_disagree_where_they_are_not_all_the_same():
    table = omissions.disagreeing(OTHER_EVENT)
    assert table.groupby("fact", sort=False)["number"].agg(list).to_dict() == {
        "inside": ["about 140", "almost 60", "about 60"],
        "jobs": ["312", "over 500"],
    }
