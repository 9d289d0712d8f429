"""A class: what its students have handed in, and what that shows of all of them together.

Here belongs what reads the lines of a class, counts in them, and makes pictures to project.
Not here: a single student's answers (exercises), nor who she is: nobody has a name in this room.
"""
