"""Apps that lay themselves out: around a function, as examples, in tabs."""

from nbblocks.interface.examples import Examples
from nbblocks.interface.flagging import CSVLogger, FlaggingCallback, SimpleCSVLogger
from nbblocks.interface.interface import Interface
from nbblocks.interface.tabbed import TabbedInterface

__all__ = ["CSVLogger", "Examples", "FlaggingCallback", "Interface", "SimpleCSVLogger", "TabbedInterface"]
