"""Label: what a classifier says, with how sure it is."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

from traitlets import Bool, Int, Unicode, observe

from nbblocks.component import Component, Value
from nbblocks.events import Event


def _to_wire(value: Any, label: Label) -> dict[str, Any] | None:
    """Return the value for the page: confidences as a list, for JavaScript sorts keys that look like numbers."""
    if value is None:
        return None
    if not isinstance(value, dict):
        return {"label": value, "confidences": None}
    top = [{"label": str(name), "confidence": confidence} for name, confidence in label.preprocess(value).items()]
    return {"label": top[0]["label"] if top else "", "confidences": top}


class Label(Component):
    """A class, or the likeliest classes with a bar for the confidence in each.

    Examples
    --------
    >>> import nbblocks as gr
    >>> label = gr.Label({"cat": 0.2, "dog": 0.8}, num_top_classes=3)
    >>> label.value
    {'dog': 0.8, 'cat': 0.2}
    """

    value = Value(
        None,
        allow_none=True,
        help="A class or a number; or a dict of confidences, 0 to 1, by class; or the path of a JSON file of these.",
    ).tag(to_json=_to_wire, ts="{ label: string; confidences: { label: string; confidence: number }[] | null } | null")
    num_top_classes = Int(
        None, allow_none=True, min=1, help="How many of the likeliest classes count; all if None."
    ).tag(sync=False)
    color = Unicode(None, allow_none=True, help="CSS colour behind the heading.")
    show_heading = Bool(True, help="Whether the likeliest class stands above the bars.")

    change = Event()
    select = Event()

    def preprocess(self, value: Any) -> Any:
        """Return the class, or a dict of as many classes as count."""
        return dict(list(value.items())[: self.num_top_classes]) if isinstance(value, dict) else value

    def postprocess(self, value: Any) -> str | dict[Any, float] | None:
        """Return a class as text, or confidences by class, the highest first.

        Raises
        ------
        TypeError
            If it is neither.
        ValueError
            If a confidence is no finite number.
        """
        value = _read(value)
        if value is None or value == {}:
            return None
        if isinstance(value, dict):
            return dict(sorted(_checked(value).items(), key=lambda item: item[1], reverse=True))
        if isinstance(value, (str, int, float)) or hasattr(value, "item"):
            return str(value)
        msg = "it takes a class, a number, or a dict of confidences by class"
        raise TypeError(msg)

    def receive(self, value: Any) -> str | dict[Any, float] | None:
        """Return a class, or confidences, that the author's JavaScript made; it names no file."""
        if isinstance(value, str) and value.endswith(".json"):
            raise ValueError("it must not be a path")
        return self.postprocess(value)

    def summary(self) -> str:
        """Return the classes with their confidences."""
        shown = self.preprocess(self.value)
        if isinstance(shown, dict):
            return ", ".join(f"{name} {confidence:.0%}" for name, confidence in shown.items())
        return shown or ""

    @observe("num_top_classes")
    def _count_changed(self, _change: Any) -> None:
        if self.comm is not None:
            self.send_state("value")


def _read(value: Any) -> Any:
    """Return what the file at a path holds; anything that is no path, as it is."""
    named = isinstance(value, os.PathLike) or (isinstance(value, str) and value.endswith(".json"))
    if named and Path(value).is_file():
        value = json.loads(Path(value).read_text(encoding="utf-8"))
    return _unwrapped(value) if isinstance(value, dict) else value


def _unwrapped(value: dict[Any, Any]) -> Any:
    """Return the class or the confidences in the form that Gradio stores."""
    entries = value.get("confidences")
    if isinstance(entries, list):
        if not all(isinstance(entry, dict) for entry in entries):
            raise TypeError("its confidences are dicts of a label and a confidence")
        return {entry.get("label"): entry.get("confidence") for entry in entries}
    return value["label"] if isinstance(value.get("label"), str) else value


def _checked(value: dict[Any, Any]) -> dict[Any, float]:
    """Return confidences by class as plain numbers."""
    confidences = {name: float(confidence) for name, confidence in value.items()}
    for name, confidence in confidences.items():
        if not math.isfinite(confidence):
            msg = f"the confidence in {name!r} is {confidence}"
            raise ValueError(msg)
    return confidences
