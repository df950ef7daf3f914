"""Request: what a handler may know of the visitor, asked for by annotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from nbblocks.injection import fills

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call

#: Names that a query may have; more of them are no query.
_MAX_NAMES = 1000


class Fields(dict[str, Any]):
    """Names and values, which can be read as items and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no {name!r} here; there is {', '.join(map(repr, self)) or 'nothing'}") from None


class Headers(Fields):
    """Headers by their names, in which case does not matter; attributes have ``_`` for ``-``."""

    def __init__(self, headers: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        super().__init__((name.lower(), value) for name, value in pairs)

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.lower())

    def __getattr__(self, name: str) -> Any:
        return super().__getattr__(name.replace("_", "-"))

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a header, or ``default`` if it was not sent."""
        return super().get(name.lower(), default)


class QueryParams(Fields):
    """What follows the ``?`` of an address; of a name that is there twice, the last value."""

    def __init__(self, query: str | Mapping[str, Any] = "") -> None:
        self._pairs = _pairs(query) if isinstance(query, str) else list(query.items())
        super().__init__(self._pairs)

    def multi_items(self) -> list[tuple[str, Any]]:
        """Return every name with its value, in their order."""
        return list(self._pairs)

    def getlist(self, name: str) -> list[Any]:
        """Return every value of a name."""
        return [value for other, value in self._pairs if other == name]


def _pairs(query: str) -> list[tuple[str, Any]]:
    try:
        return parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=_MAX_NAMES)
    except ValueError:
        return []


class Url(str):
    """An address: a string, and its parts ``scheme``, ``hostname``, ``port``, ``netloc``, ``path``, ``query``."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name not in {*SplitResult._fields, "hostname", "port", "username", "password"}:
            raise AttributeError(f"an address has no {name!r}")
        try:
            return getattr(urlsplit(self), name)
        except ValueError:
            return None


_NOTHING: dict[str, Any] = {
    "method": "GET",
    "url": "",
    "base_url": "",
    "headers": {},
    "query_params": {},
    "path_params": {},
    "cookies": {},
    "client": {"host": None, "port": None},
    "state": {},
}
_KINDS: dict[str, Any] = {"headers": Headers, "query_params": QueryParams, "url": Url, "base_url": Url}


class Request:
    """The request of the page that an event came from; a handler asks for it by annotation.

    What was not sent is empty, so that the same code runs everywhere. In an app that
    nbblocks serves, all of it is what the server saw, and the page cannot change it. In a
    notebook and in a plain Voila there is only what the page reports of itself: its
    address, its browser and languages, and in Voila the cookies that scripts may read.

    Attributes
    ----------
    username : str or None
        Who logged in to the server; in a notebook on a JupyterHub, whose server it is.
    session_hash : str or None
        What tells this load of the page from every other.
    headers : dict
        The headers, in whose names case does not matter.
    query_params : dict
        What follows the ``?`` of the address.
    cookies : dict
        The cookies, but for those with which Jupyter knows its users.
    client
        ``host`` and ``port`` of the visitor, each None where it is not known.
    url : str
        The address, with parts such as ``path`` and ``hostname`` as attributes.
    method, base_url, path_params, state
        As in Gradio; ``path_params`` and ``state`` are empty.
    kwargs : dict
        All of these by name, but for the first two.

    Parameters
    ----------
    request
        An object that has the attributes which are not given.
    username, session_hash, **kwargs
        Values of attributes, for tests of a handler.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def hello(request: gr.Request) -> str:
    ...     return f"Hello {request.username or request.query_params.get('name', 'stranger')}!"
    >>> hello(gr.Request(query_params={"name": "Ada"}))
    'Hello Ada!'
    """

    def __init__(
        self, request: Any = None, username: str | None = None, session_hash: str | None = None, **kwargs: Any
    ) -> None:
        self.request = request
        self.username = username
        self.session_hash = session_hash
        self.kwargs = {name: _readable(name, value) for name, value in kwargs.items()}

    def __getattr__(self, name: str) -> Any:
        known = self.__dict__.get("kwargs", {})
        if name in known:
            return known[name]
        request = self.__dict__.get("request")
        if not name.startswith("__") and hasattr(request, name):
            return _readable(name, getattr(request, name))
        if name in _NOTHING:
            return _readable(name, _NOTHING[name])
        raise AttributeError(f"Request has no {name!r}; it has {', '.join({**_NOTHING, **known})}")

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.url[:200]!r}>"


def _readable(name: str, value: Any) -> Any:
    """Return a value whose parts are attributes, too."""
    if isinstance(value, (Fields, Url)):
        return value
    if isinstance(value, (Mapping, str)) and name in _KINDS:
        return _KINDS[name](value)
    if isinstance(value, Mapping):
        return Fields({key: _readable("", part) for key, part in value.items()})
    return value


@fills(Request)
def _request(call: Call, _asked: Any) -> Request:
    from nbblocks.session.origin import request_of, session_of

    return request_of(session_of(call))
