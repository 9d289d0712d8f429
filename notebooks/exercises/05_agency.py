"""The exercises of chapter 05. Change one here, then run: python3 course.py refresh 05"""
from helpers.analyses import agency
from helpers.exercises import choice, exercise, listed, open_question


def _arrows(corpus, article, side):
    return agency.actors(corpus).query("article == @article and side_of_actor == @side and acts > 0")


def _sum(rows):
    return " + ".join(f"{row.acts} on {row.side_of_affected}" for row in rows.itertuples()) + f" = {rows['acts'].sum()}"


@exercise("5.1", minutes=3)
def two_sides_two_articles(corpus):
    """Add up the arrows: how many acts do the fighters do in the article of {corpus.articles.at["presstv", "outlet"]}, and how many
    does Syria's government do in that of {corpus.articles.at["cnn", "outlet"]}? Answer with one number: the two together.

    Hint: In the first of these two panels, look at the arrows that leave from "fighters", at the left.
    Hint: Whom they are done to does not matter here, so take all that leave from there. Then the same in the other panel.

    Way: The fighters in the first: {_sum(_arrows(corpus, "presstv", "fighters"))}. Syria's government in the second:
    {_sum(_arrows(corpus, "cnn", "Syria's government"))}. Together {two_sides_two_articles.key(corpus)}.
    """
    acts = agency.actions(corpus).groupby(["article", "side_of_actor"]).size()
    return acts["presstv", "fighters"] + acts["cnn", "Syria's government"]


@two_sides_two_articles.mistake
def the_other_ends(corpus):
    """You counted the arrows that arrive: the acts that are done *to* the two sides."""
    acts = agency.actions(corpus).groupby(["article", "side_of_affected"]).size()
    return acts.get(("presstv", "fighters"), 0) + acts.get(("cnn", "Syria's government"), 0)


@two_sides_two_articles.mistake
def arrows_not_acts(corpus):
    """You counted the arrows. Each has a number, which says for how many acts it stands."""
    return len(_arrows(corpus, "presstv", "fighters")) + len(_arrows(corpus, "cnn", "Syria's government"))


@two_sides_two_articles.mistake
def the_first_only(corpus):
    """That is the first of the two numbers. Add the second."""
    return _arrows(corpus, "presstv", "fighters")["acts"].sum()


NAMED, BACKGROUNDED, SUPPRESSED = (
    "named in the sentence", "backgrounded: the article names it in another place", "suppressed: this article names it in no place")


@choice("5.2", minutes=2, options=[NAMED, BACKGROUNDED, SUPPRESSED])
def who_traps(corpus):
    """"Meanwhile, the United Nations believes that over 400,000 people continue to be trapped in Eastern Ghouta", writes
    JerusalemOnline. Who traps them? By the table of acts, the actor is …

    Hint: Is there a word in the sentence for who does it, or only for who says it?
    Hint: The column "named elsewhere" of the table says whether the article names one in another place.
    """
    row = agency.actions(corpus).query("article == 'jerusalemonline' and act == 'trapped'").iloc[0]
    return NAMED if row["actor"] else {agency.ELSEWHERE: BACKGROUNDED, agency.NOT_AT_ALL: SUPPRESSED}[row["named_elsewhere"]]


@who_traps.mistake
def who_says_it(corpus):
    """The United Nations are named, that is right; but they say it. Who says it is not thereby who does it."""
    return NAMED


@who_traps.mistake
def who_fights_there(corpus):
    """The article names those who fight, and what else they do. But no sentence of it says that one of them keeps these people
    from leaving; it is we who would have to add that."""
    return BACKGROUNDED


@exercise("5.3", minutes=2)
def more_than_a_third(corpus):
    """Which articles tell *more than a third* of their acts without an actor? Answer with a list of short names, such as
    `["reuters", "cnn"]`.

    Hint: Divide "no actor" by "acts", row by row.
    Hint: One of the five tells exactly a third.

    Way: In per cent: {listed(100 * _shares(corpus), 1)}. A third is 33.3.
    """
    table = agency.unnamed(corpus, "article")
    return table.index[table["no actor"] / table["acts"] > 1 / 3].tolist()


def _shares(corpus):
    table = agency.unnamed(corpus, "article")
    return table["no actor"] / table["acts"]


@more_than_a_third.mistake
def a_third_as_well(corpus):
    """One of these tells exactly a third so. More than a third was asked."""
    shares = _shares(corpus)
    return shares.index[shares >= 1 / 3].tolist()


@more_than_a_third.mistake
def most_in_number(corpus):
    """These have the most acts without an actor, in number. An article with many acts has more of each kind; so divide."""
    table = agency.unnamed(corpus, "article")
    return table.index[table["no actor"] >= table["no actor"].median()].tolist()


@open_question("5.4", minutes=4)
def an_actor_that_is_missing(corpus):
    """Find an act without an actor. Quote the place, and say what a reader cannot know, what one might wrongly add, and
    whether the article could have known more. Your quotation must hold one of:
    {an_actor_that_is_missing.key(corpus)}.

    Hint: In the widget above, the menu lists such acts; here any of the list will do.
    Hint: What would it take to find out: a witness, a weapon's trace, a paper, one telephone call?

    Further: Put an actor in, from the first menu. Does the sentence accuse anybody now who was not accused before? Of what?
    """
    table = agency.actions(corpus)
    return list(dict.fromkeys(table.loc[table["actor"] == "", "act"].str.lower()))


@an_actor_that_is_missing.reading
def a_promise(corpus):
    """A promise that nobody makes in this sentence. Who drives, who guards, and whom could one hold to it? Two other articles
    write who would provide transport; the writers had a statement before them, and may have had no more than its words."""
    return "reuters", "Vehicles would \"be provided, and the entire route will be guarded\""


@an_actor_that_is_missing.reading
def a_number_of_dead(corpus):
    """"Since" tells a time. A reader will most likely take it for a cause, and the article calls the offensive deadly; but of how
    many of the dead it was the cause, this number does not tell, and whoever counted them may not have known."""
    return "cnn", "Almost 600 people are believed to have been killed and over 2,000 injured since Syrian government forces launched"


@an_actor_that_is_missing.reading
def attacks_by_kind(corpus):
    """"Terrorist" judges the deed, and names nobody. The article says of the fighters in another place that they attack Damascus,
    and a reader will join the two; whether each of these attacks was theirs, one has to take on trust."""
    return "presstv", "failed to reduce terrorist attacks on civilians"


@choice("5.5", minutes=2, options=lambda corpus: corpus.articles["outlet"])
def a_number_and_nobody(corpus):
    """One article gives a number of dead, and by our table names in no place who killed them. Which?

    Hint: In the widget, look for a number of people that is acted on, in a sentence that is marked "no actor".
    Hint: Two articles have such a sentence. One of them speaks in another place of a "deadly" offensive, and of whose it is.
    """
    return corpus.articles.at[_counted_dead(corpus).query("named_elsewhere == 'not at all'")["article"].iloc[0], "outlet"]


def _counted_dead(corpus):
    """The acts about the dead whose affected are people with a number."""
    table = agency.about(corpus, "deaths and injuries")
    return table[table["affected"].str.contains(r"\d") & (table["side_of_affected"] == "people")]


@a_number_and_nobody.mistake
def named_in_another_place(corpus):
    """Its sentence names nobody, that is right. But in another place it calls an offensive deadly, and says whose it is."""
    return corpus.articles.at[_counted_dead(corpus).query("named_elsewhere == 'elsewhere'")["article"].iloc[0], "outlet"]


@a_number_and_nobody.mistake
def named_in_the_sentence(corpus):
    """This one has a word for who did it in the very sentence with its number."""
    return corpus.articles.at[_counted_dead(corpus).query("actor != ''")["article"].iloc[0], "outlet"]


@a_number_and_nobody.mistake
def deaths_without_a_number(corpus):
    """It tells of "many civilian deaths", without a number, and of whose attacks they came from."""
    return "Press TV"


@a_number_and_nobody.mistake
def an_attack_without_dead(corpus):
    """It tells of an attack, as a report of others, and gives no number of dead."""
    return "South Front"


@exercise("5.6", minutes=2)
def missed_by_the_rules(corpus):
    """Work it out from the last row of the card: how many of the acts that we have coded without an actor did the rules *miss*?
    Answer with a number of acts.

    Hint: The last column says which share was found; the rest was missed.
    Hint: A share of what? Of the first column.

    Way: {agency.measured(corpus).at["all", "coded"]} are coded, {100 * agency.measured(corpus).at["all", "recall"]:.0f} per cent of
    them were found, so {missed_by_the_rules.key(corpus)} were missed. Among them: "enough transport provided", where a word
    stands between "be" and "provided".
    """
    card = agency.measured(corpus).loc["all"]
    return round(card["coded"] * (1 - card["recall"]))


@missed_by_the_rules.mistake
def invented(corpus):
    """So many the rules have found that we have *not* coded. Asked are those that they missed."""
    card = agency.measured(corpus).loc["all"]
    return card["found"] - card["both"]


@missed_by_the_rules.mistake
def in_per_cent(corpus):
    """That is how many in a hundred they miss. Asked is how many acts that is."""
    return round(100 * (1 - agency.measured(corpus).at["all", "recall"]))


@missed_by_the_rules.mistake
def of_the_passives(corpus):
    """That holds for the passives and states alone."""
    card = agency.measured(corpus).loc["passive or state"]
    return round(card["coded"] * (1 - card["recall"]))
