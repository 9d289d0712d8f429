"""Who does the work: this process, processes of this machine, or a cluster. All three do the same jobs.

Dask spreads the jobs (https://docs.dask.org). What a worker that dies was doing, another one does again; a job that has killed
several is given back as such, and the others go on.
"""

import importlib.util
import os
from itertools import islice
from multiprocessing import get_context

from helpers.corpus.tables import CorpusError

# So many jobs may wait at each worker: it is never idle, and what waits fits into memory.
WAITING = 2
# After so many seconds without a result it is asked whether there are workers.
PATIENCE = 60


class Killed:
    """What comes of a job in which one worker after another has died."""


def engine(processes=None):
    """Who works: the cluster that DASK_SCHEDULER_ADDRESS names, else so many processes, by default one a processor.

    Where Dask is missing, or one process is asked for, this process does the work.
    """
    if importlib.util.find_spec("distributed") is None:
        return Here()
    address = os.environ.get("DASK_SCHEDULER_ADDRESS")
    processes = processes or os.cpu_count() or 1
    return Cluster(address, processes) if address or processes > 1 else Here()


class Here:
    """This process, which does one job after the other."""

    def each(self, function, jobs):
        """Do the jobs, tuples of arguments, and give each with what came of it."""
        for job in jobs:
            yield job, function(*job)

    def close(self):
        pass


class Cluster:
    """Processes of this machine, or of the cluster at `address`; they are started when the first job comes."""

    def __init__(self, address, processes):
        self._address, self._processes, self._client, self._local = address, processes, None, None

    def each(self, function, jobs):
        """Do the jobs, tuples of arguments, and give each with what came of it as it is done; Killed for one that kills."""
        from distributed import KilledWorker

        client, jobs, doing = self._connected(), iter(jobs), {}
        places = WAITING * max(1, len(client.nthreads()))
        while True:
            for job in islice(jobs, places - len(doing)):
                doing[client.submit(function, *job, pure=False)] = job
            if not doing:
                return
            for future in self._first_done(list(doing)):
                job = doing.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    result = Killed
                # What is kept in a worker's memory would be computed again when that dies.
                future.release()
                yield job, result

    def _first_done(self, futures):
        from distributed import wait

        while True:
            try:
                return wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                if not self._client.nthreads():
                    raise CorpusError(
                        "No process is left that works for the archive; start it again, and the run goes on from here."
                    ) from None

    def _connected(self):
        if self._client is None:
            import dask
            from distributed import Client, LocalCluster

            # A job that two workers have died of is looked at article by article.
            dask.config.set({"distributed.scheduler.allowed-failures": 1})
            if not self._address:
                self._local = LocalCluster(
                    n_workers=self._processes, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
                )
            self._client = Client(self._address or self._local)
            self._client.wait_for_workers(1, timeout=120)
        return self._client

    def close(self):
        for each in (self._client, self._local):
            if each is not None:
                each.close()
        self._client = self._local = None


def killers(function, names):
    """The names of which a process dies that calls `function(name)`; one process calls it for all, until it is killed."""
    spawn, dead, names = get_context("spawn"), [], list(names)
    while names:
        here, there = spawn.Pipe()
        process = spawn.Process(target=_each_told, args=(there, function, names))
        process.start()
        there.close()
        begun = 0
        try:
            while here.recv():
                begun += 1
        except EOFError:
            pass
        process.join()
        if process.exitcode == 0:
            break
        # It said so before it began with each; the last one that it began with was its end.
        dead += names[max(begun - 1, 0) : begun]
        names = names[max(begun, 1) :]
    return dead


def _each_told(told, function, names):
    for name in names:
        told.send(name)
        function(name)
