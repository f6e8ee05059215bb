"""Every kind of message is known by whose words it carries (V2, A8)."""

from bot.domain.deliveries import POLICIES, Kind, Place
from bot.domain.privacy import CARRIES, Piece, kinds_with


def test_of_every_kind_of_delivery_it_is_said_what_it_carries() -> None:
    assert set(CARRIES) == set(Kind), "Name what it carries in bot/domain/privacy.py, or Piece.NOTHING."


def test_an_edit_carries_what_the_message_carries_that_it_goes_onto() -> None:
    edits = {kind: policy.edits for kind, policy in POLICIES.items() if policy.edits is not None}

    assert {kind: CARRIES[kind] for kind in edits} == {kind: CARRIES[onto] for kind, onto in edits.items()}


def test_only_messages_of_their_own_are_looked_for() -> None:
    found = [kind for piece in Piece for kind in kinds_with(piece)]

    assert sorted(found) == sorted(kind for kind in Kind if POLICIES[kind].place is not Place.EDIT)
