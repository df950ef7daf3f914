from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

import nbblocks as gr
from nbblocks.session import ending
from nbblocks.session import state as state_module

POLICIES = ["thread", "inline"]


class Clock:
    """Timers that go off when the test says so, and the time that has passed."""

    def __init__(self):
        self.now = 1000.0
        self.timers = []

    def monotonic(self):
        return self.now

    def later(self, delay, function):
        timer = (self.now + delay, function)
        self.timers.append(timer)
        return lambda: self.timers.remove(timer) if timer in self.timers else None

    def pass_by(self, seconds):
        self.now += seconds
        due = [timer for timer in self.timers if timer[0] <= self.now]
        for timer in due:
            self.timers.remove(timer)
            timer[1]()


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(state_module, "later", clock.later)
    monkeypatch.setattr(state_module, "time", clock)
    # What is due is done at once.
    monkeypatch.setattr(state_module, "workers", type("Now", (), {"submit": lambda _, work: work()}))
    return clock


def app(start, handler, **options):
    """An app whose button puts what `handler` makes of the state into it, and counts its changes."""
    changes = []
    with gr.Blocks() as demo:
        state = gr.State(start, **options)
        button = gr.Button()
        button.click(handler, state, state)
        state.change(changes.append, state, trigger_mode="multiple")
    return demo, state, button, changes


@dataclass
class Model:
    name: str = "net"
    parts: dict = field(default_factory=lambda: {"weights": [1, 2], "lock": [threading.Lock()]})


@pytest.mark.parametrize(
    ("value", "culprit"),
    [
        ({"name": "x", "lock": threading.Lock()}, r"value\['lock'\], a _thread.lock"),
        ([1, (2, threading.Lock())], r"value\[1\]\[1\], a _thread.lock"),
        (Model(), r"value\.parts\['lock'\]\[0\], a _thread.lock"),
        ({"rows": (row for row in [])}, r"value\['rows'\], a generator"),
        (threading.Lock(), r"value, a _thread.lock"),
    ],
)
def test_the_error_names_what_cannot_be_copied(value, culprit):
    with pytest.raises(TypeError, match=rf"State cannot copy {culprit} .*State\(lambda: …\)"):
        gr.State(value)


def test_what_contains_itself_and_cannot_be_copied_is_named_too():
    value = {"lock": threading.Lock()}
    value["self"] = value
    with pytest.raises(TypeError, match=r"value\['lock'\]"):
        gr.State(value)


def test_a_function_makes_the_value_once_when_it_is_needed():
    made = []
    state = gr.State(lambda: made.append(1) or threading.Lock())
    assert made == []
    assert state.value is state.value
    assert made == [1]
    state.reset()
    assert made == [1, 1]


def test_it_owns_its_value():
    start = {"list": []}
    gr.State(start).value["list"].append(1)
    assert start == {"list": []}


CHANGED = [
    (0, lambda n: n + 1),
    ([], lambda values: [*values, 1]),
    ([], lambda values: values.append(1) or values),
    ({"a": []}, lambda value: value["a"].append(1) or value),
    (np.zeros(3), lambda array: array + 1),
    (np.zeros(3), lambda array: array.__iadd__(1)),
    (pd.DataFrame({"a": [1]}), lambda frame: frame + 1),
    (Model("a", {}), lambda model: setattr(model, "name", model.name + "!") or model),
    (None, lambda _: threading.Lock()),
]
SAME = [
    (1, lambda n: n),
    ([1, [2]], lambda values: values),
    ([1, [2]], lambda values: [1, [2]]),
    ({"a": "xy"}, lambda value: {"a": "".join("xy")}),
    (np.arange(3), lambda array: np.arange(3)),
    (pd.DataFrame({"a": [1], "b": ["x"]}), lambda frame: frame.copy()),
    (None, lambda _: None),
]


@pytest.mark.parametrize(("start", "handler"), CHANGED)
def test_a_change_is_one(page, start, handler):
    _, _, button, changes = app(start, handler)
    for count in (1, 2):
        page.act(button, "click")
        assert len(changes) == count


@pytest.mark.parametrize(("start", "handler"), SAME)
def test_what_looks_the_same_is_no_change(page, start, handler):
    _, _, button, changes = app(start, handler)
    page.act(button, "click")
    assert changes == []


def test_an_author_changes_it_from_a_cell(page):
    demo, state, _, changes = app(0, lambda n: n)
    state.value = 5
    page.settle(demo)
    assert changes == [5]


def test_no_change_is_lost_when_two_threads_write(page, monkeypatch):
    demo, state, _, changes = app(0, lambda n: n)
    other = threading.Thread(target=setattr, args=[state, "value", 2])
    compare = state_module.fingerprint

    def compare_slowly(value):
        if value == 1 and other.ident is None:
            other.start()
            other.join(0.2)  # It has to wait, or it is done by then.
        return compare(value)

    monkeypatch.setattr(state_module, "fingerprint", compare_slowly)
    state.value = 1
    other.join(10)
    state.value = 1
    page.settle(demo)
    assert len(changes) == 3


def test_what_a_function_made_is_compared_too(page):
    _, _, button, changes = app(lambda: [1], lambda values: values)
    page.act(button, "click")
    assert changes == []


def test_nobody_pays_for_a_change_that_nobody_follows(page, monkeypatch):
    monkeypatch.setattr(state_module, "fingerprint", pytest.fail)
    gr.State(0).value = 5


@pytest.mark.parametrize("policy", POLICIES)
def test_it_is_input_and_output(page, policy):
    with gr.Blocks(policy=policy):
        history, name, shown = gr.State([]), gr.Textbox(), gr.Textbox()

        def add(history, name):
            history.append(name)
            return history, " ".join(history)

        name.submit(add, [history, name], [history, shown])
    for text in ("Ada", "Bob"):
        page.act(name, "submit", {"value": text})
    assert shown.value == "Ada Bob"
    assert history.value == ["Ada", "Bob"]


def test_it_lives_its_time_after_the_last_change(page, clock):
    deleted = []
    _, state, button, changes = app([0], lambda v: [*v, 1], time_to_live=60, delete_callback=deleted.append)
    page.act(button, "click")
    clock.pass_by(50)
    page.act(button, "click")
    clock.pass_by(50)
    assert state.value == [0, 1, 1]
    clock.pass_by(20)
    page.settle(state)
    assert (state.value, deleted) == ([0], [[0, 1, 1]])
    assert changes[-1] == [0]
    # It has its first value now, of which nobody tires.
    clock.pass_by(1000)
    assert len(deleted) == 1
    assert clock.timers == []


def test_a_state_that_is_written_while_its_time_ends_lives_on(clock):
    state = gr.State(0, time_to_live=60)
    state.value = 1
    (_, expire), *_ = clock.timers
    clock.pass_by(59)
    state.value = 2
    clock.now += 1
    expire()
    assert state.value == 2


def test_closing_the_app_ends_it(page, clock):
    deleted = []
    demo, state, _, _ = app([0], lambda v: v, time_to_live=60, delete_callback=deleted.append)
    state.value = [1]
    demo.close()
    demo.close()
    assert (deleted, clock.timers) == ([[1]], [])


def test_a_value_that_was_never_made_is_not_deleted(page):
    deleted = []
    with gr.Blocks() as demo:
        gr.State(list, delete_callback=deleted.append)
    demo.close()
    assert deleted == []


def test_a_delete_callback_that_fails_is_logged_and_stops_nothing(page, caplog):
    deleted = []
    with gr.Blocks() as demo:
        gr.State(1, delete_callback=deleted.append)
        gr.State(2, delete_callback=lambda value: value / 0)
    demo.close()
    assert deleted == [1]
    assert "delete_callback" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_in_a_notebook_states_outlive_the_page_as_components_do(page):
    deleted = []
    with gr.Blocks() as demo:
        state = gr.State(0, delete_callback=deleted.append)
    page.act(demo._shell, "load", page="one")
    state.value = 1
    page.act(demo._shell, "unload", page="one")
    assert (state.value, deleted) == (1, [])


@pytest.mark.parametrize("policy", POLICIES)
def test_the_kernel_ends_what_its_pages_have(page, policy):
    happened, steps = [], []
    started = threading.Event()

    def stream():
        try:
            while True:
                yield str(len(steps))
                steps.append(1)
                started.set()
        finally:
            happened.append("finally")

    with gr.Blocks(policy=policy) as demo:
        state = gr.State("kept", delete_callback=happened.append)
        button, out = gr.Button(), gr.Textbox()
        demo.unload(lambda: happened.append("unload"))
        if policy == "thread":
            button.click(stream, None, out)
    with gr.Blocks() as never_shown:
        gr.State("never", delete_callback=happened.append)
    page.act(demo._shell, "load", page="one")
    if policy == "thread":
        page.send(button, {"event": "click", "page": "one"})
        assert started.wait(10)
        ending.end_apps()
        assert sorted(happened[:2]) == ["finally", "unload"]
    else:
        ending.end_apps()
        assert happened[0] == "unload"
    assert happened[-1] == "kept"
    ending.end_apps()
    never_shown.close()
    assert happened[-1] == "never"
    assert happened.count("unload") == 1
    assert state.root is None


@pytest.mark.parametrize(
    ("option", "error", "says"),
    [
        ({"time_to_live": -1}, ValueError, "time_to_live must be more than 0, not -1"),
        ({"time_to_live": 0}, ValueError, "time_to_live must be more than 0, not 0"),
        ({"time_to_live": "a"}, TypeError, "time_to_live must be a number of seconds or None, not 'a'"),
        ({"delete_callback": 5}, TypeError, "delete_callback must be a function of the value, not 5"),
    ],
)
def test_what_a_state_cannot_be_made_with(page, option, error, says):
    with pytest.raises(error, match=rf"^State\(\): {says}"):
        gr.State(0, **option)
