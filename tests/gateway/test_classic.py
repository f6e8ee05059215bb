"""A card as a classic message: all of it is there, in as many embeds as it takes, or it is no card."""

import discord
import pytest
from discord.ui import Button
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.classic import EMBED_MOST, EMBEDS_MOST, DoesNotFit, as_classic
from cogs._shared.layout import beneath, beside, panel
from sandbox.protocol.checks import check_message


def described(embeds: list[discord.Embed]) -> list[str]:
    return [str(embed.description) for embed in embeds]


async def test_a_card_that_one_embed_does_not_hold_is_split_between_paragraphs_and_nothing_is_cut() -> None:
    card = panel("a" * 2500, "b" * 1500, "c" * 1900)

    classic = as_classic(card, "News")

    assert described(classic.embeds) == ["a" * 2500 + "\n\n" + "b" * 1500, "c" * 1900]
    assert [embed.colour for embed in classic.embeds] == [discord.Colour(0x5B8C5A)] * 2
    check_message({"content": "News", "embeds": [each.to_dict() for each in classic.embeds]}, route="create")


@given(st.lists(st.text("xyz\n ", min_size=1).filter(str.strip), min_size=1, max_size=12))
def test_every_paragraph_is_there_whole_in_its_order_wherever_the_embeds_part(paragraphs: list[str]) -> None:
    long = [paragraph * (500 // len(paragraph) or 1) for paragraph in paragraphs]

    try:
        shown = described(as_classic(panel(*long), "News").embeds)
    except DoesNotFit:
        assert sum(map(len, long)) + 2 * len(long) > EMBEDS_MOST
        return

    assert "\n\n".join(shown) == "\n\n".join(long)
    assert [each for each in shown if len(each) > EMBED_MOST] == []


@pytest.mark.parametrize("paragraphs", [["a" * 4097], ["a" * 3500, "b" * 3500]])
async def test_what_no_message_holds_is_refused_instead_of_cut(paragraphs: list[str]) -> None:
    card = panel(*paragraphs)

    with pytest.raises(DoesNotFit, match="letters"):
        as_classic(card, "News")


async def test_more_rows_than_a_message_has_are_refused_instead_of_left_out() -> None:
    rows = [beneath([Button(label="Go", custom_id=f"go:{number}")]) for number in range(6)]

    with pytest.raises(DoesNotFit, match="6 rows"):
        as_classic(panel("Lines", *rows), "News")


async def test_what_stands_beside_paragraphs_stands_below_them_in_rows_of_five() -> None:
    offered = [beside(f"Line {number}", Button(label="Go", custom_id=f"go:{number}")) for number in range(6)]

    classic = as_classic(panel(*offered, controls=[Button(label="All", custom_id="all")]), "News")

    rows = [[part["custom_id"] for part in row["components"]] for row in classic.view.to_components()]
    assert rows == [["go:0", "go:1", "go:2", "go:3", "go:4"], ["go:5"], ["all"]]
    assert described(classic.embeds) == ["\n\n".join(f"Line {number}" for number in range(6))]
