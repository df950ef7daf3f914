"""How an interface is laid out, and what its buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks.component import Component
from nbblocks.components import Button, ClearButton, Markdown
from nbblocks.interface.events import attach_run, attach_stop
from nbblocks.interface.examples import Examples
from nbblocks.interface.flags import Flags
from nbblocks.interface.parts import place, place_title
from nbblocks.layouts import Accordion, Column, Row
from nbblocks.session.state import State

if TYPE_CHECKING:
    from nbblocks.dependency import Dependency
    from nbblocks.interface.interface import Interface
    from nbblocks.interface.parts import Parts


def assemble(app: Interface, parts: Parts) -> Examples | None:
    """Fill an interface: heading, inputs and outputs with their buttons, examples, article."""
    place_title(app.title)
    if app.description:
        Markdown(app.description)
    flags = Flags.of(app, parts)
    with Row():
        buttons = _columns(app, parts, flags)
    run = _attach(app, parts, buttons)
    flags.attach(run)
    examples = _examples(app, parts) if app.examples is not None else None
    if app.article:
        Markdown(app.article)
    return examples


def _columns(app: Interface, parts: Parts, flags: Flags) -> dict[str, Button]:
    """Place inputs and outputs side by side; the buttons stand below the first, the flags below the last."""
    buttons: dict[str, Button] = {}
    if parts.inputs:
        with Column():
            _place_inputs(app, parts)
            with Row():
                buttons = _buttons(app, parts)
                if not parts.shown_outputs:
                    flags.place()
    if parts.shown_outputs:
        with Column():
            for block in parts.shown_outputs:
                place(block)
            if not buttons or flags.mode == "manual":
                with Row():
                    buttons = buttons or _buttons(app, parts)
                    flags.place()
    return buttons


def _place_inputs(app: Interface, parts: Parts) -> None:
    for block in parts.main:
        place(block)
    if not parts.additional:
        return
    given = app.additional_inputs_accordion
    if isinstance(given, Accordion):
        given.render()
    with given if isinstance(given, Accordion) else Accordion(given or "Additional Inputs", open=bool(given)):
        for block in parts.additional:
            place(block)


def _buttons(app: Interface, parts: Parts) -> dict[str, Button]:
    """Place the buttons that there are: clear, submit and stop."""
    buttons = {}
    if app.clear_btn is not None:
        buttons["clear"] = _button("clear_btn", app.clear_btn, ClearButton)
    if not (app.live and parts.inputs) or parts.unified:
        generates = not parts.inputs and app.submit_btn == "Submit"
        text = "Generate" if generates else app.submit_btn
        buttons["submit"] = _button("submit_btn", text, Button, variant="primary")
    if "submit" in buttons and parts.streams and not app.live:
        buttons["stop"] = _button("stop_btn", app.stop_btn, Button, variant="stop")
        buttons["stop"].visible = False
    return buttons


def _button(name: str, given: Any, cls: type[Button], **looks: Any) -> Button:
    if isinstance(given, Button):
        place(given)
        return given
    if not isinstance(given, str):
        raise TypeError(f"Interface: {name} must be a Button or its text, not {type(given).__name__}")
    return cls(value=given, **looks)


def _attach(app: Interface, parts: Parts, buttons: dict[str, Button]) -> Dependency:
    options = {
        "batch": app.batch,
        "max_batch_size": app.max_batch_size,
        "concurrency_limit": app.concurrency_limit,
        "show_progress": app.show_progress,
        "validator": app.validator,
        "api_name": app.api_name,
        "api_description": app.api_description,
        "api_visibility": app.api_visibility,
    }
    stream = {"time_limit": app.time_limit, "stream_every": app.stream_every}
    run = attach_run(parts, buttons.get("submit"), live=app.live, options=options, stream=stream)
    if "stop" in buttons:
        attach_stop(run, buttons["submit"], buttons["stop"])
    if "clear" in buttons:
        _attach_clear(buttons["clear"], parts)
    return run


def _attach_clear(button: Button, parts: Parts) -> None:
    blocks = [block for block in [*parts.inputs, *parts.shown_outputs] if isinstance(block, (Component, State))]
    if isinstance(button, ClearButton):
        button.add(blocks)
    else:
        components = [block for block in blocks if isinstance(block, Component)]
        empty = dict.fromkeys(components)
        button.click(lambda: empty, None, components, queue=False, show_progress="hidden", api_name=False)


def _examples(app: Interface, parts: Parts) -> Examples:
    stateful = any(isinstance(block, State) for block in parts.inputs)
    main = len([block for block in parts.main if not isinstance(block, State)])
    return Examples(
        app.examples,
        [block for block in parts.inputs if not isinstance(block, State)],
        parts.outputs,
        parts.fn,
        cache_examples=app.cache_examples if not stateful else False,
        cache_mode="lazy" if app.cache_mode == "lazy" else None,
        examples_per_page=app.examples_per_page,
        example_labels=app.example_labels,
        batch=app.batch,
        visible_columns=list(range(main)) if parts.additional and main else None,
    )
