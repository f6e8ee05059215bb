"""A Discord on loopback, against which a bot runs unchanged."""

from sandbox.clock import SandboxClock
from sandbox.people import Person
from sandbox.server import Sandbox

__all__ = ["Person", "Sandbox", "SandboxClock"]
