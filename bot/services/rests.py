"""Letting a group rest until a day, and having it go on before that."""

from whenever import Instant

from bot.domain.audit import Action, Fact, Facts, Subject
from bot.domain.course import resting_with
from bot.domain.groups import Group, running_of
from bot.domain.people import Actor, parse_until
from bot.services.audits import note
from bot.services.experiments import owe_closing
from bot.services.group_news import GroupNews, news_of, owe_news
from bot.services.groups import led_group
from bot.services.replanning import reopen
from bot.services.rings import end_ring
from bot.services.work import Work
from bot.storage import experiments, groups, people, rounds
from bot.storage.database import Connection


class Rests:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def pause(self, actor: Actor, group_name: str | None, until: str) -> GroupNews:
        """Nothing new begins in the group up to and including the day named; what is tried in it rests as long, and its
        end moves along. A round that is running goes on to its end, and the rest begins then. It is over by itself,
        with the rhythm's next round. Of a group that rests already it changes the last day. A running ring ends.

        The group's channel is told once. Without a name it is the group the person leads and joined last. One
        transaction. GroupMissing, FacilitatorsOnly, DateUnreadable, DateNotAhead, DateTooFar, NothingToPause.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            running = running_of(await rounds.not_over(tx, group.community_id, group.id))
            paused = group.paused(parse_until(until, group.today(now)), running, now)
            await end_ring(tx, group, now)
            return await self._change(tx, actor, Action.GROUP_PAUSED, group, paused)

    async def resume(self, actor: Actor, group_name: str | None) -> GroupNews:
        """The group rests no more: its next round is the rhythm's next, and what is tried in it goes on today.

        The group's channel is told once. One transaction. GroupMissing, FacilitatorsOnly, GroupNotPaused.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            return await self._change(tx, actor, Action.GROUP_RESUMED, group, group.resumed(now))

    async def _change(self, tx: Connection, actor: Actor, action: Action, group: Group, changed: Group) -> GroupNews:
        now = self._work.clock.now()
        await groups.save(tx, changed)
        await self._let_experiments_rest(tx, changed, now)
        await reopen(tx, changed, now)
        await owe_news(tx, self._work.ids, changed, now)
        was, became = _facts(group, now), _facts(changed, now)
        await note(tx, self._work.ids, actor, action, Subject(group.id), was, became, now)
        return await news_of(tx, changed, now)

    async def _let_experiments_rest(self, tx: Connection, group: Group, now: Instant) -> None:
        today = group.today(now)
        unfinished = await experiments.unfinished_in_group(tx, group.community_id, group.id, today)
        known = await people.of_ids(tx, [each.person_id for each in unfinished])
        for experiment in unfinished:
            changed = resting_with(group, experiment, today)
            if changed != experiment:
                await experiments.save(tx, changed)
                await owe_closing(tx, self._work.ids, changed, known[changed.person_id])


def _facts(group: Group, now: Instant) -> Facts:
    pause = group.pause_from(group.today(now))
    return {Fact.RESTS_UNTIL: pause.last.format_iso() if pause else None}
