"""Tells the launcher that the server is up."""

from __future__ import annotations

from tornado.web import RequestHandler


class ReadyHandler(RequestHandler):
    """Answers as soon as the server can."""

    def get(self) -> None:
        """Answer with nothing."""
        self.set_status(204)
