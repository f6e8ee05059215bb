"""What *help* says: the next step of whoever asks, and a menu of the rest."""

from typing import Any

from discord import SelectOption
from discord.ui import LayoutView, Select

from bot.services.footing import Footing
from bot.wording.texts import Texts
from cogs._shared.ideas import ideas_button
from cogs._shared.layout import panel
from cogs.help.topics import LINES, Topic, for_whom, title

CHOOSE = r"help:topic"


def first_steps(texts: Texts, footing: Footing) -> LayoutView:
    offers_ideas = footing.is_in_group and not footing.has_begun
    return panel(
        texts.say(
            "### What I do\nI help you do what you set out to do: you commit to a small experiment, others ask how it "
            "went, and questions find the person who can teach the answer."
        ),
        _next_step(texts, footing),
        texts.say("What would you like to know more about?"),
        controls=[*([ideas_button(texts)] if offers_ideas else []), _menu(texts, footing)],
    )


def _next_step(texts: Texts, footing: Footing) -> str:
    if not footing.has_groups:
        if footing.moderates:
            return texts.say("**Your next step**: set the server up, `/admin setup`. It takes two minutes.")
        return texts.say("There is no group here yet. A moderator makes the first one with `/admin group create`.")
    if not footing.is_in_group:
        return texts.say(
            "**Three minutes to your first experiment**\n1. `/group list`, and *Join* beside the group you like\n"
            "2. *Show me ideas*, or your own: `/experiment start`\n3. Say when: *when … then …*. That is all."
        )
    if not footing.has_begun:
        return texts.say(
            "**Your next step**: your first experiment. *Show me ideas*, or begin your own with `/experiment start`."
        )
    if footing.leads:
        return texts.say(
            "**Your next step**: go first. `/checkin` tells how your own experiment went, and `/facilitate prompt` "
            "shows what the others are asked next."
        )
    return texts.say("**Your next step**: `/checkin` tells how it went, whatever the answer. `/ask` if you are stuck.")


def topic_card(texts: Texts, footing: Footing, topic: Topic) -> LayoutView:
    return panel(
        f"### {title(texts, topic)}",
        "\n".join(LINES[topic](texts)),
        controls=[_menu(texts, footing, topic)],
    )


def _menu(texts: Texts, footing: Footing, chosen: Topic | None = None) -> Select[Any]:
    return Select(
        custom_id=CHOOSE,
        placeholder=texts.say("Choose a topic"),
        options=[
            SelectOption(label=title(texts, topic), value=topic, default=topic is chosen) for topic in for_whom(footing)
        ],
    )
