from __future__ import annotations

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image as Picture

import nbblocks as gr


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def logger(folder, *components, **more):
    made = gr.CSVLogger(**more)
    made.setup(components, str(folder))
    return made


def greeter(folder, **more):
    return gr.Interface(lambda name: f"Hello {name}", "text", "text", flagging_dir=str(folder), **more)


def button(demo, text):
    return next(block for block in demo.descendants() if isinstance(block, gr.Button) and block.value == text)


def run(page, demo, name):
    page.act(demo.input_components[0], "submit", {"value": name})


def test_the_flag_button_stores_what_is_on_the_screen(page, tmp_path):
    demo = greeter(tmp_path)
    run(page, demo, "Ada")
    page.act(button(demo, "Flag"), "click")
    header, row = read(tmp_path / "dataset1.csv")
    assert header == ["name", "output", "timestamp"]
    assert row[:2] == ["Ada", "Hello Ada"]


def test_the_visitor_is_told(page, tmp_path):
    demo = greeter(tmp_path)
    page.act(button(demo, "Flag"), "click")
    toasts = [message["toast"] for message in page.custom(demo._shell) if "toast" in message]
    assert [toast["kind"] for toast in toasts] == ["success"]


def test_each_option_has_a_button_and_is_stored(page, tmp_path):
    demo = greeter(tmp_path, flagging_options=["wrong", "rude"])
    page.act(button(demo, "Flag as rude"), "click")
    header, row = read(tmp_path / "dataset1.csv")
    assert dict(zip(header, row, strict=True))["flag"] == "rude"


def test_an_option_may_be_stored_under_another_name(page, tmp_path):
    demo = greeter(tmp_path, flagging_options=[("Looks good", "1"), ("Looks bad", "0")])
    page.act(button(demo, "Looks bad"), "click")
    assert read(tmp_path / "dataset1.csv")[1][2] == "0"


def test_auto_stores_every_result_without_a_button(page, tmp_path):
    demo = greeter(tmp_path, flagging_mode="auto")
    run(page, demo, "Ada")
    run(page, demo, "Grace")
    assert [row[:2] for row in read(tmp_path / "dataset1.csv")[1:]] == [["Ada", "Hello Ada"], ["Grace", "Hello Grace"]]
    with pytest.raises(StopIteration):
        button(demo, "Flag")


@pytest.mark.parametrize("mode", [{"flagging_mode": "never"}, {"allow_flagging": "never"}, {"allow_flagging": False}])
def test_never_stores_nothing(page, tmp_path, mode):
    demo = greeter(tmp_path / "flagged", **mode)
    run(page, demo, "Ada")
    assert not (tmp_path / "flagged").exists()
    with pytest.raises(StopIteration):
        button(demo, "Flag")


def test_nothing_is_written_before_the_first_flag(page, tmp_path):
    greeter(tmp_path / "flagged")
    assert not (tmp_path / "flagged").exists()


def test_a_failure_is_shown_to_the_visitor(page, tmp_path):
    (tmp_path / "flagged").write_text("a file where a folder should be")
    demo = greeter(tmp_path / "flagged")
    page.act(button(demo, "Flag"), "click")
    toasts = [message["toast"] for message in page.custom(demo._shell) if "toast" in message]
    assert [toast["kind"] for toast in toasts] == ["error"]


def test_a_callback_of_ones_own_gets_components_values_and_option(page, tmp_path):
    class Notes(gr.FlaggingCallback):
        def setup(self, components, flagging_dir):
            self.components, self.notes = components, []

        def flag(self, flag_data, flag_option=None, username=None):
            self.notes.append((flag_data, flag_option))
            return len(self.notes)

    notes = Notes()
    demo = greeter(tmp_path, flagging_callback=notes, flagging_options=["good"])
    run(page, demo, "Ada")
    page.act(button(demo, "Flag as good"), "click")
    assert notes.components == [*demo.input_components, *demo.output_components]
    assert notes.notes == [(["Ada", "Hello Ada"], "good")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(tmp_path, text):
    log = logger(tmp_path, gr.Textbox(label="=cmd|' /C calc'!A0"), gr.Textbox(label="Plain"))
    log.flag([text, "a=b"])
    header, row = read(tmp_path / "dataset1.csv")
    assert header[0].startswith("'=")
    assert row[:2] == [f"'{text}", "a=b"]


def test_a_negative_number_stays_one(tmp_path):
    logger(tmp_path, gr.Number(label="N")).flag([-5])
    assert read(tmp_path / "dataset1.csv")[1][0] == "-5"


def test_a_text_that_looks_like_a_path_is_no_file(tmp_path):
    logger(tmp_path / "flagged", gr.Textbox(label="Path")).flag(["/etc/passwd"])
    assert [path.name for path in (tmp_path / "flagged").iterdir()] == ["dataset1.csv"]


def test_an_image_is_copied_beside_the_table(tmp_path):
    Picture.new("RGB", (4, 4), "red").save(tmp_path / "red.png")
    image = gr.Image(str(tmp_path / "red.png"), label="../Your photo")
    logger(tmp_path / "flagged", image).flag([image.value])
    path = read(tmp_path / "flagged" / "dataset1.csv")[1][0]
    assert path.startswith("Your_photo/")
    with Picture.open(tmp_path / "flagged" / path) as copied:
        assert copied.size == (4, 4)


def test_what_a_handler_got_of_an_image_can_be_flagged_too(tmp_path):
    image = gr.Image(label="Photo")
    logger(tmp_path, image).flag([Picture.new("RGB", (4, 4))])
    assert (tmp_path / read(tmp_path / "dataset1.csv")[1][0]).is_file()


def test_values_of_other_kinds_are_json(tmp_path):
    logger(tmp_path, gr.Label(label="L"), gr.Textbox()).flag([{"cat": 0.5}, None])
    assert read(tmp_path / "dataset1.csv")[1][:2] == ['{"cat": 0.5}', ""]


def test_components_without_a_label_are_numbered(tmp_path):
    logger(tmp_path, gr.Textbox(label="A"), gr.Textbox()).flag(["1", "2"])
    assert read(tmp_path / "dataset1.csv")[0] == ["A", "component 1", "timestamp"]


def test_flag_says_how_many_samples_there_are(tmp_path):
    log = logger(tmp_path, gr.Textbox(label="A"))
    assert [log.flag(["one"]), log.flag(["two\nlines"]), log.flag(["three"])] == [1, 2, 3]


def test_a_new_header_begins_a_new_file(tmp_path):
    logger(tmp_path, gr.Textbox(label="A")).flag(["1"])
    logger(tmp_path, gr.Textbox(label="B")).flag(["2"])
    logger(tmp_path, gr.Textbox(label="B")).flag(["3"])
    assert len(read(tmp_path / "dataset1.csv")) == 2
    assert [row[0] for row in read(tmp_path / "dataset2.csv")] == ["B", "2", "3"]


def test_a_file_of_a_chosen_name(tmp_path):
    log = logger(tmp_path, gr.Textbox(label="A"), dataset_file_name="mine.csv")
    assert [log.flag(["1"]), log.flag(["2"])] == [1, 2]
    assert [row[0] for row in read(tmp_path / "mine.csv")] == ["A", "1", "2"]


def test_the_simple_logger_writes_values_only(tmp_path):
    log = gr.SimpleCSVLogger()
    log.setup([gr.Textbox(label="A")], tmp_path)
    assert [log.flag(["1"]), log.flag(["=2"])] == [1, 2]
    assert read(tmp_path / "log.csv") == [["1"], ["'=2"]]


def test_many_threads_may_flag_at_once(tmp_path):
    long = "x" * 5000
    with ThreadPoolExecutor(8) as pool:
        logs = [logger(tmp_path, gr.Textbox(label="A")) for _ in range(8)]
        list(pool.map(lambda number: logs[number % 8].flag([f"{number}{long}"]), range(200)))
    header, *rows = read(tmp_path / "dataset1.csv")
    assert header == ["A", "timestamp"]
    assert sorted(row[0] for row in rows) == sorted(f"{number}{long}" for number in range(200))
    assert [path.name for path in tmp_path.iterdir()] == ["dataset1.csv"]


PROGRAM = """
import sys
import nbblocks as gr
log = gr.CSVLogger()
log.setup([gr.Textbox(label="A")], sys.argv[1])
sys.stdin.readline()
for number in range(50):
    log.flag([sys.argv[2] * 3000])
"""


def test_many_kernels_may_flag_at_once(tmp_path):
    kernels = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), name], stdin=subprocess.PIPE, cwd=Path.cwd())
        for name in "abc"
    ]
    for kernel in kernels:
        kernel.stdin.write(b"go\n")
        kernel.stdin.flush()
    assert [kernel.wait(60) for kernel in kernels] == [0, 0, 0]
    header, *rows = read(tmp_path / "dataset1.csv")
    assert header == ["A", "timestamp"]
    assert sorted(row[0] for row in rows) == sorted(name * 3000 for name in "abc" for _ in range(50))


def test_flagged_samples_are_examples(page, tmp_path):
    log = logger(tmp_path, gr.Textbox(label="A"), dataset_file_name="log.csv")
    log.flag(["one"])
    with gr.Blocks():
        box = gr.Textbox()
        examples = gr.Examples(str(tmp_path), box)
    page.act(examples.dataset, "click", {"value": 0})
    assert box.value == "one"
