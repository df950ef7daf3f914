"""Stage: what shows over a part of an app that is made again."""

from __future__ import annotations

from typing import ClassVar

from nbblocks.component import Component, Value


class Stage(Component):
    """What shows over a place that its function runs, or that it has failed."""

    value = Value(None, help="Nothing: the page cannot set it.").tag(sync=False)
    _internal: ClassVar[bool] = True
