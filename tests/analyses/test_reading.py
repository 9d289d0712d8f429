"""Chapter 01's analyses, against counts made by hand, and with the network cut off."""

import subprocess
import sys

import pytest

from helpers.analyses import naming
from helpers.analyses.reading import blind_sentences, grades, lengths, provenance
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from tests.corpora import SEEDS

WITHOUT_NETWORK = """
import socket
def refuse(*arguments, **options):
    raise OSError("no network here")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
import textstat
print(textstat.flesch_kincaid_grade("The offer was made on Tuesday. Nobody has accepted it so far."))
"""


def test_lengths_before_and_after_cleaning():
    table = lengths(SEEDS)
    assert table.loc["southfront"].tolist() == [358, 304]
    assert (table["words in the file"] >= table["words in the article"]).all()


def test_readability_needs_no_network():
    run = subprocess.run([sys.executable, "-c", WITHOUT_NETWORK], text=True, capture_output=True)
    assert run.returncode == 0, run.stderr
    assert 0 < float(run.stdout) < 12


def test_how_each_field_is_known_as_read_in_the_files_by_hand():
    table = provenance(SEEDS).filter(like="how known")
    says, inferred, unknown = "the file says so", "inferred", "not known"
    assert table.to_numpy().tolist() == [
        [inferred] * 3,
        [inferred, inferred, unknown],
        [says, says, unknown],
        [inferred] * 3,
        [says] * 3,
    ]


def test_grades_match_the_formula_on_a_text_counted_by_hand(tmp_path):
    # 10 words, 2 sentences, 13 syllables.
    (tmp_path / "a.txt").write_text("The cat sat in the garden. Nobody had seen it.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\na,a.txt,A,,,,,,\n",
        encoding="utf-8",
    )
    assert grades(load_corpus(tmp_path)).loc["a"].tolist() == [round(0.39 * 5 + 11.8 * 1.3 - 15.59, 1)] * 2


def test_the_blind_sentences_are_from_the_middle_one_an_article():
    corpus = SEEDS
    blind = blind_sentences(corpus)
    assert sorted(blind["article"]) == sorted(corpus.articles.index)
    for row in blind.itertuples():
        numbers = corpus.sentences[corpus.sentences["article"] == row.article]
        assert 1 < numbers.loc[numbers["sentence"] == row.sentence, "number"].item() < len(numbers)


def test_a_name_in_a_sentence_is_no_statement_of_origin(tmp_path):
    (tmp_path / "a.txt").write_text("He told Fox News on Sunday. By Fox News", encoding="utf-8")
    columns = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet"
    table = tmp_path / "articles.csv"
    table.write_text(f"{columns}\na,a.txt,Fox News,,,,,,\n", encoding="utf-8")
    assert provenance(load_corpus(tmp_path)).at["a", "outlet: how known"] == "inferred"
    table.write_text(f"{columns},outlet_stated\na,a.txt,Fox News,,,,,,,By Fox News\n", encoding="utf-8")
    assert provenance(load_corpus(tmp_path)).at["a", "outlet: how known"] == "the file says so"
    table.write_text(f"{columns},outlet_stated\na,a.txt,Fox News,,,,,,,From Fox\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="row 2: “From Fox”, under “outlet_stated”, does not stand in a.txt"):
        load_corpus(tmp_path)


def test_a_sentence_keeps_its_number_when_labels_are_blacked_out():
    corpus = SEEDS
    labels = naming.mentions(corpus)["form"].str.lower().unique()
    for fact in corpus.facts["fact"]:
        bare = blind_sentences(corpus, fact, labels)
        assert bare["article"].tolist() == blind_sentences(corpus, fact)["article"].tolist(), fact
