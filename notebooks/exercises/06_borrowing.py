"""The exercises of chapter 06. Change one here, then run: python3 course.py refresh 06"""
from helpers.analyses import borrowing
from helpers.exercises import choice, exercise, listed, open_question


def _outside_marks(corpus):
    table = borrowing.between(corpus, "southfront", "reuters")
    return table[table["quoted"] != borrowing.BOTH].sort_values("words", ascending=False)


@exercise("6.1", minutes=2)
def longest_outside_marks(corpus):
    """How many words has the longest run that {corpus.articles.at["southfront", "outlet"]} and
    {corpus.articles.at["reuters", "outlet"]} share *outside* of quotation marks? Answer with a number.

    Hint: Its letter is r; the letter q stands for what both have in quotation marks.
    Hint: Only the words that are the same in both count, from the first to the last of them.

    Way: The runs outside of quotation marks, with their words: {listed(_outside_marks(corpus).set_index("text")["words"])}. The
    longest has {longest_outside_marks.key(corpus)}.
    """
    table = borrowing.between(corpus, "southfront", "reuters")
    return table.loc[table["quoted"] != "both", "words"].max()


@longest_outside_marks.mistake
def in_marks(corpus):
    """That is the longest of all, and it stands in quotation marks in both: it is the Ministry's."""
    return borrowing.between(corpus, "southfront", "reuters")["words"].max()


@longest_outside_marks.mistake
def one_word_before(corpus):
    """You counted "to" as well. South Front has "to leave", Reuters "could leave": the run begins with "leave"."""
    return longest_outside_marks.key(corpus) + 1


@longest_outside_marks.mistake
def the_shorter_one(corpus):
    """That one names the source. There is a longer one."""
    return _outside_marks(corpus)["words"].min()


def _pairs(corpus):
    """The pairs of articles that share a run, by outlet, each with the quotation marks around its runs."""
    outlets, table = corpus.articles["outlet"], borrowing.shared(corpus)
    named = [f"{outlets[one]} and {outlets[other]}" for one, other in zip(table["article"], table["other"])]
    return table.groupby(named, sort=False)["quoted"].agg(set)


@choice("6.2", minutes=2, options=lambda corpus: _pairs(corpus).index)
def one_quotation_in_two_articles(corpus):
    """Which two articles have a run that stands in quotation marks in *both* of them?

    Hint: Look at the column "in quotation marks in".
    Hint: "One" means that one of the two has the marks and the other one has not.
    """
    return _pairs(corpus).index[_pairs(corpus).map(lambda quoted: borrowing.BOTH in quoted)].item()


@one_quotation_in_two_articles.mistake
def marks_in_one(corpus):
    """Reuters has the words in quotation marks, Press TV has them without: a quotation here, retold there."""
    return "Press TV and Reuters"


@one_quotation_in_two_articles.mistake
def marks_in_south_front(corpus):
    """Press TV has the words without marks, South Front has them in marks: retold here, a quotation there."""
    return "Press TV and South Front"


@one_quotation_in_two_articles.mistake
def no_marks(corpus):
    """JerusalemOnline has no quotation mark at all: what it shares, it cannot share as a quotation."""
    return "JerusalemOnline and Reuters"


@one_quotation_in_two_articles.mistake
def no_marks_either(corpus):
    """What they share has no marks in either. JerusalemOnline has none anywhere."""
    return "South Front and JerusalemOnline"


@exercise("6.3", minutes=1)
def shares_nothing(corpus):
    """Which article shares no run of five words with any other? Answer with its short name, such as `"presstv"`.

    Hint: In the chart, look along the last row, "any other".

    Way: The words that any other article has too: {listed(_any_other(corpus)["shared"])}. Nought stands at {shares_nothing.key(corpus)}.
    """
    table = borrowing.coverage(corpus).query("other == 'any other'").set_index("article")
    return table.index[table["shared"] + table["quoted_in_both"] == 0].item()


def _any_other(corpus):
    return borrowing.coverage(corpus).query("other == 'any other'").set_index("article")


@shares_nothing.mistake
def shares_least(corpus):
    """It shares least of those that share any. One article shares nothing at all."""
    table = _any_other(corpus)["shared"]
    return table[table > 0].idxmin()


@shares_nothing.mistake
def shares_no_quotation(corpus):
    """It shares no *quotation* with another one, that is right; but it does share words."""
    table = _any_other(corpus)
    return table.index[(table["shared"] > 0) & (table["quoted_in_both"] == 0)][0]


@exercise("6.4", minutes=2, places=0)
def share_of_south_front(corpus):
    """The article of {corpus.articles.at["southfront", "outlet"]} has {_any_other(corpus).at["southfront", "words"]} words outside of
    quotation marks. How many per cent of them stand in a run that *any* other article has too? Give a whole number.

    Hint: The number of words stands in the chart, in South Front's panel, in the last row, before the q.
    Hint: Divide it by all words outside of quotation marks, and multiply by a hundred.

    Way: {_any_other(corpus).at["southfront", "shared"]} / {_any_other(corpus).at["southfront", "words"]} × 100 =
    {share_of_south_front.key(corpus):.0f} per cent.
    """
    row = borrowing.coverage(corpus).query("article == 'southfront' and other == 'any other'")
    return 100 * row["shared"].item() / row["words"].item()


@share_of_south_front.mistake
def with_quotations(corpus):
    """You counted the shared quotations as well. They stand inside of quotation marks."""
    row = _any_other(corpus).loc["southfront"]
    return 100 * (row["shared"] + row["quoted_in_both"]) / row["words"]


@share_of_south_front.mistake
def added_up(corpus):
    """You added up what South Front shares with each other article. A word that two of them have then counts twice."""
    rows = borrowing.coverage(corpus).query("article == 'southfront' and other != 'any other'")
    return 100 * rows["shared"].sum() / rows["words"].iloc[0]


@share_of_south_front.mistake
def a_count(corpus):
    """That is the number of words. Divide it by all words outside of quotation marks."""
    return _any_other(corpus).at["southfront", "shared"]


@choice("6.5", minutes=2, options=lambda corpus: corpus.articles["outlet"])
def the_same_corridor(corpus):
    """"Through a secure corridor" stands, word for word, in the article of {corpus.articles.at["reuters", "outlet"]} and in one
    other. In which?

    Hint: In the widget above, choose Reuters and its second sentence. The other words are marked.
    Hint: All four words must be the same, and follow one another.
    """
    table = borrowing.shared(corpus, 4)
    found = table[table["text"].str.contains("secure corridor") & (table["other"] == "reuters")]
    return corpus.articles.at[found["article"].item(), "outlet"]


@the_same_corridor.mistake
def another_adjective(corpus):
    """"Through a" is the same; then South Front has another word, a *humanitarian* corridor."""
    return "South Front"


@the_same_corridor.mistake
def another_preposition(corpus):
    """Press TV has "a secure corridor", but nobody goes *through* it there: Moscow would *provide* it."""
    return "Press TV"


@open_question("6.6", minutes=4)
def who_may_have_it_from_whom(corpus):
    """Choose words that an article shares with another one. Quote them as they stand in one of the two, and say in which ways
    both may have come by them; name two at least. What would you have to see to decide? Your quotation must hold one of:
    {who_may_have_it_from_whom.key(corpus)}.

    Hint: Who is named as the source in the one article, and who in the other?
    Hint: A text that both have read, an agency that both pay, one that has read the other, a phrase that everybody uses.

    Further: Two articles share no word in a row, and tell the same. Has none of them anything from the other?
    """
    words = ["safe passage", "personal weapons", "secure corridor", "families", "immunity", "guarded", "escalation",
             "does not apply", "Defense Ministry", "Russian military"]
    return [word for word in words if corpus.articles["text"].str.contains(word).sum() > 1]


@who_may_have_it_from_whom.reading
def a_common_text(corpus):
    """Reuters gives nearly these words to the Russian Defense Ministry, South Front to nobody. Both may have them from one text
    of the Ministry's, or from one translation of it, and never have seen one another. That text, with its hour, would help."""
    return "southfront", "leave with their families and personal weapons through a humanitarian corridor"


@who_may_have_it_from_whom.reading
def one_of_several_ways(corpus):
    """Reuters has the same four words. An agency's words may be printed without its name, both may retell the Ministry, or the
    words are simply near at hand. The article states no date; and even with one, the later need not have it from the
    earlier."""
    return "jerusalemonline", "one weapon through a secure corridor"


@who_may_have_it_from_whom.reading
def a_common_phrase(corpus):
    """Four of the five have it, and so do many texts on other wars: this is how English says it. Shared words that are
    everybody's are no sign of anything."""
    return "cnn", "safe passage out of"
