"""The exercises of chapter 03. Change one here, then run: python3 course.py refresh 03"""
from helpers.analyses import sourcing
from helpers.exercises import choice, coding, exercise, listed, open_question


@exercise("3.1", minutes=2)
def syrian_government_at_reuters(corpus):
    """How many statements does Reuters give to the Syrian government? Answer with a number.

    Hint: In the chart, follow the row "Syrian government" to the last panel; the number behind the bar is the count.
    Hint: The widget further down can list them: choose the kind of source and the article. State-run media count with the
    government that runs them.

    Way: Who speaks in them: {listed(sourcing.attributions(corpus).query("article == 'reuters' and source_type == 'Syrian government'")["speaker"].value_counts())}.
    Together these are {syrian_government_at_reuters.key(corpus)}.
    """
    table = sourcing.sources(corpus).set_index(["article", "source_type"])
    return table.at[("reuters", "Syrian government"), "statements"]


@syrian_government_at_reuters.mistake
def their_words(corpus):
    """These are the words that it is given. Asked are the statements."""
    table = sourcing.sources(corpus).set_index(["article", "source_type"])
    return table.at[("reuters", "Syrian government"), "words"]


@syrian_government_at_reuters.mistake
def without_state_media(corpus):
    """You left out the state-run media. Reuters itself calls them so, and here they count with the government."""
    said = sourcing.attributions(corpus)
    chosen = said[(said["article"] == "reuters") & (said["source_type"] == "Syrian government")]
    return (~chosen["source"].str.contains("media")).sum()


@exercise("3.2", minutes=2)
def without_the_armed_groups(corpus):
    """The offer is made to the armed groups. Which articles give them no statement at all, not even in indirect speech?
    Answer with a list of short names, such as `["reuters", "cnn"]`.

    Hint: In the chart, look along the row "armed groups" for a nought; a bar may be thin.
    Hint: The widget further down lists their statements: choose the kind of source, and see which articles are there.

    Way: The statements of armed groups:
    {listed(sourcing.sources(corpus).query("source_type == 'armed groups'").set_index("article")["statements"])}. Nought stands at
    {without_the_armed_groups.key(corpus)}.
    """
    table = sourcing.sources(corpus).query("source_type == 'armed groups'").set_index("article")
    return table.index[table["statements"] == 0].tolist()


@without_the_armed_groups.mistake
def never_quoted(corpus):
    """These are the articles that never *quote* them. Some of these retell what they say, without quotation marks."""
    said = sourcing.attributions(corpus)
    quoted = said[(said["source_type"] == "armed groups") & (said["kind"] != "indirect")]["article"]
    return [article for article in corpus.articles.index if article not in set(quoted)]


@without_the_armed_groups.mistake
def without_the_syrian_government(corpus):
    """You looked along the row of the Syrian government."""
    table = sourcing.sources(corpus).query("source_type == 'Syrian government'").set_index("article")
    return table.index[table["statements"] == 0].tolist()


@choice("3.3", minutes=2, options=["own", "attributed", "quoted", "scare"])
def voice_of_the_launch_pad(corpus):
    """Press TV begins: "Russia says it has offered anti-Damascus militants safe passage out of the Eastern Ghouta region,
    which they have been using as a launch pad for deadly terrorist attacks". In whose voice is "launch pad"?

    Hint: How far does "Russia says" reach? Read the sentence aloud, and stop at the comma.
    Hint: Paint the article in the widget above, and choose its first sentence.
    """
    stretches = sourcing.who_says(corpus, "presstv")
    return stretches["voice"][stretches["words"].str.contains("launch pad")].item()


@voice_of_the_launch_pad.mistake
def under_russia_says(corpus):
    """"Russia says" stands in the sentence, that is right. But what it is said to have said ends before "which"; by our rule
    a clause behind a comma that the cue does not reach is the article's own."""
    return "attributed"


@voice_of_the_launch_pad.mistake
def marks_that_are_not_there(corpus):
    """For that it would need quotation marks; the ones in the question are ours."""
    return "quoted"


@voice_of_the_launch_pad.mistake
def marks_of_irony(corpus):
    """Scare quotes are quotation marks, and the sentence has none; the ones in the question are ours."""
    return "scare"


@open_question("3.4", minutes=3, voice="own")
def a_claim_without_a_source(corpus):
    """Find a strong claim for which no source is given. Choose the article, quote the claim, and say what you would want to
    know before you believed it. The words must stand in the article's own voice.

    Hint: Paint an article in the widget above, and read only what has no mark.
    Hint: Words that judge, or that say what somebody means to do, are a good place to look.

    Further: Does another article give the same claim, or its opposite, with a source? Does that make you believe it?
    """
    return []


@a_claim_without_a_source.reading
def shields(corpus):
    """A grave charge, and a crime if it is true. Who saw it, where, and on which day? At CNN a charge near to it has a
    source, Russia, and the other side's answer."""
    return "presstv", "the militants holed up there are blocking the exit of people, using them as human shields"


@a_claim_without_a_source.reading
def a_guess(corpus):
    """The article says openly that it is guessing, "most likely". But on what does it rest: on earlier deals, which it
    names in the next sentence, or on somebody who told?"""
    return "southfront", "most likely, the proposed evacuation route will provide militants an opportunity"


@a_claim_without_a_source.reading
def a_pattern(corpus):
    """Who has compared the areas, and which are they? "Forcing" is a claim about causes, and no source is given for it."""
    return "reuters", "The eastern Ghouta fighting follows a pattern used in other areas recaptured by the government"


@coding("3.5", minutes=6)
def code_a_paragraph(corpus):
    """Code this paragraph of {corpus.articles.at[code_a_paragraph.place(corpus)[0], "outlet"]}. Mark, for each statement,
    who says it, the reporting word, and what is said; leave out what the paragraph does not have. Without the pen, write
    a statement on a line: `the mayor | said | the bridge would be repaired`.

    > {code_a_paragraph.passage(corpus)}

    Hint: Look for the reporting words first: {list(dict.fromkeys(code_a_paragraph.key(corpus)["cue"]))}.
    Hint: We have coded {len(code_a_paragraph.key(corpus))} statements. One source may have two cues, and a sentence none.
    """
    return "jerusalemonline", 7, 9


@code_a_paragraph.difference
def a_denial(corpus):
    """"Denied the targeting of civilians": is there a statement when no sentence is reported, only a noun? We say yes: the
    ministry has said that it did not happen. Whoever wants a verb in the content leaves it out."""
    return "the targeting of civilians"


@code_a_paragraph.difference
def two_cues(corpus):
    """"SANA … announced … and said": two cues, one source. We made two rows of it, because each cue has a content of its
    own; in one row the two would be one long statement, and both codings count the same words."""
    return "the military would continue its push"


@code_a_paragraph.difference
def a_gloss(corpus):
    """"Just at the edge of Eastern Ghouta": did SANA say so, or does the article explain where the town is? We cut it off at
    the comma, and would not quarrel with anyone who leaves it in."""
    return "just at the edge of Eastern Ghouta"


@code_a_paragraph.difference
def a_sentence_of_its_own(corpus):
    """"The current Russian offer … would mean the fall": that is a judgement, and the article names nobody for it. By our
    rules it is the article's own."""
    return "The current Russian offer"


@exercise("3.6", minutes=3, places=0)
def recall_at_press_tv(corpus):
    """Work it out by hand, from the table above: of the statements that the reader found in Press TV's article, how many per
    cent did the rules find too? Give a whole number; this is their *recall*.

    Hint: Count the rows that say "both" or "only the reader": that is the base.
    Hint: Then count the rows that say "both", divide, and multiply by a hundred.

    Way: The reader found {(sourcing.attributions(corpus)["article"] == "presstv").sum()} statements; {both_as_a_count(corpus)} of them the
    rules found too: {both_as_a_count(corpus)} / {(sourcing.attributions(corpus)["article"] == "presstv").sum()} × 100 =
    {recall_at_press_tv.key(corpus):.0f} per cent.
    """
    said, found = (table[table["article"] == "presstv"] for table in (sourcing.attributions(corpus), sourcing.by_rules(corpus)))
    return 100 * sourcing.evaluate(found, said).recall


def _evaluation(corpus):
    said, found = (table[table["article"] == "presstv"] for table in (sourcing.attributions(corpus), sourcing.by_rules(corpus)))
    return sourcing.evaluate(found, said)


@recall_at_press_tv.mistake
def precision_at_press_tv(corpus):
    """That is the precision: which share of what the rules found is right. The recall takes what the reader found as its
    base."""
    return 100 * _evaluation(corpus).precision


@recall_at_press_tv.mistake
def both_as_a_count(corpus):
    """That is how many both have found. Divide by what the reader found."""
    return _evaluation(corpus).matched


@recall_at_press_tv.mistake
def a_share_of_one(corpus):
    """That is the share of one. In per cent it is a hundred times as much."""
    return recall_at_press_tv.key(corpus) / 100


@recall_at_press_tv.mistake
def what_was_missed(corpus):
    """That is the share that the rules have *missed*."""
    return 100 - recall_at_press_tv.key(corpus)
