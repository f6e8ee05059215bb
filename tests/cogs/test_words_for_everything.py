"""I1: whatever the bot has words for is said in a language that nobody speaks: nothing in English, nothing cut, and no
page too long, though its sentences are."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest
from discord.ui import LayoutView
from whenever import Date

from bot.domain.asks import MINUTES
from bot.domain.audit import NO_FACTS, Action, Fact
from bot.domain.channels import NEEDS, ChannelKind, Use
from bot.domain.deliveries import Kind, Place, Reason
from bot.domain.oversight import NotAgain
from bot.services.footing import Footing
from bot.services.oversight import Leftover
from bot.wording.texts import Texts
from cogs._shared.errors import explain
from cogs._shared.why import reason
from cogs.admin.audit_words import change, fact_name, happened
from cogs.admin.words import kind_name, where_to, why, why_not_again
from cogs.asks.words import minutes_words
from cogs.help.cards import first_steps, topic_card
from cogs.help.topics import Topic
from tests.cogs.test_audit_words import EVERY_FACT, told
from tests.cogs.test_errors import EXAMPLES
from tests.conftest import START
from tests.wording.pseudo import cut, left_in_english, pseudo_texts, texts_of

TYPED = ("erase", "Founders", "Ask first", "Cold calls", "Atlantis", "soon", "something", "25:00")
NAMES = ("ComodRivadavia", "Norsk bokmål", "JSON", "`channel`")  # and of an option, typed as it is
TEXT_MOST = 4000


def refusals(texts: Texts) -> Iterable[str]:
    return [explain(texts, each) or "" for each in EXAMPLES]


def reasons_why(texts: Texts) -> Iterable[str]:
    return [reason(texts, kind) for kind in Kind]


def what_moderators_read(texts: Texts) -> Iterable[str]:
    for why_not, kind, place in product(Reason, Kind, Place):
        row = Leftover(1, kind, place, why_not, None, None, 1, START, None)
        yield where_to(texts, row)
        for lacking in (None, (), NEEDS[Use.GROUP, ChannelKind.TEXT]):
            yield why(texts, row, lacking)
    yield from (kind_name(texts, kind) for kind in Kind)
    yield from (why_not_again(texts, each) for each in NotAgain)


def what_was_changed(texts: Texts) -> Iterable[str]:
    for action in Action:
        now = replace(told(action, NO_FACTS, {**EVERY_FACT, Fact.NAME: "Bcd"}), group_name="Bcd")
        yield happened(texts, now)
        yield from (change(texts, now.audit, fact) for fact in Fact)
    yield from (fact_name(texts, fact) for fact in Fact)


def help_pages(texts: Texts) -> Iterable[str]:
    footings = [Footing(*flags) for flags in product((False, True), repeat=5)]
    views = [first_steps(texts, each) for each in footings]
    views += [topic_card(texts, each, topic) for each in footings for topic in Topic]
    assert max(map(LayoutView.content_length, views)) <= TEXT_MOST
    return list(texts_of([view.to_components() for view in views]))


@pytest.mark.parametrize("words", [refusals, reasons_why, what_moderators_read, what_was_changed, help_pages])
def test_nothing_is_left_in_english_and_nothing_cut(words: object) -> None:
    assert callable(words)
    said = list(words(pseudo_texts()))

    assert [text for text in dict.fromkeys(said) if left_in_english(text, (*TYPED, *NAMES)) or cut(text)] == []
    assert len(said) > 50


def test_how_much_time_is_asked_for_is_said_in_it() -> None:
    assert [left_in_english(minutes_words(pseudo_texts(), each)) for each in MINUTES] == [[]] * len(MINUTES)


def test_dates_are_written_as_that_language_writes_them() -> None:
    assert left_in_english(pseudo_texts().date(Date(2026, 9, 14))) == []
