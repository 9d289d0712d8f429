"""The forms and the exercise files: what a mutant of them showed that nobody asked about."""

from dataclasses import replace

import pytest

from helpers.analyses import agreement
from helpers.exercises import keeper, keeping, tutor
from helpers.exercises.compare import same
from helpers.exercises.forms import CodingForm, FactForm, FramingForm, OpenForm
from helpers.exercises.kinds import FOLDER, file_of, load_exercises
from tests.corpora import SEEDS as CORPUS

EXERCISES = {one.number: one for path in sorted(FOLDER.glob("[0-9][0-9]_*.py")) for one in load_exercises(path)}
FORMS = {"open": OpenForm, "coding": CodingForm, "framing": FramingForm, "fact": FactForm}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_takes_a_text_when_it_is_finished_and_not_letter_by_letter(kind):
    one = next(one for one in EXERCISES.values() if one.kind == kind)
    texts = [control for control in FORMS[kind](one, CORPUS).controls.values() if hasattr(control, "continuous_update")]
    assert texts and not [control.description for control in texts if control.continuous_update]


ASKED = {"to one decimal": 1, "whole percent": 0, "whole number": 0}


def test_a_number_is_compared_at_the_decimals_that_its_question_asks_for():
    fractions = [one for one in EXERCISES.values() if one.kind == "code" and isinstance(one.key(CORPUS), float)]
    assert fractions
    for one in fractions:
        said = " ".join(one.function.__doc__.split())
        (asked,) = {places for words, places in ASKED.items() if words in said}
        rounded = round(float(one.key(CORPUS)), asked)
        assert one.places == asked, one.number
        assert same(rounded, one.key(CORPUS), one.places), one.number
        assert not same(rounded + 2 * 10**-asked, one.key(CORPUS), one.places), one.number


@pytest.mark.parametrize("kind", FORMS)
def test_an_empty_form_is_told_so(kind):
    made = form(kind)
    made.button.click()
    assert made.page.text.splitlines()[0] == "○ Not tried yet. There is nothing to check yet: the form is empty."


def test_words_that_one_article_alone_has_are_no_evidence_of_borrowing():
    assert EXERCISES["6.6"].key(CORPUS)
    for article in CORPUS.articles.index:
        assert EXERCISES["6.6"].key(replace(CORPUS, articles=CORPUS.articles.loc[[article]])) == []


def form(kind):
    one = next(one for one in EXERCISES.values() if one.kind == kind)
    return tutor.ask(one.number)


def draw(made, *rows):
    """Mark with the pen, as the page does."""
    made.pen.pen._handle_custom_msg({"do": "mark", "rows": list(rows)}, [])


def place(made, article, words):
    """Where words stand in what the pen shows of an article, as a span."""
    start = CORPUS.articles.at[article, "raw"].index(words) - made.pen.pen.offset
    return [start, start + len(words)]


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ANSWERS", str(tmp_path / "answers"))


def test_evidence_that_is_marked_is_typed_and_evidence_that_is_typed_is_marked():
    made = form("open")
    made.controls["article"].value = "cnn"
    span = place(made, "cnn", "a deadly offensive")
    draw(made, {"parts": {"evidence": span}, "fields": {}})
    assert made.controls["quotation"].value == "a deadly offensive"
    again = tutor.ask(made.one.number)
    assert again.pen.marks == {"cnn": [{"parts": {"evidence": span}, "fields": {}}]}
    again.controls["quotation"].value = "safe passage"
    assert again.pen.table["text"].tolist() == ["safe passage"]
    again.controls["quotation"].value = "words that are not there"
    assert again.pen.marks == {} and again.controls["quotation"].value == "words that are not there"
    assert tutor.ask(made.one.number).controls["quotation"].value == "words that are not there"
    draw(again, {"parts": {"evidence": span}, "fields": {}})
    draw(again)
    assert again.controls["quotation"].value == ""


def test_another_place_of_the_same_words_is_kept_too():
    made = form("open")
    made.controls["article"].value = "presstv"
    raw = CORPUS.articles.at["presstv", "raw"]
    for start in (raw.index("militants"), raw.rindex("militants")):
        draw(made, {"parts": {"evidence": [start, start + 9]}, "fields": {}})
        assert tutor.ask(made.one.number).pen.table["start"].tolist() == [start]


def test_statements_that_are_marked_and_lines_that_are_typed_come_to_the_same():
    made = form("coding")
    article = made.pen.article
    parts = {"source": "SANA", "cue": "announced", "content": "soldiers loyal to the government"}
    draw(made, {"parts": {name: place(made, article, words) for name, words in parts.items()}, "fields": {}})
    assert made.controls["lines"].value == "SANA | announced | soldiers loyal to the government"
    made.button.click()
    marked = made.page.text
    draw(made)
    assert made.controls["lines"].value == "" and made.pen.table.empty
    made.controls["lines"].value = "SANA | announced | soldiers loyal to the government"
    assert made.pen.table[["source", "cue", "text"]].values.tolist() == [list(parts.values())]
    made.button.click()
    assert made.page.text == marked and "[only we: " in marked
    made.controls["lines"].value = "SANA"
    assert made.pen.table.empty
    made.button.click()
    assert "needs two bars" in made.page.text
    again = tutor.ask(made.one.number)
    assert again.controls["lines"].value == "SANA" and again.pen.table.empty


def test_a_statement_without_its_content_is_left_out_and_that_is_said():
    made = form("coding")
    article = made.pen.article
    whole, half = (place(made, article, words) for words in ("soldiers loyal to the government", "SANA"))
    draw(made, {"parts": {"source": half}, "fields": {}})
    made.button.click()
    assert "Left out: statement 1 has no words yet that are said." in made.page.text
    draw(made, {"parts": {"content": whole}, "fields": {}}, {"parts": {"source": half}, "fields": {}})
    made.button.click()
    assert "Left out: statement 2 has no words yet" in made.page.text and "Your coding beside ours" in made.page.text


def test_a_fact_whose_words_are_evidence_for_another_fact_is_told_so():
    made = form("fact")
    row = CORPUS.evidence.query("article == 'southfront'").iloc[0]
    made.controls["statement"].value = "This is said to be another fact."
    made.controls["southfront"].value = row.text
    made.button.click()
    assert made.page.text.startswith(
        f"✓ Your evidence stands. The list has {len(CORPUS.facts) + 1} facts now. Whether your quotations say what your "
        f"statement says, judge yourself. Some of your words are evidence for “{row.fact}” in our list"
    )


def test_a_marked_place_of_a_word_is_kept_although_the_lines_name_the_word_alone():
    made = form("coding")
    article, start, end = made.one.place(CORPUS)
    passage = CORPUS.articles.at[article, "raw"][start:end]
    last = passage.rindex("the")
    draw(made, {"parts": {"content": [last, last + 3]}, "fields": {}})
    assert made.controls["lines"].value == " |  | the"
    assert tutor.ask(made.one.number).pen.table["start"].tolist() == [start + last] == made._coding()["start"].tolist()


def test_a_fact_takes_its_evidence_article_by_article():
    made = form("fact")
    draw(made, {"parts": {"evidence": place(made, "presstv", "backed by Russian air force")}, "fields": {}})
    made.pen.article = "cnn"
    draw(made, {"parts": {"evidence": place(made, "cnn", "government forces")}, "fields": {}})
    assert [made.controls[name].value for name in ("presstv", "cnn", "reuters")] == [
        "backed by Russian air force",
        "government forces",
        "",
    ]
    made.controls["reuters"].value = "not in it"
    again = tutor.ask(made.one.number)
    assert set(again.pen.marks) == {"presstv", "cnn"} and again.controls["reuters"].value == "not in it"


def test_a_form_that_is_shown_follows_what_is_taken_back(monkeypatch):
    monkeypatch.setattr(tutor, "get_ipython", lambda: True)
    monkeypatch.setattr(tutor, "update_display", lambda *page, **name: None)
    made = form("open")
    keeping.take_back(
        {made.one.number: {"form": {"article": "cnn", "quotation": "safe passage", "reasoning": "so"}, "when": 9}}
    )
    assert [control.value for control in made.controls.values()] == ["cnn", "safe passage", "so"]
    assert made.pen.table["text"].tolist() == ["safe passage"]


def test_marks_that_a_dead_kernel_never_heard_of_are_offered_by_the_browser_and_come_back():
    made = form("coding")
    article = made.pen.article
    row = {"parts": {"content": [edge + made.pen.pen.offset for edge in place(made, article, "SANA")]}, "fields": {}}
    held = keeper.Keeper(file_of(made.one.number), "")
    held.found = {"entries": {}, "drafts": {made.one.number: {"form": {f"marks/{article}": [row]}, "at": 5000}}}
    assert held.offer == [made.one.number]
    held._handle_custom_msg({"do": "take"}, [])
    again = tutor.ask(made.one.number)
    assert again.controls["lines"].value == " |  | SANA"


def test_until_the_page_shows_the_pen_a_form_says_what_to_do_without_it():
    made = form("coding")
    note, shelf = made.box.children[0].children
    by_hand, lines = made.box.children[1], made.controls["lines"]
    assert "this server lacks the pen" in note.value
    shown = [
        note.layout.display != "none",
        shelf.layout.display != "none",
        by_hand.layout.display != "none",
        lines.layout.display != "none",
    ]
    assert shown == [True, False, False, True]
    made.pen.pen.alive = True
    shown = [
        note.layout.display != "none",
        shelf.layout.display != "none",
        by_hand.layout.display != "none",
        lines.layout.display != "none",
    ]
    assert shown == [False, True, True, False]
    by_hand.value = True
    assert lines.layout.display != "none"


def test_a_frame_that_is_marked_is_worded_and_laid_beside_ours():
    made = form("framing")
    made.button.click()
    assert "There is nothing to check yet" in made.page.text
    made.controls["article"].value = "cnn"
    cause = place(made, "cnn", "a deadly offensive")
    draw(made, {"parts": {"cause": cause}, "fields": {}})
    assert made.controls["cause words"].value == "a deadly offensive" and made.controls["problem words"].value == ""
    made.button.click()
    assert "Not yet. cause: word it in a line." in made.page.text
    made.controls["cause line"].value = "an offensive kills"
    made.controls["remedy line"].value = "a pause"
    made.button.click()
    assert "Not yet. remedy: mark the words that say so." in made.page.text
    made.controls["remedy words"].value = "a daily humanitarian pause"
    assert set(made.pen.table["function"]) == {"cause", "remedy"}
    made.button.click()
    assert (
        "Your coding beside ours." in made.page.text
        and "You left open: problem, evaluation. We left open: evaluation." in made.page.text
    )
    assert "the fighters keep people from leaving (Russia)" in made.page.text and "[only we: " in made.page.text
    assert not {"wrong", "correct"} & set(made.page.text.lower().split())
    again = tutor.ask(made.one.number)
    assert again.controls["cause line"].value == "an offensive kills" and set(again.pen.table["function"]) == {
        "cause",
        "remedy",
    }
    again.controls["remedy words"].value = "words that are not there"
    assert again.pen.table["function"].tolist() == ["cause"]
    again.button.click()
    assert "Not yet. remedy: These words do not stand in this article" in again.page.text
    again.controls["article"].value = "southfront"
    again.controls["remedy words"].value = "Russia Offers Militants Safe Passage Out Of Eastern Ghouta"
    again.button.click()
    assert "Not yet. remedy: These words stand in the headline" in again.page.text


def test_of_several_marks_of_one_function_the_form_has_the_last_and_the_pen_all():
    made = form("framing")
    made.controls["article"].value = "cnn"
    spans = [place(made, "cnn", words) for words in ("a deadly offensive", "preventing civilians from leaving")]
    draw(made, *({"parts": {"cause": span}, "fields": {}} for span in spans))
    assert made.controls["cause words"].value == "preventing civilians from leaving"
    assert len(made.pen.table) == len(tutor.ask(made.one.number).pen.table) == 2
    made.controls["cause line"].value = "an offensive kills"
    made.controls["article"].value = "reuters"
    assert made.controls["cause words"].value == made.controls["cause line"].value == ""
    made = tutor.ask(made.one.number)
    made.controls["article"].value = "cnn"
    assert made.controls["cause line"].value == "an offensive kills"
    assert made.controls["cause words"].value == "preventing civilians from leaving" and len(made.pen.table) == 2


def labelled(number, labels):
    """The form of a labelling, with these labels chosen."""
    made = tutor.ask(number)
    for place, label in enumerate(labels, 1):
        made.controls[str(place)].value = label
    return made


def test_labels_that_were_chosen_are_kept_and_what_is_missing_is_named():
    made = labelled("8.1", ["own", "", "quoted"])
    made.button.click()
    assert "Choose for every number: 2, 4, 5, 6, 7, 8 have none yet." in made.page.text
    assert tutor.ask("8.1").controls["3"].value == "quoted"
    assert keeping.in_words(keeping.read_answer("8.1")["form"]) == "own · quoted"


def test_the_table_of_a_labelling_says_how_far_each_two_agree_by_the_functions_of_chapter_08():
    units = EXERCISES["8.1"].key(CORPUS)
    made = labelled("8.1", units["A"])
    made.button.click()
    lines = made.page.text.splitlines()
    both = agreement.compare(units["A"], units["B"])
    assert f"you and B | 8 | {both['alike']} | {both['share']:.2f} | {both['alpha']:.2f}" in made.page.text
    assert f"you and A | 8 | 8 | 1.00 | 1.00 | {agreement.NO_INTERVAL} | {agreement.NO_INTERVAL}" in lines
    labelled("8.1", ["own"] * 8).button.click()
    assert "NaN" not in tutor.ask("8.1").page.text and "nan" not in tutor.ask("8.1").page.text


def test_a_labelling_by_another_rule_is_laid_beside_the_one_before():
    first, units = EXERCISES["8.1"], EXERCISES["8.1"].key(CORPUS)
    made = labelled("8.5", units["B"])
    made.button.click()
    assert "Choose the rule that you follow now." in made.page.text
    made.controls["rule"].value = "2"
    made.button.click()
    assert f"Answer {first.number} first" in made.page.text
    labelled("8.1", units["A"]).button.click()
    made = tutor.ask("8.5")
    assert made.controls["rule"].value == "2"
    made.button.click()
    moved = [str(place) for place, (one, other) in enumerate(zip(units["A"], units["B"]), 1) if one != other]
    assert f"By the new rule {len(moved)} of 8 moved: {', '.join(moved)}." in made.page.text
    assert "you before and you | 8 |" in made.page.text and "you before and A | 8 | 8 |" in made.page.text
    for place in moved:
        made.controls[place].value = units["A"][int(place) - 1]
    made.button.click()
    assert "By the new rule 0 of 8 moved." in made.page.text


def test_a_coding_beside_two_codings_counts_what_each_two_share():
    made, one = tutor.ask("8.4"), EXERCISES["8.4"]
    made.controls["lines"].value = "\n".join(
        f"{row.source} | {row.cue} | {' '.join(row.text.split())}" for row in one.key(CORPUS).itertuples()
    )
    made.button.click()
    table = one.shared(one.read(made.controls["lines"].value, CORPUS), CORPUS)
    assert table.loc["you and A"].tolist()[:3] == [len(one.key(CORPUS))] * 3 and table.at["you and A", "F1"] == 1
    assert table.loc["you and B"].tolist() == table.loc["A and B"].tolist()
    assert f"A and B | {table.at['A and B', 'one']} |" in made.page.text
    assert "A and B" not in tutor.ask("3.5").page.text
