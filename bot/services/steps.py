"""What a step of a round causes."""

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.rounds import Round


def owed_by_step(
    ids: Ids, round: Round, kind: Kind, expires_at: Instant, *, subject: int | None = None, person_id: int | None = None
) -> Delivery:
    """About the round itself unless `subject` names something of it; said once, or once to each person.

    Due at the moment of the step, also when it is taken late, so that a late digest precedes a late prompt.
    """
    assert round.next_at is not None  # a round whose step is taken has one
    return Delivery(
        id=ids.new(),
        community_id=round.community_id,
        kind=kind,
        subject=round.id if subject is None else subject,
        occurrence=f"person:{person_id}" if person_id else "once",
        group_id=round.group_id,
        person_id=person_id,
        due_at=round.next_at,
        expires_at=expires_at,
    )
