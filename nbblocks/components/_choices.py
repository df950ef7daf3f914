"""What the components share that offer choices: what there is to choose, and what the page may choose.

On the wire a choice goes by a key, which names its value. An index would name another
choice once the choices change, and a value of any kind has no JSON.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from traitlets import Enum, TraitError, TraitType, observe

from nbblocks.component import Component

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

#: A number beyond it is not the same in JavaScript.
_EXACT = 2**53

#: Characters that a visitor may type where values are taken that are not offered.
_MAX_CUSTOM = 10_000

#: The type of a key in TypeScript.
KEY = "string | number | boolean | null"


def key(value: Any) -> Any:
    """Return what names a value on the wire: itself if JavaScript keeps it, else its text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Integral):
        return int(value) if abs(int(value)) < _EXACT else str(value)
    return float(value) if isinstance(value, Real) and math.isfinite(value) else str(value)


def on_wire(value: Any, component: Choosing) -> Any:
    """Return the value of a component on the wire: a key, or a list of keys."""
    return [key(one) for one in value] if component._several else key(value)


def identity(value: Any) -> tuple[bool, Any]:
    """Return a key that tells ``True`` from 1, as JavaScript does."""
    name = key(value)
    return isinstance(name, bool), name


class Choices(TraitType[Any, Any]):
    """A trait for a list of choices, each a pair of its label and its value."""

    info_text = "a list of values, or of pairs of a label and a value"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__((), **kwargs)
        self.tag(
            ts=f"[label: string, key: {KEY}][]",
            py="Sequence[Any]",
            to_json=lambda choices, _widget: [[label, key(value)] for label, value in choices],
        )

    def validate(self, obj: Any, value: Any) -> list[tuple[str, Any]]:
        """Return the pairs; a value alone is its own label."""
        if value is not None and (isinstance(value, str) or not isinstance(value, Iterable)):
            self.error(obj, value)
        return [self._pair(obj, choice) for choice in ([] if value is None else value)]

    def _pair(self, obj: Any, choice: Any) -> tuple[str, Any]:
        if not isinstance(choice, (tuple, list)):
            return str(choice), choice
        if len(choice) != 2:  # noqa: PLR2004 - a pair
            msg = f"a choice of {type(obj).__name__} is a value or a pair (label, value), not {choice!r}"
            raise TraitError(msg)
        return str(choice[0]), choice[1]


class Choosing(Component):
    """The base of what offers choices.

    Its value is always among the choices. When new choices come without a value, what is no
    longer offered is dropped: a handler would otherwise receive what nobody could choose.
    """

    choices = Choices(help="What can be chosen: values, or pairs of a label and a value.")
    type = Enum(
        ["value", "index"], "value", help="What a handler receives: the value chosen, or its place among the choices."
    ).tag(sync=False)

    @property
    def _several(self) -> bool:
        """Whether the value is a list."""
        return False

    def _find(self, values: Iterable[Any]) -> list[int | None]:
        """Return where values, or the keys of values, stand among the choices."""
        places: dict[Any, int] = {}
        for place, (_, value) in enumerate(self.choices):
            places.setdefault(identity(value), place)
        return [places.get(identity(value)) for value in values]

    def _list(self, value: Any) -> list[Any]:
        """Return the values that are chosen in ``value``."""
        if value is None:
            return []
        if self._several and isinstance(value, Iterable) and not isinstance(value, str):
            return list(value)
        return [value]

    def _custom(self, value: Any) -> bool:  # noqa: ARG002 - for what takes more than it offers
        """Tell whether a value that is not offered can be held."""
        return False

    def _keep(self, value: Any) -> tuple[Any, list[Any]]:
        """Return what can be held of a value that an author gave, and what cannot."""
        kept: dict[Any, Any] = {}
        unknown = []
        values = self._list(value)
        for one, place in zip(values, self._find(values), strict=True):
            if place is not None:
                kept[identity(one)] = self.choices[place][1]
            elif self._custom(one):
                kept[identity(one)] = one
            else:
                unknown.append(one)
        return (list(kept.values()) if self._several else next(iter(kept.values()), None)), unknown

    def postprocess(self, value: Any) -> Any:
        """Return what a value chooses; what is not offered is dropped with a warning."""
        kept, unknown = self._keep(value)
        if unknown and self._update is None:
            names = ", ".join(repr(one)[:80] for one in unknown[:5])
            warnings.warn(f"{type(self).__name__} does not offer {names}: not chosen", stacklevel=2)
        return kept

    @observe("choices")
    def _offer_changed(self, _change: Bunch) -> None:
        self.value = self._keep(self.value)[0]

    def receive(self, value: Any) -> Any:
        """Return what the page chose; refuse what is not offered."""
        if not self._several:
            return self._offered([value])[0]
        if not isinstance(value, list) or len(value) > self._most:
            msg = f"it must be a list of {self._most} choices at most"
            raise ValueError(msg)
        chosen = self._offered(value)
        if len({identity(one) for one in chosen}) < len(chosen):
            msg = "it must not choose anything twice"
            raise ValueError(msg)
        return chosen

    @property
    def _most(self) -> int:
        """How many values can be chosen at once."""
        return len(self.choices)

    def _offered(self, names: list[Any]) -> list[Any]:
        """Return the values that the page may choose by these keys."""
        found = []
        for name, place in zip(names, self._find(names), strict=True):
            if place is None and not (isinstance(name, str) and len(name) <= _MAX_CUSTOM and self._custom(name)):
                msg = f"{str(name)[:80]!r} is not offered"
                raise ValueError(msg)
            found.append(name if place is None else self.choices[place][1])
        return found

    def preprocess(self, value: Any) -> Any:
        """Return the value, or with ``type="index"`` its place among the choices."""
        if self.type == "value":
            return value
        places = self._find(self._list(value))
        return places if self._several else next(iter(places), None)

    def receive_data(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """Say which choice was selected, by what is offered and not by what the page says."""
        if event != "select":
            return data
        if not self._interactive:
            msg = "it is read-only"
            raise ValueError(msg)
        (value,) = self._offered([data.get("value")])
        return {"index": self._find([value])[0], "value": value, "selected": data.get("selected") is not False}

    def summary(self) -> str:
        """Return the labels of what is chosen."""
        values = self._list(self.value)
        places = zip(values, self._find(values), strict=True)
        return ", ".join(str(value) if place is None else self.choices[place][0] for value, place in places)
