"""Opcode 8: which of these users are members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sandbox.protocol import intents
from sandbox.protocol.guilds import Guild, Member
from sandbox.protocol.sessions import Session
from sandbox.protocol.wire import Json
from sandbox.protocol.world import World

IDS_PER_REQUEST: Final = 100
_CHUNK: Final = 1000


def answer_members_request(world: World, session: Session, request: Json) -> None:
    """Sends GUILD_MEMBERS_CHUNK. The whole list needs the members intent, single users do not."""
    guild = world.guilds.get(int(request.get("guild_id") or 0))
    if guild is None or not guild.installed:
        return
    if _whole(request) and (verdict := world.limiter.take_member_list(guild.id)) is not None:
        meta: Json = {"guild_id": str(guild.id), "nonce": request.get("nonce")}
        session.dispatch("RATE_LIMITED", {"opcode": 8, "retry_after": verdict.retry_after, "meta": meta})
        return
    members, unknown = _wanted(session, guild, request)
    chunks = list(_chunks(members))
    for index, chunk in enumerate(chunks):
        data: Json = {
            "guild_id": str(guild.id),
            "members": [member.payload() for member in chunk],
            "chunk_index": index,
            "chunk_count": len(chunks),
            "not_found": unknown,
        }
        if request.get("nonce"):
            data["nonce"] = request["nonce"]
        if request.get("presences"):
            data["presences"] = []
        session.dispatch("GUILD_MEMBERS_CHUNK", data)


def _wanted(session: Session, guild: Guild, request: Json) -> tuple[list[Member], list[str]]:
    if (user_ids := request.get("user_ids")) is not None:
        asked = [int(one) for one in (user_ids if isinstance(user_ids, list) else [user_ids])][:IDS_PER_REQUEST]
        found = [guild.members[user_id] for user_id in asked if user_id in guild.members]
        return found, [str(user_id) for user_id in asked if user_id not in guild.members]
    query, limit = str(request.get("query") or "").lower(), int(request.get("limit") or 0)
    if _whole(request):
        whole = bool(session.intents & intents.GUILD_MEMBERS)
        return (list(guild.members.values()) if whole else []), []
    matching = [
        member
        for member in guild.members.values()
        if (member.nick or member.user.display_name).lower().startswith(query) or member.user.username.startswith(query)
    ]
    return matching[: limit or IDS_PER_REQUEST], []


def _whole(request: Json) -> bool:
    return request.get("user_ids") is None and not request.get("query") and not request.get("limit")


def _chunks(members: list[Member]) -> Iterator[list[Member]]:
    yield members[:_CHUNK]
    for start in range(_CHUNK, len(members), _CHUNK):
        yield members[start : start + _CHUNK]
