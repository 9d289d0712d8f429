"""The generated parts of the instructor's guide: a chapter's aim, its plan by the minute, what students get wrong.

python -m helpers.upkeep.guide renews those of all chapters, without running a notebook; `refresh` those of its own.

A part stands between two comments, of which the first names the sections that a session of 50 minutes leaves out:
<!-- chapter 02, left out in 50 minutes: Where it changes · House rules --> … <!-- end of chapter 02 -->
"""

import re
import sys

from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.exercises.kinds import FOLDER, Broken, load_exercises
from helpers.upkeep import replies
from helpers.upkeep.chapters import chapters, write_whole
from helpers.upkeep.contents import HEAD
from helpers.upkeep.handout import CALL
from helpers.upkeep.running import RefreshError, read_notebook
from helpers.upkeep.sections import HEADING

PART = re.compile(r"<!-- chapter (\d\d), left out in 50 minutes: (.*?) -->\n(.*?)<!-- end of chapter \1 -->", re.DOTALL)
NEXT_PART = "<!-- a new chapter comes here -->"
BETWEEN = " · "
ABILITIES = re.compile(r"^- (\*\*\w+\*\* .+)$", re.MULTILINE)
# What is asked: as far as the first question mark, or else the first sentence.
ASKED = re.compile(r"[^?]+\?(?=\s|$)|.+?[.](?=\s|$)", re.DOTALL)
SHORT, LONG = 50, 90
OPENING = {SHORT: 3, LONG: 5}
TALK, GROUPS = 5, 20
ALONE, AT_SCREENS, PROJECTED = "alone, then with a neighbour", "at their own screens", "all, on the projector"
# A chapter that is over so soon has no session of its own.
BRIEF = 20
# One that takes so much longer than a long session is a project, with sections for several of them.
PROJECT = 2 * LONG


def renew(paths):
    """Bring the parts of these notebooks in step in the guide beside them; sentences about what an instructor must mend.

    A notebook that is no chapter has no part.
    """
    paths = [path for path in paths if path.name[:2].isdecimal()]
    file = paths[0].parent / "instructor" / "guide.md" if paths else None
    if not file or not file.is_file():
        return []
    text, notes = in_step(file.read_text(encoding="utf-8"), paths, load_corpus())
    write_whole(file, text)
    return notes


def in_step(text, paths, corpus):
    """A guide's text with the parts of these notebooks as they are to be, new ones among them, and sentences about them."""
    notes = []
    for path in paths:
        number = path.name[:2]
        if not any(match.group(1) == number for match in PART.finditer(text)):
            comments = f"<!-- chapter {number}, left out in 50 minutes:  -->\n<!-- end of chapter {number} -->"
            text = text.replace(NEXT_PART, f"{comments}\n\n{NEXT_PART}")
            notes.append(f"guide.md has a new part, for chapter {number}: write below it what only a teacher can say.")
        found = next((match for match in PART.finditer(text) if match.group(1) == number), None)
        if found:
            left_out = [name for name in found.group(2).split(BETWEEN) if name.strip()]
            body, more = part(path, corpus, left_out)
            text = text[: found.start(3)] + body + text[found.end(3) :]
            notes += more
    return text, notes


def part(path, corpus, left_out):
    """The generated part of a chapter, as markdown, and sentences about what does not fit."""
    notebook, file = read_notebook(path), FOLDER / f"{path.stem}.py"
    first = notebook.cells[0].source
    title, question, minutes = HEAD.match(first).groups()
    abilities = [ability.rstrip(".") for ability in ABILITIES.findall(first)]
    lines = [
        f"### {path.name[:2]} · {title}",
        f"**{question}** At the end, students can:",
        "\n".join(f"- {each}" for each in abilities),
    ]
    exercises = load_exercises(file) if file.is_file() else []
    notes = []
    if int(minutes) >= PROJECT:
        lines.append(_sections_of_a_project(notebook))
    elif int(minutes) >= BRIEF:
        plan, notes = _plan(notebook, left_out, path.name)
        lines.append(plan)
    if exercises:
        lines += [
            "**What students get wrong, and what to say then.** In brackets, the answer; then what they answer, and the reply.",
            "\n".join(_exercise(one, corpus) for one in exercises),
        ]
    return "\n\n".join(lines) + "\n", notes


def _plan(notebook, left_out, name):
    """A table of when each section begins and ends, in both sessions, and sentences about what does not fit."""
    sections = _sections(notebook)
    unknown = [each for each in left_out if each not in dict(sections)]
    notes = [f"guide.md leaves “{each}” out, and {name} has no such section." for each in unknown]
    now, rows = {SHORT: 0, LONG: 0}, []

    def row(what, how, **minutes):
        spans = []
        for session in now:
            took = minutes.get(f"in_{session}", 0)
            spans.append(f"{now[session]}–{now[session] + took}" if took else "–")
            now[session] += took
        rows.append(f"| {what} | {' | '.join(spans)} | {how} |")

    row("Opening", "all: the question of the chapter, and a show of hands", in_50=OPENING[SHORT], in_90=OPENING[LONG])
    in_groups = next((heading for heading, (_, how) in sections if how.startswith(ALONE)), None)
    for heading, (minutes, how) in sections:
        # Not before: a blind test is none any more for who has read an article.
        if heading == in_groups:
            row("In groups, one article each", "five groups: see *In groups*, below", in_90=GROUPS)
        row(heading, how, in_50=0 if heading in left_out else minutes, in_90=minutes)
    rest = {session: session - took for session, took in now.items()}
    if min(rest.values()) < TALK:
        session, left = min(rest.items(), key=lambda each: each[1])
        notes.append(
            f"guide.md, {name}: of {session} minutes {left} are left to talk; leave more out, in the comment of the part."
        )
    row("Talk about it", "all", in_50=max(rest[SHORT], 0), in_90=max(rest[LONG], 0))
    return "\n".join(["| what | in 50 min | in 90 min | how |", "| --- | --- | --- | --- |", *rows]), notes


def _sections_of_a_project(notebook):
    rows = [f"| {heading} | {minutes} | {how} |" for heading, (minutes, how) in _sections(notebook)]
    return "\n".join(["| what | minutes | how |", "| --- | --- | --- |", *rows])


def _sections(notebook):
    """The sections that have minutes: pairs of a heading and (minutes, how to work in it)."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "exercise" not in cell.metadata:
            found += [[text, int(minutes), [], False] for text, minutes in HEADING.findall(cell.source) if minutes]
        elif found and cell.cell_type == "markdown":
            found[-1][2].append(cell.metadata["exercise"])
        elif found and CALL.search(cell.source):
            found[-1][3] = True
    return [(text, (minutes, _how(numbers, widget))) for text, minutes, numbers, widget in found]


def _how(numbers, widget):
    return f"{ALONE}: {', '.join(numbers)}" if numbers else AT_SCREENS if widget else PROJECTED


def _exercise(one, corpus):
    """An exercise as an item of a list, with what students get wrong in it, or what there is to talk over."""
    prompt = ASKED.match(one.prompt(corpus)).group()
    answer = replies.answer(one, corpus)
    head = f"- **{one.number}** {_line(prompt)}" + (f" [{answer}]" if answer else "")
    told = [f"  - *{wrong}:* {said}" for wrong, said in replies.mistakes(one, corpus)]
    told += [f"  - {what}: {said}" for what, said in replies.talked_over(one, corpus)]
    further = (
        [f"  - To take further: {_line(one.further(corpus))}"] if one.kind == "open" and one.further(corpus) else []
    )
    return "\n".join([head, *told, *further])


def _line(text):
    return " ".join(text.split())


if __name__ == "__main__":
    try:
        sys.exit("\n".join(renew(chapters())) or 0)
    except (RefreshError, CorpusError, Broken) as error:
        sys.exit(f"guide: {error}")
