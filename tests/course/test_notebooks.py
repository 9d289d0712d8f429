"""Every notebook: its skeleton, its stored outputs, its links, and the claims of its prose.

nbval, in the same run, compares each output, its pictures too, and evaluates each claim (tests/claims.py); what is here makes
sure that there is something to compare and to evaluate.
"""

import ast
import re

import pytest

from helpers.upkeep.claim_cells import find_claims
from helpers.upkeep.refresh import METADATA
from tests import ROOT
from tests.claims import Chapter
from tests.notebooks import MINUTES, NOTEBOOKS, code, head, headings, part, prose, read
from tests.pictures import Pictures

CLOSING = ["What can fool you here", "What to remember", "Talk about it", "Next"]
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@every_notebook
def test_the_skeleton(path):
    notebook = read(path)
    title, question, minutes = head(notebook)
    levels = [level for level, text in headings(notebook)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    sections = [text for level, text in headings(notebook) if level == 2]
    assert sections[0] == "What you will be able to do"
    assert [MINUTES.sub("", text) for text in sections[-4:]] == CLOSING
    assert all(MINUTES.search(text) for text in sections[1:-3])
    assert sum(int(MINUTES.search(text).group(1)) for text in sections[1:-3]) == minutes
    assert len(re.findall(r"^- \*\*\w+\*\* ", part(notebook, sections[0]), re.M)) == 3
    assert len(re.findall(r"^- ", part(notebook, "What to remember"), re.M)) == 3
    assert len(re.findall(r"^- .+\?", part(notebook, "Talk about it"), re.M)) == 2


@every_notebook
def test_the_first_code_cell_sets_up(path):
    notebook = read(path)
    assert {"corpus = load_corpus()", "event = open_event()"} & set(code(notebook)[0].source.splitlines())
    assert not any("import " in cell.source for cell in code(notebook)[1:])


@every_notebook
def test_cells_are_short_and_paragraphs_too(path):
    notebook = read(path)
    for cell in code(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("from ")]
        assert 1 <= len(lines) <= 5, cell.source
        assert not re.search(r"\b(def|class|lambda)\b", cell.source), cell.source
    for paragraph in re.split(r"\n\s*\n", "\n\n".join(prose(notebook))):
        if not re.match(r"[-#|>]|\d\. ", paragraph):
            assert len(re.sub(r"<!--.*?-->|\]\(.*?\)", "", paragraph).split()) <= 90, paragraph


@every_notebook
def test_every_cell_was_run_in_order_and_stored(path):
    notebook = read(path)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    assert not [output for cell in code(notebook) for output in cell.outputs if output.output_type == "error"]
    assert any(cell.outputs for cell in code(notebook))
    assert notebook.metadata == METADATA


@every_notebook
def test_every_cell_is_compared(path):
    for cell in read(path).cells:
        kept_out = "NBVAL_" in cell.source or any("nbval" in tag for tag in cell.metadata.get("tags", []))
        assert not kept_out or "# not compared, because" in cell.source


@every_notebook
def test_stored_outputs_need_no_kernel_and_have_text_beside_their_pictures(path):
    for cell in code(read(path)):
        for output in cell.outputs:
            data = output.get("data", {})
            assert not any("widget" in kind for kind in data)
            assert not any(kind.startswith("image/") for kind in data)
            for image in re.findall(r"<img\b[^>]*>", data.get("text/html", "")):
                assert len(re.search(r'alt="([^"]*)"', image).group(1)) > 20


@every_notebook
def test_tables_fit_on_a_page(path):
    for cell in code(read(path)):
        for output in cell.outputs:
            for table in re.findall(r"<table.*?</table>", output.get("data", {}).get("text/html", ""), re.S):
                assert table.count('scope="col"') in range(1, 9)
                # A report prints on as many pages as it needs.
                assert table.count("<tr") <= 13 or cell.source == "report(event)"


@every_notebook
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", "\n".join(prose(read(path)))):
        if not target.startswith("http"):
            file, _, anchor = target.partition("#")
            page = (path.parent / file).read_text(encoding="utf-8")
            assert not anchor or f"\n## {anchor}\n" in page, target


@every_notebook
def test_it_makes_claims_and_none_of_them_names_anything_anew_for_the_cells_after_it(path):
    claims = find_claims(read(path))
    assert claims
    for claim in claims:
        assert not any(isinstance(node, ast.NamedExpr) for node in ast.walk(ast.parse(claim.expression, mode="eval")))


@every_notebook
def test_every_claim_is_evaluated_after_the_cells_that_stand_before_it(path, request):
    collected = Chapter.from_parent(request.session, path=path).collect()
    there = [item.name.partition(" ")[0] for item in collected if not isinstance(item, Pictures)]
    expected = []
    for number, cell in enumerate(read(path).cells, 1):
        expected += ["Cell"] * (cell.cell_type == "code")
        expected += ["Claim"] * sum(claim.cell == number for claim in find_claims(read(path)))
    # What is claimed before set-up waits for it.
    early = expected.index("Cell")
    assert there == ["Cell", *expected[:early], *expected[early + 1 :]]


def test_the_readme_and_the_map_list_every_chapter():
    for page, folder in [
        ((ROOT / "README.md").read_text(encoding="utf-8"), "notebooks/"),
        (part(read(NOTEBOOKS[0]), "Next"), ""),
    ]:
        for path in NOTEBOOKS:
            title, question, minutes = head(read(path))
            assert f"| [{path.name[:2]} · {title}]({folder}{path.name}) | {question} | {minutes} |" in page
