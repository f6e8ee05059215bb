"""Tokens and answers of interactions: their windows, what they allow once, who sees what comes of them."""

from __future__ import annotations

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.interactions import Interaction
from sandbox.protocol.threads import Thread

HELLO = {"content": "Hello"}
ANSWER = {"type": 4, "data": HELLO}


@pytest.fixture
def interaction(sandbox: Sandbox, alice: Person, channel: Channel) -> Interaction:
    return run_command(sandbox, alice, channel)


def run_command(sandbox: Sandbox, alice: Person, channel: Channel) -> Interaction:
    data = {"id": "1", "name": "hello", "type": 1}
    return sandbox.world.create_interaction(2, alice.id, channel.guild_id, channel.id, data)


def press(sandbox: Sandbox, alice: Person, channel: Channel) -> Interaction:
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
    panel = {"content": "Panel", "components": [{"type": 1, "components": [button]}]}
    message = sandbox.world.posts.create(channel, sandbox.world.bot, panel)
    data = {"custom_id": "go", "component_type": 2}
    return sandbox.world.create_interaction(3, alice.id, channel.guild_id, channel.id, data, message)


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


def webhook(sandbox: Sandbox, interaction: Interaction) -> str:
    return f"/webhooks/{sandbox.world.application_id}/{interaction.token}"


async def test_the_first_answer_comes_within_three_seconds_or_never(sandbox: Sandbox, rest, interaction) -> None:
    sandbox.world.real.skip(3.1)

    assert await rest.refusal("POST", callback(interaction), ANSWER) == (404, 10062)


async def test_an_interaction_is_answered_once(rest, interaction: Interaction) -> None:
    await rest.send("POST", callback(interaction), ANSWER)

    assert await rest.refusal("POST", callback(interaction), ANSWER) == (400, 40060)


async def test_a_refused_answer_may_be_tried_again(rest, interaction: Interaction) -> None:
    refused = await rest.refusal("POST", callback(interaction), {"type": 4, "data": {"content": "x" * 2001}})

    status, _ = await rest.send("POST", callback(interaction), ANSWER)

    assert (refused, status) == ((400, 50035), 204)


async def test_an_answer_with_response_tells_what_it_made(rest, interaction: Interaction) -> None:
    status, answer = await rest.send("POST", callback(interaction) + "?with_response=1", ANSWER)

    told, message = answer["interaction"], answer["resource"]["message"]
    assert (status, answer["resource"]["type"], message["content"]) == (200, 4, "Hello")
    assert told["response_message_id"] == message["id"]


async def test_nothing_follows_before_the_first_answer(sandbox: Sandbox, rest, interaction: Interaction) -> None:
    assert await rest.refusal("POST", webhook(sandbox, interaction), HELLO) == (404, 10015)


async def test_a_token_is_void_after_a_quarter_of_an_hour(sandbox: Sandbox, rest, interaction: Interaction) -> None:
    await rest.send("POST", callback(interaction), ANSWER)
    sandbox.world.real.skip(15 * 60 + 1)

    assert await rest.refusal("POST", webhook(sandbox, interaction), HELLO) == (401, 50027)


async def test_an_ephemeral_answer_is_for_its_reader_alone(
    sandbox: Sandbox, rest, alice: Person, channel: Channel, interaction: Interaction
) -> None:
    bob = sandbox.person("Bob")
    channel.the_guild.add_member(bob.user)

    await rest.send("POST", callback(interaction), {"type": 4, "data": {**HELLO, "flags": 64}})

    world = sandbox.world
    shown = [[m.content for m in world.visible_messages(person.id, channel.id)] for person in (alice, bob)]
    assert shown == [["Hello"], []]


async def test_an_ephemeral_answer_is_unknown_to_the_channels_routes(
    rest, channel: Channel, interaction: Interaction
) -> None:
    await rest.send("POST", callback(interaction), {"type": 4, "data": {**HELLO, "flags": 64}})

    assert interaction.original is not None
    path = f"/channels/{channel.id}/messages/{interaction.original.id}"
    assert await rest.refusal("GET", path) == (404, 10008)


async def test_the_deferral_decides_whether_the_answer_is_ephemeral(
    sandbox: Sandbox, rest, interaction: Interaction
) -> None:
    await rest.send("POST", callback(interaction), {"type": 5, "data": {"flags": 64}})

    _, answer = await rest.send("POST", webhook(sandbox, interaction), HELLO)

    assert (answer["id"], answer["flags"]) == (str(interaction.original.id), 64)


async def test_the_first_follow_up_after_a_deferral_cannot_become_ephemeral(
    sandbox: Sandbox, rest, interaction: Interaction
) -> None:
    await rest.send("POST", callback(interaction), {"type": 5})

    _, answer = await rest.send("POST", webhook(sandbox, interaction), {**HELLO, "flags": 64})

    assert answer["flags"] == 0


async def test_the_original_is_unknown_once_deleted(sandbox: Sandbox, rest, interaction: Interaction) -> None:
    await rest.send("POST", callback(interaction), ANSWER)
    original = webhook(sandbox, interaction) + "/messages/@original"
    await rest.send("DELETE", original)

    assert await rest.refusal("PATCH", original, HELLO) == (404, 10008)


async def test_a_press_may_update_the_message_it_was_on(
    sandbox: Sandbox, rest, alice: Person, channel: Channel
) -> None:
    pressed = press(sandbox, alice, channel)

    await rest.send("POST", callback(pressed), {"type": 7, "data": {"content": "Done", "components": []}})

    assert (pressed.message.content, pressed.message.components) == ("Done", [])


async def test_a_press_on_a_message_deleted_meanwhile_updates_nothing(
    sandbox: Sandbox, rest, alice: Person, channel: Channel
) -> None:
    pressed = press(sandbox, alice, channel)
    sandbox.world.posts.delete(pressed.message)

    assert await rest.refusal("POST", callback(pressed), {"type": 7, "data": HELLO}) == (404, 10008)


@pytest.mark.parametrize("meanwhile", [{"archived": True}, {"locked": True}])
async def test_a_thread_closed_meanwhile_takes_no_answer(
    sandbox: Sandbox, rest, alice: Person, channel: Channel, meanwhile: dict[str, bool]
) -> None:
    thread: Thread = sandbox.world.thread_life.start(channel, alice.user, {"name": "Thread", "type": 11})
    ran = run_command(sandbox, alice, thread)
    channel.the_guild.role("Trellis").permissions = 1 << 10
    sandbox.world.thread_life.edit(thread, dict(meanwhile))

    assert await rest.refusal("POST", callback(ran), ANSWER) == (400, 50083)


async def test_an_answer_pings_users_only_unless_told_otherwise(
    sandbox: Sandbox, rest, alice: Person, channel: Channel, interaction: Interaction
) -> None:
    bob = sandbox.person("Bob")
    role = channel.the_guild.add_role("Peers", mentionable=True)
    channel.the_guild.add_member(bob.user, [role])

    await rest.send(
        "POST", callback(interaction), {"type": 4, "data": {"content": f"{alice.user.mention} {role.mention}"}}
    )

    assert sandbox.world.journal.of("message_created")[-1].notified == {alice.id}


async def test_a_message_tells_which_interaction_it_answers(rest, alice: Person, interaction: Interaction) -> None:
    _, answer = await rest.send("POST", callback(interaction) + "?with_response=1", ANSWER)

    metadata = answer["resource"]["message"]["interaction_metadata"]
    assert (metadata["id"], metadata["user"]["id"]) == (str(interaction.id), str(alice.id))
