"""A weekly wall time, held against an independent computation that scans UTC minutes with the standard library."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from whenever import Date, Instant, Time, Weekday

from bot.domain.errors import TimeUnreadable, ZoneUnknown
from bot.domain.groups import weekly_rhythm
from bot.domain.recurrence import WeeklyRhythm, instant_at, next_after, on_or_after, parse_time

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


@cache
def transitions(zone: str) -> list[datetime]:
    """The UTC hours after which the zone's offset has changed, over two years."""
    info, found, at = ZoneInfo(zone), [], FROM
    while at < UNTIL:
        following = at + timedelta(hours=6)
        if at.astimezone(info).utcoffset() != following.astimezone(info).utcoffset():
            found.append(at)
        at = following
    return found


def distinct_zones() -> list[str]:
    """One zone for each history of offsets: the others would repeat its result."""
    seen: dict[tuple[object, ...], str] = {}
    for zone in sorted(available_timezones()):
        info = ZoneInfo(zone)
        history = tuple((at, at.astimezone(info).utcoffset()) for at in [FROM, *transitions(zone)])
        seen.setdefault(history, zone)
    return sorted(seen.values())


def scanned(zone: str, around: datetime) -> dict[datetime, datetime]:
    """For each quarter hour of wall time about a transition, the UTC minute it should fall on."""
    info = ZoneInfo(zone)
    first: dict[datetime, datetime] = {}
    skipped: dict[datetime, datetime] = {}
    before = None
    for minute in range(-24 * 60, 30 * 60):
        at = around + timedelta(minutes=minute)
        wall = at.astimezone(info).replace(tzinfo=None, fold=0)
        if before is not None:
            missing = before + timedelta(minutes=1)
            while missing < wall:  # the clocks jumped over these; they count as if they had not jumped
                skipped.setdefault(missing, at + (missing - before - timedelta(minutes=1)))
                missing += timedelta(minutes=1)
        first.setdefault(wall, at)
        before = wall
    return {wall: at for wall, at in {**skipped, **first}.items() if wall.minute % 15 == 0}


@pytest.mark.parametrize("zone", [zone for zone in distinct_zones() if transitions(zone)])
def test_every_quarter_hour_about_a_clock_change_falls_where_scanning_minutes_says(zone: str) -> None:
    expected = {wall: at for around in transitions(zone) for wall, at in scanned(zone, around).items()}

    computed = {
        wall: instant_at(Date(wall.year, wall.month, wall.day), Time(wall.hour, wall.minute), zone).to_stdlib()
        for wall in expected
    }

    assert computed == expected


@pytest.mark.parametrize("zone", distinct_zones())
def test_a_weekly_prompt_comes_once_a_week_for_two_years_on_its_weekday(zone: str) -> None:
    rhythm = WeeklyRhythm(Weekday.MONDAY, Time(2, 30), zone)

    occurrences = [next_after(rhythm, Instant.from_utc(2026, 1, 1))]
    while len(occurrences) < 104:
        occurrences.append(next_after(rhythm, occurrences[-1].at))

    dates = [occurrence.local_date for occurrence in occurrences]
    assert dates == [dates[0].add(days=7 * week) for week in range(104)]
    assert {date.day_of_week() for date in dates} == {Weekday.MONDAY}


def test_a_skipped_time_moves_forward_by_the_gap() -> None:
    moved = instant_at(Date(2026, 3, 29), Time(2, 30), "Europe/Oslo")

    assert moved == Instant.from_utc(2026, 3, 29, 1, 30)  # 03:30 summer time


def test_a_repeated_time_counts_the_first_time() -> None:
    first = instant_at(Date(2026, 10, 25), Time(2, 30), "Europe/Oslo")

    assert first == Instant.from_utc(2026, 10, 25, 0, 30)


def test_an_occurrence_at_this_very_instant_is_not_after_it() -> None:
    rhythm = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
    now = on_or_after(rhythm, Date(2026, 9, 7)).at

    following = next_after(rhythm, now)

    assert following.local_date == Date(2026, 9, 14)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9:00", Time(9)), ("09.30", Time(9, 30)), ("1830", Time(18, 30)), (" 7 ", Time(7)), ("18h15", Time(18, 15))],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: Time) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "9:60", "nine", "", "12:3x", "-1:00", "1_0:00", "9" * 30])
def test_what_is_no_time_of_day_is_refused_with_the_words_typed(typed: str) -> None:
    with pytest.raises(TimeUnreadable) as refused:
        parse_time(typed)

    assert refused.value.text == typed


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneUnknown):
        weekly_rhythm(1, "09:00", "Europe/Atlantis")
