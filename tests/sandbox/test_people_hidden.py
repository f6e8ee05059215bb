"""A channel that is hidden from one person: what she sees, what reaches her, and what the bot is told of it."""

from __future__ import annotations

import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild
from tests.sandbox.conftest import Bot

PINGS = discord.AllowedMentions(users=True, everyone=True)


@pytest.fixture
def bob(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    bob = sandbox.person("Bob")
    guild.add_member(bob.user)
    bob.go(channel)
    return bob


def here(bot: Bot, channel: Channel) -> discord.TextChannel:
    """The channel as the client knows it."""
    known = bot.get_channel(channel.id)
    assert isinstance(known, discord.TextChannel)
    return known


async def test_a_hidden_channel_and_its_threads_are_gone_from_the_list(
    sandbox: Sandbox, channel: Channel, alice: Person, bob: Person
) -> None:
    thread = sandbox.world.thread_life.start(channel, alice.user, {"name": "Week 1", "type": 11})
    await alice.write(thread, f"Hello {bob.mention}")

    await bob.loses_sight_of(channel)

    assert (bob.sees(), bob.threads(), [each.id for each in alice.threads()]) == ([], [], [thread.id])
    with pytest.raises(ClientRefused, match="cannot see"):
        bob.go(thread)


async def test_it_is_shown_again_as_it_was(channel: Channel, alice: Person, bob: Person) -> None:
    await alice.write(text="Hello")
    await bob.loses_sight_of(channel)

    await bob.regains_sight_of(channel)

    assert ([seen.text for seen in bob.sees()], channel.overwrites) == (["Hello"], {})


async def test_a_channel_of_few_can_be_shown_to_one_more(guild: Guild, alice: Person, bob: Person) -> None:
    hosts = guild.add_channel("hosts", overwrites=[Overwrite(guild.id, 0, deny=permissions.VIEW_CHANNEL)])

    await bob.regains_sight_of(hosts)

    assert [person.may(permissions.VIEW_CHANNEL, hosts) for person in (alice, bob)] == [False, True]


async def test_nothing_is_hidden_from_an_administrator(guild: Guild, channel: Channel, alice: Person) -> None:
    guild.add_member(alice.user, [guild.add_role("Admin", permissions.ADMINISTRATOR)])

    with pytest.raises(ClientRefused, match="nothing can be hidden from Alice"):
        await alice.loses_sight_of(channel)


async def test_a_mention_in_it_or_in_a_thread_below_it_reaches_nobody_who_does_not_see_it(
    bot: Bot, channel: Channel, alice: Person, bob: Person
) -> None:
    await bob.loses_sight_of(channel)
    thread = await here(bot, channel).create_thread(name="Week 1", type=discord.ChannelType.public_thread)

    for place in (here(bot, channel), thread):
        await place.send(f"{alice.mention} {bob.mention}", allowed_mentions=PINGS)
        await place.send("@everyone", allowed_mentions=PINGS)

    told = [person.notifications for person in (alice, bob)]
    assert [{notification.channel_id for notification in each} for each in told] == [{channel.id, thread.id}, set()]
    assert [seen.text for seen in bob.sees(channel)] == []


async def test_who_was_in_a_thread_hears_nothing_of_it_once_its_channel_is_hidden(
    bot: Bot, channel: Channel, bob: Person
) -> None:
    thread = await here(bot, channel).create_thread(name="Pair")
    await thread.add_user(discord.Object(bob.id))
    told_before = len(bob.notifications)

    await bob.loses_sight_of(channel)
    await thread.send(bob.mention, allowed_mentions=PINGS)

    assert (len(bob.notifications) - told_before, bob.threads()) == (0, [])


async def test_the_bot_is_told_what_the_person_may_do_where_she_is_and_where_she_points(
    sandbox: Sandbox, bot: Bot, guild: Guild, channel: Channel, bob: Person
) -> None:
    hidden = guild.add_channel("hosts")
    heard: dict[str, bool] = {}

    @bot.tree.command(description="Point at a channel")
    async def point(interaction: discord.Interaction, where: discord.TextChannel, who: discord.Member) -> None:
        resolved = interaction.data["resolved"]  # type: ignore[index,typeddict-item]
        there = discord.Permissions(int(resolved["channels"][str(where.id)]["permissions"]))
        assert who.resolved_permissions is not None
        heard.update(here=interaction.permissions.view_channel, writes=interaction.permissions.send_messages)
        heard.update(there=there.view_channel, other=who.resolved_permissions.view_channel)
        await interaction.response.send_message("Seen", ephemeral=True)

    await bot.tree.sync()
    carol = sandbox.person("Carol")
    await carol.joins_server(guild)
    await carol.loses_sight_of(channel)
    await bob.loses_sight_of(hidden)
    channel.overwrites[bob.id] = Overwrite(bob.id, 1, deny=permissions.SEND_MESSAGES)

    await bob.slash("point", where=hidden, who=carol)

    assert heard == {"here": True, "writes": False, "there": False, "other": False}


async def test_the_client_hears_of_the_change(bot: Bot, channel: Channel, bob: Person) -> None:
    await bob.loses_sight_of(channel)

    _, after = await bot.hear("guild_channel_update")

    assert [(target.id, overwrite.view_channel) for target, overwrite in after.overwrites.items()] == [(bob.id, False)]
