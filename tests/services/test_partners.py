"""Pairs and what people do about them: use cases on a real database, without Discord."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskKind, AskState, AskWords
from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Delivery, Dropped, Failed, Impossible, Kind, Reason, Waits
from bot.domain.errors import AvoidsSelf, FacilitatorsOnly, Missing, ModeratorsOnly, NotInGroup, NotYours, RoundOver
from bot.domain.experiments import Beginning, Frame, Plan
from bot.domain.groups import Group
from bot.domain.offers import ExchangeWish, OfferWish
from bot.domain.partners import Met, Pool
from bot.domain.people import Actor, Contact, Language
from bot.domain.things import Thing
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.groups import GroupWish, NewGroup
from bot.services.letters import Letter
from bot.services.pair_facts import PairFacts, partner_ids, thread_of_group_pair
from bot.services.pairs import Pairs, PairsOutlook
from bot.services.work import Work
from bot.storage import asks, pairings
from bot.storage.database import Connection, Database
from tests.conftest import SetClock
from tests.services.under_message import pressing

COMMUNITY, CHANNEL, MEETING = 10, 20, 30
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5))
EVERYBODY = (GRACE, HENRY, KARI, LUCA)
ADA, NORA, OLA, IDA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (6, 7, 8, 9))
PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)  # Monday, nine in Oslo
HALF_WAY = Instant.from_utc(2026, 9, 10, 7)
CARE_AT = Instant.from_utc(2026, 9, 12, 6)
WEEK = 24 * 7
MOST = 60
KARIS_ASK = Ask(
    id=1,
    community_id=COMMUNITY,
    person_id=KARI.person_id,
    kind=AskKind.ADVICE,
    words=AskWords("How do I negotiate my salary?"),
    language=Language.ENGLISH,
    asked_at=PROMPT_AT,
    state=AskState.OPEN,
    state_at=PROMPT_AT,
)


async def a_group(services: Services, *members: Actor, name: str = "Founders", leader: Actor = GRACE) -> Group:
    new = NewGroup(name, CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=leader.person_id)
    view = await services.groups.create(MARIA, new)
    for member in members:
        await services.joining.join(member, name)
    return view.group


@pytest.fixture
async def group(services: Services) -> Group:
    """Founders: Grace leads Henry, Kari and Luca, and there is a meeting channel."""
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    return await a_group(services, HENRY, KARI, LUCA)


async def go_on(services: Services) -> None:
    """What the planner does."""
    while await services.rounds.take_due_steps() or await services.pairs.pair_next():
        pass


async def open_round(services: Services, clock: SetClock, weeks: int = 0) -> None:
    clock.move_to(PROMPT_AT.add(hours=WEEK * weeks))
    await go_on(services)


async def come_to_care(services: Services, clock: SetClock) -> None:
    for instant in (HALF_WAY, CARE_AT):
        clock.move_to(instant)
        await go_on(services)


async def answer_for_all(services: Services, *actors: Actor) -> None:
    for actor in actors:
        for own in (await services.partners.show(actor)).current:
            await services.partners.answer_met(actor, own.pairing.id, Met.NO)


async def owed(services: Services, kind: Kind) -> list[Delivery]:
    return [delivery for delivery in await services.deliveries.claim(MOST) if delivery.kind is kind]


async def together(services: Services, *actors: Actor) -> set[frozenset[int]]:
    """Who is with whom now, as each of these people sees it."""
    views = [(actor, await services.partners.show(actor)) for actor in actors]
    return {frozenset({actor.person_id, *own.partners}) for actor, view in views for own in view.current}


async def with_thread(services: Services, thread_id: int = 77) -> None:
    """Everything owed is delivered, pairs into this thread."""
    for delivery in await services.deliveries.claim(MOST):
        await services.deliveries.begin(delivery)
        thread = thread_id if delivery.kind is Kind.PAIR else None
        await services.deliveries.record(delivery, Delivered(thread or CHANNEL, 1, thread_id=thread))


async def test_p1_everybody_is_paired_once_the_prompt_is_owed(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)

    pairs = await together(services, *EVERYBODY)
    assert sorted(len(pair) for pair in pairs) == [2, 2]
    assert len(await owed(services, Kind.PAIR)) == 2


async def test_p1_who_asks_comes_together_with_who_could_teach_it(
    services: Services, work: Work, group: Group, clock: SetClock
) -> None:
    await services.offers.add(HENRY, OfferWish("Negotiating a salary"))
    await services.offers.add(LUCA, OfferWish("Cold calls"))
    await services.offers.offer_and_ask(GRACE, ExchangeWish(looks_for="Somebody who has made cold calls"))
    async with work.unit() as tx:
        await asks.add(tx, replace(KARIS_ASK, asked_at=clock.now(), state_at=clock.now()))

    await open_round(services, clock)

    assert await together(services, *EVERYBODY) == {
        frozenset({GRACE.person_id, LUCA.person_id}),
        frozenset({KARI.person_id, HENRY.person_id}),
    }


async def test_p1_nobody_is_with_the_same_person_again_before_everybody_else_was(
    services: Services, group: Group, clock: SetClock
) -> None:
    met = set[frozenset[int]]()

    for week in range(3):
        await open_round(services, clock, week)
        met |= await together(services, *EVERYBODY)

    assert len(met) == 6


async def test_p2_the_odd_one_makes_a_trio_and_is_another_next_time(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.joining.join(Actor(COMMUNITY, 6, Language.ENGLISH), "Founders")
    odd = []

    for week in range(3):
        await open_round(services, clock, week)
        views = [await services.partners.show(actor) for actor in EVERYBODY]
        seen = {own.pairing.id: own.pairing for view in views for own in view.current}
        odd += [each.person_id for pairing in seen.values() for each in pairing.people if each.was_odd]

    assert len(odd) == 3
    assert odd[0] != odd[1] != odd[2]


async def test_without_a_meeting_channel_there_are_no_pairs_and_the_round_goes_on(
    services: Services, clock: SetClock
) -> None:
    await a_group(services, HENRY)

    await open_round(services, clock)

    assert await owed(services, Kind.PAIR) == []
    assert (await services.partners.show(HENRY)).is_paired is False


async def test_a_meeting_channel_taken_away_before_the_pairs_are_made_lets_the_round_go_on(
    services: Services, group: Group, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: None})

    await go_on(services)

    assert await together(services, *EVERYBODY) == set()
    assert await services.rounds.next_due() == HALF_WAY


async def test_pairs_are_not_made_for_a_round_that_is_as_good_as_over(
    services: Services, group: Group, clock: SetClock
) -> None:
    clock.move_to(CARE_AT)

    await go_on(services)

    assert await together(services, *EVERYBODY) == set()


async def test_p3_who_is_avoided_is_never_the_partner_whichever_of_the_two_said_so(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.partners.avoid(HENRY, KARI.person_id)
    met = set[frozenset[int]]()

    for week in range(6):
        await open_round(services, clock, week)
        met |= await together(services, *EVERYBODY)

    assert frozenset({HENRY.person_id, KARI.person_id}) not in met


async def test_p3_only_who_said_it_sees_it_and_takes_it_back(services: Services, group: Group) -> None:
    said = await services.partners.avoid(HENRY, KARI.person_id)

    seen = [await services.partners.avoided(actor) for actor in (HENRY, KARI, GRACE, MARIA)]
    taken_back = await services.partners.allow(HENRY, KARI.person_id)

    assert (said, seen, taken_back) == ([4], [[4], [], [], []], [])


async def test_p3_said_twice_it_is_said_once_and_never_of_oneself(services: Services, group: Group) -> None:
    await services.partners.avoid(HENRY, KARI.person_id)

    assert await services.partners.avoid(HENRY, KARI.person_id) == [KARI.person_id]
    with pytest.raises(AvoidsSelf):
        await services.partners.avoid(HENRY, HENRY.person_id)


async def test_p3_in_another_community_nobody_avoids_anybody(services: Services, group: Group) -> None:
    await services.partners.avoid(HENRY, KARI.person_id)

    assert await services.partners.avoided(Actor(COMMUNITY + 1, HENRY.person_id, Language.ENGLISH)) == []


async def test_p9_who_could_not_be_matched_sees_what_anybody_with_a_round_off_sees(
    services: Services, clock: SetClock
) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    await a_group(services, HENRY)
    await services.partners.avoid(GRACE, HENRY.person_id)
    await a_group(services, LUCA, name="Speakers", leader=KARI)
    await services.partners.avoid(KARI, HENRY.person_id)  # nor across groups
    await services.partners.skip(LUCA)

    await open_round(services, clock)

    blocked, skipping = await services.partners.show(HENRY), await services.partners.show(LUCA)
    assert (blocked.current, skipping.current) == ([], [])
    [one], [other] = blocked.places, skipping.places
    assert (one.pool, one.is_off, one.next_on) == (other.pool, other.is_off, other.next_on)


async def test_p4_a_round_off_is_one_round_however_often_it_was_asked_for(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.partners.skip(LUCA)
    await services.partners.skip(LUCA, "founders")

    await open_round(services, clock)
    during = await together(services, LUCA)
    await open_round(services, clock, 1)

    assert during == set()
    assert len(await together(services, LUCA)) == 1


async def test_p4_asked_for_in_a_round_that_is_paired_it_is_the_next_round(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)

    view = await services.partners.skip(LUCA)

    assert len(view.current) == 1
    assert [(place.pool, place.next_on.format_iso()) for place in view.places] == [(Pool.SKIP, "2026-09-14")]


async def test_p4_a_round_off_in_a_group_one_is_not_in_is_refused(services: Services, group: Group) -> None:
    with pytest.raises(NotInGroup):
        await services.partners.skip(MARIA, "Founders")


async def test_who_is_away_for_the_round_is_not_paired(services: Services, group: Group, clock: SetClock) -> None:
    await services.people.go_away(LUCA, "20.9.2026")

    await open_round(services, clock)

    assert await together(services, LUCA) == set()
    assert sorted(map(len, await together(services, GRACE, HENRY, KARI))) == [3]


async def test_p5_three_silent_rounds_lead_out_of_the_pool_and_one_press_back(
    services: Services, group: Group, clock: SetClock
) -> None:
    for week in range(3):
        await open_round(services, clock, week)
        await answer_for_all(services, GRACE, HENRY, KARI)

    await open_round(services, clock, 3)

    told = await owed(services, Kind.POOL_LEFT)
    assert [delivery.person_id for delivery in told] == [LUCA.person_id]
    assert [place.pool for place in (await services.partners.show(LUCA)).places] == [Pool.OUT]
    await services.partners.come_back_from(LUCA, told[0].id)
    await open_round(services, clock, 4)
    assert len(await together(services, LUCA)) == 1
    await open_round(services, clock, 5)
    assert len(await together(services, LUCA)) == 1, "silent rounds count anew once somebody is back"


async def test_p5_a_check_in_is_as_good_as_an_answer(services: Services, group: Group, clock: SetClock) -> None:
    begun = await services.experiments.start(LUCA, group.id, Frame(days=60), Plan("Chiedere", "", "", ""))
    for week in range(3):
        await open_round(services, clock, week)
        if week == 1:
            await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.NOT_YET))

    await open_round(services, clock, 3)

    assert LUCA.person_id not in [delivery.person_id for delivery in await owed(services, Kind.POOL_LEFT)]


async def test_p5_who_asks_for_a_round_off_is_not_silent(services: Services, group: Group, clock: SetClock) -> None:
    for week in range(3):
        await open_round(services, clock, week)
    await services.partners.skip(LUCA)

    await open_round(services, clock, 3)

    assert LUCA.person_id not in [delivery.person_id for delivery in await owed(services, Kind.POOL_LEFT)]


async def test_p7_each_answers_alone_and_may_change_it_until_the_round_closes(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)
    [own] = (await services.partners.show(LUCA)).current
    [partner] = [actor for actor in EVERYBODY if actor.person_id in own.partners]

    await services.partners.answer_met(LUCA, own.pairing.id, Met.NOT_YET)
    changed = await services.partners.answer_met(LUCA, own.pairing.id, Met.YES)

    assert changed.met is Met.YES
    assert [each.met for each in (await services.partners.show(partner)).current] == [None]
    clock.move_to(PROMPT_AT.add(hours=WEEK - 1))
    await go_on(services)
    with pytest.raises(RoundOver):
        await services.partners.answer_met(LUCA, own.pairing.id, Met.NO)


async def test_p7_nobody_answers_for_a_pair_they_are_not_in(services: Services, group: Group, clock: SetClock) -> None:
    await open_round(services, clock)
    [own] = (await services.partners.show(LUCA)).current
    stranger = next(actor for actor in EVERYBODY if actor.person_id not in (LUCA.person_id, *own.partners))

    with pytest.raises(NotYours):
        await services.partners.answer_met(stranger, own.pairing.id, Met.YES)


async def test_p8_with_the_first_prompt_of_a_month_people_of_different_groups_meet(
    services: Services, clock: SetClock
) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    await a_group(services, HENRY)
    await a_group(services, LUCA, name="Speakers", leader=KARI)

    await open_round(services, clock)
    first = await together(services, *EVERYBODY)
    await open_round(services, clock, 1)
    second = await together(services, *EVERYBODY)
    for week in (2, 3, 4):
        await answer_for_all(services, *EVERYBODY)
        await open_round(services, clock, week)
    october = await together(services, *EVERYBODY)

    within = {frozenset({2, 3}), frozenset({4, 5})}
    assert [len(pairs) for pairs in (first, second, october)] == [4, 2, 4]
    assert first > within
    assert (first - within) & (october - within) == set()


async def test_p8_people_who_share_a_group_are_no_weak_tie(services: Services, clock: SetClock) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    await a_group(services, HENRY)
    await a_group(services, GRACE, HENRY, name="Speakers", leader=KARI)

    await open_round(services, clock)

    views = [await services.partners.show(actor) for actor in (GRACE, HENRY, KARI)]
    assert {str(own.pairing.kind) for view in views for own in view.current} == {"group"}


async def six(services: Services) -> Group:
    """Founders with Ada and Nora."""
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    return await a_group(services, HENRY, KARI, LUCA, ADA, NORA)


def shown_in(outlook: PairsOutlook) -> set[frozenset[int]]:
    assert outlook.shown is not None  # there are enough people in pairs
    return {frozenset(some) for some in outlook.shown.together}


async def test_p9_what_the_facilitator_saw_is_what_is_made(services: Services, clock: SetClock) -> None:
    group = await six(services)
    shown = await services.pairs.preview(GRACE)

    another = await services.pairs.propose_another(GRACE, group.id, shown.number)
    again = await services.pairs.propose_another(GRACE, group.id, shown.number)
    await open_round(services, clock)
    following = await services.pairs.preview(GRACE)

    proposed = shown_in(another)
    assert (shown.number, another.number, following.number) == (1, 2, 1)
    assert again == another
    assert proposed != shown_in(shown)
    assert await together(services, *EVERYBODY, ADA, NORA) == proposed


async def test_p9_the_preview_names_every_round_off_alike_and_is_for_who_leads(services: Services) -> None:
    await six(services)
    await services.joining.join(OLA, "Founders")
    await services.joining.join(IDA, "Founders")
    await services.partners.skip(KARI)
    for other in (GRACE, HENRY, ADA, NORA, OLA, IDA):
        await services.partners.avoid(LUCA, other.person_id)

    shown = (await services.pairs.preview(GRACE)).shown

    assert shown is not None
    assert sorted(each for some in shown.together for each in some) == [2, 3, 6, 7, 8, 9]
    assert (shown.open, shown.off) == ([], [4, 5])
    with pytest.raises(FacilitatorsOnly):
        await services.pairs.preview(HENRY)


async def test_p3_where_few_are_placed_no_pairs_are_shown_and_none_settled_on(
    services: Services, group: Group, clock: SetClock
) -> None:
    """Three or four can be told from few proposals; so nothing may differ by who avoids whom, whatever is pressed."""
    plain = await services.pairs.preview(GRACE)
    await services.partners.avoid(LUCA, HENRY.person_id)
    pressed = [await services.pairs.propose_another(GRACE, group.id, number) for number in range(4)]

    assert plain.shown is None
    assert pressed == [plain] * 4


async def test_p3_by_going_and_coming_back_a_lead_does_not_learn_who_would_be_with_whom(
    services: Services, clock: SetClock
) -> None:
    """Five who are left, then four, then three: else each would be one more arrangement, and the last would tell."""
    await six(services)
    first = shown_in(await services.pairs.preview(GRACE))

    later = []
    for actor in (GRACE, NORA, ADA):
        await services.partners.skip(actor)
        later.append((await services.pairs.preview(GRACE)).shown)
    for actor in (GRACE, NORA, ADA):
        await services.partners.come_back(actor)
    back = shown_in(await services.pairs.preview(GRACE))

    assert all(each and {frozenset(some) for some in each.together} <= first for each in later)
    assert back == first


async def test_p3_what_a_lead_saw_does_not_change_when_somebody_is_named(services: Services) -> None:
    await six(services)
    before = await services.pairs.preview(GRACE)

    for some in shown_in(before):
        one, other = (Actor(COMMUNITY, each, Language.ENGLISH) for each in some)
        await services.partners.avoid(one, other.person_id)

    assert await services.pairs.preview(GRACE) == before


async def test_p3_another_day_for_the_group_shows_no_other_pairs(services: Services) -> None:
    await six(services)
    before = shown_in(await services.pairs.preview(GRACE))

    await services.groups.edit(MARIA, "Founders", GroupWish(weekday=4))

    assert shown_in(await services.pairs.preview(GRACE)) == before


async def test_p9_somebody_whose_partner_has_gone_is_shown_to_meet_somebody_else(services: Services) -> None:
    await six(services)
    before = shown_in(await services.pairs.preview(GRACE))
    [partner] = next(some for some in before if GRACE.person_id in some) - {GRACE.person_id}

    await services.partners.skip(GRACE)
    shown = (await services.pairs.preview(GRACE)).shown

    assert shown is not None
    assert (len(shown.together), shown.open, shown.off) == (2, [partner], [GRACE.person_id])


async def test_p9_two_who_look_at_once_see_the_same(services: Services) -> None:
    await six(services)

    one, other = await asyncio.gather(services.pairs.preview(GRACE), services.pairs.preview(GRACE))

    assert one == other


async def test_the_answering_partner_of_a_silent_one_gets_a_card_and_the_silent_one_nothing_n4(
    services: Services, clock: SetClock
) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    group = await a_group(services, HENRY)
    for actor in (GRACE, HENRY):
        await services.experiments.start(actor, group.id, Frame(), Plan("Ask first", "", "", ""))
    await open_round(services, clock)
    [mine] = [each.experiment.id for each in await services.experiments.list_own(GRACE)]
    await services.check_ins.record(GRACE, mine, Answer(Outcome.TRIED))

    await come_to_care(services, clock)

    cards = await owed(services, Kind.PARTNER_CARD)
    assert [card.person_id for card in cards] == [GRACE.person_id]
    [theirs] = [each.experiment.id for each in await services.experiments.list_own(HENRY)]
    await services.check_ins.record(HENRY, theirs, Answer(Outcome.NOT_YET))
    assert await services.deliveries.begin(cards[0]) == Dropped(Reason.NO_LONGER_NEEDED)


async def test_two_silent_partners_hear_only_the_question_in_their_thread(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)

    await come_to_care(services, clock)

    kinds = [str(delivery.kind) for delivery in await services.deliveries.claim(MOST)]
    assert (kinds.count("met"), kinds.count("partner_card")) == (2, 0)


async def test_a_pair_that_can_have_no_thread_is_told_each_alone(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.people.choose_contact(LUCA, Contact.MESSAGE)
    await open_round(services, clock)

    for pair in await owed(services, Kind.PAIR):
        letter = await services.deliveries.begin(pair)
        assert isinstance(letter, Letter)
        assert letter.to.channel_id == MEETING
        await services.deliveries.record(pair, Impossible(Reason.NO_ACCESS))

    notes = await owed(services, Kind.PAIR_NOTE)
    opened = {note.person_id: await services.deliveries.begin(note) for note in notes}
    assert sorted(opened) == [2, 3, 4, 5]
    assert isinstance(opened[LUCA.person_id], Letter)
    assert opened[KARI.person_id] == Waits(Reason.NO_CONSENT)
    left = await services.oversight.undelivered(MARIA)
    assert [(row.kind, row.channel_id, row.person_id) for row in left.rows] == [(Kind.PAIR, MEETING, None)] * 2


async def test_j4_a_pair_whose_person_leaves_is_ended_kindly_in_its_thread(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)
    await with_thread(services)
    [own] = (await services.partners.show(LUCA)).current

    await services.joining.leave(LUCA, "Founders")

    [parting] = await owed(services, Kind.PAIR_ENDED)
    letter = await services.deliveries.begin(parting)
    assert isinstance(letter, Letter)
    assert isinstance(letter.facts, PairFacts)
    assert (letter.to.channel_id, letter.facts.left_id) == (77, LUCA.person_id)
    assert letter.facts.pairing.person_ids == own.partners
    partner = Actor(COMMUNITY, own.partners[0], Language.ENGLISH)
    assert (await services.partners.show(partner)).current == []


async def test_j4_two_of_a_trio_go_on(services: Services, group: Group, clock: SetClock) -> None:
    await services.partners.skip(LUCA)
    await open_round(services, clock)

    await services.joining.leave(KARI, "Founders")

    assert await together(services, GRACE, HENRY, KARI) == {frozenset({2, 3})}


async def test_the_partner_may_read_and_the_thread_is_theirs_alone(
    services: Services, group: Group, clock: SetClock, work: Work
) -> None:
    await open_round(services, clock)
    await with_thread(services)
    [own] = (await services.partners.show(LUCA)).current

    async with work.reading() as tx:
        readers = await partner_ids(tx, COMMUNITY, LUCA.person_id)
        thread = await thread_of_group_pair(tx, COMMUNITY, group.id, LUCA.person_id)
        elsewhere = await partner_ids(tx, COMMUNITY + 1, LUCA.person_id)

    assert (readers, thread, elsewhere) == (own.partners, 77, [])


async def test_a_pairs_card_is_read_again_only_by_its_people(
    services: Services, group: Group, clock: SetClock, work: Work
) -> None:
    await open_round(services, clock)
    [pair, *_] = await owed(services, Kind.PAIR)
    await services.deliveries.begin(pair)
    await services.deliveries.record(pair, Delivered(77, 1, thread_id=77))
    own = {actor.person_id: actor for actor in EVERYBODY}
    async with work.reading() as tx:
        pairing = await pairings.get(tx, COMMUNITY, pair.subject)
    assert pairing is not None

    read: Sequence[bool] = [
        await services.deliveries.reread(actor, pair.id, 77) is not None for actor in (*own.values(), MARIA)
    ]

    assert read == [*(each in pairing.person_ids for each in own), False]


async def test_only_moderators_name_the_meeting_channel(services: Services) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.communities.decide(GRACE, {Setting.MEETING_CHANNEL: MEETING})


async def test_e6_what_is_for_the_partner_goes_to_the_pairs_thread_and_to_nobody_else(
    services: Services, group: Group, clock: SetClock
) -> None:
    beginning = Beginning(visibility=Visibility.PARTNER)
    begun = await services.experiments.start(LUCA, group.id, Frame(), Plan("Chiedere", "", "", ""), beginning)
    await open_round(services, clock)
    await with_thread(services)
    await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.TRIED))

    [card] = await owed(services, Kind.CHECK_IN)
    letter = await services.deliveries.begin(card)

    assert isinstance(letter, Letter)
    assert letter.to.channel_id == 77


async def test_e6_without_a_partner_it_goes_nowhere(services: Services, group: Group, clock: SetClock) -> None:
    await services.partners.skip(LUCA)
    beginning = Beginning(visibility=Visibility.PARTNER)
    begun = await services.experiments.start(LUCA, group.id, Frame(), Plan("Chiedere", "", "", ""), beginning)
    await open_round(services, clock)
    await with_thread(services)
    await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.TRIED))

    [card] = await owed(services, Kind.CHECK_IN)

    assert await services.deliveries.begin(card) == Dropped(Reason.NO_LONGER_NEEDED)


class Meanwhile:
    """The database, in which something happens each time before it is written to."""

    def __init__(self, database: Database, happens: Callable[[], Awaitable[object]]) -> None:
        self._database, self._happens = database, happens

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        await self._happens()
        async with self._database.transaction() as tx:
            yield tx

    def __getattr__(self, name: str) -> object:
        return getattr(self._database, name)


async def test_what_changes_while_it_is_matched_is_not_passed_over(
    services: Services, group: Group, clock: SetClock, work: Work
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    changing = Meanwhile(work.database, lambda: services.partners.skip(LUCA))

    await Pairs(replace(work, database=changing)).pair_next()  # type: ignore[arg-type]
    unwritten = await together(services, *EVERYBODY)
    await go_on(services)

    assert unwritten == set()
    assert sorted(map(len, await together(services, *EVERYBODY))) == [3]
    assert await together(services, LUCA) == set()


async def test_e6_what_is_for_the_partner_waits_for_a_thread_that_is_on_its_way(
    services: Services, group: Group, clock: SetClock
) -> None:
    beginning = Beginning(visibility=Visibility.PARTNER)
    begun = await services.experiments.start(LUCA, group.id, Frame(), Plan("Chiedere", "", "", ""), beginning)
    await open_round(services, clock)
    for delivery in await services.deliveries.claim(MOST):
        await services.deliveries.begin(delivery)
        is_pair = delivery.kind is Kind.PAIR
        outcome = Failed(Reason.BUSY, TimeDelta(minutes=5)) if is_pair else Delivered(CHANNEL, 1)
        await services.deliveries.record(delivery, outcome)
    await services.check_ins.record(LUCA, begun.experiment.id, Answer(Outcome.TRIED))

    [card] = await owed(services, Kind.CHECK_IN)

    assert await services.deliveries.begin(card) == Failed(Reason.NOT_OUT_YET)


async def test_p5_p8_who_goes_out_of_the_pool_is_not_paired_across_groups_either(
    services: Services, clock: SetClock
) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    await a_group(services, HENRY)
    await a_group(services, LUCA, name="Speakers", leader=KARI)
    await open_round(services, clock, 1)
    for week in (2, 3):
        await answer_for_all(services, GRACE, KARI, LUCA)
        await open_round(services, clock, week)
    await answer_for_all(services, GRACE, KARI, LUCA)

    await open_round(services, clock, 4)  # the first prompt of October

    assert (await services.partners.show(HENRY)).current == []


async def test_p7_whoever_was_told_alone_answers_under_that_message_too(
    services: Services, group: Group, clock: SetClock
) -> None:
    await open_round(services, clock)
    [own] = (await services.partners.show(HENRY)).current

    there = await pressing(services, HENRY, Thing.PAIRING, own.pairing.id)
    said = await services.partners.answer_met(there, own.pairing.id, Met.YES)

    assert said.met is Met.YES
    with pytest.raises(Missing):
        stranger = next(each for each in EVERYBODY if each.person_id not in own.pairing.person_ids)
        await pressing(services, stranger, Thing.PAIRING, own.pairing.id)
