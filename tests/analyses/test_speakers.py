"""Who "he" is, and which kind of source: proposed by rules that were read on three events, and measured on what is coded."""

import shutil

import pytest

from helpers.analyses import speakers
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError, forms_in
from tests import ROOT
from tests.corpora import EXAMPLE_EVENT as EXAMPLE
from tests.corpora import OTHER_EVENT, SEEDS

SAID = "“The bridge is shut,” {} said on Monday. "


def event(folder, *articles, **files):
    """A corpus of articles that are each a text, with further files."""
    for number, text in enumerate(articles):
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    head = (ROOT / "seeds" / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    rows = [f"a{number},a{number}.txt,A{number}{',' * (head.count(',') - 2)}" for number in range(len(articles))]
    (folder / "articles.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_corpus(folder)


@pytest.mark.parametrize(
    "before, source, speaker, kind, word",
    [
        ("", "Mayor Ivo Rossi", "Ivo Rossi", "government", "mayor"),
        ("The council heard Mayor Ivo Rossi. ", "Rossi", "Ivo Rossi", "government", "mayor"),
        ("President Bashar al-Rossi was there. ", "Rossi", "Bashar al-Rossi", "government", "president"),
        ("", "Ada Kern, a nurse of the town", "Ada Kern", "workers", "nurse"),
        ("", "a spokeswoman for the ministry", "a spokeswoman for the ministry", "government", "ministry"),
        ("", "The ministry", "ministry", "government", "ministry"),
        ("", "Residents of Brannick", "residents of Brannick", "residents", "residents"),
        ("The Brannick Miners’ Union met. ", "the union", "Brannick Miners’ Union", "workers", "union"),
        ("", "pro-rebel newspapers", "pro-rebel newspapers", "media", "newspapers"),
        ("", "the company's lawyer", "company's lawyer", "residents", "lawyer"),
        ("They met Ada Kern. Rossi came. Then Ivo Rossi. ", "Mr. Rossi", "Ivo Rossi", "not coded", ""),
        ("", "Gen. J. K. Rossi", "J. K. Rossi", "military", "gen."),
        ("", "Zog", "Zog", "not coded", ""),
        ("The fire service came with Zog. ", "Zog", "Zog", "not coded", ""),
        ("It rained in Paris, France, and Zog, a baker, left. ", "Zog", "Zog", "not coded", ""),
    ],
)
def test_a_source_has_a_name_and_a_kind_by_the_words_it_is_given_with(tmp_path, before, source, speaker, kind, word):
    table = speakers.proposed(event(tmp_path, before + SAID.format(source)))
    assert table[["speaker", "source_type", "word", "found_by"]].values.tolist() == [[speaker, kind, word, "rules"]]


@pytest.mark.parametrize(
    "sources, meant",
    [
        (["Mayor Ivo Rossi", "he"], "Ivo Rossi"),
        (["Mayor Ivo Rossi", "the ministry", "he"], "Ivo Rossi"),
        (["Mayor Ivo Rossi", "the ministry", "it"], "ministry"),
        (["Mayor Ivo Rossi", "a spokeswoman for the ministry", "he"], "Ivo Rossi"),
        (["Ivo Rossi", "he", "Ada Kern", "she", "he"], "Ivo Rossi"),
        (["the protesters", "Ada Kern", "they"], "protesters"),
        (["he"], "he"),
    ],
)
def test_a_pronoun_is_the_nearest_one_who_spoke_and_can_be_meant(tmp_path, sources, meant):
    corpus = event(tmp_path, "\n\n".join(map(SAID.format, sources)))
    assert speakers.each(corpus)["speaker"].tolist()[-1] == meant


def test_a_source_that_is_called_so_in_several_articles_is_one_row_and_a_he_of_each_speaker_another(tmp_path):
    text = SAID.format("Mayor Ivo Rossi") + SAID.format("he")
    corpus = event(
        tmp_path, text, text, SAID.format("Ada Kern") + SAID.format("The ministry") + SAID.format("the ministry")
    )
    table = speakers.proposed(corpus)
    assert table[["source", "articles", "statements", "speaker"]].values.tolist() == [
        ["Mayor Ivo Rossi", "a0, a1", 2, "Ivo Rossi"],
        ["he", "a0, a1", 2, "Ivo Rossi"],
        ["Ada Kern", "a2", 1, "Ada Kern"],
        ["The ministry", "a2", 2, "ministry"],
    ]


def test_an_event_may_have_kinds_of_its_own_and_they_are_checked(tmp_path):
    text = SAID.format("a beekeeper")
    own = event(tmp_path, text, source_kinds="kind,words\nfriends of bees,beekeeper*\n")
    assert speakers.proposed(own)["source_type"].tolist() == ["friends of bees"]
    assert speakers.kinds(own)["kind"].tolist() == ["friends of bees"]
    for table, said in [
        ("kind,words\nx,*\n", "the form “\\*” holds no word"),
        ("kind,words\nx,a\nx,b\n", "“x” stands there already"),
        ("kind,words\nx,\n", "the cell under “words” is blank"),
    ]:
        (tmp_path / "source_kinds.csv").write_text(table, encoding="utf-8")
        with pytest.raises(CorpusError, match=f"source_kinds.csv, row [23]: .*{said}"):
            load_corpus(tmp_path)


def test_no_word_says_two_kinds_and_each_kind_is_its_own():
    table = speakers.kinds(SEEDS)
    words = [word for row in table["words"] for word in forms_in(row)]
    assert len(words) == len(set(words)) and "not coded" not in set(table["kind"])
    coded = SEEDS.attributions.assign(
        source_type=speakers.each(SEEDS)["source_type"], speaker=speakers.each(SEEDS)["speaker"]
    )
    measured = speakers.measured(SEEDS.with_tables(attributions=coded))
    assert (measured["share"] == 1).all()


def test_what_is_coded_of_speakers_is_no_help_to_the_proposals(tmp_path):
    folder = shutil.copytree(SEEDS.folder, tmp_path / "event")
    file = folder / "attributions.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Yuri Yevtushenko,Russian officials", "X,Y"), encoding="utf-8"
    )
    assert speakers.each(load_corpus(folder))["speaker"].equals(speakers.each(SEEDS)["speaker"])


@pytest.mark.parametrize(
    "corpus, right",
    [
        pytest.param(SEEDS, [(31, 42), (2, 4), (31, 42)], id="our five, with which the table of words was made"),
        pytest.param(OTHER_EVENT, [(17, 18), (3, 3), (17, 18)], id="the other event"),
        pytest.param(EXAMPLE, [(36, 40), (11, 12), (32, 40)], id="the example"),
    ],
)
def test_so_often_the_proposals_agree_with_what_is_coded(corpus, right):
    table = speakers.measured(corpus)
    assert list(zip(table["right"], table["statements"])) == right
    assert (table["low"] < table["share"]).all() and (table["share"] <= table["high"]).all()
