"""python -m helpers.upkeep.report [folder]: the report on an event, by default the course's own, as a page for any browser."""

import sys
from pathlib import Path

from helpers import ROOT
from helpers.corpus import load_corpus
from helpers.corpus.tables import CorpusError
from helpers.show.report import report
from helpers.upkeep.chapters import write_pages

REPORTS = ROOT / "handouts"


def main(arguments):
    if len(arguments) > 1:
        return f"report: name one folder, or none; there are {len(arguments)}: {', '.join(arguments)}."
    try:
        corpus = load_corpus(*map(Path, arguments))
    except CorpusError as error:
        return f"report: {error}"
    made = {f"report_{corpus.folder.resolve().name}": report(corpus).document}
    write_pages(REPORTS, made, "Open it in a browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
