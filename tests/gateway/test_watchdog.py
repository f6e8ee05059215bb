"""The reconnect trap: a resume address where nobody answers."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.gateway.watchdog import Watchdog
from sandbox.protocol.journal import Entry
from tests.gateway.town import PROMPTS_AT, town


def is_new_session(entry: Entry) -> bool:
    return entry.kind == "session_ready"


@pytest.mark.parametrize(
    "patience",
    [{"resume_attempts": 1, "resume_seconds": 60}, {"resume_attempts": 100, "resume_seconds": 0.2}],
    ids=["by attempts", "by seconds"],
)
async def test_a_session_that_cannot_be_resumed_is_given_up_for_a_new_one(
    tmp_path: Path, patience: dict[str, float]
) -> None:
    async with town(tmp_path, groups=1, discord=patience) as place:
        world = place.sandbox.world
        world.faults.fail_resume_url(times=None)
        with capture_logs() as logs:
            world.faults.ask_reconnect()
            await world.journal.wait_for(is_new_session, timeout=20)
        await place.sandbox.clock.advance_to(PROMPTS_AT)

        assert [entry["event"] for entry in logs if entry["event"].startswith("gateway.")] == [
            "gateway.session_given_up"
        ]
        assert (place.prompts(), place.app.gateway.done()) == ([("delivered", "sent")], False)


async def test_a_session_that_can_be_resumed_is_kept(tmp_path: Path) -> None:
    async with town(tmp_path, groups=0, discord={"resume_attempts": 2}) as place:
        journal = place.sandbox.world.journal
        for _ in range(3):
            place.sandbox.world.faults.ask_reconnect()
            await journal.wait_for(lambda entry: entry.kind == "session_resumed")

        assert len(journal.of("session_ready")) == 1


async def test_a_second_session_that_is_lost_is_given_up_as_well(tmp_path: Path) -> None:
    async with town(tmp_path, groups=0, discord={"resume_attempts": 1}) as place:
        world = place.sandbox.world
        world.faults.fail_resume_url(times=None)
        for _ in range(2):
            world.faults.ask_reconnect()
            await world.journal.wait_for(is_new_session, timeout=20)

        assert len(world.journal.of("session_ready")) == 3


async def test_before_the_first_session_there_is_nothing_to_give_up() -> None:
    watchdog = Watchdog(attempts=1, seconds=60)

    for _ in range(5):
        await watchdog.disconnected()

    assert not watchdog.is_barking


async def test_it_barks_at_the_failure_that_is_one_too_many() -> None:
    watchdog = Watchdog(attempts=3, seconds=60)
    await watchdog.connected()

    barking = []
    for _ in range(4):
        await watchdog.disconnected()
        barking.append(watchdog.is_barking)
    watchdog.reset()

    assert (barking, watchdog.is_barking) == ([False, False, False, True], False)
