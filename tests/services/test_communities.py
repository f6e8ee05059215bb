"""What moderators decide for the server (A2): field by field, whoever decides at the same time."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.channels import Use
from bot.domain.communities import Decided, Setting, Wish
from bot.domain.errors import ModeratorsOnly, ZoneNeeded, ZoneUnknown
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.groups import NewGroup

COMMUNITY = 10
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
NORA = replace(MARIA, person_id=5)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
STRANGER = Actor(COMMUNITY + 1, 3, Language.ENGLISH, is_moderator=True)
EVERYTHING: Wish = {
    Setting.LANGUAGE: Language.NORWEGIAN,
    Setting.ZONE: "Europe/Oslo",
    Setting.KNOWLEDGE_CHANNEL: 20,
    Setting.MEETING_CHANNEL: 21,
    Setting.MODERATORS_CHANNEL: 22,
}


def a_group(zone: str = "", language: Language | None = None) -> NewGroup:
    return NewGroup("Founders", 20, 1, "09:00", zone, language, facilitator_id=4)


async def test_everything_is_decided_at_once_and_each_is_left_open_again_alone(services: Services) -> None:
    all_of_it = await services.communities.decide(MARIA, EVERYTHING)
    left = [await services.communities.decide(MARIA, {setting: None}) for setting in Setting]

    assert all_of_it == Decided(Language.NORWEGIAN, "Europe/Oslo", 20, 21, 22)
    assert left[0] == replace(all_of_it, language=None)
    assert left[2] == Decided(None, None, None, 21, 22)
    assert left[-1] == await services.communities.decided(MARIA) == Decided()


async def test_of_two_moderators_at_once_nobodys_other_choice_is_lost(services: Services) -> None:
    await asyncio.gather(
        services.communities.decide(MARIA, {Setting.ZONE: "Europe/Rome", Setting.MEETING_CHANNEL: 30}),
        services.communities.decide(NORA, {Setting.LANGUAGE: Language.ITALIAN, Setting.MEETING_CHANNEL: 31}),
    )

    assert await services.communities.decided(MARIA) == Decided(Language.ITALIAN, "Europe/Rome", None, 31, None)


async def test_of_a_wish_that_cannot_be_granted_nothing_is(services: Services) -> None:
    with pytest.raises(ZoneUnknown):
        await services.communities.decide(MARIA, {Setting.LANGUAGE: Language.ITALIAN, Setting.ZONE: "Atlantis"})

    assert await services.communities.decided(MARIA) == Decided()


async def test_a_language_of_no_menu_is_not_kept(services: Services) -> None:
    with pytest.raises(ValueError, match="tlh"):
        await services.communities.decide(MARIA, {Setting.LANGUAGE: "tlh"})

    assert await services.communities.decided(MARIA) == Decided()


async def test_it_is_for_moderators_of_this_server(services: Services) -> None:
    await services.communities.decide(MARIA, EVERYTHING)

    with pytest.raises(ModeratorsOnly):
        await services.communities.decide(KARI, EVERYTHING)
    with pytest.raises(ModeratorsOnly):
        await services.communities.decided(KARI)
    assert await services.communities.decided(STRANGER) == Decided()


async def test_how_far_a_server_is_set_up_is_read_with_what_nobody_leads_and_whether_it_is_stopped(
    services: Services,
) -> None:
    await services.communities.decide(MARIA, EVERYTHING)
    await services.groups.create(MARIA, a_group())
    led = await services.communities.standing(NORA)
    await services.joining.leave(Actor(COMMUNITY, 4, Language.ENGLISH), "Founders")
    await services.gate.stop(MARIA)

    unled = await services.communities.standing(NORA)

    assert (led.following(), led.unled, led.is_stopped) == (None, (), False)
    assert (unled.unled, unled.is_stopped) == (("Founders",), True)
    assert [(each.use, each.channel_id) for each in unled.named] == [
        (Use.KNOWLEDGE, 20),
        (Use.MEETING, 21),
        (Use.MODERATORS, 22),
        (Use.GROUP, 20),
    ]
    assert (await services.communities.standing(STRANGER)).named == []
    with pytest.raises(ModeratorsOnly):
        await services.communities.standing(KARI)


async def test_a_new_group_begins_with_the_clock_and_language_of_the_server(services: Services) -> None:
    await services.communities.decide(MARIA, EVERYTHING)

    begun = (await services.groups.create(MARIA, a_group())).group

    assert (begun.rhythm.zone, begun.language) == ("Europe/Oslo", Language.NORWEGIAN)


async def test_what_is_named_with_a_group_goes_before_what_the_server_decided(services: Services) -> None:
    await services.communities.decide(MARIA, EVERYTHING)

    begun = (await services.groups.create(MARIA, a_group("Europe/Rome", Language.ITALIAN))).group

    assert (begun.rhythm.zone, begun.language) == ("Europe/Rome", Language.ITALIAN)


async def test_where_nothing_is_decided_a_group_needs_a_clock_and_speaks_as_its_maker(services: Services) -> None:
    with pytest.raises(ZoneNeeded):
        await services.groups.create(MARIA, a_group())

    begun = (await services.groups.create(MARIA, a_group("Europe/Rome"))).group

    assert begun.language == Language.ENGLISH
