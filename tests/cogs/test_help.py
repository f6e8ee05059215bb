"""`/help` names every command, to whom it is of use, in every language, and fits."""

import importlib
from itertools import product
from typing import Any

import pytest
from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView, TextDisplay

from bot.services.footing import Footing
from bot.wording.texts import Texts, load_wording
from cogs import FEATURES
from cogs.help.cards import first_steps, topic_card
from cogs.help.topics import LINES, Topic, for_whom

WORDING = load_wording()
LANGUAGES = [WORDING.in_language(language) for language in WORDING.languages]
SOMEBODY = Footing(has_groups=True, is_in_group=True, has_begun=True, leads=False, moderates=False)
FOOTINGS = [Footing(*flags) for flags in product((False, True), repeat=5)]


def commands_of_the_bot() -> set[str]:
    found = set[str]()
    for feature in FEATURES:
        if importlib.util.find_spec(f"{feature}.cog") is None:
            continue
        room = importlib.import_module(f"{feature}.cog")
        for cog in vars(room).values():
            if isinstance(cog, type) and issubclass(cog, commands.Cog):
                found |= {name for command in cog.__cog_app_commands__ for name in _names(command)}
    return found


def _names(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> set[str]:
    if isinstance(command, app_commands.Group):
        return {name for each in command.commands for name in _names(each)}
    return {command.qualified_name}


def said(view: LayoutView) -> str:
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, TextDisplay))


def test_every_command_is_named_under_a_task() -> None:
    english = WORDING.in_language("en")
    told = "\n".join(line for lines in LINES.values() for line in lines(english))

    untold = sorted(name for name in commands_of_the_bot() - {"help"} if f"`/{name}`" not in told)

    assert untold == [], "Name these in cogs/help/topics.py, under the task they are for."


@pytest.mark.parametrize("texts", LANGUAGES, ids=lambda texts: texts.language)
def test_every_page_fits_a_message_wherever_its_reader_stands(texts: Texts) -> None:
    shown = [said(first_steps(texts, footing)) for footing in FOOTINGS]
    shown += [said(topic_card(texts, SOMEBODY, topic)) for topic in Topic]

    assert max(map(len, shown)) < 2_000
    assert all(shown)


def test_what_leaders_and_moderators_do_is_shown_to_them_alone() -> None:
    own = {footing: set(for_whom(footing)) for footing in FOOTINGS}

    assert [footing for footing in FOOTINGS if Topic.MODERATING in own[footing]] == [
        footing for footing in FOOTINGS if footing.moderates
    ]
    assert [footing for footing in FOOTINGS if Topic.LEADING in own[footing]] == [
        footing for footing in FOOTINGS if footing.leads or footing.moderates
    ]
