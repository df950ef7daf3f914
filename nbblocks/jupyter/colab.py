"""Colab: its kernel, and its page, which shows widgets of other packages when asked to."""

from __future__ import annotations

import sys
from functools import cache


def in_colab() -> bool:
    """Tell whether this is a kernel of Colab, which imports its package before anything else."""
    return "google.colab" in sys.modules


@cache
def allow_widgets() -> None:
    """Ask Colab once for what its users would have to ask for in a cell; elsewhere do nothing."""
    if in_colab():
        from google.colab import output

        output.enable_custom_widget_manager()
