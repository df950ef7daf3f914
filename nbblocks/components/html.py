"""HTML: markup of the author's."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Bool, Dict, Int, Unicode, Union, observe

from nbblocks import context
from nbblocks.component import Component, Value
from nbblocks.dispatch.failures import Failure, told
from nbblocks.dispatch.javascript import MAX_ERROR, JavaScriptError
from nbblocks.events import Event
from nbblocks.exceptions import RefusedError, warn
from nbblocks.toasts import toast

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from nbblocks.dependency import Dependency

log = logging.getLogger("nbblocks")

#: What the page takes out of markup that it does not trust.
_DROPPED = re.compile(r"<(script|style|iframe|object|embed|form|input|select|textarea)\b|\son[a-z]+\s*=", re.IGNORECASE)
#: A place in a template that holds more than a name.
_SCRIPT = re.compile(r"\$\{(?!\s*[\w.]+\s*\})")
#: What harmless markup has not as the author wrote it, and JavaScript looks for.
_RENAMED = re.compile(r"<[a-z][^>]*\s(id|data-[\w-]+)\s*=", re.IGNORECASE)
#: A call of `trigger` whose event is known when it runs.
_ANY_EVENT = re.compile(r"\btrigger\(\s*[^'\"`\s]")
#: What names other keywords.
_TEMPLATES = ("html_template", "css_template", "js_on_load")
#: The events that come without the author's JavaScript.
_BY_ITSELF = frozenset({"change", "click", "double_click", "focus", "blur", "key_up", "copy", "load"})


class HTML(Component):
    """Markup, by itself or through a template.

    A template names what stands in it: ``${value}``, ``${name}`` of any other keyword,
    ``{{name}}`` to have it escaped, ``{{#each name}}`` … ``{{/each}}`` and ``{{#if name}}`` …
    ``{{else}}`` … ``{{/if}}``. JavaScript in a template is not run.

    Markup is made harmless: scripts, forms, frames, style sheets and handlers are taken
    out, for a script in a value is a script in the reader's notebook. An author who
    trusts the value says ``sanitize_html=False``.

    By themselves come the events ``click``, ``double_click``, ``focus``, ``blur``, ``key_up``,
    ``copy``, ``load`` and ``change``. All others are for the author's JavaScript to trigger:
    ``js_on_load``, the body of a function, which runs once in each page, when the component is
    shown there. It has:

    - ``element``, what holds the markup. That is changed and not made anew when the value
      changes; what comes and goes in it is best listened to on ``element``.
    - ``trigger(event, data)``, which runs the handlers of an event of the class. ``data`` is an
      object, whose keys a handler finds in `EventData`. An event that stands in quotes in
      ``js_on_load`` does not come by itself any more.
    - ``props``, the value, the label and what else the templates name. What is set there
      shows at once; of a new ``value`` the kernel hears, with the event ``input``.
    - ``watch(name, callback)``, which calls back when the kernel has changed that prop, or one
      of a list.

    In harmless markup ``id`` has a prefix, and ``data-`` attributes and fields are missing:
    JavaScript finds elements by their classes. What it sets is a visitor's input: a page can
    send any value and any data.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     title = gr.HTML("<h1 style='text-align: center'>Welcome</h1>")
    ...     fruit = gr.HTML(["Fig", "Plum"], html_template="{{#each value}}<b>{{this}}</b> {{/each}}")

    Buttons of one's own, whose handler hears which one it was:

    >>> def told(event: gr.EventData) -> str:
    ...     return f"You took {event.fruit}"
    >>> with gr.Blocks() as demo:
    ...     shelf = gr.HTML(
    ...         ["Fig", "Plum"],
    ...         html_template="{{#each value}}<button>{{this}}</button>{{/each}}",
    ...         js_on_load='''
    ...             element.addEventListener('click', ({ target }) => {
    ...                 if (target.matches('button')) trigger('select', { fruit: target.textContent });
    ...             });
    ...         ''',
    ...     )
    ...     taken = gr.Textbox(label="Taken")
    ...     chosen = shelf.select(told, None, taken)
    """

    value = Value(None, allow_none=True, help="The markup, or what `html_template` makes markup of.").tag(ts="unknown")
    html_template = Unicode("${value}", help="Markup with places for `value` and other keywords.")
    css_template = Unicode("", help="CSS for what is inside, with places too; properties outside a rule are its own.")
    js_on_load = Unicode(None, allow_none=True, help="JavaScript that runs when it is first shown, see above.")
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

    _meaningless: ClassVar[frozenset[str]] = Component._meaningless | {"server_functions", "head"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        more = {name for name in kwargs if not self._takes(name) and self._names(name, kwargs)}
        if more:
            kwargs["props"] = {**kwargs.get("props", {}), **{name: kwargs.pop(name) for name in more}}
        super().__init__(*args, **kwargs)

    @classmethod
    def _takes(cls, name: str) -> bool:
        return cls._knows(name) or name in cls._meaningless or name in {"render", "inputs", "every"}

    def _names(self, name: str, templates: dict[str, Any]) -> bool:
        """Tell whether a template names a keyword; what a handler makes is for one that has its templates."""
        if context.building_update():
            return True
        text = "\n".join(str(templates.get(part) or "") for part in _TEMPLATES)
        return re.search(rf"\b{re.escape(name)}\b", text) is not None

    def assign(self, update: dict[str, Any]) -> None:
        """Change properties, and what the templates name besides."""
        templates = {**{part: getattr(self, part) for part in _TEMPLATES}, **update}
        more = {name for name in update if not self.has_trait(name) and self._names(name, templates)}
        rest = {name: value for name, value in update.items() if name not in more}
        if more or "props" in rest:
            rest["props"] = {**self.props, **rest.get("props", {}), **{name: update[name] for name in more}}
        super().assign(rest)

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
        if not isinstance(value, str):
            json.dumps(value, allow_nan=False)
        return value

    def receive(self, value: Any) -> Any:
        """Return the markup, or the data, that the author's JavaScript made."""
        return self.postprocess(value)

    def _from_page(self, name: str, value: Any) -> Any:
        if name == "value" and self.js_on_load:
            if not (self.shown and self._interactive):
                raise RefusedError("it is hidden or read-only")
            return self._received(value)
        return super()._from_page(name, value)

    def _listen(self, event: str, dependency: Dependency) -> None:
        super()._listen(event, dependency)
        if not self._happens(event):
            warn(f"HTML.{event} does not come by itself: its js_on_load has to call trigger('{event}')")

    def _happens(self, event: str) -> bool:
        script = self.js_on_load or ""
        named = re.search(rf"(['\"`]){event}\1", script) or _ANY_EVENT.search(script)
        return event in _BY_ITSELF or named is not None or (event == "input" and "props" in script)

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        if self.js_on_load and isinstance(content, dict) and "failed" in content:
            self._report(str(content["failed"]))
        else:
            super()._handle_custom_msg(content, buffers)

    def _report(self, reason: str) -> None:
        """Tell what went wrong in the author's JavaScript, as that of events does."""
        error = JavaScriptError(" ".join(reason[:MAX_ERROR].split()))
        log.error("The JavaScript of %r failed: %s", self, error)
        toast("error", "Error", told(error, self.root), 10, self.root)
        if self.root is not None:
            self.root.errors.append(Failure(f"{type(self).__name__}.js_on_load", error, str(error)))

    @observe("value", "html_template")
    def _warn_of_loss(self, change: Bunch) -> None:
        if not (self.sanitize_html and isinstance(change.new, str)):
            return
        if found := _DROPPED.search(change.new):
            what = found[0].strip().rstrip("=")
            warn(f"HTML leaves out {what!r} and what else could act for the visitor; sanitize_html=False keeps it")
        elif self.js_on_load and (found := _RENAMED.search(change.new)):
            warn(f"js_on_load finds no {found[1]!r} in harmless markup; use a class, or sanitize_html=False")

    @observe("html_template", "css_template")
    def _warn_of_script(self, change: Bunch) -> None:
        if found := _SCRIPT.search(change.new):
            warn(f"{change.name} has JavaScript at {change.new[found.start() :][:30]!r}, which is not run")

    def summary(self) -> str:
        """Return the text without its markup."""
        text = self.value if isinstance(self.value, str) else "" if self.value is None else str(self.value)
        return " ".join(unescape(re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)).split())
