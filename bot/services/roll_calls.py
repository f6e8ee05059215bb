"""Finding out who has left the server, before people are counted on."""

from collections.abc import Collection

from whenever import Instant

from bot.domain.audit import NO_FACTS, Action, Audit, Subject
from bot.domain.groups import Membership
from bot.services.parting import go
from bot.services.work import Work
from bot.storage import audits, introductions, memberships


class RollCalls:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def to_look_for(self, most: int) -> dict[int, set[int]]:
        """By community, the members of groups whose round is about to be asked, reminded or told of, and whoever is
        about to meet by an introduction. Reads."""
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            wanted = await memberships.counted_on(tx, now, most)
            for community_id, people in (await introductions.about_to_meet(tx, now, most)).items():
                wanted.setdefault(community_id, set()).update(people)
        return wanted

    async def note_gone(self, community_id: int, person_ids: Collection[int]) -> int:
        """Ends the part in a community of people who have left its server.

        Returns how many were in any. One transaction; whoever comes back joins as usual.
        """
        now = self._work.clock.now()
        left = 0
        async with self._work.unit() as tx:
            for person_id in person_ids:
                theirs = await go(tx, self._work.ids, community_id, person_id, now)
                for membership in theirs:
                    await audits.add(tx, self._gone(membership, now))
                left += bool(theirs)
        return left

    def _gone(self, membership: Membership, now: Instant) -> Audit:
        """Nobody else did it, so it stands as their own doing."""
        return Audit(
            id=self._work.ids.new(),
            community_id=membership.community_id,
            actor_id=membership.person_id,
            action=Action.GONE,
            subject=Subject(membership.group_id),
            before=NO_FACTS,
            after=NO_FACTS,
            at=now,
        )
