"""A card as a classic message: a line that a lock screen shows, the card in an embed, its controls in rows.

Phones show nothing of a message made of layout components but where it came from (discord-api-docs#7854). Whatever is
to notify therefore goes out like this, made from the same layout as everything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, Section, Separator, TextDisplay, View
from discord.ui.select import BaseSelect, Select

EMBED_MOST, EMBEDS_MOST = 4096, 6000  # of one description, and of all embeds of a message
ROW, ROWS = 5, 5


class DoesNotFit(ValueError):
    """A card with more text or controls than a classic message holds; every kind that notifies is tried in a test."""


@dataclass(frozen=True)
class Classic:
    content: str
    embeds: list[discord.Embed]
    view: View


def as_classic(layout: LayoutView, push: str) -> Classic:
    """Return the same card with `push` as its content. Raises DoesNotFit."""
    [container] = layout.children
    assert isinstance(container, Container)  # every card is one
    return Classic(push, _embeds(list(_texts(container)), container.accent_colour), _view(_rows(container)))


def _texts(container: Container[Any]) -> Iterator[str]:
    for item in container.children:
        if isinstance(item, TextDisplay):
            yield item.content
        elif isinstance(item, Section):
            yield "\n".join(each.content for each in item.children if isinstance(each, TextDisplay))
        else:
            assert isinstance(item, ActionRow | Separator)  # what else a card is made of has no place in an embed


def _embeds(paragraphs: Sequence[str], colour: discord.Colour | int | None) -> list[discord.Embed]:
    """Between paragraphs only: a text is never cut in two."""
    described: list[str] = []
    for paragraph in paragraphs:
        joined = f"{described[-1]}\n\n{paragraph}" if described else paragraph
        if described and len(joined) <= EMBED_MOST:
            described[-1] = joined
        else:
            described.append(paragraph)
    if sum(map(len, described)) > EMBEDS_MOST or any(len(each) > EMBED_MOST for each in described):
        raise DoesNotFit(f"{sum(map(len, described))} letters")
    return [discord.Embed(description=each, colour=colour) for each in described]


def _rows(container: Container[Any]) -> list[list[Button[Any] | BaseSelect[Any]]]:
    """A row stays a row; what stands beside paragraphs stands below them, in their order."""
    rows: list[list[Button[Any] | BaseSelect[Any]]] = []
    beside: list[Button[Any] | BaseSelect[Any]] = []
    for item in container.children:
        if isinstance(item, Section) and isinstance(item.accessory, Button):
            beside.append(item.accessory)
        elif isinstance(item, ActionRow):
            rows.append([each for each in item.children if isinstance(each, Button | BaseSelect)])
    first = [beside[start : start + ROW] for start in range(0, len(beside), ROW)]
    if len(first) + len(rows) > ROWS:
        raise DoesNotFit(f"{len(first) + len(rows)} rows of controls")
    return first + rows


def _view(rows: Sequence[Sequence[Button[Any] | BaseSelect[Any]]]) -> View:
    """Stopped at birth, like every card: controls find their way by custom id."""
    view = View(timeout=None)
    for number, row in enumerate(rows):
        for item in row:
            view.add_item(_copied(item, number))
    view.stop()
    return view


def _copied(item: Button[Any] | BaseSelect[Any], row: int) -> Button[Any] | BaseSelect[Any]:
    """The layout keeps its own: an item belongs to one view."""
    if isinstance(item, Button):
        return Button(
            style=item.style,
            label=item.label,
            disabled=item.disabled,
            custom_id=item.custom_id if item.url is None else None,
            url=item.url,
            emoji=item.emoji,
            row=row,
        )
    assert isinstance(item, Select)  # menus of people and channels notify nobody
    return Select(
        custom_id=item.custom_id,
        placeholder=item.placeholder,
        min_values=item.min_values,
        max_values=item.max_values,
        options=item.options,
        disabled=item.disabled,
        row=row,
    )
