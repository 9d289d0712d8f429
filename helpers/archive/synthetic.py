"""A small archive that is made on the spot, of three invented newspapers in an invented town: nothing in it has happened.

All is put into it on purpose, so that what is counted can be laid beside what is true: a word that comes up month by month
in one paper, a text of an agency that is printed again and again, a month that is lost, a word that changes its sense, and a
paper that changes how it names its sources, in words that the rules do not know.
"""

import json
import random
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analyses import sourcing
from helpers.analyses.estimates import ADDED, KEPT, TAKEN_OUT, checked
from helpers.archive.archive import open_archive
from helpers.archive.reading import COLUMNS
from helpers.corpus.spans import number_overlapping

ALDER, BIRCH, CEDAR = OUTLETS = ["Alder Post", "Birch Daily", "Cedar News"]
MONTHS = [f"2031-{month:02}" for month in range(1, 13)]
LOST = CEDAR, MONTHS[2]
WIRE, PRINTED = MONTHS[5], 40
STORMS = MONTHS[8:10]
NEW_EDITOR = 6
EACH = 25

LEXICON = pd.DataFrame(
    [
        ("rioter", "rioter; rioters", "", ""),
        ("protester", "protester; protesters", "", ""),
        ("strike", "strike; strikes", "", ""),
    ],
    columns=["label", "forms", "family", "note"],
)
WORDS = {
    "adjective": "old new small large grey red narrow wide quiet late early wooden empty bright heavy cold dry plain high low "
    "young local broken clean dusty tall short famous cheap rare".split(),
    "noun": "harbour bridge market school station theatre garden bakery tower library museum chapel warehouse office canal "
    "mill hotel kitchen ferry tunnel orchard square stadium pharmacy workshop cinema barracks lighthouse depot brewery".split(),
    "did": "faced served crossed joined missed followed reached passed served needed lost filled carried covered touched left "
    "watched bought sold mended opened closed cleaned painted measured moved lit warmed shook cooled".split(),
    "place": "behind beside near above below beyond opposite outside around towards".split(),
    "name": "Anna Rossi,Omar Lund,Eva Brandt,Ivo Marin,Lea Novak,the mayor,the council,the harbour office,Tom Adler".split(
        ","
    ),
    "state": "open closed safe unsafe ready full empty finished late useless".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
PLAIN = "The {adjective} {noun} {did} the {adjective} {noun} {place} the {adjective} {noun}."
RIOTERS = "Some rioters {did} the {adjective} {noun}."
PROTESTERS = "Many protesters {did} the {adjective} {noun}."
AT_WORK = "The strike {did} the {adjective} {noun}."
LIGHTNING = "A lightning strike {did} the {adjective} {noun}."
SAID = [
    "{name} said the {noun} would be {state} on {day}.",
    "“The {adjective} {noun} is {state},” said {name}.",
    "According to {name}, the {adjective} {noun} was {state}.",
    "{name} announced that the {noun} was {state}.",
]
# What the rules do not find.
SAID_OTHERWISE = [
    "As {name} sees it, the {adjective} {noun} is {state}.",
    "To hear {name} tell it, the {adjective} {noun} was {state}.",
]
# What the rules take for somebody's words.
NOBODY_SAID = [
    "The {adjective} lamp indicated that the {noun} was {state}.",
    "The new map shows that the {noun} is {state}.",
]


@cache
def made(seed=0):
    """The articles of the archive, a table with COLUMNS, and its statements: article, start, end (of their sentences)."""
    chance, rows, true = random.Random(seed), [], []
    wire = [_sentence(chance, each) for each in [PLAIN] * 7 + [RIOTERS] * 5]
    for month in range(len(MONTHS)):
        for outlet in OUTLETS:
            if (outlet, MONTHS[month]) != LOST:
                for _ in range(EACH):
                    _add(chance, rows, true, outlet, month, _planned(chance, outlet, month))
        for _ in range(PRINTED if MONTHS[month] == WIRE else 0):
            _add(
                chance,
                rows,
                true,
                chance.choice([BIRCH, CEDAR]),
                month,
                [(PLAIN, False), *((each, False) for each in wire)],
            )
    return pd.DataFrame(rows, columns=COLUMNS), pd.DataFrame(true, columns=["article", "start", "end"])


def _planned(chance, outlet, month):
    """The sentences of an article, as patterns, each with whether somebody says something in it; in random order."""
    alike = 1 + month / 4 if outlet == ALDER else 2
    otherwise = 0.7 if outlet == CEDAR and month >= NEW_EDITOR else 0.1
    many = {
        PLAIN: 6,
        RIOTERS: _times(chance, alike / 2),
        PROTESTERS: _times(chance, 1),
        AT_WORK: _times(chance, 0.9 if month < 5 else 0.15),
        LIGHTNING: _times(chance, 1.2 if MONTHS[month] in STORMS else 0),
        chance.choice(NOBODY_SAID): _times(chance, 0.3),
    }
    said = [chance.choice(SAID_OTHERWISE if chance.random() < otherwise else SAID) for _ in range(_times(chance, 2.5))]
    planned = [(pattern, False) for pattern, times in many.items() for _ in range(times)] + [
        (each, True) for each in said
    ]
    chance.shuffle(planned)
    return planned


def _times(chance, mean):
    """A number around `mean`: how often something happens that may happen at any of twenty places."""
    return sum(chance.random() < mean / 20 for _ in range(20))


def _sentence(chance, pattern):
    return _capital(pattern.format_map(_Slots(chance)))


class _Slots(dict):
    def __init__(self, chance):
        self._chance = chance

    def __missing__(self, slot):
        return self._chance.choice(WORDS[slot])


def _capital(sentence):
    return sentence[:1].upper() + sentence[1:]


def _add(chance, rows, true, outlet, month, planned):
    name, text = f"{outlet.split()[0].lower()}-{len(rows) + 1:04}", ""
    for place, (pattern, is_said) in enumerate(planned):
        start = len(text)
        text += _sentence(chance, pattern)
        if is_said:
            true.append((name, start, len(text)))
        text += "\n\n" if place % 3 == 2 else " "
    rows.append((name, outlet, f"{MONTHS[month]}-{chance.randint(1, 28):02}", "", text.strip()))


@cache
def archive(seed=0):
    """The Archive of what is made, opened in this process."""
    folder = tempfile.TemporaryDirectory(prefix="synthetic-")
    path = Path(folder.name) / "synthetic.jsonl"
    path.write_text("\n".join(map(json.dumps, made(seed)[0].to_dict("records"))), encoding="utf-8")
    opened = open_archive(path, processes=1, part=300)
    # The folder goes with the archive.
    opened.folder = folder
    return opened


def read(n, seed=0):
    """A sample of `n` articles, drawn by chance and read by somebody who makes no mistake, as estimates.checked gives it.

    Also columns: outlet, month, half (of the year: first, second).
    """
    about = archive().articles
    names = about["article"].iloc[sorted(random.Random(seed).sample(range(len(about)), n))]
    table = checked(_decided(names), names).merge(about[["article", "outlet", "month"]], on="article")
    return table.assign(half=np.where(table["month"] < MONTHS[NEW_EDITOR], "first", "second"))


def truth():
    """How many statements there really are, by outlet and half of the year, in an archive that nobody could read whole."""
    true = made()[1].merge(archive().articles[["article", "outlet", "month"]], on="article")
    true["half"] = np.where(true["month"] < MONTHS[NEW_EDITOR], "first", "second")
    return true.groupby(["outlet", "half"]).size().rename("statements").reset_index()


def by_half(outlet):
    """How many statements rules find in each half of the year of an outlet, and how many articles it has: two Series."""
    about = archive().articles
    about = about[about["outlet"] == outlet]
    half = pd.Series(np.where(about["month"] < MONTHS[NEW_EDITOR], "first", "second"), index=about["article"])
    return archive().run(sourcing.attributions).table["article"].map(half).value_counts(), half.value_counts()


def _decided(names):
    """What a reader decides: what was found in a sentence where somebody speaks is kept, what was missed there is added."""
    found, true = archive().run(sourcing.attributions).table, made()[1]
    found, true = found[found["article"].isin(names)], true[true["article"].isin(names)]
    right, seen = number_overlapping(found, true) > 0, number_overlapping(true, found) > 0
    return pd.concat(
        [
            found[["article"]].assign(decision=np.where(right, KEPT, TAKEN_OUT)),
            true[~seen][["article"]].assign(decision=ADDED),
        ],
        ignore_index=True,
    )
