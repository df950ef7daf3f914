"""Sample media, for demos and tests: paths of pictures, sounds, films, meshes and tables.

Nothing is downloaded and nothing lies in the package: each file is made when it is first asked
for, in the kernel's temporary folder. It is drawn and computed, not photographed: a name says
which one is wanted, the same each time, and ``"cheetah1.jpg"`` is a landscape as well. What
cannot be made in a format comes in another one, and its name ends as that does.

Examples
--------
>>> from nbblocks import media
>>> media.get_image("cheetah1.jpg").endswith("cheetah1.png")
True
"""

from __future__ import annotations

import inspect
import os
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from nbblocks.files import store
from nbblocks.media import data, film, mesh, picture, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["MEDIA_PATHS", "MEDIA_ROOT", "get_audio", "get_file", "get_image", "get_model3d", "get_video"]


def __getattr__(name: str) -> Any:
    """Return the folder of the files, which Gradio's demos name for its server: it is made when somebody asks."""
    if name not in {"MEDIA_PATHS", "MEDIA_ROOT"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return store.folder() if name == "MEDIA_ROOT" else [store.folder()]


_Get = TypeVar("_Get", bound="Callable[..., str]")

_PARAMETERS = """\
Parameters
----------
filename
    Which one; one of several if None. An address is returned as it is.

Returns
-------
str
    Its path.
"""


def _documented(get: _Get) -> _Get:
    """Add what they all have in common to a docstring, before its examples."""
    summary, heading, examples = inspect.cleandoc(get.__doc__ or "").partition("Examples\n")
    get.__doc__ = f"{summary}{_PARAMETERS}\n{heading}{examples}"
    return get


@_documented
def get_image(filename: str | None = None) -> str:
    """Return the path of a picture in PNG; one called a logo or an avatar is round, on a transparent ground.

    Examples
    --------
    >>> import nbblocks as gr
    >>> image = gr.Image(gr.get_image("lion.jpg"))
    """
    return _path(filename or _any("coast", "dunes", "hills", "lake"), {".png"}, picture.png)


@_documented
def get_audio(filename: str | None = None) -> str:
    """Return the path of a sound in WAV: a few notes.

    Examples
    --------
    >>> import nbblocks as gr
    >>> audio = gr.Audio(gr.get_audio("cantina.wav"))
    """
    return _path(filename or _any("bell", "flute", "harp"), {".wav"}, tone.wav)


@_documented
def get_video(filename: str | None = None) -> str:
    """Return the path of a film in WebM, without sound; needs Pillow.

    Examples
    --------
    >>> import nbblocks as gr
    >>> path = gr.get_video("world.mp4")
    """
    return _path(filename or _any("dawn", "dusk"), {".webm"}, film.webm)


@_documented
def get_model3d(filename: str | None = None) -> str:
    """Return the path of a mesh, a ring, in GLB, glTF, OBJ or STL, as its name ends.

    Examples
    --------
    >>> import nbblocks as gr
    >>> path = gr.get_model3d("Duck.glb")
    """
    return _path(filename or _any("ring.glb", "ring.obj"), mesh.FORMATS.keys(), mesh.made)


@_documented
def get_file(filename: str | None = None) -> str:
    """Return the path of a file with data: a table, JSON, subtitles or text, as its name ends.

    ``"titanic.csv"`` has the columns of the well-known table, and passengers who were made up.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with open(gr.get_file("time.csv")) as file:
    ...     file.readline().strip()
    'time,value,price'
    """
    return _path(filename or _any("titanic.csv", "time.csv", "sample.txt"), data.FORMATS.keys(), data.made)


def _any(*names: str) -> str:
    return random.choice(names)  # noqa: S311 - nobody gains by guessing it


def _path(name: str, suffixes: Iterable[str], make: Callable[[str], bytes]) -> str:
    if name.startswith(("http://", "https://")):
        return name
    wanted = Path(store.safe_name(name))
    known = list(suffixes)
    file = wanted if wanted.suffix.lower() in known else wanted.with_suffix(known[0])
    return _made(file.name, make, os.getpid())


@cache
def _made(name: str, make: Callable[[str], bytes], _pid: int) -> str:
    """Make a file, once in each kernel: one that was forked has a folder of its own."""
    place = store.new_place(name)
    place.write_bytes(make(name))
    return str(place)
