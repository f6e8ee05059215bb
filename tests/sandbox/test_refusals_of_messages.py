"""What only the state of the world forbids to do with messages, with Discord's status and code."""

from __future__ import annotations

import pytest

from sandbox.protocol import channels, permissions
from tests.sandbox.conftest import Rest
from tests.sandbox.scene import HELLO, Cases, Request, Scene, collected_in

CASES: Cases = {}
refused = collected_in(CASES)


@refused(404, 10003)
def a_message_to_an_unknown_channel(scene: Scene) -> Request:
    return "POST", "/channels/1/messages", HELLO


@refused(403, 50001)
def a_message_to_a_hidden_channel(scene: Scene) -> Request:
    scene.hide_from_bot()
    return "POST", f"{scene.here}/messages", HELLO


@refused(403, 50013)
def a_message_without_send_messages(scene: Scene) -> Request:
    scene.take_from_bot(permissions.SEND_MESSAGES)
    return "POST", f"{scene.here}/messages", HELLO


@refused(403, 50013)
def an_embed_without_embed_links(scene: Scene) -> Request:
    scene.take_from_bot(permissions.EMBED_LINKS)
    return "POST", f"{scene.here}/messages", {"embeds": [{"title": "Title"}]}


@refused(403, 50013)
def a_message_in_a_thread_without_the_right_to_write_in_threads(scene: Scene) -> Request:
    scene.take_from_bot(permissions.SEND_MESSAGES_IN_THREADS)
    return "POST", f"/channels/{scene.thread().id}/messages", HELLO


@refused(400, 40058)
def a_plain_message_to_a_forum(scene: Scene) -> Request:
    return "POST", f"/channels/{scene.forum().id}/messages", HELLO


@refused(400, 50008)
def a_message_to_a_category(scene: Scene) -> Request:
    return "POST", f"/channels/{scene.guild.add_channel('Rooms', channels.CATEGORY).id}/messages", HELLO


@refused(403, 160002)
def a_reply_without_the_history(scene: Scene) -> Request:
    scene.take_from_bot(permissions.READ_MESSAGE_HISTORY)
    reference = {"message_id": str(scene.said_by_alice().id)}
    return "POST", f"{scene.here}/messages", {**HELLO, "message_reference": reference}


@refused(400, 50035)
def a_reply_to_nothing(scene: Scene) -> Request:
    return "POST", f"{scene.here}/messages", {**HELLO, "message_reference": {"message_id": "1"}}


@refused(404, 10008)
def an_edit_of_an_unknown_message(scene: Scene) -> Request:
    return "PATCH", f"{scene.here}/messages/1", HELLO


@refused(403, 50005)
def an_edit_of_anothers_message(scene: Scene) -> Request:
    return "PATCH", f"{scene.here}/messages/{scene.said_by_alice().id}", HELLO


@refused(400, 50035)
def taking_the_components_v2_flag_off_by_sending_content(scene: Scene) -> Request:
    layout = [{"type": 10, "content": "Text"}]
    world = scene.sandbox.world
    message = world.posts.create(scene.channel, world.bot, {"flags": 1 << 15, "components": layout})
    return "PATCH", f"{scene.here}/messages/{message.id}", HELLO


@refused(403, 50013)
def a_deletion_of_anothers_message(scene: Scene) -> Request:
    return "DELETE", f"{scene.here}/messages/{scene.said_by_alice().id}", None


@refused(403, 50021)
def a_deletion_of_a_threads_starter(scene: Scene) -> Request:
    thread = scene.sandbox.world.thread_life.start(
        scene.channel, scene.alice.user, {"name": "Thread"}, starter=scene.said_by_alice()
    )
    return "DELETE", f"/channels/{thread.id}/messages/{next(iter(thread.messages))}", None


@refused(400, 50034)
def a_bulk_deletion_of_what_is_older_than_two_weeks(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_MESSAGES)
    old = [scene.said_by_bot().id, scene.said_by_bot().id]
    scene.sandbox.world.real.skip(15 * 86_400)
    return "POST", f"{scene.here}/messages/bulk-delete", {"messages": old}


@refused(400, 10014)
def a_reaction_with_something_that_is_no_emoji(scene: Scene) -> Request:

    return "PUT", f"{scene.here}/messages/{scene.said_by_bot().id}/reactions/like:1/@me", None


@refused(400, 30010)
def a_twenty_first_kind_of_reaction(scene: Scene) -> Request:
    message = scene.said_by_bot()
    message.reactions = {chr(0x1F600 + number): [scene.alice.id] for number in range(20)}
    return "PUT", f"{scene.here}/messages/{message.id}/reactions/👍/@me", None


@refused(403, 50013)
def a_pin_without_pin_messages(scene: Scene) -> Request:
    scene.take_from_bot(permissions.PIN_MESSAGES)
    return "PUT", f"{scene.here}/messages/pins/{scene.said_by_bot().id}", None


@refused(400, 30003)
def a_two_hundred_and_fifty_first_pin(scene: Scene) -> Request:
    scene.channel.pinned_at = dict.fromkeys(range(250), "2026-01-01")
    return "PUT", f"{scene.here}/messages/pins/{scene.said_by_bot().id}", None


@refused(403, 50007)
def a_direct_message_to_who_closed_them(scene: Scene) -> Request:
    scene.sandbox.world.close_dms(scene.alice.id)
    return "POST", f"/channels/{scene.sandbox.world.dm(scene.alice.user).id}/messages", HELLO


@refused(403, 50278)
def a_direct_message_to_who_shares_no_server(scene: Scene) -> Request:
    stranger = scene.sandbox.person("Bob").user
    return "POST", f"/channels/{scene.sandbox.world.dm(stranger).id}/messages", HELLO


@refused(400, 50033)
def a_direct_message_channel_with_nobody(scene: Scene) -> Request:
    return "POST", "/users/@me/channels", {"recipient_id": "1"}


@refused(400, 50035)
def a_reply_to_a_system_message(scene: Scene) -> Request:
    said = scene.sandbox.world.posts.system(scene.channel, scene.alice.user, 18, "Thread")
    return "POST", f"{scene.here}/messages", {**HELLO, "message_reference": {"message_id": str(said.id)}}


@refused(404, 0)
def forwarding_a_message(scene: Scene) -> Request:
    reference = {"type": 1, "channel_id": str(scene.channel.id), "message_id": str(scene.said_by_alice().id)}
    return "POST", f"{scene.here}/messages", {"message_reference": reference}


@refused(403, 50021)
def an_edit_of_a_system_message(scene: Scene) -> Request:
    said = scene.sandbox.world.posts.system(scene.channel, scene.sandbox.world.bot, 18, "Thread")
    return "PATCH", f"{scene.here}/messages/{said.id}", HELLO


@refused(403, 50013)
def hiding_the_embeds_of_another_without_manage_messages(scene: Scene) -> Request:
    return "PATCH", f"{scene.here}/messages/{scene.said_by_alice().id}", {"flags": 4}


@refused(403, 50003)
def deleting_anothers_direct_message(scene: Scene) -> Request:
    direct = scene.sandbox.world.dm(scene.alice.user)
    return "DELETE", f"/channels/{direct.id}/messages/{scene.said_by_alice(direct).id}", None


@refused(403, 50003)
def deleting_direct_messages_in_bulk(scene: Scene) -> Request:
    direct = scene.sandbox.world.dm(scene.alice.user)
    return "POST", f"/channels/{direct.id}/messages/bulk-delete", {"messages": ["1", "2"]}


@refused(403, 50021)
def pinning_a_system_message(scene: Scene) -> Request:
    said = scene.sandbox.world.posts.system(scene.channel, scene.alice.user, 18, "Thread")
    return "PUT", f"{scene.here}/messages/pins/{said.id}", None


@refused(400, 50083)
def typing_in_an_archived_thread(scene: Scene) -> Request:
    return "POST", f"/channels/{scene.archived().id}/typing", None


@refused(400, 50035)
def a_page_of_more_than_a_hundred(scene: Scene) -> Request:
    return "GET", f"{scene.here}/messages?limit=101", None


@refused(400, 50035)
def a_page_of_nothing(scene: Scene) -> Request:
    return "GET", f"{scene.here}/messages?limit=0", None


@refused(400, 50035)
def a_page_of_many(scene: Scene) -> Request:
    return "GET", f"{scene.here}/messages?limit=many", None


@refused(400, 50109)
def a_list_where_an_object_belongs(scene: Scene) -> Request:
    return "POST", f"{scene.here}/messages", [HELLO]


@refused(400, 50006)
def a_message_with_nothing_in_it(scene: Scene) -> Request:
    return "POST", f"{scene.here}/messages", None


@pytest.mark.parametrize("name", CASES)
async def test_is_refused(scene: Scene, rest: Rest, name: str) -> None:
    expected, case = CASES[name]
    method, path, body = case(scene)

    assert await rest.refusal(method, path, body) == expected
