"""What a person meets instead of an answer."""

from __future__ import annotations


class ClientRefused(Exception):
    """Discord's own app would not let a person do this; nothing was sent."""


class InteractionFailed(Exception):
    """The red line under a command or button: the bot did not answer in time, or could not."""
