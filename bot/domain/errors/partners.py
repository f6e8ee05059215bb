"""Pairs."""

from dataclasses import dataclass

from bot.domain.errors.general import Conflict, Refusal, TooLate


class RoundOver(TooLate):
    """The round a pair met in is over, or the pair is."""


class AvoidsSelf(Refusal):
    """“Never with …” names somebody else."""


@dataclass
class TooManyAvoided(Conflict):
    """They have named as many as one person may."""

    most: int


class BotNeverPaired(Refusal):
    """Bots are not paired, so there is nobody to avoid."""
