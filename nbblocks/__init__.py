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

import sys

import lazy_loader

__version__ = "0.1.0"

# What is public stands in `__init__.pyi`, and is imported when it is first asked for.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

if sys.modules.get("IPython"):
    from nbblocks.jupyter.magics import offer_to_notebook

    offer_to_notebook()
