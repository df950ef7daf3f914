"""ClearButton: empties other components."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import default

from nbblocks.component import Component, Value
from nbblocks.components.button import Button
from nbblocks.dispatch.writer import lock
from nbblocks.session.state import State


class ClearButton(Button):
    """A button that empties components, and gives a `State` the value that it started with.

    Handlers of its ``click`` run after that.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     name, age = gr.Textbox(), gr.Number()
    ...     clear = gr.ClearButton([name, age])
    """

    components = AnyTrait(None, allow_none=True, help="The component to empty, or a list of them.").tag(
        sync=False, py="Component | Sequence[Component] | None"
    )
    value = Value("Clear", help="Its text.").tag(ts="string")

    _positional: ClassVar[tuple[str, ...]] = ("components",)
    _meaningless: ClassVar[frozenset[str]] = Button._meaningless | {"api_name", "api_visibility"}
    #: It looks like the button that it is.
    _css_class: ClassVar[str] = "nbb-button"
    _cleared: tuple[Component | State, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add(self.components)

    @default("_events")
    def _default_events(self) -> list[str]:
        """Have the page tell of clicks that no handler waits for, too."""
        return ["click"]

    def add(self, components: Any) -> ClearButton:
        """Empty more components with a click.

        Parameters
        ----------
        components
            A component or `State`, or a list of them.

        Returns
        -------
        ClearButton
            The button.

        Raises
        ------
        TypeError
            If something of it is neither.
        """
        if components is None:
            return self
        for component in components if isinstance(components, (list, tuple, set)) else [components]:
            if not isinstance(component, (Component, State)):
                msg = f"ClearButton clears components, not {type(component).__name__}"
                raise TypeError(msg)
            self._cleared = (*self._cleared, component)
        return self

    def _become(self, twin: Any) -> None:
        super()._become(twin)
        self._cleared = twin._cleared

    def _clear(self) -> None:
        """Empty the components; a handler of a change sees all of them empty."""
        with lock, ExitStack() as together:
            for component in self._cleared:
                together.enter_context(component.hold_trait_notifications())
                if isinstance(component, State):
                    component.reset()
                else:
                    component.assign({"value": None})

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Empty the components on a click, then run the handlers."""
        if event == "click":
            self._clear()
        super().fire(event, data)
