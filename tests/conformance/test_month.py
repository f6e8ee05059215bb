"""The demo's month, from its first login to its last digest, is as Discord's specification has it."""

from __future__ import annotations

from pathlib import Path

from bot.demo.month import play_month
from bot.demo.stage import on_stage
from sandbox import Sandbox
from tests.conformance.watching import Watcher

OF_A_MONTH = {
    "bulk_set_application_commands",
    "create_dm",
    "create_interaction_response",
    "create_message",
    "create_thread_from_message",
    "update_message",
}


async def test_a_month_of_the_demo_departs_from_the_specification_nowhere(tmp_path: Path, watcher: Watcher) -> None:
    Sandbox.starting.append(watcher.watch)
    try:
        async with on_stage(tmp_path / "trellis.db") as stage:
            await play_month(stage)
    finally:
        Sandbox.starting.remove(watcher.watch)

    found = watcher.take()
    told = f"{sorted(found.operations)}, {sorted(found.events)}, {found.seconds / found.checks * 1e6:.0f} µs a check"
    assert ([str(violation) for violation in found.violations], OF_A_MONTH - found.operations) == ([], set()), told
