"""What the tests of all rooms share. Notebooks are run by kernels, which know nothing of it."""

import pytest

from helpers.show import charts


@pytest.fixture(scope="session", autouse=True)
def coarse():
    """Pictures of few dots: drawn sooner, and laid out alike."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "DOTS_PER_INCH", 40)
        yield
