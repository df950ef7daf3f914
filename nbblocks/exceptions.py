"""Errors and warnings of nbblocks."""

from __future__ import annotations

import sys
import warnings

#: Packages whose lines a warning does not point at.
_OURS = {"nbblocks", "traitlets", "ipywidgets", "anywidget"}


class Error(Exception):
    """An error that a handler raises to tell the visitor what went wrong.

    Parameters
    ----------
    message
        What the visitor reads in a toast.
    duration
        Seconds until the toast goes; ``None`` keeps it until it is closed.
    visible
        Whether a toast is shown at all.
    title
        The heading of the toast.
    print_exception
        Whether the traceback is logged too.

    Examples
    --------
    >>> def divide(a, b):
    ...     if b == 0:
    ...         raise Error("The divisor must not be zero.")
    ...     return a / b
    """

    def __init__(
        self,
        message: str = "Error raised.",
        duration: float | None = 10,
        visible: bool = True,
        title: str = "Error",
        print_exception: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = str(message)
        self.duration = duration
        self.visible = visible
        self.title = title
        self.print_exception = print_exception


class RefusedError(Exception):
    """A message of the page that is not allowed; it is logged and changes nothing."""


class CompatibilityWarning(UserWarning):
    """A keyword that Gradio knows and that has no meaning in Jupyter."""


def warn(message: str, category: type[Warning] = CompatibilityWarning) -> None:
    """Issue a warning that points at the line of the author's that led here."""
    frame, depth = sys._getframe(1), 2
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        frame, depth = frame.f_back, depth + 1
    warnings.warn(message, category, stacklevel=depth)
