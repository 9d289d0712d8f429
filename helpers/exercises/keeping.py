"""Where answers are kept between two runs: a file a chapter, beside the notebooks."""

import json
import os
from pathlib import Path

import pandas as pd

from helpers.exercises.kinds import FOLDER, file_of
from helpers.exercises.outcomes import DONE

LONGEST_KEPT = 2000


def in_words(answer):
    """An answer as a text that can be kept: short, whatever it is."""
    try:
        if isinstance(answer, (list, tuple, set, pd.Series, pd.Index)):
            return ", ".join(map(str, list(answer)[:100]))[:LONGEST_KEPT]
        return str(answer)[:LONGEST_KEPT]
    except Exception:
        return f"a {type(answer).__name__}"


def _file(chapter):
    folder = os.environ.get("COURSE_ANSWERS") or FOLDER.parent / "answers"
    return Path(folder) / f"{chapter}.json"


def read_answers(chapter):
    """What is kept of the answers of a chapter, by number: outcome, answer, form, was_right; nothing if nothing is."""
    try:
        return json.loads(_file(chapter).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def keep_answer(number, **entry):
    """Keep what is known of an answer, beside what is kept already."""
    file = _file(file_of(number).stem)
    kept = read_answers(file.stem)
    kept[number] = {**kept.get(number, {}), **entry}
    if entry.get("outcome") in DONE:
        kept[number]["was_right"] = True
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".part")
        beside.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        os.replace(beside, file)
    # A folder that cannot be written loses what it was to keep, but must not stop the lesson.
    except OSError:
        pass
