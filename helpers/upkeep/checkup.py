"""Does everything work here? Each check imports what it needs by itself, so that a broken part is named, not raised."""

import importlib.metadata
import os
import platform
import re

from helpers import ROOT

RESTART = "close JupyterLab and start it with: python3 course.py lab (on Binder: launch the course again)"


def checkup():
    """Print a line for each part that the course needs, and for one that fails what to do.

    Where Binder tells it, the first line names the repository that the copy was launched from.
    """
    if place := os.environ.get("BINDER_REPO_URL"):
        print(f"This copy of the course was launched from {place}")
    problems = 0
    for name, check in CHECKS.items():
        try:
            problem = check()
        except Exception as error:
            problem = f"{error or type(error).__name__}; {RESTART}"
        print(f"fails  {name}: {problem}" if problem else f"works  {name}")
        problems += bool(problem)
    print(f"{problems} of {len(CHECKS)} parts fail." if problems else "Everything works: go on.")


def _python():
    from packaging.specifiers import SpecifierSet

    bounds = re.search('requires-python = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8")).group(1)
    if platform.python_version() not in SpecifierSet(bounds, prereleases=True):
        return f"this is Python {platform.python_version()}, the course runs on {bounds}; {RESTART}"


def _packages():
    from packaging.requirements import Requirement

    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for pin in (Requirement(line.split("#")[0]) for line in pins if not line.startswith("#")):
        if pin.marker is None or pin.marker.evaluate():
            found = importlib.metadata.version(pin.name)
            if not pin.specifier.contains(found):
                return f"{pin.name} is {found}, the course was made with {pin.specifier}; {RESTART}"


def _articles():
    from helpers.corpus import load_corpus

    if load_corpus().sentences.empty:
        return "the articles have no sentences; download the course again"


def _widgets():
    import ipywidgets

    from helpers.show.widgets import word_choice

    if "application/vnd.jupyter.widget-view+json" not in word_choice("___", ["a"])._repr_mimebundle_():
        return f"ipywidgets {ipywidgets.__version__} shows nothing; {RESTART}"


def _saving():
    if not os.access(".", os.W_OK):
        return "this folder cannot be written; copy the course into a folder of your own, such as Documents"


CHECKS = {
    "Python": _python,
    "the packages": _packages,
    "the articles": _articles,
    "the widgets": _widgets,
    "saving your work": _saving,
}
