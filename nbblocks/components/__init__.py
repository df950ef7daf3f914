"""The components, one module each."""

from nbblocks.components.audio import Audio
from nbblocks.components.button import Button
from nbblocks.components.checkbox import Checkbox
from nbblocks.components.checkbox_group import CheckboxGroup
from nbblocks.components.clear_button import ClearButton
from nbblocks.components.dataset import Dataset
from nbblocks.components.dropdown import Dropdown
from nbblocks.components.html import HTML
from nbblocks.components.image import Image
from nbblocks.components.label import Label
from nbblocks.components.markdown import Markdown
from nbblocks.components.number import Number
from nbblocks.components.radio import Radio
from nbblocks.components.slider import Slider
from nbblocks.components.textbox import TextArea, Textbox
from nbblocks.components.timer import Timer

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
