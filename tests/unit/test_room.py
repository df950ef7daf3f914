"""Room on Python's stack."""

from __future__ import annotations

import resource
import threading

import pytest

from nbblocks.room import with_room


def page_faults(depth):
    """Return how often the system gave memory to calls that are made and return at this depth."""
    if depth:
        return page_faults(depth - 1)

    def leaf():
        return None

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(2000):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def worst():
    return max(page_faults(depth) for depth in range(300))


def in_a_thread(function):
    """Return what a function returns on a stack of its own."""
    results = []
    thread = threading.Thread(target=lambda: results.append(function()))
    thread.start()
    thread.join()
    return results[0]


def test_calls_at_any_depth_take_no_memory_each():
    results = []
    in_a_thread(lambda: with_room(lambda: results.append(worst())))
    assert results[0] < 1000


def test_what_goes_wrong_inside_comes_out():
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 / 0)
