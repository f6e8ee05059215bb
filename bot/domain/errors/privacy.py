"""Erasing what somebody wrote."""

from dataclasses import dataclass

from bot.domain.errors.general import Invalid, Missing, Refusal


@dataclass
class WordDiffers(Invalid):
    """What is done for good is said twice, the second time by a word."""

    word: str


class NothingWritten(Missing):
    """A message on which there is nobody's text that is held."""


class WrittenElsewhere(Refusal):
    """A message that is not the bot's: nothing of it is held."""


class QuotesMany(Refusal):
    """A message made of what several people wrote, each on a card of its own."""
