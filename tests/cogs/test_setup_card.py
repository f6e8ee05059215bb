"""The set-up on its card, without Discord: the longest fits, and every question has its words."""

from dataclasses import replace

import pytest

from bot.domain.channels import EVERY_NEED, Ailment, Named, Trouble, Use
from bot.domain.communities import Decided
from bot.domain.people import Language
from bot.domain.setup import Matter, Standing
from bot.wording.texts import load_wording
from cogs.admin.setup_card import Health, setup_card
from tests.domain.test_setup import FOUNDERS

WORDING = load_wording()
LANGUAGES = sorted(WORDING.languages)
PARTS_MOST, TEXT_MOST, ID_MOST = 40, 4000, 100
LONGEST_ID = 9_999_999_999_999_999_999
LONGEST_NAME = "*" * 60
MANY = tuple(replace(FOUNDERS, id=number, channel_id=LONGEST_ID - number, name=LONGEST_NAME) for number in range(200))
EVERYTHING = Decided(Language.NORWEGIAN, "America/Argentina/ComodRivadavia", LONGEST_ID, LONGEST_ID, LONGEST_ID)
NAMED = tuple(Named(Use.GROUP, LONGEST_ID, LONGEST_NAME) for _ in range(30))
SERVER = tuple(Named(use, LONGEST_ID) for use in Use if use is not Use.GROUP)
BROKEN = Trouble(LONGEST_ID, Ailment.LACKING, SERVER + NAMED, EVERY_NEED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", [None, *Matter])
@pytest.mark.parametrize("decided", [EVERYTHING, Decided()], ids=["settled", "open"])
def test_two_hundred_groups_in_trouble_fit_a_message(language: str, matter: Matter | None, decided: Decided) -> None:
    standing = Standing(decided, MANY, tuple(group.name for group in MANY), is_stopped=True)

    view = setup_card(WORDING.in_language(language), standing, Health([BROKEN] * 200, 200), matter)

    assert view.content_length() <= TEXT_MOST
    assert view.total_children_count <= PARTS_MOST
    assert max(len(getattr(item, "custom_id", None) or "") for item in view.walk_children()) <= ID_MOST


def test_what_does_not_fit_is_counted() -> None:
    shown = setup_card(WORDING.in_language("en"), Standing(EVERYTHING, MANY), Health([BROKEN] * 10, 10), None)

    text = "\n".join(getattr(item, "content", "") for item in shown.walk_children())
    assert text.count("grant me in") == 8
    assert "⚠️ 2 more channels need you." in text
