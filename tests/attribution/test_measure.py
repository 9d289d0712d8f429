"""What an evaluation says, and the error card: of the rules as they are, and measured as an evaluation is."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.attribution import extract, measure
from helpers.attribution.measure import evaluate
from helpers.show import error_card


def coded(*spans, article="a"):
    return pd.DataFrame([(article, *span) for span in spans], columns=["article", "start", "end"])


def test_what_shares_nothing_does_not_match():
    other = evaluate(coded((500, 600)), coded((0, 10)))
    assert other[:3] == (0, 0, 0) and len(other.missed) == len(other.invented) == 1
    assert evaluate(coded((0, 10)), coded((0, 10), article="b")).matched == 0


def test_what_extract_gives_can_be_evaluated_as_it_is():
    table = extract("“It is closed,” Rossi said. The mayor denied it.")
    assert len(table) and evaluate(table, table).f1 == 1


@pytest.mark.parametrize(
    "found, read, matched",
    [((0, 10), (0, 20), 1), ((0, 9), (0, 20), 0), ((0, 20), (0, 10), 1), ((5, 15), (0, 10), 1), ((6, 16), (0, 10), 0)],
)
def test_statements_match_from_half_of_either_on(found, read, matched):
    assert evaluate(coded(found), coded(read)).matched == matched


def test_a_statement_has_one_partner_the_best():
    result = evaluate(coded((0, 10), (0, 12)), coded((0, 12)))
    assert result.pairs.values.tolist() == [[1, 0]] and result.precision == 0.5 and result.recall == 1


def test_a_statement_in_pieces_matches_by_all_of_them():
    read = coded((0, 50)).assign(pieces=[[(0, 10), (40, 50)]])
    assert evaluate(coded((0, 50)), read).matched == 0
    assert evaluate(coded((0, 20)), read).matched == 1


def test_the_error_card_is_of_the_rules_as_they_are():
    assert measure.read_card()["rules"] == measure.fingerprint(), error_card.STALE
    assert "F1 of two readers" in error_card.card().text


@pytest.mark.parametrize("changed", [path.name for path in measure.RULES])
def test_the_card_goes_stale_with_a_change_of_the_rules(tmp_path, monkeypatch, changed):
    monkeypatch.setattr(measure, "RULES", [Path(shutil.copy(path, tmp_path)) for path in measure.RULES])
    assert measure.read_card()["rules"] == measure.fingerprint()
    with open(tmp_path / changed, "a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert error_card.card().text == error_card.STALE


def test_words_that_begin_where_a_quotation_ends_are_not_quoted():
    text = "“Yes”and no, said Rossi."
    places = {
        words: [[text.index(words), text.index(words) + len(words)]] for words in ("“Yes”", "and no", "said", "Rossi")
    }
    statement = {"cue": places["said"], "source": places["Rossi"]}
    coded = [{"content": places[words], **statement} for words in ("“Yes”", "and no")]
    assert measure.measure([{"text": text, "gold": coded}])["coded_quoted"] == 1


def test_the_card_is_measured_as_an_evaluation_is(tmp_path, monkeypatch):
    text = "“The bridge is closed,” said Rossi. It is old. The mayor said that it would be repaired."
    place = {
        words: [[text.index(words), text.index(words) + len(words)]]
        for words in ["“The bridge is closed,”", "said", "Rossi", "it would be repaired", "It is old", "The mayor"]
    }
    gold = [
        {"content": place["“The bridge is closed,”"], "cue": place["said"], "source": place["Rossi"]},
        {"content": place["it would be repaired"], "cue": [], "source": place["The mayor"]},
        {"content": place["It is old"], "cue": [], "source": []},
    ]
    figures = measure.measure([{"text": text, "gold": gold}])
    assert {
        name: figures[name] for name in ("articles", "coded", "coded_quoted", "precision", "recall", "cue", "source")
    } == {"articles": 1, "coded": 3, "coded_quoted": 1, "precision": 1, "recall": 0.667, "cue": 0.5, "source": 1}
    assert figures["f1_quoted"] == 1
    monkeypatch.setattr(measure, "CARD", tmp_path / "card.json")
    measure.write_card([{"text": text, "gold": gold}], "one sentence or two")
    assert json.loads((tmp_path / "card.json").read_text())["on"] == "one sentence or two"
    assert "one sentence or two" in error_card.card().text
