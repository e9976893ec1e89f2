"""What a phone holds: its own grid, no names; what changed since; everything again when the ground moved."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Target
from fangxian.features.field.models import Device
from fangxian.features.field.selectors import cursors
from fangxian.features.field.tests.conftest import NOW, actor_named, campaign_for
from fangxian.features.territory.models import Area, Household
from fangxian.kernel.db import scope
from tests import world

KEYS = {
    *("cursor", "full", "server_time", "expires_at", "me", "areas", "campaigns", "households", "targets"),
    *("gone", "shifts", "settled", "flows", "items", "places"),
}


def test_a_first_pull_is_full_and_as_the_contract_says(phone, campaign):
    told = phone("liang").pull()
    assert set(told) == KEYS
    assert told["full"] is True
    assert told["me"]["area"] == {"code": world.UPPER, "name": "上河村", "level": "village"}
    assert told["me"]["incident"] == {"code": world.INCIDENT, "name": "Anning 2022"}
    assert [one["code"] for one in told["campaigns"]] == [campaign]
    assert told["campaigns"][0]["form"] == "visit"
    assert len(told["households"]) == len(told["targets"]) == 12
    assert told["households"][0]["needs"] == {"frail": 1}
    first = told["targets"][0]
    assert first["code"] == f"{campaign}/{world.UPPER}-0000"
    assert (first["outcome"], first["occurred_at"], first["report"], first["lease_until"]) == (
        "",
        None,
        None,
        None,
    )


def test_nothing_of_any_other_area_is_in_it(phone, campaign):
    made = phone("liang")
    assert world.LOWER not in str(made.pull())
    assert all(one["area"].startswith(world.UPPER) for one in made.pull()["targets"])


def test_a_phone_of_a_grid_holds_nothing_of_the_next_grid(phone, campaign):
    made, mine, next_one = phone("liang"), f"{world.UPPER}01", f"{world.UPPER}02"
    with scope.acting(world.OPERATOR):
        for code in (mine, next_one):
            Area.objects.create(
                code=code, name=f"网格{code}", level="grid", parent=world.UPPER, valid_from=NOW.date()
            )
        for number in range(12):
            code, grid = f"{world.UPPER}-{number:04}", mine if number < 5 else next_one
            Household.objects.filter(code=code).update(area=grid)
            Target.objects.filter(household=code).update(area=grid)
        Device.objects.update(area=mine)
    answer = made.get("/api/field/pull")
    told, text = answer.json(), answer.content.decode()
    assert [one["code"] for one in told["areas"]] == [mine]
    assert len(told["households"]) == len(told["targets"]) == 5
    assert {one["area"] for one in told["households"] + told["targets"]} == {mine}
    assert next_one not in text
    assert not any(f"{world.UPPER}-{number:04}" in text for number in range(5, 12))


def test_no_name_document_or_telephone_of_a_resident_is_in_it(phone, campaign):
    text = str(phone("liang").pull())
    for word in ("居民0", "居民1", f"X{world.UPPER}-0000", f"000{world.UPPER}-0000"):
        assert word not in text


def others_go_on():
    """Have a transaction end after the test began its own: snapshots then take the test for seen."""
    mark = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE something (n integer)")
    transaction.savepoint_rollback(mark)


def test_the_next_pull_has_nothing_when_nothing_changed(phone, campaign):
    made = phone("liang")
    others_go_on()
    told = made.pull(made.pull()["cursor"])  # what did change: see services/tests, with real transactions
    assert (told["full"], told["households"], told["targets"], told["gone"]) == (False, [], [], [])
    assert not {"flows", "items", "places"} & set(told)


def test_targets_of_a_closed_campaign_go(phone, campaign):
    made = phone("liang")
    cursor = made.pull()["cursor"]
    lu = actor_named("lu")
    with scope.acting(lu):
        campaigns.close_campaign(actor=lu, code=campaign)
    told = made.pull(cursor)
    assert told["full"] is False
    assert told["campaigns"] == []
    assert len(told["gone"]) == 12
    assert made.pull(told["cursor"])["gone"] == []


def test_a_campaign_opened_since_comes_whole(phone, campaign):
    made = phone("liang")
    cursor = made.pull()["cursor"]
    second = campaign_for(actor_named("lu"), world.UPPER, "第二轮")
    told = made.pull(cursor)
    assert told["full"] is False
    assert sum(one["campaign"] == second for one in told["targets"]) == 12


def test_a_campaign_opened_again_comes_whole(phone, campaign):
    made, lu = phone("liang"), actor_named("lu")
    with scope.acting(lu):
        campaigns.close_campaign(actor=lu, code=campaign)
    cursor = made.pull()["cursor"]
    with scope.acting(lu):
        campaigns.reopen_campaign(actor=lu, code=campaign)
    assert len(made.pull(cursor)["targets"]) == 12


@pytest.mark.parametrize("part", [0, 4, 5])
def test_another_database_area_or_register_starts_over(phone, campaign, part):
    made = phone("liang")
    parts = made.pull()["cursor"].split(":")
    parts[part] = "7"
    assert made.pull(":".join(parts))["full"] is True


@pytest.mark.parametrize("cursor", ["x", "1:2", "::::::", "7" * 900])
def test_a_cursor_that_is_none_starts_over(phone, cursor):
    assert phone("liang").pull(cursor)["full"] is True


def test_a_cursor_with_a_nul_is_refused_before_it_is_read(phone):
    assert phone("liang").get("/api/field/pull?since=%00").status_code == 422


@pytest.mark.parametrize(
    ("part", "wrong"), [(1, "-1"), (1, "x"), (2, "1"), (2, "9" * 18), (2, "9" * 40), (3, "7,7"), (3, "a")]
)
def test_a_snapshot_that_is_none_starts_over(phone, part, wrong):
    made = phone("liang")
    parts = made.pull()["cursor"].split(":")
    parts[part] = wrong
    assert made.pull(":".join(parts))["full"] is True


def test_a_cursor_names_no_more_than_some_running_transactions():
    now = cursors.Here("7", "10:200:" + ",".join(map(str, range(10, 120))), 1, "0")
    cursor = cursors.write(now, "90", ["k7"], "ab")
    assert cursor == "7:10:10::90:0:k7:ab"
    since = cursors.read(cursor, now, "90")
    assert since == cursors.Since(10, "10:10:", frozenset({"k7"}), "ab")


def test_a_household_that_moved_to_another_grid_starts_over(phone, campaign):
    made = phone("liang")
    cursor = made.pull()["cursor"]
    with scope.acting(world.OPERATOR):
        Household.objects.filter(code=f"{world.UPPER}-0001").update(area=world.LOWER, village=world.LOWER)
    told = made.pull(cursor)
    assert told["full"] is True
    assert len(told["households"]) == 11


def test_an_amended_address_starts_over(phone, campaign):
    made = phone("liang")
    cursor = made.pull()["cursor"]
    with scope.acting(world.OPERATOR):
        Household.objects.filter(code=f"{world.UPPER}-0001").update(address="新 1 号")
    assert made.pull(cursor)["full"] is True


def test_more_households_than_a_phone_holds_are_refused(phone, monkeypatch):
    made = phone("liang")
    monkeypatch.setattr("fangxian.features.field.selectors.pulling.MOST_HOUSEHOLDS", 11)
    answer = made.get("/api/field/pull")
    assert (answer.status_code, answer.json()["code"]) == (409, "field.area_too_large")
    assert "12" in answer.json()["sentence"]


def test_a_pull_asks_the_database_the_same_whatever_it_holds(phone, campaign):
    hers = phone("liang")
    with CaptureQueriesContext(connection) as few:
        hers.pull()
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(GRID, [world.INCIDENT, world.UPPER, world.UPPER, world.UPPER])
    campaign_for(actor_named("lu"), world.UPPER, "第二轮")
    with CaptureQueriesContext(connection) as many:
        assert len(hers.pull()["targets"]) == 312
    assert len(many) == len(few) <= 20


GRID = """
    INSERT INTO territory_household (incident, code, area, village, address, lat, lon, members)
    SELECT %s, %s || '-x' || n, %s, %s, '新屯 ' || n || ' 号', 23.3, 106.6, 4 FROM generate_series(1, 288) n
"""


def test_a_pull_of_a_grid_of_300_households_holds_them_all_and_then_only_changes(phone):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(GRID, [world.INCIDENT, world.UPPER, world.UPPER, world.UPPER])
    campaign_for(actor_named("lu"), world.UPPER)
    made = phone("liang")
    others_go_on()
    whole = made.pull()
    assert len(whole["targets"]) == 300
    assert made.pull(whole["cursor"])["targets"] == []


def test_without_a_token_there_is_nothing(client, county):
    answer = client.get("/api/field/pull")
    assert (answer.status_code, answer.json()["code"]) == (401, "field.token_unknown")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(signed_in):
    answer = signed_in("liang").get("/api/field/pull")
    assert (answer.status_code, answer.json()["code"]) == (401, "field.token_unknown")
