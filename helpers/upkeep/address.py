"""python -m helpers.upkeep.address [URL] [--tag TERM]: let the Binder button of README.md open this copy of the course.

Needs the standard library alone.
"""

import argparse
import os
import re
import subprocess
import sys
from typing import NamedTuple
from urllib.parse import quote, unquote

from course import START
from helpers import ROOT

README = ROOT / "README.md"
# Where the button leads as long as nobody has said where the copy lies: to the part of README.md that says how to.
BLANK = "#your-own-binder-button"
BUTTON = re.compile(r"^\[binder\]: *(\S+) *$", re.M)
BINDER = "https://mybinder.org/v2"

WITH_SCHEME = re.compile(r"(?:https?|ssh|git)://(?:[^@/]*@)?([^/@]+)/(.+)")
WITHOUT_SCHEME = re.compile(r"(?:[\w.-]+@)?([\w.-]+):([^/\\].*)")
PUBLIC = re.compile(
    r"(?:[a-z0-9-]+\.)+(?!(?:local|localhost|internal|lan|home|corp|arpa|test|example|invalid)$)[a-z]{2,}"
)
PATHS = {
    "github.com": r"[A-Za-z0-9](?:-?[A-Za-z0-9])*/(?a:[\w.-]+)",
    "gitlab.com": r"(?a)[\w.-]+(?:/[\w.-]+)+",
}
# A page of a repository, as a browser shows it: one of its branches, files or tabs.
PAGE = re.compile(r"(?:/-)?/(?:tree|blob)/.*|[?#].*")
NO_HOSTS = {"mybinder.org", "drive.google.com", "docs.google.com", "dropbox.com"}
ANY_PATH = r"(?a)[\w.~+-]+(?:/[\w.~+-]+)*"
TAG = re.compile(r"(?a)(?!.*(?:\.\.|//|\.lock$|[./]$))\w[\w./-]*")


class AddressError(ValueError):
    """An address or a tag that Binder could not use; the message says which, and what would do."""


class Repository(NamedTuple):
    """A public git repository: its host, such as "github.com", and its path there, such as "owner/course"."""

    host: str
    path: str

    def __str__(self):
        return f"https://{self.host}/{self.path}"

    def is_same(self, other):
        return str(self).lower() == str(other).lower()


def repository(url):
    """The repository at an address, as git or a browser writes it. Raises AddressError."""
    written = PAGE.sub("", url.strip())
    # As a browser shows an address: without its beginning.
    written = f"https://{written}" if re.match(r"(?:www\.)?(?:github|gitlab)\.com/", written) else written
    found = WITH_SCHEME.fullmatch(written) or WITHOUT_SCHEME.fullmatch(written)
    host, path = found.groups() if found else ("", "")
    host = host.lower().partition(":")[0].removeprefix("www.")
    path = path.rstrip("/").removesuffix(".git")
    if host in NO_HOSTS or not PUBLIC.fullmatch(host) or not re.fullmatch(PATHS.get(host, ANY_PATH), path):
        raise AddressError(
            f"`{url}` is no address of a public git repository; one looks like https://github.com/YOUR-NAME/YOUR-COPY."
        )
    return Repository(host, path)


def button(found, tag):
    """The address under which Binder opens chapter 00 of a repository, at a tag or a branch. Raises AddressError."""
    if not TAG.fullmatch(tag):
        raise AddressError(f"`{tag}` is no name of a tag or a branch; one looks like 2027-spring.")
    forms = {"github.com": f"gh/{found.path}", "gitlab.com": f"gl/{quote(found.path, safe='')}"}
    form = forms.get(found.host, f"git/{quote(str(found), safe='')}")
    return f"{BINDER}/{form}/{tag}?urlpath=lab/tree/{START}"


def opened_by(readme):
    """The repository that the button of a README opens, None for a blank one. Raises AddressError."""
    if (target := target_of(readme)) == BLANK:
        return None
    kind, _, rest = target.removeprefix(f"{BINDER}/").partition("/")
    if kind == "gh":
        return Repository("github.com", "/".join(rest.split("/")[:2]))
    place = unquote(rest.partition("/")[0])
    return Repository("gitlab.com", place) if kind == "gl" else repository(place)


def target_of(readme):
    """Where the button of a README leads. Raises AddressError."""
    targets = BUTTON.findall(readme)
    if len(targets) != 1:
        raise AddressError(f"README.md needs one line that begins with `[binder]: `, and has {len(targets)}.")
    return targets[0]


def launch(notebook, readme):
    """The address at which the button's copy opens a notebook, "" for a blank button. Raises AddressError."""
    target = target_of(readme)
    return "" if target == BLANK else target.replace(START, str(notebook))


def origin():
    """The address of git's remote `origin`, "" where there is none."""
    # A downloaded folder may lie within somebody's other repository.
    if not (ROOT / ".git").exists():
        return ""
    try:
        return subprocess.check_output(
            ["git", "remote", "get-url", "origin"], cwd=ROOT, stderr=subprocess.DEVNULL, text=True
        ).strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def elsewhere(readme, remote):
    """A sentence where the button of a README opens another repository than the public one that git knows, else ""."""
    try:
        here = repository(remote)
    except AddressError:
        return ""
    opened = opened_by(readme)
    if opened is None or here.is_same(opened):
        return ""
    return f"The button opens {opened}, and this copy lies in {here}: run `python3 course.py address`."


def main(arguments):
    parser = argparse.ArgumentParser(prog="course.py address", description="Let the Binder button open this copy.")
    parser.add_argument("url", nargs="?", help="where the copy lies; without it, git's remote `origin`")
    parser.add_argument("--tag", default="HEAD", metavar="TERM", help="a tag or a branch that the button opens")
    options = parser.parse_args(arguments)
    try:
        url = options.url if options.url is not None else origin()
        if options.url is None and not url:
            return "address: git knows no remote `origin` here; type the address behind the command."
        readme = README.read_bytes().decode("utf-8")
        before, after = target_of(readme), button(repository(url), options.tag)
    except AddressError as error:
        return f"address: {error}"
    beside = README.with_suffix(".part")
    beside.write_bytes(readme.replace(f"[binder]: {before}", f"[binder]: {after}").encode("utf-8"))
    os.replace(beside, README)
    pushed = "README.md" if options.tag == "HEAD" else f"README.md and {options.tag}"
    are = "is" if options.tag == "HEAD" else "are"
    print(f"The button opens {after}\nIt does so for others once {pushed} {are} pushed.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
