"""The bottom: histories of who was sampled when, what may have been missed, and the reasons not to stop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.engines.sampling.rounds import Reason
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import histories, pack, probing
from fangxian.features.sampling.selectors.probing import Assumed
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, ordered
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_results import note
from fangxian.kernel.db import scope
from tests import world


@pytest.fixture
def two(county):
    """Two rounds: somebody in both, somebody in the second only, everybody else in none."""
    first = Table(ordered().code)
    day = timedelta(days=1)
    window = {"starts_at": AT + day, "ends_at": AT + 1.5 * day, "results_by": AT + 2 * day}
    second = Table(ordered(name="第二轮", **window).code)
    one, other = residents(2)
    arrive(first.swab("T1", one), second.swab("U1", one), second.swab("U2", other))
    return first, second


def known(*tables, area=world.COUNTY):
    with scope.acting(LU):
        return histories.histories([table.code for table in tables], area)


def test_histories_count_everybody_once_by_the_rounds_they_were_in(two):
    found = known(*two)
    by_history = dict(zip(map(tuple, found.sampled.tolist()), found.people.sum(axis=0).tolist(), strict=True))
    everybody = sum(by_history.values())
    assert by_history == {(False, False): everybody - 2, (True, True): 1, (False, True): 1}
    assert everybody == 52
    assert [tested.alone for tested in found.tested] == [1, 2]


def test_who_is_positive_alone_is_found_where_they_live(two):
    first, second = two
    note(first, "T1", "positive", 5)
    note(second, "U2", "invalid", 30)
    found = known(*two)
    assert found.found.sum() == 1
    assert found.found_in == [1, 0]
    assert (found.tested[1].alone, found.tested[1].unseen) == (1, 1)
    assert found.tested[1].sensitivity(0.8, 0.7, 0.6) == pytest.approx(0.4)


def test_sampling_more_leaves_less_and_one_more_round_less_still(two):
    first, _second = two
    before = probing.probe(known(*two), Assumed())
    arrive(*(first.swab(f"V{n}", who, n) for n, who in enumerate(residents(12)[2:])))
    with scope.acting(LU):
        after = probing.probe(known(*two), Assumed())
    assert 0 < before.all_clear < after.all_clear < after.then_clear < 1
    assert after.then_missed < after.missed < before.missed
    assert [grid.nobody for grid in after.grids] == sorted(grid.nobody for grid in after.grids)
    assert "100" not in after.clear


def test_the_stop_rule_says_why_not_yet(two):
    first, second = two
    with scope.acting(LU):
        series = probing.series(LU, Round.objects.get(code=second.code))
        assert [one.code for one in series] == [first.code, second.code]
        verdict = probing.judge(series, known(*two), world.COUNTY, pack.stop_rule(LU))
    assert not verdict.stop
    assert verdict.reasons == (Reason.RUNNING, Reason.NOT_EVERYBODY)
    assert verdict.next_on == (AT + timedelta(days=2, hours=8)).date()


def test_the_page_shows_figures_that_can_be_changed(two, signed_in):
    address = f"/sampling/{two[1].code}/bottom/"
    lu = signed_in("lu")
    text = lu.get(address).content.decode()
    assert "Not yet." in text
    assert "tubes wait for results" in text
    assert 'value="80.0"' in text
    assert text.count("fx-wrong") == 0
    more = lu.get(address, {"expected": "100"}).content.decode()
    assert more != text
    assert "fx-wrong" in lu.get(address, {"alone": "120"}).content.decode()
    assert "fx-wrong" in lu.get(address, {"shape": "x"}).content.decode()


def test_everybody_sees_their_own_part_of_the_bottom(two, signed_in):
    address = f"/sampling/{two[1].code}/bottom/"
    assert "24 people, 2 rounds" in signed_in("liang").get(address).content.decode()
    assert "52 people, 2 rounds" in signed_in("lu").get(address).content.decode()
    assert signed_in("qin").get(address).status_code == 200
    assert signed_in("yang").get(address).status_code == 404


def test_the_page_costs_the_same_however_many_were_sampled(two, signed_in):
    lu, address = signed_in("lu"), f"/sampling/{two[1].code}/bottom/"
    lu.get(address)
    with CaptureQueriesContext(connection) as few:
        lu.get(address)
    arrive(*(two[0].swab(f"V{n}", who, n) for n, who in enumerate(residents(12)[2:])))
    with CaptureQueriesContext(connection) as many:
        lu.get(address)
    assert len(many) == len(few)


def test_many_targets_are_gone_through_once_in_ten_minutes(two, monkeypatch):
    monkeypatch.setattr(histories, "MANY", 1)
    codes, area = [table.code for table in two], world.COUNTY
    with scope.acting(LU):
        first, at = histories.told(codes, area, AT)
        kept, then = histories.told(codes, area, AT + timedelta(minutes=9))
        _anew, now = histories.told(codes, area, AT + timedelta(minutes=11))
    assert (kept.people.tolist(), then) == (first.people.tolist(), at)
    assert now == AT + timedelta(minutes=11)
