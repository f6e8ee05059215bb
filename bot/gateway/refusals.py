"""Whose refusal it is: Discord's own carries a code; a page of Cloudflare or a proxy has the status alone."""

import discord


def is_discords(refused: discord.HTTPException) -> bool:
    """Whether Discord has looked at the request and says why not. Otherwise nothing is known of what it was about."""
    return refused.code != 0
