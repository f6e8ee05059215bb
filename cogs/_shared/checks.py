"""What must be true before a use case is asked."""

import discord

from bot.domain.errors import BotCannotLead, ChannelUnusable, NotAPerson
from cogs._shared.channels import AskChannel

# What a group's channel needs: the prompt, its thread, the cards in it, and looking before a second send.
NEEDED_IN_GROUP_CHANNEL = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
)


# What the channel needs under which pairs have their private threads.
NEEDED_IN_MEETING_CHANNEL = discord.Permissions(
    view_channel=True,
    send_messages_in_threads=True,
    create_private_threads=True,
    read_message_history=True,
)


# What the channel for asks needs: a card with its thread.
NEEDED_IN_KNOWLEDGE_CHANNEL = NEEDED_IN_GROUP_CHANNEL
# Where it is a forum, whose posts are threads: they are tagged, and taken out of the archive.
NEEDED_IN_KNOWLEDGE_FORUM = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    manage_threads=True,
    read_message_history=True,
)


def check_group_channel(channel: discord.TextChannel) -> None:
    """ChannelUnusable, with what to grant, unless the bot can do in the channel all that a group needs."""
    _check(channel, NEEDED_IN_GROUP_CHANNEL)


def check_meeting_channel(channel: discord.TextChannel) -> None:
    """ChannelUnusable, with what to grant, unless the bot can give pairs their threads there."""
    _check(channel, NEEDED_IN_MEETING_CHANNEL)


def check_knowledge_channel(channel: AskChannel) -> None:
    """ChannelUnusable, with what to grant, unless the bot can post asks there."""
    is_forum = isinstance(channel, discord.ForumChannel)
    _check(channel, NEEDED_IN_KNOWLEDGE_FORUM if is_forum else NEEDED_IN_KNOWLEDGE_CHANNEL)


def _check(channel: AskChannel, everything: discord.Permissions) -> None:
    own = channel.permissions_for(channel.guild.me)
    if not own.view_channel:  # Discord takes every other permission away with it
        raise ChannelUnusable(channel.id, ("view_channel",))
    missing = tuple(name for name, needed in everything if needed and not getattr(own, name))
    if missing:
        raise ChannelUnusable(channel.id, missing)


def check_person(user: discord.User | discord.Member) -> None:
    """NotAPerson for a bot."""
    if user.bot:
        raise NotAPerson


def check_leader(member: discord.Member) -> None:
    """BotCannotLead for a bot."""
    if member.bot:
        raise BotCannotLead


# What the install link asks for, and not one more.
INSTALL_PERMISSIONS = NEEDED_IN_GROUP_CHANNEL | NEEDED_IN_MEETING_CHANNEL | discord.Permissions(manage_threads=True)
