"""The exercises of chapter 07. Change one here, then run: python3 course.py refresh 07"""
from helpers.analyses import frames, naming
from helpers.exercises import choice, exercise, framing, listed, open_question


def _counted(corpus, function, whose):
    return frames.functions(corpus).query("function == @function")[whose].sum()


@exercise("7.1", minutes=2)
def causes_in_own_voice(corpus):
    """Count the causes in the matrix that stand in an article's *own voice*. How many are there, in all five articles together?
    Answer with a number.

    Hint: Go through the row "cause", and count the statements with the letter o.
    Hint: Each statement counts once for each article that has it.

    Way: In its own voice: {listed(frames.functions(corpus).query("function == 'cause'").set_index("article")[frames.OWN])}. Together
    {causes_in_own_voice.key(corpus)}.
    """
    table = frames.functions(corpus).query("function == 'cause'")
    return table["the article's own"].sum()


@causes_in_own_voice.mistake
def those_of_sources(corpus):
    """You counted the causes that a source gives."""
    return _counted(corpus, "cause", frames.SOURCES)


@causes_in_own_voice.mistake
def all_causes(corpus):
    """These are all causes, whoever gives them. Look at the letter before each."""
    return _counted(corpus, "cause", "all")


@causes_in_own_voice.mistake
def how_many_articles(corpus):
    """So many *articles* give a cause in their own voice. One of them gives more than one: count the causes."""
    return (frames.functions(corpus).query("function == 'cause'")["the article's own"] > 0).sum()


@causes_in_own_voice.mistake
def a_fact_for_a_cause(corpus):
    """One too many. Did you take a fact for a cause? That almost 600 were killed "since" an offensive began (CNN) says when, not
    why; our rules leave it out."""
    return causes_in_own_voice.key(corpus) + 1


def _held_by(corpus, article, function, statement):
    found = frames.elements(corpus).query("article == @article and function == @function and statement == @statement")
    return found["held_by"].item()


NOBODY = "nobody: it is a fact"


@choice("7.2", minutes=2, options=lambda corpus: [
    corpus.articles.at["cnn", "outlet"], *frames.elements(corpus).query("article == 'cnn' and function == 'cause'")["held_by"]
    .loc[lambda names: names != corpus.articles.at["cnn", "outlet"]].unique(), NOBODY])
def whose_cause(corpus):
    """In the column of CNN stands: the fighters keep people from leaving. Who holds that, in this article?

    Hint: Open the statement, by a click or with the Enter key. Behind the quoted words stands a name.
    Hint: Read the sentence: "Russia … has accused rebels of preventing civilians from leaving Eastern Ghouta."
    """
    return _held_by(corpus, "cnn", "cause", "the fighters keep people from leaving")


@whose_cause.mistake
def the_article_itself(corpus):
    """The article prints it. But it says who says so: a source's cause is not yet the article's."""
    return corpus.articles.at["cnn", "outlet"]


@whose_cause.mistake
def both_sides(corpus):
    """That is the other cause for the same thing: each side says that the shelling of the other one keeps people in."""
    return _held_by(corpus, "cnn", "cause", "the other side’s shelling")


@whose_cause.mistake
def no_holder(corpus):
    """It may be one; but in this article it is what somebody is accused of, and the article names who accuses."""
    return NOBODY


def _first(corpus, function):
    """Where in each article the first element of a function stands, in per cent of its words."""
    places = naming.dispersion(corpus, frames.elements(corpus).query("function == @function"))
    return 100 * places.groupby("article", sort=False)["place"].min()


@exercise("7.3", minutes=2)
def the_latest_problem(corpus):
    """In which article, its headline not counted, does the reader wait longest for the first *problem*, by our rules? Answer with
    its short name, such as `"cnn"`.

    Hint: In the picture, find the first letter P of each article.
    Hint: Which of these five stands furthest to the right?

    Way: The first problem stands, in per cent of the words: {listed(_first(corpus, "problem"))}. The largest of these is that of
    {the_latest_problem.key(corpus)}.
    """
    places = naming.dispersion(corpus, frames.elements(corpus).query("function == 'problem'"))
    return places.groupby("article", sort=False)["place"].min().idxmax()


@the_latest_problem.mistake
def the_latest_cause(corpus):
    """There one waits longest for the first cause. Asked is the first problem."""
    return _first(corpus, "cause").idxmax()


@the_latest_problem.mistake
def the_earliest(corpus):
    """There it stands earliest of all. Asked is the latest."""
    return _first(corpus, "problem").idxmin()


PUSH, FLIGHT = "“the Syrian army would continue the push”", "“Many civilian residents have fled”"
INQUIRY = "the reports of attacks are looked into by experts"


def _remedy(corpus):
    found = frames.elements(corpus).query("article == 'reuters' and function == 'remedy'")
    return f"“{found['text'].iloc[-1]}”"


@choice("7.4", minutes=2, options=lambda corpus: [PUSH, FLIGHT, _remedy(corpus), INQUIRY])
def a_remedy(corpus):
    """Which of these is a *remedy* in the article of {corpus.articles.at["reuters", "outlet"]}, by our rules: offered, asked for,
    ordered or set up so that people suffer no more?

    Hint: Three of the four stand in the article, so look what each is told as: as a plan, as something that has happened, as
    something that somebody demands.
    Hint: Somebody in the article must ask for it, and for the sake of what people suffer.
    """
    return _remedy(corpus)


@a_remedy.mistake
def further_fighting(corpus):
    """Assad announces it, that is right. But the words do not tell it as a cure for what people suffer; the codebook says where
    the border is, and that it is ours."""
    return PUSH


@a_remedy.mistake
def a_fact_for_a_remedy(corpus):
    """That is told as a fact, and by our rules as a problem: nobody offers it or asks for it."""
    return FLIGHT


@a_remedy.mistake
def nobody_asks_for_it(corpus):
    """It may be a good idea, and it is yours: nobody in this article asks for it. A frame is what is in the text."""
    return INQUIRY


@open_question("7.5", minutes=3)
def two_readers(corpus):
    """Find a place that two readers will read in two frames: for one it shows a problem, for the other a remedy, or the cause is
    another for each. Quote it, and say what each of the two brings along. Your quotation must hold one of:
    {two_readers.key(corpus)}.

    Hint: Who reads of "more than a third of the enclave": one who has family in it, and one who has family in Damascus?
    Hint: The text stays the same. What do the two know, fear or hope that is not in it?

    Further: Would a third reader, who has never heard of this war, see a frame at all?
    """
    return ["offer", "offered", "safe passage", "pause", "captured", "operation", "liberate", "corridor", "surrender", "fall",
            "evacuated", "evacuation", "displacement", "ceasefire", "offensive", "besieged", "encircled", "sieges"]


@two_readers.reading
def an_end_or_a_fall(corpus):
    """For one reader the end of the fighting near the capital, and so a remedy. For another one the fall of the last place that
    was hers, and so the problem itself. The word "fall" leans to the second; the sentence says neither."""
    return "jerusalemonline", "the fall of the last rebel-held area near Damascus"


@two_readers.reading
def freed_or_taken(corpus):
    """"Liberate" says which of the two it is. A reader who does not share the word will read the same sentence as the report of
    an attack, and the many groups in it as people of the place."""
    return "presstv", "an operation to liberate the region from a host of militant groups"


@two_readers.reading
def relief_or_show(corpus):
    """A pause is relief, for those who can use it. A reader who has learnt in the next sentence how few got out may take it for a
    show; and one who blames the fighters for that, for a proof."""
    return "cnn", "Vladimir Putin ordered a daily humanitarian pause in the fighting"


@framing("7.6", minutes=8)
def build_it(corpus):
    """Build it: choose an article, and mark in it the words that tell a problem, a cause, an evaluation, a remedy, each with its
    button or its number; of several the one that weighs most, for ours has more than one. Then word each in a line. Leave open
    what the article leaves open.

    Hint: Begin with what is bad for people in this article. Only then ask by whom, how it is judged, and what is to be done.
    Hint: In whose voice is each? A cause that a source gives is a cause in this article too, but the source's.
    """
    return list(corpus.articles.index)
