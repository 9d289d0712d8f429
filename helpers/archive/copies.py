"""Which articles of an archive have words in common: the runs that two share, and articles that are another one's text."""

import numpy as np
import pandas as pd

from helpers.analyses import borrowing
from helpers.analyses.borrowing import AT_LEAST, RUN_COLUMNS
from helpers.archive.work import corpus_of

# To pair all articles that have a shingle would never end where so many have it.
MOST = 200
# From this share of its shingles on, an article counts as another one's text.
SHARE = 0.5
AT_ONCE = 200


def shared(archive, at_least=AT_LEAST, most=MOST):
    """The runs of words that two articles share, wherever in the archive they are, the longest first.

    Columns and rows are those of borrowing.shared, but that a run is looked for only between two articles with a
    shingle that no more than `most` articles have. No two articles without one are laid side by side.
    """
    pairs = _pairs(archive, at_least, most)
    tables, done = [], 0
    for corpus, wanted in _in_batches(archive, pairs):
        tables.append(borrowing.shared(corpus, at_least).merge(wanted[["article", "other"]]))
        done += len(wanted)
        archive.say(f"shared: pair {done:,} of {len(pairs):,}")
    if not tables:
        return pd.DataFrame(columns=RUN_COLUMNS)
    table = pd.concat(tables, ignore_index=True)
    place = {name: at for at, name in enumerate(_names(archive))}
    table = table.assign(one=table["article"].map(place), two=table["other"].map(place))
    # As borrowing.shared has them: equally long ones by the places of the pair, and as they follow in it.
    return table.sort_values(["one", "two", "start", "other_start"], ignore_index=True).sort_values(
        "words", ascending=False, kind="stable", ignore_index=True
    )[RUN_COLUMNS]


def copies(archive, share=SHARE, at_least=AT_LEAST, most=MOST):
    """The articles that are for the greater part the text of an earlier one in the archive, a row each.

    An article is a copy if so large a `share` of its shingles of `at_least` words stands in another one, and that one is
    no copy itself: what ten outlets print is one text and nine copies. Of a shingle that more than `most` articles have, only
    the first of them counts as its owner. Columns: article, first (whose text it is: the first that has it), share (of the
    shingles of the article).
    """
    pairs = _pairs(archive, at_least, most, with_first=True)
    first, rows = {}, []
    of = pairs["shingles"] / pairs["of_other"]
    # The pairs go by the later article, so that what is earlier has been judged when it is needed.
    for article, other, part in sorted(
        zip(pairs["place"], pairs["other_place"], of), key=lambda pair: (pair[1], pair[0])
    ):
        if part >= share and other not in first:
            first[other] = first.get(article, article)
            rows.append((other, first[other], part))
    names = _names(archive)
    return pd.DataFrame(
        [(names[other], names[one], part) for other, one, part in rows], columns=["article", "first", "share"]
    )


def _names(archive):
    return [name for part in archive.about.parts(["article"]) for name in part["article"]]


def _pairs(archive, at_least, most, with_first=False):
    """The pairs of articles with a shingle in common, the earlier one first; of_other is how many the later one has.

    with_first: whether of a shingle that more than `most` have, each is paired with the first that has it, instead of none.
    Columns: article, other, place, other_place (in the archive), shingles (in common), of_other.
    """
    run = archive.run(borrowing.shingles, at_least)
    place = {name: at for at, name in enumerate(_names(archive))}
    if hasattr(run._kept, "files"):
        more, tables = "", {}
        if with_first:
            more = WITH_FIRST.format(most=int(most))
            tables["places"] = pd.DataFrame({"article": list(place), "place": list(place.values())})
        table = run.query(PAIRS.format(most=int(most), more=more), **tables)
    else:
        table = _paired(run.table, most, with_first)
    table = table.assign(place=table["article"].map(place), other_place=table["other"].map(place))
    turned = (table["place"] > table["other_place"]).to_numpy()
    for one, other in [("article", "other"), ("place", "other_place"), ("of_article", "of_other")]:
        pair = table[one].to_numpy(), table[other].to_numpy()
        table[one], table[other] = np.where(turned, *pair[::-1]), np.where(turned, *pair)
    return table.sort_values(["place", "other_place"], ignore_index=True)


PAIRS = """
with common as (select shingle from found group by shingle having count(*) between 2 and {most}),
few as (select * from found semi join common using (shingle)),
pairs as (
    select one.article article, two.article other
    from few one join few two on one.shingle = two.shingle and one.article < two.article
    {more}
),
number as (select article, count(*) number from found group by article)
select article, other, count(*) shingles, any_value(a.number) of_article, any_value(b.number) of_other
from pairs join number a using (article) join number b on b.article = other
group by article, other
"""
WITH_FIRST = """
    union all
    select least(article, owner), greatest(article, owner)
    from found join (
        select shingle, arg_min(article, place) owner from found join places using (article)
        group by shingle having count(*) > {most}
    ) using (shingle)
    where article <> owner
"""


def _paired(table, most, with_first):
    number = table["article"].value_counts()
    times = table["shingle"].map(table["shingle"].value_counts())
    few = table[times.between(2, most)]
    both = few.merge(few, on="shingle", suffixes=("", "_other"))
    both = both[both["article"] < both["article_other"]].rename(columns={"article_other": "other"})
    if with_first:
        many = table[times > most]
        many = many.merge(many.drop_duplicates("shingle"), on="shingle", suffixes=("", "_owner"))
        many = many[many["article"] != many["article_owner"]]
        names = many[["article", "article_owner"]].astype("object").to_numpy()
        turned = pd.DataFrame(np.sort(names, axis=1), columns=["article", "other"]).assign(
            shingle=many["shingle"].to_numpy()
        )
        both = pd.concat([both[["article", "other", "shingle"]], turned], ignore_index=True)
    both = both.groupby(["article", "other"]).size().rename("shingles").reset_index()
    return both.assign(of_article=both["article"].map(number), of_other=both["other"].map(number))


def _in_batches(archive, pairs):
    """The pairs, so many articles at once, with the Corpus of these articles in the order of the archive."""
    start, met = 0, set()
    for row, (one, two) in enumerate(zip(pairs["place"], pairs["other_place"])):
        if len(met | {one, two}) > AT_ONCE:
            yield _corpus(archive, met), pairs[start:row]
            start, met = row, set()
        met |= {one, two}
    if met:
        yield _corpus(archive, met), pairs[start:]


def _corpus(archive, places):
    return corpus_of(archive.at(sorted(places)))
