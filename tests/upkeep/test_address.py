"""The address of the Binder button: written in Binder's form, refused where it is none, and that of this very copy."""

import re
import subprocess
import sys

import pytest

from helpers.upkeep import address
from tests import ROOT

README = "# A course\n\n[![Launch][badge]][binder]\n\n[badge]: b.svg\n[binder]: {}\n"
ENDING = "?urlpath=lab/tree/notebooks/00_start_here.ipynb"
GITHUB = "https://mybinder.org/v2/gh/me/my.course/HEAD" + ENDING


@pytest.fixture
def readme(tmp_path, monkeypatch):
    """A README whose button is a blank, in a folder that git does not know."""
    file = tmp_path / "README.md"
    file.write_bytes(README.format(address.BLANK).encode())
    monkeypatch.setattr(address, "README", file)
    monkeypatch.setattr(address, "ROOT", tmp_path)
    return file


def target(readme):
    return address.target_of(readme.read_text())


@pytest.mark.parametrize(
    "url, tag, form",
    [
        ("https://github.com/me/my.course", None, "gh/me/my.course/HEAD"),
        ("https://www.GitHub.com/me/my.course.git/", None, "gh/me/my.course/HEAD"),
        ("https://github.com/me/my.course/tree/main", None, "gh/me/my.course/HEAD"),
        ("https://github.com/me/my.course?tab=readme-ov-file", None, "gh/me/my.course/HEAD"),
        ("github.com/me/my.course", None, "gh/me/my.course/HEAD"),
        ("https://gitlab.com/group/part/course/-/tree/main", None, "gl/group%2Fpart%2Fcourse/HEAD"),
        ("git@github.com:me/my.course.git", "2027-spring", "gh/me/my.course/2027-spring"),
        ("ssh://git@github.com:22/me/my.course.git", "terms/2027", "gh/me/my.course/terms/2027"),
        ("https://me:secret@gitlab.com/group/part/course.git", None, "gl/group%2Fpart%2Fcourse/HEAD"),
        ("https://codeberg.org/me/course.git", "v1", "git/https%3A%2F%2Fcodeberg.org%2Fme%2Fcourse/v1"),
        ("git@git.uni.edu:me/course.git", None, "git/https%3A%2F%2Fgit.uni.edu%2Fme%2Fcourse/HEAD"),
    ],
)
def test_an_address_is_written_in_binders_form_and_read_back(readme, capsys, url, tag, form):
    assert address.main([url, *(["--tag", tag] if tag else [])]) == 0
    assert target(readme) == f"https://mybinder.org/v2/{form}{ENDING}"
    assert address.elsewhere(readme.read_text(), url) == ""
    printed = capsys.readouterr().out
    assert target(readme) in printed and "secret" not in printed + readme.read_text()
    assert (tag or "README.md is pushed") in printed.splitlines()[1]
    assert readme.read_bytes() == README.format(target(readme)).encode()
    assert [file.name for file in readme.parent.iterdir()] == ["README.md"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "github.com",
        "https://github.com/me",
        "https://mybinder.org/v2/gh/me/course/HEAD",
        "https://drive.google.com/drive/folders/abc",
        "https://github.com/-me/course",
        "https://github.com/___/course",
        "https://gitlab.com/course",
        "https://git.uni.edu/",
        "https://git.uni.edu/two words",
        "https://localhost:8000/me/course",
        "https://server.local/me/course",
        "git@server:me/course.git",
        "https://192.168.0.1/me/course",
        "/home/me/course",
        r"C:\Users\me\course",
        "file:///home/me/course",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_refused_in_one_sentence_and_is_not_public(readme, url):
    before = readme.read_bytes()
    said = address.main([url])
    assert said.startswith(f"address: `{url}` is no address of a public git repository; ") and "\n" not in said
    assert readme.read_bytes() == before
    assert address.elsewhere(README.format(GITHUB), url) == ""


@pytest.mark.parametrize("tag", ["", " ", "two words", "-x", "a..b", "a//b", "a/", "a.", "a.lock", "a~1", "a?b", "a#b"])
def test_what_is_no_tag_is_refused_in_one_sentence(readme, tag):
    before = readme.read_bytes()
    said = address.main(["https://github.com/me/course", f"--tag={tag}"])
    assert said == f"address: `{tag}` is no name of a tag or a branch; one looks like 2027-spring."
    assert readme.read_bytes() == before


def test_without_an_address_it_is_that_of_origin(readme):
    assert address.main([]) == "address: git knows no remote `origin` here; type the address behind the command."
    for command in (["init", "-q"], ["remote", "add", "origin", "git@github.com:me/my.course.git"]):
        subprocess.run(["git", *command], cwd=readme.parent, check=True)
    assert address.main([]) == 0 and target(readme) == GITHUB


def test_another_git_repository_around_the_folder_is_not_this_one(readme, monkeypatch):
    for command in (["init", "-q"], ["remote", "add", "origin", "https://github.com/me/thesis"]):
        subprocess.run(["git", *command], cwd=readme.parent, check=True)
    (readme.parent / "course").mkdir()
    monkeypatch.setattr(address, "ROOT", readme.parent / "course")
    assert address.origin() == ""


@pytest.mark.parametrize("lines", [0, 2])
def test_a_readme_without_its_one_line_is_left_alone_and_told(readme, lines):
    readme.write_text("[binder]: #a\n" * lines)
    assert address.main(["https://github.com/me/course"]) == (
        f"address: README.md needs one line that begins with `[binder]: `, and has {lines}."
    )


def test_a_fork_whose_button_opens_another_repository_is_told():
    assert address.elsewhere(README.format(GITHUB), "git@github.com:ME/my.course") == ""
    assert address.elsewhere(README.format(address.BLANK), "https://github.com/you/fork") == ""
    for remote in ("https://github.com/you/my.course.git", "https://gitlab.com/me/my.course"):
        assert address.elsewhere(README.format(GITHUB), remote) == (
            f"The button opens https://github.com/me/my.course, and this copy lies in {remote.removesuffix('.git')}: "
            "run `python3 course.py address`."
        )


def test_the_button_of_this_copy_opens_no_other_repository():
    if said := address.elsewhere((ROOT / "README.md").read_text(encoding="utf-8"), address.origin()):
        pytest.fail(said, pytrace=False)


def test_a_blank_button_leads_to_the_part_that_says_how_to_fill_it():
    headings = re.findall(r"^## (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert address.BLANK in [f"#{heading.lower().replace(' ', '-')}" for heading in headings]


def test_it_needs_nothing_but_the_standard_library():
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import helpers.upkeep.address",
        ]
    )
    assert done.returncode == 0
