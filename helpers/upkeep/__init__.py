"""What keeps notebooks, claims and outputs true: each command of course.py that needs the packages is a module here.

Here belongs what an instructor runs after a change: refresh, claims, reset, address, lock, and what they share.
Not here: anything that a student's cell calls, but for the checkup of chapter 00.
"""
