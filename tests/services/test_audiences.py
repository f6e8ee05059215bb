"""What somebody wrote goes to those they chose, whatever kind of delivery carries it (E6, V3)."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from whenever import Instant

from bot.domain.audiences import AUDIENCES, Audience
from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.deliveries import POLICIES, Delivered, Delivery, Impossible, Kind, Place, Reason
from bot.domain.errors import ExperimentMissing, NotForYou
from bot.domain.experiments import Beginning, Experiment, Frame, Plan, Verdict
from bot.domain.people import Actor, Language
from bot.domain.responses import Question
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.addresses import address, may_reread
from bot.services.deliveries import FACTS
from bot.services.endings import LastWord
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from tests.cogs.every_card import RUNNING
from tests.conftest import SetClock

COMMUNITY, CHANNEL, MEETING, ROUND_THREAD, PAIR_THREAD = 10, 20, 30, 55, 77
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3))
PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)
AS_CHOSEN = {kind for kind, audience in AUDIENCES.items() if audience is Audience.AS_CHOSEN}


@pytest.mark.parametrize(
    ("visibility", "places"),
    [
        (Visibility.GROUP, {ROUND_THREAD}),
        (Visibility.PARTNER, {PAIR_THREAD}),
        (Visibility.PRIVATE, set()),
    ],
)
async def test_e6_each_card_of_an_experiment_goes_where_its_person_chose(
    services: Services, clock: SetClock, visibility: Visibility, places: set[int]
) -> None:
    where = await all_that_can_be_said_of(services, clock, visibility)

    expected = dict.fromkeys(AS_CHOSEN, places) if places else {}
    assert where == expected


async def all_that_can_be_said_of(
    services: Services, clock: SetClock, visibility: Visibility
) -> dict[Kind, set[int | None]]:
    """Luca, whose partner is Grace, begins something, answers about it, hears what she says, and ends it; where each
    card went that speaks of it."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    await services.joining.join(LUCA, "Founders")
    await services.experiments.start(GRACE, group.id, Frame(), Plan("Hers", "", "", ""))
    await _hand_out(services, clock)
    clock.move_to(PROMPT_AT)
    while await services.rounds.take_due_steps() or await services.pairs.pair_next():
        pass
    await _hand_out(services, clock)
    where = defaultdict[Kind, set[int | None]](set)
    begun = await services.experiments.start(
        LUCA, group.id, Frame(), Plan("His", "", "", ""), Beginning(visibility=visibility)
    )
    said = await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.FAILED, "Rang twice"))
    await _hand_out(services, clock, where)
    with suppress(ExperimentMissing, NotForYou):  # of what is for nobody else
        await services.witnesses.back(GRACE, begun.experiment.id)
    with suppress(ExperimentMissing, NotForYou):
        await services.responses.respond(GRACE, said.facts.check_in.id, Question.REPEAT, "On Tuesdays")
    await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.TRIED, "Rang thrice"))
    await _hand_out(services, clock, where)
    await services.endings.close(LUCA, begun.experiment.id, LastWord(Verdict.KEEP, "It rang"))
    await _hand_out(services, clock, where)
    return dict(where)


async def _hand_out(services: Services, clock: SetClock, where: dict[Kind, set[int | None]] | None = None) -> None:
    """Everything that is owed goes out; the prompt has a thread, and so has the pair."""
    threads = {Kind.PROMPT: ROUND_THREAD, Kind.PAIR: PAIR_THREAD}
    clock.move(minutes=1)
    for delivery in await services.deliveries.claim(60):
        letter = await services.deliveries.begin(delivery)
        assert letter is not None
        if not isinstance(letter, Letter):
            await services.deliveries.record(delivery, letter)
            continue
        if where is not None and delivery.kind in AS_CHOSEN:
            where[delivery.kind].add(letter.to.channel_id)
        channel, thread = letter.to.channel_id or CHANNEL, threads.get(delivery.kind)
        await services.deliveries.record(delivery, Delivered(channel, delivery.id, thread_id=thread))


SHARED = sorted(kind for kind, policy in POLICIES.items() if policy.place in (Place.CHANNEL, Place.THREAD, Place.EDIT))


@pytest.mark.parametrize("kind", [kind for kind in SHARED if AUDIENCES[kind] is not Audience.AS_POSTED])
@pytest.mark.parametrize("visibility", Visibility)
async def test_what_is_not_as_it_was_stated_goes_nowhere_rather_than_to_the_group(
    work: Work, services: Services, kind: Kind, visibility: Visibility
) -> None:
    """A kind that is stated for the group and speaks of an experiment, or for those its person chose and names none."""
    about = UnstatedOfOne(replace(RUNNING[0], visibility=visibility))
    facts = Unstated() if AUDIENCES[kind] is Audience.AS_CHOSEN else about
    delivery = Delivery(1, COMMUNITY, kind, 1, "once", 1, None, PROMPT_AT, PROMPT_AT.add(hours=1))

    async with work.reading() as tx:
        letter = await address(tx, delivery, facts, "test", PROMPT_AT, lambda: FACTS[kind](tx, delivery, PROMPT_AT))
        may = await may_reread(tx, GRACE, delivery, facts)

    assert (letter, may) == (Impossible(Reason.BROKEN), False)


class Unstated:
    """Facts of a kind that somebody has just thought of."""


@dataclass(frozen=True)
class UnstatedOfOne:
    """The same, of one experiment."""

    experiment: Experiment
