"""Messages: who is notified, the nonce window, files, threads that wake, what persons see."""

from __future__ import annotations

import discord
import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.messages import THREAD_CREATED
from sandbox.protocol.permissions import MENTION_EVERYONE
from sandbox.protocol.ratelimits import Limit, RateLimits


def messages(channel: Channel) -> str:
    return f"/channels/{channel.id}/messages"


async def test_the_same_nonce_gives_the_same_message(rest, channel: Channel) -> None:
    body = {"content": "Once", "nonce": "delivery-1", "enforce_nonce": True}

    first = await rest.send("POST", messages(channel), body)
    second = await rest.send("POST", messages(channel), body)

    assert (first[1]["id"], second[0], len(channel.messages)) == (second[1]["id"], 200, 1)


async def test_the_nonce_of_a_deleted_message_is_an_unknown_message(rest, channel: Channel) -> None:
    body = {"content": "Once", "nonce": "delivery-1", "enforce_nonce": True}
    _, sent = await rest.send("POST", messages(channel), body)
    await rest.send("DELETE", f"{messages(channel)}/{sent['id']}")

    assert await rest.refusal("POST", messages(channel), body) == (404, 10008)


async def test_a_nonce_is_forgotten_after_minutes(sandbox: Sandbox, rest, channel: Channel) -> None:
    body = {"content": "Again", "nonce": "delivery-1", "enforce_nonce": True}
    await rest.send("POST", messages(channel), body)
    sandbox.world.real.skip(600)

    await rest.send("POST", messages(channel), body)

    assert len(channel.messages) == 2


async def test_a_nonce_that_is_not_enforced_only_comes_back(rest, channel: Channel) -> None:
    body = {"content": "Twice", "nonce": "delivery-1"}

    await rest.send("POST", messages(channel), body)
    _, sent = await rest.send("POST", messages(channel), body)

    assert (sent["nonce"], len(channel.messages)) == ("delivery-1", 2)


@pytest.mark.parametrize(
    ("allowed", "reached"),
    [(None, True), ({"parse": []}, False), ({"parse": ["users"]}, True), ({"users": ["1"]}, False)],
)
async def test_who_is_mentioned_is_notified_as_far_as_allowed(
    sandbox: Sandbox, rest, alice: Person, channel: Channel, allowed: object, reached: bool
) -> None:
    await rest.send("POST", messages(channel), {"content": alice.user.mention, "allowed_mentions": allowed})

    assert (alice.id in sandbox.world.journal.of("message_created")[-1].notified) is reached


@pytest.mark.parametrize("may", [True, False])
async def test_everyone_is_reached_only_with_the_permission(
    sandbox: Sandbox, rest, alice: Person, channel: Channel, may: bool
) -> None:
    channel.the_guild.everyone.permissions &= ~MENTION_EVERYONE
    channel.the_guild.role("Trellis").permissions |= MENTION_EVERYONE * may

    _, sent = await rest.send("POST", messages(channel), {"content": "@everyone"})

    notified = sandbox.world.journal.of("message_created")[-1].notified
    assert (sent["mention_everyone"], alice.id in notified) == (may, may)


async def test_a_silent_message_notifies_nobody(sandbox: Sandbox, rest, alice: Person, channel: Channel) -> None:
    await rest.send("POST", messages(channel), {"content": alice.user.mention, "flags": 4096})

    assert sandbox.world.journal.of("message_created")[-1].notified == frozenset()


async def test_a_mention_in_an_edit_notifies_nobody(sandbox: Sandbox, rest, alice: Person, channel: Channel) -> None:
    _, sent = await rest.send("POST", messages(channel), {"content": "Hello"})

    await rest.send("PATCH", f"{messages(channel)}/{sent['id']}", {"content": alice.user.mention})

    assert sandbox.world.journal.of("message_edited")[-1].notified == frozenset()


async def test_a_mention_in_a_thread_adds_to_it(sandbox: Sandbox, rest, alice: Person, channel: Channel) -> None:
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "Thread", "type": 11})

    await rest.send("POST", messages(thread), {"content": alice.user.mention})

    assert set(thread.members) == {sandbox.world.bot.id, alice.id}


async def test_a_message_wakes_an_archived_thread(sandbox: Sandbox, rest, channel: Channel) -> None:
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "Thread", "type": 11})
    sandbox.world.thread_life.edit(thread, {"archived": True})

    await rest.send("POST", messages(thread), {"content": "Hello"})

    assert not thread.archived


async def test_a_thread_archives_by_itself_on_the_simulated_clock(sandbox: Sandbox, channel: Channel) -> None:
    body = {"name": "Thread", "type": 11, "auto_archive_duration": 1440}
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, body)

    await sandbox.clock.advance(hours=23)
    before = thread.archived
    await sandbox.clock.advance(hours=2)

    assert (before, thread.archived) == (False, True)


async def test_an_uploaded_file_is_served_back(bot, channel: Channel) -> None:
    file = discord.File(__file__, filename="chart æ.txt", description="A chart")

    sent = await bot.get_channel(channel.id).send(file=file)

    read = await sent.attachments[0].read()
    assert (read[:3], sent.attachments[0].description) == (b'"""', "A chart")


async def test_an_edit_keeps_only_the_listed_files(bot, channel: Channel) -> None:
    files = [discord.File(__file__, filename=name) for name in ("a.txt", "b.txt")]
    sent = await bot.get_channel(channel.id).send(files=files)

    edited = await sent.edit(attachments=[sent.attachments[1], discord.File(__file__, filename="c.txt")])

    assert [attachment.filename for attachment in edited.attachments] == ["b.txt", "c.txt"]


async def test_an_embeds_attachment_becomes_a_link(bot, channel: Channel) -> None:
    embed = discord.Embed(title="Chart").set_image(url="attachment://chart.png")
    file = discord.File(__file__, filename="chart.png")

    sent = await bot.get_channel(channel.id).send(embed=embed, file=file)

    assert sent.embeds[0].image.url == sent.attachments[0].url


async def test_messages_are_listed_newest_first_and_after_a_point(rest, channel: Channel) -> None:
    ids = [(await rest.send("POST", messages(channel), {"content": str(n)}))[1]["id"] for n in range(4)]

    _, newest = await rest.send("GET", f"{messages(channel)}?limit=2")
    _, after = await rest.send("GET", f"{messages(channel)}?limit=2&after={ids[0]}")
    _, around = await rest.send("GET", f"{messages(channel)}?limit=3&around={ids[2]}")

    listed = [[message["content"] for message in page] for page in (newest, after, around)]
    assert listed == [["3", "2"], ["2", "1"], ["3", "2", "1"]]


async def test_words_of_others_are_blank_without_the_content_intent(
    sandbox: Sandbox, rest, alice: Person, channel: Channel
) -> None:
    secret = await alice.write(channel, "Between us")
    addressed = await alice.write(channel, f"{sandbox.world.bot.mention} hello")

    read = [(await rest.send("GET", f"{messages(channel)}/{seen.id}"))[1]["content"] for seen in (secret, addressed)]

    assert read == ["", f"{sandbox.world.bot.mention} hello"]


async def test_edits_of_old_messages_are_limited(sandbox: Sandbox, rest, channel: Channel) -> None:
    sandbox.world.limiter.limits = RateLimits(late_edits=Limit(1, 3600))
    _, sent = await rest.send("POST", messages(channel), {"content": "Old"})
    sandbox.world.real.skip(3601)
    path = f"{messages(channel)}/{sent['id']}"
    await rest.send("PATCH", path, {"content": "First"})

    status, answer = await rest.send("PATCH", path, {"content": "Second"})

    assert (status, answer["code"], answer["retry_after"] > 0) == (429, 30046, True)


async def test_a_message_is_old_after_a_simulated_hour_and_by_presses_changed_as_often_as_one_likes(
    sandbox: Sandbox, rest, alice: Person, channel: Channel
) -> None:
    sandbox.world.limiter.limits = RateLimits(late_edits=Limit(1, 3600))
    _, sent = await rest.send("POST", messages(channel), {"content": "Old"})
    path, message = f"{messages(channel)}/{sent['id']}", channel.messages[int(sent["id"])]
    await sandbox.clock.advance(hours=1)

    edits = [(await rest.send("PATCH", path, {"content": str(number)}))[0] for number in range(2)]
    updates = []
    for number in range(3):
        data = {"custom_id": "go", "component_type": 2}
        pressed = sandbox.world.create_interaction(3, alice.id, channel.guild_id, channel.id, data, message)
        update = {"type": 7, "data": {"content": str(number)}}
        updates.append((await rest.send("POST", f"/interactions/{pressed.id}/{pressed.token}/callback", update))[0])

    assert (edits, updates) == ([200, 429], [204, 204, 204])


async def test_in_a_locked_thread_that_is_in_use_a_message_can_be_deleted_and_who_manages_threads_can_edit(
    sandbox: Sandbox, rest, guild: Guild, channel: Channel
) -> None:
    thread = sandbox.world.thread_life.start(channel, sandbox.world.bot, {"name": "Thread", "type": 11})
    mine, other = (sandbox.world.posts.create(thread, sandbox.world.bot, {"content": "Hello"}) for _ in range(2))
    sandbox.world.thread_life.edit(thread, {"locked": True})
    guild.role("Trellis").permissions |= permissions.MANAGE_THREADS

    edited, _ = await rest.send("PATCH", f"{messages(thread)}/{mine.id}", {"content": "Changed"})
    guild.role("Trellis").permissions &= ~permissions.MANAGE_THREADS
    deleted, _ = await rest.send("DELETE", f"{messages(thread)}/{other.id}")

    assert (edited, deleted) == (200, 204)


async def test_three_edits_of_old_messages_pass_in_six_seconds(sandbox: Sandbox, rest, channel: Channel) -> None:
    sandbox.world.limiter.limits = RateLimits(late_edits=RateLimits.discord().late_edits)
    _, sent = await rest.send("POST", messages(channel), {"content": "Old"})
    path = f"{messages(channel)}/{sent['id']}"
    sandbox.world.real.skip(3601)

    four = [(await rest.send("PATCH", path, {"content": str(number)}))[0] for number in range(4)]
    sandbox.world.real.skip(6)
    later, _ = await rest.send("PATCH", path, {"content": "Later"})

    assert (four, later) == ([200, 200, 200, 429], 200)


async def test_a_thread_from_a_message_of_an_hour_ago_is_announced_in_its_parent(
    sandbox: Sandbox, rest, channel: Channel
) -> None:
    fresh, old = [(await rest.send("POST", messages(channel), {"content": "Hello"}))[1] for _ in range(2)]
    await rest.send("POST", f"{messages(channel)}/{fresh['id']}/threads", {"name": "At once"})
    await sandbox.clock.advance(hours=1)

    await rest.send("POST", f"{messages(channel)}/{old['id']}/threads", {"name": "Late"})

    announced = [message.content for message in channel.messages.values() if message.type == THREAD_CREATED]
    assert announced == ["Late"]


async def test_the_list_of_threads_in_use_is_never_paged(rest, guild: Guild) -> None:
    _, listed = await rest.send("GET", f"/guilds/{guild.id}/threads/active")

    assert listed == {"threads": [], "members": []}
