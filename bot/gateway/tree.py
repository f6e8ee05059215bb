"""Command names, options and choices in every language Discord shows them in."""

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.wording.texts import SOURCE_LANGUAGE, Wording

# Discord's name for each of ours. It knows one Norwegian, `no`; ours is bokmål.
LANGUAGE_OF_LOCALE = {
    Locale.norwegian: "nb",
    Locale.italian: "it",
    Locale.british_english: "en",
    Locale.american_english: "en",
}


def language_of(locale: Locale) -> str:
    return LANGUAGE_OF_LOCALE.get(locale, SOURCE_LANGUAGE)


class CatalogueTranslator(Translator):
    """Looks command texts up in the catalogues.

    English goes out under both its own keys: an en-US client falls back to en-GB before it takes the default.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        language = LANGUAGE_OF_LOCALE.get(locale)
        return self._wording.in_language(language).say(string.message) if language else None
