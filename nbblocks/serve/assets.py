"""Sends the built files of the page: packed, and for a browser to keep."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from tornado.web import StaticFileHandler

TEMPLATE = Path(__file__).parent / "template"
#: Packed forms that the build leaves beside a file, the smaller first.
_PACKED = {".br": "br", ".gz": "gzip"}
_HASHED = re.compile(r"\.[0-9A-Za-z]{8,}\.\w+$")


class AssetHandler(StaticFileHandler):
    """Files whose names change with their contents."""

    encoding: str | None = None

    def parse_url_path(self, url_path: str) -> str:
        """Choose the packed form of a file, if there is one and the browser reads it."""
        self.asked = super().parse_url_path(url_path)
        accepted = self.request.headers.get("Accept-Encoding", "")
        for extension, encoding in _PACKED.items():
            packed = self.asked + extension
            if encoding in accepted and (Path(self.root) / Path(packed).name).is_file():
                self.encoding = encoding
                return packed
        return self.asked

    def get_content_type(self) -> str:
        """Return the type of what is packed."""
        return mimetypes.guess_type(self.asked)[0] or "application/octet-stream"

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - the packed one
        """Let browsers keep what can never change."""
        if self.encoding:
            self.set_header("Content-Encoding", self.encoding)
        if _HASHED.search(self.asked):
            self.set_header("Cache-Control", "public, max-age=31536000, immutable")
