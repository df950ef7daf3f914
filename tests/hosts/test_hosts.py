from __future__ import annotations

#: What a cell, or a callback, runs that holds the kernel up until the test lets it go on.
HOLD = """
while not pathlib.Path({file!r}).exists():
    time.sleep(0.005)
"""

TYPE_AND_CLICK = """
seen_by_handler = []

def see(text, number):
    seen_by_handler.append(f"{text}{number}")
    return " ".join(seen_by_handler)

with gr.Blocks() as demo:
    text, dial = gr.Textbox(label="Text"), ipywidgets.IntSlider(description="Dial")
    gr.Widget(dial)
    send, seen = gr.Button("Send"), gr.Textbox(label="Seen")
    send.click(see, [text, dial], seen, trigger_mode="multiple")
demo.launch()
"""
EXPECTED = "h1 he2 hel3 hell4 hello5"


def type_and_click(kernel):
    for number, text in enumerate(["h", "he", "hel", "hell", "hello"], 1):
        kernel.act(kernel.widget("Text"), "input", text)
        kernel.update(kernel.widget("Dial"), value=number)
        kernel.act(kernel.widget("Send"), "click")


def test_beside_a_running_cell_no_event_is_lost_and_each_sees_what_was_on_the_screen(kernel, host, tmp_path):
    kernel.run(TYPE_AND_CLICK)
    go = tmp_path / "go"
    cell = kernel.start_cell("print('running', flush=True)" + HOLD.format(file=str(go)))
    kernel.wait(lambda: "running" in cell.text)
    type_and_click(kernel)
    if host.subshells:
        kernel.wait(lambda: kernel.value("Seen") == EXPECTED)
        assert not cell.done, "events wait for no cell"
    go.touch()
    kernel.wait(lambda: kernel.value("Seen") == EXPECTED)
    kernel.await_cell(cell)


def test_behind_a_callback_that_blocks_no_event_is_lost_and_each_sees_what_was_on_the_screen(kernel, tmp_path):
    kernel.run(TYPE_AND_CLICK)
    go = tmp_path / "go"
    hold = HOLD.format(file=str(go)).strip().replace("\n", "\n    ")
    kernel.run(f"def block(_):\n    {hold}\nblocker = ipywidgets.Button(description='Block')\nblocker.on_click(block)")
    kernel.send(kernel.widget("Block"), {"method": "custom", "content": {"event": "click"}})
    type_and_click(kernel)
    go.touch()
    kernel.wait(lambda: kernel.value("Seen") == EXPECTED)


def test_events_between_cells_are_in_order(kernel):
    kernel.run(TYPE_AND_CLICK)
    type_and_click(kernel)
    cells = [kernel.start_cell(f"print({number})") for number in range(3)]
    kernel.wait(lambda: kernel.value("Seen") == EXPECTED)
    assert [kernel.await_cell(cell).text for cell in cells] == ["0\n", "1\n", "2\n"]


def test_a_text_that_streams_comes_whole_and_its_followers_run_in_their_turn(kernel):
    kernel.run("""
def stream():
    text = ""
    for number in range(500):
        text += f"{number} "
        yield text

with gr.Blocks() as demo:
    start, answer, length = gr.Button("Start"), gr.Textbox(label="Answer"), gr.Number(label="Length")
    start.click(stream, None, answer).success(len, answer, length)
demo.launch()
""")
    kernel.act(kernel.widget("Start"), "click")
    whole = "".join(f"{number} " for number in range(500))
    kernel.wait(lambda: kernel.value("Length") == len(whole))
    assert kernel.value("Answer") == whole


def test_async_handlers_go_on_although_no_cell_runs_any_more(kernel):
    kernel.run("""
async def count():
    for number in range(5):
        await asyncio.sleep(0.01)
        yield number

async def tell(number):
    await asyncio.sleep(0.01)
    return f"counted to {number}"

with gr.Blocks() as demo:
    start, number, told = gr.Button("Start"), gr.Number(label="Number"), gr.Textbox(label="Told")
    start.click(count, None, number).then(tell, number, told)
demo.launch()
""")
    kernel.act(kernel.widget("Start"), "click")
    kernel.wait(lambda: kernel.widget("Told").state["value"])
    assert kernel.value("Told") == "counted to 4"


def test_what_a_handler_prints_stands_below_the_cell_of_its_app(kernel):
    cell = kernel.run("""
with gr.Blocks() as demo:
    start = gr.Button("Start")
    start.click(lambda: print("from a handler", flush=True))
demo.launch()
""")
    other = kernel.run("print('from a cell')")
    kernel.act(kernel.widget("Start"), "click")
    kernel.wait(lambda: "from a handler" in cell.text)
    assert other.text == "from a cell\n"


def test_an_exception_is_shown_and_the_next_event_is_handled(kernel):
    kernel.run("""
with gr.Blocks() as demo:
    number, inverse = gr.Number(label="Number"), gr.Number(label="Inverse")
    number.submit(lambda x: 1 / x, number, inverse)
demo.launch()
""")
    kernel.act(kernel.widget("Number"), "submit", 0)
    kernel.wait(lambda: kernel.widget("Inverse").state["_status"].get("state") == "failed")
    kernel.wait(lambda: "ZeroDivisionError: division by zero" in kernel.toasts())
    kernel.act(kernel.widget("Number"), "submit", 4)
    kernel.wait(lambda: kernel.value("Inverse") == 0.25)
    kernel.wait(lambda: kernel.widget("Inverse").state["_status"] == {})


def test_what_a_closed_app_is_sent_does_nothing(kernel):
    kernel.run(TYPE_AND_CLICK)
    before = kernel.widget("Send")
    kernel.run("demo.close()")
    kernel.wait(lambda: before.id not in kernel.widgets)
    kernel.act(before, "click")
    assert kernel.ask("seen_by_handler") == []


def test_running_a_cell_again_leaves_as_many_widgets_as_before(kernel):
    app = """
with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    text.input(str.upper, text, gr.Textbox(label="Loud"))
demo.launch()
"""
    count = "len(ipywidgets.widgets.widget._instances)"
    kernel.run(app, "cell-1")
    once = kernel.ask(count)
    for _ in range(5):
        kernel.run(app, "cell-1")
    assert kernel.ask(count) == once
    kernel.act(kernel.widget("Text"), "input", "hello")
    kernel.wait(lambda: kernel.value("Loud") == "HELLO")


WAIT = """
waiting = asyncio.gather(text.changed(timeout=15), gr.Trait(dial, "value").changed(timeout=15))
await asyncio.sleep(0)
await asyncio.sleep(0)
print("waiting", flush=True)
print(await waiting)
"""


def test_a_cell_waits_for_the_visitor_and_the_next_one_for_the_cell(kernel):
    kernel.run(TYPE_AND_CLICK)
    cell = kernel.start_cell(WAIT)
    after = kernel.start_cell("print(text.value, dial.value, seen_by_handler)")
    kernel.wait(lambda: "waiting" in cell.text)
    kernel.update(kernel.widget("Dial"), value=7)
    kernel.act(kernel.widget("Send"), "click")
    kernel.wait(lambda: kernel.value("Seen") == "7")
    assert not cell.done
    kernel.act(kernel.widget("Text"), "input", "hello")
    assert kernel.await_cell(cell).text == "waiting\n['hello', 7]\n", cell.error
    assert kernel.await_cell(after).text == "hello 7 ['7']\n"
    kernel.act(kernel.widget("Send"), "click")
    kernel.wait(lambda: kernel.value("Seen") == "7 hello7")


def test_a_task_waits_for_the_visitor_while_other_cells_run(kernel):
    kernel.run(TYPE_AND_CLICK)
    kernel.run("task = asyncio.ensure_future(text.changed(timeout=15))\nawait asyncio.sleep(0)")
    assert kernel.run("print('another cell')").text == "another cell\n"
    kernel.act(kernel.widget("Text"), "input", "hello")
    assert kernel.run("print(await task)").text == "hello\n"


def test_a_cell_that_waits_in_vain_ends_and_so_does_one_that_is_interrupted(kernel):
    kernel.run(TYPE_AND_CLICK)
    cell = kernel.await_cell(kernel.start_cell("await text.changed(timeout=0.05)"))
    assert "did not change in 0.05 seconds" in cell.error
    cell = kernel.start_cell(WAIT)
    kernel.wait(lambda: "waiting" in cell.text)
    kernel.act(kernel.widget("Text"), "input", "hello")
    kernel.manager.interrupt_kernel()
    assert "KeyboardInterrupt" in kernel.await_cell(cell).error or "CancelledError" in cell.error
    type_and_click(kernel)
    kernel.wait(lambda: kernel.value("Seen") == EXPECTED)


def test_in_voila_a_cell_that_would_wait_for_ever_says_so(kernel):
    kernel.run(TYPE_AND_CLICK)
    cell = kernel.await_cell(
        kernel.start_cell("import os\nos.environ['VOILA_PREHEAT'] = 'False'\nawait text.changed(timeout=5)")
    )
    kernel.run("del os.environ['VOILA_PREHEAT']")
    assert "Voila shows the page when the last cell has run" in cell.error


def test_inline_everything_that_a_handler_does_is_done_before_the_kernel_is_idle(kernel, host):
    if not host.inline:
        assert kernel.ask("gr.Blocks().dispatcher.policy.coalesce")
        return
    kernel.run(TYPE_AND_CLICK)
    event = kernel.act(kernel.widget("Send"), "click")
    kernel.wait(lambda: kernel.value("Seen") == "0")
    kernel.wait(lambda: any(is_idle(message, event) for message in kernel.heard))
    kinds = [message["msg_type"] for message in kernel.heard if message["parent_header"].get("msg_id") == event]
    assert "comm_msg" in kinds
    assert kinds[-1] == "status"


def is_idle(message, parent):
    return message["parent_header"].get("msg_id") == parent and message["content"].get("execution_state") == "idle"


def test_a_cell_of_the_magic_is_an_app(kernel):
    source = "%%blocks app\ntext = gr.Textbox(label='Text')\ntext.input(str.upper, text, gr.Textbox(label='Loud'))"
    kernel.run(source, "cell-2")
    cell = kernel.run(source, "cell-2")
    assert any("application/vnd.jupyter.widget-view+json" in display["data"] for display in cell.displays)
    kernel.act(kernel.widget("Text"), "input", "hello")
    kernel.wait(lambda: kernel.value("Loud") == "HELLO")
    assert kernel.ask("len(gr.Blocks.instances)") == 1
    assert "NameError" in kernel.await_cell(kernel.start_cell("%%blocks\nunknown")).error
