"""An archive: more articles than anybody reads, laid in parts, on each of which the analyses run as on five articles.

Here belongs what reads and lays an archive, runs an analysis on every part, and puts together what the parts give.
Not here: what is asked of an article, and how wrong the answers are (analyses), or anything that draws.
"""

from helpers.archive.archive import open_archive

__all__ = ["open_archive"]
