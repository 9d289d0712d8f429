"""Drives the real JupyterLab in a real, headless Chromium, as a student would.

with jupyterlab(folder) as lab, chromium() as browser, new_page(browser, theme="dark") as page:
    notebook = open_notebook(page, lab, "02_naming.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote
from urllib.request import Request, urlopen

import nbformat
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect, sync_playwright

from helpers.upkeep.refresh import METADATA
from tests import ROOT

SECONDS_TO_START = 90
SECONDS_TO_OPEN = 120
SECONDS_TO_STOP = 20
LINES_OF_LOG = 30
# To look at every frame whether a notebook is ready takes time from the notebook.
MILLISECONDS_BETWEEN_LOOKS = 100

OUTPUTS = ".jp-Cell-outputArea"
MARKDOWN = ".jp-MarkdownOutput"
# What a widget shows beside its controls.
RESULT = ".widget-html"
ERRORS = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'

# Marks the elements of a part of the page whose words look as those of one before them do, which can be seen: each has the
# same classes and styles, and so has whatever it stands in, and rows that are shaded in turn are told apart. Their colours
# need one look, which takes axe-core a millisecond.
LOOKS_ALIKE = "data-looks-alike"
MARK_ALIKE = f"""scope => {{
    const seen = new Set(), looks = new Map();
    const look = node => {{
        if (!node) return '';
        if (!looks.has(node)) {{
            const turn = node.matches('tr') ? [...node.parentNode.children].indexOf(node) % 2 : '';
            const own = [node.tagName, node.getAttribute('class'), node.getAttribute('style'), turn, node.disabled];
            looks.set(node, own.join('|') + '<' + look(node.parentElement));
        }}
        return looks.get(node);
    }};
    const hasWords = node => node.matches('input, select, textarea')
        || [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
    for (const node of document.querySelectorAll(`${{scope}} *`)) {{
        if (!hasWords(node) || !node.checkVisibility()) continue;
        if (seen.has(look(node))) node.setAttribute('{LOOKS_ALIKE}', '');
        seen.add(look(node));
    }}
}}"""
# The rules of axe-core whose outcome depends on colours, and what each looks at.
OF_COLOURS = {"color-contrast": ["*"], "link-in-text-block": ["a[href]", "[role=link]"]}
AXE = f"""{AXE_SCRIPT}; axe.configure({{rules: {
    json.dumps(
        [
            {"id": rule, "selector": ", ".join(f"{each}:not([{LOOKS_ALIKE}])" for each in what)}
            for rule, what in OF_COLOURS.items()
        ]
    )
}}});"""
UNMARK_ALIKE = (
    f"() => document.querySelectorAll('[{LOOKS_ALIKE}]').forEach(node => node.removeAttribute('{LOOKS_ALIKE}'))"
)

# A cell whose source is hidden has a placeholder instead of its prompt.
PROMPT = ".jp-InputPrompt:not(.jp-Placeholder-prompt)"
PROMPTS = f"""[...document.querySelectorAll('.jp-CodeCell')].map(
    cell => cell.querySelector('{PROMPT}')?.textContent ?? 'hidden')"""
# A stored notebook has the numbers that a run would give it: only a new number shows that a cell has run.
FORGET_PROMPTS = f"""document.querySelectorAll('.jp-CodeCell {PROMPT}').forEach(
    prompt => prompt.textContent = 'not run yet')"""
READY = """cells => document.querySelectorAll('.jp-CodeCell').length === cells
    && document.querySelector('#jp-main-statusbar')?.textContent.includes('| Idle')"""
# The kernel is idle for a moment between two cells too, the indicator only when none is queued.
FINISHED = f"""cells => ({READY})(cells)
    && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'
    && {PROMPTS}.every(prompt => prompt === 'hidden' || /^\\[[ \\d]+\\]:$/.test(prompt))
    && ![...document.querySelectorAll('.jp-OutputArea-output')].some(
        output => output.textContent === 'Loading widget...')"""
# One cell and its prompt.
FORGET_PROMPT = "prompt => prompt.textContent = 'not run yet'"
HAS_RUN = re.compile(r"^\[\d+\]:$")
# What JupyterLab's own commands do; it is to be loaded once for many notebooks.
CLOSE = "() => [...jupyterapp.shell.widgets('main')].forEach(open => open.dispose())"
OPEN = """async path => {
    const panel = await jupyterapp.commands.execute('docmanager:open', {path});
    await panel.context.ready;
    await panel.sessionContext.ready;
}"""
# How high a window shows all cells of a notebook; 0 where there is none.
HEIGHT = """() => {
    const box = node => node.getBoundingClientRect();
    const cells = document.querySelectorAll('.jp-Notebook .jp-Cell');
    if (!cells.length) return 0;
    const height = box(cells[cells.length - 1]).bottom - box(cells[0]).top;
    const around = box(document.querySelector('.jp-Notebook')).top + 60;
    return Math.ceil(height + around);
}"""
# Scrolls to the first cell, and says once all are in view, or that the window is too low: an output may grow late.
ALL, TOO_LOW = "all", "too low"
IN_VIEW = f"""() => {{
    const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
    if (({HEIGHT})() > innerHeight) return '{TOO_LOW}';
    if (!cells.length) return '{ALL}';
    document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop = 0;
    const box = node => node.getBoundingClientRect(), around = box(document.querySelector('.jp-Notebook'));
    return box(cells[0]).top >= around.top && box(cells.at(-1)).bottom <= around.bottom && '{ALL}';
}}"""

# The first is the part of Chromium that draws pages, without its windows: it starts sooner and takes less.
ON_PATH = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "microsoft-edge", "msedge"]
APPLICATIONS = ["Google Chrome", "Chromium", "Microsoft Edge"]
PROGRAMS = [r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"]

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # While something turns on a page, all of it is drawn anew, as high as a notebook.
    "--disable-threaded-animation",
]

IS_LIGHT = "document.body.dataset.jpThemeLight === 'true'"

# What a student has, but no pop-up over the page, no saving, which would rewrite the notebook under test, and all cells on
# the page, of which some would else be put there when they are scrolled to.
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension/themes": {"adaptive-theme": True},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}


def find_browser() -> str | None:
    """The path of a Chromium-family browser: COURSE_BROWSER, or one that is installed, or None."""
    if chosen := os.environ.get("COURSE_BROWSER"):
        return chosen
    places = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in APPLICATIONS]
    for variable in ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]:
        places += [Path(os.environ[variable], program) for program in PROGRAMS if variable in os.environ]
    found = [shutil.which(name) for name in ON_PATH] + [str(place) for place in places if place.exists()]
    return next(filter(None, found), None)


@dataclass
class Lab:
    """A running JupyterLab: its address, its token, and the folder that it serves."""

    url: str
    token: str
    folder: Path
    process: subprocess.Popen

    def kill(self) -> None:
        """End the server at once, as a machine that is switched off does; its kernels notice, and end."""
        self.process.kill()
        self.process.wait()

    def address(self, notebook: str) -> str:
        """The address that opens one notebook alone, in a workspace without memory."""
        return f"{self.url}doc/tree/{quote(notebook)}?token={self.token}&reset"

    def answer(self, path: str, method: str = "GET") -> bytes:
        """What the server answers on a path of its API."""
        headers = {"Authorization": f"token {self.token}"}
        request = Request(self.url + path, method=method, headers=headers)
        with urlopen(request, timeout=SECONDS_TO_STOP) as reply:
            return reply.read()


@contextmanager
def jupyterlab(folder: str | Path, port: int = 0, without: tuple = ()):
    """A JupyterLab on a port, a free one by default, with nobody's settings; it and its kernels end with the block.

    without: the names of extensions that it is not to have.
    """
    folder = Path(folder).resolve()
    with tempfile.TemporaryDirectory(prefix="jupyterlab-", ignore_cleanup_errors=True) as home:
        process = _start_server(folder, Path(home), port, without)
        lab = None
        try:
            lab = _wait_for_server(process, folder, Path(home))
            yield lab
        finally:
            _stop_server(process, lab)


def _start_server(folder: Path, home: Path, port: int, without: tuple) -> subprocess.Popen:
    for name, settings in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    (home / "checkpoints").mkdir()
    disabled = home / "config" / "labconfig" / "page_config.json"
    disabled.parent.mkdir(parents=True)
    disabled.write_text(json.dumps({"disabledExtensions": dict.fromkeys(without, True)}), encoding="utf-8")
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", f"--IdentityProvider.token={secrets.token_hex(16)}",
        "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={folder}", f"--FileCheckpoints.checkpoint_dir={home / 'checkpoints'}",
    ]  # fmt: skip
    with open(home / "log.txt", "wb") as log:
        return subprocess.Popen(
            command,
            env=os.environ | {variable: str(home / place) for variable, place in places.items()},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait_for_server(process: subprocess.Popen, folder: Path, home: Path) -> Lab:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if lab := _find_server(process, folder, home):
            return lab
        time.sleep(0.1)
    log = (home / "log.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    what = "did not answer" if process.poll() is None else f"ended with code {process.returncode}"
    raise RuntimeError("\n".join([f"JupyterLab {what}. The end of its log:", *log[-LINES_OF_LOG:]]))


def _find_server(process: subprocess.Popen, folder: Path, home: Path) -> Lab | None:
    # The server chose its port and wrote it down: perhaps half a file yet, perhaps before it listens.
    for file in (home / "runtime").glob("jpserver-*.json"):
        try:
            info = json.loads(file.read_text(encoding="utf-8"))
            lab = Lab(info["url"], info["token"], folder, process)
            lab.answer("api/status")
            return lab
        except (OSError, json.JSONDecodeError):
            pass
    return None


def _stop_server(process: subprocess.Popen, lab: Lab | None) -> None:
    try:
        if lab:
            # Only the server can end its kernels on every system: they are process groups of their own.
            lab.answer("api/shutdown", "POST")
            process.wait(SECONDS_TO_STOP)
    except (OSError, subprocess.TimeoutExpired):
        pass  # a kernel whose server was killed notices it and ends by itself
    finally:
        process.kill()
        process.wait()


@contextmanager
def chromium():
    """A fresh headless browser; a process can have one at a time."""
    executable = find_browser()
    if executable is None:
        raise RuntimeError("No Chromium, Chrome or Edge found: install one, or name it in COURSE_BROWSER.")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = FLAGS + ["--no-sandbox"] * as_root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_page(browser: Browser, theme: str = "light", width: int = 1280, height: int = 1000):
    """A page without memory in a browser; JupyterLab follows its theme, "light" or "dark"."""
    page = browser.new_page(color_scheme=theme, viewport={"width": width, "height": height})
    try:
        yield page
    finally:
        page.close()


def change_theme(page: Page, theme: str) -> None:
    """Let JupyterLab follow another theme, "light" or "dark", and wait until it does."""
    page.emulate_media(color_scheme=theme)
    page.locator(f'body[data-jp-theme-light="{str(theme == "light").lower()}"]').wait_for(state="attached")


def console_errors(page: Page) -> list[str]:
    """What went wrong in the page's scripts: errors on its console, exceptions that nobody caught."""
    logged = [message.text for message in page.console_messages(filter="all") if message.type == "error"]
    return logged + [str(error) for error in page.page_errors()]


def open_notebook(page: Page, lab: Lab, name: str) -> "Notebook":
    """The notebook, open alone with a fresh kernel, not yet run: its stored outputs stand, untrusted."""
    _end_sessions(lab, name)
    page.goto(lab.address(name))
    return _opened(page, lab, name)


def turn_to(page: Page, lab: Lab, name: str) -> "Notebook":
    """The same in a page where JupyterLab is open, without loading it anew: what lay there is closed, with its kernel."""
    closed = unquote(page.url.partition("/tree/")[2].partition("?")[0])
    page.evaluate(CLOSE)
    for each in {closed, name}:
        _end_sessions(lab, each)
    page.evaluate(OPEN, name)
    return _opened(page, lab, name)


def _opened(page: Page, lab: Lab, name: str) -> "Notebook":
    notebook = Notebook(page, name, _code_cells(lab.folder / name))
    notebook.wait_for(READY, SECONDS_TO_OPEN, "its kernel was not ready")
    return notebook


def write_notebook(file: Path, *cells: str) -> None:
    """Write a notebook with these code cells, not yet run."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=nbformat.from_dict(METADATA)
    )
    nbformat.write(notebook, file)


def write_excerpt(file: Path, chapter: str, *texts: str) -> None:
    """Write a notebook with the set-up of a chapter and those of its code cells that hold the texts, as they are stored."""
    notebook = nbformat.read(ROOT / "notebooks" / chapter, as_version=4)
    set_up, *others = (cell for cell in notebook.cells if cell.cell_type == "code")
    holding = [[cell for cell in others if text in cell.source] for text in texts]
    notebook.cells = [set_up, *(cell for (cell,) in holding)]
    nbformat.write(notebook, file)


def _end_sessions(lab: Lab, name: str) -> None:
    # The server keeps the kernel of a notebook whose page was closed, and would hand it to the next page.
    for session in json.loads(lab.answer("api/sessions")):
        if session["path"] == name:
            lab.answer(f"api/sessions/{session['id']}", "DELETE")


def _code_cells(file: Path) -> list[str]:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@dataclass
class Notebook:
    """A notebook that is open in JupyterLab."""

    page: Page
    name: str
    code: list[str]
    touched: set[str] = field(default_factory=set)

    def wait_for(self, condition: str, seconds: float, otherwise: str) -> None:
        """Wait for a condition on the page, a JavaScript function of the number of code cells."""
        try:
            self.page.wait_for_function(
                condition, arg=len(self.code), timeout=1000 * seconds, polling=MILLISECONDS_BETWEEN_LOOKS
            )
        except TimeoutError:
            dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
            said = dialogs + self.prompts() + console_errors(self.page)
            raise RuntimeError(f"{self.name}: {otherwise} after {seconds} s. The page says: {said}") from None

    def prompts(self) -> list[str]:
        """What stands beside each code cell: "[3]:", "[*]:" while it runs, "[ ]:" if it did not, "hidden"."""
        return self.page.evaluate(PROMPTS)

    def run_all(self, seconds: float = 300) -> None:
        """Run all cells through the menu and wait until the last has finished; an error in one is raised."""
        self.page.evaluate(FORGET_PROMPTS)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.wait_for(FINISHED, seconds, "its cells had not finished")
        if errors := self.errors():
            raise RuntimeError(f"{self.name} shows an error or a warning:\n{errors[0]}")
        cells = zip(self.code, self.prompts(), strict=True)
        if left_out := [code for code, prompt in cells if code.strip() and prompt == "[ ]:"]:
            raise RuntimeError(f"{self.name} left out a cell, did its kernel die? The cell:\n{left_out[0]}")

    def run_cell(self, cell: Locator, source: str | None = None) -> None:
        """Run a cell, as a student does, and wait until it has run; with `source`, that takes the place of its own."""
        prompt = cell.locator(PROMPT)
        prompt.evaluate(FORGET_PROMPT)
        cell.locator(".cm-content").click()
        if source is not None:
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Shift+Enter")
        expect(prompt).to_have_text(HAS_RUN)

    def untouched(self, text: str) -> Locator:
        """The cell that holds the text, its widget as a run gives it: run once more if it was asked for before."""
        cell = self.cell(text)
        if text in self.touched:
            self.run_cell(cell)
        self.touched.add(text)
        return cell

    def cell(self, text: str) -> Locator:
        """The cells whose source or output holds the text."""
        return self.page.locator(".jp-Cell", has_text=text)

    def outputs(self, text: str = "") -> Locator:
        """The output areas of the cells whose source or output holds the text, of all cells without one."""
        return self.cell(text).locator(OUTPUTS)

    def errors(self) -> list[str]:
        """The text of every error and warning in the outputs, which JupyterLab does not tell apart."""
        return self.page.locator(ERRORS).all_inner_texts()

    def screenshot(self, file: str | Path, part: Locator | None = None) -> None:
        """Save a picture of the whole notebook, or of a part of it."""
        with all_in_view(self.page):
            self.page.mouse.move(0, 0)  # what the mouse rests on looks different
            (part or self.page.locator(".jp-Notebook")).screenshot(path=file, animations="disabled")


@contextmanager
def all_in_view(page: Page):
    """A window as tall as the notebook in it, then as tall as before: to draw much takes time, which only few have to."""
    before = page.viewport_size
    while page.wait_for_function(IN_VIEW).json_value() == TOO_LOW:
        page.set_viewport_size({"width": before["width"], "height": page.evaluate(HEIGHT)})
    yield
    page.set_viewport_size(before)


def axe_in_both_themes(page: Page) -> list[str]:
    """What axe-core finds inaccessible in the outputs in the theme that they have, and in the other, where nothing but colours differs."""
    with all_in_view(page):
        found = axe(page)
        is_light = page.evaluate(IS_LIGHT)
        change_theme(page, "dark" if is_light else "light")
        return found + axe(page, runOnly=list(OF_COLOURS))


def axe(page: Page, scope: str = OUTPUTS, **options) -> list[str]:
    """What axe-core finds inaccessible in the outputs, or in `scope`: a text an element, with the cure. options: of axe.run."""
    # To write down what is well takes axe-core as long as to look for what is not.
    options = {"resultTypes": ["violations"], **options}
    # Of what a notebook would have to be scrolled to, axe-core checks no contrast.
    with all_in_view(page):
        # JupyterLab's body is 0 high and hides what overflows: axe-core would take all text for hidden, and check
        # no contrast.
        height = page.add_style_tag(content="body { height: 100vh }")
        page.evaluate(MARK_ALIKE, scope)
        found = Axe(AXE).run(page, context=scope, options=options).response["violations"]
        page.evaluate(UNMARK_ALIKE)
        height.evaluate("style => style.remove()")
    return [
        f"{violation['id']} ({violation['impact']}): {node['html']}\n  {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
