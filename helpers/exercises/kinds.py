"""Exercises as instructors write them, one file a chapter: what each asks, its key, its hints, its known mistakes.

    @exercise("1.4", minutes=2)
    def all_words(corpus):
        '''How many words do the {len(corpus.articles)} articles hold together?

        Hint: Every article has its number of words in the table above.
        Way: {" + ".join(map(str, corpus.articles["words"]))} = {all_words.key(corpus)} words.
        '''
        return corpus.articles["words"].sum()

    @all_words.mistake
    def files(corpus):
        '''You counted what stands around the articles as well.'''
        return reading.lengths(corpus)["words in the file"].sum()

The docstring is the prompt, then the hints, then the way to the answer in words and figures; what stands in braces is
computed from the corpus. The body computes the key, and is shown with the way as the solution. A known mistake computes the wrong answer that it is the reply to.
"""

import ast
import inspect
import re
import string
import textwrap
from itertools import combinations
from pathlib import Path

import pandas as pd

from helpers import ROOT
from helpers.analyses import frames, naming, sourcing
from helpers.corpus.text import find_spans
from helpers.exercises.compare import same
from helpers.exercises.evidence import weigh
from helpers.exercises.failing import line_of, short
from helpers.exercises.own_coding import read_lines

FOLDER = ROOT / "notebooks" / "exercises"
REGISTER, SOURCE = "__exercises__", "__source__"


class Broken(Exception):
    """An exercise that cannot be used; the message names the file, the line and the cure."""


class Exercise:
    """A question whose answer is a value: a number, a label, a list, a table; `exercise` makes one of a function.

    number: "1.4", chapter and place. minutes: how long it takes. places: to how many decimals a number must be right.
    ordered: whether the order of a list counts. stub: what the answer cell holds at first.
    """

    kind = "code"
    # Whether it asks about the event that a reader has brought, and not about the course's own articles.
    of_event = False

    def __init__(self, function, number, minutes, places=2, ordered=False, stub="answer = ..."):
        self.function, self.number, self.minutes = function, str(number), minutes
        self.places, self.ordered, self.stub = places, ordered, stub
        self.mistakes = []
        function.__globals__.setdefault(REGISTER, []).append(self)

    def mistake(self, function):
        """A decorator: `function` computes a wrong answer that students give, its docstring is the reply to it."""
        self.mistakes.append(function)
        return function

    @property
    def functions(self):
        """All functions that make up the exercise."""
        return [self.function, *self.mistakes]

    def key(self, corpus):
        """The right answer, computed from `corpus`."""
        return self.function(corpus)

    def prompt(self, corpus):
        """What is asked, as markdown."""
        return parts(self.function, corpus, "")[0]

    def hints(self, corpus):
        """The hints, each of which says more."""
        return parts(self.function, corpus, "Hint")

    def way(self, corpus):
        """How one comes to the answer, in words and figures, or ""."""
        return " ".join(parts(self.function, corpus, "Way"))

    def right(self, given, corpus):
        """Whether `given` is the key. Raises Unreadable where it is no answer to this question at all."""
        return same(given, self.key(corpus), self.places, self.ordered)

    def reply(self, given, corpus):
        """The reply to `given` if it is a known mistake, else ""."""
        for mistake in self.mistakes:
            if same(given, mistake(corpus), self.places, self.ordered):
                return parts(mistake, corpus, "")[0]
        return ""

    def solution(self):
        """The code that computes the key, such that it can be pasted in place of `answer = ...`."""
        source = self.function.__globals__[SOURCE]
        body = definition(source, self.function).body[1:]
        lines, last = source.splitlines(), body[-1]
        value = ast.get_source_segment(source, last.value)
        before = lines[body[0].lineno - 1 : last.lineno - 1]
        indent = " " * last.col_offset
        return textwrap.dedent("\n".join([*before, f"{indent}answer = {value}"]))

    def where(self, function=None, line=None):
        """File and line of the exercise, or of one of its functions, which begins there or has this `line`."""
        code = (function or self.function).__code__
        return f"{Path(code.co_filename).name}, line {line or code.co_firstlineno}"


class Choice(Exercise):
    """A question with options, of which the key is one; `choice` makes one of a function. Needs no code.

    options: a list, or a function of the corpus that gives one.
    """

    kind = "choice"

    def __init__(self, function, number, minutes, options):
        super().__init__(function, number, minutes)
        self._options = options

    def options(self, corpus):
        """What can be chosen, as texts."""
        return list(self._options(corpus) if callable(self._options) else self._options)


class OpenQuestion(Exercise):
    """A question that asks for an interpretation and its evidence; `open_question` makes one of a function.

    The body gives the words of which the quotation must hold one, or none. voice: the voice that the quotation must stand
    in, if it matters. Instead of mistakes there are two or three readings, each a function that gives the article and the
    quotation it rests on, and says in its docstring how it reads it. A paragraph "Further:" in the prompt is the question
    to take further.
    """

    kind = "open"

    def __init__(self, function, number, minutes, voice=None):
        super().__init__(function, number, minutes)
        self.voice, self.readings = voice, []

    @property
    def functions(self):
        return [*super().functions, *self.readings]

    def weighed(self, article, quotation, corpus):
        """Whether a quotation is evidence for an answer: see evidence.weigh."""
        return weigh(corpus, article, quotation, self.key(corpus), self.voice)

    def reading(self, function):
        """A decorator: `function` gives article and quotation, its docstring a defensible reading of them."""
        self.readings.append(function)
        return function

    def said(self, reading, corpus):
        """A reading in words."""
        return parts(reading, corpus, "")[0]

    def further(self, corpus):
        """The question to take further, or ""."""
        return " ".join(parts(self.function, corpus, "Further"))


class Coding(Exercise):
    """A passage that the student codes, to be laid beside our coding; `coding` makes one of a function.

    The body gives article, first and last sentence of the passage. Nothing in it is right or wrong: differences are
    functions that give words of the passage which may well be coded otherwise, and discuss them in their docstrings.
    coder: whose second coding is compared with hers too, such as "B"; "" for none.
    """

    kind = "coding"

    def __init__(self, function, number, minutes, coder=""):
        super().__init__(function, number, minutes)
        self.differences, self.coder = [], coder

    @property
    def functions(self):
        return [*super().functions, *self.differences]

    def difference(self, function):
        """A decorator: `function` gives words of the passage, its docstring discusses how they can be coded."""
        self.differences.append(function)
        return function

    def key(self, corpus):
        """Our own coding of the passage, as sourcing.attributions."""
        return sourcing.passage(corpus, *self.function(corpus))

    def shared(self, coding, corpus):
        """How many statements two of three codings share, hers, ours (A) and the second: a table; none without a second.

        Columns, indexed by who: one and other (how many either has), both, F1 (see sourcing.evaluate).
        """
        second = sourcing.passage(corpus.coded_by(self.coder), *self.function(corpus))
        codings = {"you": coding, "A": self.key(corpus), self.coder: second}
        rows = {
            f"{one} and {other}": sourcing.evaluate(codings[one], codings[other])
            for one, other in combinations(codings, 2)
        }
        table = pd.DataFrame({who: [row.found, row.coded, row.matched, row.f1] for who, row in rows.items()}).T
        table = table.set_axis(["one", "other", "both", "F1"], axis=1).rename_axis("who")
        return table.astype({"one": "int64", "other": "int64", "both": "int64"})

    def place(self, corpus):
        """The passage: the short name of its article, and where in raw it begins and ends."""
        article, first, last = self.function(corpus)
        return article, *sourcing.stretch(corpus, article, first, last)

    def passage(self, corpus):
        """The passage, as text."""
        article, start, end = self.place(corpus)
        return " ".join(corpus.articles.at[article, "raw"][start:end].split())

    def read(self, coding, corpus):
        """A student's coding as a table: as it was marked, or read from lines. Raises Unreadable for lines that are none."""
        if isinstance(coding, pd.DataFrame):
            return coding
        article, start, end = self.place(corpus)
        return read_lines(coding, corpus.articles.at[article, "raw"], start, end, article)

    def compared(self, coding, corpus):
        """The student's coding beside ours (sourcing.side_by_side), and what is to be said of the places where they differ.

        Raises Unreadable where `coding` is no coding of the passage.
        """
        article, theirs, ours = self.place(corpus)[0], self.read(coding, corpus), self.key(corpus)
        table = sourcing.side_by_side(theirs, ours, names=("you", "we"))
        alone = " ".join(table.loc[table["seen by"] != "both", "content"])
        in_one_only = _covered(theirs) ^ _covered(ours)
        raw = corpus.articles.at[article, "raw"]
        return table, [
            parts(function, corpus, "")[0]
            for function in self.differences
            if find_spans(alone, function(corpus))
            or any(in_one_only.issuperset(range(*span)) for span in find_spans(raw, function(corpus)))
        ]


def _covered(statements):
    """Every offset into raw that belongs to a content."""
    return {at for row in statements.itertuples() for at in range(row.start, row.end)}


class Labelling(Exercise):
    """Units that the student labels, to be laid beside two codings of ours; `labelling` makes one of a function.

    The body gives the units, as agreement.of_mentions does. options: the labels, or a function of the corpus that gives them.
    Nothing in it is right or wrong. after: the exercise in which the same units were labelled before. rules: texts, of which
    she chooses the one that she follows now.
    """

    kind = "labelling"

    def __init__(self, function, number, minutes, options, after="", rules=()):
        super().__init__(function, number, minutes)
        self._options, self.after, self.rules = options, after, list(rules)

    def options(self, corpus):
        """The labels that can be given, as texts."""
        return list(self._options(corpus) if callable(self._options) else self._options)


class Framing(Exercise):
    """A frame that the student builds from the words of an article, to be laid beside ours; `framing` makes one of a function.

    The body gives the short names of the articles that can be chosen. Nothing in it is right or wrong.
    """

    kind = "framing"

    def elements(self, corpus, article):
        """Our own elements of the frame of an article: the rows of frames.elements."""
        table = frames.elements(corpus)
        return table[table["article"] == article]


class NewFact(Exercise):
    """A fact that the student adds to the list, with its evidence; `new_fact` makes one of a function.

    The body gives one that our list lacks, as an example that is shown afterwards: its statement, its topic, and the words
    of each article that has it, by short name.
    """

    kind = "fact"

    def labels_in(self, statement, corpus):
        """The labels that the statement uses and none of the statements in the list does: not every article would."""
        if not corpus.has("labels"):
            return []
        usual = naming.labels_in(corpus, " ".join(corpus.facts["statement"]))
        return [form for form in naming.labels_in(corpus, statement) if form not in usual]


class Work(Exercise):
    """A step of the reader's work on an event of her own, which is checked itself; `work` makes one of a function.

    The body looks at the event and gives what its work still lacks, a list of sentences; none if it stands.
    """

    kind, of_event = "work", True


class OwnEvidence(OpenQuestion):
    """An open question about an event of the reader's own; `own_evidence` makes one of a function. It has no readings of ours."""

    kind, of_event = "own", True


def exercise(number, minutes, **options):
    """A decorator that makes an Exercise of a function; options: see Exercise."""
    return lambda function: Exercise(function, number, minutes, **options)


def choice(number, minutes, options):
    """A decorator that makes a Choice of a function."""
    return lambda function: Choice(function, number, minutes, options)


def open_question(number, minutes, voice=None):
    """A decorator that makes an OpenQuestion of a function."""
    return lambda function: OpenQuestion(function, number, minutes, voice)


def coding(number, minutes, coder=""):
    """A decorator that makes a Coding of a function."""
    return lambda function: Coding(function, number, minutes, coder)


def labelling(number, minutes, options, after="", rules=()):
    """A decorator that makes a Labelling of a function."""
    return lambda function: Labelling(function, number, minutes, options, after, rules)


def framing(number, minutes):
    """A decorator that makes a Framing of a function."""
    return lambda function: Framing(function, number, minutes)


def new_fact(number, minutes):
    """A decorator that makes a NewFact of a function."""
    return lambda function: NewFact(function, number, minutes)


def work(number, minutes):
    """A decorator that makes a Work of a function."""
    return lambda function: Work(function, number, minutes)


def own_evidence(number, minutes, voice=None):
    """A decorator that makes an OwnEvidence of a function."""
    return lambda function: OwnEvidence(function, number, minutes, voice)


def load_exercises(path):
    """The exercises in the file at `path`, in their order. Raises Broken where the file does not run."""
    source = path.read_text(encoding="utf-8")
    namespace = {"__name__": path.stem, "__file__": str(path), SOURCE: source}
    try:
        exec(compile(source, str(path), "exec"), namespace)
    except Exception as error:
        raise Broken(f"{path.name}, line {line_of(error, path) or 1}: {short(error)}.") from None
    return namespace.get(REGISTER, [])


def file_of(number):
    """The file that holds the exercises of the chapter of "1.4", or None."""
    return next(iter(FOLDER.glob(f"{number.partition('.')[0].zfill(2)}_*.py")), None)


def find_exercise(number):
    """The exercise with this number, read anew from its file. Raises Broken where there is none."""
    path = file_of(number)
    for found in load_exercises(path) if path else []:
        if found.number == number:
            return found
    raise Broken(f"There is no exercise {number}{f' in {path.name}' if path else ''}.")


def parts(function, corpus, name):
    """The paragraphs of a docstring that begin with `name`, or the one before all such, their fields computed."""
    return [_filled(text, function, corpus) for text in _templates(function, name)]


def listed(values, places=0):
    """The values of a Series, each behind its name, to be shown in a prompt: ["cnn 0", "reuters 9"]."""
    return [f"{name} {value:.{places}f}" for name, value in values.items()]


def literal(function, name):
    """The same paragraphs as they are typed, with a blank for each field."""
    return [" ".join(before for before, *_ in string.Formatter().parse(text)) for text in _templates(function, name)]


def _templates(function, name):
    doc = inspect.cleandoc(function.__doc__ or "")
    pieces = [piece.strip() for piece in re.split(r"^(Hint|Further|Way):", doc, flags=re.MULTILINE)]
    named = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2])]
    return [text for label, text in named if label == name]


def _filled(text, function, corpus):
    names, out = {**function.__globals__, "corpus": corpus}, []
    for before, field, form, _ in string.Formatter().parse(text):
        out.append(before)
        if field is not None:
            value = eval(field, names)
            several = isinstance(value, (list, tuple, set, pd.Series, pd.Index))
            out.append(", ".join(map(str, value)) if several else format(value, form))
    return "".join(out)


def definition(source, function):
    """The syntax tree of an exercise's function in the source of its file."""
    return next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and node.decorator_list
        and node.decorator_list[0].lineno == function.__code__.co_firstlineno
    )
