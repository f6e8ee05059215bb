"""Sentences in one language, from the catalogue in `catalogues/<language>.po`.

The English sentence in the code is its own key. Values go in by name, so that a translator may
move them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from whenever import Date, Time, Weekday

SOURCE_LANGUAGE = "en"
_BRITISH = "en_GB"  # the day comes before the month
_YEAR_AT_END = re.compile(r"[\s,]*(?:'\w+'\s*)?y+$")


class Texts:
    """What is said in one language."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = _locale_of(language)

    def say(self, sentence: str, /, **values: object) -> str:
        """`sentence` in this language, with `{name}` filled in."""
        return self._catalogue.gettext(sentence).format(**values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of the sentence that goes with `number`, which fills `{n}`."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **values)

    def date(self, date: Date) -> str:
        """`Monday 14 September`, as this language writes it: for days of this round or the next few months."""
        return format_date(date.to_stdlib(), _day_and_month(self._locale), locale=self._locale)

    def full_date(self, date: Date) -> str:
        """`14 September 2026`, for days that may be far off."""
        return format_date(date.to_stdlib(), "long", locale=self._locale)

    def time(self, time: Time) -> str:
        return format_time(time.to_stdlib(), "short", locale=self._locale)

    def weekday(self, weekday: Weekday) -> str:
        return str(get_day_names("wide", locale=self._locale)[weekday.value - 1])

    def city(self, zone: str) -> str:
        """`Roma`, for the time zone `Europe/Rome`."""
        return str(self._locale.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " "))

    def percent(self, share: float) -> str:
        return format_percent(share, locale=self._locale)

    def number(self, number: float) -> str:
        """`1,234` as this language writes it."""
        return str(format_decimal(number, locale=self._locale))

    def all_of(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        return format_list(list(items), locale=self._locale)

    @staticmethod
    def language_name(language: str) -> str:
        """In its own words."""
        name = _locale_of(language).language_name or language
        return name[:1].upper() + name[1:]


class Wording:
    """All the languages there are."""

    def __init__(self, catalogues: dict[str, NullTranslations]) -> None:
        self._texts = {language: Texts(language, catalogue) for language, catalogue in catalogues.items()}

    @property
    def languages(self) -> Sequence[str]:
        return list(self._texts)

    def in_language(self, language: str) -> Texts:
        """The texts of `language`; English where there is no catalogue for it."""
        return self._texts.get(language, self._texts[SOURCE_LANGUAGE])


@cache
def load_wording() -> Wording:
    """The catalogues of this product, read once: words change with a version."""
    return read_wording(resources.files("bot.wording").joinpath("catalogues"))


def read_wording(folder: Traversable) -> Wording:
    """Reads every catalogue there. They are compiled in memory, so a `.po` file is all there is to keep."""
    catalogues: dict[str, NullTranslations] = {SOURCE_LANGUAGE: NullTranslations()}
    for file in folder.iterdir():
        if file.name.endswith(".po"):
            compiled = BytesIO()
            with file.open("rb") as source:
                write_mo(compiled, read_po(source))
            compiled.seek(0)
            catalogues[file.name.removesuffix(".po")] = GNUTranslations(compiled)
    return Wording(catalogues)


def _locale_of(language: str) -> Locale:
    return Locale.parse(_BRITISH if language == SOURCE_LANGUAGE else language)


def _day_and_month(locale: Locale) -> str:
    """How that language writes a weekday, a day and a month: if Babel does not say, its full date without the year."""
    known = locale.datetime_skeletons.get("MMMMEEEEd")
    return known.pattern if known else _YEAR_AT_END.sub("", locale.date_formats["full"].pattern)
