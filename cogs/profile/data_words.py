"""What the parts of somebody's own data, their columns and the few words in them are called."""

from bot.domain.asks import AskKind, AskState, Worked
from bot.domain.checkins import Outcome
from bot.domain.experiments import Cadence, Verdict, Way
from bot.domain.groups import Role
from bot.domain.held import Consent
from bot.domain.introductions import Willing
from bot.domain.own_data import Part
from bot.domain.partners import Met, Pool
from bot.domain.people import Contact, Language
from bot.domain.responses import Question
from bot.domain.visibility import Visibility
from bot.wording.texts import Texts
from cogs._shared.lessons import verdict_name
from cogs._shared.questions import question_words

# Moments of which an entry has one: when it was.
WHEN = (
    "asked_at", "backed_at", "blocked_at", "created_at", "given_at", "invited_at", "joined_at", "learned_at",
    "offered_at", "proposed_at", "started_at", "stopped_at", "thanked_at", "told_at",
)  # fmt: skip


def part_names(texts: Texts) -> dict[Part, str]:
    return {
        Part.SETTINGS: texts.say("What you have chosen"),
        Part.MEMBER: texts.say("You as a member"),
        Part.AWAY: texts.say("When you are or were away"),
        Part.GROUPS: texts.say("Groups you are in"),
        Part.INVITATIONS: texts.say("Invitations to you"),
        Part.INVITED: texts.say("People you invited"),
        Part.EXPERIMENTS: texts.say("Your experiments"),
        Part.CHECK_INS: texts.say("Your check-ins"),
        Part.RESPONSES_GIVEN: texts.say("Responses you gave"),
        Part.RESPONSES_RECEIVED: texts.say("Responses to you"),
        Part.BACKED: texts.say("Experiments of others that you back"),
        Part.BACKERS: texts.say("Who backs your experiments"),
        Part.PARTNERS: texts.say("Your partners"),
        Part.AVOIDS: texts.say("Whom you would rather not be paired with"),
        Part.LESSONS: texts.say("Your lessons"),
        Part.LESSONS_SAVED: texts.say("Lessons of others that you saved"),
        Part.LESSONS_HELPED: texts.say("Lessons that helped you"),
        Part.LESSONS_LIKED: texts.say("Whom your lessons helped"),
        Part.HELD: texts.say("Messages of yours that somebody wanted to keep"),
        Part.HELD_FOR: texts.say("Messages of others that you wanted to keep"),
        Part.OFFERS: texts.say("Your offers"),
        Part.ASKS: texts.say("Your asks"),
        Part.HELP_GIVEN: texts.say("Help you offered"),
        Part.HELP_RECEIVED: texts.say("Help offered to you"),
        Part.ASKS_TOLD: texts.say("Asks you were told of"),
        Part.RINGS: texts.say("Rings you began"),
        Part.INTRODUCTIONS_MADE: texts.say("Introductions you proposed"),
        Part.INTRODUCTIONS: texts.say("Introductions proposed to you"),
        Part.THANKS_GIVEN: texts.say("Thanks you gave"),
        Part.THANKS_RECEIVED: texts.say("Thanks to you"),
        Part.DRAFTS: texts.say("Drafts"),
        Part.BLOCKED: texts.say("Since when a moderator has kept you out"),
        Part.BLOCKED_BY: texts.say("People you keep out"),
        Part.STOPPED: texts.say("Since when you have had everything stopped"),
        Part.AUDITS: texts.say("Changes that you made or that concern you"),
        Part.NUDGES: texts.say("Reminders that counted as yours"),
        Part.DELIVERIES: texts.say("Messages to you"),
    }


def column_names(texts: Texts) -> dict[str, str]:
    return {
        **dict.fromkeys(WHEN, texts.say("When")),
        "language": texts.say("Language"),
        "zone": texts.say("Time zone"),
        "contact": texts.say("Where reminders reach you"),
        "nudges_per_week": texts.say("Reminders a week, at most"),
        "nudges_per_day": texts.say("Reminders a day, at most"),
        "quiet_from": texts.say("Quiet from"),
        "quiet_until": texts.say("Quiet until"),
        "known_since": texts.say("Known to me since"),
        "looks_for": texts.say("What you look for"),
        "away_until": texts.say("Away until"),
        "until": texts.say("Until"),
        "first_day": texts.say("First day"),
        "last_day": texts.say("Last day"),
        "group": texts.say("Group"),
        "role": texts.say("Role"),
        "pairing": texts.say("Pairs"),
        "by": texts.say("By whom"),
        "to": texts.say("To whom"),
        "of": texts.say("Whose"),
        "with": texts.say("With whom"),
        "person": texts.say("Who"),
        "first": texts.say("One of the two"),
        "second": texts.say("The other"),
        "what": texts.say("What"),
        "why": texts.say("Why"),
        "obstacle": texts.say("What could hold you back"),
        "when_then": texts.say("When … then …"),
        "learned_from": texts.say("Where you learned about it"),
        "way": texts.say("Way"),
        "cadence": texts.say("How often"),
        "times_per_week": texts.say("Times a week, where it is several"),
        "days": texts.say("Days"),
        "visibility": texts.say("Who can read it"),
        "reach": texts.say("Reach, of 5"),
        "rating_before": texts.say("By your own measure at the start, of 10"),
        "rating_after": texts.say("By your own measure at the end, of 10"),
        "started_on": texts.say("First day"),
        "ends_on": texts.say("Last day"),
        "paused_on": texts.say("Paused since"),
        "parked_on": texts.say("At rest since"),
        "former_plans": texts.say("Earlier plans"),
        "pauses": texts.say("Pauses"),
        "finished_on": texts.say("Closed on"),
        "verdict": texts.say("What you do with it"),
        "ending": texts.say("How it ended"),
        "advice": texts.say("Advice"),
        "experiment": texts.say("Experiment"),
        "local_date": texts.say("Day"),
        "outcome": texts.say("Your answer"),
        "tried": texts.say("What you tried"),
        "happened": texts.say("What happened"),
        "learned": texts.say("What you learned"),
        "next_step": texts.say("Next step"),
        "blocker": texts.say("What stood in your way"),
        "blocker_resolved_at": texts.say("Out of the way since"),
        "is_comeback": texts.say("Back after a pause"),
        "question": texts.say("Question"),
        "text": texts.say("Words"),
        "round": texts.say("Round"),
        "across_groups": texts.say("Across groups"),
        "met": texts.say("Did you meet?"),
        "answered_at": texts.say("Answered"),
        "left_at": texts.say("Left"),
        "title": texts.say("Title"),
        "message_id": texts.say("Message"),
        "consent": texts.say("Your answer"),
        "answer": texts.say("Your answer"),
        "times": texts.say("Times a month"),
        "kind": texts.say("Kind"),
        "able": texts.say("What you want to be able to do"),
        "hope": texts.say("Hoped for"),
        "in_return": texts.say("In return"),
        "minutes": texts.say("Minutes"),
        "state": texts.say("Where it is"),
        "state_at": texts.say("Since"),
        "worked": texts.say("Did it work?"),
        "accepted_at": texts.say("Accepted"),
        "declined_at": texts.say("Declined"),
        "came_about_at": texts.say("Came about"),
        "form": texts.say("Form"),
        "texts": texts.say("Words"),
    }


def words_of(texts: Texts) -> dict[str, dict[str, str]]:
    """By column, the words that the program knows."""
    return {
        "language": {each: texts.language_name(each) for each in Language},
        "contact": {
            Contact.MESSAGE: texts.say("by direct message"),
            Contact.MENTION: texts.say("by a mention in the round's thread"),
            Contact.HERE: texts.say("at your next command"),
        },
        "role": {Role.MEMBER: texts.say("member"), Role.FACILITATOR: texts.say("facilitator")},
        "pairing": {
            Pool.IN: texts.say("in them"),
            Pool.SKIP: texts.say("the next round off"),
            Pool.OUT: texts.say("a break from them"),
        },
        "way": {
            Way.PROJECT: texts.say("a project"),
            Way.CONVERSATION: texts.say("a conversation or meeting"),
            Way.STRETCH: texts.say("a stretch assignment"),
            Way.WORKFLOW: texts.say("a change in the workflow"),
            Way.OTHER: texts.say("another way"),
        },
        "cadence": {
            Cadence.DAILY: texts.say("every day"),
            Cadence.WEEKDAYS: texts.say("on weekdays"),
            Cadence.SEVERAL: texts.say("several times a week"),
            Cadence.WEEKLY: texts.say("once a week"),
        },
        "visibility": {
            Visibility.GROUP: texts.say("the group"),
            Visibility.PARTNER: texts.say("your partner"),
            Visibility.PRIVATE: texts.say("only you"),
        },
        "verdict": {each: verdict_name(texts, each) for each in Verdict},
        "outcome": {
            Outcome.TRIED: texts.say("tried"),
            Outcome.FAILED: texts.say("tried, and it failed"),
            Outcome.NOT_YET: texts.say("not yet"),
        },
        "question": {each: question_words(texts, each) for each in Question},
        "met": {Met.YES: texts.say("yes"), Met.NOT_YET: texts.say("not yet"), Met.NO: texts.say("no")},
        "consent": {Consent.KEEP: texts.say("keep it"), Consent.LET_GO: texts.say("let it go")},
        "answer": {Willing.YES: texts.say("yes"), Willing.NOT_NOW: texts.say("not now")},
        "kind": {
            AskKind.ADVICE: texts.say("Advice"),
            AskKind.FEEDBACK: texts.say("Feedback"),
            AskKind.RESOURCE: texts.say("A resource"),
            AskKind.INTRODUCTION: texts.say("An introduction"),
            AskKind.COMPARE: texts.say("Compare notes"),
        },
        "state": {
            AskState.OPEN: texts.say("open"),
            AskState.ACCEPTED: texts.say("help accepted"),
            AskState.SOLVED: texts.say("solved"),
            AskState.IDLE: texts.say("closed, since nobody wrote"),
            AskState.WITHDRAWN: texts.say("withdrawn"),
            AskState.LEFT: texts.say("closed, since you had left"),
        },
        "worked": {
            Worked.YES: texts.say("yes"),
            Worked.PARTLY: texts.say("in part"),
            Worked.NOT_YET: texts.say("not yet"),
        },
    }
