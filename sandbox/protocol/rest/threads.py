"""Threads: opened, joined and left, and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandbox.protocol import intents, permissions
from sandbox.protocol.channels import FORUMS, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel
from sandbox.protocol.checks import check_thread
from sandbox.protocol.messages import SPOKEN
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, created, ok
from sandbox.protocol.rest.thread_edits import require_room, require_tags
from sandbox.protocol.threads import Thread
from sandbox.protocol.wire import Json, timestamp

ROUTES = Routes()


@ROUTES.add("POST", "/channels/{channel_id}/threads")
def create_thread(call: Call) -> Answer:
    parent = access.the_channel(call)
    body = call.fields
    check_thread(body, parent_type=parent.type, from_message=False, files=call.files)
    if parent.type in FORUMS:
        return _create_post(call, parent, body)
    private = body.get("type") in (None, PRIVATE_THREAD) and parent.type == TEXT
    needed = permissions.CREATE_PRIVATE_THREADS if private else permissions.CREATE_PUBLIC_THREADS
    access.require(access.held_in(call, parent), needed)
    require_room(call, parent.the_guild)
    thread = call.world.thread_life.start(parent, call.world.bot, body)
    return created(thread.payload(for_user=call.bot_id))


def _create_post(call: Call, forum: Channel, body: Json) -> Answer:
    held = access.held_in(call, forum)
    access.require(held, permissions.SEND_MESSAGES)
    access.require_contents(held, body["message"], files=bool(call.files))
    require_tags(forum, body.get("applied_tags") or [], held)
    require_room(call, forum.the_guild)
    thread = call.world.thread_life.start(forum, call.world.bot, {**body, "type": PUBLIC_THREAD})
    bot = call.world.bot
    message = call.world.posts.create(thread, bot, body["message"], files=call.files, message_id=thread.id)
    payload = thread.payload(for_user=call.bot_id)
    return created({**payload, "message": message.payload(viewer=call.bot_id)})


@ROUTES.add("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def create_thread_from_message(call: Call) -> Answer:
    parent = access.the_channel(call, permissions.CREATE_PUBLIC_THREADS, permissions.READ_MESSAGE_HISTORY)
    if parent.type in FORUMS:
        raise Refused(50024)
    check_thread(call.fields, parent_type=parent.type, from_message=True)
    message = access.the_message(call, parent)
    if message.id in parent.the_guild.threads:
        raise Refused(160004)
    if message.type not in SPOKEN:
        raise Refused(50068)
    require_room(call, parent.the_guild)
    thread = call.world.thread_life.start(parent, call.world.bot, call.fields, starter=message)
    return created(thread.payload(for_user=call.bot_id))


@ROUTES.add("PUT", "/channels/{channel_id}/thread-members/@me")
def join_thread(call: Call) -> Answer:
    thread = access.the_thread(call)
    access.require_awake(thread)
    _require_room(call, thread, call.bot_id)
    call.world.thread_life.add_member(thread, call.bot_id)
    return NOTHING


@ROUTES.add("PUT", "/channels/{channel_id}/thread-members/{user_id}")
def add_thread_member(call: Call) -> Answer:
    thread = access.the_thread(call, permissions.SEND_MESSAGES_IN_THREADS)
    access.require_awake(thread)
    member = access.the_member(call, thread.the_guild)
    if not call.world.sees(member.user.id, thread.the_parent):
        raise Refused(50001)
    if not call.world.thread_life.may_invite(thread, member.user.id, by=call.world.bot):
        raise Refused(50013)
    _require_room(call, thread, member.user.id)
    call.world.thread_life.add_member(thread, member.user.id, by=call.world.bot)
    return NOTHING


def _require_room(call: Call, thread: Thread, user_id: int) -> None:
    if user_id not in thread.members and call.world.thread_life.full(thread):
        raise Refused(30033)


@ROUTES.add("DELETE", "/channels/{channel_id}/thread-members/@me")
def leave_thread(call: Call) -> Answer:
    thread = access.the_thread(call)
    access.require_awake(thread)
    call.world.thread_life.remove_member(thread, call.bot_id)
    return NOTHING


@ROUTES.add("DELETE", "/channels/{channel_id}/thread-members/{user_id}")
def delete_thread_member(call: Call) -> Answer:
    thread = access.the_thread(call)
    access.require_awake(thread)
    owns = thread.private and thread.owner_id == call.bot_id
    if not owns:
        access.require(access.held_in(call, thread), permissions.MANAGE_THREADS)
    call.world.thread_life.remove_member(thread, access.the_user(call).id)
    return NOTHING


@ROUTES.add("GET", "/channels/{channel_id}/thread-members/{user_id}")
def get_thread_member(call: Call) -> Answer:
    thread = access.the_thread(call)
    user = access.the_user(call)
    if user.id not in thread.members:
        raise Refused(10007)
    return ok(_member(call, thread, user.id))


@ROUTES.add("GET", "/channels/{channel_id}/thread-members")
def list_thread_members(call: Call) -> Answer:
    """The whole list is for applications with the members intent."""
    thread = access.the_thread(call)
    if not call.world.privileged_intents & intents.GUILD_MEMBERS:
        raise Refused(50001)
    after = int(call.query.get("after", "0"))
    limit = call.number("limit", 100, least=1, most=100) if call.flag("with_member") else len(thread.members)
    users = sorted(user_id for user_id in thread.members if user_id > after)
    return ok([_member(call, thread, user_id) for user_id in users[:limit]])


def _member(call: Call, thread: Thread, user_id: int) -> Json:
    answer = thread.member_payload(user_id)
    if call.flag("with_member"):
        answer["member"] = thread.the_guild.members[user_id].payload()
    return answer


@ROUTES.add("GET", "/guilds/{guild_id}/threads/active")
def get_active_guild_threads(call: Call) -> Answer:
    guild = access.the_guild(call)
    call.world.thread_life.archive_idle(call.world.clock.now())
    threads = [thread for thread in guild.threads.values() if not thread.archived]
    found = sorted((t for t in threads if call.world.sees(call.bot_id, t)), key=lambda t: t.id, reverse=True)
    listed = _listed(call, found, more=False)
    del listed["has_more"]  # this list is never paged, and never says so
    return ok(listed)


@ROUTES.add("GET", "/channels/{channel_id}/threads/archived/public")
def list_public_archived_threads(call: Call) -> Answer:
    parent = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    return ok(_archived(call, parent, lambda thread: not thread.private))


@ROUTES.add("GET", "/channels/{channel_id}/threads/archived/private")
def list_private_archived_threads(call: Call) -> Answer:
    parent = access.the_channel(call, permissions.READ_MESSAGE_HISTORY, permissions.MANAGE_THREADS)
    return ok(_archived(call, parent, lambda thread: thread.private))


@ROUTES.add("GET", "/channels/{channel_id}/users/@me/threads/archived/private")
def list_my_private_archived_threads(call: Call) -> Answer:
    parent = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    limit = call.number("limit", 50, least=1, most=100)
    before = call.query.get("before")
    mine = [t for t in _of(call, parent) if t.private and t.archived and call.bot_id in t.members]
    mine = [t for t in mine if before is None or t.id < int(before)]
    mine.sort(key=lambda thread: thread.id, reverse=True)
    return ok(_listed(call, mine[:limit], more=len(mine) > limit))


def _archived(call: Call, parent: Channel, wanted: Callable[[Thread], bool]) -> Json:
    """The most recently archived first; `before` is a moment."""
    limit = call.number("limit", 50, least=1, most=100)
    found = [thread for thread in _of(call, parent) if thread.archived and wanted(thread)]
    if (before := call.query.get("before")) is not None:
        bound = before.replace("Z", "+00:00").replace(" ", "+")
        found = [thread for thread in found if timestamp(thread.archive_timestamp) < bound]
    found.sort(key=lambda thread: thread.archive_timestamp, reverse=True)
    return _listed(call, found[:limit], more=len(found) > limit)


def _of(call: Call, parent: Channel) -> Iterable[Thread]:
    call.world.thread_life.archive_idle(call.world.clock.now())
    return [thread for thread in parent.the_guild.threads.values() if thread.parent is parent]


def _listed(call: Call, threads: list[Thread], *, more: bool) -> Json:
    joined = [thread for thread in threads if call.bot_id in thread.members]
    return {
        "threads": [thread.payload(for_user=call.bot_id) for thread in threads],
        "members": [thread.member_payload(call.bot_id) for thread in joined],
        "has_more": more,
    }
