"""Tests of the helpers, of the notebooks, and of the course as students, instructors and Binder meet it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
