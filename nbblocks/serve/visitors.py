"""What a visitor's kernel is told of the request that brought the visitor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

#: Jupyter's own cookies, with which one could act as the visitor on this server.
_JUPYTERS = re.compile(r"_xsrf$|jupyterhub-")


def facts(handler: JupyterHandler) -> dict[str, Any]:
    """Return what is known of a visitor.

    Parameters
    ----------
    handler
        What answers the request of the visitor's page.
    """
    request = handler.request
    user = _user(handler)
    cookies = _cookies(handler)
    headers = [[name, value] for name, value in request.headers.get_all() if not _is_secret(name, value)]
    if cookies:
        headers.append(["Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())])
    # Tornado keeps the peer's port to itself, where there is one.
    peer = getattr(getattr(request.connection, "context", None), "address", None)
    return {
        "username": user and user["username"],
        "user": user,
        "method": request.method,
        "url": request.full_url(),
        "base_url": f"{request.protocol}://{request.host}{handler.base_url}",
        "query": request.query,
        "headers": headers,
        "cookies": cookies,
        "client": [request.remote_ip, peer[1] if isinstance(peer, tuple) else None],
    }


def _user(handler: JupyterHandler) -> dict[str, str] | None:
    """Return who logged in; None for one whom Jupyter made up, since everybody is let in."""
    user = handler.current_user
    name, shown = getattr(user, "username", None), getattr(user, "display_name", None)
    if not name or str(shown).startswith("Anonymous "):
        return None
    return {"username": name, "display_name": shown or name, "avatar_url": getattr(user, "avatar_url", None) or ""}


def _cookies(handler: JupyterHandler) -> dict[str, str]:
    login = handler.identity_provider.get_cookie_name(handler)
    return {
        name: morsel.value
        for name, morsel in handler.request.cookies.items()
        if name != login and not _JUPYTERS.match(name)
    }


def _is_secret(name: str, value: str) -> bool:
    """Tell whether a header lets its bearer in to the server; the cookies are added without those that do."""
    return name == "Cookie" or (name == "Authorization" and value.lower().startswith("token "))
