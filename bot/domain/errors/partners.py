"""Pairs."""

from bot.domain.errors.general import Refusal, TooLate


class RoundOver(TooLate):
    """The round a pair met in is over, or the pair is."""


class AvoidsSelf(Refusal):
    """“Never with …” names somebody else."""


class BotNeverPaired(Refusal):
    """Bots are not paired, so there is nobody to avoid."""
