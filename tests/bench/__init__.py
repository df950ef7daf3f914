"""nbblocks beside Gradio, in the same run with the same Chromium; see ``make bench``."""
