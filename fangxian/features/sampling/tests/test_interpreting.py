"""Swabs, tubes and boxes: in any order, each once, everybody counted once, and nothing out of sight."""

from __future__ import annotations

import random

import pytest
from django.db import DatabaseError, transaction

from fangxian.features.sampling.models import Swab, Tally, Tube
from fangxian.features.sampling.tests.conftest import LU, Table, arrive, rows, state
from tests import world
from tests.world import BY_NAME


def residents(number, village=world.UPPER):
    """Codes of residents of a village."""
    from fangxian.features.territory.models import Resident
    from fangxian.kernel.db import scope

    with scope.acting(LU):
        found = Resident.objects.filter(area__startswith=village).order_by("code")
        return list(found.values_list("code", flat=True)[:number])


def test_a_swab_is_in_its_tube_and_its_person_is_reached(table):
    one, two = residents(2)
    arrive(table.tube("T1", "opened"), table.swab("T1", one), table.swab("T1", two, 1))
    assert rows(Tube, "swabs", "stage", "size", "tables") == [(2, "open", 10, 1)]
    assert rows(Tally, "point", "swabs", "people", "open") == [("S-SQUARE", 2, 2, 1)]
    now = state(table.code)
    assert sum(reached for _area, _targets, reached, _asked in now["coverage"]) == 2
    assert [row[1:3] for row in now["targets"] if row[1] == "reached"] == [("reached", "sampled")] * 2


def test_somebody_of_the_next_village_is_reached_too_but_their_row_stays_out_of_sight(table):
    (stranger,) = residents(1, world.LOWER)
    arrive(table.swab("T1", stranger), actor=BY_NAME["wei"].actor)
    assert [
        reached for area, _t, reached, _a in state(table.code)["coverage"] if area.startswith(world.LOWER)
    ] == [1]


def test_somebody_in_no_list_counts_as_a_person(table):
    arrive(table.swab("T1", ""), table.swab("T1", "nobody-of-here"))
    assert rows(Tally, "swabs", "people") == [(2, 2)]
    assert rows(Swab, "target") == [("",), ("",)]


def test_the_same_report_twice_is_one_swab(table):
    (one,) = residents(1)
    swab = table.swab("T1", one)
    arrive(swab)
    once = state(table.code)
    arrive(swab)
    assert state(table.code) == once


def test_somebody_sampled_twice_is_in_both_tubes_and_counted_once(table):
    (one,) = residents(1)
    other = Table(table.code, table=2)
    arrive(other.swab("T2", one, 5))
    arrive(table.swab("T1", one, 3))
    assert rows(Swab, "tube", "counts") == [(f"{table.code}/T1", True), (f"{table.code}/T2", False)]
    assert rows(Tally, "swabs", "people") == [(2, 1)]


def test_a_swab_taken_back_is_gone_from_tube_and_count_and_the_next_one_counts(table):
    (one,) = residents(1)
    first, second = table.swab("T1", one), table.swab("T2", one, 4)
    arrive(first, second)
    arrive(table.back(first))
    assert rows(Tube, "code", "swabs") == [(f"{table.code}/T1", 0), (f"{table.code}/T2", 1)]
    assert rows(Tally, "swabs", "people") == [(1, 1)]
    assert rows(Swab, "void", "counts") == [(False, True), (True, False)]


def test_a_swab_of_another_tube_or_another_village_is_not_taken_back(table):
    one, two = residents(2)
    first, second = table.swab("T1", one), table.swab("T2", two)
    arrive(first, second)
    arrive(table.fact("swab_back", "T2", 1, swab=first.id))
    far = Table(table.code, area=world.RIDGE, point="S-GATE")
    arrive(far.back(second))
    early = table.swab("T3", one, 3)
    arrive(far.back(early))
    arrive(early)
    assert rows(Tally, "area", "swabs")[0] == (world.UPPER, 3)


def test_a_tube_used_at_two_tables_is_told_until_one_took_its_swabs_back(table):
    one, two = residents(2)
    other = Table(table.code, table=2)
    wrong = other.swab("T1", two, 1)
    arrive(table.swab("T1", one), other.tube("T1", "opened", 1), wrong)
    assert rows(Tube, "table", "tables", "swabs") == [(1, 2, 2)]
    arrive(other.back(wrong, 2))
    assert rows(Tube, "table", "tables", "swabs") == [(1, 1, 1)]


def test_a_box_takes_its_tubes_from_the_table_to_the_laboratory(table):
    one, two = residents(2)
    arrive(table.swab("T1", one), table.tube("T1", "closed", 9, swabs=1), table.swab("T2", two))
    arrive(table.box("B1", "packed", ["T1", "T2"]), table.box("B1", "handed", ["T1", "T2"], 70))
    arrive(table.box("B1", "received", ["T1"], 150))
    assert rows(Tube, "code", "stage", "box", "stated") == [
        (f"{table.code}/T1", "received", f"{table.code}/B1", 1),
        (f"{table.code}/T2", "handed", f"{table.code}/B1", None),
    ]
    assert rows(Tally, "received", "handed", "open", "closed", "packed") == [(1, 1, 0, 0, 0)]


def test_any_order_and_any_repetition_leaves_the_same(table):
    people = residents(6)
    other = Table(table.code, table=2)
    swabs = [table.swab(f"T{n // 2}", one, n) for n, one in enumerate(people)]
    again = [other.swab("T9", people[0], 1), other.swab("T9", people[1], 0), other.swab("T9", "", 7)]
    facts = [*swabs, *again, table.back(swabs[3], 20), table.back(again[0], 21)]
    facts += [
        table.tube("T0", "opened"),
        table.tube("T0", "closed", 8, swabs=2),
        other.tube("T9", "spoiled", 9),
    ]
    facts += [
        table.box("B1", step, ["T0", "T1"], 30 + n) for n, step in enumerate(("packed", "handed", "received"))
    ]
    outcomes = []
    for seed in range(4):
        draw = random.Random(seed)
        mixed = [*facts, *draw.sample(facts, 5)]
        draw.shuffle(mixed)
        with transaction.atomic():
            for n in range(0, len(mixed), 3):
                arrive(*{fact.id: fact for fact in mixed[n : n + 3]}.values())
            outcomes.append(state(table.code))
            transaction.set_rollback(True)
    for one in outcomes[1:]:
        assert one == outcomes[0]
    assert sum(row[2] for row in outcomes[0]["tally"]) == 7


@pytest.mark.parametrize("who", ["wei", "yang"])
def test_nobody_writes_outside_their_area_or_into_a_round_of_others(table, who):
    far = Table(table.code, area=world.RIDGE, point="S-GATE")
    with pytest.raises(DatabaseError), transaction.atomic():
        arrive(far.swab("T1", ""), actor=BY_NAME[who].actor)
    assert rows(Swab, "id") == []
    assert rows(Tube, "code") == []
