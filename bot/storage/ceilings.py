"""What one person has lately caused another to hear, read where deliveries are born, so that no kind can do without."""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.ceilings import HEARD_WITHIN, SAID_AGAIN_AFTER, Word, room_at, within_ceiling
from bot.domain.deliveries import Delivery, Kind, Reason
from bot.domain.errors import HeardEnough
from bot.storage.database import Connection, among, instant, stored

_REMEMBERED = max(HEARD_WITHIN, SAID_AGAIN_AFTER)
_CAUSED = (
    "SELECT caused_by AS by_id, person_id AS to_id, kind, subject, due_at,"
    " state IN ('scheduled', 'waiting') AS is_ahead FROM deliveries"
    " WHERE community_id = :community_id AND caused_by IN {who} AND person_id IS NOT NULL AND due_at > :since"
    " AND state NOT IN ('cancelled', 'merged')"
)
_RESPONDED = (
    "SELECT responses.person_id AS by_id, check_ins.person_id AS to_id, 'response' AS kind, responses.id AS subject,"
    " responses.created_at AS due_at, 0 AS is_ahead FROM responses"
    " JOIN check_ins ON check_ins.id = responses.check_in_id"
    " WHERE responses.community_id = :community_id AND responses.person_id IN {who} AND responses.created_at > :since"
)


async def in_turn(tx: Connection, owed: Iterable[Delivery]) -> list[Delivery]:
    """The deliveries as they may be owed: each that another person causes with the moment of its turn.

    Part of the transaction in which they are born. HeardEnough; ValueError for one that does not say who causes it.
    """
    owed = list(owed)
    if not (caused := [each for each in owed if each.is_anothers_doing]):
        return owed
    words = await _words(tx, caused)
    placed = []
    for delivery in owed:
        if delivery.is_anothers_doing:
            delivery = within_ceiling(delivery, [each for each in words if _is_of_the_two(each, delivery)])
            words.append(_word(delivery))
        placed.append(delivery)
    return placed


async def overtake(tx: Connection, wished: Delivery, born: Delivery) -> None:
    """Ends what still waited for its turn to say what this one, born for a later turn, says by then."""
    if wished.due_at == born.due_at:
        return
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = :reason, finished_at = :now"
        " WHERE community_id = :community_id AND person_id = :person_id AND caused_by = :caused_by AND kind = :kind"
        " AND subject = :subject AND id <> :id AND state IN ('scheduled', 'waiting') AND due_at > :now",
        reason=Reason.NO_LONGER_NEEDED,
        now=stored(wished.due_at),
        community_id=born.community_id,
        person_id=born.person_id,
        caused_by=born.caused_by,
        kind=born.kind,
        subject=born.subject,
        id=born.id,
    )


async def must_have_room(tx: Connection, community_id: int, by_id: int, to_id: int, now: Instant) -> None:
    """HeardEnough where one person has caused another to hear as much as they may by now."""
    words = await _said(tx, community_id, [by_id], now)
    again_at = room_at([each.due_at for each in words if each.to_id == to_id], now)
    if again_at > now:
        raise HeardEnough(to_id, again_at)


async def _words(tx: Connection, caused: Sequence[Delivery]) -> list[Word]:
    community_id = caused[0].community_id
    assert all(each.community_id == community_id for each in caused)  # one person's doing is in one community
    by_ids = {each.caused_by for each in caused if each.caused_by is not None}
    return await _said(tx, community_id, by_ids, min(each.due_at for each in caused))


async def _said(tx: Connection, community_id: int, by_ids: Iterable[int], now: Instant) -> list[Word]:
    who, values = among(by_ids)
    rows = await tx.fetch_all(
        f"{_CAUSED.format(who=who)} UNION ALL {_RESPONDED.format(who=who)}",
        community_id=community_id,
        since=stored(now - _REMEMBERED),
        **values,
    )
    return [
        Word(
            row["by_id"],
            row["to_id"],
            Kind(row["kind"]),
            row["subject"],
            instant(row["due_at"]),
            is_ahead=bool(row["is_ahead"]),
        )
        for row in rows
    ]


def _is_of_the_two(word: Word, delivery: Delivery) -> bool:
    return (word.by_id, word.to_id) == (delivery.caused_by, delivery.person_id)


def _word(delivery: Delivery) -> Word:
    assert delivery.caused_by is not None and delivery.person_id is not None  # it is another's doing
    return Word(delivery.caused_by, delivery.person_id, delivery.kind, delivery.subject, delivery.due_at, is_ahead=True)
