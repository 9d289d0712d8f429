"""The charts on any corpus: nothing to see, one article, twelve, fifty, long names; a chart or a sentence, never an error."""

import pandas as pd
import pytest

from helpers.analyses import agency, borrowing, naming, omissions, reading, sourcing
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError, read_table
from helpers.show import charts, widgets
from helpers.show.charts import Chart
from tests import ROOT
from tests.corpora import SEEDS

EVENT = ROOT / "tests" / "other_event"
LONG = "the_rather_long_short_name_of_outlet_number_{}_in_a_corpus_of_many"
HEADER = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"

# Each chart: the table that it draws, and the drawing of it for some articles.
CHARTS = {
    "before_after": (reading.lengths, lambda table, c, some: charts.before_after(table, "T", "words", some)),
    "label_rates": (
        lambda c: naming.rates(c, naming.mentions(c), "label"),
        lambda table, c, some: charts.label_rates(table, articles=some),
    ),
    "label_voices": (naming.mentions, lambda table, c, some: charts.label_voices(table, some or c.articles.index)),
    "places": (
        lambda c: naming.dispersion(c, naming.mentions(c)),
        lambda table, c, some: charts.places(table, some or c.articles.index),
    ),
    "sources": (sourcing.sources, lambda table, c, some: charts.sources(table, some)),
    "voice_shares": (sourcing.by_voice, lambda table, c, some: charts.voice_shares(table, some)),
    "coverage": (
        omissions.coverage,
        lambda table, c, some: charts.coverage(table, c.facts.set_index("fact")["topic"], some),
    ),
    "actors": (agency.actors, lambda table, c, some: charts.actors(table, some)),
    "shared_words": (
        lambda c: borrowing.coverage(c, 3),
        lambda table, c, some: charts.shared_words(table, some),
    ),
    "topics": (omissions.by_topic, lambda table, c, some: charts.topics(table, some)),
}
every_chart = pytest.mark.parametrize("tabled, draw", CHARTS.values(), ids=CHARTS)


def crowd(folder, number, name="a{}"):
    """A corpus of so many articles: those of the other event, over and over, under new names."""
    tables = {
        table: read_table(EVENT / f"{table}.csv", [], [])
        for table in ("articles", "boilerplate", "labels", "attributions", "facts", "evidence", "actions")
    }
    copies, all_names = {}, [name.format(place + 1) for place in range(number)]
    for place, new in enumerate(all_names):
        copies.setdefault(tables["articles"]["article"].iloc[place % 3], []).append(new)
    for table in ("articles", "boilerplate", "attributions", "evidence", "actions"):
        names = tables[table]["article"].map(copies)
        tables[table] = tables[table].assign(article=names).dropna(subset=["article"]).explode("article")
    tables["facts"] = tables["facts"][tables["facts"]["fact"].isin(tables["evidence"]["fact"])]
    tables["articles"] = tables["articles"].set_index("article").loc[all_names].reset_index()
    for article, file in tables["articles"][["article", "file"]].values:
        (folder / f"{article}.txt").write_bytes((EVENT / file).read_bytes())
    tables["articles"]["file"] = tables["articles"]["article"] + ".txt"
    for table, rows in tables.items():
        rows.to_csv(folder / f"{table}.csv", index=False)
    return load_corpus(folder)


@pytest.fixture(scope="module", params=[1, 5, 12, 50])
def crowded(request, tmp_path_factory):
    return crowd(tmp_path_factory.mktemp("crowd"), request.param)


@pytest.fixture(scope="module", params=["a{}", LONG], ids=["short names", "long names"])
def twelve(request, tmp_path_factory):
    return crowd(tmp_path_factory.mktemp("twelve"), 12, request.param)


def is_one_sentence(page):
    return not isinstance(page, Chart) and page.text.count("\n") == 0 and page.text.endswith(".")


@every_chart
def test_a_chart_shows_every_article_or_says_how_to_choose(tabled, draw, crowded):
    table, names = tabled(crowded), list(crowded.articles.index)
    page = draw(table, crowded, None)
    if len(names) <= charts.MOST_ARTICLES:
        assert isinstance(page, Chart) and all(name in page.text for name in names)
    else:
        assert is_one_sentence(page)
        assert page.text.startswith("This chart can show 16 articles, and there are 50: name those to show, such as ")
        some = draw(table, crowded, names[-2:])
        assert isinstance(some, Chart) and names[-1] in some.text and f"{names[0]} " not in some.text


def boxes_of(texts):
    return [text.get_window_extent() for text in texts if text.get_text()]


@every_chart
def test_names_stay_on_the_paper_and_do_not_cover_one_another(tabled, draw, twelve, monkeypatch):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    figure = draw(tabled(twelve), twelve, None)
    figure.draw_without_rendering()
    assert figure.get_figwidth() <= charts.INCHES_WIDE + 1
    titles = boxes_of(axes.title for axes in figure.axes)
    down = [boxes_of(axes.get_yticklabels()) for axes in figure.axes]
    across = [boxes_of(axes.get_xticklabels()) for axes in figure.axes]
    for group in [titles, *down, *across]:
        assert not any(one.overlaps(other) for place, one in enumerate(group) for other in group[:place])
    for box in [*titles, *(box for group in down for box in group)]:
        assert box.x0 >= -1 and box.x1 <= figure.bbox.width + 1


def test_a_reader_is_a_hollow_mark_before_a_full_one_after_a_cross_if_not_given_by_chance_and_stands_beside_the_next(
    monkeypatch,
):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    given = [("before", 3, True), ("before", 3, True), ("after", 5, True), ("after", 6, False)]
    table = pd.DataFrame([("a", *row) for row in given], columns=["article", "time", "answer", "drawn"])
    rows = [("a", time, 2, 4.0, float("nan"), float("nan")) for time in ("before", "after")]
    medians = pd.DataFrame(rows, columns=["article", "time", "readers", "median", "low", "high"])
    (axes,) = charts.readers(table, medians, ["a"], "T").axes
    marks = [
        (line.get_xdata()[0], line.get_marker(), line.get_markerfacecolor() == charts.PAPER)
        for line in axes.lines
        if line.get_marker() in ("o", "X")
    ]
    apart = charts.APART / 2
    assert marks == [(3 - apart, "o", True), (3 + apart, "o", True), (5, "o", False), (6, "X", False)]


def test_chosen_articles_keep_their_look(tmp_path, monkeypatch):
    corpus = crowd(tmp_path, 5)
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    figure = charts.topics(omissions.by_topic(corpus), ["a3"])
    assert figure.axes[0].patches[-1].get_facecolor()[:3] == pytest.approx((0, 158 / 255, 115 / 255))
    assert [axes.get_title() for axes in figure.axes] == ["a3"]


@pytest.mark.parametrize("some", ["a9", ["a1", "a9"]])
def test_an_article_that_is_not_in_the_table_is_refused_in_a_sentence(tmp_path, some):
    table = reading.lengths(crowd(tmp_path, 2))
    with pytest.raises(CorpusError, match="no article is called “a9” in this table; there are a1, a2."):
        charts.before_after(table, "T", "words", some)


def test_no_two_articles_look_alike_and_the_first_five_never_change():
    assert list(charts.look(range(5)).values()) == [
        ("#0072B2", "o"),
        ("#D55E00", "s"),
        ("#009E73", "^"),
        ("#CC79A7", "D"),
        ("#1a1a1a", "P"),
    ]
    assert len(set(charts.look(range(55)).values())) == 55


def little(folder, texts, labels="rebel,rebel; rebels,,\n"):
    rows = []
    for article, text in texts.items():
        (folder / f"{article}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{article},{article}.txt,{article.upper()},,,,,,\n")
    (folder / "articles.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    (folder / "labels.csv").write_text("label,forms,family,note\n" + labels, encoding="utf-8")
    return load_corpus(folder)


NONE_STANDS = "There is nothing to see: none of the labels stands in these articles."
NO_LABEL = "There is nothing to see: no label was looked for."
NO_WORD = "There is nothing to see: these articles hold no word."
NO_STATEMENT = "There is nothing to see: no statement was found in these articles."


@pytest.mark.parametrize(
    "texts, labels, said",
    [
        (
            {"a": "Nobody came.", "b": "It rained."},
            "rebel,rebel; rebels,,\n",
            {"label_rates": NONE_STANDS, "label_voices": NONE_STANDS, "places": NONE_STANDS},
        ),
        (
            {"a": "The rebels came.", "b": "It rained."},
            "",
            {"label_rates": NO_LABEL, "label_voices": NONE_STANDS, "places": NONE_STANDS},
        ),
        ({"a": "The rebels came."}, "rebel,rebels,,\n", {"sources": NO_STATEMENT}),
        (
            {"a": "…", "b": "— … —"},
            "rebel,rebels,,\n",
            {
                "label_rates": NO_WORD,
                "voice_shares": NO_WORD,
                "shared_words": NO_WORD,
                "sources": NO_STATEMENT,
                "places": NONE_STANDS,
            },
        ),
    ],
)
def test_where_there_is_nothing_to_see_a_page_says_so_and_why(tmp_path, texts, labels, said):
    corpus = little(tmp_path, texts, labels)
    for name, sentence in said.items():
        tabled, draw = CHARTS[name]
        page = draw(tabled(corpus), corpus, None)
        assert is_one_sentence(page) and page.text == sentence


def test_shared_words_are_drawn_with_their_count_and_quotations_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: (figure, said))
    alike = "They left on Monday. “We will never come back to this town,” one said."
    corpus = little(tmp_path, {"a": alike, "b": f"So it was. {alike}", "c": "Nobody came."})
    figure, said = charts.shared_words(borrowing.coverage(corpus, 4))
    assert [[text.get_text() for text in axes.texts] for axes in figure.axes] == [
        ["–", "4 q8", "0", "4 q8"],
        ["4 q8", "–", "0", "4 q8"],
        ["0", "0", "–", "0"],
    ]
    assert said.endswith("b: a 4 words (44.4 %) and 8 quoted in both, any other 4 words (44.4 %) and 8 quoted in both; c: none. All others: none.")  # fmt: skip


def test_a_grade_of_no_word_is_none_and_is_not_drawn(tmp_path):
    corpus = little(tmp_path, {"a": "The rebels came.", "b": "— … —"})
    page = charts.before_after(reading.grades(corpus), "T", "years")
    assert "a 1.3" in page.text and "nan" not in page.text
    none = charts.before_after(reading.grades(corpus), "T", "years", ["b"])
    assert none.text == "There is nothing to see: there is no number to draw."
    assert "b: no word" in charts.voice_shares(sourcing.by_voice(corpus)).text


@pytest.mark.parametrize("name", ["coverage", "topics"])
def test_a_list_without_facts_and_an_article_without_one(tmp_path, name):
    corpus = crowd(tmp_path, 3)
    tabled, draw = CHARTS[name]
    table = tabled(corpus)
    assert draw(table[:0], corpus, []).text == "There is nothing to see: the list has no fact."
    blank = table.assign(facts=0) if name == "topics" else table.map(lambda cell: omissions.NOT_THERE)
    page = draw(blank, corpus, None)
    assert page.text == "There is nothing to see: none of the facts stands in these articles."


def test_an_arrow_goes_from_who_acts_to_whom_and_is_dashed_where_nobody_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: (figure, said))
    table = agency.actors(crowd(tmp_path, 3))
    figure, said = charts.actors(table, ["a3"])
    assert said.endswith("a3: workers on places and things 4, not named on places and things 1, council on workers 1.")
    (axes,) = figure.axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    arrows = [text for text in axes.texts if hasattr(text, "arrow_patch")]
    assert [text.get_text() for text in axes.texts if text.get_text()] == ["4", "1", "1"]
    tail, head = arrows[0].xyann, arrows[0].xy
    assert (names[round(tail[1])], names[round(head[1])]) == ("workers", "places and things") and tail[0] < head[0]
    assert [arrow.arrow_patch.get_linestyle() for arrow in arrows] == ["-", "--", "-"]
    assert names[-1] == "not named"


def test_no_number_covers_another_one(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    figure = charts.actors(agency.actors(SEEDS))
    figure.draw_without_rendering()
    for axes in figure.axes:
        group = [text.get_window_extent() for text in axes.texts if text.get_text()]
        assert not any(one.overlaps(other) for place, one in enumerate(group) for other in group[:place])


def test_where_no_act_is_told_a_page_says_so(tmp_path):
    table = agency.actors(crowd(tmp_path, 2)).assign(acts=0)
    assert charts.actors(table).text == "There is nothing to see: these articles tell no act."


def test_where_labels_are_named_their_zeros_are_drawn(tmp_path):
    corpus = little(tmp_path, {"a": "Nobody came."})
    table = naming.rates(corpus, naming.mentions(corpus), "label")
    assert charts.label_rates(table, ["rebel"]).text.endswith("a (2 words): none. All other labels: 0.")


@pytest.mark.parametrize("labels", ["", "rebel,rebel,,\n"])
def test_the_widgets_around_labels_open_where_no_label_stands(tmp_path, labels):
    corpus = little(tmp_path, {"a": "Nobody came."}, labels)
    assert widgets.voice_switch(corpus).page.text
    assert widgets.swap(corpus, "a").page.text.startswith("There is nothing to swap")


def test_many_mentions_of_a_label_are_counted_in_their_boxes(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: (figure, said))
    corpus = little(tmp_path, {"a": "The rebels came. " * 13 + "“The rebels left,” she said."})
    figure, said = charts.label_voices(naming.mentions(corpus), ["a"])
    assert [text.get_text() for text in figure.axes[0].texts] == ["o 13", "q 1"]
    assert said.endswith("a: rebel 13 own and 1 quoted.")


def test_every_label_has_a_letter_of_its_own_and_its_key_stays_on_the_paper(tmp_path, monkeypatch):
    words = [first + second for first in "abcdef" for second in "abcdef"]
    corpus = little(tmp_path, {"a": " ".join(words)}, "".join(f"{word},{word},,\n" for word in words))
    placed = naming.dispersion(corpus, naming.mentions(corpus))
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    figure = charts.places(placed, ["a"])
    letters = [text.get_text() for text in figure.axes[0].texts]
    assert len(set(letters)) == len(words) and all(len(letter) <= 2 for letter in letters)
    figure.draw_without_rendering()
    key = figure.axes[0].xaxis.label.get_window_extent()
    assert key.x0 >= 0 and key.x1 <= figure.bbox.width


RATES = pd.DataFrame(
    [
        ("One", "2020-01", 10, 1000, 10.0, 5.0, 18.0),
        ("One", "2020-03", 2, 1000, 2.0, 0.5, 7.0),
        ("Two", "2020-02", 0, 500, 0.0, 0.0, 7.5),
    ],
    columns=["outlet", "month", "count", "words", "rate", "low", "high"],
)


def test_rates_over_time_are_said_with_their_intervals_and_a_gap_is_no_zero():
    chart = charts.over_time(RATES, "“Rebel” in an archive")
    assert isinstance(chart, Chart)
    assert chart.text == (
        "“Rebel” in an archive: per 1,000 words, with the 95 % interval. "
        "One: 2020-01 10.0 (5.0 to 18.0), 2020-03 2.0 (0.5 to 7.0); Two: 2020-02 0.0 (0.0 to 7.5)."
    )


def test_what_has_no_day_stands_in_no_month_and_is_told():
    undated = RATES[:1].assign(month="", count=7)
    assert "month" in RATES and charts.over_time(pd.concat([RATES, undated]), "T").text == (
        charts.over_time(RATES, "T").text + " Left out: 7 found in articles without a day."
    )


def test_rates_of_nothing_and_of_fifty_outlets_are_a_sentence():
    assert charts.over_time(RATES[:0], "T").text == "There is nothing to see: there is nothing to draw."
    fifty = pd.concat([RATES[:1].assign(outlet=f"O{number}") for number in range(50)])
    assert charts.over_time(fifty, "T").text == (
        "This chart can show 16 panels, and the table has 50, one for each outlet: choose some of its rows first."
    )


def test_a_count_is_said_with_its_interval_or_that_it_has_none():
    table = pd.DataFrame(
        {"statements": [2309.0, 2221.4], "low": [float("nan"), 1971.2], "high": [float("nan"), 2471.6]},
        index=["as found", "corrected"],
    )
    assert charts.estimates(table, "Statements").text == (
        "Statements: as found 2,309, without an interval; corrected 2,221, between 1,971 and 2,472."
    )
    assert charts.estimates(table[:0], "T").text == "There is nothing to see: there is nothing to draw."


@pytest.mark.parametrize("number", [2, 12])
def test_with_few_facts_the_numbers_stand_in_their_panels_and_no_fact_is_in_parts(number, tmp_path, monkeypatch):
    corpus = crowd(tmp_path, number)
    facts = corpus.facts.groupby("topic").head(1)
    evidence = corpus.evidence[corpus.evidence["fact"].isin(facts["fact"])]
    monkeypatch.setattr(charts, "_chart", lambda figure, title, said: figure)
    figure = charts.topics(omissions.by_topic(corpus.with_tables(facts=facts, evidence=evidence)))
    figure.draw_without_rendering()
    for axes in figure.axes[:number]:
        assert all(text.get_position()[0] < axes.get_xlim()[1] for text in axes.texts) and axes.texts
        assert all(tick == int(tick) for tick in axes.get_xticks())


@pytest.mark.parametrize("number", [2, 12])
def test_one_label_is_drawn_for_few_articles_and_for_many(number, tmp_path):
    corpus = crowd(tmp_path, number)
    found = naming.mentions(corpus, corpus.labels.head(1))
    rates = naming.rates(corpus, found, "label")
    for chart in (
        charts.label_rates(rates),
        charts.label_voices(found, corpus.articles.index),
        charts.places(naming.dispersion(corpus, found), corpus.articles.index),
    ):
        assert isinstance(chart, Chart) and all(
            f"{name}:" in chart.text or f"{name} (" in chart.text for name in rates["article"]
        )


def test_a_long_name_is_broken_between_words_and_its_end_left_out():
    assert charts._wrapped("one two", 8) == "one two" and charts._wrapped("one two three", 8) == "one two\nthree"
    assert charts._wrapped("one two three four", 8) == "one two\nthree…"
    assert charts._wrapped("one two eighteen four", 8) == "one two\neightee…"
    assert charts._wrapped("the_short_name", 8, lines=3) == "the_\nshort_\nname"
