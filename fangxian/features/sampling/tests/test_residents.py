"""The residents' page: who goes where and how long they wait, one for all, made once in half a minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fangxian.features.campaigns import services as campaigns
from fangxian.features.incidents.models import Incident
from fangxian.features.sampling import front
from fangxian.features.sampling.models import Point, Turn
from fangxian.features.sampling.selectors import residents, shown
from fangxian.features.sampling.tests.conftest import AT, LU, arrive, ordered
from fangxian.features.sampling.tests.test_interpreting import residents as people
from fangxian.kernel.db import scope
from tests import world

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def running(**more):
    """A round that runs now."""
    now = timezone.now()
    window = {"starts_at": now - 2 * HOUR, "ends_at": now + 10 * HOUR, "results_by": now + 22 * HOUR}
    return ordered(**window | more)


def page(area, language="en", **headers):
    return Client().get(f"/round/{area}/?language={language}", headers=headers)


def here(area, at):
    with scope.nobody(""):
        return residents.here(shown.places(at), area, at)


def test_a_part_with_a_round_of_its_own_does_not_hide_the_rest(county):
    running(area=world.UPPER, name="单村")
    assert "上河村" in page(world.RIVER).content.decode()
    cache.clear()
    running()
    text = page(world.RIVER).content.decode()
    assert "上河村" in text
    assert "下河村" in text
    told = page(world.UPPER).content.decode()
    assert "Round 1 of 上河村" in told
    assert "Round 1 of 安宁县" in told


def test_the_round_that_runs_stands_before_the_one_ordered_for_tomorrow(county):
    now = timezone.now()
    first = running()
    ordered(starts_at=now + 24 * HOUR, ends_at=now + 36 * HOUR, results_by=now + 48 * HOUR)
    told = here(world.UPPER, now)
    assert len(told) == 2
    assert told[0].round.code == first.code


def test_people_choose_county_township_and_village(county):
    running(notice="请按时段前来")
    assert "安宁县" in Client().get("/round/").content.decode()
    assert "河口镇" in page(world.COUNTY).content.decode()
    assert "上河村" in page(world.RIVER).content.decode()
    text = page(world.UPPER).content.decode()
    assert "河口广场采样点" in text
    assert "请按时段前来" in text
    assert "identity card" in text
    assert "身份证" not in text
    assert len(text) < 8_000
    assert "<script" not in text


def test_of_no_round_or_another_county_there_is_nothing(county):
    assert page(world.UPPER).status_code == 404
    running()
    assert page(world.MARKER).status_code == 404
    assert "界头" not in Client().get("/round/").content.decode()


def test_an_ended_incident_and_an_old_round_are_not_shown(county):
    made = ordered()
    assert [one.round.code for one in here(world.UPPER, AT + HOUR)] == [made.code]
    assert here(world.UPPER, AT + 20 * HOUR)[0].points == [], "its swabs are taken, its results come"
    assert shown.rounds(AT + timedelta(days=4)) == []
    with scope.acting(world.OPERATOR):
        Incident.objects.filter(code=world.INCIDENT).update(ended_on=AT.date() + timedelta(days=1))
    assert shown.rounds(AT + HOUR) == []


def test_a_closed_round_has_no_points_left(county):
    made = ordered()
    with scope.acting(LU):
        campaigns.close_campaign(actor=LU, code=made.code, at=AT + HOUR)
    assert here(world.UPPER, AT + 2 * HOUR)[0].points == []


def test_the_wait_is_who_should_have_come_at_the_pace_of_the_last_hour(table):
    with scope.acting(LU):
        Turn.objects.filter(round=table.code).delete()
        Point.objects.filter(round=table.code, code="S-SQUARE").update(people=120)
    [told] = here(world.UPPER, AT + HOUR)[0].points
    assert told.wait is None, "no pace yet"
    arrive(*(table.swab("T1", one, 30 + 5 * n) for n, one in enumerate(people(6))))
    [told] = here(world.UPPER, AT + HOUR)[0].points
    assert told.an_hour == 12.0
    assert told.minutes == 20, "10 of 120 should have come in the first of 12 hours; 6 did, 12 an hour"


def test_turns_say_who_comes_when_and_count_for_the_wait(table):
    with scope.acting(LU):
        turns = Turn.objects.filter(round=table.code)
        whole = {"point": "S-SQUARE", "starts_at": AT, "ends_at": AT + 12 * HOUR}
        turns.filter(area=world.UPPER).update(people=600, **whole)
        turns.filter(area=world.LOWER).update(people=60, walk_m=400, **whole | {"ends_at": AT + HOUR})
    arrive(*(table.swab("T1", one, 30 + 3 * n) for n, one in enumerate(people(10))))
    [told] = here(world.LOWER, AT + HOUR)
    [turn] = told.turns
    assert (turn.name, turn.ends_at, turn.walk_m) == ("下河村", AT + HOUR, 400)
    [point] = told.points
    assert (point.name, point.an_hour) == ("河口广场采样点", 20.0)
    assert point.minutes == 300, "60 of the lower village and 50 of the upper should have come; 10 did"


def test_whoever_is_visited_does_not_queue(county):
    running()
    told = [point for point in here(world.RIDGE, timezone.now())[0].points if point.comes]
    assert told
    assert "comes to you" in page(world.RIDGE).content.decode()


def test_the_page_speaks_the_readers_language(county):
    running()
    assert 'lang="zh-hant"' in page(world.UPPER, "zh-hant").content.decode()
    told = Client().get(f"/round/{world.UPPER}/", headers={"Accept-Language": "en"})
    assert 'lang="en"' in told.content.decode()
    assert told.headers["Content-Language"] == "en"
    reader = Client()
    reader.post("/accounts/language/", {"language": "zh-hans", "next": "/"})
    told = reader.get(f"/round/{world.UPPER}/")
    assert 'lang="zh-hans"' in told.content.decode()
    assert "private" in told.headers["Cache-Control"]  # another choice a moment later is seen at once


def test_who_asks_again_asks_no_database(county, django_assert_num_queries):
    running()
    first = page(world.UPPER)
    with django_assert_num_queries(0):
        again = page(world.UPPER)
        same = page(world.UPPER, **{"If-None-Match": first.headers["ETag"]})
        nothing = page(world.MARKER)
    assert again.content == first.content
    assert (same.status_code, same.content, nothing.status_code) == (304, b"", 404)
    assert "public" in first.headers["Cache-Control"]
    assert not first.cookies


def test_the_front_answers_what_is_kept_and_leaves_the_rest_to_django(county, django_assert_num_queries):
    sent = []

    async def send(message):
        sent.append(message)

    def asked(path=f"/round/{world.UPPER}/", method="GET", query=b"language=en", **headers):
        sent.clear()
        told = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
        scope = {"method": method, "path": path, "query_string": query, "headers": told}
        return async_to_sync(front.answered)(scope, send)

    running()
    assert not asked(), "nobody has made it yet"
    made = page(world.UPPER)
    with django_assert_num_queries(0):
        assert asked()
    head, body = sent
    told = dict(head["headers"])
    assert body["body"] == made.content
    assert {told[b"etag"].decode(), told[b"cache-control"].decode()} == {
        made.headers["ETag"], made.headers["Cache-Control"]
    }  # fmt: skip
    assert b"vary" not in told, "any cache may give it"
    assert asked(query=b"", accept_language=b"en-GB,en;q=0.9")
    assert dict(sent[0]["headers"])[b"vary"] == b"Accept-Language, Cookie"
    assert asked(if_none_match=told[b"etag"])
    assert (sent[0]["status"], sent[1]["body"]) == (304, b"")
    assert asked(method="HEAD")
    assert sent[1]["body"] == b""
    for other in ({"method": "POST"}, {"path": "/round/x/y/"}, {"query": b"", "cookie": b"sessionid=a"}):
        assert not asked(**other)
    assert not asked(query=b"language=xx")
    assert sent == []


def test_without_turns_the_nearest_area_with_points_counts(table):
    with scope.acting(LU):
        Turn.objects.filter(round=table.code).delete()
        first = Point.objects.get(round=table.code, code="S-SQUARE")
        Point.objects.create(
            round=table.code, code="S-HILL", name="山背小学", area=world.RIDGE, people=4,
            opens_at=first.opens_at, closes_at=first.closes_at, lat=23.36, lon=106.67,
        )  # fmt: skip
    assert [point.name for point in here(world.UPPER, AT + HOUR)[0].points] == ["河口广场采样点"]
    [hill] = here(world.RIDGE, AT + HOUR)[0].points
    assert (hill.name, round(hill.km, 1)) == ("山背小学", 1.0)


def test_the_poster_and_the_cards_lead_to_the_page(table, signed_in):
    for name, area in (("lu", world.COUNTY), ("wei", world.UPPER)):
        assert f"/round/{area}/" in signed_in(name).get(f"/sampling/{table.code}/residents/").content.decode()
    cards = signed_in("wei").get(f"/sampling/{table.code}/residents/cards/").content.decode()
    assert f"{world.UPPER}-0003" in cards
    assert "/round/result/" in cards
    assert f"{world.LOWER}-0003" not in cards
    assert "居民" not in cards, "no name"
    lu = signed_in("lu")
    asked = lu.get(f"/sampling/{table.code}/residents/cards/").content.decode()
    assert f"{world.UPPER}-0003" not in asked, "first which village"
    assert f"{world.RIDGE}-0003" in lu.get(f"/sampling/{table.code}/residents/cards/?q=山背").content.decode()
    assert signed_in("yang").get(f"/sampling/{table.code}/residents/cards/").status_code == 404
    assert signed_in("qin").get(f"/sampling/{table.code}/residents/cards/").status_code == 403
