"""The pictures among the outputs of a cell: whether they show what was stored with the notebook.

nbval compares what is said of a picture in words, and leaves the picture itself out.
"""

import base64
import io
import re

import numpy
import pytest
from PIL import Image

from tests.notebooks import html_of

PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")
# Another system draws a letter a little elsewhere. Seen from afar that is a shade, a line that moved is more.
AFAR, SHADE = 8, 48


class Pictures(pytest.Item):
    """The pictures of a cell as it ran, `cell`, which nbval has made a test of, beside those that are stored."""

    def __init__(self, cell, **options):
        super().__init__(**options)
        self.tested = cell

    def runtest(self):
        if self.tested.test_outputs is None:
            pytest.skip("its cell has not run")
        stored, drawn = pictures_in(self.tested.cell.outputs), pictures_in(self.tested.test_outputs)
        assert len(stored) == len(drawn), f"{len(drawn)} pictures, stored are {len(stored)}"
        for number, pair in enumerate(zip(stored, drawn, strict=True), 1):
            assert look_alike(*pair), f"picture {number} looks otherwise than the one that is stored"

    def repr_failure(self, excinfo):
        return f"{self.tested.name} of {self.path.name}: {excinfo.value}; if it is to, run `python3 course.py refresh`"

    def reportinfo(self):
        return self.path, 0, f"{self.path.name}::{self.name}"


def pictures_in(outputs):
    """The PNG pictures in the HTML of outputs, in order, in bytes."""
    return [base64.b64decode(found) for found in PICTURE.findall(html_of(outputs))]


def look_alike(one, other):
    """Whether two pictures are of one size and, from afar, of the same shades."""
    if one == other:
        return True
    first, second = (Image.open(io.BytesIO(each)).convert("RGB") for each in (one, other))
    if first.size != second.size:
        return False
    seen = [numpy.asarray(each.reduce(AFAR), dtype=int) for each in (first, second)]
    return bool(abs(seen[0] - seen[1]).max() <= SHADE)
