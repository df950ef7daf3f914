"""What everything in an app's tree shares, containers and components alike."""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Bool, Int, TraitError, Unicode, Union, default, observe, validate

from nbblocks import context
from nbblocks.dispatch.writer import lock
from nbblocks.events import event_data
from nbblocks.exceptions import RefusedError
from nbblocks.guarded import GuardedLayout
from nbblocks.jupyter.kernel import follow_the_page
from nbblocks.jupyter.snapshot import display
from nbblocks.keywords import Documentation, Signature, bind_keywords
from nbblocks.rendering.keyed import Keepable, Keyed
from nbblocks.traits import LazyLayout, Opening, Share, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from traitlets.utils.bunch import Bunch

    from nbblocks.blocks import Blocks
    from nbblocks.container import Container
    from nbblocks.dependency import Dependency
    from nbblocks.events import Event

log = logging.getLogger("nbblocks")


class Block(Keepable, ipywidgets.DOMWidget, Opening, metaclass=Keyed):
    """The base of containers and components: its place in the tree and its looks."""

    elem_id = Unicode(None, allow_none=True, help="The `id` of the element, for CSS.").tag(sync=True)
    elem_classes = Words(Unicode(), help="Classes of the element, for CSS: a list or one string.")
    visible = Union(
        [Bool(), Unicode()],
        default_value=True,
        help='Whether it is shown; `"hidden"` is the same as `False`.',
    )
    scale = Share(help="Its share of the width in a `Row`, beside its neighbours' shares.")
    min_width = Int(None, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it.")
    key = AnyTrait(None, allow_none=True, help="What tells it apart when `gr.render` runs again.")
    preserved_by_key = Words(
        Unicode(),
        help="Properties that stay as the visitor or a handler left them when `gr.render` makes it again: their names.",
    ).tag(sync=False, py="Sequence[str] | str | None")
    layout = LazyLayout(ipywidgets.Layout, help="The size and place of it, as ipywidgets knows them.").tag(
        sync=True, **ipywidgets.widget_serialization
    )

    #: Names of the parameters that may be given by position.
    _positional: ClassVar[tuple[str, ...]] = ()
    #: Keywords that Gradio knows and that have no meaning here.
    _meaningless: ClassVar[frozenset[str]] = frozenset()
    #: Class of the element that our style sheet knows.
    _css_class: ClassVar[str] = ""
    #: The events of the class, by name.
    _declared_events: ClassVar[dict[str, Event]] = {}

    #: What was given to the constructor inside a handler: the block is an update, not a part of an app.
    _update: dict[str, Any] | None = None
    parent: Container | None = None
    _dependencies: Mapping[str, tuple[Dependency, ...]] = MappingProxyType({})

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.__name__.startswith("_"):
            cls.__doc__ = Documentation(cls.__doc__ if "__doc__" in vars(cls) else "")  # type: ignore[assignment]

    __signature__ = Signature()

    @classmethod
    def _knows(cls, name: str) -> bool:
        return name in cls.__signature__.parameters

    def __init__(self, *args: Any, render: bool = True, **kwargs: Any) -> None:
        given = bind_keywords(type(self), args, kwargs)
        if context.building_update():
            self._update = given
        super().__init__(**self._initial(given))
        self.opening = False
        self._dress(())
        if self._update is None:
            context.note(self)
            if render:
                self.render()

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the traits to start with, ``value`` last: what it may be depends on the others."""
        return dict(sorted(given.items(), key=lambda item: item[0] == "value"))

    def open_comm(self) -> None:
        """Open the comm to the page; a block that is only an update has none."""
        if self._update is None:
            ipywidgets.Widget.open(self)
            follow_the_page(self)

    open = open_comm

    @default("layout")
    def _default_layout(self) -> ipywidgets.Layout:
        return GuardedLayout()

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> Any:
        """Return what the page is sent; a layout that nobody touched is None."""
        if key is None and "layout" not in self._trait_values:
            keys = [name for name in self.keys if name != "layout"]
            return {**super().get_state(keys, drop_defaults), "layout": None}
        return super().get_state(key, drop_defaults)

    @validate("visible")
    def _valid_visible(self, proposal: Bunch) -> Any:
        if isinstance(proposal.value, str) and proposal.value != "hidden":
            msg = f"visible must be True, False or 'hidden', not {proposal.value!r}"
            raise TraitError(msg)
        return proposal.value

    @property
    def shown(self) -> bool:
        """Whether the visitor can see it: it and everything around it is visible."""
        return self.visible is True and (self.parent is None or self.parent.shown)

    def _classes(self) -> tuple[str, ...]:
        hidden = () if self.visible is True else ("nbb-hidden",)
        return (*self._css_class.split(), *self.elem_classes, *hidden)

    @observe("elem_classes", "elem_id", "visible")
    def _looks_changed(self, _change: Bunch) -> None:
        self._dress(self._worn)

    _worn: tuple[str, ...] = ()

    def _dress(self, worn: tuple[str, ...]) -> None:
        """Put our classes on, leaving alone those that others added."""
        self._worn = self._classes()
        present: tuple[str, ...] = self._dom_classes  # type: ignore[has-type]
        others = tuple(name for name in present if name not in worn)
        self._dom_classes = (*self._worn, *(name for name in others if name not in self._worn))

    @property
    def root(self) -> Blocks | None:
        """The ``Blocks`` that it stands in."""
        from nbblocks.blocks import Blocks

        block: Block | None = self
        while block is not None and not isinstance(block, Blocks):
            block = block.parent
        return block

    def render(self) -> Block:
        """Place it in the innermost ``with`` block."""
        container = context.innermost()
        if container is not None and container is not self:
            container.add(self)
        return self

    def unrender(self) -> Block:
        """Take it out of its container; ``render()`` places it again."""
        if self.parent is not None:
            self.parent.remove(self)
        return self

    def assign(self, update: dict[str, Any]) -> None:
        """Change several properties at once, as an output of a handler does.

        Parameters
        ----------
        update
            New values by property name.

        Raises
        ------
        AttributeError
            If a name is no property of it.
        """
        from nbblocks.updates import properties_of

        self._set(properties_of(self, self._initial(update)))

    def _set(self, values: dict[str, Any]) -> None:
        with lock, self.hold_sync(), self.hold_trait_notifications():
            for name, value in values.items():
                setattr(self, name, value)

    @classmethod
    def update(cls, **properties: Any) -> dict[str, Any]:
        """Say what a handler changes of its output, in the spelling of Gradio 3."""
        from nbblocks.updates import Update

        return Update(bind_keywords(cls, (), properties))

    def style(self, **properties: Any) -> Block:
        """Set properties after construction, in the spelling of Gradio 3."""
        self.assign({name: value for name, value in properties.items() if self.has_trait(name)})
        return self

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take an ``update`` message of ipywidgets, with the checks of our own wire.

        A page can knock here with any synced trait of any widget; only those that the
        page owns may pass.
        """
        try:
            self.take(sync_data)
        except RefusedError as refusal:
            log.warning("Refused an update of %s: %s", type(self).__name__, refusal)

    def take(self, state: dict[str, Any]) -> None:
        """Apply what the page says of the traits that it owns: all of it or nothing.

        Raises
        ------
        RefusedError
            If a trait is not the page's, or its value is not allowed.
        """
        values = {name: self._from_page(name, value) for name, value in state.items()}
        with lock, self._lock_property(**state), self.hold_trait_notifications():
            for name, value in values.items():
                self.set_trait(name, value)

    def _from_page(self, name: str, value: Any) -> Any:
        if not (isinstance(name, str) and self.has_trait(name) and self.trait_metadata(name, "frontend")):
            msg = f"the page does not own {str(name)[:80]!r}"
            raise RefusedError(msg)
        if not self.shown:
            msg = "it is hidden"
            raise RefusedError(msg)
        try:
            return self.traits()[name]._validate(self, value)
        except TraitError as error:
            raise RefusedError(str(error)[:200]) from error

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Run the handlers of an event, as if it had happened on the page.

        Parameters
        ----------
        event
            One of the events that the class declares.
        data
            What the event carries, for handlers that ask for `EventData`.
        """
        with lock:  # Handlers change places under it, and no event is to fall between them.
            dependencies = self._dependencies.get(event, ())
        # All see the inputs as they are now: the first may write what the second reads.
        calls = [dependency.dispatcher.call(dependency, event_data(self, event, data)) for dependency in dependencies]
        for call in calls:
            call.dependency.dispatcher.submit(call)

    def _listen(self, event: str, dependency: Dependency) -> None:
        self._dependencies = {**self._dependencies, event: (*self._dependencies.get(event, ()), dependency)}

    def _unlisten(self, event: str, dependency: Dependency) -> None:
        others = tuple(other for other in self._dependencies.get(event, ()) if other is not dependency)
        self._dependencies = {**self._dependencies, event: others}

    def close(self) -> None:
        """Close it with all that belongs to it."""
        if "layout" in self._trait_values:
            self.layout.close()
        super().close()

    def _ipython_display_(self) -> None:
        display(self)

    def __repr__(self) -> str:
        label = getattr(self, "label", None)
        return f"<{type(self).__name__}{f' {label!r}' if label else ''}>"

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if not name.startswith("_trait")]

    def descendants(self) -> Iterator[Block]:
        """Yield every block inside it."""
        yield from _blocks_in(self)


def _blocks_in(widget: ipywidgets.Widget) -> Iterator[Block]:
    for child in getattr(widget, "children", ()):
        if isinstance(child, Block):
            yield child
            yield from child.descendants()
        else:
            yield from _blocks_in(child)
