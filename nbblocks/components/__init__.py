"""The components, one module each."""

from nbblocks.components.button import Button
from nbblocks.components.textbox import TextArea, Textbox

__all__ = ["Button", "TextArea", "Textbox"]
