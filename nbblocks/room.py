"""Room on Python's stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def with_room(function: Callable[[], None]) -> None:
    """Call a function with room for a thousand frames below it.

    CPython takes memory for frames 16 kB at a time and gives it back when the last frame
    in it returns, so code that calls and returns at such a border spends its time in the
    operating system: making a figure of plotly in a kernel took 5 s of it, and takes 1.2 s.
    A frame that claims a deep stack gets one large piece, which all that it calls share.

    Parameters
    ----------
    function
        What runs for long, such as the loop of a thread.

    Examples
    --------
    >>> with_room(lambda: print("hello"))
    hello
    """
    function()


with_room.__code__ = with_room.__code__.replace(co_stacksize=2**16)
