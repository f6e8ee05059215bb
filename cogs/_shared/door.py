"""The one door: whatever a person does, command, button, menu or form, comes in here and gets an answer.

A refusal becomes a sentence, an accident a reference number, a form's texts a draft; whoever comes by is shown what has
been waiting for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands

from bot.domain.errors import DatabaseFault, Missing
from bot.domain.things import About
from bot.gateway.client import FormKind, Trellis
from bot.gateway.tree import TurnedAway
from cogs._shared.actors import Interaction, actor_of, log_context, texts_for
from cogs._shared.admitting import admit
from cogs._shared.errors import explain
from cogs._shared.files import with_files
from cogs._shared.forms import SEPARATOR, read_submit
from cogs._shared.kept import NOTHING, Kept, keep
from cogs._shared.layout import Tone, code, panel
from cogs._shared.replies import show_waiting, whisper_view
from cogs._shared.traces import trace_of
from cogs._shared.typed import typed_command

log = structlog.get_logger()

# There is no way to answer: it is too late, or the thread is archived or locked. What was done stands all the same.
NO_ANSWER = frozenset({10015, 10062, 50027, 50083, 160005})


def install(bot: Trellis) -> None:
    """Hangs the door in: command errors, completed commands, submitted forms."""
    bot.tree.error(_command_failed)
    bot.add_listener(_command_done, "on_app_command_completion")
    bot.add_listener(_form_sent, "on_interaction")
    bot.add_listener(_relic_pressed, "on_interaction")


class Control(Protocol):
    """A button or menu: what it is about, whether it only reads, and what it does."""

    @property
    def about(self) -> About: ...

    only_reads: bool

    async def act(self, interaction: Interaction) -> None: ...


async def enter(interaction: Interaction, control: Control) -> None:
    """Runs what a button or menu does, for whoever the gate lets in."""
    if not interaction.client.heard.first_time(interaction.id):
        return
    data: Mapping[str, Any] = interaction.data or {}
    try:
        await admit(interaction, str(data.get("custom_id", "")), control.about, only_reads=control.only_reads)
        await control.act(interaction)
    except Exception as error:  # noqa: BLE001 — the edge: every accident is answered and logged here
        await _answer(interaction, error)
    else:
        await _show_waiting_unless_form(interaction)


async def _command_done(interaction: Interaction, _command: object) -> None:
    await _show_waiting_unless_form(interaction)


async def _show_waiting_unless_form(interaction: Interaction) -> None:
    """Under a form that has just opened nothing is shown; what waits comes once it is sent, if it is still needed."""
    if interaction.response.type is not discord.InteractionResponseType.modal:
        await _show_waiting(interaction)


async def _show_waiting(interaction: Interaction) -> None:
    try:
        await show_waiting(interaction)
    except DatabaseFault as fault:  # what was asked for is answered; what waits does so until the next time
        with log_context(interaction):
            log.error("door.nothing_shown", kind=type(fault).__name__, reason=str(fault))


async def _command_failed(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    cause: Exception = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    cause = cause.refusal if isinstance(cause, TurnedAway) else cause
    if interaction.type is discord.InteractionType.autocomplete:
        if isinstance(cause, DatabaseFault):
            log.error("door.autocomplete_failed", kind=type(cause).__name__, reason=str(cause))
        else:
            log.error("door.autocomplete_failed", exception=trace_of(cause, interaction.data or {}))
        return
    texts = texts_for(interaction)
    typed = typed_command(interaction, texts)
    await _answer(interaction, cause, texts.say("You typed:") + code(typed) if typed else "")


async def _form_sent(interaction: Interaction) -> None:
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    if not interaction.client.heard.first_time(interaction.id):
        return
    custom_id, given = read_submit(interaction)
    prefix, *args = custom_id.split(SEPARATOR)
    form, writer = interaction.client.forms.get(prefix), actor_of(interaction)
    try:
        if form is None:
            raise LookupError(f"no form {prefix!r}")
        await admit(interaction, custom_id, _about(form, args))
        await form.submit(interaction, args, given)
    except Exception as error:  # noqa: BLE001 — the edge: nothing typed is lost, whatever happened
        await _answer(interaction, error, kept=await keep(interaction, writer, custom_id, given))
    else:
        await _show_waiting(interaction)


def _about(form: FormKind, args: Sequence[str]) -> About:
    thing, position = form.about
    named = args[position] if position < len(args) else ""
    return About(thing, int(named) if named.isdecimal() else 0)


async def _relic_pressed(interaction: Interaction) -> None:
    """A button of a version long gone: nothing takes it, so it is answered here."""
    if interaction.type is discord.InteractionType.component:
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not interaction.client.knows_control(custom_id):
            await _answer(interaction, Missing())


async def _answer(interaction: Interaction, error: Exception, given_back: str = "", kept: Kept = NOTHING) -> None:
    texts = texts_for(interaction)
    sentence = explain(texts, error)
    if _takes_no_answer(error):
        return _give_up(interaction, error)
    with log_context(interaction):
        if sentence is None:
            data: Mapping[str, Any] = interaction.data or {}
            log.error("door.failed", reference=str(interaction.id), exception=trace_of(error, data))
            sentence = texts.say(
                "Something went wrong on my side. Nothing you wrote is lost; please try again in a minute. "
                "If it happens again, tell a moderator this number: {reference}",
                reference=interaction.id,
            )
        elif isinstance(error, DatabaseFault):
            log.error("door.not_saved", kind=type(error).__name__, reason=str(error))
        else:
            log.info("door.refused", refusal=type(error).__name__)
    files = [kept.file] if kept.file else []
    view = panel(sentence, given_back, tone=Tone.SORRY, controls=kept.edit_again)
    if files:
        view = with_files(sentence, kept.words, files=files, tone=Tone.SORRY)
    try:
        await whisper_view(interaction, view, files)
    except discord.HTTPException as refused:
        if not _takes_no_answer(refused):
            raise
        _give_up(interaction, refused)


def _takes_no_answer(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in NO_ANSWER


def _give_up(interaction: Interaction, refused: Exception) -> None:
    with log_context(interaction):
        log.warning("door.no_answer", error=repr(refused))
