"""The order of the helpers: data flows one way, and imports follow it."""
import ast
import re

import helpers
from tests import ROOT

FILES = {path.stem: path for path in (ROOT / "helpers").glob("*.py") if path.stem != "__init__"}
ORDER = [name for line in helpers.__doc__.splitlines()[2:] for name in re.split(r"\s{2,}", line)[0].split()]


def imported(path):
    """The helpers that a helper imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers":
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers."):
            yield node.module.partition(".")[2]


def test_the_list_names_every_helper_once():
    assert sorted(ORDER) == sorted(FILES)


def test_no_helper_imports_from_what_stands_after_it():
    wrong = [f"{name} imports {other}" for name, path in FILES.items() for other in imported(path)
             if ORDER.index(other) >= ORDER.index(name)]
    assert wrong == []
