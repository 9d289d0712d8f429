"""python3 course.py mutants [number] [--seed N]: break the course in small ways, and see whether a test notices.

A mutant changes one place of one file, in a copy of the course: an operator, a constant or a returned value of a helper
or an exercise, a row of a table, a word or number of a stored output. The tests that concern the file run first. The
mutants that no test notices are listed; some of them change nothing that anybody could see.
"""

import argparse
import ast
import copy
import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from course import VENV
from helpers.upkeep.archive import VENV as ARCHIVE_VENV
from tests import ROOT
from tests.__main__ import IN_PARALLEL

# What is no part of the course: what was made of it, and where it is kept.
NOT_COPIED = ["__pycache__", ".git", ".venv*", ".*_cache", ".hypothesis", ".ipynb_checkpoints"]
# How often each kind is drawn.
KINDS = {"helpers/*/*.py": 6, "seeds/*.csv": 2, "notebooks/exercises/*.py": 1, "notebooks/[0-9]*.ipynb": 1}
# What a test run may take, beside three times what all tests take on the course as it is.
SECONDS = 60
# These need a browser, a network, .venv in the folder of the course, or this very suite; and no mutant is a matter of style.
APART = [
    "tests/browser",
    "tests/upkeep/test_lock.py",
    "tests/test_style.py",
    *(f"tests/course/test_{n}.py" for n in ("bite", "binder", "commands", "mutants")),
]
WIDE = [*IN_PARALLEL, "tests", "notebooks", *(f"--ignore={name}" for name in APART)]
INSTEAD = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


class Mutant(NamedTuple):
    """The bytes from start to end of a file of the course, and what stands there instead."""

    path: str
    start: int
    end: int
    old: bytes
    new: bytes
    line: int

    def __str__(self):
        old, new = (re.sub(r"\s+", " ", part.decode()).strip()[:90] for part in (self.old, self.new))
        return f"{self.path}:{self.line}: {old}  ->  {new or 'nothing'}"


def changed(node):
    """The node as a mutant has it, or None if it is not one to change."""
    new = copy.copy(node)
    match node:
        case ast.Compare(ops=[op, *others]) if type(op) in INSTEAD:
            new.ops = [INSTEAD[type(op)](), *others]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in INSTEAD:
            new.op = INSTEAD[type(op)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.Return(value=ast.expr() as value) if getattr(value, "value", ...) is not None:
            new.value = ast.Constant(None)
        case ast.Constant(value=bool() as value):
            new.value = not value
        case ast.Constant(value=int() | float() as value):
            new.value = value + 1
        case ast.Constant(value=str() as value):
            new.value = value + "x"
        case _:
            return None
    return new


def nodes(node):
    """The nodes below, but for docstrings, annotations, and the parts of f-strings, whose places Python 3.11 does not know."""
    for name, field in ast.iter_fields(node):
        for child in field if isinstance(field, list) else [field]:
            prose = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not prose and name not in ("annotation", "returns"):
                yield child
                if not isinstance(child, ast.JoinedStr):
                    yield from nodes(child)


def in_python(source):
    """The mutants of a module, as (start, end, new)."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in nodes(ast.parse(source)):
        if new := changed(node):
            text = ast.unparse(new) if isinstance(node, ast.stmt | ast.Constant) else f"({ast.unparse(new)})"
            start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
            yield start, end, text.encode()


def in_table(source):
    """The mutants of a table: a row less, or a cell as it stands in another row."""
    lines, rows, at = source.decode().splitlines(keepends=True), [], 0
    reader = csv.reader(lines)
    for row in reader:
        rows.append((row, len("".join(lines[:at]).encode()), len("".join(lines[: reader.line_num]).encode())))
        at = reader.line_num
    for row, start, end in rows[1:]:
        yield start, end, b""
        for column, value in enumerate(row):
            other = next((other[column] for other, *_ in rows[1:] if other[column] != value), value + "x")
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerow([*row[:column], other, *row[column + 1 :]])
            yield start, end, text.getvalue().encode()


def in_notebook(source):
    """The mutants of stored outputs: a number one higher, or a word with a letter more."""
    for outputs in re.finditer(rb'^   "outputs": \[\n.*?^   \]', source, re.M | re.S):
        for line in re.finditer(rb'^ {6,}"(?![\w/+.-]+": ).*$', outputs[0], re.M):
            for word in re.finditer(rb"(?<![\\\w])(\d+|[a-z]{4,})\b", line[0]):
                start = outputs.start() + line.start() + word.start()
                new = str(int(word[0]) + 1).encode() if word[0].isdigit() else word[0] + b"x"
                yield start, start + len(word[0]), new


MAKERS = {".py": in_python, ".csv": in_table, ".ipynb": in_notebook}


def mutants_of(root, path):
    """Every mutant of a file."""
    source = (root / path).read_bytes()
    return [
        Mutant(path, start, end, source[start:end], new, source.count(b"\n", 0, start) + 1)
        for start, end, new in MAKERS[Path(path).suffix](source)
    ]


def choose(root, number, seed):
    """So many different mutants, the same ones for the same seed."""
    draw = random.Random(seed)
    pools = {
        kind: [m for path in sorted(root.glob(kind)) for m in mutants_of(root, path.relative_to(root).as_posix())]
        for kind in KINDS
    }
    for pool in pools.values():
        draw.shuffle(pool)
    chosen = []
    while len(chosen) < number and (left := [kind for kind in KINDS if pools[kind]]):
        (kind,) = draw.choices(left, [KINDS[kind] for kind in left])
        chosen.append(pools[kind].pop())
    return chosen


def tests_of(root, path):
    """What pytest is given for a file, step by step, from the closest tests to all that run without a browser."""
    folder, room, stem = Path(path).parts[0], Path(path).parent.name, Path(path).stem
    if folder == "helpers":
        near = [file.relative_to(root).as_posix() for file in sorted(root.glob(f"tests/{room}/test_{stem}*.py"))]
        steps = [near, [f"tests/{room}"], ["tests/course/test_other_event.py", "tests/exercises"]]
    elif folder == "seeds":
        steps = [["tests/corpus", "tests/analyses"], ["notebooks"]]
    else:
        chapter = ["tests/course/test_notebooks.py", "tests/exercises/test_exercises.py", f"notebooks/{stem}.ipynb"]
        steps = [[*chapter, "-k", f"{stem} or [{int(stem[:2])}. or -{int(stem[:2])}."]]
    return [*filter(None, steps), WIDE]


def copy_of(root, place):
    """A copy of the course, whose tests find the packages for archives, where they are set up."""
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(*NOT_COPIED))
    # They see those of .venv beside them. Where no link can be made, their tests are skipped.
    with suppress(OSError):
        for venv in (VENV, ARCHIVE_VENV):
            os.symlink(venv, place / venv.name, target_is_directory=True)
    return place


@contextmanager
def broken(root, mutant):
    """The course with this mutant in it, until the block ends."""
    file = root / mutant.path
    source = file.read_bytes()
    file.write_bytes(source[: mutant.start] + mutant.new + source[mutant.end :])
    try:
        yield
    finally:
        file.write_bytes(source)


def notices(root, arguments, limit=None):
    """What pytest says in the copy: "" if every test passes, "killed", or "killed (no end)" after `limit` seconds."""
    # The helpers of the copy come before those that .venv knows; and no bytecode outlives its mutant.
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    # A run that is ended from outside cannot clear up after itself.
    env.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(root.parent)))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
    try:
        run = subprocess.run(
            command, cwd=root, env=env, timeout=limit, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except subprocess.TimeoutExpired:
        return "killed (no end)"
    if run.returncode == 4:  # pytest does not understand what it was given, and that would pass for a death
        raise SystemExit(f"mutants: {run.stdout.decode(errors='replace')}")
    return "" if run.returncode in (0, 5) else "killed"


def fate(root, mutant, limit):
    """What becomes of a mutant: how it is killed, or "LIVES"."""
    with broken(root, mutant):
        return next(filter(None, (notices(root, step, limit) for step in tests_of(root, mutant.path))), "LIVES")


def main(arguments, root=ROOT):
    parser = argparse.ArgumentParser(prog="course.py mutants", description="Break the course in small ways.")
    parser.add_argument("number", nargs="?", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    living = []
    with tempfile.TemporaryDirectory(prefix="course-mutants-") as folder:
        place = copy_of(root, Path(folder) / "course")
        began = time.monotonic()
        if notices(place, WIDE):
            return "mutants: the tests fail on the course as it is; `python3 course.py test` says where."
        limit = SECONDS + 3 * (time.monotonic() - began)
        chosen = choose(place, options.number, options.seed)
        for count, mutant in enumerate(chosen, 1):
            end = fate(place, mutant, limit)
            living += [mutant] if end == "LIVES" else []
            print(f"{count:3} {end:8} {mutant}", flush=True)
    print(f"\n{len(chosen) - len(living)} of {len(chosen)} mutants were killed (seed {options.seed}).")
    print("".join(f"  lives: {mutant}\n" for mutant in living), end="")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
