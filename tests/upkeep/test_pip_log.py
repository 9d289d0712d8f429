"""What the log of pip says: how far it is, and why it failed."""

import shutil
from types import SimpleNamespace

import pytest

from helpers.upkeep import pip_log
from helpers.upkeep.pip_log import known_cause, progress


@pytest.mark.parametrize(
    "text, cause",
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("[Errno 13] Permission denied: '/srv/course/.venv'", "/srv/course/.venv cannot be written"),
        (r"PermissionError: [WinError 5] Zugriff verweigert: 'C:\a b\.venv'", r"C:\a b\.venv cannot be written"),
        (
            "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', "
            "port=443): Read timed out.",
            "The download failed",
        ),
        ("error: incomplete-download\n\n\u00d7 Download failed after 6 attempts", "The download failed"),
        ("error: Request failed\n  cause: Failed to fetch: https://pypi.org/simple/x/", "The download failed"),
    ],
)
def test_known_failures_have_a_sentence_of_their_own(text, cause):
    assert known_cause(text, 520).startswith(cause)


def test_a_disk_too_full_for_a_log_is_called_full(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=0))
    assert known_cause("", 520).startswith("The disk is full")


def test_a_download_that_was_repaired_by_a_retry_is_no_failure():
    repaired = (
        "WARNING: Retrying (Retry(total=4, read=None)) after connection broken by 'ReadTimeoutError("
        "\"HTTPSConnectionPool(host='pypi.org', port=443): Read timed out. (read timeout=15)\")'"
    )
    assert known_cause(repaired, 520) == ""


PIP_LOG = """\
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting anyio==4.16.0 (from -r requirements.txt (line 1))
  Downloading anyio-4.16.0-py3-none-any.whl.metadata (4.4 kB)
Collecting argon2-cffi==25.1.0 (from -r requirements.txt (line 3))
"""


DOWNLOADS = """\
Downloading anyio-4.16.0-py3-none-any.whl (134 kB)
Processing /wheels/argon2_cffi-25.1.0-py3-none-any.whl (from -r requirements.txt (line 3))
"""


INSTALLS = "Installing collected packages: argon2-cffi, anyio\n"


@pytest.mark.parametrize(
    "log, finished, line",
    [
        ("", 0, ""),
        (PIP_LOG, 0, "[2/9] looking up argon2-cffi"),
        (PIP_LOG + "Requirement already satisfied: six==1.17.0 in ./lib", 0, "[1/9] downloading six"),
        (PIP_LOG + DOWNLOADS, 0, "[2/9] downloading argon2-cffi"),
        (PIP_LOG + DOWNLOADS + INSTALLS, 1, "[2/2] installing anyio"),
        (PIP_LOG + DOWNLOADS + INSTALLS, 2, "[2/2] installing anyio"),
    ],
)
def test_progress_is_read_from_pips_output(log, finished, line):
    assert progress(log, 9, finished) == line


def test_outside_of_a_terminal_how_far_pip_is_stands_there_once_in_twenty_seconds(monkeypatch, capsys):
    clock = [0]
    monkeypatch.setattr(pip_log.time, "monotonic", lambda: clock[0])
    show = pip_log.display(9, lambda: 0)
    for clock[0] in (1, 19, 20, 21, 39, 40):
        show(PIP_LOG)
        show("")
    assert capsys.readouterr().out == 2 * "  [2/9] looking up argon2-cffi\n"
