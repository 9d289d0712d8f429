"""Chapter 03: who gets to speak, by which verb, in how many words; and how well rules find what reading finds."""

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.analyses.naming import counts, rates
from helpers.analyses.voice import VOICES, voice_codes, voices
from helpers.attribution.measure import CONTENT, PLACES, ROLES, evaluate
from helpers.attribution.rules import as_table, cue_table, statements
from helpers.corpus import text as texts
from helpers.corpus.memory import remembered
from helpers.corpus.spans import overlapping
from helpers.corpus.tables import CorpusError

STATEMENT_COLUMNS = [
    "article",
    "text",
    "source",
    "speaker",
    "source_type",
    "cue",
    "cue_kind",
    "kind",
    "start",
    "end",
    *PLACES,
    "found_by",
]
CODED, RULES = "coding by hand", "rules"
NOT_CODED = "not coded"


def cue_kind(cue):
    """The kind of a cue such as "has accused": neutral, doubting, accusing and so on, by its last word in cues.csv.

    "no cue" for none, "not in the table" for words that cues.csv lacks.
    """
    found = [word for word in re.findall(r"[^\W_]+", cue.lower()) if word in _kinds()]
    return _kinds()[found[-1]] if found else "not in the table" if cue else "no cue"


@cache
def _kinds():
    return {form: row.kind for row in cue_table().itertuples() for form in row.forms.split("; ")}


def attributions(corpus, article=None):
    """The statements that the articles give to sources: as coded by hand, else as `extract` finds them.

    article: the short name of the only one that is asked for. Columns: article, text (the content), source, speaker,
    source_type, cue, cue_kind (see cue_kind), kind (direct, indirect, mixed), start, end, source_start, source_end,
    cue_start, cue_end (offsets into raw; NA where the article has none), found_by ("coding by hand" if the corpus has
    attributions.csv, else "rules").
    """
    if not corpus.has("attributions"):
        return by_rules(corpus, article)
    coded = corpus.attributions
    coded = coded if article is None else coded[coded["article"] == article]
    return coded.assign(cue_kind=coded["cue"].map(cue_kind), found_by=CODED)[STATEMENT_COLUMNS]


def by_rules(corpus, article=None):
    """The statements that `extract` finds in the articles, or in the one asked for; columns as those of attributions.

    The rules do not know who a "he" is nor what kind of source it is: speaker repeats source, source_type is "not coded".
    """
    return _found(corpus, article)


@remembered
def _found(corpus, article):
    articles = corpus.articles.index if article is None else [article]
    read = [statements(corpus.running_text(each)) for each in articles]
    table = as_table(read).rename(columns=CONTENT)
    table["article"] = np.repeat(np.array(articles, dtype="object"), [len(each) for each in read])
    for name, edges in {"text": ("start", "end"), **{role: (f"{role}_start", f"{role}_end") for role in ROLES}}.items():
        table[name] = _slices(corpus.articles["raw"], table["article"], *(table[edge] for edge in edges))
    kinds = {cue: cue_kind(cue) for cue in table["cue"].unique()}
    table = table.assign(
        speaker=table["source"], source_type=NOT_CODED, found_by=RULES, cue_kind=table["cue"].map(kinds)
    )
    return table[STATEMENT_COLUMNS].astype({"start": "int64", "end": "int64"})


def _slices(raw, articles, starts, ends):
    """The words of the articles from start to end, "" where there is no place."""
    raw = raw.to_dict()
    places = zip(articles, starts.to_numpy("int64", na_value=-1), ends.to_numpy("int64", na_value=-1))
    return [raw[article][start:end] if start >= 0 else "" for article, start, end in places]


def passage(corpus, article, first, last):
    """The statements of attributions that stand in the sentences `first` to `last` of an article; its columns."""
    start, end = stretch(corpus, article, first, last)
    said = attributions(corpus, *corpus.short_names(article))
    return said[(said["start"] >= start) & (said["end"] <= end)].reset_index(drop=True)


def stretch(corpus, article, first, last):
    """Where the sentences `first` to `last` (numbers) of an article begin and end: two offsets into raw.

    Raises CorpusError for a name that is no article's, and for numbers that no sentence has.
    """
    (article,) = corpus.short_names(article)
    mine = corpus.sentences[corpus.sentences["article"] == article].set_index("number")
    if not 1 <= first <= last <= len(mine):
        raise CorpusError(f"{article} has the sentences 1 to {len(mine)}; there are none from {first} to {last}.")
    return int(mine.loc[first:last, "start"].min()), int(mine.loc[first:last, "end"].max())


def sources(corpus, by="source_type", also=()):
    """How much each kind of source says in each article, one row for each article and each value of `by`.

    by: source_type, or another column of attributions. also: values that belong into the table although nobody of them
    says anything. Columns: article, that of by, statements, words (of their contents; a statement inside another one counts
    in both), found_by (see attributions). Rows that count nothing are there too.
    """
    said = attributions(corpus)
    said = said.assign(words=[len(texts.words(text)) for text in said["text"]])
    values = dict.fromkeys([*said[by].value_counts().index, *also])
    every = pd.MultiIndex.from_product([corpus.articles.index, list(values)], names=["article", by])
    table = said.groupby(["article", by])["words"].agg(statements="size", words="sum")
    return table.reindex(every, fill_value=0).reset_index().assign(found_by=_found_by(corpus))


def _found_by(corpus):
    return CODED if corpus.has("attributions") else RULES


def by_voice(corpus):
    """In whose voice the words of each article stand, one row for each article and voice.

    Columns: article, voice, words, share (of the words of the article, in per cent), found_by (see attributions).
    """
    spans = [texts.word_edges(running) for _, running in corpus.running_texts()]
    codes = np.repeat(np.arange(len(spans)), [len(each) for each in spans])
    starts, ends = np.concatenate(spans).T
    words = pd.DataFrame({"article": corpus.articles.index.to_numpy()[codes], "start": starts, "end": ends})
    voice = pd.Categorical.from_codes(voice_codes(corpus, words, statements=attributions(corpus)), VOICES)
    table = rates(corpus, words.assign(voice=voice), by="voice")
    table = table.assign(words=table["count"], share=100 * table["count"] / table["words"], found_by=_found_by(corpus))
    return table[["article", "voice", "words", "share", "found_by"]]


def verbs(corpus):
    """How many statements each article gives with each kind of cue: one row an article, one column a kind."""
    said = attributions(corpus)
    return counts(corpus, said, by="cue_kind")[said["cue_kind"].value_counts().index].rename_axis(columns="kind of cue")


def who_says(corpus, article):
    """An article cut into stretches, each with its voice and who speaks in it, in reading order.

    article: its short name, or its outlet. Columns: sentence (its number), start, end (offsets into raw), words, voice,
    speaker, cue ("" where the article itself speaks). Inside a statement that stands in another one, the inner speaker is given.
    """
    (article,) = corpus.short_names(article)
    said, raw = attributions(corpus, article), corpus.articles.at[article, "raw"]
    sentences, quotations = corpus.sentences_of(article), corpus.quotations_of(article)
    cuts = np.unique(
        np.concatenate([table[edge] for table in (sentences, quotations, said) for edge in ("start", "end")])
    )
    table = pd.DataFrame({"article": article, "start": cuts[:-1], "end": cuts[1:]})
    within = np.searchsorted(sentences["start"], table["start"], "right") - 1
    # Between two sentences there is nobody's stretch.
    inside = (within >= 0) & (table["end"].to_numpy() <= sentences["end"].to_numpy()[within])
    table = table[inside].assign(sentence=sentences["number"].to_numpy()[within[inside]])
    table["words"] = [raw[start:end].strip() for start, end in zip(table["start"], table["end"])]
    table = table[[texts.WORD.search(words) is not None for words in table["words"]]].reset_index(drop=True)
    table["voice"] = voices(corpus, table, quotations, said)
    table["speaker"], table["cue"] = _innermost(table, said)
    return table[["sentence", "start", "end", "words", "voice", "speaker", "cue"]]


def _innermost(stretches, said):
    """Speaker and cue of the shortest statement that each stretch stands in, joined where there are several, as two lists."""
    speakers, cues = [""] * len(stretches), [""] * len(stretches)
    lengths = (said["end"] - said["start"]).to_numpy()
    for stretch, around in groupby(zip(*overlapping(stretches, said)), key=itemgetter(0)):
        places = [place for _, place in around]
        shortest = sorted(place for place in places if lengths[place] == lengths[places].min())
        speakers[stretch] = " and ".join(said["speaker"].iloc[shortest])
        cues[stretch] = " / ".join(dict.fromkeys(said["cue"].iloc[shortest]))
    return speakers, cues


def side_by_side(found, coded, names=("the rules", "the reader")):
    """Two codings of the same text, a row a statement, in reading order.

    found, coded: tables with the columns of attributions. names: whose they are. Columns: article, content, source, cue (of
    coded, or else of found), other source, other cue (of found), seen by ("both", "only the rules", "only the reader").
    """
    result = evaluate(found, coded)
    both = [(coded.loc[other], found.loc[one], "both") for one, other in result.pairs.itertuples(index=False)]
    only_first = [(None, row, f"only {names[0]}") for _, row in result.invented.iterrows()]
    only_second = [(row, None, f"only {names[1]}") for _, row in result.missed.iterrows()]
    rows = []
    for ours, theirs, seen in both + only_first + only_second:
        shown, other = (row if row is not None else one for row, one in ((ours, theirs), (theirs, {})))
        named = [row.get(role, "") for row in (shown, other) for role in ROLES]
        rows.append((shown["start"], shown["article"], shown["text"], *named, seen))
    order = {article: place for place, article in enumerate(dict.fromkeys([*coded["article"], *found["article"]]))}
    table = pd.DataFrame(
        sorted(rows, key=lambda row: (order[row[1]], row[0])),
        columns=["start", "article", "content", "source", "cue", "other source", "other cue", "seen by"],
    )
    return table.drop(columns="start")
