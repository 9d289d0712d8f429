"""Chapter 02's analyses: against counts made by hand, against another library's counter, and as properties."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analyses import naming
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.corpus.text import shaped, words
from tests.corpora import SEEDS as CORPUS

MENTIONS = naming.mentions(CORPUS)

# Counted by hand, with a pencil, in the printed articles, headlines and boilerplate struck out.
BY_HAND = {
    # Seven with "militant groups" as a modifier. The two "terrorist attacks" and "terror groups/outfits" are labels, as
    # the codebook says; "the Takfiri Jaish al-Islam outfit" is two labels, the group's name is none.
    "presstv": {"militant": 7, "armed group": 1, "terrorist": 2, "terror": 2, "Takfiri": 2, "outfit": 2},
    # With "militant-held" and "pro-militant"; "rebel fighters" is two labels, both in the Ministry's quotation.
    "southfront": {"militant": 8, "rebel": 1, "fighter": 1},
    # Four "rebel-held", one "rebel operations", two "rebels"; the standfirst counts, the headline does not.
    "jerusalemonline": {"rebel": 7, "fighter": 6, "opposition": 2},
    "cnn": {"rebel": 5, "opposition": 1, "insurgent": 1},
    # The quotation over a blank line holds "rebel fighters"; the headline's "Rebels" does not count.
    "reuters": {"rebel": 9, "fighter": 1, "opposition": 2, "insurgent": 1, "terrorist": 1},
}


@pytest.mark.parametrize("article", BY_HAND)
def test_counts_are_those_made_by_hand(article):
    counted = naming.counts(CORPUS, MENTIONS, "label").loc[article]
    assert counted[counted > 0].to_dict() == BY_HAND[article]


def test_voices_are_those_found_by_reading():
    def voices(article, label):
        return MENTIONS.query("article == @article and label == @label")["voice"].tolist()

    assert voices("southfront", "rebel") == voices("southfront", "fighter") == ["quoted"]
    assert voices("reuters", "terrorist") == ["attributed"]
    assert voices("cnn", "insurgent") == ["attributed"]
    assert voices("presstv", "militant") == ["attributed"] * 3 + ["own"] * 3 + ["attributed"]
    assert voices("presstv", "armed group") == ["quoted"]
    assert set(voices("jerusalemonline", "rebel")) == {"own"}


def test_scare_quotes_are_nobodys_speech():
    from helpers.analyses.voice import voices
    from helpers.corpus.text import find_spans

    raw = CORPUS.articles.at["southfront", "raw"]
    spans = [
        find_spans(raw, text)[-1]
        for text in ("chemical weapons attack”", "military action", "people” of", "forced displacement")
    ]
    frame = pd.DataFrame(
        [("southfront", start, end - 6 * (place == 2)) for place, (start, end) in enumerate(spans)],
        columns=["article", "start", "end"],
    )
    assert voices(CORPUS, frame).tolist() == ["scare", "scare", "scare", "quoted"]


def test_offsets_slice_the_file_and_no_place_is_counted_twice():
    for row in MENTIONS.itertuples():
        assert CORPUS.articles.at[row.article, "raw"][row.start : row.end] == row.form
        assert row.form in row.sentence and (row.compound == "" or row.form in row.compound)
    for _, rows in MENTIONS.groupby("article"):
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()
        cut = CORPUS.left_out[CORPUS.left_out["article"] == rows["article"].iloc[0]]
        assert not any(
            start < b and a < end
            for a, b in zip(cut["start"], cut["end"])
            for start, end in zip(rows["start"], rows["end"])
        )


def test_use_and_compounds_as_read():
    use = MENTIONS.groupby(["article", "use"]).size().to_dict()
    assert use == {
        ("presstv", "noun"): 9,
        ("presstv", "modifier"): 7,
        ("southfront", "noun"): 5,
        ("southfront", "modifier"): 5,
        ("jerusalemonline", "noun"): 8,
        ("jerusalemonline", "modifier"): 7,
        ("cnn", "noun"): 4,
        ("cnn", "modifier"): 3,
        ("reuters", "noun"): 9,
        ("reuters", "modifier"): 5,
    }
    compounds = MENTIONS.loc[MENTIONS["compound"] != "", "compound"].value_counts().to_dict()
    assert compounds == {"rebel-held": 5, "militant-held": 1, "pro-militant": 1, "opposition-held": 1}


def test_every_label_of_the_lexicon_stands_somewhere_and_every_coded_other_is_found():
    assert (MENTIONS["label"].value_counts() > 0).all()
    assert set(MENTIONS["means"]) - {""} == set(CORPUS.other_fighters["means"])


def test_another_counter_gives_the_same_where_it_counts_the_same():
    # pandas' own str.count on the same terms: it knows no longer match, so "terrorist" is not "terror", by its edges.
    for row in CORPUS.labels.itertuples():
        pattern = "|".join(rf"\b{form.strip()}\b" for form in row.forms.split(";"))
        counted = CORPUS.articles["text"].str.count(pattern, flags=re.IGNORECASE)
        assert counted.to_dict() == naming.counts(CORPUS, MENTIONS, "label")[row.label].to_dict(), row.label


def test_rates_with_zero_rows_and_the_interval_of_wilson():
    table = naming.rates(CORPUS, MENTIONS, by="label")
    assert len(table) == len(CORPUS.articles) * len(CORPUS.labels) and table["count"].sum() == len(MENTIONS)
    row = table.query("article == 'cnn' and label == 'rebel'").iloc[0]
    # Newcombe 1998's formula worked out on paper for 5 in 330.
    assert (row["count"], row["words"]) == (5, 330)
    assert row["rate"] == pytest.approx(15.15, abs=0.01) and row["low"] == pytest.approx(6.49, abs=0.01)
    assert row["high"] == pytest.approx(34.97, abs=0.01)
    zero = table.query("article == 'cnn' and label == 'militant'").iloc[0]
    assert zero["low"] == 0 and zero["high"] == pytest.approx(11.51, abs=0.01)
    assert list(naming.rates(CORPUS, MENTIONS)["count"]) == [16, 10, 15, 7, 14]
    both = naming.rates(CORPUS, MENTIONS, by=["label", "voice"])
    assert both["count"].sum() == len(MENTIONS) and set(both["voice"]) == {"own", "attributed", "quoted", "scare"}


def test_headlines_are_read_apart_from_the_texts_and_a_file_without_one_says_so():
    table = naming.headline_labels(CORPUS)
    # Read in the printed headlines: "Militants", "Militant Media"; "opposition fighters"; "Rebels".
    assert table["labels in the headline"].to_dict() == {
        "presstv": "no headline in the file",
        "southfront": "militant 2",
        "jerusalemonline": "opposition 1, fighter 1",
        "cnn": "no headline in the file",
        "reuters": "rebel 1",
    }
    for article, said in table["labels in the text"].items():
        counted = {label: int(count) for label, count in (each.rsplit(" ", 1) for each in said.split(", "))}
        assert counted == BY_HAND[article]
    assert table["headline"].tolist() == CORPUS.articles["headline"].tolist()


def test_a_headline_without_a_label_has_none_and_another_lexicon_has_its_own(tmp_path):
    corpus = little(tmp_path, "The rebels came.", headline="The rebels")
    assert naming.headline_labels(corpus)["labels in the text"].tolist() == ["none"]
    lexicon = pd.DataFrame([{"label": "arrival", "forms": "ca*"}, {"label": "the", "forms": "the"}])
    row = naming.headline_labels(corpus, lexicon).iloc[0]
    assert (row["labels in the headline"], row["labels in the text"]) == ("the 1", "arrival 1")
    none = naming.headline_labels(corpus, lexicon[:1]).iloc[0]
    assert (none["labels in the headline"], none["labels in the text"]) == ("none", "arrival 1")


def keyword(query, **options):
    return naming.concordance(CORPUS, query, **options)


def test_a_concordance_of_a_word_several_a_wildcard_and_a_phrase():
    assert len(keyword("rebel")) == MENTIONS["form"].str.lower().eq("rebel").sum()
    assert len(keyword(["rebel", "rebels"])) == len(keyword("rebel*")) == MENTIONS["label"].eq("rebel").sum()
    assert len(keyword("safe passage")) == len(keyword("SAFE  passage")) > 5
    phrase = keyword("take the decision")
    assert (
        phrase["article"].tolist() == ["southfront", "reuters"] and phrase["keyword"].tolist()[1] == "take the decision"
    )
    assert set(keyword("held")["left"].str[-6:]) >= {"rebel-"}


def test_the_window_counts_words_and_reads_on_over_line_ends_but_shows_no_boilerplate():
    lines = keyword("rebel*", window=3)
    assert all(len(words(left)) <= 3 and len(words(right)) <= 3 for left, right in zip(lines["left"], lines["right"]))
    assert keyword("pocket")["right"].item().startswith(". “The Russian Reconciliation Center")
    assert not keyword("pocket", window=9)["right"].str.contains("MORE").any()
    assert set(keyword("pocket", window=0)["left"]) == {""}


def test_sorting_by_the_words_around():
    first_right = [words(right)[0].lower() for right in keyword("militants", sort="R1")["right"]]
    second_left = [
        words(left)[-2].lower() for left in keyword("militants", sort="L2", window=5)["left"] if len(words(left)) > 1
    ]
    assert first_right == sorted(first_right) and second_left == sorted(second_left)


@pytest.mark.parametrize("query", ["", "*", "  ", "(", ["rebel", "?"]])
def test_a_broken_pattern_gets_a_sentence(query):
    with pytest.raises(naming.PatternError, match="holds no word"):
        keyword(query)


def test_a_sort_that_is_none_gets_a_sentence():
    with pytest.raises(naming.PatternError, match="L1, L2"):
        keyword("rebel", sort="middle")


def test_dispersion_runs_from_the_first_word_to_the_last(tmp_path):
    corpus = little(tmp_path, "Rebels came. Nobody else. All were rebels")
    places = naming.dispersion(corpus, naming.mentions(corpus))["place"].tolist()
    assert places == [0, 1]


@pytest.mark.parametrize("text, place", [("Rebels", 0), ("Many rebels", 1)])
def test_the_last_word_of_a_very_short_article_is_its_end(tmp_path, text, place):
    corpus = little(tmp_path, text)
    assert naming.dispersion(corpus, naming.mentions(corpus))["place"].tolist() == [place]


@pytest.mark.parametrize(
    "text, labels, swapped",
    [
        ("Militants and a militant.", {"militants": "rebels"}, "Rebels and a rebel."),
        (
            "A militant, pro-militant media, militant-held.",
            {"militants": "insurgents"},
            "An insurgent, pro-insurgent media, insurgent-held.",
        ),
        (
            "An insurgent spoke. MILITANTS!",
            {"insurgents": "rebels", "militants": "fighters"},
            "A rebel spoke. FIGHTERS!",
        ),
        ("rebels and militants", {"rebels": "militants", "militants": "rebels"}, "militants and rebels"),
        ("Rebellious", {"rebel": "militant"}, "Rebellious"),
    ],
)
def test_swap_keeps_number_capitals_and_articles(text, labels, swapped):
    assert naming.swap(text, labels).text == swapped


def test_swap_says_what_it_could_not():
    swapped = naming.swap("The militants have left.", {"militants": "opposition"})
    assert swapped.text == "The opposition have left." and "verbs" in swapped.left[0]
    assert naming.swap("The militants", {"militants": " "}) == (
        "The militants",
        0,
        ["“militants” → “”: a word is missing, so nothing was replaced."],
    )


def test_house_rules_are_read_with_the_voice_of_each_place():
    table = naming.house_rules(CORPUS)
    assert table.query("newsroom == 'Reuters'")[["article", "voice"]].values.tolist() == [
        ["presstv", "own"],
        ["presstv", "own"],
        ["reuters", "attributed"],
    ]


def little(
    folder,
    text,
    labels="label,forms,family,note\nrebel,rebel; rebels,,\nterror group,terror group*,,\nterror,terror*,,\n",
    headline="",
):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"
        f"a,a.txt,A,,{headline},,,,\n",
        encoding="utf-8",
    )
    (folder / "labels.csv").write_text(labels, encoding="utf-8")
    return load_corpus(folder)


def test_the_longest_match_wins_over_line_ends_too(tmp_path):
    found = naming.mentions(little(tmp_path, "The terror\ngroups and terrorists, counterterror."))
    assert found[["label", "form"]].values.tolist() == [["terror group", "terror\ngroups"], ["terror", "terrorists"]]


def test_a_letter_that_grows_when_lowered_moves_no_offset(tmp_path):
    corpus = little(tmp_path, "İİİ İstanbul rebels.")
    row = naming.mentions(corpus).iloc[0]
    assert corpus.articles.at["a", "raw"][row.start : row.end] == "rebels"


def test_without_codings_what_stands_in_marks_is_quoted_and_a_missing_table_says_how_a_row_looks(tmp_path):
    corpus = little(tmp_path, "The rebels said “we are rebels” there.")
    assert naming.mentions(corpus)["voice"].tolist() == ["own", "quoted"]
    with pytest.raises(
        CorpusError, match="needs the table house_rules.csv, .* a row of it looks like this: “terrorist,"
    ):
        naming.house_rules(corpus)


@pytest.mark.parametrize(
    "table, said",
    [
        ("label,forms,family\nrebel,rebel,\n", "labels.csv has no column “note”"),
        ("label,forms,family,note\nrebel,,,\n", "labels.csv, row 2: the cell under “forms” is blank"),
        (
            'label,forms,family,note\nrebel,rebel; rebels,,\nfoe,"foe, rebels",,\n',
            "labels.csv, row 3: the form “rebels” stands in row 2",
        ),
        ("label,forms,family,note\nrebel,rebel,,\nrebel,rebels,,\n", "labels.csv, row 3: “rebel” stands there already"),
        (
            "label,forms,family,note\nall,rebel; *,,\n",
            "labels.csv, row 2: the form “*” holds no word to look for; write",
        ),
    ],
)
def test_a_broken_lexicon_is_refused(tmp_path, table, said):
    with pytest.raises(CorpusError, match=re.escape(said)):
        little(tmp_path, "The rebels.", table)


def test_a_rule_and_a_lexicon_whose_form_is_only_a_star_are_refused(tmp_path):
    corpus = little(tmp_path, "The rebels.")
    with pytest.raises(naming.PatternError, match="“[*]” holds no word to look for"):
        naming.mentions(corpus, pd.DataFrame([{"label": "all", "forms": "*"}]))
    (tmp_path / "house_rules.csv").write_text("rule,words,newsroom,says,reference\nr,*,N,,\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="house_rules.csv, row 2: the form “[*]” holds no word to look for; write"):
        load_corpus(tmp_path)


ATTRIBUTIONS = "article,text,occurrence,source,speaker,source_type,cue,kind,coder\n"


@pytest.mark.parametrize(
    "row, said",
    [
        ("a,they leave,,Nobody,,UN,said,indirect,A", "row 2: “Nobody” does not stand"),
        ("a,they leave,,Ann,,UN,says,indirect,A", "row 2: “says” does not stand"),
        ("a,they leave,,Ann,,UN,said,told,A", "row 2: “kind” is “told”"),
        ("a,they stay,,Ann,,UN,said,direct,A", "row 2: “they stay” does not stand"),
        ("a,they leave,,Ann,,,said,direct,A", "row 2: the cell under “source_type” is blank"),
    ],
)
def test_a_broken_coding_is_refused(tmp_path, row, said):
    (tmp_path / "attributions.csv").write_text(ATTRIBUTIONS + row + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="attributions.csv, " + re.escape(said)):
        little(tmp_path, "Ann said they leave.")


def test_source_and_cue_are_anchored_nearest_to_their_statement():
    for row in CORPUS.attributions.itertuples():
        raw = CORPUS.articles.at[row.article, "raw"]
        for role in ("source", "cue"):
            if getattr(row, role):
                start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
                assert raw[start:end].split() == getattr(row, role).split()
    assert CORPUS.attributions["article"].value_counts().to_dict() == {
        "reuters": 12,
        "presstv": 9,
        "cnn": 9,
        "jerusalemonline": 7,
        "southfront": 5,
    }


newslike = st.lists(
    st.sampled_from(
        ["rebels", "rebel-held", "terror", "terror groups", "pro-rebel", "Rebel", "x", ".", "“", "”", "\n\n"]
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: "A " + " ".join(parts) + " z.")


# The first of them reads the table of cues, which takes its time on a busy machine.
@settings(deadline=None)
@given(texts=st.lists(newslike, min_size=1, max_size=3))
def test_mentions_are_slices_that_do_not_overlap_and_add_up_over_articles(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("together")
    little(folder, texts[0])
    names = [f"a{number}" for number in range(len(texts))]
    for name, text in zip(names, texts):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "a.txt").unlink()
    (folder / "articles.csv").write_text(
        "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\n"
        + "".join(f"{name},{name}.txt,A,,,,,,\n" for name in names),
        encoding="utf-8",
    )
    corpus = load_corpus(folder)
    found = naming.mentions(corpus)
    alone = [len(naming.mentions(replace(corpus, articles=corpus.articles.loc[[name]]))) for name in names]
    assert found["article"].value_counts().reindex(names, fill_value=0).tolist() == alone
    for row in found.itertuples():
        assert corpus.articles.at[row.article, "raw"][row.start : row.end] == row.form
    for _, rows in found.groupby("article"):
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()


@pytest.mark.parametrize(
    "text, form",
    [
        ("Then Sen. Smith left.", "Sen."),
        ("The U.S. left.", "U.S."),
        ("The people\u2019s army left.", "people's army"),
        ("The mili\u00adtant left.", "militant"),
        ("The e\u0301lite left.", "\u00e9lite"),
    ],
)
def test_a_form_is_found_however_it_is_typed(tmp_path, text, form):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "article,file,outlet,text_by,headline,published,url,identified_by,about_the_outlet\na,a.txt,A,,,,,,\n",
        encoding="utf-8",
    )
    corpus = load_corpus(tmp_path)
    found = naming.mentions(corpus, pd.DataFrame([{"label": "it", "forms": form}]))
    lines = naming.concordance(corpus, form)
    assert len(found) == len(lines) == 1
    assert found.at[0, "form"] == lines.at[0, "keyword"] == text[found.at[0, "start"] : found.at[0, "end"]]


FORMS = ["rebel", "rebels", "armed groups", "rebel-*", "terror*", "people's", "“so-called”", "u.n."]
SCRAPS = [
    "rebel",
    "Rebels",
    "rebel-held",
    "armed  groups",
    "armed\ngroups",
    "terrorist",
    "people’s",
    "''so-called”",
    "U.N.",
]


@given(st.lists(st.sampled_from([*SCRAPS, " ", "x", ".", "\u00ad", "\u0130"]), max_size=12).map("".join))
def test_a_search_finds_what_its_pattern_finds_wherever_that_is_tried(text):
    plain = text.replace("\u00ad", "").lower().replace("i\u0307", "\u0130")
    found = [form for _, form in naming.Search(FORMS).places(text)]
    assert found == [shaped(match.group()).text for match in naming.any_of(FORMS).finditer(plain)]
    assert found == [form for _, form in naming.Search([*FORMS, "*never"]).places(text)]


def test_mentions_without_their_voice_are_the_same_mentions():
    with_voice, without = naming.mentions(CORPUS), naming.mentions(CORPUS, voice=False)
    assert without.equals(with_voice.drop(columns="voice"))
    assert naming.mentions(CORPUS, CORPUS.wordings, voice=False).equals(
        naming.mentions(CORPUS, CORPUS.wordings).drop(columns="voice")
    )
