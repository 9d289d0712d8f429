"""What comes out when a notebook is run whole, from a fresh kernel."""

import copy
import os
import tempfile

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


class RefreshError(RuntimeError):
    """A notebook that cannot be stored; the message names the notebook, the cell and what is wrong."""


def execute(notebook, folder, go_on=False):
    """A copy of `notebook`, run whole from a fresh kernel in `folder`, as if no exercise had ever been answered.

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
        allow_errors=go_on,
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        with tempfile.TemporaryDirectory() as answers:
            return client.execute(env={**os.environ, "COURSE_ANSWERS": answers})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise RefreshError("; ".join(failures(run)) or " ".join(str(error).split())) from None


def failures(executed):
    """A sentence for each cell of an executed notebook that has failed, claims apart."""
    return [
        f"cell {number}, which begins “{cell.source.splitlines()[0]}”, fails: {output.ename}: {output.evalue}"
        for number, cell in enumerate((cell for cell in executed.cells if "claim" not in cell.metadata), 1)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
