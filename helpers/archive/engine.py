"""Who does the work: this process, processes of this machine, or a cluster. All three do the same jobs.

Dask spreads the jobs (https://docs.dask.org). What a worker that dies was doing, another one does again; a job that has killed
several is given back as such, and the others go on.
"""

import importlib.util
import os

# So many jobs may wait at each worker: it is never idle, and what waits fits into memory.
WAITING = 2


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
        from distributed import KilledWorker, as_completed

        client, jobs = self._connected(), iter(jobs)
        doing = {}

        def next_one():
            for job in jobs:
                future = client.submit(function, *job, pure=False)
                doing[future] = job
                return future

        number = WAITING * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        first = [future for future in (next_one() for _ in range(number)) if future is not None]
        done = as_completed(first)
        for future in done:
            try:
                result = future.result()
            except KilledWorker:
                result = Killed
            yield doing.pop(future), result
            another = next_one()
            if another is not None:
                done.add(another)

    def _connected(self):
        if self._client is None:
            from distributed import Client, LocalCluster

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
