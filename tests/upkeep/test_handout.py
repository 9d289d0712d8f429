"""Handouts: what stands on a student's copy and what on the teacher's, whatever stands in the articles."""

import re
from html import unescape

import pytest

from helpers.corpus import load_corpus
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep import handout, replies
from tests import ROOT
from tests.notebooks import NOTEBOOKS, code, read

WITH_EXERCISES = [path for path in NOTEBOOKS if (FOLDER / f"{path.stem}.py").is_file()]
every_chapter = pytest.mark.parametrize("path", WITH_EXERCISES, ids=lambda path: path.stem)


def words(text):
    """A text without markup and marks of emphasis, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>|[*`]", "", text)).split())


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


@every_chapter
def test_a_students_copy_has_every_prompt_and_room_and_no_key(path, corpus):
    html = handout.handout(path, corpus)
    # What is for a screen alone is left out.
    assert not [
        name for name in ("What you will be able to do", "Next", "Take your answers with you") if f">{name}</h" in html
    ]
    page, exercises = words(html), load_exercises(FOLDER / f"{path.stem}.py")
    assert html.count('<div class="room">') == len(exercises) > 0
    for one in exercises:
        assert words(re.sub(r"^> ", "", one.prompt(corpus), flags=re.M)) in page
        told = [said for pairs in (replies.mistakes, replies.talked_over) for _, said in pairs(one, corpus)]
        for text in [*told, *one.hints(corpus), *filter(None, [one.way(corpus)])]:
            assert words(text) not in page
    assert "Answers:" not in page and 'class="key"' not in html
    assert all(not said or said.endswith(":") for said in re.findall('<div class="line">(.*?)</div>', html))


@every_chapter
def test_the_teachers_copy_has_the_keys_and_what_there_is_to_say(path, corpus):
    page = words(handout.handout(path, corpus, keys=True))
    for one in load_exercises(FOLDER / f"{path.stem}.py"):
        told = [text for pair in replies.mistakes(one, corpus) + replies.talked_over(one, corpus) for text in pair]
        for text in [*told, one.way(corpus), replies.answer(one, corpus)]:
            assert words(text) in page


def test_the_answers_of_the_blind_test_are_the_teachers(corpus):
    first = WITH_EXERCISES[0]
    assert "Answers: 1 " in handout.handout(first, corpus, keys=True)
    assert "Answers:" not in handout.handout(first, corpus)


def test_a_rate_that_is_to_be_worked_out_is_the_teachers(corpus):
    (naming,) = (path for path in WITH_EXERCISES if path.name.startswith("02"))
    rate = f"{load_exercises(FOLDER / '02_naming.py')[0].key(corpus):.1f} per 1,000"
    assert rate in handout.handout(naming, corpus, keys=True)
    page = handout.handout(naming, corpus)
    assert rate not in page and "rebel 9" in page


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_widget_has_something_to_do_on_paper_instead(path):
    called = [call for cell in code(read(path)) if (call := handout.CALL.search(cell.source))]
    assert {call.group(1) or call.group(2) for call in called} <= handout.PAPER.keys()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_widget_says_is_printed_as_it_stands_with_a_blank_behind_what_is_numbered(path, corpus):
    said = [output["data"]["text/plain"] for cell in code(read(path)) for output in cell.outputs if "data" in output]
    said = {handout.CHOICES.sub(handout.BARE, line) for text in said for line in text.splitlines()}
    for part in re.findall(r'<div class="part">(.*?)</div>', handout.handout(path, corpus), re.DOTALL):
        what, *lines = map(unescape, re.findall("<p>(.*?)</p>", part, re.DOTALL))
        assert what.startswith("<i>On paper:</i> ")
        for line in lines:
            assert line.removesuffix(" ………………") in said
            assert line.endswith("………………") == bool(re.match(r"\d+\. ", line))


@pytest.mark.parametrize("keys", [False, True])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_needs_nothing_from_elsewhere_and_shows_no_claim(path, corpus, keys):
    html = handout.handout(path, corpus, keys)
    assert not re.search(r"<(?:a|img|script|link)\b|url\(|@import|<!--", html)


def test_what_is_proved_of_the_articles_waits_for_the_teachers_copy(corpus):
    naming = next(path for path in NOTEBOOKS if path.name.startswith("02"))
    found = "Three say “rebel” most; Press TV never does".replace("“", '"').replace("”", '"')
    assert found in words(handout.handout(naming, corpus, keys=True))
    assert found not in words(handout.handout(naming, corpus))


def test_what_is_announced_and_not_there_is_not_announced():
    assert handout.ANNOUNCED.sub("", "<p>Look at the words. Counted by article:</p>") == "<p>Look at the words.</p>"
    assert handout.ANNOUNCED.sub("", "<p>Counted by article:</p>") == "</p>"
    assert handout.ANNOUNCED.sub("", "<p>Two: one and one.</p>") == "<p>Two: one and one.</p>"


def test_a_table_stands_on_a_page_once():
    table = "<table><tr><th>said</th></tr><tr><td>the army goes on and on</td></tr><tr><td>no</td></tr></table>"
    assert handout._stands_in(table, "<p>the army goes on, on and on</p>")
    assert not handout._stands_in(table, "<p>the army stops</p>")
    assert not handout._stands_in("<table><tr><th>n</th></tr><tr><td>7</td></tr></table>", "7")
    assert handout._stands_in(table.replace("goes on and on", "goes on"), "<p>the army goes on</p>")


def test_the_articles_have_their_sentences_numbered_as_the_notebooks_number_them(corpus):
    page = words(handout.articles(corpus))
    for row in corpus.sentences.itertuples():
        assert f"{row.number} {words(row.sentence)}" in page


def test_another_event_and_its_markup_are_printed_letter_by_letter(tmp_path):
    assert handout.articles(load_corpus(ROOT / "tests" / "other_event")).count('<section class="article">') == 3
    (tmp_path / "one.txt").write_text("The <script>mayor</script> said no.", encoding="utf-8")
    head = (ROOT / "seeds" / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    row = {"article": "one", "file": "one.txt", "outlet": "<b>One</b>"}
    cells = ",".join(row.get(name, "") for name in head.split(","))
    (tmp_path / "articles.csv").write_text(f"{head}\n{cells}\n", encoding="utf-8")
    html = handout.articles(load_corpus(tmp_path))
    assert "&lt;script&gt;mayor" in html and "&lt;b&gt;One" in html and "<script" not in html


def test_markup_in_a_prompt_is_printed_letter_by_letter():
    assert "<script" not in handout._html("The *word* <script>mayor</script>, in [the glossary](glossary.md#word)")
    assert handout._html("See [the *word*](glossary.md#word).").strip() == "<p>See the <em>word</em>.</p>"


def test_the_command_says_where_it_has_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(handout, "HANDOUTS", tmp_path / "handouts")
    assert handout.main(["2", "articles"]) == 0 and handout.main(["02", "--keys"]) == 0
    written = sorted(path.name for path in (tmp_path / "handouts").iterdir())
    assert written == ["02_naming.html", "02_naming_keys.html", "articles.html"]
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3 and all(str(tmp_path / "handouts") in line for line in said)
    assert all(line.endswith(". Open it in a browser, and print it on both sides.") for line in said)


def test_a_chapter_that_is_not_there_is_said_to_be_none(tmp_path, monkeypatch):
    monkeypatch.setattr(handout, "HANDOUTS", tmp_path / "handouts")
    assert handout.main(["77"]).startswith("handout: no notebook begins with “77”")
    assert not (tmp_path / "handouts").exists()
