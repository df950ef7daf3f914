"""Sends the built files of the page: packed, and for a browser to keep."""

from __future__ import annotations

import re
from pathlib import Path

from tornado.web import StaticFileHandler

TEMPLATE = Path(__file__).parent / "template"
#: Packed forms that the build may have left beside a file, the smaller first.
_PACKED = {"br": ".br", "gzip": ".gz"}
_HASHED = re.compile(r"\.[0-9A-Za-z]{8,}\.\w+$")


class AssetHandler(StaticFileHandler):
    """Files whose names change with their contents."""

    _type: str | None = None

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Choose the packed form of a file, if there is one and the browser reads it."""
        path = super().validate_absolute_path(root, absolute_path)
        accepted = self.request.headers.get("Accept-Encoding", "")
        for name, extension in _PACKED.items():
            if path and name in accepted and Path(path + extension).is_file():
                self.absolute_path = path
                self._type = self.get_content_type()
                self.set_header("Content-Encoding", name)
                return path + extension
        return path

    def get_content_type(self) -> str:
        """Return the type of what is packed."""
        return self._type or super().get_content_type()

    def set_extra_headers(self, path: str) -> None:
        """Let browsers keep what can never change."""
        self.set_header("Vary", "Accept-Encoding")
        if _HASHED.search(path):
            self.set_header("Cache-Control", "public, max-age=31536000, immutable")
