"""Forgetting a person: nothing is left of them, and what others count by is as it was (V2)."""

from dataclasses import replace
from pathlib import Path

from bot.domain.asks import AskKind, AskWords
from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Dropped, Failed, Kind, Place, Reason, Waits
from bot.domain.experiments import Experiment, Frame, Plan, Verdict
from bot.domain.held import Consent, Spoken
from bot.domain.introductions import IntroductionWords, Willing
from bot.domain.lessons import Told
from bot.domain.offers import OfferWish
from bot.domain.own_data import OwnData, Part
from bot.domain.people import Actor, Contact, Language
from bot.domain.responses import Question
from bot.services import Services
from bot.services.blanking import Blanked
from bot.services.endings import LastWord
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.recognition import Addressee
from bot.services.work import Work
from bot.storage.database import SqliteDatabase
from bot.storage.forgetting import EMPTIED, GOES, GONE_BEFORE, KEPT, STANDS_IN
from tests.conftest import SetClock
from tests.schema import person_columns

HERE, ELSEWHERE, CHANNEL, ASKS, MEETING = 10, 11, 77, 78, 79
MARIA = Actor(HERE, 900_000_000_000_000_001, Language.ENGLISH, is_moderator=True)
GRACE, KARI, LUCA, ADA = (Actor(HERE, 900_000_000_000_000_000 + n, Language.ENGLISH) for n in (2, 3, 4, 5))
WORD = "zinnober"  # in all that Kari writes
PLAN = Plan(f"Ask {WORD}", WORD, WORD, WORD)
WORDS = IntroductionWords(WORD, WORD, WORD)


async def _a_community(services: Services, community_id: int = HERE) -> int:
    """A group led by Grace, with Kari, Luca and Ada in it, all of whom are written to; its id."""
    maria = replace(MARIA, community_id=community_id)
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    group = (await services.groups.create(maria, new)).group
    for actor in (KARI, LUCA, ADA):
        await services.joining.join(replace(actor, community_id=community_id), "Founders")
    for actor in (GRACE, KARI, LUCA, ADA):
        await services.people.choose_contact(actor, Contact.MESSAGE)
    channels = {Setting.KNOWLEDGE_CHANNEL: ASKS, Setting.MEETING_CHANNEL: MEETING}
    await services.communities.decide(maria, channels)
    return group.id


async def _send_due(services: Services) -> list[Letter]:
    """All that is due goes out; what would be opened in a thread is, too."""
    sent = []
    for delivery in await services.deliveries.claim(200):
        letter = await services.deliveries.begin(delivery)
        if isinstance(letter, Letter):
            sent.append(letter)
            out = Delivered(letter.to.channel_id or 5, delivery.id, delivery.id)
            await services.deliveries.record(delivery, out)
        elif letter is not None:
            await services.deliveries.record(delivery, letter)
    return sent


async def _prompted(services: Services, clock: SetClock) -> None:
    """The next prompt is out, and its pairs are made."""
    clock.move(hours=24 * 7)
    while await services.rounds.take_due_steps():
        await _send_due(services)
    while await services.pairs.pair_next():
        pass
    await _send_due(services)


async def _start(services: Services, actor: Actor, group_id: int) -> Experiment:
    plan = PLAN if actor.person_id == KARI.person_id else Plan("Call somebody", "", "", "")
    return (await services.experiments.start(actor, group_id, Frame(), plan)).experiment


async def _a_rich_life(services: Services, clock: SetClock) -> dict[str, int]:
    """Kari does all there is to do, in two communities, and others do it to her. What others have afterwards, by id."""
    group_id = await _a_community(services)
    await _a_community(services, ELSEWHERE)
    own, old = await _start(services, KARI, group_id), await _start(services, KARI, group_id)
    lucas = await _start(services, LUCA, group_id)
    await services.witnesses.back(KARI, lucas.id)
    await services.witnesses.back(LUCA, own.id)
    await _send_due(services)
    await _prompted(services, clock)
    said = await services.check_ins.record(KARI, own.id, Answer(Outcome.FAILED, WORD, WORD, WORD, WORD, WORD))
    lucas_answer = await services.check_ins.record(LUCA, lucas.id, Answer(Outcome.TRIED, "I called"))
    await services.responses.respond(LUCA, said.facts.check_in.id, Question.REPEAT, "At nine")
    await services.responses.respond(KARI, lucas_answer.facts.check_in.id, Question.TEACH, WORD)
    await services.endings.close(KARI, old.id, LastWord(Verdict.DROP, WORD, WORD))
    lesson = await services.teaching.save(KARI, group_id, Told(WORD, WORD, WORD))
    await services.lessons.thank(LUCA, lesson.lesson.id)
    lucas_lesson = await services.teaching.save(LUCA, group_id, Told("Calls", "They are short", ""))
    await services.lessons.thank(KARI, lucas_lesson.lesson.id)
    await services.recognition.thank(KARI, Addressee(LUCA.person_id), WORD)
    await services.recognition.thank(ADA, Addressee(KARI.person_id), "You listened")
    await services.offers.add(KARI, OfferWish(WORD, 2, None))
    ask = (await services.asks.ask(KARI, AskKind.ADVICE, AskWords(f"Who knows {WORD}?", WORD, ""))).ask
    await services.asks.offer_help(LUCA, ask.id)
    lucas_ask = (await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who prints?", "I asked", ""))).ask
    await services.asks.offer_help(KARI, lucas_ask.id)
    await services.asks.accept(LUCA, lucas_ask.id)
    await services.introductions.propose(KARI, LUCA.person_id, ADA.person_id, WORDS)
    met = await services.introductions.propose(LUCA, KARI.person_id, GRACE.person_id, WORDS)
    for actor in (KARI, GRACE):
        await services.introductions.answer(actor, met.id, Willing.YES)
    await services.introductions.bring_together()
    await services.partners.avoid(KARI, ADA.person_id)
    await services.held.ask(LUCA, Spoken(801, (CHANNEL,), KARI.person_id, WORD))
    kept = await services.held.ask(KARI, Spoken(802, (CHANNEL,), LUCA.person_id, "Luca wrote this"))
    await services.held.answer(LUCA, kept.id, Consent.KEEP)
    await services.people.go_away(KARI, "24.12")
    await services.drafts.keep(KARI, "checkin:1", {"tried": WORD})
    clock.move(minutes=11)
    await _send_due(services)
    return {"group": group_id, "experiment": lucas.id, "lesson": lucas_lesson.lesson.id, "ask": lucas_ask.id}


async def _rows_with(work: Work, *sought: str) -> list[str]:
    """`table: column` wherever one of these still stands, in any column of any table, those of the indexes too."""
    found = []
    async with work.reading() as tx:
        named = await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")
        for table in (row["name"] for row in named):
            columns = [row["name"] for row in await tx.fetch_all(f"PRAGMA table_info('{table}')")]
            for row in await tx.fetch_all(f"SELECT * FROM '{table}'"):
                texts = {column: _text(row[column]) for column in columns}
                found += [f"{table}.{name}" for name, text in texts.items() if any(each in text for each in sought)]
    return sorted(set(found))


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


async def test_v2_every_column_that_names_people_is_known_to_who_forgets(database: SqliteDatabase) -> None:
    known = [f"{table}.{column}" for table, column in (*GOES, *STANDS_IN, *EMPTIED, *GONE_BEFORE, *KEPT)]

    wanted = await person_columns(database)

    assert sorted(known) == sorted(wanted - {"people.id"}), "Say in bot/storage/forgetting.py what becomes of it."


async def test_v2_after_it_no_row_names_the_person_and_none_of_their_words_is_left(
    services: Services, work: Work, clock: SetClock
) -> None:
    await _a_rich_life(services, clock)
    assert "experiments.what" in await _rows_with(work, WORD)

    await services.forgetting.forget(KARI)

    assert await _rows_with(work, WORD, str(KARI.person_id)) == []
    known = await services.disclosures.of_oneself(KARI)
    assert ([len(each.entries) for each in known.everywhere], known.communities) == ([0], {})


async def test_v2_what_others_have_and_count_by_is_as_it_was(services: Services, clock: SetClock) -> None:
    ids = await _a_rich_life(services, clock)
    before = await _as_others_see_it(services, ids)

    await services.forgetting.forget(KARI)

    assert await _as_others_see_it(services, ids) == before


async def _as_others_see_it(services: Services, ids: dict[str, int]) -> dict[str, object]:
    thanks = {actor.person_id: await services.recognition.own(actor) for actor in (LUCA, ADA)}
    progress = await services.experiments.show(LUCA, ids["experiment"])
    taught = await services.lessons.show(LUCA, ids["lesson"])
    return {
        "thanks": [(own.given, own.received) for own in thanks.values()],
        "strength": progress.strength,
        "answers": progress.check_ins,
        "lesson": taught.lesson.told,
        "own": _counted(await services.disclosures.of_oneself(LUCA)),
    }


def _counted(own: OwnData) -> dict[str, int]:
    """How much there is of everything but messages, and what was all Kari's: that she backs Luca, and her lesson."""
    return {
        part.part: len(part.entries)
        for part in own.communities[HERE]
        if part.part not in {Part.DELIVERIES, Part.BACKERS, Part.BACKED, Part.LESSONS_HELPED}
    }


async def test_v2_the_round_that_is_open_goes_on_with_what_was_answered(services: Services, clock: SetClock) -> None:
    await _a_rich_life(services, clock)

    await services.forgetting.forget(KARI)
    clock.move(seconds=4)
    letters = await _send_due(services)

    said = {each.facts.posted.kind: each.facts.anew for each in letters if isinstance(each.facts, Blanked)}
    tally = getattr(said[Kind.PROMPT], "tally", None)
    counts = tally and (tally.of, tally.answered, tally.sharing, tally.tried)
    assert counts == (2, 2, 2, 2)


async def test_v2_every_message_with_their_words_is_blanked_in_channels_threads_and_direct_messages(
    services: Services, clock: SetClock
) -> None:
    await _a_rich_life(services, clock)

    owed = await services.forgetting.forget(KARI)
    clock.move(seconds=4)
    blanked = [each.facts for each in await _send_due(services) if isinstance(each.facts, Blanked)]

    assert len(blanked) == owed
    emptied = {each.posted.kind for each in blanked if each.anew is None}
    anew = {each.posted.kind for each in blanked if each.anew is not None}
    own = {Kind.EXPERIMENT, Kind.ENDING, Kind.CHECK_IN, Kind.RESPONSE, Kind.THANKS, Kind.ASK, Kind.HELP}
    assert own <= emptied
    assert {Kind.PROMPT, Kind.EXPERIMENT, Kind.RESPONSE, Kind.ASK} <= anew
    to_people = [each for each in blanked if each.posted.policy.place is Place.PERSON]
    assert all(each.anew is None for each in to_people if each.posted.person_id is None)


async def test_v2_what_is_on_its_way_to_them_comes_to_nothing_or_is_blanked(
    services: Services, clock: SetClock
) -> None:
    await _a_community(services)
    await _send_due(services)
    await services.recognition.thank(ADA, Addressee(KARI.person_id), "You listened")
    [thanks] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.THANKS]
    read_before = await services.deliveries.begin(thanks)

    await services.forgetting.forget(KARI)
    await services.deliveries.record(thanks, Delivered(6, 66))
    clock.move(seconds=10)
    letters = await _send_due(services)

    assert isinstance(read_before, Letter)
    assert [(each.to.channel_id, each.to.message_id) for each in letters if isinstance(each.facts, Blanked)] == [
        (6, 66)
    ]


async def test_v2_what_was_claimed_before_it_and_begun_after_it_says_nothing(
    services: Services, clock: SetClock
) -> None:
    await _a_community(services)
    await _send_due(services)
    await services.recognition.thank(ADA, Addressee(KARI.person_id), "You listened")
    [thanks] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.THANKS]

    await services.forgetting.forget(KARI)
    begun = await services.deliveries.begin(thanks)

    assert begun == Dropped(Reason.NO_LONGER_NEEDED)


async def test_v2_whoever_leads_a_group_alone_is_told_and_moderators_hear_of_it(
    services: Services, clock: SetClock
) -> None:
    await _a_community(services)
    await _send_due(services)

    outlook = await services.forgetting.look(GRACE)
    await services.forgetting.forget(GRACE)

    assert outlook.led_alone == ["Founders"]
    assert [each.kind for each in await services.deliveries.claim(40)] == [Kind.NOBODY_LEADS]


async def test_v2_who_comes_back_starts_from_nothing(services: Services, clock: SetClock) -> None:
    await _a_rich_life(services, clock)
    await services.forgetting.forget(KARI)

    await services.joining.join(KARI, "Founders")

    own = await services.recognition.own(KARI)
    assert (own.given, own.received) == (0, 0)
    assert await services.experiments.list_own(KARI) == []


async def test_v2_forgetting_is_no_way_around_a_moderator_or_around_somebodys_never_again(
    services: Services, work: Work
) -> None:
    await _a_community(services)
    await services.partners.avoid(LUCA, KARI.person_id)
    await services.gate.block(MARIA, KARI.person_id, is_moderator=False)

    await services.forgetting.forget(KARI)

    assert await _rows_with(work, str(KARI.person_id)) == ["avoids.avoided_id", "blocks.person_id"]


async def test_v2_what_did_not_reach_them_in_time_is_shown_to_nobody_in_their_place(services: Services) -> None:
    group_id = await _a_community(services)
    experiment = await _start(services, KARI, group_id)
    [card] = [each.delivery for each in await _send_due(services) if each.delivery.kind is Kind.EXPERIMENT]
    await services.text_removal.remove(MARIA, card.id, card.id)
    [word] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.TEXT_REMOVED]

    await services.forgetting.forget(KARI)
    await services.deliveries.record(word, Waits(Reason.MESSAGES_CLOSED))

    assert word.subject == experiment.id
    assert await services.deliveries.claim_waiting(MARIA, 40) == []


async def test_v2_what_is_tried_again_after_it_is_dropped_and_holds_up_nothing(
    services: Services, clock: SetClock
) -> None:
    await _a_community(services)
    await services.offers.add(KARI, OfferWish("Printing posters", 2, None))
    await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who knows about printing posters?", "I asked", ""))
    await _send_due(services)
    clock.move(minutes=10)
    [told] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.ASK_MATCH]
    await services.deliveries.begin(told)

    await services.forgetting.forget(KARI)
    await services.deliveries.record(told, Failed(Reason.OFFLINE))
    clock.move(hours=1)

    assert await _send_due(services) == []


async def test_v2_a_list_of_people_that_a_moderator_looked_at_names_them_no_more(
    services: Services, work: Work
) -> None:
    await _a_community(services)
    looked = await services.rosters.look(MARIA, "Founders", f"{KARI.person_id}\n{LUCA.person_id}".encode())
    await services.rosters.keep(MARIA, looked.group, [KARI.person_id, LUCA.person_id])

    await services.forgetting.forget(KARI)

    assert await _rows_with(work, str(KARI.person_id)) == []


async def test_v2_an_ask_that_only_they_wanted_to_help_with_is_looked_after_anew(
    services: Services, clock: SetClock
) -> None:
    await _a_community(services)
    ask = (await services.asks.ask(LUCA, AskKind.ADVICE, AskWords("Who prints?", "I asked", ""))).ask
    await services.asks.offer_help(KARI, ask.id)
    await _send_due(services)
    clock.move(hours=24 * 4)
    while await services.ask_care.take_due_steps():
        pass
    await _send_due(services)

    await services.forgetting.forget(KARI)
    clock.move(hours=24 * 4)
    while await services.ask_care.take_due_steps():
        pass

    assert Kind.ASK_UNANSWERED in [each.delivery.kind for each in await _send_due(services)]


async def test_no_word_of_the_forgotten_stands_in_the_log_afterwards(services: Services, tmp_path: Path) -> None:
    group_id = await _a_community(services)
    await services.experiments.start(KARI, group_id, Frame(), PLAN)
    before = WORD.encode() in (tmp_path / "trellis.db-wal").read_bytes()

    await services.forgetting.forget(KARI)

    files = ("trellis.db", "trellis.db-wal")
    assert before
    assert [name for name in files if WORD.encode() in (tmp_path / name).read_bytes()] == []


async def test_v2_the_keys_of_what_was_pruned_name_them_no_more(services: Services, database: SqliteDatabase) -> None:
    await _a_community(services)
    async with database.transaction() as tx:
        for kind, subject, occurrence in (
            ("leaders_first", 5, f"person:{KARI.person_id}"),
            ("cannot_see", KARI.person_id, f"group:5:to:{GRACE.person_id}"),
        ):
            await tx.execute(
                "INSERT INTO spent_keys (community_id, kind, subject, occurrence, is_withdrawn)"
                " VALUES (:community_id, :kind, :subject, :occurrence, 0)",
                community_id=HERE,
                kind=kind,
                subject=subject,
                occurrence=occurrence,
            )

    await services.forgetting.forget(KARI)

    async with database.reading() as tx:
        kept = await tx.fetch_all("SELECT kind, subject, occurrence FROM spent_keys ORDER BY kind")
    assert [str(KARI.person_id) in f"{row['subject']} {row['occurrence']}" for row in kept] == [False, False]
