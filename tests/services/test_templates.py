"""Groups made in one step: a mastermind without an end, a challenge, what follows a workshop (A9)."""

from dataclasses import replace

import pytest
from whenever import Date, Instant

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Kind
from bot.domain.errors import GroupArchived, TooLong
from bot.domain.experiments import Cadence, Frame, Plan
from bot.domain.groups import Group
from bot.domain.people import Actor, Language
from bot.domain.templates import Template, usual_cadence
from bot.services import Services
from bot.services.digests import DigestFacts
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from tests.conftest import SetClock

HERE, CHANNEL = 10, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
NEW = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
FIRST = Date(2026, 9, 7)


async def _made(services: Services, template: Template, **changes: str) -> Group:
    return (await services.groups.create(MARIA, replace(NEW, template=template, **changes))).group


async def _lived(services: Services, clock: SetClock, until: Instant) -> None:
    """Each step until then at its moment."""
    while (due := await services.rounds.next_due()) and due <= until:
        clock.move_to(due)
        while await services.rounds.take_due_steps():
            pass
    clock.move_to(until)


async def test_a9_a_challenge_lasts_thirty_days_and_its_last_round_until_their_end(
    services: Services, clock: SetClock
) -> None:
    group = await _made(services, Template.CHALLENGE)
    begun = await services.experiments.start(GRACE, group.id, Frame(days=90), Plan("Ask", "", "", ""))
    await _lived(services, clock, Instant.from_utc(2026, 10, 5, 12))
    view = await services.groups.show(GRACE, "Founders")
    await services.check_ins.record(GRACE, begun.experiment.id, Answer(Outcome.TRIED, learned="To wait"))

    clock.move_to(Instant.from_utc(2026, 10, 7, 7))  # an hour before nine in London, on the day after the last
    while await services.rounds.take_due_steps():
        pass

    assert group.ends_on == FIRST.add(days=29)
    assert view.open_round is not None
    assert (view.open_round.local_date, view.open_round.last_day) == (FIRST.add(days=21), group.ends_on)
    assert await services.rounds.next_due() is None
    assert await services.archives.suggest(MARIA, "") == ["Founders"]
    with pytest.raises(GroupArchived):
        await services.check_ins.record(GRACE, begun.experiment.id, Answer(Outcome.TRIED))


async def test_a9_the_last_digest_counts_as_every_other_and_says_that_it_is_the_last(
    services: Services, clock: SetClock
) -> None:
    group = await _made(services, Template.CHALLENGE)
    begun = await services.experiments.start(GRACE, group.id, Frame(days=90), Plan("Ask", "", "", ""))
    await _lived(services, clock, Instant.from_utc(2026, 9, 28, 8))
    await services.check_ins.record(GRACE, begun.experiment.id, Answer(Outcome.TRIED))
    clock.move_to(Instant.from_utc(2026, 10, 7, 7))
    while await services.rounds.take_due_steps():
        pass

    said = await services.deliveries.claim(100)
    [digest] = [each for each in said if each.kind is Kind.DIGEST]
    letter = await services.deliveries.begin(digest)

    assert Kind.GROUP_NEWS not in {each.kind for each in said}
    assert isinstance(letter, Letter) and isinstance(letter.facts, DigestFacts)
    assert (letter.facts.told["is_last"], letter.facts.of.tally.try_rate) == (True, 1.0)


async def test_a9_what_follows_a_workshop_has_eight_rounds(services: Services, clock: SetClock, work: Work) -> None:
    group = await _made(services, Template.FOLLOW_UP, workshop="  Selling by\nlistening ")
    await services.experiments.start(GRACE, group.id, Frame(days=90), Plan("Ask", "", "", ""))

    await _lived(services, clock, Instant.from_utc(2026, 12, 1))
    async with work.reading() as tx:
        rounds = await tx.fetch_all("SELECT local_date FROM rounds ORDER BY local_date")

    assert (group.workshop, group.ends_on) == ("Selling by listening", FIRST.add(days=55))
    assert [row["local_date"] for row in rounds] == [str(FIRST.add(days=7 * week)) for week in range(8)]
    assert await services.rounds.next_due() is None


async def test_a9_a_mastermind_has_no_end(services: Services) -> None:
    group = await _made(services, Template.MASTERMIND)

    assert (group.ends_on, group.day_on(FIRST), group.workshop) == (None, None, "")


async def test_a9_a_pause_moves_the_end_and_a_group_that_is_over_goes_on_without_one(
    services: Services, clock: SetClock
) -> None:
    await _made(services, Template.CHALLENGE)

    paused = await services.rests.pause(GRACE, None, "13.9")
    resumed = await services.rests.resume(GRACE, None)
    await _lived(services, clock, Instant.from_utc(2026, 12, 1))
    back = await services.archives.restore(MARIA, "Founders", CHANNEL)

    assert paused.group.ends_on == FIRST.add(days=29 + 11)
    assert resumed.group.ends_on == FIRST.add(days=29)
    assert (back.news.group.ends_on, back.news.next_on) == (None, Date(2026, 12, 7))


async def test_a9_the_days_of_a_challenge_are_counted_from_its_first_round(services: Services) -> None:
    group = await _made(services, Template.CHALLENGE)

    assert [group.day_on(FIRST.add(days=after)) for after in (0, 7, 21)] == [(1, 30), (8, 30), (22, 30)]


async def test_a9_a_workshop_without_a_name_is_the_groups_and_one_too_long_is_refused(services: Services) -> None:
    group = await _made(services, Template.FOLLOW_UP)

    assert group.workshop == "Founders"
    with pytest.raises(TooLong):
        await _made(services, Template.FOLLOW_UP, name="Others", workshop="x" * 151)


def test_a9_in_a_challenge_people_try_every_day_unless_they_say_otherwise() -> None:
    assert [usual_cadence(each) for each in Template] == [Cadence.WEEKLY, Cadence.DAILY, Cadence.WEEKLY]
