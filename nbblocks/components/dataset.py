"""Dataset: samples that the visitor picks from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Int, List, Unicode, default, observe, validate

from nbblocks.component import Component, Value
from nbblocks.components._cells import Cell, cell_of
from nbblocks.events import Event
from nbblocks.shortcuts import component_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traitlets.utils.bunch import Bunch


def _to_cells(samples: list[list[Any]], dataset: Dataset) -> list[list[Cell]]:
    """Return what the page shows of the samples; the values themselves stay in the kernel."""
    return [dataset.cells(sample) for sample in samples]


class Dataset(Component):
    """Samples that the visitor picks from: buttons, or rows of a table.

    Its value is the index of the sample that was picked last.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     box = gr.Textbox()
    ...     names = gr.Dataset(components=[box], samples=[["Ada"], ["Grace"]])
    ...     picked = names.click(lambda sample: sample[0], names, box)
    """

    value = Value(None, allow_none=True, help="The index of the sample that is picked.").tag(
        frontend=True, ts="number | null"
    )
    components = AnyTrait(None, allow_none=True, help="What the columns are: components, their classes or names.").tag(
        sync=False
    )
    samples: Any = List(AnyTrait(), help="The samples: a list of values for each, in the order of the components.").tag(
        to_json=_to_cells, ts="{ text: string; image: string | null }[][]", py="Sequence[Any] | None"
    )
    headers = List(
        Unicode(), None, allow_none=True, help="Titles of the columns; the labels of the components if None."
    ).tag(ts="string[]", py="Sequence[str] | None")
    type = Enum(
        ["values", "index", "tuple"], "values", help="What a handler gets: the sample, its index, or both."
    ).tag(sync=False)
    arrangement = Enum(
        ["gallery", "table"],
        None,
        allow_none=True,
        help="Buttons or a table; if None, a table for several components. Gradio's name `layout` works too.",
    )
    samples_per_page = Int(10, min=1, help="How many are shown at a time.")
    sample_labels = List(Unicode(), None, allow_none=True, help="Texts shown in the place of the values.")
    interactive = Bool(True, allow_none=True, help="Whether a sample can be picked.")

    change = Event()
    click = Event()
    select = Event()

    _positional: ClassVar[tuple[str, ...]] = ()
    _meaningless: ClassVar[frozenset[str]] = Component._meaningless | {"component_props", "proxy_url"}

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        """Take ``layout="table"``: to a widget, ``layout`` is its size and place."""
        if isinstance(given.get("layout"), str):
            given = {**given, "arrangement": given["layout"]}
            del given["layout"]
        given = {name: value for name, value in given.items() if value is not None or name == "value"}
        return super()._initial(given)

    @validate("components")
    def _valid_components(self, proposal: Bunch) -> list[Any]:
        specs = proposal.value or []
        components = [component_of(spec, "a component of Dataset") for spec in specs]
        before, pairs = self._made, zip(components, specs, strict=True)
        self._made = [component for component, spec in pairs if component is not spec or component in before]
        for component in before:
            if component not in self._made:
                component.close()
        return components

    #: The components that stand for names and classes, and nowhere else.
    _made: Sequence[Component] = ()

    @validate("samples")
    def _valid_samples(self, proposal: Bunch) -> list[list[Any]]:
        return [list(sample) if isinstance(sample, (list, tuple)) else [sample] for sample in proposal.value]

    @default("headers")
    def _default_headers(self) -> list[str]:
        labels = [getattr(component, "label", None) or "" for component in self.components or []]
        return labels if any(labels) else []

    @observe("samples")
    def _samples_changed(self, _change: Bunch) -> None:
        if self.value is not None and self.value >= len(self.samples):
            self.value = None

    def cells(self, sample: list[Any]) -> list[Cell]:
        """Return what the page shows of a sample."""
        components = [*(self.components or []), *[None] * len(sample)]
        return [cell_of(component, value) for component, value in zip(components, sample, strict=False)]

    def postprocess(self, value: Any) -> int | None:
        """Return the index of a sample, given as such or as the sample itself."""
        if isinstance(value, (list, tuple)):
            value = self._index_of(list(value))
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError("it must be the index of a sample")
        if value is not None and not 0 <= value < len(self.samples):
            raise ValueError(f"there are {len(self.samples)} samples")
        return value

    def _index_of(self, sample: list[Any]) -> int:
        for index, known in enumerate(self.samples):
            if known is sample or (
                len(known) == len(sample) and all(a is b for a, b in zip(known, sample, strict=True))
            ):
                return index
        found: int = self.samples.index(sample)
        return found

    def receive(self, value: Any) -> int | None:
        """Return the index that was picked."""
        if value is None or isinstance(value, list):
            raise TypeError("it must be the index of a sample")
        return self.postprocess(value)

    def preprocess(self, value: int | None) -> Any:
        """Return the sample, its index, or both, as ``type`` says."""
        if value is None or self.type == "index":
            return value
        sample = list(self.samples[value])
        return sample if self.type == "values" else (value, sample)

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Run the handlers of an event; what was picked is said by the kernel, not the page."""
        if event in {"click", "select"}:
            data = {"index": self.value, "value": None if self.value is None else self.samples[self.value]}
        super().fire(event, data)

    def summary(self) -> str:
        """Return the texts of the samples."""
        return " · ".join(", ".join(cell["text"] for cell in self.cells(sample)) for sample in self.samples)

    def close(self) -> None:
        """Close it, with the components that it made itself."""
        for component in self._made:
            component.close()
        super().close()
