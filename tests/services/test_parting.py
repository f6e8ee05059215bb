"""However somebody comes to be gone, it ends alike: nothing of theirs is held, nothing more is said to them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from whenever import Instant, Time

from bot.domain.asks import AskKind, AskState, AskWords
from bot.domain.communities import Setting
from bot.domain.experiments import Experiment, Frame, Plan
from bot.domain.held import Spoken
from bot.domain.introductions import IntroductionWords, Willing
from bot.domain.people import Actor, Language
from bot.domain.recurrence import instant_at
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.recognition import Addressee
from bot.services.work import Work
from tests.conftest import SetClock

HERE, CHANNEL, ASKS, MEETING = 10, 77, 78, 79
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE, KARI, LUCA, ADA = (Actor(HERE, number, Language.ENGLISH) for number in (2, 3, 4, 5))
MONDAY = Instant.from_utc(2026, 9, 7, 7)
WORDS = IntroductionWords("Both sell", "To learn", "What was first?")

Way = Callable[[Services], Awaitable[object]]

GOING: dict[str, Way] = {
    "found to have left the server": lambda services: services.roll_calls.note_gone(HERE, {KARI.person_id}),
    "kept out": lambda services: services.gate.block(MARIA, KARI.person_id, is_moderator=False),
    "forgotten": lambda services: services.forgetting.forget(KARI),
}
LEAVING: dict[str, Way] = {
    "leaves": lambda services: services.joining.leave(KARI, "Founders"),
    "is taken out": lambda services: services.members.remove(MARIA, KARI.person_id, "Founders"),
}
OF_KARI = {
    "memberships": "SELECT COUNT(*) AS number FROM memberships WHERE person_id = :kari",
    "running": "SELECT COUNT(*) AS number FROM experiments WHERE id = :experiment_id AND parked_on IS NULL",
    "paired": "SELECT COUNT(*) AS number FROM pairing_people JOIN pairings ON pairings.id = pairing_id"
    " WHERE person_id = :kari AND left_at IS NULL AND ended_at IS NULL",
    "held": "SELECT COUNT(*) AS number FROM held_messages WHERE text <> ''",
    "said of the group": "SELECT COUNT(*) AS number FROM deliveries WHERE person_id = :kari AND group_id <> 0"
    " AND kind NOT IN ('closing', 'thanks', 'removed') AND state IN ('scheduled', 'waiting')",
    "said at all": "SELECT COUNT(*) AS number FROM deliveries WHERE person_id = :kari"
    " AND state IN ('scheduled', 'waiting')",
    "answers": "SELECT COUNT(*) AS number FROM introduction_answers WHERE person_id = :kari",
    "asks": f"SELECT COUNT(*) AS number FROM asks WHERE id = :ask_id AND state = '{AskState.OPEN}'",
    "help": "SELECT COUNT(*) AS number FROM helps WHERE person_id = :kari AND accepted_at IS NULL",
}
OF_THE_GROUP = ("memberships", "running", "paired", "held", "said of the group")
TOLD = "SELECT kind FROM deliveries WHERE person_id = :luca AND kind = 'lesson_not_kept'"


@dataclass(frozen=True)
class Life:
    experiment: Experiment
    ask_id: int

    async def left(self, work: Work) -> dict[str, int]:
        """How much of it there still is."""
        values = {"kari": KARI.person_id, "experiment_id": self.experiment.id, "ask_id": self.ask_id}
        async with work.reading() as tx:
            rows = {}
            for name, query in OF_KARI.items():
                used = {key: value for key, value in values.items() if f":{key}" in query}
                row = await tx.fetch_one(query, **used)
                rows[name] = int(row["number"]) if row else 0
        return rows


@pytest.fixture
async def life(services: Services, clock: SetClock) -> Life:
    """Kari tries something, is paired, is asked about a message of hers and about one she wants to keep, is thanked,
    said yes to being introduced, asks, and would like to help."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.communities.decide(MARIA, {Setting.KNOWLEDGE_CHANNEL: ASKS, Setting.MEETING_CHANNEL: MEETING})
    for actor in (KARI, LUCA, ADA):
        await services.joining.join(actor, "Founders")
    begun = {
        actor: (await services.experiments.start(actor, group.id, Frame(), Plan("Call", "", "", ""))).experiment
        for actor in (GRACE, KARI, LUCA, ADA)
    }
    clock.move_to(MONDAY)
    await services.rounds.take_due_steps()
    await services.pairs.pair_next()
    await services.held.ask(LUCA, Spoken(801, (CHANNEL,), KARI.person_id, "Ask first"))
    await services.held.ask(KARI, Spoken(802, (CHANNEL,), LUCA.person_id, "Ask later"))
    await services.recognition.thank(LUCA, Addressee(KARI.person_id), "For listening")
    introduction = await services.introductions.propose(LUCA, KARI.person_id, ADA.person_id, WORDS)
    await services.introductions.answer(KARI, introduction.id, Willing.YES)
    own = (await services.asks.ask(KARI, AskKind.ADVICE, AskWords("How do I begin?", "Waiting", ""))).ask
    lucas = (await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who prints?", "Nobody yet", ""))).ask
    await services.asks.offer_help(KARI, lucas.id)
    return Life(begun[KARI], own.id)


@pytest.mark.parametrize("go", GOING.values(), ids=GOING)
async def test_whoever_is_gone_is_gone_from_all_of_it(services: Services, life: Life, work: Work, go: Way) -> None:
    before = await life.left(work)

    await go(services)

    assert [name for name, number in before.items() if number == 0] == []
    assert await life.left(work) == dict.fromkeys(OF_KARI, 0)


@pytest.mark.parametrize("leave", (LEAVING | GOING).values(), ids=LEAVING | GOING)
async def test_whoever_is_out_of_a_group_is_out_of_all_that_is_of_it(
    services: Services, life: Life, work: Work, leave: Way
) -> None:
    await leave(services)
    async with work.reading() as tx:
        told = await tx.fetch_all(TOLD, luca=LUCA.person_id)

    left = await life.left(work)

    assert {name: left[name] for name in OF_THE_GROUP} == dict.fromkeys(OF_THE_GROUP, 0)
    assert [row["kind"] for row in told] == ["lesson_not_kept"]


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
async def test_what_is_everybody_s_on_the_server_stays_to_who_is_out_of_a_group(
    services: Services, life: Life, work: Work, leave: Way
) -> None:
    await leave(services)

    left = await life.left(work)

    assert {name: left[name] for name in ("answers", "asks", "help")} == {"answers": 1, "asks": 1, "help": 1}


async def test_who_comes_back_to_the_server_is_still_asked_how_it_ended(
    services: Services, life: Life, clock: SetClock
) -> None:
    await services.roll_calls.note_gone(HERE, {KARI.person_id})
    await services.joining.join(KARI, "Founders")

    clock.move_to(instant_at(life.experiment.ends_on, Time(18), "Europe/Oslo"))
    claimed = await services.deliveries.claim(400)

    assert [each.kind for each in claimed if each.person_id == KARI.person_id and each.kind == "closing"] == ["closing"]
