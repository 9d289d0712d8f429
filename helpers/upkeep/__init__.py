"""What keeps notebooks, claims and outputs true: each command of course.py that needs the packages is a module here.

Here belongs what an instructor runs after a change: refresh, claims, handout, event, site, slides, reset, address, lock, and the like.
Not here: anything that a student's cell calls, but for the checkup of chapter 00.
"""

import sys

# Notebooks are checked by jsonschema, which would first build grammars of internet addresses, for 2 seconds: no notebook
# asks for one.
sys.modules.setdefault("rfc3987_syntax", None)


def _say_stopped(kind, error, trace):
    if issubclass(kind, KeyboardInterrupt):
        print("Stopped; no file is half written.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


# Python's own name for a command whose modules are still being looked for: importing them takes a while to interrupt.
if sys.argv[:1] == ["-m"]:
    sys.excepthook = _say_stopped
