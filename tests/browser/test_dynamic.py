"""Parts of an app that a function makes again while the visitor is in the middle of something."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

in_lab_and_voila = pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)
in_lab = pytest.mark.parametrize("host", ["lab"], indirect=True)
in_voila = pytest.mark.parametrize("host", ["voila"], indirect=True)

# Each letter that is typed into the note, which stands in a row of its own, puts a row above it.
ROWS = """
import nbblocks as gr

with gr.Blocks() as demo:
    count = gr.State(0)

    @gr.render(inputs=count)
    def rows(number):
        for index in reversed(range(number)):
            with gr.Row(key=("row", index)):
                gr.Textbox(f"{index}", label=f"Line {index}", key=index)
        with gr.Row():
            gr.Markdown(f"{number} lines")
        with gr.Row(key="last"):
            note = gr.Textbox(label="Note", key="note")
            note.input(len, note, count)

demo.launch()
"""

TASKS = """
import nbblocks as gr

with gr.Blocks() as demo:
    tasks = gr.State([])
    new_task = gr.Textbox(label="Task")

    def add(tasks, name):
        return [*tasks, {"name": name, "done": False}], ""

    new_task.submit(add, [tasks, new_task], [tasks, new_task])

    @gr.render(inputs=tasks)
    def show(task_list):
        done = [task for task in task_list if task["done"]]
        undone = [task for task in task_list if not task["done"]]
        gr.Markdown(f"### Open ({len(undone)})")
        for task in undone:
            with gr.Row():
                gr.Textbox(task["name"], show_label=False, container=False)
                finish = gr.Button(f"Finish {task['name']}", scale=0)
                delete = gr.Button(f"Delete {task['name']}", scale=0, variant="stop")

                def mark_done(task=task):
                    task["done"] = True
                    return task_list

                def remove(task=task):
                    task_list.remove(task)
                    return task_list

                finish.click(mark_done, None, tasks)
                delete.click(remove, None, tasks)
        gr.Markdown(f"### Done ({len(done)})")
        for task in done:
            gr.Textbox(task["name"], show_label=False, container=False)

demo.launch()
"""

PART = """
import nbblocks as gr

with gr.Blocks() as demo:
    gr.Textbox(label="Above")

    @gr.render()
    def part():
        gr.Textbox(label="Inside")

    gr.Textbox(label="Below")

demo.launch()
"""

CLOCK = """
import time
import nbblocks as gr

ticks = []

def tick():
    ticks.append(time.monotonic())
    return len(ticks)

with gr.Blocks() as demo:
    shown = gr.Number(label="Ticks")
    timer = gr.Timer(0.2)
    timer.tick(tick, None, shown)
    gr.Button("Stop").click(lambda: gr.Timer(active=False), None, timer)

demo.launch()
# %%
demo
"""


@in_lab_and_voila
def test_rows_inserted_above_leave_the_field_that_is_typed_in_alone(open_app):
    app = open_app(ROWS)
    note = app.field("Note")
    note.click()
    element = note.element_handle()
    element.evaluate("""(field) => {
        field.blurred = 0;
        field.addEventListener("blur", () => { field.blurred += 1; });
    }""")
    text = "While rows come in above"
    app.page.keyboard.type(text, delay=20)
    expect(note).to_have_value(text)
    expect(app.page.get_by_text(f"{len(text)} lines")).to_be_visible()
    for _ in "above":
        app.page.keyboard.press("ArrowLeft")
    app.page.keyboard.type("from ", delay=20)
    expect(app.page.get_by_text(f"{len(text) + 5} lines")).to_be_visible()
    expect(note).to_have_value("While rows come in from above")
    expect(note).to_be_focused()
    assert element.evaluate("(field) => [field.isConnected, field.blurred, field.selectionStart]") == [True, 0, 24]
    expect(app.page.get_by_label(re.compile("^Line "))).to_have_count(len(text) + 5)
    assert app.page.locator("textarea").first.input_value() == str(len(text) + 4)


@in_voila
def test_a_list_of_tasks(open_app):
    app = open_app(TASKS)
    new_task = app.field("Task")
    for name in ("sow", "water", "reap"):
        new_task.fill(name)
        new_task.press("Enter")
        expect(app.button(f"Finish {name}")).to_be_visible()
        expect(new_task).to_have_value("")
    expect(app.page.get_by_text("Open (3)")).to_be_visible()
    app.button("Finish sow").click()
    expect(app.page.get_by_text("Done (1)")).to_be_visible()
    app.button("Delete water").click()
    expect(app.page.get_by_text("Open (1)")).to_be_visible()
    expect(app.button("Finish reap")).to_be_visible()
    expect(app.page.locator("textarea")).to_have_count(3)
    assert [field.input_value() for field in app.page.locator("textarea").all()] == ["", "reap", "sow"]


@in_voila
def test_a_part_stands_as_close_to_its_neighbours_as_they_would_to_each_other(open_app):
    app = open_app(PART)
    expect(app.field("Inside")).to_be_visible()
    above, inside, below = (app.field(label).bounding_box()["y"] for label in ("Above", "Inside", "Below"))
    assert inside - above == pytest.approx(below - inside, abs=1)


@in_lab
def test_a_timer_ticks_once_in_two_views_and_stops(open_app):
    app = open_app(CLOCK)
    ticks = app.page.get_by_role("spinbutton", name="Ticks")
    expect(ticks).to_have_count(2)
    expect(ticks.first).to_have_value(re.compile(r"^[1-9]\d+$"))
    app.button("Stop").first.click()
    expect(ticks.first).to_have_value(str(app.ask("(timer.active, len(ticks))[1]")))
    times = app.ask("ticks")
    assert len(times) <= (times[-1] - times[0]) / 0.2 + 2
    assert not app.ask("timer.active")
    expect(ticks.first).to_have_value(str(app.ask("len(ticks)")))
