"""An archive: what runs on its parts gives what it gives on one corpus, row for row; counts by hand; and what fails."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers.analyses import borrowing, estimates, naming, sourcing
from helpers.archive import copies, open_archive, sampling
from helpers.archive.store import on_disk
from helpers.archive.work import corpus_of
from helpers.corpus import load_corpus
from helpers.corpus.events import event_names, use_event
from helpers.corpus.tables import CorpusError
from helpers.workshop.event import Event
from tests.archive import archives
from tests.archive.archives import COLUMNS, LEXICON, both_events, json_lines
from tests.corpora import OTHER_EVENT, SEEDS

ARTICLES = both_events(2)
WHOLE = corpus_of(ARTICLES)


def opened(articles, folder, **options):
    return open_archive(json_lines(articles, folder / "a.jsonl"), **{"processes": 1, "part": 3, **options})


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return opened(ARTICLES, tmp_path_factory.mktemp("archive"))


def same(one, other):
    assert list(one.columns) == list(other.columns)
    pd.testing.assert_frame_equal(one.astype("object"), other.astype("object"), check_column_type=False)


RUNS = {
    "mentions": (naming.mentions, [LEXICON], {}),
    "mentions without voices": (naming.mentions, [LEXICON], {"voice": False}),
    "attributions": (sourcing.attributions, [], {}),
    "by_voice": (sourcing.by_voice, [], {}),
    "sources": (sourcing.sources, [], {"by": "kind", "also": ("direct", "indirect", "mixed")}),
    "concordance": (naming.concordance, ["the"], {}),
}


@pytest.mark.parametrize("analysis, arguments, options", RUNS.values(), ids=RUNS)
def test_a_run_over_the_parts_is_the_analysis_of_the_whole_row_for_row(archive, analysis, arguments, options):
    run = archive.run(analysis, *arguments, **options)
    whole = analysis(WHOLE, *arguments, **options)
    if analysis is sourcing.sources:
        # Its rows for values are in the order of how frequent they are in a part.
        table, whole = (each.sort_values(["article", "kind"], ignore_index=True) for each in (run.table, whole))
        table, whole = (each.sort_values("article", kind="stable", ignore_index=True) for each in (table, whole))
    else:
        table = run.table
    same(table, whole)
    assert run.set_aside.empty


def test_an_article_in_memory_is_counted_as_one_in_a_folder():
    for corpus in (SEEDS, OTHER_EVENT):
        rows = [
            (name, row.outlet, row.published, row.headline, corpus.running_text(name).replace("\f", " "))
            for name, row in corpus.articles.iterrows()
        ]
        assert (
            corpus_of(pd.DataFrame(rows, columns=COLUMNS)).articles["words"].tolist()
            == corpus.articles["words"].tolist()
        )


def test_a_headline_with_which_the_text_begins_is_not_counted():
    rows = [
        ("a", "O", "", "Rebels flee", "\nRebels flee\n\nThe rebels stayed."),
        ("b", "O", "", "Rebels", "No rebels."),
    ]
    corpus = corpus_of(pd.DataFrame(rows, columns=COLUMNS))
    assert corpus.articles["words"].tolist() == [3, 2]
    assert naming.mentions(corpus, LEXICON, voice=False)["article"].tolist() == ["a", "b"]


def test_shared_runs_are_found_across_the_parts_row_for_row(archive):
    for at_least in (5, 8):
        same(archive.shared(at_least), borrowing.shared(WHOLE, at_least))


def test_what_everybody_says_pairs_nobody(archive):
    words = set(archive.shared(5, most=2)["text"])
    assert words < set(archive.shared(5)["text"])


def test_shared_runs_in_batches_are_the_same(archive, monkeypatch):
    monkeypatch.setattr("helpers.archive.copies.AT_ONCE", 4)
    same(archive.shared(5), borrowing.shared(WHOLE, 5))


def test_copies_go_back_to_the_first_that_has_the_text(tmp_path):
    wire, own = SEEDS.articles["text"].iloc[0], SEEDS.articles["text"].iloc[3]
    texts = [own, wire, f"Our agency reports. {wire}", wire[: len(wire) // 2], f"{own} {wire[:300]}", "Nothing else."]
    rows = [(f"a{number}", "O", "", "", text) for number, text in enumerate(texts)]
    table = opened(pd.DataFrame(rows, columns=COLUMNS), tmp_path, part=2).copies()
    # a4 is nearly all of a0, with a little of the wire.
    assert table[["article", "first"]].values.tolist() == [["a2", "a1"], ["a3", "a1"], ["a4", "a0"]]
    assert table["share"].between(0.8, 1).all()
    assert opened(pd.DataFrame(rows, columns=COLUMNS), tmp_path, part=2).copies(share=0.999)["article"].tolist() == [
        "a3"
    ]


def test_a_text_that_more_articles_have_than_are_paired_is_found_all_the_same(tmp_path):
    wire, own = SEEDS.articles["text"].iloc[0], SEEDS.articles["text"].iloc[3]
    rows = [(f"z{number:02}", "O", "", "", f"Number {number}. {wire}") for number in range(9)]
    rows += [("a", "O", "", "", own), ("b", "O", "", "", wire)]
    archive = opened(pd.DataFrame(rows, columns=COLUMNS), tmp_path, part=4)
    for most in (200, 3):
        assert archive.copies(most=most)[["article", "first"]].values.tolist() == [
            *([f"z{number:02}", "z00"] for number in range(1, 9)),
            ["b", "z00"],
        ]


def test_a_headline_that_does_not_stand_in_the_text_comes_into_the_sample_too(tmp_path):
    rows = [("a", "O", "", "Rebels flee", "The rebels left, officials said."), ("b", "O", "", "", "Nobody left.")]
    archive = opened(pd.DataFrame(rows, columns=COLUMNS), tmp_path)
    drawn = load_corpus(archive.sample(2, 1, tmp_path / "drawn")).articles
    assert drawn["headline"].to_dict() == {"a": "Rebels flee", "b": ""}
    assert drawn["text"].to_dict() == {"a": "The rebels left, officials said.", "b": "Nobody left."}


def test_what_there_is_no_column_for_is_refused_with_the_names(archive):
    found = archive.run(naming.mentions, LEXICON, voice=False)
    with pytest.raises(CorpusError, match="no column “paper” for over: name one of outlet, month, published, article"):
        found.rates("paper")
    with pytest.raises(CorpusError, match="no column “labels” for by or count: name one of article, label"):
        found.rates("month", by="labels")


def counts(table, *names):
    return table[list(names)].values.tolist()


BY_HAND = pd.DataFrame(
    [
        ("a", "One", "2020-01-05", "", "The rebels and the rebels left us."),
        ("b", "One", "2020-01-20", "", "A rebel left the militants here today."),
        ("c", "One", "2020-02-01", "", "Nobody is left here any more, they said."),
        ("d", "Two", "", "", "Militants left us."),
    ],
    columns=COLUMNS,
)


def test_rates_over_months_and_outlets_by_hand(tmp_path):
    found = opened(BY_HAND, tmp_path).run(naming.mentions, LEXICON[LEXICON["label"].isin(["rebel", "militant"])])
    table = found.rates()
    assert counts(table, "month", "outlet", "articles", "count", "words") == [
        ["", "Two", 1, 1, 3],
        ["2020-01", "One", 2, 4, 14],
        ["2020-02", "One", 1, 0, 8],
    ]
    assert table["rate"].tolist() == [1000 / 3, 4000 / 14, 0]
    assert ((table["low"] <= table["rate"]) & (table["rate"] < table["high"])).all()
    table = found.rates("outlet", by="label")
    assert counts(table, "outlet", "label", "count") == [
        ["One", "militant", 1],
        ["One", "rebel", 3],
        ["Two", "militant", 1],
        ["Two", "rebel", 0],
    ]
    assert counts(found.rates(None), "articles", "count", "words") == [[4, 5, 25]]
    assert counts(found.rates(None, "voice"), "voice", "count") == [["own", 5]]


def test_words_in_each_voice_are_added_up(archive):
    table = archive.run(sourcing.by_voice).rates("outlet", "voice", count="words")
    whole = sourcing.by_voice(WHOLE).merge(ARTICLES[["article", "outlet"]]).groupby(["outlet", "voice"])["words"].sum()
    assert table.set_index(["outlet", "voice"])["count"].to_dict() == whole.to_dict()


def test_the_interval_of_a_rate_keeps_its_promise_where_words_come_in_heaps(tmp_path):
    """The rate of an archive, and how often the interval of sixty of its articles holds it."""
    chance = np.random.default_rng(5)
    words = chance.integers(100, 600, 3_000)
    mentions = chance.poisson(chance.gamma(0.3, 0.02, 3_000) * words)
    truth, held = 1000 * mentions.sum() / words.sum(), []
    from helpers.archive.run import _rated

    for _ in range(400):
        drawn = chance.choice(3_000, 60, replace=False)
        c, w = mentions[drawn].astype(float), words[drawn].astype(float)
        sums = [np.array([each.sum()]) for each in (w, w * w, c, c * c, c * w)]
        row = _rated(np.array([60]), *sums).iloc[0]
        held.append(row["low"] <= truth <= row["high"])
    assert 0.9 <= np.mean(held) <= 0.98


@pytest.mark.skipif(not on_disk(), reason="DuckDB is one of the packages for archives")
def test_duckdb_counts_what_pandas_counts(archive, monkeypatch):
    found = archive.run(naming.mentions, LEXICON)
    for arguments in [((), None), (("month", "outlet"), ["label", "voice"]), ("outlet", None), (None, "voice")]:
        table = found.rates(*arguments)
        with monkeypatch.context() as patch:
            patch.setattr(type(found), "_summed_by_duckdb", type(found)._summed_by_pandas)
            other = found.rates(*arguments)
        pd.testing.assert_frame_equal(table, other, check_dtype=False)
    assert found.query("select count(*) n from found join articles using (article)").at[0, "n"] == len(found.table)


@pytest.mark.skipif(not on_disk(), reason="DuckDB is one of the packages for archives")
def test_an_archive_may_lie_in_a_folder_with_an_apostrophe(tmp_path):
    (tmp_path / "this year's").mkdir()
    with open_archive(json_lines(ARTICLES, tmp_path / "this year's" / "a.jsonl"), processes=1) as archive:
        run = archive.run(naming.mentions, LEXICON)
        assert run.query("select count(*) n from found").at[0, "n"] == len(run.table) > 0


@pytest.mark.skipif(on_disk(), reason="DuckDB is here")
def test_a_query_without_duckdb_names_the_command(archive):
    with pytest.raises(CorpusError, match="needs DuckDB: install .* `python3 course.py archive`"):
        archive.run(naming.mentions, LEXICON).query("select 1")
    assert "in memory (without the packages for archives)" in repr(archive)


def test_a_run_is_made_once_and_anew_where_something_has_changed(tmp_path):
    archive, called = opened(ARTICLES[:6], tmp_path), tmp_path / "called"
    first = archive.run(archives.counted, str(called))
    second = archive.run(archives.counted, str(called))
    assert called.read_text().count("called") == 2
    same(first.table, second.table)
    archive.run(archives.counted, f"{tmp_path}/./called")
    assert called.read_text().count("called") == 4


@pytest.mark.skipif(not on_disk(), reason="without the packages nothing outlives the archive")
def test_what_was_killed_goes_on_where_it_was_and_a_changed_archive_begins_anew(tmp_path):
    called = tmp_path / "called"
    archive = opened(ARTICLES[:9], tmp_path)
    whole = archive.run(archives.counted, str(called)).table
    store = next(tmp_path.glob("a.jsonl.parts/counted-*"))
    (store / "000001.parquet").unlink()
    (store / ".000001.parquet.77").write_text("half a part")
    again = open_archive(tmp_path / "a.jsonl", processes=1, part=3).run(archives.counted, str(called)).table
    assert called.read_text().count("called") == 4
    same(again, whole)
    assert sorted(path.name for path in store.iterdir()) == ["000000.parquet", "000001.parquet", "000002.parquet"]
    assert len(opened(ARTICLES[:4], tmp_path).run(archives.counted, str(called)).table) < len(whole)


def test_an_article_on_which_the_analysis_fails_is_set_aside_and_the_others_are_counted(tmp_path):
    run = opened(ARTICLES, tmp_path).run(archives.fails_on_one)
    assert run.set_aside.values.tolist() == [["cnn", "ValueError: no such luck"]]
    assert repr(run) == f"Run over {len(ARTICLES)} articles, 1 set aside"
    whole = naming.mentions(WHOLE, LEXICON, voice=False)
    same(run.table, whole[whole["article"] != "cnn"].reset_index(drop=True))


def test_an_analysis_that_fails_on_every_article_is_no_fault_of_theirs(tmp_path):
    with pytest.raises(CorpusError, match="fails fails on every article of part 0: ValueError: never"):
        opened(ARTICLES, tmp_path).run(archives.fails)
    with pytest.raises(
        CorpusError, match="mentions fails on every article of part 0: .*This needs the table labels.csv"
    ):
        opened(ARTICLES, tmp_path).run(naming.mentions)


def test_a_function_without_a_name_is_refused(archive):
    with pytest.raises(CorpusError, match="a function that has a name in a module, such as naming.mentions"):
        archive.run(lambda corpus: corpus.articles)


def test_progress_says_what_is_left(tmp_path, capsys):
    opened(ARTICLES[:6], tmp_path, progress=True).run(archives.fails_on_one)
    said = capsys.readouterr().err
    assert "read 6 articles in 0 s" in said
    assert "fails_on_one: part 1 of 2, about " in said and "fails_on_one: part 2 of 2, about 0 s left" in said


def test_progress_says_how_many_pairs_were_laid_side_by_side(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(copies, "AT_ONCE", 2)
    opened(ARTICLES, tmp_path, progress=True).shared()
    said = re.findall(r"shared: pair (\d+) of (\d+)", capsys.readouterr().err)
    assert len(said) > 1 and len({number for _, number in said}) == 1 and said[-1][0] == said[-1][1]


def test_a_sample_is_a_corpus_folder_and_the_same_for_the_same_seed(archive, tmp_path):
    folder = archive.sample(5, 1, tmp_path / "one")
    corpus = load_corpus(folder)
    assert len(corpus.articles) == 5 and set(corpus.articles.index) < set(ARTICLES["article"])
    assert corpus.articles["text"].str.len().gt(100).all()
    again, other = (
        load_corpus(archive.sample(5, 1, tmp_path / "two")),
        load_corpus(archive.sample(5, 2, tmp_path / "three")),
    )
    assert list(again.articles.index) == list(corpus.articles.index) != list(other.articles.index)
    # What rules propose is no coding, but what a reader of chapter 09 finds open.
    assert set(sourcing.attributions(corpus)["found_by"]) == {"rules"} and corpus.attributions["is_open"].all()
    proposed = pd.read_csv(folder / sampling.PROPOSED, keep_default_na=False)
    assert proposed["text"].tolist() == sourcing.by_rules(corpus)["text"].tolist()
    assert set(proposed["found_by"]) == {"rules"} and set(proposed["decision"]) == {""}


def test_every_article_has_the_same_chance(archive):
    import random

    drawn = [random.Random(seed).sample(range(archive.number), 4) for seed in range(300)]
    times = pd.Series(sum(drawn, [])).value_counts()
    assert len(times) == archive.number and times.between(45, 110).all()


def test_no_sample_takes_the_place_of_another_nor_has_more_than_there_is(archive, tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(CorpusError, match="mine is there already, and may hold somebody's work"):
        archive.sample(3, 1, tmp_path / "mine")
    with pytest.raises(CorpusError, match="The archive has 16 articles; 17 cannot be drawn"):
        archive.sample(17, 1, tmp_path / "more")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_decisions_of_a_reader_are_read_by_article(archive, tmp_path):
    folder = archive.sample(6, 3, tmp_path / "read")
    with pytest.raises(CorpusError, match="attributions.csv, row 2: “decision” is “”; it is one of kept, changed"):
        sampling.read_decisions(folder)
    proposed = pd.read_csv(folder / sampling.PROPOSED, keep_default_na=False).assign(decision="kept")
    proposed.to_csv(folder / sampling.PROPOSED, index=False)
    table = sampling.read_decisions(str(folder))
    assert len(table) == 6 and table["kept"].sum() == table["there"].sum() == len(proposed)
    assert set(table["outlet"]) <= set(ARTICLES["outlet"])
    proposed.loc[1, "decision"] = "maybe"
    proposed.to_csv(folder / sampling.PROPOSED, index=False)
    with pytest.raises(CorpusError, match="attributions.csv, row 3: “decision” is “maybe”"):
        sampling.read_decisions(folder)
    proposed.assign(decision="kept", article="nobody").to_csv(folder / sampling.PROPOSED, index=False)
    with pytest.raises(CorpusError, match="row 2: no article is called “nobody”"):
        sampling.read_decisions(folder)


def test_a_sample_is_an_event_that_chapter_09_opens_and_its_corrections_give_the_share(archive, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_EVENTS", str(tmp_path / "events"))
    folder = archive.sample(4, 2)
    event = Event(use_event(folder.name))
    assert event_names() == [folder.name] and event.corpus.attributions["is_open"].all()
    rows = event.rows("attributions")
    event.write(attributions=[{**rows[0], "decision": "taken out"}, *({**row, "decision": "kept"} for row in rows[1:])])
    table = sampling.read_decisions(folder)
    assert table["taken out"].sum() == 1 and table["kept"].sum() == len(rows) - 1
    share = estimates.shares(table).loc["found, and right as it is"]
    assert share["share"] == (len(rows) - 1) / len(rows) and share["low"] < share["share"] < share["high"]
