"""What is said of a mistake in an exercise file: file, line and cure."""

import re

import pytest

from helpers.exercises.drift import idle_names
from helpers.exercises.examine import gaps, problems
from helpers.exercises.kinds import FOLDER, load_exercises
from tests.corpora import SEEDS as CORPUS

GOOD = '''
from helpers.exercises.kinds import choice, exercise, open_question

@exercise("1.1", minutes=1)
def words(corpus):
    """How many words are in {corpus.articles["outlet"].iloc[0]}?
    Hint: Count.
    Way: There are {words.key(corpus)}.
    """
    return corpus.articles["words"].iloc[0]

@words.mistake
def one_more(corpus):
    """One too many."""
    return words.key(corpus) + 1
'''


NEXT = '''
@exercise("1.2", minutes=1)
def articles(corpus):
    """How many articles are there?
    Hint: Count.
    Way: There are {articles.key(corpus)}.
    """
    return len(corpus.articles)

'''


def test_a_way_that_speaks_of_another_article_than_the_prompt_is_told(tmp_path):
    path = tmp_path / "01_five_stories.py"
    asked = GOOD.replace('{corpus.articles["outlet"].iloc[0]}', "Press TV")
    for way, said in (
        ("Press TV has", []),
        ("CNN has", ["01_five_stories.py, line 4: exercise 1.1 names CNN in its way to the answer"]),
    ):
        path.write_text(asked.replace("There are", way), encoding="utf-8")
        assert [each.split(", and not")[0] for each in problems(path, CORPUS)] == said


def test_a_mistake_below_another_exercise_than_its_own_is_told(tmp_path):
    path = tmp_path / "01_five_stories.py"
    path.write_text(GOOD.replace("@words.mistake", NEXT.lstrip() + "@words.mistake"), encoding="utf-8")
    assert problems(path, CORPUS) == [
        "01_five_stories.py, line 20: one_more stands below exercise 1.2, and its decorator gives it to 1.1; "
        "write @articles, or move it below exercise 1.1."
    ]


@pytest.mark.parametrize(
    "old, new, line, said",
    [
        ("", "", None, None),
        ("minutes=1)", "minutes=1", 4, "SyntaxError"),
        ("from helpers", "from nowhere", 2, "ModuleNotFoundError"),
        ("@words.mistake", '@exercise("1.1", minutes=1)', 12, "exercise 1.1 is there already, in line 4"),
        ('"1.1"', '"2.1"', 4, "begins with 1, and this one is 2.1"),
        (
            "    return corpus.articles",
            "    return corpus.articels",
            10,
            "the solution of exercise 1.1 fails with AttributeError",
        ),
        ('["outlet"]', '["oulet"]', 4, "the prompt of exercise 1.1 fails with KeyError: 'oulet'"),
        ("Hint: Count.", "Count.", 4, "has no hint"),
        ("Way: There", "There", 4, "add a paragraph that begins with “Way:”"),
        (
            "Way: There are {words.key(corpus)}.",
            "Way: There are few.",
            4,
            "has a way that does not come to its answer, 396",
        ),
        ("{words.key", "{wrods.key", 4, "the way of exercise 1.1 fails with NameError"),
        ('How many words are in {corpus.articles["outlet"].iloc[0]}?', "", 4, "has no prompt"),
        ("key(corpus) + 1", "key(corpus) + 0", 12, "has a known mistake that equals its solution"),
        ("key(corpus) + 1", "key(corpus) + x", 15, "a known mistake of exercise 1.1 fails with NameError"),
        ("words.key(corpus) + 1", '"seven"', 12, "has a known mistake of another kind than its solution"),
        (
            "return words.key(corpus) + 1",
            "words.key(corpus)",
            12,
            "has a known mistake of another kind than its solution",
        ),
        ("def one_more", "def words", 12, "the name words is there already, in line 4"),
        ('"1.1"', "1.2", 4, None),
        ("One too many.", "", 12, "has a known mistake without a reply"),
        ('    return corpus.articles["words"].iloc[0]', "    print(corpus)", 4, "must end with its only return"),
        (
            '    return corpus.articles["words"].iloc[0]',
            "    return None",
            4,
            "has a key that no answer can be compared with",
        ),
    ],
)
def test_a_mistake_in_an_exercise_file_is_told_with_file_and_line(tmp_path, old, new, line, said):
    path = tmp_path / "01_five_stories.py"
    path.write_text(GOOD.replace(old, new, 1) if old else GOOD, encoding="utf-8")
    found = problems(path, CORPUS)
    if said is None:
        assert found == []
    else:
        assert any(
            sentence.startswith(f"01_five_stories.py, line {line}: ") and said in sentence for sentence in found
        ), found


@pytest.mark.parametrize(
    "wanted, said",
    [
        ('corpus.articles.at["cnnn", "words"]', "KeyError: no article “cnnn”; there are presstv, southfront, "),
        ('corpus.articles.loc[["cnn", "cnnn"], "words"].sum()', "KeyError: no article “cnnn”; there are presstv, "),
        (
            'naming.counts(corpus, naming.mentions(corpus), "label").at["cnn", "rebell"]',
            "no label “rebell”; there are m",
        ),
        (
            'naming.counts(corpus, naming.mentions(corpus), "label")["rebell"].sum()',
            "no label “rebell”; there are mili",
        ),
        (
            'rates(corpus).at[("cnn", "rebell"), "rate"]',
            "no label “rebell”; there are militant, fighter, armed group, ",
        ),
        ('rates(corpus).at[("cnnn", "rebel"), "rate"]', "no article “cnnn”; there are presstv, southfront, "),
        ('len(omissions.evidence(corpus).set_index("fact").loc["convoys"])', "no fact “convoys”; there are offer, "),
        ('omissions.coverage(corpus).loc[["convoys"]].size', "no fact “convoys”; there are offer, families, "),
        ('corpus.articles["wrods"].sum()', "KeyError: 'wrods'; there are outlet, "),
        ('{"a": 1}["b"]', "KeyError: 'b'."),
    ],
)
def test_what_a_key_looks_for_in_vain_is_named_with_what_there_is_and_the_line_that_looks(tmp_path, wanted, said):
    path = tmp_path / "01_five_stories.py"
    rates = """
from helpers.analyses import naming, omissions

def rates(corpus):
    return naming.rates(corpus, naming.mentions(corpus), by="label").set_index(["article", "label"])
"""
    path.write_text(GOOD.replace('corpus.articles["words"].iloc[0]', wanted) + rates, encoding="utf-8")
    (found,) = problems(path, CORPUS)
    assert found.startswith("01_five_stories.py, line 10: the solution of exercise 1.1 fails with KeyError: ")
    assert said in found and "\n" not in found


def test_a_key_that_fails_in_a_function_beside_it_is_told_with_the_line_there(tmp_path):
    path = tmp_path / "01_five_stories.py"
    beside = "\ndef first(corpus):\n    return corpus.articles.iloc[99]\n"
    path.write_text(GOOD.replace('corpus.articles["words"].iloc[0]', "first(corpus)") + beside, encoding="utf-8")
    assert problems(path, CORPUS)[0].startswith("01_five_stories.py, line 18: the solution of exercise 1.1 fails")


NAMING = """
from helpers.analyses import naming
from helpers.exercises.kinds import {kind}

@{kind}("2.1", minutes=1{more})
def asked(corpus):
    '''{prompt}

    Hint: Look.
    Way: One comes to {{asked.key(corpus)}}.
    '''
    mentions = naming.mentions(corpus)
    return {key}
"""
READINGS = """

@asked.reading
def one(corpus):
    '''One.'''
    return "presstv", "has launched an operation to liberate the region"


@asked.reading
def other(corpus):
    '''Another.'''
    return "presstv", "using them as human shields"
"""
TERRORISTS = '((mentions["article"] == "{}") & (mentions["label"] == "terrorist")).sum()'
MOST = 'naming.counts(corpus, mentions, "label")["rebel"].drop("{}").idxmax()'


@pytest.mark.parametrize(
    "kind, prompt, key, told",
    [
        ("exercise", "How many “terrorist” has Press TV?", TERRORISTS.format("presstv"), None),
        ("exercise", "How many “terrorist” has CNN?", TERRORISTS.format("presstv"), "CNN"),
        ("exercise", "How many “terrorist” has cnn?", TERRORISTS.format("presstv"), "cnn"),
        ("exercise", "How many “terrorist” has Press\n    TV?", TERRORISTS.format("reuters"), "Press TV"),
        ("exercise", "How many “terrorist” has CNN?", TERRORISTS.format("cnn"), None),
        ("exercise", "How many “terrorist” has Reuters, and not CNN?", TERRORISTS.format("reuters"), "CNN"),
        ("exercise", "How many (`cnn` is none) at Press TV?", TERRORISTS.format("presstv"), None),
        ("exercise", 'What does Press TV say, and not "CNN says"?', TERRORISTS.format("presstv"), None),
        ("exercise", "How many at {corpus.articles.outlet.iloc[3]}?", TERRORISTS.format("presstv"), None),
        ("exercise", "Who beside JerusalemOnline says it most?", MOST.format("jerusalemonline"), None),
        ("exercise", "Who beside Reuters says it most?", MOST.format("jerusalemonline"), "Reuters"),
        (
            "exercise",
            "Who says it most, Reuters or another?",
            MOST.format("jerusalemonline").replace('.drop("jerusalemonline")', ""),
            None,
        ),
        ("choice", "Has Press TV one?", '"yes" if mentions["article"].eq("presstv").any() else "no"', None),
        ("choice", "Has CNN one?", '"yes" if mentions["article"].eq("presstv").any() else "no"', "CNN"),
        ("open_question", "Quote a strong word of Press TV.", "[]", None),
        ("open_question", "Quote a strong word of South Front.", "[]", "South Front"),
        ("coding", "Code this of JerusalemOnline.", '("jerusalemonline", 7, 9)', None),
        ("coding", "Code this of Reuters.", '("jerusalemonline", 7, 9)', "Reuters"),
        ("new_fact", "Add one that CNN has.", '("This is so.", "offer", {"cnn": "safe passage out"})', None),
        ("new_fact", "Add one that Reuters has.", '("This is so.", "offer", {"cnn": "safe passage out"})', "Reuters"),
    ],
)
def test_whoever_a_prompt_names_matters_to_its_answer(tmp_path, kind, prompt, key, told):
    path = tmp_path / "02_naming.py"
    more = ', options=["yes", "no"]' if kind == "choice" else ""
    source = NAMING.format(kind=kind, more=more, prompt=prompt, key=key)
    path.write_text(source + READINGS * (kind == "open_question"), encoding="utf-8")
    assert problems(path, CORPUS) == [
        f"02_naming.py, line 5: exercise 2.1 names {told} in its prompt, and its answer is the same without that article; "
        "compute the answer from it, or correct the name (an example of an answer stands in `backticks`)."
    ] * bool(told)


def exchanged():
    """Each exercise of the course whose prompt names an outlet itself, with another outlet in its place."""
    outlets = list(CORPUS.articles["outlet"])
    for path in sorted(FOLDER.glob("[0-9][0-9]_*.py")):
        for one in load_exercises(path):
            prompt = one.function.__doc__.partition("Hint:")[0]
            for outlet in outlets:
                for other in outlets if re.search(rf"\b{outlet}\b", prompt) else ():
                    if other != outlet:
                        yield pytest.param(path, prompt, outlet, other, id=f"{one.number}-{outlet}-{other}")


@pytest.mark.parametrize("path, prompt, outlet, other", list(exchanged()))
def test_an_outlet_exchanged_in_a_prompt_of_the_course_is_told(tmp_path, path, prompt, outlet, other):
    copy = tmp_path / path.name
    copy.write_text(
        path.read_text(encoding="utf-8").replace(prompt, prompt.replace(outlet, other), 1), encoding="utf-8"
    )
    (found,) = [said for one in load_exercises(copy) for said in idle_names(one, CORPUS)]
    assert f"names {other} in its prompt" in found


def test_a_gap_in_the_numbers_is_told_once_and_none_where_there_is_none(tmp_path):
    path = tmp_path / "01_five_stories.py"
    path.write_text(GOOD + NEXT + NEXT.replace("1.2", "1.4").replace("articles(c", "again(c"), encoding="utf-8")
    said = "01_five_stories.py, line 26: exercise 1.4 is number 3 of its file; call it 1.3, and count on from there"
    assert list(gaps(load_exercises(path))) == [said]
    path.write_text(GOOD + NEXT, encoding="utf-8")
    assert list(gaps(load_exercises(path))) == []


LABELLING = '''
from helpers.analyses import agreement
from helpers.exercises.kinds import labelling

@labelling("8.1", minutes=1, options=["own", "attributed", "quoted"])
def mentions(corpus):
    """Whose voice is it?
    Hint: Read.
    """
    return agreement.of_mentions(corpus, corpus.coded_by("B"))
'''


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("", "", None),
        ('"own", ', "", "has units with a label that is none of its options: own"),
        ('["own", "attributed", "quoted"]', '["own"]', "needs two labels or more"),
        ('coded_by("B"))', 'coded_by("B")).head(0)', "has no unit that could be labelled"),
        ("options=[", "options=lambda corpus: corpus.labls[", "the options of exercise 8.1 fails with"),
    ],
)
def test_a_mistake_in_a_labelling_is_told(tmp_path, old, new, said):
    path = tmp_path / "08_agreement.py"
    path.write_text(LABELLING.replace(old, new) if old else LABELLING, encoding="utf-8")
    found = problems(path, CORPUS)
    assert (
        (len(found) == 1 and said in found[0] and found[0].startswith("08_agreement.py, line")) if said else not found
    )
