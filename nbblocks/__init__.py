"""The Blocks API native to Jupyter.

An app is a tree of live Jupyter widgets: rows, columns and tabs are ipywidgets
containers, components are anywidgets, and events attach to their traits.

Examples
--------
>>> import nbblocks as gr
>>> with gr.Blocks() as demo:
...     name = gr.Textbox(label="Name")
...     greeting = gr.Textbox(label="Greeting")
...     greet = name.submit(lambda n: f"Hello {n}!", name, greeting)
>>> demo.launch()  # doctest: +SKIP
"""

__version__ = "0.1.0"

from nbblocks import components, media
from nbblocks.blocks import Blocks, close_all
from nbblocks.components import (
    HTML,
    Audio,
    Button,
    Checkbox,
    CheckboxGroup,
    ClearButton,
    Dataset,
    Dropdown,
    Image,
    Label,
    Markdown,
    Number,
    Radio,
    Slider,
    TextArea,
    Textbox,
    Timer,
)
from nbblocks.dispatch.progress import Progress
from nbblocks.dispatch.validation import validate
from nbblocks.events import (
    CopyData,
    DeletedFileData,
    DownloadData,
    EditData,
    EventData,
    KeyUpData,
    LikeData,
    RetryData,
    SelectData,
    UndoData,
    on,
)
from nbblocks.exceptions import Error
from nbblocks.files import FileData, FileSize, WatermarkOptions, WaveformOptions, WebcamOptions
from nbblocks.hints import api
from nbblocks.interface import CSVLogger, Examples, FlaggingCallback, Interface, SimpleCSVLogger, TabbedInterface
from nbblocks.jupyter.magics import load_ipython_extension
from nbblocks.layouts import Accordion, Column, Group, Row, Widget
from nbblocks.media import get_audio, get_file, get_image, get_model3d, get_video
from nbblocks.rendering.render import render
from nbblocks.session.browser_state import BrowserState
from nbblocks.session.oauth import OAuthProfile, OAuthToken
from nbblocks.session.request import Request
from nbblocks.session.state import State
from nbblocks.tabs import Tab, TabItem, Tabs
from nbblocks.toasts import Info, Success, Warning  # noqa: A004 - Gradio's name
from nbblocks.trait import Trait
from nbblocks.updates import skip, update

#: Gradio's other names of the same things.
Text = Textbox

__all__ = [
    "HTML",
    "Accordion",
    "Audio",
    "Blocks",
    "BrowserState",
    "Button",
    "CSVLogger",
    "Checkbox",
    "CheckboxGroup",
    "ClearButton",
    "Column",
    "CopyData",
    "Dataset",
    "DeletedFileData",
    "DownloadData",
    "Dropdown",
    "EditData",
    "Error",
    "EventData",
    "Examples",
    "FileData",
    "FileSize",
    "FlaggingCallback",
    "Group",
    "Image",
    "Info",
    "Interface",
    "KeyUpData",
    "Label",
    "LikeData",
    "Markdown",
    "Number",
    "OAuthProfile",
    "OAuthToken",
    "Progress",
    "Radio",
    "Request",
    "RetryData",
    "Row",
    "SelectData",
    "SimpleCSVLogger",
    "Slider",
    "State",
    "Success",
    "Tab",
    "TabItem",
    "TabbedInterface",
    "Tabs",
    "Text",
    "TextArea",
    "Textbox",
    "Timer",
    "Trait",
    "UndoData",
    "Warning",
    "WatermarkOptions",
    "WaveformOptions",
    "WebcamOptions",
    "Widget",
    "api",
    "close_all",
    "components",
    "get_audio",
    "get_file",
    "get_image",
    "get_model3d",
    "get_video",
    "load_ipython_extension",
    "media",
    "on",
    "render",
    "skip",
    "update",
    "validate",
]
