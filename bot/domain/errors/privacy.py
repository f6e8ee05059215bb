"""Erasing what somebody wrote."""

from dataclasses import dataclass

from bot.domain.errors.general import Invalid


@dataclass
class WordDiffers(Invalid):
    """What is done for good is said twice, the second time by a word."""

    word: str
