"""The longest cards of a round in every language: a hundred people, every text as long as it may be, emoji included.

A message holds 4000 characters; beyond some ten thousand bytes Discord breaks instead of refusing
(discord-api-docs#8554).
"""

import json
from dataclasses import replace

import pytest
from discord.ui import LayoutView
from whenever import Date, Instant, Time, Weekday

from bot.domain.ask_matching import Teacher
from bot.domain.asks import (
    ABLE_MOST,
    IN_RETURN_MOST,
    TRIED_MOST,
    Ask,
    AskKind,
    AskState,
    AskWords,
    Help,
    Worked,
)
from bot.domain.asks import HOPE_MOST as ASK_HOPE_MOST
from bot.domain.asks import QUESTION_MOST as ASK_MOST
from bot.domain.checkins import TEXT_MOST, Answer, CheckIn, Outcome, Tally
from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import WHAT_MOST, Ending, Experiment, Frame, Plan, Verdict
from bot.domain.groups import NAME_MOST, Group
from bot.domain.held import Held
from bot.domain.introductions import HOPE_MOST, WHY_MOST, Introduction, IntroductionWords
from bot.domain.introductions import QUESTION_MOST as FIRST_QUESTION_MOST
from bot.domain.lessons import ADVICE_MOST, SAID_MOST, TITLE_MOST, Lesson, Said, Solved, Source, Told
from bot.domain.offers import LOOKS_FOR_MOST, OFFERS_MOST, Exchange, Offer
from bot.domain.offers import WHAT_MOST as OFFER_MOST
from bot.domain.people import Language, Person
from bot.domain.recognition import TEXT_MOST as THANKS_MOST
from bot.domain.recognition import Thanks
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.responses import Question, Response
from bot.domain.rounds import plan_round
from bot.gateway.cards import Card
from bot.services.acquaintances import Acquaintance
from bot.services.ask_care import UnansweredFacts
from bot.services.ask_facts import AskFacts, HelpFacts
from bot.services.ask_matching import MatchFacts
from bot.services.ask_outcomes import LookBack
from bot.services.asks import Acceptance, Asked
from bot.services.blockers import BlockerFacts
from bot.services.checkins import CheckInFacts, Recorded
from bot.services.digests import ASKS_SHOWN, DIGEST_FACTS, DigestFacts, OpenAsks
from bot.services.held import Answered, HeldFacts
from bot.services.introduction_facts import IntroductionFacts
from bot.services.lessons import SHOWN_AT_ONCE, Kept, Shelf, Taught
from bot.services.letters import Address, Letter
from bot.services.recognition import OwnThanks, ThanksFacts
from bot.services.responses import NoteFacts, ResponseFacts
from bot.services.round_facts import RoundFacts
from bot.wording.texts import Texts, load_wording
from cogs._shared.questions import QUESTION_MOST, question_words
from cogs.asks.cards import accepted_card, ask_card, help_card
from cogs.asks.care_cards import match_card, unanswered_card
from cogs.asks.digest import asks_section
from cogs.asks.outcome_cards import did_it_work_card, helped_card, looked_back
from cogs.asks.replies import acceptance, asked, solved
from cogs.asks.replies import ways_on as ways_on_from_work
from cogs.checkins.blocker_card import blocker_card
from cogs.checkins.cards import check_in_card
from cogs.checkins.digest import SECTIONS, digest_card
from cogs.checkins.not_yet import ways_on
from cogs.checkins.replies import recorded
from cogs.checkins.responding import response_card, response_note_card
from cogs.checkins.round_cards import prompt_card
from cogs.introductions.cards import (
    asked_card,
    introduced_card,
    introduction_card,
    introduction_note_card,
    proposed,
    questions,
)
from cogs.lessons.asking import answered, lesson_asked_card, lesson_asked_note, lesson_kept_card, lesson_not_kept_card
from cogs.lessons.cards import found as found_lessons
from cogs.lessons.cards import whole
from cogs.offers.cards import found, own_offers
from cogs.people.cards import acquaintance
from cogs.profile.thanks import own_thanks
from cogs.thanks.cards import passed_on, thanks_card, thanks_section
from sandbox.protocol.checks import check_message
from tests.wording.pseudo import pseudo_texts

TEXT_ROOM, BYTES_ROOM, BYTES_A_TEXT = 4000, 10_170, 12
PEOPLE = 100
ID = 9_007_199_254_740_993  # as long as an id gets
NOW = Instant.from_utc(2026, 9, 14, 6)
TEXTS = {language: load_wording().in_language(language) for language in load_wording().languages if language != "en"}
TEXTS["longer than English"] = pseudo_texts()
in_every_language = pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
in_every_script = pytest.mark.parametrize("letter", ["a", "*", "😀", "ع"], ids=["plain", "markup", "emoji", "arabic"])


def group(letter: str) -> Group:
    rhythm = WeeklyRhythm(Weekday.WEDNESDAY, Time(9), "Europe/Oslo")
    return Group(ID, ID, letter * NAME_MOST, ID, "en", rhythm, NOW)


def experiment(letter: str, person_id: int, verdict: Verdict = Verdict.DROP) -> Experiment:
    long = letter * TEXT_MOST
    return Experiment(
        id=ID,
        community_id=ID,
        group_id=ID,
        person_id=person_id,
        plan=Plan(letter * WHAT_MOST, long, long, long, long),
        frame=Frame(),
        started_on=Date(2026, 9, 3),
        ends_on=Date(2026, 10, 2),
        created_at=NOW,
        ending=Ending(Date(2026, 9, 9), verdict, long, long),
    )


def check_in(letter: str, person_id: int, outcome: Outcome = Outcome.FAILED) -> CheckIn:
    answer = Answer(outcome, *[letter * TEXT_MOST] * 5)
    return CheckIn(ID, ID, ID, ID, ID, person_id, answer, "", Date(2026, 9, 9), is_comeback=True, created_at=NOW)


def letter_of(kind: Kind, facts: object) -> Letter:
    delivery = Delivery(ID, ID, kind, ID, "once", ID, None, NOW, NOW)
    return Letter(delivery, facts, Language.ENGLISH, Address(channel_id=ID))


def about(letter: str, outcome: Outcome = Outcome.FAILED) -> CheckInFacts:
    own = group(letter)
    round = plan_round(ID, ID, ID, own.rhythm, next_after(own.rhythm, NOW))
    return CheckInFacts(check_in(letter, ID, outcome), experiment(letter, ID), own, round, is_first_fail=True)


def round_facts(letter: str) -> RoundFacts:
    facts = about(letter)
    running = [experiment(letter, ID + number) for number in range(PEOPLE)]
    return RoundFacts(
        facts.group, facts.round, Tally(PEOPLE, PEOPLE, PEOPLE - 1, PEOPLE - 1), running, unshown=PEOPLE, is_late=True
    )


def layout_of(told: Card | LayoutView) -> LayoutView:
    return told.view if isinstance(told, Card) else told


def fits(told: Card | LayoutView) -> bool:
    """As a layout, and as a classic message if it notifies. Raises DoesNotFit where the latter has no room for it."""
    view = layout_of(told)
    if isinstance(told, Card) and (classic := told.classic):
        embeds = [embed.to_dict() for embed in classic.embeds]
        body = {"content": classic.content, "embeds": embeds, "components": classic.view.to_components()}
        check_message(body, route="create")
    texts = [item.content for item in view.walk_children() if hasattr(item, "content")]
    size = sum(len(text.encode()) + BYTES_A_TEXT for text in texts)
    return view.content_length() <= TEXT_ROOM and size <= BYTES_ROOM and len(json.dumps(view.to_components())) > 0


@in_every_language
@in_every_script
def test_c10_a_digest_of_a_hundred_people_fits_a_message_and_tells_the_first_things(texts: Texts, letter: str) -> None:
    answers = [check_in(letter, ID + number) for number in range(PEOPLE)]
    finished = [experiment(letter, ID + number, verdict) for number in range(20) for verdict in Verdict]
    told: dict[str, object] = {"answers": answers, "first_fails": answers, "finished": finished, "blockers": answers}
    told |= {"responses": 999, "thanks": 999, "asks": OpenAsks([ask(letter)] * ASKS_SHOWN, 999), "is_last": True}

    card = digest_card((*SECTIONS, thanks_section, asks_section))(
        letter_of(Kind.DIGEST, DigestFacts(round_facts(letter), told)), texts
    )

    assert set(told) == set(DIGEST_FACTS)
    assert fits(card)
    shown = "".join(item.content for item in card.view.walk_children() if hasattr(item, "content"))
    assert shown.count("🌿") == 1
    assert "100" in shown


@in_every_language
@in_every_script
def test_c9_a_prompt_of_a_hundred_people_fits_a_message(texts: Texts, letter: str) -> None:
    assert fits(prompt_card(letter_of(Kind.PROMPT, round_facts(letter)), texts))


@in_every_language
@in_every_script
@pytest.mark.parametrize("outcome", Outcome)
def test_c2_the_longest_answer_fits_its_card_and_its_reply(texts: Texts, letter: str, outcome: Outcome) -> None:
    facts = about(letter, outcome)
    said = Recorded(facts, 100, [check_in(letter, ID)] * 9, is_first_fail=True)

    card = check_in_card(letter_of(Kind.CHECK_IN, facts), texts)
    reply = recorded(texts, said, ways_on(texts, facts))

    assert fits(card)
    assert fits(reply)


@in_every_language
@in_every_script
def test_c7_c8_responses_and_blockers_fit_their_cards(texts: Texts, letter: str) -> None:
    response = Response(ID, ID, ID, ID, Question.FIRST_STEP, letter * TEXT_MOST, NOW)
    facts = ResponseFacts(response, about(letter), mentioned=ID)

    views: list[Card | LayoutView] = [
        response_card(letter_of(Kind.RESPONSE, facts), texts),
        response_note_card(letter_of(Kind.RESPONSE_NOTE, NoteFacts([facts] * 9)), texts),
        blocker_card(letter_of(Kind.BLOCKER, BlockerFacts(replace(about(letter)), is_own=False)), texts),
    ]

    assert [fits(view) for view in views] == [True] * 3


@in_every_language
def test_c7_every_question_begins_differently_enough_and_fits_under_a_forms_label(texts: Texts) -> None:
    words = [question_words(texts, question) for question in Question]

    assert len(set(words)) == len(Question) >= 12
    assert max(map(len, words)) <= QUESTION_MOST
    assert all("?" in each for each in words)


@in_every_language
@in_every_script
def test_r1_r3_the_longest_thanks_fit_their_card_their_reply_and_one_s_own_list(texts: Texts, letter: str) -> None:
    given = Thanks(ID, ID, ID, ID, letter * THANKS_MOST, NOW, check_in_id=ID)
    own = OwnThanks(9999, [given] * 5, False, 9999, [given] * 5, False)

    views: list[Card | LayoutView] = [
        thanks_card(letter_of(Kind.THANKS, ThanksFacts(given, about(letter))), texts),
        passed_on(texts, given),
        own_thanks(texts, own),
    ]

    assert [fits(view) for view in views] == [True] * 3


@in_every_language
@in_every_script
def test_k3_the_longest_introduction_fits_the_question_the_thread_the_note_and_the_list(
    texts: Texts, letter: str
) -> None:
    words = IntroductionWords(letter * WHY_MOST, letter * HOPE_MOST, letter * FIRST_QUESTION_MOST)
    introduction = Introduction(ID, ID, ID, ID, ID, words, NOW, NOW, came_about_at=NOW, number=99)
    facts = IntroductionFacts(introduction, Language.ENGLISH)
    to_one = replace(letter_of(Kind.INTRODUCTION_ASKED, facts).delivery, person_id=ID)

    views: list[Card | LayoutView] = [
        asked_card(replace(letter_of(Kind.INTRODUCTION_ASKED, facts), delivery=to_one), texts),
        introduction_card(letter_of(Kind.INTRODUCTION, facts), texts),
        introduction_note_card(replace(letter_of(Kind.INTRODUCTION_NOTE, facts), delivery=to_one), texts),
        introduced_card(letter_of(Kind.INTRODUCED, facts), texts),
        proposed(texts, introduction),
        questions(texts, [introduction] * 9, ID),
    ]

    assert [fits(view) for view in views] == [True] * 6


def ask(letter: str) -> AskFacts:
    words = AskWords(letter * ASK_MOST, letter * TRIED_MOST, letter * ABLE_MOST, minutes=60)
    asked = Ask(ID, ID, ID, AskKind.ADVICE, words, Language.ENGLISH, NOW, AskState.SOLVED, NOW, worked=Worked.YES)
    helps = [Help(ID + number, ID, ID, ID + number, NOW, accepted_at=NOW) for number in range(PEOPLE)]
    posted = replace(letter_of(Kind.ASK, None).delivery, channel_id=ID, message_id=ID)
    return AskFacts(asked, helps, [each.person_id for each in helps], posted)


@in_every_language
@in_every_script
def test_k1_k4_the_longest_ask_with_its_whole_chain_fits_a_message(texts: Texts, letter: str) -> None:
    words = replace(ask(letter).ask.words, hope=letter * ASK_HOPE_MOST, in_return=letter * IN_RETURN_MOST)
    offered = [Help(ID + number, ID, ID, ID + number, NOW) for number in range(PEOPLE)]
    introduced = {ID + number: ID for number in range(PEOPLE)}
    states = [
        replace(
            ask(letter), ask=replace(ask(letter).ask, words=words, state=state), helps=helps, introducers=introduced
        )
        for state in AskState
        for helps in (offered, ask(letter).helps)
    ]
    open_one, told = states[0], letter_of(Kind.HELP_ACCEPTED, ask(letter))

    views: list[Card | LayoutView] = [ask_card(letter_of(Kind.ASK, facts), texts) for facts in states]
    views += [
        help_card(letter_of(Kind.HELP, HelpFacts(open_one, offered)), texts),
        accepted_card(replace(told, delivery=replace(told.delivery, person_id=ID)), texts),
        asked(texts, Asked(open_one.ask, ID)),
        ways_on_from_work(texts, ID),
        acceptance(texts, Acceptance(open_one, None, offered)),
        acceptance(texts, Acceptance(open_one, ID)),
        solved(texts, replace(ask(letter), thanked=[])),
    ]

    assert [fits(view) for view in views] == [True] * len(views)
    assert max(layout_of(view).total_children_count for view in views) <= 40


@in_every_language
@in_every_script
def test_k2_k5_k6_what_is_told_of_the_longest_ask_fits_a_message(texts: Texts, letter: str) -> None:
    offered = Offer(ID, ID, ID, letter * OFFER_MOST, 8, Language.NORWEGIAN, NOW)
    could_help = Teacher(offered, Person(ID, Language.ENGLISH, "Europe/Oslo"))
    look_back = LookBack(ask(letter), [ID + number for number in range(PEOPLE)])

    views: list[Card | LayoutView] = [
        match_card(letter_of(Kind.ASK_MATCH, MatchFacts(ask(letter), offered)), texts),
        unanswered_card(letter_of(Kind.ASK_UNANSWERED, UnansweredFacts(ask(letter), could_help)), texts),
        did_it_work_card(letter_of(Kind.DID_IT_WORK, look_back), texts),
        helped_card(letter_of(Kind.HELPED, ask(letter)), texts),
        looked_back(texts, look_back),
    ]

    assert [fits(view) for view in views] == [True] * 5


def offers(letter: str) -> list[Offer]:
    return [
        Offer(ID + number, ID, ID, letter * OFFER_MOST, 8, Language.NORWEGIAN, NOW) for number in range(OFFERS_MOST)
    ]


@in_every_language
@in_every_script
def test_k9_k10_ten_offers_fit_a_message_with_a_button_each_and_as_what_was_found(texts: Texts, letter: str) -> None:
    shown = [own_offers(texts, offers(letter)), found(texts, letter * 4000, offers(letter))]

    assert [fits(view) for view in shown] == [True, True]
    assert [view.total_children_count <= 40 for view in shown] == [True, True]


@in_every_language
@in_every_script
def test_k9_who_is_this_of_who_offers_and_tries_as_much_as_may_be_fits_a_message(texts: Texts, letter: str) -> None:
    trying = [experiment(letter, ID)] * 5
    exchange = Exchange(tuple(offers(letter)), letter * LOOKS_FOR_MOST)
    known = Acquaintance(ID, is_self=False, is_known=True, shared=[group(letter)], trying=trying, exchange=exchange)

    assert fits(acquaintance(texts, known))


def lesson(letter: str, source: Source | None) -> Lesson:
    told = Told(letter * TITLE_MOST, letter * SAID_MOST, letter * ADVICE_MOST)
    return Lesson(ID, ID, ID, ID, told, NOW, source)


@in_every_language
@in_every_script
def test_k11_the_longest_lessons_fit_a_message_alone_and_on_a_page(texts: Texts, letter: str) -> None:
    kinds = [lesson(letter, source) for source in (None, Solved(ID), Said(ID, ID, saved_by=ID + 1))]

    views = [whole(texts, Taught(each, group(letter), is_own=False)) for each in kinds]
    views += [found_lessons(texts, Shelf([letter * 60], [each] * SHOWN_AT_ONCE, 999, 1, 200)) for each in kinds]

    assert [fits(view) for view in views] == [True] * len(views)


@in_every_language
@in_every_script
def test_k11_whatever_is_said_about_the_longest_message_fits_its_card(texts: Texts, letter: str) -> None:
    held = Held(ID, ID, ID, ID, ID, ID, ID, letter * SAID_MOST, NOW)
    kept = Kept(lesson(letter, Said(ID, ID, ID)), group(letter))
    asked = HeldFacts(held, group(letter), Language.ENGLISH)

    views: list[Card | LayoutView] = [
        lesson_asked_card(letter_of(Kind.LESSON_ASKED, asked), texts),
        lesson_asked_note(letter_of(Kind.LESSON_ASKED_NOTE, asked), texts),
        lesson_kept_card(letter_of(Kind.LESSON_KEPT, kept), texts),
        lesson_not_kept_card(letter_of(Kind.LESSON_NOT_KEPT, held), texts),
        answered(texts, Answered(held, kept)),
    ]

    assert [fits(view) for view in views] == [True] * len(views)
