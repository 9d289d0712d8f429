"""What chapters show of five articles can be shown of any event."""

import inspect

import pytest

from helpers.corpus import load_corpus
from helpers.corpus.events import EXAMPLE
from helpers.workshop import views
from tests.corpora import OTHER_EVENT, SEEDS

VIEWS = [view for _, view in inspect.getmembers(views, inspect.isfunction) if view.__module__ == views.__name__]


@pytest.mark.parametrize("corpus", [SEEDS, OTHER_EVENT, load_corpus(EXAMPLE)], ids=["seeds", "other", "example"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_view_shows_any_event(view, corpus):
    shown = view(corpus)._repr_mimebundle_()
    assert any(
        outlet in shown["text/plain"] or name in shown["text/plain"]
        for name, outlet in corpus.articles["outlet"].items()
    )
