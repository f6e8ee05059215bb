"""Where asks live: a forum, a full server, a channel that is gone; threads that sink and that are closed (K1, K7)."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.demo.stage import Stage
from bot.domain.communities import Setting
from bot.domain.people import Actor, Language
from sandbox import Person
from sandbox.people import Seen
from sandbox.people.refused import InteractionFailed
from sandbox.protocol import interactions, permissions
from sandbox.protocol.channels import FORUM, REQUIRE_TAG, VOICE, Channel, ForumTag, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from sandbox.protocol.threads import Thread
from tests.e2e.acting import pressed, threads
from tests.ledger import Ledger

MESSAGES = r"^POST /channels/\d+/messages$"
POSTS = r"^POST /channels/\d+/threads$"
QUESTION = "How do you price a workshop?"


@pytest.fixture
def ledger(stage: Stage, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "trellis.db")


async def asks_go_to(stage: Stage, channel: Channel) -> Channel:
    await stage.maria.slash("admin settings", {"knowledge-channel": channel})
    return channel


async def a_forum(stage: Stage, *tags: str, moderated: str = "", flags: int = 0) -> Channel:
    known = [ForumTag(stage.sandbox.world.ids.next(), name, moderated=name == moderated) for name in tags]
    return await asks_go_to(stage, stage.guild.add_channel("asks", FORUM, available_tags=known, flags=flags))


async def a_text_channel(stage: Stage) -> Channel:
    return await asks_go_to(stage, stage.guild.add_channel("ask-here"))


async def ask(person: Person, stage: Stage, kind: str = "introduction") -> None:
    await person.slash("ask", kind=kind)
    await person.submit(question=QUESTION, tried="By the hour", minutes="30")
    await stage.settle()


def tags(post: Thread) -> list[str]:
    names = {tag.id: tag.name for tag in post.the_parent.available_tags}
    return [names[tag] for tag in post.applied_tags]


def card(stage: Stage, place: Channel) -> Seen:
    """The ask's, wherever it is: the one that tells who asks."""
    [only] = [message for message in stage.maria.sees(place) if " asks\n" in message.text]
    return only


async def days(stage: Stage, number: int) -> None:
    await stage.clock.advance(days=number)


async def heard(stage: Stage) -> None:
    """Waits until the bot has heard and done all that has happened: events come in order, this one last."""
    await stage.maria.slash("offer list")
    await stage.settle()
    await stage.clock.advance(minutes=1)


async def test_k1_in_a_forum_an_ask_is_a_post_with_its_tag_and_its_card_goes_on_there(stage: Stage) -> None:
    forum = await a_forum(stage, "Råd", "🤝 Presentazioni")
    await ask(stage.grace, stage)
    [post] = threads(stage)

    stage.henry.go(post)
    await stage.henry.press("🙋 I can help")
    await stage.clock.advance(minutes=1)

    assert (post.parent, post.name, tags(post)) == (forum, QUESTION, ["🤝 Presentazioni"])
    assert card(stage, post).id == post.id
    assert "🙋 Offered to help: @Henry" in card(stage, post).text


async def test_a_forum_that_demands_a_tag_gets_its_first_and_with_none_to_give_moderators_hear_why(
    stage: Stage, ledger: Ledger
) -> None:
    await a_forum(stage, "Reserved", "Anything", moderated="Reserved", flags=REQUIRE_TAG)
    await ask(stage.grace, stage)
    [post] = threads(stage)
    await a_forum(stage, flags=REQUIRE_TAG)

    await ask(stage.henry, stage)
    left = await stage.maria.slash("admin deliveries")
    await stage.henry.slash("offer list")
    told = await stage.henry.sees_next("I could not post your ask yet")

    assert tags(post) == ["Anything"]
    assert ledger.of("ask") == [("delivered", "sent"), ("unreachable", "no_tag")]
    assert "demands a tag, and has none that everybody may set" in left.text
    assert told.is_ephemeral


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_post_that_is_out_although_discord_stumbled_is_found_and_not_made_again(
    stage: Stage, ledger: Ledger, status: int
) -> None:
    await a_forum(stage)
    fault = stage.sandbox.world.faults.answer(status, POSTS, times=1, after_effect=True)

    await ask(stage.grace, stage)
    [post] = threads(stage)
    stage.sandbox.world.thread_life.edit(post, {"archived": True})  # found among the hidden ones, too
    await stage.clock.advance(minutes=1)

    assert (fault.struck, len(threads(stage))) == (1, 1)
    assert ledger.of("ask") == [("delivered", "sent_before_crash")]


async def test_without_room_for_a_thread_the_card_stays_in_the_channel_and_says_so(
    stage: Stage, ledger: Ledger
) -> None:
    channel = await a_text_channel(stage)
    stage.sandbox.world.active_threads_per_guild = 0

    await ask(stage.grace, stage)
    await stage.clock.advance(minutes=1)
    await stage.grace.slash("offer list")
    told = await stage.grace.sees_next("Your ask is out, but without a thread")

    assert threads(stage) == []
    assert "Answer right here in the channel." in card(stage, channel).text
    assert told.is_ephemeral
    assert ledger.of("ask") == [("delivered", "too_many_threads")]


async def test_without_room_in_the_forum_the_ask_goes_to_the_group_of_who_asks(stage: Stage, ledger: Ledger) -> None:
    await a_forum(stage)
    await stage.maria.slash(
        "admin group create",
        {
            "name": "Founders",
            "channel": stage.channel,
            "weekday": 1,
            "time": "09:00",
            "zone": "Europe/Oslo",
            "language": "en",
            "facilitator": stage.grace,
        },
    )
    stage.sandbox.world.active_threads_per_guild = 0
    stage.sandbox.world.faults.answer(503, MESSAGES, times=1, after_effect=True)

    await ask(stage.grace, stage)
    await ask(stage.henry, stage)  # who is in no group
    await stage.clock.advance(minutes=1)
    await stage.grace.slash("offer list")
    told = await stage.grace.sees_next("The forum for asks takes no more posts")

    assert "Answer right here in the channel." in card(stage, stage.channel).text
    assert told.is_ephemeral
    assert ledger.of("ask") == [("delivered", "too_many_threads"), ("unreachable", "too_many_threads")]


async def deleted(stage: Stage, channel: Channel) -> None:
    stage.guild.delete_channel(channel)


async def muted(stage: Stage, channel: Channel) -> None:
    bot_id = stage.sandbox.world.bot.id
    channel.overwrites[bot_id] = Overwrite(bot_id, type=1, deny=permissions.SEND_MESSAGES)
    tell_changed(stage.sandbox.world, channel)


async def spoken_in(stage: Stage, _channel: Channel) -> None:
    """A voice channel in its place: the command takes none, so it came about in another way."""
    assert stage.app is not None
    voice = stage.guild.add_channel("lounge", VOICE)
    maria = Actor(stage.guild.id, stage.maria.id, Language.ENGLISH, is_moderator=True)
    await stage.app.services.communities.decide(maria, {Setting.KNOWLEDGE_CHANNEL: voice.id})


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (deleted, "The channel for asks is gone"),
        (muted, "Grant me there: Send Messages"),
        (spoken_in, "is neither a text channel nor a forum"),
    ],
)
async def test_an_ask_that_cannot_be_posted_waits_for_a_moderator_to_name_another_channel(
    stage: Stage, ledger: Ledger, broken: Callable[[Stage, Channel], Awaitable[None]], why: str
) -> None:
    channel = await a_text_channel(stage)
    await broken(stage, channel)
    await ask(stage.grace, stage)
    left = await stage.maria.slash("admin deliveries")
    await stage.grace.slash("offer list")
    told = await stage.grace.sees_next("I could not post your ask yet")

    another = await a_text_channel(stage)
    await stage.maria.slash("admin deliveries")
    await stage.maria.press("Retry")
    await stage.settle()

    assert why in left.text
    assert told.is_ephemeral
    assert QUESTION in card(stage, another).text
    assert ledger.of("ask") == [("delivered", "sent")]


@pytest.mark.worlds("button-wakes-nothing")
async def test_k7_an_ask_that_nobody_writes_about_is_closed_and_put_away_until_somebody_writes(
    stage: Stage, ledger: Ledger
) -> None:
    forum = await a_forum(stage)
    await ask(stage.grace, stage)
    [post] = threads(stage)

    await days(stage, 5)
    await stage.henry.write(post, "I ask what it is worth to them")
    await days(stage, 9)
    in_use = (post.archived, "💤" in card(stage, post).text)
    await days(stage, 3)
    closed = (post.archived, "💤" in card(stage, post).text)
    await days(stage, 5)
    said = [message.text for message in stage.maria.sees(post)][-1]
    await stage.luca.write(post, "E se il prezzo lo fanno loro?")
    await heard(stage)

    assert forum.messages == {}
    assert in_use == (False, False)
    assert closed == (True, True)
    assert said.startswith("Nobody has written here for 10 days, so I close this ask.")
    assert "💤" not in card(stage, post).text
    assert post.archived is False
    assert ledger.of("ask_closed") == [("delivered", "sent")]


@pytest.mark.worlds("button-wakes-nothing")
async def test_k7_a_thread_in_use_is_kept_from_sinking_and_a_closed_one_opens_with_a_press(stage: Stage) -> None:
    """On its card in the channel, which lives wherever a press in the archive reaches nobody."""
    channel = await a_text_channel(stage)
    await ask(stage.grace, stage)
    [thread] = threads(stage)
    thread.auto_archive_duration = 4320  # three days, as a moderator may set it

    await days(stage, 4)
    changed_by_the_fourth_day = len(stage.sandbox.world.journal.of("thread_changed"))
    kept = thread.archived
    await days(stage, 8)
    idle = card(stage, channel).text
    stage.grace.go(channel)
    await stage.grace.press("🔄 Reopen")
    await stage.clock.advance(minutes=1)

    assert changed_by_the_fourth_day == 2  # put away by Discord, and taken back out
    assert kept is False
    assert "💤" in idle
    assert "💤" not in card(stage, channel).text


@pytest.mark.worlds("button-wakes-nothing")
async def test_k7_a_press_in_the_archive_opens_a_closed_ask_or_else_a_word_there_does(stage: Stage) -> None:
    channel = await a_text_channel(stage)
    await ask(stage.grace, stage)
    [thread] = threads(stage)
    await days(stage, 12)
    idle, away = card(stage, channel).text, thread.archived
    stage.grace.go(thread)

    try:
        await stage.grace.press("🔄 Reopen")
    except InteractionFailed:
        await stage.grace.write(thread, "I'd still like to know")
    await heard(stage)

    assert ("Writing in the thread reopens it." in idle, away) == (True, True)
    assert "💤" not in card(stage, channel).text
    assert thread.archived is False


async def test_in_a_locked_thread_an_idle_ask_is_closed_on_its_card_and_moderators_hear_of_the_lock(
    stage: Stage, ledger: Ledger
) -> None:
    channel = await a_text_channel(stage)
    bot_id = stage.sandbox.world.bot.id
    channel.overwrites[bot_id] = Overwrite(bot_id, type=1, deny=permissions.MANAGE_THREADS)
    await ask(stage.grace, stage)
    [thread] = threads(stage)
    stage.sandbox.world.thread_life.edit(thread, {"locked": True, "archived": True})

    await days(stage, 11)
    left = await stage.maria.slash("admin deliveries")

    assert "💤" in card(stage, channel).text
    assert ledger.of("ask_closed") == [("unreachable", "thread_locked")]
    assert f"The thread in #{thread.name} is locked." in left.text


async def test_an_ask_whose_post_a_moderator_deletes_is_over_and_its_person_hears_it_privately(
    stage: Stage, ledger: Ledger
) -> None:
    """K7; nobody can press on it any more, so it closes by itself and takes no room."""
    await a_forum(stage, "Advice")
    await ask(stage.grace, stage)
    [post] = threads(stage)

    stage.guild.delete_channel(post)
    await days(stage, 1)
    await heard(stage)
    await stage.grace.slash("offer list")

    told = await stage.grace.sees_next("Your ask was deleted where it stood")
    assert (told.is_ephemeral, QUESTION in told.text) == (True, True)
    assert ledger.of("ask_edit") == [("cancelled", "no_longer_needed")]


async def test_thanks_in_the_thread_of_a_solved_ask_do_not_open_it_again(stage: Stage, ledger: Ledger) -> None:
    channel = await a_text_channel(stage)
    await ask(stage.grace, stage)
    [thread] = threads(stage)
    stage.grace.go(channel)
    await stage.grace.press("✅ Solved")

    await stage.grace.write(thread, "Thank you, all of you!")
    await days(stage, 2)
    solved = card(stage, channel).text
    await days(stage, 8)
    was_hidden = thread.archived
    await stage.henry.write(thread, "One more thought")
    await heard(stage)

    assert "✅ Solved ·" in solved
    assert was_hidden is True
    assert "✅ Solved ·" not in card(stage, channel).text


async def test_a_press_in_a_thread_that_takes_no_answer_counts_all_the_same(stage: Stage) -> None:
    await a_forum(stage)
    await ask(stage.grace, stage)
    [post] = threads(stage)
    world = stage.sandbox.world
    data = {"custom_id": pressed(card(stage, post), "🙋 I can help"), "component_type": 2}
    where = stage.henry.id, stage.guild.id, post.id

    with capture_logs() as logs:
        press = world.create_interaction(interactions.COMPONENT, *where, data, world.message(post.id))
        refused = world.faults.answer(400, rf"^POST /interactions/{press.id}/", times=None, code=50083)
        await heard(stage)

    assert refused.struck == 2  # the card, and the word to who pressed
    assert "🙋 Offered to help: @Henry" in card(stage, post).text
    assert [entry["event"] for entry in logs if entry["event"].startswith("door.")] == ["door.no_answer"]


async def test_twenty_who_press_at_once_are_all_on_the_card_after_few_edits(stage: Stage) -> None:
    channel = await a_text_channel(stage)
    await ask(stage.grace, stage)
    helpers = [stage.move_in(f"Helper {number:02}", "en-GB") for number in range(20)]
    for helper in helpers:
        helper.go(channel)
    edits = stage.sandbox.world.faults.with_headers({}, r"^PATCH /channels/\d+/messages/\d+$", times=None)

    await asyncio.gather(*(helper.press("🙋 I can help") for helper in helpers))
    await stage.clock.advance(minutes=1)

    assert "(+10)" in card(stage, channel).text
    assert edits.struck <= 2
    assert stage.sandbox.world.journal.of("refused") == []
