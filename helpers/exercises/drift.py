"""Does the answer of an exercise still rest on the articles that its prompt names? Who changes one may forget the other."""

import ast
import re
from dataclasses import replace

import pandas as pd

from helpers.analyses.omissions import with_fact, without
from helpers.exercises.kinds import SOURCE, definition, literal

# What a prompt shows as an example, and what it quotes.
NOT_ITS_OWN_WORDS = re.compile(r'`[^`]*`|"[^"]*"|“[^”]*”')
MARKS = str.maketrans("", "", '`"“”')
FAILS = "fails"
OF_THE_ARTICLE = ["raw", "text", "words", "headline", "published"]


def idle_names(one, corpus):
    """A sentence for each article that the prompt names, by short name or outlet, and that the answer does not rest on.

    A name is whatever the prompt says in its own words: not in a computed field, nor in backticks, where examples of an
    answer stand, nor between quotation marks. The answer rests on an article if it is another, or fails, once the article
    is taken out. Two answers tell nothing that way: one of nought may well be nought without the article too, and rests on
    it if it is another once the article says what another one says; one that is the article itself rests on it unless its
    code names others only. The answer is the key; in an open question also whether the evidence of each reading
    stands, in a coding our statements in the passage, in a new fact whether the words of its example stand.
    """
    articles = {}
    for article, outlet in corpus.articles["outlet"].items():
        for name in (article, outlet):
            articles.setdefault(name, []).append(article)
    for name in _named(" ".join(literal(one.function, "")), articles):
        if not any(_rests_on(article, one, corpus) for article in articles[name]):
            yield (
                f"{one.where()}: exercise {one.number} names {name} in its prompt, and its answer is the same without that "
                "article; compute the answer from it, or correct the name (an example of an answer stands in `backticks`)."
            )


def strange_names(one, corpus):
    """A sentence for each article that the way to the answer names, by short name or outlet, and the prompt does not."""
    names = [*corpus.articles.index, *corpus.articles["outlet"]]
    prompt = _named(" ".join(literal(one.function, "")).translate(MARKS), names)
    for name in _named(" ".join(literal(one.function, "Way")), names):
        if prompt and name not in prompt:
            yield (
                f"{one.where()}: exercise {one.number} names {name} in its way to the answer, and not in its prompt; let both "
                "speak of the same articles."
            )


def _named(prompt, names):
    """Which of the names stand in the prompt's own words, each once; of names in one another the longest."""
    forms = (r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    found = re.findall(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])", NOT_ITS_OWN_WORDS.sub(" ", prompt))
    return dict.fromkeys(" ".join(name.split()) for name in found)


def _rests_on(article, one, corpus):
    if len(corpus.articles) == 1:
        return True
    key, answer, left = one.key(corpus), _answer(one, corpus), _answer(one, without(corpus, article))
    if left == answer:
        others = corpus.articles.index.drop(article) if _is_nought(key) else ()
        return any(_answer(one, _saying(corpus, article, other)) != answer for other in others)
    if left == FAILS:
        return True
    # An answer that names the article is another one without it, whatever it was computed from.
    its_names, in_code = {article, corpus.articles.at[article, "outlet"]}, _named_in_code(one, corpus)
    is_in_answer = not its_names.isdisjoint(map(str, key if isinstance(key, list) else [key]))
    return not (is_in_answer and in_code) or not its_names.isdisjoint(in_code)


def _is_nought(key):
    return not len(key) if hasattr(key, "__len__") else bool(key == 0)


def _named_in_code(one, corpus):
    """The short names and outlets that stand in the code of the key as texts."""
    code = definition(one.function.__globals__[SOURCE], one.function).body[1:]
    typed = {node.value for line in code for node in ast.walk(line) if isinstance(node, ast.Constant)}
    return typed & {*corpus.articles.index, *corpus.articles["outlet"]}


def _answer(one, corpus):
    """What an exercise comes to in `corpus`, as a text that can be compared, or FAILS."""
    try:
        key = one.key(corpus)
        if one.kind == "fact":
            with_fact(corpus, *key)
        readings = [one.weighed(*reading(corpus), corpus) for reading in getattr(one, "readings", ())]
        return repr((key.to_dict() if hasattr(key, "to_dict") else key, readings))
    except Exception:
        return FAILS


def _saying(corpus, article, other):
    """The corpus in which `article` says what `other` says, and is coded like it."""

    def copied(table):
        if "article" not in table:
            return table
        copy = table[table["article"] == other].assign(article=article)
        return pd.concat([table[table["article"] != article], copy], ignore_index=True)

    articles = corpus.articles.copy()
    articles.loc[article, OF_THE_ARTICLE] = articles.loc[other, OF_THE_ARTICLE]
    return replace(
        corpus,
        articles=articles,
        boilerplate=copied(corpus.boilerplate),
        left_out=copied(corpus.left_out),
        tables=corpus.tables.each(copied),
    )
