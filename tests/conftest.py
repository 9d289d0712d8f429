"""What the tests of all rooms share. Notebooks are run by kernels, which know nothing of it."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def coarse():
    """Pictures of few dots: drawn sooner, and laid out alike."""
    with pytest.MonkeyPatch.context() as patch:
        # By its name, so that helpers that cannot be imported fail the tests, and not pytest itself.
        patch.setattr("helpers.show.charts.DOTS_PER_INCH", 40)
        yield
