"""Whose words a span of an article is in."""


def is_quoted(corpus, article, start, end):
    """Whether `raw[start:end]` stands inside quotation marks, whole."""
    quotations = corpus.quotations[corpus.quotations["article"] == article]
    return bool(((quotations["start"] <= start) & (end <= quotations["end"])).any())
