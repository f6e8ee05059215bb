"""Never wearing a person out: budget, quiet hours, snooze, one message for all that is due, one invitation a round."""

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    a_group,
    check_in,
    commit,
    found,
    join,
    sentence_of,
    threads,
    whispers,
)

FRIDAY = Date(2026, 9, 11)
HALF_WAY_EN = "Half-way through the round"


def nudges(person: Person) -> list[str]:
    return [message.text for message in person.dms if HALF_WAY_EN in message.text]


async def messages_to_henry(stage: Stage) -> None:
    await stage.henry.press("Message me")


async def test_a_nudge_in_quiet_hours_comes_in_the_morning(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await stage.henry.slash("my nudges", {"quiet-from": "08:30", "quiet-until": "10:00"})

    await stage.until(HALF_WAY, Time(9, 59))
    early = nudges(stage.henry)
    await stage.until(HALF_WAY, Time(10))

    assert early == []
    assert len(nudges(stage.henry)) == 1


async def test_quiet_hours_that_cover_the_day_leave_the_nudge_waiting(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    told = await stage.henry.slash("my nudges", {"quiet-from": "07:00", "quiet-until": "07:00"})

    await stage.until(FRIDAY, NINE)
    await stage.henry.slash("experiment list")
    await stage.settle()

    assert "No direct messages at any hour." in told.text
    assert nudges(stage.henry) == []
    assert len(whispers(stage.henry, HALF_WAY_EN)) == 1


async def test_a_budget_of_none_leaves_only_the_prompts(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await stage.henry.slash("my nudges", {"per-week": 0})

    await stage.until(FRIDAY, NINE)
    await stage.henry.slash("experiment list")
    await stage.settle()

    assert (nudges(stage.henry), whispers(stage.henry, HALF_WAY_EN)) == ([], [])


async def test_what_is_due_in_two_groups_is_one_message(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await found(stage, name="Speakers")
    await join(stage.henry, name="Speakers")
    await commit(stage.henry, "Speak up once", group="Speakers")

    await stage.until(FRIDAY, NINE)

    [told] = nudges(stage.henry)
    assert "Founders" in told
    assert "Speakers" in told


async def test_snoozed_it_comes_again_once_however_often_it_was_pressed(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await stage.until(HALF_WAY, NINE)
    stage.henry.go(stage.henry.dm_channel)

    said = await stage.henry.press("Tomorrow")
    await stage.henry.press("Tomorrow")
    await stage.until(FRIDAY, EIGHT)
    early = len(nudges(stage.henry))
    await stage.until(FRIDAY, NINE)

    assert said.text == "Good: I come back to it on Friday 11 September at 09:00."
    assert (early, len(nudges(stage.henry))) == (1, 2)


async def test_a_snooze_past_the_rounds_end_is_refused(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await stage.until(HALF_WAY, NINE)
    stage.henry.go(stage.henry.dm_channel)
    await stage.until(Date(2026, 9, 14), Time(6))

    refused = await stage.henry.press("Later today")

    assert sentence_of(refused).startswith("The round ends before then")


async def test_a_skipped_round_is_not_spoken_of_again(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await stage.until(HALF_WAY, NINE)
    stage.henry.go(stage.henry.dm_channel)
    await stage.henry.press("Tomorrow")

    await stage.henry.press("Skip this round")
    await stage.until(Date(2026, 9, 13), NINE)

    assert len(nudges(stage.henry)) == 1


async def test_ignored_nudges_come_ever_more_rarely_and_stop(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await messages_to_henry(stage)
    await commit(stage.henry, "Ninety days", days=90)

    counts = []
    for week in range(10):
        await stage.until(FRIDAY.add(days=7 * week), NINE)
        counts.append(len(nudges(stage.henry)))

    assert counts == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4]


async def test_an_answer_ends_the_back_off(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await messages_to_henry(stage)
    await commit(stage.henry, "Ninety days", days=90)
    await stage.until(FRIDAY.add(days=7), NINE)
    stage.henry.go(stage.channel)
    await check_in(stage.henry, "not_yet")

    await stage.until(FRIDAY.add(days=14), NINE)

    assert len(nudges(stage.henry)) == 3


@pytest.mark.worlds("mention-adds-nobody")
async def test_the_thread_mentions_once_a_round_those_who_allowed_it_and_nobody_else(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari, stage.luca)
    await stage.kari.press("Nevn meg i tråden")
    await stage.luca.press("Solo qui")

    await stage.until(FRIDAY, NINE)

    [thread] = threads(stage)
    invitations = [message.card for message in stage.maria.sees(thread) if "room for your answer" in message.card]
    assert [line.splitlines()[0] for line in invitations] == ["@Kari: there is room for your answer in this round."]
    assert [notice.why for notice in stage.kari.notifications] == ["mention"]
    assert (stage.luca.notifications, stage.henry.notifications) == ([], [])


async def test_after_downtime_one_late_message_says_that_it_is_late(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    await found(stage, name="Speakers")
    await join(stage.henry, name="Speakers")
    await commit(stage.henry, "Speak up once", group="Speakers")
    await stage.until(FIRST_MONDAY, NINE)
    await stage.stop_bot()
    await stage.clock.advance_to(FRIDAY.at(NINE).assume_tz("Europe/Oslo").to_instant())

    await stage.start_bot()
    await stage.settle()

    [told] = nudges(stage.henry)
    assert "This comes later than it should" in told


async def test_ones_own_zone_moves_ones_own_quiet_hours(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await messages_to_henry(stage)
    moved = await stage.henry.slash("my profile", zone="Honolulu")  # nine in Oslo is nine the evening before there

    await stage.until(HALF_WAY, Time(19, 59))
    early = nudges(stage.henry)
    await stage.until(HALF_WAY, Time(20))

    assert "Honolulu" in moved.text
    assert early == []
    assert len(nudges(stage.henry)) == 1
