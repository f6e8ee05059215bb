"""Every refusal in words, in every language, without Discord."""

import pytest
from whenever import Date, Instant

from bot.domain import errors
from bot.domain.channels import Use
from bot.domain.errors import Field, Refusal
from bot.wording.texts import load_wording
from cogs._shared.errors import SENTENCES, explain

WORDING = load_wording()

EXAMPLES: list[Refusal] = [
    errors.GroupMissing("Founders"),
    errors.GroupMissing(),
    errors.ExperimentMissing(),
    errors.RoundMissing(),
    errors.WordDiffers("erase"),
    errors.NothingWritten(),
    errors.WrittenElsewhere(),
    errors.QuotesMany(),
    errors.Stopped(),
    errors.KeptOut(),
    errors.NotOnServer(),
    errors.MembershipUnknown(),
    errors.StoppedAlready(),
    errors.NotStopped(),
    errors.BlockedAlready(1),
    errors.NotBlocked(1),
    errors.BlockingModerator(),
    errors.PersonBlocked(1),
    errors.RosterUnreadable(),
    errors.RosterEmpty(),
    errors.RosterTooLong(6_000, 5_000),
    errors.RosterTooBig(1_000_000),
    errors.RosterMissing(),
    errors.ServerSilent(),
    errors.ExportTooBig(10_000_000),
    errors.DataTooBig(10_000_000),
    errors.AskMissing(),
    errors.NoKnowledgeChannel(),
    errors.NotYourAsk(),
    errors.HelpingOneself(),
    errors.AskClosed(),
    errors.AskOpen(),
    errors.NothingToLookBackOn(),
    errors.TooManyAsks(5),
    errors.LooksLikeWork(),
    errors.HelpAccepted(),
    errors.RingMissing(),
    errors.RingRunning("Founders", 1, Instant.from_utc(2026, 9, 30)),
    errors.RingOver(),
    errors.RequestAnswered(),
    errors.AnsweredAlready(),
    errors.NothingToAnswer(),
    errors.ServersOnly(),
    errors.DraftMissing(),
    errors.Missing(),
    errors.TimeUnreadable("25:00"),
    errors.ZoneUnknown("Atlantis"),
    errors.DateUnreadable("soon"),
    errors.DateNotAhead("1.1.2020"),
    errors.DateTooFar("1.1.2036", 365),
    errors.NotAPerson(),
    errors.BotCannotLead(),
    errors.RoundEndsFirst(),
    errors.RoundOver(),
    errors.AvoidsSelf(),
    errors.TooManyAvoided(25),
    errors.RespondedEnough(5),
    errors.AskedEnough(Instant.from_utc(2026, 9, 4)),
    errors.HeardEnough(5, Instant.from_utc(2026, 9, 4)),
    errors.BotNeverPaired(),
    errors.OutOfRange(Field.DAYS, 400, 7, 90),
    errors.Blank(Field.WHAT),
    errors.TooLong(Field.ANSWER, 501, 500),
    errors.Invalid(),
    errors.GroupNameTaken("Founders"),
    errors.GroupNameTaken("Founders", is_archived=True),
    errors.GroupArchived("Founders"),
    errors.GroupNotArchived("Founders"),
    errors.GroupChannelGone("Founders"),
    errors.NothingToPause("Founders", Date(2026, 9, 30)),
    errors.GroupNotPaused("Founders"),
    errors.GroupRests("Founders", Date(2026, 9, 30)),
    errors.AlreadyMember("Founders"),
    errors.PersonInGroup(1, "Founders"),
    errors.PersonNotInGroup(1, "Founders"),
    errors.LeadsAlready(1, "Founders"),
    errors.TooManyExperiments(5),
    errors.Conflict(),
    errors.ModeratorsOnly(),
    errors.NotInGroup("Founders"),
    errors.FacilitatorsOnly("Founders"),
    errors.FacilitatorsOnly(),
    errors.PromptOut(),
    errors.NobodyToAsk("Founders"),
    errors.InvitationNeeded("Founders", (1, 2)),
    errors.InvitationNeeded("Founders", ()),
    errors.NotInAnyGroup(),
    errors.NoGroupToLearnFrom(),
    errors.NothingToSeek(),
    errors.SavedAlready(),
    errors.AskUnsolved(),
    errors.Wordless(),
    errors.WrittenByBot(),
    errors.AuthorAskedBefore(),
    errors.TooManyHeld(3),
    errors.AuthorsWord(1),
    errors.NoLongerHeld(),
    errors.NotYours(),
    errors.NotAllowed(),
    errors.ExperimentEnded("Ask first", Date(2026, 9, 30)),
    errors.ExperimentPaused("Ask first"),
    errors.ExperimentAhead("Ask first", Date(2026, 9, 30)),
    errors.ExperimentOver("Ask first", Date(2026, 9, 30)),
    errors.NotPaused("Ask first"),
    errors.AlreadyAnswered("Ask first"),
    errors.BackingOneself(),
    errors.ThankingOneself(),
    errors.ThankingBot(),
    errors.SelfThanks(),
    errors.PersonGone(1),
    errors.OutOfReach(1),
    errors.ThanksForThanks(1),
    errors.ThankedLately(1, Instant.from_utc(2026, 9, 30)),
    errors.ThankedForThis(),
    errors.IntroducesOneself(),
    errors.SameTwice(),
    errors.TooManyIntroductions(3, Instant.from_utc(2026, 9, 30)),
    errors.BothSaidYes(),
    errors.IntroductionOver(),
    errors.LessonMissing(),
    errors.IdeaMissing(),
    errors.OfferMissing(),
    errors.OfferedAlready("Cold calls"),
    errors.TooManyOffers(10),
    errors.Blank(Field.OFFER),
    errors.OutOfRange(Field.TIMES_A_MONTH, 9, 1, 8),
    errors.DayAhead(Date(2026, 9, 30)),
    errors.DayTooLongAgo(Date(2026, 9, 1), 7),
    errors.PausedThen("Ask first", Date(2026, 9, 1)),
    errors.AnswerSettled(7),
    errors.OwnCheckIn(),
    errors.NotForYou(),
    errors.NothingToCheckIn(),
    errors.TooLate(),
    *[errors.ChannelUnfit(1, use) for use in Use],
    errors.ChannelGone(),
    errors.ZoneNeeded(),
    errors.ActionUnknown("something"),
    errors.ChannelUnusable(1, ("view_channel", "send_messages")),
    errors.Refusal(),
]


def every_refusal(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {kind}.union(*(every_refusal(each) for each in kind.__subclasses__()))


def test_every_refusal_there_is_has_an_example_here() -> None:
    missing = every_refusal() - {type(example) for example in EXAMPLES}

    assert missing == set(), "Add an example for each, and a sentence in cogs/_shared/errors.py."


@pytest.mark.parametrize("language", WORDING.languages)
@pytest.mark.parametrize("refusal", EXAMPLES, ids=lambda refusal: type(refusal).__name__)
def test_every_refusal_is_a_sentence_in_every_language(refusal: Refusal, language: str) -> None:
    sentence = explain(WORDING.in_language(language), refusal)

    assert sentence is not None
    assert sentence[0].isupper() or not sentence[0].isalpha()
    assert "{" not in sentence


@pytest.mark.parametrize("refusal", EXAMPLES, ids=lambda refusal: type(refusal).__name__)
def test_no_refusal_is_said_in_english_to_a_norwegian_or_an_italian(refusal: Refusal) -> None:
    said = [explain(WORDING.in_language(language), refusal) for language in ("en", "nb", "it")]

    assert len(set(said)) == 3


def test_a_refusal_without_words_of_its_own_takes_those_of_the_one_it_descends_from() -> None:
    class NewConflict(errors.Conflict):
        pass

    texts = WORDING.in_language("en")

    assert explain(texts, NewConflict()) == explain(texts, errors.Conflict())


def test_an_accident_has_no_sentence_so_that_it_gets_a_reference_number() -> None:
    assert explain(WORDING.in_language("en"), ZeroDivisionError()) is None


def test_the_table_names_no_error_that_is_gone() -> None:
    assert all(issubclass(kind, Exception) for kind in SENTENCES)
