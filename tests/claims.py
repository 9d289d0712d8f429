"""A plugin of pytest: each claim of a notebook is evaluated where it stands, in the kernel in which nbval compares outputs."""

from collections import defaultdict
from itertools import count

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile

from helpers.upkeep.claim_cells import false_claims, with_claims


class Chapter(IPyNbFile):
    """A notebook: its code cells, each of them a test of nbval, and its claims in between."""

    def collect(self):
        cells, numbers = iter(list(super().collect())), count()
        for cell in with_claims(self.nb).cells:
            if "claim" in cell.metadata:
                number, options = next(numbers), defaultdict(bool, check_exception=True)
                yield Claim.from_parent(self, name=f"Claim {number}", cell_num=number, cell=cell, options=options)
            elif cell.cell_type == "code":
                yield next(cells)


class Claim(IPyNbCell):
    """A claim, which must give exactly True."""

    def runtest(self):
        super().runtest()
        self.cell.outputs = self.test_outputs
        if told := false_claims(NotebookNode(cells=[self.cell])):
            raise AssertionError(told[0])

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, 0, f"{self.path.name}::{self.name}"


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    found = yield
    return [Chapter.from_parent(parent, path=file_path) if isinstance(node, IPyNbFile) else node for node in found]
