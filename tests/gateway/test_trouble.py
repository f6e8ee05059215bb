"""Under load and in trouble: many prompts at once, refusals in a row, a token that was reset."""

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.demo.month import commit, make_group
from bot.gateway.client import HANDLER_TASKS
from sandbox.protocol.faults import RestFault
from sandbox.protocol.ratelimits import RateLimits
from tests.gateway.town import MESSAGES, PROMPTS_AT, Town, town
from tests.staging import staged

NO_QUEUE = {"at_once": 1}


def refusing(place: Town, status: int, *, code: int = 0) -> RestFault:
    """Refuses every message from now on."""
    return place.sandbox.world.faults.answer(status, MESSAGES, times=None, code=code)


async def test_sixty_prompts_at_one_minute_all_go_out_and_meet_no_limit(tmp_path: Path) -> None:
    async with town(tmp_path, groups=60, limits=RateLimits.discord()) as place:
        await place.sandbox.clock.advance_to(PROMPTS_AT)

        journal = place.sandbox.world.journal
        assert (len(journal.of("thread_created")), journal.of("refused")) == (60, [])
        assert place.prompts() == [("delivered", "sent")] * 60


async def test_refusals_in_a_row_stop_what_nobody_waits_for(tmp_path: Path) -> None:
    async with town(tmp_path, groups=6, discord={"invalid_requests_most": 15}, delivery=NO_QUEUE) as place:
        fault = refusing(place, 403, code=50013)
        with capture_logs() as logs:
            await place.sandbox.clock.advance_to(PROMPTS_AT)

        assert fault.struck == 3
        assert place.prompts() == [("scheduled", "busy")] * 3 + [("unreachable", "no_access")] * 3
        # A fifth of what would hold up all holds up the one server that refuses.
        held = [entry["event"] for entry in logs if entry["event"].startswith("breaker.")]
        assert held == ["breaker.community_waits"]


async def test_a_token_reset_while_running_stops_sending_at_once_and_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, groups=6, delivery=NO_QUEUE) as place:
        fault = refusing(place, 401)
        with capture_logs() as logs:
            await place.sandbox.clock.advance_to(PROMPTS_AT)

        told = [(entry["event"], entry["log_level"]) for entry in logs if entry["event"].startswith("breaker.")]
        assert (fault.struck, told) == (1, [("breaker.token_refused", "critical")])
        assert place.prompts() == [("scheduled", "busy")] * 6


async def test_people_are_answered_while_the_breaker_is_open(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await make_group(stage)
        await commit(stage.grace, "project", what="Ask one open question")
        stage.sandbox.world.faults.answer(401, MESSAGES, times=1)
        await stage.settle()

        listed = await stage.grace.slash("experiment list")

        assert listed.text.count("Ask one open question") == 1


@pytest.mark.parametrize("scope", ["global", "shared"])
async def test_a_limit_on_everything_holds_everything_until_it_is_over(tmp_path: Path, scope: str) -> None:
    async with town(tmp_path, groups=12, delivery=NO_QUEUE) as place:
        place.sandbox.world.faults.rate_limit(0.3, MESSAGES, scope=scope, header_retry_after=1)  # type: ignore[arg-type]
        sent: list[float] = []
        loop = asyncio.get_running_loop()
        place.sandbox.world.journal.watch(
            lambda entry: sent.append(loop.time()) if entry.kind == "message_created" else None
        )
        began = loop.time()

        await place.sandbox.clock.advance_to(PROMPTS_AT)

        # The one that was refused tries again by itself; all others wait for what the header says.
        assert place.prompts() == [("delivered", "sent")] * 12
        assert min(sent[1:]) - began >= 0.99


@pytest.mark.parametrize("kind", [MESSAGES, r"^POST /channels/\d+/messages/\d+/threads$"])
async def test_nothing_that_is_sent_unasked_sleeps_out_a_limit_of_minutes(tmp_path: Path, kind: str) -> None:
    async with town(tmp_path, groups=1) as place:
        place.sandbox.world.faults.rate_limit(600, kind)
        async with asyncio.timeout(30):
            await place.sandbox.clock.advance_to(PROMPTS_AT)
        early = place.prompts()
        await place.sandbox.clock.advance(minutes=10)

        assert early == [("scheduled", "busy")]
        assert place.prompts()[0][0] == "delivered"


async def test_no_answer_to_a_person_sleeps_out_a_limit_of_minutes(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await make_group(stage)
        assert stage.app is not None
        stage.sandbox.world.faults.rate_limit(600, "^POST /interactions/", times=None)
        begun = asyncio.create_task(stage.app.bot.wait_for("interaction", timeout=30))
        asking = asyncio.create_task(stage.grace.slash("group list"))
        await begun

        await stage.app.bot.finish_handling(30)

        running = [task.get_name() for task in asyncio.all_tasks()]
        assert [name for name in running if name.startswith(HANDLER_TASKS)] == []
        asking.cancel()
        await asyncio.wait([asking])
