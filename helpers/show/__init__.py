"""What is looked at: a table goes in, and out comes a page with its text, a chart with its alt text, or a widget.

Here belongs how things look, to the eye, to a screen reader, and without a kernel.
Not here: counting; a chart draws the table that it is given.
"""
