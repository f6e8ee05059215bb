"""A whole month of a group of nine in three languages: what each sees, week by week, with every feature of a round.

Grace leads. Kari misses a round and comes back; Luca fails, is stuck, and ends with a lesson that helps Giulia; Henry
stays silent; Maria is away for two weeks; Sam joins in mid-round; Ola shows only his partner, Ingrid nobody.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage, on_stage
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.threads import Thread
from tests.e2e.acting import DIGEST, commit, found, join, nothing_more_comes, posted, prompts
from tests.ledger import Ledger

MONDAYS = [Date(2026, 9, day) for day in (7, 14, 21, 28)]
AFTER = Date(2026, 10, 5)
SECRETS = ("Kun for makkeren", "Bare for meg selv")


@dataclass(frozen=True)
class Month:
    """The stage after the month, as it was left; its people still see what they saw."""

    stage: Stage
    people: dict[str, Person]
    database: Path

    @property
    def digests(self) -> list[str]:
        return [message.text for message in posted(self.stage) if DIGEST["en"] in message.text]

    @property
    def round_threads(self) -> list[Thread]:
        return [thread for thread in self.stage.guild.threads.values() if not thread.private]

    def read(self, person: str, place: Thread) -> list[str]:
        return [message.text for message in self.people[person].sees(place) if message.text]

    def whispered(self, person: str) -> str:
        """All that this person alone was shown in the group's channel."""
        own = self.people[person].sees(self.stage.channel)
        return "\n".join(message.text for message in own if message.is_ephemeral)

    def rows(self, sql: str) -> list[tuple[int, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return asyncio.run(_play(tmp_path_factory.mktemp("month") / "trellis.db"))


async def _play(database: Path) -> Month:
    async with on_stage(database) as stage:
        people = {person.name: person for person in stage.everybody}
        for name, locale in (("Sam", "en-US"), ("Ola", "no"), ("Ingrid", "no"), ("Giulia", "it")):
            people[name] = stage.move_in(name, locale)
        month = Month(stage, people, database)
        await _first_days(month)
        await _first_round(month)
        await _second_round(month)
        await _third_round(month)
        await _fourth_round(month)
        await nothing_more_comes()
        return month


async def _first_days(month: Month) -> None:
    stage, people = month.stage, month.people
    await found(stage)
    await stage.maria.slash("admin settings", {"meeting-channel": stage.guild.add_channel("pairs")})
    await join(*(people[name] for name in ("Maria", "Henry", "Kari", "Luca", "Ola", "Ingrid", "Giulia")))
    for name, contact in (("Kari", "message"), ("Giulia", "message"), ("Luca", "mention")):
        await people[name].press(custom_id=f"person:contact:{contact}")
    await commit(stage.grace, "Open every one-to-one with a question", way="conversation", reach=3, now=4)
    await commit(stage.maria, "Write down one decision a week", way="workflow")
    await commit(stage.henry, "Pitch on stage", way="stretch", reach=5)
    await commit(stage.kari, "Ringe tidligere kunder", {"why": "Folk skal komme tilbake"}, cadence="daily")
    await commit(people["Ola"], "Kun for makkeren: si nei", visibility="partner", cadence="weekdays")
    await commit(people["Ingrid"], "Bare for meg selv: skrive", visibility="private")
    plan = {"when_then": "Quando apro il portatile, allora apro prima il progetto", "obstacle": "Le urgenze"}
    await commit(stage.luca, "Chiudere la posta fino alle undici", plan, way="workflow", cadence="several", times=3)
    await commit(people["Giulia"], "Chiedere un parere ogni settimana", begin="monday")
    await stage.settle()
    for name in ("Kari", "Giulia"):
        await _press(people[name], "experiment:back:", "Chiudere la posta")
    await stage.until(Date(2026, 9, 6), Time(10))
    await stage.grace.slash("group show", name="Founders")
    await stage.grace.sees_next("leaders go first")
    await _answer(month, "Grace", "tried", learned="The first answer is never the real one")


async def _first_round(month: Month) -> None:
    stage = month.stage
    await stage.until(MONDAYS[0], Time(9, 20))
    await _answer(month, "Kari", "tried", learned="Folk vil gjerne bli spurt")
    await _answer(month, "Luca", "failed", happened="Una richiesta urgente", learned="Dire a chi conta come trovarmi")
    await _answer(month, "Ola", "tried", happened=f"{SECRETS[0]} sa jeg nei")
    await _answer(month, "Ingrid", "tried", happened=f"{SECRETS[1]} skrev jeg")
    await _answer(month, "Maria", "tried")
    await _answer(month, "Giulia", "not_yet", happened="Una settimana piena")
    await _press(stage.kari, "checkin:respond:", "Una richiesta urgente")
    await stage.kari.submit(text="Hva ville du gjort annerledes?")
    await stage.until(Date(2026, 9, 12), Time(12))
    for name in ("Kari", "Luca", "Grace"):
        await _met(month, name, "yes")
    await stage.until(MONDAYS[1], Time(8, 30))


async def _second_round(month: Month) -> None:
    stage = month.stage
    await stage.maria.slash("my away", until="2026-09-27")
    await stage.until(Date(2026, 9, 15), Time(12))
    await join(month.people["Sam"])
    await commit(month.people["Sam"], "Ask for one introduction a week")
    await _answer(month, "Sam", "tried", learned="People like to be asked")
    await _answer(month, "Luca", "failed", happened="Guardavo il telefono", blocker="Il capo scrive solo per posta")
    await _answer(month, "Grace", "tried")
    await _answer(month, "Giulia", "tried")
    await stage.until(MONDAYS[2], Time(8, 30))


async def _third_round(month: Month) -> None:
    stage = month.stage
    await stage.until(Date(2026, 9, 22), Time(9))
    await _answer(month, "Kari", "tried", learned="Det er lettere å ringe når jeg går")
    await _answer(month, "Grace", "not_yet", happened="Board week")
    await _answer(month, "Luca", "tried")
    await stage.until(Date(2026, 9, 25), Time(12))
    await stage.henry.slash("experiment list")
    await stage.until(MONDAYS[3], Time(8, 30))


async def _fourth_round(month: Month) -> None:
    stage, people = month.stage, month.people
    await stage.until(Date(2026, 9, 29), Time(9))
    await _answer(month, "Kari", "tried")
    await _answer(month, "Maria", "tried")
    await stage.grace.slash("partner show")
    await _finish(stage.luca, "drop", "Ha retto fino alle dieci", "Cominciate con un'ora sola", "6")
    await commit(people["Giulia"], "Chiudere la posta al mattino", way="workflow")
    await _press(people["Giulia"], "lesson:helped:", "un'ora sola")
    await stage.settle()
    await stage.luca.slash("experiment list")
    await stage.until(AFTER, Time(8, 30))
    for person in people.values():
        await person.slash("experiment list")
        await nothing_more_comes()


async def _answer(month: Month, name: str, outcome: str, **texts: str) -> None:
    """One of the three buttons, the newest this person sees, and its form."""
    person = month.people[name]
    await _press(person, f"checkin:{outcome}:")
    await person.submit(**texts)
    await month.stage.settle()


async def _met(month: Month, name: str, met: str) -> None:
    await _press(month.people[name], f"partner:met:{met}:")


async def _finish(person: Person, verdict: str, happened: str, advice: str, rating: str) -> None:
    [choice, *_] = await person.complete("experiment finish", "experiment", "")
    await person.slash("experiment finish", experiment=choice["value"])
    await person.submit(verdict=verdict, happened=happened, advice=advice, rating=rating)


async def _press(person: Person, prefix: str, about: str = "") -> None:
    """Presses the newest button of a kind that this person sees, wherever it is."""
    places = [person.channel, *person.threads()]
    found = [
        (message.id, message, button.custom_id)
        for place in places
        for message in person.sees(place)
        for button in message.buttons
        if about in message.text and (button.custom_id or "").startswith(prefix)
    ]
    _, message, custom_id = max(found, key=lambda each: each[0])
    await person.press(custom_id=custom_id, on=message)


def _pairs_by_round(month: Month) -> list[list[set[int]]]:
    rows = month.rows(
        "SELECT pairings.round_id, pairings.id, person_id FROM pairings"
        " JOIN pairing_people ON pairing_people.pairing_id = pairings.id ORDER BY pairings.round_id, pairings.id"
    )
    rounds: dict[int, dict[int, set[int]]] = {}
    for round_id, pairing_id, person_id in rows:
        rounds.setdefault(round_id, {}).setdefault(pairing_id, set()).add(person_id)
    return [list(pairs.values()) for pairs in rounds.values()]


def _seen_by_all(month: Month) -> Iterator[Seen]:
    yield from posted(month.stage)
    for thread in month.round_threads:
        yield from month.stage.maria.sees(thread)


def test_j5_e16_the_leaders_card_opens_the_first_thread(month: Month) -> None:
    first = [text for text in month.read("Henry", month.round_threads[0]) if "began" not in text]

    assert "Grace tried" in first[0]
    assert "Open every one-to-one with a question" in first[0]


def test_c9_four_rounds_are_prompted_and_closed_in_their_time(month: Month) -> None:
    assert [len(prompts(month.stage)), len(month.digests)] == [4, 4]


def test_c9_each_prompt_counts_everybody_and_names_nobody_who_is_silent(month: Month) -> None:
    counts = [next(line for line in prompt.text.splitlines() if "answered" in line) for prompt in prompts(month.stage)]

    assert counts == [
        "**7 of 8** have answered",
        "**4 of 8** have answered",
        "**3 of 8** have answered",
        "**2 of 8** have answered",  # Luca has closed his, Sam has begun one
    ]
    assert all("Henry" not in line for line in counts)


def test_c10_the_digest_tells_what_was_tried_what_failed_and_who_came_back(month: Month) -> None:
    first, _, third, fourth = month.digests

    assert "**4 of 6** tried something: 67%.\nCounting what isn't shared here, **7 of 8** answered." in first
    assert first.index("Dire a chi conta come trovarmi") < first.index("Folk vil gjerne bli spurt")
    assert "Kari" in next(line for line in third.splitlines() if "🌿" in line)
    assert "Maria" not in "".join(line for line in fourth.splitlines() if "🌿" in line)  # away is not a miss


def test_e6_what_few_may_read_is_in_nothing_that_all_read(month: Month) -> None:
    assert [message.text for message in _seen_by_all(month) if any(secret in message.text for secret in SECRETS)] == []


def test_e6_the_partner_reads_what_is_for_the_partner(month: Month) -> None:
    ola = month.people["Ola"]
    readers = {
        name
        for name, person in month.people.items()
        for thread in person.threads()
        if any(SECRETS[0] in message.text for message in person.sees(thread))
    }
    [first] = [some for some in _pairs_by_round(month)[0] if ola.id in some]

    assert {month.people[name].id for name in readers} == first


def test_p1_p2_everybody_is_paired_each_round_and_nobody_twice_with_the_same(month: Month) -> None:
    met = Counter(
        frozenset(two) for pairs in _pairs_by_round(month) for some in pairs for two in combinations(sorted(some), 2)
    )

    assert [sorted(map(len, pairs)) for pairs in _pairs_by_round(month)] == [
        [2, 2, 2, 2],
        [2, 2, 3],
        [2, 2, 2, 2],
        [2, 2, 2, 2],
    ]
    assert max(met.values()) == 1


def test_p5_three_silent_rounds_lead_out_of_the_pool(month: Month) -> None:
    henry = month.people["Henry"]

    rounds = [henry.id in set[int]().union(*pairs) for pairs in _pairs_by_round(month)]

    assert rounds == [True, True, True, False]
    assert "A break from pairs" in month.whispered("Henry")


def test_p6_each_pair_has_a_thread_that_only_its_people_see(month: Month) -> None:
    private = [thread for thread in month.stage.guild.threads.values() if thread.private]

    assert len(private) == sum(map(len, _pairs_by_round(month)))
    seen = [{person.id for person in month.people.values() if thread in person.threads()} for thread in private]
    assert sorted(map(sorted, seen)) == sorted(sorted(some) for pairs in _pairs_by_round(month) for some in pairs)


def test_n4_the_silent_get_one_nudge_a_round_and_their_partner_a_card(month: Month) -> None:
    nudges = month.rows(
        f"SELECT COUNT(*) FROM deliveries WHERE kind = 'nudge' AND person_id = {month.people['Henry'].id}"
    )

    assert nudges == [(4,)]
    assert "Half-way through the round" in month.whispered("Henry")
    assert len(Ledger(month.database).of("partner_card")) > 0


def test_c7_a_response_reaches_its_author(month: Month) -> None:
    [card] = [text for text in month.read("Luca", month.round_threads[0]) if "Hva ville du gjort annerledes?" in text]

    assert "Kari" in card


def test_c8_a_blocker_two_rounds_old_reaches_the_facilitator(month: Month) -> None:
    assert "Il capo scrive solo per posta" in month.whispered("Grace")


def test_c8_a_blocker_is_over_with_its_experiment(month: Month) -> None:
    assert ["Il capo scrive solo per posta" in digest for digest in month.digests] == [False, True, True, False]


def test_e6_the_thanks_promise_no_reader_there_is_not(month: Month) -> None:
    assert "Bare makkeren din i denne runden leser det." in month.whispered("Ola")
    assert "Ingen andre leser det." in month.whispered("Ingrid")


def test_e1_the_why_comes_back_half_way(month: Month) -> None:
    [nudge] = [message.text for message in month.people["Kari"].dms if "Midtveis" in message.text]

    assert "Hvorfor det betyr noe for deg: Folk skal komme tilbake" in nudge


def test_e7_witnesses_hear_how_it_ended(month: Month) -> None:
    assert Counter(state for state, _ in Ledger(month.database).of("witness")) == {"delivered": 2}


def test_e14_a_lesson_helps_the_next_and_its_author_hears(month: Month) -> None:
    assert "Cominciate con un'ora sola" in month.whispered("Giulia")
    assert [state for state, _ in Ledger(month.database).of("lesson_helped")] == ["delivered"]


def test_everything_owed_in_the_month_reached_somebody_or_says_why(month: Month) -> None:
    lost = month.rows("SELECT DISTINCT kind FROM deliveries WHERE state IN ('unreachable', 'expired')")

    read_too_late = {"nudge", "partner_card", "leaders_first"}  # nobody came by for them in time
    assert {kind for (kind,) in lost} - read_too_late == set()
