"""Rate limits and what can be made to go wrong over HTTP, as raw requests and as the real client meets it."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest
from multidict import CIMultiDict

from sandbox import Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.ratelimits import Limit, RateLimits
from tests.sandbox.conftest import Bot, Rest

MESSAGES = "POST /channels/{channel_id}/messages"
ROUTE = r"^POST /channels/\d+/messages$"


async def answer(rest: Rest, method: str, path: str, body: object = None) -> tuple[int, CIMultiDict[str], object]:
    """Status, headers and body."""
    headers = {"Authorization": f"Bot {rest.sandbox.token}"}
    async with aiohttp.request(method, rest.sandbox.api_base + path, json=body, headers=headers) as response:
        parsed = await response.json() if "json" in response.headers.get("Content-Type", "") else None
        return response.status, CIMultiDict(response.headers), parsed


async def test_every_answer_tells_its_bucket(rest: Rest, channel: Channel) -> None:
    _, headers, _ = await answer(rest, "GET", f"/channels/{channel.id}")

    told = {name.lower() for name in headers if name.lower().startswith("x-ratelimit-")}
    assert told == {f"x-ratelimit-{name}" for name in ("bucket", "limit", "remaining", "reset", "reset-after")}
    assert (headers["Via"], headers["Content-Type"]) == ("1.1 google", "application/json")


async def test_a_full_bucket_is_a_429_for_this_channel_alone(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.limiter.limits = RateLimits(routes={MESSAGES: Limit(1, 60)})
    other = channel.the_guild.add_channel("other")
    await answer(rest, "POST", f"/channels/{channel.id}/messages", {"content": "1"})

    status, headers, body = await answer(rest, "POST", f"/channels/{channel.id}/messages", {"content": "2"})
    elsewhere = await answer(rest, "POST", f"/channels/{other.id}/messages", {"content": "1"})

    assert (status, headers["X-RateLimit-Scope"], elsewhere[0]) == (429, "user", 200)
    assert isinstance(body, dict) and 0 < body["retry_after"] <= 60.01 and body["global"] is False


async def test_a_bucket_opens_again(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.limiter.limits = RateLimits(routes={MESSAGES: Limit(1, 60)})
    await rest.send("POST", f"/channels/{channel.id}/messages", {"content": "1"})
    sandbox.world.real.skip(60)

    status, _ = await rest.send("POST", f"/channels/{channel.id}/messages", {"content": "2"})

    assert status == 200


async def test_the_global_limit_counts_everything_but_interactions(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.world.limiter.limits = RateLimits(global_limit=Limit(1, 60))
    await rest.send("GET", "/users/@me")

    status, headers, _ = await answer(rest, "GET", "/gateway")
    exempt = await rest.refusal("POST", "/interactions/1/token/callback", {"type": 5})

    assert (status, headers["X-RateLimit-Scope"], headers["X-RateLimit-Global"]) == (429, "global", "true")
    assert exempt == (404, 10062)


async def test_renames_have_a_limit_the_headers_do_not_show(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.limiter.limits = RateLimits.discord()
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "0", "type": 11})

    answered = [await answer(rest, "PATCH", f"/channels/{thread.id}", {"name": str(n)}) for n in (1, 2, 3)]

    assert [status for status, _, _ in answered] == [200, 200, 429]
    assert answered[1][1]["X-RateLimit-Remaining"] != "0"


async def test_ten_thousand_invalid_requests_shut_the_door(sandbox: Sandbox, rest: Rest) -> None:
    for _ in range(10_000):
        sandbox.world.limiter.count_invalid()

    status, headers, _ = await answer(rest, "GET", "/users/@me")

    assert (status, "Via" in headers) == (429, False)


async def test_the_client_sits_out_a_429_and_delivers(sandbox: Sandbox, bot: Bot, channel: Channel) -> None:
    sandbox.world.faults.rate_limit(0.01, ROUTE)

    sent = await bot.get_channel(channel.id).send("Hello")

    assert list(channel.messages) == [sent.id]


async def test_the_client_takes_a_429_without_via_for_a_ban(sandbox: Sandbox, bot: Bot, channel: Channel) -> None:
    sandbox.world.faults.cloudflare_ban(ROUTE)

    with pytest.raises(discord.HTTPException) as caught:
        await bot.get_channel(channel.id).send("Hello")

    assert caught.value.status == 429


async def test_an_answer_can_fail_although_its_effect_took_place(sandbox: Sandbox, bot: Bot, channel: Channel) -> None:
    sandbox.world.faults.answer(503, ROUTE, after_effect=True)

    with pytest.raises(discord.DiscordServerError):
        await bot.get_channel(channel.id).send("Hello", nonce="delivery-1")
    again = await bot.get_channel(channel.id).send("Hello", nonce="delivery-1")

    assert list(channel.messages) == [again.id]


async def test_a_fault_strikes_as_often_as_told(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.faults.answer(500, ROUTE, times=2)
    path = f"/channels/{channel.id}/messages"

    statuses = [(await rest.send("POST", path, {"content": "Hello"}))[0] for _ in range(3)]

    assert statuses == [500, 500, 200]


async def test_a_fault_may_carry_any_code_and_header(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.world.faults.answer(403, "GET /users/@me", code=50013, headers={"X-Test": "1"})

    status, headers, body = await answer(rest, "GET", "/users/@me")

    assert (status, headers["X-Test"], body) == (403, "1", {"message": "Missing Permissions", "code": 50013})


async def test_a_request_can_be_held_before_its_effect(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    hold = sandbox.world.faults.hold(ROUTE)
    sending = asyncio.create_task(rest.send("POST", f"/channels/{channel.id}/messages", {"content": "Hello"}))
    await hold.arrived.wait()
    before = len(channel.messages)

    hold.release()

    assert ((await sending)[0], before, len(channel.messages)) == (200, 0, 1)


async def test_a_connection_can_be_reset_after_the_effect(sandbox: Sandbox, rest: Rest, channel: Channel) -> None:
    sandbox.world.faults.reset_connection(ROUTE, after_effect=True)

    with pytest.raises(aiohttp.ClientError):
        await rest.send("POST", f"/channels/{channel.id}/messages", {"content": "Hello"})

    assert len(channel.messages) == 1


async def test_an_answer_can_be_a_page_of_html(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.world.faults.answer(502, "GET /users/@me", html="<html>Bad gateway</html>")

    assert await rest.send("GET", "/users/@me") == (502, "<html>Bad gateway</html>")


async def test_rate_headers_can_be_missing_or_say_that_nothing_is_left(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.world.faults.without_rate_headers("GET /users/@me", times=1)
    _, without, _ = await answer(rest, "GET", "/users/@me")
    sandbox.world.faults.with_headers({"X-RateLimit-Remaining": "0"}, "GET /users/@me")
    _, empty, _ = await answer(rest, "GET", "/users/@me")

    assert ("X-RateLimit-Bucket" in without, empty["X-RateLimit-Remaining"]) == (False, "0")


async def test_buckets_can_change_their_names(sandbox: Sandbox, rest: Rest) -> None:
    _, before, _ = await answer(rest, "GET", "/users/@me")
    sandbox.world.faults.change_buckets()
    _, after, _ = await answer(rest, "GET", "/users/@me")

    assert before["X-RateLimit-Bucket"] != after["X-RateLimit-Bucket"]
