"""What the bot needs in a channel, by what the channel is for; and what of it is missing.

Permissions go by discord.py's flags. Reading them is left to whoever sees the channel.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

VIEW = "view_channel"


class Use(StrEnum):
    """What a channel is for."""

    GROUP = "group"  # a group's prompts and digests
    KNOWLEDGE = "knowledge"  # asks, each with its thread or post
    MEETING = "meeting"  # the private threads of pairs
    MODERATORS = "moderators"  # what went wrong


class ChannelKind(StrEnum):
    TEXT = "text"
    NEWS = "news"  # for announcements
    FORUM = "forum"
    OTHER = "other"  # where nothing of ours can be done, such as a voice channel


_THREADED = (VIEW, "send_messages", "create_public_threads", "send_messages_in_threads", "read_message_history")
_POSTS = (VIEW, "send_messages", "send_messages_in_threads", "manage_threads", "read_message_history")
# Whether who made a private thread may also add people to it without managing threads is documented nowhere.
_PRIVATE = (VIEW, "create_private_threads", "send_messages_in_threads", "manage_threads", "read_message_history")
_WRITTEN = (VIEW, "send_messages", "read_message_history")

# In the order they are named in. Every use looks back in the channel before a second send, so that nothing is said
# twice. In a forum the right to send is the right to begin a post; tags and reopening take the right to manage threads.
# In a channel for announcements Discord has no private threads.
NEEDS: Mapping[tuple[Use, ChannelKind], tuple[str, ...]] = {
    (Use.GROUP, ChannelKind.TEXT): _THREADED,
    (Use.GROUP, ChannelKind.NEWS): _THREADED,
    (Use.KNOWLEDGE, ChannelKind.TEXT): _THREADED,
    (Use.KNOWLEDGE, ChannelKind.FORUM): _POSTS,
    (Use.MEETING, ChannelKind.TEXT): _PRIVATE,
    (Use.MODERATORS, ChannelKind.TEXT): _WRITTEN,
    (Use.MODERATORS, ChannelKind.NEWS): _WRITTEN,
}
EVERY_NEED = tuple(dict.fromkeys(flag for needs in NEEDS.values() for flag in needs))


@dataclass(frozen=True)
class Named:
    """A channel that has been named for something; a group's with the group's name."""

    use: Use
    channel_id: int
    group_name: str | None = None


@dataclass(frozen=True)
class Seen:
    """A channel as the bot finds it."""

    kind: ChannelKind
    granted: frozenset[str]


class Ailment(StrEnum):
    """Why a channel does not do."""

    GONE = "gone"  # or hidden so well that the bot does not know of it
    UNFIT = "unfit"  # of a kind that the use cannot be made of
    LACKING = "lacking"  # permissions


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a channel, and with which of its uses."""

    channel_id: int
    ailment: Ailment
    named: tuple[Named, ...]
    missing: tuple[str, ...] = ()


def is_fit(use: Use, kind: ChannelKind) -> bool:
    return (use, kind) in NEEDS


def missing(use: Use, seen: Seen) -> tuple[str, ...]:
    """What the use needs that is not granted. In a channel the bot may not see, Discord takes everything else away too,
    so that nothing but that can be told."""
    if VIEW not in seen.granted:
        return (VIEW,)
    return tuple(flag for flag in NEEDS[use, seen.kind] if flag not in seen.granted)


def look_through(named: Iterable[Named], seen: Mapping[int, Seen]) -> list[Trouble]:
    """Channel by channel, in the order they are named, what is wrong; a channel that is well is not among them."""
    uses: dict[int, list[Named]] = {}
    for each in named:
        uses.setdefault(each.channel_id, []).append(each)
    return [trouble for channel_id, its in uses.items() for trouble in _troubles(channel_id, its, seen.get(channel_id))]


def _troubles(channel_id: int, its: list[Named], seen: Seen | None) -> list[Trouble]:
    if seen is None:
        return [Trouble(channel_id, Ailment.GONE, tuple(its))]
    unfit = tuple(each for each in its if not is_fit(each.use, seen.kind))
    lacking = tuple(each for each in its if each not in unfit and missing(each.use, seen))
    flags = {flag for each in lacking for flag in missing(each.use, seen)}
    found = [Trouble(channel_id, Ailment.UNFIT, unfit)] if unfit else []
    if lacking:
        ordered = tuple(flag for flag in EVERY_NEED if flag in flags)
        found.append(Trouble(channel_id, Ailment.LACKING, lacking, ordered))
    return found
