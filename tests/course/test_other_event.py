"""The course on another event: every analysis, chart and widget on three invented articles, with and without their tables."""

import inspect
import shutil

import pandas as pd
import pytest

from helpers.analyses import (
    agency,
    agreement,
    borrowing,
    conclusions,
    estimates,
    frames,
    keyness,
    naming,
    omissions,
    reading,
    retold,
    sourcing,
    speakers,
    statements,
)
from helpers.analyses.voice import voices
from helpers.attribution.measure import evaluate
from helpers.classroom import effects
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.show import charts, pages, report, widgets
from helpers.show.highlighter import Highlighter
from helpers.show.pages import Page
from tests import ROOT
from tests.corpora import SEEDS

FOLDER = ROOT / "tests" / "other_event"
NO_TABLE = "This needs the table {}.csv, which alone lacks: its columns are "


def first(corpus):
    return corpus.articles.index[0]


def own_fact(corpus):
    words = corpus.sentences["sentence"].iloc[0]
    return omissions.with_fact(corpus, "Something happened.", corpus.facts["topic"].iloc[0], {first(corpus): words})


def second(corpus):
    """The second coding of a corpus; where there is none, the corpus itself."""
    return corpus.coded_by("B") if any(name.endswith("_b") for name in corpus.tables) else corpus


def decided(corpus):
    """A reader's decisions on what rules found in the corpus: all of it is kept."""
    said = sourcing.by_rules(corpus)
    return estimates.checked(said.assign(decision="kept"), corpus.articles.index)


def kinds_read_twice(corpus):
    said = sourcing.by_rules(corpus)
    return said["kind"].value_counts(), said.assign(found=said["kind"], true=said["kind"])


def answered(corpus):
    """The experiment of a class of seven who have read the first article."""
    columns = ["student", "article", "drawn", "time", "question", "answer"]
    rows = [(answer, first(corpus), answer > 1, "before", "sure", answer) for answer in range(1, 8)]
    return pd.DataFrame(rows, columns=columns)


# Each public function of the analyses, the charts and the widgets: a call of it, and the table that it cannot do without.
CALLS = {
    reading.provenance: (lambda c: reading.provenance(c), None),
    reading.openings: (lambda c: reading.openings(c), None),
    reading.lengths: (lambda c: reading.lengths(c), None),
    reading.grades: (lambda c: reading.grades(c), None),
    reading.blind_sentences: (lambda c: reading.blind_sentences(c), None),
    reading.marked_guesses: (lambda c: reading.marked_guesses(reading.blind_sentences(c), {1: "nobody"}), None),
    naming.any_of: (lambda c: naming.any_of(["worker*"]).findall(" ".join(c.articles["text"])), None),
    naming.mentions: (lambda c: naming.mentions(c), "labels"),
    naming.rates: (lambda c: naming.rates(c, naming.mentions(c), "label"), "labels"),
    naming.counts: (lambda c: naming.counts(c, naming.mentions(c), "voice"), "labels"),
    naming.other_fighters: (lambda c: naming.other_fighters(c, naming.mentions(c)), "labels"),
    naming.first_labels: (lambda c: naming.first_labels(c, naming.mentions(c)), "labels"),
    naming.headline_labels: (lambda c: naming.headline_labels(c), "labels"),
    naming.wordings: (lambda c: naming.wordings(c), "wordings"),
    naming.concordance: (lambda c: naming.concordance(c, "mill"), None),
    naming.dispersion: (lambda c: naming.dispersion(c, naming.mentions(c)), "labels"),
    naming.labels_in: (lambda c: naming.labels_in(c, "Workers, and no squatters"), "labels"),
    naming.words_in: (lambda c: naming.words_in("Workers, and no squatters", c.labels), "labels"),
    naming.swap: (lambda c: naming.swap(c.articles["text"].iloc[0], {"workers": "squatters"}).text, None),
    naming.house_rules: (lambda c: naming.house_rules(c), "house_rules"),
    sourcing.evaluate: (lambda c: sourcing.evaluate(sourcing.by_rules(c), sourcing.attributions(c))[:3], None),
    sourcing.attributions: (lambda c: sourcing.attributions(c), None),
    sourcing.by_rules: (lambda c: sourcing.by_rules(c), None),
    sourcing.cue_kind: (lambda c: [sourcing.cue_kind(cue) for cue in sourcing.attributions(c)["cue"]], None),
    statements.said: (lambda c: statements.said(c), None),
    statements.found_by: (lambda c: statements.found_by(c), None),
    statements.under_review: (lambda c: statements.under_review(c), None),
    statements.decisions: (lambda c: statements.decisions(c), None),
    statements.rules_here: (lambda c: statements.rules_here(c).fillna(0), None),
    speakers.kinds: (lambda c: speakers.kinds(c), None),
    speakers.each: (lambda c: speakers.each(c), None),
    speakers.proposed: (lambda c: speakers.proposed(c), None),
    speakers.measured: (lambda c: speakers.measured(c).fillna(0), None),
    sourcing.passage: (lambda c: sourcing.passage(c, first(c), 1, 4), None),
    sourcing.stretch: (lambda c: sourcing.stretch(c, first(c), 1, 2), None),
    sourcing.around: (lambda c: sourcing.around(c, sourcing.attributions(c).iloc[0]), None),
    sourcing.sources: (lambda c: sourcing.sources(c), None),
    sourcing.by_voice: (lambda c: sourcing.by_voice(c), None),
    sourcing.verbs: (lambda c: sourcing.verbs(c), None),
    sourcing.who_says: (lambda c: sourcing.who_says(c, first(c)), None),
    sourcing.side_by_side: (lambda c: sourcing.side_by_side(sourcing.by_rules(c), sourcing.attributions(c)), None),
    evaluate: (lambda c: evaluate(sourcing.by_rules(c), sourcing.attributions(c)), None),
    omissions.coverage: (lambda c: omissions.coverage(c), "evidence"),
    omissions.by_topic: (lambda c: omissions.by_topic(c), "facts"),
    omissions.evidence: (lambda c: omissions.evidence(c), "evidence"),
    omissions.unique: (lambda c: omissions.unique(c), "evidence"),
    omissions.unknown_to: (lambda c: omissions.unknown_to(c, [first(c)]), "evidence"),
    omissions.best_second: (lambda c: omissions.best_second(c, first(c)), "evidence"),
    omissions.overlap: (lambda c: omissions.overlap(c), "evidence"),
    omissions.numbers: (lambda c: omissions.numbers(c), "evidence"),
    omissions.disagreeing: (lambda c: omissions.disagreeing(c), "evidence"),
    omissions.without: (lambda c: omissions.without(c, first(c)).articles, None),
    omissions.told_by_same_words: (lambda c: omissions.told_by_same_words(own_fact(c)) or "none", "facts"),
    omissions.with_fact: (lambda c: own_fact(c).facts, "facts"),
    omissions.told_by_same_words: (lambda c: omissions.told_by_same_words(own_fact(c)), "facts"),
    agency.actions: (lambda c: agency.actions(c), "actions"),
    agency.actors: (lambda c: agency.actors(c), "actions"),
    agency.unnamed: (lambda c: agency.unnamed(c), "actions"),
    agency.forms: (lambda c: agency.forms(c), "actions"),
    agency.by_rules: (lambda c: agency.by_rules(c), None),
    agency.measured: (lambda c: agency.measured(c), "actions"),
    agency.deeds: (lambda c: agency.deeds(c), "rewordings"),
    agency.sides: (lambda c: agency.sides(c), "actions"),
    agency.rewritten: (lambda c: agency.rewritten(agency.deeds(c).iloc[0]), "rewordings"),
    agency.about: (lambda c: agency.about(c, "inside the mill"), "facts"),
    agency.agreement: (lambda c: agency.agreement(c.actions, c.actions), "actions"),
    agency.kappa: (lambda c: agency.kappa(c.articles["outlet"], c.articles["outlet"]), None),
    borrowing.shared: (lambda c: borrowing.shared(c, 3), None),
    borrowing.shingles: (lambda c: borrowing.shingles(c, 3), None),
    borrowing.between: (lambda c: borrowing.between(c, first(c), c.articles.index[-1], 2), None),
    borrowing.coverage: (lambda c: borrowing.coverage(c, 3), None),
    borrowing.by_length: (lambda c: borrowing.by_length(c), None),
    borrowing.aligned: (lambda c: borrowing.aligned(c), None),
    borrowing.measured: (lambda c: borrowing.measured(c), "evidence"),
    borrowing.thresholds: (lambda c: borrowing.thresholds(c), "evidence"),
    borrowing.worded: (lambda c: borrowing.worded(c, c.facts["fact"].iloc[0]), "facts"),
    borrowing.told_again: (lambda c: borrowing.told_again(c, first(c), 1), None),
    borrowing.most_retold: (lambda c: borrowing.most_retold(c), None),
    borrowing.difference: (lambda c: borrowing.difference(*c.sentences["sentence"].iloc[:2]), None),
    keyness.candidates: (lambda c: keyness.candidates(c), None),
    retold.groups: (lambda c: retold.groups(c), None),
    retold.numbers: (lambda c: retold.numbers(" ".join(c.articles["text"])), None),
    frames.elements: (lambda c: frames.elements(c), "frames"),
    frames.functions: (lambda c: frames.functions(c), "frames"),
    frames.same_and_other: (lambda c: frames.same_and_other(c, first(c), c.articles.index[-1]), "frames"),
    frames.carried: (lambda c: frames.carried(c), "evidence"),
    frames.agreement: (lambda c: frames.agreement(c, c), "frames"),
    frames.cells: (lambda c: frames.cells(c, second(c)), "frames"),
    frames.doubts: (lambda c: frames.doubts(c, second(c)), "frames"),
    frames.profile: (lambda c: frames.profile(c, first(c)), None),
    frames.beside: (lambda c: frames.beside(c, first(c), c.articles.index[-1]), None),
    agreement.alpha: (lambda c: agreement.alpha([c.articles["outlet"], c.articles["outlet"]]), None),
    agreement.interval: (lambda c: agreement.interval([c.articles["outlet"], c.articles["outlet"][::-1]]), None),
    agreement.compare: (lambda c: agreement.compare(c.articles["outlet"], c.articles["outlet"]), None),
    agreement.crossed: (lambda c: agreement.crossed(c.articles["outlet"], c.articles["outlet"]), None),
    agreement.of_mentions: (lambda c: agreement.of_mentions(c, second(c)), "labels"),
    agreement.of_sources: (lambda c: agreement.of_sources(c, second(c)), None),
    agreement.of_cues: (lambda c: agreement.of_cues(c, second(c)), None),
    agreement.of_facts: (lambda c: agreement.of_facts(c, second(c)), "evidence"),
    agreement.overview: (lambda c: agreement.overview(c, second(c)), None),
    agreement.statements: (lambda c: agreement.statements(c, second(c)), None),
    agreement.doubts: (lambda c: agreement.doubts(c, second(c)), None),
    agreement.telling: (lambda c: agreement.telling(agreement.of_mentions(c, second(c)), 3), "labels"),
    estimates.checked: (lambda c: decided(c), None),
    estimates.shares: (lambda c: estimates.shares(decided(c)), None),
    estimates.ratio: (lambda c: estimates.ratio(decided(c)["kept"], decided(c)["found"]), None),
    estimates.interval: (lambda c: estimates.interval(0.5, 0.01, len(c.articles), 100, 100), None),
    estimates.corrected: (lambda c: estimates.corrected(50, 40, decided(c)).drop(estimates.RAW), None),
    estimates.difference: (
        lambda c: estimates.difference(
            estimates.corrected_by(
                pd.Series({"O": 50, "P": 50}),
                pd.Series({"O": 40, "P": 40}),
                pd.concat([decided(c).assign(outlet=outlet) for outlet in "OP"]),
                "outlet",
            ),
            "outlet",
        ).dropna(),
        None,
    ),
    estimates.corrected_by: (
        lambda c: estimates.corrected_by(
            pd.Series({"O": 50}), pd.Series({"O": 40}), decided(c).assign(outlet="O"), "outlet"
        ).dropna(),
        None,
    ),
    estimates.back_calculated: (lambda c: estimates.back_calculated(*kinds_read_twice(c)), None),
    conclusions.written: (lambda c: conclusions.written(c), None),
    conclusions.warnings: (lambda c: conclusions.warnings(c, "It always hides the mill."), None),
    conclusions.limits: (lambda c: conclusions.limits(c), None),
    report.report: (lambda c: report.report(c).page, None),
    report.evidence: (lambda c: report.evidence(c, c.sentences.head(1)), None),
    report.in_sentences: (lambda c: report.in_sentences(c, c.sentences), None),
    charts.look: (lambda c: charts.look(c.articles.index), None),
    charts.before_after: (lambda c: charts.before_after(reading.lengths(c), "Words", "words"), None),
    charts.label_rates: (lambda c: charts.label_rates(naming.rates(c, naming.mentions(c), "label")), "labels"),
    charts.label_voices: (lambda c: charts.label_voices(naming.mentions(c), c.articles.index), "labels"),
    charts.places: (
        lambda c: charts.places(naming.dispersion(c, naming.mentions(c)), c.articles.index),
        "labels",
    ),
    charts.sources: (lambda c: charts.sources(sourcing.sources(c)), None),
    charts.voice_shares: (lambda c: charts.voice_shares(sourcing.by_voice(c)), None),
    charts.coverage: (lambda c: charts.coverage(omissions.coverage(c), c.facts.set_index("fact")["topic"]), "evidence"),
    charts.shared_words: (lambda c: charts.shared_words(borrowing.coverage(c, 3)), None),
    charts.topics: (lambda c: charts.topics(omissions.by_topic(c)), "facts"),
    charts.actors: (lambda c: charts.actors(agency.actors(c)), "actions"),
    charts.outcomes: (
        lambda c: charts.outcomes(
            pd.DataFrame({"right": [2], "tried": [1], "open": [0], "right at once": [1]}, ["1.1"])
        ),
        None,
    ),
    charts.over_time: (
        lambda c: charts.over_time(
            naming.rates(c, naming.mentions(c)).merge(c.articles[["outlet"]], on="article").assign(month="2021-10"), "T"
        ),
        "labels",
    ),
    charts.estimates: (lambda c: charts.estimates(estimates.corrected(50, 40, decided(c)), "T"), None),
    charts.readers: (
        lambda c: charts.readers(
            answered(c), effects.medians(answered(c), "sure", c.articles.index), c.articles.index, "T"
        ),
        None,
    ),
    widgets.word_choice: (lambda c: widgets.word_choice("The ___ waited.", ["workers", "squatters"]), None),
    widgets.reader: (lambda c: widgets.reader(c), None),
    widgets.blind_test: (lambda c: widgets.blind_test(c), None),
    widgets.blind_again: (lambda c: widgets.blind_again(c), "evidence"),
    widgets.profiles: (lambda c: widgets.profiles(c), None),
    widgets.turn_it_round: (lambda c: widgets.turn_it_round(c), "evidence"),
    widgets.concordance: (lambda c: widgets.concordance(c, "mill"), None),
    widgets.voice_switch: (lambda c: widgets.voice_switch(c), "labels"),
    widgets.swap: (lambda c: widgets.swap(c, first(c)), "labels"),
    widgets.voice_painter: (lambda c: widgets.voice_painter(c), None),
    widgets.statements: (lambda c: widgets.statements(c), None),
    widgets.what_you_read: (lambda c: widgets.what_you_read(c), "facts"),
    widgets.evidence: (lambda c: widgets.evidence(c), "evidence"),
    widgets.doubts: (lambda c: widgets.doubts(c, second(c)), None),
    widgets.highlighter: (lambda c: widgets.highlighter(c, first(c)), None),
    widgets.name_the_actor: (lambda c: widgets.name_the_actor(c), "rewordings"),
    widgets.other_way_round: (lambda c: widgets.other_way_round(c), "rewordings"),
    widgets.same_acts: (lambda c: widgets.same_acts(c), "facts"),
    widgets.side_by_side: (lambda c: widgets.side_by_side(c), None),
    widgets.runs: (lambda c: widgets.runs(c), None),
    widgets.sample_read: (lambda c: widgets.sample_read(decided(c), 50, 40, "T"), None),
    widgets.wordings: (lambda c: widgets.wordings(c), None),
}
every_call = pytest.mark.parametrize(
    "call, table",
    CALLS.values(),
    ids=[f"{function.__module__.split('.')[1]}.{function.__name__}" for function in CALLS],
)


@pytest.fixture(scope="module")
def other():
    return load_corpus(FOLDER)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The same articles with articles.csv alone."""
    folder = tmp_path_factory.mktemp("swapped") / "alone"
    folder.mkdir()
    for path in [*FOLDER.glob("*.txt"), FOLDER / "articles.csv"]:
        shutil.copy(path, folder)
    return load_corpus(folder)


def test_no_public_function_is_left_out():
    public = {evaluate} | {
        function
        for module in (
            reading,
            naming,
            statements,
            speakers,
            sourcing,
            omissions,
            agency,
            agreement,
            borrowing,
            estimates,
            keyness,
            retold,
            frames,
            conclusions,
            report,
            charts,
            widgets,
        )
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__
    }
    assert public == set(CALLS)


def shown(result):
    """What a result shows, with every control of a widget moved through all its choices."""
    if isinstance(result, widgets.Panel):
        for control in result.controls.values():
            for value in getattr(control, "_options_values", ()) or ([True] if isinstance(control.value, bool) else []):
                control.value = value
                assert result.page.html and result.page.text
        return result._repr_mimebundle_()["text/plain"]
    if isinstance(result, Highlighter):
        return result._repr_mimebundle_()["text/plain"]
    return result.text if isinstance(result, Page) else repr(result)


@every_call
def test_it_works_on_another_event(call, table, other):
    said = shown(call(other))
    assert said and "NaN" not in said.replace("NaN ", "")
    assert not any(name in said for name in SEEDS.articles.index)


@every_call
def test_with_the_articles_alone_it_works_or_says_in_a_sentence_which_table_it_needs(call, table, alone):
    if table is None:
        assert shown(call(alone))
    else:
        with pytest.raises(CorpusError) as raised:
            call(alone)
        assert str(raised.value).startswith(NO_TABLE.format(table)) and "\n" not in str(raised.value)


def test_without_codings_the_statements_are_those_of_the_rules_and_carry_their_error_card(alone, other):
    assert set(sourcing.attributions(alone)["found_by"]) == {sourcing.RULES}
    assert set(sourcing.attributions(other)["found_by"]) == {sourcing.CODED}
    for widget in (widgets.statements, widgets.voice_painter):
        assert "Error card of the rules" in widget(alone).page.text and "Error card" not in widget(other).page.text
    assert "found by rules" in charts.sources(sourcing.sources(alone)).text


def test_what_the_rules_read_as_not_said_is_shown_so_in_words(alone):
    found = sourcing.attributions(alone).query("negated")
    assert found[["article", "source", "cue"]].values.tolist() == [["kestrel", "The offer", "say"]]
    assert "kestrel | The offer | not said | rules | say" in pages.statements(found).text
    painter = widgets.voice_painter(alone)
    painter.controls["article"].value, painter.controls["sentence"].value = "kestrel", 6
    assert "| own | The offer | not said | say" in painter.page.text
    assert "not said (The offer, say): what would become of the machines" in painter.page.text


def test_the_counts_of_the_other_event_are_those_made_by_hand(other):
    assert naming.counts(other, naming.mentions(other), "voice").sum().to_dict() == {
        "own": 15,
        "attributed": 2,
        "quoted": 1,
        "scare": 1,
    }
    assert sourcing.sources(other).groupby("article", sort=False)["statements"].sum().to_dict() == {
        "courier": 7,
        "kestrel": 7,
        "ledger": 4,
    }
    assert (omissions.coverage(other) != omissions.NOT_THERE).sum().to_dict() == {
        "courier": 11,
        "kestrel": 9,
        "ledger": 7,
    }
    assert agency.forms(other).sum(axis=1).to_dict() == {"courier": 5, "kestrel": 5, "ledger": 6}
    assert agency.unnamed(other)["no actor"].to_dict() == {
        "places and things": 3,
        "workers": 1,
        "people": 1,
        "not named": 1,
    }
    assert frames.functions(other)[["the article's own", "a source's", "all"]].sum().tolist() == [8, 6, 14]
    assert voices(other, other.evidence).isin(["own", "attributed", "quoted"]).all()


def test_the_labels_of_the_headlines_are_those_read_by_hand(other):
    assert naming.headline_labels(other)["labels in the headline"].to_dict() == {
        "courier": "worker 1",
        "kestrel": naming.NO_HEADLINE,
        "ledger": "squatter 1",
    }


def test_what_an_article_holds_is_shown_as_text(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "event")
    file = folder / "ledger.txt"
    file.write_text(
        file.read_text(encoding="utf-8").replace("The delay is costly", "<script>alert(1)</script>"), encoding="utf-8"
    )
    corpus = load_corpus(folder)
    painter = widgets.voice_painter(corpus)
    painter.controls["article"].value = "ledger"
    file.write_text(
        file.read_text(encoding="utf-8").replace("hung banners", "<script>alert(2)</script>"), encoding="utf-8"
    )
    acts = widgets.same_acts(load_corpus(folder), "inside the mill")
    for html in (pages.article(corpus, "ledger").html, painter.page.html, acts.page.html):
        assert "&lt;script&gt;" in html and "<script" not in html
