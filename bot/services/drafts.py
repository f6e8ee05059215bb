"""Keeping what somebody typed when it could not be accepted."""

from collections.abc import Mapping

from bot.domain.drafts import KEPT_HOURS, Draft
from bot.domain.errors import DraftMissing
from bot.domain.people import Actor
from bot.services.work import Work
from bot.storage import drafts


class Drafts:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def keep(self, actor: Actor, form: str, texts: Mapping[str, str]) -> Draft:
        """Keeps a form's texts for a day, for their writer alone. One transaction."""
        now = self._work.clock.now()
        draft = Draft(self._work.ids.new(), actor.community_id, actor.person_id, form, dict(texts), now)
        async with self._work.unit() as tx:
            await drafts.add(tx, draft)
        return draft

    async def reopen(self, actor: Actor, draft_id: int) -> Draft:
        """Reads. DraftMissing where it is somebody else's, unknown, or older than a day."""
        async with self._work.reading() as tx:
            draft = await drafts.get(tx, actor.community_id, actor.person_id, draft_id)
        if draft is None or not draft.is_kept(self._work.clock.now()):
            raise DraftMissing
        return draft

    async def forget_old(self) -> int:
        """Erases drafts older than a day. One transaction."""
        async with self._work.database.transaction() as tx:
            return await drafts.forget_older_than(tx, self._work.clock.now().subtract(hours=KEPT_HOURS))
