"""The digest's paragraph of open asks (C10)."""

from dataclasses import replace

from whenever import Instant, Time, Weekday

from bot.domain.asks import Ask, AskKind, AskState, AskWords, Help
from bot.domain.checkins import Tally
from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.rounds import plan_round
from bot.services.ask_facts import AskFacts
from bot.services.digests import DigestFacts, OpenAsks
from bot.services.round_facts import RoundFacts
from bot.wording.texts import load_wording
from cogs.asks.digest import asks_section

NOW = Instant.from_utc(2026, 9, 14, 6)
WORDS = AskWords("How do I price *a workshop*?\nOr two?", "By the hour")
ASK = Ask(1, 10, 2, AskKind.ADVICE, WORDS, Language.ENGLISH, NOW, AskState.OPEN, NOW)
POSTED = replace(Delivery(5, 10, Kind.ASK, 1, "once", NO_GROUP, None, NOW, NOW), channel_id=30, message_id=31)

RHYTHM = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
FOUNDERS = RoundFacts(
    Group(6, 10, "Founders", 20, "en", RHYTHM, NOW),
    plan_round(7, 10, 6, RHYTHM, next_after(RHYTHM, NOW)),
    Tally(0, 0, 0, 0),
    running=[],
)


def told(open_asks: OpenAsks, language: str = "en") -> str | None:
    return asks_section(DigestFacts(FOUNDERS, {"asks": open_asks}), load_wording().in_language(language))


def test_c10_open_asks_are_a_line_each_with_how_to_get_there_and_how_many_more_there_are() -> None:
    helped = AskFacts(ASK, [Help(1, 10, 1, 3, NOW)], [], POSTED)
    unanswered = AskFacts(ASK, [], [], POSTED)

    told_of = told(OpenAsks([unanswered, helped], more=2))

    line = f"🧭 How do I price \\*a workshop\\*? Or two? · <@2>, <t:{NOW.timestamp()}:R>"
    link = "https://discord.com/channels/10/30/31"
    assert told_of == (
        f"**Open asks: who can help?**\n{line}, wants a first answer · {link}\n{line} · {link}\nand 2 more"
    )


def test_c10_where_nothing_is_asked_there_is_no_paragraph() -> None:
    assert told(OpenAsks([], 0)) is None
