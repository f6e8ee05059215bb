"""The page: what people see of the sandbox in a browser. Importing it imports NiceGUI; nothing else does."""

from sandbox.page.served import Served
from sandbox.page.serving import showing

__all__ = ["Served", "showing"]
