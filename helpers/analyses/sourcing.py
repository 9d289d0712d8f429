"""Chapter 03: who gets to speak, by which verb, in how many words; and how well rules find what reading finds."""

from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.analyses.naming import counts, rates
from helpers.analyses.statements import CODED, NOT_CODED, RULES, attributions, by_rules, cue_kind, found_by, said
from helpers.analyses.voice import VOICES, voice_codes, voices
from helpers.attribution import measure
from helpers.attribution.measure import ROLES
from helpers.corpus import text as texts
from helpers.corpus.spans import number_overlapping, overlapping
from helpers.corpus.tables import CorpusError

__all__ = [
    "CODED",
    "RULES",
    "around",
    "attributions",
    "by_rules",
    "by_voice",
    "cue_kind",
    "evaluate",
    "passage",
    "side_by_side",
    "sources",
    "stretch",
    "verbs",
    "who_says",
]
NOT_SAID = "not said"
# So many sentences before and behind a statement its source and its cue are still shown with it.
FAR = 3


def evaluate(found, coded):
    """How well `found` agrees with `coded`, as measure.evaluate says it, in the articles that are coded.

    What rules have found (found_by) is no coding: it would agree with itself.
    """
    if "found_by" in coded:
        coded = coded[coded["found_by"] != RULES]
        found = found[found["article"].isin(coded["article"])]
    return measure.evaluate(found, coded)


def passage(corpus, article, first, last):
    """The statements of attributions that stand in the sentences `first` to `last` of an article; its columns."""
    start, end = stretch(corpus, article, first, last)
    given = attributions(corpus, *corpus.short_names(article))
    return given[(given["start"] >= start) & (given["end"] <= end)].reset_index(drop=True)


def stretch(corpus, article, first, last):
    """Where the sentences `first` to `last` (numbers) of an article begin and end: two offsets into raw.

    Raises CorpusError for a name that is no article's, and for numbers that no sentence has.
    """
    (article,) = corpus.short_names(article)
    mine = corpus.sentences[corpus.sentences["article"] == article].set_index("number")
    if not 1 <= first <= last <= len(mine):
        raise CorpusError(f"{article} has the sentences 1 to {len(mine)}; there are none from {first} to {last}.")
    return int(mine.loc[first:last, "start"].min()), int(mine.loc[first:last, "end"].max())


def around(corpus, statement):
    """The sentences that a statement stands in with its source and its cue: the numbers of the first and the last.

    statement: a row of attributions, or of statements.under_review.
    """
    parts = [(statement["start"], statement["end"])]
    parts += [(statement[f"{role}_start"], statement[f"{role}_end"]) for role in ROLES if statement[role]]
    starts = corpus.sentences_of(statement["article"])["start"]
    numbers = [int(starts.searchsorted(edge, "right")) for start, end in parts for edge in (start, end - 1)]
    first, last = max(1, min(numbers), numbers[0] - FAR), min(max(numbers), numbers[1] + FAR)
    return first, last


def sources(corpus, by="source_type", also=()):
    """How much each kind of source says in each article, one row for each article and each value of `by`.

    by: source_type, or another column of attributions. also: values that belong into the table although nobody of them
    says anything. Columns: article, that of by, statements, words (of their contents; a statement inside another one counts
    in both), found_by (see attributions). Rows that count nothing are there too, but for kinds of source in an article that
    is not coded: rules know none. What a source did not say is not counted.
    """
    made = said(corpus)
    made = made.assign(words=[len(texts.words(text)) for text in made["text"]])
    values = dict.fromkeys([*made[by].value_counts().index, *also])
    every = pd.MultiIndex.from_product([corpus.articles.index, list(values)], names=["article", by])
    table = made.groupby(["article", by])["words"].agg(statements="size", words="sum")
    table = table.reindex(every, fill_value=0).reset_index()
    table = table.assign(found_by=table["article"].map(found_by(corpus)))
    unknown = (table["found_by"] == RULES) == (table[by] != NOT_CODED) if by == "source_type" else False
    return table[(table["statements"] > 0) | ~np.asarray(unknown)].reset_index(drop=True)


def by_voice(corpus):
    """In whose voice the words of each article stand, one row for each article and voice.

    Columns: article, voice, words, share (of the words of the article, in per cent), found_by (see attributions). The rule
    of voice.voices holds: what a source is said not to have said is in the article's own voice.
    """
    spans = [texts.word_edges(running) for _, running in corpus.running_texts()]
    codes = np.repeat(np.arange(len(spans)), [len(each) for each in spans])
    starts, ends = np.concatenate(spans).T
    words = pd.DataFrame({"article": corpus.articles.index.to_numpy()[codes], "start": starts, "end": ends})
    voice = pd.Categorical.from_codes(voice_codes(corpus, words), VOICES)
    table = rates(corpus, words.assign(voice=voice), by="voice")
    table = table.assign(words=table["count"], share=100 * table["count"] / table["words"])
    table["found_by"] = table["article"].map(found_by(corpus))
    return table[["article", "voice", "words", "share", "found_by"]]


def verbs(corpus):
    """How many statements each article gives with each kind of cue: one row an article, one column a kind.

    What a source is said not to have said is not counted.
    """
    made = said(corpus)
    return counts(corpus, made, by="cue_kind")[made["cue_kind"].value_counts().index].rename_axis(columns="kind of cue")


def who_says(corpus, article):
    """An article cut into stretches, each with its voice and who speaks in it, in reading order.

    article: its short name, or its outlet. Columns: sentence (its number), start, end (offsets into raw), words, voice,
    speaker, cue ("" where the article itself speaks), negated (whether speaker and cue are of a statement that was *not* made;
    the voice is then the article's own), found_by (of that statement, "" for none). Inside a statement that stands in another one, the inner speaker is given.
    """
    (article,) = corpus.short_names(article)
    given, raw = attributions(corpus, article), corpus.articles.at[article, "raw"]
    made, not_made = (given[given["negated"] == negated] for negated in (False, True))
    sentences, quotations = corpus.sentences_of(article), corpus.quotations_of(article)
    cuts = np.unique(
        np.concatenate([table[edge] for table in (sentences, quotations, given) for edge in ("start", "end")])
    )
    table = pd.DataFrame({"article": article, "start": cuts[:-1], "end": cuts[1:]})
    within = np.searchsorted(sentences["start"], table["start"], "right") - 1
    # Between two sentences there is nobody's stretch.
    inside = (within >= 0) & (table["end"].to_numpy() <= sentences["end"].to_numpy()[within])
    table = table[inside].assign(sentence=sentences["number"].to_numpy()[within[inside]])
    table["words"] = [raw[start:end].strip() for start, end in zip(table["start"], table["end"])]
    table = table[[texts.WORD.search(words) is not None for words in table["words"]]].reset_index(drop=True)
    table["voice"] = voices(corpus, table, quotations, made)
    table["speaker"], table["cue"], table["found_by"] = _innermost(table, made)
    denied = table["voice"].isin(["own", "scare"]) & (number_overlapping(table, not_made) > 0)
    for name, values in zip(["speaker", "cue", "found_by"], _innermost(table, not_made)):
        table[name] = table[name].where(~denied, values)
    table["negated"] = denied
    return table[["sentence", "start", "end", "words", "voice", "speaker", "cue", "negated", "found_by"]]


def _innermost(stretches, given):
    """Speaker, cue and found_by of the shortest statement that each stretch stands in, joined where there are several, as lists.

    Where one of several was found by rules, all are.
    """
    speakers, cues, found_by = ([""] * len(stretches) for _ in range(3))
    lengths = (given["end"] - given["start"]).to_numpy()
    for stretch, around in groupby(zip(*overlapping(stretches, given)), key=itemgetter(0)):
        places = [place for _, place in around]
        shortest = sorted(place for place in places if lengths[place] == lengths[places].min())
        speakers[stretch] = " and ".join(given["speaker"].iloc[shortest])
        cues[stretch] = " / ".join(dict.fromkeys(given["cue"].iloc[shortest]))
        found_by[stretch] = max(given["found_by"].iloc[shortest])
    return speakers, cues, found_by


def side_by_side(found, coded, names=("the rules", "the reader")):
    """Two codings of the same text, a row a statement, in reading order.

    found, coded: tables with the columns of attributions. names: whose they are. Columns: article, content, source, cue (of
    coded, or else of found), other source, other cue (of found), seen by ("both", "only the rules", "only the reader"),
    negated ("not said" where the source is said not to have said it, with by whom if only one of the two reads it so).
    """
    result = measure.evaluate(found, coded)
    both = [(coded.loc[other], found.loc[one], "both") for one, other in result.pairs.itertuples(index=False)]
    only_first = [(None, row, f"only {names[0]}") for _, row in result.invented.iterrows()]
    only_second = [(row, None, f"only {names[1]}") for _, row in result.missed.iterrows()]
    rows = []
    for ours, theirs, seen in both + only_first + only_second:
        shown, other = (row if row is not None else one for row, one in ((ours, theirs), (theirs, {})))
        named = [row.get(role, "") for row in (shown, other) for role in ROLES]
        rows.append((shown["start"], shown["article"], shown["text"], *named, seen, _not_said(theirs, ours, names)))
    order = {article: place for place, article in enumerate(dict.fromkeys([*coded["article"], *found["article"]]))}
    table = pd.DataFrame(
        sorted(rows, key=lambda row: (order[row[1]], row[0])),
        columns=["start", "article", "content", "source", "cue", "other source", "other cue", "seen by", "negated"],
    )
    return table.drop(columns="start")


def _not_said(found, coded, names):
    reads = {name: bool(row.get("negated", False)) for name, row in zip(names, (found, coded)) if row is not None}
    if all(reads.values()):
        return NOT_SAID
    return "".join(f"{NOT_SAID}, by {name}" for name, negated in reads.items() if negated)
