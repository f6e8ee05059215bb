"""From a Discord interaction to ids, words and permissions: the border that no `discord.*` object crosses."""

from contextlib import AbstractContextManager

import discord
from structlog.contextvars import bound_contextvars

from bot.domain.people import NOWHERE, Actor, Language
from bot.gateway.client import Trellis
from bot.gateway.tree import language_of
from bot.wording.texts import Texts

Interaction = discord.Interaction[Trellis]


def actor_of(interaction: Interaction) -> Actor:
    """Who is asking. A button under a direct message belongs to no community; every command is for servers only."""
    return Actor(
        community_id=interaction.guild_id or NOWHERE,
        person_id=interaction.user.id,
        language=Language(language_of(interaction.locale)),
        is_moderator=interaction.permissions.manage_guild,
    )


def log_context(interaction: Interaction) -> AbstractContextManager[None]:
    """Every log line inside says which interaction it is about, where and whose."""
    return bound_contextvars(interaction=interaction.id, community=interaction.guild_id, person=interaction.user.id)


def texts_for(interaction: Interaction) -> Texts:
    """The texts in the language this person uses Discord in."""
    return interaction.client.wording.in_language(language_of(interaction.locale))
