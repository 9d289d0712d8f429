"""The report: each number in it against a count by other means, its links, and that no text of an article acts in it."""

import csv
import re
import shutil
from html.parser import HTMLParser

import pytest

from helpers.corpus import load_corpus
from helpers.corpus.events import EXAMPLE
from helpers.show import report as module
from helpers.show.report import PARTS, POLICY, report
from tests import ROOT
from tests.corpora import OTHER_EVENT, SEEDS

FOLDER = ROOT / "tests" / "other_event"
VOID = {"meta", "img", "br", "link", "input", "hr"}
ALLOWED = {
    "a",
    "b",
    "br",
    "sup",
    "span",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "section",
    "header",
    "nav",
}
ALLOWED |= {
    "main",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "img",
    "mark",
    "html",
    "head",
    "body",
}
ALLOWED |= {"meta", "title", "style"}
CONCLUSIONS = """conclusion,article,text,occurrence
One article only says that somebody was hurt.,kestrel,One man was treated for a cut hand,
They do not agree on the day.,courier,They entered on Sunday,
They do not agree on the day.,ledger,broke into the property of Halvgren Papers on Saturday night,
The mill is large.,,,
"""


class Reader(HTMLParser):
    """A document as a reader has it: its tables by caption, its lists and headings, its links; and that its tags are closed."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.tables, self.items, self.headings, self.links, self.tags = [], {}, {}, [], [], []
        self.ids, self.part, self.linked = [], None, {}
        self.feed(html)
        assert self.stack == []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag not in VOID:
            self.stack.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "table":
            self.table = []
        if tag == "tr":
            self.table.append([])
        if tag in ("th", "td"):
            self.table[-1].append("")
        if tag == "li":
            owner = next((each["id"] for _, each in reversed(self.stack) if "id" in each and each is not given), "")
            self.items[owner] = self.items.get(owner, 0) + 1
        if tag == "a":
            self.links.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), ""])

    def handle_endtag(self, tag):
        open_tag, _ = self.stack.pop()
        assert open_tag == tag, f"{open_tag} is closed by {tag}"

    def handle_data(self, data):
        within = [tag for tag, _ in self.stack]
        if "caption" in within:
            self.caption = data
            self.tables[data] = self.table
        elif "table" in within and self.table and self.table[-1]:
            self.table[-1][-1] += data
            if within[-1] == "a" and (target := self.stack[-1][1]["href"]).startswith("#n"):
                self.linked.setdefault(target[1:], []).append(
                    (self.caption, self.table[0][len(self.table[-1]) - 1], data)
                )
        if within and re.fullmatch("h[1-6]", within[-1]):
            self.headings[-1][1] += data


def rows(table):
    return [[int(cell) if cell.isdecimal() else 0 if cell == "–" else cell for cell in row] for row in table[1:]]


@pytest.fixture(scope="module")
def concluded(tmp_path_factory):
    folder = shutil.copytree(FOLDER, tmp_path_factory.mktemp("report") / "event")
    (folder / "conclusions.csv").write_text(CONCLUSIONS, encoding="utf-8")
    return load_corpus(folder)


@pytest.fixture(scope="module")
def made(concluded):
    return report(concluded)


@pytest.fixture(scope="module")
def read(made):
    return Reader(made.document)


def test_the_labels_are_those_counted_by_hand(read):
    # Article, label, own, attributed, quoted, scare, all: read in the three texts.
    assert [row[:7] for row in rows(read.tables["Labels by voice"])] == [
        ["courier", "worker", 5, 1, 0, 0, 6],
        ["courier", "former employee", 1, 0, 0, 0, 1],
        ["kestrel", "former employee", 1, 0, 0, 0, 1],
        ["kestrel", "occupier", 3, 1, 0, 0, 4],
        ["kestrel", "protester", 1, 0, 0, 0, 1],
        ["ledger", "worker", 1, 0, 0, 1, 2],
        ["ledger", "squatter", 2, 0, 1, 0, 3],
        ["ledger", "intruder", 1, 0, 0, 0, 1],
    ]


def table_of(name):
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8-sig")
    lines = csv.DictReader(text.splitlines(), delimiter=";" if text.splitlines()[0].count(";") else ",")
    return [row for row in lines if any(row.values())]


def tally(pairs):
    counts = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def test_who_speaks_is_what_the_table_of_statements_holds(read):
    coded = [(row["article"], row["source_type"], row["speaker"] or row["source"]) for row in table_of("attributions")]
    shown = {tuple(row[:3]): row[3] for row in rows(read.tables["Statements"])}
    assert shown == tally(coded) and sum(shown.values()) == 18


def test_what_only_one_tells_and_what_is_missing_is_what_the_table_of_evidence_holds(read):
    told = {(row["fact"], row["article"]) for row in table_of("evidence")}
    has = tally(article for _, article in told)
    tellers = tally(fact for fact, _ in told)
    alone = tally(article for fact, article in told if tellers[fact] == 1)
    facts = len(table_of("facts"))
    shown = rows(read.tables["Facts"])
    assert shown == [
        [name, has[name], alone.get(name, 0), facts - has[name]] for name in ("courier", "kestrel", "ledger")
    ]
    assert len(rows(read.tables["What only one tells"])) == sum(alone.values()) == 4


def test_the_numbers_that_disagree_are_those_read_in_the_table(read):
    shown = rows(read.tables["Numbers of one fact that are not the same in all"])
    assert [(row[1], row[2], row[7]) for row in shown] == [
        ("courier", "about 140", "differs"),
        ("kestrel", "almost 60", "differs"),
        ("ledger", "about 60", "differs"),
        ("courier", 312, "same"),
        ("ledger", "over 500", "same"),
    ]


def test_who_acts_is_what_the_table_of_acts_holds(read):
    acts = table_of("actions")
    named = tally((row["article"], row["side_of_actor"], row["side_of_affected"]) for row in acts if row["actor"])
    assert {tuple(row[:3]): row[3] for row in rows(read.tables["Who acts on whom"])} == named
    blank = [(row["article"], row["named_elsewhere"]) for row in acts if not row["actor"]]
    assert {row[0]: row[1:] for row in rows(read.tables["Acts without an actor"])} == {
        name: [
            sum(each[0] == name for each in blank),
            blank.count((name, "elsewhere")),
            blank.count((name, "not at all")),
        ]
        for name in ("courier", "kestrel", "ledger")
    }


def test_the_functions_are_those_of_the_table_of_frames(read):
    title = "What each article says in the four functions, or lets a source say; a dash: it leaves that open"
    coded = tally((row["article"], row["function"]) for row in table_of("frames"))
    shown = {tuple(row[:2]): row[2] for row in rows(read.tables[title])}
    assert {pair: number for pair, number in shown.items() if number} == coded and len(shown) == 12


def test_the_words_of_the_voices_are_those_of_the_articles(read):
    shown = rows(read.tables["Words in each voice; below, the articles are marked by it"])
    assert {row[0]: sum(row[1:]) for row in shown} == OTHER_EVENT.articles["words"].to_dict()


@pytest.mark.parametrize("corpus", [SEEDS, OTHER_EVENT, load_corpus(EXAMPLE)], ids=["seeds", "other", "example"])
def test_every_number_leads_to_as_many_places_and_every_link_somewhere(corpus):
    read = Reader(report(corpus).document)
    inside = [link[1:] for link in read.links if link.startswith("#")]
    assert len(read.ids) == len(set(read.ids)) and set(inside) <= set(read.ids)
    counted = {"all", "statements", "it has", "it alone has", "missing here, told by others", "acts", "runs", "places"}
    checked = 0
    for target, numbers in read.linked.items():
        for _, head, number in numbers:
            if head in counted or head == "acts without an actor":
                checked += 1
                assert int(number.replace(",", "")) == read.items[target], (target, head)
    assert checked > 20


def test_each_list_of_places_is_linked_from_a_number_if_it_has_any(read):
    lists = {name for name in read.ids if name.startswith("n")}
    assert {name for name in lists if read.items.get(name)} == set(read.linked)


def test_the_conclusions_stand_on_top_with_their_evidence_or_without(made, read):
    assert read.headings[1] == [2, "What is concluded"]
    page = made.page.text.partition("What may not be concluded")[0]
    assert "kestrel · own voice: [One man was treated for a cut hand]" in page
    assert page.count("own voice") == 3 and page.count("No evidence is given") == 1
    assert "Without evidence: 1 of 3 conclusions" in made.page.text


def test_a_report_has_the_same_headings_in_the_same_order_whatever_the_corpus_has(tmp_path):
    for path in [*FOLDER.glob("*.txt"), FOLDER / "articles.csv"]:
        shutil.copy(path, tmp_path)
    bare = report(load_corpus(tmp_path))
    first = [heading for heading in Reader(report(OTHER_EVENT).document).headings if heading[0] == 2]
    second = [heading for heading in Reader(bare.document).headings if heading[0] == 2]
    assert first == second and [title for _, title in first][: len(PARTS)] == list(PARTS)
    assert bare.page.text.count("Nobody has looked at this yet: it needs ") == 5
    assert "statements were found by rules" in bare.page.text and "Error card of the rules" in bare.page.text


@pytest.mark.parametrize("number", [1, 2, 12])
def test_it_can_be_made_of_few_and_of_many_articles(tmp_path, number):
    head, *_ = (FOLDER / "articles.csv").read_text(encoding="utf-8").splitlines()
    lines, text = [head], (FOLDER / "kestrel_wire.txt").read_text(encoding="utf-8")
    for place in range(number):
        (tmp_path / f"{place}.txt").write_text(f"{text}\nNumber {place}.\n", encoding="utf-8")
        lines.append(",".join([f"a{place}", f"{place}.txt", f"Outlet {place}", *[""] * (head.count(",") - 2)]))
    (tmp_path / "articles.csv").write_text("\n".join(lines), encoding="utf-8")
    shutil.copy(FOLDER / "labels.csv", tmp_path)
    read = Reader(report(load_corpus(tmp_path)).document)
    assert len(rows(read.tables["Words in each voice; below, the articles are marked by it"])) == number
    assert len(rows(read.tables["Labels by voice"])) == 3 * number


def test_the_document_stands_alone_and_says_its_language_and_title(made, read):
    assert made.document.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Report on event</title>" in made.document and f'content="{POLICY}"' in made.document
    assert all(
        each["src"].startswith("data:image/png;base64,") and each["alt"] for tag, each in read.tags if tag == "img"
    )
    levels = [level for level, _ in read.headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))


def test_the_page_for_a_notebook_has_no_target_and_the_brief_one_no_picture(made):
    assert " id=" not in made.page.html and 'href="#' not in made.page.html
    assert "<img" in made.page.html and "<details>" in made.page.html
    assert "<img" not in made.brief.html and "<details>" not in made.brief.html
    assert "In whose voice the labels stand. courier: worker 1 attributed" in made.brief.html


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="http://example.org/x" onerror="alert(2)">',
    "</details></section></li></ul></main>",
    '" onmouseover="alert(3)" x="',
    "' onfocus='alert(4)",
    '<a href="#n1-1" id="a1">here</a>',
    "<style>body{display:none}</style><!-- ",
    "&lt;script&gt; &#60;b&#62;",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The other event with markup wherever somebody can write: articles, headlines, sources, labels, facts, conclusions."""
    folder = shutil.copytree(FOLDER, tmp_path_factory.mktemp("hostile") / 'an <img src=x onerror=alert(5)> "event"')
    bad = " ".join(HOSTILE)
    for second in folder.glob("*_b.csv"):
        second.unlink()
    ledger = folder / "ledger.txt"
    text = ledger.read_text(encoding="utf-8")
    text = text.replace("Squatters hold up", f"{bad} Squatters hold up").replace(
        "They have damaged", f"{bad} They have damaged"
    )
    ledger.write_text(
        text.replace("The machines were sold last month", f"The machines {bad} were sold last month"), encoding="utf-8"
    )
    table(folder / "articles.csv", lambda row: row["article"] == "ledger", headline=f"{bad} Squatters hold up sale of Ostrevik mill",
          url="javascript:alert(6)", identified_by=bad, about_the_outlet=bad, outlet=f"Ledger {bad}", text_by=bad)  # fmt: skip
    table(folder / "articles.csv", lambda row: row["article"] == "kestrel", url='https://x.org/" onclick="alert(7)')
    table(folder / "attributions.csv", lambda row: row["source"] == "the company", speaker=bad, source_type=bad,
          text=f"The machines {bad} were sold last month to a buyer abroad")  # fmt: skip
    table(
        folder / "evidence.csv",
        lambda row: row["fact"] == "sale",
        text=f"The machines {bad} were sold last month",
        period=bad,
    )
    table(folder / "facts.csv", lambda row: row["fact"] == "sale", statement=bad, topic=bad, separator=";")
    table(folder / "labels.csv", lambda row: row["label"] == "intruder", label=bad, note=bad, family=bad)
    table(folder / "actions.csv", lambda row: row["actor"] == "They", side_of_actor=bad, side_of_affected=bad)
    table(
        folder / "frames.csv", lambda row: row["article"] == "ledger" and row["about"] == "the machines", statement=bad
    )
    with (folder / "conclusions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["conclusion", "article", "text", "occurrence"], [bad, "ledger", "They have damaged", ""]]
        )
    return load_corpus(folder)


def table(path, wanted, separator=",", **cells):
    """Change cells of a table where `wanted` says so."""
    reader = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=separator)
    rows = [{**row, **(cells if wanted(row) else {})} for row in reader]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, delimiter=separator)
        writer.writeheader(), writer.writerows(rows)


def test_whatever_an_article_or_a_table_holds_stays_text(hostile):
    made = report(hostile)
    for html, more in [(made.document, set()), (made.page.html, {"details", "summary"}), (made.brief.html, set())]:
        read = Reader(html)
        assert {tag for tag, _ in read.tags} <= ALLOWED | more
        assert not [name for _, given in read.tags for name in given if name.startswith("on")]
        assert all(link.startswith(("#", "https://example.org/")) for link in read.links)
        assert len(read.ids) == len(set(read.ids))
        assert all(each["src"].startswith("data:image/png;base64,") for tag, each in read.tags if tag == "img")
    assert "javascript:alert(6)" in made.document and "<!-- " not in made.document.replace("&lt;!-- ", "")
    for said in HOSTILE:
        assert said in made.page.text


def test_the_tests_see_a_text_that_acts(monkeypatch):
    monkeypatch.setattr(module, "safe", str)
    with pytest.raises(AssertionError):
        test_whatever_an_article_or_a_table_holds_stays_text(OTHER_EVENT)
