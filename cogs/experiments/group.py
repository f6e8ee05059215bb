"""`/experiment`, what its options offer, and which experiment somebody means."""

from collections.abc import Callable

from discord.app_commands import Choice, Group, locale_str
from whenever import Date

from bot.domain.experiments import Begin, Cadence, Experiment, Way
from bot.domain.visibility import Visibility
from cogs._shared.actors import Interaction, actor_of
from cogs._shared.choices import title_choices

experiment = Group(name=locale_str("experiment"), description=locale_str("Try something for a month"), guild_only=True)

WAYS = [
    Choice(name=locale_str("A project to try it in"), value=Way.PROJECT),
    Choice(name=locale_str("A conversation or meeting to bring it into"), value=Way.CONVERSATION),
    Choice(name=locale_str("A stretch assignment"), value=Way.STRETCH),
    Choice(name=locale_str("A change in the regular workflow"), value=Way.WORKFLOW),
    Choice(name=locale_str("Another way"), value=Way.OTHER),
]
CADENCES = [
    Choice(name=locale_str("Every day"), value=Cadence.DAILY),
    Choice(name=locale_str("On weekdays"), value=Cadence.WEEKDAYS),
    Choice(name=locale_str("Several times a week"), value=Cadence.SEVERAL),
    Choice(name=locale_str("Once a week"), value=Cadence.WEEKLY),
]
BEGINS = [
    Choice(name=locale_str("Today"), value=Begin.TODAY),
    Choice(name=locale_str("Next Monday"), value=Begin.MONDAY),
    Choice(name=locale_str("The first of the month"), value=Begin.FIRST),
]
VISIBILITIES = [
    Choice(name=locale_str("My group"), value=Visibility.GROUP),
    Choice(name=locale_str("My partner only"), value=Visibility.PARTNER),
    Choice(name=locale_str("Only me"), value=Visibility.PRIVATE),
]
REACHES = [
    Choice(name=locale_str("1 · Close to what I do anyway"), value=1),
    Choice(name=locale_str("2 · A small step"), value=2),
    Choice(name=locale_str("3 · Outside my comfort zone"), value=3),
    Choice(name=locale_str("4 · It scares me a little"), value=4),
    Choice(name=locale_str("5 · A leap"), value=5),
]


async def suggest(
    interaction: Interaction, typed: str, fits: Callable[[Experiment, Date], bool] = lambda *_: True
) -> list[Choice[str]]:
    """One's own experiments that fit today and contain what was typed so far."""
    choices = await interaction.client.services.experiments.choices(actor_of(interaction))
    return title_choices([(each.plan.what, str(each.id)) for each in choices.own if fits(each, choices.today)], typed)
