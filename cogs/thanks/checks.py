"""Whom thanks can go to, as far as Discord tells."""

import discord

from bot.domain.errors import PersonGone, ThankingBot


def check_here(user: discord.User | discord.Member) -> None:
    """ThankingBot; PersonGone for who is not on this server."""
    if user.bot:
        raise ThankingBot
    if not isinstance(user, discord.Member):
        raise PersonGone(user.id)
