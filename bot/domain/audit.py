"""What was changed here, by whom: how a moderator finds out why things are as they are.

Ids and settings, never what people wrote. Whom it concerns stands in `actor_id` and `Subject` alone, not among the
facts, so that whoever is to be forgotten is found there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant

from bot.domain.groups import Group


class Action(StrEnum):
    """What somebody did."""

    SETTINGS_CHANGED = "settings_changed"
    GROUP_CREATED = "group_created"
    GROUP_EDITED = "group_edited"
    GROUP_PAUSED = "group_paused"
    GROUP_RESUMED = "group_resumed"
    GROUP_ARCHIVED = "group_archived"
    GROUP_RESTORED = "group_restored"
    LEADER_NAMED = "leader_named"  # by a moderator
    LEAD_SHARED = "lead_shared"
    LEAD_HANDED_OVER = "lead_handed_over"
    INVITED = "invited"
    JOINED = "joined"
    LEFT = "left"
    GONE = "gone"  # from the server; who is gone stands as who did it
    DELIVERIES_RETRIED = "deliveries_retried"
    EXPORTED = "exported"
    IMPORTED = "imported"
    STOPPED = "stopped"
    RESUMED = "resumed"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    REMOVED = "removed"  # from a group, by a moderator
    TEXT_REMOVED = "text_removed"  # out of everything, by a moderator; never what it said
    FORGOTTEN = "forgotten"  # had all about themselves erased; a stand-in is named as who did it


class Fact(StrEnum):
    """What a change may be a change of."""

    NAME = "name"
    CHANNEL = "channel"
    WEEKDAY = "weekday"  # from Monday = 1
    TIME = "time"
    ZONE = "zone"
    LANGUAGE = "language"
    ENTRY = "entry"
    RESTS_UNTIL = "rests_until"
    KNOWLEDGE_CHANNEL = "knowledge_channel"
    MEETING_CHANNEL = "meeting_channel"
    MODERATORS_CHANNEL = "moderators_channel"
    HOW_MANY = "how_many"


Value = str | int | None
Facts = Mapping[Fact, Value]
NO_FACTS: Facts = {}


@dataclass(frozen=True)
class Subject:
    """Whom or what a change is about; neither: the whole server."""

    group_id: int | None = None
    person_id: int | None = None


SERVER = Subject()


@dataclass(frozen=True)
class Audit:
    """One change. Of `before` and `after` there is what differs."""

    id: int
    community_id: int
    actor_id: int
    action: Action
    subject: Subject
    before: Facts
    after: Facts
    at: Instant


@dataclass(frozen=True)
class Sought:
    """Which changes somebody looks for; None: whichever. A person's are those they made and those about them."""

    action: Action | None = None
    person_id: int | None = None
    group_id: int | None = None


def differing(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """Of both what is not the same; what one of them does not name is nothing there."""
    changed = [fact for fact in Fact if before.get(fact) != after.get(fact)]
    return {fact: before.get(fact) for fact in changed}, {fact: after.get(fact) for fact in changed}


def facts_of_group(group: Group) -> Facts:
    return {
        Fact.NAME: group.name,
        Fact.CHANNEL: group.channel_id,
        Fact.WEEKDAY: group.rhythm.weekday.value,
        Fact.TIME: group.rhythm.time.format_iso(),
        Fact.ZONE: group.rhythm.zone,
        Fact.LANGUAGE: group.language,
        Fact.ENTRY: group.entry,
    }
