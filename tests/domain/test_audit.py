"""What is kept of a change (A6)."""

from bot.domain.audit import NO_FACTS, Fact, differing


def test_of_a_change_there_is_what_differs() -> None:
    before = {Fact.CHANNEL: 1, Fact.ZONE: "Europe/Oslo", Fact.ENTRY: "open"}
    after = {Fact.CHANNEL: 2, Fact.ZONE: "Europe/Oslo", Fact.ENTRY: "open"}

    assert differing(before, after) == ({Fact.CHANNEL: 1}, {Fact.CHANNEL: 2})


def test_what_is_new_was_nothing_before_and_what_is_removed_is_nothing_after() -> None:
    made = differing(NO_FACTS, {Fact.CHANNEL: 2})
    removed = differing({Fact.CHANNEL: 2}, {Fact.CHANNEL: None})

    assert made == ({Fact.CHANNEL: None}, {Fact.CHANNEL: 2})
    assert removed == ({Fact.CHANNEL: 2}, {Fact.CHANNEL: None})


def test_what_stays_as_it_is_is_no_change() -> None:
    same = {Fact.CHANNEL: 1, Fact.TIME: None}

    assert differing(same, {Fact.CHANNEL: 1}) == (NO_FACTS, NO_FACTS)
