"""The helpers of the course. A module imports only from those that stand before it in this list.

text tables coded corpus                                a folder of articles and tables: read, checked, sliced
voice                                                   whose words a span is in
reading naming clauses attribution sourcing omissions   the chapters' analyses: tables in, tables out
pages charts error_card widgets                         what is shown: tables in, a page out
compare evidence own_coding exercises examine verdict forms tutor  exercises, from the file of a chapter to the student
claims placing running refresh recheck checkup          the upkeep of the notebooks
"""
