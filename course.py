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
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
RECORD = VENV / "course.json"
LOG = VENV / "install.log"

PROJECT = "pyproject.toml"
COURSE = "requirements.txt"
TESTS = "tests/requirements.txt"
BINDER = "binder/requirements.txt"
OVERRIDES = "binder/overrides.json"
START = "notebooks/00_start_here.ipynb"
NOTEBOOKS = ROOT / "notebooks"
ANSWERS = NOTEBOOKS / "answers"
COPIES = NOTEBOOKS / "my_copies"
UNTOUCHED = VENV / "untouched"

MEGABYTES = {COURSE: 520, TESTS: 210}
# In a container root is often the only user there is, and Jupyter wants to hear that it is meant.
AS_ROOT = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
UV = "uv==0.13.9"
PROBE = """\
import json, pip, sys, sysconfig
print(json.dumps(["%d.%d" % sys.version_info[:2], sysconfig.get_path("purelib")]))"""

DISK_FULL = re.compile(r"Errno 28\b|Errno 122\b|WinError 112\b|No space left on device|Disk quota exceeded")
NOT_WRITABLE = re.compile(r"(?:Errno 13|Errno 30|WinError 5|WinError 32)\b[^:\n]*(?:: '([^'\n]+)')?")
# "is invalid" is what an older pip says of a wheel whose download was cut off; "Failed to fetch" is uv's.
NO_NETWORK = re.compile(r"Retry\(total=0,|Max retries exceeded|confirming the ssl certificate"
                        r"|incomplete-download|Read timed out\.$|Connection broken"
                        r"|located at \S+ is invalid|Failed to fetch", re.M)
ARRIVED = re.compile(r"^ *(?:Downloading|Using cached|Processing) (?:.*[/\\])?"
                     r"([\w.]+)-\d\S*\.(?:whl|tar\.gz)(?= |$)"
                     r"|^Requirement already satisfied: ([\w.-]+)", re.M)


class Problem(Exception):
    """What hinders the course, in a sentence that names the cure."""


def read(name):
    """Give the text of a file that belongs to the course."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Problem(f"{name} is missing, and the course needs it: "
                      f"download the course again, or run `git checkout {name}`.")


def supported():
    """Give the minor versions of Python 3 that the course runs on, as pyproject.toml bounds them."""
    low, end = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', read(PROJECT)).groups()
    return range(int(low), int(end))


def output_of(*command):
    """Give what a command prints, and nothing if it fails."""
    try:
        return subprocess.check_output(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       universal_newlines=True, timeout=20)
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""


def other_pythons(minors):
    """Give the commands that may start one of these versions on this computer, the newest first."""
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
    cure = (f"type `{other} {typed}`" if other else
            f"install Python 3.{minors[-1]} from https://www.python.org/downloads/ and start the course anew")
    raise Problem(f"The course runs on Python 3.{minors[0]} to 3.{minors[-1]}, and this is Python "
                  f"{version[0]}.{version[1]}: {cure}.")


def check_venv():
    """Raise a Problem if this Python cannot make a virtual environment."""
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu ship it apart from Python)
        import venv  # noqa: F401
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        raise Problem(f"This Python lacks its venv module: install it, on Debian and Ubuntu with "
                      f"`sudo apt install {package}`, and run the same command again.")


def environment():
    """Give the version and the site-packages folder of .venv's Python, None and None if it does not work."""
    answer = output_of(str(python_of(VENV)), "-I", "-c", PROBE)
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


def pins(text):
    """Give the lines of a requirements text without their comments."""
    return [pin_of(line) for line in text.splitlines() if pin_of(line)]


def pin_of(line):
    """Give a line of a requirements text without its comment."""
    return line.partition("#")[0].strip()


def count_packages(texts):
    """Give about how many packages these requirements install here; versions in markers are not looked at."""
    here = {"sys_platform": sys.platform, "os_name": os.name, "implementation_name": sys.implementation.name}
    names = set()
    for pin in (pin for text in texts for pin in pins(text)):
        if all(here.get(name, value) == value for name, value in re.findall(r"(\w+) == '(\w+)'", pin)):
            names.add(pin.partition("==")[0])
    return len(names)


def say(text):
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def fail(sentence):
    """Say what went wrong, in characters that the console has, and give the exit code for it."""
    encoding = sys.stderr.encoding
    print(str(sentence).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)
    return 1


def known_cause(text):
    """Give the sentence, with its cure, for a failure that left this text, if its cause is known."""
    # A full disk has no room for the log line that would say so.
    if DISK_FULL.search(text) or shutil.disk_usage(str(ROOT)).free < 1e6:
        return (f"The disk is full, and the course needs about {MEGABYTES[COURSE]} MB: make room and run the "
                "same command again, it goes on where it stopped.")
    locked = NOT_WRITABLE.search(text)
    if locked:
        return (f"{locked.group(1) or ROOT} cannot be written: close any JupyterLab that runs from this "
                "folder, or move the course to a folder of your own, and run the same command again.")
    if NO_NETWORK.search(text):
        return ("The download failed, for want of a connection to pypi.org: check the network and run the "
                "same command again, it goes on where it stopped.")
    return ""


def read_log(log):
    """Give the text of a log, whatever its bytes are."""
    return log.read_text(encoding="utf-8", errors="replace")


def explain(tool, log):
    """Give the sentence for a tool that failed and left this log: its known cause, or the log's end."""
    text = read_log(log)
    end = "".join(f"\n    {line}" for line in text.strip().splitlines()[-6:])
    return known_cause(text) or f"{tool} failed; the whole log is in {log}, and it ends with{end}"


def run_logged(python, module, *arguments, log=LOG, folder=ROOT, watch=lambda text: None):
    """Run a Python module with its output in a log, watched as it grows; raise a Problem if it fails."""
    with log.open("ab") as output:
        process = subprocess.Popen([str(python), "-m", module, *arguments], cwd=str(folder),
                                   env=dict(os.environ, PYTHONUTF8="1"), stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                watch(read_log(log))
                try:
                    process.wait(timeout=0.2)
                except subprocess.TimeoutExpired:
                    pass
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise Problem(explain(module, log))


def progress(log, expected, finished):
    """Give how far pip is, by its log and the number of packages it finished: `[12/98] installing pandas`."""
    order = re.search(r"^Installing collected packages: (.+)", log, re.M)
    if order:
        names = order.group(1).split(", ")
        place = min(finished + 1, len(names))
        return f"[{place}/{len(names)}] installing {names[place - 1]}"
    arrived = ["".join(names).replace("_", "-") for names in ARRIVED.findall(log)]
    looked_up = re.findall(r"^Collecting ([\w.-]+)", log, re.M)
    verb, names = ("downloading", arrived) if arrived else ("looking up", looked_up)
    return f"[{len(names)}/{max(expected, len(names))}] {verb} {names[-1]}" if names else ""


class Display:
    """Shows how far pip is: in a terminal a line that moves, elsewhere a line every twenty seconds."""

    def __init__(self, expected, site_packages):
        self.expected = expected
        self.site_packages = Path(site_packages)
        self.before = self.finished()
        self.moving = sys.stdout.isatty()
        self.width = min(shutil.get_terminal_size().columns - 1, 72)
        self.last_line = time.monotonic()

    def finished(self):
        return set(self.site_packages.glob("*.dist-info"))

    def __call__(self, log):
        line = progress(log, self.expected, len(self.finished() - self.before))
        if self.moving:
            print("\r" + f"  {line}"[:self.width].ljust(self.width), end="", flush=True)
        elif line and time.monotonic() - self.last_line >= 20:
            say(f"  {line}")
            self.last_line = time.monotonic()

    def clear(self):
        if self.moving:
            print("\r" + " " * self.width, end="\r", flush=True)


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


def remove_unfinished(site_packages):
    """Remove the marks of packages whose installation was cut off, which pip would take for installed."""
    for folder in Path(site_packages).glob("*.dist-info"):
        record = folder / "RECORD"
        # pip's last act for a package is to list INSTALLER, which it adds itself, in RECORD.
        if not record.exists() or "INSTALLER" not in record.read_text(encoding="utf-8"):
            shutil.rmtree(str(folder))


def install(version, site_packages, packages):
    """Install the pinned packages and record them."""
    write_record(version, {})
    remove_unfinished(site_packages)
    # Relative, so that no encoding of a folder's name can spoil it.
    path_file = Path(site_packages) / "course.pth"
    path_file.write_text(os.path.relpath(str(ROOT), site_packages) + "\n", encoding="ascii")
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    for name in packages:
        options += ["-r", name]
    display = Display(count_packages(packages.values()), site_packages)
    try:
        run_logged(python_of(VENV), "pip", "install", *options, watch=display)
    finally:
        display.clear()
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
        say(f"{opening}: {count_packages(packages.values())} packages, about {size} MB on disk, "
            "1 to 5 minutes.")
        if missing == "make":
            make_environment()
        else:
            LOG.write_bytes(b"")
        install(*environment(), packages)
        say(f"The course is set up; it took {time.monotonic() - began:.0f} seconds.")
    # In a clone, a copy made now would look like one that `refresh` made after the last commit.
    if not UNTOUCHED.exists() and not in_git("log", "-1", "--format=%ct", "--", "notebooks"):
        keep_untouched()
    copy_settings(settings)


def run(*arguments):
    """Run .venv's Python in the course's folder and give its exit code."""
    # Ctrl-C reaches the child as well, and is the child's to answer.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.call([str(python_of(VENV)), *arguments], cwd=str(ROOT))
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def runs(names, *arguments):
    """Give a command that sets up these requirements files and runs .venv's Python with these arguments."""
    def command(options):
        set_up(*names)
        return run(*arguments, *options)
    return command


def only_for_tests(course, tests):
    """Give the lines of the tests' requirements whose pin the course's requirements do not have."""
    known = set(pins(course))
    lines = [line for line in tests.splitlines() if pin_of(line) not in known]
    return "".join(f"{line.replace('-c requirements.txt, ', '').replace(', -c requirements.txt', '')}\n"
                   for line in lines)


def lock(options):
    """Pin every package anew; the files change only when all of them could be made."""
    check_venv()
    # Outside the temporary folder, so that it is still there when a message names it.
    handle, log_name = tempfile.mkstemp(prefix="course-lock-", suffix=".log")
    os.close(handle)
    log = Path(log_name)
    compile_pins = ["pip", "compile", "--quiet", "--universal", "--python-version", f"3.{supported()[0]}",
                    "--no-header", "--annotation-style", "line", PROJECT] + options
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # uv keeps the pins that it finds in its output file, unless --upgrade is among the options.
        for source, copy in ((PROJECT, PROJECT), (COURSE, COURSE), (TESTS, "tests.txt")):
            (folder / copy).write_text(read(source), encoding="utf-8")
        python = python_of(folder / "venv")
        say(f"Pinning the packages with {UV}.")
        run_logged(sys.executable, "venv", str(folder / "venv"), log=log)
        run_logged(python, "pip", "install", "--no-input", "--disable-pip-version-check", UV, log=log)
        run_logged(python, "uv", *compile_pins, "-o", COURSE, log=log, folder=folder)
        run_logged(python, "uv", *compile_pins, "--group", "test", "-c", COURSE, "-o", "tests.txt",
                   log=log, folder=folder)
        course, tests = ((folder / copy).read_text(encoding="utf-8") for copy in (COURSE, "tests.txt"))
    for target, text in ((COURSE, course), (TESTS, only_for_tests(course, tests)), (BINDER, course)):
        (ROOT / target).write_bytes(text.encode("utf-8"))
    log.unlink()
    say(f"Pinned in {COURSE}, {TESTS} and {BINDER}.")
    return 0


def keep_untouched():
    """Keep the notebooks as they are now, for `reset` in a folder that git does not know."""
    if UNTOUCHED.exists():
        shutil.rmtree(str(UNTOUCHED))
    shutil.copytree(str(NOTEBOOKS), str(UNTOUCHED), ignore=lambda folder, names: set(names) - set(chapters()))


def chapters():
    """Give the names of the notebooks."""
    return sorted(path.name for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def refresh(options):
    """Refresh the notebooks; as they are then, they are the untouched ones."""
    code = runs([COURSE], "-m", "helpers.refresh")(options)
    if code == 0:
        keep_untouched()
    return code


def in_git(*arguments):
    """Give what git prints, as bytes, and nothing if git does not know."""
    try:
        return subprocess.check_output(["git", *arguments], cwd=str(ROOT), stderr=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return b""


def untouched(name):
    """Give the notebook as it was stored last: by a commit, by `refresh`, or else by the set-up."""
    kept = UNTOUCHED / name
    committed = in_git("log", "-1", "--format=%ct", "--", f"notebooks/{name}")
    if committed and not (kept.exists() and kept.stat().st_mtime > float(committed)):
        return in_git("show", f"HEAD:./notebooks/{name}")
    if not kept.exists():
        raise Problem(f"There is no untouched {name} to go back to: download the course again, into another folder.")
    return kept.read_bytes()


def reset(options):
    """Give a chapter back untouched, and keep what was done in it, with the answers, as dated copies."""
    found = [name for name in chapters() if len(options) == 1 and name.startswith(options[0].zfill(2))]
    if len(found) != 1:
        raise Problem(f"Name one chapter, such as `reset 01`; there are {', '.join(chapters())}.")
    notebook = NOTEBOOKS / found[0]
    text = untouched(notebook.name)
    answers = ANSWERS / f"{notebook.stem}.json"
    if notebook.read_bytes() == text and not answers.exists():
        say(f"{notebook.name} is untouched.")
        return 0
    COPIES.mkdir(exist_ok=True)
    copy = COPIES / f"{notebook.stem} {time.strftime('%Y-%m-%d %H.%M.%S')}.ipynb"
    shutil.copy2(str(notebook), str(copy))
    if answers.exists():
        shutil.move(str(answers), str(copy.with_suffix(".json")))
    part = notebook.with_suffix(".part")
    part.write_bytes(text)
    os.replace(str(part), str(notebook))
    say(f"{notebook.name} is untouched again; what you did is kept in {copy.relative_to(ROOT).as_posix()}.")
    return 0


# name: (what may follow it, what it does, the function that does it with these options)
COMMANDS = {
    "lab": ("[options for jupyter lab]", "open the course in JupyterLab",
            runs([COURSE], "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}",
                 f"--LabApp.default_url=/lab/tree/{START}", *AS_ROOT)),
    "test": ("[options for pytest]", "run every test", runs([COURSE, TESTS], "-m", "pytest")),
    "refresh": ("[chapter ...]", "run the notebooks anew, with their exercises, and store them", refresh),
    "claims": ("[chapter ...]", "list the sentences that no longer hold, after an article or a table was changed",
               runs([COURSE], "-m", "helpers.recheck")),
    "reset": ("chapter", "give a chapter back untouched, and keep a copy of what you did in it", reset),
    "bench": ("[options]", "measure the course", runs([COURSE, TESTS], "tests/bench.py")),
    "lock": ("[--upgrade]", "pin every package anew", lock),
}


def usage():
    """Give the text that lists the commands."""
    start = "py course.py" if os.name == "nt" else "python3 course.py"
    lines = "".join(f"  {f'{name} {options}':32}{purpose}\n"
                    for name, (options, purpose, _) in COMMANDS.items())
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
        return fail(known_cause(str(error)) or error)
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
