"""What moderators decide for a whole server."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.audit import Fact, Facts
from bot.domain.channels import Use
from bot.domain.people import Language
from bot.domain.recurrence import check_zone


class Setting(StrEnum):
    """One thing that is decided; all of them may be left open."""

    LANGUAGE = "language"
    ZONE = "zone"
    KNOWLEDGE_CHANNEL = "knowledge_channel"
    MEETING_CHANNEL = "meeting_channel"
    MODERATORS_CHANNEL = "moderators_channel"


# What each channel is for.
USES = {
    Setting.KNOWLEDGE_CHANNEL: Use.KNOWLEDGE,
    Setting.MEETING_CHANNEL: Use.MEETING,
    Setting.MODERATORS_CHANNEL: Use.MODERATORS,
}

# What is to be decided anew, None to leave it open again; what is not named stays as it is.
Wish = Mapping[Setting, str | int | None]


@dataclass(frozen=True)
class Decided:
    """What is decided so far; None: nothing.

    Language and zone are those that new groups begin with. Asks open in the knowledge channel, pairs have their threads
    under the meeting channel, and moderators hear in theirs of what went wrong.
    """

    language: Language | None = None
    zone: str | None = None
    knowledge_channel_id: int | None = None
    meeting_channel_id: int | None = None
    moderators_channel_id: int | None = None

    def of(self, setting: Setting) -> str | int | None:
        return {
            Setting.LANGUAGE: self.language,
            Setting.ZONE: self.zone,
            Setting.KNOWLEDGE_CHANNEL: self.knowledge_channel_id,
            Setting.MEETING_CHANNEL: self.meeting_channel_id,
            Setting.MODERATORS_CHANNEL: self.moderators_channel_id,
        }[setting]

    @property
    def channels(self) -> Mapping[Use, int]:
        """By their use, those that are named."""
        chosen = {
            Use.KNOWLEDGE: self.knowledge_channel_id,
            Use.MEETING: self.meeting_channel_id,
            Use.MODERATORS: self.moderators_channel_id,
        }
        return {use: channel_id for use, channel_id in chosen.items() if channel_id is not None}

    @property
    def facts(self) -> Facts:
        return {Fact(setting): self.of(setting) for setting in Setting}


def check_wish(wish: Wish) -> Wish:
    """The wish, if it can be granted: ZoneUnknown. A language that is not there comes of no menu of ours."""
    if language := wish.get(Setting.LANGUAGE):
        Language(str(language))
    if zone := wish.get(Setting.ZONE):
        check_zone(str(zone))
    return wish
