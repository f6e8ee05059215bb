"""Pairs as people meet them: in private threads under a meeting channel, in three languages, seen by nobody else."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen, Shown
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from sandbox.protocol.threads import Thread
from tests.e2e.acting import (
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    SECOND_MONDAY,
    THIRD_MONDAY,
    check_in,
    commit,
    found,
    join,
    nothing_more_comes,
    sentence_of,
    whispers,
)
from tests.ledger import Ledger

CARE = Date(2026, 9, 12)  # two days before the digest; a Saturday
CREATE_PRIVATE_THREADS, MANAGE_THREADS, VIEW_CHANNEL = 1 << 36, 1 << 34, 1 << 10


@pytest.fixture
def ledger(stage: Stage, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "trellis.db")


@pytest.fixture
async def lounge(stage: Stage) -> Channel:
    """The meeting channel, named by a moderator."""
    channel = stage.guild.add_channel("meetings")
    await stage.maria.slash("admin settings", {"meeting-channel": channel})
    return channel


def take_away(stage: Stage, channel: Channel, permission: int = CREATE_PRIVATE_THREADS) -> None:
    """The bot may do that no more there, and is told so."""
    bot = stage.sandbox.world.bot
    channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=permission)
    tell_changed(stage.sandbox.world, channel)


async def two(stage: Stage, one: Person, other: Person, **changes: str) -> None:
    """A group of these two; the first leads it."""
    await found(stage, facilitator=one, **changes)
    await join(other, name=changes.get("name", "Founders"))


def pair_threads(stage: Stage, lounge: Channel) -> list[Thread]:
    return [thread for thread in stage.guild.threads.values() if thread.parent is lounge]


def in_thread(person: Person, lounge: Channel) -> list[Seen]:
    """What somebody reads in the one thread they see under the meeting channel, without Discord's own *added to*."""
    [thread] = person.threads(lounge)
    person.go(thread)
    return [message for message in person.sees(thread) if message.payload["type"] == 0 and not message.is_ephemeral]


@pytest.mark.worlds("mention-adds-nobody")
async def test_p6_a_pair_gets_a_private_thread_with_three_questions_which_nobody_else_sees(
    stage: Stage, lounge: Channel
) -> None:
    await two(stage, stage.grace, stage.henry)

    await stage.until(FIRST_MONDAY, NINE)

    [card] = in_thread(stage.henry, lounge)
    assert [thread.name for thread in stage.henry.threads(lounge)] == ["Founders · 2026-09-07 · 1"]
    assert card.card == (
        "### Partners this round\n"
        "@Grace and @Henry, in “Founders”, until the round closes.\n"
        "Meet once in this round. Twenty minutes will do: a call, a walk, or in writing, here.\n"
        "1. **What will you try before we meet again?**\n"
        "2. **What could get in the way, and what will you do then?**\n"
        "3. **What could I do that would help you?**\n"
        "A time of day that suits all of you lies between 06:00 UTC and 19:00 UTC, on your own "
        "clock.\n"
        "Once you have met, or know that you will not: `/partner met`.\n"
        "-# You can read here, and moderators who may manage threads. I read nothing of it.\n"
        "[🌐 In my language]"
    )
    assert [person.threads(lounge) for person in (stage.kari, stage.luca, stage.maria)] == [[], [], []]
    assert len(stage.henry.notifications) == 1  # by the mention; where that adds nobody, by being added
    assert stage.kari.notifications == []


async def test_moderators_who_may_manage_threads_see_it_as_the_pair_was_told(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    keeper = stage.guild.add_role("Keeper", permissions=MANAGE_THREADS)
    stage.guild.members[stage.maria.id].roles.append(keeper)

    await stage.until(FIRST_MONDAY, NINE)

    assert len(stage.maria.threads(lounge)) == 1


@pytest.mark.parametrize(
    ("name", "command", "question"),
    [
        ("henry", "partner show", "What could I do that would help you?"),
        ("kari", "makker vis", "Hva kan jeg gjøre for å hjelpe deg?"),
        ("luca", "partner mostra", "Che cosa posso fare io che ti sia utile?"),
    ],
)
async def test_partners_are_shown_in_ones_own_language_and_the_worksheet_too(
    stage: Stage, lounge: Channel, name: str, command: str, question: str
) -> None:
    person: Person = getattr(stage, name)
    await two(stage, stage.grace, person)
    await stage.until(FIRST_MONDAY, NINE)

    shown = await person.slash(command)

    assert shown.ephemeral
    assert "@Grace" in shown.text
    assert f"3. **{question}**" in shown.text


async def test_two_who_share_a_language_are_spoken_to_in_it_and_others_read_theirs_with_one_press(
    stage: Stage, lounge: Channel
) -> None:
    await two(stage, stage.kari, stage.luca, language="it")

    await stage.until(FIRST_MONDAY, NINE)

    [card] = in_thread(stage.kari, lounge)
    assert "Partner in questo giro" in card.text
    mine = await stage.kari.press("🌐 Nella mia lingua")
    assert "Makkere denne runden" in mine.text


async def test_p1_everybody_has_been_with_everybody_before_anybody_is_with_the_same_again(
    stage: Stage, lounge: Channel
) -> None:
    await found(stage)
    await join(stage.henry, stage.kari, stage.luca)
    partners: list[frozenset[int]] = []

    for monday in (FIRST_MONDAY, SECOND_MONDAY, THIRD_MONDAY):
        await stage.until(monday, NINE)
        partners += [frozenset(thread.members) for thread in pair_threads(stage, lounge)[-2:]]

    assert len(set(partners)) == 6


async def test_p7_did_you_meet_is_asked_in_the_thread_and_each_answer_is_a_good_one(
    stage: Stage, lounge: Channel
) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.until(CARE, NINE)
    asked = in_thread(stage.henry, lounge)[-1]

    met = await stage.henry.press("🤝 We met", on=asked)
    changed = await stage.henry.press("🍂 We did not", on=asked)
    shown = await stage.henry.slash("partner met")

    assert asked.text.startswith("### Did you meet?")
    assert met.text.startswith("Noted: you met.")
    assert changed.text.startswith("Noted: not this time. That is an answer like any other")
    assert (met.ephemeral, changed.ephemeral) == (True, True)
    assert "You said: we did not." in shown.text
    stage.grace.go(stage.channel)
    assert "You said" not in (await stage.grace.slash("partner show")).text


async def test_p7_after_the_round_the_question_says_that_it_is_over(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.until(CARE, NINE)
    asked = in_thread(stage.henry, lounge)[-1]
    await stage.until(SECOND_MONDAY, NINE)

    refused = await stage.henry.press("🤝 We met", on=asked)

    assert sentence_of(refused).startswith("That round is over, and so is the pair.")


async def test_p3_never_with_is_told_to_nobody(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)

    said = await stage.henry.slash("partner avoid", person=stage.grace)
    await stage.until(FIRST_MONDAY, NINE)

    assert said.ephemeral
    assert said.text.startswith("You are never paired with @Grace.")
    assert pair_threads(stage, lounge) == []
    preview = await stage.grace.slash("facilitate pairs")
    own = await stage.grace.slash("partner avoid")
    assert preview.text.splitlines()[1].startswith("With fewer than 6 people in pairs I don't show them beforehand.")
    assert "[🔄 Another proposal]" not in preview.text
    assert own.text == "You have named nobody. You may be paired with anybody."


async def test_p9_who_could_not_be_matched_reads_the_words_of_any_round_off(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.henry.slash("partner avoid", person=stage.grace)
    await stage.until(FIRST_MONDAY, NINE)
    blocked = await stage.grace.slash("partner show")
    await stage.henry.slash("partner allow", person=stage.grace)
    await stage.henry.slash("partner skip")
    await stage.until(SECOND_MONDAY, NINE)

    skipped = await stage.henry.slash("partner show")

    assert blocked.text == "**Founders**: you have a round off. The next pairs are made on Monday 14 September."
    assert skipped.text == "**Founders**: you have a round off. The next pairs are made on Monday 21 September."


@pytest.mark.parametrize(
    ("whom", "said"),
    [("henry", "You are never paired with yourself."), ("bot", "Bots are not paired with anybody.")],
)
async def test_bad_input_to_avoid_gets_one_clear_sentence(stage: Stage, whom: str, said: str) -> None:
    person = stage.henry if whom == "henry" else stage.sandbox.world.bot

    refused = await stage.henry.slash("partner avoid", person=person)

    assert sentence_of(refused).startswith(said)


async def test_p4_skipping_in_a_round_that_is_paired_is_the_next_one_and_says_so(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    said = await stage.henry.slash("partner skip")
    again = await stage.henry.slash("partner skip")

    assert "you have the round of Monday 14 September off, as you wished." in said.text
    assert "The pair you are in now goes on until its round closes." in said.text
    assert again.text == said.text
    await stage.until(SECOND_MONDAY, NINE)
    assert len(pair_threads(stage, lounge)) == 1


async def test_p5_three_silent_rounds_end_in_a_kind_word_with_one_press_back(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.henry.press("Message me")
    await stage.until(Date(2026, 9, 28), NINE)
    threads_before = len(pair_threads(stage, lounge))
    stage.henry.go(stage.henry.dm_channel)
    [told] = [message for message in stage.henry.dms if "A break from pairs in “Founders”" in message.text]

    back = await stage.henry.press("🌿 I am back", on=told)
    await stage.grace.slash("partner show")
    await stage.grace.press("🌿 I am back")
    await stage.until(Date(2026, 10, 5), NINE)

    assert "nobody is told" in told.text
    assert back.text.startswith("Good to have you")
    assert (threads_before, len(pair_threads(stage, lounge))) == (3, 4)


async def test_p8_once_a_month_people_of_different_groups_meet(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await two(stage, stage.kari, stage.luca, name="Speakers")

    await stage.until(SECOND_MONDAY, NINE)

    across = [thread for thread in pair_threads(stage, lounge) if thread.name.startswith("⇄")]
    first_of_month = [thread.name for thread in across]
    assert first_of_month == ["⇄ · 2026-09-07 · 1", "⇄ · 2026-09-07 · 2"]
    groups = {stage.grace.id: 1, stage.henry.id: 1, stage.kari.id: 2, stage.luca.id: 2}
    assert [sum(groups.get(each, 0) for each in thread.members) for thread in across] == [3, 3]


async def test_p9_the_facilitator_sees_the_pairs_and_asks_for_another_whole_proposal(
    stage: Stage, lounge: Channel
) -> None:
    await found(stage)
    ada = stage.move_in("Ada", "en-GB")
    await join(stage.henry, stage.kari, stage.luca, stage.maria, ada)

    shown = await stage.grace.slash("facilitate pairs")
    first = _pairs(shown)
    await stage.grace.press("🔄 Another proposal")
    await nothing_more_comes()
    [other] = whispers(stage.grace, "### Pairs of")
    await stage.until(FIRST_MONDAY, NINE)

    assert shown.ephemeral
    assert first != _pairs(other)
    assert "Proposal 2 of 3" in other.text
    names = {each.id: f"@{each.name}" for each in (*stage.everybody, ada)}
    made = {
        frozenset(names[each] for each in thread.members if each in names) for thread in pair_threads(stage, lounge)
    }
    assert _pairs(other) == made


async def test_p9_others_may_not_look(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)

    refused = await stage.henry.slash("facilitate pairs", group="Founders")

    assert refused.ephemeral
    assert "@Grace and" not in refused.text


async def test_without_a_meeting_channel_partner_show_says_whom_to_ask(stage: Stage) -> None:
    await two(stage, stage.grace, stage.henry)

    shown = await stage.henry.slash("partner show")

    assert shown.text == (
        "Nobody is paired here: that takes a meeting channel, which a moderator names with `/admin settings`. "
        "Ask one of them."
    )


async def test_a_channel_the_bot_cannot_use_is_refused_with_what_to_grant(stage: Stage) -> None:
    denied = Overwrite(stage.sandbox.world.bot.id, 1, deny=CREATE_PRIVATE_THREADS)
    channel = stage.guild.add_channel("meetings", overwrites=[denied])

    refused = await stage.maria.slash("admin settings", {"meeting-channel": channel})

    assert "Grant me there: Create Private Threads." in refused.text


async def test_settings_say_plainly_who_can_read_the_threads_and_end_pairs_with_one_press(
    stage: Stage, lounge: Channel
) -> None:
    shown = await stage.maria.slash("admin settings")

    ended = await stage.maria.press("Remove")

    assert "Moderators who may manage threads can read the pairs' threads." in shown.text
    assert "nobody is paired yet" in ended.text


async def test_a_thread_that_cannot_be_made_is_told_to_each_alone_and_to_moderators_with_the_reason(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.henry.press("Message me")
    take_away(stage, lounge)

    await stage.until(FIRST_MONDAY, NINE)
    await stage.grace.slash("partner show")
    await stage.settle()

    assert ledger.of("pair") == [("unreachable", "no_access")]
    assert [message.card.splitlines()[0] for message in stage.henry.dms] == ["### This round you are with @Grace"]
    assert len(whispers(stage.grace, "### This round you are with @Henry")) == 1
    listed = await stage.maria.slash("admin deliveries")
    assert "Thread of a pair" in listed.card
    assert "Grant me there: Create Private Threads." in listed.card
    assert "@Henry" not in listed.card


async def test_without_the_right_to_manage_threads_two_are_told_alone_instead_of_missing_a_thread_they_are_not_in(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    world = stage.sandbox.world
    world.beliefs = replace(world.beliefs, creator_invites=False)
    await two(stage, stage.grace, stage.henry)
    await stage.henry.press("Message me")
    take_away(stage, lounge, MANAGE_THREADS)

    await stage.until(FIRST_MONDAY, NINE)
    listed = await stage.maria.slash("admin deliveries")

    assert ledger.of("pair") == [("unreachable", "no_access")]
    assert [message.card.splitlines()[0] for message in stage.henry.dms] == ["### This round you are with @Grace"]
    assert "Grant me there: Manage Threads." in listed.card


@pytest.mark.worlds("mention-adds-nobody")
async def test_where_who_made_a_thread_may_add_people_two_meet_without_the_right_to_manage_threads(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    world = stage.sandbox.world
    world.beliefs = replace(world.beliefs, creator_invites=True)
    await two(stage, stage.grace, stage.henry)
    take_away(stage, lounge, MANAGE_THREADS)

    await stage.until(FIRST_MONDAY, NINE)

    assert [len(in_thread(person, lounge)) > 0 for person in (stage.grace, stage.henry)] == [True, True]
    assert ledger.of("pair") == [("delivered", "sent")]


async def test_whose_channel_is_hidden_is_told_alone_with_their_partner_and_nobody_waits_in_half_a_thread(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.henry.press("Message me")
    lounge.overwrites[stage.henry.id] = Overwrite(stage.henry.id, 1, deny=VIEW_CHANNEL)

    await stage.until(FIRST_MONDAY, NINE)
    alone = pair_threads(stage, lounge)
    await stage.grace.slash("partner show")
    await stage.settle()
    listed = await stage.maria.slash("admin deliveries")
    del lounge.overwrites[stage.henry.id]
    stage.sandbox.world.real.skip(600)  # until Discord has forgotten what the nonce stood for
    await stage.maria.press("Retry", on=listed, beside="Thread of a pair")
    await stage.settle()

    assert alone == []
    assert [message.card.splitlines()[0] for message in stage.henry.dms] == ["### This round you are with @Grace"]
    assert len(whispers(stage.grace, "### This round you are with @Henry")) == 1
    assert "Not everyone it's for can see #meetings" in listed.card
    assert ledger.of("pair") == [("delivered", "sent")]
    assert [len(in_thread(person, lounge)) > 0 for person in (stage.grace, stage.henry)] == [True, True]


@pytest.mark.worlds("mention-adds-nobody", "edit-adds", "creator-invites")
async def test_both_are_in_their_thread_whatever_a_mention_does(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)

    await stage.until(FIRST_MONDAY, NINE)

    assert [len(in_thread(person, lounge)) > 0 for person in (stage.grace, stage.henry)] == [True, True]
    assert stage.kari.threads(lounge) == []


async def test_too_many_threads_is_said_and_a_retry_makes_the_thread(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    stage.sandbox.world.faults.answer(400, rf"^POST /channels/{lounge.id}/threads$", code=160006)
    await stage.until(FIRST_MONDAY, NINE)
    listed = await stage.maria.slash("admin deliveries")

    await stage.maria.press("Retry", on=listed, beside="Thread of a pair")
    await stage.settle()

    assert "Archive some old ones, then retry." in listed.text
    assert len(pair_threads(stage, lounge)) == 1
    assert ledger.of("pair") == [("delivered", "sent")]


async def test_a_meeting_channel_deleted_mid_round_leaves_people_told(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    stage.guild.delete_channel(lounge)

    await stage.until(CARE, NINE)
    shown = await stage.grace.slash("partner met")

    assert ledger.of("pair") == [("unreachable", "channel_gone")]
    assert "@Henry" in shown.text


async def test_n4_the_partner_is_offered_a_card_and_the_silent_one_gets_no_second_ping(
    stage: Stage, lounge: Channel
) -> None:
    await two(stage, stage.grace, stage.kari)
    await join(stage.henry)
    await stage.grace.slash("partner skip")
    for person, label in ((stage.henry, "Message me"), (stage.kari, "Send meg melding")):
        await person.press(label)
        await commit(person, f"{person.name}'s own")
    await stage.until(HALF_WAY, NINE)
    to_kari = len(stage.kari.dms)
    await check_in(stage.henry)

    await stage.until(CARE, Time(12))

    cards = [message.card for message in stage.henry.dms if "A word from you" in message.card]
    assert [card.splitlines()[0] for card in cards] == ["### A word from you might do @Kari good"]
    assert (to_kari, len(stage.kari.dms)) == (1, 1)


@pytest.mark.worlds("mention-adds-nobody")
async def test_j4_who_leaves_the_group_is_taken_leave_of_in_the_thread(stage: Stage, lounge: Channel) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    await stage.henry.slash("group leave", name="Founders")
    await stage.settle()

    assert in_thread(stage.grace, lounge)[-1].text.startswith(
        "@Henry is no longer here, so this pair ends. @Grace: the next round brings you a new partner."
    )
    assert stage.henry.threads(lounge) == []


async def test_j4_who_is_gone_from_the_server_is_taken_leave_of_too(stage: Stage, lounge: Channel) -> None:
    await found(stage)
    await join(stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    before = len(stage.grace.threads(lounge)[0].members)

    await stage.kari.leaves_server(stage.guild)
    await stage.until(SECOND_MONDAY, NINE)

    assert before == 4  # with the bot
    assert [len(thread.members) for thread in stage.grace.threads(lounge)] == [3, 3]


async def test_a_thread_that_was_deleted_is_on_the_moderators_list_and_the_round_goes_on(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = pair_threads(stage, lounge)
    stage.guild.delete_channel(thread)

    await stage.until(CARE, NINE)
    shown = await stage.grace.slash("partner met")
    await stage.grace.press("🤝 We met")
    await stage.until(SECOND_MONDAY, NINE)
    listed = await stage.maria.slash("admin deliveries")

    assert ledger.of("met") == [("unreachable", "channel_gone")]
    assert "The pair's thread was deleted. There is nothing to mend." in listed.text
    assert "### With @Henry, in “Founders”" in shown.text
    assert len(pair_threads(stage, lounge)) == 1


def _pairs(shown: Shown | Seen) -> set[frozenset[str]]:
    lines = [line.removeprefix("- ") for line in shown.text.splitlines() if line.startswith("- ")]
    return {frozenset(line.split(" and ")) for line in lines}


async def test_a_private_thread_that_is_there_although_discord_said_503_is_not_doubled(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    stage.sandbox.world.faults.answer(503, rf"^POST /channels/{lounge.id}/threads$", after_effect=True)

    await stage.until(FIRST_MONDAY, Time(9, 5))

    assert len(pair_threads(stage, lounge)) == 1
    assert len(in_thread(stage.henry, lounge)) == 1
    assert ledger.of("pair") == [("delivered", "sent")]


async def test_a_first_message_that_discord_stumbled_over_goes_into_the_same_thread(
    stage: Stage, lounge: Channel, ledger: Ledger
) -> None:
    await two(stage, stage.grace, stage.henry)
    stage.sandbox.world.faults.answer(503, r"^POST /channels/\d+/messages$", times=2)

    await stage.until(FIRST_MONDAY, Time(9, 5))

    assert len(pair_threads(stage, lounge)) == 1
    assert len(in_thread(stage.henry, lounge)) == 1
    assert ledger.of("pair") == [("delivered", "sent")]


@dataclass(frozen=True)
class Tongue:
    """The commands as this person's client shows them, and how the private answers begin."""

    person: str
    met: str
    skip: str
    avoid: tuple[str, str]
    asked: str
    off: str
    avoided: str


@pytest.mark.parametrize(
    "tongue",
    [
        Tongue(
            "kari",
            "makker møtt",
            "makker hopp-over",
            ("makker unngå", "person"),
            "### Møttes dere?",
            "### Fri en runde\n**Founders**: du har fri runden som begynner mandag 14. september, slik du ønsket.",
            "Du blir aldri satt sammen med @Grace.",
        ),
        Tongue(
            "luca",
            "partner incontro",
            "partner salta",
            ("partner evita", "persona"),
            "### L'incontro c'è stato?",
            "### Un giro di pausa\n**Founders**: salti il giro di lunedì 14 settembre, come volevi.",
            "Non ti abbino mai a @Grace.",
        ),
    ],
    ids=lambda tongue: tongue.person,
)
async def test_p3_p4_p7_in_norwegian_and_italian(stage: Stage, lounge: Channel, tongue: Tongue) -> None:
    person: Person = getattr(stage, tongue.person)
    await two(stage, stage.grace, person)
    await stage.until(FIRST_MONDAY, NINE)

    asked = await person.slash(tongue.met)
    off = await person.slash(tongue.skip)
    command, option = tongue.avoid
    avoided = await person.slash(command, {option: stage.grace})

    assert asked.text.startswith(tongue.asked)
    assert off.text.startswith(tongue.off)
    assert avoided.text.startswith(tongue.avoided)
    assert (asked.ephemeral, off.ephemeral, avoided.ephemeral) == (True, True, True)
