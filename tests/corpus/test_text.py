"""Words, quotation marks and sentences: on hard cases written out, and as properties of any text."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.corpus import text as texts

any_text = st.text(max_size=300)
newslike = st.text(st.sampled_from("ab A.B!?, \n\u00a0\f\"“”„«»''’`0-–(["), max_size=120)


def pieces(text, spans):
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "text, words",
    [
        ("the rebel-held area", ["the", "rebel-held", "area"]),
        ("Russia — the ally", ["Russia", "the", "ally"]),
        ("ally—and friend–and foe", ["ally", "and", "friend", "and", "foe"]),
        ("al-Assad's rebels' men", ["al-Assad's", "rebels", "men"]),
        ("Russia’s “36% of 2,500” (3.5)", ["Russia’s", "36", "of", "2,500", "3.5"]),
        (
            "the U.N. and a U.S.-backed 46-truck convoy",
            ["the", "U.N.", "and", "a", "U.S.-backed", "46-truck", "convoy"],
        ),
        ("''quoted'' & \"that\" …", ["quoted", "that"]),
        ("forces\u00a0took\u00a0control", ["forces", "took", "control"]),
        ("on Feb. 18, 2018.", ["on", "Feb", "18", "2018"]),
        ("ends in 2013. Then", ["ends", "in", "2013", "Then"]),
        ("", []),
    ],
)
def test_what_a_word_is(text, words):
    assert texts.words(text) == words


@pytest.mark.parametrize(
    "text, quotations",
    [
        ('He said "we go" today.', ['"we go"']),
        ("He said “we go” today.", ["“we go”"]),
        ('He said "we go,” and left.', ['"we go,”']),
        ("He said ''we go'' today.", ["''we go''"]),
        ("Sie sagte „wir gehen“ heute.", ["„wir gehen“"]),
        ("Il dit « on part » ce soir.", ["« on part »"]),
        ("the rebels' area isn't Assad's 'own'", []),
        ('the ("so-called") truce', ['"so-called"']),
        ('The pause—"a lie"—ended', ['"a lie"']),
        ('"One," he said, "two".', ['"One,"', '"two"']),
        ("“One.\n\n“Two,” he said. “Three.”", ["“One.\n\n“Two,”", "“Three.”"]),
        ('"all who take the\n\ndecision to leave,” said they.', ['"all who take the\n\ndecision to leave,”']),
    ],
)
def test_what_stands_between_quotation_marks(text, quotations):
    found = texts.quotations(text)
    assert pieces(text, found) == quotations
    assert all(quotation.balanced for quotation in found)


@pytest.mark.parametrize(
    "text, unbalanced, balanced",
    [
        ('He said "we go.\n\nShe said "no" to him.', ['"we go.'], ['"no"']),
        ('He said “we go.\n\nNobody spoke.\n\nA pipe of 5" there.', ["“we go.", '"'], []),
        ("all done,” he said. “Yes.”", ["”"], ["“Yes.”"]),
        ("“one “two” three", ["“one"], ["“two”"]),
    ],
)
def test_a_mark_without_partner_is_reported_and_stays_in_its_paragraph(text, unbalanced, balanced):
    found = texts.quotations(text)
    assert pieces(text, [quotation for quotation in found if not quotation.balanced]) == unbalanced
    assert pieces(text, [quotation for quotation in found if quotation.balanced]) == balanced


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("Maj.-Gen. Yuri Yevtushenko spoke. He left.", ["Maj.-Gen. Yuri Yevtushenko spoke.", "He left."]),
        ("The U.N. Security Council met. It voted.", ["The U.N. Security Council met.", "It voted."]),
        ("They asked the U.N. The answer came.", ["They asked the U.N.", "The answer came."]),
        ("It began on Feb. 18 and went on.", ["It began on Feb. 18 and went on."]),
        ("It ended in Feb. Then came March.", ["It ended in Feb.", "Then came March."]),
        ("These are al-Assad's. Those are J. Smith's.", ["These are al-Assad's.", "Those are J. Smith's."]),
        ("It was William P. Barr. He left.", ["It was William P. Barr.", "He left."]),
        (
            "See p. 4 and No. 5. They asked Sens. Lee and Weber.",
            ["See p. 4 and No. 5.", "They asked Sens. Lee and Weber."],
        ),
        ("“We go.” They went.", ["“We go.”", "They went."]),
        ("“Do we go?” he asked. No!", ["“Do we go?” he asked.", "No!"]),
        ("It grew by 3.5 percent. Yes.", ["It grew by 3.5 percent.", "Yes."]),
        ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
        (
            '"all who take the\n\ndecision to leave,” said they.',
            ['"all who take the\n\ndecision to leave,” said they.'],
        ),
        ("of the pocket.\f\f\fMORE\f\n\nNext", ["of the pocket.", "MORE", "Next"]),
        ("cut \f here", ["cut", "here"]),
    ],
)
def test_where_a_sentence_ends(text, sentences):
    assert pieces(text, texts.sentence_spans(text)) == sentences


@given(st.one_of(any_text, newslike))
def test_words_and_sentences_are_slices_in_order_without_overlap(text):
    for spans in (texts.word_spans(text), texts.sentence_spans(text), texts.quotations(text)):
        ends = [0] + [span.end for span in spans]
        assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans))
    assert [texts.spelt(word).text for word in pieces(text, texts.word_spans(text))] == texts.words(text)
    assert texts.word_edges(text).tolist() == [list(span) for span in texts.word_spans(text)]


@given(st.one_of(any_text, newslike))
def test_sentences_hold_every_word_and_begin_and_end_with_no_blank(text):
    sentences = pieces(text, texts.sentence_spans(text))
    assert all(sentence == sentence.strip() for sentence in sentences)
    assert "".join("".join(sentence.split()) for sentence in sentences) == "".join(text.split())
    assert not any(texts.CUT in sentence for sentence in sentences)


@given(st.one_of(any_text, newslike))
def test_words_are_as_many_as_are_counted_piece_by_piece(text):
    assert texts.count_words(text) == len(texts.words(text))


@given(st.one_of(any_text, newslike, st.lists(newslike, max_size=4).map("\n\n".join)), st.data())
def test_the_sentences_around_some_places_are_those_of_the_whole_text_that_lie_there(text, data):
    places = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), min_size=1, max_size=3))
    whole, around = texts.sentence_spans(text), texts.sentence_spans(text, around=places)
    assert around == [span for span in whole if span in around]
    assert {span for span in whole for place in places if span.start <= place < span.end} <= set(around)


def test_of_a_long_text_only_what_lies_around_is_split():
    text = "One here. Two here.\n\nThree there.\n\n“Four there\n\n“And five there.” Six."
    assert pieces(text, texts.sentence_spans(text, around=[3])) == ["One here.", "Two here."]
    assert pieces(text, texts.sentence_spans(text, around=[len(text) - 1])) == [
        "“Four there\n\n“And five there.”",
        "Six.",
    ]


@given(st.one_of(newslike, st.lists(st.text("abc “”\"'", max_size=40), max_size=5).map("\n\n".join)))
def test_a_mark_without_partner_reaches_only_into_paragraphs_that_open_with_a_mark(text):
    for start, end, balanced in texts.quotations(text):
        assert texts.MARK.match(text, start)
        for gap in texts.line_breaks(text[start:end]) if not balanced else []:
            assert texts.MARK.match(text, start + gap.end)


@given(st.text("a \"'“”„‟«»`’‘", max_size=40))
def test_a_mark_is_any_of_its_shapes_wherever_it_stands(text):
    assert [mark.span() for mark in texts.MARK.finditer(text)] == [
        mark.span() for mark in re.finditer(texts.DOUBLE_MARK, text)
    ]


@given(before=any_text, wanted=newslike, after=any_text)
def test_a_slice_of_a_text_is_found_where_it_stands(before, wanted, after):
    text = before + wanted + after
    edges = (len(before), len(before + wanted))
    # Half of a mark that is typed as two characters is another mark.
    assume(not any(mark.start() < edge < mark.end() for mark in texts.MARK.finditer(text) for edge in edges))
    if wanted.strip():
        at = len(before) + len(wanted) - len(wanted.lstrip())
        spans = texts.find_spans(text, wanted)
        assert spans and (spans[0].start <= at)
        assert all(texts.find_spans(text[start:end], wanted) for start, end in spans)


@pytest.mark.parametrize("wanted", ['"we go"', "“we\ngo”", "''we  go''"])
def test_spans_match_whatever_the_white_space_and_the_shape_of_the_marks(wanted):
    text = "They said “we\u00a0go” today."
    assert pieces(text, texts.find_spans(text, wanted)) == ["“we\u00a0go”"]


def test_no_quotation_runs_on_across_something_that_was_cut_out():
    text = "He said: “It is closed.\f\n“It is open,” she said."
    assert [text[start:end] for start, end, _ in texts.quotations(text)] == ["“It is closed.", "“It is open,”"]


@pytest.mark.parametrize("inside", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_is_unseen_in_a_word_does_not_part_it(inside):
    text = f"the mili{inside}tant left"
    assert texts.words(text) == ["the", "militant", "left"]
    assert pieces(text, texts.word_spans(text)) == ["the", f"mili{inside}tant", "left"]
    assert pieces(text, texts.find_spans(text, "militant")) == [f"mili{inside}tant"]


def test_a_letter_and_its_accent_are_one_letter_in_either_spelling():
    for text, wanted in [("the e\u0301lite", "\u00e9lite"), ("the \u00e9lite", "e\u0301lite")]:
        assert pieces(text, texts.find_spans(text, wanted)) == [text[4:]]
        assert texts.words(text) == ["the", "\u00e9lite"]


shapes = [
    "a",
    "x",
    "e\u0301",
    "\u00e9",
    "o\u00ad",
    "i\u200b",
    " ",
    "\u00a0",
    " \n\n",
    "’",
    "'",
    '"',
    "“",
    "”",
    "''",
    ".",
]


@given(st.lists(st.sampled_from(shapes), max_size=20), st.data())
def test_whatever_is_written_is_found_where_it_stands_in_any_shape(pieces, data):
    first = data.draw(st.integers(0, len(pieces)))
    last = data.draw(st.integers(first, len(pieces)))
    text, wanted = "".join(pieces), "".join(pieces[first:last]).strip()
    found = texts.find_spans(text, wanted)
    read = texts.shaped(wanted).text
    assert all(texts.shaped(text[slice(*span)]).text == read for span in found)
    assert bool(found) == bool(read and read in texts.shaped(text).text)
