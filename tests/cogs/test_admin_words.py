"""Every kind, reason and verdict has its sentence in every language, and ten of the longest fit a message."""

import pytest

from bot.domain.channels import NEEDS, ChannelKind, Use
from bot.domain.deliveries import POLICIES, Kind, Place, Reason
from bot.domain.oversight import NotAgain
from bot.services.oversight import PAGE, Leftover, Leftovers
from bot.wording.texts import load_wording
from cogs.admin.deliveries import undelivered
from cogs.admin.words import REASONS, kind_name, where_to, why, why_not_again
from tests.conftest import START

WORDING = load_wording()
LANGUAGES = sorted(WORDING.languages)
ALL_MISSING = NEEDS[Use.GROUP, ChannelKind.TEXT]
CHANNEL = 9_999_999_999_999_999_999
PARTS_MOST, TEXT_MOST = 40, 4000


def row(reason: Reason, kind: Kind = Kind.PROMPT, not_again: NotAgain | None = None) -> Leftover:
    place = POLICIES[kind].place
    to = CHANNEL if place is Place.PERSON else None
    return Leftover(CHANNEL, kind, place, reason, "*" * 60, CHANNEL, to, START, not_again)


def test_every_reason_has_a_sentence() -> None:
    assert set(REASONS) == set(Reason), "Mend REASONS in cogs/admin/words.py: a sentence that says what to do."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [Kind.PROMPT, Kind.NUDGE], ids=["channel", "person"])
def test_every_reason_is_a_sentence_of_its_language(language: str, place: Kind) -> None:
    texts, english = WORDING.in_language(language), WORDING.in_language("en")

    said = {
        (reason, lacking): (why(texts, row(reason, place), lacking), why(english, row(reason, place), lacking))
        for reason in Reason
        for lacking in (None, (), ALL_MISSING)
    }

    assert [case for case, (sentence, _) in said.items() if not sentence.strip()] == []
    assert language == "en" or [case for case, (sentence, plain) in said.items() if sentence == plain] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_every_verdict_has_words(language: str) -> None:
    texts = WORDING.in_language(language)

    kinds = [kind_name(texts, kind) for kind in Kind]
    verdicts = [why_not_again(texts, verdict) for verdict in NotAgain]

    assert len(set(kinds)) == len(Kind)
    assert len(set(verdicts)) == len(NotAgain)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("not_again", [None, *NotAgain])
def test_ten_of_the_longest_fit_a_message(language: str, not_again: NotAgain | None) -> None:
    texts = WORDING.in_language(language)
    kind = max(Kind, key=lambda kind: len(kind_name(texts, kind) + where_to(texts, row(Reason.SENT, kind))))
    reason = max(Reason, key=lambda reason: len(why(texts, row(reason, kind), ALL_MISSING)))
    notice = max((f"**{why_not_again(texts, verdict)}**" for verdict in NotAgain), key=len)
    left = Leftovers([row(reason, kind, not_again)] * PAGE, page=999, of=9999, total=99_999)

    view = undelivered(texts, left, lambda _: ALL_MISSING, notice)

    assert view.content_length() <= TEXT_MOST
    assert view.total_children_count <= PARTS_MOST
