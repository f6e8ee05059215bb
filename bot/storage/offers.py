"""Offers, and the index they are found by.

Every term of the index carries the community, `c10zcold` for what is offered in community 10: so a search reads what is
offered there and nothing else, however many others use the same word.
"""

from collections.abc import Iterable, Sequence

from whenever import Date

from bot.domain.offers import TERMS_VERSION, Offer, is_prefix
from bot.domain.people import Language
from bot.storage.database import Connection, Row, instant, stored

_COLUMNS = (
    "offers.id AS offer_id, offers.community_id, offers.person_id, offers.what, offers.times,"
    " offers.language AS offer_language, offers.offered_at"
)


async def add(tx: Connection, offer: Offer) -> None:
    """Keeps an offer and makes it findable in its community."""
    await tx.execute(
        "INSERT INTO offers (id, community_id, person_id, what, times, language, offered_at, terms_version)"
        " VALUES (:id, :community_id, :person_id, :what, :times, :language, :offered_at, :terms_version)",
        id=offer.id,
        community_id=offer.community_id,
        person_id=offer.person_id,
        what=offer.what,
        times=offer.times,
        language=offer.language,
        offered_at=stored(offer.offered_at),
        terms_version=TERMS_VERSION,
    )
    await _index(tx, offer)


async def reword(tx: Connection, offer: Offer) -> None:
    """Keeps the words of an offer as they are now; it is found by these, and no longer by the old ones."""
    await tx.execute(
        "UPDATE offers SET what = :what WHERE community_id = :community_id AND id = :id",
        what=offer.what,
        community_id=offer.community_id,
        id=offer.id,
    )
    await tx.execute("DELETE FROM offer_terms WHERE rowid = :id", id=offer.id)
    await _index(tx, offer)


async def remove(tx: Connection, offer: Offer) -> None:
    await tx.execute(
        "DELETE FROM offers WHERE community_id = :community_id AND id = :id",
        community_id=offer.community_id,
        id=offer.id,
    )
    await tx.execute("DELETE FROM offer_terms WHERE rowid = :id", id=offer.id)


async def index_anew(tx: Connection, most: int) -> int:
    """Gives offers whose terms are those of an older version the terms of this one; how many those were."""
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM offers WHERE terms_version < :version LIMIT :most", version=TERMS_VERSION, most=most
    )
    for offer in map(_offer, rows):
        await tx.execute("DELETE FROM offer_terms WHERE rowid = :id", id=offer.id)
        await _index(tx, offer)
        await tx.execute(
            "UPDATE offers SET terms_version = :version WHERE community_id = :community_id AND id = :id",
            version=TERMS_VERSION,
            community_id=offer.community_id,
            id=offer.id,
        )
    return len(rows)


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[Offer]:
    """What somebody offers in a community, the oldest first."""
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM offers WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY offered_at, id",
        community_id=community_id,
        person_id=person_id,
    )
    return [_offer(row) for row in rows]


async def of_members(tx: Connection, community_id: int, group_id: int | None = None) -> list[Offer]:
    """What the members of a group offer, or those of every group."""
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM offers WHERE community_id = :community_id AND person_id IN"
        " (SELECT person_id FROM memberships WHERE community_id = :community_id"
        " AND group_id = COALESCE(:group_id, group_id)) ORDER BY id",
        community_id=community_id,
        group_id=group_id,
    )
    return [_offer(row) for row in rows]


async def like(
    tx: Connection, community_id: int, stems: Sequence[str], *, but_of: int, most: int
) -> list[tuple[Offer, str, Date | None]]:
    """Offers that hold any of the stems, the likest first, each with its person's zone and last day away.

    Only of people who are in a group of the community, and none of `but_of`.
    """
    if not stems:
        return []
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS}, people.zone, members.away_until FROM offer_terms"
        " JOIN offers ON offers.id = offer_terms.rowid"
        " JOIN people ON people.id = offers.person_id"
        " LEFT JOIN members ON members.community_id = offers.community_id AND members.person_id = offers.person_id"
        " WHERE offer_terms MATCH :sought AND offers.community_id = :community_id AND offers.person_id <> :but_of"
        " AND EXISTS (SELECT 1 FROM memberships WHERE memberships.community_id = offers.community_id"
        " AND memberships.person_id = offers.person_id)"
        " ORDER BY bm25(offer_terms), offers.id LIMIT :most",
        sought=_any_of(_place(community_id), stems),
        community_id=community_id,
        but_of=but_of,
        most=most,
    )
    return [(_offer(row), row["zone"], _date(row["away_until"])) for row in rows]


async def _index(tx: Connection, offer: Offer) -> None:
    place = _place(offer.community_id)
    await tx.execute(
        "INSERT INTO offer_terms (rowid, terms) VALUES (:id, :terms)",
        id=offer.id,
        terms=" ".join(place + word for word in offer.words),
    )


def _any_of(place: str, stems: Iterable[str]) -> str:
    """Words that begin with any of the stems, or are one that is too short for that."""
    return " OR ".join(_quoted(place + stem) + (" *" if is_prefix(stem) else "") for stem in stems)


def _quoted(term: str) -> str:
    """A term as FTS5 takes it literally, whatever is in it."""
    return '"' + term.replace('"', '""') + '"'


def _place(community_id: int) -> str:
    """What the terms of a community's offers begin with; a letter ends the number."""
    return f"c{community_id}z"


def _date(text: str | None) -> Date | None:
    return Date.parse_iso(text) if text else None


def _offer(row: Row) -> Offer:
    language = row["offer_language"]
    return Offer(
        row["offer_id"],
        row["community_id"],
        row["person_id"],
        row["what"],
        row["times"],
        Language(language) if language else None,
        instant(row["offered_at"]),
    )
