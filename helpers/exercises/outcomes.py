"""How an answer can come out: each outcome is a word, and has a sign beside it."""

RIGHT, NOT_YET, NOT_TRIED, UNREADABLE = "right", "not yet", "not tried yet", "cannot read that answer"
STANDS, BESIDE = "your evidence stands", "your coding beside ours"
# No outcome of a check: a form says so between a change and the next check.
CHANGED = "not checked yet"
SIGNS = {RIGHT: "✓", STANDS: "✓", BESIDE: "✓", NOT_YET: "…", NOT_TRIED: "○", CHANGED: "○", UNREADABLE: "?"}
# What counts as done, however often it is tried again.
DONE = {RIGHT, STANDS, BESIDE}
