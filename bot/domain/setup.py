"""The guided set-up of a server: what it asks about in turn, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.channels import Named, Use
from bot.domain.communities import Decided, Setting
from bot.domain.groups import Group


class Matter(StrEnum):
    """What is asked about, in this order: every setting, then the first group."""

    LANGUAGE = Setting.LANGUAGE
    ZONE = Setting.ZONE
    KNOWLEDGE_CHANNEL = Setting.KNOWLEDGE_CHANNEL
    MEETING_CHANNEL = Setting.MEETING_CHANNEL
    MODERATORS_CHANNEL = Setting.MODERATORS_CHANNEL
    GROUP = "group"


@dataclass(frozen=True)
class Standing:
    """How far a server is set up. `unled` are the names of groups that nobody leads."""

    decided: Decided
    groups: tuple[Group, ...] = ()
    unled: tuple[str, ...] = ()
    is_stopped: bool = False

    @property
    def named(self) -> list[Named]:
        """Every channel that is named for something: the server's, then the groups'."""
        of_server = [Named(use, channel_id) for use, channel_id in self.decided.channels.items()]
        return of_server + [Named(Use.GROUP, group.channel_id, group.name) for group in self.groups]

    def is_open(self, matter: Matter) -> bool:
        if matter is Matter.GROUP:
            return not self.groups
        return self.decided.of(Setting(matter)) is None

    def following(self, matter: Matter | None = None) -> Matter | None:
        """What is asked about after `matter`, or first of all: the next that is open. None at the end."""
        matters = list(Matter)
        behind = matters[matters.index(matter) + 1 :] if matter else matters
        return next((each for each in behind if self.is_open(each)), None)
