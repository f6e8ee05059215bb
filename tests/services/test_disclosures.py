"""Everything about oneself, and nothing of what is others' alone (V1)."""

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.asks import AskKind, AskWords
from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.experiments import Beginning, Frame, Plan
from bot.domain.introductions import IntroductionWords, Willing
from bot.domain.offers import OfferWish
from bot.domain.own_data import Entry, OwnData, Part, as_json
from bot.domain.people import Actor, Language
from bot.domain.responses import Question
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.changes import FrameWish
from bot.services.groups import NewGroup
from bot.services.people import NudgeWish
from bot.services.recognition import Addressee
from bot.storage.database import SqliteDatabase
from bot.storage.own_data import EVERYWHERE, IN_COMMUNITIES, WITHHELD
from tests.conftest import SetClock
from tests.schema import person_columns

HERE, ELSEWHERE = 10, 20
MARIA = Actor(HERE, 1001, Language.ENGLISH, is_moderator=True)
GRACE, KARI, LUCA = (Actor(HERE, number, Language.ENGLISH) for number in (1002, 1003, 1004))
STRANGER = Actor(HERE, 1005, Language.ENGLISH)
WORDS = IntroductionWords("Both sell", "To learn", "What was your first sale?")


async def a_community(services: Services, community_id: int = HERE, name: str = "Founders") -> int:
    """A group led by Grace, with Kari and Luca in it; its id."""
    maria = replace(MARIA, community_id=community_id)
    new = NewGroup(name, 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    group = (await services.groups.create(maria, new)).group
    for actor in (KARI, LUCA):
        await services.joining.join(replace(actor, community_id=community_id), name)
    await services.communities.decide(maria, {Setting.KNOWLEDGE_CHANNEL: 78, Setting.MEETING_CHANNEL: 79})
    return group.id


async def answered(services: Services, actor: Actor, group_id: int, visibility: Visibility = Visibility.GROUP) -> int:
    """The id of a check-in of theirs."""
    plan = Plan(f"{actor.person_id} calls", "Courage", "", "")
    begun = await services.experiments.start(actor, group_id, Frame(), plan, Beginning(visibility=visibility))
    said = await services.check_ins.record(actor, begun.experiment.id, Answer(Outcome.TRIED, tried="I called"))
    return said.facts.check_in.id


def entries(own: OwnData, part: Part, community_id: int = HERE) -> Sequence[Entry]:
    return [entry for each in own.communities.get(community_id, []) if each.part is part for entry in each.entries]


async def test_v1_every_column_that_names_people_is_given_out_or_withheld_for_a_reason(
    database: SqliteDatabase,
) -> None:
    given = {column for source in (*EVERYWHERE, *IN_COMMUNITIES) for column in source.holds}

    wanted = await person_columns(database)

    assert given | WITHHELD.keys() == wanted, "Add it to bot/storage/own_data.py, with a test of what is told."
    assert given & WITHHELD.keys() == set()


async def test_v1_somebody_gets_what_they_wrote_and_what_was_written_to_them(services: Services) -> None:
    group_id = await a_community(services)
    check_in = await answered(services, KARI, group_id, Visibility.PRIVATE)
    theirs = await answered(services, LUCA, group_id)
    open_one = await answered(services, KARI, group_id)
    await services.responses.respond(KARI, theirs, Question.TEACH, "By phone")
    await services.responses.respond(LUCA, open_one, Question.REPEAT, "At nine")
    await services.recognition.thank(LUCA, Addressee(KARI.person_id), "You listened")
    await services.offers.add(KARI, OfferWish("Cold calls", 2, None))
    said = await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who knows a printer?", "Asked around", ""))
    await services.asks.offer_help(KARI, said.ask.id)
    await services.people.choose_nudges(KARI, NudgeWish(per_week=1))

    own = await services.disclosures.of_oneself(KARI)

    [settings] = own.everywhere[0].entries
    assert (settings["nudges_per_week"], settings["language"]) == (1, "en")
    assert [(each["group"], each["role"]) for each in entries(own, Part.GROUPS)] == [("Founders", "member")]
    assert [each["visibility"] for each in entries(own, Part.EXPERIMENTS)] == ["private", "group"]
    assert [each["tried"] for each in entries(own, Part.CHECK_INS)] == ["I called", "I called"]
    assert [(each["to"], each["text"]) for each in entries(own, Part.RESPONSES_GIVEN)] == [("1004", "By phone")]
    assert [(each["by"], each["text"]) for each in entries(own, Part.RESPONSES_RECEIVED)] == [("1004", "At nine")]
    assert [(each["by"], each["text"]) for each in entries(own, Part.THANKS_RECEIVED)] == [("1004", "You listened")]
    assert [each["what"] for each in entries(own, Part.OFFERS)] == ["Cold calls"]
    assert [each["to"] for each in entries(own, Part.HELP_GIVEN)] == ["1004"]
    assert check_in != open_one


async def test_v1_others_words_that_were_not_for_them_are_not_in_it(services: Services) -> None:
    group_id = await a_community(services)
    await answered(services, LUCA, group_id)
    await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who knows a printer?", "Asked around", ""))
    await services.recognition.thank(LUCA, Addressee(GRACE.person_id), "For your patience")

    told = as_json(await services.disclosures.of_oneself(KARI), {})

    assert [words for words in (b"1004", b"printer", b"patience", b"calls") if words in told] == []


async def test_v1_that_somebody_avoids_them_is_never_told(services: Services, clock: SetClock) -> None:
    await a_community(services)
    before = await services.disclosures.of_oneself(KARI)

    await services.partners.avoid(LUCA, KARI.person_id)

    assert await services.disclosures.of_oneself(KARI) == before
    assert [each["person"] for each in entries(await services.disclosures.of_oneself(LUCA), Part.AVOIDS)] == ["1003"]


async def test_p3_an_introduction_that_nobody_was_asked_about_is_known_to_its_introducer_alone(
    services: Services,
) -> None:
    await a_community(services)
    await services.partners.avoid(LUCA, KARI.person_id)

    await services.introductions.propose(GRACE, KARI.person_id, LUCA.person_id, WORDS)
    for delivery in await services.deliveries.claim(100):
        await services.deliveries.begin(delivery)

    told = [await services.disclosures.of_oneself(actor) for actor in (KARI, LUCA, GRACE)]
    assert [len(entries(own, Part.INTRODUCTIONS)) for own in told] == [0, 0, 0]
    assert [each["why"] for each in entries(told[2], Part.INTRODUCTIONS_MADE)] == ["Both sell"]


async def test_k3_of_an_introduction_each_gets_their_own_answer_and_not_the_others(services: Services) -> None:
    await a_community(services)
    proposed = await services.introductions.propose(GRACE, KARI.person_id, LUCA.person_id, WORDS)
    await services.introductions.answer(KARI, proposed.id, Willing.YES)
    before = await services.disclosures.of_oneself(KARI)

    await services.introductions.answer(LUCA, proposed.id, Willing.NOT_NOW)

    assert await services.disclosures.of_oneself(KARI) == before
    assert [(each["with"], each["answer"]) for each in entries(before, Part.INTRODUCTIONS)] == [("1004", "yes")]


async def test_v1_all_servers_are_in_it_each_by_itself_wherever_it_is_asked_for(services: Services) -> None:
    here, there = await a_community(services), await a_community(services, ELSEWHERE, "Sales")
    away = replace(KARI, community_id=ELSEWHERE)
    await answered(services, KARI, here)
    await answered(services, away, there, Visibility.PRIVATE)

    own = await services.disclosures.of_oneself(KARI)

    assert await services.disclosures.of_oneself(away) == own
    assert list(own.communities) == [HERE, ELSEWHERE]
    groups = [[each["group"] for each in entries(own, Part.EXPERIMENTS, each_id)] for each_id in (HERE, ELSEWHERE)]
    assert groups == [["Founders"], ["Sales"]]


async def test_v1_a_changed_plan_is_given_out_with_the_ones_before(services: Services, clock: SetClock) -> None:
    group_id = await a_community(services)
    begun = await services.experiments.start(KARI, group_id, Frame(), Plan("Call three", "", "", "When it is nine"))
    clock.move(hours=24)
    await services.changes.change(KARI, begun.experiment.id, Plan("Call one", "", "", "When it is ten"), FrameWish())

    own = await services.disclosures.of_oneself(KARI)

    [experiment] = entries(own, Part.EXPERIMENTS)
    [former] = json.loads(json.dumps(experiment["former_plans"]))
    assert (experiment["what"], former["what"], former["cadence"]) == ("Call one", "Call three", "weekly")


async def test_v1_who_is_unknown_gets_nothing_and_stays_unknown(services: Services) -> None:
    await a_community(services)

    own = await services.disclosures.of_oneself(STRANGER)

    assert ([len(each.entries) for each in own.everywhere], own.communities) == ([0], {})
    assert await services.disclosures.of_oneself(STRANGER) == own
