"""The proposals a lead looks at, as they were when somebody first looked. Nothing is made from them."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.pairing import Proposal
from bot.storage.database import Connection

_NOBODY = 0  # the place of those who are left out


async def of_group(tx: Connection, community_id: int, group_id: int) -> list[Proposal]:
    """Return the proposals kept for a group's coming round, the first first; none before anybody has looked."""
    rows = await tx.fetch_all(
        "SELECT number, place, person_id FROM pair_proposals"
        " WHERE community_id = :community_id AND group_id = :group_id ORDER BY number, place, person_id",
        community_id=community_id,
        group_id=group_id,
    )
    found: dict[int, dict[int, list[int]]] = {}
    for row in rows:
        found.setdefault(row["number"], {}).setdefault(row["place"], []).append(row["person_id"])
    return [
        Proposal(
            tuple(tuple(some) for place, some in places.items() if place != _NOBODY), tuple(places.get(_NOBODY, ()))
        )
        for places in found.values()
    ]


async def keep(tx: Connection, community_id: int, group_id: int, made: Sequence[Proposal]) -> None:
    """Keep the proposals for a group's coming round. Part of a transaction that has found none."""
    await tx.execute_many(
        "INSERT INTO pair_proposals (community_id, group_id, number, place, person_id)"
        " VALUES (:community_id, :group_id, :number, :place, :person_id)",
        [
            {
                "community_id": community_id,
                "group_id": group_id,
                "number": number,
                "place": place,
                "person_id": person_id,
            }
            for number, proposal in enumerate(made)
            for place, person_id in _places(proposal)
        ],
    )


async def forget(tx: Connection, community_id: int, group_id: int) -> None:
    await tx.execute(
        "DELETE FROM pair_proposals WHERE community_id = :community_id AND group_id = :group_id",
        community_id=community_id,
        group_id=group_id,
    )


def _places(proposal: Proposal) -> Iterator[tuple[int, int]]:
    groups: Iterable[Sequence[int]] = [proposal.left_out, *proposal.together]
    return ((place, person_id) for place, some in enumerate(groups) for person_id in some)
