"""What a class has answered, counted by hand in small classes, and in the thirty of the example."""

import pandas as pd
import pytest

from helpers.classroom import effects, marking, results
from helpers.classroom.hand_ins import read_class
from helpers.classroom.marking import Place
from helpers.exercises.kinds import find_exercise
from helpers.exercises.lines import write_line
from tests.classroom.test_hand_ins import CORPUS, EVENT, TEXT

THIRTY = read_class(CORPUS, TEXT)
KEY, FIRST, SECOND = (float(function(CORPUS)) for function in find_exercise("1.4").functions)
CODED = find_exercise("3.5")
ARTICLE, START, END = CODED.place(CORPUS)
RAW = CORPUS.articles.at[ARTICLE, "raw"]


def made(chapter, *students):
    """A class of which each student has these forms, by exercise: a form, or (form, outcome, first, first outcome)."""
    lines = []
    for place, given in enumerate(students):
        entries = {}
        for number, each in given.items():
            form, outcome, first, first_outcome = each if isinstance(each, tuple) else (each, None, None, None)
            entry = {"form": form, "outcome": outcome, "first": first, "first_outcome": first_outcome, "when": place}
            entries[number] = {name: value for name, value in entry.items() if value is not None}
        lines.append(write_line(chapter, entries, EVENT, "", f"{place:08x}"))
    return read_class(CORPUS, "\n".join(lines))


def answered(value, first=None):
    first = value if first is None else first
    came_out = ["right" if given == KEY else "not yet" for given in (value, first)]
    return {"answer": value}, came_out[0], {"answer": first}, came_out[1]


def test_an_exercise_is_right_tried_or_open_and_what_was_right_stays_so():
    the_class = made(
        "01", {"1.4": answered(KEY)}, {"1.4": answered(KEY, FIRST)}, {"1.4": answered(FIRST)}, {"1.1": {"answer": "cnn"}},
        {"1.4": answered(FIRST, KEY)},
    )  # fmt: skip
    table = results.outcomes(the_class, "01")
    assert table.loc["1.4"].to_dict() == {"right": 3, "tried": 1, "open": 1, "right at once": 2}
    # What was filled in and never checked is open.
    assert table.loc["1.1"].tolist() == [0, 0, 5, 0]
    assert not [number for number in table.index if number.endswith((".98", ".99"))]


def test_a_known_mistake_counts_once_a_student_whether_it_was_made_first_or_last():
    the_class = made(
        "01", {"1.4": answered(FIRST)}, {"1.4": answered(KEY, FIRST)}, {"1.4": answered(SECOND, FIRST)},
        {"1.4": answered(1)}, {"1.4": answered("<script>")}, {"1.4": answered([], {"a": 1})},
    )  # fmt: skip
    table = results.mistakes(the_class, "01").set_index("mistake")
    assert table[["exercise", "students", "of"]].T.to_dict("list") == {
        "words of the files": ["1.4", 3, 6],
        "words on average": ["1.4", 1, 6],
    }
    assert table.at["words on average", "reply"].startswith("That is the number for an article on average.")


def test_no_answer_that_is_right_is_counted_as_a_mistake():
    for chapter in THIRTY.chapters:
        table = results.mistakes(THIRTY, chapter)
        assert len(table) > 3 and (table["students"] <= table["of"]).all() and table["reply"].str.len().min() > 20
        assert table["students"].is_monotonic_decreasing


def test_the_guesses_before_and_after():
    before = made(
        "01",
        {"1.98": {"guesses": {"cnn": "cnn", "reuters": "cnn", "<b>": "cnn"}}},
        {"1.98": {"guesses": {"cnn": "presstv"}}},
    )
    table = results.guesses(before)
    assert table.loc["cnn"].tolist() == [1, 2, 0, 0] and table.loc["reuters"].tolist() == [0, 1, 0, 0]
    assert results.shares_of_guesses(table).loc["cnn", "before"] == 50
    assert results.shares_of_guesses(table)["after"].isna().all()
    after = made("07", {"7.98": {"guesses": {"cnn": "cnn"}, "fact": "convoy", "bare": True}}, {"7.98": {"guesses": 3}})
    assert results.guesses(after).loc["cnn"].tolist() == [0, 0, 1, 1]


def test_open_answers_are_those_that_stand_without_a_trace_of_who_gave_them():
    words = {"article": "cnn", "quotation": "a  deadly\noffensive", "reasoning": "It <b>says</b> so."}
    stands, not_yet = (words, "your evidence stands"), (words, "not yet")
    the_class = made("01", {"1.2": (*stands, None, None)}, {"1.2": (*not_yet, None, None)})
    table = results.open_answers(the_class, "1.2")
    assert table.to_dict("records") == [
        {"article": "cnn", "quotation": "a deadly offensive", "reasoning": "It <b>says</b> so."}
    ]
    shuffled = results.open_answers(THIRTY, "3.4")
    assert len(shuffled) > 8 and not shuffled.equals(shuffled.sort_values(list(shuffled)).reset_index(drop=True))
    assert shuffled.equals(results.open_answers(THIRTY, "3.4"))


def marks(*spans, part="content", article=ARTICLE):
    return {"marks": {article: [{"parts": {part: list(span)}, "fields": {}} for span in spans]}}


def words(first, last):
    """The span from one word of the passage to another."""
    return RAW.index(first, START), RAW.index(last, START) + len(last)


def test_the_marks_of_a_class_are_counted_word_by_word():
    one, two = words("targeting", "civilians"), words("civilians", "civilians")
    the_class = made(
        "03", {"3.5": marks(one)}, {"3.5": marks(two, two)}, {"3.5": marks(two, part="source")}, {"3.1": {"answer": 1}}
    )
    table = marking.stretches(the_class, Place("3.5", ARTICLE, "content"))
    assert set(table["of"]) == {3}
    counts = {" ".join(RAW[row.start : row.end].split()): row.readers for row in table.itertuples() if row.readers}
    assert counts == {"targeting of": 1, "civilians": 2}
    assert table["start"].min() >= START and table["end"].max() <= END
    assert marking.places(the_class).values.tolist() == [["3.5", ARTICLE, "content", 2], ["3.5", ARTICLE, "source", 1]]


def test_the_sentence_that_splits_the_class_in_half_comes_first():
    seventh, eighth = words("targeting", "targeting"), words("current", "current")
    the_class = made("03", {"3.5": marks(seventh, eighth)}, {"3.5": marks(seventh)})
    table = marking.splits(the_class, Place("3.5", ARTICLE, "content"))
    assert table[["sentence", "readers", "of"]].values.tolist() == [[8, 1, 2], [7, 2, 2], [9, 0, 2]]


def test_alpha_is_one_where_all_agree_nothing_where_nothing_varies_and_low_where_they_differ():
    one, other = words("targeting", "civilians"), words("military", "push")
    alike = made("03", {"3.5": marks(one)}, {"3.5": marks(one)})
    differ = made("03", {"3.5": marks(one)}, {"3.5": marks(other)})
    alone = made("03", {"3.5": marks(one)})
    assert marking.class_alpha(alike, "3.5", ARTICLE) == 1 and marking.disputed(alike, "3.5", ARTICLE).empty
    assert marking.class_alpha(differ, "3.5", ARTICLE) < 0
    assert pd.isna(marking.class_alpha(alone, "3.5", ARTICLE))
    assert marking.disputed(differ, "3.5", ARTICLE).to_dict("index") == {
        "targeting of civilians": {"content": 1, "not marked": 1},
        "military would continue its push": {"content": 1, "not marked": 1},
    }


@pytest.mark.parametrize(
    "form",
    [{"marks": 3}, {"marks": {"nowhere": []}}, {"marks": {ARTICLE: 3}}, {"marks": {ARTICLE: [{"parts": 3}, 4]}}, {},
     marks((5, 5)), marks((-1, 4)), marks((0, 10**9)), marks(("a", "b")), marks((True, 9)), marks((1, 2, 3)),
     {**marks((5, 9)), "article": "cnn"}],
)  # fmt: skip
def test_a_mark_that_is_none_is_left_out(form):
    assert marking.places(made("03", {"3.5": form})).empty


def test_the_interval_of_the_median_is_that_of_the_sign_test():
    assert effects.median_interval([4, 4, 4, 4, 4]) is None and effects.median_interval([]) is None
    assert effects.median_interval([6, 1, 5, 2, 4, 3]) == (1, 6)
    # For nine the second lowest and the second highest, for twenty the sixth: as in printed tables.
    assert effects.median_interval(range(1, 10)) == (2, 8)
    assert effects.median_interval(range(1, 21)) == (6, 15)
    assert effects.median_interval([3] * 8) == (3, 3)


def answers(article, sure, drawn="chance"):
    return {"article": article, "drawn": drawn, "answers": {"sure": sure}}


def experiment(*given):
    return effects.readings(made("01", *({"1.99": each} for each in given)))


def test_the_experiment_counts_whole_numbers_from_one_to_seven():
    table = experiment(
        answers("cnn", 3),
        answers("cnn", 8),
        answers("cnn", True),
        answers("cnn", 2.5),
        answers("<b>", 3),
        answers(["cnn"], 3),
        {},
    )
    assert table[["article", "drawn", "time", "question", "answer"]].values.tolist() == [
        ["cnn", True, "before", "sure", 3]
    ]


def test_after_all_five_a_student_counts_with_the_article_that_she_read_first():
    lines = [
        write_line(chapter, {number: {"form": form, "when": 1}}, EVENT, "", "aaaaaaaa")
        for chapter, number, form in (
            ("01", "1.99", answers("cnn", 3)),
            ("04", "4.99", answers("reuters", 5, "chosen")),
        )
    ]
    table = effects.readings(read_class(CORPUS, "\n".join(lines)))
    assert table[["article", "drawn", "time", "answer"]].values.tolist() == [
        ["cnn", True, "before", 3],
        ["cnn", True, "after", 5],
    ]


def test_a_gap_that_chance_does_not_make_and_one_that_it_makes():
    apart = experiment(*[answers("cnn", 1)] * 6, *[answers("reuters", 7)] * 6)
    alike = experiment(
        *[answers("cnn", value) for value in (1, 7) * 3], *[answers("reuters", value) for value in (1, 7) * 3]
    )
    for table, gap, most, least in ((apart, 6, 2, 0), (alike, 0, 100, 100)):
        deal = effects.dealt_anew(table, "sure")
        assert deal[["readers", "articles", "gap"]].tolist() == pytest.approx([12, 2, gap])
        assert least <= deal["share"] <= most and 2 <= deal["by chance"] <= 4.1
    assert effects.dealt_anew(experiment(answers("cnn", 1), answers("reuters", 7, "chosen")), "sure") is None


def test_the_medians_of_the_example_have_an_interval_where_six_have_read_an_article():
    table = effects.readings(THIRTY)
    medians = effects.medians(table, "sure", CORPUS.articles.index)
    assert len(medians) == 10 and medians["readers"].sum() == (table["question"] == "sure").sum()
    assert (medians["low"].isna() == (medians["readers"] < 6)).all()
    assert (medians["low"].fillna(0) <= medians["median"]).all()
