"""A kind of delivery whose audience nobody stated does not build (V3)."""

import pytest

from bot.domain.audiences import AUDIENCES, Audience, check_stated
from bot.domain.deliveries import Kind


@pytest.mark.parametrize("kind", Kind)
def test_with_any_line_taken_out_nothing_is_built_and_the_mend_is_said(kind: Kind) -> None:
    left = {each: audience for each, audience in AUDIENCES.items() if each is not kind}

    with pytest.raises(TypeError, match=rf"Say in AUDIENCES .* whom Kind\.{kind.name} is for"):
        check_stated(left)


@pytest.mark.parametrize("kind", [Kind.DIGEST, Kind.CHECK_IN, Kind.RING_ANSWER, Kind.PROMPT, Kind.EXPERIMENT_EDIT])
def test_what_is_for_one_person_is_not_stated_for_where_a_group_reads_it(kind: Kind) -> None:
    with pytest.raises(TypeError, match=rf"Kind\.{kind.name} goes to"):
        check_stated({**AUDIENCES, kind: Audience.ONE})


def test_an_edit_is_for_those_that_read_the_message() -> None:
    with pytest.raises(TypeError, match="state the same audience"):
        check_stated({**AUDIENCES, Kind.CHECK_IN_EDIT: Audience.GROUP})


def test_every_kind_is_stated_for_a_place_that_fits() -> None:
    check_stated(AUDIENCES)
