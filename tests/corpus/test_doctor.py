"""The doctor: each thing that may lead a count astray is found where it is, and nothing where it is not."""

import pytest

from helpers.corpus import load_corpus
from helpers.corpus.doctor import CHECKS, FINE, doctor
from helpers.show import pages
from tests.corpora import OTHER_EVENT, SEEDS

HEADER = "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"
WORDS = "The boats of the harbour came back at noon and the master said that nobody had been hurt in it"
# Enough words of English, no run of five twice.
STORIES = [
    " ".join(f"{word}{number}{place} the" for place, word in enumerate(WORDS.split() * 4)) + "." for number in (1, 2)
]


def found(tmp_path, *texts, dates=("2018-03-06", "2018-03-07", "2018-03-08")):
    """What the doctor finds in articles a, b, c with these texts: where, by check; a check that is fine is left out."""
    names = "abc"[: len(texts)]
    rows = [f"{name},{name}.txt,Outlet {name},,,{date},,,\n" for name, date in zip(names, dates)]
    for name, text in zip(names, texts):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    table = doctor(load_corpus(tmp_path))
    return table[table["what"] != FINE].set_index("check")["where"].to_dict()


def test_two_sound_articles_are_fine(tmp_path):
    assert found(tmp_path, *STORIES) == {}


@pytest.mark.parametrize(
    "check, texts, where",
    [
        ("two articles or more", STORIES[:1], "a"),
        ("enough words", [STORIES[0], "The boats came back."], "b (4 words)"),
        ("no two articles are one", [STORIES[0], STORIES[1], "It was so. " + STORIES[0]], "a and c (100 %)"),
        ("in English", [STORIES[0], "لم يسألنا أحد قال الصيادون " * 40], "b (0 %)"),
        ("in English", [STORIES[0], "Die Boote kamen am Mittag und keiner wurde verletzt sagte er " * 12], "b (0 %)"),
        ("blanks between words", [STORIES[0], STORIES[1] + " 港口"], "b (2)"),
        ("no stump", [STORIES[0], STORIES[1] + " The rest…"], "b"),
        ("no stump", [STORIES[0], STORIES[1] + "\n\nSubscribe to continue reading."], "b"),
        ("of like length", [STORIES[0], " ".join(STORIES[1].replace("1", str(n)) for n in range(9))], "b (1440 words, the others 160)"),
        ("no HTML", [STORIES[0], STORIES[1] + " <b>So</b> he &amp; she."], "b (3, such as <b>)"),
        ("quotation marks in pairs", [STORIES[0], STORIES[1] + " “So he said."], "b (1, such as: “So he said.)"),
        ("only the article", [STORIES[0], STORIES[1] + "\nADVERTISEMENT"], "b (1)"),
        ("no hidden signs", [STORIES[0], STORIES[1] + " im\u00adportant"], "b (soft hyphen 1)"),
    ],
)  # fmt: skip
def test_each_check_finds_its_case(tmp_path, check, texts, where):
    assert found(tmp_path, *texts)[check] == where


def test_dates_that_are_missing_or_years_apart(tmp_path):
    assert found(tmp_path, *STORIES, dates=("", "2018-03-06")) == {"dated": "a"}
    assert found(tmp_path, *STORIES, dates=("2018-03-06", "2016-03-06")) == {"of one time": "b and a (730 days)"}


def test_our_five_articles_and_the_other_event_are_sound_but_for_what_is_known():
    for corpus, sick in ((SEEDS, {"dated", "no hidden signs"}), (OTHER_EVENT, {"dated"})):
        table = doctor(corpus)
        assert list(table["check"]) == list(CHECKS)
        assert set(table.loc[table["what"] != FINE, "check"]) == sick


def test_it_judges_no_outlet():
    outlets = [*SEEDS.articles["outlet"], "biased", "propaganda", "trust", "reliable"]
    said = " ".join(doctor(SEEDS)[["check", "what", "why_it_matters", "what_to_do"]].to_numpy().ravel())
    assert not any(outlet.lower() in said.lower() for outlet in outlets)


def test_its_page_lists_what_was_found_and_names_what_is_fine():
    page = pages.doctor(doctor(OTHER_EVENT))
    assert "no date | ledger | " in page.text and page.text.splitlines()[-1].startswith("Fine: two articles or more; ")
    assert "dated" not in page.text.splitlines()[-1]


def test_lines_that_break_off_within_sentences_are_told(tmp_path):
    broken = "\n".join(["The boats came back in the evening, and nobody", "was hurt, the harbour police said on"] * 6)
    assert found(tmp_path, STORIES[0], broken)["lines that end where sentences do"] == "b (12 of 12 lines)"
