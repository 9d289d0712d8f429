"""The widgets: what a mutant of them showed that nobody asked about."""

import re

import ipywidgets

from helpers.analyses import borrowing, omissions
from helpers.show import error_card, pages, widgets
from tests.corpora import SEEDS as CORPUS


def chosen(panel, act):
    """The Page of a Panel for the act whose entry in the menu begins so."""
    menu = panel.controls["act"]
    menu.value = dict(menu.options)[next(label for label, _ in menu.options if label.startswith(act))]
    return panel.page.text


def test_what_a_panel_shows_is_made_once_for_the_values_of_its_controls():
    made = []
    controls = {"word": ipywidgets.Dropdown(options="ab", description="Word:")}
    panel = widgets.Panel(lambda word: made.append(word) or pages.note(word), controls)
    assert panel._repr_mimebundle_()["text/plain"].endswith("\na") and panel.page.text == "a" and made == ["a"]
    controls["word"].value = "b"
    assert panel.page.text == "b" and made == ["a", "b"]


def test_the_concordance_looks_for_a_word_when_it_is_typed_and_not_letter_by_letter():
    panel = widgets.concordance(CORPUS, "rebel")
    assert not panel.controls["term"].continuous_update


def test_two_articles_stand_side_by_side_and_a_shorter_run_is_found_more_often():
    panel = widgets.side_by_side(CORPUS)
    assert [panel.controls[name].value for name in ("one", "other")] == ["southfront", "reuters"]
    assert panel.page.text.startswith("5 runs of 5 words or more.")
    panel.controls["at_least"].value = 9
    assert panel.page.text.startswith("3 runs of 9 words or more.")
    panel.controls["other"].value = "cnn"
    assert panel.page.text == "0 runs of 9 words or more."
    panel.controls["one"].value = "cnn"
    assert panel.page.text == "Choose two articles."


def test_the_list_of_runs_says_how_many_chance_would_give():
    corpus = CORPUS
    panel = widgets.runs(corpus)
    for at_least, row in borrowing.by_length(corpus).iterrows():
        panel.controls["at_least"].value = at_least
        said = f"or more: {row['runs']:.0f}. With the words of each article in random order there would be {row['by_chance']:.1f}."
        assert said in panel.page.text and f"In a third article, too: {row['in_a_third']:.0f}." in panel.page.text
    assert panel.page.text.endswith("together with their families | both | quoted")


def test_a_sentence_and_how_the_others_word_it():
    panel = widgets.wordings(CORPUS)
    assert "The Russian Reconciliation Centre guarantees" in panel.page.text.splitlines()[2]
    assert "The Russian Reconciliation [n: Center] guarantees" in panel.page.text
    panel.controls["article"].value = "cnn"
    assert panel.controls["number"].value == 1 and "Nothing like it was found in" not in panel.page.text
    panel.controls["number"].value = 6
    assert "Nothing like it was found in: " in panel.page.text


def test_an_actor_is_put_in_and_it_is_said_where_it_stands_in_print():
    panel = widgets.name_the_actor(CORPUS)
    assert panel.page.text.endswith("Choose an actor, and read it again.")
    panel.controls["actor"].value = "fighters"
    said = chosen(panel, "jerusalemonline: over 400,000")
    assert "continue to be trapped in Eastern Ghouta by fighters, where supplies" in said
    assert "jerusalemonline itself names an actor for this in no place." in said
    assert "In print: presstv (own voice; fighters): … the militants holed up there are blocking" in said
    # The other sides' answers stand beside it, whoever is chosen.
    assert "Another answer in print: reuters (own voice; Syria's government): … which government forces" in said
    panel.controls["actor"].value = "Russia"
    assert "No article names Russia for this." in panel.page.text


def test_where_nobody_names_an_actor_the_widget_does_not_either():
    panel = widgets.name_the_actor(CORPUS)
    for side in ("fighters", "Russia", "Syria's government"):
        panel.controls["actor"].value = side
        said = chosen(panel, "jerusalemonline: the death of 80 people")
        assert f"the killing of 80 people by {side} on Monday" in said
        assert said.endswith(
            "None of the articles names an actor for this. The sentence with one is yours, and nobody's report."
        )


def test_an_actor_is_taken_out_and_it_is_said_what_is_left_of_its_side():
    panel = widgets.other_way_round(CORPUS)
    assert "[d: Rebel] shelling" in chosen(panel, "reuters: Rebel shelling")
    panel.controls["gone"].value = True
    assert panel.page.text.splitlines()[1:] == [
        "Without its actor: Dozens of people have been killed in shelling on Damascus during the last two weeks, "
        "state-run media has said.",
        "Gone: Rebel (fighters). Outside of these words, this side still acts in 0 acts of reuters.",
    ]
    # Of Reuters' six acts of the government, bombardment and killing stand in the words that changed.
    assert "still acts in 4 acts of reuters" in chosen(panel, "reuters: fierce government bombardment")


def test_the_same_deaths_stand_under_one_another_with_who_does_what():
    said = widgets.same_acts(CORPUS, "deaths and injuries").page.text.splitlines()
    assert [line.partition(" ")[0].rstrip(":") for line in said] == [
        "presstv",
        "southfront",
        "jerusalemonline",
        "jerusalemonline",
        "cnn",
        "reuters",
        "reuters",
    ]
    assert "[d: government] [v: bombardment]" in said[5] and "[d: Rebel] [v: shelling]" in said[6]
    assert said[4].startswith("cnn · no actor: killed, injured: [o: Almost 600 people] are believed")
    assert "southfront: no such act." in widgets.same_acts(CORPUS, "aid").page.text.splitlines()


def test_without_rewordings_to_choose_from_the_widgets_say_so():
    bare = CORPUS.with_tables(rewordings=CORPUS.rewordings[:0])
    for widget in (widgets.name_the_actor, widgets.other_way_round):
        assert widget(bare).page.text.startswith("There is nothing to choose")


def test_the_card_of_the_rules_for_acts_says_how_rough_they_are():
    said = error_card.acts_card(CORPUS).text
    assert "coded without an actor | found by rules | of those found, are coded, %" in said
    assert "all | 21 | 32 | 50 | 76" in said and "On others expect less." in said


def test_the_blind_test_again_asks_for_sentences_of_ones_choice_with_or_without_labels():
    panel = widgets.blind_again(CORPUS)
    assert "0 of 5 guessed." in panel.page.text and "rebels" in panel.page.text
    panel.controls["guess_1"].value = "CNN"
    panel.controls["told"].value = True
    assert "1 of 5 right. Guessing blindly gives 1 on average." in panel.page.text
    panel.controls["bare"].value = True
    assert not {"rebels", "militants", "terrorist"} & set(re.findall(r"\w+", panel.page.text))
    panel.controls["fact"].value = "operation"
    assert panel.controls["guess_1"].value == "" and not panel.controls["told"].value
    told = omissions.coverage(CORPUS).loc["operation"].ne(omissions.NOT_THERE).sum()
    assert f"0 of {told} guessed." in panel.page.text


def test_where_no_fact_has_evidence_there_is_nothing_to_guess():
    bare = CORPUS.with_tables(evidence=CORPUS.evidence[:0])
    assert widgets.blind_again(bare).page.text == "There is nothing to guess: no fact stands in three articles."


def test_the_profile_of_one_and_of_two_articles():
    panel = widgets.profiles(CORPUS)
    assert "◆" not in panel.page.text and "cause | the fighters attack the city own" in panel.page.text
    panel.controls["other"].value = "cnn"
    assert "part | Press TV | CNN" in panel.page.text and "◆ militant 7 of 16" in panel.page.text
    panel.controls["one"].value = "cnn"
    assert "◆" not in panel.page.text


def test_facts_that_are_ticked_say_what_they_carry_and_labels_are_named():
    panel = widgets.turn_it_round(CORPUS)
    assert "Tick the facts" in panel.page.text and panel._repr_mimebundle_()["text/plain"].count("Tick box") == 0
    (place,) = CORPUS.facts.index[CORPUS.facts["fact"] == "killed in Damascus"]
    panel.controls[f"fact_{place}"].value = True
    assert (
        "problem: people are killed in Damascus (Press TV, in presstv, Syrian state-run media, in reuters)."
        in panel.page.text
    )
    assert "remedy: nothing, in any of the articles." in panel.page.text
    panel.controls["lead"].value = "Terrorists have shelled Damascus."
    assert (
        "“terrorists” is a label, terrorist; times that articles use it in their own voice: presstv 2."
        in panel.page.text
    )
    panel.controls["lead"].value = "People have died in Damascus."
    assert "No word of your sentence is in our list of labels." in panel.page.text


def test_the_places_where_two_codings_part_are_shown_by_question_with_both_labels():
    panel = widgets.doubts(CORPUS, CORPUS.coded_by("B"))
    asked = panel.controls["asked"]
    assert {"voice of a label", "kind of cue", "what is a problem"} <= set(asked._options_values)
    for name, (label, _) in zip(asked._options_values, asked.options):
        asked.value = name
        (places,) = re.findall(r"\((\d+)\)$", label)
        assert panel.page.text.splitlines()[0].startswith(f"{places} place")
        assert panel.page.text.count(" · A: ") == min(12, int(places))
    asked.value = "voice of a label"
    assert "presstv · Takfiri · A: own · B: attributed: The truce does not apply to operations against [Takfiri]" in (
        panel.page.text
    )


def test_two_codings_that_part_nowhere_have_no_place_to_show():
    assert "the two codings part in no place" in widgets.doubts(CORPUS, CORPUS).page.text
