from __future__ import annotations

import asyncio
import itertools
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import tqdm.asyncio
import tqdm.auto
import tqdm.notebook
from tqdm import tqdm as plain_tqdm

import nbblocks as gr
from tests.page import SECONDS


def bars(component):
    """Return what the bars say now: description, steps done, steps there are, share."""
    steps = component._status.get("steps", [])
    return [(step["desc"], step["index"], step["length"], step["progress"]) for step in steps]


@pytest.fixture
def run(page):
    """Run a handler; it gets a function that waits until the page shows certain bars."""

    def run(handler, policy="thread"):
        with gr.Blocks(policy=policy):
            button, target = gr.Button(), gr.Textbox()
            button.click(handler, None, target)
        changed = threading.Condition()

        def note(_):
            with changed:
                changed.notify_all()

        def sees(*expected):
            with changed:
                assert changed.wait_for(lambda: bars(target) == list(expected), SECONDS), bars(target)

        target.observe(note, "_status")
        run.sees, run.target = sees, target
        page.act(button, "click")
        assert target._status == {}, "something of it is left"
        return target

    return run


def test_outside_of_a_handler_it_does_nothing():
    progress = gr.Progress()
    assert progress
    assert len(progress) == 0
    assert list(progress) == []
    assert progress(0.5, desc="nobody sees this") is None
    assert list(progress.tqdm(range(3), desc="this neither")) == [0, 1, 2]
    with progress.tqdm(None, total=2) as bar:
        bar.update()
        progress.update()


def test_a_share_and_steps(run):
    def handler(progress=gr.Progress()):
        progress(0, desc="Loading")
        run.sees(("Loading", None, None, 0))
        progress(0.25, total=8)
        run.sees((None, None, 8, 0.25))
        progress((3, 10), desc="Training", unit="epochs")
        run.sees(("Training", 3, 10, None))
        assert run.target._status["steps"][0]["unit"] == "epochs"
        progress((3, None))
        run.sees((None, 3, None, None))
        progress(None, desc="Nearly there")
        run.sees(("Nearly there", None, None, None))
        progress(None)
        run.sees()
        return "done"

    assert run(handler).value == "done"


def test_numbers_of_other_libraries_and_shares_that_cannot_be(run):
    numpy = pytest.importorskip("numpy")

    def handler(progress=gr.Progress()):
        progress(numpy.float32(0.5))
        run.sees((None, None, None, 0.5))
        progress((numpy.int64(1), numpy.int64(4)))
        run.sees((None, 1, 4, None))
        progress(1.7)
        run.sees((None, None, None, 1))
        progress(float("nan"))
        run.sees((None, None, None, None))

    run(handler)


def test_what_is_no_number_fails_where_it_is_said(run):
    def handler(progress=gr.Progress()):
        with pytest.raises(TypeError):
            progress("half")
        return "raised"

    assert run(handler).value == "raised"


def test_an_array_is_iterated_over(run):
    numpy = pytest.importorskip("numpy")

    def handler(progress=gr.Progress()):
        return sum(progress.tqdm(numpy.arange(4)))

    assert run(handler).value == "6"


def test_loops_in_loops(run):
    def handler(progress=gr.Progress()):
        for outer in progress.tqdm([10, 20], desc="outer", unit="epochs"):
            run.sees(("outer", outer // 10 - 1, 2, None))
            for inner in progress.tqdm(iter("abc"), desc="inner", total=3):
                if inner == "b":
                    run.sees(("outer", outer // 10 - 1, 2, None), ("inner", 1, 3, None))
                    break
            progress(0.5, desc="said")
            run.sees(("outer", outer // 10 - 1, 2, None), ("said", None, None, 0.5))
        run.sees()
        return "done"

    assert run(handler).value == "done"


def test_a_loop_without_a_length(run):
    def handler(progress=gr.Progress()):
        for _ in progress.tqdm(iter("ab")):
            pass
        for letter in progress.tqdm(letter for letter in "ab"):
            run.sees((None, "ab".index(letter), None, None))

    run(handler)


def test_a_bar_that_is_moved_by_hand(run):
    def handler(progress=gr.Progress()):
        bar = progress.tqdm(None, total=100, desc="by hand", unit="B")
        assert len(progress) == len(bar) == 100
        bar.update(30)
        progress.update(20)
        run.sees(("by hand", 50, 100, None))
        bar.close()
        bar.close()
        run.sees()

    run(handler)


def test_a_progress_is_iterated_over_as_its_last_loop(run):
    def handler(progress=gr.Progress()):
        progress.tqdm("abc")
        assert len(progress) == 3
        return "".join(progress)

    assert run(handler).value == "abc"


def test_a_function_that_the_handler_calls_shows_its_loops_inside(run):
    def helper(progress=gr.Progress()):
        for _ in progress.tqdm("xyz", desc="helper"):
            run.sees(("handler", 0, 1, None), ("helper", 0, 3, None))
            break

    def handler(progress=gr.Progress()):
        for _ in progress.tqdm([1], desc="handler"):
            helper()

    run(handler)


def test_threads_that_the_handler_starts_report_too(run):
    def handler(progress=gr.Progress()):
        bar = progress.tqdm(None, total=8)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: bar.update(), range(8)))
        run.sees((None, 8, 8, None))

    run(handler)


def test_an_async_handler(run):
    async def handler(progress=gr.Progress()):
        for number in progress.tqdm(range(2), desc="async"):
            await asyncio.to_thread(run.sees, ("async", number, 2, None))
        return "done"

    assert run(handler).value == "done"


def test_a_generator_streams_and_shows_how_far_it_is(run):
    def handler(progress=gr.Progress()):
        for number in progress.tqdm(range(3)):
            yield str(number)
            run.sees((None, number, 3, None))
            assert run.target._status["state"] == "streaming"

    assert run(handler).value == "2"


def test_two_calls_at_once_show_their_own(page):
    meet = threading.Barrier(2, timeout=SECONDS)
    progress_of_all = gr.Progress()

    def handler(name, progress=progress_of_all):
        for _ in progress.tqdm([1], desc=name):
            meet.wait()
            shown[name].wait(SECONDS)
            meet.wait()

    with gr.Blocks():
        boxes = [gr.Textbox(name) for name in ("left", "right")]
        outputs = [gr.Textbox() for _ in boxes]
        for box, output in zip(boxes, outputs, strict=True):
            box.submit(handler, box, output, concurrency_limit=2)
    shown = {box.value: threading.Event() for box in boxes}
    seen = {}

    def note(name):
        def changed(change):
            if change.new.get("steps"):
                seen.setdefault(name, change.new["steps"])
                shown[name].set()

        return changed

    for box, output in zip(boxes, outputs, strict=True):
        output.observe(note(box.value), "_status")
        box.fire("submit")
    page.settle(boxes[0])
    assert {name: [step["desc"] for step in steps] for name, steps in seen.items()} == {
        "left": ["left"],
        "right": ["right"],
    }


def test_reports_are_merged_and_the_last_one_is_shown(page, run):
    def handler(progress=gr.Progress()):
        for _ in progress.tqdm(range(20_000)):
            progress(0.5, desc="inside")
        progress((20_000, 20_000), desc="last")
        run.sees(("last", 20_000, 20_000, None))

    target = run(handler)
    assert len(page.updates(target, "_status")) < 200


def test_without_threads_bars_move_no_description_is_missed_and_the_wire_is_not_flooded(page, run):
    def handler(progress=gr.Progress()):
        for _ in progress.tqdm(itertools.count(), desc="first"):
            if run.target._status["steps"][0]["index"] > 0:
                break
        for _ in progress.tqdm(range(20_000), desc="first"):
            pass
        progress(0, desc="second")
        progress(0.5, desc="third")
        assert bars(run.target) == [("third", None, None, 0.5)]

    target = run(handler, "inline")
    assert len(page.updates(target, "_status")) < 200


@pytest.mark.parametrize("progress", [gr.Progress(), gr.Progress(track_tqdm=True)])
def test_it_leaves_the_call_behind_when_it_travels(progress):
    assert pickle.loads(pickle.dumps(progress)).track_tqdm == progress.track_tqdm


# tqdm

#: Every name that tqdm's bars go by, also when they were imported before.
KINDS = {
    "tqdm.tqdm": plain_tqdm,
    "tqdm.auto": tqdm.auto.tqdm,
    "tqdm.notebook": tqdm.notebook.tqdm,
    "tqdm.asyncio": tqdm.asyncio.tqdm,
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_bars_of_tqdm_show_on_the_page_and_nowhere_else(run, kind, capsys):
    def handler(progress=gr.Progress(track_tqdm=True)):
        for number in kind(range(2), desc="outer"):
            with kind(total=10, unit="B", desc="inner") as bar:
                bar.update(5)
                run.sees(("outer", number, 2, None), ("inner", 5, 10, None))
                bar.set_description("renamed")
                bar.total = 20
                bar.refresh()
                run.sees(("outer", number, 2, None), ("renamed", 5, 20, None))
        run.sees()
        return "done"

    assert run(handler).value == "done"
    assert capsys.readouterr() == ("", "")


def test_other_bars_of_tqdm_are_as_ever(run, capsys):
    before = plain_tqdm.__new__
    mine = plain_tqdm(total=2, desc="before", file=sys.stderr)

    def elsewhere():
        assert type(plain_tqdm(disable=True)) is plain_tqdm

    def handler(progress=gr.Progress(track_tqdm=True)):
        mine.update()
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        with plain_tqdm(total=1, disable=True) as silent:
            silent.update()
        progress(0.5)
        run.sees((None, None, None, 0.5))

    run(handler)
    mine.close()
    assert "before" in capsys.readouterr().err
    assert plain_tqdm.__new__ is before
    assert type(plain_tqdm(disable=True)) is plain_tqdm


def test_without_track_tqdm_bars_are_as_ever(run, capsys):
    def handler(progress=gr.Progress()):
        for _ in plain_tqdm(range(2), desc="on the terminal"):
            pass

    run(handler)
    assert "on the terminal" in capsys.readouterr().err


def test_bars_of_a_class_of_ones_own_keep_what_they_can(run):
    class Download(plain_tqdm):
        def update_to(self, blocks, size):
            self.update(blocks * size - self.n)

    def handler(progress=gr.Progress(track_tqdm=True)):
        with Download(unit="B", total=100, desc="file", leave=False) as bar:
            assert isinstance(bar, Download)
            bar.update_to(3, 10)
            run.sees(("file", 30, 100, None))

    run(handler)


def test_an_async_loop_with_tqdm(run):
    async def letters():
        for letter in "ab":
            yield letter

    async def handler(progress=gr.Progress(track_tqdm=True)):
        text = ""
        async for letter in tqdm.asyncio.tqdm(letters(), desc="async"):
            await asyncio.to_thread(run.sees, ("async", "ab".index(letter) + 1, None, None))
            text += letter
        return text

    assert run(handler).value == "ab"


@pytest.mark.parametrize("policy", ["thread", "inline"])
def test_when_a_handler_raises_in_its_loop_tqdm_is_put_back(page, policy):
    before = plain_tqdm.__new__

    def handler(progress: gr.Progress = gr.Progress(track_tqdm=True)):
        assert plain_tqdm.__new__ is not before
        for _ in plain_tqdm(range(3)):
            raise gr.Error("No luck")

    with gr.Blocks(policy=policy):
        button, target = gr.Button(), gr.Textbox()
        button.click(handler, None, target)
    page.act(button, "click")
    assert target._status["message"] == "No luck"
    assert plain_tqdm.__new__ is before


def test_a_batch_shows_its_progress_and_leaves_nothing(run, page):
    def handler(texts, progress=gr.Progress()):
        for _ in progress.tqdm(texts, desc="batch"):
            shown.wait(SECONDS)
        return [texts]

    shown = threading.Event()
    with gr.Blocks():
        source, target = gr.Textbox("one"), gr.Textbox()
        source.submit(handler, source, target, batch=True)
    target.observe(lambda change: change.new.get("steps") and shown.set(), "_status")
    page.act(source, "submit")
    assert shown.is_set()
    assert (target.value, target._status) == ("one", {})
