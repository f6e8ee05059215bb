"""What an option suggests while somebody types."""

from discord.app_commands import Choice

from bot.wording.zones import suggest_zones
from cogs._shared.actors import Interaction, texts_for


def zone_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Zones by city or country, typed in any language, shown in the reader's."""
    found = suggest_zones(typed, texts_for(interaction).language)
    return [Choice(name=label[:100], value=zone) for label, zone in found]
