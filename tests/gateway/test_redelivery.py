"""An interaction that Discord delivers twice has one result."""

from pathlib import Path

from bot.demo.month import answer, commit, make_group
from bot.gateway.tree import REMEMBERED_INTERACTIONS, Heard
from tests.staging import staged


async def test_commands_forms_and_buttons_delivered_twice_act_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.sandbox.world.faults.duplicate("INTERACTION_CREATE", times=None)
        await make_group(stage)
        await commit(stage.grace, "project", what="Ask one open question")
        await stage.clock.advance(days=4)
        await answer(stage.grace, "tried", learned="People like to be asked")
        await stage.settle()
        listed = await stage.grace.slash("experiment list")

        assert listed.text.count("Ask one open question") == 1
        assert stage.sandbox.world.journal.of("refused") == []


def test_only_the_latest_interactions_are_remembered() -> None:
    heard = Heard()
    for interaction_id in range(REMEMBERED_INTERACTIONS + 1):
        heard.first_time(interaction_id)

    assert [heard.first_time(0), heard.first_time(REMEMBERED_INTERACTIONS)] == [True, False]
