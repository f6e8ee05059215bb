"""The deliveries of many subjects at once, each of a kind that is said once about its subject."""

from collections.abc import Iterable

from bot.domain.deliveries import Delivery, Kind, State
from bot.storage.database import Connection, among
from bot.storage.deliveries import delivery_of


async def of_subjects(
    tx: Connection, community_id: int, kind: Kind, subjects: Iterable[int]
) -> dict[int, tuple[Delivery, State]]:
    """Return what `deliveries.find` does of several subjects at once, by the subject."""
    wanted, values = among(set(subjects))
    rows = await tx.fetch_all(
        f"SELECT * FROM deliveries WHERE community_id = :community_id AND kind = :kind AND subject IN {wanted}"
        " ORDER BY id DESC",  # so that the first stays
        community_id=community_id,
        kind=kind,
        **values,
    )
    return {row["subject"]: (delivery_of(row), State(row["state"])) for row in rows}
