from __future__ import annotations

import json
import logging

import ipywidgets
import pytest
from traitlets import Dict, HasTraits

import nbblocks as gr
from nbblocks.dispatch import javascript
from nbblocks.exceptions import CompatibilityWarning


class Visitor:
    """A page that shows an app and answers what the kernel asks; each test says with what."""

    def __init__(self, page, demo):
        self.page, self.demo, self.shell = page, demo, demo._shell
        page.emit(self.shell, "load")

    @property
    def questions(self):
        """What the kernel asked, the oldest first."""
        return [message for message in self.page.custom(self.shell) if "js" in message]

    def begin(self, component, event="click", **state):
        """Do something, without waiting for what comes of it."""
        assert self.page.emit(component, event, state) is None
        return self.questions[-1]

    def answer(self, question, **answer):
        """Answer a question, and wait until all handlers have run."""
        self.page.emit(self.shell, "answer", None, {"id": question["id"], "begun": True})
        self.page.emit(self.shell, "answer", None, {"id": question["id"], **answer})
        self.page.settle(self.demo)

    def run(self, component, event="click", *, returns=None, state=None, **answer):
        """Do something, and answer what is asked then."""
        answer = answer or {"result": returns}
        self.answer(self.begin(component, event, **(state or {})), **answer)

    @property
    def toasts(self):
        return [message["toast"]["message"] for message in self.page.custom(self.shell) if "toast" in message]


@pytest.fixture(params=["thread", "inline"])
def policy(request):
    return request.param


def greeter(policy="thread", fn=lambda name: f"Hello {name}", js="(name) => name.trim()", **options):
    with gr.Blocks(policy=policy) as demo:
        name, greeting = gr.Textbox(" Ada "), gr.Textbox()
        greet = gr.Button("Greet")
        greet.click(fn, name, greeting, js=js, **options)
    return demo, name, greeting, greet


def test_the_handler_gets_what_the_code_returned(page, policy):
    demo, name, greeting, greet = greeter(policy)
    visitor = Visitor(page, demo)
    question = visitor.begin(greet)
    assert question["js"] == "(name) => name.trim()"
    assert question["page"] == page.name
    assert question["values"] == [" Ada ", ""]
    visitor.answer(question, result="Ada")
    assert greeting.value == "Hello Ada"
    assert name.value == " Ada ", "what the code returns is for the handler, not for the input"


def test_the_classic_spelling_is_known(page):
    demo, _, greeting, greet = greeter(js=None, _js="(name) => name.trim()")
    Visitor(page, demo).run(greet, returns="Ada")
    assert greeting.value == "Hello Ada"


def test_code_that_returns_nothing_leaves_the_inputs(page, policy):
    demo, _, greeting, greet = greeter(policy)
    visitor = Visitor(page, demo)
    visitor.answer(visitor.begin(greet))
    assert greeting.value == "Hello  Ada "


def test_js_true_runs_the_python_as_it_is(page):
    demo, _, greeting, greet = greeter(js=True)
    visitor = Visitor(page, demo)
    page.act(greet, "click")
    assert greeting.value == "Hello  Ada "
    assert visitor.questions == []


def test_without_a_handler_the_code_writes_the_outputs(page, policy):
    with gr.Blocks(policy=policy) as demo:
        name, upper, length = gr.Textbox("ada"), gr.Markdown(), gr.Number()
        button = gr.Button()
        button.click(None, name, [upper, length], js="(name) => [name.toUpperCase(), name.length]")
    visitor = Visitor(page, demo)
    visitor.run(button, returns=["ADA", 3])
    assert (upper.value, length.value) == ("ADA", 3)


def test_without_a_handler_and_without_outputs_it_only_runs(page):
    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(None, None, [], js="() => { alert('hi'); return [] }")
    Visitor(page, demo).run(button, returns=[])
    assert not demo.errors


def test_an_event_without_handler_and_code_changes_nothing(page):
    with gr.Blocks() as demo:
        box, button = gr.Textbox("kept"), gr.Button()
        button.click(None, None, box)
    page.act(button, "click")
    assert box.value == "kept"
    assert not demo.errors


def test_the_code_sees_the_outputs_after_the_inputs(page):
    with gr.Blocks() as demo:
        box, button = gr.Textbox("x"), gr.Button()
        button.click(None, [], box, js="(x) => x + ' foo'")
    visitor = Visitor(page, demo)
    question = visitor.begin(button)
    assert question["values"] == ["x"]
    visitor.answer(question, result="x foo")
    assert box.value == "x foo"


def test_values_are_sent_as_they_are_on_the_wire(page):
    with gr.Blocks() as demo:
        inputs = [gr.Label({"a": 0.9}), gr.State({1, 2}), gr.Checkbox(True), ipywidgets.IntSlider(4)]
        button = gr.Button()
        button.click(lambda *_: None, inputs, None, js="(...all) => all")
    question = Visitor(page, demo).begin(button)
    label = {"label": "a", "confidences": [{"label": "a", "confidence": 0.9}]}
    assert question["values"] == [label, None, True, 4]


def test_several_values_are_a_list_and_more_of_them_do_no_harm(page):
    got = []
    with gr.Blocks() as demo:
        a, b, button = gr.Textbox("a"), gr.Textbox("b"), gr.Button()
        button.click(lambda *args: got.append(args), [a, b], None, js="(...all) => all.reverse()")
    Visitor(page, demo).run(button, returns=["B", "A", "more"])
    assert got == [("B", "A")]


@pytest.mark.parametrize(
    ("returned", "expected"), [(["x"], ["x"]), ([["x"]], ["x"]), (["x", "y"], ["x", "y"]), ([], [])]
)
def test_one_value_that_is_a_list_may_stand_in_another(page, returned, expected):
    got = []
    with gr.Blocks() as demo:
        group, button = gr.CheckboxGroup(["x", "y", "z"], value=["z"]), gr.Button()
        button.click(got.append, group, None, js="(all) => all")
    Visitor(page, demo).run(button, returns=returned)
    assert got == [expected]


def test_inputs_by_name_are_among_the_values(page):
    got = {}
    with gr.Blocks() as demo:
        a, b, button = gr.Textbox("a"), gr.Textbox("b"), gr.Button()
        button.click(lambda a, b: got.update(a=a, b=b), [a], None, js="x", inputs_kwargs={"b": b})
    Visitor(page, demo).run(button, returns=["A", "B"])
    assert got == {"a": "A", "b": "B"}


# What a page says is checked.


def refused(page, demo, button, returned):
    """Return what the visitor reads when the code returned what it may not."""
    visitor = Visitor(page, demo)
    visitor.run(button, returns=returned)
    assert len(demo.errors) == 1
    assert "Button.click" in visitor.toasts[-1]
    return visitor.toasts[-1]


def one_input(component, **more):
    """An app that would tell what its handler got."""
    got = []
    with gr.Blocks() as demo:
        made, button = component(), gr.Button()
        button.click(lambda *values: got.append(values), [made], None, js="(x) => x", **more)
    return demo, button, got


@pytest.mark.parametrize(
    ("component", "value"),
    [
        (lambda: gr.Slider(0, 10), 99),
        (lambda: gr.Dropdown(["a", "b"]), "c"),
        (lambda: gr.Textbox(max_length=3), "four"),
        (gr.Checkbox, "yes"),
        (lambda: gr.Textbox(interactive=False), "forged"),
        (lambda: gr.Markdown("as it is"), "forged"),
        (lambda: gr.State("as it is"), "forged"),
        (gr.Image, "/etc/passwd"),
        (gr.Audio, "https://example.com/a.wav"),
        (gr.Image, {"path": "/etc/passwd", "id": "guessed"}),
    ],
)
def test_an_input_takes_only_what_a_visitor_could_put_in(page, component, value):
    demo, button, got = one_input(component)
    refused(page, demo, button, value)
    assert got == []


def test_a_value_as_it_was_sent_is_no_change(page):
    image = gr.Image("notebooks/data/boat.png", render=False)
    for component in (lambda: gr.State("kept"), lambda: gr.Textbox("kept", interactive=False), image.render):
        demo, button, got = one_input(component)
        visitor = Visitor(page, demo)
        question = visitor.begin(button)
        visitor.answer(question, result=json.loads(json.dumps([question["values"][0]])))
        assert not demo.errors
        assert got


def test_a_hidden_input_takes_what_the_code_found_out(page):
    demo, button, got = one_input(lambda: gr.Textbox(visible=False))
    Visitor(page, demo).run(button, returns="de-DE")
    assert got == [("de-DE",)]


@pytest.mark.parametrize(
    "component",
    [gr.Image, gr.Audio, gr.State, gr.Dataset],
)
def test_an_output_takes_no_path_and_nothing_that_stays_in_the_kernel(page, component):
    with gr.Blocks() as demo:
        target = component(samples=[["a"]], components=["textbox"]) if component is gr.Dataset else component()
        before = target.value
        button = gr.Button()
        button.click(None, None, target, js="() => '/etc/passwd'")
    refused(page, demo, button, "/etc/passwd")
    assert target.value == before


@pytest.mark.parametrize(
    ("component", "returned", "value"),
    [
        (lambda: gr.Textbox("before"), 42, "42"),
        (lambda: gr.Textbox("before"), None, None),
        (lambda: gr.Dropdown(["a", "b"], value="a"), None, None),
        (lambda: gr.Radio(["a", "b"], value="a"), None, None),
        (lambda: gr.CheckboxGroup(["a", "b"], value=["a"]), None, []),
        (lambda: gr.Markdown("before"), 42, "42"),
        (lambda: gr.Slider(0, 10), 99, 10),
    ],
)
def test_an_output_makes_of_it_what_it_makes_of_what_a_handler_returns(page, component, returned, value):
    with gr.Blocks() as demo:
        target, button = component(), gr.Button()
        button.click(None, None, target, js="() => 42")
    Visitor(page, demo).run(button, returns=returned)
    assert not demo.errors
    assert target.value == value


def test_a_label_reads_no_file_for_a_page(page, tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text('{"secret": 1.0}', encoding="utf-8")
    with gr.Blocks() as demo:
        label, button = gr.Label(), gr.Button()
        button.click(None, None, label, js="() => 'cat'")
    refused(page, demo, button, str(secret))
    assert label.value is None
    Visitor(page, demo).run(button, returns={"cat": 0.8})
    assert label.value == {"cat": 0.8}


def test_an_output_that_the_visitor_cannot_edit_is_written(page):
    with gr.Blocks() as demo:
        target = gr.Textbox(interactive=False)
        note, markup, button = gr.Markdown(), gr.HTML(), gr.Button("Copy")
        button.click(None, None, [target, note, markup, button], js="() => ['a', 'b', '<b>c</b>', 'Copied']")
    Visitor(page, demo).run(button, returns=["a", "b", "<b>c</b>", "Copied"])
    assert [target.value, note.value, markup.value, button.value] == ["a", "b", "<b>c</b>", "Copied"]


def test_an_update_of_properties_is_the_kernels_to_make(page):
    with gr.Blocks() as demo:
        target, button = gr.Textbox(), gr.Button()
        button.click(None, None, target, js="() => ({__type__: 'update', visible: false})")
    refused(page, demo, button, {"__type__": "update", "visible": False})
    assert target.visible is True


def test_a_widget_of_another_package_takes_what_its_trait_takes(page):
    slider = ipywidgets.IntSlider(1, max=5)
    with gr.Blocks() as demo:
        gr.Widget(slider)
        button, bad = gr.Button(), gr.Button()
        button.click(None, None, slider, js="() => 4")
        bad.click(None, None, slider, js="() => 'four'")
    Visitor(page, demo).run(button, returns=4)
    assert slider.value == 4
    refused(page, demo, bad, "four")
    assert slider.value == 4


def test_what_no_check_thought_of_fails_the_call_and_nothing_else(page):
    with gr.Blocks() as demo:
        date = ipywidgets.DatePicker()
        button = gr.Button()
        button.click(None, None, date, js="() => 7")
    refused(page, demo, button, 7)
    assert date.value is None


def test_a_container_has_no_value(page):
    with gr.Blocks() as demo:
        with gr.Row() as row:
            gr.Textbox()
        button = gr.Button()
        button.click(None, None, row, js="() => 1")
    assert "container" in refused(page, demo, button, 1)


@pytest.mark.parametrize("returned", ["one", ["one"], None])
def test_too_few_values_are_told(page, returned):
    with gr.Blocks() as demo:
        a, b, button = gr.Textbox(), gr.Textbox(), gr.Button()
        button.click(lambda a, b: None, [a, b], None, js="() => 'one'")
    assert "a list of 2 values" in refused(page, demo, button, returned)


# Who answers, and when.


def test_an_answer_counts_once(page, caplog):
    calls = []
    demo, _, _, greet = greeter(fn=calls.append)
    visitor = Visitor(page, demo)
    question = visitor.begin(greet)
    visitor.answer(question, result="Ada")
    visitor.answer(question, result="Eve")
    assert calls == ["Ada"]
    assert "not open" in caplog.text


@pytest.mark.parametrize("name", ["guessed", None, 7, ["x"]])
def test_an_answer_to_what_was_not_asked_does_nothing(page, caplog, name):
    calls = []
    demo, _, _, greet = greeter(fn=calls.append)
    visitor = Visitor(page, demo)
    visitor.begin(greet)
    page.emit(visitor.shell, "answer", None, {"id": name, "result": "Eve"})
    assert "not open" in caplog.text
    assert calls == []


def test_without_a_page_the_call_goes_on(page, caplog, policy):
    demo, _, greeting, greet = greeter(policy)
    with caplog.at_level(logging.WARNING):
        greet.fire("click")
        page.settle(demo)
    assert greeting.value == "Hello  Ada "
    assert "without its JavaScript: no page shows the app" in caplog.text


def test_a_page_that_does_not_answer_is_waited_for_a_while(page, caplog, monkeypatch):
    monkeypatch.setattr(javascript, "PATIENCE", 0.01)
    demo, _, greeting, greet = greeter()
    visitor = Visitor(page, demo)
    visitor.begin(greet)
    page.settle(demo)
    assert greeting.value == "Hello  Ada "
    assert "the page does not answer" in caplog.text


def test_a_page_that_has_begun_may_take_its_time(page, monkeypatch):
    waits = []
    monkeypatch.setattr(javascript, "later", lambda _delay, give_up: waits.append(give_up) or waits.clear)
    demo, _, greeting, greet = greeter()
    visitor = Visitor(page, demo)
    question = visitor.begin(greet)
    assert waits
    page.emit(visitor.shell, "answer", None, {"id": question["id"], "begun": True})
    assert waits == [], "it is waited for without an end"
    assert greeting.value == ""
    visitor.answer(question, result="Ada")
    assert greeting.value == "Hello Ada"


def test_a_page_that_leaves_takes_its_answers_with_it(page, caplog):
    demo, _, greeting, greet = greeter()
    visitor = Visitor(page, demo)
    visitor.begin(greet)
    page.emit(visitor.shell, "unload")
    page.settle(demo)
    assert greeting.value == "Hello  Ada "
    assert "the page has gone" in caplog.text


def test_the_page_that_the_event_came_from_is_asked(page):
    demo, _, _, greet = greeter(trigger_mode="multiple")
    visitor = Visitor(page, demo)
    first = page.name
    page.name = "another"
    page.emit(visitor.shell, "load")
    assert visitor.begin(greet)["page"] == "another"
    page.name = first
    assert visitor.begin(greet)["page"] == first
    greet.fire("click")
    assert visitor.questions[-1]["page"] == "another", "of a click in a cell the newest page is asked"


def test_what_follows_asks_the_page_of_the_first_event(page):
    with gr.Blocks(policy="inline") as demo:
        box, button = gr.Textbox(), gr.Button()
        button.click(lambda: "done", None, box).then(None, box, None, js="(text) => alert(text)")
    visitor = Visitor(page, demo)
    first = page.name
    page.name = "another"
    page.emit(visitor.shell, "load")
    page.name = first
    question = visitor.begin(button)
    assert question["page"] == first
    assert question["values"] == ["done"]
    visitor.answer(question)


def test_cancelling_forgets_what_was_asked(page):
    calls = []
    demo, _, _, greet = greeter(fn=calls.append)
    with demo:
        stop = gr.Button("Stop")
        stop.click(None, None, None, cancels=greet._dependencies["click"])
    visitor = Visitor(page, demo)
    question = visitor.begin(greet)
    page.act(stop, "click")
    visitor.answer(question, result="Ada")
    assert calls == []


def test_of_a_burst_the_last_one_counts(page):
    with gr.Blocks() as demo:
        source, target = gr.Textbox(), gr.Textbox()
        source.input(lambda text: text, source, target, js="(text) => text")
    visitor = Visitor(page, demo)
    first = visitor.begin(source, "input", value="a")
    second = visitor.begin(source, "input", value="ab")
    visitor.answer(second, result="AB")
    visitor.answer(first, result="A")
    assert target.value == "AB"


def test_the_next_click_waits_for_the_answer_to_the_first(page):
    demo, _, greeting, greet = greeter()
    visitor = Visitor(page, demo)
    question = visitor.begin(greet)
    visitor.begin(greet)
    assert len(visitor.questions) == 1, "a click is dropped while another is pending"
    visitor.answer(question, result="Ada")
    assert greeting.value == "Hello Ada"


# What goes wrong.


def test_an_error_of_the_code_fails_the_call(page, policy, caplog):
    calls = []
    demo, _, greeting, greet = greeter(policy, fn=calls.append)
    after = []
    greet._dependencies["click"][0].failure(lambda: after.append("failure"))
    visitor = Visitor(page, demo)
    visitor.run(greet, error="TypeError: name.trimm is not a function")
    assert calls == []
    assert after == ["failure"]
    assert "Button.click → append(): TypeError: name.trimm is not a function" in visitor.toasts[-1]
    assert "TypeError: name.trimm" in caplog.text
    assert isinstance(demo.errors[-1].exception, javascript.JavaScriptError)
    assert greeting._status["state"] == "failed"


def test_an_error_is_one_line_of_limited_length(page):
    demo, _, _, greet = greeter()
    visitor = Visitor(page, demo)
    visitor.run(greet, error="x\n" * 10_000)
    assert len(visitor.toasts[-1]) < 1200
    assert "\n" not in visitor.toasts[-1]


# On load.


def test_the_code_of_an_app_runs_when_a_page_shows_it(page):
    with gr.Blocks(js="() => { document.title = 'mine' }") as demo:
        gr.Textbox()
    visitor = Visitor(page, demo)
    assert [question["js"] for question in visitor.questions] == ["() => { document.title = 'mine' }"]
    page.emit(visitor.shell, "load")
    assert len(visitor.questions) == 1, "a second view of the same page is no new page"


def test_launch_brings_code_too(page, monkeypatch):
    monkeypatch.setattr("nbblocks.launching.ipython_shell", object)
    monkeypatch.setattr("nbblocks.launching.display", lambda _: None)
    with gr.Blocks(js="first()") as demo:
        gr.Textbox()
    demo.launch(js="second()")
    assert [question["js"] for question in Visitor(page, demo).questions] == ["second()"]


def test_code_may_stand_in_a_file(page, tmp_path):
    file = tmp_path / "hello.js"
    file.write_text("() => 'hello'", encoding="utf-8")
    with gr.Blocks(js=str(file)) as demo:
        gr.Textbox()
    assert Visitor(page, demo).questions[0]["js"] == "() => 'hello'"


def test_load_runs_code_without_a_handler(page):
    with gr.Blocks() as demo:
        language = gr.Textbox(visible=False)
        demo.load(None, None, language, js="() => navigator.language")
    visitor = Visitor(page, demo)
    visitor.answer(visitor.questions[0], result="de-DE")
    assert language.value == "de-DE"


@pytest.mark.parametrize("where", ["constructor", "launch"])
def test_what_a_page_is_dressed_with_is_taken_at_both_places(page, monkeypatch, where):
    monkeypatch.setattr("nbblocks.launching.ipython_shell", object)
    monkeypatch.setattr("nbblocks.launching.display", lambda _: None)
    dress = {"css": "b {color: red}", "js": "() => 1", "theme": "soft", "head": "<meta>"}
    make = {"constructor": lambda: gr.Blocks(**dress), "launch": lambda: gr.Blocks().launch(**dress)[0]}
    with pytest.warns(CompatibilityWarning) as warned:
        demo = make[where]()
    assert len(warned) == 1
    assert "theme" in str(warned[0].message)
    assert "head" in str(warned[0].message)
    assert "js" not in str(warned[0].message)
    assert (demo.css, demo.js) == ("b {color: red}", "() => 1")


# Scrolling.


def scrolls(page, component):
    return [message["scroll"] for message in page.custom(component) if "scroll" in message]


def test_the_first_output_comes_into_view_once_when_it_is_written(page):
    def count():
        yield from ("1", "2", "3")

    with gr.Blocks() as demo:
        state, first, second, button = gr.State(), gr.Textbox(), gr.Textbox(), gr.Button()
        button.click(lambda: (1, "a", "b"), None, [state, first, second], scroll_to_output=True)
        counts = gr.Button()
        counts.click(count, None, second, scroll_to_output=True)
    page.emit(demo._shell, "load")
    page.emit(button, "click")
    page.settle(demo)
    assert scrolls(page, first) == [page.name]
    assert scrolls(page, second) == []
    page.emit(counts, "click")
    page.settle(demo)
    assert scrolls(page, second) == [page.name]
    counts.fire("click")
    page.settle(demo)
    assert scrolls(page, second) == [page.name, True], "all pages scroll if none of them asked for it"


def test_nothing_scrolls_unless_the_author_asks(page):
    _demo, _, greeting, greet = greeter(js=None)
    page.act(greet, "click")
    assert scrolls(page, greeting) == []


def test_a_value_that_no_page_can_have_fails_the_call_and_the_next_is_heard(page, policy):
    class Model(HasTraits):
        table = Dict()

    model = Model(table={(1, 2): 3})
    with gr.Blocks(policy=policy) as demo:
        button = gr.Button()
        button.click(lambda table: None, gr.Trait(model, "table"), None, js="(table) => table")
    visitor = Visitor(page, demo)
    for _ in range(2):
        page.act(button, "click")
    assert visitor.questions == []
    assert len(demo.errors) == 2
