"""The answer to an interaction, and the routes of its token. No Authorization header: the token is the key."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import answers, permissions
from sandbox.protocol.checks import check_callback, check_message
from sandbox.protocol.interactions import Interaction, Response
from sandbox.protocol.messages import Message
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok
from sandbox.protocol.threads import Thread
from sandbox.protocol.wire import LOADING, Json

ROUTES = Routes()

_WEBHOOK: Final = "/webhooks/{application_id}/{token}"
_MESSAGE: Final = f"{_WEBHOOK}/messages/{{message_id}}"
_OF_INTERACTIONS: Final = "with the token of an interaction only"


# Discord answers it without rate-limit headers; hikari complains of any.
@ROUTES.add(
    "POST",
    "/interactions/{interaction_id}/{token}/callback",
    door="interaction",
    bucketed=False,
    simplified="premium and activity (10, 12) are unknown",
)
def create_interaction_response(call: Call) -> Answer:
    interaction = call.world.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.state == "expired":
        raise Refused(10062)
    if interaction.token != call.params["token"]:
        raise Refused(50027)
    if interaction.response is not None:
        raise Refused(40060)
    _require_awake(call, interaction)
    updates = call.fields.get("type") == answers.Callback.UPDATE
    check_callback(
        call.fields,
        interaction_type=interaction.type,
        files=call.files,
        current=interaction.message.payload() if updates and interaction.message else None,
        from_message=interaction.message is not None,
        option_type=interaction.focused_type,
    )
    response = answers.answer(call.world, interaction, call.fields, call.files)
    if not call.flag("with_response"):
        return NOTHING
    return ok(_callback_payload(call, interaction, response))


def _callback_payload(call: Call, interaction: Interaction, response: Response) -> Json:
    message = response.message
    told: Json = {"id": str(interaction.id), "type": interaction.type, "channel_id": str(interaction.channel.id)}
    if interaction.guild is not None:
        told["guild_id"] = str(interaction.guild.id)
    if message is not None:
        told["response_message_id"] = str(message.id)
        told["response_message_loading"] = bool(message.flags & LOADING)
        told["response_message_ephemeral"] = message.ephemeral
    answer: Json = {"interaction": told}
    if message is not None and response.kind in ("message", "update"):
        payload = message.payload(viewer=call.bot_id)
        answer["resource"] = {"type": call.fields["type"], "message": payload}
    return answer


def _the_interaction(call: Call) -> Interaction:
    """By its token: 10015 for another application or before the first answer, 50027 when the token is void."""
    if call.id("application_id") != call.world.application_id:
        raise Refused(10015)
    token = call.params["token"]
    interaction = call.world.interaction_by_token(token)
    if interaction is None or (interaction.response is not None and not interaction.token_is_valid):
        raise Refused(50027)
    if interaction.response is None:
        raise Refused(10015)
    return interaction


def _require_awake(call: Call, interaction: Interaction) -> None:
    """50083 in an archived thread, and in one that was locked meanwhile (discord-api-docs#6884)."""
    channel = interaction.channel
    access.require_awake(channel)
    if isinstance(channel, Thread) and channel.locked:
        held = access.held_in(call, channel)
        if not held & permissions.MANAGE_THREADS:
            raise Refused(50083)


def _the_message(call: Call, interaction: Interaction) -> Message:
    """The original answer or a follow-up made with this token, or 10008."""
    if call.params["message_id"] == "@original":
        found = interaction.original
    else:
        wanted = call.id("message_id")
        made = [interaction.original, *interaction.followups]
        found = next((message for message in made if message is not None and message.id == wanted), None)
    if found is None or found.deleted:
        raise Refused(10008)
    return found


@ROUTES.add("POST", _WEBHOOK, door="interaction", simplified=_OF_INTERACTIONS)
def execute_webhook(call: Call) -> Answer:
    interaction = _the_interaction(call)
    _require_awake(call, interaction)
    check_message(call.fields, route="webhook", files=call.files)
    message = answers.follow_up(call.world, interaction, call.fields, call.files)
    return ok(message.payload(viewer=call.bot_id))


@ROUTES.add("GET", _MESSAGE, door="interaction", simplified=_OF_INTERACTIONS)
def get_webhook_message(call: Call) -> Answer:
    interaction = _the_interaction(call)
    return ok(_the_message(call, interaction).payload(viewer=call.bot_id))


@ROUTES.add("PATCH", _MESSAGE, door="interaction", simplified=_OF_INTERACTIONS)
def update_webhook_message(call: Call) -> Answer:
    interaction = _the_interaction(call)
    message = _the_message(call, interaction)
    _require_awake(call, interaction)
    check_message(call.fields, route="webhook_edit", files=call.files, current=message.payload())
    answers.edit(call.world, interaction, message, call.fields, call.files)
    return ok(message.payload(viewer=call.bot_id))


@ROUTES.add("DELETE", _MESSAGE, door="interaction", simplified=_OF_INTERACTIONS)
def delete_webhook_message(call: Call) -> Answer:
    interaction = _the_interaction(call)
    message = _the_message(call, interaction)
    call.world.posts.delete(message)
    return NOTHING
