"""A sample of an archive, drawn by chance into a corpus folder: its articles, and what rules propose to the reader."""

import os
import shutil
from pathlib import Path

from helpers.analyses import statements
from helpers.analyses.estimates import checked
from helpers.corpus.coded import TABLES
from helpers.corpus.corpus import ARTICLE_COLUMNS, ARTICLES, load_corpus
from helpers.corpus.marks import as_rows
from helpers.corpus.tables import CorpusError, csv_text, put_whole, read_table

PROPOSED = "attributions.csv"


def sample(archive, n, chance, folder):
    """Draw `n` articles into `folder`, which load_corpus reads, and give the folder; `chance` is a random.Random.

    Every article has the same chance. What rules find lies beside the texts as attributions.csv, open, as chapter 09 shows it
    to a reader, who decides: kept, changed, taken out, added. As long as nobody has, it counts as the rules' own. Raises CorpusError for more articles than there
    are, and for a folder that is there already: somebody may have read in it.
    """
    if not 1 <= n <= archive.number:
        raise CorpusError(f"The archive has {archive.number:,} articles; {n:,} cannot be drawn.")
    if folder.exists():
        raise CorpusError(
            f"{folder} is there already, and may hold somebody's work: name another folder, or remove it."
        )
    articles = archive.at(sorted(chance.sample(range(archive.number), n)))
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    unfinished.mkdir(parents=True)
    try:
        _write(articles, unfinished)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _write(articles, folder):
    digits, rows = len(str(len(articles))), []
    for number, article in enumerate(articles.to_dict("records"), 1):
        file = f"{number:0{digits}}.txt"
        text, headline = article["text"], article["headline"].strip()
        if headline not in text or headline == text.strip():
            # In a corpus a headline stands in the file of its article.
            text = f"{headline}\n\n{text}"
        (folder / file).write_text(text, encoding="utf-8", newline="")
        rows.append(
            {**{name: article[name] for name in ("article", "outlet", "published")}, "file": file, "headline": headline}
        )
    put_whole(folder / ARTICLES, csv_text(rows, ARTICLE_COLUMNS).encode("utf-8"))
    proposed = as_rows(statements.under_review(load_corpus(folder)))
    columns = dict.fromkeys([*TABLES["attributions"][0], *(column for row in proposed for column in row)])
    put_whole(folder / PROPOSED, csv_text(proposed, list(columns)).encode("utf-8"))


def read_decisions(folder):
    """What the reader of a sample decided, by article: see estimates.checked.

    Raises CorpusError, with file and row, for a proposal without a decision.
    """
    folder = Path(folder)
    articles = read_table(folder / ARTICLES, ARTICLE_COLUMNS, ["article"])
    decided = read_table(folder / PROPOSED, ["article", "text", "decision"], ["article", "text"])
    unknown = decided[~decided["article"].isin(articles["article"])]
    for row, name in unknown["article"].items():
        raise CorpusError(f"{PROPOSED}, row {row}: no article is called “{name}”; copy its name from {ARTICLES}.")
    try:
        table = checked(decided, articles["article"])
    except CorpusError as error:
        raise CorpusError(f"{PROPOSED}, {error}") from None
    return table.merge(articles[["article", "outlet", "published"]], on="article")
