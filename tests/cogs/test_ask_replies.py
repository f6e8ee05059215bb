"""What whoever asked chooses from (K4)."""

from whenever import Instant

from bot.domain.asks import HELPS_SHOWN, Ask, AskKind, AskState, AskWords, Help
from bot.domain.people import Language
from bot.services.ask_facts import AskFacts
from bot.services.asks import Acceptance
from bot.wording.texts import load_wording
from cogs.asks.replies import acceptance

NOW = Instant.from_utc(2026, 9, 14, 6)
ASK = Ask(1, 10, 2, AskKind.ADVICE, AskWords("How?", "By the hour"), Language.ENGLISH, NOW, AskState.OPEN, NOW)


def last_line(helpers: int) -> str:
    offered = [Help(100 + number, 10, 1, 200 + number, NOW) for number in range(helpers)]
    view = acceptance(load_wording().in_language("en"), Acceptance(AskFacts(ASK, offered, []), None, offered))
    *_, last = [item.content for item in view.walk_children() if hasattr(item, "content")]
    return str(last)


def test_k4_those_who_offered_and_are_not_listed_are_counted() -> None:
    assert last_line(HELPS_SHOWN) == f"<@{200 + HELPS_SHOWN - 1}>"
    assert last_line(HELPS_SHOWN + 16).startswith("-# 16 more people have offered help.")
