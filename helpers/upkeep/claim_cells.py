"""Claims: expressions in comments of markdown cells, each of which must give True where its sentence stands.

Press TV never says "rebel". <!-- claim: count("presstv", "rebel") == 0 -->
"""

import ast
import copy
import re
from dataclasses import dataclass

import nbformat

from helpers.corpus.text import sentence_spans
from helpers.upkeep.sections import section, under

CLAIM = re.compile(r"<!--\s*claim\s*:?\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
SAID, LEFT = "claim: ", "left: "


@dataclass(frozen=True)
class Claim:
    """An expression, and the sentence before it, in cell number `cell` (from 1) of a notebook, under the heading `section`."""

    cell: int
    section: str
    sentence: str
    expression: str


def find_claims(notebook):
    """The claims of `notebook`, in reading order."""
    found, prose = [], []
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            for match in CLAIM.finditer(cell.source):
                before = CLAIM.sub("", cell.source[: match.start()]).rstrip()
                start, end = sentence_spans(before)[-1] if before else (0, 0)
                sentence = " ".join(before[start:end].split()) or CLAIM.sub("", cell.source).strip().partition("\n")[0]
                found.append(Claim(number, section([*prose, before]), sentence, match.group(1)))
            prose.append(cell.source)
    return found


def with_claims(notebook):
    """A copy of `notebook` with a code cell for each claim, placed after its sentence, at the earliest after set-up."""
    out, waiting, set_up = copy.deepcopy(notebook), [], False
    claims, cells = find_claims(notebook), []
    for number, cell in enumerate(out.cells, 1):
        cells.append(cell)
        set_up = set_up or cell.cell_type == "code"
        waiting += [claim for claim in claims if claim.cell == number]
        if set_up:
            cells += [_as_cell(claim) for claim in waiting]
            waiting = []
    out.cells = cells
    return out


def false_claims(executed):
    """A sentence for each claim of an executed `with_claims` copy that did not give exactly True."""
    found = []
    for cell in executed.cells:
        given, left = _given(cell) if "claim" in cell.metadata else ("True", "")
        if given != "True":
            claim = cell.metadata.claim
            found.append(
                f"{under(claim.section)}“{claim.sentence}” — the claim {claim.expression} gives {given}, not True"
                + (f"; its left side is {left}" if left else "")
            )
    return found


def first_is_false(executed):
    """Whether the first claim of an executed `with_claims` copy gave False; it says of what the notebook speaks."""
    first = next((cell for cell in executed.cells if "claim" in cell.metadata), None)
    return first is not None and _given(first)[0] == "False"


def without_claims(executed):
    """The executed copy without the cells of the claims: the notebook itself, run."""
    out = copy.deepcopy(executed)
    out.cells = [cell for cell in out.cells if "claim" not in cell.metadata]
    for number, cell in enumerate((cell for cell in out.cells if cell.cell_type == "code"), 1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    return out


def _as_cell(claim):
    # compile() keeps a claim that is no expression from breaking the cell that reports it.
    source = f"print({SAID!r} + ascii(eval(compile({claim.expression!r}, 'claim', 'eval'))))"
    if left := _left_side(claim.expression):
        source += f"\nprint({LEFT!r} + ascii({left}))"
    return nbformat.v4.new_code_cell(source, metadata={"claim": vars(claim), "tags": ["raises-exception"]})


def _left_side(expression):
    """What stands left of the == of a claim, or ""."""
    try:
        body = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return ""
    is_equation = isinstance(body, ast.Compare) and len(body.ops) == 1 and isinstance(body.ops[0], ast.Eq)
    return ast.unparse(body.left) if is_equation else ""


def _given(cell):
    """What a claim gave, and what stands left of its ==, if there is one."""
    printed = "".join(output.get("text", "") for output in cell.outputs if output.output_type == "stream")
    if printed.startswith(SAID):
        given, _, left = printed[len(SAID) :].strip().partition(f"\n{LEFT}")
        return given, left
    errors = [f"{output.ename}: {output.evalue}" for output in cell.outputs if output.output_type == "error"]
    return (errors or ["nothing"])[0], ""
