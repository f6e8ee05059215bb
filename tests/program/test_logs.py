"""What the log may not hold, at any level: what people wrote, and the tokens with which they are answered."""

from pathlib import Path

from bot.demo.month import commit, make_group
from tests.program.program import READY, started
from tests.staging import staged

WORD = "Persimmon"


async def test_no_words_and_no_tokens_are_logged_even_at_debug(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.stop_bot()
        async with started(tmp_path, stage.sandbox, LOG__LEVEL="DEBUG") as program:
            await program.says(READY)
            await stage.sandbox.bot_connected()
            await make_group(stage)
            await commit(stage.grace, "project", what=f"Sell one {WORD}")
            await stage.grace.slash("group join", name=f"{WORD} growers")
            program.stop()
            code, _ = await program.ends()

    tokens = [interaction.token for interaction in stage.sandbox.world.interactions.values()]
    assert (code, WORD in program.said, [token for token in tokens if token in program.said]) == (0, False, [])
    assert tokens
