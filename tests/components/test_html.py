from __future__ import annotations

import warnings

import pytest
from traitlets import TraitError

import nbblocks as gr
from nbblocks.exceptions import CompatibilityWarning


def test_keywords_that_a_template_names_are_for_it(page):
    shown = gr.HTML(
        "Ada", html_template="${value} likes ${fruit}", css_template="color: ${colour}", fruit="figs", colour="red"
    )
    assert shown.props == {"fruit": "figs", "colour": "red"}


def test_a_keyword_that_no_template_names_is_a_mistake(page):
    with pytest.raises(TypeError, match="'colour'"):
        gr.HTML("Ada", colour="red")


@pytest.mark.parametrize("spelling", [lambda: gr.update(fruit="plums"), lambda: gr.HTML(fruit="plums")])
def test_a_handler_changes_what_a_template_names(page, spelling):
    with gr.Blocks():
        shown = gr.HTML("Ada", html_template="${value} likes ${fruit} in ${place}", fruit="figs", place="Rome")
        button = gr.Button()
        button.click(spelling, None, shown)
    page.act(button, "click")
    assert shown.props == {"fruit": "plums", "place": "Rome"}
    assert page.updates(shown, "props") == [{"fruit": "plums", "place": "Rome"}]


def test_an_update_of_what_nothing_names_is_a_mistake(page):
    with pytest.raises(AttributeError, match="fruit"):
        gr.HTML("Ada").assign({"fruit": "plums"})


@pytest.mark.parametrize("value", ["<b>x</b>", None, 3, ["a", "b"], {"a": [1, None]}])
def test_a_template_takes_any_data(page, value):
    assert gr.HTML(value).value == value


def test_a_table_of_pandas_shows_as_it_does_in_a_notebook(page):
    pd = pytest.importorskip("pandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CompatibilityWarning)
        assert "<table" in gr.HTML(pd.DataFrame({"a": [1]})).value


@pytest.mark.parametrize("wrong", [object(), float("nan"), {"a": {1, 2}}])
def test_what_json_cannot_hold_is_refused(page, wrong):
    with pytest.raises(TraitError, match="HTML cannot hold"):
        gr.HTML(wrong)


@pytest.mark.parametrize("lost", ["<script>x</script>", "<b onclick='x'>", "<iframe src='x'>", "<style>b {}</style>"])
def test_the_author_hears_what_the_page_leaves_out(page, lost):
    with pytest.warns(CompatibilityWarning, match="sanitize_html=False") as caught:
        gr.HTML(lost)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gr.HTML(lost, sanitize_html=False)


def test_the_author_hears_that_scripts_in_templates_are_not_run(page):
    with pytest.warns(CompatibilityWarning, match="html_template has JavaScript"):
        gr.HTML("x", html_template="${value.length > 3 ? 'long' : 'short'}")


def test_a_click_runs_the_handler_also_of_one_that_is_an_output(page):
    with gr.Blocks():
        shown = gr.HTML("<b>0</b>")
        shown.click(lambda: "<b>1</b>", None, shown)
    page.act(shown, "click")
    assert shown.value == "<b>1</b>"


def test_an_event_may_have_the_name_of_anything_that_components_do(page):
    with gr.Blocks():
        shown, box = gr.HTML("x", js_on_load="trigger('apply')"), gr.Textbox()
        shown.apply(lambda: "applied", None, box)
    shown.assign({"value": "y"})
    page.act(shown, "apply")
    assert (shown.value, box.value) == ("y", "applied")


def test_the_authors_javascript_triggers_any_event_with_data(page):
    def like(event: gr.EventData):
        return f"star {event.index}"

    with gr.Blocks():
        stars, box = gr.HTML(3, js_on_load="trigger('like', { index: 2 })"), gr.Textbox()
        stars.like(like, None, box)
    assert stars.get_state("js_on_load")["js_on_load"] == "trigger('like', { index: 2 })"
    page.act(stars, "like", data={"index": 2})
    assert box.value == "star 2"


def test_the_value_that_the_authors_javascript_sets_is_an_input(page):
    with gr.Blocks():
        stars, box = gr.HTML(3, js_on_load="props.value = 4"), gr.Textbox()
        stars.input(lambda value: f"{value} stars", stars, box)
    page.act(stars, "input", {"value": 4})
    assert (stars.value, box.value) == (4, "4 stars")


@pytest.mark.parametrize(
    "closed", [{"js_on_load": None}, {"visible": False}, {"interactive": False}], ids=["plain", "hidden", "read-only"]
)
def test_without_javascript_that_may_no_page_sets_the_value(page, caplog, closed):
    stars = gr.HTML(3, **{"js_on_load": "props.value = 4", **closed})
    page.act(stars, None, {"value": 4})
    page.update(stars, value=4)
    assert stars.value == 3
    assert caplog.text.count("Refused") == 2


@pytest.mark.parametrize("script", [None, "trigger('like')"])
def test_the_author_hears_of_a_handler_that_nothing_calls(page, script):
    shown = gr.HTML("x", js_on_load=script)
    with pytest.warns(CompatibilityWarning, match=r"js_on_load has to call trigger\('submit'\)") as caught:
        shown.submit(lambda: None)
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("event", "script"),
    [
        ("click", None),
        ("change", None),
        ("copy", "props.value = 1"),
        ("input", "props.value = 1"),
        ("submit", 'trigger("submit")'),
        ("submit", "for (const name of names) trigger(name)"),
    ],
)
def test_a_handler_of_what_happens_attaches_without_a_word(page, event, script):
    shown = gr.HTML("x", js_on_load=script)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        getattr(shown, event)(lambda: None)


def test_what_fails_in_the_authors_javascript_is_told(page, caplog):
    with gr.Blocks() as demo:
        shown = gr.HTML("x", js_on_load="element.noSuchMethod()")
    page.send(shown, {"failed": "TypeError: element.noSuchMethod is not a function"})
    assert [str(failure.exception) for failure in demo.errors] == ["TypeError: element.noSuchMethod is not a function"]
    assert [toast["kind"] for message in page.messages if (toast := (message.custom or {}).get("toast"))] == ["error"]
    assert "noSuchMethod is not a function" in caplog.text


@pytest.mark.parametrize("lost", ["<p id='mine'>x</p>", "<p class='a' data-index=1>x</p>", "<input class='mine'>"])
def test_the_author_hears_of_what_javascript_does_not_find(page, lost):
    with pytest.warns(CompatibilityWarning, match="sanitize_html=False"):
        gr.HTML("x", html_template=lost, js_on_load="element.querySelector('#mine').focus()")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gr.HTML("x", html_template=lost, js_on_load="element.querySelector('#mine').focus()", sanitize_html=False)


def test_keywords_that_the_javascript_names_are_for_it(page):
    shown = gr.HTML("Ada", js_on_load="element.title = props.fruit", fruit="figs")
    assert shown.props == {"fruit": "figs"}
    shown.assign({"fruit": "plums"})
    assert shown.props == {"fruit": "plums"}


def test_functions_that_the_page_could_call_are_not_built_yet(page):
    with pytest.warns(CompatibilityWarning, match="server_functions: not built yet"):
        gr.HTML("x", js_on_load="server.files('.')", server_functions=[lambda path: [path]])


def test_a_saved_notebook_shows_the_text_only(page):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CompatibilityWarning)
        assert gr.HTML("<h1>A &amp; B</h1><style>p { x: y }</style>\n<p>c</p>").summary() == "A & B c"
