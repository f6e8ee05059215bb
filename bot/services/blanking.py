"""Taking words off messages that are out: each is owed once more, and says what is left of it to say."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind, Place, State
from bot.domain.ids import Ids
from bot.domain.people import Language
from bot.storage import deliveries, groups, people, words
from bot.storage.database import Connection

WRITTEN_AFTER = TimeDelta(seconds=3)  # by then every press was answered, so this is the last word
KEPT = TimeDelta(hours=24 * 90)  # longer than any outage: words that somebody took back must not stay

FactsLoader = Callable[[Connection, Delivery, Instant], Awaitable[object | None]]


@dataclass(frozen=True)
class Blanked:
    """A message that carried words which are gone. `anew` are the facts of what it says without them; None where
    nothing is left to say. `is_on_its_way`: it may still come out as it was."""

    posted: Delivery
    anew: object | None
    language: Language
    is_on_its_way: bool


async def owe_blanking(
    tx: Connection, ids: Ids, carrying: Iterable[Delivery], language: Language, now: Instant
) -> None:
    """Has these messages written anew, each in the language it was written in; in `language` where that is not known.

    Owed in the transaction in which the words go, so no crash leaves any behind.
    """
    owed = []
    for posted in {each.id: each for each in carrying}.values():
        spoken = await _language_of(tx, posted) or language
        at = now + WRITTEN_AFTER
        owed.append(
            Delivery(
                id=ids.new(),
                community_id=posted.community_id,
                kind=Kind.BLANKED,
                subject=posted.id,
                occurrence=f"{spoken}:{ids.new()}",
                group_id=posted.group_id,
                person_id=None,
                due_at=at,
                expires_at=at + KEPT,
            )
        )
    await deliveries.add_all(tx, owed)


def facts_by(loaders: Mapping[Kind, FactsLoader]) -> FactsLoader:
    """What reads the facts of `Kind.BLANKED`: those of the message it is about, as they stand now.

    A message to somebody who was forgotten has nobody any more whom it could speak to, so nothing is left of it.
    """

    async def blanked_facts(tx: Connection, delivery: Delivery, now: Instant) -> Blanked | None:
        found = await words.find_posted(tx, delivery.community_id, delivery.subject)
        if found is None:
            return None
        posted, state = found
        is_nobodys = posted.policy.place is Place.PERSON and posted.person_id is None
        anew = None if is_nobodys else await loaders[posted.kind](tx, posted, now)
        spoken, _, _ = delivery.occurrence.partition(":")
        return Blanked(posted, anew, Language(spoken), state in (State.SCHEDULED, State.CLAIMED))

    return blanked_facts


async def _language_of(tx: Connection, posted: Delivery) -> Language | None:
    if posted.person_id is not None:
        person = await people.get(tx, posted.person_id)
        return person.language if person else None
    group = await groups.get(tx, posted.community_id, posted.group_id)
    return Language(group.language) if group else None
