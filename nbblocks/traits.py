"""Trait types of our own."""

from __future__ import annotations

from typing import Any

from ipywidgets import trait_types
from ipywidgets.widgets.widget import LoggingHasTraits
from traitlets import Bool, Enum, Float, Int, List, Union

from nbblocks.exceptions import warn


class Opening(LoggingHasTraits):
    """Notes when the constructor of a widget has set its traits and is about to open its comm."""

    opening = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.opening = True


class Open(Bool[bool, bool]):
    """Gradio's property ``open`` on a widget.

    ipywidgets has a method of that name, which its constructor calls to open the comm once
    the traits are set; so then the trait gives the method.
    """

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return whether it is open; while the widget is made, what opens its comm."""
        if obj is not None and obj.opening:
            return obj.open_comm
        return super().get(obj, cls)


class Words(List[str]):
    """A list of words, which may be given as one string or as None."""

    def set(self, obj: Any, value: Any) -> None:
        """Set the words, split where they are one string."""
        super().set(obj, value.split() if isinstance(value, str) else list(value or []))


class Buttons(List[str]):
    """A list of the buttons that a component has of its own, by name; one may be given alone.

    None stands for those that it has unless the author says otherwise.
    """

    def __init__(self, *names: str, **kwargs: Any) -> None:
        super().__init__(Enum(names), None, allow_none=True, **kwargs)
        self.tag(py="Sequence[Any] | str | None")

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the names; a button of the author's is left out with a warning."""
        from nbblocks.components.button import Button

        given = [value] if isinstance(value, (str, Button)) else value
        if not isinstance(given, (list, tuple)):
            return super().validate(obj, given)
        named = [button for button in given if not isinstance(button, Button)]
        if len(named) < len(given):
            warn(f"{type(obj).__name__} ignores a Button in its buttons: not built yet, it stands where it was made")
        return super().validate(obj, named)


class Share(Union):
    """A share of a width beside others, an int or a float; none, if it is not given."""

    def __init__(self, default_value: float | None = None, **kwargs: Any) -> None:
        super().__init__([Int(min=0), Float(min=0)], default_value=default_value, allow_none=True, **kwargs)
        self.tag(py="float")


class LazyLayout(trait_types.InstanceDict):
    """A ``Layout`` that comes into being when somebody touches it.

    A widget of its own for each component would double what an app costs.
    """

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return the layout; tell the page of it when it has just been made."""
        untouched = self.name not in obj._trait_values
        value = super().get(obj, cls)
        if untouched and obj.comm is not None:
            obj.send_state("layout")
        return value
