"""How everything the bot says looks: one container, paragraphs, a row of controls; people's words made harmless."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from discord.ui import ActionRow, Button, Container, Item, LayoutView, Section, Separator, TextDisplay
from discord.ui.select import BaseSelect
from whenever import Instant

from bot.domain.checkins import Outcome
from cogs._shared.harmless import for_copying, in_quotation, on_one_line

# A message holds 4000 characters of text; these leave room for all that a card may show.
QUOTE_MOST = 800
LINE_MOST = 300
TYPED_MOST = 3000
NAMELESS = "👤"


class Tone(Enum):
    """The edge colour of a card: what kind of moment it is."""

    CALM = 0x5B8C5A
    TRIED = 0x3FA34D
    FAILED = 0xE0A526  # honoured, not alarmed: gold, never red
    NOT_YET = 0x8A94A6
    NEWS = 0x4A7FB5
    SORRY = 0xB5674A


TONES = {Outcome.TRIED: Tone.TRIED, Outcome.FAILED: Tone.FAILED, Outcome.NOT_YET: Tone.NOT_YET}

Control = Button[Any] | BaseSelect[Any]


def beside(paragraph: str, control: Button[Any]) -> Section[Any]:
    """A paragraph with a button of its own, where several are offered one below the other."""
    return Section(paragraph, accessory=control)


def beneath(buttons: Sequence[Button[Any]]) -> ActionRow[Any]:
    """Up to five buttons that belong to the paragraph above them, where several such follow each other."""
    return ActionRow(*buttons)


def panel(
    *paragraphs: str | Section[Any] | ActionRow[Any], tone: Tone = Tone.CALM, controls: Sequence[Control] = ()
) -> LayoutView:
    """A card. Stopped at birth, so that the library does not remember it: controls find their way by custom id."""
    container: Container[Any] = Container(accent_colour=tone.value)
    for paragraph in paragraphs:
        if isinstance(paragraph, Section | ActionRow):
            container.add_item(paragraph)
        elif paragraph:
            container.add_item(TextDisplay(paragraph))
    if controls:
        container.add_item(Separator(visible=False))
        for row in _rows(controls):
            container.add_item(row)
    view = LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def _rows(controls: Sequence[Control]) -> list[ActionRow[Any]]:
    """Up to five buttons a row; a menu has a row to itself."""
    rows: list[ActionRow[Any]] = []
    buttons: list[Item[Any]] = []
    for control in controls:
        if isinstance(control, BaseSelect):
            rows.append(ActionRow(control))
        else:
            buttons.append(control)
    rows.extend(ActionRow(*buttons[start : start + 5]) for start in range(0, len(buttons), 5))
    return rows


def plain(text: str, most: int = LINE_MOST) -> str:
    """Somebody's words on one line, shown as they typed them: no markup, no pings, no headings, no links.

    At most `most` of room as they are sent: making words harmless can double their length.
    """
    return on_one_line(text, most)


def quoted(text: str, most: int = QUOTE_MOST) -> str:
    """Somebody's words as a quotation of at most `most` characters, cut kindly where they are long."""
    return in_quotation(text, most)


def person(person_id: int) -> str:
    """By their name; somebody who was forgotten has none."""
    return f"<@{person_id}>" if person_id > 0 else NAMELESS


def moment(instant: Instant) -> str:
    """Date and time as each reader's Discord shows them, in their own zone and language."""
    return f"<t:{instant.timestamp()}:f>"


def ago(instant: Instant) -> str:
    """How long ago it was, as each reader's Discord says it."""
    return f"<t:{instant.timestamp()}:R>"


def message_link(community_id: int, channel_id: int, message_id: int) -> str:
    """Where a message stands; Discord opens it for whoever may look there."""
    return f"https://discord.com/channels/{community_id}/{channel_id}/{message_id}"


def code(text: str) -> str:
    """What was typed, given back for copying."""
    return f"```\n{for_copying(text, TYPED_MOST)}\n```"
