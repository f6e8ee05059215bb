"""What can be owed can be said."""

from bot.demo.stage import Stage
from bot.domain.deliveries import POLICIES, Kind
from bot.services.deliveries import FACTS


async def test_every_kind_of_delivery_has_a_policy_facts_and_a_card(stage: Stage) -> None:
    assert stage.app is not None
    assert set(POLICIES) == set(FACTS) == set(stage.app.bot.cards) == set(Kind)
