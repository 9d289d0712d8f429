"""The answer sheet of a chapter: what is kept of its answers, as a page and as one line of text, and taken back from one."""

import hashlib
from pathlib import Path

import pandas as pd

from helpers.corpus.corpus import current_corpus
from helpers.exercises import keeping, lines
from helpers.exercises.kinds import load_exercises
from helpers.exercises.outcomes import NOT_TRIED
from helpers.exercises.verdict import progress
from helpers.show import pages

HOLDS = (
    "This line holds your answers, the first and the last to each exercise, and how many tries and hints there were. It "
    "holds no name, but a random number, by which two lines of yours count once in a class. Paste it where it is asked for; "
    'restore("…") takes it back.'
)


def event():
    """A short text that tells one set of articles from another."""
    return event_of(current_corpus())


def event_of(corpus):
    """The same for the articles of a corpus."""
    return hashlib.sha256("\n".join(corpus.articles.index).encode()).hexdigest()[:8]


def sheet(path):
    """The answers to the exercises in a file, by exercise: of each entry that is kept, what there is to know of it."""
    return {
        number: {name: entry[name] for name in keeping.PLACES if name in entry}
        for number, entry in keeping.read_answers(path.stem).items()
        if "form" in entry
    }


def line_of(path, group=""):
    """The line of text that carries the answers to the exercises in a file, "" where there are none."""
    answers = sheet(path)
    return lines.write_line(path.name[:2], answers, event(), group, keeping.new_reader()) if answers else ""


def took(taken, left=()):
    """A sentence that says how many answers were taken back, and how many not."""
    said = f"{counted(taken)} taken back{': ' * bool(taken)}{', '.join(map(keeping.called, taken))}."
    if left:
        they = "it is" if len(left) == 1 else "they are"
        said += f" {counted(left)} left as {they}, for what is here is newer: {', '.join(map(keeping.called, left))}."
    return said


def counted(answers):
    """How many answers, in words."""
    return f"{len(answers)} answer{'s' * (len(answers) != 1)}"


def backup(path):
    """A Page with the line of a chapter, folded: what the notebook holds of the answers."""
    line = line_of(path)
    if not line:
        return pages.note("No answers yet.")
    text = f"This notebook holds {counted(sheet(path))}. Run the cell of an exercise to see yours."
    return pages.Page(f"<p>{text}</p>{_folded('As a line of text', line)}", text)


def page(path, group=""):
    """A Page with all answers to the exercises in a file, how they came out, and the line that carries them."""
    kept = keeping.read_answers(path.stem)
    rows = [
        {
            "exercise": one.number,
            "last outcome": kept.get(one.number, {}).get("outcome", NOT_TRIED),
            "your answer": keeping.in_words(kept.get(one.number, {}).get("form")),
        }
        for one in load_exercises(path)
    ]
    return pages.under(progress(path), pages.table(pd.DataFrame(rows).set_index("exercise")), *_carried(path, group))


def _carried(path, group):
    line = line_of(path, group)
    if not line:
        return [pages.note("No answers yet, and so no line of text that carries them.")]
    holds = [pages.note(HOLDS), *_beside_exercises(path)]
    if len(line) <= lines.LONGEST:
        return [*holds, pages.Page(_pre(line), line)]
    file = keeping.folder_of(path.stem) / "line.txt"
    file.write_text(line, encoding="utf-8")
    said = (
        f"These answers make a line of {len(line):,} letters, too long to be pasted: send the file line.txt instead, in the "
        f"folder {file.parent.parent.name}/{file.parent.name}."
    )
    return [*holds, pages.Page(f"<p>{pages.safe(said)}</p>{_folded('What this notebook holds', line)}", said)]


def _beside_exercises(path):
    names = [keeping.called(number) for number in sheet(path) if keeping.called(number) != number]
    return [pages.note(f"Beside the exercises it holds what you gave to {' and '.join(names)}.")] if names else []


def _pre(line):
    return f'<pre style="user-select:all;white-space:pre-wrap;overflow-wrap:anywhere;max-width:46em">{pages.safe(line)}</pre>'


def _folded(title, line):
    return f"<details><summary>{title}</summary>{_pre(line)}</details>"


def restored(text):
    """Take back the answers that a line carries, or a text file that holds one; a sentence says what came of it."""
    try:
        chapter, entries, _, reader = lines.read_hand_in(_as_text(text), event())
    except lines.LineError as error:
        return f"Nothing was taken back. {error}"
    mine = {number: entry for number, entry in entries.items() if number.startswith(f"{int(chapter)}.")}
    keeping.be_reader(reader)
    taken, left = keeping.take_back(mine)
    replaced = " What it replaces is kept on the disk as well." if taken else ""
    return f"Chapter {chapter}: {took(taken, left)}{replaced}"


def _as_text(text):
    if not isinstance(text, str):
        raise lines.LineError("A line of answers is a text: put it between quotation marks.")
    file = Path(text.strip()) if text.strip().endswith(".txt") and len(text) < 300 else None
    try:
        return file.read_text(encoding="utf-8") if file else text
    except (OSError, ValueError):
        raise lines.LineError(f"There is no text file {file} here: write its whole path, or paste the line.") from None
