"""Private threads with the real client: opened, filled, seen, listed and archived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.threads import Thread
from tests.sandbox.conftest import Bot

MEMBER = 1


@pytest.fixture
def here(bot: Bot, channel: Channel) -> discord.TextChannel:
    """The channel as the client knows it."""
    seen = bot.get_channel(channel.id)
    assert isinstance(seen, discord.TextChannel)
    return seen


@pytest.fixture
def bob(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    bob = sandbox.person("Bob")
    guild.add_member(bob.user)
    bob.go(channel)
    return bob


async def opened(here: discord.TextChannel, *, invitable: bool = True) -> discord.Thread:
    kind = discord.ChannelType.private_thread
    return await here.create_thread(name="Alice & Bob", type=kind, invitable=invitable)


def the_thread(sandbox: Sandbox, thread: discord.Thread) -> Thread:
    found = sandbox.world.channels[thread.id]
    assert isinstance(found, Thread)
    return found


def without_managing_threads(guild: Guild) -> None:
    guild.role("Trellis").permissions &= ~permissions.MANAGE_THREADS


async def test_a_private_thread_says_nothing_in_its_channel(here: discord.TextChannel, alice: Person) -> None:
    thread = await opened(here, invitable=False)

    assert (thread.is_private(), thread.invitable, thread.parent_id) == (True, False, here.id)
    assert (alice.sees(), alice.threads()) == ([], [])


async def test_opening_one_is_heard_as_a_thread_the_bot_is_in(bot: Bot, here: discord.TextChannel) -> None:
    thread = await opened(here)

    (heard,) = await bot.hear("thread_create")
    assert (heard.id, heard.me is not None) == (thread.id, True)


async def test_who_is_mentioned_in_one_is_in_it_and_notified(
    sandbox: Sandbox, here: discord.TextChannel, alice: Person, bob: Person
) -> None:
    thread = await opened(here, invitable=False)

    await thread.send(f"Hello {alice.mention}", allowed_mentions=discord.AllowedMentions(users=True))

    assert [[each.id for each in person.threads()] for person in (alice, bob)] == [[thread.id], []]
    assert [(n.why, n.channel_id) for n in alice.notifications] == [("mention", thread.id)]
    alice.go(the_thread(sandbox, thread))
    with pytest.raises(ClientRefused, match="cannot see"):
        bob.go(the_thread(sandbox, thread))


async def test_who_is_added_to_one_is_told_and_may_add_another_where_members_invite(
    sandbox: Sandbox, here: discord.TextChannel, alice: Person, bob: Person
) -> None:
    thread = await opened(here)
    await thread.add_user(discord.Object(alice.id))

    await alice.write(the_thread(sandbox, thread), f"Come in, {bob.mention}")

    assert [n.why for n in alice.notifications] == ["thread_added"]
    assert [n.why for n in bob.notifications] == ["mention"]
    assert [message.text for message in bob.sees(bob.threads()[0])][-1] == "Come in, @Bob"


async def test_where_only_moderators_invite_a_members_mention_brings_nobody_in(
    sandbox: Sandbox, guild: Guild, here: discord.TextChannel, alice: Person, bob: Person
) -> None:
    thread = await opened(here, invitable=False)
    await thread.add_user(discord.Object(alice.id))

    await alice.write(the_thread(sandbox, thread), f"Come in, {bob.mention}")

    assert (bob.threads(), bob.notifications) == ([], [])


async def test_who_cannot_see_the_channel_cannot_be_brought_in(
    here: discord.TextChannel, channel: Channel, alice: Person
) -> None:
    channel.overwrites[alice.id] = Overwrite(alice.id, MEMBER, deny=permissions.VIEW_CHANNEL)
    thread = await opened(here)

    await thread.send(alice.mention, allowed_mentions=discord.AllowedMentions(users=True))
    with pytest.raises(discord.Forbidden) as refused:
        await thread.add_user(discord.Object(alice.id))

    assert (refused.value.code, alice.threads(), alice.notifications) == (50001, [], [])


async def test_a_moderator_sees_every_private_thread(
    here: discord.TextChannel, guild: Guild, alice: Person, bob: Person
) -> None:
    guild.add_member(bob.user, [guild.add_role("Moderator", permissions.EVERYONE | permissions.MANAGE_THREADS)])
    thread = await opened(here)

    assert [[each.id for each in person.threads()] for person in (alice, bob)] == [[], [thread.id]]


async def test_who_is_taken_out_no_longer_sees_it(here: discord.TextChannel, alice: Person) -> None:
    thread = await opened(here)
    await thread.add_user(discord.Object(alice.id))

    await thread.remove_user(discord.Object(alice.id))

    assert alice.threads() == []


async def test_opening_one_wants_a_permission_of_its_own(here: discord.TextChannel, guild: Guild) -> None:
    guild.role("Trellis").permissions &= ~permissions.CREATE_PRIVATE_THREADS
    guild.everyone.permissions &= ~permissions.CREATE_PRIVATE_THREADS

    with pytest.raises(discord.Forbidden) as refused:
        await opened(here)

    assert refused.value.code == 50013


async def test_private_threads_of_others_are_not_listed_for_who_does_not_look_after_threads(
    sandbox: Sandbox, bot: Bot, here: discord.TextChannel, guild: Guild, channel: Channel, alice: Person
) -> None:
    without_managing_threads(guild)
    sandbox.world.thread_life.start(channel, alice.user, {"name": "Not the bot's", "type": 12})
    own = await opened(here)

    (heard,) = await bot.hear("thread_create")
    assert heard.id == own.id
    assert [thread.id for thread in await here.guild.active_threads()] == [own.id]


async def test_archived_private_threads_are_listed_newest_first_in_pages(
    sandbox: Sandbox, here: discord.TextChannel
) -> None:
    threads = [await opened(here) for _ in range(3)]
    for thread in threads:
        await sandbox.clock.advance(hours=1)
        await thread.edit(archived=True)

    listed = [thread.id async for thread in here.archived_threads(private=True, limit=2)]
    joined = [thread.id async for thread in here.archived_threads(private=True, joined=True)]
    public = [thread.id async for thread in here.archived_threads()]

    newest_first = [thread.id for thread in reversed(threads)]
    assert (listed, joined, public) == (newest_first[:2], newest_first, [])


async def test_archived_private_threads_are_listed_before_a_moment(sandbox: Sandbox, here: discord.TextChannel) -> None:
    early = await opened(here)
    await early.edit(archived=True)
    await sandbox.clock.advance(days=2)
    late = await opened(here)
    await late.edit(archived=True)
    between = datetime.fromtimestamp(sandbox.clock.now().timestamp(), UTC) - timedelta(days=1)

    listed = [thread.id async for thread in here.archived_threads(private=True, before=between)]

    assert listed == [early.id]


async def test_without_looking_after_threads_the_bot_lists_only_its_own_archived_ones(
    here: discord.TextChannel, guild: Guild
) -> None:
    thread = await opened(here)
    await thread.edit(archived=True)
    without_managing_threads(guild)

    joined = [each.id async for each in here.archived_threads(private=True, joined=True)]
    with pytest.raises(discord.Forbidden) as refused:
        _ = [each async for each in here.archived_threads(private=True)]

    assert (joined, refused.value.code) == ([thread.id], 50013)


async def test_a_bot_that_is_brought_in_hears_of_the_thread(
    sandbox: Sandbox, bot: Bot, guild: Guild, channel: Channel, alice: Person
) -> None:
    without_managing_threads(guild)
    thread = sandbox.world.thread_life.start(channel, alice.user, {"name": "Ours", "type": 12})

    await alice.write(thread, f"Come in, {sandbox.world.bot.mention}")

    (heard,) = await bot.hear("thread_join")
    assert heard.id == thread.id
