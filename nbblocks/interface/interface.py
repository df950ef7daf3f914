"""Interface: an app around one function, laid out by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Int, List, Unicode, Union

from nbblocks.blocks import Blocks
from nbblocks.interface.assembly import assemble
from nbblocks.interface.parts import Parts

if TYPE_CHECKING:
    from nbblocks.interface.examples import Examples

#: Gradio's keywords that have no meaning here, today's and old ones.
_MEANINGLESS = frozenset(
    {"allow_duplication", "api_mode", "_api_mode", "deep_link"}
    | {"preload_example", "capture_session", "enable_queue", "interpretation", "num_shap", "show_tips", "thumbnail"}
)


class Interface(Blocks):
    """An app around one function: its inputs on the left, its outputs on the right.

    Examples
    --------
    >>> import nbblocks as gr
    >>> demo = gr.Interface(lambda name: f"Hello {name}!", "text", "text", examples=["Ada", "Grace"])
    >>> demo.launch()  # doctest: +SKIP
    """

    fn = AnyTrait(help="The function: called with a value for each input, returns one for each output.")
    inputs = AnyTrait(help="Its inputs: components, their classes or short names; one or a list, None for none.")
    outputs = AnyTrait(help="Its outputs, given like the inputs.")
    examples = AnyTrait(help="Samples that fill the inputs, as `Examples` takes them.")
    cache_examples = Union(
        [Bool(), Unicode()], default_value=None, allow_none=True, help="Whether a sample shows outputs computed before."
    )
    cache_mode = Enum(["eager", "lazy"], None, allow_none=True, help="Whether they are computed now or when needed.")
    examples_per_page = Int(10, min=1, help="How many samples are shown at a time.")
    example_labels = List(Unicode(), None, allow_none=True, help="Texts shown in the place of the samples.")
    live = Bool(False, help="Whether it runs when an input changes, without a button.")
    title = Unicode(None, allow_none=True, help="Heading of the app, and title of its page.")
    description = Unicode(None, allow_none=True, help="Markdown below the heading.")
    article = Unicode(None, allow_none=True, help="Markdown at the end.")
    flagging_mode = Enum(
        ["manual", "auto", "never"],
        None,
        allow_none=True,
        help="Whether samples are stored: by a button, always, or never; manual if None.",
    )
    flagging_options: Any = List(
        default_value=None,
        allow_none=True,
        help="A button for each: texts, or pairs of the button's text and what is stored.",
    )
    flagging_dir = Unicode("flagged", help="The folder that samples are stored in.")
    flagging_callback = AnyTrait(None, allow_none=True, help="What stores them; a `CSVLogger` if None.")
    batch = Bool(False, help="Whether the function takes a list for each input.")
    max_batch_size = Int(4, min=1, help="The length of such a list at most.")
    concurrency_limit = AnyTrait("default", help="How many calls may run at the same time; None for any number.")
    additional_inputs = AnyTrait(None, allow_none=True, help="More inputs, in an accordion below the others.")
    additional_inputs_accordion = AnyTrait(None, allow_none=True, help="That `Accordion`, or its title.")
    submit_btn = AnyTrait("Submit", help="The button that runs it, or its text.")
    stop_btn = AnyTrait("Stop", help="The button that stops a function that yields, or its text.")
    clear_btn = AnyTrait("Clear", help="The button that empties it, or its text; None for none.")
    show_progress = Enum(["full", "minimal", "hidden"], "full", help="What the outputs show while it runs.")
    time_limit = AnyTrait(30, help="Seconds that a stream of inputs runs.")
    stream_every = AnyTrait(0.5, help="Seconds between two pieces of such a stream.")
    validator = AnyTrait(None, allow_none=True, help="Called with the inputs before the function, to refuse them.")
    api_name = AnyTrait(None, allow_none=True, help="Its name in `demo.api`; that of the function if None.")
    api_description = AnyTrait(None, allow_none=True, help="What is said of it there; its docstring if None.")
    api_visibility = Enum(["public", "private", "undocumented"], "public", help="Whether it is in `demo.api`.")

    _positional: ClassVar[tuple[str, ...]] = ("fn", "inputs", "outputs", "examples")
    _meaningless = Blocks._meaningless | _MEANINGLESS
    _css_class = "nbb-blocks nbb-interface"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_today(kwargs))
        self._parts = Parts.of(self.fn, self.inputs, self.outputs, self.additional_inputs)
        with self:
            self.examples_handler = assemble(self, self._parts)

    #: The `Examples` below it, if it has any.
    examples_handler: Examples | None

    @property
    def input_components(self) -> list[Any]:
        """The inputs as components, the additional ones last."""
        return self._parts.inputs

    @property
    def output_components(self) -> list[Any]:
        """The outputs as components."""
        return self._parts.outputs


def _today(keywords: dict[str, Any]) -> dict[str, Any]:
    """Return today's spelling of keywords of older Gradios."""
    if "allow_flagging" not in keywords:
        return keywords
    rest = {name: value for name, value in keywords.items() if name != "allow_flagging"}
    mode = keywords["allow_flagging"]
    return {"flagging_mode": {True: "manual", False: "never"}.get(mode, mode), **rest}
