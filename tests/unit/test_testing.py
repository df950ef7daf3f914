"""`nbblocks.testing`: an app driven as its authors drive theirs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import nbblocks as gr
from nbblocks import components
from nbblocks.events import KINDS
from nbblocks.files.component import FileComponent
from nbblocks.testing import PageError, visit
from tests.unit.samples import make, sample
from tests.uploads import BOAT, SPEECH

CLASSES = sorted({getattr(components, name) for name in components.__all__}, key=lambda cls: cls.__name__)

#: What a visitor brings to a component that takes files.
FILES = {"audio": SPEECH, "image": BOAT}


def over(classes):
    return pytest.mark.parametrize("cls", list(classes), ids=lambda cls: cls.__name__)


def owned_by_the_page(cls) -> bool:
    return bool(cls.class_traits()["value"].metadata.get("frontend"))


@over(cls for cls in CLASSES if owned_by_the_page(cls))
def test_a_visitor_can_set_the_value_of_each_component_that_takes_one(cls):
    with gr.Blocks() as demo:
        component = make(cls, label="It")
        shown = gr.Textbox(label="Shown")
        if "input" in cls._declared_events:
            component.input(lambda: "a handler ran", None, shown)
    with visit(demo) as page:
        element = page.get("It")
        if issubclass(cls, FileComponent):
            element.set(FILES[component._stem])
            assert element.download() == FILES[component._stem].read_bytes()
        else:
            for value in (sample(cls).value, sample(cls).other):
                element.set(value)
                assert element.value == make(cls, value=value).value
        assert page.get("Shown").value == ("a handler ran" if "input" in cls._declared_events else "")


@over(cls for cls in CLASSES if {"click", "double_click"} & cls._declared_events.keys())
def test_a_visitor_can_click_each_component_that_takes_a_click(cls):
    with gr.Blocks() as demo:
        component = make(cls, value=sample(cls).value)
        shown = gr.Textbox(label="Shown")
        component.click(lambda: "clicked", None, shown)
    with visit(demo) as page:
        page.get(component).click()
        assert page.get("Shown").value == "clicked"


#: What an event must carry, where a component checks it.
CARRIED = {
    "Checkbox": {"select": {"selected": True}},
    "Dropdown": {"key_up": {"key": "a", "input_value": "a"}, "select": {"value": "first"}},
    "Radio": {"select": {"value": "first"}},
    "CheckboxGroup": {"select": {"value": "first"}},
}


@pytest.mark.filterwarnings("ignore:HTML.*does not come by itself")
@over(CLASSES)
def test_a_visitor_can_cause_each_event_of_a_component(cls):
    ran = []
    with gr.Blocks() as demo:
        component = make(cls)
        events = [name for name in cls._declared_events if not KINDS[name].internal]
        for name in events:
            getattr(component, name)(lambda name=name: ran.append(name))
    with visit(demo) as page:
        ran.clear()
        for name in events:
            page.get(component).fire(name, **CARRIED.get(cls.__name__, {}).get(name, {}))
    assert ran == events


@over(CLASSES)
@pytest.mark.parametrize("closed", [{"visible": False}, {"interactive": False}], ids=["hidden", "read-only"])
def test_what_the_screen_would_not_let_a_visitor_do_fails_with_the_reason_and_the_tree(cls, closed):
    with gr.Blocks() as demo, gr.Row():
        component = make(cls, label="It", value=sample(cls).value, **closed)
    events = [name for name in cls._declared_events if KINDS[name].edits]
    if not events:
        assert not owned_by_the_page(cls)
        return
    with visit(demo) as page:
        element = page.get(component)
        assert (element.visible, element.interactive) == ("visible" not in closed, "interactive" not in closed)
        with pytest.raises(PageError) as refused:
            element.fire(events[0])
    reason, _, *tree = str(refused.value).splitlines()
    assert reason.endswith("it is hidden" if "visible" in closed else f"so there is no {events[0]!r}")
    assert tree[0] == "    Row"
    assert tree[1].startswith(f"→     {cls.__name__}")


def test_importing_nbblocks_does_not_import_its_test_helpers():
    code = "import nbblocks as gr, sys; gr.Interface; assert 'nbblocks.testing' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
