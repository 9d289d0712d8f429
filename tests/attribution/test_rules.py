"""Attributed statements: every pattern on a sentence of its own, what is none, and as properties of any text."""

import re
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.attribution import extract, rules
from tests.corpora import SEEDS

OFFSETS = ["content_start", "content_end", "cue_start", "cue_end", "source_start", "source_end"]
COLUMNS = [*OFFSETS, "kind", "negated"]
newslike = st.lists(
    max_size=40,
    elements=st.sampled_from(
        [
            *"\"“”„«»''.,:;?!—()[]\f\n\u2028",
            "’s",
            " ",
            "he",
            "Rossi",
            "said",
            "that",
            "to",
            "by",
            "“No,”",
            "“Why?”",
            "claims",
            "was",
            "accused",
            "of",
            "reportedly",
            "according to",
            "not",
            "no longer",
            "nor",
            "Sen.",
            "While",
            "à",
        ]
    ),
).map(" ".join)


def statements(text):
    """The statements of `text` as words: (source, cue, content, kind), with "" where there is no source."""
    table = extract(text)
    words = [
        [
            "" if pd.isna(row[f"{part}_start"]) else text[row[f"{part}_start"] : row[f"{part}_end"]]
            for part in ("source", "cue", "content")
        ]
        for row in table.to_dict("records")
    ]
    return [(*parts, kind) for parts, kind in zip(words, table["kind"])]


@pytest.mark.parametrize(
    "text, source, cue, content, kind",
    [
        ("“The bridge is closed,” Rossi said.", "Rossi", "said", "“The bridge is closed,”", "direct"),
        (
            "“The bridge is closed,” said Carla Rossi, an engineer.",
            "Carla Rossi, an engineer",
            "said",
            "“The bridge is closed,”",
            "direct",
        ),
        (
            "“The bridge is closed,” Rossi, an engineer who built it, said on Monday.",
            "Rossi, an engineer who built it",
            "said",
            "“The bridge is closed,”",
            "direct",
        ),
        (
            "“The bridge is closed,” Rossi, the engineer said in a tweet.",
            "Rossi, the engineer",
            "said",
            "“The bridge is closed,”",
            "direct",
        ),
        ("“Is the bridge closed?” the mayor asked.", "the mayor", "asked", "“Is the bridge closed?”", "direct"),
        ("“Is the bridge closed?” Rossi asked.", "Rossi", "asked", "“Is the bridge closed?”", "direct"),
        ("Rossi said on Monday: “The bridge is closed.”", "Rossi", "said", "“The bridge is closed.”", "direct"),
        ("Rossi agreed. “The bridge is closed.”", "Rossi", "agreed", "“The bridge is closed.”", "direct"),
        ("Rossi explained:\n\n“The bridge is closed.”", "Rossi", "explained", "“The bridge is closed.”", "direct"),
        (
            "“The bridge is closed,” the mayor kvetched to us.",
            "the mayor",
            "kvetched",
            "“The bridge is closed,”",
            "direct",
        ),
        ("Rossi had an answer for them: “The bridge is closed.”", "Rossi", ":", "“The bridge is closed.”", "direct"),
        (
            "Said Carla Rossi, who built it: “The bridge is closed.”",
            "Carla Rossi",
            "Said",
            "“The bridge is closed.”",
            "direct",
        ),
        (
            "As Rossi said last week in Rome, “The bridge is closed.”",
            "Rossi",
            "said",
            "“The bridge is closed.”",
            "direct",
        ),
        ("Rossi: “The bridge is closed.”", "Rossi", ":", "“The bridge is closed.”", "direct"),
        ("Drivers fled from what Rossi called “a danger”.", "Rossi", "called", "“a danger”", "direct"),
        ("Rossi called the bridge “a danger”.", "Rossi", "called", "the bridge “a danger”", "mixed"),
        (
            "The bridge, old and “a danger,” is closed, he added.",
            "he",
            "added",
            "The bridge, old and “a danger,” is closed",
            "mixed",
        ),
        ("Rossi said on Monday that the bridge was closed.", "Rossi", "said", "the bridge was closed", "indirect"),
        ("Rossi said the bridge was closed.", "Rossi", "said", "the bridge was closed", "indirect"),
        ("Rossi said on Sunday the bridge was closed.", "Rossi", "said", "the bridge was closed", "indirect"),
        ("Rossi said bridges were closed.", "Rossi", "said", "bridges were closed", "indirect"),
        ("Rossi described how she closed the bridge.", "Rossi", "described", "how she closed the bridge", "indirect"),
        ("Rossi pondered who might close the bridge.", "Rossi", "pondered", "who might close the bridge", "indirect"),
        ("Rossi asked whether the bridge was closed.", "Rossi", "asked", "whether the bridge was closed", "indirect"),
        ("The bridge is closed, Rossi said.", "Rossi", "said", "The bridge is closed", "indirect"),
        (
            "The bridge is closed, said Carla Rossi, an engineer.",
            "Carla Rossi, an engineer",
            "said",
            "The bridge is closed",
            "indirect",
        ),
        (
            "The bridge is closed, according to Linda Rossi, spokeswoman for the city.",
            "Linda Rossi, spokeswoman for the city",
            "according to",
            "The bridge is closed",
            "indirect",
        ),
        (
            "According to the city, the bridge is closed.",
            "the city",
            "According to",
            "the bridge is closed",
            "indirect",
        ),
        ("The city announced the bridge would close.", "The city", "announced", "the bridge would close", "indirect"),
        (
            "Rossi, a spokesman for the city, said the bridge was closed.",
            "Rossi, a spokesman for the city",
            "said",
            "the bridge was closed",
            "indirect",
        ),
        (
            "Rossi (a Green) claimed the bridge was closed.",
            "Rossi (a Green)",
            "claimed",
            "the bridge was closed",
            "indirect",
        ),
        (
            "Rossi — a member of the council — claimed the bridge was closed.",
            "Rossi — a member of the council",
            "claimed",
            "the bridge was closed",
            "indirect",
        ),
        (
            "The city and its engineers have traded blame, each arguing that the bridge was closed.",
            "The city",
            "arguing",
            "the bridge was closed",
            "indirect",
        ),
        ("Rossi told reporters the bridge was closed.", "Rossi", "told", "the bridge was closed", "indirect"),
        ("Rossi told the council that the bridge was closed.", "Rossi", "told", "the bridge was closed", "indirect"),
        ("The city accuses Rossi of closing the bridge.", "The city", "accuses", "closing the bridge", "indirect"),
        ("The city urged drivers to stay at home.", "The city", "urged", "drivers to stay at home", "indirect"),
        ("Rossi denied closing the bridge.", "Rossi", "denied", "closing the bridge", "indirect"),
        ("The city has called for a new bridge.", "The city", "called for", "a new bridge", "indirect"),
        ("She wants to close the bridge.", "She", "wants", "to close the bridge", "indirect"),
        ("Rossi vowed not to close the bridge.", "Rossi", "vowed", "not to close the bridge", "indirect"),
        ("The city believes the bridge is safe.", "The city", "believes", "the bridge is safe", "indirect"),
        ("Rossi complained about the bridge.", "Rossi", "complained", "the bridge", "indirect"),
        ("Rossi praised the engineers.", "Rossi", "praised", "the engineers", "indirect"),
        (
            "He answered the engineer who said the bridge was closed.",
            "who",
            "said",
            "the bridge was closed",
            "indirect",
        ),
        ("The bridge is believed to be unsafe.", "", "believed", "The bridge is believed to be unsafe", "indirect"),
        (
            "Rossi was accused by the city of closing it.",
            "the city",
            "accused",
            "Rossi was accused by the city of closing it",
            "indirect",
        ),
        (
            "The bridge has reportedly been closed.",
            "",
            "reportedly",
            "The bridge has reportedly been closed",
            "indirect",
        ),
        (
            "Tolls rose again, with Rossi saying that the bridge was unsafe.",
            "Rossi",
            "saying",
            "the bridge was unsafe",
            "indirect",
        ),
        ("They heard his claim that the bridge was closed.", "his", "claim", "the bridge was closed", "indirect"),
        ("Rossi has no plans to close the bridge.", "Rossi", "plans", "to close the bridge", "indirect"),
        ("Rossi: No bridge is closed here.", "Rossi", ":", "No bridge is closed here", "indirect"),
    ],
)
def test_a_pattern_gives_source_cue_and_content(text, source, cue, content, kind):
    assert statements(text) == [(source, cue, content, kind)]


@pytest.mark.parametrize(
    "text, source, content",
    [
        ("Sen. Anna Rossi said the bridge was closed.", "Sen. Anna Rossi", "the bridge was closed"),
        ("“It is closed,” said Ms. Rossi, an engineer.", "Ms. Rossi, an engineer", "“It is closed,”"),
        ("The bridge is closed, said Ms. Rossi.", "Ms. Rossi", "The bridge is closed"),
        ("Attorney General William P. Barr said it was closed.", "Attorney General William P. Barr", "it was closed"),
        ("With Gov. Rossi there, Sen. Weber failed to say that it was closed.", "Sen. Weber", "it was closed"),
        (
            "Rossi said it was closed by Sens. Marco Weber and Rand Lee.",
            "Rossi",
            "it was closed by Sens. Marco Weber and Rand Lee",
        ),
        ("Rossi has not yet said that it is closed.", "Rossi", "it is closed"),
        ("Rossi did not, however, say that it was closed.", "Rossi", "it was closed"),
        ("Rossi neither said that it was closed nor closed it.", "Rossi", "it was closed nor closed it"),
    ],
)
def test_a_source_is_named_whole_with_its_title_and_initials_and_without_the_verb(text, source, content):
    assert [(found[0], found[2]) for found in statements(text)] == [(source, content)]


def test_a_letter_at_the_end_of_a_sentence_is_no_initial():
    assert statements("Rossi spoke of plan B. The mayor said it was old.")[-1][0] == "The mayor"


def test_two_cues_with_one_subject_share_their_source():
    found = statements("Rossi said the bridge was closed and called the mayor a liar, adding that it would open soon.")
    assert found == [
        ("Rossi", "said", "the bridge was closed", "indirect"),
        ("Rossi", "called", "the mayor a liar", "indirect"),
        ("Rossi", "adding", "it would open soon", "indirect"),
    ]


def test_a_participle_after_a_tag_begins_a_statement_of_its_own():
    found = statements("The bridge is closed, Rossi said, adding that it was old.")
    assert found == [
        ("Rossi", "said", "The bridge is closed", "indirect"),
        ("Rossi", "adding", "it was old", "indirect"),
    ]


def test_a_verb_behind_a_comma_has_the_subject_of_the_clause():
    found = statements("Rossi has closed the bridge, called it unsafe and left.")
    assert [source for source, *_ in found] == ["Rossi"]
    found = statements("However, Rossi has refused three times, and has denounced the mayor.")
    assert [source for source, *_ in found] == ["Rossi"]


def test_a_content_ends_where_another_speaker_begins():
    found = statements("Rossi said the bridge was closed, but the mayor denied that it was.")
    assert found == [
        ("Rossi", "said", "the bridge was closed", "indirect"),
        ("the mayor", "denied", "it was", "indirect"),
    ]
    found = statements("Rossi denied the report, but the city, its owner, announced that the bridge was closed.")
    assert found == [
        ("Rossi", "denied", "the report", "indirect"),
        ("the city, its owner", "announced", "the bridge was closed", "indirect"),
    ]


def test_a_content_does_not_reach_over_a_clause_that_only_adds_something():
    assert statements("Rossi said the bridge was closed, which many drivers knew.")[0][2] == "the bridge was closed"


def test_what_a_content_or_a_quotation_says_of_others_is_no_statement_of_its_own():
    assert len(statements("Rossi said the mayor had claimed that the bridge was closed.")) == 1
    assert len(statements("“The mayor says the bridge is closed,” Rossi said.")) == 1


def test_a_quotation_goes_on_after_its_tag_as_one_direct_statement():
    text = "“The bridge is closed,” Rossi said. “It is not safe.”"
    assert statements(text) == [("Rossi", "said", text, "direct")]
    text = "“The bridge,” Rossi said, “is closed.”"
    assert statements(text) == [("Rossi", "said", text, "direct")]


def test_a_quotation_in_the_next_paragraph_belongs_to_the_speaker_before():
    text = "Rossi said the bridge was closed.\n\n“It is not safe.”"
    assert statements(text) == [("Rossi", "said", text[len("Rossi said ") :], "mixed")]


def test_after_a_tag_longer_than_the_quotations_the_second_has_a_row_of_its_own():
    text = "“No,” said Carla Rossi, who built the bridge and has looked after it for more than forty years. “Never.”"
    assert [(cue, content) for _, cue, content, _ in statements(text)] == [("said", "“No,”"), ("said", "“Never.”")]


def test_a_question_belongs_to_the_tag_behind_it_and_not_to_the_speaker_before():
    found = statements("“The bridge is closed,” Rossi said.\n\n“Is it safe?” Weber asked. “Is it?”")
    assert [(source, content) for source, _, content, _ in found] == [
        ("Rossi", "“The bridge is closed,”"),
        ("Weber", "“Is it safe?” Weber asked. “Is it?”"),
    ]


def test_a_quotation_belongs_to_the_nearest_cue():
    found = statements("Rossi vowed to open the bridge, telling reporters: “It is safe.”")
    assert found == [
        ("Rossi", "vowed", "to open the bridge", "indirect"),
        ("Rossi", "telling", "“It is safe.”", "direct"),
    ]


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark_again():
    text = "“The bridge is closed. We close it today.\n\n“It was never safe,” Rossi said."
    assert statements(text) == [("Rossi", "said", text[: -len(" Rossi said.")], "direct")]


def test_nothing_runs_on_across_something_cut_out():
    found = statements("“The bridge is closed,” Rossi said.\n\f\n“Subscribe now.”")
    assert [content for _, _, content, _ in found] == ["“The bridge is closed,”"]


@pytest.mark.parametrize(
    "text",
    [
        "The state of the bridge is bad.",
        "Its report on the bridge is long.",
        "The claims were paid by the city.",
        "A tweet can travel far.",
        "Rossi said in a tweet.",
        "The bridge is old.",
        "They drove by the “old” bridge in May.",
        "The so-called “bridge of sighs” is closed.",
        "They drove over a bridge called “Sighs”.",
        "Rossi wrote the famous “Song of the Bridge” last spring.",
        "Related: How the bridge was built.",
        "The mayor was praised on Monday.",
        "“Closed” signs hang at the “bridge of sighs” again.",
        "",
    ],
)
def test_nouns_that_look_like_cues_and_scare_quotes_are_no_statements(text):
    assert statements(text) == []


def test_pronouns_stay_as_they_stand():
    found = statements("Rossi came. He said the bridge was closed. She denies it.")
    assert [source for source, *_ in found] == ["He", "She"]


def test_offsets_are_whole_numbers_with_gaps_where_there_is_no_source():
    table = extract("The bridge has reportedly been closed.")
    assert list(table.columns) == COLUMNS
    assert all(table[name].dtype == "Int64" for name in OFFSETS)
    assert table["negated"].dtype == extract("")["negated"].dtype == "bool"
    assert table["source_start"].isna().all() and table["source_end"].isna().all()
    assert list(extract("").columns) == COLUMNS


def test_the_table_of_cues_has_no_form_twice_and_takes_only_what_a_pattern_reads():
    table = rules.cue_table()
    forms = [form for cell in table["forms"] for form in cell.split("; ")]
    assert len(forms) == len(set(forms))
    patterns = dict(rules.CONTENT_FIRST + rules.WITHOUT_SUBJECT + rules.WITH_SUBJECT).keys()
    takes = {take for cell in table["takes"] for take in cell.split("; ")}
    assert {take for take in takes if not take.startswith("noun ")} <= patterns
    assert set(table["kind"]) == {
        "neutral",
        "doubting",
        "accusing",
        "admitting",
        "denying",
        "demanding",
        "believing",
        "judging",
    }


@given(st.one_of(st.text(max_size=300), newslike))
def test_any_text_gives_a_table_whose_offsets_lie_in_it(text):
    table = extract(text)
    assert list(table.columns) == COLUMNS
    assert set(table["kind"]) <= {"direct", "indirect", "mixed"}
    for part in ("content", "cue", "source"):
        for start, end in table[[f"{part}_start", f"{part}_end"]].dropna().itertuples(index=False):
            assert 0 <= start < end <= len(text)
    assert table["content_start"].is_monotonic_increasing


@pytest.mark.parametrize("end", ["", ",", ":", " “", "—", " (", ", that"])
def test_a_text_may_break_off_anywhere(end):
    for article in SEEDS.articles["raw"]:
        for paragraph in article.split("\n"):
            for word in re.finditer(r"\w+|[^\w\s]", paragraph):
                rules.statements(paragraph[: word.end()] + end)


def test_a_clause_before_a_comma_that_ends_the_text_is_a_statement():
    assert statements("The bridge is closed, Rossi said,") == [("Rossi", "said", "The bridge is closed", "indirect")]


def work(text):
    """How many lines of the rules are run through to read `text`."""
    lines = []

    def count(frame, event, _):
        lines.append(event)
        return count

    before = sys.gettrace()
    sys.settrace(lambda frame, *_: count if "helpers" in frame.f_code.co_filename else None)
    try:
        extract(text)
    finally:
        sys.settrace(before)
    return len(lines)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "said ",
        "reportedly ",
        "“a,” said ",
        ", said ",
        "to say ",
        "( ",
        "x",
        "A said that ",
        "he said. ",
        "— said ",
        "not to say ",
        "no longer said, then, ",
        "B. Rossi said ",
    ],
)
def test_long_odd_texts_take_work_that_grows_only_with_their_length(unit):
    assert work((unit * 4000)[:4000]) <= 5 * work((unit * 1000)[:1000])
    assert list(extract((unit * 50_000)[:50_000]).columns) == COLUMNS
