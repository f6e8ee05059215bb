"""Who leaves a server, and what a bot learns of it: people by asking, itself from the list it gets on logging in."""

from __future__ import annotations

import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from tests.sandbox.conftest import Bot
from tests.sandbox.small_bot import NameForm

ASKED_AT_ONCE = 100


@pytest.fixture
def there(bot: Bot, guild: Guild) -> discord.Guild:
    """The server as the client knows it."""
    known = bot.get_guild(guild.id)
    assert known is not None
    return known


@pytest.fixture
async def henry(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    henry = sandbox.person("Henry")
    await henry.joins_server(guild)
    henry.go(channel)
    return henry


async def refused(awaited: object) -> int:
    """The code with which the request was refused."""
    with pytest.raises(discord.HTTPException) as caught:
        await awaited  # type: ignore[misc]
    return caught.value.code


async def test_who_left_is_missing_from_the_answer_to_a_question_by_ids(
    there: discord.Guild, alice: Person, henry: Person
) -> None:
    await henry.leaves_server()

    found = await there.query_members(user_ids=[alice.id, henry.id])

    assert [member.id for member in found] == [alice.id]


async def test_nobody_is_found_when_all_have_left(there: discord.Guild, henry: Person) -> None:
    await henry.leaves_server()

    assert await there.query_members(user_ids=[henry.id]) == []


async def test_a_question_takes_100_ids_at_a_time(sandbox: Sandbox, there: discord.Guild, guild: Guild) -> None:
    users = [sandbox.world.add_user(f"user{number}") for number in range(ASKED_AT_ONCE)]
    for user in users[::2]:
        guild.add_member(user)

    found = await there.query_members(user_ids=[user.id for user in users], limit=ASKED_AT_ONCE)

    assert [member.id for member in found] == [user.id for user in users[::2]]


async def test_leaving_and_coming_is_told_only_to_who_asked_for_members(
    sandbox: Sandbox, guild: Guild, henry: Person, connect
) -> None:
    sandbox.world.privileged_intents = 2
    told, untold = await connect(), await connect()
    await told.identify(sandbox, intents=3)
    await untold.identify(sandbox, intents=1)

    await henry.leaves_server(guild)
    await henry.joins_server(guild)
    guild.add_channel("later")

    heard = [(await told.receive())["t"] for _ in range(4)]
    assert heard == ["GUILD_CREATE", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_ADD", "CHANNEL_CREATE"]
    assert [(await untold.receive())["t"] for _ in range(2)] == ["GUILD_CREATE", "CHANNEL_CREATE"]


async def test_who_left_cannot_be_fetched_given_a_role_nor_added_to_a_thread(
    bot: Bot, there: discord.Guild, guild: Guild, channel: Channel, henry: Person
) -> None:
    member = await there.fetch_member(henry.id)
    role = guild.add_role("Peer")
    thread = await there.get_channel(channel.id).create_thread(name="Pair")  # type: ignore[union-attr]
    await henry.leaves_server()

    codes = [
        await refused(there.fetch_member(henry.id)),
        await refused(member.add_roles(discord.Object(role.id))),
        await refused(thread.add_user(member)),
    ]

    assert codes == [10007, 10007, 10007]


async def test_who_shares_no_server_with_the_bot_gets_no_direct_message(bot: Bot, henry: Person) -> None:
    user = await bot.fetch_user(henry.id)
    await user.send("Still here")
    await henry.leaves_server()

    assert await refused(user.send("And now?")) == 50278
    assert [message.text for message in henry.dms] == ["Still here"]


async def test_a_mention_of_who_left_notifies_nobody(bot: Bot, channel: Channel, henry: Person) -> None:
    await henry.leaves_server()
    here = bot.get_channel(channel.id)
    assert isinstance(here, discord.TextChannel)

    await here.send(henry.mention, allowed_mentions=discord.AllowedMentions(users=True))

    assert henry.notifications == []


async def test_who_left_sees_and_does_nothing_there(
    sandbox: Sandbox, bot: Bot, guild: Guild, channel: Channel, alice: Person, henry: Person
) -> None:
    @bot.tree.command(description="Ask for a name")
    async def name(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(NameForm())

    await bot.tree.sync()
    thread = sandbox.world.thread_life.start(channel, henry.user, {"name": "Pair", "type": 12})
    await henry.slash("name")

    await henry.leaves_server()

    assert (henry.sees(), henry.threads(), henry.id in thread.members) == ([], [], False)
    with pytest.raises(ClientRefused, match="no longer sees"):
        await henry.submit()
    with pytest.raises(ClientRefused, match="cannot use commands"):
        await henry.slash("name")
    with pytest.raises(ClientRefused, match="may not write"):
        await henry.write(text="Hello?")
    with pytest.raises(ClientRefused, match="is not in"):
        await henry.leaves_server(guild)


async def test_who_comes_back_has_no_roles_and_is_in_no_thread(
    sandbox: Sandbox, guild: Guild, channel: Channel, henry: Person
) -> None:
    guild.add_member(henry.user, [guild.add_role("Peer")])
    thread = sandbox.world.thread_life.start(channel, henry.user, {"name": "Week 1", "type": 11})

    await henry.leaves_server()
    await henry.joins_server(guild)

    assert (guild.members[henry.id].roles, henry.id in thread.members) == ([], False)


async def test_the_owner_stays(sandbox: Sandbox, alice: Person) -> None:
    own = sandbox.world.add_guild("Alice's", alice.user)

    with pytest.raises(ClientRefused, match="owner"):
        await alice.leaves_server(own)


async def test_after_downtime_the_server_that_removed_the_bot_is_not_in_its_list(
    sandbox: Sandbox, guild: Guild, bot: Bot
) -> None:
    other = sandbox.world.add_guild("Bergen founders")
    sandbox.world.install(other)
    await bot.close()

    guild.remove_member(sandbox.world.bot)
    async with Bot() as again:
        await again.run_at(sandbox)

        assert [known.id for known in again.guilds] == [other.id]


async def test_a_removal_while_the_connection_was_broken_is_told_on_resuming(
    sandbox: Sandbox, guild: Guild, bot: Bot
) -> None:
    sandbox.world.faults.drop_gateway()
    guild.remove_member(sandbox.world.bot)

    (removed,) = await bot.hear("guild_remove")

    assert (removed.id, list(bot.guilds)) == (guild.id, [])


async def test_in_a_server_without_the_bot_its_commands_are_not_offered(
    sandbox: Sandbox, guild: Guild, bot: Bot, alice: Person
) -> None:
    guild.remove_member(sandbox.world.bot)

    assert sandbox.world.commands_for(guild.id) == []
    with pytest.raises(ClientRefused, match="the bot is not in this server"):
        await alice.slash("hello")


async def test_a_bot_that_is_invited_again_has_one_role_and_hears_of_the_server(
    sandbox: Sandbox, guild: Guild, bot: Bot
) -> None:
    guild.remove_member(sandbox.world.bot)
    sandbox.world.install(guild)

    (joined,) = await bot.hear("guild_join")

    managed = [role for role in guild.roles.values() if role.managed_by is not None]
    assert (joined.id, len(managed)) == (guild.id, 1)
