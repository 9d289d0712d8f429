"""What an analysis gave for every part of an archive: read as one table, counted over months and outlets, asked in SQL."""

import numpy as np
import pandas as pd

from helpers.analyses.estimates import interval
from helpers.archive.reading import PACKAGES
from helpers.corpus.tables import CorpusError

# By what articles can be grouped.
ABOUT = ["outlet", "month", "published", "article"]


class Run:
    """What came of an analysis, part by part; `archive.run` makes one. set_aside: article and reason of what it failed on."""

    def __init__(self, archive, kept, number):
        self._archive, self._kept, self._number = archive, kept, number

    def __repr__(self):
        return f"Run over {self._archive.number:,} articles, {len(self.set_aside)} set aside"

    @property
    def set_aside(self):
        rows = [pair for number in range(self._number) for pair in self._kept.aside(number)]
        return pd.DataFrame(rows, columns=["article", "reason"]).astype("str")

    def parts(self, columns=None):
        """The table of each part, one after the other."""
        for number in range(self._number):
            yield self._kept.get(number, columns)

    @property
    def table(self):
        """The tables of all parts as one, in the order of the archive; all of it is in memory at once."""
        parts = list(self.parts())
        return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)

    def query(self, sql, **tables):
        """The answer to a query in SQL, a DataFrame: “found” is this run, “articles” are the articles with their words.

        tables: DataFrames that the query asks for by these names. DuckDB reads no more of the parts than the query needs. Raises CorpusError where it is not installed.
        """
        if not hasattr(self._kept, "files"):
            raise CorpusError(f"A query in SQL needs DuckDB: {PACKAGES}.")
        import duckdb

        with duckdb.connect() as database:
            for name, run in (("found", self), ("articles", self._archive.about)):
                database.execute(
                    f"create view {name} as select * from read_parquet('{_quoted(run._kept.files)}', union_by_name=true)"
                )
            for name, table in tables.items():
                database.register(name, table)
            return database.sql(sql).df()

    def rates(self, over=("month", "outlet"), by=None, count=None, without=()):
        """How often the archive has what was found, a row for each group of articles and each value of `by`.

        over: what the articles are grouped by: month, outlet, published, one or several, or none. by: a column of the run,
        such as label or voice, or several. count: a column to be added up, such as words; by default rows are counted.
        without: articles that are left out, such as copies.
        Columns: those of over and by, articles, count, words (of these articles), rate (per 1,000 words), low, high. What
        was never found counts zero. The interval counts articles as if they were drawn by chance, not words: an article
        full of one word is one article. It tells how far chance goes, and nothing of the errors of the program. Raises
        CorpusError for a column that is not there.
        """
        over, by = _list(over), _list(by)
        self._check(over, ABOUT, "over")
        self._check([*by, *_list(count)], list(next(self.parts())), "by or count")
        sums = self._summed_by_duckdb if hasattr(self._kept, "files") else self._summed_by_pandas
        groups, found = sums(over, by, count, pd.DataFrame({"article": list(without)}, dtype="str"))
        values = [list(dict.fromkeys(found[name].sort_values())) for name in by]
        every = (
            groups.merge(pd.MultiIndex.from_product(values, names=by).to_frame(index=False), "cross") if by else groups
        )
        table = every.merge(found, "left", [*over, *by]) if over or by else every.merge(found, "cross")
        table = table.sort_values([*over, *by], ignore_index=True) if over or by else table
        sums = {name: table[name].fillna(0).to_numpy("float64") for name in ("words", "squared", "c", "cc", "cw")}
        return pd.concat([table[[*over, *by, "articles"]], _rated(table["articles"].to_numpy(), **sums)], axis=1)

    def _check(self, names, there, what):
        for name in names:
            if name not in there:
                raise CorpusError(f"There is no column “{name}” for {what}: name one of {', '.join(there)}.")

    def _summed_by_duckdb(self, over, by, count, without):
        names = lambda *columns: ", ".join(f'"{name}"' for name in columns)  # noqa: E731
        total = f'sum("{count}")' if count else "count(*)"
        groups = self.query(
            f"select {names(*over)}{',' if over else ''} count(*) articles, sum(words) words, "
            f"sum(words * words) squared from articles anti join without using (article) {f'group by {names(*over)}' if over else ''}",
            without=without,
        )
        found = self.query(
            f"with each as (select article, {names(*by)}{',' if by else ''} {total} c from found group by all) "
            f"select {names(*over, *by)}{',' if over or by else ''} sum(c) c, sum(c * c) cc, sum(c * words) cw "
            f"from each join articles using (article) anti join without using (article) "
            f"{f'group by {names(*over, *by)}' if over or by else ''}",
            without=without,
        )
        return groups, found

    def _summed_by_pandas(self, over, by, count, without):
        about = self._archive.about.table
        about = about[~about["article"].isin(without["article"])]
        about = about.assign(squared=about["words"] ** 2, articles=1)
        each = self.table.groupby(["article", *by], observed=True)
        each = (each[count].sum() if count else each.size()).rename("c").reset_index().merge(about, on="article")
        each = each.assign(cc=each["c"] ** 2, cw=each["c"] * each["words"])
        return _summed(about, over, ["articles", "words", "squared"]), _summed(each, [*over, *by], ["c", "cc", "cw"])


def _summed(table, by, columns):
    if not by:
        return table[columns].sum().to_frame().T
    return table.astype({name: "str" for name in by}).groupby(by)[columns].sum().reset_index()


def _rated(articles, words, squared, c, cc, cw):
    share = c / words
    left = np.maximum(0, cc - 2 * share * cw + share**2 * squared)
    spread = articles / np.maximum(articles - 1, 1) * left / words**2
    low, high = interval(share, spread, articles, words, words)
    counted = {"count": c.astype("int64"), "words": words.astype("int64")}
    return pd.DataFrame({**counted, "rate": 1000 * share, "low": 1000 * low, "high": 1000 * high})


def _list(names):
    return [] if names is None else [names] if isinstance(names, str) else list(names)


def _quoted(path):
    return path.replace("'", "''")
