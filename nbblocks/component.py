"""Component: the base of everything that shows or takes a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
from traitlets import Bool, Dict, List, TraitError, TraitType, Undefined, Unicode, default, observe

from nbblocks import wire
from nbblocks.block import Block
from nbblocks.dispatch.status import accept
from nbblocks.exceptions import RefusedError
from nbblocks.frontend import runtime, source

if TYPE_CHECKING:
    from collections.abc import Callable

    from traitlets.utils.bunch import Bunch

    from nbblocks.dependency import Dependency


#: Characters from which on a growing text is sent by its tail.
_TAIL_FROM = 256


def _utf16_length(text: str) -> int:
    """Return the length that JavaScript sees."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Value(TraitType[Any, Any]):
    """The value of a component, which says itself what it may be, in `postprocess`.

    Tag it with ``ts="..."``, its type on the wire in TypeScript.
    """

    info_text = "what `postprocess` of the component takes"

    def validate(self, obj: Component, value: Any) -> Any:
        """Return what the component makes of a value."""
        """Return what the component stores for a value."""
        # traitlets validates once more what it held back.
        if value is obj._trait_values.get(self.name, Undefined):
            return value
        try:
            return obj.postprocess(value)
        except (TypeError, ValueError) as error:
            msg = f"{type(obj).__name__} cannot hold {type(value).__name__} {str(value)[:80]!r}: {error}"
            raise TraitError(msg) from error


class Component(Block, anywidget.AnyWidget):
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
    _meaningless: ClassVar[frozenset[str]] = Block._meaningless | {"every", "buttons"}

    #: Whether it is a part of the machinery that no reader of a snapshot misses.
    _internal: ClassVar[bool] = False

    _used_as_input = False
    _used_as_output = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        for name, trait in vars(cls).items():
            if isinstance(trait, TraitType) and not name.startswith("_"):
                trait.metadata.setdefault("sync", True)
        super().__init_subclass__(**kwargs)

    def __init__(self, *args: Any, inputs: Any = None, render: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, render=render, **kwargs)
        if self._load is not None and self._update is None:
            self._compute_on_load(inputs)

    #: A function given as the value.
    _load: Callable[..., Any] | None = None

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        if callable(given.get("value")):
            self._load = given.pop("value")
        return super()._initial(given)

    def _compute_on_load(self, inputs: Any) -> None:
        root = self.root
        if root is None:
            self.value = self._load() if inputs is None else self.value  # type: ignore[misc]
            return
        root.load(self._load, inputs, self, show_progress="hidden")
        for block in inputs if isinstance(inputs, (list, tuple, set)) else filter(None, [inputs]):
            block.change(self._load, inputs, self)

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

    def prepare(self, value: Any) -> Any:
        """Return what takes long to make of a value, before it is written.

        What is written is written under the lock of all outputs.
        """
        return value

    def receive(self, value: Any) -> Any:
        """Return the value that the page sent, after every check.

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
        computed = self._used_as_input or not self._used_as_output
        self._interactive = computed if self.interactive is None else self.interactive

    def used_as(self, *, input: bool = False, output: bool = False) -> None:
        """Note that an event uses it; that decides whether it is interactive."""
        self._used_as_input |= input
        self._used_as_output |= output
        self._decide_interactive()

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

    def _received(self, value: Any) -> Any:
        try:
            return self.receive(value)
        except (TypeError, ValueError) as error:
            msg = f"its value cannot be {str(value)[:80]!r}: {str(error)[:200]}"
            raise RefusedError(msg) from error

    def send_state(self, key: Any = None) -> None:
        """Send traits to the page; of a text that grew, only what is new.

        An answer that streams in 2,000 tokens would cost a quadratic number of bytes.
        """
        keys = set(self.keys if key is None else [key] if isinstance(key, str) else key)
        if "value" in keys and isinstance(self.value, str):
            before, self._sent_text = self._sent_text, self.value
            if len(before) >= _TAIL_FROM and len(self.value) > len(before) and self.value.startswith(before):
                self.send({"append": self.value[len(before) :], "at": _utf16_length(before)})
                keys.discard("value")
        if keys:
            super().send_state(keys)

    #: The text that the page has of the kernel.
    _sent_text = ""

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:  # noqa: ARG002 - the signature of ipywidgets
        if isinstance(content, dict) and content.get("resync") == "value":
            self._sent_text = ""
            self.send_state("value")
        else:
            wire.receive(self, content)


def stem(cls: type[Component]) -> str:
    """Return the stem of a component's files in every tree.

    A subclass outside the library is shown by the front end of the component it extends.
    """
    for base in cls.__mro__:
        package, _, name = base.__module__.rpartition(".")
        if package in {"nbblocks.components", "nbblocks"} and not name.startswith("_"):
            return name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
