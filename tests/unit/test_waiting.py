from __future__ import annotations

import asyncio
import threading

import pytest
from traitlets import HasTraits, Int

import nbblocks as gr


class Plain(HasTraits):
    number = Int(0)


async def begun():
    """Let tasks, and the tasks that these start, run to where they wait."""
    for _ in range(2):
        await asyncio.sleep(0)


def wait_and_act(waiting, act):
    """Wait on a loop of this thread; once it waits, act on another thread."""

    async def wait():
        task = asyncio.ensure_future(waiting(timeout=10))
        await begun()
        thread = threading.Thread(target=act)
        thread.start()
        try:
            return await task
        finally:
            thread.join()

    return asyncio.run(wait())


def test_what_the_visitor_does_next_is_returned(page):
    text = gr.Textbox()
    value = wait_and_act(text.changed, lambda: page.act(text, "input", {"value": "Ada"}))
    assert value == text.value == "Ada"


def test_what_a_handler_writes_is_a_change(page):
    with gr.Blocks():
        button, count = gr.Button(), gr.Number(0)
        button.click(lambda n: n + 1, count, count)
    assert wait_and_act(count.changed, lambda: page.act(button, "click")) == 1


def test_any_trait_can_be_waited_for():
    plain = Plain()
    assert wait_and_act(gr.Trait(plain, "number").changed, lambda: plain.set_trait("number", 3)) == 3


def test_a_handler_may_wait_for_the_visitor(page):
    waits = threading.Event()

    async def ask():
        answer = asyncio.ensure_future(name.changed(timeout=10))
        await begun()
        waits.set()
        return f"Hello {await answer}!"

    with gr.Blocks():
        button, name, greeting = gr.Button(), gr.Textbox(), gr.Textbox()
        button.click(ask, None, greeting)
    page.send(button, {"event": "click"})
    assert waits.wait(10)
    page.act(name, "input", {"value": "Ada"})
    assert greeting.value == "Hello Ada!"


def test_who_waits_in_vain_is_told_for_what():
    with pytest.raises(TimeoutError, match=r"'value' of <Textbox 'Name'> did not change in 0\.01 seconds"):
        asyncio.run(gr.Textbox(label="Name").changed(timeout=0.01))


def test_who_waits_for_what_is_closed_is_told(page):
    text = gr.Textbox()
    with pytest.raises(RuntimeError, match="is closed"):
        wait_and_act(text.changed, text.close)


def test_who_would_wait_for_what_is_closed_already_is_told(page):
    text = gr.Textbox()
    text.close()
    with pytest.raises(RuntimeError, match="is closed"):
        asyncio.run(text.changed(timeout=10))


def test_waiting_leaves_nothing_behind(page):
    text = gr.Textbox()
    before = {name: list(found.get("change", ())) for name, found in text._trait_notifiers.items()}
    wait_and_act(text.changed, lambda: page.act(text, "input", {"value": "Ada"}))
    with pytest.raises(TimeoutError):
        asyncio.run(text.changed(timeout=0.01))
    assert {name: list(found.get("change", ())) for name, found in text._trait_notifiers.items()} == before


def test_several_changes_are_waited_for_at_once(page):
    a, b = gr.Textbox(), gr.Number()

    async def both(timeout):
        return await asyncio.gather(a.changed(timeout), b.changed(timeout))

    def act():
        page.act(b, "input", {"value": 2})
        page.act(a, "input", {"value": "one"})

    assert wait_and_act(both, act) == ["one", 2]
