"""A part of an app that a function makes, again and again."""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets import widget as registry

import nbblocks as gr
from nbblocks.component import Component
from nbblocks.dispatch import writer
from nbblocks.rendering import run as run_module
from tests.page import SECONDS


def load(page: Any, demo: gr.Blocks) -> None:
    """Let the page tell that it shows the app."""
    page.act(demo._shell, "load")


def shown(demo: gr.Blocks, cls: type[Any] = gr.Textbox) -> list[Any]:
    """Return the blocks of a class that stand in the app."""
    return [block for block in demo.descendants() if isinstance(block, cls)]


def values(demo: gr.Blocks, cls: type[Any] = gr.Textbox) -> list[Any]:
    return [block.value for block in shown(demo, cls)]


@pytest.fixture(params=["thread", "inline"])
def policy(request):
    return request.param


@pytest.fixture
def rows(page, policy):
    """An app with as many fields, keyed by their name, as there are letters in a word."""
    with gr.Blocks(policy=policy) as demo:
        word = gr.Textbox("ab", label="Word")

        @gr.render(inputs=word)
        def fields(letters):
            for letter in letters:
                with gr.Row():
                    gr.Textbox(f"for {letter}", label=letter, key=letter)
                    gr.Number(label=letter)

    demo.word = word
    load(page, demo)
    return demo


def test_it_shows_when_the_page_loads(page, policy):
    with gr.Blocks(policy=policy) as demo:
        gr.Markdown("Before")

        @gr.render()
        def part():
            gr.Markdown("Made")

        gr.Markdown("After")
    assert values(demo, gr.Markdown) == ["Before", "After"]
    load(page, demo)
    assert values(demo, gr.Markdown) == ["Before", "Made", "After"]


def test_it_shows_anew_when_an_input_changes(page, rows):
    assert values(rows) == ["ab", "for a", "for b"]
    page.act(rows.word, "input", {"value": "cab"})
    assert values(rows) == ["cab", "for c", "for a", "for b"]


@pytest.mark.parametrize("decorator", [gr.render, gr.render()], ids=["bare", "called"])
def test_without_inputs_it_needs_no_parentheses(page, decorator):
    with gr.Blocks() as demo:

        @decorator
        def part():
            gr.Textbox("made")

    load(page, demo)
    assert values(demo) == ["made"]
    part()


def test_it_follows_the_triggers_that_it_is_given(page):
    with gr.Blocks() as demo:
        name, button = gr.Textbox("Ada"), gr.Button()

        @gr.render(inputs=name, triggers=button.click)
        def part(text):
            gr.Markdown(text)

    load(page, demo)
    page.act(name, "input", {"value": "Grace"})
    assert values(demo, gr.Markdown) == []
    page.act(button, "click")
    assert values(demo, gr.Markdown) == ["Grace"]


def test_it_follows_a_trait_of_any_widget(page):
    dial = ipywidgets.IntSlider()
    with gr.Blocks() as demo:

        @gr.render(inputs=dial, triggers=gr.Trait(dial))
        def part(number):
            gr.Number(number)

    dial.value = 5
    page.settle(demo)
    assert values(demo, gr.Number) == [5]


def test_a_trigger_that_is_no_event_is_refused(page):
    with gr.Blocks(), pytest.raises(TypeError, match=r"events such as button\.click"):
        gr.render(triggers=gr.Button())


def test_any_callable_makes_a_part(page):
    with gr.Blocks() as demo:
        gr.render()(functools.partial(gr.Textbox, "made"))
    load(page, demo)
    assert values(demo) == ["made"]


def test_in_a_row_its_blocks_stand_side_by_side(page):
    with gr.Blocks() as demo, gr.Row():

        @gr.render()
        def part():
            gr.Textbox()

    load(page, demo)
    assert isinstance(shown(demo)[0].parent, gr.Row)


def test_an_async_function_makes_a_part(page, policy):
    with gr.Blocks(policy=policy) as demo:

        @gr.render()
        async def part():
            with gr.Row():
                await asyncio.sleep(0)
                gr.Textbox("made")

    load(page, demo)
    assert values(demo) == ["made"]


def test_a_generator_is_refused(page):
    with gr.Blocks(), pytest.raises(TypeError, match="must not be a generator"):

        @gr.render()
        def part():
            yield gr.Textbox()


def test_outside_of_an_app_it_is_refused():
    with pytest.raises(ValueError, match=r"with gr\.Blocks"):

        @gr.render()
        def part():
            gr.Textbox()


def test_a_function_with_the_wrong_number_of_parameters_is_refused(page):
    with gr.Blocks(), pytest.raises(TypeError, match="takes 2 arguments, but there are 1 inputs"):

        @gr.render(inputs=gr.Textbox())
        def part(one, two):
            gr.Textbox()


def test_it_has_no_name_to_be_called_by(page):
    with gr.Blocks() as demo:
        gr.render()(gr.Textbox)
    assert list(demo.api) == []


def test_a_function_that_it_names_is_there_once_however_often_it_ran(page, rows):
    def part(text):
        gr.api(lambda: text, api_name="text")

    demo, outer = keyed(page, "thread", part)
    page.act(outer, "input", {"value": "two"})
    assert list(demo.api) == ["text"]
    assert demo.api["text"]() == "two"


def test_the_function_may_ask_for_what_a_handler_may_ask_for(page):
    with gr.Blocks() as demo:
        name = gr.Textbox("Ada")

        @gr.render(inputs=name)
        def part(text, event: gr.EventData, progress=gr.Progress()):
            progress(0.5, desc="Half")
            gr.Markdown(f"{text} by {type(event.target).__name__}")

    load(page, demo)
    page.act(name, "input", {"value": "Grace"})
    assert values(demo, gr.Markdown) == ["Grace by Textbox"]


def test_events_inside_reach_what_is_outside_and_the_other_way_round(page, policy):
    with gr.Blocks(policy=policy) as demo:
        outer, result = gr.Textbox(label="outer"), gr.Textbox(label="result")

        @gr.render(inputs=outer)
        def part(text):
            inner = gr.Textbox(text, label="inner")
            inner.submit(lambda a, b: f"{a}+{b}", [inner, outer], result)
            result.change(lambda a: f"seen {a}", result, inner)

    load(page, demo)
    page.act(outer, "input", {"value": "x"})
    inner = shown(demo)[-1]
    page.act(inner, "submit", {"value": "y"})
    assert result.value == "y+x"
    assert inner.value == "seen y+x"


def test_events_inside_happen_once_however_often_it_ran(page, policy):
    calls = []
    with gr.Blocks(policy=policy) as demo:
        outer, told = gr.Textbox(label="outer"), gr.Textbox()
        save = outer.submit(lambda: None)

        @gr.render(inputs=outer)
        def part(text):
            gr.Textbox(text, key="same").submit(lambda: calls.append("inside"))
            outer.submit(lambda: calls.append("outside"))
            save.then(lambda: calls.append("then"), None, told)

    load(page, demo)
    for text in "abc":
        page.act(outer, "input", {"value": text})
    page.act(shown(demo)[-1], "submit")
    page.act(outer, "submit")
    assert sorted(calls) == ["inside", "outside", "then"]


def test_a_handler_inside_returns_updates_not_blocks(page, policy):
    with gr.Blocks(policy=policy) as demo:

        @gr.render()
        def part():
            box = gr.Textbox("old", label="Old")
            gr.Button().click(lambda: gr.Textbox("new", label="New"), None, box)

    load(page, demo)
    page.act(shown(demo, gr.Button)[0], "click")
    assert [(box.value, box.label) for box in shown(demo)] == [("new", "New")]


def test_what_it_no_longer_makes_is_closed(page, rows):
    _, a, b = shown(rows)
    page.act(rows.word, "input", {"value": "b"})
    assert shown(rows) == [rows.word, b]
    assert a.comm is None
    assert b.comm is not None


def test_fifty_runs_leave_no_more_than_one(page, policy):
    def everything(count):
        gr.State(count)
        gr.Timer(5).tick(lambda: count, None, told)
        with gr.Tabs(), gr.Tab("Tab"), gr.Accordion("Part"), gr.Group():
            box = gr.Textbox(key=count % 3)
            gr.Examples(["Ada", "Grace"], box)
            gr.Dataset(components=["textbox"], samples=[["Ada"]])
            gr.Widget(ipywidgets.IntSlider())
        outer.submit(lambda: count, None, told).then(lambda: None)
        done.then(lambda: None, None, told)
        gr.Textbox(lambda text: text, inputs=box, every=9, key="computed")
        gr.Interface(lambda text: text, "text", "text")

        @gr.render(inputs=box)
        def inner(text):
            gr.ClearButton([box], key="clear")

    with gr.Blocks(policy=policy) as demo:
        outer, told = gr.Number(0, precision=0), gr.Textbox()
        done = outer.submit(lambda: None)
        gr.render(inputs=outer)(everything)

    def run(number):
        page.act(outer, "input", {"value": number})
        counts = [len(outer._dependencies[event]) for event in ("submit", "change")]
        dispatcher = demo.dispatcher
        return len(registry._instances), counts, len(done.then_run), len(dispatcher._pending), len(dispatcher._lines)

    load(page, demo)
    run(1)
    first = run(3)
    for number in range(4, 51):
        run(number)
    assert run(51) == first
    assert not demo.errors


def test_the_page_sees_one_change_of_children(page, rows):
    place = shown(rows)[-1].parent.parent
    before = len(page.updates(place, "children"))
    page.act(rows.word, "input", {"value": "xaby"})
    assert len(page.updates(place, "children")) == before + 1


def test_with_its_key_a_block_is_the_same_and_keeps_what_was_typed(page, rows):
    a = shown(rows)[1]
    page.act(a, "input", {"value": "typed"})
    page.messages.clear()
    page.act(rows.word, "input", {"value": "ca"})
    assert shown(rows)[2] is a
    assert values(rows) == ["ca", "for c", "typed"]
    assert page.updates(a, "value") == []


def test_without_a_key_a_block_is_new(page, rows):
    number = shown(rows, gr.Number)[0]
    page.act(number, "input", {"value": 5})
    page.act(rows.word, "input", {"value": "abc"})
    assert number.comm is None
    assert values(rows, gr.Number) == [None, None, None]


def keyed(page: Any, policy: str, make: Any) -> tuple[gr.Blocks, gr.Textbox]:
    """Return a shown app in which a function of the text of a field makes a part."""
    with gr.Blocks(policy=policy) as demo:
        outer = gr.Textbox("one", label="outer")
        gr.render(inputs=outer)(make)
    load(page, demo)
    return demo, outer


def test_what_is_not_preserved_is_as_the_author_says(page, policy):
    demo, outer = keyed(page, policy, lambda text: gr.Textbox(label=text, info="same", key=1))
    box = shown(demo)[-1]
    box.info = "changed by a handler"
    page.act(outer, "input", {"value": "two"})
    assert (box.label, box.info) == ("two", "same")


def test_a_value_that_nobody_touched_follows_the_author(page, policy):
    demo, outer = keyed(page, policy, lambda text: gr.Textbox(text, key=1))
    box = shown(demo)[-1]
    page.act(outer, "input", {"value": "two"})
    assert box.value == "two"
    page.act(box, "input", {"value": "mine"})
    page.act(outer, "input", {"value": "three"})
    assert box.value == "mine"


def test_the_author_says_what_the_key_preserves(page, policy):
    demo, outer = keyed(page, policy, lambda text: gr.Textbox("start", label=text, key=1, preserved_by_key=["label"]))
    box = shown(demo)[-1]
    page.act(box, "input", {"value": "typed"})
    box.label = "changed"
    page.act(outer, "input", {"value": "two"})
    assert (box.value, box.label) == ("start", "changed")


def test_a_key_preserves_nothing_if_the_author_says_so(page, policy):
    demo, outer = keyed(page, policy, lambda _: gr.Textbox("start", key=1, preserved_by_key=None))
    box = shown(demo)[-1]
    page.act(box, "input", {"value": "typed"})
    page.act(outer, "input", {"value": "two"})
    assert (shown(demo)[-1], box.value) == (box, "start")


def test_a_key_is_of_one_class(page, policy):
    def part(text):
        (gr.Textbox if text == "one" else gr.Number)(key=1)

    demo, outer = keyed(page, policy, part)
    page.act(outer, "input", {"value": "two"})
    assert (len(shown(demo)), len(shown(demo, gr.Number))) == (1, 1)


def test_a_key_that_is_there_twice_is_named_in_the_log(page, policy, caplog):
    def part(text):
        gr.Textbox(text, key="same")
        gr.Textbox(text, key="same")

    demo, outer = keyed(page, policy, part)
    page.act(outer, "input", {"value": "two"})
    assert values(demo) == ["two", "two", "two"]
    assert "have the key 'same'" in caplog.text


def test_a_container_is_kept_with_what_is_kept_in_it(page, policy):
    def part(text):
        with gr.Accordion("More", key="more"), gr.Row(key="row"):
            for letter in text:
                gr.Textbox(letter, key=letter)

    demo, outer = keyed(page, policy, part)
    accordion, row, e = shown(demo, gr.Accordion)[0], shown(demo, gr.Row)[0], shown(demo)[-1]
    page.update(accordion, selected_index=None)
    page.act(outer, "input", {"value": "e!"})
    assert shown(demo, gr.Accordion) == [accordion]
    assert shown(demo, gr.Row) == [row]
    assert not accordion.open
    assert [*row.children] == [e, shown(demo)[-1]]


def test_a_kept_container_that_is_left_empty_is_empty(page, policy):
    def part(text):
        row = gr.Row(key="row")
        if text == "one":
            with row:
                gr.Textbox()

    demo, outer = keyed(page, policy, part)
    page.act(outer, "input", {"value": "two"})
    (row,) = shown(demo, gr.Row)
    assert row.children == ()


def test_kept_tabs_keep_the_selected_one(page, policy):
    def part(text):
        with gr.Tabs(key="tabs"):
            for name in ("first", "second"):
                with gr.Tab(name, id=name, key=name):
                    gr.Markdown(text)

    demo, outer = keyed(page, policy, part)
    (tabs,) = shown(demo, gr.Tabs)
    page.update(tabs, selected_index=1)
    page.act(outer, "input", {"value": "two"})
    assert (tabs.selected, tabs.selected_index) == ("second", 1)
    assert values(demo, gr.Markdown) == ["two", "two"]


def test_kept_tabs_follow_the_author(page, policy):
    def part(text):
        with gr.Tabs(key="tabs", selected=None if text == "one" else text):
            for name in ("first", "second"):
                gr.Tab(name, id=name, key=name).__enter__().__exit__()

    demo, outer = keyed(page, policy, part)
    page.act(outer, "input", {"value": "second"})
    assert shown(demo, gr.Tabs)[0].selected_index == 1


def test_what_is_kept_may_move_to_another_container(page, policy):
    def part(text):
        with gr.Group() if text == "one" else gr.Row(key="row"):
            gr.Textbox("start", key="box")

    demo, outer = keyed(page, policy, part)
    box = shown(demo)[-1]
    page.act(box, "input", {"value": "typed"})
    page.act(outer, "input", {"value": "two"})
    assert shown(demo)[-1] is box
    assert isinstance(box.parent, gr.Row)
    page.act(outer, "input", {"value": "one"})
    assert (shown(demo)[-1], box.value) == (box, "typed")


def test_a_component_with_a_function_as_its_value_is_computed_inside(page, policy):
    demo, outer = keyed(page, policy, lambda text: gr.Textbox(lambda: f"computed {text}", key=1))
    assert values(demo)[-1] == "computed one"
    page.act(outer, "input", {"value": "two"})
    assert values(demo)[-1] == "computed two"


def test_states_examples_and_interfaces_work_inside(page, policy):
    def part(text):
        count, shown_count = gr.State(1), gr.Number(label="count")
        gr.Button("Count").click(lambda n: (n + 1, n + 1), count, [count, shown_count])
        gr.Examples([["Ada"], ["Grace"]], gr.Textbox(label="name"))
        gr.Interface(lambda name: f"Hello {name}", "text", "text")

    demo, _ = keyed(page, policy, part)
    count = next(button for button in shown(demo, gr.Button) if button.value == "Count")
    page.act(count, "click")
    page.act(count, "click")
    assert values(demo, gr.Number) == [3]
    page.act(shown(demo, gr.Dataset)[0], "click", {"value": 1})
    name = next(box for box in shown(demo) if box.label == "name")
    assert name.value == "Grace"
    inner = shown(demo, gr.Interface)[0]
    entry, answer = shown(inner)
    page.act(entry, "submit", {"value": "Ada"})
    assert answer.value == "Hello Ada"


def nested(page: Any, policy: str) -> tuple[gr.Blocks, gr.Textbox, gr.Textbox]:
    with gr.Blocks(policy=policy) as demo:
        outer, inner = gr.Textbox("a", label="outer"), gr.Textbox("x", label="inner")

        @gr.render(inputs=outer)
        def groups(names):
            for name in names:

                @gr.render(inputs=inner)
                def fields(letters, name=name):
                    for letter in letters:
                        gr.Textbox(name + letter, key=letter)

    load(page, demo)
    return demo, outer, inner


def test_parts_within_parts(page, policy):
    demo, outer, inner = nested(page, policy)
    assert values(demo) == ["a", "x", "ax"]
    page.act(inner, "input", {"value": "xy"})
    assert values(demo) == ["a", "xy", "ax", "ay"]
    page.act(outer, "input", {"value": "ab"})
    assert values(demo) == ["ab", "xy", "ax", "ay", "bx", "by"]
    page.act(outer, "input", {"value": "b"})
    assert values(demo) == ["b", "xy", "bx", "by"]


def test_a_part_within_a_part_keeps_what_was_typed(page, policy):
    demo, outer, _ = nested(page, policy)
    box = shown(demo)[-1]
    page.act(box, "input", {"value": "typed"})
    page.act(outer, "input", {"value": "ab"})
    assert shown(demo)[2] is box
    assert values(demo)[2:] == ["typed", "bx"]


def failing(page: Any, policy: str, **keywords: Any) -> tuple[gr.Blocks, gr.Textbox]:
    def part(text):
        with gr.Row(key="row"):
            gr.Textbox(text, key="kept").submit(lambda: "submitted", None, outer)
            gr.Number()
            if text == "bad":
                raise ValueError("no such part")

    with gr.Blocks(policy=policy, **keywords) as demo:
        outer = gr.Textbox("good", label="outer")
        gr.render(inputs=outer)(part)
    load(page, demo)
    return demo, outer


def test_a_failure_leaves_what_was_shown(page, policy):
    demo, outer = failing(page, policy)
    blocks, widgets = shown(demo, Component), len(registry._instances)
    page.act(outer, "input", {"value": "bad"})
    assert shown(demo, Component) == blocks
    assert len(registry._instances) == widgets
    assert all(block.root is demo for block in blocks)
    page.act(shown(demo)[-1], "submit")
    assert outer.value == "submitted"
    assert values(demo)[-1] == "submitted"


def test_a_failure_is_told_and_marks_the_place(page, policy):
    demo, outer = failing(page, policy)
    page.act(outer, "input", {"value": "bad"})
    (failure,) = demo.errors
    assert "no such part" in failure.traceback
    assert any("no such part" in str(message) for message in page.custom(demo._shell))
    stage = shown(demo, Component)[1]
    assert stage._status["state"] == "failed"
    page.act(outer, "input", {"value": "good again"})
    assert stage._status == {}


def test_a_call_of_a_block_that_is_gone_goes_on_with_what_follows_it(page, policy):
    """The promise that no event is lost: a button may well make the part anew that it stands in."""
    with gr.Blocks(policy=policy) as demo:
        tasks, told = gr.State(["one", "two"]), gr.Textbox(label="told")

        @gr.render(inputs=tasks)
        def part(names):
            for name in names:
                delete = gr.Button(name).click(
                    lambda name=name: [other for other in tasks.value if other != name], None, tasks
                )
                delete.then(lambda name=name: f"{name} is gone", None, told)

    load(page, demo)
    page.act(shown(demo, gr.Button)[0], "click")
    assert (values(demo, gr.Button), told.value) == (["two"], "one is gone")


def test_a_generator_that_nobody_can_see_any_more_is_ended(page):
    begun, ended = threading.Event(), threading.Event()

    def stream():
        try:
            while True:
                begun.set()
                yield "more"
        finally:
            ended.set()

    with gr.Blocks() as demo:
        outer = gr.Textbox()

        @gr.render(inputs=outer)
        def part(text):
            gr.Button().click(stream, None, gr.Textbox())

    load(page, demo)
    page.send(shown(demo, gr.Button)[0], {"event": "click", "state": {}, "data": {}})
    assert begun.wait(SECONDS)
    outer.value = "again"
    assert ended.wait(SECONDS)
    page.settle(demo)


def test_a_handler_with_a_key_is_the_same_in_the_next_run(page):
    """While it runs it cannot be called twice, and can be cancelled."""
    begun, shown_again, go_on, ended = (threading.Event() for _ in range(4))
    calls = []

    def stream():
        calls.append("called")
        try:
            yield "first"
            begun.set()
            assert go_on.wait(SECONDS)
            yield "second"
        finally:
            ended.set()

    with gr.Blocks() as demo:
        outer = gr.Textbox()

        @gr.render(inputs=outer)
        def part(text):
            out = gr.Textbox(key="out")
            run = gr.Button("Run", key="run").click(stream, None, out, key="stream")
            gr.Button("Stop").click(None, cancels=run)
            gr.Textbox(lambda: shown_again.set() if text else None)

    load(page, demo)
    click = {"event": "click", "state": {}, "data": {}}
    page.send(shown(demo, gr.Button)[0], click)
    assert begun.wait(SECONDS)
    outer.value = "again"
    assert shown_again.wait(SECONDS)
    run, stop = shown(demo, gr.Button)
    page.send(run, click)
    page.send(stop, click)
    go_on.set()
    assert ended.wait(SECONDS)
    page.settle(demo)
    assert calls == ["called"]
    assert values(demo)[1] == "first"


def test_an_output_of_a_handler_that_is_gone_takes_input_again(page, policy):
    with gr.Blocks(policy=policy) as demo:
        outer, out = gr.Checkbox(value=True), gr.Textbox()

        @gr.render(inputs=outer)
        def part(writes):
            button = gr.Button()
            if writes:
                button.click(lambda: "x", None, out)

    load(page, demo)
    assert not out._interactive
    page.act(outer, "input", {"value": False})
    assert out._interactive


def test_what_stood_there_before_is_not_its_own(page, policy):
    dial, box = ipywidgets.IntSlider(), gr.Textbox(render=False)

    def part(text):
        if text == "one":
            gr.Widget(dial)
            with gr.Row():
                box.render()

    demo, outer = keyed(page, policy, part)
    assert box in shown(demo)
    page.act(outer, "input", {"value": "two"})
    assert box not in shown(demo)
    assert dial.comm is not None
    assert box.comm is not None
    page.act(outer, "input", {"value": "one"})
    assert (box in shown(demo), dial.comm is not None) == (True, True)


def test_what_it_puts_into_a_container_outside_goes_with_its_run(page, policy):
    with gr.Blocks(policy=policy) as demo:
        outer, aside = gr.Textbox("one"), gr.Column()

        @gr.render(inputs=outer)
        def part(text):
            with aside:
                gr.Markdown(text)
            if text == "bad":
                raise ValueError(text)

    load(page, demo)
    seen = []
    for text in ("two", "bad", "three"):
        page.act(outer, "input", {"value": text})
        seen.append([block.value for block in aside.children])
    assert seen == [["two"], ["two"], ["three"]]


def test_it_may_enter_the_app_again(page, policy):
    with gr.Blocks(policy=policy) as demo:

        @gr.render()
        def part():
            with demo:
                gr.Textbox("at the end")
            gr.Textbox("in its place")

    load(page, demo)
    assert values(demo) == ["in its place", "at the end"]


def test_what_goes_wrong_when_it_is_shown_leaves_one_set_of_handlers(page, policy):
    told = []

    def part(text):
        outer.submit(lambda: told.append(text))
        with gr.Tabs(key="tabs"):
            (gr.Textbox if text == "bad" else gr.Tab)()

    with gr.Blocks(policy=policy) as demo:
        outer = gr.Textbox("one")
        gr.render(inputs=outer)(part)
    load(page, demo)
    page.act(outer, "input", {"value": "bad"})
    (failure,) = demo.errors
    assert "Tabs hold only Tab" in failure.traceback
    page.act(outer, "input", {"value": "three"})
    page.act(outer, "submit")
    assert told == ["three"]
    assert len(shown(demo, gr.Tabs)) == 1


def test_an_app_that_is_closed_when_its_part_is_to_be_shown_stays_closed(page, monkeypatch):
    class ClosesFirst:
        def __enter__(self):
            writer.lock.acquire()
            demo.close()

        def __exit__(self, *_):
            writer.lock.release()

    before = set(registry._instances)
    with gr.Blocks() as demo:
        box = gr.Textbox(render=False)
        runtime = box._runtime.partition(":")[2]

        @gr.render()
        def part():
            gr.Textbox()
            monkeypatch.setattr(run_module, "lock", ClosesFirst())

    load(page, demo)
    box.close()
    assert set(registry._instances) - {runtime} == before - {runtime}


def test_closing_the_app_closes_what_follows_a_trait(page, policy):
    dial = ipywidgets.IntSlider()
    called = []
    with gr.Blocks(policy=policy) as demo:

        @gr.render()
        def part():
            gr.Trait(dial).change(lambda: called.append(1))

    load(page, demo)
    demo.close()
    dial.value = 5
    page.settle()
    assert not called


def test_closing_the_app_closes_all_that_it_made(page, policy):
    before = set(registry._instances)
    gone = []
    with gr.Blocks(policy=policy) as demo:

        @gr.render()
        def part():
            gr.State("value", delete_callback=gone.append)
            gr.Textbox()

    load(page, demo)
    runtime = shown(demo)[0]._runtime.partition(":")[2]
    demo.close()
    assert set(registry._instances) - {runtime} == before - {runtime}
    assert gone == ["value"]


def test_it_runs_here_though_handlers_run_elsewhere(page):
    class Elsewhere:
        def submit(self, *_):
            raise AssertionError("a block cannot be made elsewhere")

    with gr.Blocks(executor=Elsewhere()) as demo:

        @gr.render()
        def part():
            gr.Textbox("made")

    load(page, demo)
    assert values(demo) == ["made"]


def test_while_it_runs_what_was_shown_works(page):
    begun, go_on = threading.Event(), threading.Event()

    with gr.Blocks() as demo:
        outer, told = gr.Textbox("one"), gr.Textbox()

        @gr.render(inputs=outer)
        def part(text):
            box = gr.Textbox(label="kept", key="kept")
            box.submit(lambda value: f"{value} in {text}", box, told)
            if text == "two":
                begun.set()
                assert go_on.wait(SECONDS)

    load(page, demo)
    box = shown(demo)[-1]
    page.send(outer, {"event": "input", "state": {"value": "two"}, "data": {}})
    assert begun.wait(SECONDS)
    page.send(box, {"event": "submit", "state": {"value": "typed"}, "data": {}})
    go_on.set()
    page.settle(demo)
    assert told.value == "typed in one"
    page.act(box, "submit")
    assert told.value == "typed in two"
