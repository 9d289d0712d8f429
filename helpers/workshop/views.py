"""What chapters 02 to 04 and 06 show of five articles, of any corpus: functions of the corpus alone, to be followed by `live`."""

from helpers.analyses import borrowing, naming, omissions, sourcing
from helpers.corpus import doctor as doctors
from helpers.corpus.tables import forms_in
from helpers.show import charts, pages, widgets


def doctor(corpus):
    """A table of what in the texts may lead a count astray, and of what is fine."""
    return pages.doctor(doctors.doctor(corpus))


def how_often(corpus):
    """A chart of how often each article uses each label."""
    return charts.label_rates(naming.rates(corpus, naming.mentions(corpus), by="label"))


def whose_word(corpus):
    """A chart of each mention of a label, with its voice."""
    return charts.label_voices(naming.mentions(corpus), corpus.articles.index)


def concordance(corpus):
    """A widget with a word wherever it stands, at first the label that is used most."""
    counts = naming.counts(corpus, naming.mentions(corpus), "label").sum()
    forms = corpus.labels.set_index("label").at[counts.idxmax(), "forms"]
    return widgets.concordance(corpus, ", ".join(forms_in(forms)))


def other_words(corpus):
    """A table of what each article calls other things that are contested."""
    return pages.table(naming.wordings(corpus))


def who_speaks(corpus):
    """A chart of which kinds of sources each article lets speak, and how often."""
    return charts.sources(sourcing.sources(corpus))


def by_voice(corpus):
    """A chart of how much of each article is its own voice, retold, quoted."""
    return charts.voice_shares(sourcing.by_voice(corpus))


def who_has_what(corpus):
    """A chart of which article has which fact."""
    return charts.coverage(omissions.coverage(corpus), corpus.facts.set_index("fact")["topic"])


def only_one(corpus):
    """A table of the facts that one article only has."""
    return pages.table(omissions.unique(corpus)[["article", "statement", "voice", "speaker"]].head(12))


def number_cards(corpus):
    """A table of the numbers in the evidence."""
    table = omissions.numbers(corpus).set_index("fact")
    return pages.table(table[["counts", "article", "number", "period", "source", "agrees"]].head(12))


def shared_words(corpus):
    """A chart of how many words each article has in runs that another one has too."""
    return charts.shared_words(borrowing.coverage(corpus))
