"""How the contract suite makes each component, and a value that it can hold.

A component that takes no keywords and any text needs no line here.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Sample(NamedTuple):
    """Keywords that a component needs, and two values that it takes."""

    value: Any = "first"
    other: Any = "second"
    keywords: dict[str, Any] | None = None


_CHOICES = {"choices": ["first", "second", "third"]}
_PLAIN = Sample()

_PICTURES = Sample("https://example.org/first.png", "https://example.org/second.png")
_SOUNDS = Sample("https://example.org/first.wav", "https://example.org/second.wav")

SAMPLES: dict[str, Sample] = {
    "Audio": _SOUNDS,
    "Checkbox": Sample(True, False),
    "CheckboxGroup": Sample(["first"], ["second", "third"], _CHOICES),
    "ColorPicker": Sample("#aabbcc", "#112233"),
    "Dataset": Sample(1, 0, {"components": ["textbox"], "samples": [["first"], ["second"]]}),
    "DateTime": Sample("2024-02-29 12:30:00", "2025-01-01 00:00:00"),
    "Dropdown": Sample("first", "second", _CHOICES),
    "Image": _PICTURES,
    "Label": Sample({"cat": 0.8, "dog": 0.2}, "cat"),
    "Microphone": _SOUNDS,
    "Number": Sample(3, 4.5),
    "Radio": Sample("first", "second", _CHOICES),
    "Slider": Sample(3, 4),
    "Timer": Sample(2.0, 3.0),
}


def sample(cls: type[Any]) -> Sample:
    """Return the sample of a component."""
    return SAMPLES.get(cls.__name__, _PLAIN)


def make(cls: type[Any], **more: Any) -> Any:
    """Make a component with the keywords that it needs."""
    return cls(**{**(sample(cls).keywords or {}), **more})
