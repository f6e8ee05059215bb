"""What leaves as files (A7): what a moderator may see, and nothing that is for fewer."""

from dataclasses import replace

import pytest

from bot.domain.audit import Action, Sought, Subject
from bot.domain.checkins import Answer, Outcome
from bot.domain.errors import GroupMissing, ModeratorsOnly
from bot.domain.experiments import Beginning, Experiment, Frame, Plan
from bot.domain.export import Cell, PersonId, Table
from bot.domain.people import Actor, Language
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.groups import NewGroup
from tests.conftest import SetClock

COMMUNITY = 10
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
OLA = Actor(COMMUNITY, 3, Language.NORWEGIAN)
GRACE = 4
STRANGER = Actor(COMMUNITY + 1, 9, Language.ENGLISH, is_moderator=True)


async def found(services: Services, name: str = "Founders") -> int:
    new = NewGroup(name, 20, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE)
    return (await services.groups.create(MARIA, new)).group.id


async def commit(services: Services, actor: Actor, what: str, visibility: Visibility) -> Experiment:
    [group] = [view.group for view in await services.groups.list_all(actor) if view.viewer_is_in]
    begun = await services.experiments.start(
        actor, group.id, Frame(), Plan(what, "", "", ""), Beginning(visibility=visibility)
    )
    return begun.experiment


async def answered(services: Services, actor: Actor, what: str, visibility: Visibility) -> None:
    begun = await commit(services, actor, what, visibility)
    await services.check_ins.record(actor, begun.id, Answer(Outcome.TRIED, tried=f"about {what}"))


def rows(tables: list[Table], name: str) -> list[dict[str, Cell]]:
    [table] = [table for table in tables if table.name == name]
    return [dict(row) for row in table.rows]


async def test_words_for_the_group_are_in_it_for_who_is_in_the_group_and_nothing_else(services: Services) -> None:
    await found(services)
    for actor in (MARIA, KARI, OLA):
        await services.joining.join(actor, "Founders")
    await answered(services, KARI, "open", Visibility.GROUP)
    await answered(services, OLA, "between two", Visibility.PARTNER)
    await answered(services, MARIA, "own", Visibility.PRIVATE)

    told = rows(await services.exports.tables(MARIA), "check-ins")

    assert [(row["user_id"], row["experiment"], row["outcome"], row["tried"]) for row in told] == [
        (PersonId(2), "open", "tried", "about open"),
        (PersonId(3), None, "answered", None),
        (PersonId(1), None, "answered", None),
    ]


async def test_of_a_group_that_a_moderator_is_not_in_it_says_only_that_somebody_answered(services: Services) -> None:
    await found(services)
    await services.joining.join(KARI, "Founders")
    await answered(services, KARI, "open", Visibility.GROUP)

    [told] = rows(await services.exports.tables(MARIA), "check-ins")

    hidden = ("experiment", "tried", "happened", "learned", "next_step", "blocker")
    assert [told[column] for column in hidden] == [None] * len(hidden)
    assert (told["user_id"], told["outcome"]) == (PersonId(2), "answered")


async def test_rounds_come_with_their_counts_once_they_are_over(services: Services, clock: SetClock) -> None:
    await found(services)
    for actor in (MARIA, KARI, OLA):
        await services.joining.join(actor, "Founders")
    await answered(services, KARI, "open", Visibility.GROUP)
    await commit(services, OLA, "later", Visibility.GROUP)
    await a_round_later(services, clock)

    [told] = rows(await services.exports.tables(MARIA), "rounds")

    counts = (told["date"], told["people"], told["answered"], told["tried"], told["try_rate"])
    assert counts == ("2026-09-07", 2, 1, 1, 0.5)


async def test_what_is_hidden_is_in_no_rate(services: Services, clock: SetClock) -> None:
    await found(services)
    for actor in (MARIA, KARI, OLA):
        await services.joining.join(actor, "Founders")
    await answered(services, KARI, "open", Visibility.GROUP)
    await answered(services, OLA, "own", Visibility.PRIVATE)
    await a_round_later(services, clock)

    [told] = rows(await services.exports.tables(MARIA), "rounds")

    assert (told["people"], told["answered"], told["tried"], told["try_rate"]) == (2, 2, 1, 1.0)


async def test_of_a_group_that_a_moderator_is_not_in_there_is_no_rate(services: Services, clock: SetClock) -> None:
    await found(services)
    await services.joining.join(KARI, "Founders")
    await answered(services, KARI, "open", Visibility.GROUP)
    await a_round_later(services, clock)

    [told] = rows(await services.exports.tables(MARIA), "rounds")

    assert (told["people"], told["answered"], told["tried"], told["try_rate"]) == (1, 1, None, None)


async def test_each_group_has_its_own_rounds_in_the_order_of_groups_and_without_who_was_away(
    services: Services, clock: SetClock
) -> None:
    for name in ("Founders", "Builders"):
        await found(services, name)
    for actor, name in ((KARI, "Founders"), (OLA, "Builders"), (MARIA, "Builders")):
        await services.joining.join(actor, name)
    await answered(services, KARI, "in Founders", Visibility.GROUP)
    for actor in (OLA, MARIA):
        await commit(services, actor, "in Builders", Visibility.GROUP)
    await services.people.go_away(OLA, "13.9.2026")
    await a_round_later(services, clock)

    told = rows(await services.exports.tables(MARIA), "rounds")

    counts = [(row["group"], row["people"], row["answered"], row["tried"]) for row in told]
    assert counts == [("Builders", 1, 0, 0), ("Founders", 1, 1, None)]


async def a_round_later(services: Services, clock: SetClock) -> None:
    for _ in range(12):
        clock.move(hours=24)
        await services.rounds.take_due_steps()


async def test_one_group_and_the_last_days_only(services: Services, clock: SetClock) -> None:
    await found(services)
    await found(services, "Sales")
    await services.joining.join(KARI, "Founders")
    await answered(services, KARI, "long ago", Visibility.GROUP)
    clock.move(hours=24 * 20)

    tables = await services.exports.tables(MARIA, "Founders", days=10)

    assert [row["group"] for row in rows(tables, "groups")] == ["Founders"]
    assert [row["user_id"] for row in rows(tables, "members")] == [PersonId(GRACE), PersonId(2)]
    assert rows(tables, "check-ins") == []


async def test_that_something_was_taken_out_is_kept_without_what(services: Services) -> None:
    group_id = await found(services)

    await services.exports.tables(MARIA, "Founders")

    told = await services.audits.look(MARIA, Sought(Action.EXPORTED))
    assert [(each.audit.actor_id, each.audit.subject) for each in told.rows] == [(1, Subject(group_id))]


async def test_only_moderators_of_this_server_take_anything_out(services: Services) -> None:
    await found(services)

    with pytest.raises(ModeratorsOnly):
        await services.exports.tables(replace(KARI, is_moderator=False))
    with pytest.raises(GroupMissing):
        await services.exports.tables(STRANGER, "Founders")
    assert [len(table.rows) for table in await services.exports.tables(STRANGER)] == [0, 0, 0, 0]
