"""Many processes: two of this machine, and a scheduler with workers joined by its address. Whoever is killed, no row is lost."""

import os
import subprocess
import sys
import time

import pandas as pd
import pytest

from helpers.analyses import naming
from helpers.archive import open_archive
from helpers.archive.archive import KILLS
from helpers.archive.work import corpus_of
from tests import ROOT
from tests.archive import archives
from tests.archive.archives import KILLER, LEXICON, both_events, json_lines

pytest.importorskip("distributed", reason="needs the packages for archives")

ARTICLES = both_events(4)
WHOLE = naming.mentions(corpus_of(ARTICLES), LEXICON, voice=False)
SECONDS = 120


def same(table, whole):
    pd.testing.assert_frame_equal(
        table.astype("object"), whole.reset_index(drop=True).astype("object"), check_column_type=False
    )


def test_two_processes_do_what_one_does_and_outlive_what_kills_them(tmp_path):
    path = json_lines(ARTICLES, tmp_path / "a.jsonl")
    with open_archive(path, part=8, processes=2) as archive:
        same(archive.run(naming.mentions, LEXICON, voice=False).table, WHOLE)
        run = archive.run(archives.killing, str(tmp_path / "was killed"))
        assert (tmp_path / "was killed").exists()
        assert run.set_aside.values.tolist() == [[KILLER, KILLS]]
        same(run.table, WHOLE[WHOLE["article"] != KILLER])


CLIENT = """
from helpers.archive import open_archive
from tests.archive.archives import slow
if __name__ == "__main__":
    with open_archive({path!r}, part=2) as archive:
        archive.run(slow)
"""


def started(*command, **env):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def waited_for(condition):
    end = time.monotonic() + SECONDS
    while not (there := condition()):
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)
    return there


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and two workers, as processes of their own."""
    file = tmp_path / "scheduler.json"
    processes = [
        started("-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    ]
    waited_for(file.exists)
    worker = ["-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-dashboard", "--nthreads", "1"]
    workers = [started(*worker, "--no-nanny", "--local-directory", str(tmp_path / f"w{number}")) for number in (1, 2)]
    processes += workers
    import json

    yield waited_for(lambda: json.loads(file.read_text() or "{}").get("address")), workers
    for process in processes:
        process.kill()
        process.wait()


def test_a_run_on_a_cluster_goes_on_after_its_client_and_a_worker_were_killed(cluster, tmp_path, monkeypatch):
    (address, workers), path = cluster, json_lines(ARTICLES, tmp_path / "a.jsonl")
    client = started("-c", CLIENT.format(path=str(path)), DASK_SCHEDULER_ADDRESS=address)
    parts = lambda: sorted(tmp_path.glob("a.jsonl.parts/slow-*/[0-9]*.parquet"))  # noqa: E731
    waited_for(lambda: len(parts()) > 1)
    client.kill()
    client.wait()
    made = {part.name: part.stat().st_mtime_ns for part in parts()}
    assert 1 < len(made) < len(ARTICLES) / 2
    workers[0].kill()
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", address)
    with open_archive(path, part=2) as archive:
        run = archive.run(archives.slow)
        same(run.table, WHOLE)
    assert run.set_aside.empty
    assert made.items() <= {part.name: part.stat().st_mtime_ns for part in parts()}.items()
    assert list(tmp_path.glob("a.jsonl.parts/slow-*/.*")) == []
