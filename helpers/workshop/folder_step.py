"""What the steps have in common: a box that follows the event, a line that says what came of a click, and a static twin."""

import ipywidgets

from helpers.corpus.tables import CorpusError
from helpers.show import pages

WIDE = {"description_width": "9em"}
LAYOUT = {"width": "98%", "max_width": "60em"}


class FolderStep:
    """A step of the workshop. event: the Event that it shows and writes. rows: its widgets, one below the other. said_at: the place
    among them where it says what came of a click. The stored notebook has the twin, `page`.

    A subclass makes its widgets, and `renew`, which puts what the event holds now into them, changing values in place: a box
    that is made anew would lose the focus.
    """

    def __init__(self, event, rows, said_at):
        self.event, self.filling, self._said = event, False, ""
        self._told = ipywidgets.HTML()
        self.box = ipywidgets.VBox([*rows[:said_at], self._told, *rows[said_at:]])
        event.observe(self.follow)
        self.follow()

    @property
    def told(self):
        """What was said last; a text."""
        return self._said

    @told.setter
    def told(self, sentence):
        self._said = sentence
        self._told.value = f'<p role="status">{pages.safe(sentence)}</p>' if sentence else ""

    def follow(self):
        """Show the event as it is now."""
        self.filling = True
        try:
            self.renew()
        finally:
            self.filling = False

    def tell(self, act, *values):
        """Do something, and say the sentence that it gives, or the one that refuses it; whether it was done."""
        try:
            self.told = act(*values) or ""
        except CorpusError as error:
            self.told = str(error)
            return False
        return True

    def corpus(self):
        """The corpus of the event, None where there is none, or none that can be read."""
        try:
            return self.event.corpus
        except CorpusError:
            return None

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(pages.note("Run this cell to use its controls."), self.page)
        return pages.with_twin(self.box, twin, **kwargs)
