"""The gateway: sessions, resumes, what it closes and why, and what the real client makes of it."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import intents
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.ratelimits import Limit, RateLimits
from sandbox.protocol.sessions import REPLAY
from tests.sandbox.conftest import Bot, Rest


async def test_hello_comes_first_and_heartbeats_are_acknowledged(connect) -> None:
    socket = await connect()
    hello = await socket.receive()

    await socket.send(1, None)

    assert (hello["op"], (await socket.receive())["op"]) == (10, 11)


async def test_guilds_follow_ready_one_by_one(sandbox: Sandbox, guild: Guild, connect) -> None:
    socket = await connect()

    ready = await socket.identify(sandbox)

    created = await socket.until("GUILD_CREATE")
    assert ready["guilds"] == [{"id": str(guild.id), "unavailable": True}]
    assert [member["user"]["id"] for member in created["d"]["members"]] == [str(sandbox.world.bot.id)]


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"intents": 1 << 40}, 4013),
        (2, {"intents": intents.GUILD_MEMBERS}, 4014),
        (2, {"intents": 1, "shard": [1, 1]}, 4010),
        (8, {}, 4003),
        (99, {}, 4001),
        (1, "x" * 5000, 4002),
        (2, "not an object", 4002),
        (2, {"intents": 1, "shard": 1}, 4002),
        (6, {"session_id": "unknown", "seq": "many"}, 4002),
    ],
)
async def test_a_wrong_payload_closes_with_its_code(sandbox: Sandbox, connect, op: int, data: Any, code: int) -> None:
    socket = await connect()

    await socket.send(op, {"token": sandbox.token, **data} if isinstance(data, dict) else data)

    assert await socket.closed_with() == code


async def test_identifying_twice_closes(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    await socket.identify(sandbox)

    await socket.send(2, {"token": sandbox.token, "intents": 1})

    assert await socket.closed_with() == 4005


async def test_more_than_120_payloads_in_a_minute_close(connect) -> None:
    socket = await connect()

    for _ in range(121):
        await socket.send(1, None)

    assert await socket.closed_with() == 4008


async def test_who_falls_silent_is_closed(sandbox: Sandbox, connect) -> None:
    sandbox.world.heartbeat_seconds = 0.02
    socket = await connect()

    await socket.identify(sandbox)

    assert await socket.closed_with() == 4009


@pytest.mark.parametrize("raw", ["{", "[]", "{}", "null"])
async def test_what_is_no_payload_closes(sandbox: Sandbox, raw: str) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url) as socket:
        await socket.receive(timeout=5)
        await socket.send_str(raw)

        closing = await socket.receive(timeout=5)

    assert (closing.type, closing.data) == (aiohttp.WSMsgType.CLOSE, 4002)


async def test_a_resume_from_too_long_ago_is_invalid(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)
    sandbox.world.faults.drop_gateway()
    await socket.closed_with()
    for _ in range(REPLAY + 1):
        sandbox.world.hub.send("USER_UPDATE", {})

    other = await connect()
    await other.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1})

    await other.receive()
    assert (await other.receive())["op"] == 9


async def test_who_never_says_who_it_is_is_closed(sandbox: Sandbox, connect) -> None:
    sandbox.world.identify_seconds = 0

    assert await (await connect()).closed_with() == 4003


@pytest.mark.parametrize("op", [4, 31])
async def test_voice_and_sounds_are_missed_loudly(sandbox: Sandbox, connect, op: int) -> None:
    socket = await connect()
    await socket.identify(sandbox)

    await socket.send(op, {})

    written = await sandbox.world.wait_for(lambda entry: entry.kind == "unknown_route", since=0)
    assert written.facts["path"] == f"op {op}"


async def test_identifying_again_too_soon_is_invalid(sandbox: Sandbox, connect) -> None:
    sandbox.world.limiter.limits = RateLimits.discord()
    await (await connect()).identify(sandbox, shard=[0, 2])
    other = await connect()

    await other.send(2, {"token": sandbox.token, "intents": 1, "shard": [1, 2]})

    await other.receive()
    assert (await other.receive())["op"] == 9


async def test_sessions_started_are_counted(sandbox: Sandbox, rest: Rest, connect) -> None:
    await (await connect()).identify(sandbox)

    _, told = await rest.send("GET", "/gateway/bot")

    limit = told["session_start_limit"]
    assert told["url"] == sandbox.gateway_url
    assert (limit["total"], limit["remaining"], limit["max_concurrency"]) == (1000, 999, 1)
    assert 86_000_000 < limit["reset_after"] <= 86_400_000


async def test_too_many_sessions_in_a_day_void_the_token(sandbox: Sandbox, connect) -> None:
    sandbox.world.limiter.limits = RateLimits(session_starts=Limit(1, 86_400))
    first, second, token = await connect(), await connect(), sandbox.token
    await first.identify(sandbox)

    await second.send(2, {"token": token, "intents": 1})

    assert [await first.closed_with(), await second.closed_with()] == [4004, 4004]
    assert sandbox.token != token


async def test_where_the_gateway_is_anyone_may_ask(sandbox: Sandbox, rest: Rest) -> None:
    told = await rest.send("GET", "/gateway", headers={"Authorization": ""})

    assert told == (200, {"url": sandbox.gateway_url})


async def test_all_members_of_a_guild_can_be_asked_for_twice_a_minute(sandbox: Sandbox, guild: Guild, connect) -> None:
    sandbox.world.limiter.limits = RateLimits.discord()
    socket = await connect()
    await socket.identify(sandbox)
    everybody = {"guild_id": str(guild.id), "query": "", "limit": 0, "nonce": "1"}
    await socket.send(8, everybody)
    await socket.until("GUILD_MEMBERS_CHUNK")

    await socket.send(8, everybody)

    refused = (await socket.until("RATE_LIMITED"))["d"]
    assert (refused["opcode"], refused["meta"]) == (8, {"guild_id": str(guild.id), "nonce": "1"})
    assert 0 < refused["retry_after"] <= 30.01


async def test_another_version_closes(connect) -> None:
    assert await (await connect("?v=6")).closed_with() == 4012


async def test_a_resume_replays_what_was_missed(sandbox: Sandbox, guild: Guild, channel: Channel, connect) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)
    seen = (await socket.until("GUILD_CREATE"))["s"]
    sandbox.world.faults.drop_gateway()
    await socket.closed_with()
    guild.add_channel("missed")

    socket = await connect()
    await socket.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": seen})

    await socket.receive()
    replayed = [await socket.receive() for _ in range(2)]
    assert [(p["t"], p["s"]) for p in replayed] == [("CHANNEL_CREATE", seen + 1), ("RESUMED", seen + 2)]


async def test_a_resume_of_what_never_was_is_invalid(sandbox: Sandbox, connect) -> None:
    socket = await connect()

    await socket.send(6, {"token": sandbox.token, "session_id": "unknown", "seq": 1})

    await socket.receive()
    assert await socket.receive() == {"op": 9, "d": False, "s": None, "t": None}


async def test_a_resume_from_a_number_never_given_out_closes(sandbox: Sandbox, connect) -> None:
    socket, other = await connect(), await connect()
    ready = await socket.identify(sandbox)

    await other.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 99})

    assert await other.closed_with() == 4007


async def test_a_session_is_forgotten_after_minutes(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)
    sandbox.world.faults.drop_gateway()
    await socket.closed_with()
    sandbox.world.real.skip(300)

    socket = await connect()
    await socket.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1})

    await socket.receive()
    assert (await socket.receive())["op"] == 9


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_can_be_invalidated(sandbox: Sandbox, connect, resumable: bool) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)

    sandbox.world.faults.invalidate_session(resumable=resumable)

    assert (await socket.receive())["d"] is resumable
    assert (sandbox.world.hub.get(ready["session_id"]) is not None) is resumable


async def test_a_connection_can_be_closed_with_any_code(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    await socket.identify(sandbox)

    sandbox.world.faults.close_gateway(4009)

    assert await socket.closed_with() == 4009


async def test_a_zombie_acknowledges_nothing_and_loses_nothing(sandbox: Sandbox, guild: Guild, connect) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)
    seen = (await socket.until("GUILD_CREATE"))["s"]
    sandbox.world.faults.zombie()
    await socket.send(1, seen)
    guild.add_channel("unheard")
    sandbox.world.faults.clear()

    other = await connect()
    await other.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": seen})

    await other.receive()
    assert (await other.receive())["t"] == "CHANNEL_CREATE"


async def test_messages_are_sent_only_to_who_asked_for_them(
    sandbox: Sandbox, channel: Channel, alice: Person, connect
) -> None:
    with_messages, without = await connect(), await connect()
    await with_messages.identify(sandbox, intents=1 | intents.GUILD_MESSAGES)
    await without.identify(sandbox)

    seen = await alice.write(channel, "Hello")
    channel.the_guild.add_channel("later")

    heard = (await with_messages.until("MESSAGE_CREATE"))["d"]
    assert (heard["id"], heard["content"]) == (str(seen.id), "")
    others = [await without.receive() for _ in range(2)]
    assert [payload["t"] for payload in others] == ["GUILD_CREATE", "CHANNEL_CREATE"]


async def test_a_shard_hears_of_its_own_guilds(sandbox: Sandbox, guild: Guild, connect) -> None:
    mine, other = (guild.id >> 22) % 2, 1 - (guild.id >> 22) % 2
    shards = [await connect(), await connect()]

    ready = [await shards[n].identify(sandbox, shard=[number, 2]) for n, number in enumerate((mine, other))]

    assert [len(each["guilds"]) for each in ready] == [1, 0]


async def test_members_are_looked_up_by_id_without_the_intent(
    sandbox: Sandbox, bot: Bot, guild: Guild, alice: Person
) -> None:
    bob = sandbox.person("Bob")

    found = await bot.get_guild(guild.id).query_members(user_ids=[alice.id, bob.id])

    assert [member.id for member in found] == [alice.id]


async def test_the_client_resumes_after_a_broken_connection(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.drop_gateway()
    missed = guild.add_channel("missed")

    await bot.hear("resumed")

    assert bot.get_channel(missed.id).name == "missed"


async def test_the_client_reconnects_when_asked(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.faults.ask_reconnect()

    await bot.hear("resumed")

    assert sandbox.world.journal.of("session_resumed")[-1].facts["session_id"] == bot.ws.session_id


async def test_the_resume_url_can_fail(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.faults.fail_resume_url(times=1)
    sandbox.world.faults.drop_gateway()

    await bot.hear("resumed")

    assert sandbox.world.faults.resume_url_failures == 0


async def test_a_removed_bot_is_told_so_and_an_outage_is_none(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.guild_outage(guild)
    await bot.hear("guild_unavailable")
    sandbox.world.faults.end_guild_outage(guild)
    await bot.hear("guild_available")

    guild.remove_member(sandbox.world.bot)

    (removed,) = await bot.hear("guild_remove")
    assert removed.id == guild.id


async def test_a_wrong_token_ends_the_client(sandbox: Sandbox) -> None:
    async with Bot() as client:
        discord.http.Route.BASE = sandbox.api_base

        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_a_disallowed_intent_ends_the_client(sandbox: Sandbox, guild: Guild) -> None:
    client = Bot(intents=discord.Intents(guilds=True, members=True))

    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.run_to_its_end(sandbox)


async def test_an_event_can_come_twice(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.duplicate("CHANNEL_CREATE")

    guild.add_channel("twice")

    assert [(await bot.hear("guild_channel_create"))[0].name for _ in range(2)] == ["twice", "twice"]


async def test_an_event_can_be_lost_and_another_overtaken(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.lose("CHANNEL_CREATE")
    guild.add_channel("lost")
    held = sandbox.world.faults.hold_dispatch("CHANNEL_CREATE")
    guild.add_channel("late")
    guild.add_channel("early")

    first = (await bot.hear("guild_channel_create"))[0].name
    held.release()
    second = (await bot.hear("guild_channel_create"))[0].name

    assert (first, second) == ("early", "late")


async def test_who_waits_for_the_bot_is_told_when_it_is_there(sandbox: Sandbox, guild: Guild) -> None:
    waiting = asyncio.create_task(sandbox.bot_connected())

    async with Bot() as client:
        await client.run_at(sandbox)

        await waiting


async def test_after_an_invalid_session_the_same_socket_identifies_anew(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    first = await socket.identify(sandbox)
    sandbox.world.faults.invalidate_session()
    while (await socket.receive())["op"] != 9:
        pass

    second = await socket.identify(sandbox)

    assert first["session_id"] != second["session_id"]


@pytest.mark.parametrize("appended", ["?v=10", "/?v=10", "/?v=10&encoding=json"])
async def test_the_resume_url_has_no_path_and_takes_what_clients_append(
    sandbox: Sandbox, connect, appended: str
) -> None:
    socket = await connect()
    url = (await socket.identify(sandbox))["resume_gateway_url"]

    async with aiohttp.ClientSession() as session, session.ws_connect(url + appended) as resumed:
        hello = await resumed.receive_json()

    assert (hello["op"], url.removeprefix("ws://").count("/")) == (10, 0)
