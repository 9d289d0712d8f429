"""What a class shows, to be projected: a box for its lines, and Pages that are made anew whenever others are read."""

import time
from pathlib import Path

import ipywidgets

from helpers.classroom import effects, marking, results
from helpers.classroom.hand_ins import read_class
from helpers.classroom.marking import Place
from helpers.exercises.experiment import QUESTIONS
from helpers.show import charts, pages
from helpers.show.highlighter import SCHEMES
from helpers.show.pages import Page, note, safe
from helpers.show.widgets import WIDE, Panel

NOBODY = (
    "Nobody is here yet. Ask each student for the line of text at the end of a chapter, paste all of them into the box, and press "
    "Read."
)
BROAD = {"style": WIDE, "layout": {"width": "98%", "max_width": "60em"}}
# What a part is called where it is marked.
CALLED = {part: label for scheme in SCHEMES.values() for part, label in scheme.parts.items()}
FEWEST_FOR_ALPHA = 2
MOST_ANSWERS, MOST_ROWS = 8, 12
# The tint of what all have marked; of what fewer have, as much less.
DARKEST = 0.62


class Box:
    """A box for the lines of a class, and the pictures of what they hold.

    example: a file with the lines of a class that is shown before another one is read.
    """

    def __init__(self, corpus, example=""):
        self.corpus, self._pictures = corpus, []
        self._example = Path(example).read_text(encoding="utf-8") if example else ""
        self.text = ipywidgets.Textarea(
            description="Lines:", placeholder="paste all lines here, with whatever stands around them", rows=8, **BROAD
        )
        self.folder = ipywidgets.Text(
            description="Or a folder:", placeholder="where the downloaded notebooks lie, or blank", **BROAD
        )
        self.button, self.said = ipywidgets.Button(description="Read"), ipywidgets.HTML()
        self.button.on_click(lambda button: self.read())
        self.box = ipywidgets.VBox([self.text, self.folder, self.button, self.said])
        self.read()

    @property
    def is_example(self):
        """Whether it is the example that is shown."""
        return bool(self._example) and not (self.text.value.strip() or self.folder.value.strip())

    def read(self):
        """Read the lines in the box and the folder, or else the example, and make all pictures anew."""
        began = time.perf_counter()
        text = self._example if self.is_example else self.text.value
        self.the_class = read_class(self.corpus, text, self.folder.value)
        for picture in self._pictures:
            picture.renew()
        took = f" Read and drawn in {time.perf_counter() - began:.1f} seconds." if self._pictures else ""
        self.said.value = pages.under(self.page, note(took)).html

    @property
    def page(self):
        """A Page that says what was read, and what was not."""
        return what_was_read(self.the_class, self.is_example)

    def picture(self, show, **choices):
        """A Panel of what `show` makes of the class, by now and whenever another one is read.

        choices: by keyword of `show` its description and a function of the class that gives what can be chosen: texts, or
        pairs of a text and a value.
        """
        panel = Picture(self, show, choices)
        self._pictures.append(panel)
        return panel

    def _repr_mimebundle_(self, **kwargs):
        twin = pages.under(note("Run this cell to paste lines, or to name a folder of notebooks."), self.page)
        return pages.with_twin(self.box, twin, **kwargs)


class Picture(Panel):
    """A Panel whose Page, and what can be chosen for it, follow the class in a Box."""

    def __init__(self, box, show, choices):
        self._offering = False
        self._class_in, self._options = box, {name: options for name, (_, options) in choices.items()}
        controls = {
            name: ipywidgets.Dropdown(description=described, **BROAD) for name, (described, _) in choices.items()
        }
        self._offer(controls)
        super().__init__(lambda **chosen: _of_class(box.the_class, show, chosen), controls)

    def _offer(self, controls):
        self._offering = True
        for name, control in controls.items():
            options = self._options[name](self._class_in.the_class)
            chosen, values = control.value, [each[1] if isinstance(each, tuple) else each for each in options]
            if tuple(options) != tuple(control.options or ()):
                control.options = options
                control.value = chosen if chosen in values else (values or [None])[0]
        self._offering = False

    def renew(self, change=None):
        """Make the choices and the Page anew."""
        if not self._offering:
            self._offer(self.controls)
            super().renew()


def _of_class(the_class, show, chosen):
    if not the_class.students:
        return note(NOBODY)
    if None in chosen.values():
        return note("There is nothing to see: nobody in this class has handed that in.")
    return show(the_class, **chosen)


def what_was_read(the_class, is_example=False):
    """A Page that says how many lines were read, of how many students and which chapters, and which lines were not."""
    if not the_class.students:
        said = [note(NOBODY)]
    else:
        invented = "An example, whose students are invented: " if is_example else ""
        groups = sorted({group for group in the_class.answers["group"] if group})
        said = [
            note(
                f"{invented}{_counted(the_class.students, 'student')}, {_counted(len(the_class.chapters), 'chapter')}: "
                f"{', '.join(the_class.chapters)}. {_counted(the_class.lines, 'line')} read; {the_class.replaced} of them have "
                "a newer one of the same student, and do not count."
                + (f" Groups: {', '.join(groups[:MOST_ROWS])}." if groups else "")
            )
        ]
    unread = the_class.unread
    if len(unread):
        said.append(note(f"{len(unread)} could not be read, and {'is' if len(unread) == 1 else 'are'} left out:"))
        said.append(pages.table(unread.head(MOST_ROWS).set_index("place")))
    return pages.under(*said)


def _counted(number, what):
    return f"{number} {what}{'s' * (number != 1)}"


def chapters(the_class):
    """The chapters that can be chosen."""
    return the_class.chapters


def outcomes(the_class, chapter):
    """A Chart of how the exercises of a chapter came out."""
    table = results.outcomes(the_class, chapter)
    return charts.outcomes(table, f"Chapter {chapter}: how the exercises came out")


def mistakes(the_class, chapter):
    """A Page with the known mistakes that were made in a chapter, by name, and the reply that each got."""
    table = results.mistakes(the_class, chapter).head(MOST_ROWS)
    if table.empty:
        return note("None of the known mistakes was made in this chapter.")
    table = table.assign(students=[f"{row.students} of {row.of}" for row in table.itertuples()])
    return pages.table(table.set_index("mistake")[["exercise", "students", "reply"]])


def guesses(the_class):
    """A Page with the blind test, before and after: which share of the guesses was right, article by article."""
    table = results.guesses(the_class)
    if not table[["before guessed", "after guessed"]].to_numpy().any():
        return note("There is nothing to see: nobody in this class has handed in the blind test.")
    shares, chance = results.shares_of_guesses(table), 100 / len(table)
    said = note(
        f"Who guesses blindly is right {chance:.0f} times of 100. The second round has other sentences, and not everybody took "
        "it: what lies between the two is no proof of learning."
    )
    shown = (
        [charts.before_after(shares, "Right guesses of whose sentence it is", "per cent")]
        if shares.notna().all(axis=1).any()
        else []
    )
    return pages.under(*shown, pages.table(table), said)


def marked_places(the_class):
    """What of the marks can be chosen."""
    outlets = the_class.corpus.articles["outlet"]
    return [
        (
            f"{row.number} · {CALLED.get(row.part, row.part)} · {outlets[row.article]} · {row.students} students",
            Place(row.number, row.article, row.part),
        )
        for row in marking.places(the_class).itertuples()
    ]


def painted(the_class, place):
    """A Page with an article and the marks of the class: darker, and with a higher number, where more have marked."""
    table, of = marking.stretches(the_class, place), 0
    raw, html, plain = the_class.corpus.articles.at[place.article, "raw"], [], []
    at = table["start"].min() if len(table) else 0
    for row in table.itertuples():
        between, text = raw[at : row.start], raw[row.start : row.end]
        html += [safe(between), _tinted(text, row.readers, row.of) if row.readers else safe(text)]
        plain += [between, f"[{row.readers}: {text}]" if row.readers else text]
        at, of = row.end, row.of
    said = note(
        f"The number says how many of {of} students have marked the words behind it as “{CALLED.get(place.part, place.part)}”."
    )
    lines = "".join(f'<p style="margin:0.6em 0">{line}</p>' for line in "".join(html).split("\n") if line.strip())
    text = "\n".join(line.strip() for line in "".join(plain).split("\n") if line.strip())
    return pages.under(said, Page(f'<div style="max-width:46em;line-height:2">{lines}</div>', text))


def _tinted(text, readers, of):
    # A solid line where half or more have marked, so that it is not the tint alone that tells.
    line = "solid" if 2 * readers >= of else "dotted"
    style = f"background:rgba(240,150,0,{DARKEST * readers / of:.2f});border-bottom:2px {line}"
    shown = f'</span>\n<span style="{style}">'.join(map(safe, text.split("\n")))
    return f'<span style="{style}"><sup>{readers}</sup>{shown}</span>'


def splits(the_class, place):
    """A Page with the sentences that split the class in half, the nearest to half first."""
    table = marking.splits(the_class, place)
    table = table[(table["readers"] > 0) & (table["readers"] < table["of"])].head(6)
    if table.empty:
        return note("No sentence splits this class: of each, all have marked something, or nobody has.")
    table = table.assign(marked=[f"{row.readers} of {row.of}" for row in table.itertuples()])
    return pages.table(table.set_index("sentence")[["marked", "text"]])


def coded_articles(the_class):
    """The exercises and articles that several have marked, so that one can ask how far they agree."""
    table = marking.places(the_class).groupby(["number", "article"], sort=False)["students"].max().reset_index()
    outlets = the_class.corpus.articles["outlet"]
    return [
        (f"{row.number} · {outlets[row.article]} · {row.students} students", (row.number, row.article))
        for row in table[table["students"] >= FEWEST_FOR_ALPHA].itertuples()
    ]


def agreement(the_class, coded):
    """A Page with Krippendorff's α of the class, and the places on which it agrees least."""
    number, article = coded
    value, table = marking.class_alpha(the_class, number, article), marking.disputed(the_class, number, article, 8)
    if value != value:
        return note("α is undefined here: nothing varies, and so there is nothing to agree about.")
    said = (
        f"Krippendorff’s α of this class is {value:.2f}. 1 would be agreement in every word, 0 what chance gives. The units are the "
        "words of the passage, and neighbours hang together: it describes this class, and has no interval."
    )
    return pages.under(note(said), pages.table(table) if len(table) else note("No place is disputed."))


def open_questions(the_class):
    """The open questions of the chapters that were handed in."""
    return [number for number, one in results.exercises_of(the_class).items() if one.kind == "open"]


def open_answers(the_class, number):
    """A Page with the answers to an open question, without names and shuffled, each with the words that it rests on."""
    table = results.open_answers(the_class, number)
    one = results.exercises_of(the_class)[number]
    if table.empty:
        return note("No answer to this question has evidence that stands yet.")
    outlets = the_class.corpus.articles["outlet"]
    answers = [
        Page(
            f"<p>{place}. {safe(row.reasoning)}<br>“{safe(row.quotation)}” ({safe(outlets.get(row.article, row.article))})</p>",
            f"{place}. {row.reasoning} “{row.quotation}” ({outlets.get(row.article, row.article)})",
        )
        for place, row in enumerate(table.itertuples(), 1)
    ]
    first, more = answers[:MOST_ANSWERS], pages.under(*answers[MOST_ANSWERS:])
    folded = Page(f"<details><summary>And {len(answers) - len(first)} more</summary>{more.html}</details>", more.text)
    return pages.under(note(" ".join(one.prompt(the_class.corpus).split())), *first, *([folded] if more.text else []))


def questions(the_class):
    """The questions of the experiment that somebody has answered."""
    asked = set(effects.readings(the_class)["question"])
    return [(text, key) for key, text in QUESTIONS.items() if key in asked]


def experiment(the_class, question):
    """A Page with the readers of each article as dots, before and after, and what so few of them can show."""
    table, articles = effects.readings(the_class), the_class.corpus.articles.index
    medians = effects.medians(table, question, articles)
    drawn = charts.readers(table[table["question"] == question], medians, articles, QUESTIONS[question])
    return pages.under(drawn, *map(note, _what_it_shows(medians, effects.dealt_anew(table, question))))


def _what_it_shows(medians, deal):
    few = medians[(medians["readers"] > 0) & medians["low"].isna()]
    yield (
        "The line under the dots is exact, whatever the answers look like: the median of all such readers lies on it at least 95 "
        "times of 100. It needs six readers"
        + (
            f"; {len(few)} of the strips here have fewer, and no line."
            if len(few)
            else ", and with six it reaches from the lowest to the highest."
        )
    )
    if deal is None:
        yield "Nothing can be compared: fewer than two articles have a reader whose article was given by chance."
        return
    beyond = "larger than" if deal["gap"] > deal["by chance"] else "no larger than"
    yield (
        f"Before, the means of the {deal['articles']:.0f} articles lie up to {deal['gap']:.1f} points apart. Deal the same answers out "
        f"anew, by chance, to the {deal['readers']:.0f} readers: 95 times of 100 the gap stays within {deal['by chance']:.1f}, and in "
        f"{deal['share']:.0f} of 100 deals it is as large as here. The gap here is {beyond} what chance alone does."
    )
    yield (
        "So this class can show a gap that is larger than that, and no smaller one. That it finds none is no sign that there is none. "
        "With seven questions, one of them may well seem to stand out by chance."
    )
