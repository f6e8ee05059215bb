"""People to be paired."""

from whenever import Instant, Time

from bot.domain.pairing_terms import Candidate, waking_hours
from bot.domain.people import Language

ON = Instant.from_utc(2026, 9, 7, 7)  # a Monday, 09:00 in Oslo
OSLO, TOKYO, NEW_YORK = HOURS = [
    waking_hours(zone, Time(21), Time(8), ON) for zone in ("Europe/Oslo", "Asia/Tokyo", "America/New_York")
]


def people(number: int) -> list[Candidate]:
    """Alike in everything, with the ids 1, 2, 3 and so on."""
    return [Candidate(each, Language.NORWEGIAN, OSLO) for each in range(1, number + 1)]
