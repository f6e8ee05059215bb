"""An example, or several where a card has several faces, of what each kind of delivery speaks of; and of each form.

Everything that people wrote in them has no vowels, so that the bot's own words are told from theirs.
"""

from collections.abc import Sequence
from dataclasses import replace

from whenever import Date, Instant, Time, Weekday

from bot.domain.ask_matching import Teacher
from bot.domain.asks import Ask, AskKind, AskState, AskWords, Help, Worked
from bot.domain.checkins import Answer, CheckIn, Outcome, Tally
from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Begin, Cadence, Ending, Experiment, Frame, Pause, Plan, Verdict, Visibility, Way
from bot.domain.groups import Group
from bot.domain.held import Held
from bot.domain.introductions import Introduction, IntroductionWords
from bot.domain.lessons import Lesson, Said, Told
from bot.domain.offers import Offer
from bot.domain.oversight import MENDED_BY_MODERATORS
from bot.domain.partners import Paired, Pairing, PairKind
from bot.domain.people import Contact, Language, Person
from bot.domain.privacy import Piece
from bot.domain.recognition import Thanks
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.responses import Question, Response
from bot.domain.rings import Request, Ring, RingStage
from bot.domain.rounds import plan_round
from bot.services.ask_care import UnansweredFacts
from bot.services.ask_facts import AskFacts, HelpFacts
from bot.services.ask_matching import MatchFacts
from bot.services.ask_outcomes import LookBack
from bot.services.ask_places import Astray
from bot.services.blanking import Blanked
from bot.services.blockers import BlockerFacts
from bot.services.checkins import CheckInFacts
from bot.services.digests import DigestFacts, OpenAsks
from bot.services.experiments import Commitment
from bot.services.group_news import GroupNews
from bot.services.held import HeldFacts
from bot.services.introduction_facts import IntroductionFacts
from bot.services.joining import CannotSee
from bot.services.leaders import LeadersFirstFacts
from bot.services.leading import InvitationToGroup, LeadingFacts
from bot.services.lessons import Helped, Kept
from bot.services.letters import Address, Letter
from bot.services.members import RemovedFrom
from bot.services.notices import Notice
from bot.services.pair_facts import CareFacts, PairFacts, PoolFacts
from bot.services.recognition import ThanksFacts
from bot.services.responses import NoteFacts, ResponseFacts
from bot.services.ring_facts import RingAnswerFacts, RingFacts, RingNudgeFacts
from bot.services.round_facts import MentionFacts, NudgeFacts, NudgePart, RoundFacts
from bot.services.text_removal import RemovedText
from bot.services.thread_room import ThreadsShort
from bot.services.vacancies import Vacancy

KARI, LUCA, GRACE = 9_007_199_254_740_993, 9_007_199_254_740_994, 9_007_199_254_740_995
ID = 9_007_199_254_740_996
NOW = Instant.from_utc(2026, 9, 14, 6)
ZONE = "Europe/Oslo"
SAID = "Bcd fgh"  # what people wrote

GROUP = Group(ID, ID, "Bcd", ID, "en", WeeklyRhythm(Weekday.WEDNESDAY, Time(9), ZONE), NOW)
ROUND = plan_round(ID, ID, ID, GROUP.rhythm, next_after(GROUP.rhythm, NOW))
POSTED = Delivery(ID, ID, Kind.ASK, ID, "once", ID, None, NOW, NOW, channel_id=ID, message_id=ID, thread_id=ID)


def _experiment(cadence: Cadence, way: Way, visibility: Visibility, verdict: Verdict) -> Experiment:
    return Experiment(
        id=ID,
        community_id=ID,
        group_id=ID,
        person_id=KARI,
        plan=Plan(SAID, SAID, SAID, SAID, SAID),
        frame=Frame(way, cadence),
        started_on=Date(2026, 9, 3),
        ends_on=Date(2026, 10, 2),
        created_at=NOW,
        visibility=visibility,
        ending=Ending(Date(2026, 9, 9), verdict, SAID, SAID),
    )


FINISHED = [
    _experiment(cadence, way, visibility, verdict)
    for cadence, way, visibility, verdict in (
        (Cadence.DAILY, Way.PROJECT, Visibility.GROUP, Verdict.KEEP),
        (Cadence.WEEKDAYS, Way.CONVERSATION, Visibility.PARTNER, Verdict.ADAPT),
        (Cadence.SEVERAL, Way.STRETCH, Visibility.PRIVATE, Verdict.DROP),
        (Cadence.WEEKLY, Way.WORKFLOW, Visibility.GROUP, Verdict.KEEP),
        (Cadence.WEEKLY, Way.OTHER, Visibility.GROUP, Verdict.KEEP),
    )
]
RUNNING = [replace(each, ending=None, reach=3, rating=4) for each in FINISHED]
CHECK_INS = [
    CheckIn(ID, ID, ID, ID, ID, KARI, Answer(outcome, *[SAID] * 5), "", Date(2026, 9, 9), has, created_at=NOW)
    for outcome in Outcome
    for has in (True, False)
]
ANSWERS = [CheckInFacts(each, RUNNING[0], GROUP, ROUND, is_first_fail=each.is_comeback) for each in CHECK_INS]
TALLIES = [
    RoundFacts(GROUP, ROUND, Tally(0, 0, 0, 0), []),
    RoundFacts(GROUP, ROUND, Tally(1, 1, 1, 1), RUNNING, unshown=3, is_late=True),
    RoundFacts(replace(GROUP, workshop=SAID), ROUND, Tally(5, 3, 5, 2), RUNNING),
    RoundFacts(GROUP, ROUND, Tally(5, 3, 4, 2), RUNNING, unshown=1),
]
DIGEST = {
    "answers": CHECK_INS,
    "first_fails": CHECK_INS,
    "finished": FINISHED,
    "blockers": CHECK_INS,
    "responses": 2,
    "thanks": 2,
    "is_last": True,
}
QUIET_DIGEST = {**{part: [] for part in DIGEST}, "responses": 0, "thanks": 0, "is_last": False}
RESPONSES = [ResponseFacts(Response(ID, ID, ID, LUCA, each, SAID, NOW), ANSWERS[0], KARI) for each in Question]

ASKS = [
    Ask(
        ID, ID, KARI, kind, AskWords(SAID, SAID, SAID, SAID, 60, SAID), Language.ENGLISH, NOW, state, NOW, worked=worked
    )
    for kind in AskKind
    for state, worked in (
        (AskState.OPEN, None),
        (AskState.SOLVED, Worked.YES),
        (AskState.IDLE, None),
        (AskState.WITHDRAWN, None),
    )
]
HELPS = [Help(ID + 1, ID, ID, LUCA, NOW), Help(ID + 2, ID, ID, GRACE, NOW, accepted_at=NOW)]
CHAINS = [AskFacts(ask, HELPS, [GRACE], POSTED, {LUCA: GRACE}) for ask in ASKS]
QUIET_CHAINS = [replace(each, helps=[], thanked=[], posted=None) for each in CHAINS]
OFFER = Offer(ID, ID, LUCA, SAID, 2, Language.NORWEGIAN, NOW)
TEACHER = Teacher(OFFER, Person(LUCA, Language.ENGLISH, ZONE))

HELD = Held(ID, ID, ID, ID, ID, KARI, LUCA, SAID, NOW)
LESSON = Lesson(ID, ID, ID, KARI, Told(SAID, SAID, SAID), NOW, Said(ID, ID, saved_by=LUCA))
HOPED = IntroductionWords(SAID, SAID, SAID)
INTRODUCTION = Introduction(ID, ID, GRACE, KARI, LUCA, HOPED, NOW, NOW, ask_id=ID, came_about_at=NOW, number=1)
PAIRING = Pairing(ID, ID, ID, ID, PairKind.GROUP, 1, NOW, (Paired(KARI), Paired(LUCA), Paired(GRACE, was_odd=True)))
PAIRS = [PairFacts(replace(PAIRING, kind=kind), GROUP, ROUND, Language.ENGLISH, (NOW, NOW)) for kind in PairKind]
RING = Ring(ID, ID, ID, GRACE, NOW, NOW.add(hours=168), RingStage.OPEN, NOW)
ANSWERED = replace(HELPS[0], text=SAID)
REQUESTS = [Request(replace(ASKS[0], ring_id=ID), []), Request(replace(ASKS[4], ring_id=ID), [ANSWERED])]
RINGS = [
    RingFacts(replace(RING, stage=stage), GROUP, requests, POSTED) for stage in RingStage for requests in ([], REQUESTS)
]

NOTHING_LEFT = Blanked(POSTED, None, Language.ENGLISH, is_on_its_way=False)

EXAMPLES: dict[Kind, Sequence[object]] = {
    Kind.ASK: CHAINS + QUIET_CHAINS,
    Kind.ASK_EDIT: CHAINS,
    Kind.ASK_ASTRAY: [
        Astray(facts, elsewhere) for facts in (CHAINS[0], QUIET_CHAINS[0]) for elsewhere in (True, False)
    ],
    Kind.ASK_CLOSED: CHAINS,
    Kind.HELP: [HelpFacts(facts, HELPS) for facts in CHAINS],
    Kind.HELP_ACCEPTED: CHAINS,
    Kind.ASK_MATCH: [MatchFacts(facts, OFFER) for facts in CHAINS],
    Kind.ASK_UNANSWERED: [UnansweredFacts(CHAINS[0], TEACHER), UnansweredFacts(CHAINS[0], None)],
    Kind.DID_IT_WORK: [LookBack(CHAINS[0], [LUCA]), LookBack(QUIET_CHAINS[0], [])],
    Kind.HELPED: CHAINS,
    Kind.PROMPT: TALLIES,
    Kind.LIVE_COUNT: TALLIES,
    Kind.EXPERIMENT: [Commitment(each, GROUP, [LUCA], begins_later=True) for each in RUNNING],
    Kind.EXPERIMENT_EDIT: [Commitment(each, GROUP) for each in RUNNING],
    Kind.CLOSING: [Commitment(each, GROUP) for each in RUNNING],
    Kind.ENDING: [Commitment(each, GROUP, [LUCA]) for each in FINISHED],
    Kind.WITNESS: [Commitment(each, GROUP) for each in FINISHED],
    Kind.LESSON_HELPED: [Helped(LESSON, LUCA)],
    Kind.LESSON_ASKED: [HeldFacts(HELD, GROUP, Language.ENGLISH)],
    Kind.LESSON_ASKED_NOTE: [HeldFacts(HELD, GROUP, Language.ENGLISH)],
    Kind.LESSON_KEPT: [Kept(LESSON, GROUP), Kept(LESSON, None)],
    Kind.LESSON_NOT_KEPT: [HELD],
    Kind.CHECK_IN: ANSWERS,
    Kind.CHECK_IN_EDIT: ANSWERS,
    Kind.RESPONSE: RESPONSES,
    Kind.RESPONSE_NOTE: [NoteFacts(RESPONSES[:1]), NoteFacts(RESPONSES)],
    Kind.THANKS: [
        ThanksFacts(Thanks(ID, ID, LUCA, KARI, SAID, NOW), None),
        ThanksFacts(Thanks(ID, ID, LUCA, KARI, SAID, NOW, check_in_id=ID), ANSWERS[0]),
        ThanksFacts(Thanks(ID, ID, LUCA, KARI, SAID, NOW), None, ASKS[0]),
    ],
    Kind.BLOCKER: [BlockerFacts(ANSWERS[0], is_own=is_own) for is_own in (True, False)],
    Kind.DO_NOW: [ANSWERS[-1]],
    Kind.NUDGE: [NudgeFacts([NudgePart(GROUP, ROUND, RUNNING)], is_late) for is_late in (True, False)],
    Kind.SNOOZED: [NudgeFacts([NudgePart(GROUP, ROUND, RUNNING[:1])], is_late=False)],
    Kind.MENTION: [MentionFacts(GROUP, ROUND, people) for people in ([KARI], [KARI, LUCA])],
    Kind.DIGEST: [
        DigestFacts(TALLIES[1], {**DIGEST, "asks": OpenAsks(CHAINS[:2], 3)}),
        DigestFacts(TALLIES[3], {**DIGEST, "asks": OpenAsks([], 0)}),
        DigestFacts(TALLIES[2], {**QUIET_DIGEST, "asks": OpenAsks([], 0)}),
    ],
    Kind.GROUP_NEWS: [
        GroupNews(group, pause, running, next_on)
        for group in (GROUP, replace(GROUP, archived_at=NOW))
        for pause in (None, Pause(Date(2026, 9, 14), Date(2026, 9, 20)))
        for running, next_on in ((None, None), (ROUND, Date(2026, 9, 23)), (None, Date(2026, 9, 23)))
    ],
    Kind.GROUP_INVITATION: [InvitationToGroup(GROUP, GRACE)],
    Kind.NOW_LEADING: [LeadingFacts(GROUP, has_begun, contact) for has_begun in (True, False) for contact in Contact],
    Kind.CANNOT_SEE: [CannotSee(GROUP, KARI)],
    Kind.REMOVED: [RemovedFrom(GROUP)],
    Kind.LEADERS_FIRST: [LeadersFirstFacts(GROUP, ROUND, has_begun) for has_begun in (True, False)],
    Kind.EMPTY_ROUND: TALLIES,
    Kind.PAIR: PAIRS,
    Kind.PAIR_NOTE: PAIRS,
    Kind.MET: PAIRS,
    Kind.PAIR_ENDED: [replace(pair, left_id=left) for pair in PAIRS for left in (None, KARI)],
    Kind.PARTNER_CARD: [CareFacts(GROUP, ROUND, [LUCA]), CareFacts(GROUP, ROUND, [LUCA, GRACE])],
    Kind.POOL_LEFT: [PoolFacts(GROUP)],
    Kind.INTRODUCTION_ASKED: [IntroductionFacts(INTRODUCTION, Language.ENGLISH)],
    Kind.INTRODUCTION: [IntroductionFacts(INTRODUCTION, Language.ENGLISH)],
    Kind.INTRODUCTION_NOTE: [IntroductionFacts(INTRODUCTION, Language.ENGLISH)],
    Kind.INTRODUCED: [IntroductionFacts(INTRODUCTION, Language.ENGLISH)],
    Kind.RING: RINGS,
    Kind.RING_EDIT: RINGS,
    Kind.RING_ANSWER: [RingAnswerFacts(RING, ASKS[0], ANSWERED, request) for request in (None, ID)],
    Kind.RING_NUDGE: [RingNudgeFacts(RINGS[1], REQUESTS[0], posted, 2) for posted in (None, POSTED)],
    Kind.RING_CLOSED: RINGS,
    Kind.RING_EMPTY: RINGS,
    Kind.THREADS_SHORT: [ThreadsShort(1000)],
    Kind.NOBODY_LEADS: [Vacancy(GROUP, 0), Vacancy(GROUP, 2)],
    Kind.COULD_NOT_DELIVER: [
        Notice(reason, list(Kind), 3, group, ID, ["send_messages", "view_channel"])
        for reason in sorted(MENDED_BY_MODERATORS)
        for group in (SAID, None)
    ],
    Kind.HELLO: [None],  # says the same on every server
    Kind.TEXT_REMOVED: [
        RemovedText(piece) for piece in Piece if piece not in (Piece.HELD, Piece.ROUND, Piece.RING, Piece.NOTHING)
    ],
    Kind.BLANKED: [NOTHING_LEFT, Blanked(POSTED, CHAINS[3], Language.ENGLISH, is_on_its_way=False)],
}

# What stands behind the prefix in a form's custom id.
FORMS: dict[str, Sequence[Sequence[str]]] = {
    "ask": [[kind] for kind in AskKind],
    "ask-return": [["1"]],
    "check-in": [["1", outcome, "2026-09-09", "1"] for outcome in Outcome],
    "experiment-change": [["1"]],
    "experiment-finish": [["1", visibility] for visibility in Visibility],
    "experiment-start": [["1", way, Cadence.WEEKLY, "1", "30", Begin.TODAY, Visibility.GROUP, "3", "5"] for way in Way],
    "forget": [[]],
    "introduction": [["1", "2", "0"], ["0", "2", "3"]],
    "lesson-from-ask": [["1"]],
    "lesson-save": [["1", "2", "3"]],
    "person-clock": [[]],
    "person-exchange": [[]],
    "response": [["1", question] for question in Question],
    "ring-answer": [["1"]],
    "ring-request": [["1"]],
    "setup-group": [[]],
    "setup-zone": [[]],
    "thanks": [["1", "0", "0"], ["1", "2", "0"], ["1", "0", "3"]],
}


def letter(kind: Kind, facts: object) -> Letter:
    delivery = Delivery(ID, ID, kind, ID, "once", ID, KARI, NOW, NOW)
    return Letter(delivery, facts, Language.ENGLISH, Address(channel_id=ID))
