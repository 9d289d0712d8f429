"""Which pictures tests/pictures.py takes for one, and which not: a chart, and the same with one thing in it changed."""

import io

import pytest
from matplotlib.figure import Figure
from PIL import Image, ImageChops

from tests.pictures import look_alike


def chart(value=3, title="Words", colour="tab:blue", width=6, margin=0.05):
    figure = Figure(figsize=(width, 3), layout="constrained")
    axes = figure.subplots()
    axes.barh(["one", "two", "three"], [1, 2, value], color=colour)
    axes.margins(x=margin)
    axes.set_title(title)
    return png(figure.savefig)


def png(save):
    file = io.BytesIO()
    save(file, format="png")
    return file.getvalue()


def test_a_picture_looks_like_itself_and_like_itself_a_pixel_aside():
    moved = ImageChops.offset(Image.open(io.BytesIO(chart())), 1, 1)
    assert look_alike(chart(), chart()) and look_alike(chart(), png(moved.save))


@pytest.mark.parametrize(
    "changed", [{"value": 3.3}, {"title": "Word"}, {"colour": "tab:cyan"}, {"width": 6.1}, {"margin": 0.15}], ids=str
)
def test_one_thing_that_changed_is_seen(changed):
    assert not look_alike(chart(), chart(**changed))
