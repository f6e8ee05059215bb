"""A list of people is looked at, then invited, and nobody twice (A7)."""

from dataclasses import replace

import pytest

from bot.domain.audit import Action, Fact, Sought
from bot.domain.errors import GroupArchived, GroupMissing, ModeratorsOnly, RosterMissing
from bot.domain.export import Format, as_files
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.rosters import AT_ONCE, Looked
from tests.conftest import SetClock

COMMUNITY = 10
MARIA = Actor(COMMUNITY, 312345678901234561, Language.ENGLISH, is_moderator=True)
NORA = replace(MARIA, person_id=312345678901234569)
KARI = Actor(COMMUNITY, 312345678901234562, Language.NORWEGIAN)
GRACE, OLA, LUCA = 312345678901234563, 312345678901234564, 312345678901234565


async def look(services: Services, *people: int) -> Looked:
    data = "\n".join(["user_id", *map(str, people)]).encode()
    return await services.rosters.look(MARIA, "Founders", data)


@pytest.fixture
async def group(services: Services) -> int:
    new = NewGroup("Founders", 20, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE)
    return (await services.groups.create(MARIA, new)).group.id


@pytest.mark.usefixtures("group")
async def test_a_look_tells_members_invited_and_new_apart_and_invites_nobody(services: Services) -> None:
    await services.leading.invite(MARIA, "Founders", OLA)

    first = await look(services, GRACE, OLA, LUCA)
    second = await look(services, GRACE, OLA, LUCA)

    assert (set(first.members), set(first.invited), list(first.new)) == ({GRACE}, {OLA}, [LUCA])
    assert second == first


@pytest.mark.usefixtures("group")
async def test_who_is_on_the_list_is_invited_once_however_often_it_is_pressed(services: Services) -> None:
    people = [OLA + number for number in range(2, AT_ONCE + 5)]
    looked = await look(services, *people)
    kept = await services.rosters.keep(MARIA, looked.group, looked.new)

    first = await services.rosters.invite(MARIA, kept.id)
    again = await services.rosters.invite(MARIA, kept.id)

    assert (first.people, again.people) == (len(people), 0)
    assert set((await look(services, *people)).invited) == set(people)
    told = await services.audits.look(MARIA, Sought(Action.IMPORTED))
    assert [each.audit.after for each in told.rows] == [{Fact.HOW_MANY: len(people)}]


@pytest.mark.usefixtures("group")
async def test_what_is_taken_out_is_read_back_and_changes_nobody(services: Services) -> None:
    await services.joining.join(KARI, "Founders")
    tables = {table.name: table for table in await services.exports.tables(MARIA, "Founders")}

    for format in (Format.CSV,):
        [file] = as_files(tables["members"], format, 100_000)
        looked = await services.rosters.look(MARIA, "Founders", file.content)

        assert (set(looked.members), looked.new, looked.roster.flawed) == ({GRACE, KARI.person_id}, [], [])


@pytest.mark.usefixtures("group")
async def test_a_list_is_kept_for_a_day_for_whoever_looked(services: Services, clock: SetClock) -> None:
    looked = await look(services, OLA)
    kept = await services.rosters.keep(MARIA, looked.group, looked.new)

    with pytest.raises(RosterMissing):
        await services.rosters.invite(NORA, kept.id)
    clock.move(hours=25)
    with pytest.raises(RosterMissing):
        await services.rosters.invite(MARIA, kept.id)


@pytest.mark.usefixtures("group")
async def test_a_draft_of_something_else_is_no_list(services: Services) -> None:
    draft = await services.drafts.keep(MARIA, "thanks:1:0", {"text": "Thank you"})

    with pytest.raises(RosterMissing):
        await services.rosters.invite(MARIA, draft.id)


@pytest.mark.usefixtures("group")
async def test_only_moderators_of_this_server_invite_a_list(services: Services) -> None:
    looked = await look(services, OLA)
    kept = await services.rosters.keep(MARIA, looked.group, looked.new)
    demoted = replace(MARIA, is_moderator=False)

    for refused in (
        services.rosters.look(demoted, "Founders", b"1"),
        services.rosters.keep(demoted, looked.group, []),
        services.rosters.invite(demoted, kept.id),
    ):
        with pytest.raises(ModeratorsOnly):
            await refused
    with pytest.raises(GroupMissing):
        await services.rosters.look(replace(MARIA, community_id=11), "Founders", str(OLA).encode())


@pytest.mark.usefixtures("group")
async def test_it_is_noted_once_with_how_many_were_invited_whoever_came_in_meanwhile(services: Services) -> None:
    people = [OLA + number for number in range(2, AT_ONCE + 5)]
    looked = await look(services, *people)
    kept = await services.rosters.keep(MARIA, looked.group, looked.new)
    for person_id in people[:AT_ONCE]:
        await services.leading.invite(MARIA, "Founders", person_id)

    invited = await services.rosters.invite(MARIA, kept.id)

    told = await services.audits.look(MARIA, Sought(Action.IMPORTED))
    assert invited.people == len(people) - AT_ONCE
    assert [each.audit.after for each in told.rows] == [{Fact.HOW_MANY: invited.people}]


@pytest.mark.usefixtures("group")
async def test_nobody_is_invited_into_a_group_that_was_archived_meanwhile(services: Services) -> None:
    looked = await look(services, OLA)
    kept = await services.rosters.keep(MARIA, looked.group, looked.new)
    await services.archives.archive(MARIA, "Founders")

    with pytest.raises(GroupArchived):
        await services.rosters.invite(MARIA, kept.id)
