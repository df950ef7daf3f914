# Made from the traits by `python -m nbblocks.codegen`; do not edit.

from collections.abc import Callable, Sequence
from typing import Any, Literal

from nbblocks.component import Component
from nbblocks.events import Listener

__all__ = [
    "HTML",
    "Button",
    "Checkbox",
    "ClearButton",
    "Label",
    "Markdown",
    "Number",
    "Slider",
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

class Checkbox(Component):
    value: Any
    def __init__(
        self,
        value: Any = False,
        *,
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

class ClearButton(Button):
    components: Component | Sequence[Component] | None
    value: Any
    def __init__(
        self,
        components: Component | Sequence[Component] | None = None,
        *,
        value: Any = 'Clear',
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

class HTML(Component):
    value: Any | None
    html_template: str
    css_template: str
    props: dict[str, Any]
    sanitize_html: bool
    apply_default_css: bool
    show_label: bool | None
    min_height: int | str | None
    max_height: int | str | None
    container: bool
    padding: bool
    autoscroll: bool
    interactive: bool | None
    min_width: int | None
    def __init__(
        self,
        value: Any = None,
        *,
        html_template: str = '${value}',
        css_template: str = '',
        props: dict[str, Any] = {},
        sanitize_html: bool = True,
        apply_default_css: bool = True,
        show_label: bool | None = False,
        min_height: int | str | None = None,
        max_height: int | str | None = None,
        container: bool = False,
        padding: bool = False,
        autoscroll: bool = False,
        interactive: bool | None = True,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
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
    def input(self) -> Listener: ...
    @property
    def click(self) -> Listener: ...
    @property
    def double_click(self) -> Listener: ...
    @property
    def submit(self) -> Listener: ...
    @property
    def stop(self) -> Listener: ...
    @property
    def edit(self) -> Listener: ...
    @property
    def clear(self) -> Listener: ...
    @property
    def play(self) -> Listener: ...
    @property
    def pause(self) -> Listener: ...
    @property
    def end(self) -> Listener: ...
    @property
    def start_recording(self) -> Listener: ...
    @property
    def pause_recording(self) -> Listener: ...
    @property
    def stop_recording(self) -> Listener: ...
    @property
    def focus(self) -> Listener: ...
    @property
    def blur(self) -> Listener: ...
    @property
    def upload(self) -> Listener: ...
    @property
    def release(self) -> Listener: ...
    @property
    def select(self) -> Listener: ...
    @property
    def stream(self) -> Listener: ...
    @property
    def like(self) -> Listener: ...
    @property
    def example_select(self) -> Listener: ...
    @property
    def option_select(self) -> Listener: ...
    @property
    def load(self) -> Listener: ...
    @property
    def key_up(self) -> Listener: ...
    @property
    def apply(self) -> Listener: ...
    @property
    def delete(self) -> Listener: ...
    @property
    def tick(self) -> Listener: ...
    @property
    def undo(self) -> Listener: ...
    @property
    def retry(self) -> Listener: ...
    @property
    def expand(self) -> Listener: ...
    @property
    def collapse(self) -> Listener: ...
    @property
    def download(self) -> Listener: ...
    @property
    def copy(self) -> Listener: ...

class Label(Component):
    value: Any | None
    num_top_classes: int | None
    color: str | None
    show_heading: bool
    def __init__(
        self,
        value: Any = None,
        *,
        num_top_classes: int | None = None,
        color: str | None = None,
        show_heading: bool = True,
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
    def select(self) -> Listener: ...

class Markdown(Component):
    value: Any | None
    rtl: bool
    latex_delimiters: Sequence[dict[str, Any]] | None
    sanitize_html: bool
    line_breaks: bool
    header_links: bool
    height: int | str | None
    max_height: int | str | None
    min_height: int | str | None
    buttons: Sequence[Literal["copy"]] | None
    show_copy_button: bool
    container: bool
    padding: bool
    min_width: int | None
    def __init__(
        self,
        value: Any = None,
        *,
        rtl: bool = False,
        latex_delimiters: Sequence[dict[str, Any]] | None = [{'left': '$$', 'right': '$$', 'display': True}],
        sanitize_html: bool = True,
        line_breaks: bool = False,
        header_links: bool = False,
        height: int | str | None = None,
        max_height: int | str | None = None,
        min_height: int | str | None = None,
        buttons: Sequence[Literal["copy"]] | None = None,
        show_copy_button: bool = False,
        container: bool = False,
        padding: bool = False,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        interactive: bool | None = None,
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
    def copy(self) -> Listener: ...

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

class Slider(Component):
    minimum: float
    maximum: float
    value: Any
    step: float | None
    precision: int | None
    randomize: bool
    buttons: Sequence[Literal["reset"]]
    show_reset_button: bool
    def __init__(
        self,
        minimum: float = 0,
        maximum: float = 100,
        value: Any = None,
        *,
        step: float | None = None,
        precision: int | None = None,
        randomize: bool = False,
        buttons: Sequence[Literal["reset"]] = None,
        show_reset_button: bool = False,
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
    def release(self) -> Listener: ...

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
