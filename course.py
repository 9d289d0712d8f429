"""Set-up and upkeep of the course: `python3 course.py` lists the commands.

Only the standard library is used, and every line parses on Python 3.6: a Python that is too old is told so.
All messages are ASCII, for a console may not show more.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from helpers.upkeep.packages import count_packages, installed, remove_unfinished
from helpers.upkeep.pip_log import display, known_cause

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
RECORD = VENV / "course.json"
LOG = VENV / "install.log"

PROJECT = "pyproject.toml"
COURSE = "requirements.txt"
TESTS = "tests/requirements.txt"
SITE = "site/requirements.txt"
ARCHIVE = "helpers/archive/requirements.txt"
BINDER = "binder/requirements.txt"
OVERRIDES = "binder/overrides.json"
START = "notebooks/00_start_here.ipynb"
WORKSHOP = "notebooks/09_your_own_event.ipynb"

PIP_OPTIONS = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
MEGABYTES = {COURSE: 520, TESTS: 210, SITE: 80, ARCHIVE: 300}
# In a container root is often the only user there is, and Jupyter wants to hear that it is meant.
AS_ROOT = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
PROBE = """\
import json, pip, sys, sysconfig
print(json.dumps(["%d.%d" % sys.version_info[:2], sysconfig.get_path("purelib")]))"""


class Problem(Exception):
    """What hinders the course, in a sentence that names the cure."""


def read(name):
    """Give the text of a file that belongs to the course."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Problem(
            f"{name} is missing, and the course needs it: download the course again, or run `git checkout {name}`."
        )


def supported():
    """Give the minor versions of Python 3 that the course runs on, as pyproject.toml bounds them."""
    low, end = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', read(PROJECT)).groups()
    return range(int(low), int(end))


def output_of(*command):
    """Give what a command prints, and nothing if it fails."""
    try:
        return subprocess.check_output(
            command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, universal_newlines=True, timeout=20
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""


def other_pythons(minors):
    """Give the commands that may start one of these versions here, the newest first."""
    if os.name != "nt":
        return [[f"python3.{minor}"] for minor in reversed(minors)] + [["python3"], ["python"]]
    # Asking `py` for a version that is not there can install it; asking only for listed ones cannot.
    listed = {int(minor) for minor in re.findall(r"\b3\.(\d+)", output_of("py", "--list"))}
    return [["py", f"-3.{minor}"] for minor in reversed(minors) if minor in listed]


def suitable_python(minors):
    """Give the first command that really starts a Python which can set up the course, or nothing."""
    versions = {f"3.{minor}" for minor in minors}
    say_version = "import ensurepip, sys; print('%d.%d' % sys.version_info[:2])"
    for command in other_pythons(minors):
        if output_of(*command, "-c", say_version).strip() in versions:
            return " ".join(command)
    return ""


def check_python(version):
    """Raise a Problem if the course does not run on this version, naming a Python here that will do."""
    minors = supported()
    if version[0] == 3 and version[1] in minors:
        return
    other = suitable_python(minors)
    typed = " ".join(f'"{word}"' if " " in word else word for word in sys.argv)
    cure = (
        f"type `{other} {typed}`"
        if other
        else f"install Python 3.{minors[-1]} from https://www.python.org/downloads/ and start the course anew"
    )
    raise Problem(
        f"The course runs on Python 3.{minors[0]} to 3.{minors[-1]}, and this is Python "
        f"{version[0]}.{version[1]}: {cure}."
    )


def check_venv():
    """Raise a Problem if this Python cannot make a virtual environment."""
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu ship it apart from Python)
        import venv  # noqa: F401
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        raise Problem(
            f"This Python lacks its venv module: install it, on Debian and Ubuntu with "
            f"`sudo apt install {package}`, and run the same command again."
        )


def environment(venv=None):
    """Give the version and the site-packages folder of .venv's Python, None and None if it does not work."""
    answer = output_of(str(python_of(venv or VENV)), "-I", "-c", PROBE)
    return json.loads(answer) if answer else (None, None)


def read_record():
    """Give the record of what was installed, empty if there is none."""
    try:
        return json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_record(version, packages):
    """Record what is installed, for which folder and which Python."""
    record = {"root": str(ROOT), "python": version, "packages": packages}
    RECORD.write_text(json.dumps(record, indent=1), encoding="utf-8")


def to_do(record, version, packages):
    """Give what a start has to do: "make" the environment anew, "install" into it, or nothing, ""."""
    if version not in {f"3.{minor}" for minor in supported()}:
        return "make"
    if record.get("root", str(ROOT)) != str(ROOT) or record.get("python", version) != version:
        return "make"
    installed = record.get("packages", {})
    return "" if all(installed.get(name) == text for name, text in packages.items()) else "install"


def say(text):
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def fail(sentence):
    """Say what went wrong, in characters that the console has, and give the exit code for it."""
    encoding = sys.stderr.encoding
    print(str(sentence).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)
    return 1


def explain(tool, log):
    """Give the sentence for a tool that failed and left this log: its known cause, or the log's end."""
    text = log.read_text(encoding="utf-8", errors="replace")
    end = "".join(f"\n    {line}" for line in text.strip().splitlines()[-6:])
    return known_cause(text, MEGABYTES[COURSE]) or f"{tool} failed; the whole log is in {log}, and it ends with{end}"


def run_logged(python, module, *arguments, log=LOG, folder=ROOT, watch=lambda text: None):
    """Run a Python module with its output in a log, watched as it grows; raise a Problem if it fails."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(python), "-m", module, *arguments],
            cwd=str(folder),
            env=dict(os.environ, PYTHONUTF8="1"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while process.poll() is None:
                watch(log.read_text(encoding="utf-8", errors="replace"))
                try:
                    process.wait(timeout=0.2)
                except subprocess.TimeoutExpired:
                    pass
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise Problem(explain(module, log))


def python_of(venv):
    """Give the path of a virtual environment's Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment():
    """Make .venv anew."""
    if VENV.exists():
        # First its Python, so that a removal that is cut off leaves nothing that looks as if it worked.
        if python_of(VENV).exists():
            python_of(VENV).unlink()
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    # The Python behind this one: .venv's own, which may be running this, was just removed.
    run_logged(getattr(sys, "_base_executable", sys.executable), "venv", str(VENV))
    if environment() == (None, None):
        raise Problem(explain("venv", LOG))


def install(version, site_packages, packages):
    """Install the pinned packages and record them."""
    write_record(version, {})
    remove_unfinished(site_packages)
    # Relative, so that no encoding of a folder's name can spoil it.
    path_file = Path(site_packages) / "course.pth"
    path_file.write_text(os.path.relpath(str(ROOT), site_packages) + "\n", encoding="ascii")
    options = [*PIP_OPTIONS, *(word for name in packages for word in ("-r", name))]
    there = len(installed(site_packages))
    show = display(count_packages(packages.values()), lambda: len(installed(site_packages)) - there)
    try:
        run_logged(python_of(VENV), "pip", "install", *options, watch=show)
    finally:
        show("")
    write_record(version, packages)


def copy_settings(text):
    """Give JupyterLab the course's settings, if it does not have them yet."""
    settings = VENV / "share/jupyter/lab/settings/overrides.json"
    if not settings.exists() or settings.read_text(encoding="utf-8") != text:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(text, encoding="utf-8")


def set_up(*names):
    """Make sure that .venv holds what these requirements files pin; say nothing if it does."""
    packages = {name: read(name) for name in names}
    settings = read(OVERRIDES)
    missing = to_do(read_record(), environment()[0], packages)
    if missing:
        began = time.monotonic()
        if missing == "make":
            check_venv()
        opening = "Setting up the course, once" if missing == "make" else "Bringing the course up to date"
        size = sum(MEGABYTES[name] for name in names)
        say(f"{opening}: {count_packages(packages.values())} packages, about {size} MB on disk, 1 to 5 minutes.")
        if missing == "make":
            make_environment()
        else:
            LOG.write_bytes(b"")
        install(*environment(), packages)
        run(python_of(VENV), "-m", "helpers.upkeep.untouched")
        say(f"The course is set up; it took {time.monotonic() - began:.0f} seconds.")
    copy_settings(settings)


def run(python, *arguments):
    """Run a Python in the course's folder and give its exit code."""
    # Ctrl-C reaches the child as well, and is the child's to answer.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.call([str(python), *arguments], cwd=str(ROOT))
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def runs(names, *arguments):
    """Give a command that sets up these requirements files and runs .venv's Python with these arguments."""

    def command(options):
        set_up(*names)
        return run(python_of(VENV), *arguments, *options)

    return command


def upkeep_alone(name):
    """Give a command that runs a module of the upkeep with this Python, and sets up nothing."""
    return lambda options: run(sys.executable, "-m", f"helpers.upkeep.{name}", *options)


def upkeep(name):
    """Give a command that runs a module of the upkeep, which needs what a student has."""
    return runs([COURSE], "-m", f"helpers.upkeep.{name}")


def lab(notebook):
    """Give what starts JupyterLab with a notebook, behind the name of a Python."""
    return ["-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url=/lab/tree/{notebook}", *AS_ROOT]


def event(options):
    """Make an event of a folder of text files and open the workshop on it; give the exit code."""
    set_up(COURSE)
    # A folder is meant from where it was typed, and what runs here runs in the course's own.
    code = run(python_of(VENV), "-m", "helpers.upkeep.event", *map(os.path.abspath, options))
    return code or run(python_of(VENV), *lab(WORKSHOP))


# name: (what may follow it, what it does, the function that does it with these options)
COMMANDS = {
    "lab": ("[options for jupyter lab]", "open the course in JupyterLab", runs([COURSE], *lab(START))),
    "event": ("FOLDER", "make an event of the text files in a folder, and open chapter 09", event),
    "test": (
        "[chapter ...] [options]",
        "run every test, or those of some chapters",
        runs([COURSE, TESTS, SITE], "-m", "tests"),
    ),
    "refresh": ("[chapter ...]", "run the notebooks anew, with their exercises, and store them", upkeep("refresh")),
    "claims": ("[chapter ...]", "list what no longer holds after an article or a table was changed", upkeep("claims")),
    "reset": ("chapter", "give a chapter back untouched, and keep a copy of what you did in it", upkeep_alone("reset")),
    "handout": ("chapter [--keys]", "write a chapter as a page to be printed, or `articles`", upkeep("handout")),
    "site": (
        "[--keys]",
        "build the reading edition, pages for a browser alone",
        runs([COURSE, SITE], "-m", "helpers.upkeep.site"),
    ),
    "slides": ("chapter", "write a chapter as slides for the projector", upkeep("slides")),
    "archive": ("[options for jupyter lab]", "open chapter 10 with the packages for archives", upkeep("archive")),
    "report": ("[folder]", "write the report on the five articles, or on another event", upkeep("report")),
    "bench": ("[row ...]", "measure the course", runs([COURSE, TESTS], "-m", "tests.bench")),
    "mutants": (
        "[number]",
        "break the course in small ways, and see whether a test notices",
        runs([COURSE, TESTS, SITE], "-m", "tests.mutants"),
    ),
    "address": (
        "[URL] [--tag TERM]",
        "let the Binder button open your copy",
        upkeep_alone("address"),
    ),
    "lock": ("[--upgrade]", "pin every package anew", upkeep_alone("lock")),
}


def usage():
    """Give the text that lists the commands."""
    start = "py course.py" if os.name == "nt" else "python3 course.py"
    lines = "".join(f"  {f'{name} {options}':34}{purpose}\n" for name, (options, purpose, _) in COMMANDS.items())
    return f"Usage: {start} COMMAND\n\n{lines}\nWhat a command needs is first set up in the folder .venv."


def main(arguments):
    """Run a command and give its exit code; whatever hinders it is said in a sentence."""
    if not arguments or arguments[0] in ("-h", "--help"):
        say(usage())
        return 0
    name, *options = arguments
    if name not in COMMANDS:
        return fail(f"There is no command {name}.\n\n{usage()}")
    try:
        check_python(sys.version_info)
        return COMMANDS[name][2](options)
    except Problem as problem:
        return fail(problem)
    except OSError as error:
        return fail(known_cause(str(error), MEGABYTES[COURSE]) or error)
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
