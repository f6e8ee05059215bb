"""When a weekly rhythm falls: wall time in a zone, keyed by local date.

A wall time that the clocks skip moves forward by the length of the gap; one that comes twice counts the first time
(RFC 5545's reading, `compatible` in whenever). The local date is the key of an occurrence, so neither a repeated hour
nor a change of zone can make one fire twice.
"""

from dataclasses import dataclass

from whenever import Date, Instant, Time, TimeZoneNotFoundError, Weekday

from bot.domain.errors import TimeUnreadable, ZoneUnknown


@dataclass(frozen=True)
class WeeklyRhythm:
    weekday: Weekday
    time: Time
    zone: str


@dataclass(frozen=True)
class Occurrence:
    local_date: Date
    at: Instant


def instant_at(date: Date, time: Time, zone: str) -> Instant:
    """The instant at which the clocks in `zone` first show `time` on `date`, or would have."""
    return date.at(time).assume_tz(zone, disambiguation="compatible").to_instant()


def local_date(instant: Instant, zone: str) -> Date:
    return instant.to_tz(zone).date()


def on_or_after(rhythm: WeeklyRhythm, date: Date) -> Occurrence:
    """The rhythm's first occurrence whose local date is `date` or later."""
    ahead = (rhythm.weekday.value - date.day_of_week().value) % 7
    day = date.add(days=ahead)
    return Occurrence(day, instant_at(day, rhythm.time, rhythm.zone))


def next_after(rhythm: WeeklyRhythm, instant: Instant) -> Occurrence:
    """The rhythm's first occurrence strictly later than `instant`."""
    today = local_date(instant, rhythm.zone)
    # A skipped time can push yesterday's occurrence past midnight into today, so the search begins a day early.
    candidate = on_or_after(rhythm, today.subtract(days=1))
    while candidate.at <= instant:
        candidate = on_or_after(rhythm, candidate.local_date.add(days=1))
    return candidate


def next_from(rhythm: WeeklyRhythm, instant: Instant, earliest: Date | None) -> Occurrence:
    """The rhythm's first occurrence that is later than `instant`, and not before the day `earliest`."""
    found = next_after(rhythm, instant)
    return on_or_after(rhythm, earliest) if earliest and found.local_date < earliest else found


def parse_time(text: str) -> Time:
    """Reads `9:00`, `09:00`, `9.30` (Norwegian and Italian habit), `0930` and a bare hour `9`."""
    digits = text.strip().replace(".", ":").replace("h", ":").rstrip(":")
    if ":" not in digits and len(digits) == 4:
        digits = f"{digits[:2]}:{digits[2:]}"
    hour, _, minute = digits.partition(":")
    minute = minute or "00"
    if not all(part.isdecimal() and len(part) <= 2 for part in (hour, minute)):
        raise TimeUnreadable(text)
    try:
        return Time(int(hour), int(minute))
    except ValueError:
        raise TimeUnreadable(text) from None


def check_zone(zone: str) -> str:
    """`zone` itself if it is an IANA zone, else ZoneUnknown."""
    try:
        Instant.from_timestamp(0).to_tz(zone)
    except (TimeZoneNotFoundError, ValueError):
        raise ZoneUnknown(zone) from None
    return zone
