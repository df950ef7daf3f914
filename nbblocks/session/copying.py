"""Copies of values, and what tells whether a value has changed."""

from __future__ import annotations

import copy
import hashlib
import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def copied(value: Any) -> Any:
    """Return a deep copy.

    Raises
    ------
    TypeError
        If there can be none; it names the part of the value that is to blame.
    """
    try:
        return copy.deepcopy(value)
    except Exception as error:
        where, part = _culprit(value, "value", set())
        msg = (
            f"State cannot copy {where}, a {_type_name(part)} ({error}); "
            "give a function that makes the value: State(lambda: …)"
        )
        raise TypeError(msg) from error


def _culprit(value: Any, where: str, above: set[int]) -> tuple[str, Any]:
    """Return the innermost part that cannot be copied, and where it stands."""
    above = {*above, id(value)}
    for step, part in _parts(value):
        if id(part) not in above and not _can_copy(part):
            return _culprit(part, where + step, above)
    return where, value


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((f"[{key!r}]", part) for key, part in value.items())
    elif isinstance(value, (list, tuple)):
        yield from ((f"[{index}]", part) for index, part in enumerate(value))
    elif isinstance(value, (set, frozenset)):
        yield from ((f"{{{part!r}}}", part) for part in value)
    else:
        yield from ((f".{name}", part) for name, part in getattr(value, "__dict__", {}).items())


def _can_copy(value: Any) -> bool:
    try:
        copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - a value may raise anything
        return False
    return True


def _type_name(value: Any) -> str:
    cls = type(value)
    return cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


def fingerprint(value: Any) -> object:
    """Return what is equal for values that look alike, and different after a change in place.

    Values that cannot be pickled look like nothing else, not even like themselves.
    """
    digest = _Digest()
    # Out of the stream, a large array is read where it lies.
    pickler = pickle.Pickler(digest, 5, buffer_callback=lambda buffer: digest.write(buffer.raw()))
    # Whether two parts are the same object or equal ones makes no difference.
    pickler.fast = True
    try:
        pickler.dump(value)
    except Exception:  # noqa: BLE001 - as above, and what contains itself runs out of stack
        return object()
    return digest.hash.digest()


class _Digest:
    """A file that keeps only the hash of what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.blake2b(digest_size=16)

    def write(self, data: Any) -> int:
        self.hash.update(data)
        return len(data)
