"""What the driver spares axe-core hides nothing: colours are looked at once of all that looks alike, and of nothing else."""

import pytest

from tests.browser.driver import LOOKS_ALIKE, MARK_ALIKE, UNMARK_ALIKE, axe, new_page

PALE = "color: #bbb"
PAGE = """<html lang="en"><title>T</title><style>tr:nth-child(even) td { %(every_other)s } .pale { color: #bbb }</style><body>
<div class="jp-Cell-outputArea"><table>%(rows)s</table><p>%(words)s</p></div></body></html>"""


@pytest.fixture(scope="module")
def findings(browser):
    """What axe-core finds in a table of four plain rows and a paragraph with these words, by the rule."""

    def find(words="", every_other="", rows="<tr><td>a cell</td></tr>" * 4):
        with new_page(browser) as page:
            page.set_content(PAGE % {"words": words, "every_other": every_other, "rows": rows})
            return [each.partition("\n")[0] for each in axe(page)]

    return find


def test_plain_text_is_well(findings):
    assert findings("<span>one</span> <span>two</span>") == []


def test_a_pale_word_among_many_is_found_however_it_is_made_pale(findings):
    for pale in (
        f'<span style="{PALE}">two</span>',
        '<span class="pale">two</span>',
        f'<b style="{PALE}"><span>two</span></b>',
    ):
        (found,) = findings(f"<span>one</span> {pale} <span>three</span>")
        assert found.startswith("color-contrast") and "two" in found


def test_of_pale_words_that_look_alike_one_is_told(findings):
    assert len(findings(f'<span style="{PALE}">one</span> <span style="{PALE}">two</span>')) == 1


def test_rows_that_are_shaded_in_turn_are_told_apart(findings):
    (found,) = findings(every_other=PALE)
    assert found.startswith("color-contrast")


@pytest.mark.parametrize(
    "first, second",
    [
        ('<span class="pale"></span>', '<span class="pale">two</span>'),
        ('<span class="pale"><b></b></span>', '<span class="pale">two</span>'),
        (
            '<details><span class="pale">one</span></details>',
            '<details open><span class="pale">two</span></details>',
        ),
    ],
)
def test_what_has_no_words_or_is_not_seen_stands_for_no_other(findings, first, second):
    (found,) = findings(first + second)
    assert found.startswith("color-contrast") and ">two<" in found


def test_the_words_around_others_are_looked_at_once_too(findings):
    assert len(findings(f'<span style="{PALE}">one <i>1</i></span> <span style="{PALE}"><i>2</i> two</span>')) == 1


def test_every_other_rule_looks_at_every_element(findings):
    assert len(findings('<img src="a.png"> <img src="b.png">')) == 2


def test_the_page_is_left_as_it_was(browser):
    with new_page(browser) as page:
        page.set_content("<p>a</p><p>b</p><p>c</p>")
        before = page.content()
        page.evaluate(MARK_ALIKE, "body")
        assert page.locator(f"[{LOOKS_ALIKE}]").all_inner_texts() == ["b", "c"]
        page.evaluate(UNMARK_ALIKE)
        assert page.content() == before
