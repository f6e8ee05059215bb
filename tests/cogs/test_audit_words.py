"""Whatever is kept of a change can be said in every language, and a page of the longest fits a message."""

import pytest

from bot.domain.audit import NO_FACTS, Action, Audit, Fact, Facts, Sought, Subject
from bot.services.audits import PAGE, AuditPage, Told
from bot.wording.texts import load_wording
from cogs.admin.audit import audit
from cogs.admin.audit_words import ACTIONS, change, fact_name, happened
from tests.conftest import START

WORDING = load_wording()
LANGUAGES = sorted(WORDING.languages)
LONGEST_ID = 9_999_999_999_999_999_999
PARTS_MOST, TEXT_MOST = 40, 4000
LONGEST: Facts = {
    Fact.NAME: "*" * 60,
    Fact.WEEKDAY: 3,
    Fact.TIME: "09:00:00",
    Fact.ZONE: "America/Argentina/ComodRivadavia",
    Fact.LANGUAGE: "nb",
    Fact.ENTRY: "open",
    Fact.RESTS_UNTIL: "2026-09-30",
    Fact.HOW_MANY: 1000,
}
EVERY_FACT = {fact: LONGEST.get(fact, LONGEST_ID) for fact in Fact}


def told(action: Action, before: Facts, after: Facts) -> Told:
    subject = Subject(LONGEST_ID, LONGEST_ID)
    return Told(Audit(1, LONGEST_ID, LONGEST_ID, action, subject, before, after, START), "*" * 60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_and_every_fact_has_words(language: str) -> None:
    texts = WORDING.in_language(language)

    sentences = {happened(texts, told(action, NO_FACTS, NO_FACTS)) for action in Action}
    names = {fact_name(texts, fact) for fact in Fact}

    assert (len(sentences), len(names)) == (len(Action), len(Fact))
    assert sorted(each.value for each in ACTIONS) == sorted(Action)


def test_a_change_says_what_was_and_what_is() -> None:
    english = WORDING.in_language("en")

    moved = told(Action.GROUP_EDITED, {Fact.WEEKDAY: 1, Fact.TIME: "09:00:00"}, {Fact.WEEKDAY: 2, Fact.TIME: None})
    made = told(Action.GROUP_CREATED, {Fact.ENTRY: None}, {Fact.ENTRY: "invited"})

    assert change(english, moved.audit, Fact.WEEKDAY) == "Weekday: Monday → Tuesday"
    assert change(english, moved.audit, Fact.TIME) == "Time of day: 09:00 → –"
    assert change(english, made.audit, Fact.ENTRY) == "Who may come in: By invitation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_longest_fits_a_message(language: str) -> None:
    texts = WORDING.in_language(language)
    of_group = {Fact.NAME, Fact.CHANNEL, Fact.WEEKDAY, Fact.TIME, Fact.ZONE, Fact.LANGUAGE, Fact.ENTRY}
    facts = {fact: value for fact, value in EVERY_FACT.items() if fact in of_group}
    longest = told(Action.GROUP_CREATED, dict.fromkeys(facts), facts)
    page = AuditPage(
        [longest] * PAGE, Sought(Action.GROUP_CREATED, LONGEST_ID, LONGEST_ID), "*" * 60, 999, 9999, 99_999
    )

    view = audit(texts, page)

    assert view.content_length() <= TEXT_MOST
    assert view.total_children_count <= PARTS_MOST
    assert max(len(item.custom_id or "") for item in view.walk_children() if hasattr(item, "custom_id")) <= 100
