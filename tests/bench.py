"""python3 course.py bench [row ...]: how fast, how large; each row beside its yardstick, measured in the same run.

Machines differ and are noisy: what counts is the ratio. Nothing here fails on a clock. Rows are chosen by a part of
their name; without one, all are measured, which takes some minutes.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import venv
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import nbformat  # noqa: E402
import psutil  # noqa: E402
from jupyter_client.manager import KernelManager  # noqa: E402
from nbformat.v4 import new_code_cell  # noqa: E402

from helpers.corpus.corpus import ARTICLE_COLUMNS, load_corpus  # noqa: E402
from helpers.upkeep import archive as packages  # noqa: E402
from helpers.upkeep.running import execute  # noqa: E402
from tests import ROOT  # noqa: E402
from tests.browser import driver as browser  # noqa: E402
from tests.notebooks import NOTEBOOKS, code, read  # noqa: E402

FIVE_PACKAGES = ["jupyterlab", "pandas", "matplotlib", "textstat", "ipywidgets"]
TIMES = 5
# A class, and the chapters that it runs at once.
THIRTY, KERNELS_RUN = 30, ("02", "08")
TIMED = "import time; began = time.perf_counter(); {}; print(time.perf_counter() - began)"
PEAK = (
    "import psutil; info = psutil.Process().memory_info(); print(getattr(info, 'peak_wset', 0) or "
    "__import__('resource').getrusage(__import__('resource').RUSAGE_SELF).ru_maxrss * 1024)"
)


def printed(*command, **options):
    """What a fresh process prints; its complaints are shown if it fails."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, env=env, **options).stdout


def in_turn(*measures):
    """The median of each measure, taken in turn, so that a slow moment of the machine meets all of them."""
    rounds = [[measure() for measure in measures] for _ in range(TIMES)]
    return [median(values) for values in zip(*rounds)]


def python(source):
    return printed(sys.executable, "-c", source).split()


def load_the_five():
    ours, yardstick = in_turn(
        lambda: float(
            python("import pandas; from helpers.corpus import load_corpus; " + TIMED.format("load_corpus()"))[0]
        ),
        lambda: float(python(TIMED.format("import pandas"))[0]),
    )
    yield "load the five articles", "import pandas", 1000 * ours, 1000 * yardstick, "ms", 0.15


@contextmanager
def shuffled_corpus(number, length=None):
    """A folder with `number` articles, of the five's sentences in another order: as many as they have, or `length`."""
    corpus, chance = load_corpus(ROOT / "seeds"), random.Random(0)
    sentences, usual = list(corpus.sentences["sentence"]), len(corpus.sentences) // len(corpus.articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open(folder / "articles.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, ARTICLE_COLUMNS, restval="")
            table.writeheader()
            for place in range(number):
                text = "\n\n".join(chance.choices(sentences, k=length) if length else chance.sample(sentences, usual))
                (folder / f"{place}.txt").write_text(text, encoding="utf-8")
                table.writerow({"article": f"a{place}", "file": f"{place}.txt", "outlet": "Shuffled"})
        yield folder


def load_many():
    def measure(folder, number):
        seconds, peak = python(
            "from helpers.corpus import load_corpus; " + TIMED.format(f"load_corpus({str(folder)!r})") + "; " + PEAK
        )
        return float(seconds) / number, float(peak) / 1e6

    with shuffled_corpus(200) as few, shuffled_corpus(20_000) as many:
        rounds = [(measure(many, 20_000), measure(few, 200)) for _ in range(3)]
    ours, yardstick = (median(pair[place][0] for pair in rounds) for place in (0, 1))
    yield "load 20,000 articles, an article", "of 200 articles", 1000 * ours, 1000 * yardstick, "ms", 1.2
    ours, yardstick = (median(pair[place][1] for pair in rounds) for place in (0, 1))
    yield "peak memory with 20,000 articles", "with 200 articles", ours, yardstick, "MB", None


ON_MANY = """
from helpers.corpus import load_corpus
corpus = load_corpus({folder!r})
corpus = corpus.with_tables(labels=load_corpus({seeds!r}).labels)
forms = [form.strip() for forms in corpus.labels["forms"] for form in forms.split(";")]
{prepare}
"""
MENTIONS = "from helpers.analyses import naming", "naming.mentions(corpus, voice=False)"
VOICED = "from helpers.analyses import naming", "naming.mentions(corpus)"
CONCORDANCE = "from helpers.analyses import naming", "naming.concordance(corpus, 'rebels', rows=12)"
STR_COUNT = "import re", "[corpus.articles['text'].str.count(rf'\\b{form}\\b', flags=re.IGNORECASE) for form in forms]"
COUNTER = (
    "from sklearn.feature_extraction.text import CountVectorizer",
    "CountVectorizer(vocabulary=sorted({form.lower() for form in forms}), ngram_range=(1, 2)).fit_transform(corpus.articles['text'])",
)


def statements():
    seconds = []
    with shuffled_corpus(2_000) as folder:
        words = load_corpus(folder).articles["words"].sum() / 1000
        for _ in range(3):
            seconds.append(
                float(
                    python(
                        "from helpers.corpus import load_corpus; from helpers.attribution import extract; "
                        f"texts = list(load_corpus({str(folder)!r}).articles['text']); "
                        + TIMED.format("[extract(text) for text in texts]")
                    )[0]
                )
            )
    yield "statements by rules, 1,000 words", "what is asked of them", words / median(seconds), 200, "/s", ">1"


CHAPTER_03 = """
from helpers.analyses import sourcing
from helpers.attribution import extract
from helpers.corpus import load_corpus
corpus = load_corpus({folder!r})
texts = list(corpus.articles['text'])
"""


def chapter_03():
    def measure(folder, act):
        return float(python(CHAPTER_03.format(folder=str(folder)) + TIMED.format(act))[0])

    tables = "[make(corpus) for make in (sourcing.attributions, sourcing.sources, sourcing.by_voice, sourcing.verbs)]"
    with shuffled_corpus(10_000) as folder:
        acts = tables, "sourcing.who_says(corpus, 'a7')", "[extract(text) for text in texts]"
        rounds = [[measure(folder, act) for act in acts] for _ in range(3)]
    ours, one, yardstick = (median(times) for times in zip(*rounds))
    yield "tables of chapter 03, 10,000 articles", "extract alone", ours, yardstick, "s", 1.2
    yield "who_says of one of them", "extract of all", one, yardstick, "s", None


@contextmanager
def lending_corpus(number, passage=40):
    """A folder with `number` articles in which words follow one another as dice fall, but for a passage of the one before.

    They are coded as having no statement, so that no rules look for any.
    """
    corpus, chance = load_corpus(ROOT / "seeds"), random.Random(0)
    pool, length = " ".join(corpus.articles["text"]).split(), int(corpus.articles["words"].mean())
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), []
        with open(folder / "articles.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [*ARTICLE_COLUMNS, "coded"], restval="")
            table.writeheader()
            for place in range(number):
                words = before[-passage:] + chance.choices(pool, k=length)
                (folder / f"{place}.txt").write_text(" ".join(words), encoding="utf-8")
                table.writerow(
                    {"article": f"a{place}", "file": f"{place}.txt", "outlet": "Lending", "coded": "attributions"}
                )
                before = words
        yield folder


SHARED = """
from helpers.analyses import borrowing
from helpers.corpus import load_corpus, text
corpus = load_corpus({folder!r})
"""


def shared_runs():
    def measure(folder, act):
        return [float(value) for value in python(SHARED.format(folder=str(folder)) + TIMED.format(act) + "; " + PEAK)]

    with lending_corpus(10_000) as many:
        acts = "borrowing.shared(corpus)", "[text.words(running) for _, running in corpus.running_texts()]"
        rounds = [[measure(many, act) for act in acts] for _ in range(3)]
    (ours, memory), (yardstick, their_memory) = ([median(values) for values in zip(*act)] for act in zip(*rounds))
    yield "shared runs of 10,000 articles", "reading their words once", ours, yardstick, "s", None
    yield "peak memory of it", "of the words in lists", memory / 1e6, their_memory / 1e6, "MB", None


LINES = """
import time
import pandas as pd
from helpers.analyses import sourcing
from helpers.corpus import load_corpus
from tests.course.test_other_event import CALLS
seeds, corpus = load_corpus({seeds!r}), load_corpus({folder!r})
corpus = corpus.with_tables(**{{name: seeds.tables[name] for name in ('labels', 'wordings', 'house_rules')}})
said, sentences = sourcing.by_rules(corpus).assign(coder='A'), corpus.sentences
names = [f'f{{place}}' for place in range(len(sentences))]
facts = pd.DataFrame({{'fact': names, 'statement': '', 'topic': '', 'counts': ''}})
blank = {{'agrees': 'same', 'differs_in': '', 'value': float('nan'), 'bound': '', 'period': ''}}
evidence = sentences.drop(columns="sentence").assign(fact=names, text=sentences["sentence"], **blank)
corpus = corpus.with_tables(attributions=said, facts=facts, evidence=evidence)
analyses = {{
    f'{{function.__module__.rpartition(".")[2]}}.{{function.__name__}}': call
    for function, (call, _) in CALLS.items()
    if function.__module__.startswith(('helpers.analyses', 'helpers.attribution'))
}}
for name, call in analyses.items():
    call(corpus.with_tables())
    remembers_nothing = corpus.with_tables()
    began = time.perf_counter()
    call(remembers_nothing)
    print(name, time.perf_counter() - began)
"""


def a_line():
    """What a line costs in a long article, beside one in a short one: cost is to grow with the text, not with its square."""

    def measure(lines):
        with shuffled_corpus(2, lines) as folder:
            printed = python(LINES.format(folder=str(folder), seeds=str(ROOT / "seeds")))
        return {name: float(seconds) / lines for name, seconds in zip(printed[::2], printed[1::2])}

    rounds = [(measure(1_500), measure(100)) for _ in range(3)]
    for analysis in rounds[0][0]:
        ours, yardstick = (median(pair[place][analysis] for pair in rounds) for place in (0, 1))
        yield f"{analysis}, a line of 1,500", "a line of 100", 1000 * ours, 1000 * yardstick, "ms", 1.5


@contextmanager
def peer(package):
    """A folder with a package that only the bench needs, to be put on the path."""
    with tempfile.TemporaryDirectory() as folder:
        printed(
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--target",
            folder,
            package,
            "-c",
            str(ROOT / "requirements.txt"),
            stderr=subprocess.DEVNULL,
        )
        yield folder


def label_counts():
    def measure(folder, task, path=""):
        prepare, act = task
        source = f"import sys; sys.path.append({path!r})" + ON_MANY.format(
            folder=str(folder), seeds=str(ROOT / "seeds"), prepare=prepare
        )
        return [float(value) for value in python(source + TIMED.format(act) + "; " + PEAK)]

    with shuffled_corpus(20_000) as folder, peer("scikit-learn") as sklearn:
        words = load_corpus(folder).articles["words"].sum() / 1000
        tasks = ((MENTIONS,), (COUNTER, sklearn), (CONCORDANCE,))
        rounds = [[measure(folder, *task) for task in tasks] for _ in range(3)]
        (ours, memory), (theirs, their_memory), (first, _) = (
            [median(values) for values in zip(*task)] for task in zip(*rounds)
        )
        pandas_, _ = measure(folder, STR_COUNT)
        voiced, _ = measure(folder, VOICED)
    yield "mentions, 20,000 articles, 1,000 words", "CountVectorizer", words / ours, words / theirs, "/s", ">1.5"
    yield "the same", "pandas, str.count a form", words / ours, words / pandas_, "/s", None
    yield "the same", "with voices, by rules", words / ours, words / voiced, "/s", None
    yield "peak memory of mentions", "of CountVectorizer", memory / 1e6, their_memory / 1e6, "MB", 1
    yield "concordance of “rebels”, first page", "what is felt as a wait", 1000 * first, 1000, "ms", 1


def nbval():
    for path in NOTEBOOKS:
        with tempfile.TemporaryDirectory(dir=ROOT / "notebooks", prefix=".bench") as folder:
            only_imports = Path(folder) / "imports.ipynb"
            notebook = read(path)
            notebook.cells = code(notebook)[:1]
            nbformat.write(notebook, only_imports)

            def seconds(file):
                began = time.perf_counter()
                printed(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file), cwd=ROOT)
                return time.perf_counter() - began

            ours, yardstick = in_turn(lambda: seconds(path), lambda: seconds(only_imports))
        yield f"nbval on {path.stem}", "on its imports alone", ours, yardstick, "s", 2


def kernel_memory():
    def megabytes(path, cells):
        notebook = read(path)
        notebook.cells = [*cells(code(notebook)), new_code_cell("import psutil; psutil.Process().memory_info().rss")]
        return int(execute(notebook, path.parent).cells[-1].outputs[0].data["text/plain"]) / 1e6

    for path in NOTEBOOKS:
        ours, yardstick = in_turn(lambda: megabytes(path, list), lambda: megabytes(path, lambda cells: cells[:1]))
        readable = any("grades" in cell.source for cell in code(read(path)))
        yield (
            f"kernel memory after {path.stem}" + (" (readability)" if readable else ""),
            "after its imports",
            ours,
            yardstick,
            "MB",
            None if readable else 1.2,
        )


# From the change of a menu to the change of what stands below it, on the page's own clock.
CHANGE = """([menu, shown, place]) => new Promise(resolve => {
    const began = performance.now();
    new MutationObserver((changes, observer) => { observer.disconnect(); resolve(performance.now() - began); })
        .observe(shown, {childList: true, subtree: true, characterData: true});
    menu.selectedIndex = place;
    menu.dispatchEvent(new Event('change', {bubbles: true}));
})"""


def widget_change():
    if browser.find_browser() is None:
        print("  no browser on this machine: the widgets are not measured")
        return
    with (
        browser.jupyterlab(ROOT / "notebooks") as lab,
        browser.chromium() as chromium,
        browser.new_page(chromium) as page,
    ):
        notebook = browser.open_notebook(page, lab, "01_five_stories.ipynb")
        notebook.run_all()
        cell = notebook.cell("widgets.reader")
        menu, shown = (cell.locator(part).first.element_handle() for part in ("select", ".widget-html-content"))
        times = [page.evaluate(CHANGE, [menu, shown, place % 5]) for place in range(30)]
    yield "widget change to new output, median of 30", "what is felt as at once", median(times), 150, "ms", 1


MARK = """text => new Promise(resolve => {
    const press = (key, shiftKey = false) => text.dispatchEvent(new KeyboardEvent('keydown', {key, shiftKey, bubbles: true}));
    const painted = then => requestAnimationFrame(() => setTimeout(then));
    text.focus();
    press('ArrowDown');
    press('End', true);
    painted(() => {
        const began = performance.now();
        press('3');
        painted(() => resolve(performance.now() - began));
    });
})"""


def key_to_mark():
    """From a key to the painted mark, in articles of 2,000 and of 20,000 words."""
    if browser.find_browser() is None:
        print("  no browser on this machine: the pen is not measured")
        return
    with tempfile.TemporaryDirectory() as name, browser.chromium() as chromium, browser.new_page(chromium) as page:
        for number, aim in ((2_000, 50), (20_000, 100)):
            folder = Path(name) / str(number)
            folder.mkdir()
            with_one_long_article(folder, number)
            browser.write_notebook(
                folder / "pen.ipynb",
                "from helpers.corpus import load_corpus\nfrom helpers.show import widgets",
                'widgets.highlighter(load_corpus("."))',
            )
            with browser.jupyterlab(folder) as lab:
                browser.open_notebook(page, lab, "pen.ipynb").run_all()
                text = page.locator(".course-pen-text").element_handle()
                times = [page.evaluate(MARK, text) for _ in range(30)]
            yield (
                f"key to painted mark, {number:,} words, median of 30",
                "what is felt as at once",
                median(times),
                aim,
                "ms",
                1,
            )


def with_one_long_article(folder, number):
    """Write a corpus of one article, made of the five again and again, with about so many words."""
    five = "\n\n".join(load_corpus(ROOT / "seeds").articles["text"])
    text = "\n\n".join([five] * (1 + number // len(five.split())))
    (folder / "long.txt").write_text(" ".join(text.split(" ")[:number]), encoding="utf-8")
    rows = [ARTICLE_COLUMNS, ["long", "long.txt", "Long", *[""] * (len(ARTICLE_COLUMNS) - 3)]]
    (folder / "articles.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")


def a_class():
    """A class of thirty, read and drawn anew: all pictures of the notebook, in a kernel that has drawn them once."""
    source = (
        "import json, os; os.chdir({folder!r}); cells = json.load(open('class.ipynb'))['cells']\n"
        "for cell in cells:\n    exec(''.join(cell['source']) if cell['cell_type'] == 'code' else '')\n"
        "box.text.value = open('example_class.txt').read(); {timed}"
    )
    folder = str(ROOT / "notebooks" / "instructor")
    seconds = float(python(source.format(folder=folder, timed=TIMED.format("box.read()")))[0])
    yield "a class of thirty, read and drawn", "what one waits for", seconds, 5, "s", 1


def thirty_kernels():
    """A class at once: thirty kernels that each run a chapter to its end, and how much memory they hold together then."""
    for path in [path for path in NOTEBOOKS if path.name[:2] in KERNELS_RUN]:
        with tempfile.TemporaryDirectory() as answers:
            began = time.perf_counter()
            with ThreadPoolExecutor(THIRTY) as pool:
                managers = list(pool.map(lambda place: _run_to_its_end(path, f"{answers}/{place}"), range(THIRTY)))
            seconds = time.perf_counter() - began
            held = sum(_memory(manager.provisioner.process.pid) for manager in managers) / 1e9
            for manager in managers:
                manager.shutdown_kernel(now=True)
        yield f"{THIRTY} kernels that ran {path.stem}", "what is to be enough", held, 4.5, "GB", 1
        yield "the same, from start to end", "a minute", seconds, 60, "s", None


def _run_to_its_end(path, answers):
    manager = KernelManager(kernel_name="python3")
    env = {**os.environ, "COURSE_ANSWERS": answers, "PYTHONPATH": str(ROOT)}
    manager.start_kernel(cwd=str(path.parent), env=env, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=300)
    for cell in code(read(path)):
        reply = client.execute_interactive(cell.source, output_hook=lambda message: None, timeout=600)
        assert reply["content"]["status"] == "ok", reply["content"]
    client.stop_channels()
    return manager


def _memory(process):
    # What several kernels share counts once, where the system can tell.
    info = psutil.Process(process).memory_full_info()
    return getattr(info, "pss", 0) or info.rss


def archive():
    """An archive on one process and on two, and others on the same texts: see tests/bench_archive.py."""
    packages.set_up()
    command = [packages.PYTHON, "-m", "tests.bench_archive"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    ) as run:
        for line in run.stdout:
            if line.startswith("ROW\t"):
                what, beside, ours, yardstick, unit, aim = line.rstrip("\n").split("\t")[1:]
                yield what, beside, float(ours), float(yardstick), unit, aim


def installed_size():
    pins = dict(
        line.split("#")[0].strip().split("==")
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if ";" not in line
    )

    def megabytes(*what):
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
            printed(str(python), "-m", "pip", "install", "-q", "--no-compile", *what, stderr=subprocess.DEVNULL)
            return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6

    ours = megabytes("-r", str(ROOT / "requirements.txt"))
    yardstick = megabytes(*(f"{name}=={pins[name]}" for name in FIVE_PACKAGES))
    yield "installed for a student", "the five packages alone", ours, yardstick, "MB", 1.05


MEASURES = [
    load_the_five,
    load_many,
    label_counts,
    statements,
    chapter_03,
    shared_runs,
    a_line,
    nbval,
    kernel_memory,
    widget_change,
    key_to_mark,
    a_class,
    thirty_kernels,
    archive,
    installed_size,
]


def main(wanted):
    print(f"{'what':44} {'':>10}   {'beside':26} {'':>10}   ratio   aim")
    for measure in MEASURES:
        if not wanted or any(name in measure.__name__ for name in wanted):
            for what, beside, ours, yardstick, unit, aim in measure():
                print(
                    f"{what:44} {ours:7.3g} {unit:2}   {beside:26} {yardstick:7.3g} {unit:2}   {ours / yardstick:5.2f}"
                    + (f"   {aim}" if aim else ""),
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])
