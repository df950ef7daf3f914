"""One run of a `gr.render` function: what it makes, and how that takes the place of what the last run made.

While the function runs nothing changes on the page: new blocks stand nowhere yet, and what
is to change of those that are kept is noted. When it has ended, all of it happens at once.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol

from ipywidgets.widgets import widget as registry
from traitlets import MetaHasTraits

from nbblocks import context
from nbblocks.dispatch.writer import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from types import TracebackType

    from nbblocks.block import Block
    from nbblocks.container import Container
    from nbblocks.dependency import Dependency
    from nbblocks.rendering import Place

log = logging.getLogger("nbblocks")


class Part(Protocol):
    """What a run makes and closes."""

    def close(self) -> None:
        """Let go of all that belongs to it."""


class Run:
    """One run of a render function, as a context: what is made in it belongs to it.

    Parameters
    ----------
    place
        Where in the app its blocks stand.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        #: What it made and what it kept, by identity, in the order of making.
        self.parts: dict[int, Part] = {}
        self.dependencies: list[Dependency] = []
        #: What changes on the page when it has ended.
        self.actions: list[Callable[[], object]] = []
        self._keyed: dict[tuple[type, Hashable], Block] = {}
        self._kept: dict[int, tuple[Block, Container | None]] = {}
        self._open: list[Container] = []
        self._last = place.run
        self._to_keep = dict(self._last._keyed) if self._last is not None else {}
        self._counts: dict[Hashable, int] = {}
        #: The widgets that were there before: those that it shows are not its own.
        self._before = frozenset(getattr(registry, "_instances", ()))

    def note(self, part: Part) -> None:
        """Close a part when this run is over and gone."""
        self.parts[id(part)] = part

    def makes(self, block: object) -> bool:
        """Tell whether a block is new, so that no page shows it yet."""
        return id(block) in self.parts and id(block) not in self._kept

    def ordinal(self, name: Hashable) -> int:
        """Return how many things of this name there were in this run."""
        self._counts[name] = self._counts.get(name, -1) + 1
        return self._counts[name]

    def register(self, block: Block) -> None:
        """Remember a block by its key, for the next run."""
        name = (type(block), block.key)
        if self._keyed.setdefault(name, block) is not block:
            log.warning("Two %s of one run have the key %r; only the first is kept", name[0].__name__, block.key)

    def take(self, cls: type, key: Hashable) -> Block | None:
        """Return what the last run made of a class under a key, to be kept; None if there is nothing."""
        block = self._to_keep.pop((cls, key), None)
        if block is not None:
            self._kept[id(block)] = (block, block.parent)
            self.note(block)
            block.parent = None
        return block

    def settle_later(self, container: Container) -> None:
        """Fill a container that the page shows when the run has ended."""
        self._open.append(container)
        self.actions.append(container._settle)

    def __enter__(self) -> None:
        root = self.place.root
        self._token = context.rendering.set(self)
        self.place._pending = []
        self._outermost = root or self.place
        for container in (root, self.place):
            if container is not None:
                context.enter(container)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        context.leave(self._outermost)
        context.rendering.reset(self._token)
        call = context.running_call.get()
        if kind is not None or self.place.comm is None or (call is not None and call.cancelled):
            self._discard()
        else:
            self._commit()

    def _discard(self) -> None:
        """Leave what was shown as it is."""
        with lock:
            for container in (*self._open, self.place):
                container._pending = None
            for block, parent in self._kept.values():
                block.parent = parent
            for dependency in self.dependencies:
                dependency.triggers = []  # It listens to none of them yet.
                dependency.detach()
            _close({name: part for name, part in self.parts.items() if name not in self._kept})

    def _commit(self) -> None:
        last = self._last
        with lock:
            if last is not None:
                for dependency in last.dependencies:
                    dependency.detach()
            for action in self.actions:
                action()
            self.place._settle()
            self.place.run = self
            if last is not None:
                last._close_all_but(self)
        self._last, self.actions = None, []
        for dependency in self.dependencies:
            # The page has told already that it has loaded, but for apps that are new.
            if any(trigger.event.name == "load" and not self.makes(trigger.block) for trigger in dependency.triggers):
                dependency.run()

    def end(self) -> None:
        """Close all that it made."""
        for dependency in self.dependencies:
            dependency.detach()
        self._close_all_but(None)

    def _close_all_but(self, heir: Run | None) -> None:
        kept = heir.parts if heir is not None else {}
        dead = {name: part for name, part in self.parts.items() if name not in kept}
        shown = {id(child) for part in (*kept.values(), *([heir.place] if heir else [])) for child in _contents(part)}
        for part in dead.values():
            for child in _contents(part):
                older = child.model_id in self._before and id(child) not in dead
                if (older or id(child) in shown) and getattr(child, "parent", part) is part:
                    part.remove(child)  # type: ignore[attr-defined]
        _close(dead)
        for dependency in self.dependencies:
            if dependency.unheard:
                dependency.dispatcher.cancel(dependency)


def _contents(part: Any) -> list[Any]:
    return part._contents() if hasattr(part, "_contents") else []


def _close(parts: dict[int, Part]) -> None:
    """Close parts; what a container has closed already is not closed again."""
    for part in parts.values():
        if getattr(part, "comm", part) is not None:
            part.close()


class Keyed(MetaHasTraits):
    """The class of classes of blocks.

    In a run of a render function, to make a block with the key of one of the last run is to
    keep that one: it is the same object, which takes what the constructor was given.
    """

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make a block, or keep one."""
        run = context.rendering.get()
        key = kwargs.get("key") if run is not None else None
        if run is None or key is None or not cls._keepable:  # type: ignore[attr-defined]
            return super().__call__(*args, **kwargs)
        block = run.take(cls, key)
        if block is None:
            block = super().__call__(*args, **kwargs)
            block._given = block._preserved()
        else:
            if kwargs.get("render", True):
                block.render()
            block._revive(_twin(cls, args, kwargs), kwargs)
        run.register(block)
        return block


def _twin(cls: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return what the constructor makes of its arguments, as an update: it has no comm and stands nowhere."""
    twin = cls.__new__(cls)
    twin._update = {}
    twin.__init__(*args, **kwargs)
    return twin
