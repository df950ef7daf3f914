"""Testing: drives an app in plain pytest, with no browser and no kernel.

Examples
--------
>>> import nbblocks as gr
>>> from nbblocks.testing import visit
>>> with gr.Blocks() as demo:
...     name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
...     greet = gr.Button("Greet").click(lambda n: f"Hello {n}!", name, greeting)
>>> def test_greets():
...     with visit(demo) as page:
...         page.get("Name").type("Ada")
...         page.get("Greet").click()
...         assert page.get("Greeting").value == "Hello Ada!"
>>> test_greets()
"""

from nbblocks.testing.element import Element
from nbblocks.testing.errors import PageError
from nbblocks.testing.page import Page
from nbblocks.testing.screen import Toast
from nbblocks.testing.visiting import visit

__all__ = ["Element", "Page", "PageError", "Toast", "visit"]
