from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

import nbblocks as gr


def shown(label):
    return label.get_state("value")["value"]


def test_the_likeliest_class_comes_first(page):
    label = gr.Label({"cat": 0.2, "dog": 0.8})
    assert list(label.value) == ["dog", "cat"]
    assert shown(label) == {
        "label": "dog",
        "confidences": [{"label": "dog", "confidence": 0.8}, {"label": "cat", "confidence": 0.2}],
    }


def test_classes_that_look_like_numbers_keep_their_order(page):
    label = gr.Label({2: 0.1, 1: 0.3, 3: 0.6})
    assert [entry["label"] for entry in shown(label)["confidences"]] == ["3", "1", "2"]


def test_only_the_top_classes_count_and_more_can_be_asked_for(page):
    label = gr.Label({"a": 0.5, "b": 0.3, "c": 0.2}, num_top_classes=1)
    assert label.preprocess(label.value) == {"a": 0.5}
    assert label.summary() == "a 50%"
    label.num_top_classes = 2
    (sent,) = page.updates(label, "value")
    assert [entry["label"] for entry in sent["confidences"]] == ["a", "b"]


@pytest.mark.parametrize(("value", "kept"), [("cat", "cat"), (3, "3"), (0.5, "0.5"), (np.float32(2), "2.0")])
def test_a_class_or_a_number_stands_alone(page, value, kept):
    label = gr.Label(value)
    assert label.value == kept
    assert shown(label) == {"label": kept, "confidences": None}
    assert label.summary() == kept


@pytest.mark.parametrize("nothing", [None, {}])
def test_nothing_is_shown_as_nothing(page, nothing):
    assert shown(gr.Label(nothing)) is None
    assert gr.Label(nothing).summary() == ""


def test_confidences_of_numpy_become_plain_numbers(page):
    label = gr.Label(dict(zip(["a", "b"], np.array([0.25, 0.75], dtype=np.float32), strict=True)))
    assert label.value == {"b": 0.75, "a": 0.25}
    json.dumps(shown(label))


@pytest.mark.parametrize(
    "wrong",
    [["cat"], {"cat": "sure"}, {"cat": float("nan")}, {"cat": float("inf")}, {"confidences": ["cat"]}, object()],
)
def test_what_is_no_label_is_refused(page, wrong):
    with pytest.raises(TraitError, match="Label cannot hold"):
        gr.Label(wrong)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"cat": 0.9, "dog": 0.1}, {"cat": 0.9, "dog": 0.1}),
        ({"label": "cat", "confidences": [{"label": "cat", "confidence": 0.9}]}, {"cat": 0.9}),
        ({"label": "cat"}, "cat"),
        ("cat", "cat"),
    ],
)
def test_it_reads_a_file(page, tmp_path, written, kept):
    path = tmp_path / "label.json"
    path.write_text(json.dumps(written))
    assert gr.Label(str(path)).value == kept
    assert gr.Label(Path(path)).value == kept


def test_a_class_may_end_in_json(page):
    assert gr.Label("no_such_file.json").value == "no_such_file.json"


def test_a_handler_learns_which_class_was_chosen(page):
    with gr.Blocks():
        label, box = gr.Label({"cat": 0.8, "dog": 0.2}), gr.Textbox()

        def choose(event: gr.SelectData) -> str:
            return f"{event.index} {event.value}"

        label.select(choose, None, box)
    page.act(label, "select", data={"index": 1, "value": "dog"})
    assert box.value == "1 dog"
