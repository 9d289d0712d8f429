"""The widgets: what a mutant of them showed that nobody asked about."""

from helpers.analyses import borrowing
from helpers.corpus import load_corpus
from helpers.show import widgets
from tests import ROOT


def test_the_concordance_looks_for_a_word_when_it_is_typed_and_not_letter_by_letter():
    panel = widgets.concordance(load_corpus(ROOT / "seeds"), "rebel")
    assert not panel.controls["term"].continuous_update


def test_two_articles_stand_side_by_side_and_a_shorter_run_is_found_more_often():
    panel = widgets.side_by_side(load_corpus(ROOT / "seeds"))
    assert [panel.controls[name].value for name in ("one", "other")] == ["southfront", "reuters"]
    assert panel.page.text.startswith("5 runs of 5 words or more.")
    panel.controls["at_least"].value = 9
    assert panel.page.text.startswith("3 runs of 9 words or more.")
    panel.controls["other"].value = "cnn"
    assert panel.page.text == "0 runs of 9 words or more."
    panel.controls["one"].value = "cnn"
    assert panel.page.text == "Choose two articles."


def test_the_list_of_runs_says_how_many_chance_would_give():
    corpus = load_corpus(ROOT / "seeds")
    panel = widgets.runs(corpus)
    for at_least, row in borrowing.by_length(corpus).iterrows():
        panel.controls["at_least"].value = at_least
        said = f"or more: {row['runs']:.0f}. With the words of each article in random order there would be {row['by_chance']:.1f}."
        assert said in panel.page.text and f"In a third article, too: {row['in_a_third']:.0f}." in panel.page.text
    assert panel.page.text.endswith("together with their families | both | quoted")


def test_a_sentence_and_how_the_others_word_it():
    panel = widgets.wordings(load_corpus(ROOT / "seeds"))
    assert "The Russian Reconciliation Centre guarantees" in panel.page.text.splitlines()[2]
    assert "The Russian Reconciliation [n: Center] guarantees" in panel.page.text
    panel.controls["article"].value = "cnn"
    assert panel.controls["number"].value == 1 and "Nothing like it was found in" not in panel.page.text
    panel.controls["number"].value = 6
    assert "Nothing like it was found in: " in panel.page.text
