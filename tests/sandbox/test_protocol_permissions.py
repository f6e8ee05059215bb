"""Permissions: roles, overwrites of @everyone, roles and members, and threads."""

from __future__ import annotations

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import permissions as p
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild


@pytest.fixture
def held(sandbox: Sandbox, alice: Person, channel: Channel):
    return lambda place=channel: sandbox.world.permissions(alice.id, place.id)


async def test_the_owner_may_do_everything(sandbox: Sandbox, guild: Guild, channel: Channel) -> None:
    assert sandbox.world.permissions(guild.owner_id, channel.id) == p.ALL


async def test_an_administrator_passes_every_overwrite(guild: Guild, channel: Channel, alice: Person, held) -> None:
    guild.members[alice.id].roles.append(guild.add_role("Admin", p.ADMINISTRATOR))
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=p.VIEW_CHANNEL)

    assert held() == p.ALL


async def test_a_role_overwrite_beats_everyones_and_a_members_beats_both(
    guild: Guild, channel: Channel, alice: Person, held
) -> None:
    role = guild.add_role("Group")
    guild.members[alice.id].roles.append(role)
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=p.SEND_MESSAGES)
    after_everyone = bool(held() & p.SEND_MESSAGES)
    channel.overwrites[role.id] = Overwrite(role.id, 0, allow=p.SEND_MESSAGES)
    after_role = bool(held() & p.SEND_MESSAGES)
    channel.overwrites[alice.id] = Overwrite(alice.id, 1, deny=p.SEND_MESSAGES)

    assert (after_everyone, after_role, bool(held() & p.SEND_MESSAGES)) == (False, True, False)


async def test_who_cannot_see_a_channel_can_do_nothing_in_it(guild: Guild, channel: Channel, held) -> None:
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=p.VIEW_CHANNEL)

    assert held() == 0


async def test_who_cannot_write_can_neither_attach_nor_embed(guild: Guild, channel: Channel, held) -> None:
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=p.SEND_MESSAGES)

    assert held() & (p.ATTACH_FILES | p.EMBED_LINKS | p.MENTION_EVERYONE) == 0


async def test_in_a_thread_the_right_to_write_is_its_own(
    sandbox: Sandbox, guild: Guild, channel: Channel, held
) -> None:
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "Thread", "type": 11})
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=p.SEND_MESSAGES)

    assert bool(held(thread) & p.SEND_MESSAGES_IN_THREADS)
    assert bool(held(thread) & p.ATTACH_FILES)


async def test_a_private_thread_is_seen_by_its_members_and_by_moderators(
    sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person, held
) -> None:
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "Pair", "type": 12})
    outside = held(thread)
    guild.everyone.permissions |= p.MANAGE_THREADS
    moderating = held(thread)
    guild.everyone.permissions &= ~p.MANAGE_THREADS
    sandbox.world.thread_life.add_member(thread, alice.id)

    assert (outside, bool(moderating & p.VIEW_CHANNEL), bool(held(thread) & p.VIEW_CHANNEL)) == (0, True, True)


async def test_who_is_not_in_the_server_has_no_rights(sandbox: Sandbox, channel: Channel) -> None:
    assert sandbox.world.permissions(sandbox.person("Bob").id, channel.id) == 0
