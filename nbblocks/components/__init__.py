"""The components, one module each."""

from nbblocks.components.button import Button
from nbblocks.components.number import Number
from nbblocks.components.slider import Slider
from nbblocks.components.textbox import TextArea, Textbox

__all__ = ["Button", "Number", "Slider", "TextArea", "Textbox"]
