"""Offers, and the index they are found by: folded words in `terms`, and one term for the community in `place`."""

from collections.abc import Iterable, Sequence

from whenever import Date

from bot.domain.offers import Offer, is_prefix
from bot.domain.people import Language
from bot.storage.database import Connection, Row, instant, stored

_COLUMNS = (
    "offers.id AS offer_id, offers.community_id, offers.person_id, offers.what, offers.times,"
    " offers.language AS offer_language, offers.offered_at"
)


async def add(tx: Connection, offer: Offer) -> None:
    """Keeps an offer and makes it findable in its community."""
    await tx.execute(
        "INSERT INTO offers (id, community_id, person_id, what, times, language, offered_at)"
        " VALUES (:id, :community_id, :person_id, :what, :times, :language, :offered_at)",
        id=offer.id,
        community_id=offer.community_id,
        person_id=offer.person_id,
        what=offer.what,
        times=offer.times,
        language=offer.language,
        offered_at=stored(offer.offered_at),
    )
    await tx.execute(
        "INSERT INTO offer_terms (rowid, place, terms) VALUES (:id, :place, :terms)",
        id=offer.id,
        place=_community(offer.community_id),
        terms=" ".join(offer.words),
    )


async def reword(tx: Connection, offer: Offer) -> None:
    """Keeps the words of an offer as they are now; it is found by these, and no longer by the old ones."""
    await tx.execute(
        "UPDATE offers SET what = :what WHERE community_id = :community_id AND id = :id",
        what=offer.what,
        community_id=offer.community_id,
        id=offer.id,
    )
    await tx.execute(
        "UPDATE offer_terms SET terms = :terms WHERE rowid = :id", terms=" ".join(offer.words), id=offer.id
    )


async def remove(tx: Connection, offer: Offer) -> None:
    await tx.execute(
        "DELETE FROM offers WHERE community_id = :community_id AND id = :id",
        community_id=offer.community_id,
        id=offer.id,
    )
    await tx.execute("DELETE FROM offer_terms WHERE rowid = :id", id=offer.id)


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
        " ORDER BY bm25(offer_terms, 0.0, 1.0), offers.id LIMIT :most",
        sought=f"place : {_quoted(_community(community_id))} AND terms : ({_any_of(stems)})",
        community_id=community_id,
        but_of=but_of,
        most=most,
    )
    return [(_offer(row), row["zone"], _date(row["away_until"])) for row in rows]


def _any_of(stems: Iterable[str]) -> str:
    return " OR ".join(f"{_quoted(stem)} *" if is_prefix(stem) else _quoted(stem) for stem in stems)


def _quoted(term: str) -> str:
    """A term as FTS5 takes it literally, whatever is in it."""
    return '"' + term.replace('"', '""') + '"'


def _community(community_id: int) -> str:
    return f"c{community_id}"


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
