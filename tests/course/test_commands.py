"""course.py: what it says, what it does at a start, and the requirements files that it installs."""

import ast
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import course
from helpers.upkeep import packages
from helpers.upkeep.lock import GROUPS
from tests import ROOT

# The modules of the upkeep that run before anything is installed, on whatever Python there is.
BEFORE_ALL = ("__init__", "packages", "pip_log")
UNREACHABLE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_FIND_LINKS": "",
}


def start(folder, *arguments, **environment):
    """Run a folder's course.py as a student does, away from that folder, and give what came of it."""
    return subprocess.run(
        [sys.executable, folder / "course.py", *arguments],
        cwd=folder.parent,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def make_wheel(folder, name, version, code):
    """Write a wheel that holds one module."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}.py", code)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A course of two packages, with a blank and an umlaut in its path, and what its first start gave."""
    home = tmp_path_factory.mktemp("home")
    for version in ("1.0", "2.0"):
        make_wheel(home / "wheels", "tiny", version, f"version = '{version}'\n")
    make_wheel(home / "wheels", "jupyterlab", "4.0", "import json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    make_wheel(home / "wheels", "pytest", "9.0", "import sys\nprint('1 failed in 0.01s')\nsys.exit(3)\n")
    folder = home / "my c\u00f6urse"
    make_wheel(home / "wheels", "many", "1.0", "articles = 3\n")
    for part in ("helpers/upkeep", "helpers/archive", "tests", "binder"):
        (folder / part).mkdir(parents=True)
    shutil.copy(ROOT / "course.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "notebooks").mkdir()
    (folder / "notebooks/01_first.ipynb").write_text("untouched")
    for name in (
        "__init__",
        "upkeep/__init__",
        *(f"upkeep/{name}" for name in ("archive", "chapters", "packages", "pip_log", "reset", "untouched")),
    ):
        shutil.copy(ROOT / "helpers" / f"{name}.py", folder / "helpers" / f"{name}.py")
    (folder / "helpers/upkeep/refresh.py").write_text(
        "import tiny\nfrom helpers.upkeep.untouched import keep\nprint('refreshed with', tiny.version)\nkeep()\n"
    )
    (folder / "tests/__main__.py").write_text("import pytest\n")
    (folder / "binder/overrides.json").write_text('{"setting": 1}')
    (folder / "requirements.txt").write_text("tiny==1.0  # via nothing\njupyterlab==4.0\n")
    (folder / "tests/requirements.txt").write_text("pytest==9.0\n")
    (folder / "site").mkdir()
    (folder / "site/requirements.txt").write_text("# none of its own\n")
    (folder / "helpers/archive/requirements.txt").write_text("many==1.0\n")
    # What a folder copied from another computer brings along: a record, and a Python that is not there.
    (folder / ".venv").mkdir()
    (folder / ".venv/course.json").write_text(json.dumps({"root": "/elsewhere", "python": "3.12"}))
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(home / "wheels"), "PIP_CONFIG_FILE": os.devnull}

    def start_it(*arguments, **more):
        return start(folder, *arguments, **(pip | more))

    return SimpleNamespace(folder=folder, start=start_it, first=start_it("refresh"))


def pin(tiny, text):
    (tiny.folder / "requirements.txt").write_text(text)


def ask_python(tiny, code):
    """Give what the tiny course's own Python prints, started in a folder that has nothing to import."""
    python = course.python_of(tiny.folder / ".venv")
    return subprocess.check_output(
        [python, "-I", "-X", "utf8", "-c", code], cwd=tiny.folder / "binder", text=True, encoding="utf-8"
    ).strip()


def with_nothing_left_to_do(tiny):
    """Start the tiny course until it is set up; the next start has nothing to do."""
    pin(tiny, "tiny==1.0\njupyterlab==4.0\n")
    assert tiny.start("refresh").returncode == 0


def test_the_first_start_makes_the_environment_anew_and_says_so(tiny):
    assert tiny.first.returncode == 0, tiny.first.stderr
    assert tiny.first.stdout.startswith("Setting up the course, once: 2 packages, about ")
    assert tiny.first.stdout.endswith("refreshed with 1.0\n")


def test_the_second_start_installs_nothing_and_says_nothing(tiny):
    with_nothing_left_to_do(tiny)
    log = (tiny.folder / ".venv/install.log").stat().st_mtime_ns
    second = tiny.start("refresh")
    assert (second.stdout, second.stderr) == ("refreshed with 1.0\n", "")
    assert (tiny.folder / ".venv/install.log").stat().st_mtime_ns == log


def test_changed_requirements_are_installed_into_the_same_environment(tiny):
    with_nothing_left_to_do(tiny)
    made = (tiny.folder / ".venv/pyvenv.cfg").stat().st_mtime_ns
    pin(tiny, "tiny==2.0\njupyterlab==4.0\n")
    changed = tiny.start("refresh")
    assert changed.stdout.startswith("Bringing the course up to date: 2 packages")
    assert changed.stdout.endswith("refreshed with 2.0\n")
    assert (tiny.folder / ".venv/pyvenv.cfg").stat().st_mtime_ns == made


def test_lab_opens_the_first_notebook_and_passes_options_on(tiny):
    with_nothing_left_to_do(tiny)
    lab = tiny.start("lab", "--no-browser", "--port", "9999")
    assert json.loads(lab.stdout) == [
        f"--ServerApp.root_dir={tiny.folder}",
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
        *course.AS_ROOT,
        "--no-browser",
        "--port",
        "9999",
    ]


def test_the_tests_get_their_own_packages_and_keep_their_last_line_and_exit_code(tiny):
    with_nothing_left_to_do(tiny)
    run = tiny.start("test")
    assert run.stdout.startswith("Bringing the course up to date: 3 packages")
    assert run.stdout.endswith("1 failed in 0.01s\n")
    assert run.returncode == 3
    assert tiny.start("refresh").stdout == "refreshed with 1.0\n"


def test_the_chapter_on_archives_opens_with_packages_that_no_other_chapter_sees(tiny):
    with_nothing_left_to_do(tiny)
    opened = tiny.start("archive", "--no-browser")
    *said, arguments = opened.stdout.splitlines()
    assert [line.partition(":")[0] for line in said] in ([], ["Setting up the packages for archives"]), opened.stderr
    assert "--LabApp.default_url=/lab/tree/notebooks/10_archive.ipynb" in json.loads(arguments)
    assert tiny.start("archive").stdout.count("\n") == 1
    kernel = json.loads((tiny.folder / ".venv-archive/share/jupyter/kernels/python3/kernel.json").read_text())
    code = "import helpers, many, tiny; print(many.articles, tiny.version)"
    asked = subprocess.run(
        [kernel["argv"][0], "-I", "-c", code], cwd=tiny.folder / "binder", capture_output=True, text=True
    )
    assert asked.stdout == "3 1.0\n", asked.stderr
    with pytest.raises(subprocess.CalledProcessError):
        ask_python(tiny, "import many")


def test_helpers_can_be_imported_from_any_folder(tiny):
    with_nothing_left_to_do(tiny)
    found = ask_python(tiny, "import helpers; print(helpers.__file__)")
    assert Path(found) == tiny.folder / "helpers/__init__.py"


def test_settings_for_jupyterlab_are_copied_whenever_they_differ(tiny):
    with_nothing_left_to_do(tiny)
    (tiny.folder / "binder/overrides.json").write_text('{"setting": 2}')
    assert tiny.start("refresh").stdout == "refreshed with 1.0\n"
    copied = tiny.folder / ".venv/share/jupyter/lab/settings/overrides.json"
    assert copied.read_text() == '{"setting": 2}'


def test_a_set_up_without_network_says_so_and_is_completed_by_the_next_start(tiny):
    pin(tiny, "tiny==2.0\njupyterlab==4.0\n# new\n")
    offline = start(tiny.folder, "refresh", **UNREACHABLE)
    assert offline.returncode == 1
    assert offline.stderr.startswith("The download failed, for want of a connection to pypi.org: check ")
    assert offline.stderr.count("\n") == 1
    assert tiny.start("refresh").stdout.endswith("refreshed with 2.0\n")


def test_a_pin_that_does_not_exist_is_not_blamed_on_the_network(tiny):
    pin(tiny, "tiny==3.0\njupyterlab==4.0\n")
    failed = tiny.start("refresh", PYTHONIOENCODING="ascii")
    assert failed.returncode == 1
    assert failed.stderr.startswith("pip failed; the whole log is in ")
    assert r"my c\xf6urse" in failed.stderr
    assert failed.stderr.endswith("No matching distribution found for tiny==3.0\n")
    assert "Traceback" not in failed.stderr


def test_a_package_whose_installation_was_cut_off_is_installed_again(tiny):
    with_nothing_left_to_do(tiny)
    site_packages = Path(ask_python(tiny, "import tiny; print(tiny.__file__)")).parent
    (site_packages / "tiny.py").unlink()
    (site_packages / "tiny-1.0.dist-info/RECORD").write_text("tiny.py,,\ntiny-1.0.dist-info/METADATA,,\n")
    record = tiny.folder / ".venv/course.json"
    record.write_text(json.dumps(json.loads(record.read_text()) | {"packages": {}}))
    assert tiny.start("refresh").stdout.endswith("refreshed with 1.0\n")


def test_a_missing_file_of_the_course_is_named(tiny):
    overrides = tiny.folder / "binder/overrides.json"
    text = overrides.read_text()
    overrides.unlink()
    missing = tiny.start("refresh")
    overrides.write_text(text)
    assert missing.returncode == 1
    assert missing.stderr.startswith("binder/overrides.json is missing, and the course needs it: ")


RECORD = {"root": str(course.ROOT), "python": "3.12", "packages": {"a.txt": "x==1", "b.txt": "y==1"}}


@pytest.mark.parametrize(
    "change, version, packages, expected",
    [
        ({}, "3.12", {"a.txt": "x==1"}, ""),
        ({}, "3.12", {"a.txt": "x==2"}, "install"),
        ({}, "3.12", {"a.txt": "x==1", "c.txt": "z==1"}, "install"),
        ({"packages": {}}, "3.12", {"a.txt": "x==1"}, "install"),
        ({"root": "/elsewhere"}, "3.12", {"a.txt": "x==1"}, "make"),
        ({}, "3.13", {"a.txt": "x==1"}, "make"),
        ({}, "3.10", {"a.txt": "x==1"}, "make"),
        ({}, None, {"a.txt": "x==1"}, "make"),
    ],
    ids=["up to date", "changed", "more wanted", "interrupted", "moved", "new Python", "old Python", "broken"],
)
def test_a_start_does_what_the_record_leaves_to_do(change, version, packages, expected):
    assert course.to_do(RECORD | change, version, packages) == expected


def test_a_venv_whose_python_is_gone_counts_as_broken(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "VENV", tmp_path)
    assert course.environment() == (None, None)


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15), (2, 7), (4, 0)])
def test_a_python_too_old_or_too_new_is_told_what_to_type(version, monkeypatch):
    monkeypatch.setattr(course, "suitable_python", lambda minors: "python3.12")
    monkeypatch.setattr(sys, "argv", ["course.py", "lab", "two words"])
    with pytest.raises(course.Problem) as problem:
        course.check_python(version)
    assert str(problem.value) == (
        f"The course runs on Python 3.11 to 3.14, and this is Python {version[0]}."
        f'{version[1]}: type `python3.12 course.py lab "two words"`.'
    )


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_the_supported_pythons_pass(version):
    course.check_python(version)


def test_without_a_suitable_python_the_cure_is_to_install_one(monkeypatch):
    silent = [sys.executable, "-c", "pass"]
    monkeypatch.setattr(course, "other_pythons", lambda minors: [["no-such-python"], silent])
    with pytest.raises(course.Problem, match=r"install Python 3\.14 from https://www\.python\.org/"):
        course.check_python((3, 10))


def test_the_python_that_is_named_really_starts(monkeypatch):
    monkeypatch.setattr(course, "other_pythons", lambda minors: [["no-such-python"], [sys.executable]])
    assert course.suitable_python(course.supported()) == sys.executable


def test_course_py_parses_on_python_3_6():
    for name in ("course.py", "helpers/__init__.py", *(f"helpers/upkeep/{name}.py" for name in BEFORE_ALL)):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_source_of_course_py_is_ascii():
    assert (ROOT / "course.py").read_bytes().isascii()


def test_an_unwritable_place_gives_a_sentence_and_no_traceback(tmp_path, monkeypatch, capsys):
    def set_up(*names):
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(course, "set_up", set_up)
    assert course.main(["lab"]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path} cannot be written: ")


def test_a_python_without_venv_names_the_package_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(course.Problem, match=r"sudo apt install python3\.\d+-venv"):
        course.check_venv()


def test_ctrl_c_during_set_up_ends_quietly(monkeypatch, capsys):
    def set_up(*names):
        raise KeyboardInterrupt

    monkeypatch.setattr(course, "set_up", set_up)
    assert course.main(["lab"]) == 130
    assert capsys.readouterr() == ("Stopped; the same command goes on from here.\n", "")


def test_packages_of_other_platforms_are_not_counted():
    text = "a==1  # via b\nb==1 ; sys_platform == 'amiga'\nc==1 ; python_full_version < '3.12'\n"
    assert packages.count_packages([text + "c==2 ; python_full_version >= '3.12'\n", "a==1\n"]) == 2


def test_no_command_lists_every_command_on_a_line(capsys):
    assert course.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name, (options, purpose, _) in course.COMMANDS.items():
        assert [line for line in lines if line.startswith(f"  {name} {options} ") and line.endswith(purpose)]


def test_an_unknown_command_gets_the_list_and_fails(capsys):
    assert course.main(["frobnicate"]) == 1
    assert capsys.readouterr().err == f"There is no command frobnicate.\n\n{course.usage()}\n"


def pinned(name):
    """Give the versions of each package in a requirements file; markers can ask for more than one."""
    versions = {}
    for pin in packages.pins((ROOT / name).read_text(encoding="utf-8")):
        package, version = re.fullmatch(r"([\w.-]+)==([^ ;]+)(?: ; .+)?", pin).groups()
        versions.setdefault(package, set()).add(version)
    return versions


def direct(requirements):
    return {package: {version} for package, version in (line.split("==") for line in requirements)}


def test_what_the_course_imports_is_pinned_as_pyproject_says():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert direct(project["project"]["dependencies"]).items() <= pinned("requirements.txt").items()
    for group, (name, _) in GROUPS.items():
        assert direct(project["dependency-groups"][group]).items() <= pinned(name).items()


def test_what_is_installed_together_is_of_one_version():
    files = [pinned(name) for name in ("requirements.txt", "tests/requirements.txt", "site/requirements.txt")]
    for one, other in itertools.combinations(files, 2):
        assert {name: other[name] for name in one.keys() & other.keys() if other[name] != one[name]} == {}


def test_a_student_installs_nothing_of_the_reading_edition():
    assert "sphinx" not in pinned("requirements.txt") | pinned("binder/requirements.txt")


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_uses_the_versions_of_the_course(group):
    of_course, of_group = pinned("requirements.txt"), pinned(GROUPS[group][0])
    assert {
        name: versions for name, versions in of_group.items() if name in of_course and versions != of_course[name]
    } == {}


def test_students_get_none_of_the_packages_for_archives():
    heavy = {"distributed", "pyarrow", "duckdb"}
    assert heavy <= pinned(GROUPS["archive"][0]).keys()
    assert not heavy & {
        *pinned("requirements.txt"),
        *pinned("binder/requirements.txt"),
        *pinned("tests/requirements.txt"),
    }


def test_textstat_is_the_last_version_that_works_without_a_network():
    assert pinned("requirements.txt")["textstat"] == {"0.7.8"}


def student_works(folder, text, answers=True):
    (folder / "notebooks/01_first.ipynb").write_text(text)
    if answers:
        (folder / "notebooks/answers/01_first").mkdir(parents=True)
        (folder / "notebooks/answers/01_first/1.1.json").write_text("{}")


def copies(folder):
    return {path.suffix: path.read_text() for path in (folder / "notebooks/my_copies").rglob("*.*") if path.is_file()}


def test_reset_gives_the_chapter_back_and_keeps_a_dated_copy_with_the_answers(tiny):
    with_nothing_left_to_do(tiny)
    student_works(tiny.folder, "my work")
    done = tiny.start("reset", "01")
    assert done.returncode == 0 and "notebooks/my_copies/01_first 20" in done.stdout
    assert (tiny.folder / "notebooks/01_first.ipynb").read_text() == "untouched"
    assert not (tiny.folder / "notebooks/answers/01_first").exists()
    assert copies(tiny.folder) == {".ipynb": "my work", ".json": "{}"}
    assert tiny.start("reset", "01").stdout == "01_first.ipynb is untouched.\n"


def test_reset_as_the_first_command_in_a_downloaded_folder_sets_up_nothing_and_says_that_there_is_nothing(
    tiny, tmp_path
):
    folder = tmp_path / "downloaded"
    shutil.copytree(tiny.folder, folder, ignore=shutil.ignore_patterns(".venv", "my_copies"))
    student_works(folder, "my work", answers=False)
    done = start(folder, "reset", "01")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == (
        "There is nothing to go back to: this folder has no git and was not set up yet, so 01_first.ipynb as it lies there "
        "is all there is; download the course again, into another folder.\n"
    )
    assert (folder / "notebooks/01_first.ipynb").read_text() == "my work" and not (folder / ".venv").exists()


def test_reset_in_a_clone_gives_what_git_has(tiny, tmp_path):
    shutil.copytree(tiny.folder / "helpers", tmp_path / "helpers")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/01_first.ipynb").write_text("as committed")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    student_works(tmp_path, "my work", answers=False)
    subprocess.run([sys.executable, "-m", "helpers.upkeep.reset", "01"], cwd=tmp_path, check=True)
    assert (tmp_path / "notebooks/01_first.ipynb").read_text() == "as committed"
    assert copies(tmp_path) == {".ipynb": "my work"}


def test_reset_after_a_refresh_gives_what_was_refreshed(tiny, tmp_path):
    with_nothing_left_to_do(tiny)
    student_works(tiny.folder, "a new question", answers=False)
    assert tiny.start("refresh").returncode == 0
    student_works(tiny.folder, "my work")
    assert tiny.start("reset", "1").returncode == 0
    assert (tiny.folder / "notebooks/01_first.ipynb").read_text() == "a new question"
    student_works(tiny.folder, "untouched", answers=False)
    tiny.start("refresh")


def test_reset_without_a_chapter_or_with_one_that_is_not_there_names_those_that_are(tiny):
    for arguments in ([], ["07"], ["01", "02"]):
        done = tiny.start("reset", *arguments)
        assert done.returncode == 1 and "there are 01_first.ipynb." in done.stderr
