"""Binder: what mybinder.org would build from this repository, and the same steps performed here, then chapter 00 run."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from helpers.upkeep import address
from tests import ROOT, settings

BINDER = ROOT / "binder"


def ignore(folder, names):
    return [
        name
        for name in names
        if name in {".venv", ".venv-archive", ".git", "__pycache__", ".pytest_cache", ".hypothesis"}
    ]


@pytest.fixture(scope="module")
def dockerfile():
    """The Dockerfile that the real repo2docker renders for this repository; it needs no engine for that."""
    run = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


def test_the_environment_is_the_same_as_a_student_installs():
    assert (BINDER / "requirements.txt").read_bytes() == (ROOT / "requirements.txt").read_bytes()


def test_nothing_local_in_the_requirements_so_that_the_install_is_cached():
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.match(r"[\w.-]+==|#|\s", line) for line in lines)


def test_repo2docker_finds_python_and_these_files(dockerfile):
    assert "Building conda environment for python=3.12" in dockerfile
    install = re.search(r"pip install --no-cache-dir -r \"?(\S+requirements\.txt)", dockerfile)
    assert install.group(1) == "binder/requirements.txt"
    assert "chmod +x binder/postBuild" in dockerfile and "./binder/postBuild" in dockerfile
    # The requirements are copied and installed before the repository, so that a commit does not reinstall them.
    assert dockerfile.index(install.group(0)) < re.search(r"COPY --chown=\d+:\d+ src/ ", dockerfile).start()


def test_the_button_opens_chapter_00_and_its_address_is_set_in_one_place():
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in [
            ROOT / "README.md",
            *ROOT.glob("notebooks/*.md"),
            *ROOT.glob("notebooks/*.ipynb"),
            ROOT / "CITATION.cff",
            ROOT / "pyproject.toml",
        ]
    }
    target = address.target_of(pages[ROOT / "README.md"])
    addresses = [found for page in pages.values() for found in re.findall(r"https://mybinder\.org/v2/\S+", page)]
    assert addresses == [target] * (target != address.BLANK)
    if addresses:
        opened = re.fullmatch(r"https://mybinder\.org/v2/[\w.%/-]+\?urlpath=lab/tree/(.+)", target).group(1)
        assert address.opened_by(pages[ROOT / "README.md"]) and (ROOT / opened).is_file()


def lend(names, env):
    """Put packages of this environment into `env`, with their bytecode, as if pip had just unpacked them there."""
    site_packages = Path(sysconfig.get_path("purelib", vars={"base": env}))
    for name in names:
        try:
            files = distribution(name).files
        except PackageNotFoundError:
            # One for another platform, or a new one, which pip will fetch.
            continue
        for file in files:
            target = Path(os.path.normpath(site_packages / file))
            # A command begins with the path of the Python that it is of.
            if target.parent != env / "bin" and file.locate().is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file.locate(), target)


@pytest.mark.skipif(os.name == "nt", reason="the post-build script of Binder is a bash script")
def test_what_the_dockerfile_does_gives_a_place_where_chapter_00_runs(tmp_path):
    shutil.copytree(ROOT, tmp_path / "home", ignore=ignore)
    venv.create(tmp_path / "env")
    pins = (BINDER / "requirements.txt").read_text(encoding="utf-8")
    # To unpack them once more would take half a minute; whether they are the right ones, and all, pip says below.
    lend(["pip", *re.findall(r"^([\w.-]+)==", pins, re.M)], tmp_path / "env")
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    env["PATH"] = f"{tmp_path / 'env' / 'bin'}{os.pathsep}{env['PATH']}"

    def run(*command):
        done = subprocess.run(
            command,
            cwd=tmp_path / "home",
            env=env,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0, done.stdout[-3000:]
        return done.stdout

    install = ["install", "--disable-pip-version-check", "-q", "--no-compile", "-r", "binder/requirements.txt"]
    run("python", "-m", "pip", *install)
    run("./binder/postBuild")
    settings = tmp_path / "env" / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    assert settings.read_bytes() == (BINDER / "overrides.json").read_bytes()
    # Binder's own steps end here; what a student does next is to open the notebook and run it from top to bottom.
    printed = run(
        "python",
        "-c",
        "from helpers.upkeep.chapters import chapters; from helpers.upkeep.running import execute, read_notebook; "
        "path = chapters(['00'])[0]; cells = execute(read_notebook(path), path.parent).cells; "
        "print([o.text for c in cells for o in c.get('outputs', []) if o.output_type == 'stream'])",
    )
    assert "Everything works: go on." in printed


def test_the_settings_free_the_keys_of_the_pinned_jupyterlab():
    written = settings.OVERRIDES.read_text(encoding="utf-8")
    assert len(settings.shortcuts()) > 60
    assert written == settings.text(), "write them anew with: .venv/bin/python -m tests.settings"
