"""Step 4 of the workshop: each decision on a statement is in the table at once, and nothing is decided unseen."""

import shutil

import pytest

from helpers.analyses import sourcing, statements
from helpers.corpus.tables import CorpusError
from helpers.show import charts, widgets
from helpers.workshop import sources
from helpers.workshop.event import Event
from tests.corpora import EXAMPLE_EVENT as EXAMPLE
from tests.corpora import OTHER_EVENT, SEEDS
from tests.workshop.events import event_of


def opened(corpus, folder, *without):
    """An Event on a copy of a corpus, without some of its files."""
    folder = shutil.copytree(corpus.folder, folder / "event")
    for name in without:
        (folder / name).unlink()
    return Event(folder)


@pytest.fixture
def event(tmp_path):
    """The example, as it comes: its last article has seven open statements."""
    return opened(EXAMPLE, tmp_path)


@pytest.fixture
def fresh(tmp_path):
    """The example, of which nobody has looked at a statement."""
    return opened(EXAMPLE, tmp_path, "attributions.csv")


def rows(event, article=None):
    return [row for row in event.rows("attributions") if article in (None, row["article"])]


def mark(review, *marks):
    """Mark as the page does, by a message; offsets are those of what the pen shows."""
    review.pen.pen._handle_custom_msg({"do": "mark", "rows": list(marks)}, [])


def place(review, words):
    start = review.pen.pen.text.index(words)
    return [start, start + len(words)]


def test_it_opens_on_the_first_open_statement_and_its_twin_says_how_far_it_is(event):
    review = sources.review(event)
    assert (review.article, review.at) == ("meridian", 7)
    twin = review._repr_mimebundle_()
    assert "Northern Wire: 21 of 21 looked at.\n" in twin["text/plain"]
    assert (
        "Meridian Business: 7 of 14 looked at; the rules stay on for the rest, marked with a query."
        in twin["text/plain"]
    )
    assert "[w?: The harbour authority] [c?: intends] [t?: to go to court on Thursday]" in twin["text/plain"]
    assert "Statement 8 of 14" in review.view.value
    review.back.click()
    assert "<sup>w</sup>Their spokesman Jory Penrose" in review.view.value and "You have kept it." in review.view.value


def test_enter_enter_enter_keeps_one_after_the_other_but_none_that_was_not_said(event):
    review = sources.review(event)
    for _ in range(20):
        review.keep.click()
    decided = [row["decision"] for row in rows(event, "meridian")]
    assert decided.count("") == 1 and review.at == 13
    assert "Keep it as not said?" in review.said and "13 of 14 looked at" in review.progress.value
    review.was_said.value = sources.NOT_SAID
    review.keep.click()
    last = rows(event, "meridian")[-1]
    assert (last["decision"], last["negated"], last["coder"]) == ("kept", "yes", "you")
    assert "You have seen all statements" in review.view.value
    assert statements.found_by(event.corpus)["meridian"] == statements.CODED


def test_what_the_rules_read_as_not_said_can_be_kept_as_said_and_is_then_changed(event):
    review = sources.review(event)
    review.rest.click()
    assert "6 kept. 1 that the article says was NOT said: to be looked at one by one." in review.said
    assert review.at == 13
    review.was_said.value = sources.SAID
    review.keep.click()
    last = rows(event, "meridian")[-1]
    assert (last["decision"], last["negated"]) == ("changed", "")


def test_the_first_decision_writes_all_that_the_rules_propose_as_open(fresh):
    review = sources.review(fresh)
    assert rows(fresh) == [] and (review.article, review.at) == ("echo", 0)
    review.take_out.click()
    written = rows(fresh)
    assert len(written) == len(statements.under_review(fresh.corpus)) == 46
    assert [row["decision"] for row in written].count("") == 45 and written[0]["decision"] == "taken out"
    assert {row["coder"] for row in written} == {"you", "rules"}
    assert len(sourcing.attributions(fresh.corpus)) == 45
    review.back.click()
    assert "You have taken it out." in review.view.value
    review.keep.click()
    assert rows(fresh)[0]["decision"] == "kept" and len(sourcing.attributions(fresh.corpus)) == 46


def test_an_article_whose_every_statement_is_taken_out_has_been_read(fresh):
    review = sources.review(fresh)
    for _ in range(13):
        review.take_out.click()
    assert sourcing.attributions(fresh.corpus, "echo").empty
    assert statements.found_by(fresh.corpus)["echo"] == statements.CODED
    assert "13 of 13 looked at" in review.progress.value


def test_a_statement_is_changed_with_the_pen(event):
    review = sources.review(event)
    review.change.click()
    assert (review.change.description, review.add.description) == ("Save the change", "Close the pen")
    assert review.pen.pen.text.startswith("The harbour authority intends to go to court")
    (row,) = review.pen.pen.rows
    changed = {**row, "parts": {**row["parts"], "content": place(review, "go to court")}}
    mark(review, changed)
    assert rows(event, "meridian")[7]["decision"] == ""
    review.change.click()
    (now,) = [row for row in rows(event, "meridian") if row["text"] == "go to court"]
    assert [now[name] for name in ("decision", "source", "cue", "coder", "found_by")] == [
        "changed", "The harbour authority", "intends", "you", "rules",
    ]  # fmt: skip
    assert len(rows(event, "meridian")) == 14 and review.pen is None and review.at == 8


def test_without_what_is_said_nothing_is_changed_and_the_marks_stay(event):
    before = rows(event)
    review = sources.review(event)
    review.change.click()
    (row,) = review.pen.pen.rows
    mark(review, {**row, "parts": {"source": row["parts"]["source"]}})
    review.change.click()
    assert "Nothing is marked as what is said" in review.said and review.pen is not None
    review.add.click()
    assert rows(event) == before and review.pen is None


def test_what_the_rules_missed_is_added_as_soon_as_it_is_marked(event):
    review = sources.review(event)
    review.add.click()
    there = review.pen.pen.rows
    assert len(there) == 13
    new = {"parts": {"source": place(review, "Analysts"), "cue": place(review, "fear for")}, "fields": {}}
    mark(review, *there, new)
    assert len(rows(event, "meridian")) == 14
    mark(review, *there, {**new, "parts": {**new["parts"], "content": place(review, "the timetable")}})
    (added,) = [row for row in rows(event, "meridian") if row["decision"] == "added"]
    assert [added[name] for name in ("source", "cue", "text", "found_by", "coder")] == [
        "Analysts", "fear for", "the timetable", "coding", "you",
    ]  # fmt: skip
    assert "1 statement of this article added" in review.said and review.pen is not None
    mark(review, *there)
    assert [row["decision"] for row in rows(event, "meridian")].count("added") == 0
    assert [row for row in rows(event) if row["article"] != "meridian"] == [
        row for row in Event(EXAMPLE.folder).rows("attributions") if row["article"] != "meridian"
    ]


def test_what_is_unmarked_in_the_whole_article_is_taken_out_and_what_is_marked_otherwise_is_changed(event):
    review = sources.review(event)
    review.add.click()
    first, second, *others = review.pen.pen.rows
    shorter = {
        **second,
        "parts": {**second["parts"], "content": [second["parts"]["content"][0], second["parts"]["content"][1] - 1]},
    }
    mark(review, shorter, *others)
    decided = [row["decision"] for row in rows(event, "meridian")]
    assert decided.count("taken out") == 2 and decided.count("changed") == 1 and len(decided) == 14
    assert decided.count("") == 7


@pytest.mark.parametrize("number", ["0", "99", "x", "", None])
def test_whatever_a_page_says_of_a_row_no_statement_is_lost_unsaid(event, number):
    review = sources.review(event)
    review.add.click()
    there = [{**row, "fields": {**row["fields"], "row": number}} for row in review.pen.pen.rows]
    mark(review, *there)
    assert len([row for row in rows(event, "meridian") if row["decision"] != "taken out"]) == 13


def test_a_pen_that_is_open_is_closed_when_the_statements_change_beside_it(event):
    review = sources.review(event)
    review.add.click()
    review.keep.click()
    assert review.pen is None and rows(event, "meridian")[7]["decision"] == "kept"


def test_what_another_tab_has_written_is_not_overwritten_unseen(event):
    review, other = sources.review(event), sources.review(Event(event.folder))
    for _ in range(3):
        other.keep.click()
    review.take_out.click()
    assert "in another place, perhaps in another tab" in review.said
    assert [row["decision"] for row in rows(event, "meridian")].count("taken out") == 1
    review.take_out.click()
    assert [row["decision"] for row in rows(event, "meridian")].count("taken out") == 2
    review.add.click()
    other.keep.click()
    before, others = rows(event), review.pen.pen.rows[1:]
    mark(review, *others)
    assert "close the pen, open it again" in review.said and rows(event) == before and review.pen is not None


def test_what_stands_further_down_follows_and_an_error_is_a_sentence(event, monkeypatch):
    review, told = sources.review(event), []
    event.observe(lambda: told.append(len(rows(event, "meridian"))))
    review.keep.click()
    assert told == [14]
    before = rows(event)

    def refused(**tables):
        raise CorpusError("attributions.csv cannot be written.")

    monkeypatch.setattr(event, "write", refused)
    review.keep.click()
    assert "attributions.csv cannot be written." in review.said
    assert rows(event) == before and review.at == 8


def test_without_an_article_and_with_another_event_it_says_so_and_follows(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    event = Event(empty)
    review = sources.review(event)
    for button in (review.keep, review.take_out, review.change, review.rest, review.add, review.back, review.further):
        button.click()
    assert "There is no article yet" in review.progress.value
    assert "There is no article yet" in sources.rules_here(event)._repr_mimebundle_()["text/plain"]
    event.folder = shutil.copytree(OTHER_EVENT.folder, tmp_path / "other")
    event.changed()
    assert review.article == "courier" and "7 of 7 looked at" in review.progress.value
    review.back.click()
    assert "It was coded by B." in review.view.value
    review.keep.click()
    assert rows(event, "courier")[-1]["decision"] == "" and statements.decisions(event.corpus).empty


@pytest.mark.parametrize("corpus", [SEEDS, OTHER_EVENT, EXAMPLE], ids=["our five", "the other event", "the example"])
def test_every_statement_of_a_bare_event_can_be_kept(corpus, tmp_path):
    event = opened(corpus, tmp_path, "attributions.csv")
    review = sources.review(event)
    for article in event.corpus.articles.index:
        review.article = article
        review.rest.click()
    found = statements.under_review(event.corpus)
    assert (found["is_open"] == found["negated"]).all() and len(found) == len(sourcing.by_rules(corpus))


def test_a_hostile_text_stays_text(tmp_path):
    tables = [file.name for file in OTHER_EVENT.folder.glob("*.csv") if file.name != "articles.csv"]
    event = opened(OTHER_EVENT, tmp_path, *tables)
    file = event.folder / "ledger.txt"
    text = file.read_text(encoding="utf-8").replace(
        "The machines were sold", "The <script>alert(1)</script> machines were sold"
    )
    file.write_text(text, encoding="utf-8")
    review = sources.review(event)
    review.article = "ledger"
    seen = ""
    for _ in range(5):
        seen += review.view.value
        review.further.click()
    assert "&lt;script&gt;" in seen and "<script" not in seen + review._repr_mimebundle_()["text/html"]


def test_the_rules_of_these_articles_are_judged_by_the_decisions(event):
    panel = sources.rules_here(event)
    assert "as they stood | 27 | 32 | 84 | 68 to 93 | 34 | 79 | 63 to 90" in panel.shown.text
    assert "Error card of the rules" in panel.shown.text
    review = sources.review(event)
    review.rest.click()
    review.was_said.value = sources.NOT_SAID
    review.keep.click()
    assert "as they stood | 40 | 46 | 87 |" in panel.shown.text and "Error card of the rules" not in panel.shown.text


def test_of_what_nobody_looked_at_to_the_end_nothing_is_said(fresh):
    assert "there is none yet" in sources.rules_here(fresh).shown.text
    assert "have proposed no statement" in sources.rules_here(Event(SEEDS.folder)).shown.text


def line_of(proposals, source, article=""):
    """The row of a source, with the part that it stands in shown."""
    (place,) = [
        place for place, each in enumerate(proposals.sources) if each["source"] == source and article in each["outlets"]
    ]
    proposals.part.value = place // 12 * 12
    return proposals.lines[place % 12]


def test_who_speaks_is_proposed_twelve_at_a_time_and_taken_by_a_click(fresh):
    proposals = sources.speakers(fresh)
    assert proposals.part.options == (("1 to 12", 0), ("13 to 24", 12), ("25 to 36", 24), ("37 to 40", 36))
    line = line_of(proposals, "Penrose")
    assert (line.take.value, line.speaker.value, line.kind.value) == (True, "Jory Penrose", "workers")
    assert "by the word “fishermen”" in line.caption.value and "2 statements" in line.caption.value
    shown = sum(each.take.value for each in proposals.lines)
    proposals.take.click()
    written = [row for row in rows(fresh) if row["source_type"] != "not coded"]
    assert {row["decision"] for row in rows(fresh)} == {""} and {row["coder"] for row in rows(fresh)} == {"rules"}
    assert {(row["speaker"], row["source_type"]) for row in written if row["source"] == "Penrose"} == {
        ("Jory Penrose", "workers")
    }
    assert f"{shown} of 40 sources" in proposals.status.value and "(taken)" in line.caption.value
    assert not line.take.value and statements.under_review(fresh.corpus)["is_open"].all()


def test_only_what_is_ticked_is_taken_as_it_was_changed_and_what_was_typed_elsewhere_stays(event):
    proposals = sources.speakers(event)
    for each in proposals.lines:
        each.take.value = False
    experts, other = line_of(proposals, "legal experts"), line_of(proposals, "Hektor Brandvold")
    experts.take.value, experts.speaker.value, experts.kind.value = True, "experts in law", "residents"
    other.take.value, other.speaker.value = False, "Brandvold MP"
    proposals.take.click()
    (now,) = [row for row in rows(event) if row["source"] == "legal experts"]
    assert (now["speaker"], now["source_type"], now["decision"]) == ("experts in law", "residents", "")
    (left,) = [row for row in rows(event) if row["source"] == "Hektor Brandvold"]
    assert left["source_type"] == "not coded" and other.speaker.value == "Brandvold MP"
    assert "1 source taken." in proposals.said
    assert (
        sourcing.sources(event.corpus).query("source_type == 'residents' and article == 'meridian'")["statements"].sum()
        == 1
    )


def test_a_speaker_without_a_name_is_asked_for_and_nothing_is_written(event):
    proposals, before = sources.speakers(event), rows(event)
    line = line_of(proposals, "legal experts")
    line.speaker.value = "  "
    proposals.take.click()
    assert f"Speaker {line.number}: write who it is" in proposals.said and rows(event) == before
    for each in proposals.lines:
        each.take.value = False
    proposals.take.click()
    assert "Tick what you take." in proposals.said and rows(event) == before


def test_what_is_known_of_a_speaker_is_proposed_where_she_speaks_again(event):
    proposals = sources.speakers(event)
    line = line_of(proposals, "Sunniva Aldous")
    assert (line.speaker.value, line.kind.value, line.take.value) == ("Sunniva Aldous", "government", True)
    written = [
        {**row, "source_type": "ministers"}
        if row["speaker"] == "Sunniva Aldous" and row["source_type"] != "not coded"
        else row
        for row in rows(event)
    ]
    event.write(attributions=written)
    assert line_of(proposals, "Sunniva Aldous").kind.value == "ministers"


def test_an_event_can_have_words_of_its_own_for_a_kind(fresh):
    proposals = sources.speakers(fresh)
    line = line_of(proposals, "The protesters")
    assert line.kind.value == "protesters"
    proposals.kind.value = sources.OWN_KIND
    proposals.name.value, proposals.forms.value = "fishing crews", "protesters; blockaders; skippers"
    proposals.write.click()
    assert fresh.rows("source_kinds")[0] == {"kind": "fishing crews", "words": "protesters; blockaders; skippers"}
    assert line_of(proposals, "The protesters").kind.value == "fishing crews" and len(proposals.table) == 15
    assert proposals.kind.value == "fishing crews"
    proposals.name.value, proposals.forms.value = "crews", "protesters"
    proposals.write.click()
    assert fresh.rows("source_kinds")[0] == {"kind": "crews", "words": "protesters"}
    assert line_of(proposals, "The protesters").kind.value == "crews" and len(proposals.table) == 15
    proposals.forms.value = " * "
    proposals.write.click()
    assert "holds no word to look for" in proposals.said and proposals.forms.value == " * "
    proposals.name.value = ""
    proposals.write.click()
    assert "Write a name for the kind." in proposals.said
    assert fresh.rows("source_kinds")[0] == {"kind": "crews", "words": "protesters"}


def test_the_twin_of_the_speakers_has_their_error_card_and_their_words(event):
    proposals = sources.speakers(event)
    text = proposals._repr_mimebundle_()["text/plain"]
    assert "Error card of the proposals" in proposals.card.value
    assert "33 of 39 sources have a kind that you took" in text
    assert "“Penrose” in Brannick Echo, 2 statements: " in text and "and 27 more" in text
    assert "police and courts: police; " in text
    assert "who speaks | the five of the course | 42 | 31 | 74 | 59 to 85" in text
    assert "which kind of source | this event | 40 | 32 | 80 | 65 to 90" in text


def test_speakers_of_no_article_and_of_an_event_that_comes_later(tmp_path):
    (tmp_path / "empty").mkdir()
    event = Event(tmp_path / "empty")
    proposals = sources.speakers(event)
    proposals.take.click()
    proposals.write.click()
    assert "There is no article yet" in proposals._repr_mimebundle_()["text/plain"]
    event.folder = shutil.copytree(OTHER_EVENT.folder, tmp_path / "other")
    event.changed()
    assert "15 of 15 sources" in proposals.status.value and proposals.lines[0].kind.value == "council"


SCENES = {
    "none looked at": lambda review: None,
    "half looked at": lambda review: [review.keep.click() for _ in range(10)],
    "one to its end": lambda review: (review.rest.click(), review.take_out.click()),
    "all taken out": lambda review: [(setattr(review, "article", name), *[review.take_out.click() for _ in range(25)]) for name in EXAMPLE.articles.index],
}  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
def test_the_charts_and_widgets_of_chapter_03_run_on_an_event_at_any_time(fresh, scene):
    for name in ("labels", "wordings", "facts", "evidence", "other_fighters"):
        (fresh.folder / f"{name}.csv").unlink(missing_ok=True)
    SCENES[scene](sources.review(fresh))
    corpus = fresh.corpus
    drawn = [
        charts.sources(sourcing.sources(corpus)),
        charts.sources(sourcing.sources(corpus, by="speaker")),
        charts.voice_shares(sourcing.by_voice(corpus)),
    ]
    assert all(chart.text for chart in drawn) and sourcing.verbs(corpus) is not None
    for widget in (widgets.voice_painter(corpus), widgets.statements(corpus)):
        for article in corpus.articles.index:
            widget.controls["article"].value = article
            assert widget.page.text


def test_the_voice_painter_paints_what_nobody_looked_at_with_a_query(event):
    painter = widgets.voice_painter(event.corpus)
    painter.controls["article"].value = "meridian"
    assert "A query behind the letter: proposed by the rules" in painter.page.text
    assert (
        "[q: “The ship" in painter.page.text.replace('"', "“")
        and "[a?: to go to court on Thursday]" in painter.page.text
    )
    painter.controls["article"].value = "wire"
    assert "?:" not in painter.page.text and "query" not in painter.page.text


def test_what_was_decided_is_told_with_the_words_it_was_about(tmp_path):
    review = sources.review(event_of(tmp_path))
    first, second = (statement["text"] for statement in review.statements.head(2).to_dict("records"))
    review.keep.click()
    assert review.said.startswith(f"Kept: “{first[:20]}")
    review.take_out.click()
    assert review.said.startswith(f"Taken out: “{second[:20]}")
