"""An archive as an object: opened, and laid in parts once; on it run the functions that run on a corpus."""

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from functools import cache, cached_property, partial
from itertools import groupby
from pathlib import Path

import pandas as pd

from helpers import ROOT
from helpers.archive import copies, sampling, work
from helpers.archive.engine import Killed, engine, killers
from helpers.archive.reading import COLUMNS, LONGEST, as_article, files_of, rows
from helpers.archive.run import Run
from helpers.archive.store import Folder, Memory, on_disk
from helpers.corpus.events import events_folder, folder_name
from helpers.corpus.tables import CorpusError

# More at once takes more memory; fewer, and handing them out takes its share of the time.
PART = 2_000
RULES = ("corpus", "attribution", "analyses", "archive")
KILLS = "a process died of it"


def open_archive(path, keep=None, processes=None, part=PART, longest=LONGEST, progress=False, **names):
    """The Archive in a file (Parquet, CSV, JSON Lines), in a folder of such files, or in a folder of text files.

    Its columns are article, outlet, published, headline and text; names: what they are called there, as in
    `text="body"`; published and headline may be missing. keep: the folder for its parts and for all results, by default
    beside it, with “.parts” behind its name. processes: how many work, by default one a processor; the cluster that
    DASK_SCHEDULER_ADDRESS names, if it names one. part: how many articles are in memory at once. longest: what has more
    characters is no article. progress: whether to say how far it is. Without the packages for archives everything is
    kept in memory, which holds some ten thousand articles. Raises CorpusError where nothing can be read.
    """
    path = Path(path)
    for name in set(names) - set(COLUMNS):
        raise CorpusError(f"There is no column {name} to be named: name one of {', '.join(COLUMNS)}.")
    source = {"files": _stamps(path), "names": names, "part": part, "longest": longest}
    store = Folder(Path(keep or f"{path}.parts")) if on_disk() else Memory()
    archive = Archive(path, store, processes, progress)
    if store.noted("archive") is None or store.noted("archive")["source"] != source:
        archive._lay(source)
    return archive


def _stamps(path):
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files_of(path)]


class Archive:
    """Articles in parts, and what was computed of them; `open_archive` makes one.

    number: how many articles there are. set_aside: those that could not be read, a table with place and reason.
    `with open_archive(…) as archive:` ends its processes.
    """

    def __init__(self, path, store, processes, progress):
        self.path, self._store, self._progress = path, store, progress
        self._engine = engine(processes) if isinstance(store, Folder) else engine(1)

    def __repr__(self):
        where = "" if isinstance(self._store, Folder) else ", in memory (without the packages for archives)"
        return f"Archive of {self.number:,} articles in {self.path.name}, {len(self.set_aside)} set aside{where}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End the processes that work for this archive."""
        self._engine.close()

    @property
    def _noted(self):
        return self._store.noted("archive")

    @property
    def number(self):
        return self._noted["number"]

    @property
    def set_aside(self):
        return pd.DataFrame(self._noted["aside"], columns=["place", "reason"]).astype("str")

    @property
    def articles(self):
        """A row an article, with what can be counted over: article, outlet, published, month, words. All are in memory at once."""
        return self.about.table

    @cached_property
    def about(self):
        """The Run that says of each article: article, outlet, published, month, words."""
        return self.run(work.about)

    def at(self, places):
        """The articles at these places of the archive, in order, counted from 0: a table with COLUMNS."""
        size, store = self._noted["source"]["part"], self._store.below("articles")
        parts = [
            (store.get(part), [at % size for at in group]) for part, group in groupby(places, lambda at: at // size)
        ]
        return pd.concat([table.iloc[rows] for table, rows in parts], ignore_index=True)

    def _lay(self, source):
        """Read the archive and lay it in parts. Whoever was killed in it begins it anew."""
        if isinstance(self._store, Folder):
            shutil.rmtree(self._store.path, ignore_errors=True)
        articles, aside, number, part = self._store.below("articles"), [], 0, []
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "names")) as seen:
            # On disk, for the names of a large archive do not fit into memory.
            seen.execute("create table names (name text primary key) without rowid")
            for place, row in rows(self.path, source["names"]):
                article = as_article(row, source["longest"])
                if not isinstance(article, str) and not _is_new(seen, article["article"]):
                    article = f"another article is called “{article['article']}”"
                if isinstance(article, str):
                    aside.append([place, article])
                    continue
                part.append(article)
                if len(part) == source["part"]:
                    articles.put(number, pd.DataFrame(part, columns=COLUMNS))
                    number, part = number + 1, []
                    self.say(f"read {number * source['part']:,} articles in {time.monotonic() - began:.0f} s")
        if part:
            articles.put(number, pd.DataFrame(part, columns=COLUMNS))
        if not number and not part:
            raise CorpusError(
                f"{self.path.name} holds no article that can be read: {len(aside)} were set aside, the first, "
                f"{aside[0][0]}, because {aside[0][1]}."
                if aside
                else f"{self.path.name} holds no article: give it a row for each."
            )
        total = number * source["part"] + len(part)
        self._store.note("archive", {"source": source, "number": total, "parts": number + bool(part), "aside": aside})

    def run(self, analysis, *arguments, **options):
        """What `analysis(corpus, *arguments, **options)` gives for every part, as a Run; a function of the analyses, by name.

        It is kept part by part: whoever is killed and starts again goes on where it was, and a run that was made is not
        made again unless archive, arguments or rules have changed. An article on which it fails is set aside with the
        reason. Only for what is asked of each article by itself: a table of pairs, see `shared`.
        """
        if not getattr(analysis, "__module__", "") or "<" in getattr(analysis, "__qualname__", "<"):
            raise CorpusError("An archive runs a function that has a name in a module, such as naming.mentions.")
        key = f"{analysis.__name__}-{_mark(analysis, arguments, options, self._noted['source'])}"
        articles, kept = self._store.below("articles"), self._store.below(key)
        kept.clear_up()
        wanted = [number for number in range(self._noted["parts"]) if not kept.has(number)]
        done, began = 0, time.monotonic()
        jobs = [(articles, kept, number, analysis, (arguments, options)) for number in wanted]
        while jobs:
            killing = []
            for job, result in self._engine.each(work.one_part, jobs):
                if result is Killed:
                    killing.append(job)
                    continue
                done += 1
                left = (time.monotonic() - began) / done * (len(wanted) - done)
                self.say(f"{analysis.__name__}: part {done:,} of {len(wanted):,}, about {left:,.0f} s left")
            jobs = [self._without_killers(job) for job in killing]
        return Run(self, kept, self._noted["parts"])

    def _without_killers(self, job):
        """The job without the articles of which a process dies; each is looked at by itself."""
        articles, kept, number, analysis, arguments, *known = job
        names = articles.get(number)["article"].tolist()
        found = killers(partial(work.try_out, articles, number, analysis, arguments), names)
        if known and found == [name for name, _ in known[0]]:
            raise CorpusError(
                f"Processes die of part {number}, and of none of its articles by itself; is there enough memory? Open the archive "
                "with a smaller part, or with fewer processes."
            )
        return articles, kept, number, analysis, arguments, [(name, KILLS) for name in found]

    def shared(self, at_least=copies.AT_LEAST, most=copies.MOST):
        """The runs of words that two articles of the archive share: see copies.shared."""
        return copies.shared(self, at_least, most)

    def copies(self, share=copies.SHARE, at_least=copies.AT_LEAST, most=copies.MOST):
        """The articles that are for the greater part another one's text: see copies.copies."""
        return copies.copies(self, share, at_least, most)

    def sample(self, n, seed, folder=None):
        """Draw `n` articles by chance into a corpus folder, without another one an event of chapter 09: see sampling.sample."""
        event = events_folder() / folder_name(f"{Path(self.path).stem} sample {seed}")
        return sampling.sample(self, n, random.Random(seed), Path(folder or event))

    def say(self, text):
        """Say how far something is, where the archive was opened with `progress`."""
        if self._progress:
            print(f"\r{text:70}", end="", file=sys.stderr, flush=True)


def _is_new(seen, name):
    return seen.execute("insert or ignore into names values (?)", (name,)).rowcount == 1


def _mark(analysis, arguments, options, source):
    """A mark that changes with whatever may change what comes of a run."""
    written = [analysis.__module__, analysis.__qualname__, *map(_written, [*arguments, *sorted(options.items())])]
    text = json.dumps([written, source, _rules()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _written(argument):
    if isinstance(argument, pd.DataFrame):
        return argument.to_csv()
    return repr(argument)


@cache
def _rules():
    files = sorted(file for room in RULES for file in (ROOT / "helpers" / room).glob("*.*"))
    whole = b"".join(file.read_bytes() for file in files if file.suffix in (".py", ".csv"))
    return hashlib.sha256(whole).hexdigest()
