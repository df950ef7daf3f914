"""Component: the base of everything that shows or takes a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
from traitlets import Bool, Dict, List, TraitError, TraitType, Undefined, Unicode, default, observe

from nbblocks import context, wire
from nbblocks.block import Block
from nbblocks.dispatch.status import accept
from nbblocks.exceptions import RefusedError
from nbblocks.frontend import runtime, source
from nbblocks.jupyter.waiting import changed
from nbblocks.pacing import Paced
from nbblocks.traits import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from traitlets.utils.bunch import Bunch

    from nbblocks.dependency import Dependency


class Value(TraitType[Any, Any]):
    """The value of a component, which says itself what it may be, in `postprocess`.

    Tag it with ``ts="..."``, its type on the wire in TypeScript.
    """

    info_text = "what `postprocess` of the component takes"

    def validate(self, obj: Component, value: Any) -> Any:
        """Return what the component stores for a value."""
        # traitlets validates once more what it held back.
        if value is obj._trait_values.get(self.name, Undefined):
            return value
        try:
            return obj.postprocess(value)
        except (TypeError, ValueError) as error:
            msg = f"{type(obj).__name__} cannot hold {type(value).__name__} {str(value)[:80]!r}: {error}"
            raise TraitError(msg) from error


class Component(Paced, Block, anywidget.AnyWidget):
    """The base of every component: a live widget with a value, a label and events.

    A subclass declares traits and events. Its public traits are the parameters of its
    constructor, in the order of their declaration, and sync with the page unless tagged
    ``sync=False``; those tagged ``frontend=True`` the page may change. Its front end is
    the module of the same stem in ``js/src/components``.
    """

    value = Value(None, help="The value to start with; a function is called when the page loads.").tag(
        sync=True, frontend=True
    )
    label = Unicode(None, allow_none=True, help="The text above it; the name of the class if None.").tag(sync=True)
    info = Unicode(None, allow_none=True, help="A line of explanation below the label.").tag(sync=True)
    show_label = Bool(None, allow_none=True, help="Whether the label is shown; yes if there is one.").tag(sync=True)
    container = Bool(True, help="Whether it stands in a box with a border and padding.").tag(sync=True)
    interactive = Bool(
        None,
        allow_none=True,
        help="Whether the visitor can change it. If None: unless it is an output and no input.",
    )
    preserved_by_key = Words(Unicode(), ["value"], help=Block.preserved_by_key.help).tag(
        sync=False, py="Sequence[str] | str | None"
    )
    scale = Block.scale.tag(sync=True)
    min_width = type(Block.min_width)(
        160, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it."
    ).tag(sync=True)

    _esm = Unicode(source("stub")).tag(sync=True)
    _anywidget_id = Unicode("nbblocks").tag(sync=True)
    _runtime = Unicode().tag(sync=True)
    _stem = Unicode().tag(sync=True)
    _name = Unicode().tag(sync=True)
    _interactive = Bool(True).tag(sync=True)
    _events = List(Unicode()).tag(sync=True)
    _status = Dict().tag(sync=True)

    _positional: ClassVar[tuple[str, ...]] = ("value",)
    _meaningless: ClassVar[frozenset[str]] = Block._meaningless | {"buttons"}

    #: Characters that the data of an event may have.
    _max_data: ClassVar[int] = 100_000
    #: Whether it is a part of the machinery that no reader of a snapshot misses.
    _internal: ClassVar[bool] = False

    #: How many handlers read it, and how many write it.
    _readers = 0
    _writers = 0

    def __init_subclass__(cls, **kwargs: Any) -> None:
        for name, trait in vars(cls).items():
            if isinstance(trait, TraitType) and not name.startswith("_"):
                trait.metadata.setdefault("sync", True)
        super().__init_subclass__(**kwargs)

    def __init__(self, *args: Any, inputs: Any = None, every: Any = None, render: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, render=render, **kwargs)
        if self._load is not None and self._update is None:
            self._compute(inputs, every)

    #: A function given as the value.
    _load: Callable[..., Any] | None = None

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        if callable(given.get("value")):
            self._load = given.pop("value")
        return super()._initial(given)

    def _compute(self, inputs: Any, every: Any) -> None:
        """Compute the value when the page loads, when an input changes, and as often as ``every`` says."""
        from nbblocks.attaching import attach

        if self.root is None:
            self.value = self._load() if inputs is None else self.value  # type: ignore[misc]
            return
        options = {"every": every, "trigger_mode": "always_last", "show_progress": "hidden"}
        options["api_visibility"] = "undocumented"
        attach(None, self._load, inputs, self, (), options, root=self.root)

    def _revive(self, twin: Any, arguments: Mapping[str, Any]) -> None:
        super()._revive(twin, arguments)
        self._load = twin._load
        if self._load is not None:
            self._compute(arguments.get("inputs"), arguments.get("every"))

    def add_traits(self, **traits: Any) -> None:
        """Add traits to this instance, but those that the class has already.

        anywidget adds its own in each constructor, and a new class with them; skipping
        them keeps ``type(component)`` the class, and construction cheap.
        """
        new = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if new:
            super().add_traits(**new)

    @default("_runtime")
    def _default_runtime(self) -> str:
        return f"anywidget:{runtime().model_id}"

    @default("_name")
    def _default_name(self) -> str:
        return type(self).__name__

    @default("_stem")
    def _default_stem(self) -> str:
        return stem(type(self))

    def preprocess(self, value: Any) -> Any:
        """Return what a handler receives for ``value``."""
        return value

    def postprocess(self, value: Any) -> Any:
        """Return what is stored for ``value``, which a handler or the author gave."""
        return value

    async def changed(self, timeout: float | None = None) -> Any:
        """Wait until its value changes: ``await slider.changed()`` in a cell of a notebook.

        Parameters
        ----------
        timeout
            Seconds to wait; None waits for ever.

        Returns
        -------
        Any
            The new value.

        Raises
        ------
        TimeoutError
            If it has not changed by then.
        RuntimeError
            If it is closed, or nobody can change it while the cell waits.

        Examples
        --------
        >>> import nbblocks as gr
        >>> async def ask(name: gr.Textbox) -> str:
        ...     return f"Hello {await name.changed()}!"
        """
        return await changed(self, "value", timeout)

    def prepare(self, value: Any) -> Any:
        """Return what takes long to make of a value, before it is written.

        What is written is written under the lock of all outputs.
        """
        return value

    def receive(self, value: Any) -> Any:
        """Return the value that the page sent, after every check.

        A component that only shows something takes from the author's JavaScript what its class
        lets pass here, and nothing if it does not define this.

        Raises
        ------
        ValueError
            If the page may not set it to that.
        """
        return self.postprocess(value)

    def receive_data(self, event: str, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - for components that check it
        """Return what the page says of an event, after every check.

        Raises
        ------
        ValueError
            If it cannot be true.
        """
        return data

    def summary(self) -> str:
        """Return the value as text, for the snapshot of a notebook without a kernel."""
        return "" if self.value is None else str(self.value)

    @observe("value")
    def _value_changed(self, _change: Bunch) -> None:
        accept(self)
        self.fire("change")

    @observe("interactive")
    def _interactive_changed(self, _change: Bunch) -> None:
        self._decide_interactive()

    def _decide_interactive(self) -> None:
        computed = self._readers > 0 or not self._writers
        self._interactive = computed if self.interactive is None else self.interactive

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Note that more handlers use it, or fewer; that decides whether it is interactive."""
        self._readers += input
        self._writers += output
        context.when_shown(self._decide_interactive)

    def _listen(self, event: str, dependency: Dependency) -> None:
        super()._listen(event, dependency)
        if event not in self._events:
            self._events = [*self._events, event]

    def _unlisten(self, event: str, dependency: Dependency) -> None:
        super()._unlisten(event, dependency)
        if not self._dependencies[event]:
            self._events = [name for name in self._events if name != event]

    def _from_page(self, name: str, value: Any) -> Any:
        if name == "value" and self.trait_metadata(name, "frontend"):
            if not self._interactive:
                msg = "it is read-only"
                raise RefusedError(msg)
            value = self._received(value)
        return super()._from_page(name, value)

    def _received(self, value: Any, read: Callable[[Any], Any] | None = None) -> Any:
        try:
            return (read or self.receive)(value)
        except (TypeError, ValueError) as error:
            msg = f"its value cannot be {str(value)[:80]!r}: {str(error)[:200]}"
            raise RefusedError(msg) from error

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:  # noqa: ARG002 - the signature of ipywidgets
        if isinstance(content, dict) and "resync" in content:
            self.send_again("value" if content["resync"] == "value" else None)
        else:
            wire.receive(self, content)


def stem(cls: type[Component]) -> str:
    """Return the stem of a component's files in every tree.

    A subclass outside the library is shown by the front end of the component it extends.
    """
    for base in cls.__mro__:
        package, _, name = base.__module__.rpartition(".")
        if package in {"nbblocks.components", "nbblocks.rendering", "nbblocks"} and not name.startswith("_"):
            return name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
