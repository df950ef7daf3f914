from __future__ import annotations

import asyncio
import re

import pytest

import nbblocks as gr
from nbblocks.exceptions import CompatibilityWarning


def click(page, examples, index):
    page.act(examples.dataset, "click", {"value": index})


def app(examples, *, count=1, fn=None, **more):
    """Make an app of some boxes with examples below them."""
    with gr.Blocks():
        boxes = [gr.Textbox(label=f"Box {index}") for index in range(count)]
        result = gr.Textbox(label="Result")
        made = gr.Examples(examples, boxes, result, fn, **more)
    return boxes, result, made


def test_a_click_fills_the_input(page):
    [box], _, examples = app(["Ada", "Grace"])
    click(page, examples, 1)
    assert box.value == "Grace"


def test_a_click_fills_every_input(page):
    (first, second), _, examples = app([["Ada", "Lovelace"], ["Grace", "Hopper"]], count=2)
    click(page, examples, 0)
    assert (first.value, second.value) == ("Ada", "Lovelace")


def test_an_input_that_no_sample_fills_keeps_its_value(page):
    (first, second), _, examples = app([["Ada", None], ["Grace"]], count=2)
    second.value = "mine"
    click(page, examples, 1)
    assert (first.value, second.value) == ("Grace", "mine")
    assert [component.label for component in examples.dataset.components] == ["Box 0"]


def test_more_values_than_inputs_are_left_out(page):
    [box], _, examples = app([["Ada", "an output", "a time"]])
    click(page, examples, 0)
    assert box.value == "Ada"


def test_what_examples_fill_can_still_be_typed_into(page):
    with gr.Blocks():
        box = gr.Textbox()
        gr.Examples(["Ada"], box)
    page.act(box, "input", {"value": "mine"})
    assert box.value == "mine"


def test_something_may_follow_a_click(page):
    [box], result, examples = app(["Ada"])
    examples.load_input_event.then(str.upper, box, result)
    click(page, examples, 0)
    assert result.value == "ADA"


def test_a_click_may_run_the_function(page):
    _, result, examples = app(["Ada"], fn=str.upper, run_on_click=True)
    click(page, examples, 0)
    assert result.value == "ADA"


def test_cached_outputs_are_computed_once_and_before(page):
    calls = []

    def shout(text):
        calls.append(text)
        return text.upper()

    [box], result, examples = app(["Ada", "Grace"], fn=shout, cache_examples=True)
    assert calls == ["Ada", "Grace"]
    click(page, examples, 1)
    click(page, examples, 1)
    assert (box.value, result.value) == ("Grace", "GRACE")
    assert calls == ["Ada", "Grace"]


@pytest.mark.parametrize("lazily", [{"cache_examples": True, "cache_mode": "lazy"}, {"cache_examples": "lazy"}])
def test_lazily_cached_outputs_are_computed_when_first_wanted(page, lazily):
    calls = []

    def shout(text):
        calls.append(text)
        return text.upper()

    _, result, examples = app(["Ada", "Grace"], fn=shout, **lazily)
    assert calls == []
    click(page, examples, 1)
    click(page, examples, 1)
    assert (calls, result.value) == (["Grace"], "GRACE")


def stream(text):
    for end in range(1, len(text) + 1):
        yield text[:end]


async def later(text):
    await asyncio.sleep(0)
    return text.upper()


async def stream_later(text):
    for end in range(1, len(text) + 1):
        await asyncio.sleep(0)
        yield text[:end]


@pytest.mark.parametrize(("fn", "expected"), [(stream, "Ada"), (later, "ADA"), (stream_later, "Ada")])
def test_what_is_cached_is_the_end_of_any_kind_of_function(page, fn, expected):
    _, result, examples = app(["Ada"], fn=fn, cache_examples=True)
    click(page, examples, 0)
    assert result.value == expected


def test_a_cached_result_may_be_an_update(page):
    _, result, examples = app(["Ada"], fn=lambda text: gr.Textbox(text, lines=3), cache_examples=True)
    blocks = len(list(result.root.descendants()))
    click(page, examples, 0)
    assert (result.value, result.lines) == ("Ada", 3)
    assert len(list(result.root.descendants())) == blocks


def test_a_failure_while_caching_is_told_at_once():
    def fail(text):
        message = f"cannot take {text}"
        raise ValueError(message)

    with pytest.raises(ValueError, match="cannot take Ada"):
        app(["Ada"], fn=fail, cache_examples=True)


def test_cached_functions_get_the_value_of_an_input_that_no_sample_fills(page):
    with gr.Blocks():
        name, mark, result = gr.Textbox(), gr.Textbox("!"), gr.Textbox()
        examples = gr.Examples([["Ada"]], [name, mark], result, lambda a, b: a + b, cache_examples=True)
    click(page, examples, 0)
    assert result.value == "Ada!"


def upper_batch(texts):
    return [[text.upper() for text in texts]]


async def upper_batch_later(texts):
    await asyncio.sleep(0)
    return upper_batch(texts)


@pytest.mark.parametrize("fn", [upper_batch, upper_batch_later])
def test_a_cached_function_may_take_batches(page, fn):
    _, result, examples = app(["Ada"], fn=fn, cache_examples=True, batch=True)
    click(page, examples, 0)
    assert result.value == "ADA"


def test_running_needs_a_function():
    with pytest.raises(ValueError, match="fn= and outputs="), gr.Blocks():
        gr.Examples(["Ada"], gr.Textbox(), cache_examples=True)


def test_hidden_columns_are_filled_too(page):
    (first, second), _, examples = app([["Ada", "Lovelace"]], count=2, visible_columns=[0])
    assert examples.dataset.samples == [["Ada"]]
    click(page, examples, 0)
    assert (first.value, second.value) == ("Ada", "Lovelace")


def test_samples_that_a_handler_put_in_are_filled_in(page):
    (first, second), _, examples = app([["Ada", "Lovelace"]], count=2, visible_columns=[0])
    second.value = "mine"
    examples.dataset.samples = [["Edsger"]]
    click(page, examples, 0)
    assert (first.value, second.value) == ("Edsger", "mine")
    examples.dataset.samples = [["Grace", "Hopper"]]
    click(page, examples, 0)
    assert (first.value, second.value) == ("Grace", "Hopper")


def test_labels_must_be_as_many_as_samples():
    with pytest.raises(ValueError, match="2 examples, not 1"):
        app(["Ada", "Grace"], example_labels=["only one"])


@pytest.mark.parametrize("examples", [5, {"a": 1}])
def test_examples_of_another_kind_are_refused(examples):
    with pytest.raises(TypeError, match="a list or the path of a folder"):
        app(examples)


def test_several_inputs_need_a_list_of_lists():
    with pytest.raises(TypeError, match="list of lists"):
        app(["Ada", "Grace"], count=2)


def test_a_folder_of_files_is_a_sample_for_each(page, tmp_path):
    for name in ("b.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text(name)
    [box], _, examples = app(str(tmp_path))
    assert examples.examples == [[str(tmp_path / "a.txt")], [str(tmp_path / "b.txt")]]
    click(page, examples, 0)
    assert box.value == str(tmp_path / "a.txt")


def test_a_log_in_a_folder_says_what_goes_where(tmp_path):
    (tmp_path / "ada.txt").write_text("x")
    (tmp_path / "log.csv").write_text("name,file,output\nAda,ada.txt,1\nGrace,none.txt,2\n")
    _, _, examples = app(str(tmp_path), count=2)
    assert examples.examples == [["Ada", str(tmp_path / "ada.txt")], ["Grace", "none.txt"]]


def test_a_folder_that_is_not_there_or_has_no_log_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder"):
        app(str(tmp_path / "gone"))
    with pytest.raises(FileNotFoundError, match=r"needs a log\.csv"):
        app(str(tmp_path), count=2)


def test_made_outside_they_can_be_placed_later(page):
    box = gr.Textbox()
    examples = gr.Examples(["Ada"], box)
    with gr.Blocks() as demo:
        box.render()
        examples.dataset.render()
    assert examples.dataset in demo.children
    click(page, examples, 0)
    assert box.value == "Ada"


def test_unknown_and_meaningless_keywords_are_told():
    with pytest.warns(CompatibilityWarning, match="api_name"):
        app(["Ada"], api_name="load")
    with pytest.raises(TypeError, match="did you mean 'run_on_click'"):
        app(["Ada"], run_on_clik=True)


def test_a_row_may_have_fewer_values_than_there_are_inputs(page):
    boxes, _, examples = app([["Ada"], ["Grace", "Hopper"]], count=3)
    click(page, examples, 1)
    assert [box.value for box in boxes] == ["Grace", "Hopper", ""]
    click(page, examples, 0)
    assert boxes[0].value == "Ada"


def test_files_that_are_not_there_are_named_in_one_warning_when_the_app_is_built(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.png").write_bytes(b"x")
    rows = [["gone.txt", "gone.png"], ["b", tmp_path / "lost.png"], ["c", "here.png"], ["d", "https://x.org/e.png"]]
    with pytest.warns(UserWarning, match=r"no file 'gone\.png', '.*lost\.png' in .*; a click") as caught, gr.Blocks():
        gr.Examples([*rows, ["e", None]], [gr.Textbox(), gr.Image()])
    assert (len(caught), caught[0].filename) == (1, __file__)


def test_files_that_are_not_there_are_told_with_the_folder_that_lacks_them(page, tmp_path):
    (tmp_path / "log.csv").write_text("name,picture\nAda,gone.png\n")
    with pytest.warns(UserWarning, match=rf"no file 'gone\.png' in {re.escape(str(tmp_path))};"), gr.Blocks():
        gr.Examples(str(tmp_path), [gr.Textbox(), gr.Image()])
