"""The workshop of chapter 09: an event that a reader brings, from pasted articles to a report.

Here belongs what leads through the steps: each shows what is proposed, and writes what was decided into the event's tables.
Not here: what proposes (corpus, analyses), nor how tables and a report look (show).
"""

from helpers.workshop.event import live, open_event

__all__ = ["live", "open_event"]
