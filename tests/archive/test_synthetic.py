"""The archive that is made: the same for all who make it, and every trap of the chapter is in it."""

import hashlib

import pytest

from helpers.analyses import estimates, naming, sourcing
from helpers.archive import synthetic

DIGEST = "64e1d8d5cfb5"


@pytest.fixture(scope="module")
def archive():
    return synthetic.archive()


def test_whoever_makes_it_has_the_same(archive):
    articles, _ = synthetic.made()
    text = "".join(articles["text"])
    assert len(articles) == archive.number == 915 and archive.set_aside.empty
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == DIGEST
    assert not synthetic.made(1)[0].equals(articles)


def test_a_statement_is_a_sentence_of_its_article():
    articles, true = synthetic.made()
    texts = articles.set_index("article")["text"]
    said = [texts[row.article][row.start : row.end] for row in true.itertuples()]
    assert all(sentence.endswith(".") and sentence[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ" for sentence in said)
    assert not any("lamp indicated" in sentence or "map shows" in sentence for sentence in said)


def test_its_lexicon_is_found_as_often_as_it_was_put_in(archive):
    found = archive.run(naming.mentions, synthetic.LEXICON, voice=False).table
    for label, words in {"rioter": "rioters", "protester": "protesters", "strike": "strike"}.items():
        assert (found["label"] == label).sum() == synthetic.made()[0]["text"].str.lower().str.count(
            rf"\b{words}\b"
        ).sum()


def test_copies_gap_and_new_editor_are_there(archive):
    assert len(archive.copies()) == synthetic.PRINTED - 1
    about = archive.articles
    assert about.query("outlet == @synthetic.LOST[0] and month == @synthetic.LOST[1]").empty
    found, _ = synthetic.by_half(synthetic.CEDAR)
    true = synthetic.truth().set_index(["outlet", "half"])["statements"]
    assert found["second"] < 0.6 * found["first"] and true["Cedar News", "second"] > true["Cedar News", "first"]


def test_who_reads_all_of_it_has_the_truth(archive):
    everything = synthetic.read(archive.number)
    found = len(archive.run(sourcing.attributions).table)
    table = estimates.corrected(found, archive.number, everything)
    assert everything["found"].sum() == found
    # Two statements that were found in one sentence count as two.
    true = synthetic.truth()["statements"].sum()
    assert everything["there"].sum() == pytest.approx(true, rel=0.01)
    assert table.loc[estimates.POWERED].nunique() == 1
