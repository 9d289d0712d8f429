"""Tests of the helpers, of the notebooks, and of the course as students, instructors and Binder meet it."""

from pathlib import Path

import helpers.upkeep  # noqa: F401, makes what reads notebooks start sooner

ROOT = Path(__file__).resolve().parents[1]
