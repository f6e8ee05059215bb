"""Command names, options and choices in every language Discord shows them in."""

from collections import OrderedDict
from typing import Any

from discord import Interaction, InteractionType, Locale
from discord.app_commands import CheckFailure, CommandTree, TranslationContextTypes, Translator, locale_str

from bot.domain.errors import Refusal
from bot.domain.people import NOWHERE, Actor, Language, must_be_somewhere
from bot.wording.texts import SOURCE_LANGUAGE, Wording

# Discord knows one Norwegian; ours is bokmål. Its other names are ours, with or without a country behind them.
_CALLED_OTHERWISE = {Locale.norwegian: Language.NORWEGIAN.value}
_CALLED = {locale: _CALLED_OTHERWISE.get(locale, locale.value.partition("-")[0]) for locale in Locale}
LANGUAGE_OF_LOCALE = {locale: name for locale, name in _CALLED.items() if name in set(Language)}

REMEMBERED_INTERACTIONS = 4096
_LET_IN = "let_in"


class Heard:
    """Which interactions have come in: Discord may deliver one twice, as when a connection is resumed.

    Kept in memory only: a new process identifies anew and is sent nothing from before.
    """

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    def first_time(self, interaction_id: int) -> bool:
        if interaction_id in self._ids:
            return False
        self._ids[interaction_id] = None
        if len(self._ids) > REMEMBERED_INTERACTIONS:
            self._ids.popitem(last=False)
        return True


class TurnedAway(CheckFailure):
    """A command that was not run, with the refusal that says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def actor_of(interaction: Interaction[Any]) -> Actor:
    """Who is asking, and where. Under a direct message Discord names no community: they are nowhere until the gate has
    let them in where the thing is that they press. Every command is for servers only."""
    return Actor(
        community_id=interaction.guild_id or interaction.extras.get(_LET_IN, NOWHERE),
        person_id=interaction.user.id,
        language=Language(language_of(interaction.locale)),
        is_moderator=interaction.permissions.manage_guild,
    )


def let_in(interaction: Interaction[Any], community_id: int) -> None:
    """Notes where somebody may act under a direct message; only the gate may say so (`cogs/_shared/admitting.py`)."""
    interaction.extras[_LET_IN] = community_id


class OnceTree(CommandTree[Any]):
    """Runs a command once, however often it is delivered."""

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Whoever is kept out learns it where commands fail; while they type, nothing is suggested.

        Discord offers commands on servers only, and whoever writes to it directly is held to that, too.
        """
        if not interaction.client.heard.first_time(interaction.id):
            return False
        name = interaction.command.qualified_name if interaction.command else ""
        actor = actor_of(interaction)
        try:
            must_be_somewhere(actor)
            interaction.client.services.gate.check(actor, name)
        except Refusal as refused:
            if interaction.type is InteractionType.autocomplete:
                await interaction.response.autocomplete([])
                return False
            raise TurnedAway(refused) from refused
        return True


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
