# The public names, in one list; each is imported when it is first asked for.
from . import components as components
from . import media as media
from .blocks import Blocks as Blocks
from .blocks import close_all as close_all
from .components import (
    HTML as HTML,
)
from .components import (
    Audio as Audio,
)
from .components import (
    Button as Button,
)
from .components import (
    Checkbox as Checkbox,
)
from .components import (
    CheckboxGroup as CheckboxGroup,
)
from .components import (
    ClearButton as ClearButton,
)
from .components import (
    Dataset as Dataset,
)
from .components import (
    Dropdown as Dropdown,
)
from .components import (
    Image as Image,
)
from .components import (
    Label as Label,
)
from .components import (
    Markdown as Markdown,
)
from .components import (
    Number as Number,
)
from .components import (
    Radio as Radio,
)
from .components import (
    Slider as Slider,
)
from .components import (
    TextArea as TextArea,
)
from .components import (
    Textbox as Textbox,
)
from .components import (
    Timer as Timer,
)
from .components.textbox import Text as Text
from .dispatch.progress import Progress as Progress
from .dispatch.validation import validate as validate
from .events import (
    CopyData as CopyData,
)
from .events import (
    DeletedFileData as DeletedFileData,
)
from .events import (
    DownloadData as DownloadData,
)
from .events import (
    EditData as EditData,
)
from .events import (
    EventData as EventData,
)
from .events import (
    KeyUpData as KeyUpData,
)
from .events import (
    LikeData as LikeData,
)
from .events import (
    RetryData as RetryData,
)
from .events import (
    SelectData as SelectData,
)
from .events import (
    UndoData as UndoData,
)
from .events import (
    on as on,
)
from .exceptions import Error as Error
from .files import (
    FileData as FileData,
)
from .files import (
    FileSize as FileSize,
)
from .files import (
    WatermarkOptions as WatermarkOptions,
)
from .files import (
    WaveformOptions as WaveformOptions,
)
from .files import (
    WebcamOptions as WebcamOptions,
)
from .hints import api as api
from .interface import (
    CSVLogger as CSVLogger,
)
from .interface import (
    Examples as Examples,
)
from .interface import (
    FlaggingCallback as FlaggingCallback,
)
from .interface import (
    Interface as Interface,
)
from .interface import (
    SimpleCSVLogger as SimpleCSVLogger,
)
from .interface import (
    TabbedInterface as TabbedInterface,
)
from .jupyter.magics import load_ipython_extension as load_ipython_extension
from .layouts import Accordion as Accordion
from .layouts import Column as Column
from .layouts import Group as Group
from .layouts import Row as Row
from .layouts import Widget as Widget
from .media import (
    get_audio as get_audio,
)
from .media import (
    get_file as get_file,
)
from .media import (
    get_image as get_image,
)
from .media import (
    get_model3d as get_model3d,
)
from .media import (
    get_video as get_video,
)
from .rendering.render import render as render
from .session.browser_state import BrowserState as BrowserState
from .session.oauth import OAuthProfile as OAuthProfile
from .session.oauth import OAuthToken as OAuthToken
from .session.request import Request as Request
from .session.state import State as State
from .tabs import Tab as Tab
from .tabs import TabItem as TabItem
from .tabs import Tabs as Tabs
from .toasts import Info as Info
from .toasts import Success as Success
from .toasts import Warning as Warning
from .trait import Trait as Trait
from .updates import skip as skip
from .updates import update as update

__version__: str
