"""A community at rest, and people who are kept out."""

from dataclasses import dataclass

from bot.domain.errors.general import Conflict, NotAllowed, Refusal


class Stopped(NotAllowed):
    """A moderator has stopped everything in this community."""


class KeptOut(NotAllowed):
    """A moderator keeps this person from using the bot in this community."""


class NotOnServer(NotAllowed):
    """Whoever presses something under a direct message is not on the server any more that it is about."""


class MembershipUnknown(Refusal):
    """Discord did not say in time whether somebody is still on the server; they may be asked about again."""


class StoppedAlready(Conflict):
    """It is stopped, and stays so until it is resumed."""


class NotStopped(Conflict):
    """There is nothing to resume."""


@dataclass
class BlockedAlready(Conflict):
    person_id: int


@dataclass
class NotBlocked(Conflict):
    person_id: int


class BlockingModerator(NotAllowed):
    """Moderators are not kept out: whoever may do so could do it to each other."""


@dataclass
class PersonBlocked(Conflict):
    """Somebody is to be brought in who is kept out."""

    person_id: int
