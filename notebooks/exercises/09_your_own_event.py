"""Exercises of chapter 09. They ask about the event that a reader has brought, and need no key: they look at her work.
After a change, run: python3 course.py refresh 09"""
from helpers.analyses import conclusions, naming, omissions
from helpers.corpus.coded import ADDED
from helpers.corpus.tables import forms_in
from helpers.exercises import own_evidence, work


@work("9.1", minutes=2)
def every_label_is_used(corpus):
    """Choose two labels or more, each with its word forms and a note on what it suggests. Every label must stand in one
    of your articles at least.

    Hint: Tick two words in the list of proposals that name the same people in different words.
    Hint: A label that stands nowhere is shown as such: is it spelt as the articles spell it?
    """
    if not corpus.has("labels"):
        return ["There is no label yet."]
    counts = naming.counts(corpus, naming.mentions(corpus), "label").sum()
    few = ["One label alone compares nothing: choose a second one."] if len(counts) < 2 else []
    bare = corpus.labels.loc[corpus.labels["note"] == "", "label"].tolist()
    return [*few, *(f"“{label}” stands in none of your articles." for label in counts.index[counts == 0]),
            *(f"“{label}” has no note: what does it suggest?" for label in bare)]


@own_evidence("9.2", minutes=3)
def against_a_label(corpus):
    """Which place speaks against one of your labels: where does it name somebody else, or judge less than you thought, or
    stand in another voice? Quote the place, with the label in it, and say what follows.

    Hint: Look at the concordance of the label. Read each line as one who would use that word.
    Hint: Does the word stand in another one, as in “rebel-held”? In a name? Does somebody use it of himself?
    """
    forms = [form.rstrip("*") for row in corpus.labels["forms"] for form in forms_in(row)] if corpus.has("labels") else []
    return forms or ["a label"]


@work("9.3", minutes=3)
def missed_by_rules(corpus):
    """Find a statement that the rules have missed, and mark it. If you have read all your articles to the end and there is
    none, that stands too.

    Hint: Rules look for words such as “said”. Who has “offered”, “put”, “found”, “refused” something?
    Hint: What about a document, a study, a picture that tells something?
    """
    if not corpus.has("attributions"):
        return ["Nobody has looked at the statements of these articles yet."]
    unread = [article for article in corpus.articles.index if article not in corpus.coded_in("attributions")]
    is_open = unread or corpus.attributions["is_open"].any()
    added = (corpus.attributions["decision"] == ADDED).any()
    return ["No statement has been added yet, and not all of the rules' own were looked at."] if is_open and not added else []


@work("9.4", minutes=3)
def lacked_by_one(corpus):
    """Word a fact that two of your articles have and one lacks. (With two articles only: one that one of them lacks.)

    Hint: Go through the sentences that tell the same: which of your articles is not among them?
    Hint: A fact is worded so that all your articles could print it, without a label and without one side's number.
    """
    if not corpus.has("facts"):
        return ["There is no fact yet."]
    has = (omissions.coverage(corpus) != omissions.NOT_THERE).sum(axis=1)
    wanted = has.between(min(2, len(corpus.articles) - 1), len(corpus.articles) - 1)
    return [] if wanted.any() else ["No fact is such that two articles have it and another one lacks it."]


@work("9.5", minutes=2)
def a_number_with_its_period(corpus):
    """Give a number in your evidence its period: the time for which it counts, in the article's words.

    Hint: A number of dead, of arrests, of money, of people: from when to when?
    Hint: Where the article does not say, that is a finding; take another number.
    """
    if not corpus.has("evidence"):
        return ["There is no evidence yet, and so no number."]
    rows = corpus.evidence.dropna(subset=["value"])
    return [] if (rows["period"] != "").any() else [
        "None of your numbers has its period yet." if len(rows) else "There is no number in your evidence yet."]


@work("9.6", minutes=5)
def a_conclusion(corpus):
    """Write a conclusion in one sentence, about the articles and not about their outlets, and mark the words it rests on.

    Hint: What does one article suggest that another does not? Which words do it?
    Hint: Not “the paper hides”, but “the article does not say”. What is missing is missing by comparison.
    """
    rows = conclusions.written(corpus)
    bare = rows.loc[rows["article"] == "", "conclusion"]
    lacking = [f"“{sentence}” has no evidence yet: mark the words it rests on." for sentence in bare]
    return lacking if len(rows) else ["There is no conclusion with its evidence yet."]
