"""Inviting a list of people into a group: looked at first, done on a second word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.audit import Action, Fact, Subject
from bot.domain.drafts import Draft
from bot.domain.errors import RosterMissing
from bot.domain.groups import Group
from bot.domain.people import Actor, must_moderate
from bot.domain.roster import Roster, read_roster
from bot.services.audits import note
from bot.services.groups import in_use, named_group
from bot.services.leaders import WORD_KEPT
from bot.services.leading import ask_in
from bot.services.work import Work
from bot.storage import drafts, gates, groups, invitations
from bot.storage.database import Connection

KEPT_AS = "roster"  # what a roster is called among the drafts
PEOPLE = "people"
AT_ONCE = 25  # invitations in one transaction: the writer is held for milliseconds


@dataclass(frozen=True)
class Looked:
    """A roster beside its group: who is in it already, who has an invitation on its way, and who would be new."""

    group: Group
    roster: Roster
    members: Collection[int]
    invited: Collection[int]
    new: Sequence[int]


@dataclass(frozen=True)
class InvitedAll:
    """How many were invited; whoever came in or was invited meanwhile is not counted."""

    group: Group
    people: int


class Rosters:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look(self, actor: Actor, group_name: str, data: bytes) -> Looked:
        """What inviting everybody on a roster would do; nobody is invited yet. Reads.

        ModeratorsOnly, GroupMissing, RosterUnreadable, RosterEmpty, RosterTooLong.
        """
        must_moderate(actor)
        roster = read_roster(data)
        async with self._work.reading() as tx:
            group = await named_group(tx, actor, group_name)
            members = {each.person_id for each in await groups.members(tx, actor.community_id, group.id)}
            lately = self._work.clock.now() - WORD_KEPT
            invited = await invitations.invited_since(tx, actor.community_id, group.id, lately) - members
        new = [person_id for person_id in roster.lines if person_id not in members | invited]
        on_list = set(roster.lines)
        return Looked(group, roster, members & on_list, invited & on_list, new)

    async def keep(self, actor: Actor, group: Group, person_ids: Sequence[int]) -> Draft:
        """Keeps whom to invite for a day, for whoever looked. One transaction. ModeratorsOnly."""
        must_moderate(actor)
        now = self._work.clock.now()
        people = {PEOPLE: " ".join(map(str, person_ids))}
        draft = Draft(self._work.ids.new(), actor.community_id, actor.person_id, f"{KEPT_AS}:{group.id}", people, now)
        async with self._work.unit() as tx:
            await drafts.add(tx, draft)
        return draft

    async def invite(self, actor: Actor, roster_id: int) -> InvitedAll:
        """Invites everybody on a roster that was looked at; they decide. Pressed twice, nobody is invited twice.

        A transaction for each 25, so that a long list keeps nobody waiting; what a crash leaves out, another press
        makes good. ModeratorsOnly, RosterMissing.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            draft = await drafts.get(tx, actor.community_id, actor.person_id, roster_id)
            kept_as, _, group_id = draft.form.partition(":") if draft else ("", "", "")
            group = await groups.get(tx, actor.community_id, int(group_id)) if kept_as == KEPT_AS else None
        if draft is None or group is None or not draft.is_kept(now):
            raise RosterMissing
        in_use(group)
        wanted = [int(person_id) for person_id in draft.texts[PEOPLE].split()]
        people = 0
        for first in range(0, len(wanted), AT_ONCE):
            announced = None if people else len(wanted) - first
            people += await self._ask(actor, group, wanted[first : first + AT_ONCE], announced, now)
        return InvitedAll(group, people)

    async def _ask(
        self, actor: Actor, group: Group, person_ids: Sequence[int], announced: int | None, now: Instant
    ) -> int:
        """`announced` is how many are left, noted with the first who is invited: one change, however many people."""
        async with self._work.unit() as tx:
            asked = sum([await self._ask_one(tx, actor, group, person_id, now) for person_id in person_ids])
            if asked and announced:
                facts = {Fact.HOW_MANY: announced}
                await note(tx, self._work.ids, actor, Action.IMPORTED, Subject(group.id), {}, facts, now)
        return asked

    async def _ask_one(self, tx: Connection, actor: Actor, group: Group, person_id: int, now: Instant) -> bool:
        if await groups.membership(tx, group.community_id, group.id, person_id):
            return False
        if await gates.is_blocked(tx, group.community_id, person_id):
            return False
        return await ask_in(tx, self._work.ids, actor, group, person_id, now)
