"""Ordering a round on its page: can it be done, ways out, refusals that keep what was typed; points."""

from __future__ import annotations

import pytest

from fangxian.features.sampling import access
from fangxian.features.sampling.models import Point, Round, Zone
from fangxian.features.sampling.tests.conftest import LU, ordered, rows
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world

FORM = {
    "area": world.COUNTY,
    "name": "第二轮",
    "starts_at": "2122-02-10T06:00",
    "ends_at": "2122-02-10T18:00",
    "results_by": "2122-02-11T06:00",
    "infected": "0.1",
    "stock": "500",
    "pooled_an_hour": "100",
    "single_an_hour": "50",
    "notice": "带身份证",
    "zone-TOTAL_FORMS": "1",
    "zone-INITIAL_FORMS": "0",
    "zone-0-area": world.UPPER,
    "zone-0-kind": "lockdown",
    "zone-0-by_household": "on",
}


def page(answer):
    return answer.content.decode()


def test_an_empty_list_says_how_to_start_to_whom_may(county, signed_in):
    assert "/sampling/new/" in page(signed_in("lu").get("/sampling/"))
    assert "/sampling/new/" not in page(signed_in("liang").get("/sampling/"))
    assert "Can it be done?" in page(signed_in("lu").get("/sampling/new/"))
    assert signed_in("liang").get("/sampling/new/").status_code == 403


def test_an_order_makes_a_round_with_its_zones_and_people_at_points(county, signed_in):
    answer = signed_in("lu").post("/sampling/new/", FORM)
    assert answer.status_code == 302, page(answer)
    assert rows(Zone, "area", "kind", "size", "by_household") == [
        (world.COUNTY, "precaution", 20, False),  # as the rule pack says
        (world.UPPER, "lockdown", 1, True),
    ]
    (made,) = rows(Round, "number", "infected", "stock", "pooled_an_hour")
    assert made == (1, 0.001, 500, 100)
    assert "带身份证" in page(signed_in("lu").get(answer.url))
    assert "500" in page(signed_in("lu").get("/sampling/new/"))  # offered again
    ((people,),) = rows(Point, "people", code="S-SQUARE")
    assert people > 0


def test_the_preview_says_what_is_missing_and_the_ways_out(county, signed_in):
    asked = FORM | {"stock": "1", "pooled_an_hour": "0", "single_an_hour": "1"}
    text = page(signed_in("lu").get("/sampling/new/preview/", asked))
    assert "It cannot be done like this" in text
    assert "Get 14 more tubes." in text
    assert "Find laboratories for 14 more tests." in text
    assert f"/relief/secondments/new/?to={world.COUNTY}" in text
    assert "Second 1 sampler from elsewhere." in text


def test_the_preview_says_when_it_can_be_done(county, signed_in):
    short = FORM | {"ends_at": "2122-02-10T12:00"}  # one crew of one sampler is enough
    text = page(signed_in("lu").get("/sampling/new/preview/", short))
    assert "It can be done: nothing is missing." in text
    assert "52</b> people in" in text
    assert "28 people live more than 30 minutes on foot from any point. It takes 2 mobile teams." in " ".join(
        text.split()
    )
    assert "2 of them must come from elsewhere" in text


def test_larger_pools_and_later_results_have_their_price(county, signed_in):
    asked = FORM | {"pooled_an_hour": "2", "single_an_hour": "1", "results_by": "2122-02-10T18:30"}
    slow = page(signed_in("lu").get("/sampling/new/preview/", asked | {"pooled_an_hour": "1"}))
    assert "Have the pooled results by 02-11 00:00, 5.5 hours later." in slow
    assert "Put at least 5 people into each tube: 7 tubes in all" in page(
        signed_in("lu").get("/sampling/new/preview/", FORM | {"stock": "12"})
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": "2122-02-10T05:00"},
        {"starts_at": "2021-02-10T06:00", "ends_at": "2021-02-10T18:00"},
        {"results_by": "2122-02-10T17:00"},
        {"results_by": "9999-12-31T17:00"},
        {"area": world.MARKER},
        {"zone-0-area": world.MARKER},
        {"zone-0-area": "99"},
        {"infected": "101"},
        {"name": ""},
        {"zone-TOTAL_FORMS": ""},
    ],
)
def test_a_refusal_keeps_what_was_typed(county, signed_in, wrong):
    answer = signed_in("lu").post("/sampling/new/", FORM | wrong)
    assert answer.status_code == 422
    assert "fx-wrong" in page(answer)
    assert "带身份证" in page(answer)
    assert rows(Round, "code") == []


def test_more_zones_are_asked_for_without_ordering(county, signed_in):
    text = page(signed_in("lu").post("/sampling/new/", FORM | {"more": "1"}))
    assert 'name="zone-2-area"' in text
    assert f'value="{world.UPPER}"' in text
    assert rows(Round, "code") == []


def test_the_preview_says_what_is_wrong(county, signed_in):
    text = page(signed_in("lu").get("/sampling/new/preview/", FORM | {"ends_at": "2021-02-10T05:00"}))
    assert "<b>Last swab</b> The last swab must be after the first." in text


def test_the_round_that_was_ordered_last_stands_first(county, signed_in):
    first, last = ordered(name="早"), ordered(name="晚")
    with scope.acting(LU):
        assert [one.code for one in access.newest_first(LU)] == [last.code, first.code]


def test_a_round_is_closed_from_its_own_page(county, signed_in):
    made = ordered()
    assert f"/campaigns/{made.code}/close/" in page(signed_in("lu").get(f"/sampling/{made.code}/"))
    assert "/close/" not in page(signed_in("liang").get(f"/sampling/{made.code}/"))


def test_a_point_is_changed_with_a_line_in_the_trail_and_undone(county, signed_in):
    made, lu = ordered(), signed_in("lu")
    answer = lu.post(f"/sampling/{made.code}/points/S-SQUARE/", {"tables": "5", "do": "close"})
    assert rows(Point, "tables", "is_open", code="S-SQUARE") == [(5, False)]
    text = page(lu.get(answer.url))
    assert "now has 5 tables" in text
    assert "Undo" in text
    lu.post(f"/sampling/{made.code}/points/S-SQUARE/", {"tables": "2", "do": "open", "undo": "1"})
    assert rows(Point, "tables", "is_open", code="S-SQUARE") == [(2, True)]
    with scope.acting(LU):
        assert Entry.objects.filter(kind="sampling.point_changed", subject="S-SQUARE").count() == 2


def test_a_point_refuses_what_it_cannot_hold_and_who_may_not(county, signed_in):
    made = ordered()
    address = f"/sampling/{made.code}/points/S-SQUARE/"
    for tables in ("0", "100", "many", ""):
        assert signed_in("lu").post(address, {"tables": tables}).status_code == 422
    assert signed_in("liang").post(address, {"tables": "3"}).status_code == 403
    assert signed_in("chen").post(address, {"tables": "3"}).status_code == 404
    assert "Close it" not in page(signed_in("liang").get(f"/sampling/{made.code}/points/"))
