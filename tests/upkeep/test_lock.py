"""Locking: which pins the tests keep for themselves."""

from helpers.upkeep.lock import only_for_group


def test_lock_keeps_for_a_group_only_what_the_course_does_not_pin():
    pinned = "a==1      # via c\nb==2 ; os_name == 'nt'  # via a\n"
    tests = (
        "a==1      # via pytest, -c requirements.txt\n"
        "b==2 ; sys_platform == 'win32'  # via -c requirements.txt, pytest\n"
        "b==2 ; os_name == 'nt'  # via pytest\n"
        "pytest==9  # via nbval, five\n"
    )
    assert only_for_group(pinned, tests) == (
        "b==2 ; sys_platform == 'win32'  # via pytest\npytest==9  # via nbval, five\n"
    )
