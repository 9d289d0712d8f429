"""Every exercise there is, proved without a hand-written case; and what is said of a mistake in an exercise file."""

import re
import shutil
from functools import cache
from html import unescape

import nbformat
import numpy as np
import pandas as pd
import pytest

from helpers.analyses.omissions import with_fact
from helpers.corpus import corpus, load_corpus
from helpers.corpus.text import find_spans
from helpers.exercises import kinds, tutor
from helpers.exercises import outcomes as verdict
from helpers.exercises.examine import problems
from helpers.exercises.kinds import FOLDER, load_exercises
from helpers.upkeep.chapters import NOTEBOOKS
from helpers.upkeep.exercise_cells import cells_of, crowded
from helpers.upkeep.running import execute
from tests import ROOT
from tests.corpora import SEEDS as CORPUS
from tests.notebooks import code, read

FILES = sorted(FOLDER.glob("[0-9][0-9]_*.py"))
EXERCISES = [one for path in FILES for one in load_exercises(path)]
every = pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.number)
every_coded = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "code"], ids=lambda one: one.number
)
every_choice = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "choice"], ids=lambda one: one.number
)
every_open = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "open"], ids=lambda one: one.number
)
every_coding = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "coding"], ids=lambda one: one.number
)
every_labelling = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "labelling"], ids=lambda one: one.number
)
every_fact = pytest.mark.parametrize(
    "one", [one for one in EXERCISES if one.kind == "fact"], ids=lambda one: one.number
)
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_ask_says_which_call_is_meant():
    coded = next(one.number for one in EXERCISES if one.kind == "code")
    assert "answer = ..." in tutor.ask(coded).text and f'check("{coded}", answer)' in tutor.ask(coded).text
    assert tutor.ask("77.9").text == "There is no exercise 77.9."


def test_however_often_answers_are_checked_the_articles_are_read_once(monkeypatch):
    read = []
    monkeypatch.setattr(corpus, "load_corpus", lambda folder: read.append(folder) or load_corpus(folder))
    corpus._read_once.cache_clear()
    for one in EXERCISES[:6]:
        tutor.check(one.number, ...)
        tutor.ask(one.number)
    tutor.answers("01")
    assert read == [ROOT / "seeds"]


COUNTED = '''
from helpers.exercises.kinds import exercise
@exercise("1.1", minutes=1)
def articles(corpus):
    """How many articles are there?

    Way: There are {articles.key(corpus)}.
    """
    print("computed")
    return len(corpus.articles)
@articles.mistake
def files(corpus):
    """That is one too many."""
    print("mistaken")
    return len(corpus.articles) + 1
'''


def test_an_answer_is_computed_once_and_anew_when_its_file_is_changed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(kinds, "FOLDER", tmp_path)
    file = tmp_path / "01_counted.py"
    file.write_text(COUNTED, encoding="utf-8")
    for answer in (6, 6, 5, 5):
        assert outcome(tutor.check("1.1", answer)) == (verdict.RIGHT if answer == 5 else verdict.NOT_YET)
    assert capsys.readouterr().out.split() == ["computed", "mistaken"]
    file.write_text(COUNTED.replace("return len(", "return 2 * len("), encoding="utf-8")
    page = tutor.check("1.1", 5)
    assert outcome(page) == verdict.NOT_YET and "There are 10." in page.html and "answer = 2 * len(" in page.html
    assert capsys.readouterr().out.split() == ["computed", "mistaken"]


class Raises:
    """An object that fails whenever it is looked at."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


NONSENSE = {
    "None": None,
    "True": True,
    "a function": len,
    "a class": dict,
    "an object that raises": Raises(),
    "infinity": 1e400,
    "not a number": float("nan"),
    "a number too large": 10**400,
    "a negative number": -98765.4,
    "a complex number": 1j,
    "an empty text": "",
    "a text": "nonsense",
    "a number in words": "six",
    "a long text": "x" * 10_000_000,
    "bytes": b"6",
    "an empty list": [],
    "a list in itself": [[1], [2]],
    "a dictionary": {"a": 1},
    "a range": range(3),
    "a generator": (each for each in "ab"),
    "a table": pd.DataFrame({"a": [1, 2]}),
    "a matrix": np.zeros((2, 2)),
    "a series of nothing": pd.Series([None, None]),
    "a module": np,
    "not a time": pd.NaT,
}


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "answers"))


@cache
def set_up(chapter):
    names = {}
    exec(code(read(next(NOTEBOOKS.glob(f"{chapter.zfill(2)}_*.ipynb"))))[0].source, names)
    return names


def set_up_of(one):
    """The names that a notebook has after its set-up cell."""
    return dict(set_up(one.number.partition(".")[0]))


def form(one):
    made = tutor.ask(one.number)
    assert made.one.number == one.number
    return made


def outcome(page):
    return page.text.splitlines()[0][2:].split(".")[0].lower()


@every_file
def test_the_file_has_no_mistakes(path):
    if found := problems(path, CORPUS):
        pytest.fail("\n".join(found), pytrace=False)


@every_file
def test_the_notebook_shows_each_exercise_of_its_file_once_and_in_order(path):
    notebook = read(NOTEBOOKS / f"{path.stem}.ipynb")
    shown = [cell for cell in notebook.cells if "exercise" in cell.metadata]
    expected = [cell for one in load_exercises(path) for cell in cells_of(one, CORPUS)]
    assert [(cell.cell_type, cell.source, cell.metadata) for cell in shown] == [
        (cell.cell_type, cell.source, cell.metadata) for cell in expected
    ]


@every_file
def test_the_minutes_of_exercises_fit_into_their_sections(path):
    notebook, exercises = read(NOTEBOOKS / f"{path.stem}.ipynb"), load_exercises(path)
    assert crowded(notebook, exercises) == []
    exercises[-1].minutes += 60
    assert len(crowded(notebook, exercises)) == 1 and exercises[-1].number in crowded(notebook, exercises)[0]


@every_coded
def test_the_stub_is_not_tried_yet(one):
    assert outcome(tutor.check(one.number, ...)) == verdict.NOT_TRIED


@every_coded
def test_the_solution_passes_as_a_value_and_pasted_as_shown(one):
    assert outcome(tutor.check(one.number, one.key(CORPUS))) == verdict.RIGHT
    names = set_up_of(one)
    assert one.stub.count("answer = ...") == 1
    cell = f"{one.stub}\ncheck({one.number!r}, answer)".replace("answer = ...", one.solution())
    exec(cell, names)
    assert outcome(tutor.check(one.number, names["answer"])) == verdict.RIGHT


@every_coded
def test_every_known_mistake_fails_with_its_own_reply(one):
    replies = []
    for mistake in one.mistakes:
        page = tutor.check(one.number, mistake(CORPUS))
        assert outcome(page) == verdict.NOT_YET
        replies.append(page.text.splitlines()[0])
    replies.append(tutor.check(one.number, -98765.4).text.splitlines()[0])
    assert len(set(replies)) == len(one.mistakes) + 1


@every_coded
def test_the_solution_gives_the_way_in_words_before_the_code_and_the_answer_as_it_was_asked_for(one):
    html = unescape(tutor.check(one.number, ...).html)
    way, key = " ".join(one.way(CORPUS).split()), one.key(CORPUS)
    answers = [f"{key:.{one.places}f}" if isinstance(key, float) else str(key)] if np.isscalar(key) else key
    at = [way.rindex(answer) for answer in answers]
    assert at == sorted(at)
    assert f"<p>answer: {', '.join(answers)}</p>" in html
    places = [
        html.index(words) for words in ("Yes, show it", one.way(CORPUS), "<p>answer: ", "The same in code", "<pre>")
    ]
    assert places == sorted(places)


@every_coded
@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_not_yet_or_cannot_be_read(one, name):
    page = tutor.check(one.number, NONSENSE[name])
    assert outcome(page) in (verdict.NOT_YET, verdict.UNREADABLE)
    assert page.text.splitlines()[0].endswith(".") and len(page.text) < 2000
    assert tutor.answers(one.number.partition(".")[0].zfill(2)).text


@every_choice
def test_a_choice_untouched_right_and_every_mistake(one):
    made = form(one)
    assert outcome(made.page) == verdict.NOT_TRIED
    made.button.click()
    assert outcome(made.page) == verdict.NOT_TRIED
    replies = {}
    for option in one.options(CORPUS):
        made.controls["chosen"].value = option
        assert f"Chosen: {option}. Press Check." in made.page.text
        made.button.click()
        replies[option] = made.page.text.splitlines()[0]
        assert outcome(made.page) == (verdict.RIGHT if option == one.key(CORPUS) else verdict.NOT_YET)
    for mistake in one.mistakes:
        own = replies[mistake(CORPUS)]
        assert list(replies.values()).count(own) == 1


@every_open
def test_an_open_question_untouched_and_with_the_evidence_of_each_reading(one):
    made = form(one)
    assert outcome(made.page) == verdict.NOT_TRIED
    for reading in one.readings:
        made.controls["article"].value, made.controls["quotation"].value = reading(CORPUS)
        made.controls["reasoning"].value = ""
        made.button.click()
        assert outcome(made.page) == verdict.NOT_YET and "say in one sentence" in made.page.text
        made.controls["reasoning"].value = "Because of what it takes for granted."
        made.button.click()
        assert outcome(made.page) == verdict.STANDS and "correct" not in made.page.text.lower()
        assert all(one.said(each, CORPUS) in made.page.text for each in one.readings)
        assert one.further(CORPUS) in made.page.text
    made.controls["quotation"].value = "words that no article has ever had"
    made.button.click()
    assert outcome(made.page) == verdict.NOT_YET


def as_lines(statements):
    return "\n".join(f"{row.source} | {row.cue} | {' '.join(row.text.split())}" for row in statements.itertuples())


@every_coding
def test_a_coding_untouched_ours_one_statement_only_and_words_that_are_not_in_the_passage(one):
    made, ours = form(one), one.key(CORPUS)
    made.button.click()
    assert outcome(made.page) == verdict.NOT_TRIED
    made.controls["lines"].value = as_lines(ours)
    made.button.click()
    assert outcome(made.page) == verdict.BESIDE and "only" not in made.page.text
    assert "correct" not in made.page.text and "wrong" not in made.page.text
    made.controls["lines"].value = as_lines(ours.head(1))
    made.button.click()
    assert outcome(made.page) == verdict.BESIDE and made.page.text.count("| only we") == len(ours) - 1
    assert outcome(form(one).page) == verdict.BESIDE
    for lines, said in [
        ("a | b | words that no passage has", "Line 1: “words that no passage has” does not stand"),
        ("said", "Line 1 needs two bars, and has 0"),
        (as_lines(ours) + "\n| |", "says nothing after the second"),
    ]:
        made.controls["lines"].value = lines
        made.button.click()
        assert outcome(made.page) == verdict.UNREADABLE and said in made.page.text


@every_coding
def test_each_difference_is_discussed_where_a_coding_differs_there(one):
    made = form(one)
    article, start, end = one.place(CORPUS)
    everything = " ".join(CORPUS.articles.at[article, "raw"][start:end].split())
    for difference in one.differences:
        lines = [line for line in as_lines(one.key(CORPUS)).splitlines() if difference(CORPUS) not in line]
        if len(lines) == len(one.key(CORPUS)):
            lines.append(f"| | {difference(CORPUS)}")
        made.controls["lines"].value = "\n".join(lines)
        made.button.click()
        assert " ".join(difference.__doc__.split()) in " ".join(made.page.text.split())
        assert difference(CORPUS) in everything


@every_labelling
def test_a_labelling_untouched_and_with_our_labels(one):
    made = form(one)
    assert outcome(made.page) == verdict.NOT_TRIED and str(one.options(CORPUS)[0]) in made.twin()[-1].text
    made.button.click()
    assert outcome(made.page) == verdict.NOT_TRIED
    for number in filter(None, [one.after, one.number]):
        made = tutor.ask(number)
        for place, label in enumerate(one.key(CORPUS)["A"], 1):
            made.controls[str(place)].value = label
        if made.one.rules:
            made.controls["rule"].value = "1"
        made.button.click()
    assert outcome(made.page) == verdict.BESIDE and outcome(form(one).page) == verdict.BESIDE
    assert "correct" not in made.page.text and "wrong" not in made.page.text


@every_fact
def test_a_fact_of_ones_own_untouched_the_example_and_words_that_do_not_stand(one):
    made, (statement, topic, quotations) = form(one), one.key(CORPUS)
    made.button.click()
    assert outcome(made.page) == verdict.NOT_TRIED
    made.controls["statement"].value = statement
    made.button.click()
    assert outcome(made.page) == verdict.NOT_YET and "at least one article" in made.page.text
    made.controls["topic"].value = topic
    for article, words in quotations.items():
        made.controls[article].value = words
    made.button.click()
    assert outcome(made.page) == verdict.STANDS and f"has {len(CORPUS.facts) + 1} facts now." in made.page.text
    assert "your fact | " in made.page.text
    made.controls["statement"].value = f"{statement} Rebels"
    made.button.click()
    assert "uses “rebels”" in made.page.text
    made.controls["statement"].value = "Moon"
    made.button.click()
    assert outcome(made.page) == verdict.NOT_YET and "is to be a statement" in made.page.text
    made.controls["statement"].value = f"{statement} Rebels"
    made.controls[article].value = "words that no article has"
    made.button.click()
    assert outcome(made.page) == verdict.NOT_YET and f"does not stand in the article {article}" in made.page.text
    assert form(one).controls["statement"].value == f"{statement} Rebels"


def forget_what_is_gone(table, article, text):
    """Take the rows out of a coded table that quote what its article does not say any more."""
    rows = pd.read_csv(table, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    quoting = [column for column in ("text", "source", "cue") if column in rows]
    gone = rows[quoting].map(lambda quoted: quoted != "" and not find_spans(text, quoted)).any(axis=1)
    rows[~gone | (rows["article"] != article)].to_csv(table, index=False)


def forget_facts_without_evidence(folder):
    facts, evidence = (
        pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
        for name in ("facts", "evidence")
    )
    facts[facts["fact"].isin(evidence["fact"])].to_csv(folder / "facts.csv", index=False)


def computed(one, corpus):
    """What an exercise works out of the corpus: its key, and whether its readings or its example stand."""
    if one.kind == "fact":
        return len(with_fact(corpus, *one.key(corpus)).evidence)
    readings = [one.weighed(*reading(corpus), corpus) for reading in getattr(one, "readings", [])]
    return repr((one.key(corpus), readings))


def take_out(folder, sentences):
    """Take sentences out of the articles of a folder, and what quotes them out of its tables."""
    for article, gone in sentences.groupby("article")["sentence"]:
        file = folder / CORPUS.articles.at[article, "file"]
        text = file.read_text(encoding="utf-8")
        for sentence in gone:
            assert sentence in text
            text = text.replace(sentence, "", 1)
        file.write_text(text, encoding="utf-8")
        for table in ("attributions.csv", "other_fighters.csv", "evidence.csv"):
            forget_what_is_gone(folder / table, article, text)
    forget_facts_without_evidence(folder)


@every
def test_the_key_is_computed_taking_out_sentences_changes_it(one, tmp_path):
    folder = shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    key, shuffled = computed(one, CORPUS), CORPUS.sentences.sample(frac=1, random_state=1)
    # An article needs a sentence to be one.
    going = shuffled[shuffled.groupby("article").cumcount(ascending=False) > 0]
    out = 0
    while out < len(going):
        # Twice as many each time: first one, to find a key that hangs on little, and soon all.
        take_out(folder, going[out : 2 * out + 1])
        out = 2 * out + 1
        try:
            if computed(one, load_corpus(folder)) != key:
                return
        # Where nothing is left to be found, a key may fail to be one.
        except (ValueError, LookupError):
            return
    pytest.fail("the key is the same whatever the articles say")


def test_verdicts_are_kept_over_a_restart_and_shown_in_the_strip_and_in_the_answers():
    coded, choice = (next(one for one in EXERCISES if one.kind == kind) for kind in ("code", "choice"))
    tutor.check(coded.number, coded.key(CORPUS))
    made = form(choice)
    made.controls["chosen"].value = next(option for option in choice.options(CORPUS) if option != choice.key(CORPUS))
    made.button.click()
    again = form(choice)
    assert again.controls["chosen"].value == made.controls["chosen"].value and outcome(again.page) == verdict.NOT_YET
    text = tutor.answers("01").text
    assert f"done: {coded.number} · tried: {choice.number} · open: " in text
    tutor.check(coded.number, -98765.4)
    assert f"done: {coded.number} · tried" in tutor.answers("01").text
    assert made.controls["chosen"].value in text


def test_an_unchecked_form_keeps_what_was_typed_and_a_spoilt_file_of_answers_is_no_obstacle(tmp_path):
    one = next(one for one in EXERCISES if one.kind == "open")
    made = form(one)
    made.controls["quotation"].value = "half a quotation"
    assert form(one).controls["quotation"].value == "half a quotation"
    assert outcome(form(one).page) == verdict.NOT_TRIED
    for file in (tmp_path / "answers").rglob("*.json"):
        file.write_text("{ spoilt")
    assert form(one).controls["quotation"].value == ""


def test_hints_come_one_inside_the_other_and_the_solution_asks_first():
    one = next(one for one in EXERCISES if one.kind == "code" and len(one.hints(CORPUS)) > 1)
    html = tutor.check(one.number, ...).html
    places = [html.index(f"Hint {place} of") for place in (1, 2)] + [
        html.index("Show it all the same?"),
        html.index("Yes, show it"),
        html.index("<pre>"),
    ]
    assert places == sorted(places)
    assert re.search(r"Hint 1 of \d</summary><p>.*?</p><details", html)


@pytest.mark.parametrize(
    "typed, said",
    [
        (
            "militants",
            "Python says “NameError: name 'militants' is not defined”. A word that is meant as a text needs quotation marks",
        ),
        (
            "south front",
            "Python says “SyntaxError: invalid syntax”. A word that is meant as a text needs quotation marks",
        ),
        ("1 / 0", "Python says “ZeroDivisionError: division by zero”."),
    ],
)
def test_a_mistake_in_python_is_no_traceback_in_an_answer_cell_and_one_elsewhere(tmp_path, typed, said):
    imports = "from helpers.exercises import check"
    tags = {"tags": ["raises-exception"]}
    cells = [
        nbformat.v4.new_code_cell(source, metadata=tags)
        for source in (imports, f'answer = {typed}\ncheck("1.1", answer)', typed)
    ]
    _, answered, elsewhere = execute(nbformat.v4.new_notebook(cells=cells), tmp_path).cells
    assert [output.output_type for output in answered.outputs] == ["display_data"]
    assert answered.outputs[0].data["text/plain"].startswith("Cannot read that answer: " + said)
    assert [output.output_type for output in elsewhere.outputs] == ["error"]
