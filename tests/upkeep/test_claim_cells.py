"""Claims: how they are found, where they are evaluated, and what is said of one that does not hold."""

import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.upkeep.claim_cells import false_claims, find_claims, first_is_false, with_claims, without_claims
from helpers.upkeep.running import execute


def notebook(*sources):
    return new_notebook(
        cells=[new_markdown_cell(source) if source[0] == "#" else new_code_cell(source) for source in sources]
    )


def test_a_claim_is_found_with_the_sentence_before_it():
    found = find_claims(notebook("# Title\n\nOne. Two is\ntwo. <!-- claim: 2 == 2 --> Three. <!--claim: 3 > 2-->"))
    assert [(claim.sentence, claim.expression) for claim in found] == [("Two is two.", "2 == 2"), ("Three.", "3 > 2")]


def test_claims_are_evaluated_where_they_stand_and_before_set_up_right_after_it(tmp_path):
    course = notebook(
        "# T\n\nFive. <!-- claim: x == 5 -->",
        "x = 5",
        "# Now\n\nStill. <!-- claim: x == 5 -->",
        "x = 6",
        "# End\n\nSix. <!-- claim: x == 6 -->",
    )
    assert false_claims(execute(with_claims(course), tmp_path)) == []


def test_only_true_is_true_and_each_failure_is_told_with_its_sentence(tmp_path):
    course = notebook(
        "x = 1",
        "# A\n\nWrong. <!-- claim: x == 2 -->\n\nNo bool. <!-- claim: x -->\n\n"
        "Raises. <!-- claim: y == 1 -->\n\nNo expression. <!-- claim: x = -->",
    )
    told = false_claims(execute(with_claims(course), tmp_path))
    assert [re.split("[:;]", line.split("gives ")[1])[0] for line in told] == [
        "False, not True",
        "1, not True",
        "NameError",
        "SyntaxError",
    ]
    assert all(sentence in line for sentence, line in zip(["“Wrong.”", "“No bool.”", "“Raises.”"], told))
    assert all(line.startswith("under “A”, ") for line in told)


def test_a_false_equation_is_told_with_what_it_is_instead(tmp_path):
    course = notebook("x = {'a': 1}", "# A\n\nTwo. <!-- claim: x == {'a': 2} -->")
    assert false_claims(execute(with_claims(course), tmp_path)) == [
        "under “A”, “Two.” — the claim x == {'a': 2} gives False, not True; its left side is {'a': 1}"
    ]


def test_a_claim_is_told_with_the_section_and_the_sentence_before_it_and_else_with_what_comes_after_it():
    found = find_claims(
        notebook(
            "# T\n\nOne. <!-- claim: 1 -->\n\n## First · 5 min\n\nTwo. <!-- claim: 2 -->",
            "### Exercise 1.1 · 2 min",
            "# <!-- claim: 3 -->\n\n# U\n",
            "## Second\n\nFour. <!-- claim: 4 -->",
        )
    )
    assert [(claim.section, claim.sentence) for claim in found][::3] == [("T", "One."), ("Second", "Four.")]
    assert [claim.section for claim in found] == ["T", "First", "First", "Second"] and found[2].sentence == "#"


def test_without_its_claims_an_executed_notebook_is_as_if_there_were_none(tmp_path):
    course = notebook("x = 1", "# A\n\nOne. <!-- claim: x == 1 -->", "x + 1")
    plain, claimed = execute(course, tmp_path), without_claims(execute(with_claims(course), tmp_path))
    assert nbformat.writes(plain).replace(plain.metadata.language_info.version, "") == nbformat.writes(claimed).replace(
        claimed.metadata.language_info.version, ""
    )


def test_the_first_claim_says_whether_a_notebook_speaks_of_these_articles(tmp_path):
    def first(*sources):
        return first_is_false(execute(with_claims(notebook(*sources)), tmp_path, go_on=True))

    assert first("x = 1", "# A\n\nOne. <!-- claim: x == 2 -->\n\nTwo. <!-- claim: x == 1 -->")
    assert not first("x = 1", "# A\n\nOne. <!-- claim: x == 1 -->\n\nTwo. <!-- claim: x == 2 -->")
    # That its first cell fails is told by itself.
    assert not first("x", "# A\n\nOne. <!-- claim: x == 2 -->")
    assert not first("x = 1", "# A\n\nNone.")
