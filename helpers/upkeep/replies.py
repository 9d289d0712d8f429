"""What a teacher wants to have at hand of an exercise: its answer, what students get wrong, and what to say then."""

import pandas as pd

from helpers.exercises.keeping import in_words
from helpers.exercises.kinds import parts
from helpers.exercises.verdict import rounded


def answer(one, corpus):
    """The answer to an exercise, in words and figures; "" where nothing in it is right or wrong."""
    return _in_words(one.key(corpus), one) if one.kind in ("code", "choice") else ""


def mistakes(one, corpus):
    """The wrong answers that students give, each with the reply to it: pairs of texts."""
    return [(_in_words(wrong(corpus), one), _line(parts(wrong, corpus, "")[0])) for wrong in one.mistakes]


def talked_over(one, corpus):
    """What there is to talk over where nothing is right or wrong: pairs of words in an article, and what is to be said."""
    if one.kind == "open":
        found = [(*reading(corpus), one.said(reading, corpus)) for reading in one.readings]
        return [(f"“{quoted}” ({article})", _line(said)) for article, quoted, said in found]
    if one.kind == "coding":
        return [(f"“{words(corpus)}”", _line(parts(words, corpus, "")[0])) for words in one.differences]
    if one.kind == "fact":
        statement, topic, quotations = one.key(corpus)
        return [("a fact that our list lacks", f"{statement} ({topic}; {', '.join(quotations)})")]
    return []


def ours(one, corpus):
    """Our own coding or frames for an exercise, as a table, or None where it asks for none."""
    if one.kind == "coding":
        return one.key(corpus)[["source", "cue", "text"]].rename(columns={"text": "content"}).set_index("source")
    if one.kind == "labelling":
        return one.key(corpus)[["text", "A", "B"]].rename_axis("number")
    if one.kind == "framing":
        tables = [one.elements(corpus, article) for article in one.key(corpus)]
        return pd.concat(tables).set_index("article")[["function", "statement", "held_by"]]


def _in_words(value, one):
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return in_words(rounded(value, one.places))


def _line(text):
    return " ".join(text.split())
