"""The faults of the drawer, carried out on the sandbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from sandbox.page.state import Page
from sandbox.people.refused import ClientRefused
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.faults import RestFault
from sandbox.protocol.rest.channels import tell_changed
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User

MEMBER: Final = 1
MESSAGES: Final = r"^(POST|PATCH) /(channels/\d+/messages|webhooks/)"

Event = dict[str, Any]


async def act(page: Page, event: Event) -> str:
    """Makes it go wrong, or right again; returns the sentence that says so."""
    return await _ACTS[str(event.get("fault"))](page, event)


async def _clear(page: Page, _event: Event) -> str:
    page.world.faults.clear()
    page.faults.clear()
    page.once.clear()
    for person in page.served.people:
        person.user.dms_open = True
        if person.id in page.left:
            _take_back(page, person.user)
    for person, channel in page.hidden:
        await person.regains_sight_of(channel)
    if page.granted is not None:
        _invite_again(page)
    for channel in page.world.channels.values():
        if page.denied(channel):
            channel.overwrites[page.world.bot.id].deny = 0
            tell_changed(page.world, channel)
    return "Everything works again."


async def _restart(page: Page, _event: Event) -> str:
    if page.restarting:
        raise ClientRefused("the bot is restarting already")
    page.restarting = True
    page.stale("drawer")
    try:
        await page.served.restart()
    finally:
        page.restarting = False
    return "The bot was stopped and started again."


async def _drop(page: Page, _event: Event) -> str:
    page.world.faults.drop_gateway()
    return "The connection broke; the bot will resume it."


async def _invalidate(page: Page, _event: Event) -> str:
    page.world.faults.invalidate_session()
    return "The session is over; the bot has to log in anew."


async def _error_once(page: Page, _event: Event) -> str:
    return _once(page, page.world.faults.answer(500, "", times=1), "the next request is answered 500")


async def _error_always(page: Page, _event: Event) -> str:
    page.world.faults.answer(500, MESSAGES, times=None)
    return _lasting(page, "every message is answered 500")


async def _rate_limit(page: Page, _event: Event) -> str:
    fault = page.world.faults.rate_limit(3.0, "", times=1)
    return _once(page, fault, "the next request is answered 429, come back in 3 seconds")


async def _late_edits(page: Page, _event: Event) -> str:
    page.world.faults.refuse_late_edits(times=None)
    return _lasting(page, "edits of messages are answered 429, as too many of an old one")


async def _slow(page: Page, _event: Event) -> str:
    page.world.faults.delay(1.0, times=None)
    return _lasting(page, "every answer takes a second")


async def _slower(page: Page, _event: Event) -> str:
    page.world.faults.delay(4.0, "/interactions/", times=None)
    return _lasting(page, "answers to interactions arrive after 4 seconds, one too late")


async def _dms(page: Page, event: Event) -> str:
    user = page.world.users[int(event["person"])]
    user.dms_open = not user.dms_open
    state = "takes direct messages again" if user.dms_open else "no longer takes direct messages"
    return f"{user.display_name} {state}."


async def _membership(page: Page, event: Event) -> str:
    """Leaves, or comes back as who she was: her roles are given to her again."""
    person = next(each for each in page.served.people if each.id == int(event["person"]))
    guild = page.home.the_guild
    if person.id in guild.members:
        roles = list(guild.members[person.id].roles)
        await person.leaves_server(guild)
        page.left[person.id] = roles
        return f"{person.name} left {guild.name}."
    _take_back(page, person.user)
    return f"{person.name} is in {guild.name} again."


async def _sight(page: Page, event: Event) -> str:
    person = next(each for each in page.served.people if each.id == int(event["person"]))
    channel = _channel(page, event)
    if person.may(permissions.VIEW_CHANNEL, channel):
        await person.loses_sight_of(channel)
        return f"{person.name} no longer sees #{channel.name}."
    await person.regains_sight_of(channel)
    return f"{person.name} sees #{channel.name} again."


def _take_back(page: Page, user: User) -> None:
    page.home.the_guild.add_member(user, page.left.pop(user.id, ()))


async def _bot_membership(page: Page, _event: Event) -> str:
    guild, bot = page.home.the_guild, page.world.bot
    if guild.installed:
        page.granted = guild.permissions(bot.id)
        guild.remove_member(bot)
        return f"{bot.display_name} was removed from {guild.name}."
    _invite_again(page)
    return f"{bot.display_name} is in {guild.name} again."


def _invite_again(page: Page) -> None:
    page.world.install(page.home.the_guild, page.granted)
    page.granted = None


async def _permission(page: Page, event: Event) -> str:
    channel, bit = _channel(page, event), int(event["bit"])
    bot = page.world.bot
    held = bool(page.world.permissions(bot.id, channel.id) & bit)
    overwrite = channel.overwrites.setdefault(bot.id, Overwrite(bot.id, MEMBER))
    if held:
        overwrite.deny, overwrite.allow = overwrite.deny | bit, overwrite.allow & ~bit
    else:
        overwrite.allow, overwrite.deny = overwrite.allow | bit, overwrite.deny & ~bit
    tell_changed(page.world, channel)
    return f"{bot.display_name} {'lost' if held else 'has'} this permission in #{channel.name}."


async def _archive(page: Page, event: Event) -> str:
    thread = _thread(page, event)
    page.world.thread_life.edit(thread, {"archived": not thread.archived})
    return f"“{thread.name}” is {'archived' if thread.archived else 'awake'}."


async def _lock(page: Page, event: Event) -> str:
    thread = _thread(page, event)
    page.world.thread_life.edit(thread, {"locked": not thread.locked})
    return f"“{thread.name}” is {'locked' if thread.locked else 'unlocked'}."


async def _delete(page: Page, event: Event) -> str:
    channel = _channel(page, event)
    if channel is page.served.home and len(channel.the_guild.channels) == 1:
        raise ClientRefused("the last channel stays")
    channel.the_guild.delete_channel(channel)
    if not isinstance(channel, Thread):
        page.deleted.append(channel)
    for screen in tuple(page.screens):
        screen.closed(channel)
    return f"“{channel.name}” is deleted."


async def _anew(page: Page, event: Event) -> str:
    """What was deleted stays so in Discord; this one has its name, and nothing else of it."""
    gone = next((each for each in page.deleted if str(each.id) == event.get("channel")), None)
    if gone is None:
        raise ClientRefused("that channel is there again")
    page.deleted.remove(gone)
    gone.the_guild.add_channel(gone.name, gone.type, topic=gone.topic, available_tags=gone.available_tags)
    return f"There is a new #{gone.name}; to the bot it is another channel."


def _once(page: Page, fault: RestFault, sentence: str) -> str:
    page.once = [(known, told) for known, told in page.once if not known.struck]
    page.once.append((fault, sentence))
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _lasting(page: Page, sentence: str) -> str:
    if sentence not in page.faults:
        page.faults.append(sentence)
    return f"{sentence[:1].upper()}{sentence[1:]}, until “Everything works again”."


def _channel(page: Page, event: Event) -> Channel:
    channel = page.world.channels.get(int(event.get("channel") or 0))
    if channel is None:
        raise ClientRefused("that channel is gone")
    return channel


def _thread(page: Page, event: Event) -> Thread:
    channel = _channel(page, event)
    if not isinstance(channel, Thread):
        raise ClientRefused("only a thread can be archived or locked")
    return channel


_ACTS: Final[dict[str, Callable[[Page, Event], Awaitable[str]]]] = {
    "clear": _clear,
    "restart": _restart,
    "drop": _drop,
    "invalidate": _invalidate,
    "500": _error_once,
    "500s": _error_always,
    "429": _rate_limit,
    "30046": _late_edits,
    "slow": _slow,
    "slower": _slower,
    "dms": _dms,
    "membership": _membership,
    "sight": _sight,
    "bot-membership": _bot_membership,
    "permission": _permission,
    "archive": _archive,
    "lock": _lock,
    "delete": _delete,
    "anew": _anew,
}
