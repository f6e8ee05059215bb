"""The groups of a server, and the way into them."""

from collections.abc import Iterator

import pytest
from discord.ui import Button, LayoutView
from whenever import Instant, Time, Weekday

from bot.domain.groups import NAME_MOST, Entry, Group
from bot.domain.people import Language
from bot.domain.recurrence import WeeklyRhythm
from bot.services.groups import GroupView
from bot.wording.texts import load_wording
from cogs.groups.cards import DOORS_SHOWN, all_groups

ID = 9_007_199_254_740_993  # as long as an id gets
TEXT_IN_MESSAGE, PARTS_MOST = 4000, 40
WORDING = load_wording()
ENGLISH = WORDING.in_language("en")


def seen(number: int, *, entry: Entry = Entry.OPEN, is_in: bool = False) -> GroupView:
    rhythm = WeeklyRhythm(Weekday.WEDNESDAY, Time(9), "Europe/Oslo")
    now = Instant.from_utc(2026, 9, 3)
    group = Group(ID + number, ID, "*" * NAME_MOST, ID, Language.ENGLISH, rhythm, now, entry)
    return GroupView(group, members=[], open_round=None, viewer_is_in=is_in)


def joins(view: LayoutView) -> Iterator[str | None]:
    return (item.custom_id for item in view.walk_children() if isinstance(item, Button))


def test_j5_only_an_open_group_one_is_not_in_has_a_button_to_join() -> None:
    views = [seen(0), seen(1, is_in=True), seen(2, entry=Entry.INVITED)]

    shown = all_groups(ENGLISH, views)

    assert list(joins(shown)) == [f"group:join:{ID}"]


def test_where_there_are_more_doors_than_buttons_the_command_is_said_instead() -> None:
    shown = all_groups(ENGLISH, [seen(number) for number in range(DOORS_SHOWN + 1)])

    assert list(joins(shown)) == []
    assert "`/group join` takes you in." in [getattr(item, "content", "") for item in shown.walk_children()]


@pytest.mark.parametrize("language", WORDING.languages)
@pytest.mark.parametrize("open_ones", [DOORS_SHOWN, 40])
def test_the_longest_list_of_groups_fits_a_message(language: str, open_ones: int) -> None:
    views = [*map(seen, range(open_ones)), *(seen(100 + number, entry=Entry.INVITED) for number in range(10))]

    view = all_groups(WORDING.in_language(language), views)

    assert view.content_length() <= TEXT_IN_MESSAGE
    assert view.total_children_count <= PARTS_MOST
