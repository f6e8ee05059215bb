"""What goes through every kind of delivery finds one of each."""

from bot.domain.deliveries import Kind
from tests.cogs.every_card import EXAMPLES


def test_every_kind_of_delivery_has_an_example() -> None:
    assert set(EXAMPLES) == set(Kind), "Add what its card speaks of to tests/cogs/every_card.py."
