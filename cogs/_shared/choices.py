"""What an option suggests while somebody types."""

from collections.abc import Sequence

from discord.app_commands import Choice

from bot.wording.zones import suggest_zones
from cogs._shared.actors import Interaction, texts_for

MOST = 25  # Discord shows no more


def name_choices(names: Sequence[str]) -> list[Choice[str]]:
    """Names that are their own value."""
    return [Choice(name=name, value=name) for name in names][:MOST]


def zone_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Zones by city or country, typed in any language, shown in the reader's."""
    found = suggest_zones(typed, texts_for(interaction).language)
    return [Choice(name=label[:100], value=zone) for label, zone in found]
