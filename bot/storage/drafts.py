"""What somebody typed that is not yet accepted, kept for a day."""

import json

from whenever import Instant

from bot.domain.drafts import Draft
from bot.storage.database import Connection, instant, stored


async def add(tx: Connection, draft: Draft) -> None:
    await tx.execute(
        "INSERT INTO drafts (id, community_id, person_id, form, texts, created_at)"
        " VALUES (:id, :community_id, :person_id, :form, :texts, :created_at)",
        id=draft.id,
        community_id=draft.community_id,
        person_id=draft.person_id,
        form=draft.form,
        texts=json.dumps(draft.texts, ensure_ascii=False),
        created_at=stored(draft.created_at),
    )


async def get(tx: Connection, community_id: int, person_id: int, draft_id: int) -> Draft | None:
    """Somebody's own draft; nobody else's is ever found."""
    row = await tx.fetch_one(
        "SELECT * FROM drafts WHERE community_id = :community_id AND person_id = :person_id AND id = :id",
        community_id=community_id,
        person_id=person_id,
        id=draft_id,
    )
    if row is None:
        return None
    texts = json.loads(row["texts"])
    return Draft(row["id"], row["community_id"], row["person_id"], row["form"], texts, instant(row["created_at"]))


async def forget_older_than(tx: Connection, instant: Instant) -> int:
    return await tx.execute("DELETE FROM drafts WHERE created_at < :instant", instant=stored(instant))
