"""What Discord's answers mean for what comes next, heard on a real connection."""

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from bot.delivery.pacer import Pacer
from bot.domain.retry import NotNow
from bot.gateway.breaker import Breaker
from bot.gateway.observer import BAN_SECONDS, NotDiscord, Observer, bucket
from sandbox import Sandbox
from sandbox.protocol.channels import Channel

PATIENCE = 1.0


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    async with await Sandbox.start() as running:
        monkeypatch.setattr(discord.http.Route, "BASE", running.api_base)
        yield running


@pytest.fixture
def channels(sandbox: Sandbox) -> list[Channel]:
    guild = sandbox.world.add_guild("Hillside")
    sandbox.world.install(guild)
    return [guild.add_channel("here"), guild.add_channel("there")]


@pytest.fixture
def pacer() -> Pacer:
    return Pacer(1000, patience_seconds=PATIENCE)


@pytest.fixture
def breaker() -> Breaker:
    return Breaker(2)


@pytest.fixture
async def session(sandbox: Sandbox, pacer: Pacer, breaker: Breaker) -> AsyncIterator[aiohttp.ClientSession]:
    trace = Observer(pacer, breaker, patience_seconds=PATIENCE).trace()
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers, trace_configs=[trace]) as session:
        yield session


def messages(channel: Channel) -> str:
    return f"/channels/{channel.id}/messages"


async def wait_for_permit(pacer: Pacer, channel: Channel) -> float:
    """Hundreds of seconds until a message may go there; 0 if it may now."""
    try:
        await pacer.permit(bucket("POST", messages(channel)))
    except NotNow as early:
        return round(early.wait.total("seconds") / 100)
    return 0


async def post(session: aiohttp.ClientSession, path: str) -> int:
    said = {"content": "Good morning", "allowed_mentions": {"parse": []}}
    async with session.post(f"{discord.http.Route.BASE}{path}", json=said) as response:
        return response.status


@pytest.mark.parametrize(("scope", "waits"), [("global", [5, 5]), ("shared", [5, 5]), ("user", [0, 0])])
async def test_a_429_pauses_all_if_it_is_everybodys(
    sandbox: Sandbox,
    channels: list[Channel],
    pacer: Pacer,
    session: aiohttp.ClientSession,
    scope: str,
    waits: list[int],
) -> None:
    sandbox.world.faults.rate_limit(500, scope=scope)  # type: ignore[arg-type]

    await post(session, messages(channels[0]))

    assert [await wait_for_permit(pacer, channel) for channel in channels] == waits


@pytest.mark.parametrize(
    ("limit", "remaining", "waits"), [(5, 0, [4, 0]), (5, 1, [4, 0]), (5, 2, [0, 0]), (1, 0, [4, 0])]
)
async def test_a_bucket_is_held_back_with_one_to_spare_and_no_other_with_it(
    sandbox: Sandbox,
    channels: list[Channel],
    pacer: Pacer,
    session: aiohttp.ClientSession,
    limit: int,
    remaining: int,
    waits: list[int],
) -> None:
    headers = {"Limit": str(limit), "Remaining": str(remaining), "Reset-After": "400"}
    sandbox.world.faults.with_headers({f"X-RateLimit-{name}": value for name, value in headers.items()})

    await post(session, messages(channels[0]))

    assert [await wait_for_permit(pacer, channel) for channel in channels] == waits


async def test_answers_without_limits_in_their_headers_hold_nothing_back(
    sandbox: Sandbox, channels: list[Channel], pacer: Pacer, session: aiohttp.ClientSession
) -> None:
    sandbox.world.faults.without_rate_headers()

    await post(session, messages(channels[0]))

    assert [await wait_for_permit(pacer, channel) for channel in channels] == [0, 0]


async def test_a_ban_pauses_all_for_ten_minutes(
    sandbox: Sandbox, channels: list[Channel], pacer: Pacer, session: aiohttp.ClientSession
) -> None:
    sandbox.world.faults.cloudflare_ban()

    await post(session, messages(channels[0]))

    assert await wait_for_permit(pacer, channels[1]) == BAN_SECONDS / 100


@pytest.mark.parametrize("path", ["/interactions/1/token/callback", "/webhooks/1/token"])
async def test_a_limit_on_answers_to_people_holds_nothing_else_back(
    sandbox: Sandbox, channels: list[Channel], pacer: Pacer, session: aiohttp.ClientSession, path: str
) -> None:
    sandbox.world.faults.rate_limit(PATIENCE, scope="shared")

    await post(session, path)

    assert await wait_for_permit(pacer, channels[0]) == 0


@pytest.mark.parametrize("path", ["/interactions/1/token/callback", "/webhooks/1/token"])
async def test_a_limit_on_answers_to_people_beyond_our_patience_is_an_error(
    sandbox: Sandbox, session: aiohttp.ClientSession, path: str
) -> None:
    sandbox.world.faults.rate_limit(600)

    with pytest.raises(discord.RateLimited) as refused:
        await post(session, path)

    assert refused.value.retry_after == 600


@pytest.mark.parametrize(
    ("status", "scope", "path", "opens"),
    [
        (401, "", "/channels/1/messages", True),
        (401, "", "/webhooks/1/token", False),
        (403, "", "/channels/1/messages", False),
        (429, "shared", "/channels/1/messages", False),
    ],
)
async def test_one_refusal_opens_the_breaker_only_if_it_is_of_the_token(
    sandbox: Sandbox,
    session: aiohttp.ClientSession,
    breaker: Breaker,
    status: int,
    scope: str,
    path: str,
    opens: bool,
) -> None:
    sandbox.world.faults.answer(status, headers={"X-RateLimit-Scope": scope, "Retry-After": "1"}, times=None)

    await post(session, path)

    assert breaker.is_open is opens


async def test_a_page_in_place_of_an_answer_says_nothing_about_the_token(
    sandbox: Sandbox, session: aiohttp.ClientSession, breaker: Breaker
) -> None:
    sandbox.world.faults.answer(401, html="<html>Sign in to the proxy</html>")

    await post(session, "/channels/1/messages")

    assert not breaker.is_open


async def test_a_page_that_says_all_is_well_is_an_error(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    sandbox.world.faults.answer(200, html="<html>Log in to the Wi-Fi</html>")

    with pytest.raises(NotDiscord):
        await post(session, "/channels/1/messages")


@pytest.mark.parametrize(("scope", "opens"), [("user", True), ("global", True), ("shared", False)])
async def test_shared_limits_do_not_open_the_breaker(
    sandbox: Sandbox, session: aiohttp.ClientSession, breaker: Breaker, scope: str, opens: bool
) -> None:
    sandbox.world.faults.rate_limit(1, scope=scope, times=None)  # type: ignore[arg-type]

    await post(session, "/channels/1/messages")
    await post(session, "/channels/1/messages")

    assert breaker.is_open is opens


async def test_what_is_not_discord_is_not_heard(
    sandbox: Sandbox, session: aiohttp.ClientSession, breaker: Breaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.world.faults.answer(401, times=None)
    monkeypatch.setattr(discord.http.Route, "BASE", "https://discord.com/api/v10")

    async with session.get(f"{sandbox.api_base}/users/@me") as response:
        status = response.status

    assert (status, breaker.is_open) == (401, False)


async def test_a_thread_that_may_have_been_made_is_not_asked_for_again_by_the_library(
    sandbox: Sandbox, channels: list[Channel], session: aiohttp.ClientSession
) -> None:
    fault = sandbox.world.faults.answer(502, r"^POST /channels/\d+/threads$", times=None, after_effect=True)
    url = f"{discord.http.Route.BASE}/channels/{channels[0].id}/threads"

    with pytest.raises(discord.DiscordServerError):
        async with session.post(url, json={"name": "Between two"}):
            pass

    assert fault.struck == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/channels/1/messages", "PATCH /channels/1/messages"),
        ("/channels/1/messages/22", "PATCH /channels/1/messages/*"),
        ("/channels/1/messages/22/threads", "PATCH /channels/1/messages/*/threads"),
        ("/channels/1", "PATCH /channels/1"),
        ("/users/@me/channels", "PATCH /users/@me/channels"),
        ("/gateway", "PATCH /gateway"),
    ],
)
def test_a_bucket_is_a_kind_of_request_in_one_place(path: str, name: str) -> None:
    assert bucket("PATCH", path) == name
