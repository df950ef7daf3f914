# Made from the traits by `python -m nbblocks.codegen`; do not edit.

from collections.abc import Callable, Sequence
from typing import Any, Literal

from nbblocks.component import Component
from nbblocks.events import Listener

__all__ = [
    "Button",
    "Number",
    "TextArea",
    "Textbox",
]

class Button(Component):
    value: Any
    variant: Literal["primary", "secondary", "stop", "huggingface"]
    size: Literal["sm", "md", "lg"]
    icon: str | None
    link: str | None
    link_target: Literal["_self", "_blank", "_parent", "_top"]
    interactive: bool | None
    min_width: int | None
    def __init__(
        self,
        value: Any = 'Run',
        *,
        variant: Literal["primary", "secondary", "stop", "huggingface"] = 'secondary',
        size: Literal["sm", "md", "lg"] = 'lg',
        icon: str | None = None,
        link: str | None = None,
        link_target: Literal["_self", "_blank", "_parent", "_top"] = '_self',
        interactive: bool | None = True,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        scale: int | None = None,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = None,
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def change(self) -> Listener: ...
    @property
    def click(self) -> Listener: ...

class Number(Component):
    value: Any | None
    placeholder: str | None
    precision: int | None
    minimum: float | None
    maximum: float | None
    step: float
    def __init__(
        self,
        value: Any = None,
        *,
        placeholder: str | None = None,
        precision: int | None = None,
        minimum: float | None = None,
        maximum: float | None = None,
        step: float = 1,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        scale: int | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = None,
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def change(self) -> Listener: ...
    @property
    def input(self) -> Listener: ...
    @property
    def submit(self) -> Listener: ...
    @property
    def focus(self) -> Listener: ...
    @property
    def blur(self) -> Listener: ...

class TextArea(Textbox):
    lines: int
    max_lines: int | None
    def __init__(
        self,
        value: Any = '',
        *,
        lines: int = 7,
        max_lines: int | None = 20,
        type: Literal["text", "password", "email"] = 'text',
        placeholder: str | None = None,
        autofocus: bool = False,
        autoscroll: bool = True,
        text_align: Literal["left", "right"] | None = None,
        rtl: bool = False,
        max_length: int | None = None,
        submit_btn: bool | str = False,
        stop_btn: bool | str = False,
        show_copy_button: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        scale: int | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = None,
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...

class Textbox(Component):
    value: Any | None
    type: Literal["text", "password", "email"]
    lines: int
    max_lines: int | None
    placeholder: str | None
    autofocus: bool
    autoscroll: bool
    text_align: Literal["left", "right"] | None
    rtl: bool
    max_length: int | None
    submit_btn: bool | str
    stop_btn: bool | str
    show_copy_button: bool
    def __init__(
        self,
        value: Any = '',
        *,
        type: Literal["text", "password", "email"] = 'text',
        lines: int = 1,
        max_lines: int | None = None,
        placeholder: str | None = None,
        autofocus: bool = False,
        autoscroll: bool = True,
        text_align: Literal["left", "right"] | None = None,
        rtl: bool = False,
        max_length: int | None = None,
        submit_btn: bool | str = False,
        stop_btn: bool | str = False,
        show_copy_button: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        scale: int | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = None,
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def change(self) -> Listener: ...
    @property
    def input(self) -> Listener: ...
    @property
    def select(self) -> Listener: ...
    @property
    def submit(self) -> Listener: ...
    @property
    def focus(self) -> Listener: ...
    @property
    def blur(self) -> Listener: ...
    @property
    def stop(self) -> Listener: ...
    @property
    def copy(self) -> Listener: ...
