"""What the log of pip says: how far it is, and why it failed. Standard library only: it is read while pip installs."""

import re
import shutil
import sys
import time

from helpers import ROOT

DISK_FULL = re.compile(r"Errno 28\b|Errno 122\b|WinError 112\b|No space left on device|Disk quota exceeded")
NOT_WRITABLE = re.compile(r"(?:Errno 13|Errno 30|WinError 5|WinError 32)\b[^:\n]*(?:: '([^'\n]+)')?")
# "is invalid" is what an older pip says of a wheel whose download was cut off; "Failed to fetch" is uv's.
NO_NETWORK = re.compile(
    r"Retry\(total=0,|Max retries exceeded|confirming the ssl certificate"
    r"|incomplete-download|Read timed out\.$|Connection broken"
    r"|located at \S+ is invalid|Failed to fetch",
    re.M,
)
ARRIVED = re.compile(
    r"^ *(?:Downloading|Using cached|Processing) (?:.*[/\\])?"
    r"([\w.]+)-\d\S*\.(?:whl|tar\.gz)(?= |$)"
    r"|^Requirement already satisfied: ([\w.-]+)",
    re.M,
)


def known_cause(text, megabytes):
    """The sentence, with its cure, for a failure that left this text, if its cause is known."""
    # A full disk has no room for the log line that would say so.
    if DISK_FULL.search(text) or shutil.disk_usage(ROOT).free < 1e6:
        return (
            f"The disk is full, and the course needs about {megabytes} MB: make room and run the "
            "same command again, it goes on where it stopped."
        )
    locked = NOT_WRITABLE.search(text)
    if locked:
        return (
            f"{locked.group(1) or ROOT} cannot be written: close any JupyterLab that runs from this "
            "folder, or move the course to a folder of your own, and run the same command again."
        )
    if NO_NETWORK.search(text):
        return (
            "The download failed, for want of a connection to pypi.org: check the network and run the "
            "same command again, it goes on where it stopped."
        )
    return ""


def progress(log, expected, finished):
    """How far pip is, by its log and the number of packages it finished: `[12/98] installing pandas`."""
    order = re.search(r"^Installing collected packages: (.+)", log, re.M)
    if order:
        names = order.group(1).split(", ")
        place = min(finished + 1, len(names))
        return f"[{place}/{len(names)}] installing {names[place - 1]}"
    arrived = ["".join(names).replace("_", "-") for names in ARRIVED.findall(log)]
    looked_up = re.findall(r"^Collecting ([\w.-]+)", log, re.M)
    verb, names = ("downloading", arrived) if arrived else ("looking up", looked_up)
    return f"[{len(names)}/{max(expected, len(names))}] {verb} {names[-1]}" if names else ""


def display(expected, finished):
    """A function that shows how far pip is: in a terminal a line that moves, elsewhere one in twenty seconds."""
    width = min(shutil.get_terminal_size().columns - 1, 72)
    last_line = [time.monotonic()]

    def show(log):
        line = progress(log, expected, finished())
        if sys.stdout.isatty():
            print(f"\r  {line}"[:width].ljust(width), end="\r", flush=True)
        elif line and time.monotonic() - last_line[0] >= 20:
            print(f"  {line}", flush=True)
            last_line[0] = time.monotonic()

    return show
