"""What kind of group is made in one step: how long it lasts, what it asks, how often people try."""

from enum import StrEnum

from whenever import Date

from bot.domain.experiments import Cadence

WORKSHOP_MOST = 150


class Template(StrEnum):
    MASTERMIND = "mastermind"  # week after week, without an end
    CHALLENGE = "challenge"  # thirty days, tried every day
    FOLLOW_UP = "follow_up"  # eight weeks after a workshop, about what was learned there


DAYS = {Template.CHALLENGE: 30, Template.FOLLOW_UP: 8 * 7}


def last_day_of(template: Template, first: Date) -> Date | None:
    """The last day of a group whose first round opens on `first`; None where it has no end."""
    return first.add(days=DAYS[template] - 1) if template in DAYS else None


def usual_cadence(template: Template) -> Cadence:
    """How often people try who have not said so."""
    return Cadence.DAILY if template is Template.CHALLENGE else Cadence.WEEKLY
