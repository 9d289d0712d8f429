"""Tests of the helpers, of the notebooks, and of the course as students, instructors and Binder meet it."""

from pathlib import Path

import helpers.upkeep  # noqa: F401, before nbval: whatever reads notebooks starts sooner then

ROOT = Path(__file__).resolve().parents[1]
