"""Pages, charts and widgets: every text shown as it is, every number in words, every control usable without a kernel."""

import base64
import re
from html import unescape

import nbformat
import pandas as pd
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.analyses import borrowing, frames, omissions, reading
from helpers.corpus import load_corpus
from helpers.show import charts, pages, widgets
from tests.corpora import SEEDS

HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "$x$ and $$y$$", r"\(z\)", "[a](b)", "&lt;"]


@pytest.fixture(scope="module")
def corpus():
    return SEEDS


@pytest.fixture
def hostile(tmp_path):
    """A corpus whose only article, outlet and headline try to be more than text."""
    everything = " ".join(HOSTILE)
    (tmp_path / "a.txt").write_text(
        f"{everything}\n\nFirst {everything}. Second {everything}.\n\nAD {everything}", encoding="utf-8"
    )
    row = {
        "article": "a",
        "file": "a.txt",
        "outlet": everything,
        "text_by": "",
        "headline": everything,
        "published": "",
        "url": "",
        "identified_by": everything,
        "about_the_outlet": everything,
    }
    pd.DataFrame([row]).to_csv(tmp_path / "articles.csv", index=False)
    pd.DataFrame([{"article": "a", "text": f"AD {everything}", "reason": everything}]).to_csv(
        tmp_path / "boilerplate.csv", index=False
    )
    return load_corpus(tmp_path)


def text_of(html):
    """What a browser shows of `html`, parsed by a library that did not make it."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script") and not soup.find_all("img", src="x") and not soup.find_all(onerror=True)
    # A formula needs its two signs in one stretch of text; here each sign is one by itself.
    assert all(not re.search(r"\$.*\$|\\\(", piece) for piece in soup.find_all(string=True))
    return soup.get_text()


def hostile_pages(corpus):
    reader = widgets.reader(corpus)
    blind = widgets.blind_test(corpus)
    blind.controls["guess_1"].value, blind.controls["told"].value = corpus.articles["outlet"].iloc[0], True
    yield "the reader in the widget", reader._view.value
    yield "the reader's twin", reader._repr_mimebundle_()["text/html"]
    yield "the article alone", pages.article(corpus, "a", cleaned=True).html
    yield "the blind test in the widget", blind._view.value + "".join(page.html for page in blind.captions.values())
    yield "the blind test's twin", blind._repr_mimebundle_()["text/html"]
    yield "a table", pages.table(corpus.articles[["outlet", "identified_by"]]).html
    yield "the openings", pages.table(reading.openings(corpus)).html


def test_hostile_texts_are_shown_as_text_everywhere(hostile):
    for name, html in hostile_pages(hostile):
        shown = text_of(html)
        assert all(text in shown for text in HOSTILE), name


def test_hostile_texts_are_shown_as_text_in_an_export(hostile):
    outputs = [new_output("display_data", {"text/html": html}) for _, html in hostile_pages(hostile)]
    notebook = new_notebook(cells=[new_code_cell("", outputs=outputs)])
    body, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
    shown = text_of(body[body.index("<main") : body.index("</main>")])
    assert all(shown.count(text) >= len(outputs) for text in HOSTILE)


def test_the_reader_marks_what_is_not_counted_and_only_that(corpus):
    page = pages.article(corpus, "southfront")
    assert page.text.count("[b: ") == (corpus.boilerplate["article"] == "southfront").sum()
    assert page.text.count("[h: ") == 1
    legend = "headline the headline, not counted · boilerplate not the article"
    unframed = re.sub(r"\[[bh]: (.*?)\]", r"\1", page.text, flags=re.S)
    shown = unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", page.html))
    assert "".join(shown.split()) == "".join((legend + unframed).split())
    unmarked = re.sub(r"\[[bh]: .*?\]", "", page.text, flags=re.S)
    assert unmarked.split() == corpus.articles.at["southfront", "text"].split()
    assert pages.article(corpus, "southfront", cleaned=True).text == corpus.articles.at["southfront", "text"]


def test_marks_do_not_depend_on_colour():
    looks = pages.MARKS.values()
    assert all(re.fullmatch(r"\dpx (solid|dotted|dashed|double)", look.line) for look in looks)
    assert len({mark.letter for mark in looks}) == len({mark.line for mark in looks}) == len(looks)


# The colours of paper and ink in JupyterLab's two themes; the ink of the light one lets 13 % of the paper through.
THEMES = {"light": ((255, 255, 255), (0, 0, 0, 0.87)), "dark": ((17, 17, 17), (255, 255, 255, 1))}


def over(tint, paper):
    """The colour that a translucent one, red, green, blue and its share, makes on paper."""
    *colour, share = tint
    return tuple(share * part + (1 - share) * below for part, below in zip(colour, paper))


def rgba(written):
    return tuple(float(part) for part in re.fullmatch(r"rgba\((.+)\)", written).group(1).split(","))


@pytest.mark.parametrize("theme", THEMES)
def test_tints_can_be_told_apart_and_read_on_in_both_themes(theme):
    paper, ink = THEMES[theme]
    tinted = {kind: over(rgba(mark.tint), paper) for kind, mark in pages.MARKS.items()}
    for kind, ground in tinted.items():
        assert contrast(as_hex(over(ink, ground)), as_hex(ground)) >= 4.5, kind
    grounds = [paper, *tinted.values()]
    for place, one in enumerate(grounds):
        assert all(sum(abs(a - b) for a, b in zip(one, other)) >= 30 for other in grounds[:place])


def test_a_mark_keeps_its_letter_its_line_and_its_tint_where_it_is_painted():
    spans = pd.DataFrame({"start": [0], "end": [1], "kind": ["cue"], "reason": ["r"]})
    letter, line, tint = pages.MARKS["cue"]
    page = pages.reading("a b", spans, {"cue": "the word"})
    style = f'style="border-bottom:{line};background:{tint}"'
    assert page.html.count(style) == 2 and page.html.count(f"<sup>{letter}</sup>") == 2


def test_evidence_is_tinted_and_keeps_the_ink_of_the_theme(corpus):
    html = pages.evidence(omissions.evidence(corpus).query("fact == 'answer'")).html
    assert html.count(f'<b style="{pages.MARKS["evidence"].style}">') == html.count("<b style") >= 2
    # JupyterLab takes the colour of a text out of its style, and <mark> writes in black, in a dark theme too.
    assert "<mark" not in html


def test_runs_have_the_same_letter_and_number_in_both_articles(corpus):
    page = pages.beside(corpus, borrowing.between(corpus, "southfront", "reuters"))
    kept = {
        "r1": "leave with their families and",
        "q2": "guarantees the immunity",
        "r3": "he Russian Defense Ministry said",
    }
    for mark, words in kept.items():
        assert page.text.count(f"[{mark}: ") == 2
        assert all(words in piece for piece in page.text.split(f"[{mark}: ")[1:])
    # Beside one another where there is room for two, else one under the other; what is left out of the articles is not shown.
    assert "flex-wrap:wrap" in page.html and page.html.count("flex:1 1") == 2
    assert "MORE DETAILS" not in page.text and "Related article" not in page.text


def test_a_wording_marks_what_the_first_one_does_not_have_and_lists_what_it_has_more(corpus):
    told = pd.DataFrame(
        {"article": ["a", "b"], "text": ["They left by a\n\nsecure road, safely.", "They left, by one\ndry road."]}
    )
    page = pages.wordings(told)
    assert page.text.strip().splitlines() == [
        "a", "They left by a  secure road, safely.", "b", "They left, by [n: one dry] road.", "left out: safely",
    ]  # fmt: skip
    assert 'title="in place of: a secure"' in page.html
    # What a mark says when pointed at holds no line break, at which a page would be cut.
    assert "a secure&quot;&gt;" not in page.html and page.html.count("<p") == 6
    assert "left out" not in pages.wordings(told.head(1)).text
    assert "b, score 0.25" in pages.wordings(told.assign(score=[1, 0.25])).text


def test_hostile_texts_are_shown_as_text_beside_one_another_and_as_wordings(hostile):
    row, folder = hostile.articles.reset_index().iloc[[0]], hostile.folder
    (folder / "b.txt").write_text((folder / "a.txt").read_text(encoding="utf-8"), encoding="utf-8")
    both = pd.concat([row, row.assign(article="b", file="b.txt")]).drop(columns=["raw", "text", "words"])
    both.to_csv(folder / "articles.csv", index=False)
    corpus = load_corpus(folder)
    for page in (
        pages.beside(corpus, borrowing.between(corpus, "a", "b", 2)),
        pages.wordings(borrowing.told_again(corpus, "a", 2)),
        pages.runs(borrowing.shared(corpus, 2)),
    ):
        assert "alert(1)" in text_of(page.html)


def test_the_error_card_of_the_alignment_says_what_was_measured(corpus):
    page = pages.alignment(borrowing.thresholds(corpus), borrowing.measured(corpus))
    assert "of 100 found, 64 have a fact in common (64 %); of 111 to find, 58 % were found" in page.text
    assert "0.14 | 100 | 64 | 64 | 58 | 0.61" in page.text and "elsewhere expect less" in page.text


def test_of_many_spans_that_begin_at_one_place_the_first_holds():
    spans = pd.DataFrame({"start": 0, "end": 2, "kind": ["quoted", *["boilerplate"] * 40], "reason": "r"})
    assert pages.reading("ab c", spans, {}).text == "[q: ab] c"


def test_overlapping_spans_lose_no_text():
    spans = pd.DataFrame({"start": [0, 2, 9], "end": [4, 7, 9], "kind": "boilerplate", "reason": "r"})
    assert pages.reading("abcdefghi", spans, {}).text == "[b: abcd][b: efg]hi"


def test_a_table_names_units_and_shows_a_dash_for_nothing():
    frame = pd.DataFrame(
        {"words_per_line": [1.25, None], "day": [pd.Timestamp(2018, 3, 6), pd.NaT]},
        index=pd.Index(["a", "b"], name="article"),
    )
    page = pages.table(frame, "A caption")
    assert page.text.splitlines() == [
        "A caption",
        "article | words per line | day",
        "a | 1.2 | 2018-03-06",
        "b | – | –",
    ]
    assert 'scope="row"' in page.html and "nan" not in page.html.lower() and "nat" not in page.html.lower()
    cells = re.findall(r"<(\w+)[^>]*>([^<>]+)</(\w+)>", page.html.partition("<tbody>")[2])
    assert cells == [
        ("th", "a", "th"),
        ("td", "1.2", "td"),
        ("td", "2018-03-06", "td"),
        ("th", "b", "th"),
        ("td", "–", "td"),
        ("td", "–", "td"),
    ]


def test_a_chart_says_every_number_that_it_draws(corpus):
    table = reading.lengths(corpus)
    chart = charts.before_after(table, "Title", "words")
    assert all(f"{number:,}" in chart.text for number in table.to_numpy().ravel())
    assert re.search('<img alt="([^"]+)"', chart.html).group(1) == chart.text
    picture = base64.b64decode(re.search('base64,([^"]+)', chart.html).group(1))
    assert picture.startswith(b"\x89PNG")


def test_every_article_has_a_look_of_its_own_whose_mark_alone_tells_it():
    looks = charts.look(list("abcde"))
    assert len({mark for _, mark in looks.values()}) == len({colour for colour, _ in looks.values()}) == 5
    assert len(set(charts.look(range(35)).values())) == 35


def as_hex(colour):
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def contrast(one, other):
    """The contrast ratio of two colours, as the WCAG 2.1 define it."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_seen_on_their_paper():
    assert all(contrast(colour, charts.PAPER) >= 3 for colour in charts.COLOURS)
    assert contrast(charts.INK, charts.PAPER) >= 4.5


def test_the_reader_follows_its_controls(corpus):
    reader = widgets.reader(corpus)
    assert reader.controls["article"].value == corpus.left_out["article"].value_counts().idxmax()
    reader.controls["article"].value = "southfront"
    assert "Consider helping us!" in reader.page.text
    reader.controls["cleaned"].value = True
    assert "Consider helping us!" not in reader._view.value
    reader.controls["article"].value = "cnn"
    assert "Only a handful of civilians" in reader._view.value


def test_the_blind_test_tells_nothing_before_it_is_asked_and_then_the_score(corpus):
    blind = widgets.blind_test(corpus)
    answers = reading.blind_sentences(corpus)
    assert not any(name in caption.text for name in corpus.articles["outlet"] for caption in blind.captions.values())
    for number in (1, 2):
        blind.controls[f"guess_{number}"].value = answers.at[number, "outlet"]
    blind.controls["guess_3"].value = next(name for name in answers["outlet"] if name != answers.at[3, "outlet"])
    assert blind.page.text == "3 of 5 guessed."
    blind.controls["told"].value = True
    assert blind.page.text.startswith("2 of 5 right. Guessing blindly gives 1 on average.")
    assert [line.rsplit(" | ")[-1] for line in blind.page.text.splitlines()[2:]] == [
        "right",
        "right",
        "another outlet",
        "no guess",
        "no guess",
    ]


def test_the_blind_test_gives_no_outlet_away_by_its_name(tmp_path):
    (tmp_path / "a.txt").write_text("One. CNN's reporter told CNN so. Three.", encoding="utf-8")
    pd.DataFrame(
        [
            {
                "article": "a",
                "file": "a.txt",
                "outlet": "CNN",
                "text_by": "",
                "headline": "",
                "published": "",
                "url": "",
                "identified_by": "",
                "about_the_outlet": "",
            }
        ]
    ).to_csv(tmp_path / "articles.csv", index=False)
    assert "CNN" not in reading.blind_sentences(load_corpus(tmp_path)).at[1, "sentence"]


def test_every_control_has_a_label_and_stands_in_the_twin(corpus):
    for panel in (widgets.reader(corpus), widgets.blind_test(corpus), widgets.word_choice("a ___ b", ["x", "y"])):
        twin = panel._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in twin
        for control in panel.controls.values():
            assert control.description and control.description in twin["text/plain"]


def test_a_statement_of_a_frame_opens_its_words_has_its_voice_and_is_shown_as_text(corpus):
    rows = frames.elements(corpus)
    page = pages.frames(rows.assign(statement=rows["statement"] + " <script>"), corpus.articles.index)
    assert page.html.count("<details") == len(rows) and "<script" not in page.html
    assert "cause | cnn | o the government’s offensive <script> (“the Syrian government launched" in page.text
    assert "evaluation | southfront | o? the timing of the reports" in page.text
    empty = pages.frames(rows[rows["function"] != "cause"], corpus.articles.index)
    assert "cause | reuters | –" in empty.text
