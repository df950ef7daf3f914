"""BrowserState: a value that the visitor's browser keeps."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import logging
import os
import sys
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.frontend import in_voila
from nbblocks.jupyter.cells import running_cell
from nbblocks.session.state import State

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency

log = logging.getLogger("nbblocks")

#: Characters of JSON that a value may have; browsers keep some five million for a whole site.
MAX_TEXT = 1_000_000


class BrowserState(State):
    """A value that the visitor's browser keeps, and brings along the next time.

    It is there before the handlers of ``load`` run, and is written when a handler returns
    it. Where the browser keeps nothing, as in some private windows, it starts anew with
    each page.

    Parameters
    ----------
    default_value
        The value of a visitor who has none: anything that JSON can say.
    storage_key
        Its name in the browser, for apps of one server to share it. If None, it belongs to
        this app and to its place among the others of the app.
    secret
        Signs what the browser keeps, so that what a visitor changed there is not accepted.
        It must be the same at every start; it hides nothing. If None, a visitor can change
        the value, as any input.
    render
        Whether it ends with the app that is being built.

    Raises
    ------
    TypeError, ValueError
        If JSON cannot say the value, or it is too long, or it is made inside `gr.render`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     name = gr.Textbox(label="Name")
    ...     kept = gr.BrowserState("")
    ...     remember = name.change(lambda name: name, name, kept)
    ...     recall = demo.load(lambda kept: kept, kept, name)
    """

    def __init__(
        self,
        default_value: Any = None,
        *,
        storage_key: str | None = None,
        secret: str | None = None,
        render: bool = True,
    ) -> None:
        if context.rendering.get() is not None:
            msg = "a BrowserState must stand outside gr.render: what the browser keeps is known when the page loads"
            raise ValueError(msg)
        self.default_value = default_value
        self.storage_key = storage_key
        self.name = ""
        self._secret = secret
        self._blocks: Blocks | None = None
        #: What the browser has of it, as far as is known.
        self._stored: str | None = None
        super().__init__(default_value, render)
        if render and (root := context.root()) is not None:
            self._blocks = root
            self.name = root._shell.keep(self) if root._shell else ""

    def preprocess(self, value: Any) -> Any:
        """Return a copy of the value, the default if it is None."""
        return copy.deepcopy(self.default_value if value is None else value)

    def _accept(self, value: Any) -> Any:
        return json.loads(_json(value))

    def _written(self) -> list[Dependency]:
        followers = super()._written()
        text = self._sign(_json(self.value))
        if self._blocks is not None and text != self._stored:
            self._stored = text
            self._blocks.tell({"store": self.name, "text": text})
        return followers

    def restore(self, text: Any) -> None:
        """Take what a page says that its browser kept; anything may come."""
        try:
            value = self._accept(json.loads(self._verified(text), parse_constant=_refuse))
        except (ValueError, RecursionError) as error:
            log.warning("Refused what a browser kept for a BrowserState: %.200s", error)
            return
        self._stored = text
        self.value = value

    def _sign(self, body: str) -> str:
        if self._secret is None:
            return body
        signed = f"{self.name}\n{body}".encode()
        return f"{hmac.new(self._secret.encode(), signed, 'sha256').hexdigest()}:{body}"

    def _verified(self, text: Any) -> str:
        """Return the JSON in what the browser kept."""
        if not isinstance(text, str):
            raise ValueError("it is no text")  # noqa: TRY004 - as all that may come
        body = text if self._secret is None else text.partition(":")[2]
        if len(body) > MAX_TEXT:
            raise ValueError(f"it is longer than {MAX_TEXT} characters")
        if not hmac.compare_digest(self._sign(body).encode("utf-8", "replace"), text.encode("utf-8", "replace")):
            raise ValueError("its signature is wrong")
        return body


def storage_name(state: BrowserState, title: str | None, number: int) -> str:
    """Return the name under which a browser keeps a state.

    One that begins with ``page:`` the page completes with its own address.

    Parameters
    ----------
    state
        The state.
    title
        That of its app.
    number
        How many others the app has before it.
    """
    if state.storage_key is not None:
        return f"key:{state.storage_key}"
    script = getattr(sys.modules["__main__"], "__file__", None)
    place = script or ("" if in_voila() else os.environ.get("JPY_SESSION_NAME", ""))
    cell = running_cell()
    # A hash, because where the file of the app lies concerns no visitor.
    app = hashlib.sha256(repr((place, title, cell and cell[0])).encode()).hexdigest()[:12]
    return f"{'app' if place else 'page'}:{app}:{number}"


def _json(value: Any) -> str:
    text = json.dumps(value, allow_nan=False, separators=(",", ":"), default=_plain)
    if len(text) > MAX_TEXT:
        raise ValueError(f"a BrowserState holds at most {MAX_TEXT} characters of JSON, not {len(text)}")
    return text


def _plain(value: Any) -> Any:
    """Return a model of pydantic as a dict."""
    if hasattr(value, "model_dump"):
        return value.model_dump()
    raise TypeError(f"a BrowserState holds what JSON can say, and no {type(value).__name__}")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
