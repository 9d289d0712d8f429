"""Does a quotation stand in its article, and in whose voice?"""

import pytest

from helpers.exercises.evidence import weigh
from tests.corpora import SEEDS as CORPUS


@pytest.mark.parametrize(
    "article, quotation, stands, said",
    [
        (
            "reuters",
            '"The Russian Reconciliation Centre guarantees the immunity of all rebel fighters who take the decision to leave',
            True,
            "it is a source that speaks",
        ),
        ("reuters", "the Russian military has offered Syrian rebels safe passage", True, "in its own voice"),
        ("cnn", "it would protect insurgents who accept", True, "a source's claim"),
        (
            "cnn",
            "On Sunday, government forces took control of several rebel villages",
            False,
            "The nearest passage is: “On Sunday",
        ),
        ("cnn", "“Vehicles would be provided”, rebels say", False, "do not stand"),
        ("cnn", "setting out a deal by which the opposition would surrender", False, "but in that of Reuters"),
        ("cnn", "Almost 600 people are believed to have been killed", False, "none of these"),
        ("southfront", "An example of photos spreaded by pro-militant sources", False, "not the article"),
        ("southfront", "Russia Offers Militants Safe Passage Out Of Eastern Ghouta", True, "in its own voice"),
        ("", "rebels", False, "Choose the article"),
        ("cnn", "  ", False, "Mark the words"),
        ("cnn", "rebels " * 999, False, "too long"),
    ],
)
def test_evidence_is_weighed(article, quotation, stands, said):
    weighed = weigh(CORPUS, article, quotation, ["rebels", "rebel", "militants", "pro-militant", "insurgents"])
    assert weighed.stands is stands and said in weighed.said
