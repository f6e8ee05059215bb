"""I1: the languages there are is one list; whatever offers or needs them follows it."""

from gettext import NullTranslations

import discord
import pytest
from whenever import Date

from bot.domain.people import Language
from bot.gateway.tree import LANGUAGE_OF_LOCALE
from bot.wording.ideas import load_ideas
from bot.wording.texts import Texts, load_wording
from cogs._shared.choices import LANGUAGES


def test_every_language_has_its_catalogue_its_ideas_its_choice_and_its_names_in_discord() -> None:
    every = set(Language)

    assert set(load_wording().languages) == every
    assert set(load_ideas().languages) == every
    assert {choice.value for choice in LANGUAGES} == every
    assert set(LANGUAGE_OF_LOCALE.values()) == every


def test_discord_s_names_lead_to_ours() -> None:
    names = {"en-GB": "en", "en-US": "en", "no": "nb", "it": "it"}

    assert {name: LANGUAGE_OF_LOCALE[discord.Locale(name)] for name in names} == names
    assert discord.Locale.japanese not in LANGUAGE_OF_LOCALE


@pytest.mark.parametrize(
    ("language", "date"),
    [("sv", "måndag 14 september"), ("de", "Montag, 14. September"), ("es", "lunes, 14 de septiembre")],
)
def test_a_language_still_to_come_writes_its_dates_as_is_done_there(language: str, date: str) -> None:
    assert Texts(language, NullTranslations()).date(Date(2026, 9, 14)) == date
