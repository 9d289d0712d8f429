"""The experiment and the guesses of the blind test: given once, kept like answers, counted as no exercise, told to nobody."""

import re
import shutil

import pytest

from helpers.analyses import naming, reading
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises import experiment, keeper, keeping, lines, sheet, tutor, verdict
from helpers.exercises.experiment import ENDS, QUESTIONS, TABLE, Experiment, load_questions
from helpers.exercises.guesses import guessed, keep_guesses
from helpers.exercises.kinds import file_of
from helpers.show import widgets
from tests import ROOT

CORPUS, OTHER = load_corpus(ROOT / "seeds"), load_corpus(ROOT / "tests" / "other_event")
FIRST, FOURTH = file_of("1"), file_of("4")


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def elsewhere(tmp_path, monkeypatch):
    """Another computer, on which nothing is kept."""
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "elsewhere"))


def answer(made, *values):
    for control, value in zip(made.controls.values(), values):
        control.value = value


def twin(shown):
    return shown._repr_mimebundle_()["text/plain"]


def test_what_is_asked_holds_no_label_and_asks_the_same_of_every_party():
    assert list(QUESTIONS) == ["fighters", "government", "russia", "residents", "act", "sure", "read_on"]
    for key, question in QUESTIONS.items():
        assert naming.labels_in(CORPUS, " ".join([question, *ENDS[key]])) == {}
        assert question.endswith("?") and all(ENDS[key]) and ENDS[key][0] != ENDS[key][1]
    asked = [re.sub("for .+", "for …?", QUESTIONS[key]) for key in ("fighters", "government", "russia", "residents")]
    assert len({*asked}) == 1 == len({ENDS[key] for key in ("fighters", "government", "russia", "residents")})


def test_no_question_has_an_answer_before_it_is_given_and_each_has_seven():
    for key, control in Experiment("01", CORPUS, "cnn").controls.items():
        lowest, highest = ENDS[key]
        assert control.value == ""
        assert [value for _, value in control.options] == ["", *range(1, 8)]
        assert [text for text, _ in control.options][1:] == [f"1 · {lowest}", *"23456", f"7 · {highest}"]


@pytest.mark.parametrize("corpus", [CORPUS, OTHER], ids=["ours", "another event"])
def test_chance_gives_every_article_and_it_stays_given(corpus, monkeypatch):
    names = list(corpus.articles.index)
    for name in names:
        monkeypatch.setattr(experiment.secrets, "choice", lambda of: of[names.index(name)])
        made = Experiment("01", corpus)
        assert made.article == "" and made.read.value == "" and made.questions.layout.display == "none"
        assert keeping.read_answers(FIRST.stem) == {}
        made.draw.click()
        assert made.article == name and made.draw.layout.display == "none" and made.questions.layout.display == ""
        assert " ".join(corpus.articles.at[name, "text"].split()[:3]) in twin(made)
        assert keeping.read_answer("1.99")["form"] == {"article": name, "drawn": "chance", "answers": {}}
        again = Experiment("01", corpus)
        assert (again.article, again.drawn) == (name, "chance") and again.read.value == made.read.value
        shutil.rmtree(keeping.folder_of(FIRST.stem))


def test_what_is_read_names_no_outlet_and_is_the_article_alone():
    for name, row in CORPUS.articles.iterrows():
        made = Experiment("01", CORPUS, name)
        assert row["outlet"] not in made.read.value
        assert [other for other in CORPUS.articles["text"] if other in twin(made)] == [row["text"]]


def test_an_article_that_is_fixed_is_given_and_its_answers_are_never_those_to_another():
    made = Experiment("01", CORPUS, "cnn")
    assert keeping.read_answers(FIRST.stem) == {}
    answer(made, 2, 3)
    assert keeping.read_answer("1.99")["form"] == {
        "article": "cnn",
        "drawn": "chosen",
        "answers": {"fighters": 2, "government": 3},
    }
    assert Experiment("01", CORPUS).article == "cnn" and Experiment("01", CORPUS).answers == made.answers
    other = Experiment("01", CORPUS, "Reuters")
    assert (other.article, other.answers) == ("reuters", {})
    assert keeping.read_answer("1.99")["form"]["article"] == "cnn"
    answer(other, 5)
    assert keeping.read_answer("1.99")["form"] == {"article": "reuters", "drawn": "chosen", "answers": {"fighters": 5}}


def test_an_article_that_there_is_not_is_told_in_a_sentence():
    said = experiment.experiment("01", "bbc").text
    assert said.startswith("The experiment cannot begin: no article is called “bbc”; the short names are presstv,")


def test_it_is_asked_again_of_the_same_reader_and_both_stand_beside_each_other_once_all_is_answered():
    begun = Experiment("01", CORPUS, "southfront")
    answer(begun, 1, 2, 3, 4, 5, 6, 7)
    made = Experiment("04", CORPUS)
    assert made.was.layout.display == "none" and "First you had read South Front." in twin(made)
    answer(made, 4, 4, 4, 4, 4, 4)
    assert "after one article" not in made.said.value and "6 of 7 answered." in made.said.value
    answer(made, 4, 4, 4, 4, 4, 4, 4)
    assert keeping.read_answer("4.99")["form"] == {
        "article": "southfront",
        "drawn": "chosen",
        "answers": dict.fromkeys(QUESTIONS, 4),
    }
    rows = twin(made).splitlines()[-8:]
    assert rows[0] == "question | 1 means | 7 means | after one article | after all | change"
    assert [row.split(" | ")[3:] for row in rows[1:]] == [
        [str(number), "4", change] for number, change in zip(range(1, 8), ["+3", "+2", "+1", "0", "-1", "-2", "-3"])
    ]
    assert rows[1].startswith(f"{QUESTIONS['fighters']} | none | very much | ")
    assert "after one article" in made.said.value and 'scope="row"' in made.said.value


def test_without_the_first_answers_one_can_say_what_one_had_read_or_go_on():
    made = Experiment("04", CORPUS)
    assert "If you left the experiment out, go on." in made.read.value
    assert made.was.layout.display == "" and made.questions.layout.display == "none"
    assert keeping.read_answers(FOURTH.stem) == {}
    made.was.value = "cnn"
    answer(made, 1, 2, 3, 4, 5, 6, 7)
    assert keeping.read_answer("4.99")["form"]["article"] == "cnn"
    assert "Without your answers of chapter 01 there is nothing to lay beside them." in made.said.value
    assert Experiment("04", CORPUS).answers == made.answers


def test_the_line_carries_it_to_another_computer_and_a_form_that_is_shown_there_follows(tmp_path, monkeypatch):
    made = Experiment("01", CORPUS)
    made.draw.click()
    answer(made, 1, 2, 3)
    tutor.check("1.1", "cnn")
    line = sheet.line_of(FIRST)
    chapter, entries, group = lines.read_line(line, sheet.event())
    assert entries["1.99"]["form"] == {"article": made.article, "drawn": "chance", "answers": made.answers}
    assert set(entries["1.99"]) == {"form", "when"} and group == ""
    elsewhere(tmp_path, monkeypatch)
    there = Experiment("01", CORPUS)
    assert tutor.restore(line).text.startswith("Chapter 01: 2 answers taken back: 1.1, the experiment.")
    there.restore()
    assert (there.article, there.drawn, there.answers) == (made.article, "chance", made.answers)
    assert sheet.line_of(FIRST) == line


def test_a_form_that_is_shown_is_told_of_what_is_taken_back(monkeypatch):
    monkeypatch.setattr(tutor, "get_ipython", lambda: True)
    monkeypatch.setattr(tutor, "update_display", lambda *page, **name: None)
    made = Experiment("01", CORPUS)
    keeping.take_back({"1.99": {"form": {"article": "cnn", "drawn": "chance", "answers": {"sure": 3}}, "when": 9}})
    assert made.article == "cnn" and made.controls["sure"].value == 3


def test_it_is_no_exercise_and_the_answers_page_says_that_the_line_holds_it():
    bare = tutor.answers("01").text
    made = Experiment("01", CORPUS, "cnn")
    answer(made, 7)
    panel = keep_guesses("01", widgets.blind_test(CORPUS))
    panel.controls["guess_1"].value = "CNN"
    shown = tutor.answers("01").text
    assert verdict.progress(FIRST).text == "done: none · tried: none · open: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6"
    assert bare.splitlines()[:8] == shown.splitlines()[:8] and "1.99" not in shown and "1.98" not in shown
    assert "Beside the exercises it holds what you gave to the blind test and the experiment." in shown
    assert "Beside the exercises" not in bare


def test_the_browser_offers_what_a_dead_kernel_never_heard_of():
    keeping.keep_answer("1.99", {"article": "cnn", "drawn": "chance", "answers": {"sure": 2}})
    held = keeper.Keeper(FIRST, "")
    drafts = {"1.99": {"form": {"answers/fighters": 6, "answers/sure": ""}, "at": 9e12}}
    held.found = {"entries": {}, "drafts": {**drafts, "1.98": {"form": {"guesses/cnn": "reuters"}, "at": 9e12}}}
    assert held.offer == ["the blind test", "the experiment"]
    held._handle_custom_msg({"do": "take"}, [])
    assert held.told == "2 answers taken back: the blind test, the experiment."
    assert Experiment("01", CORPUS).answers == {"fighters": 6} and guessed("01", CORPUS) == {"cnn": "reuters"}


def test_every_control_has_a_class_that_says_where_its_answer_goes_and_what_a_choice_means():
    made = Experiment("01", CORPUS)
    assert made.controls["sure"]._dom_classes == ("course-answer:1.99:answers/sure:%22%22:1:2:3:4:5:6:7",)
    panel = keep_guesses("01", widgets.blind_test(CORPUS))
    article = reading.blind_sentences(CORPUS).at[1, "article"]
    (name,) = panel.controls["guess_1"]._dom_classes
    assert name.startswith(f"course-answer:1.98:guesses/{article}:%22%22:%22presstv%22:")


@pytest.mark.parametrize(
    "form",
    [
        {"article": "nobody's", "answers": {"sure": 3}},
        {"article": ["cnn"], "answers": 3},
        {"article": "cnn", "drawn": 4, "answers": {"sure": 9, "act": "4", "read_on": None, "other": 3}},
        {"guesses": 4, "fact": "nothing", "bare": "maybe"},
        {"guesses": {"cnn": ["reuters"], "nobody": "cnn"}},
    ],
)
def test_what_is_kept_may_be_anything(form):
    for number in ("1.99", "4.99", "1.98", "7.98"):
        keeping.keep_answer(number, form)
    for chapter in ("01", "04"):
        assert Experiment(chapter, CORPUS).answers == {}
    for panel in (keep_guesses("01", widgets.blind_test(CORPUS)), keep_guesses("07", widgets.blind_again(CORPUS))):
        assert not any(control.value for name, control in panel.controls.items() if name.startswith("guess"))


def test_the_questions_are_an_instructors_table():
    assert load_questions()["question"].to_dict() == QUESTIONS


@pytest.mark.parametrize(
    "row, said",
    [
        ("sure,Are you sure?,no,yes", "row 9: the key “sure” stands there already; give one of the two another name."),
        ("other,Is it so?,no,", "row 9: the cell under “highest” is blank; fill it, or delete the row."),
    ],
)
def test_a_table_of_questions_that_cannot_be_used_is_told_with_file_row_and_cure(tmp_path, row, said):
    path = tmp_path / "experiment.csv"
    path.write_text(f"{TABLE.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=re.escape(f"experiment.csv, {said}")):
        load_questions(path)


def test_guesses_are_kept_by_the_article_of_the_sentence_and_come_back():
    panel = keep_guesses("01", widgets.blind_test(CORPUS))
    blind = reading.blind_sentences(CORPUS)
    assert keeping.read_answers(FIRST.stem) == {}
    panel.controls["guess_2"].value, panel.controls["guess_3"].value = "Reuters", "CNN"
    expected = {blind.at[2, "article"]: "reuters", blind.at[3, "article"]: "cnn"}
    assert keeping.read_answer("1.98")["form"] == {"guesses": expected}
    again = keep_guesses("01", widgets.blind_test(CORPUS))
    assert [again.controls[f"guess_{number}"].value for number in (1, 2, 3)] == ["", "Reuters", "CNN"]
    panel.controls["guess_2"].value = ""
    assert guessed("01", CORPUS) == {blind.at[3, "article"]: "cnn"}


def test_a_guess_after_the_answers_were_shown_is_none():
    panel = keep_guesses("01", widgets.blind_test(CORPUS))
    assert not panel.controls["guess_1"].disabled
    panel.controls["told"].value = True
    assert all(panel.controls[f"guess_{number}"].disabled for number in range(1, 6))
    panel.controls["told"].value = False
    assert panel.controls["guess_1"].disabled
    again = keep_guesses("07", widgets.blind_again(CORPUS))
    again.controls["told"].value = True
    assert again.controls["guess_1"].disabled
    again.controls["fact"].value = "operation"
    assert not again.controls["guess_1"].disabled


def test_the_second_round_is_kept_with_its_fact_and_looking_at_another_one_takes_nothing_out():
    panel = keep_guesses("07", widgets.blind_again(CORPUS))
    panel.controls["fact"].value = "immunity"
    panel.controls["bare"].value = True
    assert keeping.read_answers(file_of("7").stem) == {}
    panel.controls["guess_1"].value, panel.controls["guess_4"].value = "Reuters", "CNN"
    blind = reading.blind_sentences(CORPUS, "immunity")
    expected = {
        "guesses": {blind.at[1, "article"]: "reuters", blind.at[4, "article"]: "cnn"},
        "fact": "immunity",
        "bare": True,
    }
    assert keeping.read_answer("7.98")["form"] == expected
    panel.controls["fact"].value = "operation"
    assert keeping.read_answer("7.98")["form"] == expected
    again = keep_guesses("07", widgets.blind_again(CORPUS))
    assert [again.controls[name].value for name in ("fact", "bare", "guess_1", "guess_2", "guess_4")] == [
        "immunity",
        True,
        "Reuters",
        "",
        "CNN",
    ]


def test_after_the_second_round_the_two_scores_stand_beside_each_other():
    blind = reading.blind_sentences(CORPUS)
    first = keep_guesses("01", widgets.blind_test(CORPUS))
    for number in (1, 2, 3):
        first.controls[f"guess_{number}"].value = blind.at[number, "outlet"]
    first.controls["told"].value = True
    assert "this round" not in first.page.text
    panel = keep_guesses("07", widgets.blind_again(CORPUS))
    panel.controls["guess_1"].value = panel.blind().at[1, "outlet"]
    assert "chapter 01" not in panel.page.text
    panel.controls["told"].value = True
    assert panel.page.text.splitlines()[-3:] == [
        "the blind test | right | sentences | right by blind luck",
        "chapter 01 | 3 | 5 | 1.0",
        "this round | 1 | 5 | 1.0",
    ]
    shutil.rmtree(keeping.folder_of(FIRST.stem))
    assert panel.page.text.splitlines()[-1].startswith("Your guesses of chapter 01 are not kept here")


def test_on_another_event_guesses_are_kept_where_there_is_something_to_guess(monkeypatch):
    monkeypatch.setattr("helpers.exercises.guesses.current_corpus", lambda: OTHER)
    panel = keep_guesses("01", widgets.blind_test(OTHER))
    outlet, article = OTHER.articles["outlet"].iloc[0], OTHER.articles.index[0]
    panel.controls["guess_1"].value = outlet
    assert guessed("01", OTHER) == {reading.blind_sentences(OTHER).at[1, "article"]: article}
    nothing = OTHER.with_tables(evidence=OTHER.evidence[:0])
    assert keep_guesses("07", widgets.blind_again(nothing)).page.text.startswith("There is nothing to guess")
