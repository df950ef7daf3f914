"""Files as values: what they are, how they reach the page and come back, how media is read.

The page knows a file by an id that the kernel made, and nothing else: no path, address or
name that comes from a page is ever opened.
"""

from nbblocks.files.data import FileData
from nbblocks.files.options import WatermarkOptions, WaveformOptions, WebcamOptions
from nbblocks.files.sizes import FileSize

__all__ = ["FileData", "FileSize", "WatermarkOptions", "WaveformOptions", "WebcamOptions"]
