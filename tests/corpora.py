"""The corpora that most tests look at, each read once: a corpus never changes, and remembers what was computed from it."""

from helpers.corpus import load_corpus
from tests import ROOT

SEEDS = load_corpus(ROOT / "seeds")
EXAMPLE = load_corpus(ROOT / "notebooks" / "example_event")
OTHER_EVENT = load_corpus(ROOT / "tests" / "other_event")
