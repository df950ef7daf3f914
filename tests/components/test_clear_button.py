from __future__ import annotations

import pytest

import nbblocks as gr


def test_a_click_empties_the_components(page):
    with gr.Blocks():
        name, age = gr.Textbox("Ada"), gr.Number(36)
        clear = gr.ClearButton([name, age])
    page.act(clear, "click")
    assert (name.value, age.value) == (None, None)


def test_the_page_is_asked_to_tell_of_clicks_though_no_handler_waits(page):
    assert gr.ClearButton()._events == ["click"]


def test_one_component_or_more_of_them_later(page):
    with gr.Blocks():
        name, age = gr.Textbox("Ada"), gr.Number(36)
        clear = gr.ClearButton(name, value="Forget").add(age)
    page.act(clear, "click")
    assert (name.value, age.value, clear.value) == (None, None, "Forget")


def test_what_is_read_only_is_emptied_too(page):
    with gr.Blocks():
        label = gr.Label({"cat": 1.0})
        box = gr.Textbox("x", interactive=False)
        clear = gr.ClearButton([label, box])
    page.act(clear, "click")
    assert (label.value, box.value) == (None, None)


def test_a_state_has_the_value_again_that_it_started_with(page):
    with gr.Blocks():
        names, made = gr.State(["Ada"]), gr.State(lambda: {"n": 0})
        clear = gr.ClearButton([names, made])
    names.value.append("Bob")
    made.value = {"n": 9}
    page.act(clear, "click")
    assert (names.value, made.value) == (["Ada"], {"n": 0})
    names.value.append("Cem")
    page.act(clear, "click")
    assert names.value == ["Ada"]


def test_handlers_run_when_all_is_empty(page):
    seen = []
    with gr.Blocks():
        name, age, state = gr.Textbox("Ada"), gr.Number(36), gr.State(1)
        clear = gr.ClearButton([name, age, state])
        name.change(lambda *values: seen.append(("change", *values)), [name, age, state])
        clear.click(lambda *values: seen.append(("click", *values)), [name, age, state])
    state.value = 2
    page.act(clear, "click")
    assert sorted(seen) == [("change", None, None, 1), ("click", None, None, 1)]


def test_disabled_it_clears_nothing(page):
    with gr.Blocks():
        box = gr.Textbox("x")
        clear = gr.ClearButton(box, interactive=False)
    page.act(clear, "click")
    assert box.value == "x"


@pytest.mark.parametrize("wrong", ["name", [gr.Textbox], 3])
def test_it_clears_components_only(page, wrong):
    with pytest.raises(TypeError, match="ClearButton clears components, not"):
        gr.ClearButton(wrong)
