"""Step 1 of the workshop: articles are pasted, or uploaded as text files, and become a corpus folder."""

import re
import tempfile
import unicodedata
from pathlib import Path

import ipywidgets

from helpers.corpus import text as texts
from helpers.corpus.corpus import read_article
from helpers.corpus.events import EXAMPLE, RESERVED, event_names
from helpers.corpus.pasted import headline_of
from helpers.corpus.tables import CorpusError, read_date
from helpers.show import pages
from helpers.workshop.step import ALIGNED, BROAD, Step, button, choose, in_a_row

FEWEST, MOST = 2, 12
# About 30 pages.
MOST_CHARACTERS, LONGEST_SHORT_NAME = 100_000, 16
FIELDS = {"outlet": "Outlet:", "headline": "Headline:", "published": "Date:", "url": "Link:", "text": "Text:"}
EXAMPLES = {
    "outlet": "who published it, such as Northern Wire",
    "headline": "as it stands above the article, or blank",
    "published": "such as 9 September 2025, or blank",
    "url": "https://…, or blank",
    "text": "the whole article, as the page has it",
}
NEW = ""
IN_THE_EXAMPLE = (
    " It is in the example now: to work on an event of your own, take it out again, and begin an event above."
)
NEW_LABEL = "a new article"
# What a picture, a PDF or a text in a wrong encoding holds, and no article does.
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ud800-\udfff]")
MOST_NO_TEXT = 0.001
NO_FILE_HOLDS = re.compile("[\0\ud800-\udfff]")
LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def add(event, text, outlet, headline="", published="", url=""):
    """Add an article to the event; a sentence says what was added. Raises CorpusError, and adds nothing, for what is none."""
    rows = event.rows("articles")
    if len(rows) >= MOST:
        raise CorpusError(f"An event has at most {MOST} articles here: take one out before you add another.")
    checked = _checked(text, outlet, headline, published, url)
    _refuse_twice(event, rows, text)
    short = _short_name(outlet, [row["article"] for row in rows] + [Path(row["file"]).stem for row in rows])
    text, said = _with_headline(text, headline)
    row = {"article": short, "file": f"{short}.txt", **checked, **_provenance(text, checked)}
    event.write({row["file"]: text}, articles=[*rows, row])
    where = IN_THE_EXAMPLE if event.name == EXAMPLE.name else ""
    return f"Added: {checked['outlet']}, called {short} from now on.{said}{where}{_alone(len(rows) + 1)}"


def change(event, article, text, outlet, headline="", published="", url=""):
    """Put other details, or another text, in place of an article's; a sentence says so. Raises CorpusError as add does, and
    where a table quotes what would no longer be there."""
    rows = event.rows("articles")
    old = _row(rows, article)
    checked = _checked(text, outlet, headline, published, url)
    text, said = _with_headline(text, headline)
    same = _bare(text) == _bare(_text_of(event, old))
    if not same:
        _refuse_twice(event, [row for row in rows if row is not old], text)
    new = {**old, **checked, **(_provenance(text, checked) if not same or checked["outlet"] != old["outlet"] else {})}
    # A text that only went through the page and back stays what it was, letter by letter.
    event.write({} if same else {old["file"]: text}, articles=[new if row is old else row for row in rows])
    return f"Changed: {article}.{said}"


def take_out(event, article):
    """Take an article out of the event, with its file and all rows that quote it; a sentence says how many."""
    rows = event.rows("articles")
    old = _row(rows, article)
    tables, number = _without(event, article)
    event.write({old["file"]: None}, articles=[row for row in rows if row is not old], **tables)
    return f"Taken out: {article}" + (f", and {number} rows of tables that quoted it." if number else ".")


def quoting(event, article):
    """How many rows of the event's tables quote an article; a number."""
    return _without(event, article)[1]


def _without(event, article):
    """The tables that quote an article, without what would stand for nothing then, and how many rows that is."""
    tables = {
        path.stem: event.rows(path.stem) for path in sorted(event.folder.glob("*.csv")) if path.stem != "articles"
    }
    left = {name: [row for row in rows if row.get("article") != article] for name, rows in tables.items()}
    if "facts" in left and "evidence" in left:
        had, has = ({row["fact"] for row in each["evidence"]} for each in (tables, left))
        left["facts"] = [row for row in left["facts"] if row["fact"] in has or row["fact"] not in had]
        for name in left:
            if name.startswith("evidence_"):
                left[name] = [row for row in left[name] if row["fact"] in {each["fact"] for each in left["facts"]}]
    changed = {name: rows for name, rows in left.items() if rows != tables[name]}
    return changed, sum(len(tables[name]) - len(rows) for name, rows in changed.items())


def add_files(event, files):
    """Add text files to the event, by name their bytes; sentences, by name, say what came of each.

    The outlet is called as the file, and its headline is the first line, if it looks like one.
    """
    said = {}
    for name, data in files.items():
        try:
            text = decoded(name, data)
            outlet = " ".join(Path(name).stem.replace("_", " ").split())
            said[name] = add(event, text, outlet, headline_of(text))
        except CorpusError as error:
            said[name] = f"Not added: {error}" if name in str(error) else f"Not added: {name}: {error}"
    return said


def decoded(name, data):
    """The text of a file that was brought. Raises CorpusError for what is no .txt file, or no UTF-8."""
    if Path(name).suffix.lower() != ".txt":
        raise CorpusError(f"{name} is no text file: save the article as plain text, with a name that ends in .txt.")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "article.txt"
        file.write_bytes(data)
        try:
            return read_article(file)
        except CorpusError as error:
            raise CorpusError(str(error).replace(file.name, name, 1)) from None


def _row(rows, article):
    for row in rows:
        if row["article"] == article:
            return row
    raise CorpusError(f"{article} is not in this event any more: choose another one.")


def _checked(text, outlet, headline, published, url):
    """The details of an article as its row has them; CorpusError in a sentence for what cannot be."""
    outlet, headline, published, url = (" ".join(each.split()) for each in (outlet, headline, published, url))
    if not text.strip():
        raise CorpusError("The box for the text is empty: paste the article into it.")
    # What nobody would read as letters: it may have been copied out of a file that is no text.
    if text.lstrip().startswith("%PDF") or len(NO_TEXT.findall(text)) > MOST_NO_TEXT * len(text):
        raise CorpusError(
            "This is no text but the inside of a file, such as a PDF: open it, and copy the words from there."
        )
    if len(text) > MOST_CHARACTERS:
        raise CorpusError(
            f"This text has {len(text):,} characters, and an article at most {MOST_CHARACTERS:,}: paste one article alone."
        )
    if not outlet:
        raise CorpusError("Which outlet is the article from? Write its name into the box.")
    read_date(published, "Date")
    if url and not LINK.fullmatch(url):
        raise CorpusError(f"“{url}” is no link: it begins with https:// or http://, or the box stays blank.")
    return {"outlet": outlet, "headline": headline, "published": published, "url": url}


def _refuse_twice(event, rows, text):
    for row in rows:
        if _bare(_text_of(event, row)) == _bare(text):
            raise CorpusError(f"This text is there already: it is {row['article']}, from {row['outlet']}.")


def _bare(text):
    return " ".join(texts.shaped(text).text.split())


def _text_of(event, row):
    return read_article(event.folder / row["file"])


def _with_headline(text, headline):
    """The text, with its headline above it where it was pasted without, and a sentence that says so."""
    text = NO_FILE_HOLDS.sub("", text)
    if not headline.strip() or texts.find_spans(text, headline):
        return text, ""
    return (
        f"{' '.join(headline.split())}\n\n{text}",
        " The headline did not stand in the text, so it stands above it now.",
    )


def _provenance(text, row):
    """What is known of where an article is from, and by what."""
    stated = row["outlet"] if texts.find_spans(text, row["outlet"]) else ""
    how = "stated in the text" if stated else "a link, as brought" if row["url"] else "as whoever brought it says"
    return {"identified_by": how, "outlet_stated": stated}


def _short_name(outlet, taken):
    """A short name made of an outlet's, in plain letters, that is not taken yet."""
    plain = unicodedata.normalize("NFKD", outlet).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    words = words[words[:1] == ["the"] and len(words) > 1 :]
    first = short = "".join(words)[:LONGEST_SHORT_NAME] or "article"
    taken, number = {*RESERVED, *(name.casefold() for name in taken)}, 2
    while short in taken:
        short, number = f"{first}{number}", number + 1
    return short


def _alone(number):
    return f" One article alone shows no framing: bring {FEWEST} to {MOST}." if number < FEWEST else ""


class Bring(Step):
    """Step 1 as a form: which event, an article, or text files, and a table of what is there.

    events, name: the menu of events and the box for a new one. article: which article the form holds, or a new one. fields: the
    boxes of the form, by column. What is typed for one article stays while another one is looked at.
    """

    def __init__(self, event):
        super().__init__(event)
        self.events = ipywidgets.Dropdown(description="Event:", style=ALIGNED, layout=BROAD)
        self.name = ipywidgets.Text(
            description="A new event:",
            placeholder="a word or two, such as Harbour strike",
            continuous_update=False,
            style=ALIGNED,
            layout=BROAD,
        )
        self.article = ipywidgets.Dropdown(description="This form holds:", style=ALIGNED, layout=BROAD)
        self.fields = {
            name: (ipywidgets.Textarea if name == "text" else ipywidgets.Text)(
                description=label, placeholder=EXAMPLES[name], continuous_update=False, style=ALIGNED, layout=BROAD
            )
            for name, label in FIELDS.items()
        }
        self.fields["text"].rows = 10
        self.begin = button("Begin this event", self._begin)
        self.keep = button("Add this article", self._keep)
        self.out = button("Take this article out", self._out)
        self.files = ipywidgets.FileUpload(
            accept=".txt", multiple=True, description="Or bring text files (.txt)", layout={"width": "auto"}
        )
        self._view, self._drafts, self._shown, self._sure = ipywidgets.HTML(), {}, NEW, False
        buttons = in_a_row([self.keep, self.out, self.files])
        form = [self.article, *self.fields.values(), buttons]
        self.arrange(self.events, ipywidgets.HBox([self.name, self.begin]), *form, self.message, self._view)
        self.events.observe(self._chosen, names="value")
        self.article.observe(self._turned, names="value")
        self.files.observe(self._uploaded, names="value")

    @property
    def page(self):
        """A Page with the articles of the event, or with what is not there yet, or cannot be read."""
        lead = pages.note(f"Event: {self.event.name}")
        try:
            corpus = self.event.corpus
        except CorpusError as error:
            return pages.under(lead, pages.note(str(error)))
        if corpus is None:
            return pages.under(lead, pages.note(f"There is no article yet. An event has {FEWEST} to {MOST}."))
        table = corpus.articles[["outlet", "headline", "published", "url", "words"]]
        more = [pages.note(_alone(len(table)).strip())] if len(table) < FEWEST else []
        return pages.under(lead, pages.table(table), *more)

    def renew(self):
        """Put what the event holds now into the menus and the table; a form that is being filled in stays."""
        choose(self.events, event_names(), self.event.name)
        rows = self._rows()
        # A new article waits to be added to whatever event is chosen; what is typed for another one belongs to its own.
        if self._shown != NEW and self._shown[0] != self.event.name:
            self._drafts[self._shown] = self._values()
            self._fill(NEW)
        shown = self._shown[1] if self._shown else NEW
        names = [(f"{row['outlet']} ({row['article']})", row["article"]) for row in rows]
        choose(self.article, [(NEW_LABEL, NEW), *names], shown)
        if self.article.value != shown:
            self._fill(self.article.value)
        self._label()
        self._view.value = self.page.html

    def _rows(self):
        try:
            return self.event.rows("articles")
        except CorpusError:
            return []

    def _label(self):
        is_new, self._sure = self.article.value == NEW, False
        self.keep.description = "Add this article" if is_new else "Keep these changes"
        self.out.description, self.out.disabled = "Take this article out", is_new

    def _values(self):
        return {name: field.value for name, field in self.fields.items()}

    def _fill(self, article):
        """Put into the form what was typed for an article, or what the event holds of it."""
        self._shown = (self.event.name, article) if article else NEW
        values = self._drafts.pop(self._shown, None) or self._kept(article)
        for name, field in self.fields.items():
            field.value = values.get(name, "")

    def _kept(self, article):
        rows = [row for row in self._rows() if row["article"] == article]
        try:
            return {**rows[0], "text": _text_of(self.event, rows[0])} if rows else {}
        except CorpusError:
            return rows[0]

    def _begin(self):
        if self.attempt(self._use, self.name.value):
            self.name.value = ""

    def _use(self, name):
        self.event.use(name)
        return f"You work on “{self.event.name}” now."

    def _chosen(self, change):
        if not self.filling:
            self.attempt(self._use, change["new"])

    def _turned(self, change):
        if self.filling:
            return
        self._drafts[self._shown] = self._values()
        self._fill(change["new"])
        self._label()
        self.say("")

    def _keep(self):
        article, values = self.article.value, self._values()
        if article != NEW:
            self.attempt(lambda: change(self.event, article, **values))
        elif self.attempt(lambda: add(self.event, **values)):
            self._fill(NEW)

    def _out(self):
        article = self.article.value
        if self._sure:
            self.attempt(take_out, self.event, article)
        elif self.attempt(self._ask, article):
            self.out.description, self._sure = f"Take {article} out for good?", True

    def _ask(self, article):
        number = quoting(self.event, article)
        return f"{number} rows of tables quote {article}, and go with it." if number else ""

    def _uploaded(self, change):
        if not change["new"]:
            return
        files, halves = {}, []
        for file in change["new"]:
            whole = len(file["content"]) == file["size"]
            files.update({file["name"]: bytes(file["content"])} if whole else {})
            halves += [] if whole else [f"Not added: {file['name']} did not arrive whole: choose it again."]
        # So that the same file can be chosen once more.
        self.files.value = ()
        self.say(" ".join([*add_files(self.event, files).values(), *halves]))


def bring(event):
    """Step 1: the form by which articles come into the event."""
    return Bring(event)
