"""What comes out when a notebook is run whole, from a fresh kernel."""

import copy
import os
import subprocess
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from helpers.upkeep.sections import section, under

MERGE_MARK = "\n<<<<<<< "
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)
STOPPED = "_async_cleanup_kernel_future"


class RefreshError(RuntimeError):
    """A notebook that cannot be stored; the message says where in it, and what is wrong."""


def read_notebook(path):
    """The notebook at `path`. Raises RefreshError where the file is none, as after a merge that nobody has resolved."""
    text = path.read_text(encoding="utf-8")
    if MERGE_MARK in text:
        raise RefreshError(
            "two versions stand in it, between the marks (<<<<<<<) of a merge: take one of them whole, by git checkout "
            f"--ours notebooks/{path.name} or --theirs, and run this again"
        )
    try:
        return nbformat.reads(text, as_version=4)
    except ValueError:
        raise RefreshError(
            f"it is no notebook any more: python3 course.py reset {path.name[:2]} gives back the one that was stored last"
        ) from None


def execute(notebook, folder, go_on=False):
    """A copy of `notebook`, run whole from a fresh kernel in `folder`, as if no exercise had ever been answered and no event brought.

    go_on: whether to go on where a cell fails. Raises RefreshError where a cell fails and the run does not go on.
    """
    run = copy.deepcopy(notebook)
    client = NotebookClient(
        run,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=True,
        record_timing=False,
        coalesce_streams=True,
        allow_errors=go_on,
    )
    try:
        with tempfile.TemporaryDirectory() as empty:
            fresh = {"COURSE_ANSWERS": os.path.join(empty, "answers"), "COURSE_EVENTS": os.path.join(empty, "events")}
            # What a cell raises is in its outputs; what a kernel says while it is being ended helps nobody.
            return client.execute(env={**os.environ, **fresh}, stderr=subprocess.DEVNULL)
    except Exception as error:
        # nbclient answers Ctrl-C itself: it ends the kernel, and then fails in one way or another for want of it.
        if hasattr(client, STOPPED):
            raise KeyboardInterrupt from None
        if not isinstance(error, FAILURES):
            raise
        raise RefreshError("; ".join(failures(run)) or " ".join(str(error).split())) from None


def failures(executed):
    """A sentence for each cell of an executed notebook that has failed, claims apart: its section, how it begins, why."""
    found, prose = [], []
    for cell in executed.cells:
        if cell.cell_type == "markdown":
            prose.append(cell.source)
        errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
        found += [
            f"{under(section(prose))}{_name(cell)} fails: {output.ename}: {output.evalue}"
            for output in errors
            if "claim" not in cell.metadata
        ]
    return found


def _name(cell):
    if "exercise" in cell.metadata:
        return f"the cell of exercise {cell.metadata.exercise}"
    return f"the cell that begins “{cell.source.strip().splitlines()[0]}”"
