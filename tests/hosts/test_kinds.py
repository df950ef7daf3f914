"""What is so on one kind of host only."""

from __future__ import annotations

import pytest

from tests.hosts.conftest import HOSTS
from tests.hosts.kernels import VIEW

APP = """
with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
demo.launch()
"""


@pytest.mark.parametrize("host", [host for host in HOSTS if host.colab], ids=["Colab"], indirect=True)
def test_in_colab_a_view_says_where_the_manager_of_widgets_is(kernel):
    displays = [display for display in kernel.run(APP).displays if VIEW in display["data"]]
    assert len(displays) == 1
    assert "colab-cdn-widget-manager" in displays[0]["metadata"][VIEW]["colab"]["custom_widget_manager"]["url"]
