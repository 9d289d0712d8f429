"""Step 3: words are proposed, ticked, grouped and written; what is written can be changed; nothing typed is lost."""

import pytest

from helpers.analyses import keyness
from helpers.workshop import name
from tests.workshop.events import OTHER_EVENT, empty_event, event_of, with_articles


def tick(step, forms):
    """The tick of a proposed word among the rows that are shown."""
    shown = [each["forms"] for each in step.rows.shown]
    return step.ticks[shown.index(forms)]


def rows(event, table="labels"):
    return [(row["label"], row["forms"], row["family"], row["note"]) for row in event.rows(table)]


def test_ticked_words_become_a_label_with_its_note(tmp_path):
    event = event_of(tmp_path)
    step = name.candidates(event)
    tick(step, "skipper; skippers").value = True
    tick(step, "blockaders").value = True
    step.name.value, step.note.value = "crews", "what they do"
    step.add.click()
    assert rows(event) == [("crews", "skipper; skippers; blockaders", "", "what they do")]
    assert "as the label “crews”" in step.said
    assert event.corpus.labels["forms"].tolist() == ["skipper; skippers; blockaders"]


def test_what_is_written_down_is_proposed_no_longer_and_its_tick_is_gone(tmp_path):
    step = name.candidates(event_of(tmp_path))
    tick(step, "blockaders").value = True
    step.add.click()
    assert "blockaders" not in [each["forms"] for each in step.rows.entries]
    assert not any(box.value for box in step.ticks) and step.ticked == []


def test_words_can_be_added_to_a_label_that_is_there(tmp_path):
    event = event_of(tmp_path)
    step = name.candidates(event)
    tick(step, "blockaders").value = True
    step.add.click()
    tick(step, "protesters").value = True
    step.same.value = ("labels", "blockaders")
    assert step.new.layout.display == "none"
    step.add.click()
    assert rows(event) == [("blockaders", "blockaders; protesters", "", "")]


def test_a_word_that_nobody_proposed_can_be_typed_and_several_too(tmp_path):
    event = event_of(tmp_path)
    step = name.candidates(event)
    step.word.value = "Boat People, co-operative"
    step.add.click()
    assert rows(event) == [("boat people", "boat people; co-operative", "", "")] and step.word.value == ""


def test_a_title_goes_into_the_wordings_with_its_family(tmp_path):
    event = event_of(tmp_path)
    step = name.candidates(event)
    step.kind.value = "title"
    tick(step, "minister").value = True
    step.add.click()
    assert rows(event, "wordings") == [("minister", "minister", "title", "")] and not event.corpus.has("labels")


def test_a_wording_without_a_family_is_asked_for_it_and_keeps_what_was_typed(tmp_path):
    event = event_of(tmp_path)
    step = name.candidates(event)
    step.word.value, step.table.value, step.note.value = "blockade", "wordings", "a word of war"
    step.add.click()
    assert "needs a family" in step.said and (step.word.value, step.note.value) == ("blockade", "a word of war")
    step.family.value = "deed"
    step.add.click()
    assert rows(event, "wordings") == [("blockade", "blockade", "deed", "a word of war")]


@pytest.mark.parametrize(
    "typed, said",
    [
        ("", "Tick a word, or type one."),
        (" ; , ", "Tick a word, or type one."),
        ("blockaders", "the form “blockaders” stands in row 2 already"),
        ("***", "the form “***” holds no word to look for"),
        ("<b>$x$</b> …", None),
    ],
)
def test_what_cannot_be_a_label_is_refused_in_a_sentence_and_stays_as_it_was_typed(tmp_path, typed, said):
    event = event_of(tmp_path)
    event.write(labels=[{"label": "those", "forms": "blockaders", "family": "", "note": ""}])
    step = name.candidates(event)
    step.word.value = typed
    step.add.click()
    if said:
        assert said in step.said and step.word.value == typed and len(rows(event)) == 1
    else:
        assert "<b>" not in step.message.value and "&lt;b&gt;" in step.message.value


def test_ticks_stay_when_what_they_would_write_is_refused(tmp_path):
    event = event_of(tmp_path)
    event.write(labels=[{"label": "those", "forms": "x-men", "family": "", "note": ""}])
    step = name.candidates(event)
    tick(step, "blockaders").value = True
    step.word.value = "x-men"
    step.add.click()
    assert "stands in row 2 already" in step.said and step.ticked == ["blockaders"] and tick(step, "blockaders").value


def test_a_tick_stays_while_another_page_of_the_list_is_looked_at(tmp_path):
    step = name.candidates(event_of(tmp_path))
    first = step.rows.shown[0]["forms"]
    step.ticks[0].value = True
    step.rows.menu.value = 12
    assert not step.ticks[0].value and step.ticked == [first]
    step.kind.value = "other"
    step.kind.value = "people"
    step.rows.menu.value = 0
    assert step.ticks[0].value and step.rows.shown[0]["forms"] == first


def test_where_a_word_stands_is_one_click_away(tmp_path):
    step = name.candidates(event_of(tmp_path))
    place = [each["forms"] for each in step.rows.shown].index("blockaders")
    assert step.looks[place].description == "Where “blockaders” stands"
    step.looks[place].click()
    assert "3 places." in step.places.value and "<b>blockaders</b>" in step.places.value
    for typed, said in [("", "Type a word first."), ("***", "holds no word"), ("zebra", "does not stand in any")]:
        step.word.value = typed
        step.look.click()
        assert said in step.places.value


def test_twelve_rows_at_most_are_shown_and_a_menu_turns_to_the_others(tmp_path):
    step = name.candidates(event_of(tmp_path))
    assert len(step.rows.shown) == 12 and "; the first 12 are shown." in step.page.text
    last = step.rows.menu.options[-1]
    step.rows.menu.value = last[1]
    assert step.rows.shown[-1] == step.rows.entries[-1]
    hidden = [line.layout.display == "none" for line in step.rows._lines]
    assert hidden == [place >= len(step.rows.shown) for place in range(12)]


def test_labels_are_listed_with_their_counts_and_what_stands_nowhere(tmp_path):
    event = event_of(tmp_path)
    step = name.labels(event)
    assert step.page.text == "There is no label yet: write one down, in the list above."
    event.write(labels=[{"label": "crews", "forms": "blockaders; pirates", "family": "law", "note": "<i>"}])
    assert "crews | labels | blockaders 3, pirates (stands nowhere) | law | <i>" in step.page.text
    assert "<i>" not in step._view.value and "&lt;i&gt;" in step._view.value


def test_a_label_can_be_changed_and_taken_out(tmp_path):
    event = event_of(tmp_path)
    label = {"label": "crews", "forms": "blockaders", "family": "", "note": ""}
    event.write(labels=[label, {**label, "label": "others", "forms": "protesters"}])
    step = name.labels(event)
    step.row.value = ("labels", "others")
    assert step.fields["forms"].value == "protesters"
    step.fields["label"].value, step.fields["forms"].value = "marchers", "protesters; marchers"
    step.change.click()
    assert rows(event)[1] == ("marchers", "protesters; marchers", "", "") and step.row.value == ("labels", "marchers")
    step.fields["forms"].value = "blockaders"
    step.change.click()
    assert "stands in row 2 already" in step.said and step.fields["forms"].value == "blockaders"
    step.take_out.click()
    assert [row[0] for row in rows(event)] == ["crews"] and step.row.value == ("labels", "crews")
    step.take_out.click()
    assert rows(event) == [] and not (event.folder / "labels.csv").exists()
    assert step.controls.layout.display == "none"


def test_what_is_being_typed_stays_when_another_step_writes(tmp_path):
    event = event_of(tmp_path)
    event.write(labels=[{"label": "crews", "forms": "blockaders", "family": "", "note": ""}])
    step, other = name.labels(event), name.candidates(event)
    step.fields["note"].value = "half a thou"
    other.word.value = "protesters"
    other.add.click()
    assert step.fields["note"].value == "half a thou" and len(rows(event)) == 2


def test_columns_that_only_a_spreadsheet_added_stay(tmp_path):
    event = event_of(tmp_path)
    event.write(labels=[{"label": "crews", "forms": "blockaders", "family": "", "note": "", "seen by": "Ada"}])
    step = name.labels(event)
    step.fields["note"].value = "new"
    step.change.click()
    assert event.rows("labels")[0]["seen by"] == "Ada"


@pytest.mark.parametrize("step", [name.candidates, name.labels])
def test_without_an_article_a_step_says_so_and_hides_its_controls(tmp_path, step):
    shown = step(empty_event(tmp_path))
    assert shown.page.text.startswith("There is no article yet") and shown.controls.layout.display == "none"


@pytest.mark.parametrize("step", [name.candidates, name.labels])
def test_a_folder_that_cannot_be_read_is_said_in_a_sentence(tmp_path, step):
    event = event_of(tmp_path)
    shown = step(event)
    (event.folder / "labels.csv").write_text("label,forms\nx,\n", encoding="utf-8")
    shown.renew()
    assert "labels.csv" in shown.page.text and shown.controls.layout.display == "none"


def test_the_twin_is_the_same_each_time_and_names_no_path(tmp_path):
    event = event_of(tmp_path)
    first, second = (name.candidates(event)._repr_mimebundle_() for _ in range(2))
    assert all(first[kind] == second[kind] for kind in ("text/plain", "text/html"))
    assert str(tmp_path) not in first["text/html"] and "application/vnd.jupyter.widget-view+json" in first


def test_it_works_on_another_event_and_on_odd_articles(tmp_path):
    event = event_of(tmp_path, OTHER_EVENT, tables=True)
    step = name.candidates(event)
    assert "council" in [each["forms"] for each in step.rows.shown]
    assert "squatter; squatters" not in [each["forms"] for each in step.rows.entries]
    odd = name.candidates(with_articles(tmp_path, "<script>alert(1)</script> اليوم. " + "x" * 5000, "Rain."))
    assert odd.page.text == "No word is proposed that is not in your tables: type one."
    assert "<script" not in odd._repr_mimebundle_()["text/html"]


def test_every_control_has_a_description(tmp_path):
    event = event_of(tmp_path)
    for step in (name.candidates(event), name.labels(event)):
        assert all(control.description for control in controls(step.box) if control.layout.display != "none")


def controls(box):
    for child in getattr(box, "children", ()):
        if getattr(child.layout, "display", "") != "none":
            yield from controls(child)
            if hasattr(child, "description") and type(child).__name__ != "HTML":
                yield child


def test_the_family_is_suggested_for_titles_and_blank_for_the_next_word(tmp_path):
    step = name.candidates(event_of(tmp_path))
    step.kind.value = keyness.TITLE
    assert step.family.value == "title"
    step.kind.value = keyness.PEOPLE
    assert step.family.value == ""
    step.table.value, step.word.value, step.family.value = name.WORDINGS, "harbour", "place"
    step.add.click()
    assert step.family.value == step.word.value == ""
