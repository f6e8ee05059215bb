"""What moderators name for the server, and cannot be used."""

from dataclasses import dataclass

from bot.domain.channels import Use
from bot.domain.errors.general import Invalid, Missing, Refusal


@dataclass
class ChannelUnfit(Refusal):
    """What the channel is to be for cannot be done in a channel of its kind."""

    channel_id: int
    use: Use


class ChannelGone(Missing):
    """A channel that was deleted, or that the bot does not know of."""


@dataclass
class ActionUnknown(Invalid):
    """No action goes by these words."""

    text: str


class ZoneNeeded(Refusal):
    """A rhythm goes by somebody's clock, and none was named, here or for the server."""
