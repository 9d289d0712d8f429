"""What a web page leaves in a text: found by how its lines look, and nothing of an article's own sentences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.corpus import load_corpus
from helpers.corpus.pasted import headline_of, suspect_spans, suspects, unseen
from tests import ROOT
from tests.analyses.test_borrowing import corpus_of
from tests.corpora import OTHER_EVENT, SEEDS

EXAMPLE = load_corpus(ROOT / "notebooks" / "example_event")
HEADER = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"


def reasons(raw, **known):
    return {raw[start:end]: reason for start, end, reason in suspect_spans(raw, **known)}


@pytest.mark.parametrize(
    "line, reason",
    {
        "ADVERTISEMENT": "advertisement",
        "- Advertisement -": "advertisement",
        "Story continues below advertisement": "advertisement",
        "Read more: What the wind farm means": "link to other stories",
        "[Subscribers read more: our dossier]": "link to other stories",
        "RELATED": "link to other stories",
        "Related stories:": "link to other stories",
        "You may also like": "link to other stories",
        "Read next": "link to other stories",
        "Popular": "link to other stories",
        "Share post:": "share, follow, subscribe",
        "18:49 GMT": "date line",
        "Date:": "date line",
        "Crews wait on Tuesday. Photo: Brannick Echo": "caption or credit of a picture",
        "A boat. (Photo by Ann Lee/Getty Images)": "caption or credit of a picture",
        "Image 2 of 14": "caption or credit of a picture",
        "© 2025 Echo": "copyright",
        "Copyright Echo Ltd": "copyright",
        "Follow us on social media": "share, follow, subscribe",
        "Sign up for our newsletter": "share, follow, subscribe",
        "Facebook Twitter WhatsApp": "share, follow, subscribe",
        "12 comments": "share, follow, subscribe",
        "4 min read": "share, follow, subscribe",
        "Tags: harbour, wind": "tags",
        "Echo | News | Harbour": "tags",
        "Home › World › Europe": "tags",
        "By Morwen Tallack": "byline",
        "Reporting by Pia Lorne": "byline",
        "(Reporting by Pia Lorne; editing by D. Achterberg)": "byline",
        "Published 10 September 2025, 12:04": "date line",
        "10.9.2025": "date line",
        "March 06, 2018": "date line",
        "https://example.org/a": "address of the page",
    }.items(),
)
def test_a_line_that_is_no_part_of_an_article(line, reason):
    assert reasons(f"A story begins here.\n\n{line}\n\nIt goes on.") == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "By noon the boats had left.",
        "Readers said that they would follow us to the harbour.",
        "Share prices fell on Tuesday.",
        "The photo showed nothing, he said.",
        "He was seen near the port: nobody knew why.",
        "It happened on 10 September 2025.",
        "“Advertising works,” she said.",
        "The Commission signed up to the plan.",
        "In 2023, boats from three ports held up work.",
    ],
)
def test_a_sentence_of_an_article_is_not_suspect(line):
    assert reasons(f"A story begins here.\n\n{line}\n\nIt goes on.") == {}


def test_headline_and_outlet_where_they_stand_again():
    raw = "Boats return\n\nBoats return\nThe Echo\nA story. Boats return.\n"
    found = suspect_spans(raw, "Boats return", "The Echo")
    assert [(raw[start:end], start, reason) for start, end, reason in found] == [
        ("Boats return", 14, "headline repeated"),
        ("The Echo", 27, "name of the outlet"),
    ]


def test_place_and_agency_stand_before_the_first_paragraph_alone():
    wire = "BRANNICK, Sept 9 (Northern Wire) -"
    assert reasons(f"A headline of some words\n\n{wire} Some boats came.\n\nMore.") == {
        wire: "place and agency before the report"
    }
    for place in (
        "BEIRUT (Reuters) —",
        "IDLIB, Syria –",
        "NEW ORLEANS -",
        "Aleppo, Syria (CNN) —",
        "(CNN)—",
        "GENEVA, March 6 (AP) --",
    ):
        assert reasons(f"{place} The army said so.") == {place: "place and agency before the report"}
    assert reasons("UN troops - some 40 of them - came.") == reasons("He (Smith) - a clerk - came.") == {}
    long = "The boats came back at noon. " * 8
    assert reasons(f"{long}\n{wire} Some boats came.") == {}


def test_signs_that_nobody_sees_hide_no_line_and_are_counted():
    assert reasons("\u200bAdver\u00adtisement\u00a0\nA story.") == {"Adver\u00adtisement": "advertisement"}
    assert unseen(EXAMPLE).values.tolist() == [
        ["meridian", "soft hyphen", 2], ["meridian", "zero-width space", 1], ["meridian", "no-break space", 2],
    ]  # fmt: skip


def test_each_sign_has_its_name():
    corpus = corpus_of("A\u00adB\u200bC\u2060D\ufeffE\u00a0F\u202fG came.", "None here.")
    assert unseen(corpus).values.tolist() == [
        ["a0", "soft hyphen", 1], ["a0", "zero-width space", 1], ["a0", "word joiner", 1],
        ["a0", "byte-order mark", 1], ["a0", "no-break space", 1], ["a0", "narrow no-break space", 1],
    ]  # fmt: skip


@pytest.mark.parametrize("corpus", [SEEDS, OTHER_EVENT], ids=["seeds", "other_event"])
def test_nothing_that_the_course_counts_is_suspect(corpus):
    found = suspects(corpus)
    assert len(found) and found["is_out"].all() and not found["is_open"].any()


def test_all_that_was_put_into_the_example_is_found():
    found = suspects(EXAMPLE)
    assert found["is_out"].all() and not found["is_open"].any() and set(found["found_by"]) == {"patterns"}
    assert found.groupby("article", sort=False).size().to_dict() == {"echo": 8, "wire": 2, "meridian": 5}


def test_the_line_that_looks_like_a_headline():
    assert headline_of("Echo | News\n\n# Boats close the harbour\n\nThe boats came.") == "Boats close the harbour"
    assert headline_of("The boats came back.\n\nNobody was hurt.") == ""
    assert headline_of("Boats close the harbour") == headline_of("") == ""
    assert headline_of("word " * 30 + "\n\nA story.") == ""


@pytest.mark.parametrize("piece", ["( ", "BRANNICK, ", "A - ", "x | ", "photo ", "By A", "\n( "])
def test_no_line_holds_it_up(piece):
    began = time.monotonic()
    suspect_spans(piece * (60_000 // len(piece)))
    assert time.monotonic() - began < 5


ODD = st.text(st.sampled_from("aA1 \n\r\t\f.:|#()©“”\"'-–\u00ad\u200b\u2060\ufeff\u00a0\u0301éاب火By"), max_size=60)


@given(ODD, ODD)
def test_whatever_is_pasted_the_rows_stand_in_the_article(tmp_path_factory, one, other):
    raw = f"A story.\n{one}\nAdvertisement\n{other}\nBy Ann Lee\n"
    folder = tmp_path_factory.mktemp("odd")
    (folder / "a.txt").write_bytes(raw.encode())
    (folder / "articles.csv").write_text(HEADER + "a,a.txt,Echo,,,,,,\n", encoding="utf-8")
    corpus = load_corpus(folder)
    found = suspects(corpus)
    raw = corpus.articles.at["a", "raw"]
    assert [raw[start:end] for start, end in zip(found["start"], found["end"])] == list(found["text"])
    found[["article", "text", "occurrence", "reason"]].to_csv(folder / "boilerplate.csv", index=False)
    assert suspects(load_corpus(folder))["is_out"].all()


def test_short_lines_around_the_article_are_suspect_and_those_within_are_not():
    story = "The boats came back.\n\nTHE LAW\n\nNobody was hurt, the police said."
    raw = f"Accessibility links\n\nMilitary\n\nBoats close the harbour\n\n{story}\n\nMKA/AB/SS"
    assert reasons(raw) == dict.fromkeys(
        ["Accessibility links", "Military", "MKA/AB/SS"], "short line around the article"
    )
    assert reasons("Boats close the harbour\n\nNo sentence here") == {}


def test_a_line_that_stands_there_twice_and_invitations_to_give_are_suspect():
    caption = "Delegates of both sides sign the agreement in Addis Ababa on Thursday."
    raw = f"{caption}\n{caption}\nThe boats came back.\nMake a charitable donation in support of us!\nJoin the Echo mailing list"
    assert list(reasons(raw).values()) == ["stands there twice", *["share, follow, subscribe"] * 2]
