"""`make try HISTORY=1`: the town opens after three weeks."""

from pathlib import Path

from bot.demo.town import open_town
from tests.e2e.acting import digests, prompts


async def test_the_town_opens_with_three_weeks_behind_it_pairs_and_an_ask_in_their_threads(tmp_path: Path) -> None:
    async with open_town(tmp_path / "trellis.db", history=True, frozen=True) as stage:
        threads = list(stage.guild.threads.values())

        assert [len(prompts(stage)), len(digests(stage))] == [3, 3]
        assert [sum(thread.private for thread in threads), sum(not thread.private for thread in threads)] == [6, 4]
