"""What nbblocks fills in for a handler that asks for it by annotation or default."""

from __future__ import annotations

import inspect
import types
import typing
from functools import partial
from typing import TYPE_CHECKING, Any

from nbblocks.events import EventData

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call

#: Makes what a parameter gets, of the call and of the class or the default that asks for it.
Filler = typing.Callable[["Call", Any], Any]

_FILLERS: dict[type, Filler] = {}

#: The kinds of parameters that an argument may be given to by its place.
_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def fills(cls: type) -> Callable[[Filler], Filler]:
    """Register what a parameter gets that is annotated with a class, or has an instance of it as its default.

    Parameters
    ----------
    cls
        The class; its subclasses are meant, too.

    Examples
    --------
    >>> class Clock: ...
    >>> @fills(Clock)
    ... def clock(call, asked):
    ...     return Clock()
    """

    def register(filler: Filler) -> Filler:
        _FILLERS[cls] = filler
        return filler

    return register


def check_parameters(dependency: Dependency) -> dict[str, Callable[[Call], Any]]:
    """Return which parameters are filled by nbblocks; refuse a handler that cannot take the inputs."""
    fn: Any = dependency.fn
    try:
        parameters = inspect.signature(fn).parameters.values()
    except (TypeError, ValueError):
        return {}
    filled = injected(fn)
    taken = {*filled, *dependency.keywords}
    positional = [p for p in parameters if p.kind in _BY_PLACE and p.name not in taken]
    required = sum(p.default is p.empty for p in positional)
    count = 1 if dependency.as_dict else len(dependency.inputs)
    open_ended = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    if count < required or (count > len(positional) and not open_ended):
        takes = f"{required}" if required == len(positional) else f"{required} to {len(positional)}"
        msg = f"{dependency}: the handler takes {takes} arguments, but there are {count} inputs"
        raise TypeError(msg)
    _check_named(dependency, {p.name: p for p in parameters}, taken)
    return filled


def _check_named(dependency: Dependency, parameters: dict[str, inspect.Parameter], taken: set[str]) -> None:
    """Refuse a handler with a parameter that it takes by name only and that nothing gives it."""
    if dependency.keywords.keys() - parameters:
        return  # The name of one is misspelt, as the dependency says.
    for p in parameters.values():
        if p.kind is p.KEYWORD_ONLY and p.default is p.empty and p.name not in taken:
            msg = f"{dependency}: nothing gives the handler its parameter {p.name!r}, which it takes by name only: "
            msg += f"attach it with inputs_kwargs={{{p.name!r}: component}}, or give it a default"
            raise TypeError(msg)


def injected(fn: Any) -> dict[str, Callable[[Call], Any]]:
    """Return the parameters of a handler that are filled, with what fills them."""
    hints = hints_of(fn)
    found: dict[str, Callable[[Call], Any]] = {}
    for parameter in inspect.signature(fn).parameters.values():
        for asked in (parameter.default, *_alternatives(hints.get(parameter.name))):
            filler = _filler(asked if isinstance(asked, type) else type(asked))
            if filler is not None:
                found[parameter.name] = partial(_fill, filler, asked)
                break
    return found


def placed(fn: Any, args: list[Any], named: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a handler, those by name in their places where others by place follow."""
    if not named:
        return args, named
    try:
        parameters = inspect.signature(fn).parameters.values()
    except (TypeError, ValueError):
        return args, named
    rest, left, found = list(args), dict(named), []
    for parameter in parameters:
        if parameter.kind not in _BY_PLACE:
            break
        if parameter.name in left and (rest or parameter.kind is parameter.POSITIONAL_ONLY):
            found.append(left.pop(parameter.name))
        elif rest:
            found.append(rest.pop(0))
    return [*found, *rest], left


def _fill(filler: Filler, asked: Any, call: Call) -> Any:
    return filler(call, asked)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """Return the classes of ``X | None``."""
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(arg for arg in typing.get_args(annotation) if isinstance(arg, type))
    return (annotation,) if isinstance(annotation, type) else ()


def _filler(cls: type) -> Filler | None:
    return next((_FILLERS[base] for base in cls.__mro__ if base in _FILLERS), None)


def is_any(fn: Any, *kinds: Callable[[Any], bool]) -> bool:
    """Tell whether a handler, or what an instance is called by, is one of the kinds that ``inspect`` knows."""
    functions = (fn, getattr(fn, "__call__", None))  # noqa: B004 - the function of an instance
    return any(is_kind(function) for function in functions for is_kind in kinds)


def hints_of(fn: Any) -> dict[str, Any]:
    """Return the type hints of a handler, by parameter."""
    target = fn if inspect.isroutine(fn) else getattr(fn, "__call__", fn)  # noqa: B004 - the hints of an instance's call
    try:
        return typing.get_type_hints(target)
    except (NameError, TypeError, AttributeError):
        return dict(getattr(target, "__annotations__", {}))


@fills(EventData)
def _event_data(call: Call, asked: type[EventData]) -> EventData:
    event = call.event
    if isinstance(event, asked):
        return event
    return asked(event.target if event else None, event._data if event else None)
