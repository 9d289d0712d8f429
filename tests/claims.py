"""A plugin of pytest: each claim of a notebook is evaluated where it stands, in the kernel in which nbval compares outputs.

The pictures among the outputs, which nbval leaves out, are compared beside them.
"""

from collections import defaultdict
from itertools import count

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile

from helpers.upkeep.claim_cells import false_claims, with_claims
from tests.pictures import Pictures, pictures_in


class Chapter(IPyNbFile):
    """A notebook: its code cells, each of them a test of nbval, its pictures, and its claims in between."""

    def collect(self):
        cells, numbers = iter(list(super().collect())), count()
        for cell in with_claims(self.nb).cells:
            if "claim" in cell.metadata:
                number, options = next(numbers), defaultdict(bool, check_exception=True)
                yield Claim.from_parent(self, name=f"Claim {number}", cell_num=number, cell=cell, options=options)
            elif cell.cell_type == "code":
                tested = next(cells)
                yield tested
                if pictures_in(tested.cell.outputs):
                    yield Pictures.from_parent(self, name=f"Pictures of {tested.name}", cell=tested)


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
