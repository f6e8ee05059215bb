"""What only the state of the world forbids, refused with Discord's status and code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import channels, permissions
from sandbox.protocol.channels import Channel, ForumTag, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.messages import Message
from sandbox.protocol.threads import Thread

HELLO = {"content": "Hello"}


@dataclass
class Scene:
    """A guild with a bot of ordinary rights, Alice in it, and Bob outside."""

    sandbox: Sandbox
    guild: Guild
    channel: Channel
    alice: Person

    @property
    def here(self) -> str:
        return f"/channels/{self.channel.id}"

    @property
    def there(self) -> str:
        return f"/guilds/{self.guild.id}"

    def said_by_alice(self, channel: Channel | None = None) -> Message:
        return self.sandbox.world.posts.create(channel or self.channel, self.alice.user, HELLO)

    def said_by_bot(self, channel: Channel | None = None, **body: Any) -> Message:
        return self.sandbox.world.posts.create(channel or self.channel, self.sandbox.world.bot, {**HELLO, **body})

    def thread(self, *, by_bot: bool = False, **body: Any) -> Thread:
        owner = self.sandbox.world.bot if by_bot else self.alice.user
        return self.sandbox.world.thread_life.start(self.channel, owner, {"name": "Thread", "type": 11, **body})

    def archived(self, **fields: Any) -> Thread:
        thread = self.thread(**fields)
        self.sandbox.world.thread_life.edit(thread, {"archived": True})
        return thread

    def forum(self, **fields: Any) -> Channel:
        tags = [ForumTag(1, "open"), ForumTag(2, "closed", moderated=True)]
        return self.guild.add_channel("questions", channels.FORUM, available_tags=tags, **fields)

    def take_from_bot(self, *taken: int) -> None:
        """Takes permissions away everywhere."""
        for role in self.guild.roles.values():
            role.permissions &= ~sum(taken)

    def give_bot(self, *given: int) -> None:
        self.guild.role("Trellis").permissions |= sum(given)

    def hide_from_bot(self) -> None:
        everyone = Overwrite(self.guild.id, 0, deny=permissions.VIEW_CHANNEL)
        self.channel.overwrites[self.guild.id] = everyone


@pytest.fixture
def scene(sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person) -> Scene:
    return Scene(sandbox, guild, channel, alice)


Request = tuple[str, str, Any]
CASES: dict[str, tuple[tuple[int, int], Callable[[Scene], Request]]] = {}


def refused(status: int, code: int) -> Callable[[Callable[[Scene], Request]], Callable[[Scene], Request]]:
    """Registers a case under the function's name: it arranges the scene and returns the request."""

    def register(case: Callable[[Scene], Request]) -> Callable[[Scene], Request]:
        CASES[case.__name__] = ((status, code), case)
        return case

    return register


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


@refused(403, 50013)
def a_public_thread_without_the_right_to_open_one(scene: Scene) -> Request:
    scene.take_from_bot(permissions.CREATE_PUBLIC_THREADS)
    return "POST", f"{scene.here}/threads", {"name": "Thread", "type": 11}


@refused(403, 50013)
def a_thread_without_a_type_is_private_and_wants_that_right(scene: Scene) -> Request:
    scene.take_from_bot(permissions.CREATE_PRIVATE_THREADS)
    return "POST", f"{scene.here}/threads", {"name": "Thread"}


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


@refused(404, 10004)
def an_unknown_guild(scene: Scene) -> Request:
    return "GET", "/guilds/1", None


@refused(403, 50001)
def a_guild_the_bot_is_not_in(scene: Scene) -> Request:
    return "GET", f"/guilds/{scene.sandbox.world.add_guild('Elsewhere').id}", None


@refused(404, 10007)
def a_member_who_left(scene: Scene) -> Request:
    scene.guild.remove_member(scene.alice.user)
    return "GET", f"{scene.there}/members/{scene.alice.id}", None


@refused(404, 10013)
def a_user_nobody_ever_was(scene: Scene) -> Request:
    return "GET", f"{scene.there}/members/1", None


@refused(403, 50001)
def the_whole_list_of_members_without_the_intent(scene: Scene) -> Request:
    return "GET", f"{scene.there}/members?limit=10", None


@refused(403, 50001)
def the_whole_list_of_a_threads_members_without_the_intent(scene: Scene) -> Request:
    return "GET", f"/channels/{scene.thread().id}/thread-members", None


@refused(404, 10011)
def giving_a_role_that_is_not_there(scene: Scene) -> Request:
    return "PUT", f"{scene.there}/members/{scene.alice.id}/roles/1", None


@refused(403, 50013)
def giving_a_role_above_ones_own(scene: Scene) -> Request:
    role = scene.guild.add_role("Chief", position=99)
    return "PUT", f"{scene.there}/members/{scene.alice.id}/roles/{role.id}", None


@refused(403, 50013)
def giving_a_role_without_manage_roles(scene: Scene) -> Request:
    role = scene.guild.add_role("Peer")
    scene.take_from_bot(permissions.MANAGE_ROLES)
    return "PUT", f"{scene.there}/members/{scene.alice.id}/roles/{role.id}", None


@refused(400, 50028)
def giving_everyone_as_a_role(scene: Scene) -> Request:
    return "PUT", f"{scene.there}/members/{scene.alice.id}/roles/{scene.guild.id}", None


@refused(403, 50013)
def making_a_role_with_more_rights_than_ones_own(scene: Scene) -> Request:
    return "POST", f"{scene.there}/roles", {"name": "Chief", "permissions": str(permissions.ADMINISTRATOR)}


@refused(400, 30005)
def a_two_hundred_and_fifty_first_role(scene: Scene) -> Request:
    for number in range(250 - len(scene.guild.roles)):
        scene.guild.add_role(f"Role {number}")
    return "POST", f"{scene.there}/roles", {"name": "One more"}


@refused(403, 50013)
def making_a_channel_without_manage_channels(scene: Scene) -> Request:
    return "POST", f"{scene.there}/channels", {"name": "new"}


@refused(400, 30013)
def a_five_hundred_and_first_channel(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_CHANNELS)
    for number in range(499):
        scene.guild.add_channel(f"channel-{number}")
    return "POST", f"{scene.there}/channels", {"name": "new"}


@refused(403, 50013)
def an_overwrite_with_rights_the_bot_lacks(scene: Scene) -> Request:
    body = {"type": 0, "allow": str(permissions.KICK_MEMBERS)}
    return "PUT", f"{scene.here}/permissions/{scene.guild.id}", body


@refused(404, 10009)
def taking_away_an_overwrite_that_is_not_there(scene: Scene) -> Request:
    return "DELETE", f"{scene.here}/permissions/{scene.guild.id}", None


@refused(404, 10070)
def an_unknown_scheduled_event(scene: Scene) -> Request:
    return "GET", f"{scene.there}/scheduled-events/1", None


@refused(403, 50013)
def a_scheduled_event_without_create_events(scene: Scene) -> Request:
    scene.take_from_bot(permissions.CREATE_EVENTS)
    return "POST", f"{scene.there}/scheduled-events", {}


@refused(403, 20012)
def the_commands_of_another_application(scene: Scene) -> Request:
    return "PUT", "/applications/1/commands", []


@refused(404, 10063)
def deleting_a_command_that_is_not_there(scene: Scene) -> Request:
    return "DELETE", f"/applications/{scene.sandbox.world.application_id}/commands/1", None


@refused(400, 30034)
def a_two_hundred_and_first_new_command_in_a_day(scene: Scene) -> Request:
    registry = scene.sandbox.world.registry
    for number in range(200):
        registry.overwrite(None, [{"name": f"command-{number}", "description": "A command"}])
    body = [{"name": "one-more", "description": "A command"}]
    return "PUT", f"/applications/{scene.sandbox.world.application_id}/commands", body


@refused(404, 10062)
def an_answer_to_an_unknown_interaction(scene: Scene) -> Request:
    return "POST", "/interactions/1/token/callback", {"type": 4, "data": HELLO}


@refused(404, 10015)
def a_follow_up_for_another_application(scene: Scene) -> Request:
    return "POST", "/webhooks/1/token", HELLO


@refused(401, 50027)
def a_follow_up_with_a_token_never_given_out(scene: Scene) -> Request:
    return "POST", f"/webhooks/{scene.sandbox.world.application_id}/token", HELLO


@refused(400, 50035)
def an_id_that_is_no_snowflake(scene: Scene) -> Request:
    return "GET", "/channels/general", None


@pytest.mark.parametrize("name", CASES)
async def test_is_refused(scene: Scene, rest, name: str) -> None:
    expected, case = CASES[name]
    method, path, body = case(scene)

    answered = await rest.refusal(method, path, body)

    assert answered == expected


async def test_what_is_refused_is_in_the_journal(scene: Scene, rest) -> None:
    await rest.send("POST", "/channels/1/messages", HELLO)

    facts = scene.sandbox.world.journal.of("refused")[-1].facts
    assert (facts["method"], facts["path"], facts["code"]) == ("POST", "/channels/1/messages", 10003)


async def test_a_wrong_token_is_unauthorized(scene: Scene, rest) -> None:
    answer = await rest.send("GET", "/users/@me", headers={"Authorization": "Bot wrong"})

    assert answer == (401, {"message": "401: Unauthorized", "code": 0})


async def test_an_unknown_route_is_not_found_and_written_down(scene: Scene, rest) -> None:
    answer = await rest.send("GET", "/guilds/1/welcome-screen")

    assert answer == (404, {"message": "404: Not Found", "code": 0})
    assert scene.sandbox.world.journal.of("unknown_route")[-1].facts["path"] == "/guilds/1/welcome-screen"


async def test_a_known_path_with_another_method_is_not_allowed(scene: Scene, rest) -> None:
    assert await rest.refusal("PATCH", "/gateway/bot") == (405, 0)


async def test_a_body_that_is_not_json_is_refused(scene: Scene, rest) -> None:
    headers = {"Content-Type": "application/json"}

    assert await rest.refusal("POST", f"{scene.here}/messages", None, data=b"{", headers=headers) == (400, 50109)
