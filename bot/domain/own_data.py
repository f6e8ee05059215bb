"""What somebody gets who asks for everything that is kept about them."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant

from bot.domain.export import File

FILE_MOST = 10 * 1024 * 1024  # bytes; two of these fit a request, wherever Discord allows more of one


class Part(StrEnum):
    """One kind of thing that is kept about a person. Names are for programs, too: they stay as they are."""

    SETTINGS = "settings"
    MEMBER = "member"
    AWAY = "away"
    GROUPS = "groups"
    INVITATIONS = "invitations"
    INVITED = "people_invited"
    EXPERIMENTS = "experiments"
    CHECK_INS = "check_ins"
    RESPONSES_GIVEN = "responses_given"
    RESPONSES_RECEIVED = "responses_received"
    BACKED = "experiments_backed"
    BACKERS = "backers"
    PARTNERS = "partners"
    AVOIDS = "avoids"
    LESSONS = "lessons"
    LESSONS_SAVED = "lessons_saved_of_others"
    LESSONS_HELPED = "lessons_that_helped"
    LESSONS_LIKED = "lessons_that_helped_others"
    HELD = "messages_asked_about"
    HELD_FOR = "messages_wanted_as_lessons"
    OFFERS = "offers"
    ASKS = "asks"
    HELP_GIVEN = "help_offered"
    HELP_RECEIVED = "help_received"
    ASKS_TOLD = "asks_told_of"
    RINGS = "rings_begun"
    INTRODUCTIONS_MADE = "introductions_made"
    INTRODUCTIONS = "introductions"
    THANKS_GIVEN = "thanks_given"
    THANKS_RECEIVED = "thanks_received"
    DRAFTS = "drafts"
    BLOCKED = "kept_out"
    BLOCKED_BY = "people_kept_out"
    STOPPED = "stopped"
    AUDITS = "changes"
    NUDGES = "reminders_counted"
    DELIVERIES = "messages_received"


# Many rows that say little each: the readable file counts them, the other has them all.
COUNTED = frozenset({Part.AUDITS, Part.NUDGES, Part.DELIVERIES})


class Sort(StrEnum):
    """How a value is to be read."""

    TEXT = "text"  # somebody's words, or a name
    WORD = "word"  # one of a few that the program knows
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"  # an instant in UTC, as ISO text
    DAY = "day"  # by the clock of whom it belongs to, as ISO text
    ID = "id"  # of Discord's, as text: JavaScript rounds so long a number
    TREE = "tree"  # what has parts of its own


Value = str | int | bool | Sequence[object] | Mapping[str, object] | None
Entry = Mapping[str, Value]


@dataclass(frozen=True)
class Entries:
    """All of one part; an entry has all columns, in their order."""

    part: Part
    columns: Mapping[str, Sort]
    entries: Sequence[Entry]


@dataclass(frozen=True)
class OwnData:
    """`everywhere` belongs to the person whichever community they are in; the rest to one community each, by its id.

    `zone` is the person's own.
    """

    person_id: int
    taken_at: Instant
    zone: str
    everywhere: Sequence[Entries]
    communities: Mapping[int, Sequence[Entries]]


def as_json(own: OwnData, names: Mapping[int, str]) -> bytes:
    """For programs; `names` are those of the communities that are known."""
    return json.dumps(
        {
            "person_id": str(own.person_id),
            "taken_at": own.taken_at.format_iso(),
            **_parts(own.everywhere),
            "communities": [
                {"community_id": str(id), "name": names.get(id), **_parts(parts)}
                for id, parts in own.communities.items()
            ],
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _parts(parts: Sequence[Entries]) -> dict[str, object]:
    return {each.part: list(each.entries) for each in parts}


def packed(file: File, most_bytes: int) -> File:
    """The file as it is, or as an archive where it is bigger than that."""
    if len(file.content) <= most_bytes:
        return file
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(file.name, file.content)
    return File(f"{file.name}.zip", out.getvalue())
