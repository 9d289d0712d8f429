"""What is said of a mistake in an exercise file: file, line and cure."""

import pytest

from helpers.corpus import load_corpus
from helpers.exercises.examine import problems
from tests import ROOT

CORPUS = load_corpus(ROOT / "seeds")
GOOD = '''
from helpers.exercises.kinds import choice, exercise, open_question

@exercise("1.1", minutes=1)
def words(corpus):
    """How many words are in {corpus.articles["outlet"].iloc[0]}?

    Hint: Count.
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
    """
    return len(corpus.articles)

'''


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
            4,
            "the solution of exercise 1.1 fails with AttributeError",
        ),
        ('["outlet"]', '["oulet"]', 4, "the prompt of exercise 1.1 fails with KeyError: 'oulet'"),
        ("Hint: Count.", "Count.", 4, "has no hint"),
        ('How many words are in {corpus.articles["outlet"].iloc[0]}?', "", 4, "has no prompt"),
        ("key(corpus) + 1", "key(corpus) + 0", 12, "has a known mistake that equals its solution"),
        ("key(corpus) + 1", "key(corpus) + x", 12, "a known mistake of exercise 1.1 fails with NameError"),
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
