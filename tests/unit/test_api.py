from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import pytest

import nbblocks as gr


def greet(name, excited=False):
    """Say hello."""
    return f"Hello {name}{'!' if excited else '.'}"


def greeter(fn=greet, inputs=None, **options):
    with gr.Blocks() as demo:
        name, excited, greeting = gr.Textbox("Ada"), gr.Checkbox(), gr.Textbox("as it was")
        name.submit(fn, inputs or [name, excited], greeting, **options)
    return demo


def test_a_handler_is_called_by_the_name_of_its_function():
    api = greeter().api
    assert api["greet"]("Eve", True) == "Hello Eve!"
    assert api["/greet"](name="Eve") == "Hello Eve."


def test_an_input_that_is_not_given_is_as_it_is_on_the_page():
    demo = greeter()
    assert demo.api["greet"](excited=True) == "Hello Ada!"
    demo.children[0].value = "Grace"
    assert demo.api["greet"]() == "Hello Grace."


def test_nothing_in_the_app_changes(page):
    with gr.Blocks() as demo:
        count, shown = gr.State(1), gr.Number(7)
        button = gr.Button("Add")
        button.click(lambda n: (n + 1, n + 1), count, [count, shown], api_name="add")
    assert demo.api["add"]() == 2
    assert demo.api["add"]() == 2
    assert (count.value, shown.value) == (1, 7)
    assert shown._status == {}


def test_names_are_unique_and_those_of_no_name_are_not_there():
    with gr.Blocks() as demo:
        box, button = gr.Textbox(), gr.Button()
        for event in (box.submit, box.change, box.blur):
            event(lambda text: text, box, box)
        box.focus(str.upper, box, box, api_name="/shout!")
        box.input(greet, box, None, api_name=False)
        box.select(greet, box, None, api_visibility="private")
        button.click(greet, box, None, api_visibility="undocumented").then(str.lower, box, box)
        button.click(None, None, box, js="() => 'x'")
    assert list(demo.api) == ["lambda", "lambda_1", "lambda_2", "shout", "lower"]
    assert len(demo.api) == 5
    # Every name counts, though not all are given: so does Gradio.
    assert demo.api["greet_2"]("Ada") is None
    for hidden in ("greet", "greet_1", "nothing"):
        with pytest.raises(KeyError, match="it has lambda, lambda_1"):
            demo.api[hidden]


def test_values_go_through_preprocess_and_the_result_through_postprocess():
    with gr.Blocks() as demo:
        fruit, index = gr.Radio(["fig", "plum"], type="index"), gr.Textbox()
        fruit.change(lambda index: index, fruit, index, api_name="index")
    assert demo.api["index"]("plum") == "1"


def test_a_value_that_an_input_cannot_hold_is_refused():
    with gr.Blocks() as demo:
        age, text = gr.Number(), gr.Textbox()
        age.submit(str, age, text, api_name="text")
    with pytest.raises(Exception, match="Number cannot hold"):
        demo.api["text"]("old")
    with pytest.raises(TypeError, match="too many"):
        demo.api["text"](1, 2)


def test_files_come_as_paths_and_go_as_files(tmp_path):
    with gr.Blocks() as demo:
        picture, turned = gr.Image(type="pil"), gr.Image()
        picture.upload(lambda image: image.rotate(90, expand=True), picture, turned, api_name="turn")
    result = demo.api["turn"]("notebooks/data/boat.png")
    assert isinstance(result, gr.FileData)
    assert result.mime_type.startswith("image/")
    assert turned.value is None


def test_several_outputs_are_a_tuple_and_none_is_none():
    with gr.Blocks() as demo:
        a, b, button = gr.Textbox(), gr.Number(), gr.Button()
        button.click(lambda: ("x", 2), None, [a, b], api_name="two")
        button.click(lambda: None, None, None, api_name="none")
        button.click(lambda: {b: 5}, None, [a, b], api_name="by_block")
        button.click(lambda: gr.update(visible=False), None, a, api_name="update")
        button.click(lambda: gr.Textbox("shown", lines=1), None, a, api_name="block")
    assert demo.api["two"]() == ("x", 2)
    assert demo.api["none"]() is None
    assert demo.api["by_block"]() == ({}, 5)
    assert demo.api["update"]() == {"visible": False}
    assert demo.api["block"]() == {"value": "shown", "lines": 1}


async def later(text):
    await asyncio.sleep(0)
    return text.upper()


def steps(text):
    yield from (text[:end] for end in range(1, len(text) + 1))


async def async_steps(text):
    for end in range(1, len(text) + 1):
        await asyncio.sleep(0)
        yield text[:end]


@pytest.mark.parametrize(("fn", "results"), [(later, ["ABC".upper()]), (steps, ["a", "ab", "abc"])])
def test_the_last_result_is_returned_and_submit_gives_each(fn, results):
    api = greeter(fn, [gr.Textbox(render=False)], api_name="fn").api
    assert api["fn"]("abc") == results[-1]
    assert list(api["fn"].submit("abc")) == results


def test_an_async_generator_is_stepped_through():
    api = greeter(async_steps, [gr.Textbox(render=False)], api_name="fn").api
    assert list(api["fn"].submit("abc")) == ["a", "ab", "abc"]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_step_runs_when_it_is_asked_for_and_leaving_early_cleans_up(is_async):
    ran = []

    def count():
        try:
            for index in range(100):
                ran.append(index)
                yield str(index)
        finally:
            ran.append("cleaned up")

    async def async_count():
        try:
            for index in range(100):
                ran.append(index)
                yield str(index)
        finally:
            ran.append("cleaned up")

    with gr.Blocks() as demo:
        button, box = gr.Button(), gr.Textbox()
        button.click(async_count if is_async else count, None, box, api_name="count")
    results = demo.api["count"].submit()
    assert ran == []
    assert next(results) == "0"
    assert ran == [0]
    results.close()
    assert ran == [0, "cleaned up"]


def test_what_a_handler_raises_comes_out():
    def fail():
        raise gr.Error("no such thing")

    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(fail)
    with pytest.raises(gr.Error, match="no such thing"):
        demo.api["fail"]()
    assert not demo.errors, "that is for who called it"


@pytest.mark.parametrize("fn", [later, async_steps])
def test_an_async_handler_is_told_that_it_cannot_wait_for_another(page, fn):
    async def ask(text):
        return demo.api["fn"](text)

    async def ask_beside(text):
        return await asyncio.to_thread(demo.api["fn"], text)

    with gr.Blocks() as demo:
        button, box, answer = gr.Button(), gr.Textbox("abc"), gr.Textbox()
        box.submit(fn, box, answer, api_name="fn")
        box.blur(ask_beside, box, answer)
        button.click(ask, box, answer)
    page.act(button, "click")
    (failure,) = demo.errors
    assert "await the function itself" in failure.traceback
    page.act(box, "blur")
    assert answer.value.lower() == "abc"


def test_what_a_handler_asks_for_is_filled_and_no_parameter():
    def ask(name, request: gr.Request, event: gr.SelectData):
        return f"{name} {type(request).__name__} {type(event).__name__}"

    api = greeter(ask, [gr.Textbox("Ada", render=False)]).api
    assert api["ask"]() == "Ada Request SelectData"
    assert repr(api["ask"]).startswith("/ask(name: Textbox = 'Ada') -> Textbox")


def test_inputs_by_name_a_set_of_inputs_and_any_number():
    with gr.Blocks() as demo:
        a, b, out = gr.Textbox("a"), gr.Textbox("b"), gr.Textbox()
        a.change(lambda one, *, two: one + two, [a], out, inputs_kwargs={"two": b}, api_name="keywords")
        a.change(lambda values: "".join(sorted(values.values())), {a, b}, out, api_name="set")
        a.change(lambda *values: "".join(values), [a, b], out, api_name="any")
    assert demo.api["keywords"]("x", two="y") == "xy"
    assert demo.api["any"]("x", param_1="y") == "xy"
    assert demo.api["set"]() == "ab"


def test_a_batch_handler_takes_one_value():
    def shout(texts):
        return [[text.upper() for text in texts]]

    api = greeter(shout, [gr.Textbox(render=False)], batch=True).api
    assert api["shout"]("a") == "A"


def test_a_widget_of_another_package_is_an_input_too():
    with gr.Blocks() as demo:
        slider = ipywidgets.IntSlider(3)
        placed, text = gr.Widget(slider), gr.Textbox()
        gr.on(gr.Trait(slider), lambda value: f"{value}", slider, text, api_name="show")
    assert placed
    assert demo.api["show"](5) == "5"
    assert demo.api["show"]() == "3"


def test_a_handler_on_an_executor():
    with ThreadPoolExecutor(1) as executor:
        assert greeter(executor=executor).api["greet"]("Eve") == "Hello Eve."


def test_a_handler_that_was_taken_off_has_no_name():
    with gr.Blocks() as demo:
        box = gr.Textbox()
        submit = box.submit(str.upper, box, box)
    assert list(demo.api) == ["upper"]
    submit.detach()
    assert list(demo.api) == []


def test_the_apps_inside_belong_to_it():
    demo = gr.TabbedInterface([gr.Interface(greet, ["text"], "text"), gr.Interface(greet, ["text"], "text")])
    assert list(demo.api) == ["greet", "greet_1"]


def test_an_interface_has_one_name_and_its_machinery_has_none():
    demo = gr.Interface(greet, ["text"], "text", examples=["Ada"], api_name="hello", api_description="Greets.")
    assert repr(demo.api) == "/hello(name: Textbox = '') -> Textbox\n    Greets."


def test_what_is_shown_of_it():
    with gr.Blocks() as demo:
        name, times = gr.Textbox("x" * 100), gr.Number(2)
        out, more = gr.Textbox(), gr.Label()

        def repeat(name: str, times: int) -> str:
            """Say it again.

            And again.
            """

        name.submit(repeat, [name, times], [out, more])
        name.change(repeat, [name, times], None, api_name="quiet", api_description=False)
    text = "x" * 12
    assert repr(demo.api) == (
        f"/repeat(name: str = '{text}...{text}x', times: int = 2) -> tuple[Textbox, Label]\n"
        f"    Say it again.\n    \n    And again.\n"
        f"/quiet(name: str = '{text}...{text}x', times: int = 2) -> None"
    )
    assert demo.api["repeat"].__doc__.startswith("Say it again.")
    assert repr(gr.Blocks().api) == "no endpoints"


# gr.api


def test_a_function_without_components():
    def add(a: int, b: int = 1, *, c: list[int] | None = None) -> int:
        """Add."""
        return a + b + sum(c or ())

    with gr.Blocks() as demo:
        gr.api(add)
        gr.api(add, api_name="plus", api_description="The same.")
    assert demo.api["add"](1) == 2
    assert demo.api["plus"](1, 2, c=[3, 4]) == 10
    assert repr(demo.api["plus"]) == "/plus(a: int, b: int = 1, c: list[int] | None = None) -> int\n    The same."
    with pytest.raises(TypeError, match="missing a required argument: 'a'"):
        demo.api["add"]()


def test_api_decorates():
    with gr.Blocks() as demo:

        @gr.api()
        def plain(a: int) -> dict[str, int]:
            return {"a": a}

        @gr.api(api_name="named")
        def several(a: str, request: gr.Request) -> tuple[str, int]:
            return a, len(request.headers)

    assert demo.api["plain"](1) == {"a": 1}
    assert repr(demo.api["plain"]) == "/plain(a: int) -> dict[str, int]"
    assert demo.api["named"]("x") == ("x", 0)
    assert plain(2) == {"a": 2}
    assert several("y", gr.Request()) == ("y", 0)


def test_api_needs_hints_and_an_app():
    with pytest.raises(RuntimeError, match=r"with gr\.Blocks"):
        gr.api(greet)
    with gr.Blocks(), pytest.raises(ValueError, match="'name' of greet"):
        gr.api(greet)
    with gr.Blocks(), pytest.raises(TypeError, match="did you mean 'api_name'"):
        gr.api(lambda: None, api_nam="x")
