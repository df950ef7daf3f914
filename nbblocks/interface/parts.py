"""What an interface is made of: its inputs and outputs, found, labelled and placed."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.block import Block
from nbblocks.component import Component
from nbblocks.components import Markdown
from nbblocks.injection import injected
from nbblocks.options import several
from nbblocks.session.state import State
from nbblocks.shortcuts import component_of

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Parts:
    """The inputs and outputs of a function."""

    fn: Callable[..., Any]
    main: list[Any] = field(default_factory=list)
    additional: list[Any] = field(default_factory=list)
    outputs: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, fn: Any, inputs: Any, outputs: Any, additional: Any) -> Parts:
        """Find the components that an author gave as inputs and outputs, and label them.

        Raises
        ------
        TypeError
            If ``fn`` cannot be called, or something given is no component.
        ValueError
            If there is neither an input nor an output, or a short name is unknown.
        """
        if not callable(fn):
            raise TypeError(f"Interface: fn must be callable, not {type(fn).__name__} {fn!r}")
        given = [several(part) for part in (inputs, additional, outputs)]
        if not (given[0] or given[2]):
            raise ValueError("Interface needs inputs, outputs or both")
        _share_state(fn, given)
        what = ("an input of Interface", "an additional input of Interface", "an output of Interface")
        found = [[component_of(spec, name) for spec in specs] for specs, name in zip(given, what, strict=True)]
        parts = cls(fn, *found)
        parts._label()
        return parts

    @property
    def inputs(self) -> list[Any]:
        """Everything that the function gets."""
        return [*self.main, *self.additional]

    @property
    def unified(self) -> bool:
        """Whether what goes in is what comes out, so that it is shown once."""
        return len(self.inputs) == len(self.outputs) and all(map(_is, self.inputs, self.outputs))

    @property
    def shown_outputs(self) -> list[Any]:
        """The outputs that have a place of their own."""
        return [] if self.unified else self.outputs

    @property
    def shown(self) -> list[Any]:
        """Every component that the visitor sees."""
        return [block for block in [*self.inputs, *self.shown_outputs] if not isinstance(block, State)]

    @property
    def streams(self) -> bool:
        """Whether the function yields results as they come."""
        call = self.fn if inspect.isroutine(self.fn) else getattr(self.fn, "__call__", self.fn)  # noqa: B004 - its own
        return any(
            test(fn) for fn in (self.fn, call) for test in (inspect.isgeneratorfunction, inspect.isasyncgenfunction)
        )

    def _label(self) -> None:
        """Name what the author left unnamed: inputs after the function's parameters."""
        for block, parameter in zip(self.inputs, _parameters(self.fn), strict=False):
            _name(block, parameter.name)
        for index, block in enumerate(self.outputs):
            _name(block, "output" if len(self.outputs) == 1 else f"output {index}")
        if not self.unified:
            for block in self.outputs:
                if isinstance(block, Component) and block.interactive is None:
                    block.interactive = False


def _is(a: object, b: object) -> bool:
    return a is b


def _share_state(fn: Callable[..., Any], given: list[list[Any]]) -> None:
    """Put one and the same state in the place of the short name ``"state"`` as an input and an output.

    Gradio lets an interface have one state, which goes in and comes out.
    """
    places = [(specs, index) for specs in given for index, spec in enumerate(specs) if _is_state(spec)]
    if not places:
        return
    inputs, outputs = [*given[0], *given[1]], given[2]
    if [sum(map(_is_state, specs)) for specs in (inputs, outputs)] != [1, 1]:
        raise ValueError("Interface takes a state as one of the inputs and one of the outputs, or not at all")
    position = next(index for index, spec in enumerate(inputs) if _is_state(spec))
    first = inputs[position]
    state = first if isinstance(first, State) else State(_default(fn, position))
    for specs, index in places:
        specs[index] = state


def _is_state(spec: Any) -> bool:
    return isinstance(spec, State) or (isinstance(spec, str) and spec.lower() == "state")


def _default(fn: Callable[..., Any], position: int) -> Any:
    """Return the default of the parameter that an input goes into; None if it has none."""
    defaults = [parameter.default for parameter in _parameters(fn)]
    given = position < len(defaults) and defaults[position] is not inspect.Parameter.empty
    return defaults[position] if given else None


def _parameters(fn: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters that inputs go into."""
    try:
        parameters = inspect.signature(fn).parameters.values()
    except (TypeError, ValueError):
        return []
    filled = injected(fn)
    kinds = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    return [parameter for parameter in parameters if parameter.kind in kinds and parameter.name not in filled]


def _name(block: Any, name: str) -> None:
    if isinstance(block, Component) and block.label is None:
        block.label = name


def place_title(title: str | None) -> None:
    """Put the heading of an app, if it has one, into the innermost ``with`` block."""
    if title:
        Markdown(f"# {' '.join(title.split())}", elem_classes="nbb-title")


def place(block: Any) -> None:
    """Put a component into the innermost ``with`` block; a state has no place."""
    container = context.innermost()
    if isinstance(block, Block):
        block.render()
    elif container is not None and not isinstance(block, State):
        container.add(block)
