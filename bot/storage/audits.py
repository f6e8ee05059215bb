"""What was changed, by whom, the newest first."""

import json
from typing import Any

from bot.domain.audit import Action, Audit, Fact, Facts, Sought, Subject
from bot.storage.database import Connection, Row, instant, stored


async def add(tx: Connection, audit: Audit) -> None:
    await tx.execute(
        "INSERT INTO audits"
        " (id, community_id, actor_id, action, group_id, person_id, before_facts, after_facts, at)"
        " VALUES (:id, :community_id, :actor_id, :action, :group_id, :person_id, :before, :after, :at)",
        id=audit.id,
        community_id=audit.community_id,
        actor_id=audit.actor_id,
        action=audit.action,
        group_id=audit.subject.group_id,
        person_id=audit.subject.person_id,
        before=_written(audit.before),
        after=_written(audit.after),
        at=stored(audit.at),
    )


async def count(tx: Connection, community_id: int, sought: Sought) -> int:
    wanted, values = _wanted(sought)
    row = await tx.fetch_one(
        f"SELECT COUNT(*) AS found FROM audits WHERE community_id = :community_id{wanted}",
        community_id=community_id,
        **values,
    )
    return int(row["found"]) if row else 0


async def page(tx: Connection, community_id: int, sought: Sought, *, skip: int, most: int) -> list[Audit]:
    """The newest first."""
    wanted, values = _wanted(sought)
    rows = await tx.fetch_all(
        f"SELECT * FROM audits WHERE community_id = :community_id{wanted} ORDER BY id DESC LIMIT :most OFFSET :skip",
        community_id=community_id,
        most=most,
        skip=skip,
        **values,
    )
    return [_audit(row) for row in rows]


def _wanted(sought: Sought) -> tuple[str, dict[str, Any]]:
    """What narrows the search, and its values."""
    narrowing = (
        ("action = :action", "action", sought.action),
        ("(actor_id = :person_id OR person_id = :person_id)", "person_id", sought.person_id),
        ("group_id = :group_id", "group_id", sought.group_id),
    )
    named = [(clause, name, value) for clause, name, value in narrowing if value is not None]
    return "".join(f" AND {clause}" for clause, _, _ in named), {name: value for _, name, value in named}


def _audit(row: Row) -> Audit:
    return Audit(
        id=row["id"],
        community_id=row["community_id"],
        actor_id=row["actor_id"],
        action=Action(row["action"]),
        subject=Subject(row["group_id"], row["person_id"]),
        before=_read(row["before_facts"]),
        after=_read(row["after_facts"]),
        at=instant(row["at"]),
    )


def _written(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _read(text: str) -> Facts:
    return {Fact(name): value for name, value in json.loads(text).items()}
