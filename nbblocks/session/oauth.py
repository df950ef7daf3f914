"""Who logged in, for handlers that were written for an app with a login button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nbblocks.injection import fills
from nbblocks.session import visitor
from nbblocks.session.origin import request_of, session_of
from nbblocks.session.request import Fields

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call


class OAuthProfile(Fields):
    """The profile of who logged in; a handler asks for it by ``profile: gr.OAuthProfile | None``.

    The server that shows the app knows its users, or the JupyterHub that it runs on does;
    where nobody logs in it is None.

    Parameters
    ----------
    data
        ``name``, ``preferred_username``, ``profile`` and ``picture`` (addresses), which are
        attributes too; ``username`` is the same as ``preferred_username``.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def hello(profile: gr.OAuthProfile | None) -> str:
    ...     return "Hello!" if profile is None else f"Hello {profile.name}!"
    """

    @property
    def username(self) -> str:
        """The name by which the login knows the user."""
        return str(self["preferred_username"])


@dataclass
class OAuthToken:
    """The token of who logged in; a handler asks for it by ``token: gr.OAuthToken | None``.

    No login of Jupyter hands one on, so that it is None here.

    Parameters
    ----------
    token, scope
        The token, and what it allows.
    expires_at
        When it ends, in seconds since 1970.
    """

    token: str
    scope: str
    expires_at: int


@fills(OAuthProfile)
def _profile(call: Call, _asked: Any) -> OAuthProfile | None:
    name = request_of(session_of(call)).username
    if name is None:
        return None
    user = (visitor.known() or {}).get("user") or {}
    shown, picture = user.get("display_name") or name, user.get("avatar_url") or ""
    return OAuthProfile({"name": shown, "preferred_username": name, "profile": "", "picture": picture})


@fills(OAuthToken)
def _token(_call: Call, _asked: Any) -> None:
    return None
