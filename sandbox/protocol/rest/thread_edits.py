"""Changes of a thread: who may make which, and in which state."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import permissions
from sandbox.protocol.channels import FORUMS, REQUIRE_TAG, Channel
from sandbox.protocol.checks import check_thread_edit
from sandbox.protocol.guilds import Guild
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import Call
from sandbox.protocol.threads import Thread
from sandbox.protocol.wire import Json

PINNED: Final = 1 << 1
_BY_OWNER: Final = frozenset({"name", "archived", "auto_archive_duration", "applied_tags"})


def edit_thread(call: Call, thread: Thread) -> None:
    """Carries out a PATCH, or refuses it.

    An archived thread takes nothing but a body that also unarchives it. Whoever may write in it may
    unarchive it unless it is locked; its owner may rename, tag and archive it; the rest is for moderators.
    """
    body = call.fields
    check_thread_edit(body)
    held = access.held_in(call, thread)
    if not held & permissions.MANAGE_THREADS:
        _require_owner(call, thread, body, held)
    wakes = body.get("archived") is False
    if thread.archived and not wakes:
        raise Refused(50083)
    if thread.archived and wakes:
        require_room(call, thread.the_guild)
    if body.get("applied_tags") is not None:
        require_tags(thread.the_parent, body["applied_tags"], held, before=thread.applied_tags)
    if body.get("flags") is not None:
        _require_pinnable(thread, int(body["flags"]))
    if body.get("name") is not None and body["name"] != thread.name:
        verdict = call.world.limiter.take_rename(thread.id)
        if verdict is not None:
            raise access.too_soon(verdict)
    call.world.thread_life.edit(thread, body)


def _require_owner(call: Call, thread: Thread, body: Json, held: int) -> None:
    if set(body) == {"archived"} and body["archived"] is False and not thread.locked:
        access.require(held, permissions.SEND_MESSAGES_IN_THREADS)
        return
    allowed = _BY_OWNER | ({"invitable"} if thread.private else set())
    if thread.owner_id != call.bot_id or thread.locked or not set(body) <= allowed:
        raise Refused(50013)


def require_room(call: Call, guild: Guild) -> None:
    """160006 when the guild has as many active threads as it may."""
    if len(call.world.thread_life.active(guild)) >= call.world.active_threads_per_guild:
        raise Refused(160006)


def require_tags(parent: Channel, wanted: list[object], held: int, *, before: list[int] | None = None) -> None:
    """The tag rules of a forum: known ones (10087), at least one if required (40067), moderated ones by moderators."""
    if parent.type not in FORUMS:
        return
    known = {tag.id: tag for tag in parent.available_tags}
    chosen = [int(str(tag)) for tag in wanted]
    if any(tag not in known for tag in chosen):
        raise Refused(10087)
    if parent.flags & REQUIRE_TAG and not chosen:
        raise Refused(40067)
    new = set(chosen) - set(before or ())
    if not held & permissions.MANAGE_THREADS and any(known[tag].moderated for tag in new):
        raise Refused(40066)


def _require_pinnable(thread: Thread, flags: int) -> None:
    if not flags & PINNED:
        return
    if thread.the_parent.type not in FORUMS:
        raise Refused(50024)
    siblings = (t for t in thread.the_guild.threads.values() if t.parent is thread.parent and t is not thread)
    if any(sibling.flags & PINNED for sibling in siblings):
        raise Refused(30047)
