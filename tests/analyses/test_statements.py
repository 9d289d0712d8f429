"""Who is given as the source of what: by hand in the articles that are coded, by rules in the others, everywhere alike."""

import csv
import shutil

import pytest

from helpers.analyses import naming, omissions, sourcing, statements
from helpers.analyses.voice import voices
from helpers.corpus import load_corpus
from helpers.corpus.marks import as_rows
from helpers.corpus.tables import CorpusError
from helpers.exercises.evidence import weigh
from helpers.show import charts, pages, widgets
from helpers.upkeep.notes import notes
from helpers.workshop.event import Event
from tests import ROOT
from tests.corpora import EXAMPLE_EVENT as EXAMPLE
from tests.corpora import OTHER_EVENT
from tests.corpora import SEEDS as CORPUS

CODED, RULES = statements.CODED, statements.RULES


@pytest.fixture
def folder(tmp_path):
    """The other event, of which only the last article is coded, with one row."""
    folder = shutil.copytree(ROOT / "tests" / "other_event", tmp_path / "event")
    file = folder / "attributions.csv"
    header, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    (row,) = [row for row in rows if row.startswith("ledger")][:1]
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return folder


@pytest.fixture
def mixed(folder):
    return load_corpus(folder)


def test_one_row_codes_its_own_article_and_leaves_the_rules_to_the_others(mixed):
    given, found = sourcing.attributions(mixed), sourcing.by_rules(mixed)
    assert statements.found_by(mixed).to_dict() == {"courier": RULES, "kestrel": RULES, "ledger": CODED}
    assert (given["found_by"] == given["article"].map(statements.found_by(mixed))).all()
    assert (given["article"] == "ledger").sum() == 1 and given["article"].is_monotonic_increasing
    assert given.query("article != 'ledger'")["text"].tolist() == found.query("article != 'ledger'")["text"].tolist()
    assert given.index.is_unique and given["negated"].dtype == bool
    for article in mixed.articles.index:
        alone = sourcing.attributions(mixed, article)
        assert alone["text"].tolist() == given[given["article"] == article]["text"].tolist()


def test_every_table_counts_each_article_by_its_own_way_and_says_which(mixed):
    given = statements.said(mixed)
    counted = sourcing.sources(mixed).groupby("article")["statements"].sum()
    assert counted.to_dict() == given["article"].value_counts().to_dict()
    assert sourcing.verbs(mixed).sum(axis=1).to_dict() == counted.to_dict()
    for table in (sourcing.sources(mixed), sourcing.by_voice(mixed)):
        assert dict(zip(table["article"], table["found_by"])) == statements.found_by(mixed).to_dict()
    attributed = sourcing.by_voice(mixed).query("voice == 'attributed'").set_index("article")["words"]
    assert attributed["courier"] > 0 and attributed["kestrel"] > 0
    assert (
        "found by rules in courier, kestrel, see their error card" in charts.voice_shares(sourcing.by_voice(mixed)).text
    )


@pytest.mark.parametrize("keep", [["attributions"], []], ids=["partly coded", "not coded"])
def test_a_mention_has_the_voice_that_every_other_table_gives_to_its_words(folder, keep):
    if not keep:
        (folder / "attributions.csv").unlink()
    corpus = load_corpus(folder)
    found = naming.mentions(corpus)
    for article in corpus.articles.index:
        stretches = sourcing.who_says(corpus, article)
        for mention in found[found["article"] == article].itertuples():
            around = stretches[(stretches["start"] <= mention.start) & (mention.end <= stretches["end"])]
            assert around["voice"].tolist() == [mention.voice]
    assert "attributed" in set(found["voice"]) and len(set(found["voice"])) >= 3
    one = found[found["article"] == "kestrel"]
    assert voices(corpus, one).tolist() == one["voice"].tolist()


def test_what_a_student_quotes_and_what_is_evidence_have_that_voice_too(mixed):
    row = statements.said(mixed, "kestrel").query("kind == 'indirect'").iloc[0]
    words = mixed.articles.at["kestrel", "raw"][row["start"] : row["end"]]
    assert weigh(mixed, "kestrel", words, [], voice="attributed").stands
    around = omissions.evidence(mixed)
    assert around["voice"].tolist() == voices(mixed, mixed.evidence).tolist()


def test_an_article_that_was_read_and_has_no_statement_is_coded_too(folder):
    table = folder / "articles.csv"
    header, *rows = table.read_text(encoding="utf-8-sig").splitlines()
    separator = ";" if ";" in header else ","
    marked = [f"{row}{separator}{'attributions' * row.startswith('kestrel')}" for row in rows if row]
    table.write_text("\n".join([f"{header}{separator}coded", *marked]), encoding="utf-8")
    corpus = load_corpus(folder)
    assert statements.found_by(corpus).to_dict() == {"courier": RULES, "kestrel": CODED, "ledger": CODED}
    assert sourcing.attributions(corpus, "kestrel").empty
    assert "Error card" in widgets.statements(corpus).page.text
    (folder / "attributions.csv").unlink()
    corpus = load_corpus(folder)
    assert sourcing.attributions(corpus, "kestrel").empty and len(sourcing.attributions(corpus, "ledger"))
    table.write_text(table.read_text(encoding="utf-8").replace("attributions", "yes"), encoding="utf-8")
    with pytest.raises(CorpusError, match="articles.csv, row 3: “coded” is “yes”; write attributions"):
        load_corpus(folder)


def test_the_card_stands_where_something_shown_comes_from_the_rules_and_nowhere_else(mixed):
    for widget in (widgets.statements(mixed), widgets.voice_painter(mixed)):
        for article, has_card in [("courier", True), ("ledger", False)]:
            widget.controls["article"].value = article
            assert ("Error card of the rules" in widget.page.text) == has_card
    assert "courier | " in widgets.statements(mixed).page.text


def test_rows_by_rules_are_marked_as_such_among_coded_ones(mixed):
    text = pages.statements(sourcing.attributions(mixed), most=99).text
    rows = [line for line in text.splitlines() if line.startswith(("courier", "kestrel", "ledger"))]
    assert all((f" | {CODED} | " if row.startswith("ledger") else f" | {RULES} | ") in row for row in rows)
    coded = sourcing.attributions(CORPUS)
    assert "rules" not in pages.statements(coded.head(3)).text.splitlines()[1]


def test_a_coded_row_can_say_that_it_was_not_said_and_is_in_no_count(folder):
    file = folder / "attributions.csv"
    header, row = file.read_text(encoding="utf-8").splitlines()
    separator = ";" if ";" in header else ","
    for cell, negated in [("yes", True), ("Yes", True), ("", False)]:
        file.write_text(f"{header}{separator}negated\n{row}{separator}{cell}\n", encoding="utf-8")
        corpus = load_corpus(folder)
        assert corpus.attributions["negated"].tolist() == [negated]
        counted = sourcing.sources(corpus).query("article == 'ledger'")["statements"].sum()
        assert counted == (not negated) and statements.found_by(corpus)["ledger"] == CODED
        assert sourcing.who_says(corpus, "ledger")["negated"].any() == negated
    file.write_text(f"{header}{separator}negated\n{row}{separator}no\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="attributions.csv, row 2: “negated” is “no”; write yes where"):
        load_corpus(folder)


def test_side_by_side_says_by_whom_a_statement_is_read_as_not_said():
    corpus = CORPUS
    said = sourcing.attributions(corpus, "cnn")
    denied = said.assign(negated=[place in (0, 1) for place in range(len(said))])
    ours = said.assign(negated=[place in (1, 2) for place in range(len(said))])
    table = sourcing.side_by_side(denied, ours.drop(ours.index[3]))
    assert table["negated"].tolist()[:4] == ["not said, by the rules", "not said", "not said, by the reader", ""]
    assert sourcing.side_by_side(denied.head(1), ours.head(0))["negated"].tolist() == ["not said"]
    assert sourcing.side_by_side(said.drop(columns="negated"), ours.head(1))["negated"].tolist()[0] == ""


def test_of_an_article_that_is_not_coded_no_kind_of_source_is_counted_nor_is_the_rules_found_right():
    left = CORPUS.attributions[CORPUS.attributions["article"] != "cnn"]
    corpus = CORPUS.with_tables(attributions=left)
    table = sourcing.sources(corpus)
    assert table[table["article"] == "cnn"]["source_type"].tolist() == ["not coded"]
    assert "not coded" not in table[table["article"] != "cnn"]["source_type"].tolist()
    coded, found = sourcing.attributions(corpus), sourcing.by_rules(corpus)
    result = sourcing.evaluate(found, coded)
    assert result.coded == len(left) and result.found == (found["article"] != "cnn").sum()
    chart = charts.sources(table)
    assert "All others: none, or not known (?)." in chart.text
    assert sourcing.evaluate(found[found["article"] == "cnn"], coded[coded["article"] == "cnn"]).f1 == 0
    assert [note for note in notes(corpus) if "cnn" in note] == [
        "attributions.csv: “cnn” has no row, and so rules find its statements"
    ]


def test_a_kind_of_source_that_may_be_mistyped_is_noted():
    mistyped = CORPUS.attributions.copy()
    mistyped.loc[0, "source_type"] = "Russian official"
    told = notes(CORPUS.with_tables(attributions=mistyped))
    assert "attributions.csv: “Russian official” stands there once; is it “Russian officials”?" in told


def rewritten(folder, change):
    """The example event in a folder, each row of its attributions given to `change`, which gives what stands in its place."""
    folder = shutil.copytree(EXAMPLE.folder, folder)
    rows = [changed for row in as_rows(statements.under_review(EXAMPLE)) if (changed := change(row))]
    with open(folder / "attributions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return load_corpus(folder)


def test_what_came_of_the_proposals_is_counted_by_article():
    counts = statements.decisions(EXAMPLE)
    assert counts.to_dict("index") == {
        "echo": {"kept": 12, "changed": 1, "taken out": 0, "added": 1, "open": 0, "read": True},
        "wire": {"kept": 15, "changed": 3, "taken out": 1, "added": 2, "open": 0, "read": True},
        "meridian": {"kept": 6, "changed": 0, "taken out": 1, "added": 0, "open": 7, "read": False},
    }
    assert statements.decisions(CORPUS).empty


def test_the_rules_are_measured_on_the_articles_without_an_open_statement():
    table = statements.rules_here(EXAMPLE)
    assert table[["right", "found", "to_find"]].values.tolist() == [[27, 32, 34], [31, 32, 34]]
    assert table["precision"].round(4).tolist() == [0.8438, 0.9688] and table["recall"].round(4).tolist() == [
        0.7941,
        0.9118,
    ]
    # Wilson (1927) for 27 of 32, by hand.
    assert table[["precision_low", "precision_high"]].iloc[0].round(3).tolist() == [0.682, 0.931]
    none = statements.rules_here(CORPUS)
    assert none["found"].tolist() == [0, 0] and none["precision"].isna().all() and none["recall_low"].isna().all()


def test_what_rules_propose_is_written_as_it_was_found_and_read_the_same(tmp_path):
    for corpus in (CORPUS, EXAMPLE, OTHER_EVENT):
        bare = shutil.copytree(corpus.folder, tmp_path / corpus.folder.name)
        (bare / "attributions.csv").unlink()
        before = load_corpus(bare)
        Event(bare).write(attributions=as_rows(statements.under_review(before)))
        after = load_corpus(bare)
        assert after.attributions["is_open"].all()
        given, found = statements.attributions(after), statements.by_rules(before)
        assert given.astype(str).sort_values(["start", "text"]).values.tolist() == (
            found.astype(str).sort_values(["start", "text"]).values.tolist()
        )
        assert statements.found_by(after).tolist() == [RULES] * len(after.articles)


def test_an_article_whose_every_statement_was_taken_out_has_been_read(tmp_path):
    gone = rewritten(
        tmp_path / "gone", lambda row: {**row, "decision": "taken out"} if row["article"] == "meridian" else row
    )
    assert sourcing.attributions(gone, "meridian").empty
    assert statements.found_by(gone).to_dict() == {"echo": CODED, "wire": CODED, "meridian": CODED}
    assert statements.decisions(gone).loc["meridian", "taken out"] == 14 and statements.decisions(gone)["read"].all()
    assert "meridian" not in set(gone.attributions["article"])


def test_rules_propose_for_an_article_that_came_later(tmp_path):
    later = rewritten(tmp_path / "later", lambda row: None if row["article"] == "wire" else row)
    review = statements.under_review(later)
    assert review.loc[review["article"] == "wire", "is_open"].all() and (review["article"] == "wire").sum() == 19
    assert statements.decisions(later)["open"].to_dict() == {"echo": 0, "wire": 19, "meridian": 7}


@pytest.mark.parametrize(
    "said, cut, text, source",
    [
        (
            '"We own that mill, and no squatter will tell us ADVERTISEMENT what to do with it," Petra Lindquall said.',
            "ADVERTISEMENT",
            '"We own that mill, and no squatter will tell us',
            "Petra Lindquall",
        ),
        (
            "Linda Picture: Ledger Quall said that the mill was closed.",
            "Picture: Ledger",
            "the mill was closed",
            "Quall",
        ),
        ("Lindquall said that the mill was closed.", "Lind", "the mill was closed", ""),
        ('A bar" here. Rossi called the mill "a ruin" on Monday.', 'A bar"', 'the mill "a ruin" on Monday', "Rossi"),
    ],
)
def test_what_rules_propose_across_what_is_not_the_article_is_cut_there(tmp_path, said, cut, text, source):
    (tmp_path / "one.txt").write_text(said, encoding="utf-8")
    head = (CORPUS.folder / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    (tmp_path / "articles.csv").write_text(f"{head}\none,one.txt,One{',' * (head.count(',') - 2)}\n", encoding="utf-8")
    event = Event(tmp_path)
    event.write(boilerplate=[{"article": "one", "text": cut, "reason": "no part of it"}])
    event.write(attributions=as_rows(statements.under_review(event.corpus)))
    (row,) = event.corpus.attributions.itertuples()
    assert row.is_open and row.text == text and row.source.lstrip('" ') == source
