"""Colab's switch for widgets of other packages: it says with each view where their manager is."""

from __future__ import annotations

from types import SimpleNamespace

from IPython import get_ipython

_MANAGER = "https://ssl.gstatic.com/colaboratory-static/widgets/colab-cdn-widget-manager/manager.min.js"
_VIEW = "application/vnd.jupyter.widget-view+json"
_widgets = SimpleNamespace(_installed_url=None)


def enable_custom_widget_manager() -> None:
    if _widgets._installed_url is None:
        get_ipython().display_pub.register_hook(_say_where)
    _widgets._installed_url = _MANAGER


def _say_where(message):
    content = message.get("content", {})
    if _VIEW in content.get("data", {}):
        content.setdefault("metadata", {})[_VIEW] = {"colab": {"custom_widget_manager": {"url": _MANAGER}}}
    return message
