"""Two days before a round ends: did you meet, and a word to the partner of who has not answered."""

from collections.abc import Collection

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.partners import Pairing, PairKind
from bot.domain.rounds import Round
from bot.services.steps import owed_by_step


def owed_care(
    ids: Ids, round: Round, pairs: Collection[Pairing], silent: Collection[int], answered: Collection[int]
) -> list[Delivery]:
    """A question into each pair's thread, and for each who has answered one card about their partners who have not.

    The silent one hears nothing more: a human may ask, the bot has asked.
    """
    owed = [owed_by_step(ids, round, Kind.MET, round.digest_at, subject=pairing.id) for pairing in pairs]
    for pairing in pairs:
        if pairing.kind is PairKind.GROUP and set(pairing.person_ids) & set(silent):
            giving = [each for each in pairing.person_ids if each in answered]
            owed += [
                owed_by_step(ids, round, Kind.PARTNER_CARD, round.digest_at, subject=pairing.id, person_id=each)
                for each in giving
            ]
    return owed
