"""What a channel needs for what it is for, and what of it is missing, without Discord (A1)."""

import pytest

from bot.domain.channels import EVERY_NEED, NEEDS, Ailment, ChannelKind, Named, Seen, Trouble, Use, look_through

EVERYTHING = frozenset(EVERY_NEED)
CHANNEL, OTHER = 20, 21


def seen(kind: ChannelKind = ChannelKind.TEXT, *denied: str) -> Seen:
    return Seen(kind, EVERYTHING - set(denied))


@pytest.mark.parametrize(("use", "kind"), NEEDS)
def test_each_permission_that_is_needed_is_named_when_it_alone_is_missing(use: Use, kind: ChannelKind) -> None:
    named = Named(use, CHANNEL)

    found = {flag: look_through([named], {CHANNEL: seen(kind, flag)}) for flag in EVERY_NEED}

    assert {flag for flag, troubles in found.items() if troubles} == set(NEEDS[use, kind])
    assert found == {
        flag: [Trouble(CHANNEL, Ailment.LACKING, (named,), (flag,))] if flag in NEEDS[use, kind] else []
        for flag in EVERY_NEED
    }


def test_in_a_hidden_channel_only_that_can_be_told() -> None:
    [trouble] = look_through([Named(Use.GROUP, CHANNEL)], {CHANNEL: Seen(ChannelKind.TEXT, frozenset())})

    assert trouble.missing == ("view_channel",)


def test_a_channel_that_is_not_there_is_said_to_be_gone() -> None:
    named = Named(Use.MEETING, CHANNEL)

    assert look_through([named], {}) == [Trouble(CHANNEL, Ailment.GONE, (named,))]


@pytest.mark.parametrize("use", Use)
def test_a_voice_channel_does_for_nothing(use: Use) -> None:
    named = Named(use, CHANNEL)

    assert look_through([named], {CHANNEL: seen(ChannelKind.OTHER)}) == [Trouble(CHANNEL, Ailment.UNFIT, (named,))]


def test_an_announcement_channel_holds_prompts_but_no_private_threads() -> None:
    prompts, pairs = Named(Use.GROUP, CHANNEL, "Founders"), Named(Use.MEETING, CHANNEL)

    found = look_through([prompts, pairs], {CHANNEL: seen(ChannelKind.NEWS)})

    assert found == [Trouble(CHANNEL, Ailment.UNFIT, (pairs,))]


def test_a_channel_of_several_uses_is_told_of_once_with_all_that_is_missing_in_the_order_of_need() -> None:
    group, pairs = Named(Use.GROUP, CHANNEL, "Founders"), Named(Use.MEETING, CHANNEL)
    moderators = Named(Use.MODERATORS, CHANNEL)

    found = look_through(
        [group, pairs, moderators], {CHANNEL: seen(ChannelKind.TEXT, "create_private_threads", "create_public_threads")}
    )

    missing = ("create_public_threads", "create_private_threads")
    assert found == [Trouble(CHANNEL, Ailment.LACKING, (group, pairs), missing)]


def test_channels_are_told_of_one_by_one_and_a_sound_one_not_at_all() -> None:
    named = [Named(Use.GROUP, CHANNEL, "Founders"), Named(Use.KNOWLEDGE, OTHER), Named(Use.MEETING, 22)]
    state = {CHANNEL: seen(), OTHER: seen(ChannelKind.FORUM, "manage_threads"), 22: seen(ChannelKind.FORUM)}

    found = look_through(named, state)

    assert [(each.channel_id, each.ailment, each.missing) for each in found] == [
        (OTHER, Ailment.LACKING, ("manage_threads",)),
        (22, Ailment.UNFIT, ()),
    ]
