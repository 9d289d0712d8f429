"""What requirements files pin, and what of it is installed. Standard library only: it is asked before anything is installed."""

import os
import re
import shutil
import sys
from pathlib import Path


def pins(text):
    """Give the lines of a requirements text without their comments."""
    return [pin for pin in (line.partition("#")[0].strip() for line in text.splitlines()) if pin]


def count_packages(texts):
    """Give about how many packages these requirements install here; versions in markers are not looked at."""
    here = {"sys_platform": sys.platform, "os_name": os.name, "implementation_name": sys.implementation.name}
    names = set()
    for pin in (pin for text in texts for pin in pins(text)):
        if all(here.get(name, value) == value for name, value in re.findall(r"(\w+) == '(\w+)'", pin)):
            names.add(pin.partition("==")[0])
    return len(names)


def installed(site_packages):
    """Give the folders in which pip records what is installed."""
    return list(Path(site_packages).glob("*.dist-info"))


def remove_unfinished(site_packages):
    """Remove the marks of packages whose installation was cut off, which pip would take for installed."""
    for folder in installed(site_packages):
        record = folder / "RECORD"
        # pip's last act for a package is to list INSTALLER, which it adds itself, in RECORD.
        if not record.exists() or "INSTALLER" not in record.read_text(encoding="utf-8"):
            shutil.rmtree(str(folder))
