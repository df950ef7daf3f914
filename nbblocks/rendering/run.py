"""One run of a `gr.render` function: what it makes, and how that takes the place of what the last run made.

While the function runs nothing changes on the page: new blocks stand nowhere yet, and what
is to change of those that are kept is noted. When it has ended, all of it happens at once.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Protocol

import ipywidgets
from ipywidgets.widgets import widget as registry

from nbblocks import context
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.writer import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from types import TracebackType

    from nbblocks.block import Block
    from nbblocks.container import Container
    from nbblocks.dependency import Dependency
    from nbblocks.rendering.render import Place

log = logging.getLogger("nbblocks")

#: Seconds that anywidget gives a model to get ready: one that the page is told to close before
#: fails, and says so in the console.
LINGER = 2.0


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
        self._began = time.monotonic()
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
        with lock:  # Whoever closes the place holds it.
            if kind is not None or self.place.comm is None or (call is not None and call.cancelled):
                self._discard()
                return
            failure = self._commit()
        for dependency in self.dependencies:
            # The page has told already that it has loaded, but for apps that are new.
            if any(trigger.event.name == "load" and not self.makes(trigger.block) for trigger in dependency.triggers):
                dependency.run()
        if failure is not None:
            raise failure

    def _discard(self) -> None:
        """Leave what was shown as it is."""
        for container in (*self._open, self.place):
            container._pending = None
        for block, parent in self._kept.values():
            block.parent = parent
        for dependency in self.dependencies:
            dependency.triggers = []  # It listens to none of them yet.
            dependency.detach()
        self._close([part for name, part in self.parts.items() if name not in self._kept])

    def _commit(self) -> Exception | None:
        """Show what was made; return what went wrong first of what was noted."""
        last, self._last = self._last, None
        if last is not None:
            self._take_over(last.dependencies)
            for dependency in last.dependencies:
                dependency.detach()
        failure = self._act()
        self.place._settle()
        self.place.run = self
        if last is not None:
            last._close_all_but(self)
        return failure

    def _act(self) -> Exception | None:
        """Do all that was noted, whatever goes wrong; return what did so first."""
        actions, self.actions = self.actions, []
        failures: list[Exception] = []
        for action in actions:
            try:
                action()
            except Exception as error:  # noqa: BLE001, PERF203 - raised when the rest is done
                failures.append(error)
        return failures[0] if failures else None

    def _take_over(self, earlier: list[Dependency]) -> None:
        """Have what is under way of a handler with a key be that of the handler of the same key now."""
        keyed = {dependency.options.key: dependency for dependency in earlier}
        for dependency in self.dependencies:
            key = dependency.options.key
            if key is not None and key in keyed:
                dependency.dispatcher.hand_over(keyed[key], dependency)

    def end(self) -> None:
        """Close all that it made."""
        for dependency in self.dependencies:
            dependency.detach()
        self._close_all_but(None)

    def _close_all_but(self, heir: Run | None) -> None:
        kept = heir.parts if heir is not None else {}
        dead = {name: part for name, part in self.parts.items() if name not in kept}
        shown = {id(child) for part in (*kept.values(), *([heir.place] if heir else [])) for child in _contents(part)}
        own = [widget for part in dead.values() for widget in self._release(part, dead, shown)]
        self._close(dead.values())
        for widget in own:
            widget.close()
        for dependency in self.dependencies:
            if dependency.unheard:
                dependency.dispatcher.cancel(dependency)

    def _close(self, parts: Collection[Part]) -> None:
        """Close parts; what a container has closed already is not closed again."""
        for part in parts:
            parent = getattr(part, "parent", None)
            if parent is self.place or id(parent) in self.parts:
                part.parent = None  # type: ignore[attr-defined]
            elif parent is not None:
                part.unrender()  # type: ignore[attr-defined]
        for part in parts:
            if (comm := getattr(part, "comm", part)) is not None:
                if comm is not part and self._is_young():
                    _close_late(comm)
                part.close()

    def _is_young(self) -> bool:
        """Tell whether the page may still be at work on what it made; without threads nothing can wait for it."""
        root = self.place.root
        return root is not None and root.dispatcher.policy.coalesce and time.monotonic() - self._began < LINGER

    def _release(self, part: Any, dead: Collection[int], shown: Collection[int]) -> list[Any]:
        """Take out of a part what is not closed with it; return what other packages made for what is."""
        foreign: dict[int, Any] = {}
        for child in _contents(part):
            older = child.model_id in self._before and id(child) not in dead
            if older or id(child) in shown:
                if getattr(child, "parent", part) is part:
                    part.remove(child)
            elif not hasattr(child, "parent"):
                _collect(child, foreign)
        return [widget for widget in foreign.values() if widget.model_id not in self._before]


def _contents(part: Any) -> list[Any]:
    return [child for child in part._contents() if child.comm is not None] if hasattr(part, "_contents") else []


def _collect(widget: ipywidgets.Widget, found: dict[int, Any]) -> None:
    """Find all that a widget of another package holds: its children, its layout, its style."""
    found[id(widget)] = widget
    for value in widget._trait_values.values():
        for held in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(held, ipywidgets.Widget) and held.comm is not None and id(held) not in found:
                _collect(held, found)


def _close_late(comm: Any) -> None:
    """Tell the page later that a widget is closed."""
    close = comm.close

    def end() -> None:
        comm.close = close
        close()

    comm.close = lambda **_: later(LINGER, end)
