"""Groups and who is in them."""

from dataclasses import dataclass

from whenever import Date

from bot.domain.errors.general import Conflict, Missing, NotAllowed, NotAPerson


@dataclass
class GroupMissing(Missing):
    name: str | None = None


@dataclass
class GroupArchived(NotAllowed):
    """It is put away: it takes nothing until a moderator brings it back."""

    group_name: str


@dataclass
class GroupNotArchived(Conflict):
    group_name: str


@dataclass
class GroupChannelGone(Missing):
    """Where the group met is not there any more."""

    group_name: str


@dataclass
class GroupNameTaken(Conflict):
    name: str
    is_archived: bool = False


@dataclass
class NothingToPause(Conflict):
    """The next round opens later than the pause would last."""

    group_name: str
    next_on: Date


@dataclass
class GroupNotPaused(Conflict):
    group_name: str


@dataclass
class GroupRests(Conflict):
    """It waits until the group's pause is over."""

    group_name: str
    until: Date


@dataclass
class AlreadyMember(Conflict):
    group_name: str


@dataclass
class PersonInGroup(Conflict):
    """Somebody else is a member already."""

    person_id: int
    group_name: str


@dataclass
class PersonNotInGroup(Conflict):
    """It takes a member, and this person is none."""

    person_id: int
    group_name: str


@dataclass
class LeadsAlready(Conflict):
    person_id: int
    group_name: str


@dataclass
class NotInGroup(NotAllowed):
    group_name: str


@dataclass
class FacilitatorsOnly(NotAllowed):
    """For whoever leads the group, or moderates the server; without a name: this person leads none."""

    group_name: str | None = None


@dataclass
class InvitationNeeded(NotAllowed):
    """The group takes in those who are invited; `leader_ids` are who can."""

    group_name: str
    leader_ids: tuple[int, ...]


class NotInAnyGroup(NotAllowed):
    """It is done in a group; this person is in none here."""


class BotCannotLead(NotAPerson):
    """A group is led by a person."""
