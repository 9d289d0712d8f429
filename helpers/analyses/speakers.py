"""Chapter 09: who speaks where the article says "he", and which kind of source that is, as rules propose it.

- A pronoun is the nearest one who spoke before: "he" and "she" a person, "it" and "they" a body, if there is one.
- A name is looked for in the words of the source ("Mayor Ivo Rossi", "Ivo Rossi, an engineer"); a surname, or "the
  co-operative", is the full name that stands in the articles. All others are called as the article calls them.
- The kind is that of the word that says so in source_kinds.csv: a word of the source, its head before the rest; else one
  that stands with the name, before it or behind it, somewhere in the articles.
"""

import re
from typing import NamedTuple

import pandas as pd

from helpers.analyses.naming import any_of
from helpers.analyses.statements import NOT_CODED, RULES, under_review
from helpers.attribution.clauses import DAYS, DETERMINERS, JOINING, NO_NAMES, POSSESSIVES, PREPOSITIONS, SUBORDINATORS
from helpers.attribution.measure import HERE, wilson
from helpers.corpus import text as texts
from helpers.corpus.coded import TAKEN_OUT
from helpers.corpus.memory import remembered
from helpers.corpus.tables import forms_in, read_table

KINDS = HERE / "source_kinds.csv"
UNNAMED = "unnamed"
PERSONS, BODIES = {"he", "she"}, {"it", "they", "statement"}
NO_PART_OF_A_NAME = (
    DETERMINERS | PREPOSITIONS | JOINING | SUBORDINATORS | NO_NAMES | DAYS | {"he", "she", "it", "they", "we"}
)
# Behind these stands no more of the head of a source, nor of its name: "the lawyer | of the company", "Rossi | , 40".
BEHIND_THE_HEAD = re.compile(r"\b(?:of|for|from|in|at|on|with|to|by|and|who|which|that)\b|[,;:(\[—–]| - ")
# What stands with a name: "harbour master | Rossi", "the news agency, | Rossi"; "Rossi | , an engineer of the company".
A_WORD = r"[^\s.,;:!?“”\"()\[\]—–]+"
BEFORE_A_NAME = re.compile(rf"(?:{A_WORD}\s){{0,3}}{A_WORD},?\s$")
BEHIND_A_NAME = re.compile(rf"(?:,|\s\(|\s?[—–]|\sof\b|\sfrom\b)(?:\s?{A_WORD}){{1,9}}")
MALE, FEMALE = (
    re.compile(r"man\b|\b(?:mr|his|father|son|husband)\b"),
    re.compile(r"woman\b|\b(?:mrs|ms|miss|her|mother|wife)\b"),
)


class Kind(NamedTuple):
    """A kind of source, and the word that says so; "not coded" and "" where none does."""

    source_type: str = NOT_CODED
    word: str = ""


def kinds(corpus):
    """The kinds of source and the words that say so, the event's own if it has any. Columns: kind, words."""
    return (
        corpus.source_kinds if corpus.has("source_kinds") else read_table(KINDS, ["kind", "words"], ["kind", "words"])
    )


@remembered
def each(corpus):
    """Each statement that is not taken out, with who is proposed as its speaker; the index of statements.under_review.

    Columns: article, source, text, speaker, source_type, word (that says which kind it is, "" for none), row (of proposed).
    """
    table = under_review(corpus)
    table = table[table["decision"] != TAKEN_OUT]
    listed = {word.strip() for words in kinds(corpus)["words"] for word in re.split("[;,]", words)}
    # "Minister", but not "Russia": a name that stands for a kind is no office.
    offices = {word for word in listed if word == word.lower()} | texts.TITLES
    names = {article: _names(running, offices) for article, running in corpus.running_texts()}
    speakers = pd.Series("", index=table.index, dtype="object")
    for article, rows in table.groupby("article", sort=False):
        others = [name for other, found in names.items() if other != article for name in found]
        speakers[rows.index] = _speakers(rows, names[article], others, offices)
    found = _kinds_of(corpus, table["source"], speakers)
    table = table[["article", "source", "text"]].assign(speaker=speakers)
    table = table.assign(source_type=[kind.source_type for kind in found], word=[kind.word for kind in found])
    return table.assign(row=table.groupby([table["source"].map(_plain), "speaker"], sort=False).ngroup())


def proposed(corpus):
    """Who speaks and which kind of source it is, as rules propose it: a row a source that is called so, in reading order.

    Columns: source (the words of the first article, "" for none), articles (short names, with a comma), statements (how many), speaker,
    source_type ("not coded" where no word says so), word (that says so), text (of the first statement), found_by ("rules").
    What is coded of speakers is not looked at.
    """
    table = each(corpus)
    groups = table.groupby("row", sort=False)
    return (
        groups.agg(
            source=("source", "first"),
            articles=("article", lambda names: ", ".join(dict.fromkeys(names))),
            statements=("article", "size"),
            speaker=("speaker", "first"),
            source_type=("source_type", "first"),
            word=("word", "first"),
            text=("text", "first"),
        )
        .reset_index(drop=True)
        .assign(found_by=RULES)
    )


def measured(corpus):
    """How often the proposals are right, against the speakers and kinds that are coded in the corpus.

    A kind is right if a reader called it so, or by a word that stands for it in source_kinds.csv, as “officials” stands for
    government. Columns, indexed by "asked": statements (that have a coding), right, share (from 0 to 1, NaN of none), low, high
    (its 95 % Wilson interval). Rows: the speaker, the speaker where the article has a pronoun, the kind.
    """
    coded, found, kind_of = under_review(corpus), each(corpus), _kind_finder(corpus)
    coded = coded.loc[found.index]
    coded = coded[coded["source_type"] != NOT_CODED]
    found = found.loc[coded.index]
    speaker = coded["speaker"].map(_plain) == found["speaker"].map(_plain)
    called = coded["source_type"].map(lambda name: kind_of(name).source_type)
    kind = (called.where(~coded["source_type"].isin(kinds(corpus)["kind"]), coded["source_type"])) == found[
        "source_type"
    ]
    pronoun = coded["source"].map(_plain).isin(PERSONS | BODIES)
    asked = {"who speaks": speaker, "who “he”, “she” or “they” is": speaker[pronoun], "which kind of source": kind}
    rows = pd.DataFrame(
        {"statements": map(len, asked.values()), "right": map(sum, asked.values())}, index=pd.Index(asked, name="asked")
    )
    of = rows["statements"].where(rows["statements"] > 0)
    rows["share"] = rows["right"] / of
    rows["low"], rows["high"] = wilson(rows["right"], of)
    return rows


def _plain(words):
    """A source in small letters, without "the" before it and what stands in brackets."""
    words = re.sub(r"\(.*?\)", "", texts.shaped(words).text).lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _speakers(rows, names, others, offices):
    """Who says each of the statements of an article, given in reading order. names, others: those of the articles (_names)."""
    spoken, genders, speakers = [], {}, []
    for row in rows.itertuples():
        plain = _plain(row.source)
        # The nearest one first.
        before = sorted(names, key=lambda name: (name.start > row.start, abs(name.start - row.start)))
        if plain in PERSONS | BODIES:
            speaker = _meant(plain, spoken, genders) or row.source
        else:
            name = _person_in(row.source, offices, before, others)
            speaker = name or _body_in(plain, before + others) or _as_written(row.source, offices)
            spoken.append((speaker, bool(name) or _is_a_person(plain)))
        if speaker and (plain in PERSONS or speaker not in genders):
            genders[speaker] = _gender(plain) or genders.get(speaker)
        speakers.append(speaker or UNNAMED)
    return speakers


def _gender(plain):
    if plain in PERSONS:
        return plain
    return "she" if FEMALE.search(plain) else "he" if MALE.search(plain) else None


def _is_a_person(plain):
    return bool(re.search(r"man\b", plain))


def _meant(pronoun, spoken, genders):
    """The nearest one who spoke and can be meant by a pronoun, or None."""
    if pronoun in PERSONS:
        fits = [speaker for speaker, is_person in spoken if is_person and genders.get(speaker) in (None, pronoun)]
    else:
        fits = [speaker for speaker, is_person in spoken if not is_person] or [speaker for speaker, _ in spoken]
    return fits[-1] if fits else None


class Name(NamedTuple):
    """Words with capitals that follow one another: where they start, all of them, and those behind an office, "Mayor Rossi"."""

    start: int
    words: tuple
    person: tuple


def _names(text, offices):
    """The names in a text, in order. offices: words in small letters that stand before a name, or make it that of a body."""
    names, run, end = [], [], 0
    for start, last in [*texts.word_spans(text), (len(text) + 1, len(text) + 1)]:
        word = texts.spelt(text[start:last]).text
        has_capital = bool(re.match(r"[a-z]{0,3}-?[^\W\d_a-z]", word)) and word.lower() not in NO_PART_OF_A_NAME
        joined = re.fullmatch(r"([.'’]?)[^\S\n\f]", text[end:start]) if run and has_capital else None
        # Behind any other word a full stop ends a sentence.
        if joined and (joined[1] != "." or len(run[-1][1]) == 1 or run[-1][1].lower() in texts.TITLES):
            run[-1] = (run[-1][0], run[-1][1] + joined[1])
        elif run:
            names.append(_name(run, offices))
            run = []
        run, end = [*run, (start, word)] if has_capital else run, last
    return names


def _name(run, offices):
    words = [re.sub("['’]s?$", "", word) if place == len(run) - 1 else word for place, (_, word) in enumerate(run)]
    behind = [
        place + 1 for place, word in enumerate(words) if re.split("[-‐‑]", word)[-1].lower().rstrip(".") in offices
    ]
    return Name(run[0][0], tuple(words), tuple(words[max(behind, default=0) :]))


def _person_in(source, offices, names, others):
    """The full name of the person, or of the body without an office, that a source names; "" where it names none."""
    found, head = _names(source, offices), BEHIND_THE_HEAD.split(source)[0]
    if found and found[0].start < len(head) and not found[0].person:
        return ""
    for name in found:
        if len(name.person) > 1:
            return " ".join(name.person)
    head = head.split()
    is_named = len(head) == 1 or head and head[0].lower() not in DETERMINERS - POSSESSIVES
    for name in found:
        is_head = is_named and len(name.person) == 1 and head[-1] == name.person[0] and " and " not in source
        if is_head or len(name.person) == 1 and source.endswith(f", {name.person[0]}"):
            return _full(name.person[0], names) or _full(name.person[0], others) or name.person[0]
    return ""


def _full(surname, names):
    full = [name.person for name in names if len(name.person) > 1 and re.split("[-‐‑]", name.person[-1])[-1] == surname]
    return " ".join(full[0]) if full else ""


def _body_in(plain, names):
    """The full name of "the co-operative", if it stands in the articles; "" if not."""
    full = [name.words for name in names if len(name.words) > 1 and name.words[-1].lower() == plain]
    return " ".join(full[0]) if full else ""


def _as_written(source, offices):
    """A source as the article calls it: without "the", and without what is added to it."""
    words = re.split(r"[,;:(\[—–]| - |\bwh(?:o|ich)\b", source)[0].split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    elif words and (
        words[0].lower() in DETERMINERS
        or words[0].lower() in offices
        and words[1:2] == [word.lower() for word in words[1:2]]
    ):
        words[0] = words[0].lower()
    return " ".join(words)


def _kind_finder(corpus):
    """A function that says which Kind the words of a source have."""
    patterns = [(row.kind, any_of(forms_in(row.words))) for row in kinds(corpus).itertuples()]

    def kind_of(words):
        words = texts.shaped(words).text.lower()
        found = [(match.span(), kind) for kind, pattern in patterns for match in pattern.finditer(words)]
        behind = BEHIND_THE_HEAD.search(words)
        head = [each for each in found if not behind or each[0][1] <= behind.start()]
        if not found:
            return Kind()
        # Of a head the last word counts, of words that end together the longest; of the rest, what stands first.
        (start, end), kind = max(head, key=_last) if head else min(found, key=_first)
        return Kind(kind, words[start:end])

    return kind_of


def _last(found):
    (start, end), _ = found
    return end, -start


def _first(found):
    (start, end), _ = found
    return start, -end


def _kinds_of(corpus, sources, speakers):
    """The Kind of each of the speakers, the same for all that one says."""
    kind_of, kinds_of = _kind_finder(corpus), {}
    for source, speaker in zip(sources, speakers):
        if not kinds_of.get(speaker, Kind()).word:
            kinds_of[speaker] = kind_of(source)
    for speaker, kind in kinds_of.items():
        if not kind.word:
            own = kind_of(speaker)
            kinds_of[speaker] = own if own.word else _beside(corpus, speaker, kind_of)
    return [kinds_of[speaker] for speaker in speakers]


def _beside(corpus, speaker, kind_of):
    """The Kind that words beside a name give it, in the first place where some do: "harbour master Rossi", "Rossi, a baker"."""
    for _, running in corpus.running_texts() if speaker[:1].isupper() else ():
        for place in texts.find_spans(running, speaker):
            before = BEFORE_A_NAME.search(running, max(0, place.start - 60), place.start)
            behind = BEHIND_A_NAME.match(running, place.end)
            office = BEHIND_THE_HEAD.split(before.group().rstrip(" ,"))[-1] if before else ""
            for words in (office, behind.group().strip(" ,(—–") if behind else ""):
                if (kind := kind_of(words)).word:
                    return kind
    return Kind()
