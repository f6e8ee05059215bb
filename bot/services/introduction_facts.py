"""What the cards of introductions speak of."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.introductions import Introduction
from bot.domain.partners import language_of
from bot.domain.people import Language
from bot.storage import avoids, deliveries, introductions, people
from bot.storage.database import Connection

TOLD_FOR = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class IntroductionFacts:
    """An introduction, and the language in which both of its people read: the one they share, else the first's."""

    introduction: Introduction
    language: Language


async def asked_facts(tx: Connection, delivery: Delivery, now: Instant) -> IntroductionFacts | None:
    """None once it is not to be answered any more, and for somebody who would rather never be with the other. The
    other is asked all the same: that they were not would tell, and their yes stays alone as by a silence. What the
    other answered changes nothing here."""
    found = await introductions.get(tx, delivery.community_id, delivery.subject)
    if found is None or found.came_about_at or now >= found.ends_at:
        return None
    assert delivery.person_id is not None  # it goes to one person
    if found.other_than(delivery.person_id) in await avoids.of_person(tx, found.community_id, delivery.person_id):
        return None
    return await _facts(tx, found)


async def introduction_facts(tx: Connection, delivery: Delivery, _now: Instant) -> IntroductionFacts | None:
    """None unless both have said yes."""
    found = await introductions.get(tx, delivery.community_id, delivery.subject)
    return await _facts(tx, found) if found and found.came_about_at else None


async def owe_introduction_notes(tx: Connection, ids: Ids, introduction: Delivery, now: Instant) -> None:
    """Has each of the two told privately who the other is: there can be no thread for them."""
    found = await introductions.get(tx, introduction.community_id, introduction.subject)
    if found:
        await deliveries.add_all(tx, notes(ids, found, now))


def notes(ids: Ids, introduction: Introduction, now: Instant) -> list[Delivery]:
    """A word to each of the two."""
    kind, until = Kind.INTRODUCTION_NOTE, now + TOLD_FOR
    return [owed(ids, introduction, kind, now, until, person_id=each) for each in introduction.people]


def owed(
    ids: Ids, introduction: Introduction, kind: Kind, now: Instant, expires_at: Instant, *, person_id: int | None = None
) -> Delivery:
    """About an introduction; said once, or once to each person. Whoever introduces them causes the question."""
    return Delivery(
        id=ids.new(),
        community_id=introduction.community_id,
        kind=kind,
        subject=introduction.id,
        occurrence=f"person:{person_id}" if person_id else "once",
        group_id=NO_GROUP,
        person_id=person_id,
        due_at=now,
        expires_at=expires_at,
        caused_by=introduction.introducer_id if kind is Kind.INTRODUCTION_ASKED else None,
    )


async def _facts(tx: Connection, introduction: Introduction) -> IntroductionFacts:
    both = await people.of_ids(tx, introduction.people)
    return IntroductionFacts(introduction, language_of(both.values(), both[introduction.first_id].language))
