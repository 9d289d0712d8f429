"""python -m helpers.upkeep.handout chapter [--keys], or articles: a page to be printed, for a class without computers.

A chapter stands on two sides, of A4 or Letter paper: its question, what to do, the numbers that are needed, and room to
write; with --keys it is the teacher's copy, with all that can be said on paper, answers and replies.
"""

import re
import sys
from typing import NamedTuple

import mistune

from helpers import ROOT
from helpers.corpus import load_corpus
from helpers.corpus.coded import FUNCTIONS
from helpers.corpus.tables import CorpusError
from helpers.exercises.kinds import FOLDER, Broken, load_exercises
from helpers.show import pages
from helpers.show.pages import safe
from helpers.upkeep import replies
from helpers.upkeep.chapters import NoSuchChapter, chapters, write_pages
from helpers.upkeep.claim_cells import CLAIM
from helpers.upkeep.running import RefreshError, read_notebook

MARKDOWN = mistune.create_markdown(escape=True, plugins=["table"])
HANDOUTS = ROOT / "handouts"
ARTICLES, KEYS = "articles", "--keys"
SKIPPED = {"What you will be able to do", "Next", "Take your answers with you"}
FOR_A_COMPUTER = re.compile(
    r"\b(?:[Cc]ells?|[Ww]idgets?|[Mm]enus?|[Bb]uttons?|[Cc]lick|[Rr]un (?:this|the next|it)|[Dd]ownload|Binder|browser|[Tt]ick)\b"
)
# What a picture lets be guessed stands in its words as a number, and is asked for.
RATE = re.compile(r" \([\d.]+ per 1,000, interval [^)]*\)")
STEPS = "experiment|live|bring|clean|candidates|labels|review|speakers|groups|numbers|conclusions|report|keep_event"
CALL = re.compile(rf"\bwidgets\.(\w+)\(|^({STEPS})\(", re.MULTILINE)


class Paper(NamedTuple):
    """What to do on paper in place of a function that needs a computer.

    shown, to_teacher: patterns for the lines of its static twin that are printed, for all or in the teacher's copy alone.
    lines: how many there are to write on.
    """

    what: str
    shown: str = "$."
    to_teacher: str = "$."
    lines: int = 0


PAPER = {
    "word_choice": Paper("Put each word into the gap in turn. What do you picture each time?", "Word:|About"),
    "reader": Paper("Read the printed articles, with a pencil."),
    "blind_test": Paper(
        "Write an outlet behind each sentence, before you have seen the articles, and ring the word that made you choose. Your "
        "teacher has the answers.",
        r"\d+\. “",
        "Answers:",
    ),
    "blind_again": Paper(
        "Somebody reads out five sentences that tell the same, labels left out. Write down whose each is. What do you go by?",
        to_teacher=r"\d+\. “",
        lines=1,
    ),
    "experiment": Paper(
        "The first time, draw one article by lot and read it alone. Write a number from 1 to 7 behind each question.",
        ".* to 7, .*: …",
    ),
    "doubts": Paper(
        "Look at the places about which two of you differ. By which rule would each of you go on?", lines=2
    ),
    "concordance": Paper(
        "In the printed articles, ring every word that names the people in question, and read it with the words around it."
    ),
    "voice_switch": Paper("Strike out above what is not in the article’s own voice. Which labels are left?", lines=1),
    "swap": Paper("Read the sentence aloud, each time with another of the words.", "write:|As published"),
    "voice_painter": Paper(
        "In a printed article, underline with dots what a source is said to have said, with a line what is quoted. What has no "
        "line is the article’s own."
    ),
    "statements": Paper("In the printed articles, ring the reporting words, and write beside each who speaks."),
    "what_you_read": Paper(
        "Sit with somebody who has read another article. What does each tell that the other does not?", lines=3
    ),
    "evidence": Paper(
        "Choose a fact. In the printed articles, underline the words that say it: who has it, and in whose voice?"
    ),
    "side_by_side": Paper(
        "Lay two printed articles side by side, and underline each run of five words or more that both have. Note in the margin "
        "whether it stands in quotation marks."
    ),
    "sample_read": Paper("How many articles would you read by hand to be so sure? Think of your time, too.", lines=1),
    "runs": Paper("Of what you have underlined: how much is left if a run must have six words, or eight?", lines=1),
    "wordings": Paper(
        "Choose a sentence of one printed article, find it again in the others, and mark what is worded otherwise."
    ),
    "name_the_actor": Paper(
        "Write two of these sentences with an actor. Then look in the printed articles: does one name that actor for it?",
        "Act:|Actor:",
        lines=2,
    ),
    "other_way_round": Paper("Write one of these sentences without its actor. What is left to ask?", "Act:", lines=1),
    "same_acts": Paper(
        "In the printed articles, find these sentences: underline who acts, ring the act, put a box around to whom it is done."
    ),
    "profiles": Paper(
        "Make a card of one article, on another sheet: its names, its sources, an act without an actor, what only it tells, its "
        "problem and its remedy. Lay it beside a neighbour’s."
    ),
    "bring": Paper(
        "Choose an event of these weeks, and bring two articles on it or more, printed or cut out. Write on each where it is from, "
        "and from which day."
    ),
    "clean": Paper("Strike out what is not the article: captions, links, advertisements, the name of the author."),
    "candidates": Paper(
        "Ring every word that names the people whom it is about. Write those that name the same people below one another.",
        lines=3,
    ),
    "labels": Paper("Behind each word: what does it take for granted?", lines=3),
    "review": Paper("Underline who says something, ring the reporting word, put brackets around what is said."),
    "speakers": Paper("Write beside each “he” or “she” who it is, and which kind of source."),
    "groups": Paper(
        "Find sentences of two articles that tell the same. Word what they tell in one line that takes no side.",
        lines=3,
    ),
    "numbers": Paper("Underline each number. What does it count, and from when to when?", lines=2),
    "conclusions": Paper("Write three sentences, and below each the words that it rests on.", lines=6),
    "report": Paper(
        "Put your sentences on a sheet; below them your words, a line for each article; who speaks; what only one tells; and at the "
        "end what may not be concluded."
    ),
    "keep_event": Paper("Keep the articles and your sheets together."),
    "live": Paper("Count it in what you have marked, a line for each article.", lines=1),
    "turn_it_round": Paper(
        "Choose three facts from the printed articles, and write the first sentence of another report. Underline its labels.",
        lines=2,
    ),
}
NO_PAPER = Paper("This part needs a computer: watch it on the teacher’s.")
CHOICES = re.compile(r"^(.*?:) .*? · choices: (.*)$")
BARE = r"\1 \2"
# The end of a paragraph that announces what then is not there.
ANNOUNCED = re.compile(r"(?:<p>|(?<=[.?!)]) )[^.?!]*:(?=</p>\s*$)")
COLUMNS_IN_HALF, WORDS_OF_A_CLAUSE = 5, 4
STYLE = """
@page { margin: 10mm }
* { box-sizing: border-box; color: #000 !important; background: none !important }
body { margin: 0; font: 9pt/1.2 "Liberation Serif", "Times New Roman", Times, serif }
h1 { font-size: 13pt; margin: 0 } h2 { font-size: 10pt; margin: 2mm 0 0.5mm; break-after: avoid }
h3 { font-size: 9pt; margin: 1.5mm 0 0; break-after: avoid }
p, ul, ol, blockquote, table { margin: 0.8mm 0 } ul, ol { padding-left: 4mm } blockquote { padding-left: 3mm }
.head { border-bottom: 1pt solid; margin-bottom: 1mm } .head p { display: flex; justify-content: space-between }
.columns { columns: 2; column-gap: 6mm }
.wide { column-span: all }
table { width: 100%; border-collapse: collapse !important; font-size: 9pt !important }
th, td { padding: 0.1mm 1mm !important; border-bottom: 0.3pt solid #888 !important; overflow-wrap: break-word; line-height: 1.12 }
tr, .room, .line { break-inside: avoid }
.line { border-bottom: 0.4pt solid; height: 5.6mm }
.part { border-left: 1.5pt solid; padding-left: 2mm }
.key { border: 0.6pt dashed; padding: 0.5mm 2mm }
details { margin: 0 !important } summary { list-style: none }
.head span { white-space: nowrap; padding-left: 5mm; font-weight: normal }
.article { break-before: page; font-size: 11pt; line-height: 1.45 } .article:first-of-type { break-before: auto }
.article p { margin: 0 0 1.2mm; padding-right: 35mm }
"""


def handout(path, corpus, keys=False):
    """A chapter as a page of HTML to be printed; keys: the teacher's copy. Raises RefreshError or Broken where a file is broken."""
    notebook, file = read_notebook(path), FOLDER / f"{path.stem}.py"
    exercises = {one.number: one for one in (load_exercises(file) if file.is_file() else [])}
    title, question = re.match(r"# (.+)\n\n\*\*(.+)\*\*", notebook.cells[0].source).groups()
    shown = ""
    for heading, parts in _sections(notebook):
        if heading not in SKIPPED and (keys or _to_do(parts)):
            shown += _section(parts, exercises, corpus, keys, shown)
    head = f"<h1>{path.name[:2]} · {safe(title)}{' · with keys' * keys}</h1><p><b>{safe(question)}</b>{_name(keys)}</p>"
    return _page(title, f'<div class="head">{head}</div><div class="columns">{shown}</div>')


def _sections(notebook):
    """The sections of a notebook behind its set-up: pairs of a heading and its parts, paragraphs and cells."""
    found = [("", [])]
    for cell in notebook.cells[2:]:
        if cell.cell_type == "code" or "exercise" in cell.metadata:
            found[-1][1].append(cell)
            continue
        for text in re.split(r"\n\s*\n", cell.source):
            if text.startswith("#"):
                found.append((re.sub(r"^#+ | · \d+ min$", "", text), []))
            found[-1][1].append(text)
    return found


def _to_do(parts):
    """Whether there is something to do or to read in a section; what is only looked at on a screen is not for paper."""
    cells = [part for part in parts if not isinstance(part, str)]
    return not cells or any("exercise" in cell.metadata or CALL.search(cell.source) for cell in cells)


def _section(parts, exercises, corpus, keys, before):
    """A section as HTML, "" if no more than its heading is left of it. before: the page as far as it is made."""
    tables = keys or any(not isinstance(part, str) and "exercise" in part.metadata for part in parts)
    shown = []
    for part in parts:
        if isinstance(part, str):
            shown.append(_prose(part, keys))
        elif part.cell_type == "markdown":
            shown.append(_exercise(exercises[part.metadata["exercise"]], corpus, keys))
        elif "exercise" not in part.metadata:
            shown.append(_output(part, keys, tables, before + "".join(shown)))
            if not shown[-1]:
                shown[-2:-1] = [ANNOUNCED.sub("", text) for text in shown[-2:-1]]
    html = "".join(shown).strip()
    return "" if re.fullmatch(r"<h\d>.*</h\d>", html) else html


def articles(corpus):
    """The articles as a page of HTML to be printed, each on a new sheet, its sentences numbered as in the notebooks."""
    shown = []
    for name, row in corpus.articles.iterrows():
        mine = corpus.sentences[corpus.sentences["article"] == name]
        lines = "".join(f"<p><b>{line.number}</b> {safe(_line(line.sentence))}</p>" for line in mine.itertuples())
        headline = f"<h3>{safe(_line(row['headline']))}</h3>" if row["headline"] else ""
        head = f"<h1>{safe(row['outlet'])} ({safe(name)})</h1>{headline}"
        shown.append(f'<section class="article">{head}{lines}<p>{safe(row["url"])}</p></section>')
    return _page("The articles", "".join(shown))


def _page(title, body):
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{safe(title)}</title><style>{STYLE}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def _name(keys):
    return "" if keys else "<span>Name: ……………………………………………</span>"


def _prose(text, keys):
    """A paragraph, if it is for paper: what speaks of cells and menus is not, and what a claim proves is for the teacher."""
    bare = CLAIM.sub("", text).strip()
    if FOR_A_COMPUTER.search(bare) or (bare != text.strip() and not keys):
        return ""
    return _html(bare)


def _html(markdown):
    """Markdown as HTML for paper: links are their words, and a key that is to be pressed is its name."""
    return re.sub(r"</?a\b[^>]*>", "", MARKDOWN(re.sub(r"</?kbd>", "", markdown)))


def _output(cell, keys, tables, before):
    """What a cell shows: on paper what to do instead of a widget; and with `tables` a table, or a chart in its words."""
    if call := CALL.search(cell.source):
        return _on_paper(cell, PAPER.get(call.group(1) or call.group(2), NO_PAPER), keys)
    shown = ""
    for output in cell.outputs if tables else ():
        data = output.get("data", {})
        html = data.get("text/html", "")
        if "<img" in html:
            shown += _in_words(data["text/plain"] if keys else RATE.sub("", data["text/plain"]))
        elif "<table" in html and not _stands_in(html, before):
            wide = ' class="wide"' if html.partition("</tr>")[0].count("<th") > COLUMNS_IN_HALF else ""
            shown += f"<div{wide}>{html}</div>"
    return shown


def _stands_in(table, before):
    """Whether the page has already what a table says in words: of each row that has clauses, one at least."""
    rows = [
        [cell for cell in re.findall(r"<t[dh][^>]*>([^<]+)<", row) if len(cell.split()) >= WORDS_OF_A_CLAUSE]
        for row in table.split("</tr>")[1:]
    ]

    def there(clause):
        return all(piece in before for piece in clause.split(" and "))

    return any(rows) and all(any(map(there, clauses)) for clauses in rows if clauses)


def _in_words(said):
    """A chart in its words, which hold its numbers, a line for each of its parts."""
    title, _, rest = said.partition(". ")
    lines = rest.split("; ")
    if ": " not in lines[-1]:
        what, _, lines[0] = lines[0].partition(": ")
        title = f"{title}: {what}"
    return f"<p>{safe(title)}.{''.join(map(_part, lines))}</p>"


def _part(line):
    name, colon, numbers = line.partition(":")
    return f"<br><b>{safe(name + colon)}</b>{safe(numbers)}" if colon else f"<br>{safe(name)}"


def _on_paper(cell, paper, keys):
    twin = cell.outputs[0].get("data", {}).get("text/plain", "").splitlines() if cell.outputs else []
    wanted = re.compile(f"{paper.shown}|{paper.to_teacher}" if keys else paper.shown)
    shown = "".join(f"<p>{safe(CHOICES.sub(BARE, line))}{_blank(line)}</p>" for line in twin if wanted.match(line))
    return (
        f'<div class="part"><p><i>On paper:</i> {safe(paper.what)}</p>{shown}</div>{_lines(0 if keys else paper.lines)}'
    )


def _blank(line):
    return " ………………" if re.match(r"\d+\. ", line) else ""


def _lines(number):
    return '<div class="line"></div>' * number


def _exercise(one, corpus, keys):
    room = _key(one, corpus) if keys else f'<div class="room">{ROOM[one.kind](one, corpus)}</div>'
    return f"<h3>Exercise {one.number} · {one.minutes} min</h3>{_html(one.prompt(corpus))}{room}"


def _key(one, corpus):
    answer = replies.answer(one, corpus)
    lines = [f"<b>{safe(answer)}</b> {safe(one.way(corpus))}"] if answer else []
    lines += [f"{safe(wrong)} → {safe(said)}" for wrong, said in replies.mistakes(one, corpus)]
    lines += [f"{safe(what)}: {safe(said)}" for what, said in replies.talked_over(one, corpus)]
    table = replies.ours(one, corpus)
    shown = "" if table is None else pages.table(table).html
    return f'<div class="key">{"".join(f"<p>{line}</p>" for line in lines)}{shown}</div>'


def _fields(*names):
    return lambda one, corpus: "".join(f'<div class="line">{safe(name)}</div>' for name in names)


def _options(one, corpus):
    return "<p>" + " &nbsp; ".join(f"☐&nbsp;{safe(each)}" for each in one.options(corpus)) + "</p>"


def _labels(one, corpus):
    """The units of a labelling in their sentences, or their numbers where they stand in an exercise before; and the labels."""
    rules = "".join(f"<p>☐ {safe(rule)}</p>" for rule in one.rules)
    units = [f"{place}. {'' if one.after else _unit(row)}" for place, row in enumerate(one.key(corpus).itertuples(), 1)]
    blank = " ………… &nbsp;" if one.after else " ………………</p><p>"
    return f"{rules}<p>{blank.join(units)}{blank.partition('<')[0]}</p>{_options(one, corpus)}"


def _unit(row):
    at = row.start - row.sentence_start
    before, word, after = row.sentence[:at], row.sentence[at : at + len(row.text)], row.sentence[at + len(row.text) :]
    return f"{safe(before)}<b>[{safe(word)}]</b>{safe(after)} ({safe(row.article)})"


ROOM = {
    "code": _fields(""),
    "choice": _options,
    "open": _fields("Article, sentence:", "Quotation:", "", "Reasoning:", ""),
    "coding": _fields("Who says it | the reporting word | what is said:", "", "", "", ""),
    "labelling": _labels,
    "framing": _fields("Article:", *(text for name in FUNCTIONS for text in (f"{name}, its words:", "in a line:"))),
    "work": _fields("What you have found:", ""),
    "own": _fields("Article, sentence:", "Quotation:", "", "Reasoning:", ""),
    "fact": _fields("Your fact:", "", "Its words, and in which article:", ""),
}


def _line(text):
    return " ".join(text.split())


def main(arguments):
    keys, names = KEYS in arguments, [each for each in arguments if each not in (KEYS, ARTICLES)]
    try:
        corpus, made = load_corpus(), {}
        if ARTICLES in arguments:
            made[ARTICLES] = articles(corpus)
        if names or not made:
            made.update((f"{path.stem}{'_keys' * keys}", handout(path, corpus, keys)) for path in chapters(names))
    except (NoSuchChapter, CorpusError, RefreshError, Broken) as error:
        return f"handout: {error}"
    write_pages(HANDOUTS, made, "Open it in a browser, and print it on both sides.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
