"""What somebody typed and was not taken is never lost: it stays as a draft behind *Edit again*, and where nothing can
be written it goes back with the refusal, as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord
import structlog
from discord.ui import Button, Label, RadioGroup, Select

from bot.domain.errors import DatabaseFault
from bot.domain.export import File
from bot.domain.people import Actor
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, texts_for
from cogs._shared.forms import SEPARATOR

log = structlog.get_logger()

FILE_NAME = "trellis.txt"


@dataclass(frozen=True)
class Kept:
    """What goes with the refusal: `edit_again` or, where there is no draft, a `file` and the words about it."""

    edit_again: tuple[Button[Any], ...] = ()
    words: str = ""
    file: File | None = None


NOTHING = Kept()


async def keep(interaction: Interaction, writer: Actor, custom_id: str, given: Mapping[str, str]) -> Kept:
    """Keep what `writer` typed into a form, by whichever way is left."""
    texts = texts_for(interaction)
    try:
        draft = await interaction.client.services.drafts.keep(writer, custom_id, given)
    except DatabaseFault as fault:
        log.error("door.draft_given_back", kind=type(fault).__name__, reason=str(fault))
        words = texts.say("I can't keep your words for you right now, so here they are in a file.")
        return Kept(words=words, file=File(FILE_NAME, _listed(interaction, texts, custom_id, given).encode()))
    label, draft_id = texts.say("Edit again"), f"draft:edit:{draft.id}"
    return Kept((Button(label=label, custom_id=draft_id, style=discord.ButtonStyle.primary),))


def _listed(interaction: Interaction, texts: Texts, custom_id: str, given: Mapping[str, str]) -> str:
    """Each question of the form with what was answered to it."""
    asked = _questions(interaction, texts, custom_id, given)
    answered = [(*asked.get(key, (key, "")), value) for key, value in given.items() if value]
    return "\n\n".join(f"{question}\n{chosen or value}" for question, chosen, value in answered)


def _questions(
    interaction: Interaction, texts: Texts, custom_id: str, given: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Of each part of the form its question and, where something was chosen, how that was called."""
    prefix, *args = custom_id.split(SEPARATOR)
    form = interaction.client.forms.get(prefix)
    try:
        built = form.build(texts, args, given).children if form else []
    except (ValueError, LookupError):  # no form of ours has such a custom id; the words go back all the same
        built = []
    labels = [each for each in built if isinstance(each, Label)]
    return {_key(each): (each.text, _chosen(each, given)) for each in labels}


def _key(label: Label[Any]) -> str:
    return str(getattr(label.component, "custom_id", ""))


def _chosen(label: Label[Any], given: Mapping[str, str]) -> str:
    if not isinstance(label.component, RadioGroup | Select):
        return ""
    called = [option.label for option in label.component.options if option.value == given.get(_key(label))]
    return called[0] if called else ""
