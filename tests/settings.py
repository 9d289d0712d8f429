"""python -m tests.settings: write binder/overrides.json, the settings with which JupyterLab opens the course.

JupyterLab 4 takes keys from a control in an output, because a notebook in command mode binds them: arrows leave a menu
for the next cell, "x" cuts the cell. So every such shortcut is bound anew, for all places but outputs.
"""

import json
import sys
from pathlib import Path

from tests import ROOT

OVERRIDES = ROOT / "binder" / "overrides.json"
IN_COMMAND_MODE = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus"
OUTSIDE_OUTPUTS = f"{IN_COMMAND_MODE}:not(.jp-OutputArea-output *)"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false"},
    # Without this, what a moved widget does runs beside the cells, in another thread.
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
}


def shortcuts():
    """The entries that free the keys in outputs, for the shortcuts of the JupyterLab that is installed here."""
    schemas = sorted((Path(sys.prefix) / "share/jupyter/lab/schemas").glob("*/*/*.json"))
    bound = [
        shortcut
        for schema in schemas
        for shortcut in json.loads(schema.read_text(encoding="utf-8")).get("jupyter.lab.shortcuts", [])
        if shortcut["selector"] == IN_COMMAND_MODE
    ]
    return [
        entry
        for shortcut in bound
        for entry in ({**shortcut, "disabled": True}, {**shortcut, "selector": OUTSIDE_OUTPUTS})
    ]


def text():
    """The text of overrides.json, an entry a line."""
    entries = ",\n    ".join(json.dumps(entry) for entry in shortcuts())
    others = "".join(f"  {json.dumps(name)}: {json.dumps(setting)},\n" for name, setting in SETTINGS.items())
    return f'{{\n{others}  "@jupyterlab/shortcuts-extension:shortcuts": {{"shortcuts": [\n    {entries}\n  ]}}\n}}\n'


if __name__ == "__main__":
    OVERRIDES.write_text(text(), encoding="utf-8", newline="\n")
