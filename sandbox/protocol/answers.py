"""What the bot does with an interaction's token: the first answer, edits of it, follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sandbox.protocol import messages
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.interactions import COMMAND, Interaction, Response, ResponseKind
from sandbox.protocol.messages import Message
from sandbox.protocol.refusals import Missing, Refused
from sandbox.protocol.wire import EPHEMERAL, LOADING, Json
from sandbox.protocol.world import World


class Callback:
    """The types of a first answer."""

    MESSAGE: Final = 4
    DEFERRED_MESSAGE: Final = 5
    DEFERRED_UPDATE: Final = 6
    UPDATE: Final = 7
    CHOICES: Final = 8
    MODAL: Final = 9


_JOURNAL: dict[ResponseKind, str] = {"modal": "modal_opened", "choices": "autocomplete"}


def answer(world: World, interaction: Interaction, body: Json, files: Sequence[UploadedFile]) -> Response:
    """Carries out the first answer and records it on the interaction."""
    data = body.get("data") or {}
    match body["type"]:
        case Callback.MESSAGE:
            response = _answer_with_message(world, interaction, data, files)
        case Callback.DEFERRED_MESSAGE:
            data = {"flags": (int(data.get("flags") or 0) & EPHEMERAL) | LOADING}
            message = _post(world, interaction, data, ())
            response = Response("deferred", data, message, message.ephemeral)
            interaction.original = message
        case Callback.DEFERRED_UPDATE:
            interaction.original = interaction.message
            response = Response("deferred_update", data, interaction.message)
        case Callback.UPDATE:
            response = _update(world, interaction, data, files)
        case Callback.CHOICES:
            response = Response("choices", data)
        case Callback.MODAL:
            response = Response("modal", data)
        case unsupported:
            raise Missing(f"know callback type {unsupported}")
    _note(world, interaction, response, _JOURNAL.get(response.kind, "interaction_answered"))
    return response


def _answer_with_message(world: World, interaction: Interaction, data: Json, files: Sequence[UploadedFile]) -> Response:
    message = _post(world, interaction, data, files)
    interaction.original = message
    return Response("message", data, message, message.ephemeral)


def _update(world: World, interaction: Interaction, data: Json, files: Sequence[UploadedFile]) -> Response:
    message = interaction.message
    if message is None or message.deleted:
        raise Refused(10008)
    world.posts.edit(message, data, files=files)
    interaction.original = message
    return Response("update", data, message, message.ephemeral)


def follow_up(world: World, interaction: Interaction, body: Json, files: Sequence[UploadedFile]) -> Message:
    """Posts another message. The first one after a deferral becomes the awaited answer, whatever flags it has."""
    original = interaction.original
    if original is not None and original.flags & LOADING:
        return edit(world, interaction, original, body, files, kind="followup")
    message = _post(world, interaction, body, files, follows=original)
    interaction.followups.append(message)
    _note(world, interaction, Response("followup", body, message, message.ephemeral), "interaction_followed_up")
    return message


def edit(
    world: World,
    interaction: Interaction,
    message: Message,
    body: Json,
    files: Sequence[UploadedFile],
    *,
    kind: ResponseKind = "edit",
) -> Message:
    """Edits a message made with this token; what was "thinking…" becomes the answer."""
    if message.flags & LOADING:
        kept = {"flags": (int(body.get("flags") or 0) & ~EPHEMERAL) | (message.flags & EPHEMERAL)}
        world.posts.complete(message, {**body, **kept}, files=files)
    else:
        world.posts.edit(message, body, files=files)
    _note(world, interaction, Response(kind, body, message, message.ephemeral), "interaction_followed_up")
    return message


def _post(
    world: World,
    interaction: Interaction,
    data: Json,
    files: Sequence[UploadedFile],
    *,
    follows: Message | None = None,
) -> Message:
    ephemeral = int(data.get("flags") or 0) & EPHEMERAL
    metadata = interaction.metadata()
    origin: Json = {"webhook_id": world.application_id, "interaction_metadata": metadata}
    kind = messages.DEFAULT
    if interaction.type == COMMAND and follows is None:
        origin["interaction_name"] = interaction.name
        kind = messages.CHAT_INPUT_COMMAND if interaction.data.get("type", 1) == 1 else messages.CONTEXT_MENU_COMMAND
    if follows is not None:
        metadata["original_response_message_id"] = str(follows.id)
        if not follows.deleted:
            kind = messages.REPLY
            origin["message_reference"] = {
                "type": 0,
                "channel_id": str(follows.channel.id),
                "message_id": str(follows.id),
                **({"guild_id": str(interaction.guild.id)} if interaction.guild else {}),
            }
            origin["referenced"] = follows
    return world.posts.create(
        interaction.channel,
        world.bot,
        data,
        files=files,
        type=kind,
        default="interaction",
        reader=interaction.user.id if ephemeral else None,
        origin=origin,
    )


def _note(world: World, interaction: Interaction, response: Response, kind: str) -> None:
    interaction.note(response)
    world.journal.record(
        kind,
        channel_id=interaction.channel.id,
        author_id=world.bot.id,
        message=response.message,
        readers=frozenset({interaction.user.id}),
        facts={"interaction": interaction, "response": response},
    )
