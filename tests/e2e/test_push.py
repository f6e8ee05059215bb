"""What a lock screen shows: a short line of its own for whatever notifies, in three languages, quoting nobody."""

import re
from collections.abc import Iterator

import pytest

from bot.demo.stage import Stage
from bot.domain.deliveries import POLICIES, Kind, Place
from bot.domain.groups import NAME_MOST
from bot.gateway.cards import Card, CardTable
from bot.wording.texts import load_wording
from sandbox.protocol.checks import check_message
from tests.cogs.every_card import EXAMPLES, GROUP, SAID, letter

NOTIFIES_ALL = frozenset({Kind.PROMPT, Kind.LIVE_COUNT, Kind.DIGEST, Kind.RING, Kind.RING_EDIT})
READ_ALONE = (Place.PERSON, Place.REPLY)
A_NAME = "@" + "x" * 32  # Discord's longest
LOCK_SCREEN = 120
CALLED = re.compile(r"( <@\d+>)+$")
HIDDEN = re.compile(r"<@\d+>")


@pytest.fixture
def cards(stage: Stage) -> CardTable:
    assert stage.app is not None
    return stage.app.bot.cards


def every_card(cards: CardTable) -> Iterator[tuple[Kind, Card]]:
    for language in ("en", "nb", "it"):
        texts = load_wording().in_language(language)
        for kind, examples in EXAMPLES.items():
            for facts in examples:
                yield kind, cards[kind](letter(kind, facts), texts)


def notifies(kind: Kind, card: Card) -> bool:
    return kind in NOTIFIES_ALL or POLICIES[kind].place in READ_ALONE or bool(card.mentions)


def as_shown(push: str) -> str:
    """Its line with the longest names there may be; whom it calls stands behind, where a lock screen may end."""
    return HIDDEN.sub(A_NAME, CALLED.sub("", push)).replace(GROUP.name, "x" * NAME_MOST)


async def test_n12_whatever_notifies_says_something_short_and_nobody_s_words(cards: CardTable) -> None:
    told = [(kind, card.classic) for kind, card in every_card(cards) if notifies(kind, card)]

    assert {kind for kind, classic in told if classic is None or not classic.content.strip()} == set()
    assert [
        (kind, classic.content) for kind, classic in told if classic and len(as_shown(classic.content)) > LOCK_SCREEN
    ] == []
    assert [(kind, classic.content) for kind, classic in told if classic and SAID in classic.content] == []


async def test_n12_what_notifies_nobody_stays_a_layout(cards: CardTable) -> None:
    silent = {kind for kind, card in every_card(cards) if not notifies(kind, card) and card.push}

    assert silent <= {Kind.LESSON_ASKED}  # what is left of it once it is answered


async def test_n12_a_classic_message_says_all_that_its_layout_says_in_a_form_that_discord_takes(
    cards: CardTable,
) -> None:
    for kind, card in every_card(cards):
        if (classic := card.classic) is None:
            continue
        embeds = [embed.to_dict() for embed in classic.embeds]
        shown = "\n\n".join(str(embed["description"]) for embed in embeds)
        rows = classic.view.to_components()

        check_message({"content": classic.content, "embeds": embeds, "components": rows}, route="create")

        assert all(part in shown for part in texts_of(card)), kind
        assert sorted(labels(rows)) == sorted(labels(card.view.to_components())), kind


def texts_of(card: Card) -> list[str]:
    return [part["content"] for part in parts(card.view.to_components()) if part.get("type") == 10]


def labels(components: list[dict[str, object]]) -> list[str]:
    return [str(part["custom_id"]) for part in parts(components) if "custom_id" in part]


def parts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)
