"""`/offer …` and `/find`: what members could teach each other."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.errors import OfferMissing
from bot.domain.offers import TIMES_USUAL, OfferWish
from bot.domain.people import Language
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import LANGUAGES, chosen_id, title_choices
from cogs._shared.replies import whisper_view
from cogs.offers.cards import found, offered, own_offers, removed


class Offers(commands.Cog):
    offer = Group(name=locale_str("offer"), description=locale_str("What you could teach others"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._offers = bot.services.offers

    @offer.command(name=locale_str("add"), description=locale_str("Offer to teach something, for all here to find"))
    @app_commands.rename(what=locale_str("what"), times=locale_str("times"), language=locale_str("language"))
    @app_commands.describe(
        what=locale_str("What you could teach, in up to 100 characters"),
        times=locale_str("How many times a month at most, 1 to 8; 2 if you leave it out"),
        language=locale_str("In which language; any you speak if you leave it out"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def add(
        self, interaction: Interaction, what: str, times: int = TIMES_USUAL, language: Choice[str] | None = None
    ) -> None:
        wish = OfferWish(what, times, Language(language.value) if language else None)
        made = await self._offers.add(actor_of(interaction), wish)
        await whisper_view(interaction, offered(texts_for(interaction), made))

    @offer.command(name=locale_str("list"), description=locale_str("What you offer to teach"))
    async def show_all(self, interaction: Interaction) -> None:
        own = await self._offers.list_own(actor_of(interaction))
        await whisper_view(interaction, own_offers(texts_for(interaction), own))

    @offer.command(name=locale_str("remove"), description=locale_str("Take one of your offers back"))
    @app_commands.rename(offer=locale_str("offer"))
    @app_commands.describe(offer=locale_str("Which offer"))
    async def remove(self, interaction: Interaction, offer: str) -> None:
        gone = await self._offers.remove(actor_of(interaction), chosen_id(offer, OfferMissing))
        await whisper_view(interaction, removed(texts_for(interaction), gone))

    @app_commands.command(name=locale_str("find"), description=locale_str("Find who could teach you something"))
    @app_commands.guild_only()
    @app_commands.rename(what=locale_str("what"))
    @app_commands.describe(what=locale_str("What you would like to learn, in a few words"))
    async def find(self, interaction: Interaction, what: str) -> None:
        likest = await self._offers.find(actor_of(interaction), what)
        await whisper_view(interaction, found(texts_for(interaction), what, likest))

    @remove.autocomplete("offer")
    async def suggest_offer(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        own = await self._offers.list_own(actor_of(interaction))
        return title_choices([(offer.what, str(offer.id)) for offer in own], typed)
