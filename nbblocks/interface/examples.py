"""Examples: samples below an app that fill its inputs with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from nbblocks.attaching import make
from nbblocks.component import Component
from nbblocks.components.dataset import Dataset
from nbblocks.exceptions import warn
from nbblocks.interface.cached import Cached
from nbblocks.interface.samples import read_samples, warn_of_missing
from nbblocks.keywords import unknown_name
from nbblocks.options import several
from nbblocks.ports import as_port
from nbblocks.updates import skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.dependency import Dependency

#: Keywords of Gradio that have no meaning here.
_MEANINGLESS = frozenset({"api_visibility", "api_name", "api_description", "postprocess", "preload", "_api_mode"})


class Examples:
    """Samples that fill inputs with one click, as buttons or as rows of a table.

    Parameters
    ----------
    examples
        A list of rows with a value for each input, a list of values if there is one input, or
        the path of a folder: its files are the samples, or the rows of its ``log.csv``.
    inputs
        The component that a sample goes into, or a list of them.
    outputs
        What ``fn`` writes to.
    fn
        What computes the outputs, for ``cache_examples`` and ``run_on_click``.
    cache_examples
        Whether a click shows outputs that were computed before, once a kernel.
    cache_mode
        ``"eager"`` computes them now, ``"lazy"`` each when it is first clicked.
    examples_per_page
        How many are shown at a time.
    label
        The text above them.
    elem_id, visible
        As for any component.
    run_on_click
        Whether a click calls ``fn``, if its outputs are not cached.
    preprocess
        Whether ``fn`` gets what `Component.preprocess` makes of a value.
    batch
        Whether ``fn`` takes a list for each input.
    example_labels
        Texts shown in the place of the values, one for each sample.
    visible_columns
        Positions of the inputs whose values are shown; all if None.

    Attributes
    ----------
    dataset
        The `Dataset` that shows them.
    load_input_event
        What a click runs, for ``.then()``.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
    ...     examples = gr.Examples(["Ada", "Grace"], name, greeting, lambda n: f"Hello {n}!", run_on_click=True)
    """

    def __init__(
        self,
        examples: Any,
        inputs: Any,
        outputs: Any = None,
        fn: Callable[..., Any] | None = None,
        cache_examples: bool | str | None = False,
        *,
        cache_mode: Literal["eager", "lazy"] | None = None,
        examples_per_page: int = 10,
        label: str | None = "Examples",
        elem_id: str | None = None,
        visible: bool = True,
        run_on_click: bool = False,
        preprocess: bool = True,
        batch: bool = False,
        example_labels: list[str] | None = None,
        visible_columns: list[int] | None = None,
        **meaningless: Any,
    ) -> None:
        _check_keywords(meaningless)
        if (cache_examples or run_on_click) and (fn is None or outputs is None):
            raise ValueError("Examples that run need fn= and outputs=")
        self.inputs, self.outputs = several(inputs), several(outputs)
        self.examples = _rows(examples, len(self.inputs), example_labels)
        warn_of_missing(self.examples, self.inputs, examples)
        self.fn = fn
        self._preprocess, self._batch = preprocess, batch
        self._used = _used_columns(self.examples, len(self.inputs))
        self._shown = _shown_columns(self._used, visible_columns, len(self.inputs))
        looks = {"label": label, "elem_id": elem_id, "visible": visible, "sample_labels": example_labels}
        self.dataset = self._make_dataset(samples_per_page=examples_per_page, **looks)
        self.load_input_event = self._fill_on_click()
        if cache_examples:
            self._show_cached(eager=cache_mode != "lazy" and cache_examples != "lazy")
        elif run_on_click:
            self.load_input_event.then(
                fn, self.inputs, self.outputs, batch=batch, preprocess=preprocess, api_name=False
            )

    def _make_dataset(self, **looks: Any) -> Dataset:
        components = [self.inputs[column] for column in self._shown]
        samples = [[row[column] for column in self._shown] for row in self.examples]
        return Dataset(components=components, samples=samples, type="tuple", container=False, **looks)

    def _fill_on_click(self) -> Dependency:
        filled = [self.inputs[column] for column in self._used]
        for block in filled:
            as_port(block, "Examples: input").used_as(input=True)
        dependency: Dependency = self.dataset.click(
            self._fill,
            self.dataset,
            filled,
            show_progress="hidden",
            queue=False,
            trigger_mode="always_last",
            api_name=False,
        )
        return dependency

    def _fill(self, selected: tuple[int, list[Any]]) -> Any:
        values = self._values(*selected)
        return values[0] if len(values) == 1 else values

    def _values(self, index: int, sample: list[Any]) -> list[Any]:
        """Return a value for each input that samples fill.

        A sample that a handler put into the dataset may have the shown columns only.
        """
        if index < len(self.examples):
            row = self.examples[index]
            if all(value is row[column] for value, column in zip(sample, self._shown, strict=False)):
                return [row[column] for column in self._used]
        if len(sample) == len(self._used):
            return sample
        known = dict(zip(self._shown, sample, strict=False))
        return [known.get(column, skip()) for column in self._used]

    def _show_cached(self, *, eager: bool) -> None:
        options = {"preprocess": self._preprocess, "batch": self._batch, "show_progress": "hidden"}
        self._cached = Cached(make([], self.fn, self.inputs, self.outputs, (), options), self._canonical)
        for index in range(len(self.examples) if eager else 0):
            self._cached[index]
        self.load_input_event.then(self._outputs, self.dataset, self.outputs, api_name=False)

    def _outputs(self, selected: tuple[int, list[Any]]) -> Any:
        updates = self._cached[selected[0]]
        return updates[0] if len(updates) == 1 else updates

    def _canonical(self, index: int) -> list[Any]:
        """Return the values that the inputs would have after a click; one that no sample fills keeps its own."""
        row = self.examples[index]
        return [
            _stored(block, row[column]) if column in self._used else as_port(block, "Examples: input").read()
            for column, block in enumerate(self.inputs)
        ]


def _check_keywords(keywords: dict[str, Any]) -> None:
    for name in keywords:
        if name not in _MEANINGLESS:
            raise TypeError(unknown_name(name, "Examples()", [*_MEANINGLESS, *_KNOWN]))
    if keywords:
        warn(f"Examples ignores {', '.join(keywords)}: no meaning in Jupyter")


_KNOWN = frozenset(Examples.__init__.__annotations__)


def _rows(examples: Any, count: int, labels: Sequence[str] | None) -> list[list[Any]]:
    """Return a full row for each sample."""
    rows = [[*row, *[None] * (count - len(row))] for row in read_samples(examples, count)]
    if labels is not None and len(labels) != len(rows):
        raise ValueError(f"example_labels must have one text for each of the {len(rows)} examples, not {len(labels)}")
    return rows


def _used_columns(rows: list[list[Any]], count: int) -> list[int]:
    """Return the inputs that some sample fills."""
    return [column for column in range(count) if any(row[column] is not None for row in rows)] or list(range(count))


def _shown_columns(used: list[int], chosen: Sequence[int] | None, count: int) -> list[int]:
    if chosen is None:
        return used
    if any(not 0 <= column < count for column in chosen):
        raise ValueError(f"visible_columns must be positions of the {count} inputs, not {list(chosen)}")
    return [column for column in used if column in chosen] or used


def _stored(block: Any, value: Any) -> Any:
    return block.postprocess(value) if isinstance(block, Component) else value
