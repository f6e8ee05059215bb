"""Pairing against every arrangement there is, for groups small enough to look at all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.exposure import exposable
from bot.domain.pairing import match
from bot.domain.pairing_terms import TERMS, Candidate, Context, Pair, Together, pair
from bot.domain.partners import SEEDS_APART
from bot.domain.people import Language
from bot.domain.proposals import proposals
from tests.domain.candidates import HOURS

MOST = 8
MANY_PEOPLE = settings(max_examples=50, deadline=None)
LOOKING_AT_ALL = settings(max_examples=100, deadline=None)
Arrangement = tuple[tuple[int, ...], ...]
Case = tuple[list[Candidate], Context]


@st.composite
def cases(draw: st.DrawFn, most: int = MOST) -> Case:
    divided = draw(st.booleans())
    ids = range(1, draw(st.integers(0, most)) + 1)
    pairs = list(combinations(ids, 2))
    some_pairs = st.sets(st.sampled_from(pairs)) if pairs else st.just(set[Pair]())
    # Camps that do not speak with each other are where several trios are needed at once; nobody avoids camp 0.
    camps = {each: draw(st.integers(0, 3)) if divided else 0 for each in ids}
    feuds = {(one, other) for one, other in pairs if 0 < camps[one] != camps[other] > 0}
    together = st.builds(Together, rounds_ago=st.integers(1, 4), times=st.integers(1, 3))
    candidates = [
        Candidate(
            each,
            language=draw(st.sampled_from(Language)),
            waking=draw(st.sampled_from(HOURS)),
            was_odd=draw(st.booleans()),
            group_ids=draw(st.frozensets(st.sampled_from("ABC").map(ord), max_size=2)),
        )
        for each in ids
    ]
    context = Context(
        history={each: draw(together) for each in sorted(draw(some_pairs))},
        blocked=frozenset(feuds if divided else draw(some_pairs)),
        shown=frozenset(draw(some_pairs)),
        fitting=frozenset(draw(some_pairs)),
        cross=draw(st.integers(0, 3)) == 0,
    )
    return candidates, context


def arrangements(ids: Sequence[int], allowed: frozenset[Pair]) -> Iterator[Arrangement]:
    """Every way to put some of them in pairs and trios whose members may all meet."""
    if not ids:
        yield ()
        return
    first, others = ids[0], ids[1:]
    yield from arrangements(others, allowed)
    for size in (1, 2):
        for chosen in combinations(others, size):
            if {pair(*two) for two in combinations((first, *chosen), 2)} <= allowed:
                left = [each for each in others if each not in chosen]
                yield from (((first, *chosen), *rest) for rest in arrangements(left, allowed))


def pairs_of(arrangement: Arrangement) -> list[Pair]:
    return [pair(*two) for some in arrangement for two in combinations(some, 2)]


def allowed_pairs(case: Case) -> frozenset[Pair]:
    candidates, context = case
    return frozenset(
        (one.person_id, other.person_id)
        for one, other in combinations(candidates, 2)
        if (one.person_id, other.person_id) not in context.blocked
        and not (context.cross and one.group_ids & other.group_ids)
    )


def every_arrangement(case: Case) -> list[Arrangement]:
    return list(arrangements([each.person_id for each in case[0]], allowed_pairs(case)))


def placed(arrangement: Arrangement) -> int:
    return sum(len(some) for some in arrangement)


def fullest(case: Case) -> list[Arrangement]:
    """Those that place as many people as can be, with as few trios as that takes."""
    every = every_arrangement(case)
    most = max(placed(each) for each in every)
    full = [each for each in every if placed(each) == most]
    pairs_most = max(len(each) for each in full)
    return [each for each in full if len(each) == pairs_most]


def repeats(context: Context, arrangement: Arrangement) -> int:
    return sum(each in context.history for each in pairs_of(arrangement))


def odd_again(case: Case, arrangement: Arrangement) -> int:
    """Trios in which everybody was the odd one last time."""
    was_odd = {each.person_id for each in case[0] if each.was_odd}
    return sum(len(some) > 2 and set(some) <= was_odd for some in arrangement)


def badness(case: Case, arrangement: Arrangement) -> tuple[int, ...]:
    """What an arrangement costs, the worst first, added up without the weights that are tried here."""
    candidates, context = case
    by_id = {each.person_id: each for each in candidates}
    pairs = [(by_id[one], by_id[other]) for one, other in pairs_of(arrangement)]
    repeated, *others = (sum(term(one, other, context) for one, other in pairs) for term in TERMS)
    spared = sum(by_id[each].was_odd for some in arrangement if len(some) > 2 for each in some)
    return odd_again(case, arrangement), repeated, spared, *others


@MANY_PEOPLE
@given(cases(most=30), st.integers(0, 3))
def test_nobody_meets_whom_they_are_kept_from_not_even_in_a_trio(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    assert [each for each in pairs_of(proposal.together) if each not in allowed_pairs(case)] == []


@MANY_PEOPLE
@given(cases(most=30), st.integers(0, 3))
def test_everybody_is_in_one_place_and_no_place_holds_more_than_three(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    everybody = [*proposal.left_out, *(each for some in proposal.together for each in some)]
    assert sorted(everybody) == [each.person_id for each in case[0]]
    assert {len(some) for some in proposal.together} <= {2, 3}


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_nobody_is_left_out_who_could_be_matched(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    assert placed(proposal.together) == max(placed(each) for each in every_arrangement(case))


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_there_are_as_few_trios_as_that_takes(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    assert len(proposal.together) == len(fullest(case)[0])


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_people_are_together_again_only_where_it_cannot_be_avoided(case: Case, seed: int) -> None:
    nobody_was_odd = [replace(each, was_odd=False) for each in case[0]], case[1]

    proposal = match(*nobody_was_odd, seed)

    fewest = min(repeats(case[1], each) for each in fullest(case))
    assert repeats(case[1], proposal.together) == fewest


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_nobody_is_odd_twice_running_where_it_can_be_avoided(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    was_odd = {each.person_id for each in case[0] if each.was_odd}
    fewest = min(odd_again(case, each) for each in fullest(case))
    assert len(was_odd & set(proposal.odd_ones)) == fewest


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_no_arrangement_is_better_term_by_term(case: Case, seed: int) -> None:
    proposal = match(*case, seed)

    assert badness(case, proposal.together) == min(badness(case, each) for each in fullest(case))


@MANY_PEOPLE
@given(cases(most=30), st.integers(0, 3), st.randoms())
def test_the_same_seed_gives_the_same_proposal_in_whichever_order_people_come(
    case: Case, seed: int, random: Random
) -> None:
    candidates, context = case
    shuffled = list(candidates)
    random.shuffle(shuffled)

    assert match(shuffled, context, seed) == match(candidates, context, seed)


@LOOKING_AT_ALL
@given(cases(), st.integers(0, 3))
def test_other_proposals_place_the_same_people_and_nobody_with_whom_they_are_kept_from(case: Case, seed: int) -> None:
    """P3, P9: from who is out in one and not in another it could be told that they are free."""
    first, *others = proposals(*case, seed << SEEDS_APART)

    everybody = {each.person_id for each in case[0]}
    in_pairs = [{each for some in other.together for each in some} for other in others]
    assert in_pairs == [everybody - set(first.left_out)] * len(others)
    assert {each for other in others for each in pairs_of(other.together)} <= allowed_pairs(case)


def pairings(ids: Sequence[int], allowed: frozenset[Pair]) -> list[Arrangement]:
    every = [each for each in arrangements(ids, allowed) if all(len(some) == 2 for some in each)]
    most = max(len(each) for each in every)
    return [each for each in every if len(each) == most]


@LOOKING_AT_ALL
@given(cases())
def test_those_whom_pairs_could_leave_alone_are_found(case: Case) -> None:
    ids, allowed = [each.person_id for each in case[0]], allowed_pairs(case)
    near = {each: {one if one != each else other for one, other in allowed if each in (one, other)} for each in ids}
    largest = pairings(ids, allowed)

    found = [exposable(near, dict(each) | {two: one for one, two in each}) for each in largest]  # type: ignore[arg-type]

    alone = {each for some in largest for each in ids if each not in [one for two in some for one in two]}
    assert found == [alone] * len(largest)
