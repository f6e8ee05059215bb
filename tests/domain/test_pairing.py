"""Who comes together, case by case; tests/property/test_pairing.py compares with every arrangement there is."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from whenever import Instant, Time

from bot.domain.pairing import Proposal, match
from bot.domain.pairing_terms import QUARTERS_A_DAY, Candidate, Context, Together, pair, waking_hours
from bot.domain.people import Language
from tests.domain.candidates import NEW_YORK, ON, OSLO, TOKYO, people

NOBODY_KNOWN = Context()
ALL_DAY = (1 << QUARTERS_A_DAY) - 1


def blocking(*pairs: tuple[int, int]) -> Context:
    return Context(blocked=frozenset(pair(*each) for each in pairs))


def speaking(candidate: Candidate, language: Language) -> Candidate:
    return replace(candidate, language=language)


def all_odd_but(number: int, *fresh: int) -> list[Candidate]:
    return [replace(each, was_odd=each.person_id not in fresh) for each in people(number)]


@pytest.mark.parametrize("number", [0, 1])
def test_who_has_nobody_to_meet_is_left_out(number: int) -> None:
    assert match(people(number), NOBODY_KNOWN, seed=1) == Proposal((), tuple(range(1, number + 1)))


def test_two_people_are_a_pair() -> None:
    assert match(people(2), NOBODY_KNOWN, seed=1) == Proposal(((1, 2),), ())


def test_two_who_are_kept_apart_are_both_left_out() -> None:
    """P3."""
    assert match(people(2), blocking((2, 1)), seed=1) == Proposal((), (1, 2))


def test_three_people_are_a_trio_instead_of_a_pair_and_a_loner() -> None:
    """P2."""
    proposal = match(people(3), NOBODY_KNOWN, seed=1)

    assert ([sorted(each) for each in proposal.together], proposal.left_out) == ([[1, 2, 3]], ())


def test_nobody_joins_a_pair_of_which_they_never_want_to_meet_one() -> None:
    """P3."""
    assert match(people(3), blocking((1, 2), (2, 3)), seed=1) == Proposal(((1, 3),), (2,))


def test_six_people_are_three_pairs_and_not_two_trios() -> None:
    assert [len(each) for each in match(people(6), NOBODY_KNOWN, seed=1).together] == [2, 2, 2]


def test_people_meet_whom_they_have_not_met() -> None:
    """P1."""
    met = {each: Together(1) for each in combinations(range(1, 7), 2) if each not in [(1, 4), (2, 5), (3, 6)]}

    assert match(people(6), Context(history=met), seed=1).together == ((1, 4), (2, 5), (3, 6))


def test_where_all_have_met_those_come_together_whose_last_time_is_longest_ago() -> None:
    """P1."""
    ago = {(1, 2): 1, (3, 4): 1, (1, 3): 3, (2, 4): 3, (1, 4): 2, (2, 3): 2}
    history = {each: Together(rounds) for each, rounds in ago.items()}

    assert match(people(4), Context(history=history), seed=1).together == ((1, 3), (2, 4))


def test_one_pair_of_last_week_is_worse_than_two_of_the_week_before_it() -> None:
    ago = {(1, 2): 1, (3, 4): 9, (1, 3): 2, (2, 4): 2}
    history = {each: Together(ago.get(each, 1)) for each in combinations(range(1, 5), 2)}

    assert match(people(4), Context(history=history), seed=1).together == ((1, 3), (2, 4))


def test_one_pair_that_met_last_week_is_better_than_two_that_met_long_ago() -> None:
    """P1: two who were together before are so again only where it cannot be avoided, however long ago it was."""
    ago = {(1, 2): 1, (1, 3): 50, (2, 4): 50, (1, 4): 50, (2, 3): 50}
    history = {each: Together(rounds) for each, rounds in ago.items()}

    assert match(people(4), Context(history=history), seed=1).together == ((1, 2), (3, 4))


def test_of_pairs_as_old_that_comes_about_which_was_less_often() -> None:
    often = {(1, 2): 3, (3, 4): 3, (1, 3): 2, (2, 4): 2, (1, 4): 3, (2, 3): 2}
    history = {each: Together(4, times) for each, times in often.items()}

    assert match(people(4), Context(history=history), seed=1).together == ((1, 3), (2, 4))


def test_a_language_in_common_matters_more_than_waking_hours() -> None:
    """P1."""
    oslo, tokyo, other_oslo, other_tokyo = people(4)
    candidates = [
        speaking(oslo, Language.ITALIAN),
        speaking(replace(tokyo, waking=TOKYO), Language.ITALIAN),
        speaking(other_oslo, Language.ENGLISH),
        speaking(replace(other_tokyo, waking=TOKYO), Language.ENGLISH),
    ]

    assert match(candidates, NOBODY_KNOWN, seed=1).together == ((1, 2), (3, 4))


def test_among_equals_come_together_of_whom_one_looks_for_what_the_other_teaches() -> None:
    """P1."""
    fitting = frozenset({(1, 4), (2, 6), (3, 5)})

    proposals = {match(people(6), Context(fitting=fitting), seed=seed).together for seed in range(20)}

    assert proposals == {((1, 4), (2, 6), (3, 5))}


def test_waking_hours_in_common_matter_more_than_what_one_could_teach_the_other() -> None:
    """P1."""
    here, there = people(4)[:2], [replace(each, waking=TOKYO) for each in people(4)[2:]]
    fitting = frozenset({(1, 3), (2, 4)})

    assert match([*here, *there], Context(fitting=fitting), seed=1).together == ((1, 2), (3, 4))


def test_a_new_partner_matters_more_than_a_language_in_common() -> None:
    one, two, three, four = people(4)
    candidates = [one, speaking(two, Language.ITALIAN), three, speaking(four, Language.ITALIAN)]
    met = {(1, 3): Together(50), (2, 4): Together(50), (1, 4): Together(50)}

    assert match(candidates, Context(history=met), seed=1).together == ((1, 2), (3, 4))


def test_people_meet_who_are_awake_at_the_same_time() -> None:
    """P1."""
    one, two, three, four = people(4)
    candidates = [replace(one, waking=TOKYO), two, replace(three, waking=TOKYO), replace(four, waking=NEW_YORK)]

    assert match(candidates, NOBODY_KNOWN, seed=1).together == ((1, 3), (2, 4))


def test_the_odd_one_is_somebody_else_than_last_time() -> None:
    """P2: in a trio of which two were odd before, the third is."""
    assert match(all_odd_but(3, 2), NOBODY_KNOWN, seed=1).odd_ones == (2,)


def test_whoever_was_odd_last_time_is_in_no_trio_at_all() -> None:
    """P2: with five, the two who were odd are the pair."""
    assert [(4, 5) in match(all_odd_but(5, 1, 2, 3), NOBODY_KNOWN, seed).together for seed in range(5)] == [True] * 5


def test_nobody_is_odd_twice_running_even_where_that_brings_two_together_again() -> None:
    """P2: without a repeat only 4 and 5 are a pair, and the other three were odd last time."""
    met = {(one, other): Together(30) for one in (1, 2, 3) for other in (4, 5)}

    proposal = match(all_odd_but(5, 4, 5), Context(history=met), seed=1)

    assert set(proposal.odd_ones) <= {4, 5}


def test_sparing_somebody_the_trio_brings_no_two_together_again() -> None:
    met = {(4, 5): Together(30)}

    proposal = match(all_odd_but(5, 1, 2, 3), Context(history=met), seed=1)

    assert [each for each in proposal.together if {4, 5} <= set(each)] == []


def test_the_odd_one_is_somebody_who_may_join_a_pair() -> None:
    """2 and 3 can only meet 1: whoever of them is alone would stay alone, so neither is paired at 1's cost."""
    apart = blocking((2, 3), *((lonely, other) for lonely in (2, 3) for other in (4, 5, 6, 7)))

    proposal = match(people(7), apart, seed=1)

    assert (sum(len(each) for each in proposal.together), len(proposal.left_out)) == (6, 1)


def test_a_pair_is_broken_up_where_the_trio_is_better_for_it() -> None:
    """P1: the cheapest two pairs and whoever joins one of them would cost more than either of these."""
    ago = {(1, 2): 4, (1, 3): 3, (1, 4): 3, (1, 5): 1, (2, 3): 6, (2, 4): 3, (2, 5): 4, (3, 4): 5, (3, 5): 3, (4, 5): 3}
    history = {each: Together(rounds) for each, rounds in ago.items()}

    proposal = match(people(5), Context(history=history), seed=1)

    assert {frozenset(each) for each in proposal.together} in (
        {frozenset({1, 4}), frozenset({2, 3, 5})},
        {frozenset({4, 5}), frozenset({1, 2, 3})},
    )


def test_several_who_are_alone_join_different_pairs() -> None:
    """Two camps of three that do not speak with each other."""
    camps = blocking(*((one, other) for one in (1, 2, 3) for other in (4, 5, 6)))

    proposal = match(people(6), camps, seed=1)

    assert [sorted(each) for each in proposal.together] == [[1, 2, 3], [4, 5, 6]]


def test_across_groups_nobody_meets_somebody_of_their_own() -> None:
    """P8: 3 is in both groups, so only 4 is left for 3 to meet."""
    groups = {1: {7}, 2: {8}, 3: {7, 8}, 4: {9}}
    candidates = [replace(each, group_ids=frozenset(groups[each.person_id])) for each in people(4)]

    assert match(candidates, Context(cross=True), seed=1) == Proposal(((1, 2), (3, 4)), ())


def test_a_community_of_one_group_has_no_pairs_across_groups() -> None:
    """P8."""
    candidates = [replace(each, group_ids=frozenset({7})) for each in people(4)]

    assert match(candidates, Context(cross=True), seed=1) == Proposal((), (1, 2, 3, 4))


def test_among_equals_the_seed_chooses() -> None:
    """P9."""
    proposals = {match(people(4), NOBODY_KNOWN, seed).together for seed in range(40)}

    assert proposals == {((1, 2), (3, 4)), ((1, 3), (2, 4)), ((1, 4), (2, 3))}


def test_the_same_seed_proposes_the_same_after_a_restart() -> None:
    assert match(people(9), NOBODY_KNOWN, seed=5) == Proposal(((2, 7), (3, 8), (4, 5, 1), (6, 9)), ())


def test_in_a_year_of_nine_everybody_meets_everybody_about_as_often() -> None:
    """P1, P2: 52 rounds, each on the history of those before it; 312 meetings of 36 pairs are 8.7 each."""
    history: dict[tuple[int, int], Together] = {}
    odd: list[int] = []
    for number in range(52):
        candidates = [replace(each, was_odd=[each.person_id] == odd[-1:]) for each in people(9)]
        proposal = match(candidates, Context(history=history), seed=number)
        odd.extend(proposal.odd_ones)
        history = {each: replace(known, rounds_ago=known.rounds_ago + 1) for each, known in history.items()}
        for two in (pair(*two) for some in proposal.together for two in combinations(some, 2)):
            history[two] = Together(1, history[two].times + 1 if two in history else 1)

    times = [history[each].times for each in combinations(range(1, 10), 2)]
    assert (sum(times), min(times), max(times)) == (52 * 6, 7, 10)
    assert [one for one, following in pairwise(odd) if one == following] == []


def test_waking_hours_are_those_of_the_persons_own_clock() -> None:
    """Oslo is two hours ahead in September: quiet from 21 to 8 there is from 19 to 6 in UTC."""
    at_midnight = waking_hours("Europe/Oslo", Time(21), Time(8), Instant.from_utc(2026, 9, 7))

    assert [number / 4 for number in range(96) if at_midnight >> number & 1] == [each / 4 for each in range(24, 76)]


def test_waking_hours_follow_the_clocks_when_they_change() -> None:
    """On 25 October 2026 Oslo's clocks go back at three: the night before has an hour more, so 8 is 7 in UTC."""
    changing = waking_hours("Europe/Oslo", Time(21), Time(8), Instant.from_utc(2026, 10, 24, 12))

    assert [number / 4 for number in range(96) if changing >> number & 1] == [
        each / 4 for each in [*range(28), *range(76, 96)]
    ]


def test_who_is_never_to_be_reminded_may_be_met_at_any_hour() -> None:
    assert waking_hours("Asia/Tokyo", Time(8), Time(8), ON) == ALL_DAY


def test_oslo_and_tokyo_share_few_waking_hours() -> None:
    """21 to 8 is quiet: Oslo is awake from 6 to 19 in UTC, Tokyo from 23 to 12."""
    assert (OSLO & TOKYO).bit_count() == 6 * 4
