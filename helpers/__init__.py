"""The helpers of the course, in rooms. Data flows one way: a room imports only from itself and from those before it.

corpus        a folder of articles and tables: read, checked, sliced
attribution   rules that find statements, and how often they are wrong
analyses      a chapter's question each: tables in, tables out
show          what is looked at: tables in, a page out
exercises     from an instructor's file to the student's answer and back
workshop      an event that a reader brings, from pasted articles to a report
classroom     what a class has handed in, and what it shows
upkeep        what keeps notebooks, claims and outputs true

One room stands beside this line. It imports from the first three, and only its own chapter from it:

archive       more articles than anybody reads, laid in parts on which the analyses run
"""

import atexit
import gc
from pathlib import Path

# The folder of the course.
ROOT = Path(__file__).resolve().parents[1]

# To look for what can be freed each time that 700 objects more were made, as Python does, takes a tenth of the processor of
# what runs here, and a kernel that ends looks through all of them once more: a fifth of a second for each restart in a class.
gc.set_threshold(10_000)
atexit.register(gc.freeze)
