"""The tables coded by hand: what is refused in them, with file, row and cure, and what is read into numbers and offsets."""

import shutil

import pandas as pd
import pytest

from helpers.analyses.omissions import without
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from tests import ROOT

SEEDS = ROOT / "seeds"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SEEDS, tmp_path / "seeds")


def change(folder, name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "name, old, new, said",
    [
        (
            "evidence.csv",
            "convoy,cnn,",
            "konvoy,cnn,",
            ["evidence.csv, row", "no fact is called “konvoy”", "add it there"],
        ),
        (
            "evidence.csv",
            "convoy,cnn,the 46-truck",
            "convoy,cnn,the 47-truck",
            ["evidence.csv, row", "the 47-truck", "letter for letter"],
        ),
        (
            "evidence.csv",
            ",same,,46,on Monday",
            ",agrees,,46,on Monday",
            ["evidence.csv, row", "“agrees” is “agrees”", "same or differs"],
        ),
        (
            "evidence.csv",
            ",same,,46,on Monday",
            ",same,value,46,on Monday",
            ["evidence.csv, row", "“differs_in” is “value”", "blank"],
        ),
        (
            "evidence.csv",
            ",differs,value,780",
            ",differs,,780",
            ["evidence.csv, row", "“differs_in” is “”", "value, actor, certainty, disputed"],
        ),
        (
            "evidence.csv",
            "almost 600",
            "nearly 600",
            ["evidence.csv, row", "“value” is “nearly 600”", "over, almost, about, at most"],
        ),
        ("evidence.csv", "over 2000", '"over 2,000"', ["evidence.csv, row", "“over 2,000”", "2000 or 33.3"]),
        ("evidence.csv", ",780,", ",1.100,", ["evidence.csv, row", "“1.100”", "2000 or 33.3"]),
        (
            "evidence.csv",
            "offer,jerusalemonline,The Russian military has offered safe passage for fighters",
            "offer,jerusalemonline,Russia offers Syrian opposition fighters safe exit",
            ["evidence.csv, row 4", "headline", "quote the article itself"],
        ),
        (
            "actions.csv",
            ",evacuated,Only a handful of civilians,passive,",
            ",evacuated,Only a handful of civilians,pasive,",
            ["actions.csv, row", "“form” is “pasive”", "active, passive, passive with actor, noun, state"],
        ),
        (
            "actions.csv",
            ",evacuated,Only a handful of civilians,passive,",
            ",evacuated,Only a handful of civilians,passive with actor,",
            ["actions.csv, row", "“actor” is “”", "write passive with actor where the sentence names an actor"],
        ),
        (
            "actions.csv",
            "passive,not named,people,not at all",
            "passive,Russia,people,not at all",
            ["actions.csv, row", "“side_of_actor” is “Russia”", "write not named where that cell is blank"],
        ),
        (
            "actions.csv",
            ",evacuated,Only a handful of civilians,",
            ",evacuated,,",
            ["actions.csv, row", "“side_of_affected” is “people”", "write not named"],
        ),
        (
            "actions.csv",
            "passive,not named,people,not at all",
            "passive,not named,people,",
            ["actions.csv, row", "“named_elsewhere” is “”", "elsewhere or not at all"],
        ),
        (
            "actions.csv",
            ",evacuated,Only a handful of civilians,",
            ",pound,Only a handful of civilians,",
            ["actions.csv, row", "“pound” does not stand in “Only a handful", "quote both from one clause"],
        ),
        (
            "actions.csv",
            ",evacuated,Only a handful of civilians,",
            ",evacuated,Only two handfuls,",
            ["actions.csv, row", "“Only two handfuls” does not stand in the file of cnn", "leave the cell blank"],
        ),
        (
            "actions.csv",
            "cnn,Shelling was ongoing,,,Shelling,,",
            "cnn,shelling from the other side,,,shelling,,",
            ["actions.csv, row", "stands there already", "delete the row"],
        ),
        (
            "rewordings.csv",
            "siege,cnn,besieged Eastern Ghouta",
            "siege,cnn,out of besieged Eastern Ghouta",
            ["rewordings.csv, row", "is the text of no act in actions.csv", "copy the text of one"],
        ),
        (
            "rewordings.csv",
            "besieged by ___",
            "besieged",
            ["rewordings.csv, row", "must have one gap for an actor", "three underscores, ___"],
        ),
        (
            "rewordings.csv",
            "which has been encircled since 2013",
            "which ___ have encircled since 2013",
            ["rewordings.csv, row", "must have no gap, for it loses its actor"],
        ),
        (
            "attributions.csv",
            "it would protect insurgents who accept the offer from prosecution,,Russia’s Defense Ministry,Russian Defense Ministry,Russian officials,said,indirect",
            "it would protect insurgents who accept the offer from prosecution,,Russia’s Defense Ministry,Russian Defense Ministry,Russian officials,said,direct",
            ["attributions.csv, row", "stands in no quotation marks", "write indirect"],
        ),
        (
            "evidence.csv",
            "plane crash,jerusalemonline,a Russian supply plane crashed in Syria,,same,,,",
            "plane crash,jerusalemonline,a Russian supply plane crashed in Syria,,same,,1,",
            ["evidence.csv, row", "under “counts”"],
        ),
        ("facts.csv", "convoy,An aid", "lorries,None. An aid", ["evidence.csv, row", "“convoy”"]),
        (
            "facts.csv",
            "convoy,",
            "nothing,Nobody has it.,aid,\nconvoy,",
            ["facts.csv, row", "no article has “nothing”", "quote one"],
        ),
        ("facts.csv", "families,", "offer,", ["facts.csv, row 3", "“offer” stands there already", "another name"]),
        ("attributions.csv", ",said,direct,A", ",said,spoken,A", ["attributions.csv, row", "“kind” is “spoken”"]),
        (
            "attributions.csv",
            ",Linda Tom,",
            ",Linda Tam,",
            ["attributions.csv, row", "“Linda Tam”", "leave the cell blank"],
        ),
        ("frames.csv", ",problem,", ",trouble,", ["frames.csv, row", "“function” is “trouble”", "evaluation, remedy"]),
        ("frames.csv", ",said", ",sure", ["frames.csv, row", "“certainty” is “sure”", "said, suggested"]),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(folder, name, old, new, said):
    change(folder, name, old, new)
    with pytest.raises(CorpusError) as refused:
        load_corpus(folder)
    assert "\n" not in str(refused.value) and all(words in str(refused.value) for words in said), str(refused.value)


def test_a_place_is_evidence_for_a_fact_once(folder):
    file = folder / "evidence.csv"
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([*rows, rows[1]]), encoding="utf-8")
    with pytest.raises(CorpusError, match=f"evidence.csv, row {len(rows) + 1}: this place of .* stands there already"):
        load_corpus(folder)


def test_an_element_stands_once_in_its_function(folder):
    file = folder / "frames.csv"
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([*rows, rows[1]]), encoding="utf-8")
    with pytest.raises(CorpusError, match=f"frames.csv, row {len(rows) + 1}: .* stands there already as problem"):
        load_corpus(folder)


@pytest.mark.parametrize(
    "name, old, new, said",
    [
        ("frames_b.csv", ",problem,", ",trouble,", "frames_b.csv, row .*“function” is “trouble”"),
        ("evidence_b.csv", "families,", "nothing,", "evidence_b.csv, row .*no fact is called “nothing”"),
        (
            "evidence_b.csv",
            "offer,jerusalemonline,The Russian military has offered safe passage for fighters",
            "offer,jerusalemonline,Russia offers Syrian opposition fighters safe exit",
            "evidence_b.csv, row .* stands in the headline",
        ),
    ],
)
def test_a_row_of_a_second_coding_is_refused_when_that_coding_is_asked_for(folder, name, old, new, said):
    shutil.copy(folder / "evidence.csv", folder / "evidence_b.csv")
    change(folder, name, old, new)
    corpus = load_corpus(folder)
    assert len(without(corpus, "cnn").evidence)
    for one in (corpus, without(corpus, "cnn"), corpus.with_tables()):
        with pytest.raises(CorpusError, match=f"^{said}"):
            one.coded_by("B")


def test_a_second_coding_is_read_once_and_said_to_be_gone_where_it_is(folder):
    corpus = load_corpus(folder)
    assert corpus.with_tables().tables["frames_b"] is corpus.tables["frames_b"]
    later = load_corpus(folder)
    (folder / "frames_b.csv").unlink()
    assert len(corpus.coded_by("B").frames) == 84
    with pytest.raises(FileNotFoundError, match="frames_b.csv"):
        later.coded_by("B")


def test_a_second_coding_takes_the_place_of_the_first_only_where_it_is_asked_for(folder):
    (folder / "evidence_b.csv").unlink()
    corpus = load_corpus(folder)
    theirs = corpus.coded_by("B")
    assert len(corpus.frames) == 50 and len(theirs.frames) == 84
    assert theirs.facts.equals(corpus.facts)
    with pytest.raises(CorpusError, match="has no table of coder C: .* frames_c.csv beside frames.csv"):
        corpus.coded_by("C")


def test_values_are_numbers_with_the_hedge_before_them():
    table = load_corpus(SEEDS).evidence.dropna(subset=["value"]).set_index(["fact", "article"])
    assert table.loc[("killed in Ghouta", "cnn"), ["bound", "value"]].tolist() == ["almost", 600]
    assert table.loc[("killed in Ghouta", "reuters"), ["bound", "value"]].tolist() == ["", 780]
    assert len(table) == 11


def test_facts_alone_or_evidence_alone_say_what_is_missing(folder):
    (folder / "evidence.csv").unlink()
    corpus = load_corpus(folder)
    assert len(corpus.facts) and not corpus.has("evidence")
    with pytest.raises(CorpusError, match="needs the table evidence.csv"):
        corpus.evidence


@pytest.mark.parametrize("name", ["actions", "actions_b"])
def test_who_does_it_and_to_whom_stand_in_the_sentence_of_the_act(name):
    corpus = load_corpus(SEEDS)
    acts, sentences = corpus.tables[name], corpus.sentences
    for row in acts.itertuples():
        (whole,) = sentences[
            (sentences["article"] == row.article) & (sentences["start"] <= row.start) & (row.end <= sentences["end"])
        ].itertuples()
        for role in ("actor", "affected"):
            start = getattr(row, f"{role}_start")
            assert pd.isna(start) or whole.start <= start < whole.end, (row.text, role)


def test_each_coder_has_a_table():
    corpus = load_corpus(SEEDS)
    assert set(corpus.attributions["coder"]) == {"A"} and set(corpus.tables["attributions_b"]["coder"]) == {"B"}


def test_every_coded_span_reads_as_it_was_coded():
    corpus = load_corpus(SEEDS)
    for name in ("attributions", "evidence", "other_fighters"):
        table = getattr(corpus, name)
        assert "row" not in table
        for row in table.itertuples():
            assert corpus.articles.at[row.article, "raw"][row.start : row.end] == row.text
    running = {article: text for article, text in corpus.running_texts()}
    for row in pd.concat([corpus.attributions, corpus.evidence]).itertuples():
        assert "\f" not in running[row.article][row.start : row.end]


@pytest.mark.parametrize("folder", [SEEDS, ROOT / "notebooks" / "example_event"], ids=["seeds", "example"])
def test_what_is_coded_more_than_once_is_coded_alike(folder):
    corpus = load_corpus(folder)
    codings = [corpus, *([corpus.coded_by("B")] if folder == SEEDS else [])]
    for coding in codings:
        typed = coding.attributions.query("source_type != 'not coded'")
        assert typed.groupby("speaker")["source_type"].nunique().max() == 1
        assert not coding.has("frames") or coding.frames.groupby("statement")["about"].nunique().max() == 1
        # A time belongs to a number.
        assert set(coding.evidence.loc[coding.evidence["value"].isna(), "period"]) == {""}


def test_the_parts_of_an_act_have_places_and_stand_there(folder):
    corpus = load_corpus(folder)
    for row in corpus.actions.itertuples():
        raw = corpus.articles.at[row.article, "raw"]
        for role in ("actor", "act", "affected"):
            start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
            assert pd.isna(start) if getattr(row, role) == "" else raw[start:end] == getattr(row, role)
    # The militants that are blocking, in the clause before, and not those of another sentence.
    (shields,) = corpus.actions.query("article == 'presstv' and act == 'using'").itertuples()
    assert 0 < shields.start - shields.actor_start < 70
