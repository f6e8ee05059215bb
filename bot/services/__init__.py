"""Use cases. One public method is one sentence that a person or the clock could say; it opens the transaction."""

from dataclasses import dataclass

from bot.services.acquaintances import Acquaintances
from bot.services.archives import Archives
from bot.services.ask_care import AskCare
from bot.services.ask_matching import AskMatching
from bot.services.ask_outcomes import AskOutcomes
from bot.services.ask_threads import AskThreads
from bot.services.asks import Asks
from bot.services.audits import Audits
from bot.services.changes import Changes
from bot.services.checkins import CheckIns
from bot.services.communities import Communities
from bot.services.deliveries import Deliveries
from bot.services.disclosures import Disclosures
from bot.services.drafts import Drafts
from bot.services.endings import Endings
from bot.services.experiments import Experiments
from bot.services.exports import Exports
from bot.services.footing import Footings
from bot.services.forgetting import Forgetting
from bot.services.gate import Gate
from bot.services.greetings import Greetings
from bot.services.groups import Groups
from bot.services.held import HeldMessages
from bot.services.ideas import Ideas
from bot.services.introductions import Introductions
from bot.services.joining import Joining
from bot.services.leading import Leading
from bot.services.lessons import Lessons
from bot.services.members import Members
from bot.services.nudges import Nudges
from bot.services.offers import Offers
from bot.services.oversight import Oversight
from bot.services.own_words import OwnWords
from bot.services.pairs import Pairs
from bot.services.partners import Partners
from bot.services.people import People
from bot.services.prompts import Prompts
from bot.services.recognition import Recognition
from bot.services.removals import Removals
from bot.services.responses import Responses
from bot.services.rests import Rests
from bot.services.retention import Retention
from bot.services.ring_requests import RingRequests
from bot.services.rings import Rings
from bot.services.roll_calls import RollCalls
from bot.services.rosters import Rosters
from bot.services.rounds import Rounds
from bot.services.teaching import Teaching
from bot.services.text_removal import TextRemoval
from bot.services.thread_room import ThreadRooms
from bot.services.witnesses import Witnesses
from bot.services.work import Work


@dataclass(frozen=True)
class Services:
    """All use cases, built once by `bot/app.py`."""

    groups: Groups
    joining: Joining
    leading: Leading
    acquaintances: Acquaintances
    rests: Rests
    archives: Archives
    roll_calls: RollCalls
    experiments: Experiments
    changes: Changes
    endings: Endings
    witnesses: Witnesses
    lessons: Lessons
    teaching: Teaching
    held: HeldMessages
    offers: Offers
    asks: Asks
    ask_matching: AskMatching
    ask_care: AskCare
    ask_outcomes: AskOutcomes
    ask_threads: AskThreads
    rings: Rings
    ring_requests: RingRequests
    ideas: Ideas
    check_ins: CheckIns
    rounds: Rounds
    pairs: Pairs
    thread_rooms: ThreadRooms
    partners: Partners
    communities: Communities
    audits: Audits
    gate: Gate
    greetings: Greetings
    members: Members
    footings: Footings
    exports: Exports
    rosters: Rosters
    prompts: Prompts
    responses: Responses
    recognition: Recognition
    introductions: Introductions
    people: People
    nudges: Nudges
    own_words: OwnWords
    forgetting: Forgetting
    text_removal: TextRemoval
    disclosures: Disclosures
    removals: Removals
    retention: Retention
    drafts: Drafts
    deliveries: Deliveries
    oversight: Oversight


def build_services(work: Work, *, owner: str) -> Services:
    """`owner` names the process in leases; two running processes never share one."""
    return Services(
        groups=Groups(work),
        joining=Joining(work),
        leading=Leading(work),
        acquaintances=Acquaintances(work),
        rests=Rests(work),
        archives=Archives(work),
        roll_calls=RollCalls(work),
        experiments=Experiments(work),
        changes=Changes(work),
        endings=Endings(work),
        witnesses=Witnesses(work),
        lessons=Lessons(work),
        teaching=Teaching(work),
        held=HeldMessages(work),
        offers=Offers(work),
        asks=Asks(work),
        ask_matching=AskMatching(work),
        ask_care=AskCare(work),
        ask_outcomes=AskOutcomes(work),
        ask_threads=AskThreads(work),
        rings=Rings(work),
        ring_requests=RingRequests(work),
        ideas=Ideas(work),
        check_ins=CheckIns(work),
        rounds=Rounds(work),
        pairs=Pairs(work),
        thread_rooms=ThreadRooms(work),
        partners=Partners(work),
        communities=Communities(work),
        audits=Audits(work),
        gate=Gate(work),
        greetings=Greetings(work),
        members=Members(work),
        footings=Footings(work),
        exports=Exports(work),
        rosters=Rosters(work),
        prompts=Prompts(work),
        responses=Responses(work),
        recognition=Recognition(work),
        introductions=Introductions(work),
        people=People(work),
        nudges=Nudges(work),
        own_words=OwnWords(work),
        forgetting=Forgetting(work),
        text_removal=TextRemoval(work),
        disclosures=Disclosures(work),
        removals=Removals(work),
        retention=Retention(work),
        drafts=Drafts(work),
        deliveries=Deliveries(work, owner),
        oversight=Oversight(work),
    )
