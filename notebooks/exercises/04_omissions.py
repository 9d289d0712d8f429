"""The exercises of chapter 04. Change one here, then run: python3 course.py refresh 04"""
from itertools import combinations

from helpers.analyses import omissions
from helpers.exercises import choice, exercise, listed, new_fact, open_question


@exercise("4.1", minutes=2)
def shared_by_all(corpus):
    """How many of the {len(corpus.facts)} facts do *all* the articles have? Answer with a number.

    Hint: Look for rows of the picture without a blank, whatever the letter.
    Hint: Most of them belong to the first topic.

    Way: The rows without a blank: {omissions.coverage(corpus).index[omissions.coverage(corpus).ne(omissions.NOT_THERE).all(axis=1)]}.
    These are {shared_by_all.key(corpus)} of {len(corpus.facts)}.
    """
    return (omissions.coverage(corpus) != omissions.NOT_THERE).all(axis=1).sum()


@shared_by_all.mistake
def only_in_one(corpus):
    """These are the facts that only one article has."""
    return ((omissions.coverage(corpus) != omissions.NOT_THERE).sum(axis=1) == 1).sum()


@shared_by_all.mistake
def in_the_first_topic(corpus):
    """You looked at the first topic only. Go on further down."""
    topics = corpus.facts.set_index("fact")["topic"]
    return (omissions.coverage(corpus)[topics == topics.iloc[0]] != omissions.NOT_THERE).all(axis=1).sum()


@shared_by_all.mistake
def all_but_one(corpus):
    """You counted rows with one blank as well."""
    return ((omissions.coverage(corpus) != omissions.NOT_THERE).sum(axis=1) >= len(corpus.articles) - 1).sum()


@choice("4.2", minutes=2, options=lambda corpus: corpus.articles["outlet"])
def dead_in_damascus_only(corpus):
    """Somebody has read only one of the articles, and says: "People have been killed in Damascus. I have read of no deaths
    in Ghouta." Which article was it?

    Hint: In the table above, find the row of the deaths in Damascus.
    Hint: Two articles have it. Which of the two has nothing in the rows of Ghouta?
    """
    has = omissions.coverage(corpus) != omissions.NOT_THERE
    in_ghouta = has.loc[["killed in Ghouta", "killed on Monday"]].any()
    return corpus.articles.loc[has.loc["killed in Damascus"] & ~in_ghouta, "outlet"].item()


@dead_in_damascus_only.mistake
def both_places(corpus):
    """It tells of deaths in Damascus, that is right; but of those in Ghouta as well."""
    has = omissions.coverage(corpus) != omissions.NOT_THERE
    return corpus.articles.loc[has.loc["killed in Damascus"] & has.loc["killed in Ghouta"], "outlet"].item()


@dead_in_damascus_only.mistake
def ghouta_only(corpus):
    """It is the other way round: this article counts dead in Ghouta, and none in Damascus."""
    has = omissions.coverage(corpus) != omissions.NOT_THERE
    return corpus.articles.loc[has.loc["killed in Ghouta"] & ~has.loc["killed in Damascus"], "outlet"].iloc[0]


@dead_in_damascus_only.mistake
def one_day_in_ghouta(corpus):
    """It is the other way round: this article counts the dead of a day in Ghouta, and none in Damascus."""
    has = omissions.coverage(corpus) != omissions.NOT_THERE
    return corpus.articles.loc[has.loc["killed on Monday"] & ~has.loc["killed in Damascus"], "outlet"].iloc[0]


@dead_in_damascus_only.mistake
def no_dead_at_all(corpus):
    """That article counts no dead, here or there."""
    has = omissions.coverage(corpus) != omissions.NOT_THERE
    rows = has.loc[["killed in Ghouta", "killed on Monday", "killed in Damascus"]]
    return corpus.articles.loc[~rows.any(), "outlet"].item()


def _pairs(corpus):
    """Two numbers each, in words, with whether they disagree: those of one fact, and two that are of two."""
    table = omissions.numbers(corpus)
    pairs = {}
    for _, rows in table.groupby("fact", sort=False):
        for one, other in combinations(rows.itertuples(), 2):
            pairs[f"{one.number} and {other.number} ({one.counts})"] = one.agrees == "differs"
    monday, since = (table[table["fact"] == fact].iloc[-1] for fact in ("killed on Monday", "killed in Ghouta"))
    return {**pairs, f"{monday['number']} and {since['number']} ({since['counts']} killed)": False}


@choice("4.3", minutes=2, options=_pairs)
def numbers_that_disagree(corpus):
    """Which two of these numbers disagree as they stand: the same thing counted, from the same day on, with two results?

    Hint: Two numbers of two facts, or of two periods, count two things. Look at the period first.
    Hint: "Over 36" and "over 33.3" can both be right, and so can two words for the same number.
    """
    return [pair for pair, disagree in _pairs(corpus).items() if disagree][0]


@numbers_that_disagree.mistake
def another_period(corpus):
    """The larger one counts since 18 February, the smaller one a single day. Both can be right."""
    return list(_pairs(corpus))[-1]


@numbers_that_disagree.mistake
def a_bound(corpus):
    """Whatever is over 36 is over a third as well: the one is only more exact."""
    return [pair for pair in _pairs(corpus) if "per cent" in pair][0]


@numbers_that_disagree.mistake
def one_number_of_one_source(corpus):
    """One source, the UN, and probably one number: one article hedges it with "over", the other with "some"."""
    return [pair for pair in _pairs(corpus) if "400,000" in pair][0]


@numbers_that_disagree.mistake
def one_time_in_two_ways(corpus):
    """Almost seven years old is the same as about to enter the eighth."""
    return [pair for pair in _pairs(corpus) if "years" in pair][0]


@exercise("4.4", minutes=2)
def after_reuters(corpus):
    """You have read Reuters. Which *one* other article tells you most that is new? Answer with its short name, such as
    `"presstv"`.

    Hint: Write `"reuters"` in place of `"cnn"` in the cell above, and run it again.
    Hint: The column "adds" counts what is new, the column "has in all" what the article has, new or not.

    Way: So many facts each article adds to those of Reuters: {listed(omissions.best_second(corpus, "reuters")["adds"])}. The most:
    {after_reuters.key(corpus)}.
    """
    return omissions.best_second(corpus, "reuters").index[0]


@after_reuters.mistake
def most_in_all(corpus):
    """No other of the four has more facts in all. But more of its facts stand in Reuters' article already."""
    return omissions.best_second(corpus, "reuters")["has in all"].idxmax()


@after_reuters.mistake
def what_was_read(corpus):
    """That is the one you have read already."""
    return "reuters"


@open_question("4.5", minutes=3)
def what_the_selection_suggests(corpus):
    """Take one of Entman's four functions, problem, cause, judgement or remedy. Quote the place where an article fulfils it,
    and say which fact, told by another article, would suggest something else. Your quotation must hold one of:
    {what_the_selection_suggests.key(corpus)}.

    Hint: A remedy is what should be done: who offers it, and is there another one in the article?
    Hint: Use the widget with the evidence: one topic, five articles.

    Further: Does every article fulfil all four functions? What does one that leaves a function open ask of its reader?
    """
    words = ["terrorist", "human shields", "besieged", "tragic", "trapped", "liberate", "blame", "barred", "escalation",
             "safe passage", "secure corridor", "ceasefire", "bombardment", "accused", "deadly", "flouting", "violated"]
    return [word for word in words if corpus.articles["text"].str.contains(word).any()]


@what_the_selection_suggests.reading
def a_cause(corpus):
    """Cause and judgement: civilians cannot leave because the fighters hold them as shields. CNN's sentence that each side
    blames the other for the closed corridor would leave the cause open."""
    return "presstv", "the militants holed up there are blocking the exit of people, using them as human shields"


@what_the_selection_suggests.reading
def a_problem(corpus):
    """The problem is people who are shut in and short of supplies; a remedy, which the article does not name, would be aid or
    a way out. With Press TV's attacks on Damascus beside it, there would be a second problem."""
    return "jerusalemonline", "over 400,000 people continue to be trapped in Eastern Ghouta"


@what_the_selection_suggests.reading
def a_remedy(corpus):
    """The remedy is the offer, made by one of the parties to the fighting. Reuters' pattern, "sieges, bombardment and ground
    offensives eventually forcing rebels to agree to leave", would make it a part of the campaign."""
    return "southfront", "The Russians have offered militants a safe passage out"


@new_fact("4.6", minutes=5)
def a_fact_of_your_own(corpus):
    """Our list is a choice, and lacks many things. Find a fact that it lacks; word it so that all five could print it, without
    a label and without one side's number; and mark, in each article that has it, the words that say so, or copy them. One
    article will do.

    Hint: Read one article again, sentence by sentence, and ask of each: is it in the list?
    Hint: What about the bombardment itself, what Russia calls on the fighters to do, or what the loss would mean to them?
    """
    return "Government forces bombard Eastern Ghouta.", "military situation", {
        "cnn": "Syrian government forces continue to pound the opposition enclave",
        "reuters": "fierce government bombardment of eastern Ghouta"}
