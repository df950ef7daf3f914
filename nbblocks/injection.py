"""What nbblocks fills in for a handler that asks for it by annotation."""

from __future__ import annotations

import inspect
import typing
from functools import partial
from typing import TYPE_CHECKING, Any

from nbblocks.events import EventData

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.dependency import Dependency


def check_parameters(dependency: Dependency) -> dict[str, Callable[[EventData | None], Any]]:
    """Return which parameters are filled by nbblocks; refuse a handler that cannot take the inputs."""
    fn: Any = dependency.fn
    try:
        parameters = inspect.signature(fn).parameters.values()
    except (TypeError, ValueError):
        return {}
    injected = _injected(fn, parameters)
    positional = [
        p for p in parameters if p.kind in {p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD} and p.name not in injected
    ]
    required = sum(p.default is p.empty for p in positional)
    count = 1 if dependency.as_dict else len(dependency.inputs)
    open_ended = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    if count < required or (count > len(positional) and not open_ended):
        takes = f"{required}" if required == len(positional) else f"{required} to {len(positional)}"
        msg = f"{dependency}: the handler takes {takes} arguments, but there are {count} inputs"
        raise TypeError(msg)
    return injected


def _injected(fn: Any, parameters: Any) -> dict[str, Callable[[EventData | None], Any]]:
    annotations = _annotations(fn)
    found: dict[str, Callable[[EventData | None], Any]] = {}
    for parameter in parameters:
        annotation = annotations.get(parameter.name)
        if isinstance(annotation, type) and issubclass(annotation, EventData):
            found[parameter.name] = partial(_as, annotation)
    return found


def _annotations(fn: Any) -> dict[str, Any]:
    target = fn if inspect.isroutine(fn) else getattr(fn, "__call__", fn)  # noqa: B004 - the hints of an instance's call
    try:
        return typing.get_type_hints(target)
    except (NameError, TypeError, AttributeError):
        return dict(getattr(target, "__annotations__", {}))


def _as(cls: type[EventData], event: EventData | None) -> EventData:
    if isinstance(event, cls):
        return event
    return cls(event.target if event else None, event._data if event else None)
