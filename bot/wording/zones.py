"""Time zones by the name of a city or country, in any of the languages."""

import unicodedata
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.wording.texts import load_wording

_MOST = 25
_HOLDS = 10  # a name that only holds what was typed comes after every one that begins with it

# Large cities that are no zone of their own; a gazetteer would weigh 179 MB.
_CITIES = {
    "Bergen": "Europe/Oslo",
    "Trondheim": "Europe/Oslo",
    "Stavanger": "Europe/Oslo",
    "Tromsø": "Europe/Oslo",
    "Milano": "Europe/Rome",
    "Milan": "Europe/Rome",
    "Torino": "Europe/Rome",
    "Turin": "Europe/Rome",
    "Napoli": "Europe/Rome",
    "Naples": "Europe/Rome",
    "Firenze": "Europe/Rome",
    "Florence": "Europe/Rome",
    "Bologna": "Europe/Rome",
    "Palermo": "Europe/Rome",
    "Manchester": "Europe/London",
    "Edinburgh": "Europe/London",
    "Birmingham": "Europe/London",
    "Barcelona": "Europe/Madrid",
    "München": "Europe/Berlin",
    "Munich": "Europe/Berlin",
    "Hamburg": "Europe/Berlin",
    "Frankfurt": "Europe/Berlin",
    "Genève": "Europe/Zurich",
    "Geneva": "Europe/Zurich",
    "Göteborg": "Europe/Stockholm",
    "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "Boston": "America/New_York",
    "Miami": "America/New_York",
    "Washington": "America/New_York",
    "Houston": "America/Chicago",
    "Dallas": "America/Chicago",
    "Montréal": "America/Toronto",
    "Rio de Janeiro": "America/Sao_Paulo",
    "Mumbai": "Asia/Kolkata",
    "Delhi": "Asia/Kolkata",
    "Bangalore": "Asia/Kolkata",
    "Beijing": "Asia/Shanghai",
    "Cape Town": "Africa/Johannesburg",
}


# Discord tells the language, not the place. These are spoken almost only where one clock is kept.
_ZONES_OF_LOCALES = {
    "no": "Europe/Oslo",
    "it": "Europe/Rome",
    "da": "Europe/Copenhagen",
    "sv-SE": "Europe/Stockholm",
    "fi": "Europe/Helsinki",
    "de": "Europe/Berlin",
    "pl": "Europe/Warsaw",
    "cs": "Europe/Prague",
    "hu": "Europe/Budapest",
    "ro": "Europe/Bucharest",
    "bg": "Europe/Sofia",
    "el": "Europe/Athens",
    "hr": "Europe/Zagreb",
    "lt": "Europe/Vilnius",
    "uk": "Europe/Kyiv",
    "tr": "Europe/Istanbul",
    "hi": "Asia/Kolkata",
    "th": "Asia/Bangkok",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-TW": "Asia/Taipei",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
}


def zone_of_locale(locale: str) -> str | None:
    """Where somebody probably is whose Discord speaks that language; None where it is spoken all over the world."""
    return _ZONES_OF_LOCALES.get(locale)


def suggest_zones(typed: str, language: str) -> list[tuple[str, str]]:
    """Up to 25 `(label, zone)` whose city or country holds what was typed, those that begin with it first.

    Labels are in `language`; what is typed may be in any. Before anything is typed, the likeliest are offered.
    """
    wanted = fold(typed)
    if not wanted:
        return [(_label(zone, language), zone) for zone in ("Europe/Oslo", "Europe/Rome", "Europe/London", "UTC")]
    found: dict[str, tuple[int, str | None]] = {}
    for name, rank, zone, city in _names():
        if wanted in name:
            place = rank if name.startswith(wanted) else rank + _HOLDS
            found[zone] = min(found.get(zone, (place, city)), (place, city), key=lambda pair: pair[0])
    ordered = sorted(found, key=lambda zone: (found[zone][0], zone))
    return [(_label(zone, language, found[zone][1]), zone) for zone in ordered][:_MOST]


def fold(text: str) -> str:
    """Lower case, no accents, no Norwegian letters to get wrong: `Tromsø` and `tromso` are the same wish."""
    replaced = text.casefold().replace("ø", "o").replace("æ", "ae").replace("_", " ").replace("/", " ")
    decomposed = unicodedata.normalize("NFD", replaced)
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _label(zone: str, language: str, city: str | None = None) -> str:
    country = _country(zone, language)
    name = city or _city(zone, language)
    return f"{name}, {country}" if country else name


def _city(zone: str, language: str) -> str:
    return load_wording().in_language(language).city(zone)


def _country(zone: str, language: str) -> str:
    territory = get_global("zone_territories").get(zone, "")
    return str(Locale.parse(language).territories.get(territory, "")) if territory != "001" else ""


@cache
def _names() -> list[tuple[str, int, str, str | None]]:
    """Every searchable name: `(folded, rank, zone, city to show)`; cities rank before countries."""
    names: dict[tuple[str, str], tuple[int, str | None]] = {("utc", "UTC"): (0, None)}
    for city, zone in _CITIES.items():
        names[(fold(city), zone)] = (0, city)
    for zone in sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")):
        names.setdefault((fold(zone), zone), (2, None))
        for language in load_wording().languages:
            names.setdefault((fold(_city(zone, language)), zone), (0, None))
            names.setdefault((fold(_country(zone, language)), zone), (1, None))
    return [(name, rank, zone, city) for (name, zone), (rank, city) in names.items() if name]


def find_zone(typed: str) -> str:
    """The zone somebody meant who typed a place and picked nothing; what they typed, where that is not clear."""
    wanted = fold(typed)
    found = {zone for name, rank, zone, _ in _names() if name == wanted and rank < 2}
    return found.pop() if len(found) == 1 else typed.strip()
