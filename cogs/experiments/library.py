"""Ideas to begin with: five at a time, each with a button that opens the form with it, and what others here did."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from discord.ui import LayoutView

from bot.domain.errors import IdeaMissing
from bot.domain.experiments import Beginning, Experiment, Frame, Way
from bot.domain.ideas import page
from bot.domain.things import Thing
from bot.wording.ideas import Idea, Ideas, load_ideas
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import open_form
from cogs._shared.layout import beside, panel, person, plain, quoted
from cogs._shared.lessons import verdict_name
from cogs._shared.replies import whisper_view
from cogs.experiments.forms import start_form
from cogs.experiments.words import capital, reach_line, way_name

ANY = "any"
OTHERS_MOST = 150


@dataclass(frozen=True)
class Wish:
    """What sort of idea somebody wants; None is any."""

    way: Way | None = None
    reach: int | None = None


@cache
def library() -> Ideas:
    """Read once: ideas change with a version."""
    return load_ideas()


async def offer_ideas(interaction: Interaction, wish: Wish, number: int) -> LayoutView:
    """The page of that number, counted from 0."""
    texts = texts_for(interaction)
    shelf = await interaction.client.services.ideas.browse(actor_of(interaction), wish.way)
    fitting = [idea for idea in library().in_language(texts.language) if _fits(idea, wish)]
    shown, has_more = page(fitting, shelf.turn, number)
    return _ideas(texts, shown, shelf.others, f"{_token(wish)}:{number + 1}" if has_more else None)


def _ideas(texts: Texts, shown: Sequence[Idea], others: Sequence[Experiment], more: str | None) -> LayoutView:
    offered = [
        beside(_idea(texts, idea), button(texts.say("Start this"), f"idea:start:{idea.key}", emoji="🌱"))
        for idea in shown
    ]
    did = [_other(texts, each) for each in others]
    return panel(
        texts.say("### Something to try"),
        *offered,
        texts.say("No idea of that kind is in the library. `/experiment start` takes your own.") if not offered else "",
        texts.say("### What others here did") + "\n" + "\n".join(did) if did else "",
        controls=[button(texts.say("More ideas"), f"idea:more:{more}", emoji="🔄")] if more else [],
    )


def _idea(texts: Texts, idea: Idea) -> str:
    kind = f"{capital(way_name(texts, Way(idea.way)))} · {reach_line(texts, idea.reach)}"
    return f"**{plain(idea.what)}**\n{quoted(idea.when_then)}\n-# {kind}"


def _other(texts: Texts, experiment: Experiment) -> str:
    line = f"{plain(experiment.plan.what, OTHERS_MOST)} · {person(experiment.person_id)}"
    return f"{line} · {verdict_name(texts, experiment.ending.verdict)}" if experiment.ending else line


def _fits(idea: Idea, wish: Wish) -> bool:
    return wish.way in (None, Way(idea.way)) and wish.reach in (None, idea.reach)


def _token(wish: Wish) -> str:
    return f"{wish.way or ANY}:{wish.reach or 0}"


class BrowseIdeas(PressControl, template=r"idea:browse"):
    """From another card, which stays as it is."""

    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        await whisper_view(interaction, await offer_ideas(interaction, Wish(), number=0))


class MoreIdeas(PressControl, template=r"idea:more:(?P<way>\w+):(?P<reach>\d):(?P<number>\d+)"):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        way = None if self.state["way"] == ANY else Way(self.state["way"])
        wish = Wish(way, int(self.state["reach"]) or None)
        await interaction.response.edit_message(view=await offer_ideas(interaction, wish, int(self.state["number"])))


class StartIdea(PressControl, template=r"idea:start:(?P<key>[\w-]+)"):
    """The idea in the form, to be made one's own."""

    async def act(self, interaction: Interaction) -> None:
        texts = texts_for(interaction)
        idea = library().find(texts.language, self.state["key"])
        if idea is None:
            raise IdeaMissing
        frame, beginning = Frame(way=Way(idea.way)), Beginning(reach=idea.reach)
        group = await interaction.client.services.experiments.prepare(actor_of(interaction), None, frame, beginning)
        given = {"what": idea.what, "when_then": idea.when_then}
        await open_form(interaction, start_form(texts, group.id, frame, beginning, given))
