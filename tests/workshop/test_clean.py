"""Step 1, its second half: what is suspect is proposed, goes by one click and comes back by one, and the texts stay."""

import pytest

from helpers.corpus.pasted import suspects
from helpers.workshop.bring import add
from helpers.workshop.clean import clean, put_back, take_out
from helpers.workshop.event import Event


@pytest.fixture
def step(pasted):
    return clean(pasted)


def texts_of(event):
    return {path.name: path.read_bytes() for path in event.folder.glob("*.txt")}


def out(event):
    return [row["text"] for row in event.rows("boilerplate")]


def test_a_tick_takes_a_place_out_and_puts_it_back(step, pasted):
    before = texts_of(pasted)
    place = next(place for place, tick in enumerate(step.ticks) if "ADVERTISEMENT" in tick.description)
    step.ticks[place].value = True
    assert out(pasted) == ["ADVERTISEMENT"] and step.said == "Taken out." and texts_of(pasted) == before
    assert "ADVERTISEMENT" not in pasted.corpus.articles.at["echo", "text"]
    step.ticks[place].value = False
    assert out(pasted) == [] and not (pasted.folder / "boilerplate.csv").exists()


def test_a_second_tick_leaves_what_the_first_took_out(step, pasted):
    places = [place for place, tick in enumerate(step.ticks) if "ADVERTISEMENT" not in tick.description][:2]
    for place in places:
        step.ticks[place].value = True
    assert len(out(pasted)) == 2 and [step.ticks[place].value for place in places] == [True, True]


def test_nothing_is_taken_out_unasked(step, pasted):
    assert out(pasted) == [] and not any(tick.value for tick in step.ticks)
    assert "[?: ADVERTISEMENT]" in step.page.text


def test_what_is_taken_out_is_painted_otherwise_than_what_is_suspect(step):
    step.ticks[0].value = True
    assert "[b: Brannick Echo | News | Harbour]" in step.page.text and "[?: ADVERTISEMENT]" in step.page.text
    assert "echo | 8 | 1 |" in step.page.text


def test_one_of_two_places_that_read_alike(step, pasted):
    step.article.value = "meridian"
    place = next(place for place, tick in enumerate(step.ticks) if "headline repeated" in tick.description)
    step.ticks[place].value = True
    assert pasted.rows("boilerplate")[0]["occurrence"] == "2"
    assert pasted.corpus.articles.at["meridian", "text"].startswith("Meridian Business\n\n10.9.2025")


def test_the_pen_marks_what_else_is_not_the_article(step, pasted):
    step.ticks[0].value = True
    start = pasted.corpus.articles.at["echo", "raw"].index("Forty-three")
    marked = {"parts": {"boilerplate": [start, start + 11]}, "fields": {"reason": "a test"}}
    step.pen.pen.set_state({"rows": [*step.pen.pen.rows, marked]})
    assert out(pasted) == ["Brannick Echo | News | Harbour", "Forty-three"]
    assert step.ticks[0].value is True
    step.pen.pen.set_state({"rows": []})
    assert out(pasted) == [] and step.ticks[0].value is False


def test_the_pen_shows_what_a_tick_took_out(step):
    step.ticks[0].value = True
    assert [row["parts"]["boilerplate"] for row in step.pen.marks["echo"]] == [[0, 30]]


def test_what_a_second_tab_has_taken_out_stays_out_when_the_pen_marks(step, pasted):
    raw = pasted.corpus.articles.at["echo", "raw"]
    Event(pasted.folder).write(boilerplate=[{"article": "echo", "text": "ADVERTISEMENT", "reason": "advertisement"}])
    start = raw.index("Forty-three")
    step.pen.pen.set_state({"rows": [{"parts": {"boilerplate": [start, start + 11]}, "fields": {}}]})
    assert out(pasted) == ["ADVERTISEMENT", "Forty-three"] and len(step.pen.marks["echo"]) == 2
    step.pen.pen.set_state({"rows": step.pen.pen.rows[1:]})
    assert len(out(pasted)) == 1


def test_a_reason_that_is_changed_in_the_pen_is_kept(step, pasted):
    step.ticks[0].value = True
    (row,) = step.pen.pen.rows
    step.pen.pen.set_state({"rows": [{**row, "fields": {"reason": "the way to the page"}}]})
    assert [row["reason"] for row in pasted.rows("boilerplate")] == ["the way to the page"]


def test_what_a_table_quotes_stays_and_the_sentence_says_so(other):
    step = clean(other)
    raw = other.corpus.articles.at["courier", "raw"]
    quoted = other.corpus.attributions.query("article == 'courier'").iloc[0]
    before = out(other)
    marked = {"parts": {"boilerplate": [int(quoted["start"]), int(quoted["end"])]}, "fields": {}}
    step.pen.pen.set_state({"rows": [*step.pen.pen.rows, marked]})
    assert "stands in the headline or in the boilerplate of courier" in step.said and out(other) == before
    assert raw == other.corpus.articles.at["courier", "raw"]
    assert len(step.pen.marks["courier"]) == len(other.corpus.boilerplate)


def test_a_tick_that_is_refused_is_no_tick(pasted):
    text = "Follow us on social media"
    pasted.write(attributions=[{"article": "echo", "text": text, "source": "", "source_type": "x", "kind": "indirect"}])
    step = clean(pasted)
    place = next(place for place, tick in enumerate(step.ticks) if text in tick.description)
    step.ticks[place].value = True
    assert "stands in the headline or in the boilerplate" in step.said
    assert step.ticks[place].value is False and out(pasted) == []


def test_who_has_looked_an_article_through_says_so(step, pasted):
    assert suspects(pasted.corpus).query("article == 'echo'")["is_open"].all()
    step.ticks[0].value = True
    step.done.value = True
    assert not suspects(pasted.corpus).query("article == 'echo'")["is_open"].any()
    step.article.value = "wire"
    assert step.done.value is False
    step.article.value = "echo"
    assert step.done.value is True


def test_of_many_places_twelve_are_shown_at_a_time(empty):
    many = "\n".join(f"Read more: story {number}" for number in range(15))
    add(empty, f"The boats came back at noon, and nobody was hurt.\n{many}", "Herald")
    step = clean(empty)
    shown = [tick.description for tick in step.ticks if tick.layout.display != "none"]
    assert len(shown) == 12 and "0 of 15" in step._count.value
    step.further.click()
    shown = [tick.description for tick in step.ticks if tick.layout.display != "none"]
    assert len(shown) == 3 and "story 12" in shown[0]
    step.ticks[0].value = True
    assert out(empty) == ["Read more: story 12"]
    step.further.click()
    assert "story 0" in step.ticks[0].description and step.ticks[0].value is False


def test_it_follows_the_step_above(empty):
    step = clean(empty)
    assert "There is no article yet" in step.page.text and step.pen is None
    add(empty, "Sign up for our newsletter\nThe boats came back at noon.", "Herald")
    assert step.article.value == "herald" and "newsletter" in step.ticks[0].description and step.said == ""


def test_without_a_browser_by_two_functions(pasted):
    place = suspects(pasted.corpus).iloc[0]
    take_out(pasted, place)
    put_back(pasted, place["article"], place["start"], place["end"])
    assert out(pasted) == []


def test_hostile_texts_stay_texts(empty):
    add(empty, "Read more: <script>alert(1)</script>\nThe boats came back at noon.", "Herald")
    step = clean(empty)
    shown = step.page.html + step._text.value + step._count.value
    assert "&lt;script&gt;" in shown and "<script" not in shown
