"""What every step of the workshop has: controls around an event, what they say, and a static twin for who has no kernel."""

import ipywidgets

from helpers.corpus.tables import CorpusError
from helpers.show import pages

WIDE = {"description_width": "initial"}
LINE = {"width": "98%", "max_width": "46em"}
# Of a form: its boxes begin below one another.
ALIGNED = {"description_width": "9em"}
BROAD = {"width": "98%", "max_width": "60em"}
MOST_ROWS = 12
LETTERS = 60


class Step:
    """A step of the workshop: a box that follows the event, a line that says what came of a click, and a static twin.

    A kind of step makes its widgets, and calls `arrange` with them, one below the other, `message` among them: where it says what
    came of a click. It gives `renew`, which shows the event as it is now and changes values in place, for a box that is made
    anew would lose the focus; and `page`, the Page that readers without a kernel have. filling: whether it is being renewed,
    so that what changes in a control is nobody's doing.
    """

    def __init__(self, event):
        self.event, self.filling, self.message, self._said = event, False, ipywidgets.HTML(), ""

    def arrange(self, *rows):
        """Build the box of these widgets, fill it, and follow the event from now on."""
        self.box = ipywidgets.VBox(rows)
        self.event.observe(self.follow)
        self.follow()

    def follow(self):
        """Show the event as it is now."""
        self.filling = True
        try:
            self.renew()
        finally:
            self.filling = False

    @property
    def said(self):
        """The sentence that was said last; "" where there was nothing to say."""
        return self._said

    def say(self, sentence):
        """Say in a sentence what came of a click; a screen reader hears it."""
        self._said = sentence
        self.message.value = f'<div role="status">{pages.note(sentence).html}</div>' if sentence else ""

    def attempt(self, act, *values):
        """Do something, and say the sentence that it gives, or the one that refuses it; whether it was done."""
        try:
            self.say(act(*values) or "")
        except CorpusError as error:
            self.say(str(error))
            return False
        return True

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(pages.note("Run this cell to use its controls."), self.page)
        return pages.with_twin(self.box, twin, **kwargs)


class TableStep(Step):
    """A step whose controls write tables of the event, and which waits until the event has what it needs.

    A kind of it gives `fill`, which puts the controls in step with a corpus; `shown`, the Page of it that readers without kernel
    have; and `below`, what of that stands below the controls.
    """

    # Tables without which there is nothing to show yet.
    need = ()

    def __init__(self, event):
        super().__init__(event)
        self._view, self._kept = ipywidgets.HTML(), (None, None)

    def arrange(self, *controls):
        self.controls = ipywidgets.VBox(controls)
        super().arrange(self.controls, self._view)

    def write(self, said, **tables):
        """Write tables of the event, and say so; where they are refused say why, with everything as it was. Gives whether."""

        def write():
            self.event.write(**tables)
            return said

        return self.attempt(write)

    def kept(self, make, *more):
        """What `make` gives of the event's corpus; made anew only if the articles, or `more`, are not what they were.

        A write of a small table has the corpus read anew, and all articles would be compared again for it.
        """
        corpus = self.event.corpus
        made_of = [*corpus.running_texts(), *more]
        if made_of != self._kept[0]:
            self._kept = made_of, make(corpus)
        return self._kept[1]

    def renew(self):
        """Put the controls and the Page in step with the event."""
        waiting = self._waiting()
        # What was said of the event as it was may no longer be so.
        self.say("")
        self.controls.layout.display = "none" if waiting else ""
        if not waiting:
            self.fill(self.event.corpus)
        self._view.value = (waiting or self.below(self.event.corpus)).html

    def below(self, corpus):
        """The Page that stands below the controls."""
        return self.shown(corpus)

    def _waiting(self):
        """The Page that stands here as long as nothing can be done, or None."""
        waiting = self.event.waits_for(self.need)
        return pages.note(waiting) if waiting else None

    @property
    def page(self):
        """The step as it is for the event now, as a Page."""
        return self._waiting() or self.shown(self.event.corpus)


def button(description, act, **layout):
    """A Button that calls `act` without a word."""
    made = ipywidgets.Button(description=description, layout={"width": "auto", **layout})
    made.on_click(lambda _: act())
    return made


def in_a_row(widgets):
    """Widgets beside one another, one below the other where it is narrow."""
    return ipywidgets.HBox(widgets, layout={"flex_flow": "row wrap"})


def choose(menu, options, value):
    """Give a menu these options, pairs or values, and choose `value` if it is among them, else the first one."""
    values = [option[1] if isinstance(option, tuple) else option for option in options]
    if tuple(menu.options) != tuple(options):
        # A menu that gets other options chooses the first of them.
        menu.options = options
    if values:
        menu.value = value if value in values else values[0]


def shortened(sentence):
    """A sentence in one line, and no more of it than a menu shows."""
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= LETTERS else f"{sentence[:LETTERS].rsplit(' ', 1)[0]} …"


def listed(frame, what):
    """A Page with a table, twelve rows of it at most, and how many there are; what: what a row is."""
    more = f"; the first {MOST_ROWS} are shown" if len(frame) > MOST_ROWS else ""
    count = f"{len(frame)} {what}{'s' * (len(frame) != 1)}{more}."
    return pages.under(pages.note(count), pages.table(frame.head(MOST_ROWS)))


class Rows:
    """Twelve rows at most of a list of any length, and a menu that turns to the others.

    make: gives the widgets of a row. fill: puts one entry of the list into a row, its widgets. Rows are never rebuilt, so that
    what has the focus keeps it.
    """

    def __init__(self, make, fill, what):
        self._fill, self._what, self.entries = fill, what, []
        self.rows = [make(place) for place in range(MOST_ROWS)]
        self._lines = [in_a_row(widgets) for widgets in self.rows]
        self.menu = ipywidgets.Dropdown(description="Shown:", style=WIDE)
        self.menu.observe(self.turn, names="value")
        self.box = ipywidgets.VBox([self.menu, *self._lines])

    def list(self, entries):
        """Show these entries, as far down the list as before, if it still reaches so far."""
        self.entries = list(entries)
        firsts = range(0, max(1, len(self.entries)), MOST_ROWS)
        before = self.menu.value or 0
        options = [(self._stretch(first), first) for first in firsts]
        if options != list(self.menu.options):
            self.menu.options = options
        self.menu.value = before if before in firsts else firsts[-1]
        self.menu.layout.display = "none" if len(firsts) == 1 else ""
        self.turn()

    def _stretch(self, first):
        count = len(self.entries)
        return f"{min(first + 1, count)} to {min(first + MOST_ROWS, count)} of {count} {self._what}"

    @property
    def shown(self):
        """The entries that are shown now."""
        first = self.menu.value or 0
        return self.entries[first : first + MOST_ROWS]

    def turn(self, change=None):
        """Put the entries that are shown now into the rows."""
        shown = self.shown
        for place, (widgets, line) in enumerate(zip(self.rows, self._lines)):
            line.layout.display = "" if place < len(shown) else "none"
            if place < len(shown):
                self._fill(shown[place], *widgets)
