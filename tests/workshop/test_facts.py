"""Step 5: groups of sentences become facts with their evidence, numbers are read from it; nothing decided or typed is lost."""

import pytest

from helpers.analyses import omissions
from helpers.workshop import facts
from tests.workshop.events import OTHER_EVENT, empty_event, event_of, with_articles
from tests.workshop.test_name import controls

PERMIT = "The permit was granted in March."


@pytest.fixture
def event(tmp_path):
    return event_of(tmp_path)


def add(step, statement, topic=""):
    step.statement.value, step.topic.value = statement, topic
    step.add.click()


def evidence(event):
    return [(row["fact"], row["article"], row["agrees"], row["differs_in"]) for row in event.rows("evidence")]


def turn_to(step, words):
    """Turn to the first group whose entry in the menu holds these words."""
    step.menu.value = next(place for label, place in step.menu.options if words in label)


def test_a_group_becomes_a_fact_with_its_evidence(event):
    step = facts.groups(event)
    assert step.page.text.startswith("0 of 19 groups looked at; of the sentences that nobody retells, 0 of 48.")
    assert [row.menu.value for row in step.told.values()] == [14, 19, 8]
    add(step, PERMIT, "permit")
    assert event.rows("facts") == [{"fact": "permit granted", "statement": PERMIT, "topic": "permit", "counts": ""}]
    assert evidence(event) == [("permit granted", name, "same", "") for name in ("echo", "wire", "meridian")]
    assert "Added: “permit granted”, in echo, wire, meridian." in step.said and step.statement.value == ""
    assert omissions.coverage(event.corpus).loc["permit granted"].tolist() == ["same"] * 3
    assert "1 of 19 groups looked at" in step.progress.value and "(looked at)" in step.menu.label


@pytest.mark.parametrize("state", facts.STATES.values())
def test_each_way_to_differ_is_written_and_loads(event, state):
    step = facts.groups(event)
    step.told["wire"].state.value, step.told["meridian"].state.value = state, facts.NOT_THE_SAME
    add(step, PERMIT)
    agrees = ("same", "") if state == "same" else ("differs", state)
    assert evidence(event) == [("permit granted", "echo", "same", ""), ("permit granted", "wire", *agrees)]
    assert event.rows("facts")[0]["topic"] == facts.NO_TOPIC


def test_another_sentence_can_be_chosen_for_an_article(event):
    step = facts.groups(event)
    step.told["wire"].menu.value = 20
    assert step.told["wire"].state.value == "same" and "A hearing was held" in step.told["wire"].text.value
    step.told["echo"].menu.value = facts.NO_SENTENCE
    assert step.told["echo"].state.value == facts.NOT_THE_SAME and step.told["echo"].text.layout.display == "none"
    add(step, PERMIT)
    assert [row["text"][:20] for row in event.rows("evidence")] == ["A hearing was held i", "The permit was grant"]


def test_fewer_words_can_be_marked_with_the_pen_and_unmarked(event):
    step = facts.groups(event)
    step.fewer.value = "meridian"
    start, end = step.told["meridian"].place
    raw = event.corpus.articles.at["meridian", "raw"]
    words = raw[start:end].index("after")
    step.pen.pen.rows = [{"parts": {"evidence": [words, end - start - 1]}, "fields": {}}]
    assert step.told["meridian"].span == (start + words, end - 1)
    assert ">after a public hearing</b>" in step.told["meridian"].text.value
    step.pen.pen.rows = []
    assert step.told["meridian"].span is None
    step.pen.pen.rows = [{"parts": {"evidence": [0, words - 2]}, "fields": {}}]
    add(step, PERMIT)
    assert event.rows("evidence")[2]["text"] == "The permit was granted in March"
    step.on.click()
    assert (
        step.fewer.value == "" and step.pen is None and step.told["meridian"].span is None and step.shelf.children == ()
    )


def test_the_list_of_facts_begins_empty(event):
    step = facts.groups(event)
    assert step.page.text.splitlines()[-1] == "There is no fact yet."
    add(step, PERMIT)
    assert "There is no fact yet." not in step.page.text and "permit granted" in step.page.text


def test_what_a_sentence_is_said_to_tell_is_shown_at_its_words(event):
    row = facts.groups(event).told["meridian"]
    for label, state in facts.STATES.items():
        row.state.value = state
        assert label in row.text.value


def test_more_evidence_can_be_added_to_a_fact_that_is_there(event):
    step = facts.groups(event)
    add(step, PERMIT)
    turn_to(step, "She added that the route")
    step.fact.value = "permit granted"
    assert step.statement.layout.display == step.topic.layout.display == "none"
    step.add.click()
    assert len(event.rows("facts")) == 1 and len(event.rows("evidence")) == 5
    # In the next group nobody has said yet that it is the same fact again.
    step.on.click()
    assert step.fact.value == facts.NEW


def test_the_same_evidence_twice_is_refused_and_nothing_is_lost(event):
    step = facts.groups(event)
    add(step, PERMIT)
    step.fact.value = "permit granted"
    step.add.click()
    assert "stands there already for permit granted" in step.said and len(event.rows("evidence")) == 3


@pytest.mark.parametrize(
    "statement, said", [("", "Word the fact first"), ("It is", "Word the fact first"), (" \n ", "Word the fact first")]
)
def test_a_fact_without_words_is_asked_for_them(event, statement, said):
    step = facts.groups(event)
    add(step, statement)
    assert said in step.said and event.rows("facts") == []


def test_a_fact_of_no_article_is_refused_and_its_wording_stays(event):
    step = facts.groups(event)
    for row in step.told.values():
        row.state.value = facts.NOT_THE_SAME
    add(step, PERMIT, "permit")
    assert "Say of one article at least" in step.said and step.statement.value == PERMIT


def test_labels_in_the_wording_are_pointed_out_while_it_is_typed_and_when_it_is_added(event):
    event.write(labels=[{"label": "crews", "forms": "blockaders", "family": "", "note": ""}])
    step = facts.groups(event)
    step.statement.value = "The Blockaders closed the port."
    assert "“blockaders”: in your table of labels." in step.pointed.value
    step.add.click()
    assert "It says “blockaders”: would each of the articles say it so?" in step.said and len(event.rows("facts")) == 1


def test_a_name_is_made_of_the_first_words_that_say_something_and_never_twice():
    assert facts._short_name("The boats have left the old harbour at noon.", []) == "boats left old"
    assert facts._short_name("It was so.", []) == "It was so"
    taken = [{"fact": "Boats left harbour"}]
    assert facts._short_name("Boats left harbour.", taken) == "Boats left harbour 2"
    taken.append({"fact": "Boats left harbour 2"})
    assert facts._short_name("Boats left harbour.", taken).endswith(" 3")


def test_a_group_without_a_fact_is_left_out_and_that_survives(event):
    step = facts.groups(event)
    step.refuse.click()
    assert "1 of 19 groups looked at" in step.progress.value and step.menu.value == 1
    assert [row["article"] for row in event.rows("groups_seen")] == ["echo", "wire", "meridian"]
    again = facts.groups(event)
    assert again.menu.value == 1 and again.page.text.startswith("1 of 19 groups looked at")
    again.back.click()
    again.refuse.click()
    assert len(event.rows("groups_seen")) == 3


def test_after_the_groups_come_the_sentences_that_nobody_retells(event):
    step = facts.groups(event)
    turn_to(step, "only echo")
    assert [name for name, row in step.told.items() if row.menu.value] == ["echo"]
    step.refuse.click()
    assert "0 of 19 groups looked at; of the sentences that nobody retells, 1 of 48." in step.progress.value


def test_one_turns_from_group_to_group_and_not_beyond_the_last(event):
    step = facts.groups(event)
    step.back.click()
    assert step.menu.value == 0
    step.menu.value = step.menu.options[-1][1]
    step.on.click()
    assert step.menu.value == step.menu.options[-1][1]


def test_a_fact_can_be_taken_out_with_its_evidence(event):
    step = facts.groups(event)
    assert step.facts.layout.display == "none"
    add(step, PERMIT)
    step.on.click()
    add(step, "The minister has invited them.")
    step.out.value = "permit granted"
    step.take_out.click()
    assert {row[0] for row in evidence(event)} == {"minister invited"} == {row["fact"] for row in event.rows("facts")}
    step.take_out.click()
    assert not event.corpus.has("facts") and step.facts.layout.display == "none"


def test_what_is_chosen_and_typed_stays_when_another_step_writes(event):
    step = facts.groups(event)
    step.on.click()
    step.told["wire"].state.value, step.statement.value = "actor", "Half a fact"
    event.write(labels=[{"label": "crews", "forms": "blockaders", "family": "", "note": ""}])
    assert step.menu.value == 1 and step.told["wire"].state.value == "actor" and step.statement.value == "Half a fact"


def test_when_articles_change_the_rows_do(event):
    step = facts.groups(event)
    rows = event.rows("articles")
    (event.folder / "meridian.txt").unlink()
    event.write(articles=rows[:2])
    assert list(step.told) == ["echo", "wire"] and len(step.rows.children) == 2
    add(step, "Something has happened.")
    assert len(event.rows("evidence")) == 2


def test_hostile_words_stay_words(tmp_path):
    event = with_articles(tmp_path, "<script>alert(1)</script> was $seen$ in town.", "A <script> was $seen$ in town.")
    step = facts.groups(event)
    add(step, "<script>alert(2)</script> is here & there.", "<b>")
    assert len(event.rows("facts")) == 1
    for html in (step.said, step._view.value, step.told["a0"].text.value, step._repr_mimebundle_()["text/html"]):
        assert "<script" not in html and '<b>"' not in html


def test_sentences_that_stand_twice_are_told_apart(tmp_path):
    event = with_articles(tmp_path, "Boats left. Rain fell. Boats left.", "Sun shone.")
    step = facts.groups(event)
    step.told["a0"].menu.value = 3
    add(step, "The boats left again.")
    assert event.rows("evidence")[0]["occurrence"] == "2"


def numbered(event):
    """A step with the numbers of an event in which two articles tell how many boats there were."""
    step = facts.groups(event)
    turn_to(step, "Forty-three fishing boats")
    numbers = dict(zip(event.corpus.sentences["sentence"].str[:12], event.corpus.sentences["number"]))
    step.told["echo"].menu.value = numbers["Forty-three "]
    step.told["wire"].menu.value = numbers["BRANNICK, Se"]
    step.told["meridian"].menu.value = numbers["Some 25 vess"]
    add(step, "Boats closed the harbour; how many.", "blockade")
    return facts.numbers(event)


def field(step, place, name):
    return dict(zip(("text", "keep", "value", "counts", "period", "state"), step.rows.rows[place]))[name]


def test_numbers_are_proposed_and_none_is_written_unseen(event):
    step = numbered(event)
    assert step.page.text.startswith("Numbers stand in 3 of 3 pieces of evidence.")
    assert [field(step, place, "value").value for place in range(3)] == ["43", "about 40", "about 25"]
    assert {field(step, place, "counts").value for place in range(3)} == {"fishing boats"}
    assert event.corpus.evidence["value"].isna().all() and step.page.text.endswith("No number is kept yet.")
    step.keep.click()
    assert "Tick the numbers that you keep." in step.said and omissions.numbers(event.corpus).empty


def test_ticked_numbers_are_kept_with_what_they_count_their_period_and_whether_they_differ(event):
    step = numbered(event)
    for place in (0, 1):
        field(step, place, "keep").value = True
        field(step, place, "state").value = "value"
    field(step, 1, "period").value = "on Tuesday"
    step.keep.click()
    kept = omissions.numbers(event.corpus)
    assert kept[["article", "number", "counts", "period", "agrees"]].values.tolist() == [
        ["echo", "43", "fishing boats", "", "differs"],
        ["wire", "about 40", "fishing boats", "on Tuesday", "differs"],
    ]
    assert "Kept: 2 numbers." in step.said and not field(step, 0, "keep").value
    assert "about 40 | on Tuesday" in step.page.text
    assert field(step, 0, "keep").description == "keep this instead, for echo: Boats closed harbour"
    assert field(step, 2, "keep").description == "keep, for meridian: Boats closed harbour"


@pytest.mark.parametrize(
    "value, counts, said",
    [
        ("many", "boats", "“value” is “many”; write a number in digits"),
        ("40", "", "Say what the number of"),
        ("1.2345", "boats", "“value” is “1.2345”"),
    ],
)
def test_a_number_that_cannot_be_one_is_refused_and_stays_as_it_was_typed(event, value, counts, said):
    step = numbered(event)
    field(step, 1, "keep").value, field(step, 1, "value").value, field(step, 1, "counts").value = True, value, counts
    step.keep.click()
    assert said in step.said and event.corpus.evidence["value"].isna().all()
    assert field(step, 1, "keep").value and field(step, 1, "value").value == value


def test_what_is_typed_in_one_row_stays_when_another_is_kept(event):
    step = numbered(event)
    field(step, 2, "value").value = "26"
    field(step, 0, "counts").value = "boats"
    assert field(step, 2, "counts").value == "boats"
    field(step, 0, "keep").value = True
    step.keep.click()
    assert event.rows("facts")[0]["counts"] == "boats"
    assert field(step, 2, "value").value == "26" and field(step, 0, "value").value == "43"


def test_a_large_number_is_kept_digit_by_digit(event):
    step = facts.groups(event)
    turn_to(step, "It is part of the Skerrow wind farm")
    add(step, "The wind farm costs money; how much.")
    step = facts.numbers(event)
    assert field(step, 0, "value").value == "1400000000"
    field(step, 0, "keep").value, field(step, 0, "counts").value = True, "crowns"
    step.keep.click()
    assert omissions.numbers(event.corpus)["number"].tolist() == ["1,400,000,000"]
    assert event.rows("evidence")[0]["value"] == facts.numbers(event).rows.entries[0]["proposals"][0] == "1400000000"


def test_evidence_without_a_number_can_be_given_one(event):
    add(facts.groups(event), PERMIT)
    step = facts.numbers(event)
    assert step.rows.entries == [] and step.page.text == "No number stands in the evidence."
    step.all.value = True
    assert len(step.rows.entries) == 3 and step.rows._lines[3].layout.display == "none"
    field(step, 0, "keep").value, field(step, 0, "value").value, field(step, 0, "counts").value = True, "1", "permits"
    step.keep.click()
    assert omissions.numbers(event.corpus)["number"].tolist() == ["1"]


@pytest.mark.parametrize("step", [facts.groups, facts.numbers])
def test_without_an_article_a_step_says_so(tmp_path, step):
    shown = step(empty_event(tmp_path))
    assert shown.page.text.startswith("There is no article yet") and shown.controls.layout.display == "none"


def test_numbers_say_what_they_need_until_there_is_evidence(event):
    step = facts.numbers(event)
    assert step.page.text == "Nothing stands here yet: it needs evidence, from further up."
    add(facts.groups(event), PERMIT)
    assert step.page.text == "No number stands in the evidence." and step.controls.layout.display == ""


def test_on_another_event_with_its_tables_every_control_has_a_description_and_the_twin_is_stable(tmp_path):
    event = event_of(tmp_path, OTHER_EVENT, tables=True)
    for step in (facts.groups, facts.numbers):
        shown = step(event)
        assert all(control.description for control in controls(shown.box))
        assert shown._repr_mimebundle_()["text/html"] == step(event)._repr_mimebundle_()["text/html"]
    assert "buses | courier | Two buses are to wait at the gate | 2" in facts.numbers(event).page.text


def test_one_article_alone_has_no_group_and_its_facts_can_be_added(tmp_path):
    event = with_articles(tmp_path, "The dockers closed the port on Monday. Rain fell.")
    step = facts.groups(event)
    assert step.page.text.startswith("0 of 0 groups looked at; of the sentences that nobody retells, 0 of 2.")
    add(step, "The dockers closed the port.")
    assert evidence(event) == [("dockers closed port", "a0", "same", "")]
