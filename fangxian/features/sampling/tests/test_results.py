"""Results: from a file or a page, once, in versions; a bad pool becomes people, who are resolved singly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.features.items.models import Item, ItemLine
from fangxian.features.sampling import retests, services
from fangxian.features.sampling.models import Pool, Result, Tally, Tube
from fangxian.features.sampling.refusals import EarlyTest, HasResult, NotSecond, ReasonMissing
from fangxian.features.sampling.selectors import tables
from fangxian.features.sampling.services import Amending, Said, rebuild_round
from fangxian.features.sampling.sheets import RESULTS
from fangxian.features.sampling.tests.conftest import AT, LU, arrive, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel import sheets
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests import world

LAB = replace(LU, person="lab.an", name="化验员", role=Role.LABORATORY)
SAMPLER = replace(LU, role=Role.SAMPLER)
LATER = AT + timedelta(hours=5)


def note(table, tube, value, hours=5, actor=LAB):
    """The laboratory says it of a tube."""
    said = [Said(f"{table.code}/{tube}", value, AT + timedelta(hours=hours), "县医院")]
    with scope.acting(actor):
        return services.note_results(actor=actor, said=said, at=AT + timedelta(hours=hours))


@pytest.fixture
def pool(table):
    """Three people in one tube, and one alone in another."""
    one, two, three, four = residents(4)
    arrive(
        table.swab("T1", one), table.swab("T1", two, 1), table.swab("T1", three, 2), table.swab("T2", four, 3)
    )
    return table, (one, two, three, four)


def test_a_result_is_noted_once_and_the_tally_follows(pool):
    table, _people = pool
    assert note(table, "T1", "negative") == 1
    assert note(table, "T1", "negative", 6) == 0
    assert rows(Result, "tube", "version", "value") == [(f"{table.code}/T1", 1, "negative")]
    assert rows(Tally, "negative", "positive") == [(1, 0)]


def test_another_result_is_no_second_entrance(pool):
    table, _people = pool
    note(table, "T1", "negative")
    with pytest.raises(HasResult):
        note(table, "T1", "positive")
    with pytest.raises(EarlyTest):
        note(table, "T2", "negative", -1)
    with pytest.raises(NotFound):
        note(table, "T9", "negative")
    with pytest.raises(NotAllowed):
        note(table, "T2", "negative", actor=LU)
    with pytest.raises(NotFound):
        note(table, "T2", "negative", actor=replace(LAB, area=world.NEXT_COUNTY))


def test_a_positive_pool_gives_everybody_in_it_an_item_where_they_live(pool):
    table, people = pool
    note(table, "T1", "positive")
    assert rows(Pool, "tube", "members", "left", "positives") == [(f"{table.code}/T1", 3, 3, 0)]
    found = rows(Item, "subject", "state", "area", kind="retest")
    assert [row[0] for row in found] == sorted(f"{table.code}/{one}" for one in people[:3])
    assert {state for _subject, state, _area in found} == {"found"}
    assert all(area.startswith(world.UPPER) for _subject, _state, area in found)
    with scope.acting(LU):
        item = Item.objects.filter(kind="retest").first()
    assert item.due_at == LATER + timedelta(hours=2)
    assert item.title.endswith(f"T1 · {item.text[:-2]}")  # the household's code, and below it the person's


def test_single_results_resolve_the_pool_and_release_the_rest(pool):
    table, people = pool
    note(table, "T1", "suspected")
    arrive(*(table.swab(f"S{n}", one, 400 + n) for n, one in enumerate(people[:3])))
    note(table, "S0", "positive", 9)
    note(table, "S1", "negative", 9)
    assert rows(Pool, "left", "positives", "resolved_at") == [(1, 1, None)]
    note(table, "S2", "negative", 10)
    assert rows(Pool, "left", "positives", "resolved_at") == [(0, 1, AT + timedelta(hours=10))]
    assert rows(Item, "state", kind="retest") == [("negative",), ("negative",), ("positive",)]


def test_who_was_sampled_singly_waits_for_the_result_once(pool):
    table, people = pool
    note(table, "T1", "positive")
    arrive(table.swab("S0", people[0], 400), table.tube("S0", "opened", 399, size=1))
    arrive(table.swab("T9", people[1], 401), table.tube("T9", "opened", 400, size=10))  # a pool is no single
    with scope.acting(world.OPERATOR):
        assert (retests.note_swabs(world.OPERATOR), retests.note_swabs(world.OPERATOR)) == (1, 0)
    assert rows(Item, "state", kind="retest") == [("found",), ("found",), ("swabbed",)]
    swabbed = AT + timedelta(minutes=400)
    assert rows(Item, "state_since", "due_at", state="swabbed") == [(swabbed, swabbed + timedelta(hours=6))]
    note(table, "S0", "negative", 9)
    assert rows(ItemLine, "move", item__state="negative") == [("clear",), ("opened",), ("swab",)]


def test_an_early_single_swab_resolves_nothing(pool):
    table, people = pool
    note(table, "T2", "negative")
    note(table, "T1", "positive")
    arrive(table.swab("S0", people[0], -30))
    note(table, "S0", "negative", 6)
    assert rows(Pool, "left") == [(3,)]


def test_a_table_is_told_who_is_to_be_sampled_singly_until_they_were(pool):
    table, people = pool

    def singly():
        with scope.acting(SAMPLER):
            told = tables.people(SAMPLER, table.code)
            return {one.target.partition("/")[2] for one in told if one.singly}, known(table)

    nobody, before = singly()
    note(table, "T1", "positive")
    everybody, after = singly()
    assert (nobody, everybody) == (set(), set(people[:3]))
    assert before != after
    arrive(table.swab("S0", people[0], 400), table.swab("S1", people[1], 401))
    assert singly()[0] == {people[2]}
    note(table, "S0", "invalid", 9)
    assert singly()[0] == {people[0], people[2]}


def known(table):
    """By what a phone at a table knows the round again."""
    return tables.digest(SAMPLER, tables.rounds(SAMPLER), AT + timedelta(hours=12))


def test_an_amended_result_is_a_new_version_with_two_signatures(pool):
    table, _people = pool
    note(table, "T1", "positive")
    said = Said(f"{table.code}/T1", "negative", AT + timedelta(hours=6), "县医院")
    with scope.acting(LAB):
        with pytest.raises(NotSecond):
            services.amend_result(actor=LAB, said=said, amending=Amending("lab.an", "x", "错管"), at=LATER)
        with pytest.raises(ReasonMissing):
            services.amend_result(actor=LAB, said=said, amending=Amending("lu.an", "陆明", " "), at=LATER)
        services.amend_result(actor=LAB, said=said, amending=Amending("lu.an", "陆明", "标本弄错"), at=LATER)
    assert rows(Result, "version", "value", "confirmed") == [(1, "positive", ""), (2, "negative", "lu.an")]
    assert {state for (state,) in rows(Item, "state", kind="retest")} == {"released"}
    assert rows(Pool, "left", "resolved_at") == [(0, LATER)]


def test_results_stay_when_the_round_is_rebuilt(pool):
    table, _people = pool
    note(table, "T1", "positive")
    with scope.acting(LU):
        rebuild_round(actor=LU, code=table.code)  # these swabs are not in the log: nothing is left of them
    assert rows(Tube, "code") == []
    assert len(rows(Result, "tube")) == 1


def sheet(tmp_path, *lines):
    """A file of the laboratory."""
    path = tmp_path / "results.csv"
    path.write_text("\n".join(["试管,结果,检测时间,检测机构", *lines]), encoding="utf-8")
    return path


def test_a_file_is_taken_in_once_and_what_cannot_be_comes_back(pool, tmp_path):
    path = sheet(
        tmp_path,
        "T1,positive,2022-02-06 11:00,县医院",
        "T2,negative,2022-02-06 11:00,县医院",
        "T7,negative,2022-02-06 11:00,县医院",
    )
    first = sheets.take_in(LAB, RESULTS, path)
    assert (first.new, first.unchanged, first.refused) == (2, 0, 1), first.first_reasons
    assert first.first_reasons[0].code == "unknown_tube"
    again = sheets.take_in(LAB, RESULTS, path)
    assert (again.new, again.unchanged, again.refused) == (0, 2, 1)
    assert rows(Tube, "result") == [("negative",), ("positive",)]
    assert rows(Pool, "members") == [(3,)]
    other = sheets.take_in(LAB, RESULTS, sheet(tmp_path, "T1,negative,2022-02-06 12:00,市医院"))
    assert [one.code for one in other.first_reasons] == ["other_result"]
