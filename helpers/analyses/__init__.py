"""The questions of the chapters, a module each: a corpus or a table goes in, a tidy table comes out.

Here belongs what counts, compares and looks up, with the columns of its table in its docstring.
Not here: anything that draws, prints, or speaks to a student.
"""
