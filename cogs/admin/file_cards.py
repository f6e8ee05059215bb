"""What moderators read of the files they take out and bring in."""

from collections.abc import Callable, Collection, Sequence

import discord
from discord.ui import LayoutView

from bot.domain.drafts import Draft
from bot.domain.export import File
from bot.domain.roster import Flaw, FlawedLine
from bot.gateway.presence import Present
from bot.services.rosters import InvitedAll, Looked
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.files import with_files
from cogs._shared.layout import panel, plain

FLAWED_SHOWN = 12
CELL_MOST = 60

FLAWS: dict[Flaw, Callable[[Texts, FlawedLine], str]] = {
    Flaw.NO_ID: lambda texts, line: (
        texts.say(
            "Line {line}: “{cell}” is no user id. It has 17 to 20 digits: *Copy User ID* in a person's menu.",
            line=line.line,
            cell=plain(line.cell, CELL_MOST),
        )
        if line.cell
        else texts.say("Line {line}: there is no user id.", line=line.line)
    ),
    Flaw.ROUNDED: lambda texts, line: texts.say(
        "Line {line}: the spreadsheet rounded the id to {cell}. Format the column as text, and paste the id again.",
        line=line.line,
        cell=plain(line.cell, CELL_MOST),
    ),
    Flaw.TWICE: lambda texts, line: texts.say(
        "Line {line}: the same person as in line {first}.", line=line.line, first=line.first
    ),
}


def exported(texts: Texts, files: Sequence[File]) -> LayoutView:
    return with_files(
        texts.say(
            "### Your files\nWhat is for a partner or for nobody stands there as “answered”, and so does what is "
            "for a group you are not in. Keep the files as safe as your members would."
        ),
        files=files,
    )


def looked_over(texts: Texts, looked: Looked, present: Present, kept: Draft | None) -> LayoutView:
    """What an import would do, and the press that does it."""
    wanted = sum(person_id in present.people for person_id in looked.new)
    strangers = {
        person_id: line
        for person_id, line in looked.roster.lines.items()
        if person_id in looked.new and person_id not in present.people
    }
    counts = [
        texts.count("**{n}** person would be invited", "**{n}** people would be invited", wanted),
        _if_any(looked.members, lambda n: texts.count("{n} is a member already", "{n} are members already", n)),
        _if_any(
            looked.invited,
            lambda n: texts.count("{n} has an invitation already", "{n} have an invitation already", n),
        ),
    ]
    invite = texts.count("Invite {n} person", "Invite {n} people", wanted)
    return panel(
        texts.say("### A look at the list for “{group}”", group=plain(looked.group.name)),
        "\n".join(filter(None, counts)),
        _problems(texts, looked, strangers, present),
        texts.say("Nobody has been invited yet. Who is invited decides for themselves.") if kept else "",
        controls=[button(invite, f"admin:import:invite:{kept.id}", style=discord.ButtonStyle.primary)] if kept else [],
    )


def _problems(texts: Texts, looked: Looked, strangers: dict[int, int], present: Present) -> str:
    """Line by line, in the order of the file; those that do not fit are counted."""
    lines = {flawed.line: FLAWS[flawed.flaw](texts, flawed) for flawed in looked.roster.flawed}
    for person_id, line in strangers.items():
        lines[line] = (
            texts.say("Line {line}: this is a bot.", line=line)
            if person_id in present.bots
            else texts.say(
                "Line {line}: nobody with the id {id} is on this server. Ask them to join it first.",
                line=line,
                id=person_id,
            )
        )
    shown = [lines[line] for line in sorted(lines)][:FLAWED_SHOWN]
    more = len(lines) - len(shown)
    return "\n".join([*shown, *([texts.count("and {n} more line", "and {n} more lines", more)] if more else [])])


def _if_any(people: Collection[int], say: Callable[[int], str]) -> str:
    return say(len(people)) if people else ""


def invited_all(texts: Texts, invited: InvitedAll) -> LayoutView:
    group = plain(invited.group.name)
    if not invited.people:
        return panel(texts.say("Everybody on the list is in “{group}” or has an invitation already.", group=group))
    return panel(
        texts.count(
            "{n} person is invited to “{group}”. They read it at their next command, or as a message if they chose "
            "that.",
            "{n} people are invited to “{group}”. They read it at their next command, or as a message if they chose "
            "that.",
            invited.people,
            group=group,
        )
    )
