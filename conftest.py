"""Tests, and the kernels that they start, keep no answers, and find none that somebody gave in the course."""

import os
import tempfile

os.environ["COURSE_ANSWERS"] = tempfile.mkdtemp(prefix="course-answers-")
