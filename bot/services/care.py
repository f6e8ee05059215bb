"""Two days before a round ends: did you meet, and a word to the partner of who has not answered."""

from collections.abc import Collection

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.partners import Pairing, PairKind
from bot.domain.rounds import Round


def owed_care(
    ids: Ids, round: Round, pairs: Collection[Pairing], silent: Collection[int], answered: Collection[int]
) -> list[Delivery]:
    """A question into each pair's thread, and for each who has answered one card about their partners who have not.

    The silent one hears nothing more: a human may ask, the bot has asked.
    """
    owed = [_owed(ids, round, Kind.MET, pairing) for pairing in pairs]
    for pairing in pairs:
        if pairing.kind is PairKind.GROUP and set(pairing.person_ids) & set(silent):
            giving = [each for each in pairing.person_ids if each in answered]
            owed += [_owed(ids, round, Kind.PARTNER_CARD, pairing, each) for each in giving]
    return owed


def _owed(ids: Ids, round: Round, kind: Kind, pairing: Pairing, person_id: int | None = None) -> Delivery:
    assert round.next_at is not None  # a round whose step is taken has one
    return Delivery(
        id=ids.new(),
        community_id=round.community_id,
        kind=kind,
        subject=pairing.id,
        occurrence=f"person:{person_id}" if person_id else "once",
        group_id=pairing.group_id,
        person_id=person_id,
        due_at=round.next_at,
        expires_at=round.digest_at,
    )
