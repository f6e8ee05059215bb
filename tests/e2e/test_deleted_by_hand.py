"""What a moderator deletes by hand: the next card makes what is missing, once, or it is said what happened."""

import re

from bot.demo.stage import Stage
from sandbox.people.seen import Seen
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, cards, check_in, posted, press_unseen, prompts, threads
from tests.e2e.test_ring import ask, begin, in_thread, later, ring_card

NOTHING = "### Not delivered\nNothing is left over: in the last 30 days all that was due has gone out."
NONCE_WINDOW_SECONDS = 3600.0


async def a_prompt(stage: Stage) -> None:
    """A round of two, whose prompt is out long enough for its nonce to be forgotten."""
    await a_group(stage, stage.kari, stage.luca)
    await stage.until(FIRST_MONDAY, NINE)
    await stage.clock.advance(hours=2)
    await stage.settle()
    stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)


async def settled(stage: Stage) -> None:
    """All cards are out, and the counts written."""
    await stage.settle()
    await stage.clock.advance(minutes=5)
    await stage.settle()


def delete_message(stage: Stage, seen: Seen) -> None:
    stage.sandbox.world.posts.delete(stage.channel.messages[seen.id])


def another_channel(stage: Stage) -> Channel:
    """Where everybody is from now on."""
    channel = stage.guild.add_channel("accountability-2")
    for person in (stage.maria, stage.grace, stage.henry, stage.kari, stage.luca):
        person.go(channel)
    return channel


async def left_over(stage: Stage) -> str:
    return (await stage.maria.slash("admin deliveries")).text


async def test_the_thread_of_a_round_is_made_again_for_the_next_card(stage: Stage) -> None:
    await a_prompt(stage)
    [thread] = threads(stage)
    stage.guild.delete_channel(thread)

    await check_in(stage.kari)
    await settled(stage)

    [again] = threads(stage)
    assert (again.name, len(cards(stage, again)), len(prompts(stage))) == (thread.name, 1, 1)
    assert "**1 of 2**" in prompts(stage)[0].text
    assert await left_over(stage) == NOTHING


async def test_two_cards_that_meet_the_gap_together_make_one_thread(stage: Stage) -> None:
    await a_prompt(stage)
    stage.guild.delete_channel(threads(stage)[0])

    for person in (stage.kari, stage.luca):
        await check_in(person)
    await settled(stage)

    [again] = threads(stage)
    assert (len(cards(stage, again)), len(prompts(stage))) == (2, 1)


async def test_a_prompt_that_was_deleted_is_posted_again_once_somebody_answers(stage: Stage) -> None:
    await a_prompt(stage)
    [thread] = threads(stage)
    delete_message(stage, prompts(stage)[0])

    await check_in(stage.kari)
    await settled(stage)

    [prompt] = prompts(stage)
    assert "**1 of 2**" in prompt.text
    assert threads(stage) == [thread]  # what was said there goes on there
    assert len(cards(stage, thread)) == 1
    assert await left_over(stage) == NOTHING


async def test_a_prompt_deleted_with_its_thread_comes_again_with_one(stage: Stage) -> None:
    await a_prompt(stage)
    delete_message(stage, prompts(stage)[0])
    stage.guild.delete_channel(threads(stage)[0])

    await check_in(stage.kari)
    await settled(stage)

    [prompt], [thread] = prompts(stage), threads(stage)
    assert (thread.id, len(cards(stage, thread))) == (prompt.id, 1)
    assert await left_over(stage) == NOTHING


async def test_whoever_looks_for_a_deleted_prompt_has_it_posted_again(stage: Stage) -> None:
    await a_prompt(stage)
    delete_message(stage, prompts(stage)[0])

    shown = await stage.grace.slash("facilitate prompt")
    await settled(stage)

    assert "If it was deleted, it comes again within a minute." in shown.text
    assert len(prompts(stage)) == 1


async def test_a_prompt_deleted_at_once_comes_again_once_discord_has_forgotten_the_first(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    delete_message(stage, prompts(stage)[0])

    await check_in(stage.kari)
    await settled(stage)
    too_early = prompts(stage)
    stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
    await stage.clock.advance(minutes=10)
    await stage.settle()

    assert (too_early, len(prompts(stage))) == ([], 1)


async def test_a_prompt_that_a_deleted_channel_did_not_take_is_posted_in_the_next(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    stage.maria.go(stage.guild.add_channel("office"))
    stage.guild.delete_channel(stage.channel)
    await stage.until(FIRST_MONDAY, NINE)
    new = another_channel(stage)

    await stage.maria.slash("admin group edit", name="Founders", channel=new)
    await stage.settle()
    await check_in(stage.kari)
    await settled(stage)

    [thread] = threads(stage)
    assert (thread.parent, len(cards(stage, thread))) == (new, 1)
    assert await left_over(stage) == NOTHING


async def test_a_prompt_that_was_barred_follows_the_first_card_that_is_not(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    bot = stage.sandbox.world.bot
    stage.channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=permissions.SEND_MESSAGES)
    tell_changed(stage.sandbox.world, stage.channel)
    await stage.until(FIRST_MONDAY, NINE)
    barred = prompts(stage)
    del stage.channel.overwrites[bot.id]
    tell_changed(stage.sandbox.world, stage.channel)

    await check_in(stage.kari)
    await settled(stage)

    [prompt] = prompts(stage)
    assert (barred, "**1 of 1**" in prompt.text) == ([], True)
    assert await left_over(stage) == NOTHING


async def test_a_channel_replaced_in_the_middle_of_a_round_gets_its_prompt_and_thread(stage: Stage) -> None:
    await a_prompt(stage)
    new = another_channel(stage)
    stage.guild.delete_channel(stage.channel)
    await stage.maria.slash("admin group edit", name="Founders", channel=new)

    await check_in(stage.kari)
    await settled(stage)

    [thread] = threads(stage)
    assert (thread.parent, len(cards(stage, thread))) == (new, 1)
    assert await left_over(stage) == NOTHING


async def test_a_card_from_before_goes_into_a_new_thread_once_it_is_tried_again(stage: Stage) -> None:
    """The channel was deleted and nobody named another: this is listed; then it goes where the group is now."""
    await a_prompt(stage)
    new = another_channel(stage)
    stage.guild.delete_channel(stage.channel)
    await check_in(stage.kari)
    await settled(stage)
    listed = await left_over(stage)
    await stage.maria.slash("admin group edit", name="Founders", channel=new)
    await stage.maria.slash("admin deliveries")
    await stage.maria.press("Retry all")
    await settled(stage)

    assert "The channel is gone, or hidden from me." in listed
    [thread] = threads(stage)
    assert (thread.parent, len(cards(stage, thread))) == (new, 1)


async def test_the_thread_of_a_ring_is_made_again_with_the_requests_in_it(stage: Stage) -> None:
    thread = await begin(stage)
    await ask(stage, stage.grace, "Who has sold to a school?", "introduction")
    await later(stage)
    stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
    stage.guild.delete_channel(thread)

    await ask(stage, stage.luca, "Come si chiude una trattativa?")
    await later(stage)

    said = [re.sub(r"\s+", " ", seen.text) for seen in in_thread(stage)]
    assert [sum(words in text for text in said) for words in ("Who has sold", "Come si chiude")] == [1, 1]
    assert len([seen for seen in posted(stage) if "[🌐" in seen.text]) == 1
    assert await left_over(stage) == NOTHING


async def test_the_card_of_a_ring_that_was_deleted_is_posted_again(stage: Stage) -> None:
    thread = await begin(stage)
    card = ring_card(stage)
    stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
    stage.sandbox.world.posts.delete(stage.channel.messages[card.id])
    await press_unseen(stage, stage.henry, card.buttons[0].custom_id or "")
    await stage.henry.submit(request="Who knows a good accountant?", kind="advice")
    await stage.settle()
    await later(stage)

    assert "🙋" in ring_card(stage).text
    assert threads(stage) == [thread]
    assert len(in_thread(stage)) == 1
    assert await left_over(stage) == NOTHING
