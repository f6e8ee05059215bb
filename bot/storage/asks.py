"""Asks, and who helps with them."""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.asks import Ask, AskKind, AskStage, AskState, AskWords, Help, Worked
from bot.domain.people import Language
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored
from bot.storage.gates import AT_WORK


async def add(tx: Connection, ask: Ask) -> None:
    await tx.execute(
        "INSERT INTO asks (id, community_id, person_id, kind, question, tried, able, hope, in_return, minutes,"
        " language, asked_at, state, state_at, stage, next_at, worked, ring_id)"
        " VALUES (:id, :community_id, :person_id, :kind, :question, :tried, :able, :hope, :in_return, :minutes,"
        " :language, :asked_at, :state, :state_at, :stage, :next_at, :worked, :ring_id)",
        id=ask.id,
        community_id=ask.community_id,
        person_id=ask.person_id,
        kind=ask.kind,
        question=ask.words.question,
        tried=ask.words.tried,
        able=ask.words.able,
        hope=ask.words.hope,
        in_return=ask.words.in_return,
        minutes=ask.words.minutes,
        language=ask.language,
        asked_at=stored(ask.asked_at),
        state=ask.state,
        state_at=stored(ask.state_at),
        stage=ask.stage,
        next_at=stored(ask.next_at) if ask.next_at else None,
        worked=ask.worked,
        ring_id=ask.ring_id,
    )


async def save(tx: Connection, ask: Ask) -> None:
    """Keeps how far it has come; its words stay as they were asked."""
    await tx.execute(
        "UPDATE asks SET state = :state, state_at = :state_at, stage = :stage, next_at = :next_at, worked = :worked"
        " WHERE community_id = :community_id AND id = :id",
        state=ask.state,
        state_at=stored(ask.state_at),
        stage=ask.stage,
        next_at=stored(ask.next_at) if ask.next_at else None,
        worked=ask.worked,
        community_id=ask.community_id,
        id=ask.id,
    )


async def reword(tx: Connection, ask: Ask) -> None:
    """Keeps a request in other words, and of another kind."""
    await tx.execute(
        "UPDATE asks SET question = :question, kind = :kind WHERE community_id = :community_id AND id = :id",
        question=ask.words.question,
        kind=ask.kind,
        community_id=ask.community_id,
        id=ask.id,
    )


async def by_ids(tx: Connection, community_id: int, ask_ids: Iterable[int]) -> dict[int, Ask]:
    """Return the asks of these ids, by the id; none whose words were erased."""
    wanted, values = among(set(ask_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM asks WHERE community_id = :community_id AND question <> '' AND id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return {row["id"]: ask_of(row) for row in rows}


async def get(tx: Connection, community_id: int, ask_id: int) -> Ask | None:
    """None also for one whose words were erased: it is there for what others count by it."""
    row = await tx.fetch_one(
        "SELECT * FROM asks WHERE community_id = :community_id AND id = :id AND question <> ''",
        community_id=community_id,
        id=ask_id,
    )
    return ask_of(row) if row else None


# Its card is out, or on its way. One that could not be posted stands nowhere, so its person could not close it either.
_STANDS = (
    "NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.community_id = asks.community_id"
    " AND deliveries.kind = 'ask' AND deliveries.subject = asks.id AND deliveries.state IN ('unreachable', 'expired'))"
)


async def count_open(tx: Connection, community_id: int, person_id: int) -> int:
    """How many asks of somebody's are not closed, of those that could be posted; requests, one a ring, are not
    counted."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM asks WHERE community_id = :community_id AND person_id = :person_id"
        f" AND state IN ('open', 'accepted') AND ring_id IS NULL AND {_STANDS}",
        community_id=community_id,
        person_id=person_id,
    )
    return int(row["number"]) if row else 0


async def asked_lately(tx: Connection, community_id: int, person_id: int, since: Instant) -> list[Instant]:
    """When somebody asked since then, the latest first, whatever became of it; requests of rings left out."""
    rows = await tx.fetch_all(
        "SELECT asked_at FROM asks WHERE community_id = :community_id AND person_id = :person_id"
        " AND asked_at > :since AND ring_id IS NULL ORDER BY asked_at DESC",
        community_id=community_id,
        person_id=person_id,
        since=stored(since),
    )
    return [instant(row["asked_at"]) for row in rows]


async def open_of(tx: Connection, community_id: int, person_id: int) -> list[Ask]:
    """What somebody asks that is not closed; no requests, which end with their ring."""
    rows = await tx.fetch_all(
        "SELECT * FROM asks WHERE community_id = :community_id AND person_id = :person_id"
        " AND state IN ('open', 'accepted') AND ring_id IS NULL ORDER BY id",
        community_id=community_id,
        person_id=person_id,
    )
    return [ask_of(row) for row in rows]


async def waiting_for(tx: Connection, community_id: int, person_id: int) -> list[tuple[Ask, Help]]:
    """Open asks that somebody offered to help with, and whose person has not accepted it; no requests, where an answer
    is given in words."""
    rows = await tx.fetch_all(
        "SELECT * FROM helps WHERE community_id = :community_id AND person_id = :person_id AND accepted_at IS NULL"
        " AND ask_id IN (SELECT id FROM asks WHERE community_id = :community_id AND state IN ('open', 'accepted')"
        " AND ring_id IS NULL) ORDER BY id",
        community_id=community_id,
        person_id=person_id,
    )
    offered = [help_of(row) for row in rows]
    found = [(await get(tx, community_id, help.ask_id), help) for help in offered]
    return [(ask, help) for ask, help in found if ask]


async def asked_since(tx: Connection, community_id: int, person_id: int, question: str, since: Instant) -> Ask | None:
    """The open ask of somebody's with these very words, if they asked it lately and it could be posted."""
    row = await tx.fetch_one(
        "SELECT * FROM asks WHERE community_id = :community_id AND person_id = :person_id AND asked_at >= :since"
        f" AND question = :question AND state = 'open' AND ring_id IS NULL AND {_STANDS} ORDER BY id DESC LIMIT 1",
        community_id=community_id,
        person_id=person_id,
        since=stored(since),
        question=question,
    )
    return ask_of(row) if row else None


async def due_for_care(tx: Connection, now: Instant, most: int) -> list[Ask]:
    """Asks of every community whose next step has come, the earliest first."""
    rows = await tx.fetch_all(
        f"SELECT * FROM asks WHERE next_at <= :now AND {AT_WORK} ORDER BY next_at, id LIMIT :most",
        now=stored(now),
        most=most,
    )
    return [ask_of(row) for row in rows]


async def next_care(tx: Connection) -> Instant | None:
    row = await tx.fetch_one(f"SELECT MIN(next_at) AS earliest FROM asks WHERE next_at IS NOT NULL AND {AT_WORK}")
    return instant_or_none(row["earliest"]) if row else None


async def looking_for_help(tx: Connection, community_id: int, group_id: int, most: int) -> tuple[list[int], int]:
    """The ids of posted asks with which nobody's help is accepted yet, and how many there are: first those that nobody
    has offered help with, of these those of the group's members, the oldest first. Of requests only those that were
    made in the group, and have no answer."""
    rows = await tx.fetch_all(
        "SELECT asks.id, COUNT(*) OVER () AS number FROM asks"
        " WHERE asks.community_id = :community_id AND asks.state = 'open' AND (asks.ring_id IS NULL OR (asks.ring_id IN"
        " (SELECT id FROM rings WHERE group_id = :group_id AND next_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM helps WHERE helps.ask_id = asks.id))) AND EXISTS (SELECT 1 FROM deliveries"
        " WHERE deliveries.kind = 'ask' AND deliveries.subject = asks.id AND deliveries.state = 'delivered')"
        " ORDER BY EXISTS (SELECT 1 FROM helps WHERE helps.ask_id = asks.id),"
        " NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.group_id = :group_id"
        " AND memberships.person_id = asks.person_id), asks.asked_at, asks.id LIMIT :most",
        community_id=community_id,
        group_id=group_id,
        most=most,
    )
    return [row["id"] for row in rows], rows[0]["number"] if rows else 0


async def add_help(tx: Connection, help: Help) -> bool:
    """False if the person had offered theirs before."""
    return bool(
        await tx.execute(
            "INSERT INTO helps (id, community_id, ask_id, person_id, introduction_id, text, offered_at, accepted_at)"
            " VALUES (:id, :community_id, :ask_id, :person_id, :introduction_id, :text, :offered_at, :accepted_at)"
            " ON CONFLICT (ask_id, person_id) DO NOTHING",
            id=help.id,
            community_id=help.community_id,
            ask_id=help.ask_id,
            person_id=help.person_id,
            introduction_id=help.introduction_id,
            text=help.text,
            offered_at=stored(help.offered_at),
            accepted_at=stored(help.accepted_at) if help.accepted_at else None,
        )
    )


async def answer(tx: Connection, help: Help) -> None:
    """Somebody who had offered help before answers in words."""
    await tx.execute(
        "UPDATE helps SET text = :text WHERE community_id = :community_id AND id = :id",
        text=help.text,
        community_id=help.community_id,
        id=help.id,
    )


async def get_help(tx: Connection, community_id: int, help_id: int) -> Help | None:
    row = await tx.fetch_one(
        "SELECT * FROM helps WHERE community_id = :community_id AND id = :id", community_id=community_id, id=help_id
    )
    return help_of(row) if row else None


async def come_by_introduction(tx: Connection, help: Help) -> None:
    """Somebody who had offered help before is brought by an introduction, and with it accepted."""
    await tx.execute(
        "UPDATE helps SET introduction_id = :introduction_id, accepted_at = COALESCE(accepted_at, :accepted_at)"
        " WHERE community_id = :community_id AND ask_id = :ask_id AND person_id = :person_id",
        introduction_id=help.introduction_id,
        accepted_at=stored(help.accepted_at) if help.accepted_at else None,
        community_id=help.community_id,
        ask_id=help.ask_id,
        person_id=help.person_id,
    )


async def accept_help(tx: Connection, help: Help, now: Instant) -> bool:
    """False if it was accepted before."""
    return bool(
        await tx.execute(
            "UPDATE helps SET accepted_at = :now"
            " WHERE community_id = :community_id AND id = :id AND accepted_at IS NULL",
            now=stored(now),
            community_id=help.community_id,
            id=help.id,
        )
    )


async def remove_help(tx: Connection, help: Help) -> None:
    await tx.execute(
        "DELETE FROM helps WHERE community_id = :community_id AND id = :id",
        community_id=help.community_id,
        id=help.id,
    )


async def helps_of(tx: Connection, community_id: int, ask_id: int) -> Sequence[Help]:
    """Who offered help, the first first."""
    return (await helps_of_all(tx, community_id, [ask_id])).get(ask_id, [])


async def helps_of_all(tx: Connection, community_id: int, ask_ids: Iterable[int]) -> dict[int, list[Help]]:
    """Return what `helps_of` does of several asks at once, by the ask."""
    wanted, values = among(set(ask_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM helps WHERE community_id = :community_id AND ask_id IN {wanted} ORDER BY offered_at, id",
        community_id=community_id,
        **values,
    )
    found: dict[int, list[Help]] = {}
    for row in rows:
        found.setdefault(row["ask_id"], []).append(help_of(row))
    return found


def ask_of(row: Row) -> Ask:
    return Ask(
        id=row["id"],
        community_id=row["community_id"],
        person_id=row["person_id"],
        kind=AskKind(row["kind"]),
        words=AskWords(row["question"], row["tried"], row["able"], row["hope"], row["minutes"], row["in_return"]),
        language=Language(row["language"]),
        asked_at=instant(row["asked_at"]),
        state=AskState(row["state"]),
        state_at=instant(row["state_at"]),
        stage=AskStage(row["stage"]),
        next_at=instant_or_none(row["next_at"]),
        worked=Worked(row["worked"]) if row["worked"] else None,
        ring_id=row["ring_id"],
    )


def help_of(row: Row) -> Help:
    return Help(
        id=row["id"],
        community_id=row["community_id"],
        ask_id=row["ask_id"],
        person_id=row["person_id"],
        offered_at=instant(row["offered_at"]),
        text=row["text"],
        introduction_id=row["introduction_id"],
        accepted_at=instant_or_none(row["accepted_at"]),
    )
