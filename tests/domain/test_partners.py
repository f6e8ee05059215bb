"""What a pair is told, and whole proposals: pure."""

import pytest
from whenever import Date, Instant, Time

from bot.domain.attention import Choices
from bot.domain.pairing_terms import Together
from bot.domain.partners import (
    SEEDS_APART,
    FormerPair,
    Pool,
    Pooled,
    candidates_of,
    common_hours,
    language_of,
    remembered,
    seed_of,
)
from bot.domain.people import Language, Person
from bot.domain.proposals import PROPOSALS, TRIES
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.rounds import plan_round
from tests.conftest import START

ON = Instant.from_utc(2026, 9, 7, 7)


def person(number: int, zone: str = "Europe/Oslo", choices: Choices | None = None) -> Person:
    return Person(number, Language.ENGLISH, zone, choices=choices or Choices())


def test_p6_the_common_hours_are_those_in_which_all_are_awake() -> None:
    oslo, new_york = person(1), person(2, "America/New_York")

    found = common_hours([oslo, new_york], ON)

    # Eight in the morning there is two in the afternoon here, and nobody is disturbed after nine here.
    assert found == (Instant.from_utc(2026, 9, 7, 12), Instant.from_utc(2026, 9, 7, 19))


def test_common_hours_that_pass_the_end_of_the_day_are_one_time() -> None:
    assert common_hours([person(1)], ON) == (Instant.from_utc(2026, 9, 8, 6), Instant.from_utc(2026, 9, 8, 19))


def test_who_is_never_awake_together_has_no_common_hours() -> None:
    by_day = person(1, "UTC", Choices(quiet_from=Time(20), quiet_until=Time(8)))
    by_night = person(2, "UTC", Choices(quiet_from=Time(8), quiet_until=Time(20)))

    assert common_hours([by_day, by_night], ON) is None


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [
        ([Language.ITALIAN, Language.ITALIAN], Language.ITALIAN),
        ([Language.ITALIAN, Language.ENGLISH], Language.NORWEGIAN),
        ([], Language.NORWEGIAN),
    ],
)
def test_a_pair_is_spoken_to_in_the_language_it_shares_else_in_its_groups(
    languages: list[Language], spoken: Language
) -> None:
    people = [Person(number, language, "UTC") for number, language in enumerate(languages)]

    assert language_of(people, Language.NORWEGIAN) is spoken


def test_how_long_ago_is_counted_in_rounds_and_at_least_one() -> None:
    known = [
        FormerPair((1, 2), ON.subtract(hours=24 * 7 * 3 + 2), times=2),
        FormerPair((1, 3), ON.subtract(hours=24), times=1),
    ]

    assert remembered(known, ON) == {(1, 2): Together(3, 2), (1, 3): Together(1, 1)}


def test_somebody_in_several_groups_is_one_candidate() -> None:
    places = [Pooled(person(1), group_id, Pool.IN, START) for group_id in (7, 8)]

    [candidate] = candidates_of(places, odd=[1], on=ON)

    assert (candidate.group_ids, candidate.was_odd) == (frozenset({7, 8}), True)


@pytest.mark.parametrize(
    ("pool", "away_until", "is_free"),
    [
        (Pool.IN, None, True),
        (Pool.SKIP, None, False),
        (Pool.OUT, None, False),
        (Pool.IN, Date(2026, 9, 2), True),
        (Pool.IN, Date(2026, 9, 20), False),
    ],
)
def test_p4_who_takes_part_in_the_pairs_of_a_round(pool: Pool, away_until: Date | None, is_free: bool) -> None:
    rhythm = WeeklyRhythm(weekday=ON.to_tz("Europe/Oslo").date().day_of_week(), time=Time(9), zone="Europe/Oslo")
    round = plan_round(1, 2, 3, rhythm, next_after(rhythm, START))

    assert Pooled(person(1), 3, pool, START, away_until).is_free_for(round, START) is is_free


def test_seeds_of_groups_rounds_and_proposals_do_not_meet() -> None:
    seeds = [
        seed_of(secret, group, Date(2026, 9, 7).add(days=7 * week)) + number
        for secret in (-5, 5)
        for group in (1, 2)
        for week in range(9)
        for number in range(PROPOSALS * TRIES)
    ]

    assert len(set(seeds)) == len(seeds)
    assert PROPOSALS * TRIES <= 1 << SEEDS_APART
