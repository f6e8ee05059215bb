"""Whom thanks can go to, as far as Discord tells."""

import discord

from bot.domain.errors import ThankingBot
from cogs._shared.checks import check_here


def check_thankable(user: discord.User | discord.Member) -> None:
    """ThankingBot; PersonGone for who is not on this server."""
    if user.bot:
        raise ThankingBot
    check_here(user)
