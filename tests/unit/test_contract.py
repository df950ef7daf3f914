"""What holds for every component; the exceptions are listed by name, with a reason."""

from __future__ import annotations

import inspect
import json
import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets
import pytest
from ipywidgets.widgets import widget as registry
from traitlets import TraitError

import nbblocks as gr
from nbblocks import components
from nbblocks.events import KINDS
from nbblocks.exceptions import CompatibilityWarning
from nbblocks.files.component import FileComponent
from nbblocks.frontend import runtime
from nbblocks.jupyter.snapshot import snapshot, text
from nbblocks.keywords import parameters
from tests.unit.samples import make, sample

if TYPE_CHECKING:
    from collections.abc import Iterable

CLASSES = sorted({getattr(components, name) for name in components.__all__}, key=lambda cls: cls.__name__)
GRADIO = json.loads(Path(__file__).with_name("gradio_parameters.json").read_text(encoding="utf-8"))
HOSTILE = "<img src=x onerror=alert(1)>"

#: Parameters of the constructor that no trait stands for.
NO_TRAITS = {"render", "inputs", "every"}


def takes_values(cls: type[Any]) -> bool:
    """Tell whether the page may set the value: that of a component for output it may not."""
    return bool(cls.class_traits()["value"].metadata.get("frontend"))


def over(classes: Iterable[type[Any]]) -> pytest.MarkDecorator:
    """Run a test once for each of some classes."""
    return pytest.mark.parametrize("cls", list(classes), ids=lambda cls: cls.__name__)


every = over(CLASSES)
every_input = over(cls for cls in CLASSES if takes_values(cls))
# Nobody can press a button in a picture of an app, nor see what is not seen.
every_in_pictures = over(cls for cls in CLASSES if not cls._internal)
every_with_keywords_of_no_meaning = over(cls for cls in CLASSES if any(not cls._knows(n) for n in cls._meaningless))
every_in_gradio = over(cls for cls in CLASSES if cls.__name__ in GRADIO)
# The page names a file by the id of what the kernel has of it, and cannot bring back one that is gone.
every_plain_input = over(cls for cls in CLASSES if takes_values(cls) and not issubclass(cls, FileComponent))


def wire(component: Any, name: str = "value") -> Any:
    """Return a trait as it goes over the wire."""
    return json.loads(json.dumps(component.get_state(name)[name]))


@every
def test_label_and_info_reach_the_page(page, cls):
    component = make(cls, label="Name", info="More")
    assert (wire(component, "label"), wire(component, "info"), wire(component, "_name")) == (
        "Name",
        "More",
        cls.__name__,
    )


@every
def test_the_author_finds_it_in_css(page, cls):
    by_list, by_text = make(cls, elem_id="mine", elem_classes=["a", "b"]), make(cls, elem_classes="a b")
    assert wire(by_list, "elem_id") == "mine"
    assert {"a", "b"} <= set(wire(by_list, "_dom_classes"))
    assert set(wire(by_text, "_dom_classes")) == set(wire(by_list, "_dom_classes"))
    by_list.elem_classes = "c"
    assert "c" in wire(by_list, "_dom_classes")
    assert "a" not in wire(by_list, "_dom_classes")


@every
@pytest.mark.parametrize("visible", [False, "hidden"])
def test_it_can_be_hidden(page, cls, visible):
    component = make(cls, visible=visible)
    assert "nbb-hidden" in wire(component, "_dom_classes")
    component.visible = True
    assert "nbb-hidden" not in wire(component, "_dom_classes")


@every_input
@pytest.mark.parametrize("closed", [{"visible": False}, {"interactive": False}], ids=["hidden", "read-only"])
def test_hidden_or_read_only_it_takes_nothing(page, cls, closed):
    value = wire(make(cls, value=sample(cls).other))
    component = make(cls, value=sample(cls).value, **closed)
    before = wire(component)
    for event in [None, *(name for name in cls._declared_events if KINDS[name].edits)]:
        page.act(component, event, {"value": value})
    page.update(component, value=value)
    assert wire(component) == before


@every_plain_input
def test_a_value_comes_back_as_it_went(page, cls, caplog):
    component = make(cls, value=sample(cls).value)
    there, value = wire(component), component.value
    component.value = sample(cls).other
    assert wire(component) != there
    page.act(component, None, {"value": there})
    assert (wire(component), component.value) == (there, value)
    assert not caplog.records


@every_input
@pytest.mark.parametrize("hostile", [HOSTILE * 2, {"path": "/etc/passwd"}, [["x"]], 1e308, -1, True], ids=repr)
def test_what_the_page_sends_leaves_a_value_that_the_author_could_have_set(page, cls, hostile):
    component = make(cls, value=sample(cls).value)
    page.act(component, None, {"value": hostile})
    assert wire(make(cls, value=component.value)) == wire(component)


@every
def test_it_can_be_empty_and_full(page, cls):
    component = make(cls)
    for value in (sample(cls).value, None, sample(cls).other):
        component.value = value
        assert isinstance(component.summary(), str)


@every
def test_an_unknown_keyword_is_refused_with_the_nearest_one(page, cls):
    with pytest.raises(TypeError, match=rf"{cls.__name__}\(\) got .*'elem_idd'; did you mean 'elem_id'"):
        make(cls, elem_idd="x")


@every_with_keywords_of_no_meaning
def test_keywords_that_mean_nothing_here_are_named_in_one_warning(page, cls):
    meaningless = {name: "something" for name in cls._meaningless if not cls._knows(name)}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make(cls, **meaningless)
    (warning,) = [one for one in caught if "ignores" in str(one.message)]
    assert warning.category is CompatibilityWarning
    assert all(name in str(warning.message) for name in meaningless)
    assert Path(warning.filename).name == "samples.py"


@pytest.mark.parametrize(
    ("make_it", "message"),
    [
        (lambda: gr.Number(buttons=[gr.Button("Mine")]), "Number ignores buttons: not built yet"),
        (lambda: gr.Image(show_share_button=True), "Image ignores show_share_button: no meaning in Jupyter"),
        (
            lambda: gr.Image(show_share_button=True, tool="editor"),
            "Image ignores tool: not built yet; show_share_button: no meaning in Jupyter",
        ),
    ],
    ids=["unbuilt", "meaningless", "both"],
)
def test_what_is_ignored_is_told_with_the_reason(page, make_it, message):
    with pytest.warns(CompatibilityWarning) as told:
        make_it()
    assert [str(warning.message) for warning in told] == [message]


@every
def test_a_share_of_the_width_may_be_a_fraction(page, cls):
    assert wire(make(cls, scale=0.5), "scale") == 0.5
    assert wire(make(cls, scale=2), "scale") == 2
    with pytest.raises(TraitError, match="scale"):
        make(cls, scale=-0.5)


@every
@pytest.mark.parametrize(
    "spelling",
    [
        lambda cls: cls.update(label="New", visible=False),
        lambda cls: gr.update(label="New", visible=False),
        lambda cls: cls(label="New", visible=False),
        lambda cls: {"label": "New", "visible": False, "__type__": "update"},
    ],
    ids=["Class.update", "gr.update", "Class()", "dict"],
)
def test_a_handler_changes_properties(page, cls, spelling):
    with gr.Blocks() as demo:
        component = make(cls, label="Old")
        button = gr.Button("Go")
        button.click(lambda: spelling(cls), None, component)
    before, contents = set(registry._instances), demo.children
    page.act(button, "click")
    assert (component.label, component.visible) == ("New", False)
    assert set(registry._instances) == before
    assert demo.children == contents


@every
def test_it_is_of_its_class(page, cls):
    assert type(make(cls)) is cls


@every
def test_its_layout_is_made_when_somebody_touches_it(page, cls):
    runtime()
    before = set(registry._instances)
    component = make(cls)
    made = [registry._instances[model_id] for model_id in set(registry._instances) - before]
    assert not [widget for widget in made if isinstance(widget, ipywidgets.Layout)]
    component.layout.width = "50%"
    assert page.updates(component, "layout") == [f"IPY_MODEL_{component.layout.model_id}"]


@every
def test_closing_leaves_nothing_behind(page, cls):
    runtime()
    before = set(registry._instances)
    made = [make(cls) for _ in range(50)]
    assert len(registry._instances) > len(before)
    made[0].layout.width = "50%"
    for component in made:
        component.close()
    assert set(registry._instances) == before


@every
def test_a_page_sets_only_what_it_owns(page, cls, caplog):
    component = make(cls, value=sample(cls).value)
    component.layout.width = "50%"
    caplog.set_level(logging.WARNING, logger="nbblocks")
    for name in component.keys:
        if component.trait_metadata(name, "frontend"):
            continue
        before = component.get_state(name)[name]
        for hostile in (HOSTILE, True, False, None, 7, [HOSTILE], {"x": HOSTILE}):
            caplog.clear()
            page.update(component, **{name: hostile})
            page.act(component, None, {name: hostile})
            assert component.get_state(name)[name] == before, name
            assert caplog.records, name
    page.update(component.layout, width="1px")
    assert component.layout.width == "50%"


@every_in_pictures
def test_a_saved_notebook_shows_its_label_and_value_as_text(page, cls):
    component = make(cls, label=HOSTILE)
    assert HOSTILE not in snapshot(component)
    assert HOSTILE.replace("<", "&lt;").replace(">", "&gt;") in snapshot(component)
    assert HOSTILE in text(component)


@every_in_gradio
def test_it_takes_what_gradios_takes(page, cls):
    ours = inspect.signature(cls).parameters
    wanted = set(GRADIO[cls.__name__]["parameters"]) - NO_TRAITS
    assert wanted - ours.keys() <= cls._meaningless
    for name in parameters(cls):
        assert f"\n{name} : " in inspect.getdoc(cls)


@over(getattr(gr, name) for name in GRADIO if hasattr(gr, name))
def test_it_takes_each_default_of_gradios(page, cls):
    for name, value in GRADIO[cls.__name__]["parameters"].items():
        with warnings.catch_warnings():
            # A default is no wish: None says nothing, so nothing is lost.
            warnings.simplefilter("ignore" if value is not None else "error", CompatibilityWarning)
            cls(**{name: value})


# Most events of HTML wait for the author's JavaScript, and say so.
@pytest.mark.filterwarnings("ignore:HTML.*does not come by itself")
@every_in_gradio
def test_it_has_the_events_of_gradios(page, cls):
    assert set(GRADIO[cls.__name__]["events"]) <= cls._declared_events.keys()
    component = make(cls)
    for name in cls._declared_events:
        getattr(component, name)(lambda: None)
    assert set(wire(component, "_events")) == cls._declared_events.keys()


@every
def test_its_documentation_has_an_example(cls):
    assert ">>> import nbblocks as gr" in inspect.getdoc(cls)
