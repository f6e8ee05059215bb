"""All that can be pressed or sent, by an owner who has left, was put out, is kept out, or finds all stopped.

On a server Discord lets nobody press who is not on it, so whoever has left or is banned presses under a direct message
alone. What they try is their own, and theirs to do as long as they are members (`test_authorization.py`).
"""

from dataclasses import replace
from pathlib import Path

import pytest
from discord.ui import Button

from bot.demo.stage import Stage
from bot.domain.errors import KeptOut, Missing, NotOnServer, Refusal, ServersOnly, Stopped
from bot.domain.people import NOWHERE, Actor, Language
from bot.domain.things import About, Thing
from bot.gateway.client import Trellis
from bot.services import Services
from bot.services.gate import ALWAYS_OPEN, Gate
from cogs._shared.controls import ChooseControl, PressControl
from tests.e2e.authorization_table import AFTER_REMOVAL, COMMANDS, CONTROLS, FORMS, Row
from tests.e2e.authorization_town import Hand, Town, Who, a_town
from tests.e2e.authorization_tries import crafted, is_refused
from tests.e2e.past_the_client import Craftsman
from tests.e2e.unchanging import Unchanging

PRESSED: dict[str, Row] = CONTROLS | FORMS
FORGETTING = "forget"  # the form: whoever sends it is erased, as they wish


async def test_no_control_goes_around_the_gate(stage: Stage) -> None:
    assert stage.app is not None

    assert {each.callback for each in stage.app.bot.controls.values()} == {
        PressControl.callback,
        ChooseControl.callback,
    }


async def test_who_has_left_or_is_banned_does_nothing_there_under_a_direct_message(tmp_path: Path) -> None:
    """What only reads may open a form, which is refused when it is sent; what is one's own everywhere stays."""
    wrong = []
    async with a_town(tmp_path) as town, Unchanging(town.database, town.stage) as before:
        craftsman, hand = Craftsman(town.stage), town.hands[Who.DIRECT]
        town.stage.guild.remove_member(hand.person.user)
        for name, row in PRESSED.items():
            if name == FORGETTING:
                continue
            came = await craftsman.send(hand, crafted(craftsman, hand, name, row))
            changed = await before.put_back(of=town.stage.guild.id)
            met = came.refusal
            about, only_reads = _about(_bot(town), name, row, hand)
            match about.thing:
                case Thing.SERVER:
                    is_right = met is ServersOnly
                case Thing.ONESELF:
                    is_right = not came.failed
                case _:
                    is_right = not came.failed if only_reads else met is NotOnServer or _is_missing(met)
            wrong += [] if is_right and not changed else [f"{name}: {met}, {changed}"]

    assert wrong == []


async def test_who_was_taken_out_of_the_group_does_no_more_in_it_anywhere(tmp_path: Path) -> None:
    """They are still on the server: what they ask of everybody there is theirs, and so is what they wrote."""
    wrong = []
    async with a_town(tmp_path) as town:
        await _services(town).members.remove(_maria(town), town.stage.kari.id, "Founders")
        await town.stage.settle()
        async with Unchanging(town.database, town.stage) as before:
            craftsman = Craftsman(town.stage)
            for who, tried in ((Who.OWNER, COMMANDS | PRESSED), (Who.DIRECT, PRESSED)):
                for name, row in tried.items():
                    hand = town.hands[who]
                    came = await craftsman.send(hand, crafted(craftsman, hand, name, row))
                    changed = await before.put_back()
                    may = who in row.may and (name in AFTER_REMOVAL or Who.MODERATOR in row.may)
                    is_right = not is_refused(came) if may else came.refusal is not None and not changed
                    wrong += [] if is_right and not came.failed else [f"{name}: {who.name} {came.refusal}, {changed}"]

    assert wrong == []


@pytest.mark.parametrize("refusal", [KeptOut, Stopped], ids=["blocked", "stopped"])
async def test_who_is_kept_out_or_finds_all_stopped_is_let_in_nowhere(tmp_path: Path, refusal: type[Refusal]) -> None:
    """Asked of the gate itself, which all of it passes. One's own data, and what there is, stay open."""
    wrong, under_message = [], set()
    async with a_town(tmp_path) as town:
        gate, hand = _services(town).gate, town.hands[Who.DIRECT]
        if refusal is KeptOut:
            await gate.block(_maria(town), hand.person.id, is_moderator=False)
        else:
            await gate.stop(_maria(town))
        kari = Actor(town.stage.guild.id, hand.person.id, Language.ENGLISH)
        for name, row in (COMMANDS | PRESSED).items():
            about = About(Thing.SERVER) if name in COMMANDS else _about(_bot(town), name, row, hand)[0]
            met = _met(gate, kari, name)
            wrong += [] if met is (None if name.startswith(ALWAYS_OPEN) else refusal) else [f"{name}: {met}"]
            if about.thing is not Thing.ONESELF:
                met = await _met_under_message(gate, kari, about)
                wrong += [f"{name} under a direct message"] if met is None else []
                under_message.add(met)

    assert wrong == []
    assert {each for each in under_message if not _is_missing(each)} == {refusal, ServersOnly}


def _about(bot: Trellis, name: str, row: Row, hand: Hand) -> tuple[About, bool]:
    """Return what it says itself that it is about, and whether it only reads."""
    custom_id = name.format_map(hand.things)
    if name in FORMS:
        prefix, *args = custom_id.split(":")
        thing, position = bot.forms[prefix].about
        return About(thing, int(args[position]) if position < len(args) and args[position].isdecimal() else 0), False
    [(pattern, control)] = [(each, kind) for each, kind in bot.controls.items() if each.fullmatch(custom_id)]
    if issubclass(control, ChooseControl):
        chosen = (row.chosen or "").format_map(hand.things)
        return About(control.thing, int(chosen) if chosen.isdecimal() else 0), control.only_reads
    assert issubclass(control, PressControl)
    found = pattern.fullmatch(custom_id)
    assert found is not None
    return control(Button(custom_id=custom_id), found.groupdict()).about, control.only_reads


def _met(gate: Gate, actor: Actor, what: str) -> type[Exception] | None:
    try:
        gate.check(actor, what)
    except Refusal as refused:
        return type(refused)
    return None


async def _met_under_message(gate: Gate, actor: Actor, about: About) -> type[Exception] | None:
    try:
        await gate.place(replace(actor, community_id=NOWHERE), about)
    except Refusal as refused:
        return type(refused)
    return None


def _is_missing(refusal: type[Exception] | None) -> bool:
    return refusal is not None and issubclass(refusal, Missing)


def _bot(town: Town) -> Trellis:
    assert town.stage.app is not None
    return town.stage.app.bot


def _services(town: Town) -> Services:
    assert town.stage.app is not None
    return town.stage.app.services


def _maria(town: Town) -> Actor:
    return Actor(town.stage.guild.id, town.stage.maria.id, Language.ENGLISH, is_moderator=True)
