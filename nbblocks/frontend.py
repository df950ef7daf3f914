"""How the front end reaches the page: one runtime a kernel, a short stub a component.

anywidget sends, evaluates and saves ``_esm`` once per instance, so the bundle of all
components travels once, in the `Runtime`, and each component carries a stub that asks the
page for it. A page that has the runtime already (the Voila template does) is not sent it.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import resources
from typing import Any

import anywidget
from traitlets import Unicode, default

from nbblocks.guarded import Guarded, GuardedLayout
from nbblocks.jupyter.kernel import follow_the_page

_STATIC = resources.files("nbblocks") / "static"


@cache
def source(name: str) -> str:
    """Return the text of a built module of the front end.

    Raises
    ------
    FileNotFoundError
        If the front end has not been built.
    """
    file = _STATIC / f"{name}.js"
    if not file.is_file():
        msg = f"nbblocks/static/{name}.js is missing: build the front end with `make build` or `pip install .`"
        raise FileNotFoundError(msg)
    return file.read_text(encoding="utf-8")


@cache
def fingerprint() -> str:
    """Return what tells this build's runtime from another's."""
    return hashlib.sha256(source("core").encode()).hexdigest()[:12]


@cache
def bundles() -> frozenset[str]:
    """Return the names of the bundles that a page may ask for."""
    names = {file.name for file in _STATIC.iterdir() if file.name.endswith(".js")}
    return frozenset(name.removesuffix(".js") for name in names) - {"stub", "loader"}


def in_voila() -> bool:
    """Tell whether this kernel serves a Voila page."""
    return "VOILA_PREHEAT" in os.environ or os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")


class Runtime(Guarded, anywidget.AnyWidget):
    """The widget that brings the bundle of all components to the page, once a kernel."""

    _esm = Unicode(source("loader")).tag(sync=True)
    _anywidget_id = Unicode("nbblocks.runtime").tag(sync=True)
    _hash = Unicode().tag(sync=True)
    _bundle = Unicode().tag(sync=True)

    def add_traits(self, **traits: Any) -> None:
        """Add no trait: the class has them all."""

    @default("_hash")
    def _default_hash(self) -> str:
        return fingerprint()

    @default("_bundle")
    def _default_bundle(self) -> str:
        return "" if in_voila() else source("core")

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:  # noqa: ARG002 - the signature of ipywidgets
        name = content.get("bundle") if isinstance(content, dict) else None
        if isinstance(name, str) and name in bundles():
            self.send({"bundle": name}, buffers=[source(name).encode()])


_runtime: Runtime | None = None


def runtime() -> Runtime:
    """Return the kernel's runtime, made at the first call."""
    global _runtime  # noqa: PLW0603 - one a kernel is what it is for
    if _runtime is None or _runtime.comm is None:
        _runtime = Runtime(layout=GuardedLayout())
        follow_the_page(_runtime)
    return _runtime
