"""Dates, numbers and plurals as each language writes them."""

import pytest
from whenever import Date, Time, Weekday

from bot.wording.texts import load_wording
from bot.wording.zones import find_zone, suggest_zones

WORDING = load_wording()


@pytest.mark.parametrize(
    ("language", "date", "time", "percent", "people"),
    [
        ("en", "Monday 7 September", "09:05", "67%", "Kari, Luca and Grace"),
        ("nb", "mandag 7. september", "09:05", "67\xa0%", "Kari, Luca og Grace"),
        ("it", "lunedì 7 settembre", "09:05", "67%", "Kari, Luca e Grace"),
    ],
)
def test_dates_times_shares_and_lists_follow_the_language(
    language: str, date: str, time: str, percent: str, people: str
) -> None:
    texts = WORDING.in_language(language)

    assert texts.date(Date(2026, 9, 7)) == date
    assert texts.time(Time(9, 5)) == time
    assert texts.percent(2 / 3) == percent
    assert texts.all_of(["Kari", "Luca", "Grace"]) == people


@pytest.mark.parametrize(("language", "city"), [("en", "Rome"), ("nb", "Roma"), ("it", "Roma")])
def test_a_time_zone_is_called_after_its_city(language: str, city: str) -> None:
    texts = WORDING.in_language(language)

    assert (texts.city("Europe/Rome"), texts.city("UTC"), texts.city("America/New_York")) == (city, "UTC", "New York")


def test_weekdays_begin_with_monday() -> None:
    assert WORDING.in_language("nb").weekday(Weekday.MONDAY) == "mandag"


def test_an_unknown_language_reads_english() -> None:
    assert WORDING.in_language("xx").language == "en"


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("osl", "nb", ("Oslo, Norge", "Europe/Oslo")),
        ("Tromso", "nb", ("Tromsø, Norge", "Europe/Oslo")),
        ("milan", "it", ("Milano, Italia", "Europe/Rome")),
        ("Londra", "en", ("London, United Kingdom", "Europe/London")),
        ("Norvegia", "en", ("Oslo, Norway", "Europe/Oslo")),
        ("roma", "nb", ("Roma, Italia", "Europe/Rome")),
    ],
)
def test_a_zone_is_found_by_city_or_country_in_any_language(typed: str, language: str, first: tuple[str, str]) -> None:
    assert suggest_zones(typed, language)[0] == first


def test_a_place_typed_out_is_understood_without_picking_it() -> None:
    assert [find_zone(typed) for typed in ("Oslo", "bergen", "Europe/Rome", "utc")] == [
        "Europe/Oslo",
        "Europe/Oslo",
        "Europe/Rome",
        "UTC",
    ]


def test_a_place_that_is_nowhere_stays_what_was_typed() -> None:
    assert find_zone(" Atlantis ") == "Atlantis"
