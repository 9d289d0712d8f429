"""Who is given as the source of what, found in any text by rules, and how often these rules are wrong.

Here belongs what works on a text alone, and its measure against what readers have coded.
Not here: what a corpus has coded by hand, and what a chapter asks of it (analyses).
"""

from helpers.attribution.rules import extract

__all__ = ["extract"]
