"""HTML: markup of the author's."""

from __future__ import annotations

import json
import re
import warnings
from typing import Any, ClassVar

from traitlets import Bool, Dict, Int, Unicode, Union

from nbblocks import context
from nbblocks.component import Component, Value
from nbblocks.events import Event
from nbblocks.exceptions import CompatibilityWarning

#: What the page takes out of markup that it does not trust.
_DROPPED = re.compile(r"<(script|style|iframe|object|embed|form|input|select|textarea)\b|\son[a-z]+\s*=", re.IGNORECASE)
#: What a template says between `${` and `}` or `{{` and `}}`.
_PLACE = re.compile(r"\$\{\s*([^{}]*?)\s*\}|\{\{\{?\s*([^{}]*?)\s*\}?\}\}")
_TEMPLATES = ("html_template", "css_template", "js_on_load")


class HTML(Component):
    """Markup, by itself or through a template.

    A template names what stands in it: ``${value}``, ``${name}`` of any other keyword,
    ``{{name}}`` to have it escaped, ``{{#each name}}`` … ``{{/each}}`` and ``{{#if name}}`` …
    ``{{else}}`` … ``{{/if}}``. JavaScript in a template is not run.

    Markup is made harmless: scripts, forms, frames, style sheets and handlers are taken
    out, for a script in a value is a script in the reader's notebook. An author who
    trusts the value says ``sanitize_html=False``.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     title = gr.HTML("<h1 style='text-align: center'>Welcome</h1>")
    ...     fruit = gr.HTML(["Fig", "Plum"], html_template="{{#each value}}<b>{{this}}</b> {{/each}}")
    """

    value = Value(None, allow_none=True, help="The markup, or what `html_template` makes markup of.").tag(ts="unknown")
    html_template = Unicode("${value}", help="Markup with places for `value` and other keywords.")
    css_template = Unicode("", help="CSS for what is inside, with places too; properties outside a rule are its own.")
    props = Dict(help="What else the templates name; any other keyword that they name goes here.").tag(
        ts="Record<string, unknown>", py="dict[str, Any]"
    )
    sanitize_html = Bool(True, help="Whether markup is made harmless. `False` trusts all that the value holds.")
    apply_default_css = Bool(True, help="Whether headings, lists, tables look as in Markdown.")
    show_label = Bool(False, allow_none=True, help="Whether the label is shown.")
    min_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its least height: pixels or CSS.")
    max_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Height from which it scrolls.")
    container = Bool(False, help="Whether it stands in a box with a border and padding.")
    padding = Bool(False, help="Whether there is space around the markup.")
    autoscroll = Bool(False, help="Whether it scrolls to its end when it changes, unless the visitor scrolled up.")
    interactive = Bool(True, allow_none=True, help="Whether it takes clicks.")
    min_width = Int(None, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it.")

    change = Event()
    input = Event()
    click = Event()
    double_click = Event()
    submit = Event()
    stop = Event()
    edit = Event()
    clear = Event()
    play = Event()
    pause = Event()
    end = Event()
    start_recording = Event()
    pause_recording = Event()
    stop_recording = Event()
    focus = Event()
    blur = Event()
    upload = Event()
    release = Event()
    select = Event()
    stream = Event()
    like = Event()
    example_select = Event()
    option_select = Event()
    load = Event()
    key_up = Event()
    apply = Event()
    delete = Event()
    tick = Event()
    undo = Event()
    retry = Event()
    expand = Event()
    collapse = Event()
    download = Event()
    copy = Event()

    _meaningless: ClassVar[frozenset[str]] = Component._meaningless | {"js_on_load", "server_functions", "head"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        named = self._named_in(kwargs)
        more = {name: kwargs.pop(name) for name in [*kwargs] if not self._takes(name) and named(name)}
        if more:
            kwargs["props"] = {**kwargs.get("props", {}), **more}
        super().__init__(*args, **kwargs)
        self._explain(self.html_template)

    @classmethod
    def _takes(cls, name: str) -> bool:
        return cls._knows(name) or name in cls._meaningless or name in {"render", "inputs"}

    def _named_in(self, given: dict[str, Any]) -> Callable[[str], bool]:
        """Return what tells whether a template names a keyword; for an update the page has the template."""
        if context.building_update():
            return lambda _name: True
        text = "\n".join(str(given.get(template) or "") for template in _TEMPLATES)
        return lambda name: re.search(rf"\b{re.escape(name)}\b", text) is not None

    def assign(self, update: dict[str, Any]) -> None:
        """Change properties, and what the templates name besides."""
        more = {name: value for name, value in update.items() if not (name.startswith("_") or self.has_trait(name))}
        if more:
            update = {name: value for name, value in update.items() if name not in more}
            update["props"] = {**self.props, **update.get("props", {}), **more}
        super().assign(update)

    def postprocess(self, value: Any) -> Any:
        """Return the markup, or data for the template.

        What shows itself as HTML in a notebook, such as a table of pandas, does so here.

        Raises
        ------
        TypeError
            If it is nothing that JSON can hold.
        """
        if callable(show := getattr(value, "_repr_html_", None)):
            value = show()
        self._explain(value)
        json.dumps(value)
        return value
