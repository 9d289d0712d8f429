"""Chapter 06: which words two articles have in common, how a statement is worded in each, and what that cannot tell.

A *run* is words that follow one another in two articles, whatever white space and punctuation stands between them, in
capital or small letters. It ends at a quotation mark, so that a quotation and what stands around it are never one run,
and where a headline or boilerplate was cut out. Who has it from whom, and whether both have it from a third, no run tells.
"""

import difflib
from bisect import bisect_right, insort
from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, permutations
from math import inf
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analyses.omissions import evidence
from helpers.analyses.voice import voice_codes, voices
from helpers.corpus import text as texts
from helpers.corpus.memory import remembered
from helpers.corpus.spans import are_inside, overlapping
from helpers.corpus.tables import CorpusError, spans_by_article

AT_LEAST = 5
BOTH, ONE, NEITHER = "both", "one", "neither"
ANY_OTHER = "any other"
KEPT, LEFT_OUT, PUT_IN, EXCHANGED = "kept", "left out", "put in", "exchanged"
CHANGES = {"equal": KEPT, "delete": LEFT_OUT, "insert": PUT_IN, "replace": EXCHANGED}
# Where precision and recall are best together in the five articles: see `thresholds`.
THRESHOLD = 0.14
# Words that agree in so many letters count as one: "families" and "family", "offers" and "offered".
LETTERS = 5
SHUFFLES = 20
# An odd number with bits in all places, so that the order of the words matters to the number of a shingle.
FACTOR = np.uint64(0x9E3779B97F4A7C15)
RUN_COLUMNS = [
    "article",
    "other",
    "words",
    "text",
    "start",
    "end",
    "other_start",
    "other_end",
    "voice",
    "other_voice",
    "quoted",
]


class Alignment(NamedTuple):
    """How well `aligned` finds the sentences that tell the same: see `measured`."""

    threshold: float
    to_find: int
    found: int
    right: int
    precision: float
    recall: float
    f1: float


def shared(corpus, at_least=AT_LEAST):
    """The runs of `at_least` words or more that two articles share, the longest first; none inside another for a pair.

    Columns: article, other (the later one in articles.csv), words (their number), text (as `article` writes it), start, end,
    other_start, other_end (offsets into raw), voice, other_voice (see voice), quoted (whether it stands in quotation marks in
    "both", "one" or "neither"). The cost grows with the text and with what is found, not with the pairs of articles. Raises
    CorpusError for runs of less than two words.
    """
    return _shared(corpus, _checked(at_least))


def _checked(at_least):
    if at_least < 2:
        raise CorpusError(f"A run has two words at least; {at_least} was asked for.")
    return int(at_least)


@remembered
def _shared(corpus, at_least):
    words, runs = _words(corpus), _outermost(_words(corpus), *_runs(_words(corpus), at_least))
    here, there = (_spans(corpus, words, first, runs["words"]) for first in (runs["one"], runs["two"]))
    raw = corpus.articles["raw"].to_dict()
    table = pd.DataFrame(
        {
            "article": here["article"],
            "other": there["article"],
            "words": runs["words"],
            "text": [raw[name][start:end] for name, start, end in here.itertuples(index=False)],
            "start": here["start"],
            "end": here["end"],
            "other_start": there["start"],
            "other_end": there["end"],
            "voice": voices(corpus, here),
            "other_voice": voices(corpus, there),
            "quoted": _in_how_many(corpus, here, there),
        }
    )
    return table[RUN_COLUMNS].sort_values("words", ascending=False, kind="stable", ignore_index=True)


class _Words(NamedTuple):
    """Every word of a corpus, one behind the other: its number in the vocabulary, its article, its stretch, its place."""

    ids: np.ndarray
    articles: np.ndarray
    stretches: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


class _Vocabulary(dict):
    """A number for each word; words that differ in capitals or in typography only have one."""

    def __missing__(self, word):
        folded = _folded(word)
        number = self[folded] if folded != word else len(self)
        self[word] = number
        return number


def _folded(word):
    return texts.shaped(word).text.casefold()


@remembered
def _words(corpus):
    vocabulary, parts, last = _Vocabulary(), [], 0
    borders = spans_by_article(corpus.quotations), spans_by_article(corpus.left_out)
    for number, (name, running) in enumerate(corpus.running_texts()):
        edges = texts.word_edges(running)
        ids = np.array([vocabulary[running[start:end]] for start, end in edges.tolist()], dtype="int64")
        cuts = np.sort([at for spans in borders for span in spans.get(name, ()) for at in span])
        stretches = np.searchsorted(cuts, edges[:, 0], "right") + last
        last = last + len(cuts) + 1
        parts.append((ids, np.full(len(ids), number), stretches, edges[:, 0], edges[:, 1]))
    return _Words(*(np.concatenate(column) for column in zip(*parts)))


def _runs(words, at_least):
    """All runs that cannot be made longer: where they begin in one article, where in the other, how many words; arrays."""
    one, two = _pairs(words, _shingles(words, at_least))
    order = np.lexsort((one, two - one))
    one, two = one[order], two[order]
    # Shingles that follow one another in both articles are one run.
    begins = np.r_[True, (np.diff(one) != 1) | (np.diff(two) != 1)][: len(one)]
    first = np.flatnonzero(begins)
    return one[first], two[first], np.diff(np.r_[first, len(one)]) + at_least - 1


def _shingles(words, size):
    """A number for the `size` words that begin at each place, the same for the same words; -1 where a stretch ends sooner."""
    ids, length = words.ids, 1
    while length < size:
        step = min(length, size - length)
        together = ids[:-step] * (ids.max(initial=0) + 1) + ids[step:]
        ids, length = np.unique(together, return_inverse=True)[1].astype("int64"), length + step
    if not len(ids):
        return ids
    whole = words.stretches[: len(ids)] == words.stretches[size - 1 :]
    return np.where(whole, ids, -1)


def _pairs(words, shingles):
    """The places of two articles at which the same shingle begins: two arrays."""
    places = np.flatnonzero(shingles >= 0)
    places = places[np.argsort(shingles[places], kind="stable")]
    _, firsts, sizes = np.unique(shingles[places], return_index=True, return_counts=True)
    # Behind each place of a shingle stand so many more of it.
    more = np.repeat(firsts + sizes, sizes) - np.arange(len(places)) - 1
    one = np.repeat(np.arange(len(places)), more)
    two = one + 1 + np.arange(more.sum()) - np.repeat(np.cumsum(more) - more, more)
    one, two = places[one], places[two]
    apart = words.articles[one] != words.articles[two]
    return one[apart], two[apart]


def _outermost(words, ones, twos, lengths):
    """Those of the runs that stand inside no longer one of the same pair, in either article, in the order of reading."""
    kept, taken = [], defaultdict(list)
    for place in np.lexsort((twos, ones, -lengths)):
        one, two, length = int(ones[place]), int(twos[place]), int(lengths[place])
        pair = words.articles[one], words.articles[two]
        if not any(_is_inside(taken[(*pair, side)], at, at + length) for side, at in enumerate((one, two))):
            for side, at in enumerate((one, two)):
                insort(taken[(*pair, side)], (at, at + length))
            kept.append((*pair, one, two, length))
    return pd.DataFrame(sorted(kept), columns=["article", "other", "one", "two", "words"], dtype="int64")


def _is_inside(spans, start, end):
    """Whether a span stands inside one of `spans`, which are in order and none inside another."""
    at = bisect_right(spans, (start, inf)) - 1
    return at >= 0 and spans[at][1] >= end


def _spans(corpus, words, first, lengths):
    first = np.asarray(first)
    names = corpus.articles.index.to_numpy(dtype="object")[words.articles[first]]
    return pd.DataFrame(
        {"article": names, "start": words.starts[first], "end": words.ends[first + np.asarray(lengths) - 1]}
    )


def _in_how_many(corpus, here, there):
    marked = sum(are_inside(spans, corpus.quotations).astype(int) for spans in (here, there))
    return np.array([NEITHER, ONE, BOTH], dtype="object")[marked]


def shingles(corpus, size=AT_LEAST):
    """A number for every `size` words that follow one another in an article, the same number in every corpus.

    Two articles that have a number in common share a run of `size` words or more, whatever corpora they are read in.
    Columns: article, shingle (64 bits); a shingle that an article has twice stands there once. Raises CorpusError for less
    than two words.
    """
    words, size = _words(corpus), _checked(size)
    places = np.flatnonzero(_shingles(words, size) >= 0)
    together, numbers = np.zeros(len(places), dtype="uint64"), _numbers(corpus, words)
    for step in range(size):
        together = together * FACTOR + numbers[places + step]
    return pd.DataFrame(
        {"article": corpus.articles.index.to_numpy()[words.articles[places]], "shingle": together}
    ).drop_duplicates(ignore_index=True)


def _numbers(corpus, words):
    """The number of each word, made from its letters alone."""
    _, firsts, ids = np.unique(words.ids, return_index=True, return_inverse=True)
    raw = corpus.articles["raw"].to_numpy()
    written = [_folded(raw[words.articles[at]][words.starts[at] : words.ends[at]]) for at in firsts]
    return np.array([_number(word) for word in written], dtype="uint64")[ids]


@lru_cache(maxsize=200_000)
def _number(word):
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


def between(corpus, one, other, at_least=AT_LEAST):
    """The runs that two articles share, as shared, with `one` under article; numbered from 1 as they stand in it.

    Raises CorpusError for a name that is no article's, and for an article beside itself.
    """
    one, other = corpus.short_names([one, other])
    if one == other:
        raise CorpusError(f"{one} shares all its words with itself: name two articles.")
    table = shared(corpus, at_least)
    turned = table[(table["article"] == other) & (table["other"] == one)].rename(columns=_turned)
    raw = corpus.articles.at[one, "raw"]
    turned["text"] = [raw[start:end] for start, end in zip(turned["start"], turned["end"])]
    found = pd.concat([table[(table["article"] == one) & (table["other"] == other)], turned])[RUN_COLUMNS]
    found = found.sort_values(["start", "end"], ignore_index=True)
    return found.set_index(found.index.rename("run") + 1)


def _turned(column):
    if column in ("article", "other"):
        return {"article": "other", "other": "article"}[column]
    mirrored = {"start", "end", "voice"}
    if column in mirrored:
        return f"other_{column}"
    return column.removeprefix("other_") if column.removeprefix("other_") in mirrored else column


def coverage(corpus, at_least=AT_LEAST):
    """How many of its words each article has in runs that another one has too; a shared quotation is counted apart.

    Columns: article, other (a short name, or "any other"), words (of the article outside of quotation marks, own and
    attributed), shared (those of them in a run that the other has), share (in per cent of words), quoted_in_both (words
    that stand in quotation marks in both). Two articles that share no run have no row for each other.
    """
    return _coverage(corpus, _checked(at_least))


@remembered
def _coverage(corpus, at_least):
    words = _words(corpus)
    ones, twos, lengths = _runs(words, at_least)
    quoted = _in_how_many(corpus, *(_spans(corpus, words, first, lengths) for first in (ones, twos))) == BOTH
    rows = pd.DataFrame(
        {
            "place": np.r_[_stretched(ones, lengths), _stretched(twos, lengths)],
            "other": words.articles[np.r_[np.repeat(twos, lengths), np.repeat(ones, lengths)]],
            "quoted": np.tile(np.repeat(quoted, lengths), 2),
        }
    )
    rows = pd.concat([rows, rows.assign(other=len(corpus.articles))])
    rows = rows.groupby(["place", "other"], as_index=False)["quoted"].any()
    rows["article"] = words.articles[rows["place"]]
    rows["bare"] = voice_codes(corpus, _spans(corpus, words, rows["place"], np.ones(len(rows), dtype="int64"))) < 2
    names = pd.Index([*corpus.articles.index, ANY_OTHER], dtype="object")
    table = rows.groupby(["article", "other"])[["bare", "quoted"]].sum()
    everyone = pd.MultiIndex.from_product(
        [range(len(corpus.articles)), [len(corpus.articles)]], names=table.index.names
    )
    table = table.reindex(table.index.union(everyone), fill_value=0).astype("int64").reset_index()
    table["words"] = table["article"].map(dict(enumerate(_outside_marks(corpus, words))))
    table = table.assign(
        article=names[table["article"]],
        other=names[table["other"]],
        shared=table["bare"],
        share=100 * table["bare"] / table["words"].clip(lower=1),
        quoted_in_both=table["quoted"],
    )
    return table[["article", "other", "words", "shared", "share", "quoted_in_both"]]


def _stretched(firsts, lengths):
    """Each place from `firsts` on, for as many as `lengths` says."""
    return np.repeat(firsts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def _outside_marks(corpus, words):
    every = _spans(corpus, words, np.arange(len(words.ids)), np.ones(len(words.ids), dtype="int64"))
    bare = ~are_inside(every, corpus.quotations)
    return np.bincount(words.articles[bare], minlength=len(corpus.articles))


def by_length(corpus, lengths=range(2, 13), seed=0):
    """What is found with each length that a run must have, and what would be found by chance.

    Indexed by at_least. Columns: runs (as in shared), quoted_in_both, in_a_third (whose words a third article has too), by_chance
    (runs in the same articles with the words of each in random order; the mean of SHUFFLES, by `seed`).
    """
    return _by_length(corpus, tuple(map(_checked, lengths)), seed)


@remembered
def _by_length(corpus, lengths, seed):
    words, chance = _words(corpus), np.random.default_rng(seed)
    shuffled = [_in_random_order(words, chance) for _ in range(SHUFFLES)]
    rows = []
    for at_least in lengths:
        found = shared(corpus, at_least)
        by_chance = [len(_outermost(each, *_runs(each, at_least))) for each in shuffled]
        rows.append(
            (
                len(found),
                (found["quoted"] == BOTH).sum(),
                _in_a_third(corpus, found, at_least).sum(),
                np.mean(by_chance),
            )
        )
    index = pd.Index(lengths, name="at_least")
    return pd.DataFrame(rows, index, columns=["runs", "quoted_in_both", "in_a_third", "by_chance"])


def _in_random_order(words, chance):
    order = np.lexsort((chance.random(len(words.ids)), words.articles))
    return words._replace(ids=words.ids[order])


def _in_a_third(corpus, found, at_least):
    """Whether a third article has the words of each run; an array."""
    words = _words(corpus)
    ones, twos, lengths = _runs(words, at_least)
    here, there = _spans(corpus, words, ones, lengths), _spans(corpus, words, twos, lengths)
    every = pd.concat([here.assign(other=there["article"]), there.assign(other=here["article"])], ignore_index=True)
    mine, theirs = overlapping(found, every)
    run, holds = found.iloc[mine].reset_index(drop=True), every.iloc[theirs].reset_index(drop=True)
    third = (holds["start"] <= run["start"]) & (run["end"] <= holds["end"]) & (holds["other"] != run["other"])
    return np.isin(np.arange(len(found)), mine[third.to_numpy()])


def aligned(corpus, threshold=THRESHOLD):
    """For each sentence the one of each other article that is most like it, and whether it tells the same.

    Alike are sentences that share rare words, which names and numbers are where they are not in every sentence: the cosine of
    their tf-idf weights (Salton and Buckley 1988). Columns: article, number, sentence, other, other_number, other_sentence,
    score (0 to 1), same (whether the score reaches the threshold). See `measured` for how often that is right.
    """
    return _aligned(corpus).assign(same=lambda table: table["score"] >= threshold)


@remembered
def _aligned(corpus):
    sentences = corpus.sentences
    weights = _weights(sentences["sentence"])
    places = dict(list(sentences.reset_index().groupby("article")["index"]))
    parts = []
    for one, other in permutations([name for name in corpus.articles.index if name in places], 2):
        scores = weights[places[one]] @ weights[places[other]].T
        here = sentences.loc[places[one], ["article", "number", "sentence"]].reset_index(drop=True)
        there = sentences.loc[places[other].to_numpy()[scores.argmax(axis=1)], ["article", "number", "sentence"]]
        there.columns = ["other", "other_number", "other_sentence"]
        parts.append(pd.concat([here, there.reset_index(drop=True)], axis=1).assign(score=scores.max(axis=1)))
    columns = ["article", "number", "sentence", "other", "other_number", "other_sentence", "score"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns).astype({"score": "float64"})


def _weights(sentences):
    """The tf-idf weights of each sentence, a row of length 1: how rare each of its terms is, however often it stands there."""
    terms = [_terms(sentence) for sentence in sentences]
    columns = {term: place for place, term in enumerate(dict.fromkeys(chain.from_iterable(terms)))}
    stands = np.zeros((len(terms), len(columns)))
    for row, each in enumerate(terms):
        stands[row, [columns[term] for term in each]] = 1
    weights = stands * np.log(len(terms) / np.maximum(1, stands.sum(axis=0)))
    return weights / np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)


def _terms(sentence):
    parts = [part for word in texts.words(sentence) for part in _folded(word).removesuffix("'s").split("-")]
    return [part if part[:1].isdigit() else part[:LETTERS] for part in parts]


def measured(corpus, threshold=THRESHOLD):
    """How well aligned finds the sentences that tell the same, an Alignment, by the evidence for the list of facts.

    To find are, for each sentence and each other article, those where the other has a fact of the sentence; right is what was
    found if the two sentences have a fact in common. What both tell and our list lacks counts as wrong, so that the precision
    is rather too low. precision: right of found; recall: right of to_find; f1: both in one number. All from 0 to 1.
    """
    table = _judged(corpus)
    chosen = table["score"] >= threshold
    to_find, found, right = int(table["there"].sum()), int(chosen.sum()), int(table.loc[chosen, "right"].sum())
    precision, recall = right / max(1, found), right / max(1, to_find)
    return Alignment(threshold, to_find, found, right, precision, recall, 2 * right / max(1, found + to_find))


def thresholds(corpus, grid=tuple(place / 100 for place in range(6, 32, 4))):
    """measured at several thresholds; columns: those of Alignment."""
    return pd.DataFrame([measured(corpus, threshold) for threshold in grid])


@remembered
def _judged(corpus):
    by_sentence, by_article = defaultdict(set), defaultdict(set)
    numbers = corpus.sentences.set_index(["article", "start"])["number"]
    for row in evidence(corpus).itertuples():
        by_sentence[row.article, numbers[row.article, row.sentence_start]].add(row.fact)
        by_article[row.article].add(row.fact)
    table = _aligned(corpus)
    pairs = list(zip(table["article"], table["number"], table["other"], table["other_number"]))
    there = [bool(by_sentence[one, number] & by_article[other]) for one, number, other, _ in pairs]
    right = [bool(by_sentence[pair[:2]] & by_sentence[pair[2:]]) for pair in pairs]
    return table.assign(there=np.array(there, dtype=bool), right=np.array(right, dtype=bool))


def worded(corpus, fact):
    """How each article that has a fact words it: the first evidence for it. Columns: article, text.

    Raises CorpusError for a fact that is not in the list.
    """
    if fact not in set(corpus.facts["fact"]):
        raise CorpusError(f"no fact is called “{fact}”; there are {', '.join(corpus.facts['fact'])}.")
    rows = corpus.evidence[corpus.evidence["fact"] == fact].drop_duplicates("article").set_index("article")
    return rows.reindex([name for name in corpus.articles.index if name in rows.index])[["text"]].reset_index()


def told_again(corpus, article, number, threshold=THRESHOLD):
    """A sentence, and below it those of the other articles that tell the same (aligned), the most alike first.

    Columns: article, text, score (1 for the sentence itself). Raises CorpusError for a name that is no article's, and for a
    number that no sentence has.
    """
    (article,) = corpus.short_names(article)
    mine = corpus.sentences[(corpus.sentences["article"] == article) & (corpus.sentences["number"] == number)]
    if mine.empty:
        last = (corpus.sentences["article"] == article).sum()
        raise CorpusError(f"{article} has the sentences 1 to {last}; there is none with the number {number}.")
    table = aligned(corpus, threshold)
    same = table[(table["article"] == article) & (table["number"] == number) & table["same"]]
    same = same.sort_values("score", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "article": [article, *same["other"]],
            "text": [mine["sentence"].item(), *same["other_sentence"]],
            "score": [1.0, *same["score"]],
        }
    )


def most_retold(corpus):
    """The sentence that the others tell again most: its article, and its number in it."""
    table = aligned(corpus)
    first = corpus.sentences.iloc[0]
    scores = table[table["same"]].groupby(["article", "number"], sort=False)["score"].sum()
    article, number = scores.idxmax() if len(scores) else (first["article"], first["number"])
    return article, int(number)


def difference(one, other):
    """What becomes of a text in another one, word by word, in order: a row a stretch.

    Columns: change ("kept", "left out", "put in", "exchanged"), one, other (the stretch, as each text has it; "" for none), start,
    end (offsets into `other`). Capitals and typography make no difference.
    """
    (here, mine), (there, theirs) = (_written(text) for text in (one, other))
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    rows = []
    for change, *places in matcher.get_opcodes():
        (i, j), (start, end) = _edges(here, *places[:2]), _edges(there, *places[2:])
        rows.append((CHANGES[change], one[i:j], other[start:end], start, end))
    return pd.DataFrame(rows, columns=["change", "one", "other", "start", "end"])


def _written(text):
    spans = texts.word_spans(text)
    return spans, [_folded(text[span.start : span.end]) for span in spans]


def _edges(spans, first, last):
    """Where the words from `first` to before `last` begin and end; twice the same place for none."""
    if first < last:
        return spans[first].start, spans[last - 1].end
    at = spans[first - 1].end if first else 0
    return at, at
