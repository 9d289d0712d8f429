"""A sample of an archive, drawn by chance into a corpus folder: its articles, and what rules propose to the reader."""

import csv
import os
import shutil

from helpers.analyses import statements
from helpers.analyses.estimates import checked
from helpers.archive.work import corpus_of
from helpers.corpus.coded import TABLES
from helpers.corpus.corpus import ARTICLE_COLUMNS, ARTICLES
from helpers.corpus.tables import CorpusError, read_table

PROPOSED = "attributions_proposed.csv"
PROPOSED_COLUMNS = [*TABLES["attributions"][0], "negated", "found_by", "decision"]


def sample(archive, n, chance, folder):
    """Draw `n` articles into `folder`, which load_corpus reads, and give the folder; `chance` is a random.Random.

    Every article has the same chance. Beside articles.csv and the texts lies a table of proposals, with the columns of
    attributions.csv, found_by (“rules”) and decision, which a reader fills: kept, changed, taken out; with added for a row
    of their own. Proposals are no coding, and no count takes them in. Raises CorpusError for more articles than there
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
        stands = article["headline"] in article["text"] and article["headline"] != article["text"].strip()
        heading = article["headline"] if stands else ""
        (folder / file).write_text(article["text"], encoding="utf-8", newline="")
        rows.append(
            {**{name: article[name] for name in ("article", "outlet", "published")}, "file": file, "headline": heading}
        )
    _table(folder / ARTICLES, ARTICLE_COLUMNS, rows)
    found = statements.by_rules(corpus_of(articles)).rename(columns={"negated": "not_said"})
    found["negated"] = found["not_said"].map({True: "yes", False: ""})
    _table(folder / PROPOSED, PROPOSED_COLUMNS, found.to_dict("records"))


def _table(path, columns, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def read_decisions(folder):
    """What the reader of a sample decided, by article: see estimates.checked.

    Raises CorpusError, with file and row, for a proposal without a decision.
    """
    articles = read_table(folder / ARTICLES, ARTICLE_COLUMNS, ["article"])
    decided = read_table(folder / PROPOSED, ["article", "text", "decision"], ["article", "text", "decision"])
    unknown = decided[~decided["article"].isin(articles["article"])]
    for row, name in unknown["article"].items():
        raise CorpusError(f"{PROPOSED}, row {row}: no article is called “{name}”; copy its name from {ARTICLES}.")
    try:
        table = checked(decided, articles["article"])
    except CorpusError as error:
        raise CorpusError(f"{PROPOSED}, {error}") from None
    return table.merge(articles[["article", "outlet", "published"]], on="article")
