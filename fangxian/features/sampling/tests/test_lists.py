"""Exempt and at home: a round leaves out who is exempt, now or later, and counts who comes all the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fangxian.features.campaigns.models import Coverage
from fangxian.features.sampling.list_sheet import LISTS
from fangxian.features.sampling.models import Listing, ListKind
from fangxian.features.sampling.refusals import ListedAlready, ListUnfit, ListUntilMissing
from fangxian.features.sampling.selectors import listings
from fangxian.features.sampling.services import Listed, end_listing, list_residents, rebuild_round
from fangxian.features.sampling.tests.conftest import AT, LU, ordered, push, rows, state
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.sheets import take_in
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

WEI = BY_NAME["wei"].actor
ONE, LOWER = f"{world.UPPER}-0000-0", f"{world.LOWER}-0002-1"


def put(*people, actor=WEI, kind="exempt", reason="infant", until=None, at=AT):
    with scope.acting(actor):
        return list_residents(actor=actor, listed=Listed(people, kind, reason, until), at=at)


def off(resident, actor=WEI):
    with scope.acting(actor):
        end_listing(actor=actor, resident=resident, at=AT)


def figures(code):
    found = rows(Coverage, "targets", "exempt", "reached", campaign=code)
    return tuple(map(sum, zip(*found, strict=True)))


def test_who_is_exempt_before_it_is_ordered_is_no_target(county):
    put(ONE)
    before = AT - timedelta(days=1)
    put(LOWER, actor=LU, reason="away", until=date(2022, 2, 5), at=before)  # over when it begins, on the 6th
    whole = sum(figures(ordered().code)[:2])
    assert figures(ordered().code) == (whole - 1, 1, 0)


def test_a_round_that_runs_follows_and_who_comes_all_the_same_counts(table):
    whole, _exempt, _reached = figures(table.code)
    (one,) = residents(1)
    put(one)
    assert figures(table.code) == (whole - 1, 1, 0)
    swab = table.swab("T1", one)
    push(table.code, swab)
    assert figures(table.code) == (whole, 0, 1)
    push(table.code, table.back(swab))
    assert figures(table.code) == (whole - 1, 1, 0)
    push(table.code, table.swab("T1", one, 3))
    before = state(table.code)
    with scope.acting(LU):
        assert rebuild_round(actor=LU, code=table.code).equal
    assert state(table.code) == before
    off(one)
    assert figures(table.code) == (whole, 0, 1)


def test_what_is_no_reason_holds_for_ever_or_is_listed_is_refused(table):
    with pytest.raises(ListUnfit):
        put(ONE, reason="confined")
    for until in (None, date(2022, 2, 1)):
        with pytest.raises(ListUntilMissing):
            put(ONE, reason="away", until=until)
    put(ONE, kind="home", reason="frail")
    with pytest.raises(ListedAlready):
        put(ONE)
    for actor, resident, refusal in (
        (WEI, LOWER, NotFound),
        (BY_NAME["yang"].actor, ONE, NotFound),
        (BY_NAME["liang"].actor, ONE, NotAllowed),
    ):
        with scope.acting(actor), pytest.raises(refusal):
            list_residents(actor=actor, listed=Listed([resident], "exempt", "infant"), at=AT)
    assert rows(Listing, "resident", "kind") == [(ONE, "home")]
    with scope.acting(LU):
        assert listings.counts(LU, world.COUNTY, AT.date()) == {"exempt": 0, "home": 1}
        assert sum(listings.by_area(LU, world.COUNTY, ListKind.HOME, AT.date()).values()) == 1


def test_a_sheet_brings_people_by_code_number_and_household_each_bad_row_back(table, tmp_path):
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    sheet = [
        f"{ONE},,,exempt,infant,",
        f",X{world.UPPER}-00010,,exempt,away,{until}",
        f",,{world.UPPER}-0002,home,frail,",
        f"{world.UPPER}-0002-0,,,exempt,infant,",
        f"{world.UPPER}-0003-0,,,home,infant,",
        f"{world.UPPER}-0003-0,,x,exempt,away,",
        f"{LOWER},,,exempt,infant,",
        ",,,exempt,infant,",
    ]
    path = tmp_path / "lists.csv"
    path.write_text(
        "\n".join(["resident_code,id_number,household_code,list,reason,until", *sheet]), encoding="utf-8"
    )
    told = take_in(WEI, LISTS, path)
    assert [(one.line, one.code) for one in told.first_reasons] == [
        (5, "listed_before"),
        (6, "reason_unfit"),
        (7, "until_missing"),
        (8, "unlisted_resident"),
        (9, "nobody_listed"),
    ]
    assert figures(table.code)[1] == 2
    again = take_in(WEI, LISTS, path)
    assert (again.new, again.changed) == (0, 0)
    path.write_text(f"resident_code,list,reason\n{ONE},home,frail\n", encoding="utf-8")
    assert take_in(WEI, LISTS, path).changed == 1
    assert figures(table.code)[1] == 1


def test_the_page_puts_on_and_takes_off_and_looking_up_a_number_is_recorded(table, signed_in):
    wei = signed_in("wei")
    number = f"X{world.UPPER}-00010"
    posted = {"who": number, "why": "exempt:infant", "until": ""}
    assert wei.post("/sampling/lists/", posted).status_code == 302
    assert wei.get("/imports/new/?kind=sampling-lists").status_code == 200
    shown = wei.get("/sampling/lists/").content.decode()
    assert f"{world.UPPER}-0001-0" in shown
    assert number not in shown
    assert wei.post("/sampling/lists/", posted).status_code == 422
    stranger = wei.post("/sampling/lists/", posted | {"who": "nobody"})
    assert stranger.status_code == 422
    assert "Nobody in your area has this code" in stranger.content.decode()
    assert rows(Entry, "subject", kind="territory.number_looked_up")
    assert ">1<" in signed_in("lu").get(f"/sampling/{table.code}/").content.decode()
    assert wei.post(f"/sampling/lists/{world.UPPER}-0001-0/end/").status_code == 302
    assert signed_in("liang").get("/sampling/lists/").status_code == 403
