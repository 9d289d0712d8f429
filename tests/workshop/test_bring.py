"""Step 1: articles are pasted or uploaded, changed and taken out; whatever is none is said in a sentence, and nothing is lost."""

import pytest

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.workshop.bring import MOST, add, add_files, bring, take_out
from tests.workshop.uploads import uploaded

STORY = "The boats came back at noon. Nobody was hurt, the harbour master said."


def fill(step, **values):
    for name, value in values.items():
        step.fields[name].value = value


def typed(step):
    return {name: field.value for name, field in step.fields.items() if field.value}


def refused(event, **values):
    """What add says to an article that it refuses, after it has left everything as it was."""
    before = {path.name: path.read_bytes() for path in event.folder.iterdir()}
    with pytest.raises(CorpusError) as error:
        add(event, **{"text": STORY, "outlet": "Herald", **values})
    assert {path.name: path.read_bytes() for path in event.folder.iterdir()} == before
    said = str(error.value)
    assert said.endswith(".") and "\n" not in said and len(said) < 300
    return said


def test_an_event_and_two_articles_come_by_the_form_alone(pasted):
    step = bring(pasted)
    step.name.value = "Grève du port – 港"
    step.begin.click()
    assert pasted.folder.name == "Grève du port – 港" and step.events.value == pasted.name
    assert "There is no article yet" in step.page.text
    fill(
        step,
        outlet="The Brannick Herald",
        headline="Boats return",
        published="9 September 2025",
        url="https://x.org/a",
        text=STORY,
    )
    step.keep.click()
    assert "called brannickherald" in step.said and "One article alone" in step.said and typed(step) == {}
    fill(step, outlet="Wire", text="Another story of the boats.")
    step.keep.click()
    assert "One article alone" not in step.said
    corpus = load_corpus(pasted.folder)
    assert list(corpus.articles.index) == ["brannickherald", "wire"]
    assert corpus.articles.at["brannickherald", "raw"] == f"Boats return\n\n{STORY}"
    assert str(corpus.articles.at["brannickherald", "published"].date()) == "2025-09-09"


def test_a_text_stays_as_it_was_pasted(empty):
    text = "\u200bA head\u00adline\n\n\n  The\u00a0first “story”.\t \n\nADVERTISEMENT\n"
    add(empty, text, "Herald", "A headline")
    assert (empty.folder / "herald.txt").read_bytes().decode() == text


def test_what_is_refused_stays_in_the_form(empty):
    step = bring(empty)
    fill(step, outlet="Herald", text=STORY, published="last week")
    before = typed(step)
    step.keep.click()
    assert "“last week” is not a date" in step.said and typed(step) == before
    assert empty.corpus is None


def test_an_empty_box_a_pdf_and_other_things_that_are_no_article(empty):
    assert "box for the text is empty" in refused(empty, text=" \n\u00a0")
    assert "Which outlet" in refused(empty, outlet=" ")
    assert "inside of a file" in refused(empty, text="%PDF-1.7\n1 0 obj")
    assert "inside of a file" in refused(empty, text="x\ufffd\x03\x04\ufffd" * 50)
    assert "web page (HTML)" in refused(empty, text="<!doctype html><p>A story")
    assert "is no link" in refused(empty, url="javascript:alert(1)")
    assert "may mean" in refused(empty, published="3/4/2020")
    assert "without blanks between words" in refused(empty, text="我们从来没有被问过。" * 20)


def test_200_pages_are_refused(empty):
    assert "paste one article alone" in refused(empty, text="The boats came back. " * 25_000)


def test_a_text_in_arabic_is_taken_for_the_doctor_sees_it(empty):
    add(empty, "لم يسألنا أحد، قال الصيادون.", "صحيفة المرفأ", "عنوان")
    assert list(empty.corpus.articles.index) == ["article"]


def test_half_a_letter_of_two_is_left_out_for_no_file_can_hold_it(empty):
    add(empty, STORY + "\ud83d " + STORY * 20, "Herald")
    assert empty.corpus.articles.at["herald", "raw"].startswith(STORY + " ")


def test_the_same_article_twice_is_told(empty):
    add(empty, STORY, "Herald")
    assert "is there already: it is herald, from Herald" in refused(
        empty, text=STORY.replace(" ", "\u00a0") + "\n", outlet="Wire"
    )


def test_no_more_than_twelve_articles(empty):
    said = add_files(empty, {f"paper_{number:02}.txt": f"{STORY} {number}".encode() for number in range(20)})
    assert sum(each.startswith("Added: ") for each in said.values()) == MOST == len(empty.corpus.articles)
    assert "at most 12 articles" in said["paper_12.txt"]


def test_short_names_are_plain_and_no_two_alike(empty):
    for outlet in ("Süddeutsche", "Süddeutsche", "CON", "Ведомости", "Новости", "The", "A very long name of an outlet"):
        add(empty, f"{STORY} {outlet} {len(empty.rows('articles'))}", outlet)
    assert list(empty.corpus.articles.index) == [
        "suddeutsche", "suddeutsche2", "con2", "article", "article2", "the", "averylongnameofa",
    ]  # fmt: skip


def test_several_text_files_at_once_each_with_its_own_answer(empty):
    step = bring(empty)
    files = {
        "northern_wire.txt": b"\xef\xbb\xbfBoats block the port\n\nBRANNICK - Some 40 boats came. More came.\n",
        "meridian.txt": ("Blockaders – again\r\n\r\n" + STORY).encode(),
        "scan.pdf": b"%PDF-1.4",
        "old.txt": "Grève".encode("cp1252"),
        "empty.txt": b"",
    }
    step.files.value = uploaded(*files.items())
    assert list(empty.corpus.articles["outlet"]) == ["northern wire", "meridian"]
    assert list(empty.corpus.articles["headline"]) == ["Boats block the port", ""]
    assert "scan.pdf is no text file" in step.said and "old.txt, line 1: not UTF-8" in step.said
    assert "empty.txt is empty" in step.said and step.files.value == ()
    step.files.value = uploaded(("meridian.txt", files["meridian.txt"]))
    assert "is there already" in step.said and len(empty.corpus.articles) == 2


def test_an_upload_that_was_interrupted_is_told(empty):
    step = bring(empty)
    step.files.value = uploaded(("wire.txt", b"Half a st"), missing=20)
    assert "wire.txt did not arrive whole" in step.said and empty.corpus is None


def test_details_are_changed_and_what_is_typed_for_one_article_waits(pasted):
    step = bring(pasted)
    step.article.value = "wire"
    step.fields["outlet"].value = "Northern Wire Service"
    step.article.value = "echo"
    assert step.fields["outlet"].value == "Brannick Echo"
    step.article.value = "wire"
    assert step.fields["outlet"].value == "Northern Wire Service"
    raw = (pasted.folder / "northern_wire.txt").read_bytes()
    step.keep.click()
    assert step.said.startswith("Changed: wire") and step.article.value == "wire"
    assert pasted.corpus.articles.at["wire", "outlet"] == "Northern Wire Service"
    assert pasted.corpus.articles.at["wire", "text_by"] == "Pia Lorne"
    assert (pasted.folder / "northern_wire.txt").read_bytes() == raw


def test_a_form_that_is_being_filled_in_stays_when_another_step_writes(pasted):
    step = bring(pasted)
    fill(step, outlet="Half typed")
    pasted.write(boilerplate=[{"article": "echo", "text": "ADVERTISEMENT", "reason": "advertisement"}])
    assert typed(step) == {"outlet": "Half typed"}


def test_an_article_that_is_being_typed_waits_for_whatever_event_is_begun(pasted):
    step = bring(pasted)
    fill(step, outlet="Herald", text=STORY)
    step.name.value = "Harbour strike"
    step.begin.click()
    step.keep.click()
    assert list(pasted.corpus.articles.index) == ["herald"] and pasted.name == "Harbour strike"
    assert typed(step) == {}


def test_what_is_typed_for_an_article_waits_for_its_own_event(pasted):
    step = bring(pasted)
    step.article.value = "wire"
    step.fields["outlet"].value = "Half typed"
    step.name.value = "Harbour strike"
    step.begin.click()
    assert step.article.value == "" and typed(step) == {}
    step.events.value = "example_event"
    step.article.value = "wire"
    assert step.fields["outlet"].value == "Half typed"


def test_another_text_that_coded_rows_do_not_stand_in_is_refused(other):
    step = bring(other)
    step.article.value = "kestrel"
    step.fields["text"].value = STORY
    step.keep.click()
    assert "does not stand in the file of kestrel" in step.said and step.fields["text"].value == STORY
    assert "Ostrevik" in other.corpus.articles.at["kestrel", "raw"]


def test_an_article_goes_with_all_that_quotes_it_after_a_second_click(other):
    step = bring(other)
    step.article.value = "kestrel"
    step.out.click()
    assert "rows of tables quote kestrel" in step.said and "kestrel" in other.corpus.articles.index
    step.out.click()
    corpus = load_corpus(other.folder)
    assert "kestrel" not in corpus.articles.index and not (other.folder / "kestrel_wire.txt").exists()
    assert all("kestrel" not in set(table["article"]) for table in corpus.tables.values() if "article" in table)
    assert step.article.value == "" and step.out.disabled


def test_the_last_article_can_go_too(empty):
    add(empty, STORY, "Herald")
    assert take_out(empty, "herald") == "Taken out: herald."
    assert empty.corpus is None and list(empty.folder.iterdir()) == []


def test_an_article_that_a_second_tab_has_taken_out_is_told(pasted):
    step = bring(pasted)
    step.article.value = "wire"
    pasted.folder.joinpath("northern_wire.txt").unlink()
    pasted.write(articles=[row for row in pasted.rows("articles") if row["article"] != "wire"])
    assert step.article.value == ""
    with pytest.raises(CorpusError, match="not in this event any more"):
        take_out(pasted, "wire")


def test_hostile_texts_stay_texts(empty):
    hostile = "<script>alert(1)</script>"
    step = bring(empty)
    fill(step, outlet=hostile, headline=hostile, text=f"{STORY} {STORY} {hostile}")
    step.keep.click()
    assert "&lt;script&gt;" in step.page.html and "<script" not in step.page.html + step.message.value


def test_a_folder_that_cannot_be_read_is_said_where_the_table_would_stand(pasted):
    (pasted.folder / "stray.txt").write_text("A stray.")
    assert "stray.txt lies in example_event" in bring(pasted).page.text


def test_every_control_has_a_name(pasted):
    step = bring(pasted)
    controls = [
        step.events,
        step.name,
        step.begin,
        step.article,
        *step.fields.values(),
        step.keep,
        step.out,
        step.files,
    ]
    assert all(control.description for control in controls)
