"""What was right when it was planned, and is not when it is said: people gone, threads locked, permissions taken."""

from pathlib import Path

import pytest
from whenever import Date

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from sandbox.protocol.threads import Thread
from tests.e2e.acting import (
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    TRIED,
    a_group,
    cards,
    check_in,
    found,
    join,
    nothing_more_comes,
    threads,
)
from tests.ledger import Ledger

CARE = Date(2026, 9, 12)  # two days before the digest, when pairs are asked whether they met
LOCKED = "The thread in #accountability is locked. Unlock it, or grant me Manage Threads."
HEAD = "could not be delivered"


@pytest.fixture
def ledger(stage: Stage, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "trellis.db")


@pytest.fixture
async def lounge(stage: Stage) -> Channel:
    """The meeting channel, named by a moderator."""
    channel = stage.guild.add_channel("meetings")
    await stage.maria.slash("admin settings", {"meeting-channel": channel})
    return channel


def take_away(stage: Stage, channel: Channel, denied: int) -> None:
    """The bot may do that no more there, and is told so."""
    bot = stage.sandbox.world.bot
    channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=denied)
    tell_changed(stage.sandbox.world, channel)


def lock(stage: Stage, thread: Thread, *, locked: bool = True, archived: bool = False) -> None:
    stage.sandbox.world.thread_life.edit(thread, {"locked": locked, "archived": archived})


def under(stage: Stage, lounge: Channel) -> list[Thread]:
    return [thread for thread in stage.guild.threads.values() if thread.parent is lounge]


async def a_pair(stage: Stage, one: Person, other: Person) -> None:
    """A group of these two; the first leads it."""
    await found(stage, facilitator=one)
    await join(other)


def notices(stage: Stage, office: Channel) -> list[str]:
    return [message.text for message in stage.maria.sees(office) if HEAD in message.text]


@pytest.mark.worlds("mention-adds-nobody")
async def test_one_who_left_the_server_before_the_thread_was_made_keeps_the_other_from_nothing(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await a_pair(stage, stage.grace, stage.henry)
    fault = stage.sandbox.world.faults.answer(503, rf"^POST /channels/{lounge.id}/threads$")
    await stage.until(FIRST_MONDAY, NINE)
    await stage.henry.leaves_server()

    await stage.clock.advance(minutes=5)

    [thread] = under(stage, lounge)
    assert fault.struck == 1
    assert ledger.of("pair") == [("delivered", "sent")]
    assert thread.members.keys() == {stage.grace.id, stage.sandbox.world.bot.id}
    assert (await stage.maria.slash("admin deliveries")).text.count("Thread of a pair") == 0


async def test_a_pairs_thread_that_is_deleted_while_they_are_put_into_it_is_not_taken_for_people_who_left(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await a_pair(stage, stage.grace, stage.henry)
    stage.sandbox.world.faults.answer(404, r"^PUT /channels/\d+/thread-members/\d+$", code=10003)

    await stage.until(FIRST_MONDAY, NINE)

    assert ledger.of("pair") == [("unreachable", "channel_gone")]


@pytest.mark.worlds("mention-adds-nobody")
async def test_an_introduction_of_one_who_left_meanwhile_reaches_the_other_and_ends(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await found(stage)
    await join(stage.kari, stage.luca, stage.henry)
    await stage.henry.slash("introduce", first=stage.kari, second=stage.luca)
    await stage.henry.submit(why="Both of you teach", hope="A good talk", question="Why?")
    await stage.settle()
    await stage.luca.slash("gruppo elenca")
    await nothing_more_comes()
    await stage.luca.press("🤝 Sì, presentaci")
    stage.sandbox.world.faults.answer(503, rf"^POST /channels/{lounge.id}/threads$")
    await stage.kari.slash("gruppe liste")
    await nothing_more_comes()
    await stage.kari.press("🤝 Ja, introduser oss")
    await stage.settle()
    await stage.kari.leaves_server()

    await stage.clock.advance(minutes=5)

    [thread] = under(stage, lounge)
    assert thread.members.keys() == {stage.luca.id, stage.sandbox.world.bot.id}
    assert ledger.of("introduction") == [("delivered", "sent")]


@pytest.mark.worlds("mention-adds-nobody")
async def test_a_thread_mentions_nobody_who_has_left_the_server(stage: Stage, ledger: Ledger) -> None:
    await a_group(stage, stage.henry, stage.kari)
    for person in (stage.henry, stage.kari):
        await person.press(custom_id="person:contact:mention")
    await stage.until(FIRST_MONDAY, NINE)
    await stage.kari.leaves_server()

    await stage.until(HALF_WAY, NINE)

    [mention] = [message for message in cards(stage) if "there is room for your answer" in message.text]
    assert ledger.of("mention") == [("delivered", "sent")]
    assert ("@Henry" in mention.text, "@Kari" in mention.text) == (True, False)
    assert [notice.why for notice in stage.henry.notifications] == ["mention"]


@pytest.mark.worlds("edit-adds")
async def test_a_card_written_anew_brings_nobody_into_the_thread_whom_it_names(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    said = await check_in(stage.henry, tried="Rang three")
    await stage.settle()

    asked = await stage.henry.press("Change my answer", on=said)
    await stage.henry.press(TRIED, on=asked)
    await stage.henry.submit(tried="Rang four")
    await stage.settle()

    [card] = cards(stage, thread)
    assert ("@Henry" in card.text, "Rang four" in card.text) == (True, True)
    assert thread.members.keys() == {stage.sandbox.world.bot.id}


@pytest.mark.parametrize("archived", [False, True], ids=["in use", "in the archive"])
async def test_a_thread_locked_between_two_cards_takes_the_second_once_it_is_unlocked(
    stage: Stage, ledger: Ledger, archived: bool
) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    take_away(stage, stage.channel, permissions.MANAGE_THREADS)
    await check_in(stage.kari)
    await stage.settle()
    lock(stage, thread, archived=archived)
    await check_in(stage.henry)
    await stage.settle()

    listed = await stage.maria.slash("admin deliveries")
    before = len(cards(stage, thread))
    lock(stage, thread, locked=False)
    await stage.maria.press("Retry")
    await stage.settle()

    assert listed.text.splitlines()[2:4] == [
        "**Card of an answer** · “Founders” in #accountability · 2026-09-07 07:00 UTC",
        LOCKED,
    ]
    assert (before, len(cards(stage, thread))) == (1, 2)
    assert ledger.of("check_in") == [("delivered", "sent")] * 2


@pytest.mark.parametrize("archived", [False, True], ids=["in use", "in the archive"])
async def test_a_card_written_anew_in_a_locked_thread_ends_named_is_not_tried_for_ever_and_goes_on_once_unlocked(
    stage: Stage, ledger: Ledger, archived: bool
) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    said = await check_in(stage.henry, tried="Rang three")
    await stage.settle()
    take_away(stage, stage.channel, permissions.MANAGE_THREADS)
    lock(stage, thread, archived=archived)

    asked = await stage.henry.press("Change my answer", on=said)
    await stage.henry.press(TRIED, on=asked)
    await stage.henry.submit(tried="Rang four")
    await stage.settle()
    ended = ledger.of("check_in_edit")
    await stage.clock.advance(hours=6)
    still = ledger.of("check_in_edit")
    listed = await stage.maria.slash("admin deliveries")
    lock(stage, thread, locked=False)
    await stage.maria.press("Retry")
    await stage.settle()

    assert (ended, still) == ([("unreachable", "thread_locked")], [("unreachable", "thread_locked")])
    assert LOCKED in listed.text
    assert ["Rang four" in card.text for card in cards(stage, thread)] == [True]


async def test_without_the_right_to_manage_threads_a_pair_that_has_its_thread_is_spoken_to_and_parted_in_it(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await a_pair(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    take_away(stage, lounge, permissions.MANAGE_THREADS)

    await stage.until(CARE, NINE)
    await stage.henry.slash("group leave", name="Founders")
    await stage.settle()

    assert ledger.of("met") == ledger.of("pair_ended") == [("delivered", "sent")]
    assert stage.henry.threads(lounge) == []
    assert len(stage.grace.threads(lounge)) == 1


async def test_a_meeting_channel_hidden_mid_week_ends_what_was_for_the_pair_named_and_moderators_hear_once(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    office = stage.guild.add_channel("office")
    await stage.maria.slash("admin settings", {"moderators-channel": office, "language": "en"})
    await a_pair(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = under(stage, lounge)
    take_away(stage, lounge, permissions.VIEW_CHANNEL)

    await stage.until(CARE, NINE)
    await stage.henry.slash("group leave", name="Founders")
    await stage.settle()
    await stage.clock.advance(hours=2)
    told = notices(stage, office)
    listed = await stage.maria.slash("admin deliveries")

    assert ledger.of("met") == ledger.of("pair_ended") == [("unreachable", "no_access")]
    assert len(told) == 1
    assert "Grant me there: View Channel." in told[0]
    assert "Grant me there: View Channel." in listed.text
    assert stage.henry.id in thread.members
