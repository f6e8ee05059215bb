"""What must be true before a use case is asked."""

import discord

from bot.domain.channels import EVERY_NEED, Use, is_fit, missing
from bot.domain.errors import (
    BotCannotLead,
    ChannelUnfit,
    ChannelUnusable,
    GroupChannelGone,
    NotAPerson,
    PersonGone,
    ServersOnly,
)
from bot.gateway.sight import Channel, seen_by_bot
from cogs._shared.actors import Interaction

NOT_A_MEMBER = (10007, 10013)  # Discord: unknown member, unknown user

# What the install link asks for, and not one more.
INSTALL_PERMISSIONS = discord.Permissions(**dict.fromkeys(EVERY_NEED, True))


def text_channel(guild: discord.Guild | None, channel_id: int, group_name: str) -> discord.TextChannel:
    """The channel that a group met in. GroupChannelGone."""
    channel = guild.get_channel(channel_id) if guild else None
    if not isinstance(channel, discord.TextChannel):
        raise GroupChannelGone(group_name)
    return channel


def check_channel(channel: Channel, use: Use) -> None:
    """ChannelUnfit where the use cannot be made of such a channel; ChannelUnusable, with what to grant, unless the bot
    can do in it all that the use needs."""
    seen = seen_by_bot(channel)
    if not is_fit(use, seen.kind):
        raise ChannelUnfit(channel.id, use)
    if lacking := missing(use, seen):
        raise ChannelUnusable(channel.id, lacking)


def check_person(user: discord.User | discord.Member) -> None:
    """NotAPerson for a bot."""
    if user.bot:
        raise NotAPerson


def check_here(user: discord.User | discord.Member) -> None:
    """PersonGone for who is not on this server."""
    if not isinstance(user, discord.Member):
        raise PersonGone(user.id)


async def check_still_here(interaction: Interaction, person_id: int) -> None:
    """NotAPerson for a bot; PersonGone for who has left the server since they were pointed at; ServersOnly."""
    if interaction.guild is None:
        raise ServersOnly
    try:
        check_person(await interaction.guild.fetch_member(person_id))
    except discord.NotFound as absent:
        if absent.code not in NOT_A_MEMBER:  # the server itself, say: that is another matter
            raise
        raise PersonGone(person_id) from absent


def check_leader(member: discord.Member) -> None:
    """BotCannotLead for a bot."""
    if member.bot:
        raise BotCannotLead
