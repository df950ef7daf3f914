"""What an endpoint takes and gives, as Python says it: names, type hints, defaults."""

from __future__ import annotations

import inspect
import reprlib
from typing import TYPE_CHECKING, Any, get_origin

from nbblocks import context
from nbblocks.attaching import decorate
from nbblocks.dependency import Dependency
from nbblocks.injection import hints_of, injected
from nbblocks.options import Options
from nbblocks.ports import TraitPort
from nbblocks.session.state import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.ports import Port

Parameters = list[tuple["Port", inspect.Parameter]]


class HintPort:
    """A parameter or the result of a function that has no component."""

    change = None

    def __init__(self, hint: Any, default: Any = inspect.Parameter.empty) -> None:
        self.block = self
        self.hint = hint
        self._default = default

    def read(self) -> Any:
        """Return the default."""
        return self._default

    def preprocess(self, value: Any) -> Any:
        """Return the value as it is."""
        return value

    def prepare(self, update: Any) -> None:
        """Do nothing: it takes any value."""

    def apply(self, update: Any) -> None:
        """Do nothing: no page shows it."""

    def to_page(self, value: Any) -> Any:
        """Return the value as it is."""
        return value

    def from_page(self, value: Any, *, output: bool) -> Any:  # noqa: ARG002 - as other inputs and outputs have it
        """Return the value as it is."""
        return value

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Change nothing: it is not shown."""


def api(fn: Callable[..., Any] | str = "decorator", **options: Any) -> Dependency | Any:
    """Give a function a name in ``demo.api``, without components.

    Parameters
    ----------
    fn
        The function; each parameter has a type hint, which says what it takes. Left out, this
        is a decorator.
    **options
        ``api_name``, ``api_description``, ``api_visibility`` and the others of an event.

    Returns
    -------
    Dependency
        What was named; as a decorator, the function itself.

    Raises
    ------
    RuntimeError
        Outside a ``with gr.Blocks():``.
    ValueError
        If a parameter has no type hint.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def add(a: int, b: int = 1) -> int:
    ...     return a + b
    >>> with gr.Blocks() as demo:
    ...     named = gr.api(add, api_name="plus")
    >>> demo.api["plus"](4)
    5
    >>> demo.api
    /plus(a: int, b: int = 1) -> int
    """

    def finish(handler: Callable[..., Any]) -> Dependency:
        if context.root() is None:
            raise RuntimeError("api() names a function of an app: call it inside `with gr.Blocks():`")
        dependency = _hinted(handler, options)
        context.note_handler(dependency)
        dependency.register()
        return dependency

    return decorate(fn, finish)


def _hinted(fn: Callable[..., Any], options: dict[str, Any]) -> Dependency:
    """Make a dependency of a function, with an input for each parameter.

    Raises
    ------
    ValueError
        If a parameter has no type hint.
    """
    hints, name = hints_of(fn), getattr(fn, "__name__", type(fn).__name__)
    filled = injected(fn)
    ports: dict[str, dict[str, HintPort]] = {"place": {}, "name": {}}
    for parameter in inspect.signature(fn).parameters.values():
        if parameter.name in filled:
            continue
        if parameter.name not in hints or parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
            raise ValueError(f"api(): {parameter.name!r} of {name}() has no type hint that says what it takes")
        where = "name" if parameter.kind is parameter.KEYWORD_ONLY else "place"
        ports[where][parameter.name] = HintPort(hints[parameter.name], parameter.default)
    result = HintPort(hints.get("return", Any))
    chosen = Options.of("api", (), options)
    dependency = Dependency(fn, [], [*ports["place"].values()], [result], chosen, after="api")
    dependency.keywords = {**ports["name"]}
    return dependency


def parameters_of(dependency: Dependency) -> Parameters:
    """Return the inputs that a caller gives, with the parameters that they are; a state is none of them."""
    names = _names(dependency)
    hints = {} if dependency.as_dict else hints_of(dependency.fn)
    parameters = []
    for index, (name, port) in enumerate(zip(names, dependency.sources, strict=True)):
        kind = "POSITIONAL_OR_KEYWORD" if index < len(dependency.inputs) else "KEYWORD_ONLY"
        hint = hints.get(name, getattr(port, "hint", type(port.block)))
        made = inspect.Parameter(name, getattr(inspect.Parameter, kind), default=port.read(), annotation=hint)
        if not isinstance(port, State):
            parameters.append((port, made))
    return parameters


def _names(dependency: Dependency) -> list[str]:
    """Return what the handler calls its inputs; by their place where it has no names for them."""
    taken = {*dependency.injected, *dependency.keywords}
    given = [] if dependency.as_dict else _signature(dependency.fn)
    places = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    known = [parameter.name for parameter in given if parameter.kind in places and parameter.name not in taken]
    unknown = [f"param_{index}" for index in range(len(known), len(dependency.inputs))]
    return [*known[: len(dependency.inputs)], *unknown, *dependency.keywords]


def _signature(fn: Any) -> list[inspect.Parameter]:
    """Return the parameters of a handler; some that are built in do not tell them."""
    try:
        return list(inspect.signature(fn).parameters.values())
    except ValueError:
        return []


def described(name: str, dependency: Dependency, parameters: Parameters) -> str:
    """Return the line that shows what an endpoint takes and gives."""
    given = ", ".join(_parameter(parameter) for _, parameter in parameters)
    outputs = [port for port in dependency.outputs if not isinstance(port, State)]
    shown = [_hint(getattr(port, "hint", type(port.block))) for port in outputs]
    result = shown[0] if len(shown) == 1 else f"tuple[{', '.join(shown)}]" if shown else "None"
    return f"/{name}({given}) -> {result}"


def _parameter(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is parameter.empty else f" = {reprlib.repr(parameter.default)}"
    return f"{parameter.name}: {_hint(parameter.annotation)}{default}"


def _hint(hint: Any) -> str:
    # In Python 3.10, list[int] is a type too.
    return hint.__name__ if isinstance(hint, type) and get_origin(hint) is None else str(hint).removeprefix("typing.")


def canonical(port: Port, value: Any) -> Any:
    """Return what a port stores for a value, without storing it."""
    update: Any = {"value": value}
    port.prepare(update)
    widget, name = (port.trait.widget, port.trait.name) if isinstance(port, TraitPort) else (port.block, "value")
    if isinstance(port, (HintPort, State)) or not widget.has_trait(name):
        return value
    return widget.traits()[name]._validate(widget, update["value"])
