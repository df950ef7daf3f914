"""Handlers in a test: their errors, their steps, who waits, what hangs."""

from __future__ import annotations

import asyncio
import threading

import numpy as np
import pytest

import nbblocks as gr
from nbblocks.dispatch.threads import MAX_THREADS
from nbblocks.testing import PageError, visit
from tests.uploads import BOAT


def test_what_a_handler_raises_the_act_raises_and_the_page_goes_on():
    with gr.Blocks() as demo:
        number, shown = gr.Number(1, label="Number"), gr.Textbox(label="Shown")
        gr.Button("Divide").click(lambda n: 1 / n, number, shown)
    with visit(demo) as page:
        page.get("Number").set(0)
        with pytest.raises(ZeroDivisionError, match="division by zero"):
            page.get("Divide").click()
        assert (page.get("Shown").status, page.get("Shown").message) == (
            "failed",
            "ZeroDivisionError: division by zero",
        )
        assert page.toasts[-1].message == "ZeroDivisionError: division by zero"
        assert [type(error) for error in page.errors] == [ZeroDivisionError]
        page.get("Number").set(2)
        page.get("Divide").click()
        assert (page.get("Shown").value, page.get("Shown").status) == ("0.5", "")


def test_an_error_for_the_visitor_is_read_on_the_page():
    def refuse():
        raise gr.Error("Too short.", title="Sorry")

    with gr.Blocks() as demo:
        gr.Button("Go").click(refuse)
    with visit(demo) as page:
        page.get("Go").click()
        assert page.toasts[-1][:3] == ("error", "Sorry", "Too short.")
        assert str(page.errors[0]) == "Too short."


def letters(text):
    for end in range(1, len(text) + 1):
        yield text[:end]


async def letters_async(text):
    for step in letters(text):
        await asyncio.sleep(0)
        yield step


@pytest.fixture(params=[letters, letters_async])
def streamer(request):
    with gr.Blocks() as demo:
        text, shown = gr.Textbox("abc", label="Text"), gr.Textbox(label="Shown")
        running = gr.Button("Go").click(request.param, text, shown)
        running.then(lambda: gr.Info("done"))
        gr.Button("Stop").click(None, cancels=running)
    yield demo
    demo.close()


def test_each_step_of_a_generator_was_shown(streamer):
    with visit(streamer) as page:
        page.get("Go").click()
        assert page.get("Shown").history == ["a", "ab", "abc"]
        page.get("Go").click()
        assert page.get("Shown").history == ["a", "ab", "abc"]


def test_a_generator_goes_on_step_by_step(streamer):
    with visit(streamer) as page:
        with page.paused():
            page.get("Go").click()
            shown = page.get("Shown")
            assert (shown.value, shown.status) == ("", "pending")
            assert page.step()
            assert (shown.value, shown.status) == ("a", "streaming")
            page.step()
            assert (shown.value, page.toasts) == ("ab", [])
        assert (shown.value, shown.status) == ("abc", "")
        assert page.toasts[-1].message == "done"
        with pytest.raises(PageError, match=r"with page\.paused"):
            page.step()


def test_a_generator_is_stopped_between_two_steps(streamer):
    with visit(streamer) as page:
        with page.paused():
            page.get("Go").click()
            page.step(2)
            page.get("Stop").click()
            page.step()
        assert page.get("Shown").value == "ab"
        assert page.toasts == []


@pytest.mark.parametrize("inside", [False, True], ids=["in an app", "in an app in it"])
def test_who_waits_is_seen(inside):
    with gr.Blocks() as demo:
        shown = [gr.Textbox(label=name) for name in "ab"]
        for name, box in zip("ab", shown, strict=True):
            gr.Button(f"Go {name}").click(letters, gr.State(name), box, concurrency_id="one")
    if inside:
        with gr.Blocks() as outer:
            demo.render()
        demo = outer
    with visit(demo) as page, page.paused():
        page.get("Go a").click()
        page.get("Go b").click()
        assert [page.get(name).status for name in "ab"] == ["pending", "waiting"]
        page.step(3)
        assert [page.get(name).status for name in "ab"] == ["", "streaming"]


def test_a_handler_that_hangs_is_told_with_its_place():
    may_go = threading.Event()

    def hang():
        may_go.wait(30)

    async def hang_async():
        await asyncio.sleep(30)

    with gr.Blocks() as demo:
        gr.Button("Wait").click(hang)
        gr.Button("Sleep").click(hang_async)
    with visit(demo, timeout=0.2) as page:
        with pytest.raises(PageError, match=r"(?s)hang\(\) still runs after 0.2 s.*in hang\n\s+may_go.wait"):
            page.get("Wait").click()
        with pytest.raises(PageError, match=r"(?s)hang_async\(\) still runs.*in hang_async\n\s+await asyncio.sleep"):
            page.get("Sleep").click()
        may_go.set()


def test_a_batch_that_hangs_runs_once():
    may_go, ran = threading.Event(), []

    def hang(texts):
        ran.append(texts)
        may_go.wait(30)
        return [texts]

    with gr.Blocks() as demo:
        text = gr.Textbox("a", label="Text")
        gr.Button("Go").click(hang, text, text, batch=True)
        gr.Button("Next").click(lambda: "next", None, text)
    with visit(demo, timeout=0.2) as page:
        with pytest.raises(PageError, match=r"hang\(\) still runs"):
            page.get("Go").click()
        assert page.get("Next").click().page.get("Text").value == "next"
        may_go.set()
    assert ran == [["a"]]


def test_handlers_that_hang_leave_room_for_others():
    may_go = threading.Event()
    with gr.Blocks() as demo:
        gr.Button("Hang").click(lambda: may_go.wait(30))
        shown = gr.Textbox(label="Shown")
        gr.Button("Go").click(lambda: "ran", None, shown)
    with visit(demo, timeout=0.01) as page:
        for _ in range(MAX_THREADS + 1):
            with pytest.raises(PageError, match="still runs"):
                page.get("Hang").click()
    with visit(demo) as page:
        assert page.get("Go").click().page.get("Shown").value == "ran"
    may_go.set()


def test_progress_is_read_on_the_outputs():
    def count(progress=gr.Progress()):
        for _ in progress.tqdm(range(3), desc="Counting"):
            pass
        return "done"

    with gr.Blocks() as demo:
        shown = gr.Textbox(label="Shown")
        gr.Button("Go").click(count, None, shown)
    with visit(demo) as page:
        page.get("Go").click()
        assert [step["index"] for (step,) in page.get("Shown").progress_history] == [0, 1, 2, 3]
        assert page.get("Shown").progress_history[0][0]["desc"] == "Counting"


def test_what_a_validator_refuses_is_read_on_the_input():
    with gr.Blocks() as demo:
        age, shown = gr.Number(12, label="Age"), gr.Textbox(label="Shown")
        gr.Button("Go").click(
            lambda n: f"{n} years", age, shown, validator=lambda n: gr.validate(n >= 18, "You must be 18.")
        )
    with visit(demo) as page:
        page.get("Go").click()
        assert (page.get("Age").status, page.get("Age").message) == ("invalid", "You must be 18.")
        assert (page.get("Shown").value, page.errors) == ("", [])
        page.get("Age").set(18)
        page.get("Go").click()
        assert (page.get("Age").status, page.get("Shown").value) == ("", "18 years")


def test_a_handler_hides_and_shows():
    with gr.Blocks() as demo:
        with gr.Column(visible=False) as more:
            gr.Textbox(label="Inside")
        gr.Button("Show").click(lambda: gr.update(visible=True), None, more)
    with visit(demo) as page:
        with pytest.raises(PageError, match="Inside' = '': the Column around it is hidden"):
            page.get("Inside").type("a")
        page.get("Show").click()
        assert page.get("Inside").type("a").value == "a"


def test_a_part_that_is_made_anew_is_found_anew():
    with gr.Blocks() as demo:
        count = gr.Slider(0, 3, 1, step=1, label="Count")

        @gr.render(inputs=count)
        def boxes(n):
            for number in range(n):
                box = gr.Textbox(label=f"Box {number}")
                box.submit(gr.Info, box)

    for _ in range(2):
        with visit(demo) as page:
            box = page.get("Box 0")
            page.get("Count").set(2)
            assert [element.label for element in page.all(gr.Textbox)] == ["Box 0", "Box 1"]
            page.get("Box 1").fill("hello").submit()
            assert page.toasts[-1].message == "hello"
            assert str(page).splitlines()[2:4] == ["    Column", "      Textbox 'Box 0' = ''"]
            assert not box.visible
            with pytest.raises(PageError, match="it is gone; get it again"):
                box.fill("too late")


def test_a_timer_ticks_when_the_test_says_so():
    with gr.Blocks() as demo:
        shown, timer = gr.Number(0, label="Shown"), gr.Timer(60)
        timer.tick(lambda n: n + 1, shown, shown)
        gr.Button("Stop").click(lambda: gr.Timer(active=False), None, timer)
    with visit(demo) as page:
        page.tick()
        page.tick(timer)
        assert page.text == "Shown\n2\nStop"
        assert page.get("Shown").value == 2
        page.get("Stop").click()
        with pytest.raises(PageError, match="no such timer ticks here"):
            page.tick()
        timer.assign({"active": True, "visible": False})
        with pytest.raises(PageError, match="no such timer ticks here"):
            page.tick()


def test_a_function_stands_for_the_javascript_of_the_page():
    with gr.Blocks() as demo:
        text, shown = gr.Textbox("ada", label="Text"), gr.Textbox(label="Shown")
        gr.Button("Go").click(lambda text: text + "!", text, shown, js="(text) => text.toUpperCase()")
        gr.Button("Scroll").click(None, js="() => scrollTo(0, 0)")
    ran = []

    def javascript(code, *values):
        ran.append(code)
        return values[0].upper() if values else None

    with visit(demo, js=javascript) as page:
        page.get("Go").click()
        assert page.get("Shown").value == "ADA!"
        page.get("Scroll").click()
    assert ran == ["(text) => text.toUpperCase()", "() => scrollTo(0, 0)"]
    with visit(demo) as page:
        page.get("Scroll").click()
        with pytest.raises(PageError, match=r"visit\(…, js=function\) says what it returns:\n\(text\) =>"):
            page.get("Go").click()


def test_pieces_of_a_stream_come_one_after_the_other():
    with gr.Blocks() as demo:
        camera, count = gr.Image(label="Camera", sources="webcam", streaming=True), gr.Number(0, label="Count")
        camera.stream(lambda frame, n: n + frame.shape[0], [camera, count], count)
        gr.Image(label="Other")
    with visit(demo) as page:
        page.get("Camera").stream(np.zeros((4, 6, 3), np.uint8)).stream(np.zeros((5, 6, 3), np.uint8))
        assert page.get("Count").value == 9
        with pytest.raises(PageError, match="it is not streamed"):
            page.get("Other").stream(BOAT)


def test_an_app_in_an_app_is_loaded_and_driven_too():
    with gr.Blocks() as inner:
        shown = gr.Textbox(label="Shown")
        inner.load(lambda: "loaded", None, shown)
        gr.Button("Bad").click(lambda: 1 / 0)
    with gr.Blocks() as demo:
        inner.render()
    with visit(demo) as page:
        assert page.get("Shown").value == "loaded"
        with pytest.raises(ZeroDivisionError):
            page.get("Bad").click()


def test_changes_from_outside_have_their_effect_when_the_test_looks():
    with gr.Blocks() as demo:
        a, b = gr.Textbox(label="A"), gr.Textbox(label="B")
        a.change(str.upper, a, b)
    with visit(demo) as page:
        a.value = "set by a cell"
        assert page.get("B").value == "SET BY A CELL"
