"""Groups of one server have names that can be seen, and that nobody takes for one another."""

from dataclasses import replace

import pytest

from bot.domain.errors import Blank, GroupNameTaken
from bot.domain.people import Actor, Language
from bot.domain.templates import Template
from bot.services import Services
from bot.services.groups import NewGroup

HERE, ELSEWHERE, GRACE_ID = 10, 11, 2
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
OSLO = NewGroup("Oslo", 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE_ID)
UNSEEN = ["", "\u200b", "\u3164 \u2800", "\u202e", "\u0301", "\U000e0041"]
LIKE_OSLO = [
    "OSLO",
    "0slo",
    "\u041eslo",
    "Os\u200dlo",
    "O\u0455l\u043e",
    "\uff2fslo",
    "Os\u200blo",
    "\U0001d40e\U0001d42c\U0001d425\U0001d428",
]


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
async def test_a_name_that_nobody_can_see_is_refused(services: Services, name: str, template: Template) -> None:
    with pytest.raises(Blank):
        await services.groups.create(MARIA, replace(OSLO, name=name, template=template))

    assert await services.groups.suggest(MARIA, "") == []


@pytest.mark.parametrize("name", LIKE_OSLO, ids=ascii)
async def test_a_name_that_is_taken_for_anothers_is_refused_with_the_one_that_is_there(
    services: Services, name: str
) -> None:
    await services.groups.create(MARIA, OSLO)

    with pytest.raises(GroupNameTaken) as refused:
        await services.groups.create(MARIA, replace(OSLO, name=name))

    assert refused.value.name == "Oslo"
    assert await services.groups.suggest(MARIA, "") == ["Oslo"]


async def test_an_archived_group_is_taken_for_no_other_either(services: Services) -> None:
    await services.groups.create(MARIA, OSLO)
    await services.archives.archive(MARIA, "Oslo")

    with pytest.raises(GroupNameTaken) as refused:
        await services.groups.create(MARIA, replace(OSLO, name="\u041eslo"))

    assert refused.value.is_archived


async def test_another_server_may_call_its_group_the_same(services: Services) -> None:
    await services.groups.create(MARIA, OSLO)

    made = await services.groups.create(replace(MARIA, community_id=ELSEWHERE), replace(OSLO, channel_id=78))

    assert made.group.name == "Oslo"


async def test_a_name_is_kept_without_what_hides_in_it(services: Services) -> None:
    made = await services.groups.create(MARIA, replace(OSLO, name="\u202eOs\u200blo\u2060  Sør \u200f"))

    assert made.group.name == "Oslo Sør"


@pytest.mark.parametrize("workshop", UNSEEN, ids=ascii)
async def test_a_workshop_that_nobody_can_see_is_left_out(services: Services, workshop: str) -> None:
    made = await services.groups.create(MARIA, replace(OSLO, template=Template.FOLLOW_UP, workshop=workshop))

    assert made.group.workshop == "Oslo"
