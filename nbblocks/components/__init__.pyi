# Made from the traits by `python -m nbblocks.codegen`; do not edit.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from nbblocks.component import Component
from nbblocks.events import Listener
from nbblocks.files.options import WaveformOptions, WebcamOptions

__all__ = [
    "HTML",
    "Audio",
    "Button",
    "Checkbox",
    "CheckboxGroup",
    "ClearButton",
    "Dataset",
    "Dropdown",
    "Image",
    "Label",
    "Markdown",
    "Number",
    "Radio",
    "Slider",
    "TextArea",
    "Textbox",
    "Timer",
]

class Audio(Component):
    value: Any | None
    sources: Sequence[str] | str | None
    type: Literal["numpy", "filepath"]
    streaming: bool
    format: Literal["wav", "mp3"] | None
    autoplay: bool
    editable: bool
    buttons: Sequence[Any] | str | None
    waveform_options: Any | None
    loop: bool
    recording: bool
    subtitles: Any | None
    playback_position: float
    min_length: float | None
    max_length: float | None
    def __init__(
        self,
        value: Any = None,
        *,
        sources: Sequence[str] | str | None = None,
        type: Literal["numpy", "filepath"] = 'numpy',
        streaming: bool = False,
        format: Literal["wav", "mp3"] | None = None,
        autoplay: bool = False,
        editable: bool = True,
        buttons: Sequence[Any] | str | None = None,
        waveform_options: Any | None = WaveformOptions(waveform_color=None, waveform_progress_color=None, trim_region_color=None, show_recording_waveform=True, skip_length=5, sample_rate=44100),
        loop: bool = False,
        recording: bool = False,
        subtitles: Any | None = None,
        playback_position: float = 0,
        min_length: float | None = None,
        max_length: float | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def stream(self) -> Listener: ...
    @property
    def change(self) -> Listener: ...
    @property
    def clear(self) -> Listener: ...
    @property
    def play(self) -> Listener: ...
    @property
    def pause(self) -> Listener: ...
    @property
    def stop(self) -> Listener: ...
    @property
    def start_recording(self) -> Listener: ...
    @property
    def pause_recording(self) -> Listener: ...
    @property
    def stop_recording(self) -> Listener: ...
    @property
    def upload(self) -> Listener: ...
    @property
    def input(self) -> Listener: ...

class Button(Component):
    value: Any
    variant: Literal["primary", "secondary", "stop", "huggingface"]
    size: Literal["sm", "md", "lg"]
    icon: str | Path | None
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
        icon: str | Path | None = None,
        link: str | None = None,
        link_target: Literal["_self", "_blank", "_parent", "_top"] = '_self',
        interactive: bool | None = True,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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

class CheckboxGroup(Component):
    choices: Sequence[Any]
    value: Any
    show_select_all: bool
    type: Literal["value", "index"]
    def __init__(
        self,
        choices: Sequence[Any] = [],
        value: Any = [],
        *,
        show_select_all: bool = False,
        type: Literal["value", "index"] = 'value',
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
        icon: str | Path | None = None,
        link: str | None = None,
        link_target: Literal["_self", "_blank", "_parent", "_top"] = '_self',
        interactive: bool | None = True,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...

class Dataset(Component):
    value: Any | None
    components: Any | None
    samples: Sequence[Any] | None
    headers: Sequence[str] | None
    type: Literal["values", "index", "tuple"]
    arrangement: Literal["gallery", "table"] | None
    samples_per_page: int
    sample_labels: Sequence[str] | None
    interactive: bool | None
    def __init__(
        self,
        *,
        value: Any = None,
        components: Any | None = None,
        samples: Sequence[Any] | None = [],
        headers: Sequence[str] | None = None,
        type: Literal["values", "index", "tuple"] = 'values',
        arrangement: Literal["gallery", "table"] | None = None,
        samples_per_page: int = 10,
        sample_labels: Sequence[str] | None = None,
        interactive: bool | None = True,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    @property
    def select(self) -> Listener: ...

class Dropdown(Component):
    choices: Sequence[Any]
    value: Any
    multiselect: bool | None
    allow_custom_value: bool
    max_choices: int | None
    num_choices_shown: int | None
    filterable: bool
    type: Literal["value", "index"]
    def __init__(
        self,
        choices: Sequence[Any] = [],
        value: Any = Ellipsis,
        *,
        multiselect: bool | None = None,
        allow_custom_value: bool = False,
        max_choices: int | None = None,
        num_choices_shown: int | None = 100,
        filterable: bool = True,
        type: Literal["value", "index"] = 'value',
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    def focus(self) -> Listener: ...
    @property
    def blur(self) -> Listener: ...
    @property
    def key_up(self) -> Listener: ...

class HTML(Component):
    value: Any | None
    html_template: str
    css_template: str
    js_on_load: str | None
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
        js_on_load: str | None = None,
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
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
        **more: Any,
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

class Image(Component):
    value: Any | None
    format: str
    height: int | str | None
    width: int | str | None
    image_mode: Literal["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F"] | None
    sources: Sequence[str] | str | None
    type: Literal["numpy", "pil", "filepath"]
    buttons: Sequence[Any] | str | None
    streaming: bool
    webcam_options: Any | None
    placeholder: str | None
    watermark: Any | None
    alt_text: str | None
    shape: Sequence[Any] | None
    invert_colors: bool
    def __init__(
        self,
        value: Any = None,
        *,
        format: str = 'webp',
        height: int | str | None = None,
        width: int | str | None = None,
        image_mode: Literal["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F"] | None = 'RGB',
        sources: Sequence[str] | str | None = None,
        type: Literal["numpy", "pil", "filepath"] = 'numpy',
        buttons: Sequence[Any] | str | None = None,
        streaming: bool = False,
        webcam_options: Any | None = WebcamOptions(mirror=True, constraints=None),
        placeholder: str | None = None,
        watermark: Any | None = None,
        alt_text: str | None = None,
        shape: Sequence[Any] | None = None,
        invert_colors: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def clear(self) -> Listener: ...
    @property
    def change(self) -> Listener: ...
    @property
    def stream(self) -> Listener: ...
    @property
    def select(self) -> Listener: ...
    @property
    def upload(self) -> Listener: ...
    @property
    def input(self) -> Listener: ...

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
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    buttons: Sequence[Any] | str | None
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
        buttons: Sequence[Any] | str | None = None,
        show_copy_button: bool = False,
        container: bool = False,
        padding: bool = False,
        min_width: int | None = None,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    step: float | None
    def __init__(
        self,
        value: Any = None,
        *,
        placeholder: str | None = None,
        precision: int | None = None,
        minimum: float | None = None,
        maximum: float | None = None,
        step: float | None = 1,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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

class Radio(Component):
    choices: Sequence[Any]
    value: Any | None
    rtl: bool
    type: Literal["value", "index"]
    def __init__(
        self,
        choices: Sequence[Any] = [],
        value: Any = None,
        *,
        rtl: bool = False,
        type: Literal["value", "index"] = 'value',
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
        visible: bool | str = True,
        key: Any | None = None,
        layout: Any = None,
        render: bool = ...,
        inputs: Any = ...,
        every: Any = ...,
    ) -> None: ...
    @property
    def select(self) -> Listener: ...
    @property
    def change(self) -> Listener: ...
    @property
    def input(self) -> Listener: ...

class Slider(Component):
    minimum: float
    maximum: float
    value: Any
    step: float | None
    precision: int | None
    randomize: bool
    buttons: Sequence[Any] | str | None
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
        buttons: Sequence[Any] | str | None = None,
        show_reset_button: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
        autofocus: bool | None = False,
        autoscroll: bool = True,
        text_align: Literal["left", "right"] | None = None,
        rtl: bool = False,
        max_length: int | None = None,
        submit_btn: bool | str = False,
        stop_btn: bool | str = False,
        buttons: Sequence[Any] | str | None = None,
        show_copy_button: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    autofocus: bool | None
    autoscroll: bool
    text_align: Literal["left", "right"] | None
    rtl: bool
    max_length: int | None
    submit_btn: bool | str
    stop_btn: bool | str
    buttons: Sequence[Any] | str | None
    show_copy_button: bool
    def __init__(
        self,
        value: Any = '',
        *,
        type: Literal["text", "password", "email"] = 'text',
        lines: int = 1,
        max_lines: int | None = None,
        placeholder: str | None = None,
        autofocus: bool | None = False,
        autoscroll: bool = True,
        text_align: Literal["left", "right"] | None = None,
        rtl: bool = False,
        max_length: int | None = None,
        submit_btn: bool | str = False,
        stop_btn: bool | str = False,
        buttons: Sequence[Any] | str | None = None,
        show_copy_button: bool = False,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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

class Timer(Component):
    value: Any
    active: bool
    def __init__(
        self,
        value: Any = 1.0,
        *,
        active: bool = True,
        label: str | None = None,
        info: str | None = None,
        show_label: bool | None = None,
        container: bool = True,
        interactive: bool | None = None,
        preserved_by_key: Sequence[str] | str | None = ['value'],
        scale: float | None = None,
        min_width: int | None = 160,
        elem_id: str | None = None,
        elem_classes: Sequence[str] | str | None = [],
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
    def tick(self) -> Listener: ...
