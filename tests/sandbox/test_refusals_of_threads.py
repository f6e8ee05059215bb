"""What only the state of the world forbids to do with threads and forum posts."""

from __future__ import annotations

import pytest

from sandbox.protocol import channels, permissions
from sandbox.protocol.channels import Overwrite
from tests.sandbox.conftest import Rest
from tests.sandbox.scene import HELLO, Cases, Request, Scene, collected_in

CASES: Cases = {}
refused = collected_in(CASES)


@refused(403, 50013)
def a_public_thread_without_the_right_to_open_one(scene: Scene) -> Request:
    scene.take_from_bot(permissions.CREATE_PUBLIC_THREADS)
    return "POST", f"{scene.here}/threads", {"name": "Thread", "type": 11}


@refused(403, 50013)
def a_thread_without_a_type_is_private_and_wants_that_right(scene: Scene) -> Request:
    scene.take_from_bot(permissions.CREATE_PRIVATE_THREADS)
    return "POST", f"{scene.here}/threads", {"name": "Thread"}


def locked(scene: Scene, **fields: bool) -> str:
    """The path of a message of the bot's in a locked thread that it does not manage."""
    scene.take_from_bot(permissions.MANAGE_THREADS)
    thread = scene.thread()
    message = scene.said_by_bot(thread)
    scene.sandbox.world.thread_life.edit(thread, {"locked": True, **fields})
    return f"/channels/{thread.id}/messages/{message.id}"


@refused(400, 160005)
def an_edit_in_a_locked_thread(scene: Scene) -> Request:
    return "PATCH", locked(scene), {"content": "Changed"}


@refused(400, 50083)
def a_deletion_in_a_locked_and_archived_thread(scene: Scene) -> Request:
    return "DELETE", locked(scene, archived=True), None


@refused(400, 50024)
def a_thread_in_a_thread(scene: Scene) -> Request:
    return "POST", f"/channels/{scene.thread().id}/threads", {"name": "Thread", "type": 11}


@refused(400, 160004)
def a_second_thread_from_one_message(scene: Scene) -> Request:
    message = scene.said_by_alice()
    scene.sandbox.world.thread_life.start(scene.channel, scene.alice.user, {"name": "Thread"}, starter=message)
    return "POST", f"{scene.here}/messages/{message.id}/threads", {"name": "Thread"}


@refused(400, 160006)
def more_active_threads_than_a_guild_may_have(scene: Scene) -> Request:
    scene.sandbox.world.active_threads_per_guild = 1
    scene.thread()
    return "POST", f"{scene.here}/threads", {"name": "Thread", "type": 11}


@refused(400, 160006)
def waking_a_thread_when_as_many_as_may_be_are_active(scene: Scene) -> Request:
    sleeping = scene.archived()
    scene.sandbox.world.active_threads_per_guild = 1
    scene.thread()
    return "PATCH", f"/channels/{sleeping.id}", {"archived": False}


@refused(400, 30033)
def more_members_than_a_thread_may_have(scene: Scene) -> Request:
    scene.sandbox.world.members_per_thread = 1
    return "PUT", f"/channels/{scene.thread(by_bot=True).id}/thread-members/{scene.alice.id}", None


@refused(404, 10007)
def adding_to_a_thread_who_is_not_in_the_server(scene: Scene) -> Request:
    bob = scene.sandbox.person("Bob")
    return "PUT", f"/channels/{scene.thread().id}/thread-members/{bob.id}", None


@refused(403, 50001)
def adding_to_a_thread_who_cannot_see_its_parent(scene: Scene) -> Request:
    hidden = Overwrite(scene.alice.id, 1, deny=permissions.VIEW_CHANNEL)
    scene.channel.overwrites[scene.alice.id] = hidden
    return "PUT", f"/channels/{scene.thread(by_bot=True).id}/thread-members/{scene.alice.id}", None


@refused(403, 50013)
def adding_to_a_private_thread_where_only_moderators_invite(scene: Scene) -> Request:
    bob = scene.sandbox.person("Bob")
    scene.guild.add_member(bob.user)
    thread = scene.thread(type=12, invitable=False)
    scene.sandbox.world.thread_life.add_member(thread, scene.sandbox.world.bot.id)
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "PUT", f"/channels/{thread.id}/thread-members/{bob.id}", None


@refused(403, 50013)
def removing_from_a_thread_without_manage_threads(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "DELETE", f"/channels/{scene.thread().id}/thread-members/{scene.alice.id}", None


@refused(403, 50001)
def a_private_thread_the_bot_is_not_in(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "GET", f"/channels/{scene.thread(type=12).id}", None


@refused(400, 50083)
def an_edit_in_an_archived_thread(scene: Scene) -> Request:
    thread = scene.thread()
    message = scene.said_by_bot(thread)
    scene.sandbox.world.thread_life.edit(thread, {"archived": True})
    return "PATCH", f"/channels/{thread.id}/messages/{message.id}", HELLO


@refused(400, 50083)
def a_reaction_in_an_archived_thread(scene: Scene) -> Request:
    thread = scene.thread()
    message = scene.said_by_alice(thread)
    scene.sandbox.world.thread_life.edit(thread, {"archived": True})
    return "PUT", f"/channels/{thread.id}/messages/{message.id}/reactions/👍/@me", None


@refused(400, 50083)
def adding_to_an_archived_thread(scene: Scene) -> Request:
    return "PUT", f"/channels/{scene.archived(by_bot=True).id}/thread-members/{scene.alice.id}", None


@refused(400, 50083)
def joining_an_archived_thread(scene: Scene) -> Request:
    return "PUT", f"/channels/{scene.archived().id}/thread-members/@me", None


@refused(400, 50083)
def renaming_an_archived_thread_without_waking_it(scene: Scene) -> Request:
    return "PATCH", f"/channels/{scene.archived().id}", {"name": "Other"}


@refused(400, 160005)
def a_message_in_a_locked_thread(scene: Scene) -> Request:
    thread = scene.thread()
    thread.locked = True
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "POST", f"/channels/{thread.id}/messages", HELLO


@refused(400, 50083)
def a_message_in_a_thread_that_is_locked_and_archived(scene: Scene) -> Request:
    thread = scene.archived()
    thread.locked = True
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "POST", f"/channels/{thread.id}/messages", HELLO


@refused(403, 50013)
def locking_a_thread_without_manage_threads(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "PATCH", f"/channels/{scene.thread(by_bot=True).id}", {"locked": True}


@refused(403, 50013)
def waking_a_locked_thread_without_manage_threads(scene: Scene) -> Request:
    thread = scene.archived(by_bot=True)
    thread.locked = True
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "PATCH", f"/channels/{thread.id}", {"archived": False}


@refused(403, 50013)
def deleting_a_thread_without_manage_threads(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_THREADS)
    return "DELETE", f"/channels/{scene.thread(by_bot=True).id}", None


@refused(400, 40067)
def a_post_without_a_tag_where_one_is_required(scene: Scene) -> Request:
    forum = scene.forum(flags=channels.REQUIRE_TAG)
    return "POST", f"/channels/{forum.id}/threads", {"name": "Post", "message": HELLO}


@refused(400, 40066)
def a_moderated_tag_without_manage_threads(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_THREADS)
    body = {"name": "Post", "message": HELLO, "applied_tags": ["2"]}
    return "POST", f"/channels/{scene.forum().id}/threads", body


@refused(404, 10087)
def a_tag_the_forum_does_not_have(scene: Scene) -> Request:
    body = {"name": "Post", "message": HELLO, "applied_tags": ["3"]}
    return "POST", f"/channels/{scene.forum().id}/threads", body


@refused(400, 30047)
def a_second_pinned_post(scene: Scene) -> Request:
    forum, world = scene.forum(), scene.sandbox.world
    first, second = (world.thread_life.start(forum, world.bot, {"name": name}) for name in "ab")
    first.flags = 1 << 1
    return "PATCH", f"/channels/{second.id}", {"flags": 1 << 1}


@refused(400, 50024)
def joining_a_channel_that_is_no_thread(scene: Scene) -> Request:
    return "PUT", f"{scene.here}/thread-members/@me", None


@refused(404, 10007)
def looking_up_who_is_not_in_the_thread(scene: Scene) -> Request:
    bob = scene.sandbox.person("Bob")
    return "GET", f"/channels/{scene.thread().id}/thread-members/{bob.id}", None


@refused(400, 50024)
def a_thread_from_a_message_of_a_forum(scene: Scene) -> Request:
    return "POST", f"/channels/{scene.forum().id}/messages/1/threads", {"name": "Thread"}


@refused(400, 50068)
def a_thread_from_a_system_message(scene: Scene) -> Request:
    said = scene.sandbox.world.posts.system(scene.channel, scene.alice.user, 18, "Thread")
    return "POST", f"{scene.here}/messages/{said.id}/threads", {"name": "Thread"}


@refused(400, 50024)
def pinning_a_thread_that_is_no_post(scene: Scene) -> Request:
    return "PATCH", f"/channels/{scene.thread().id}", {"flags": 1 << 1}


@refused(404, 10087)
def tagging_a_post_with_a_tag_the_forum_does_not_have(scene: Scene) -> Request:
    world = scene.sandbox.world
    post = world.thread_life.start(scene.forum(), world.bot, {"name": "Post"})
    return "PATCH", f"/channels/{post.id}", {"applied_tags": ["3"]}


@refused(403, 50013)
def waking_a_thread_without_the_right_to_write_in_threads(scene: Scene) -> Request:
    thread = scene.archived()
    scene.take_from_bot(permissions.MANAGE_THREADS, permissions.SEND_MESSAGES_IN_THREADS)
    return "PATCH", f"/channels/{thread.id}", {"archived": False}


@pytest.mark.parametrize("name", CASES)
async def test_is_refused(scene: Scene, rest: Rest, name: str) -> None:
    expected, case = CASES[name]
    method, path, body = case(scene)

    assert await rest.refusal(method, path, body) == expected
