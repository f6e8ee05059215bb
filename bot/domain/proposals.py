"""Whole proposals of a round's pairs, and how much of them may be shown beforehand.

Whoever sees enough arrangements of the same people can tell which two are never together. So among few nothing is
shown; others are of the people the first one places; and all are made once a round, however often somebody looks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.domain.pairing import Proposal, match
from bot.domain.pairing_terms import Candidate, Context, pair

PROPOSALS = 3
# Three people have one arrangement, four have three, five have ten. Among fewer than six the proposals of two weeks
# could be all there are without one pair, and so tell it.
SHOWN_FROM = 6
TRIES = 4  # so that another proposal is none of those before


@dataclass(frozen=True)
class Shown:
    """What a lead is shown of a proposal. `open`: whoever they were with has gone since, so they come to somebody else.
    `off`: everyone else, whatever the reason."""

    together: Sequence[Sequence[int]]
    open: Sequence[int]
    off: Sequence[int]


def proposals(candidates: Sequence[Candidate], context: Context, seed: int, most: int = PROPOSALS) -> list[Proposal]:
    """Return the best proposal, and up to `most` with others of the people whom it places; the same for the same seed.

    Seeds are taken from `seed` on, as far as `seed_of` keeps them apart.
    """
    first = match(candidates, context, seed)
    placed = [each for each in candidates if each.person_id not in first.left_out]
    made, shown = [first], _pairs(first)
    for number in range(1, most):
        other = _another(placed, replace(context, shown=frozenset(shown), is_another=True), seed + number * TRIES, made)
        made.append(replace(other, left_out=first.left_out))
        shown |= _pairs(other)
    return made


def may_be_shown(first: Proposal) -> bool:
    """Tell whether enough people are placed. Who is not counts for nothing here: it would tell that they are free."""
    return sum(map(len, first.together)) >= SHOWN_FROM


def settled(made: Sequence[Proposal], turn: int) -> Proposal:
    """Return the proposal to be made: the first where there was nothing to choose from."""
    return made[turn % PROPOSALS] if may_be_shown(made[0]) else made[0]


def as_shown(proposal: Proposal, still_free: Collection[int], members: Sequence[int]) -> Shown:
    """Return a proposal that was made some time ago, without those who have gone or rest since. Nobody is placed
    elsewhere in it: with whom somebody would be then is not to be found out by going and coming back."""
    left = [[each for each in some if each in still_free] for some in proposal.together]
    together = [some for some in left if len(some) > 1]
    open = [each for some in left if len(some) == 1 for each in some]
    placed = {*open, *(each for some in together for each in some)}
    return Shown(together, open, [each for each in members if each not in placed])


def _another(placed: Sequence[Candidate], context: Context, seed: int, made: Sequence[Proposal]) -> Proposal:
    known = [_pairs(each) for each in made]
    for number in range(TRIES):
        other = match(placed, context, seed + number)
        if _pairs(other) not in known:
            break
    return other


def _pairs(proposal: Proposal) -> set[tuple[int, int]]:
    return {pair(one, other) for some in proposal.together for one, other in combinations(some, 2)}
