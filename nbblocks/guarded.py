"""Widgets of ipywidgets that we use, and that the page cannot change."""

from __future__ import annotations

import logging
from typing import Any

import ipywidgets

log = logging.getLogger("nbblocks")


class Guarded(ipywidgets.Widget):
    """A widget of which the page owns nothing."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Refuse what the page says."""
        log.warning("Refused an update of a %s: %.80s", self._model_name.removesuffix("Model"), list(sync_data))


class GuardedLayout(Guarded, ipywidgets.Layout):
    """A ``Layout`` that the page cannot change."""


class GuardedBox(Guarded, ipywidgets.VBox):
    """A ``VBox`` that the page cannot change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(layout=GuardedLayout(), **kwargs)
