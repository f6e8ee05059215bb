"""What only the state of the world forbids to do with guilds, members, roles, events, commands and tokens."""

from __future__ import annotations

import pytest

from sandbox.protocol import channels, permissions
from sandbox.protocol.scheduled_events import EXTERNAL, VOICE, ScheduledEvent
from tests.sandbox.conftest import Rest
from tests.sandbox.scene import HELLO, Cases, Request, Scene, collected_in

CASES: Cases = {}
refused = collected_in(CASES)
MEETUP = {
    "name": "Meetup",
    "privacy_level": 2,
    "scheduled_end_time": "2030-01-02T00:00:00+00:00",
    "entity_metadata": {"location": "Oslo"},
}


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


@refused(403, 50003)
def changing_a_direct_message_channel(scene: Scene) -> Request:
    return "PATCH", f"/channels/{scene.sandbox.world.dm(scene.alice.user).id}", {"name": "us"}


@refused(403, 50013)
def renaming_the_server_without_manage_guild(scene: Scene) -> Request:
    return "PATCH", scene.there, {"name": "Other"}


@refused(400, 50035)
def naming_the_server_with_one_letter(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_GUILD)
    return "PATCH", scene.there, {"name": "O"}


@refused(404, 0)
def changing_what_the_sandbox_does_not_keep_of_a_server(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_GUILD)
    return "PATCH", scene.there, {"verification_level": 4}


@refused(400, 50024)
def an_overwrite_in_a_thread(scene: Scene) -> Request:
    body = {"type": 0, "deny": "0"}
    return "PUT", f"/channels/{scene.thread().id}/permissions/{scene.guild.id}", body


@refused(404, 10011)
def an_overwrite_for_a_role_that_is_not_there(scene: Scene) -> Request:
    return "PUT", f"{scene.here}/permissions/1", {"type": 0, "deny": "0"}


@refused(404, 10013)
def an_overwrite_for_a_user_nobody_ever_was(scene: Scene) -> Request:
    return "PUT", f"{scene.here}/permissions/1", {"type": 1, "deny": "0"}


@refused(400, 50035)
def a_channel_in_something_that_is_no_category(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_CHANNELS)
    return "POST", f"{scene.there}/channels", {"name": "new", "parent_id": str(scene.channel.id)}


@refused(400, 50035)
def a_fifty_first_channel_in_a_category(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_CHANNELS)
    rooms = scene.guild.add_channel("Rooms", channels.CATEGORY)
    for number in range(50):
        scene.guild.add_channel(f"room-{number}", parent=rooms)
    return "POST", f"{scene.there}/channels", {"name": "new", "parent_id": str(rooms.id)}


@refused(403, 50013)
def naming_a_member_above_oneself(scene: Scene) -> Request:
    scene.give_bot(permissions.MANAGE_NICKNAMES)
    scene.guild.add_member(scene.alice.user, [scene.guild.add_role("Chief", position=99)])
    return "PATCH", f"{scene.there}/members/{scene.alice.id}", {"nick": "Al"}


@refused(404, 10011)
def giving_a_list_of_roles_with_one_that_is_not_there(scene: Scene) -> Request:
    return "PATCH", f"{scene.there}/members/{scene.alice.id}", {"roles": ["1"]}


@refused(403, 50013)
def giving_a_list_of_roles_with_one_above_ones_own(scene: Scene) -> Request:
    chief = scene.guild.add_role("Chief", position=99)
    return "PATCH", f"{scene.there}/members/{scene.alice.id}", {"roles": [str(chief.id)]}


@refused(403, 50013)
def removing_a_member_without_kick_members(scene: Scene) -> Request:
    return "DELETE", f"{scene.there}/members/{scene.alice.id}", None


@refused(404, 10066)
def the_permissions_of_a_command_that_has_none(scene: Scene) -> Request:
    path = f"/applications/{scene.sandbox.world.application_id}{scene.there}/commands/1/permissions"
    return "GET", path, None


@refused(400, 30038)
def a_hundred_and_first_open_event(scene: Scene) -> Request:
    start = {"scheduled_start_time": "2030-01-01T00:00:00+00:00", "entity_type": EXTERNAL}
    for number in range(100):
        event = ScheduledEvent(number, scene.guild.id, scene.alice.user, "Meetup", *start.values())
        scene.guild.scheduled_events[number] = event
    return "POST", f"{scene.there}/scheduled-events", {**MEETUP, **start}


@refused(403, 50013)
def changing_anothers_event_without_manage_events(scene: Scene) -> Request:
    scene.take_from_bot(permissions.MANAGE_EVENTS)
    event = ScheduledEvent(1, scene.guild.id, scene.alice.user, "Meetup", "2030-01-01T00:00:00+00:00", EXTERNAL)
    scene.guild.scheduled_events[event.id] = event
    return "PATCH", f"{scene.there}/scheduled-events/1", {"name": "Other"}


@refused(404, 10003)
def an_event_in_a_channel_that_is_not_there(scene: Scene) -> Request:
    place = {"entity_type": VOICE, "channel_id": "1", "scheduled_start_time": "2030-01-01T00:00:00+00:00"}
    return "POST", f"{scene.there}/scheduled-events", {"name": "Meetup", "privacy_level": 2, **place}


@refused(404, 0)
def a_kind_of_answer_the_sandbox_does_not_know(scene: Scene) -> Request:
    interaction = scene.interaction()
    return "POST", f"/interactions/{interaction.id}/{interaction.token}/callback", {"type": 12}


@refused(401, 50027)
def an_answer_with_anothers_token(scene: Scene) -> Request:
    return "POST", f"/interactions/{scene.interaction().id}/token/callback", {"type": 4, "data": HELLO}


@pytest.mark.parametrize("name", CASES)
async def test_is_refused(scene: Scene, rest: Rest, name: str) -> None:
    expected, case = CASES[name]
    method, path, body = case(scene)

    assert await rest.refusal(method, path, body) == expected


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


async def test_what_the_sandbox_cannot_do_is_written_down_like_an_unknown_route(scene: Scene, rest: Rest) -> None:
    scene.give_bot(permissions.MANAGE_GUILD)

    await rest.send("PATCH", scene.there, {"verification_level": 4})

    (written,) = scene.sandbox.world.journal.of("unknown_route")
    assert written.facts["message"] == "The sandbox does not change verification_level of a guild"
