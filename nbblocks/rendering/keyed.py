"""What `gr.render` keeps of its last run: blocks, by their key."""

from __future__ import annotations

import inspect
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import MetaHasTraits

from nbblocks import context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Keyed(MetaHasTraits):
    """The class of classes of blocks.

    In a run of a render function, to make a block with the key of one of the last run is to
    keep that one: it is the same object, which takes what the constructor was given.
    """

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - of a metaclass
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
            block._revive(twin(cls, *args, **kwargs), kwargs)
        run.register(block)
        return block


class Keepable:
    """What can be kept instead of making it anew: the part of a block that knows how."""

    preserved_by_key: Sequence[str]
    has_trait: Callable[[str], bool]
    _set: Callable[[dict[str, Any]], None]

    #: Whether it is kept at all.
    _keepable: ClassVar[bool] = True
    #: What it was made with of that which its key preserves.
    _given: Mapping[str, Any] = MappingProxyType({})

    def _preserved(self) -> dict[str, Any]:
        """Return the properties that its key preserves, as they are now."""
        return {name: getattr(self, name) for name in self.preserved_by_key if self.has_trait(name)}

    def _revive(self, twin: Any, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002 - for blocks that attach to it
        """Be what a run of `gr.render` makes anew: become like ``twin`` when the run has ended."""
        context.when_shown(lambda: self._become(twin))

    def _become(self, twin: Any) -> None:
        """Take the properties of a block that was made anew, but for those that its key preserves."""
        given, self._given = self._given, twin._preserved()
        names = [name for name in inspect.signature(type(self)).parameters if name not in {"key", "preserved_by_key"}]
        self.preserved_by_key = twin.preserved_by_key
        kept = {name for name, value in self._given.items() if name in given and not self._yields(name, given, value)}
        changes = {name: getattr(twin, name) for name in names if name not in kept and self.has_trait(name)}
        self._set(dict(sorted(changes.items(), key=lambda item: item[0] == "value")))

    def _yields(self, name: str, given: Mapping[str, Any], value: Any) -> bool:
        """Tell whether a preserved property takes a new value: the author has another one, and nobody else had one."""
        return not _same(value, given[name]) and _same(getattr(self, name), given[name])


def twin(cls: Any, *args: Any, **kwargs: Any) -> Any:
    """Return what the constructor makes of its arguments, as an update: it has no comm and stands nowhere."""
    made = cls.__new__(cls)
    made._update = {}
    made.__init__(*args, **kwargs)
    return made


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are alike; arrays do not say so, then they are not."""
    try:
        return one is other or bool(one == other)
    except (TypeError, ValueError):
        return False
