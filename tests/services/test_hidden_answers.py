"""What a hidden answer said is told by nothing that others are shown: every small group is gone through (V3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, product

import pytest
from whenever import Instant

from bot.domain.checkins import Answer, CheckIn, Outcome
from bot.domain.deliveries import Delivery, Impossible, Kind, Reason
from bot.domain.errors import Missing
from bot.domain.experiments import Beginning, Experiment, Frame, Plan
from bot.domain.ids import Ids
from bot.domain.people import Actor, Language
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.blockers import owed_blockers
from bot.services.deliveries import FACTS
from bot.services.groups import NewGroup
from bot.services.work import Work
from bot.storage import checkins, experiments, rounds
from bot.storage.database import Connection
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
OUTSIDE = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(COMMUNITY, 2, Language.ENGLISH, is_moderator=True)  # leads the group, and moderates
PEOPLE = tuple(Actor(COMMUNITY, number, Language.ENGLISH) for number in (3, 4, 5, 6))
TUESDAY = Instant.from_utc(2026, 9, 15, 10)  # of the second round
# Cards of a round, one for each way their facts are read.
OF_A_ROUND = tuple(
    {FACTS[kind]: kind for kind in (Kind.PROMPT, Kind.LIVE_COUNT, Kind.DIGEST, Kind.EMPTY_ROUND)}.values()
)

Shape = tuple[Visibility, Outcome]  # of somebody's experiment: whom it is for, and what was answered about it
SHAPES: list[Shape] = sorted(product(Visibility, Outcome))
Reader = tuple[Visibility, ...]  # whose experiments somebody may read
THE_GROUP, A_PARTNER = (Visibility.GROUP,), (Visibility.GROUP, Visibility.PARTNER)


@dataclass(frozen=True)
class Tried:
    """An experiment, with an answer in the round that has closed and one in the round that is open."""

    experiment: Experiment
    answers: tuple[CheckIn, CheckIn]


async def two_rounds(services: Services, clock: SetClock, *, people: int, each: int = 1) -> list[Tried]:
    """A group in which so many people have so many experiments, and answered about each in its first two rounds."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    group = (await services.groups.create(OUTSIDE, new)).group
    begun = []
    for actor in PEOPLE[:people]:
        await services.joining.join(actor, "Founders")
        for number in range(each):
            started = await services.experiments.start(
                actor, group.id, Frame(), Plan(f"Number {number}", "", "", ""), Beginning()
            )
            begun.append((actor, started.experiment))
    first = await _answered(services, begun)
    while clock.now() < TUESDAY:
        clock.move(hours=12)
        while await services.rounds.take_due_steps():
            pass
    second = await _answered(services, begun)
    return [Tried(experiment, pair) for (_, experiment), *pair in zip(begun, first, second, strict=True)]


async def _answered(services: Services, begun: Sequence[tuple[Actor, Experiment]]) -> list[CheckIn]:
    said = [await services.check_ins.record(actor, experiment.id, Answer(Outcome.TRIED)) for actor, experiment in begun]
    return [each.facts.check_in for each in said]


async def shape(
    tx: Connection, tried: Sequence[Tried], shapes: Sequence[Shape], before: Sequence[Shape | None]
) -> None:
    """Have it been so from the beginning, with every word and mark that an answer can have."""
    for each, wanted, had in zip(tried, shapes, before, strict=True):
        if wanted == had:
            continue
        visibility, outcome = wanted
        await experiments.save(tx, replace(each.experiment, visibility=visibility))
        answer = Answer(outcome, *(f"{part} {outcome}" for part in ("tried", "happened", "learned", "next", "blocked")))
        for given in each.answers:
            await checkins.save(tx, replace(given, answer=answer, is_comeback=outcome.is_try))


async def what_is_read(
    tx: Connection, ids: Ids, tried: Sequence[Tried], shapes: Sequence[Shape], reader: Reader, now: Instant
) -> str:
    """All that is read of two rounds: every card of theirs, those of the answers that are for this reader, and what
    reaches the group's lead."""
    told: list[object] = []
    for given in tried[0].answers:
        round = await rounds.get(tx, COMMUNITY, given.round_id)
        assert round is not None
        told += [await FACTS[kind](tx, _owed(kind, round.id, round.group_id), now) for kind in OF_A_ROUND]
        owed = await owed_blockers(tx, ids, round, [GRACE.person_id])
        told += [(each.kind, each.subject, each.person_id) for each in owed]
    for each, (visibility, _) in zip(tried, shapes, strict=True):
        if visibility in reader:
            group_id = each.experiment.group_id
            cards = [_owed(Kind.CHECK_IN, given.id, group_id) for given in each.answers]
            told += [await FACTS[Kind.CHECK_IN](tx, card, now) for card in cards]
    return repr(told)


def _owed(kind: Kind, subject: int, group_id: int) -> Delivery:
    return Delivery(1, COMMUNITY, kind, subject, "once", group_id, None, TUESDAY, TUESDAY.add(hours=1))


def known(shapes: Sequence[Shape], reader: Reader) -> tuple[object, ...]:
    """Return what there is to know of a group, without what was said in answers that are hidden from this reader."""
    return tuple((who, said if who in reader else None) for who, said in shapes)


def unlike(read: Mapping[object, Mapping[object, Sequence[Shape]]]) -> list[Sequence[Shape]]:
    """Groups that may not be told apart, and are."""
    return [shapes for alike in read.values() if len(alike) > 1 for shapes in alike.values()]


@pytest.mark.parametrize("people", [1, 2, 3, 4])
async def test_v3_whatever_was_said_in_hidden_answers_the_group_reads_the_same(
    services: Services, clock: SetClock, work: Work, people: int
) -> None:
    tried = await two_rounds(services, clock, people=people)
    read = dict[object, dict[object, Sequence[Shape]]]()

    async with work.database.transaction() as tx:
        before: Sequence[Shape | None] = [None] * people
        for shapes in combinations_with_replacement(SHAPES, people):  # people stand for one another
            await shape(tx, tried, shapes, before)
            told = await what_is_read(tx, work.ids, tried, shapes, THE_GROUP, clock.now())
            read.setdefault(known(shapes, THE_GROUP), {})[told] = shapes
            before = shapes

    assert unlike(read) == []
    assert len(read) > 3**people / 2  # what is said openly does make a difference, so the test can fail


@pytest.mark.parametrize("reader", [THE_GROUP, A_PARTNER], ids=["the group", "a partner"])
async def test_v3_what_somebody_hides_beside_what_they_share_makes_no_difference(
    services: Services, clock: SetClock, work: Work, reader: Reader
) -> None:
    """Each of two answered about something hidden first: no first failed try is missing because of it."""
    tried = await two_rounds(services, clock, people=2, each=2)
    both = [(hidden, (Visibility.GROUP, said)) for hidden in SHAPES if hidden[0] not in THE_GROUP for said in Outcome]
    read = dict[object, dict[object, Sequence[Shape]]]()

    async with work.database.transaction() as tx:
        before: Sequence[Shape | None] = [None] * 4
        for people in combinations_with_replacement(both, 2):
            shapes = [each for pair in people for each in pair]
            await shape(tx, tried, shapes, before)
            told = await what_is_read(tx, work.ids, tried, shapes, reader, clock.now())
            read.setdefault(known(shapes, reader), {})[told] = shapes
            before = shapes

    assert unlike(read) == []


async def test_v3_files_say_no_more_to_who_moderates(services: Services, clock: SetClock, work: Work) -> None:
    tried = await two_rounds(services, clock, people=2)
    inside, outside = dict[object, dict[object, Sequence[Shape]]](), dict[object, dict[object, Sequence[Shape]]]()

    before: Sequence[Shape | None] = [None] * 2
    for shapes in combinations_with_replacement(SHAPES, 2):
        async with work.database.transaction() as tx:
            await shape(tx, tried, shapes, before)
        before = shapes
        inside.setdefault(known(shapes, THE_GROUP), {})[repr(await services.exports.tables(GRACE))] = shapes
        outside.setdefault(known(shapes, ()), {})[repr(await services.exports.tables(OUTSIDE))] = shapes

    assert unlike(inside) == []
    assert unlike(outside) == []


async def test_v3_that_somebody_set_out_at_once_is_on_no_list(services: Services, clock: SetClock, work: Work) -> None:
    """Only after “not yet” is there such a question, and it makes sense only until a try."""
    [tried] = await two_rounds(services, clock, people=1)
    said = await services.check_ins.record(PEOPLE[0], tried.experiment.id, Answer(Outcome.NOT_YET))
    await services.check_ins.do_now(PEOPLE[0], said.facts.check_in.id)
    clock.move(hours=3)
    [asked] = [each for each in await services.deliveries.claim(60) if each.kind is Kind.DO_NOW]
    await services.deliveries.record(asked, Impossible(Reason.REFUSED))

    listed = (await services.oversight.undelivered(OUTSIDE)).rows

    assert [each.kind for each in listed if each.kind is Kind.DO_NOW] == []
    with pytest.raises(Missing):
        await services.oversight.retry(OUTSIDE, asked.id)
