"""What is wrong with an exercise file, each mistake in a sentence with file, line and cure."""

import ast

from helpers.analyses.omissions import with_fact
from helpers.corpus.events import EXAMPLE, event_corpus
from helpers.corpus.text import find_spans
from helpers.exercises.compare import Unreadable, read_key, same
from helpers.exercises.drift import idle_names, strange_names
from helpers.exercises.failing import line_of, short
from helpers.exercises.kinds import SOURCE, Broken, definition, file_of, load_exercises, parts
from helpers.exercises.verdict import rounded


def problems(path, corpus):
    """A sentence for each mistake in an exercise file, with file and line; none if all is well."""
    try:
        exercises = load_exercises(path)
    except Broken as error:
        return [str(error)]
    found, names = [], {}
    for one in exercises:
        for function in one.functions:
            if function.__name__ in names:
                found.append(
                    f"{one.where(function)}: the name {function.__name__} is there already, in line "
                    f"{names[function.__name__]}; give one of the two functions another name."
                )
            names[function.__name__] = one.where(function).split()[-1]
    for place, one in enumerate(exercises):
        twin = next((other for other in exercises[:place] if other.number == one.number), None)
        if twin:
            found.append(
                f"{one.where()}: exercise {one.number} is there already, in line "
                f"{twin.where().split()[-1]}; give one of them another number."
            )
        home = file_of(one.number)
        if home is None or home.name != path.name:
            found.append(
                f"{one.where()}: the number of an exercise in this file begins with {int(path.name[:2])}, "
                f"and this one is {one.number}."
            )
        try:
            _examine(one, corpus)
            found += [*idle_names(one, corpus), *strange_names(one, corpus)]
        except Broken as error:
            found.append(str(error))
    return found + _astray(exercises)


def gaps(exercises):
    """A sentence for the first exercise whose number does not count on from the one before it; none if all do."""
    for place, one in enumerate(exercises, 1):
        chapter = one.number.partition(".")[0]
        if one.number != f"{chapter}.{place}":
            yield (
                f"{one.where()}: exercise {one.number} is number {place} of its file; call it {chapter}.{place}, and count "
                "on from there"
            )
            return


def _astray(exercises):
    """A sentence for each mistake, reading or difference that does not stand between its own exercise and the next."""

    def line(function):
        return function.__code__.co_firstlineno

    found = []
    for one in exercises:
        for function in one.functions[1:]:
            above = max(
                (other for other in exercises if line(other.function) < line(function)),
                key=lambda other: line(other.function),
            )
            if above is not one:
                found.append(
                    f"{one.where(function)}: {function.__name__} stands below exercise {above.number}, and its decorator "
                    f"gives it to {one.number}; write @{above.function.__name__}, or move it below exercise {one.number}."
                )
    return found


def _examine(one, corpus):
    def demand(holds, cure, function=None):
        if not holds:
            raise Broken(f"{one.where(function)}: exercise {one.number} {cure}.")

    if one.of_event:
        corpus = event_corpus(EXAMPLE)
    defined = definition(one.function.__globals__[SOURCE], one.function)
    returns = [node for node in ast.walk(defined) if isinstance(node, ast.Return)]
    # The solution of all others is shown as code, to be pasted.
    demand(
        one.kind == "work" or returns == defined.body[-1:] and returns[0].value,
        "must end with its only return, which gives the key",
    )
    key = _try(one, corpus, one.function, lambda: one.key(corpus), "the solution")
    demand(
        _try(one, corpus, one.function, lambda: one.prompt(corpus), "the prompt"),
        "has no prompt: write it as the docstring",
    )
    demand(
        _try(one, corpus, one.function, lambda: one.hints(corpus), "a hint"),
        "has no hint: add a line that begins with “Hint:”",
    )
    if one.kind == "own":
        demand(key, "gives no words that a quotation could hold, in the example event")
        return
    if one.kind == "work":
        demand(isinstance(key, list), "gives no list of what is missing")
        demand(not key, f"does not stand in the example event: {' '.join(key)}")
        return
    if one.kind == "open":
        _examine_readings(one, corpus, demand)
        return
    if one.kind == "coding":
        _examine_differences(one, corpus, demand)
        return
    if one.kind == "labelling":
        options = _try(one, corpus, one.function, lambda: one.options(corpus), "the options")
        demand(len(set(options)) == len(options) > 1, "needs two labels or more, all different")
        demand(len(key), "has no unit that could be labelled")
        strange = sorted({*key["A"], *key["B"]} - set(options))
        demand(not strange, f"has units with a label that is none of its options: {', '.join(strange)}")
        return
    if one.kind == "framing":
        unknown = [name for name in key if name not in corpus.articles.index]
        demand(len(key) and not unknown, f"offers no article, or one that there is not: {', '.join(unknown)}")
        return
    if one.kind == "fact":
        _try(one, corpus, one.function, lambda: with_fact(corpus, *key), "the example")
        return
    try:
        read_key(key)
    except Unreadable as error:
        demand(False, f"has a key that no answer can be compared with: {error}")
    if one.kind == "choice":
        options = _try(one, corpus, one.function, lambda: one.options(corpus), "the options")
        demand(len(set(options)) == len(options) > 1, "needs two options or more, all different")
        demand(key in options, f"has the key “{key}”, which is none of its options")
    if one.kind == "code":
        way = _try(one, corpus, one.function, lambda: one.way(corpus), "the way")
        demand(
            way,
            "does not say how one comes to its answer: add a paragraph that begins with “Way:”, in words and figures",
        )
        shown = rounded(key, one.places)
        for each in shown if isinstance(shown, list) else [shown] if read_key(key)[0] != "table" else []:
            demand(str(each) in " ".join(way.split()), f"has a way that does not come to its answer, {each}")
    replied = []
    for mistake in one.mistakes:
        wrong = _try(one, corpus, mistake, lambda: mistake(corpus), "a known mistake")
        demand(
            _try(one, corpus, mistake, lambda: parts(mistake, corpus, "")[0], "a reply"),
            "has a known mistake without a reply: write it as the docstring",
            mistake,
        )
        demand(
            one.kind != "choice" or wrong in options,
            f"has a known mistake, “{wrong}”, that is none of its options",
            mistake,
        )
        try:
            equal = [same(wrong, other, one.places, one.ordered) for other in (key, *replied)]
        except Unreadable as error:
            demand(False, f"has a known mistake of another kind than its solution: {error}", mistake)
        demand(not equal[0], "has a known mistake that equals its solution", mistake)
        demand(not any(equal), "has two known mistakes with the same answer", mistake)
        replied.append(wrong)


def _examine_readings(one, corpus, demand):
    demand(2 <= len(one.readings) <= 3, f"needs two or three readings, and has {len(one.readings)}")
    for reading in one.readings:
        article, quotation = _try(one, corpus, reading, lambda: reading(corpus), "a reading")
        demand(
            article in corpus.articles.index,
            f"has a reading of an article called “{article}”, and there is none",
            reading,
        )
        demand(
            _try(one, corpus, reading, lambda: one.said(reading, corpus), "a reading"),
            "has a reading that says nothing: write it as the docstring",
            reading,
        )
        weighed = one.weighed(article, quotation, corpus)
        demand(weighed.stands, f"has a reading whose evidence does not stand: {weighed.said.rstrip('.')}", reading)


def _examine_differences(one, corpus, demand):
    demand(len(one.key(corpus)), "has a passage in which we have coded no statement")
    for difference in one.differences:
        words = _try(one, corpus, difference, lambda: difference(corpus), "a difference")
        demand(
            _try(one, corpus, difference, lambda: parts(difference, corpus, "")[0], "a difference"),
            "has a difference that says nothing: write it as the docstring",
            difference,
        )
        demand(
            find_spans(one.passage(corpus), words),
            f"has a difference about “{words}”, which is not in its passage",
            difference,
        )


def _try(one, corpus, function, make, what):
    try:
        return make()
    except Exception as error:
        where = one.where(function, line_of(error, function.__code__.co_filename))
        raise Broken(f"{where}: {what} of exercise {one.number} fails with {short(error, corpus)}.") from None
