"""visit: opens the page of an app, for a test."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from nbblocks.testing.page import Page

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from nbblocks.blocks import Blocks

__tracebackhide__ = True


def visit(
    app: Blocks | Callable[[], Any] | str | os.PathLike[str],
    *,
    query: str | Mapping[str, str] = "",
    username: str | None = None,
    headers: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
    storage: Mapping[str, str] | None = None,
    js: Callable[..., Any] | None = None,
    timeout: float = 10,
) -> Page:
    """Open the page of an app, for a test.

    There is no browser, no kernel and no waiting: what a test does reaches the app in the
    messages of a page, handlers run one after the other while the test looks on, and what
    it reads is what a visitor would see.

    Parameters
    ----------
    app
        The app; or what makes one: a function, the path of a script or of a notebook.
        One that is given is left as it was found, so that tests can share it.
    query, username, headers, cookies
        What a handler finds in its `gr.Request`; ``query`` is what follows the ``?``.
    storage
        What the browser has kept, the `Page.storage` of an earlier visit.
    js
        What takes the place of JavaScript on the page: it gets the code and the values, and
        returns what the code would.
    timeout
        Seconds that a handler may take, or one step of it.

    Returns
    -------
    Page
        The page; use it in a ``with`` statement, or call `Page.close`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> from nbblocks.testing import visit
    >>> with gr.Blocks() as demo:
    ...     name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
    ...     greet = gr.Button("Greet").click(lambda n: f"Hello {n}!", name, greeting)
    >>> def test_greets():
    ...     with visit(demo) as page:
    ...         page.get("Name").type("Ada")
    ...         page.get("Greet").click()
    ...         assert page.get("Greeting").value == "Hello Ada!"
    >>> test_greets()
    """
    page = Page(timeout, js)
    try:
        page._visit(app, _facts(query, username, headers or {}, cookies or {}), storage or {})
    except BaseException:
        with contextlib.suppress(Exception):
            page.close()
        raise
    return page


def _facts(
    query: str | Mapping[str, str], username: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a server would leave for the kernel of this visitor."""
    text = query.removeprefix("?") if isinstance(query, str) else urlencode(query)
    return {
        "username": username,
        "method": "GET",
        "url": f"http://localhost/{'?' if text else ''}{text}",
        "base_url": "http://localhost/",
        "headers": {"host": "localhost", **headers},
        "query": text,
        "cookies": dict(cookies),
        "client": ["127.0.0.1", 50000],
    }
