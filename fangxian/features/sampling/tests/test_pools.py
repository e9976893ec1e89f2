"""Pools whose results are amended, and pools of which more comes to be known after their result."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.features.items.models import Item, ItemLine
from fangxian.features.sampling import retests, services
from fangxian.features.sampling.models import Pool
from fangxian.features.sampling.services import Amending, Said
from fangxian.features.sampling.tests.conftest import AT, arrive, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_results import LAB, note
from fangxian.kernel.db import scope
from tests import world

NEXT_DAY = AT + timedelta(hours=20)


@pytest.fixture
def people(table):
    """Three people, of whom the first two are in one tube."""
    three = residents(3)
    arrive(table.swab("T1", three[0]), table.swab("T1", three[1], 1))
    return three


def amend(table, tube, value, hours):
    said = Said(f"{table.code}/{tube}", value, AT + timedelta(hours=hours), "县医院")
    with scope.acting(LAB):
        signed, at = Amending("lu.an", "陆明", "标本弄错"), AT + timedelta(hours=hours)
        services.amend_result(actor=LAB, said=said, amending=signed, at=at)


def caught_up():
    with scope.acting(world.OPERATOR):
        return retests.catch_up(world.OPERATOR, NEXT_DAY)


def pools():
    return rows(Pool, "members", "left", "positives", "resolved_at")


def states():
    return [state for (state,) in rows(Item, "state", kind="retest")]


def test_a_pool_that_is_positive_again_has_everybody_sampled_again(table, people):
    note(table, "T1", "positive")
    amend(table, "T1", "negative", 6)
    assert states() == ["released", "released"]
    amend(table, "T1", "positive", 7)
    assert (states(), pools()) == (["found", "found"], [(2, 2, 0, None)])
    due = AT + timedelta(hours=9)
    assert rows(Item, "due_at", "ended_at", kind="retest") == [(due, None)] * 2
    assert rows(ItemLine, "move") == [(move,) for move in ("opened", "release", "reopen") for _ in range(2)]


def test_a_single_result_that_is_amended_is_followed_also_after_the_pool_is_resolved(table, people):
    note(table, "T1", "positive")
    arrive(table.swab("S0", people[0], 400), table.swab("S1", people[1], 401))
    note(table, "S0", "negative", 9)
    note(table, "S1", "negative", 9)
    amend(table, "S0", "positive", 10)
    assert (sorted(states()), pools()) == (["negative", "positive"], [(2, 0, 1, AT + timedelta(hours=9))])
    amend(table, "S0", "invalid", 11)
    assert (sorted(states()), pools()) == (["isolated", "negative"], [(2, 1, 0, None)])


def test_whose_swab_comes_after_the_result_is_sampled_again_too(table, people):
    note(table, "T1", "positive")
    arrive(table.swab("T1", people[2], 2))
    assert (caught_up(), caught_up()) == (1, 0)
    assert (states(), pools()) == (["found"] * 3, [(3, 3, 0, None)])
    assert rows(Item, "due_at", made_at=NEXT_DAY) == [(NEXT_DAY + timedelta(hours=2),)]


def test_a_single_that_turns_out_to_be_two_is_a_pool(table, people):
    arrive(table.swab("T2", people[2]))
    note(table, "T2", "suspected")
    assert (caught_up(), pools()) == (0, [])
    arrive(table.swab("T2", people[1], 3))
    assert (caught_up(), pools()) == (1, [(2, 2, 0, None)])


def test_who_was_not_in_the_tube_after_all_is_released_and_the_pool_resolved(table, people):
    mistaken = table.swab("T1", people[2], 2)
    arrive(mistaken)
    note(table, "T1", "positive")
    arrive(table.swab("S0", people[0], 400), table.swab("S1", people[1], 401))
    note(table, "S0", "negative", 9)
    note(table, "S1", "negative", 9)
    arrive(table.back(mistaken))
    assert pools() == [(3, 1, 0, None)]
    assert (caught_up(), caught_up()) == (1, 0)
    assert (sorted(states()), pools()) == (["negative", "negative", "released"], [(2, 0, 0, NEXT_DAY)])
