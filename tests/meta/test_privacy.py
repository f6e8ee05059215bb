"""The page on privacy says what is so (V4): each kind of thing that is kept is on it, and each term is the code's."""

import re

from bot.domain.drafts import KEPT_HOURS
from bot.domain.held import HELD_FOR, REMEMBERED_FOR
from bot.domain.own_data import Part
from bot.domain.removals import KEPT_FOR
from bot.domain.retention import AUDITS_KEPT_FOR, NUDGES_KEPT_FOR, SAID_KEPT_FOR, UNSENT_KEPT_FOR
from tests.meta.pages import DOCS, prose

ROW = re.compile(
    r"^\| (?P<what>.+?) \| (?P<why>.+?) \| (?P<who>.+?) \| (?P<how_long>.+?) \| (?P<parts>`.+?`) \|$", re.M
)

# How long each is kept that goes by itself. What is not here stays until somebody does something.
GOES_BY_ITSELF = {
    "drafts": f"{KEPT_HOURS} hours",
    "messages_asked_about": f"until its author answers, {HELD_FOR.total('hours') / 24:g} days at most",
    "messages_wanted_as_lessons": f"{REMEMBERED_FOR.total('hours') / 24:g} days",
    "reminders_counted": f"{NUDGES_KEPT_FOR.total('hours') / 24:g} days",
    "changes": f"{AUDITS_KEPT_FOR.total('hours') / 24:g} days",
}


def _rows() -> list[re.Match[str]]:
    return list(ROW.finditer(prose(DOCS / "privacy.md")))


def _parts(row: re.Match[str]) -> list[str]:
    return re.findall(r"`(\w+)`", row["parts"])


def test_v4_every_part_of_somebodys_data_is_on_the_page_once() -> None:
    told = [part for row in _rows() for part in _parts(row)]

    assert sorted(told) == sorted(Part), (
        "Mend the table in docs/privacy.md: every part of `/my data` stands in one row."
    )


def test_v4_the_page_says_how_long_what_reached_nobody_is_kept() -> None:
    [days] = re.findall(r"^\| messages that reached nobody.* \| (\d+) days \| \|$", prose(DOCS / "privacy.md"), re.M)

    assert int(days) == UNSENT_KEPT_FOR.total("hours") / 24


def test_v4_the_page_says_how_long_what_was_shown_privately_is_kept() -> None:
    [days] = re.findall(r"what was only shown to you privately (\d+) days", prose(DOCS / "privacy.md"))

    assert int(days) == SAID_KEPT_FOR.total("hours") / 24


def test_v4_the_page_says_how_long_a_server_that_took_the_bot_off_is_kept() -> None:
    [days] = re.findall(r"kept for (\d+) days, in case it is put back", prose(DOCS / "privacy.md"))

    assert int(days) == KEPT_FOR.total("hours") / 24


def test_v4_what_goes_by_itself_does_so_when_the_page_says() -> None:
    told = {
        part: row["how_long"] for row in _rows() for part in _parts(row) if not row["how_long"].startswith("until ")
    }
    named = {part: row["how_long"] for row in _rows() for part in _parts(row) if part in GOES_BY_ITSELF}

    assert named == GOES_BY_ITSELF
    assert told.keys() <= GOES_BY_ITSELF.keys(), "A term on the page is one of the code: name it in GOES_BY_ITSELF."
