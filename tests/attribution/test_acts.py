"""The rules that find acts without an actor, on sentences made by hand: what they find, and what they leave."""

import pytest

from helpers.attribution.acts import acts


@pytest.mark.parametrize(
    "text, found",
    [
        ("Three people were killed on Monday.", [("killed", "passive")]),
        ("Three people were killed by the storm.", []),
        ("Three people had never been killed by noon.", [("killed", "passive")]),
        ("The bridge has been closed; by night it opens.", [("closed", "passive")]),
        ("The minister is said to have left.", []),
        ("Rossi was quoted by the agency.", []),
        ("The army closed the bridge.", []),
        ("The shelling went on.", [("shelling", "noun")]),
        ("The shelling by the army went on.", []),
        ("The town was emptied by shelling.", [("shelling", "noun")]),
        ("The army's shelling went on.", []),
        ("Government bombardment of the town went on.", []),
        ("The bombardment of the town went on.", [("bombardment", "noun")]),
        ("The offensive of the army went on.", []),
        ("The army launched a new offensive.", []),
        ("The rebels kept shelling Damascus.", []),
        ("The closure of the bridge and the death of two people were told.", [("closure", "noun"), ("death", "noun")]),
        ("He said: “The gates were barred.”", [("barred", "passive")]),
        ("", []),
    ],
)
def test_what_the_rules_find(text, found):
    assert [(text[start:end], form) for start, end, form in acts(text)] == found
