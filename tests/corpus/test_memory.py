"""What a corpus remembers: computed once, also for two who ask at once, and never shared with a corpus that differs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from helpers.analyses import agency, naming, omissions, reading, sourcing
from helpers.analyses import statements as coded_or_found
from helpers.attribution import rules
from helpers.corpus import load_corpus
from helpers.corpus.memory import Memory
from tests import ROOT


@pytest.fixture
def corpus():
    return load_corpus(ROOT / "tests" / "other_event")


@pytest.fixture
def reads(monkeypatch):
    """The texts that the rules have been run on."""
    read, find = [], rules.statements
    monkeypatch.setattr(coded_or_found, "statements", lambda text: read.append(text) or find(text))
    return read


def without_codings(corpus):
    return replace(corpus, tables={name: table for name, table in corpus.tables.items() if name != "attributions"})


def test_what_many_exercises_ask_for_is_computed_once_and_nobody_who_writes_into_it_spoils_it(corpus):
    computed = []

    class Counting(Memory):
        def recall(self, what, compute):
            return super().recall(what, lambda: computed.append(what[0].__name__) or compute())

    object.__setattr__(corpus, "_memory", Counting())
    for ask in (reading.grades, omissions.coverage, agency.measured):
        for _ in range(2):
            table = ask(corpus)
            assert "new" not in table
            table["new"] = 1
        assert computed.count(ask.__name__) == 1


def test_the_rules_are_run_once_whatever_is_asked(corpus, reads):
    alone = without_codings(corpus)
    for _ in range(2):
        sourcing.attributions(alone), sourcing.sources(alone), sourcing.by_voice(alone), sourcing.verbs(alone)
        omissions.evidence(alone)
    assert len(reads) == len(alone.articles)


def test_who_speaks_in_one_article_does_not_read_the_others(corpus, reads):
    sourcing.who_says(without_codings(corpus), "ledger")
    assert len(reads) == 1


def test_two_who_ask_at_once_get_one_computation(corpus):
    memory, asked, computed = Memory(), Barrier(2), []

    def ask():
        asked.wait()
        return memory.recall("what", lambda: computed.append(1) or object())

    with ThreadPoolExecutor(2) as threads:
        one, other = (future.result() for future in [threads.submit(ask) for _ in range(2)])
    assert one is other and len(computed) == 1


def test_what_fails_is_not_remembered():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall("what", lambda: 1 / 0)
    assert memory.recall("what", lambda: 7) == 7


def test_a_corpus_that_differs_shares_nothing_that_changed(corpus):
    before = [len(table) for table in (corpus.sentences, naming.mentions(corpus), omissions.evidence(corpus))]
    shorter = omissions.without(corpus, "ledger")
    after = [len(table) for table in (shorter.sentences, naming.mentions(shorter), omissions.evidence(shorter))]
    assert all(one > other for one, other in zip(before, after))
    assert "ledger" not in set(shorter.sentences["article"])
    words = corpus.sentences["sentence"].iloc[0]
    grown = omissions.with_fact(corpus, "Something happened.", corpus.facts["topic"].iloc[0], {"courier": words})
    assert len(omissions.evidence(grown)) == len(omissions.evidence(corpus)) + 1
    none = corpus.with_tables(labels=corpus.labels.head(0))
    assert naming.mentions(none).empty and len(naming.mentions(corpus))


def test_who_changes_a_table_changes_nothing_that_is_remembered(corpus):
    for ask in (lambda: corpus.sentences, lambda: naming.mentions(corpus), lambda: sourcing.by_rules(corpus)):
        table = ask()
        table.loc[:, "article"] = "another"
        table["more"] = 1
        assert "another" not in set(ask()["article"]) and "more" not in ask()


def test_the_tables_of_a_corpus_cannot_be_exchanged_behind_its_back(corpus):
    with pytest.raises(TypeError):
        corpus.tables["labels"] = corpus.labels
