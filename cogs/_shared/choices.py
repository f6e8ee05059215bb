"""What an option suggests while somebody types."""

from collections.abc import Sequence

from discord.app_commands import Choice, locale_str
from whenever import Date

from bot.domain.errors import ExperimentMissing, Missing
from bot.domain.people import Language
from bot.wording.texts import Texts
from bot.wording.zones import suggest_zones
from cogs._shared.actors import Interaction, texts_for
from cogs._shared.harmless import label

MOST = 25  # Discord shows no more
NAME_MOST = 100
ID_MOST = 2**63 - 1
LANGUAGES = [Choice(name=Texts.language_name(each), value=each.value) for each in Language]
WEEKDAYS = [
    Choice(name=locale_str("Monday"), value=1),
    Choice(name=locale_str("Tuesday"), value=2),
    Choice(name=locale_str("Wednesday"), value=3),
    Choice(name=locale_str("Thursday"), value=4),
    Choice(name=locale_str("Friday"), value=5),
    Choice(name=locale_str("Saturday"), value=6),
    Choice(name=locale_str("Sunday"), value=7),
]


def name_choices(names: Sequence[str]) -> list[Choice[str]]:
    """Names that are their own value."""
    return [Choice(name=name, value=name) for name in names][:MOST]


def title_choices(titles: Sequence[tuple[str, str]], typed: str) -> list[Choice[str]]:
    """Titles that contain what was typed, each standing for its id."""
    wanted = typed.casefold()
    return [Choice(name=label(title, NAME_MOST), value=value) for title, value in titles if wanted in title.casefold()][
        :MOST
    ]


def chosen_id(value: str, missing: type[Missing] = ExperimentMissing) -> int:
    """The id behind a choice; somebody may have typed words and picked nothing."""
    if not value.isdecimal() or len(value) > len(str(ID_MOST)) or int(value) > ID_MOST:
        raise missing
    return int(value)


def day_choices(interaction: Interaction, days: Sequence[Date], typed: str) -> list[Choice[str]]:
    """Today and the days before it, the latest first. What fits none of them is left to be read as it is typed."""
    texts = texts_for(interaction)
    names = [texts.date(day) for day in days]
    names[:2] = [texts.say("today, {date}", date=names[0]), texts.say("yesterday, {date}", date=names[1])]
    wanted = typed.casefold()
    return [
        Choice(name=name, value=str(day)) for name, day in zip(names, days, strict=True) if wanted in name.casefold()
    ]


def zone_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Zones by city or country, typed in any language, shown in the reader's."""
    found = suggest_zones(typed, texts_for(interaction).language)
    return [Choice(name=label(place, NAME_MOST), value=zone) for place, zone in found]
