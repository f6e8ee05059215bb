"""Every mishap that can be arranged: one test for each kind, and what became of the act that it struck."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel
from sandbox.protocol.faults import Scope
from sandbox.protocol.guilds import Guild
from sandbox.protocol.interactions import COMMAND, Interaction
from tests.sandbox.conftest import Bot, Rest

ROUTE = r"^POST /channels/\d+/messages$"
CALLBACK = r"^POST /interactions/\d+/[^/]+/callback$"
HELLO = {"content": "Hello"}
ANSWER = {"type": 4, "data": HELLO}


def messages(channel: Channel) -> str:
    return f"/channels/{channel.id}/messages"


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


@pytest.fixture
def interaction(sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person) -> Interaction:
    data = {"id": "1", "name": "hello", "type": 1}
    return sandbox.world.create_interaction(COMMAND, alice.id, guild.id, channel.id, data)


async def headers_of(rest: Rest, path: str) -> tuple[int, dict[str, str], float]:
    """Status, headers and the `retry_after` of the body."""
    headers = {"Authorization": f"Bot {rest.sandbox.token}"}
    async with aiohttp.request("GET", rest.sandbox.api_base + path, headers=headers) as response:
        told = {name.lower(): value for name, value in response.headers.items()}
        return response.status, told, (await response.json())["retry_after"]


@pytest.mark.parametrize("via", [True, False])
@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_429_has_one_of_three_scopes(sandbox: Sandbox, rest: Rest, scope: Scope, via: bool) -> None:
    sandbox.world.faults.rate_limit(1.5, "GET /users/@me", scope=scope, via=via)

    status, headers, retry_after = await headers_of(rest, "/users/@me")

    assert (status, headers["x-ratelimit-scope"], retry_after) == (429, scope, 1.5)
    assert ("x-ratelimit-global" in headers, "via" in headers) == (scope == "global", via)


async def test_header_and_body_may_disagree_on_when_to_retry(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.world.faults.rate_limit(0.2, "GET /users/@me", header_retry_after=60)

    _, headers, retry_after = await headers_of(rest, "/users/@me")

    assert (headers["retry-after"], retry_after) == ("60", 0.2)


async def edited(bot: Bot, channel: Channel) -> discord.PartialMessage:
    """A message of the bot's, as the client edits it without reading it."""
    here = bot.get_channel(channel.id)
    assert isinstance(here, discord.TextChannel)
    sent = await here.send("0 of 8 have answered")
    return here.get_partial_message(sent.id)


async def test_the_client_waits_when_an_old_message_was_edited_too_often(
    sandbox: Sandbox, bot: Bot, channel: Channel
) -> None:
    message = await edited(bot, channel)
    fault = sandbox.world.faults.refuse_late_edits(0.1)

    await message.edit(content="1 of 8 have answered")

    assert (fault.struck, channel.messages[message.id].content) == (1, "1 of 8 have answered")


async def test_a_client_without_that_patience_is_told_how_long_to_wait(sandbox: Sandbox, channel: Channel) -> None:
    async with Bot(max_ratelimit_timeout=30) as impatient:
        message = await edited(await impatient.run_at(sandbox), channel)
        sandbox.world.faults.refuse_late_edits(90)

        with pytest.raises(discord.RateLimited) as refused:
            await message.edit(content="1 of 8 have answered")

    assert refused.value.retry_after == 90


async def test_an_edit_of_an_old_message_may_also_be_refused_for_good(
    sandbox: Sandbox, bot: Bot, channel: Channel
) -> None:
    message = await edited(bot, channel)
    sandbox.world.faults.refuse_late_edits(status=400)

    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="1 of 8 have answered")

    assert (refused.value.status, refused.value.code) == (400, 30046)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
async def test_a_server_error_has_no_effect(sandbox: Sandbox, rest: Rest, channel: Channel, status: int) -> None:
    sandbox.world.faults.answer(status, ROUTE)

    answered, _ = await rest.send("POST", messages(channel), HELLO)

    assert (answered, len(channel.messages)) == (status, 0)


async def test_an_answer_given_but_reported_as_failed_counts(
    sandbox: Sandbox, rest: Rest, interaction: Interaction
) -> None:
    sandbox.world.faults.answer(500, CALLBACK, after_effect=True)

    first, _ = await rest.send("POST", callback(interaction), ANSWER)
    second = await rest.refusal("POST", callback(interaction), ANSWER)

    assert (first, second) == (500, (400, 40060))


async def test_a_fault_strikes_its_route_alone(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.faults.answer(500, ROUTE, times=None)

    struck = [(await rest.send("POST", messages(channel), HELLO))[0] for _ in range(3)]
    spared, _ = await rest.send("GET", messages(channel))
    sandbox.world.faults.clear()
    cleared, _ = await rest.send("POST", messages(channel), HELLO)

    assert (struck, spared, cleared) == ([500] * 3, 200, 200)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_an_answer_can_be_late(sandbox: Sandbox, rest: Rest, channel: Channel, after_effect: bool) -> None:
    sandbox.world.faults.delay(0.01, ROUTE, after_effect=after_effect)

    (late, _), (prompt, _) = await asyncio.gather(
        rest.send("POST", messages(channel), {"content": "late"}),
        rest.send("GET", f"/channels/{channel.id}"),
    )

    assert (late, prompt, len(channel.messages)) == (200, 200, 1)


async def test_an_answer_can_be_held_after_its_effect(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    hold = sandbox.world.faults.hold(ROUTE, after_effect=True)
    sending = asyncio.create_task(rest.send("POST", messages(channel), HELLO))
    await hold.arrived.wait()
    done, answered = len(channel.messages), sending.done()

    hold.release()

    assert ((await sending)[0], done, answered) == (200, 1, False)


async def test_a_connection_can_be_reset_before_the_effect(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.faults.reset_connection(ROUTE)

    with pytest.raises(aiohttp.ClientError):
        await rest.send("POST", messages(channel), HELLO)

    assert len(channel.messages) == 0


async def test_an_answer_that_comes_after_three_seconds_is_refused(
    sandbox: Sandbox, rest: Rest, interaction: Interaction
) -> None:
    hold = sandbox.world.faults.hold(CALLBACK)
    answering = asyncio.create_task(rest.refusal("POST", callback(interaction), ANSWER))
    await hold.arrived.wait()
    sandbox.world.real.skip(3.1)

    hold.release()

    assert await answering == (404, 10062)


async def test_an_interaction_delivered_late_cannot_be_answered(
    sandbox: Sandbox, bot: Bot, alice: Person, guild: Guild, channel: Channel
) -> None:
    hold = sandbox.world.faults.hold_dispatch("INTERACTION_CREATE")
    data = {"id": "1", "name": "hello", "type": 1}
    sandbox.world.create_interaction(COMMAND, alice.id, guild.id, channel.id, data)
    await hold.arrived.wait()
    sandbox.world.real.skip(3.1)

    hold.release()

    (late,) = await bot.hear("interaction")
    with pytest.raises(discord.NotFound) as caught:
        await late.response.send_message("Hello")
    assert caught.value.code == 10062


async def test_an_event_can_be_delayed_and_overtaken(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.delay_dispatch("CHANNEL_CREATE", 0.01)

    guild.add_channel("late")
    guild.add_channel("early")

    assert [(await bot.hear("guild_channel_create"))[0].name for _ in range(2)] == ["early", "late"]


async def test_an_interaction_can_come_twice_and_is_answered_once(
    sandbox: Sandbox, bot: Bot, alice: Person, guild: Guild, channel: Channel
) -> None:
    sandbox.world.faults.duplicate()
    data = {"id": "1", "name": "hello", "type": 1}
    sandbox.world.create_interaction(COMMAND, alice.id, guild.id, channel.id, data)

    first, second = [(await bot.hear("interaction"))[0] for _ in range(2)]

    await first.response.send_message("Hello")
    with pytest.raises(discord.HTTPException) as caught:
        await second.response.send_message("Hello")
    assert (first.id, caught.value.code, len(channel.messages)) == (second.id, 40060, 1)


@pytest.mark.parametrize("code", [4000, 4001, 4002, 4003, 4005, 4008])
async def test_the_client_resumes_after_this_close(sandbox: Sandbox, bot: Bot, guild: Guild, code: int) -> None:
    sandbox.world.faults.close_gateway(code)
    missed = guild.add_channel("missed")

    await bot.hear("resumed")

    assert bot.get_channel(missed.id).name == "missed"


@pytest.mark.parametrize("code", [4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014])
async def test_this_close_ends_the_session(sandbox: Sandbox, connect, code: int) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)

    sandbox.world.faults.close_gateway(code)

    assert await socket.closed_with() == code
    lost = await sandbox.world.wait_for(lambda entry: entry.kind == "session_lost", since=0)
    assert lost.facts == {"session_id": ready["session_id"], "resumable": False}


@pytest.mark.parametrize(
    ("code", "ended_by"),
    [
        *((code, discord.ConnectionClosed) for code in (4004, 4010, 4011, 4012, 4013)),
        (4014, discord.PrivilegedIntentsRequired),
    ],
)
async def test_the_client_gives_up_after_this_close(
    sandbox: Sandbox, guild: Guild, code: int, ended_by: type[Exception]
) -> None:
    client = Bot()
    running = asyncio.create_task(client.run_to_its_end(sandbox))
    await client.hear("ready")

    sandbox.world.faults.close_gateway(code)

    with pytest.raises(ended_by):
        await running


async def test_a_resume_can_be_refused(sandbox: Sandbox, connect) -> None:
    socket = await connect()
    ready = await socket.identify(sandbox)
    sandbox.world.faults.refuse_resume()
    other = await connect()

    await other.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1})

    await other.receive()
    assert ((await other.receive())["op"], sandbox.world.hub.get(ready["session_id"])) == (9, None)


async def test_a_permission_can_go_between_reading_and_writing(
    sandbox: Sandbox, rest: Rest, guild: Guild, channel: Channel
) -> None:
    hold = sandbox.world.faults.hold(ROUTE)
    sending = asyncio.create_task(rest.refusal("POST", messages(channel), HELLO))
    await hold.arrived.wait()
    for role in guild.roles.values():
        role.permissions &= ~permissions.SEND_MESSAGES

    hold.release()

    assert await sending == (403, 50013)


async def test_a_channel_can_go_between_reading_and_writing(
    sandbox: Sandbox, rest: Rest, guild: Guild, channel: Channel
) -> None:
    hold = sandbox.world.faults.hold(ROUTE)
    sending = asyncio.create_task(rest.refusal("POST", messages(channel), HELLO))
    await hold.arrived.wait()
    guild.delete_channel(channel)

    hold.release()

    assert await sending == (404, 10003)
