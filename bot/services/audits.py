"""Keeping what was changed, and telling moderators of it."""

from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.audit import Action, Audit, Facts, Sought, Subject, differing
from bot.domain.errors import GroupMissing
from bot.domain.ids import Ids
from bot.domain.pages import turned_to
from bot.domain.people import Actor, must_moderate
from bot.services.work import Work
from bot.storage import audits, groups
from bot.storage.database import Connection

PAGE = 8


async def note(
    tx: Connection, ids: Ids, actor: Actor, action: Action, subject: Subject, before: Facts, after: Facts, now: Instant
) -> None:
    """Keeps that somebody changed something, in the transaction that changes it; of before and after what differs.

    Not where both are given and nothing does: then nothing was changed.
    """
    was, became = differing(before, after)
    if became or not (before or after):
        await audits.add(tx, Audit(ids.new(), actor.community_id, actor.person_id, action, subject, was, became, now))


@dataclass(frozen=True)
class Told:
    """A change, with the name its group has today; None where it is about no group."""

    audit: Audit
    group_name: str | None


@dataclass(frozen=True)
class AuditPage:
    """Changes of those sought, the newest first, on a page counted from 1 `of` so many; `total` in all.

    `group_name` is that of the group that was sought.
    """

    rows: list[Told]
    sought: Sought
    group_name: str | None
    page: int
    of: int
    total: int


class Audits:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look(self, actor: Actor, sought: Sought, group_name: str | None = None, page: int = 1) -> AuditPage:
        """Who changed what here, before and after; beyond the last page is the last. A name seeks that group's.

        Reads. ModeratorsOnly, GroupMissing.
        """
        must_moderate(actor)
        async with self._work.reading() as tx:
            if group_name is not None:
                group = await groups.by_name(tx, actor.community_id, group_name)
                if group is None:
                    raise GroupMissing(group_name)
                sought = replace(sought, group_id=group.id)
            total = await audits.count(tx, actor.community_id, sought)
            number, of = turned_to(page, total, PAGE)
            found = await audits.page(tx, actor.community_id, sought, skip=(number - 1) * PAGE, most=PAGE)
            names = {group.id: group.name for group in await groups.all_kept(tx, actor.community_id)}
            rows = [Told(each, names.get(each.subject.group_id or 0)) for each in found]
            return AuditPage(rows, sought, names.get(sought.group_id or 0), number, of, total)
