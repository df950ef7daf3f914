"""A page with a card for each notebook of a folder, which opens it as an app."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tornado.web
from jupyter_server.base.handlers import JupyterHandler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 200


@dataclass(frozen=True)
class Card:
    """What the gallery says about a notebook."""

    path: str
    title: str
    summary: str


def cards(folder: Path) -> list[Card]:
    """Return a card for every notebook below ``folder``, by path."""
    return [card(path, folder) for path in sorted(folder.rglob("*.ipynb")) if not _is_hidden(path, folder)]


def card(path: Path, folder: Path) -> Card:
    """Return the card of a notebook: its first heading, and the first sentence of its text."""
    texts = [_plain(block) for block in _blocks(path)]
    headings = [text.lstrip("# ") for text in texts if text.startswith("#")]
    sentences = [_first_sentence(text) for text in texts if text and not text.startswith("#")]
    title = next(iter(headings), _spoken(path.stem))
    return Card(path.relative_to(folder).as_posix(), title, next(iter(sentences), ""))


def _spoken(name: str) -> str:
    return re.sub(r"[_-]", " ", name).capitalize()


def _blocks(path: Path) -> Iterator[str]:
    """Return the headings and paragraphs of a notebook; none if it is not one."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                blocks = re.split(r"\n\s*\n|^(#.*)$", "".join(cell["source"]), flags=re.MULTILINE)
                yield from filter(None, blocks)


def _plain(markdown: str) -> str:
    """Return the text without its marks."""
    text = re.sub(r"!\[[^]]*\]\([^)]*\)|<[^>]+>", "", markdown)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]{1,3}(\S|\S.*?\S)[*_`]{1,3}", r"\1", text).split())


def _first_sentence(text: str) -> str:
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


class GalleryHandler(JupyterHandler):
    """Shows the cards."""

    def initialize(self, folder: Path) -> None:
        """Take the folder."""
        self.folder = folder

    @tornado.web.authenticated
    async def get(self) -> None:
        """Show what is in the folder now."""
        template = self.settings["voila_jinja2_env"].get_template("gallery.html")
        await self.finish(
            template.render(
                name=_spoken(self.folder.name),
                cards=cards(self.folder),
                base_url=self.base_url,
                query=self.request.query,
            )
        )
