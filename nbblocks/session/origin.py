"""Where a `Request` comes from: the server's word where there is one, else the page's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nbblocks.frontend import in_voila
from nbblocks.session import visitor
from nbblocks.session.request import Fields, Headers, QueryParams, Request, Url

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call
    from nbblocks.session.sessions import Session


def session_of(call: Call) -> Session | None:
    """Return the session of the page that caused a call; None if no page shows the app."""
    blocks = call.dependency.dispatcher.blocks
    page = call.event._page if call.event is not None else None
    return None if blocks is None else blocks.sessions.of(page)


def request_of(session: Session | None) -> Request:
    """Return the request of a page."""
    facts = visitor.known()
    known = _from_page(session.report if session else {}) if facts is None else _from_server(facts)
    return Request(session_hash=session.hash if session else None, **known)


def _from_server(facts: dict[str, Any]) -> dict[str, Any]:
    host, port = facts["client"]
    return {
        "username": facts["username"],
        "method": facts["method"],
        "url": facts["url"],
        "base_url": facts["base_url"],
        "headers": Headers(facts["headers"]),
        "query_params": QueryParams(facts["query"]),
        "cookies": Fields(facts["cookies"]),
        "client": Fields(host=host, port=port),
    }


def _from_page(report: dict[str, str]) -> dict[str, Any]:
    """Return what the page says of itself, but what Voila wrote into the environment where it did."""
    env = _voilas_environment()
    url = Url(env.get("VOILA_REQUEST_URL", report.get("url", "")))
    headers = {"user-agent": report.get("agent"), "accept-language": report.get("languages"), "host": url.netloc}
    headers |= {"referer": report.get("referrer"), "cookie": report.get("cookie")}
    headers |= {_header(name): value for name, value in env.items() if name.startswith("HTTP_")}
    return {
        # Of a page that Voila serves on a hub, the visitor need not be the one whose server it is.
        "username": None if in_voila() else os.environ.get("JUPYTERHUB_USER"),
        "url": url,
        "base_url": Url(f"{url.scheme}://{url.netloc}/" if url.netloc else ""),
        "headers": Headers({name: value for name, value in headers.items() if value}),
        "query_params": QueryParams(env.get("QUERY_STRING", url.query or "")),
        "cookies": _cookies(headers["cookie"] or ""),
    }


def _voilas_environment() -> dict[str, str]:
    """Return the environment if Voila made it for this visitor, rather than for any who might come."""
    made_for_visitor = os.environ.get("VOILA_PREHEAT") == "False"
    # That one is no header, but where a proxy is.
    return {name: value for name, value in os.environ.items() if name != "HTTP_PROXY"} if made_for_visitor else {}


def _header(variable: str) -> str:
    return variable.removeprefix("HTTP_").replace("_", "-").lower()


def _cookies(header: str) -> Fields:
    pairs = (part.partition("=") for part in header.split(";"))
    return Fields({name.strip(): value.strip() for name, _, value in pairs if name.strip()})
