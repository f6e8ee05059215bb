"""Whatever may be owed can be said."""

from bot.demo.stage import Stage
from bot.domain.deliveries import POLICIES, Kind
from bot.services.deliveries import FACTS


async def test_every_kind_of_delivery_has_a_policy_its_facts_and_a_card(stage: Stage) -> None:
    assert stage.app is not None
    wanted = set(Kind)

    missing = {
        "policy": wanted - set(POLICIES),
        "facts": wanted - set(FACTS),
        "card": wanted - set(stage.app.bot.cards),
    }

    assert missing == {"policy": set(), "facts": set(), "card": set()}, "Add what is missing: see CONTRIBUTING.md."
