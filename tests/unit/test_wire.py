"""Forged and fuzzed messages: they change nothing, and the log says why."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

import comm
import ipywidgets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ipywidgets.widgets.widget import _instances

import nbblocks as gr
from nbblocks.block import Block
from nbblocks.component import Component
from nbblocks.frontend import runtime
from tests.unit.samples import make

HUGE = "x" * 1_000_000
CLASSES = sorted({getattr(gr.components, name) for name in gr.components.__all__}, key=lambda cls: cls.__name__)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(HUGE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def everything() -> gr.Blocks:
    """An app with each component and each container, in a state that a visitor cannot change."""
    with gr.Blocks() as demo:
        with gr.Row(), gr.Column(), gr.Group():
            for name in gr.components.__all__:
                getattr(gr.components, name)(interactive=False, label=name) if name not in _NO_INTERACTIVE else None
        with gr.Tabs(), gr.Tab("One"), gr.Accordion("More"):
            gr.Textbox(interactive=False)
    return demo


_NO_INTERACTIVE = {
    name for name in gr.components.__all__ if "interactive" not in getattr(gr.components, name).__signature__.parameters
}


def state_of(widgets: list[ipywidgets.Widget]) -> list[dict[str, Any]]:
    """Return what the page shows, without how often it was told."""
    states = [copy.deepcopy(widget.get_state()) for widget in widgets]
    return [{name: value for name, value in state.items() if name != "_count"} for state in states]


def blocks_of(demo: gr.Blocks) -> list[ipywidgets.Widget]:
    return [demo, demo._shell, *demo.descendants()]


@SETTINGS
@given(content=JSON)
def test_a_custom_message_of_any_shape_changes_no_read_only_app(page, content):
    demo = everything()
    widgets = blocks_of(demo)
    before = state_of(widgets)
    for widget in widgets:
        page.send(widget, content)
    assert state_of(widgets) == before
    demo.close()


@SETTINGS
@given(
    event=st.sampled_from(["input", "change", "submit", "click", "close", "_fire", "__init__", "load"]) | JSON,
    value=JSON,
)
def test_an_event_with_any_state_changes_no_read_only_app(page, event, value):
    demo = everything()
    widgets = [widget for widget in blocks_of(demo) if isinstance(widget, Component) and widget is not demo._shell]
    before = state_of(widgets)
    for widget in widgets:
        page.send(widget, {"event": event, "state": {"value": value}, "data": value, "seq": 1})
    assert state_of(widgets) == before
    demo.close()


@pytest.mark.parametrize("value", [None, 5, True, [], {}, "hidden", HUGE, {"path": "/etc/passwd"}, [["x"]]])
def test_raw_updates_of_traits_that_the_page_does_not_own_change_nothing(page, caplog, value):
    demo = everything()
    for widget in [*blocks_of(demo), runtime()]:
        before = state_of([widget])
        for name in widget.keys:
            if not widget.trait_metadata(name, "frontend"):
                page.update(widget, **{name: value})
        assert state_of([widget]) == before
    assert "Refused an update of Row: the page does not own" in caplog.text


def test_a_layout_refuses_updates(page, caplog):
    box = gr.Textbox()
    box.layout.width = "50%"
    page.update(box.layout, width="0px", display="none")
    assert (box.layout.width, box.layout.display) == ("50%", None)
    assert "Refused an update of a Layout: ['width', 'display']" in caplog.text


def test_no_widget_that_an_app_is_made_of_takes_a_raw_update(page):
    """Also those that are no blocks: layouts, the box inside an accordion, the runtime with its layout."""
    before_it = set(_instances)
    demo = everything()
    demo.layout.width = "50%"
    runtime().layout.width = "50%"
    widgets = [_instances[known] for known in set(_instances) - before_it] + [runtime(), runtime().layout]
    states = state_of(widgets)
    for widget in widgets:
        for name in [name for name in widget.keys if not widget.trait_metadata(name, "frontend")]:
            for value in (None, [], {}, "hidden", True):
                page.update(widget, **{name: value})
    assert state_of(widgets) == states
    assert len(widgets) > len(blocks_of(demo)) + 3


def test_the_part_of_an_app_that_speaks_with_the_page_holds_nothing(page):
    shell = gr.Blocks()._shell
    page.send(shell, {"event": "load", "state": {"value": HUGE}})
    page.update(shell, value=HUGE, css="body { display: none }")
    assert (shell.value, shell.css) == (None, "")


def test_the_runtime_refuses_updates_and_sends_only_bundles(page):
    front_end = runtime()
    before = front_end.get_state()
    page.update(front_end, _esm="export default {}", _bundle="", _hash="0")
    assert front_end.get_state() == before
    page.messages.clear()
    for name in ("../../etc/passwd", "core.js", "", None, 5, ["core"], {"name": "core"}):
        page.send(front_end, {"bundle": name})
    assert page.messages == []


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (lambda: gr.Textbox("before"), HUGE),
        (lambda: gr.Number(1), "2"),
        (lambda: gr.Number(1), float("nan")),
        (lambda: gr.Slider(0, 10, 5), 11),
        (lambda: gr.Checkbox(True), 0),
        (lambda: gr.Radio(["a", "b"], value="a"), "c"),
        (lambda: gr.CheckboxGroup(["a", "b"], value=["a"]), ["c"]),
        (lambda: gr.Dropdown(["a", "b"], value="a"), "c"),
        (lambda: gr.Dropdown(["a"], value="a", allow_custom_value=True), HUGE),
        (gr.Image, {"path": "/etc/passwd"}),
        (gr.Image, {"id": "/etc/passwd"}),
        (gr.Image, "/etc/passwd"),
        (gr.Audio, {"id": "../../etc/passwd", "path": "/etc/passwd"}),
        (lambda: gr.Markdown("before"), "after"),
        (lambda: gr.HTML("before"), "<script>"),
        (lambda: gr.Label("before"), "after"),
        (lambda: gr.Button("before"), "after"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_both_doors(page, caplog, make, value):
    component = make()
    before = component.value
    page.send(component, {"event": None, "state": {"value": value}})
    page.update(component, value=value)
    assert component.value == before
    assert caplog.text.count("Refused") == 2


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@SETTINGS
@given(value=JSON)
def test_whatever_a_page_sends_is_taken_or_refused_in_a_short_line_and_never_breaks(page, caplog, cls, value):
    caplog.clear()
    component = make(cls)
    page.send(component, {"event": None, "state": {"value": value}, "seq": 1})
    page.update(component, value=value)
    for event in cls._declared_events:
        page.send(component, {"event": event, "data": {"value": value, "index": value}, "seq": value})
    component.summary()
    component.get_state()
    lines = [record.getMessage() for record in caplog.records]
    assert [line[:500] for line in lines if not line.startswith("Refused") or len(line) > 500] == []
    component.close()


@pytest.mark.parametrize("name", [HUGE, "two\nlines", "__class__", "layout", "comm"])
def test_names_that_are_no_traits_are_refused_in_a_short_line(page, caplog, name):
    box, row = gr.Textbox(), gr.Row()
    for widget in (box, row, row.layout):
        page.update(widget, **{name: 1})
    page.send(box, {"event": name})
    page.send(box, {"event": None, "state": {name: 1}})
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 5
    assert [line for line in lines if len(line) > 200 or "\n" in line] == []


def test_a_message_is_all_or_nothing(page):
    box = gr.Textbox("before")
    page.send(box, {"event": "input", "state": {"value": "after", "lines": 7}})
    assert (box.value, box.lines) == ("before", 1)


def test_data_is_bounded(page, caplog):
    seen = []
    with gr.Blocks():
        box = gr.Textbox()
        box.select(lambda: seen.append("ran"))
    page.send(box, {"event": "select", "data": {"value": HUGE}})
    assert seen == []
    assert "larger than" in caplog.text


@pytest.mark.parametrize("cls", [gr.Blocks, gr.Row, gr.Tabs, gr.Textbox, gr.Image])
def test_a_page_cannot_make_blocks(page, cls):
    """ipywidgets lets a page open a comm for any registered class; none of ours is."""
    state = {name: trait.default_value for name, trait in cls.class_traits().items() if name in _REGISTERED}
    message = {"content": {"data": {"state": state}}, "metadata": {"version": "2.1.0"}, "buffers": []}
    before = set(_instances)
    with suppress(KeyError):
        ipywidgets.Widget.handle_comm_opened(comm.create_comm(), message)
    made = [_instances[known] for known in set(_instances) - before]
    assert not [widget for widget in made if isinstance(widget, Block)]


_REGISTERED = {
    "_model_module",
    "_model_module_version",
    "_model_name",
    "_view_module",
    "_view_module_version",
    "_view_name",
}
