"""The exercises of chapter 01. Change one here, then run: python3 course.py refresh 01"""
from helpers.analyses import reading
from helpers.exercises import choice, exercise, listed, open_question

@exercise("1.1", minutes=2)
def narrowed_down(corpus):
    """For {corpus.articles["published"].isna().sum()} articles nobody knows the date. One of them names days of the
    week in its text, so that its date could be narrowed down. Which one? Answer with its short name, the first column
    of the tables, in quotation marks.

    Hint: Read the undated articles again, and look for the names of days. The reader is in the next section.
    Hint: The outlets of the undated articles are {corpus.articles["outlet"][corpus.articles["published"].isna()]}.

    Way: Nobody knows the dates of {corpus.articles["outlet"][corpus.articles["published"].isna()]}. The text of
    {corpus.articles["outlet"][narrowed_down.key(corpus)]} names days of the week, the other one none. The short name of its
    article is {narrowed_down.key(corpus)}.
    """
    days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    undated = corpus.articles[corpus.articles["published"].isna()]
    return undated.index[undated["text"].str.contains(days)].tolist()


@narrowed_down.mistake
def names_no_day(corpus):
    """This article has no date, that is right; but you will find no day of the week in its text."""
    undated = corpus.articles[corpus.articles["published"].isna()]
    return [article for article in undated.index if article not in narrowed_down.key(corpus)]


@open_question("1.2", minutes=4)
def what_the_army_does(corpus):
    """What is the Syrian army doing in Eastern Ghouta? The articles have different words for it. Choose one article,
    mark the words in which it says so, or copy them, and say in one sentence what these words take for granted. They must
    hold one of: {what_the_army_does.key(corpus)}.

    Hint: Each article says it more than once. Choose the place where you noticed it first.
    Hint: Who acts in your quotation, and who is it done to? Would the other side use the same word?

    Further: Is there a word for it that both sides could use, and what would that word leave out?
    """
    words = ["operation", "offensive", "liberate", "liberation", "bombardment", "assault", "pound", "push", "campaign"]
    together = " ".join(corpus.articles["text"])
    return [word for word in words if word in together]


@what_the_army_does.reading
def freeing(corpus):
    """To "liberate" a place takes for granted that those who hold it now have no right to, and that those who come are
    welcome."""
    return "presstv", "has launched an operation to liberate the region from a host of militant groups"


@what_the_army_does.reading
def harming(corpus):
    """"Deadly" tells first what the offensive does to people; who was fighting whom, and why, is not said here."""
    return "cnn", "the Syrian government launched a deadly offensive on the area two weeks ago"


@what_the_army_does.reading
def winning(corpus):
    """"Rapid gains" and "fierce assault" tell it as a contest: one side advances, and what is gained is ground."""
    return "reuters", "Moscow-backed government forces are making rapid gains in a fierce assault"


@choice("1.3", minutes=2, options=lambda corpus: corpus.articles["outlet"])
def names_a_president(corpus):
    """All first sentences name a state or its army. Only one of them names a person. Whose is it?

    Hint: The table above has all five first sentences, in full.
    Hint: Look for a title before a name.
    """
    first = reading.openings(corpus)["first sentence"]
    return corpus.articles["outlet"][first.str.contains("President")].item()


@names_a_president.mistake
def names_a_people(corpus):
    """"The Russians" are many, and none of them has a name here."""
    return corpus.articles["outlet"][reading.openings(corpus)["first sentence"].str.contains("Russians")].item()


@exercise("1.4", minutes=2)
def all_words(corpus):
    """How many words do the {len(corpus.articles)} articles hold together?

    Hint: The chart above has the number of each article. You may add them up by hand, or let the cell do it: write the
    sum in place of the three dots.
    Hint: `corpus.articles["words"]` is the column with the numbers, and `.sum()` behind it adds them up.

    Way: {" + ".join(map(str, corpus.articles["words"]))} = {all_words.key(corpus)} words.
    """
    return corpus.articles["words"].sum()


@all_words.mistake
def words_of_the_files(corpus):
    """You counted what stands around the articles as well: these are the words of the files."""
    return reading.lengths(corpus)["words in the file"].sum()


@all_words.mistake
def words_on_average(corpus):
    """That is the number for an article on average. Asked is for all of them together."""
    return corpus.articles["words"].mean()


@exercise("1.5", minutes=2, places=1)
def moved_by(corpus):
    """By how many school years does cleaning raise the grade of South Front's article? Give it to one decimal.

    Hint: Both grades are written into the chart above, in the second line.
    Hint: Subtract the grade of the file from the grade of the article.

    Way: The grade of the article less the grade of the file: {the_grade_itself(corpus):.1f} −
    {the_grade_itself(corpus) - moved_by.key(corpus):.1f} = {moved_by.key(corpus):.1f}.
    """
    grades = reading.grades(corpus)
    return grades.at["southfront", "grade of the article"] - grades.at["southfront", "grade of the file"]


@moved_by.mistake
def the_wrong_way_round(corpus):
    """The size is right. But which of the two grades is higher, and what is asked: does cleaning raise or lower it?"""
    return -moved_by.key(corpus)


@moved_by.mistake
def the_grade_itself(corpus):
    """That is the grade of the cleaned article. Asked is by how much cleaning moved it."""
    return reading.grades(corpus).at["southfront", "grade of the article"]


@exercise("1.6", minutes=2, ordered=True)
def easiest_first(corpus):
    """If you believe the grade: in which order would you hand out the cleaned articles, the easiest first? Answer with a
    list of all short names, such as `["presstv", "cnn", …]`.

    Hint: In the chart, easier is further to the left. The full mark is the cleaned article.
    Hint: An article that does not move has one mark instead of two; it is the full one.

    Way: The grades of the articles, the lowest first:
    {listed(reading.grades(corpus)["grade of the article"].sort_values(), places=1)}.
    """
    return reading.grades(corpus)["grade of the article"].sort_values().index.tolist()


@easiest_first.mistake
def hardest_first(corpus):
    """The order is right, but it begins at the other end."""
    return easiest_first.key(corpus)[::-1]


@easiest_first.mistake
def before_cleaning(corpus):
    """That is the order of the files, with all that stands around the articles."""
    return reading.grades(corpus)["grade of the file"].sort_values().index.tolist()
