"""The house: which rooms there are, and that imports go one way, from room to room and from file to file."""

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter

import pytest

import helpers
from tests import ROOT

HOUSE = ROOT / "helpers"
ROOMS = re.findall(r"^(\w+) {3,}\S", helpers.__doc__, re.M)
FILES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in HOUSE.rglob("*.py")}
LINES_ABOUT_A_ROOM = 3


def room_of(module):
    """The room of a module such as helpers.corpus.text, "" for the house itself."""
    return (module.split(".") + [""])[1]


def imported(module, path):
    """The modules of the house that a module imports, wherever in it: files where a file is meant, else rooms."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by dots; write the whole name"
            for each in node.names if node.module.partition(".")[0] == "helpers" else ():
                name = f"{node.module}.{each.name}"
                yield name if name in FILES else node.module if node.module in FILES else f"{node.module}.__init__"
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.partition(".")[0] == "helpers")


@cache
def arrows():
    """Who imports whom, in pairs."""
    return {(module, other) for module, path in FILES.items() for other in imported(module, path)}


def test_every_folder_is_a_room_and_every_file_lies_in_one():
    assert sorted(ROOMS) == sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
    assert [module for module in FILES if room_of(module) not in [*ROOMS, "__init__"]] == []


def test_a_room_imports_only_from_those_before_it():
    order = {"__init__": -1, **{room: place for place, room in enumerate(ROOMS)}}
    wrong = [
        f"{module} imports {other}" for module, other in arrows() if order[room_of(other)] > order[room_of(module)]
    ]
    assert wrong == []


def test_the_archive_stands_beside_the_line():
    beside, before = {"archive"}, {"__init__", "corpus", "attribution", "analyses", "archive"}
    assert {room_of(other) for module, other in arrows() if room_of(module) in beside} <= before
    assert [module for module, other in arrows() if room_of(other) in beside and room_of(module) not in beside] == []


def test_no_file_imports_one_that_imports_it():
    graph = {module: {other for one, other in arrows() if one == module} for module in FILES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_three_lines_what_belongs_there_and_what_does_not(room):
    source = (HOUSE / room / "__init__.py").read_text(encoding="utf-8")
    lines = [line for line in ast.get_docstring(ast.parse(source)).splitlines() if line]
    assert len(lines) == LINES_ABOUT_A_ROOM
    assert lines[1].startswith("Here belongs") and lines[2].startswith("Not here: ")


def test_the_tests_mirror_the_rooms():
    assert [room for room in ROOMS if not (ROOT / "tests" / room / "__init__.py").is_file()] == []


def test_the_house_itself_imports_nothing_heavy():
    heavy = {
        node.names[0].name.partition(".")[0]
        for node in ast.walk(ast.parse(FILES["helpers.__init__"].read_text()))
        if isinstance(node, ast.Import)
    }
    assert heavy == {"atexit", "gc"}


def test_a_kernel_seldom_looks_for_what_can_be_freed_and_not_when_it_ends():
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); import helpers;"
        "print(gc.get_threshold()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True)
    assert done.stdout.split() == ["10000", "True"]
