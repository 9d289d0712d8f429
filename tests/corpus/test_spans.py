"""Spans laid against each other give what comparing each with each gives, on any spans."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.corpus.spans import are_inside, beginning_in, number_overlapping, overlapping

some = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.integers(1, 12)), max_size=14)


def table(rows):
    return pd.DataFrame(
        [(article, start, start + size) for article, start, size in rows], columns=["article", "start", "end"]
    )


def each_with_each(spans, others):
    return [
        [
            place
            for place, other in enumerate(others.itertuples())
            if other.article == span.article and other.start < span.end and span.start < other.end
        ]
        for span in spans.itertuples()
    ]


@given(some, some)
def test_overlaps_are_those_that_comparing_each_with_each_finds(rows, other_rows):
    spans, others = table(rows), table(other_rows)
    expected = each_with_each(spans, others)
    assert number_overlapping(spans, others).tolist() == [len(places) for places in expected]
    mine, theirs = overlapping(spans, others)
    assert mine.tolist() == sorted(mine.tolist())
    found = [[] for _ in expected]
    for one, other in zip(mine, theirs):
        found[one].append(int(other))
    assert [sorted(places) for places in found] == expected
    begins = others["start"].tolist()
    assert all([begins[place] for place in places] == sorted(begins[place] for place in places) for places in found)


@given(some, some)
def test_what_stands_inside_is_what_comparing_each_with_each_finds(rows, other_rows):
    spans, others = table(rows), table(other_rows)
    expected = [
        any(others["start"][place] <= span.start and span.end <= others["end"][place] for place in places)
        for span, places in zip(spans.itertuples(), each_with_each(spans, others))
    ]
    assert are_inside(spans, others).tolist() == expected


@given(some, some)
def test_what_a_span_begins_in_is_the_nearest_that_began_before_it(rows, other_rows):
    spans, others = table(rows), table(other_rows)
    for span, found in zip(spans.itertuples(), beginning_in(spans, others)):
        before = [
            other.start
            for other in others.itertuples()
            if (other.article, other.start <= span.start) == (span.article, True)
        ]
        assert (
            (others["start"][found] == max(before) and others["article"][found] == span.article)
            if before
            else found == -1
        )
