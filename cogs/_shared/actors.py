"""From a Discord interaction to ids, words and permissions: the border that no `discord.*` object crosses."""

from contextlib import AbstractContextManager

import discord
from structlog.contextvars import bound_contextvars

from bot.gateway.client import Trellis
from bot.gateway.tree import actor_of, language_of
from bot.wording.texts import Texts

Interaction = discord.Interaction[Trellis]

__all__ = ["Interaction", "actor_of", "log_context", "texts_for"]


def log_context(interaction: Interaction) -> AbstractContextManager[None]:
    """Every log line inside says which interaction it is about, where and whose."""
    return bound_contextvars(interaction=interaction.id, community=interaction.guild_id, person=interaction.user.id)


def texts_for(interaction: Interaction) -> Texts:
    """The texts in the language this person uses Discord in."""
    return interaction.client.wording.in_language(language_of(interaction.locale))
