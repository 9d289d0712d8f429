"""The widgets: what a mutant of them showed that nobody asked about."""

from helpers.corpus import load_corpus
from helpers.show import widgets
from tests import ROOT


def test_the_concordance_looks_for_a_word_when_it_is_typed_and_not_letter_by_letter():
    panel = widgets.concordance(load_corpus(ROOT / "seeds"), "rebel")
    assert not panel.controls["term"].continuous_update
