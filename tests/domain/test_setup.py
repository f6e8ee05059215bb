"""What the set-up asks in turn, and which channels it looks through (A1)."""

from whenever import Instant, Time, Weekday

from bot.domain.channels import Named, Use
from bot.domain.communities import Decided
from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.recurrence import WeeklyRhythm
from bot.domain.setup import Matter, Standing

EVERYTHING = Decided(Language.ENGLISH, "Europe/Oslo", 20, 21, 22)
RHYTHM = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
FOUNDERS = Group(1, 10, "Founders", 30, "en", RHYTHM, Instant.from_utc(2026, 9, 1))


def test_it_begins_with_the_first_question_and_ends_behind_the_last() -> None:
    nothing = Standing(Decided())

    asked = [nothing.following(matter) for matter in (None, *Matter)]

    assert asked == [*Matter, None]


def test_what_is_settled_is_not_asked_again() -> None:
    half = Standing(Decided(language=Language.ITALIAN, meeting_channel_id=21))

    assert half.following() is Matter.ZONE
    assert half.following(Matter.KNOWLEDGE_CHANNEL) is Matter.MODERATORS_CHANNEL
    assert Standing(EVERYTHING).following() is Matter.GROUP
    assert Standing(EVERYTHING, (FOUNDERS,)).following() is None


def test_every_channel_is_named_by_what_it_is_for() -> None:
    standing = Standing(EVERYTHING, (FOUNDERS,))

    assert standing.named == [
        Named(Use.KNOWLEDGE, 20),
        Named(Use.MEETING, 21),
        Named(Use.MODERATORS, 22),
        Named(Use.GROUP, 30, "Founders"),
    ]
    assert Standing(Decided()).named == []
