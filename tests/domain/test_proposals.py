"""What proposals of pairs tell about who is never put together: small groups, every arrangement (P3, P9)."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest

from bot.domain.pairing import Proposal
from bot.domain.pairing_terms import LEANINGS, NOISE_BITS, Candidate, Context, Pair, Together, pair
from bot.domain.partners import SEEDS_APART
from bot.domain.people import Language
from bot.domain.proposals import PROPOSALS, SHOWN_FROM, Shown, as_shown, may_be_shown, proposals, settled

ALL_DAY = (1 << 96) - 1
Arrangement = frozenset[Pair]


def people(number: int) -> list[Candidate]:
    return [Candidate(each, Language.ENGLISH, ALL_DAY) for each in range(1, number + 1)]


def pairs_of(together: Iterable[Iterable[int]]) -> Arrangement:
    return frozenset(pair(*two) for some in together for two in combinations(some, 2))


def arrangements(ids: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way to put all of them in pairs, and three in a trio where their number is odd."""
    if not ids:
        yield ()
        return
    first, others = ids[0], ids[1:]
    for size in (1, 2) if len(ids) % 2 else (1,):
        for chosen in combinations(others, size):
            left = tuple(each for each in others if each not in chosen)
            yield from (((first, *chosen), *rest) for rest in arrangements(left) if len(left) != 1)


def seen(number: int, context: Context, seeds: int) -> list[list[Arrangement]]:
    """Return what a lead may be shown with each of many secrets."""
    return [
        [pairs_of(each.together) for each in proposals(people(number), context, seed << SEEDS_APART)]
        for seed in range(seeds)
    ]


def test_p3_leanings_stay_within_the_noise() -> None:
    """By which every arrangement is the cheapest for some noise: none for its own pairs, and most for all others."""
    assert sum(LEANINGS.values()) < 1 << NOISE_BITS


@pytest.mark.parametrize("number", [SHOWN_FROM, SHOWN_FROM + 1])
@pytest.mark.parametrize("met", [frozenset[Pair](), frozenset({(1, 3), (2, 4), (5, 6)})], ids=["strangers", "met"])
def test_p3_any_arrangement_may_follow_whoever_is_kept_apart_or_nobody(number: int, met: frozenset[Pair]) -> None:
    """So what follows where somebody said “never with …” also follows where nobody did, and tells nothing."""
    every = {pairs_of(each) for each in arrangements(tuple(range(1, number + 1)))}
    history = dict.fromkeys(met, Together(1))

    found = {other for _, *others in seen(number, Context(history=history), 1200) for other in others}

    assert found == every


@pytest.mark.parametrize("number", range(SHOWN_FROM, SHOWN_FROM + 4))
@pytest.mark.parametrize(
    "blocked",
    [{(1, 2)}, {(1, 2), (1, 3)}, {(1, 2), (3, 4)}, {(1, 2), (1, 3), (1, 4)}, {(1, 2), (2, 3), (3, 4)}],
    ids=["one", "one's two", "two", "one's three", "a chain"],
)
def test_p3_with_somebody_kept_apart_all_are_placed_and_each_proposal_is_another(
    number: int, blocked: set[Pair]
) -> None:
    context = Context(blocked=frozenset(blocked))

    shown = [proposals(people(number), context, seed << SEEDS_APART) for seed in range(30)]

    assert {len({pairs_of(each.together) for each in made}) for made in shown} == {PROPOSALS}
    assert {(len(each.together), each.left_out) for made in shown for each in made} == {(number // 2, ())}


@pytest.mark.parametrize(
    ("number", "every", "without_one_pair", "is_shown"),
    [(3, 1, 0, False), (4, 3, 2, False), (5, 10, 6, False), (6, 15, 12, True)],
)
def test_p3_nothing_is_shown_where_two_weeks_could_show_all_that_leave_one_pair_out(
    number: int, every: int, without_one_pair: int, is_shown: bool
) -> None:
    """Then it would be told that no other comes."""
    found = [pairs_of(each) for each in arrangements(tuple(range(1, number + 1)))]

    assert len(found) == every
    assert sum((1, 2) not in each for each in found) == without_one_pair
    assert (without_one_pair > 2 * PROPOSALS) is is_shown is (number >= SHOWN_FROM)


@pytest.mark.parametrize(("number", "is_shown"), [(2, False), (3, False), (5, False), (6, True), (7, True)])
def test_p9_among_few_nothing_is_shown(number: int, is_shown: bool) -> None:
    assert may_be_shown(proposals(people(number), Context(), seed=1)[0]) is is_shown


def test_p3_somebody_whom_nobody_may_meet_counts_for_nothing() -> None:
    """Else it would be told that they are free."""
    kept_apart = Context(blocked=frozenset((each, 6) for each in range(1, 6)))

    assert not may_be_shown(proposals(people(6), kept_apart, seed=1)[0])


def test_p3_who_is_left_out_of_the_first_is_left_out_of_the_others() -> None:
    """Out in one and in another, they would be told to be free."""
    kept_apart = Context(blocked=frozenset({(1, 2)}))

    made = [proposals(people(3), kept_apart, seed << SEEDS_APART) for seed in range(20)]

    assert {len({each.together for each in some}) for some in made} == {1}
    assert {some[0].left_out for some in made} == {(1,), (2,)}


def test_p9_among_few_the_best_is_made_whatever_was_settled_on() -> None:
    made = proposals(people(5), Context(), seed=1)

    assert settled(made, turn=2) == made[0]


def test_p9_after_the_last_proposal_comes_the_first() -> None:
    made = proposals(people(6), Context(), seed=1)

    assert [settled(made, turn) for turn in range(PROPOSALS + 1)] == [*made, made[0]]


def test_p9_fewer_proposals_are_the_first_of_all() -> None:
    assert proposals(people(8), Context(), seed=1, most=2) == proposals(people(8), Context(), seed=1)[:2]


def test_p3_who_goes_or_comes_later_changes_nothing_for_the_others() -> None:
    proposal = Proposal(((1, 2), (3, 4), (5, 6, 7)), (8,))

    shown = as_shown(proposal, still_free={1, 3, 4, 5, 7, 8, 9}, members=range(1, 10))

    assert shown == Shown(together=[[3, 4], [5, 7]], open=[1], off=[2, 6, 8, 9])
