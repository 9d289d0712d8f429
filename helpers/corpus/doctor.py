"""What in a corpus may lead a count astray, and what is fine: it looks at the texts, and judges no outlet."""

import re
from itertools import combinations

import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.corpus import TAG, WITHOUT_BLANKS
from helpers.corpus.pasted import suspects, unseen

FINE = "fine"
COLUMNS = ["check", "what", "where", "why_it_matters", "what_to_do"]
# Words that stand in any English text, whatever it is about.
FUNCTION_WORDS = set(
    "the of and to in a that is was for it on with as be at by he his from had are have not this which but they their or an "
    "were been has who its will would said after about than when into more over them".split()
)
# Of English news about four words in ten are among them.
LEAST_ENGLISH = 0.2
FEWEST_WORDS, FEWEST_TO_TELL = 100, 20
# The words of a run that two reports of one wire story share, and the part of the shorter one that lies in such runs.
RUN, NEARLY_ALL = 5, 0.5
MUCH_LONGER, DAYS_APART = 3, 365
PAYWALL = re.compile(
    r"subscribe (?:to|now|for)|already a subscriber|subscribers only|to continue reading|(?:log|sign) in to|"
    r"rest of this (?:article|story)|register to read|free articles",
    re.IGNORECASE,
)
# A stump is short, and where it breaks off it says why.
LONGEST_STUMP, LAST_CHARACTERS = 300, 400
# A line that ends within a sentence and goes on in the next one; of the lines of a text that was cut by the column, most do.
BROKEN_OFF, FEWEST_LINES = re.compile(r"[^.!?…:\"”’)]$"), 8
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")


def doctor(corpus):
    """A row a check. Columns: check, what (what was found, "fine" where nothing was), where (short names, each with how much),
    why_it_matters, what_to_do.

    It looks whether the articles can be counted and compared; whether an outlet is to be trusted it does not say.
    """
    rows = []
    for name, (look, what, why, cure) in CHECKS.items():
        where = ", ".join(look(corpus))
        rows.append((name, what, where, why, cure) if where else (name, FINE, "", "", ""))
    return pd.DataFrame(rows, columns=COLUMNS)


def _alone(corpus):
    if len(corpus.articles) < 2:
        yield from corpus.articles.index


def _short(corpus):
    for article, words in corpus.articles["words"].to_dict().items():
        if words < FEWEST_WORDS:
            yield f"{article} ({words} word{'s' * (words != 1)})"


def _alike(corpus):
    runs = {article: _runs(text) for article, text in corpus.articles["text"].items()}
    for one, other in combinations(runs, 2):
        shorter = min(len(runs[one]), len(runs[other]))
        share = len(runs[one] & runs[other]) / shorter if shorter else 0
        if share >= NEARLY_ALL:
            yield f"{one} and {other} ({100 * share:.0f} %)"


def _runs(text):
    words = [word.lower() for word in texts.words(text)]
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _not_english(corpus):
    for article, text in corpus.articles["text"].items():
        words = [word.lower() for word in texts.words(text)]
        share = sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
        if len(words) >= FEWEST_TO_TELL and share < LEAST_ENGLISH:
            yield f"{article} ({100 * share:.0f} %)"


def _without_blanks(corpus):
    for article, text in corpus.articles["text"].items():
        if number := len(WITHOUT_BLANKS.findall(text)):
            yield f"{article} ({number})"


def _broken(corpus):
    for article, row in corpus.articles.iterrows():
        lines = [line.strip() for line in row["raw"].splitlines() if len(texts.words(line)) > 3]
        broken = sum(bool(BROKEN_OFF.search(line)) for line in lines)
        if len(lines) >= FEWEST_LINES and 2 * broken > len(lines):
            yield f"{article} ({broken} of {len(lines)} lines)"


def _stump(corpus):
    for article, row in corpus.articles.iterrows():
        end = row["raw"].rstrip()[-LAST_CHARACTERS:]
        if row["words"] < LONGEST_STUMP and (PAYWALL.search(end) or row["text"].endswith(("…", "..."))):
            yield article


def _undated(corpus):
    yield from corpus.articles.index[corpus.articles["published"].isna()]


def _far_apart(corpus):
    dated = corpus.articles["published"].dropna().sort_values()
    days = (dated.iloc[-1] - dated.iloc[0]).days if len(dated) else 0
    if days >= DAYS_APART:
        yield f"{dated.index[0]} and {dated.index[-1]} ({days} days)"


def _longer(corpus):
    words = corpus.articles["words"]
    for article in words.index:
        others = words.drop(article)
        if len(others) and words[article] > MUCH_LONGER * others.median():
            yield f"{article} ({words[article]} words, the others {others.median():.0f})"


def _html(corpus):
    for article, text in corpus.articles["text"].items():
        if found := [*TAG.findall(text), *ENTITY.findall(text)]:
            yield f"{article} ({len(found)}, such as {found[0][:40]})"


def _open_quotations(corpus):
    marks = corpus.quotations
    for article, rows in marks[~marks["balanced"].astype(bool)].groupby("article", sort=False):
        first = " ".join(rows["quotation"].iloc[0].split())
        yield f"{article} ({len(rows)}, such as: {first[:40]}{'…' * (len(first) > 40)})"


def _unread(corpus):
    found = suspects(corpus)
    for article, rows in found[found["is_open"]].groupby("article", sort=False):
        yield f"{article} ({len(rows)})"


def _unseen(corpus):
    for article, rows in unseen(corpus).groupby("article", sort=False):
        yield f"{article} ({', '.join(f'{row.sign} {row.places}' for row in rows.itertuples())})"


# By name: a function that gives the places; what it is that stands there, why it matters, and what to do.
CHECKS = {
    "two articles or more": (
        _alone,
        "one article alone",
        "framing shows where stories differ",
        "bring a second article on the event",
    ),
    "enough words": (
        _short,
        f"fewer than {FEWEST_WORDS} words",
        "in a short text one word more or less changes every rate",
        "bring the whole article, or read its counts as examples",
    ),
    "no two articles are one": (
        _alike,
        f"nearly the same text (runs of {RUN} words of the shorter one that the other has)",
        "two prints of one wire story count as two witnesses",
        "take one out, or say in the report that they share their text",
    ),
    "in English": (
        _not_english,
        "does not look English (words such as “the” and “of”)",
        "the rules that find statements, and the reading grades, know English alone",
        "bring an English article, or a translation, and say so; labels and facts work in any language",
    ),
    "blanks between words": (
        _without_blanks,
        "letters of a script without blanks between words",
        "words are counted by the blanks between them",
        "leave such stretches out of what you count, or bring a translation",
    ),
    "no stump": (
        _stump,
        "short, and its end breaks off or asks for a subscription",
        "what is left out may only be behind the paywall",
        "bring the whole article, or take it out",
    ),
    "dated": (
        _undated,
        "no date",
        "who wrote later could know more",
        "look the date up, and write it into the form of the article",
    ),
    "of one time": (
        _far_apart,
        "a year or more between the first and the last",
        "stories of different years seldom tell one event",
        "check the dates, and that all tell the same event",
    ),
    "of like length": (
        _longer,
        "much longer than the others",
        "a long article tells more of everything",
        "compare rates, not counts; what a short one lacks need not be a choice",
    ),
    "lines that end where sentences do": (
        _broken,
        "lines that break off within a sentence",
        "each is taken for a sentence of its own, and what is said in it goes unseen",
        "copy the text anew from the page, or join its lines in the form of step 1",
    ),
    "no HTML": (
        _html,
        "signs of HTML",
        "tags count as words and are read as text",
        "paste the text anew, from the page as a browser shows it",
    ),
    "quotation marks in pairs": (
        _open_quotations,
        "quotation marks without a partner",
        "where a quotation ends is guessed, and with it whose words they are",
        "read the place; the file stays as it was published",
    ),
    "only the article": (
        _unread,
        "places that look like no part of the article",
        "what is not the article is counted as if it were",
        "take them out, or tick that you have looked the article through",
    ),
    "no hidden signs": (
        _unseen,
        "signs that nobody sees",
        "they do no harm: the course reads over them",
        "nothing",
    ),
}
